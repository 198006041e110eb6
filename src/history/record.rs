//! Compares an audit with the runs before it and records it, in one transaction.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::past::{Change, Past, State};
use super::scope::Scope;
use super::store::{JudgedRow, Part, Session, Store, Trouble};
use crate::audit::{Audit, Counts, Options, Outcome};
use crate::findings::{Documents, Identity};
use crate::messages::{Message, message};
use crate::project::Project;
use crate::tables::{date, person};

/// Findings in one blob: half a megabyte.
const PART: usize = 1 << 16;
/// Fixed findings of a rule that reports list; all are counted.
const MOST_GONE: usize = 1_000;
/// Owners of a rule that are recorded, those with the most findings.
const MOST_OWNERS: usize = 1_000;

/// What the runs before say of an audit.
#[derive(Debug, Default)]
pub(crate) struct History {
    /// Days of the runs before, the oldest first, and of this one.
    days: Vec<String>,
    by_rule: BTreeMap<usize, RuleHistory>,
}

/// What the runs before say of one rule.
#[derive(Debug, Default)]
pub(crate) struct RuleHistory {
    /// Whether an earlier run judged the rule.
    pub(crate) compared: bool,
    pub(crate) new: u64,
    pub(crate) again: u64,
    pub(crate) reopened: u64,
    pub(crate) fixed: u64,
    /// Findings that are fixed, at most [`MOST_GONE`].
    pub(crate) gone: Vec<Gone>,
    /// By finding, in the order of the findings.
    standings: Vec<Standing>,
}

/// What the runs before say of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Standing {
    state: State,
    /// Number of the run that saw it first.
    first: u32,
    times: u32,
}

/// A finding that is fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gone {
    pub(crate) identity: Identity,
    /// The field that was wrong; empty where it was the row.
    pub(crate) field: String,
    pub(crate) document: String,
    first: u32,
    last: u32,
}

/// State, day of the first sight, runs that saw it.
pub(crate) struct Seen<'a> {
    pub(crate) state: State,
    pub(crate) first: &'a str,
    pub(crate) times: u32,
}

impl History {
    pub(crate) fn of(&self, rule: usize) -> Option<&RuleHistory> {
        self.by_rule.get(&rule)
    }

    pub(crate) fn rules(&self) -> impl Iterator<Item = &RuleHistory> {
        self.by_rule.values()
    }

    /// The day of the last run before.
    pub(crate) fn previous(&self) -> Option<&str> {
        let before = self.days.len().checked_sub(2)?;
        Some(&self.days[before])
    }

    /// What is known of the finding of a rule at a position.
    pub(crate) fn seen(&self, rule: usize, at: usize) -> Option<Seen<'_>> {
        let standing = self.by_rule.get(&rule)?.standings.get(at)?;
        Some(Seen {
            state: standing.state,
            first: self.day(standing.first),
            times: standing.times,
        })
    }

    /// The days on which a fixed finding was seen first and last.
    pub(crate) fn days_of(&self, gone: &Gone) -> (&str, &str) {
        (self.day(gone.first), self.day(gone.last))
    }

    fn day(&self, run: u32) -> &str {
        self.days.get(run as usize).map_or("", String::as_str)
    }
}

/// Compares an audit with the runs of earlier days and records it in the place of its day. Also returns what the user
/// should know.
pub(crate) fn record(
    path: &Path,
    project: &Project,
    options: &Options,
    audit: &Audit,
) -> Result<(History, Vec<Message>), Trouble> {
    let mut store = Store::open(path)?;
    let session = store.begin()?;
    let day = date::text(audit.as_of.day);
    let now = jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M:%SZ");
    let mut before = session.runs()?;
    before.retain(|run| run.day < day);
    let mut recorder = Recorder {
        session: &session,
        project,
        audit,
        scope: Scope::new(project, audit, options),
        run: session.put_run(&day, &audit.as_of.text(), &now.to_string())?,
        before: before.iter().map(|run| run.id).collect(),
        told: Told::default(),
    };
    let mut history = History::default();
    for &ix in &options.selected {
        match &audit.outcomes[ix] {
            Some(Outcome::Judged(counts)) => {
                history.by_rule.insert(ix, recorder.rule(ix, counts)?);
            }
            Some(Outcome::NotRun(_)) => {
                recorder.not_run(&project.rules[ix].id)?;
            }
            _ => {}
        }
    }
    // rules that the project no longer has
    let rules: Vec<&str> = project.rules.iter().map(|rule| rule.id.as_str()).collect();
    session.keep_rules(recorder.run, &rules)?;
    let notices = recorder.told.notices(project, &day);
    history.days = before.into_iter().map(|run| run.day).collect();
    history.days.push(day);
    session.commit()?;
    Ok((history, notices))
}

struct Recorder<'a> {
    session: &'a Session<'a>,
    project: &'a Project,
    audit: &'a Audit,
    scope: Scope<'a>,
    run: i64,
    /// The earlier runs, by number.
    before: Vec<i64>,
    told: Told,
}

impl Recorder<'_> {
    /// Compares the findings of a rule and records them.
    fn rule(&mut self, ix: usize, counts: &Counts) -> Result<RuleHistory, Trouble> {
        let rule = &self.project.rules[ix];
        let table = &self.project.tables[rule.table];
        let files = self.audit.files_of(rule.table);
        let found = self.audit.findings.of(ix);
        let documents = found.and_then(|found| Documents::new(found, rule, table, &files));
        let identities = documents.as_ref().map_or(Vec::new(), Documents::identities);
        let now = JudgedRow {
            id: 0,
            run: self.run,
            rule: rule.id.clone(),
            table: table.name.clone(),
            severity: rule.severity,
            fingerprint: self.scope.fingerprint(rule),
            coverage: self.scope.coverage(rule, counts),
            counts: *counts,
        };
        let judged = self.session.judged(&rule.id)?;
        let before = self.before(&judged);
        let past = self.past(&before)?;
        self.tell(ix, &now, &past, before.last());
        let history = self.compare(past, &before, &identities, &now)?;
        if self.is_complete_today(&judged) && !now.coverage.complete {
            self.told.kept.push(rule.id.clone());
        } else {
            let judged = self.session.put_judged(&now)?;
            if let Some(documents) = &documents {
                self.put_findings(judged, documents, &identities)?;
                self.put_owners(judged, documents, identities.len())?;
            }
        }
        Ok(history)
    }

    /// Records that a rule could not be run.
    fn not_run(&mut self, rule: &str) -> Result<(), Trouble> {
        if self.is_complete_today(&self.session.judged(rule)?) {
            self.told.kept.push(rule.to_owned());
            return Ok(());
        }
        self.session.put_not_run(self.run, rule)
    }

    /// Whether a run of the same day has judged the rule on everything; what covers less does not take its place.
    fn is_complete_today(&self, judged: &[JudgedRow]) -> bool {
        let today = judged.iter().find(|row| row.run == self.run);
        today.is_some_and(|row| row.coverage.complete)
    }

    /// How the runs before judged the rule, and their numbers.
    fn before<'r>(&self, judged: &'r [JudgedRow]) -> Vec<(u32, &'r JudgedRow)> {
        let numbered = (0..).zip(&self.before);
        numbered
            .filter_map(|(number, run)| {
                let row = judged.iter().find(|row| row.run == *run)?;
                Some((number, row))
            })
            .collect()
    }

    fn past(&self, before: &[(u32, &JudgedRow)]) -> Result<Past, Trouble> {
        let mut past = Past::default();
        for (number, row) in before {
            past.add(*number, &self.session.identities(row.id)?, &row.coverage);
        }
        Ok(past)
    }

    fn compare(
        &mut self,
        mut past: Past,
        before: &[(u32, &JudgedRow)],
        identities: &[Identity],
        now: &JudgedRow,
    ) -> Result<RuleHistory, Trouble> {
        let mut sorted = identities.to_vec();
        sorted.sort_unstable();
        let number = u32::try_from(self.before.len()).unwrap_or(u32::MAX);
        let Change {
            new,
            again,
            reopened,
            fixed,
            unsettled,
        } = past.add(number, &sorted, &now.coverage);
        if unsettled > 0 {
            self.told.unsettled.push(now.rule.clone());
        }
        let standing = |identity: &Identity| {
            let record = past.get(*identity)?;
            Some(Standing {
                state: record.state,
                first: record.first,
                times: record.times,
            })
        };
        Ok(RuleHistory {
            compared: !before.is_empty(),
            new,
            again,
            reopened,
            fixed: fixed.len() as u64,
            gone: self.gone(&past, before, &fixed)?,
            standings: identities.iter().filter_map(standing).collect(),
        })
    }

    /// The texts of fixed findings, from the runs that saw them last.
    fn gone(
        &self,
        past: &Past,
        before: &[(u32, &JudgedRow)],
        fixed: &[Identity],
    ) -> Result<Vec<Gone>, Trouble> {
        let wanted = fixed.iter().take(MOST_GONE).copied().collect();
        let newest_first = before.iter().rev().map(|(_, row)| *row);
        let texts = self.session.texts(newest_first, wanted)?;
        let gone = texts.into_iter().filter_map(|(identity, field, document)| {
            let record = past.get(identity)?;
            Some(Gone {
                identity,
                field,
                document,
                first: record.first,
                last: record.last,
            })
        });
        Ok(gone.collect())
    }

    fn put_findings(
        &self,
        judged: i64,
        documents: &Documents,
        identities: &[Identity],
    ) -> Result<(), Trouble> {
        let mut by_field: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for at in 0..identities.len() {
            let field = documents.column(at).unwrap_or_default();
            by_field.entry(field).or_default().push(at);
        }
        let mut number = 0;
        for (field, mut order) in by_field {
            order.sort_unstable_by_key(|&at| identities[at]);
            for part in order.chunks(PART) {
                let part = Part {
                    field: field.to_owned(),
                    identities: part.iter().map(|&at| identities[at]).collect(),
                    documents: part.iter().map(|&at| documents.shown(at)).collect(),
                };
                self.session.put_part(judged, number, &part)?;
                number += 1;
            }
        }
        Ok(())
    }

    fn put_owners(&self, judged: i64, documents: &Documents, count: usize) -> Result<(), Trouble> {
        let mut owners: BTreeMap<Cow<str>, u64> = BTreeMap::new();
        for owner in (0..count).map(|at| person::clean(documents.owner(at))) {
            if !owner.is_empty() {
                *owners.entry(owner).or_default() += 1;
            }
        }
        let mut owners: Vec<(Cow<str>, u64)> = owners.into_iter().collect();
        owners.sort_by_key(|(_, findings)| Reverse(*findings));
        for (owner, findings) in owners.into_iter().take(MOST_OWNERS) {
            self.session.put_owner(judged, &owner, findings)?;
        }
        Ok(())
    }

    /// What keeps this run of a rule from being compared with those before.
    fn tell(&mut self, ix: usize, now: &JudgedRow, past: &Past, last: Option<&(u32, &JudgedRow)>) {
        let rule = &self.project.rules[ix];
        if self.project.tables[rule.table].key.is_empty() && now.counts.findings > 0 {
            self.told.without_key.insert(rule.table);
        }
        let Some((_, last)) = last else { return };
        if last.fingerprint != now.fingerprint {
            self.told.changed.push(rule.id.clone());
        }
        for (table, reason) in self.scope.partial(rule) {
            self.told.partial.insert(table, reason.reason());
        }
        let complete = past.complete();
        if now.coverage.complete && complete.is_none_or(|before| !now.coverage.covers(before)) {
            self.told.covers_less.insert(rule.table);
        }
    }
}

/// What the user should know, gathered over the rules.
#[derive(Default)]
struct Told {
    without_key: BTreeSet<usize>,
    partial: BTreeMap<usize, Message>,
    covers_less: BTreeSet<usize>,
    changed: Vec<String>,
    unsettled: Vec<String>,
    kept: Vec<String>,
}

impl Told {
    fn notices(self, project: &Project, day: &str) -> Vec<Message> {
        let label = |table: usize| project.tables[table].label.clone();
        let mut notices = Vec::new();
        for (table, reason) in self.partial {
            notices.push(message!(
                "history-partial",
                table = label(table),
                reason = reason
            ));
        }
        for table in self.covers_less {
            notices.push(message!("history-covers-less", table = label(table)));
        }
        for table in self.without_key {
            let name = project.tables[table].name.as_str();
            notices.push(message!(
                "history-without-key",
                table = label(table),
                name = name
            ));
        }
        if !self.changed.is_empty() {
            notices.push(message!("history-rule-changed", rules = self.changed));
        }
        if !self.unsettled.is_empty() {
            notices.push(message!("history-unsettled", rules = self.unsettled));
        }
        if !self.kept.is_empty() {
            notices.push(message!("history-kept", day = day, rules = self.kept));
        }
        notices
    }
}
