//! Judges who has had findings of the same rule month after month: a record for each rule and owner with findings now.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use super::unknown;
use crate::dispositions::Entry;
use crate::findings::asked::{Cancelled, Options};
use crate::findings::finishing::{Find, Finisher};
use crate::findings::outcome::{Audit, Counts, Evidence, Outcome};
use crate::findings::owners::recount;
use crate::findings::presence::Presence;
use crate::findings::said::{Recurrence, Said};
use crate::findings::{Documents, Found};
use crate::fingerprint::identity::{Identity, join_key};
use crate::history::{Earlier, Months, Owner, owners};
use crate::messages::{Message, display_path, message};
use crate::project::Project;
use crate::rules::plan::{Recurring, Recurs};
use crate::rules::recurrence::TABLE;
use crate::sources::Input;
use crate::sources::find::seen_from;
use crate::tables::types::TableIx;

/// All findings of the exports must be there, and kept.
pub(super) fn judge(
    project: &Project,
    options: &Options,
    earlier: &Result<Earlier, Message>,
    audit: &mut Audit,
) -> Result<(), Cancelled> {
    let selected = options.selected.iter();
    let mut rules: Vec<Judging> = selected
        .filter_map(|&ix| Some(Judging::new(ix, project.rules[ix].recurring()?, project)))
        .collect();
    let Some(table) = project.history.filter(|_| !rules.is_empty()) else {
        return Ok(());
    };
    let unknown = unknown(earlier);
    let (None, Ok(earlier)) = (&unknown, earlier) else {
        not_judged(&rules, unknown, project, audit);
        return Ok(());
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
    let blind: Vec<Judging> = rules.extract_if(.., |rule| !rule.has_looked).collect();
    if !blind.is_empty() {
        let reason = Some(message!("recurrence-nothing-judged"));
        not_judged(&blind, reason, project, audit);
    }
    let mut presence = presence(project);
    let mut records = 0;
    for rule in rules {
        let counts = rule.counts();
        records = records.max(counts.judged() + counts.undecidable);
        let undecided = rule.undecided.iter().map(|document| (rule.ix, *document));
        presence.undecided.extend(undecided);
        audit.outcomes[rule.ix] = Some(Outcome::Judged(counts));
        if !rule.found.is_empty() {
            // these are findings of the same owners
            if let Some(people) = &audit.people {
                let owners = rule.owners.iter().map(String::as_str);
                recount(&mut audit.notices, people, owners);
            }
            let mut findings = Found::new(rule.ix);
            let finisher = Finisher::new(project, rule.ix, None);
            if let Some(part) = finisher.columns(rule.worst_first()) {
                findings.add(part, options.keep.limit());
            }
            audit.findings.add(vec![findings]);
        }
    }
    let mut evidence = evidence(table, earlier, records);
    if let Some(evidence) = evidence.as_mut().filter(|_| options.names_of_project) {
        evidence.input.name = seen_from(project.folder(), &evidence.input.path);
    }
    audit.inputs.extend(evidence);
    audit.presence.insert(table, presence);
    Ok(())
}

/// Tells why rules are not judged; that fails no run.
fn not_judged(rules: &[Judging], reason: Option<Message>, project: &Project, audit: &mut Audit) {
    for rule in rules {
        audit.outcomes[rule.ix] = Some(Outcome::NoInput);
    }
    let rules = rules.iter().map(|rule| project.rules[rule.ix].id.clone());
    let rules: Vec<String> = rules.collect();
    let notice = reason.map(|r| message!("recurrence-not-judged", rules = rules, reason = r));
    audit.notices.extend(notice);
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
    ix: usize,
    id: &'a str,
    owners: Vec<Owner>,
    months: Months,
    /// Whether it could not decide all of its rows.
    unsettled: bool,
}

impl<'a> Watched<'a> {
    /// None where this run did not judge it.
    fn new(
        ix: usize,
        project: &'a Project,
        audit: &Audit,
        earlier: &Earlier,
        told: &mut Told,
    ) -> Option<Watched<'a>> {
        let unsettled = match &audit.outcomes[ix] {
            Some(Outcome::Judged(counts)) => counts.unsettled > 0,
            Some(Outcome::NoInput) => return None,
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
            ix,
            id: &rule.id,
            owners,
            months: earlier.of(ix).known_to(audit),
            unsettled,
        })
    }

    /// Who had findings before, has none now, and may have: not all rows could be decided.
    fn doubtful(&self) -> impl Iterator<Item = &str> {
        let here: HashSet<&str> = self.owners.iter().map(|owner| owner.key.as_str()).collect();
        let before = self.months.owners().filter(|_| self.unsettled);
        before.filter(move |owner| !here.contains(owner))
    }
}

/// A rule about recurrence, and what it comes to.
struct Judging {
    ix: usize,
    recurs: Recurs,
    /// The rules that it looks at.
    watched: BTreeSet<usize>,
    /// Whether one of these was judged.
    has_looked: bool,
    ok: u64,
    /// With months and findings.
    found: Vec<(usize, u64, Find<'static>)>,
    /// Their owners, as the history knows them.
    owners: Vec<String>,
    undecided: Vec<Identity>,
}

impl Judging {
    fn new(ix: usize, recurring: &Recurring, project: &Project) -> Judging {
        Judging {
            ix,
            recurs: recurring.recurs,
            watched: project.watched(recurring).into_iter().collect(),
            has_looked: false,
            ok: 0,
            found: Vec::new(),
            owners: Vec::new(),
            undecided: Vec::new(),
        }
    }

    fn judge(&mut self, watched: &Watched) {
        self.has_looked = true;
        let Recurs { months, within } = self.recurs;
        let key = |owner: &str| join_key(&[watched.id.into(), owner.into()]).into_owned();
        let document = |owner: &str| Identity::of_document(TABLE, &key(owner));
        for owner in &watched.owners {
            let counted = watched.months.counted(&owner.key, within);
            if counted.months >= months {
                let findings = owner.findings;
                let months = Recurrence {
                    rule: watched.ix,
                    findings,
                    months: counted.months as u64,
                    since: counted.since.to_string(),
                };
                let found = record(owner, key(&owner.key), months);
                self.found.push((counted.months, findings, found));
                self.owners.push(owner.key.clone());
            } else if counted.at_most >= months {
                self.undecided.push(document(&owner.key));
            } else {
                self.ok += 1;
            }
        }
        let doubtful = watched.doubtful();
        let doubtful = doubtful.filter(|o| watched.months.counted(o, within).at_most >= months);
        self.undecided.extend(doubtful.map(document));
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

    fn worst_first(mut self) -> Vec<Find<'static>> {
        self.found
            .sort_by_key(|(months, findings, _)| Reverse((*months, *findings)));
        self.found.into_iter().map(|(.., row)| row).collect()
    }
}

fn record(owner: &Owner, key: String, months: Recurrence) -> Find<'static> {
    Find {
        key: key.into(),
        value: months.months.to_string().into(),
        said: Said::Months(months),
        owner: owner.name.clone().into(),
        department: owner.department.clone().unwrap_or_default().into(),
        ..Find::default()
    }
}

/// A record that is no longer there is put right, and not lost like a row of an export.
fn presence(project: &Project) -> Presence {
    let entries = project.ledger.iter().flat_map(|ledger| &ledger.entries);
    let of_records = entries.enumerate().filter(|(_, entry)| {
        let rules = project.rules.iter();
        let mut rules = rules.filter(|rule| project.is_of_exports(rule.table));
        !rules.any(|rule| entry.selection.names(&rule.id))
    });
    let documents = |(ix, entry): (usize, &Entry)| {
        let places = 0..entry.selection.documents.len();
        places.map(move |at| (ix, at)).collect::<Vec<_>>()
    };
    Presence {
        named: of_records.flat_map(documents).collect(),
        ..Presence::default()
    }
}

/// The database, where there is one. It changes with every run, so it has no fingerprint.
fn evidence(table: TableIx, earlier: &Earlier, records: u64) -> Option<Evidence> {
    let path = earlier.path.clone()?;
    let input = Input {
        name: display_path(&path),
        path,
        entry: None,
        sheet: None,
    };
    Some(Evidence {
        rows: records,
        ..Evidence::new(table, input)
    })
}
