//! Labels the findings with what was decided about them, and judges the entries of `dispositions.toml` like rows of a table.

use std::borrow::Cow;
use std::collections::HashSet;

use super::labels::{Labels, Matches};
use crate::dispositions::{Entry, Ledger};
use crate::findings::Found;
use crate::findings::asked::{Cancelled, Options};
use crate::findings::finishing::{Find, Finisher};
use crate::findings::outcome::{Audit, Counts, Evidence, Outcome};
use crate::findings::presence::Presence;
use crate::findings::said::Said;
use crate::fingerprint::identity::{Identity, join_key};
use crate::project::Project;
use crate::rules::dispositions::TABLE;
use crate::rules::plan::{Flaw, Source};
use crate::sources::find::seen_from;
use crate::sources::{Input, fingerprint};
use crate::tables::date;

/// All findings of the exports must be there, and kept.
pub(super) fn judge(
    ledger: &Ledger,
    project: &Project,
    options: &Options,
    audit: &mut Audit,
) -> Result<Labels, Cancelled> {
    let day = audit.as_of.day;
    let labels = Labels::new(ledger, project, options, audit, day)?;
    let mut undecided = HashSet::new();
    for &ix in &options.selected {
        if let Source::Dispositions(flaw) = project.rules[ix].plan.source {
            let (counts, found, open) = judged(flaw, ledger, &labels, day);
            undecided.extend(open.into_iter().map(|entry| (ix, entry)));
            if !found.is_empty() {
                let mut findings = Found::new(ix);
                let finisher = Finisher::new(project, ix, None);
                if let Some(part) = finisher.columns(found) {
                    findings.add(part, options.keep.limit());
                }
                audit.findings.add(vec![findings]);
            }
            audit.outcomes[ix] = Some(Outcome::Judged(counts));
        }
    }
    audit.notices.extend(labels.notices(day));
    audit.inputs.push(evidence(ledger, project, options));
    // an entry that was taken out is done with, and not lost like a row of an export
    let presence = Presence {
        undecided,
        ..Presence::default()
    };
    audit.presence.insert(ledger.table, presence);
    Ok(labels)
}

/// The verdicts, what was found, and the entries that could not be decided.
fn judged(
    flaw: Flaw,
    ledger: &Ledger,
    labels: &Labels,
    day: i64,
) -> (Counts, Vec<Find<'static>>, Vec<Identity>) {
    let (mut counts, mut found, mut undecided) = (Counts::default(), Vec::new(), Vec::new());
    let key = |entry: &Entry| {
        let parts = [entry.selection.text(), date::text(entry.decided_on)];
        join_key(&parts.map(Cow::from)).into_owned()
    };
    for (entry, &matches) in ledger.entries.iter().zip(labels.matches()) {
        let verdict = if entry.applies(day) {
            verdict(flaw, entry, matches, day)
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
                found.push(Find {
                    judgement: judgement_of(flaw, matches),
                    line: entry.line,
                    key: key(entry).into(),
                    value: value(flaw, entry).into(),
                    said: Said::Labels(matches.left(), entry.covers),
                    owner: entry.owner.clone().unwrap_or_default().into(),
                    ..Find::default()
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
    let name = if options.names_of_project {
        seen_from(project.folder(), &path)
    } else {
        project.files[ledger.file].name.clone()
    };
    let input = Input {
        name,
        path,
        entry: None,
        sheet: None,
    };
    Evidence {
        sha256: options
            .fingerprints
            .then(|| fingerprint(&input.path).ok())
            .flatten(),
        encoding: Some("UTF-8".to_owned()),
        rows: ledger.entries.len() as u64,
        ..Evidence::new(ledger.table, input)
    }
}

/// What becomes of an entry under a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EntryVerdict {
    Ok,
    Violation,
    Pending,
    NotApplicable,
    Undecidable,
}

/// Which of its judgements an entry in violation is of.
fn judgement_of(flaw: Flaw, matches: Matches) -> usize {
    usize::from(matches.absent && matches!(flaw, Flaw::Overdue | Flaw::Unused))
}

/// The cell at fault, as a finding shows it.
fn value(flaw: Flaw, entry: &Entry) -> String {
    match flaw {
        Flaw::Expired | Flaw::Overdue => entry.end.map(date::text).unwrap_or_default(),
        Flaw::Unused => entry.selection.text(),
        Flaw::Broad => entry.covers.to_string(),
    }
}

/// The verdict on an entry that had been decided on the day of an audit.
fn verdict(flaw: Flaw, entry: &Entry, matches: Matches, day: i64) -> EntryVerdict {
    let ended = |end: Option<String>| match end {
        None => EntryVerdict::NotApplicable,
        Some(_) if entry.holds(day) => EntryVerdict::Pending,
        Some(_) if matches.left() > 0 => EntryVerdict::Violation,
        Some(_) if matches.selected > 0 => EntryVerdict::Ok,
        // to leave a document out of the export does not put it right
        Some(_) if matches.absent && flaw == Flaw::Overdue => EntryVerdict::Violation,
        Some(_) if matches.complete && !matches.absent => EntryVerdict::Ok,
        Some(_) => EntryVerdict::Undecidable,
    };
    match flaw {
        Flaw::Expired => ended(entry.until()),
        Flaw::Overdue => ended(entry.due()),
        Flaw::Unused if matches.selected > 0 => EntryVerdict::Ok,
        Flaw::Unused if matches.complete => EntryVerdict::Violation,
        Flaw::Broad if matches.left() > entry.covers => EntryVerdict::Violation,
        Flaw::Broad if matches.complete => EntryVerdict::Ok,
        Flaw::Unused | Flaw::Broad => EntryVerdict::Undecidable,
    }
}
