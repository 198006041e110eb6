//! Labels the findings with what was decided about them, and judges the entries of `dispositions.toml` like rows of a table.

use std::collections::HashSet;

use super::accounting::SetAside;
use super::frames::rows;
use super::people::Owners;
use super::verdicts::Counts;
use super::{Audit, Cancelled, Evidence, Options, Outcome, Presence};
use crate::dispositions::{Entry, Labels, Ledger, TABLE};
use crate::findings::{Found, Identity, Row};
use crate::project::Project;
use crate::rules::dispositions::{EntryVerdict, Flaw};
use crate::rules::plan::Source;
use crate::sources::{Input, fingerprint};
use crate::tables::date;

/// All findings of the exports must be there, and kept.
pub(super) fn judge(
    ledger: &Ledger,
    project: &Project,
    options: &Options,
    audit: &mut Audit,
) -> Result<(), Cancelled> {
    let day = audit.as_of.day;
    let labels = Labels::new(ledger, project, options, audit)?;
    let mut undecided = HashSet::new();
    for &ix in &options.selected {
        if let Source::Dispositions(flaw) = project.rules[ix].plan.source {
            let (counts, found, open) = judged(flaw, ledger, &labels, day);
            undecided.extend(open.into_iter().map(|entry| (ix, entry)));
            if !found.is_empty() {
                let mut findings = Found::new(ix);
                let owners = Owners::new(&project.rules[ix], &project.tables[ledger.table], None);
                findings.add(&rows(&found, &owners), options.keep.limit());
                audit.findings.add(vec![findings]);
            }
            audit.outcomes[ix] = Some(Outcome::Judged(counts));
        }
    }
    audit.notices.extend(labels.notices(day));
    audit.inputs.push(evidence(ledger, project, options));
    audit.labels = Some(labels);
    // an entry that was taken out is done with, and not lost like a row of an export
    let seen = options.wanted.get(&ledger.table).cloned();
    let presence = Presence {
        seen: seen.unwrap_or_default(),
        undecided,
        ..Presence::default()
    };
    audit.presence.insert(ledger.table, presence);
    Ok(())
}

/// The verdicts, what was found, and the entries that could not be decided.
fn judged(
    flaw: Flaw,
    ledger: &Ledger,
    labels: &Labels,
    day: i64,
) -> (Counts, Vec<Row>, Vec<Identity>) {
    let (mut counts, mut found, mut undecided) = (Counts::default(), Vec::new(), Vec::new());
    let key = |entry: &Entry| {
        format!(
            "{}\u{1f}{}",
            entry.selection.text(),
            date::text(entry.decided_on)
        )
    };
    for (entry, &matches) in ledger.entries.iter().zip(labels.matches()) {
        let verdict = if entry.applies(day) {
            flaw.judge(entry, matches, day)
        } else {
            EntryVerdict::NotApplicable
        };
        match verdict {
            EntryVerdict::Ok => counts.ok += 1,
            EntryVerdict::Pending => counts.pending += 1,
            EntryVerdict::NotApplicable => counts.not_applicable += 1,
            EntryVerdict::Undecidable => {
                counts.undecidable += 1;
                undecided.push(Identity::of_document(TABLE, &key(entry)));
            }
            EntryVerdict::Violation => {
                counts.violation += 1;
                found.push(Row {
                    judgement: flaw.judgement_of(matches),
                    input: 0,
                    line: entry.line,
                    key: key(entry),
                    value: flaw.value(entry),
                    detail: format!("{}\u{1f}{}\u{1f}", matches.labelled, entry.covers),
                    owner: entry.owner.clone().unwrap_or_default(),
                    department: String::new(),
                    account: None,
                    new_staff: None,
                });
            }
        }
    }
    counts.unsettled = counts.undecidable;
    counts.findings = counts.violation;
    (counts, found, undecided)
}

fn evidence(ledger: &Ledger, project: &Project, options: &Options) -> Evidence {
    let path = project.ledger_path();
    Evidence {
        table: ledger.table,
        sha256: options
            .fingerprints
            .then(|| fingerprint(&path).ok())
            .flatten(),
        input: Input {
            path,
            name: project.files[ledger.file].name.clone(),
            entry: None,
        },
        encoding: Some("UTF-8".to_owned()),
        sheet: None,
        decisions: Vec::new(),
        rows: ledger.entries.len() as u64,
        refused: 0,
        aside: SetAside::default(),
        cut: None,
        error: None,
    }
}
