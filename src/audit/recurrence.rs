//! Judges who has had findings of the same rule month after month: a record for each rule and owner with findings now.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use super::accounting::SetAside;
use super::frames::rows;
use super::people::Owners;
use super::verdicts::Counts;
use super::{Audit, Cancelled, Evidence, Options, Outcome, Presence};
use crate::findings::{Documents, Found, Identity, Row};
use crate::history::{Earlier, InARow, Months, Owner, owners};
use crate::messages::{Message, message};
use crate::project::Project;
use crate::project::problem::display_path;
use crate::rules::plan::TableIx;
use crate::rules::recurrence::{Recurring, TABLE};
use crate::sources::Input;

/// All findings of the exports must be there, and kept.
pub(super) fn judge(
    project: &Project,
    options: &Options,
    audit: &mut Audit,
) -> Result<(), Cancelled> {
    let selected = options.selected.iter();
    let mut rules: Vec<Judging> = selected
        .filter_map(|&ix| Some(Judging::new(ix, project.rules[ix].recurring()?, project)))
        .collect();
    let Some(table) = project.history.filter(|_| !rules.is_empty()) else {
        return Ok(());
    };
    let earlier = match &options.earlier {
        Ok(earlier) => earlier,
        Err(reason) => {
            for rule in &rules {
                audit.outcomes[rule.ix] = Some(Outcome::NoInput);
            }
            let rules = rules.iter().map(|rule| project.rules[rule.ix].id.clone());
            let rules: Vec<String> = rules.collect();
            let reason = reason.clone();
            audit.notices.push(message!(
                "recurrence-not-judged",
                rules = rules,
                reason = reason
            ));
            return Ok(());
        }
    };
    let mut told = Told::default();
    let watched: BTreeSet<usize> = rules
        .iter()
        .flat_map(|rule| &rule.watched)
        .copied()
        .collect();
    for ix in watched {
        if options.progress.cancelled() {
            return Err(Cancelled);
        }
        let Some(watched) = Watched::new(ix, project, audit, earlier, &mut told) else {
            continue;
        };
        for rule in rules.iter_mut().filter(|rule| rule.watched.contains(&ix)) {
            rule.judge(&watched);
        }
    }
    audit.notices.extend(told.notices());
    let mut presence = presence(table, project, options);
    let mut records = 0;
    for rule in rules {
        let counts = rule.counts();
        records = records.max(counts.judged() + counts.undecidable);
        let undecided = rule.undecided.iter().map(|document| (rule.ix, *document));
        presence.undecided.extend(undecided);
        audit.outcomes[rule.ix] = Some(Outcome::Judged(counts));
        if !rule.found.is_empty() {
            let mut findings = Found::new(rule.ix);
            let owners = Owners::new(&project.rules[rule.ix], &project.tables[table], None);
            findings.add(&rows(&rule.worst_first(), &owners), options.keep.limit());
            audit.findings.add(vec![findings]);
        }
    }
    audit.inputs.extend(evidence(table, earlier, records));
    audit.presence.insert(table, presence);
    Ok(())
}

/// What could not be looked at.
#[derive(Default)]
struct Told {
    /// Findings of which nobody can be told to be the owner.
    nobodys: u64,
    /// Rules that this run did not judge.
    unjudged: u64,
}

impl Told {
    fn notices(&self) -> Vec<Message> {
        let notices = [
            (self.nobodys, message!("recurrence-nobodys")),
            (self.unjudged, message!("recurrence-not-watched")),
        ];
        let told = notices.into_iter().filter(|(count, _)| *count > 0);
        told.map(|(count, notice)| notice.with("count", count))
            .collect()
    }
}

/// A rule whose findings are looked at.
struct Watched<'a> {
    id: &'a str,
    owners: Vec<Owner>,
    /// None where there is no history yet.
    months: Option<&'a Months>,
    /// Whether it could not decide all of its rows.
    unsettled: bool,
}

impl<'a> Watched<'a> {
    /// None where this run did not judge it.
    fn new(
        ix: usize,
        project: &'a Project,
        audit: &Audit,
        earlier: &'a Earlier,
        told: &mut Told,
    ) -> Option<Watched<'a>> {
        let unsettled = match &audit.outcomes[ix] {
            Some(Outcome::Judged(counts)) => counts.unsettled > 0,
            Some(Outcome::NoInput) => false,
            Some(Outcome::NotRun(_)) | None => {
                told.unjudged += 1;
                return None;
            }
        };
        let rule = &project.rules[ix];
        let found = audit.findings.of(ix);
        let documents =
            found.and_then(|found| Documents::new(found, rule, &project.tables[rule.table], &[]));
        let (owners, nobodys) = match &documents {
            Some(documents) => owners(documents, audit),
            None => (Vec::new(), 0),
        };
        told.nobodys += nobodys;
        Some(Watched {
            id: &rule.id,
            owners,
            months: earlier.of(ix),
            unsettled,
        })
    }

    /// Who had findings in the last month before, has none now, and may have: not all rows could be decided.
    fn doubtful(&self) -> impl Iterator<Item = (&'a str, InARow<'a>)> {
        let here: HashSet<&str> = self.owners.iter().map(|owner| owner.key.as_str()).collect();
        let months = self.months.filter(|_| self.unsettled).into_iter();
        let owners = months.flat_map(|months| months.owners().map(|o| (o, months.in_a_row(o))));
        owners.filter(move |(owner, _)| !here.contains(owner))
    }
}

/// A rule about recurrence, and what it comes to.
struct Judging {
    ix: usize,
    /// So many months in a row are a violation.
    months: usize,
    /// The rules that it looks at.
    watched: BTreeSet<usize>,
    ok: u64,
    /// With months in a row and findings.
    found: Vec<(usize, u64, Row)>,
    undecided: Vec<Identity>,
}

impl Judging {
    fn new(ix: usize, recurring: &Recurring, project: &Project) -> Judging {
        Judging {
            ix,
            months: recurring.months,
            watched: project.watched(recurring).into_iter().collect(),
            ok: 0,
            found: Vec::new(),
            undecided: Vec::new(),
        }
    }

    fn judge(&mut self, watched: &Watched) {
        let key = |owner: &str| format!("{}\u{1f}{owner}", watched.id);
        let document = |owner: &str| Identity::of_document(TABLE, &key(owner));
        for owner in &watched.owners {
            let in_a_row = watched.months.map(|months| months.in_a_row(&owner.key));
            match in_a_row {
                Some(row) if row.months >= self.months => {
                    let (months, findings) = (row.months, owner.findings);
                    let detail = format!(
                        "{findings}\u{1f}{months}\u{1f}{}\u{1f}{}",
                        row.since, watched.id
                    );
                    let found = record(owner, key(&owner.key), months, detail);
                    self.found.push((months, findings, found));
                }
                Some(row) if row.is_least => self.undecided.push(document(&owner.key)),
                _ => self.ok += 1,
            }
        }
        let doubtful = watched.doubtful();
        let doubtful = doubtful.filter(|(_, row)| row.months >= self.months);
        let doubtful = doubtful.map(|(owner, _)| document(owner));
        self.undecided.extend(doubtful);
    }

    fn counts(&self) -> Counts {
        let (found, undecided) = (self.found.len() as u64, self.undecided.len() as u64);
        Counts {
            ok: self.ok,
            violation: found,
            undecidable: undecided,
            unsettled: undecided,
            findings: found,
            ..Counts::default()
        }
    }

    fn worst_first(mut self) -> Vec<Row> {
        self.found
            .sort_by_key(|(months, findings, _)| Reverse((*months, *findings)));
        self.found.into_iter().map(|(.., row)| row).collect()
    }
}

fn record(owner: &Owner, key: String, months: usize, detail: String) -> Row {
    Row {
        judgement: 0,
        input: 0,
        line: 0,
        key,
        value: months.to_string(),
        detail,
        owner: owner.name.clone(),
        department: owner.department.clone().unwrap_or_default(),
        account: None,
        new_staff: None,
    }
}

/// A record that is no longer there is put right, and not lost like a row of an export.
fn presence(table: TableIx, project: &Project, options: &Options) -> Presence {
    let exports = project.exports().len();
    let entries = project.ledger.iter().flat_map(|ledger| &ledger.entries);
    let of_records = entries.enumerate().filter(|(_, entry)| {
        let mut rules = project.rules.iter().filter(|rule| rule.table < exports);
        !rules.any(|rule| entry.selection.names(&rule.id))
    });
    let wanted = options.wanted.get(&table).cloned();
    Presence {
        seen: wanted.unwrap_or_default(),
        named: of_records.map(|(ix, _)| ix).collect(),
        ..Presence::default()
    }
}

/// The database, where there is one. It changes with every run, so it has no fingerprint.
fn evidence(table: TableIx, earlier: &Earlier, records: u64) -> Option<Evidence> {
    let path = earlier.path.clone()?;
    Some(Evidence {
        table,
        sha256: None,
        input: Input {
            name: display_path(&path),
            path,
            entry: None,
        },
        encoding: None,
        sheet: None,
        decisions: Vec::new(),
        rows: records,
        refused: 0,
        aside: SetAside::default(),
        error: None,
    })
}
