//! Which entry labels which finding of an audit, and what is left of each rule.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use glob::Pattern;

use super::named;
use crate::dispositions::{Decision, Entry, Ledger, Patterns, Selection, forms};
use crate::findings::asked::{Cancelled, Options};
use crate::findings::outcome::{Audit, Counts, Outcome};
use crate::findings::{Documents, Found};
use crate::fingerprint::identity::Identity;
use crate::history::Coverages;
use crate::messages::{Message, message};
use crate::project::Project;
use crate::rules::Rule;
use crate::tables::date::{Conventions, Reading};
use crate::tables::{Table, date};

/// Findings that are labelled before the user is asked for again.
const BETWEEN_LOOKS: usize = 256;

/// Lines of entries that a notice lists.
const MOST_LINES: usize = 20;

/// What the entries come to in an audit.
#[derive(Debug)]
pub(crate) struct Labels {
    by_rule: BTreeMap<usize, RuleLabels>,
    /// Parallel to the entries.
    matches: Vec<Matches>,
    /// Findings on which entries disagree, and the lines of those entries.
    disputed: u64,
    disputing: BTreeSet<u64>,
    /// Entries that were decided after the day of the audit.
    later: usize,
}

/// What an entry matches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Matches {
    /// Findings that it is about.
    pub(crate) selected: u64,
    /// Those of them that no other entry takes precedence for.
    pub(crate) labelled: u64,
    /// Whether there are no others: all rules that it names were judged on everything.
    pub(crate) complete: bool,
    /// Whether it names a document that no export has, and nothing that it names is found.
    pub(crate) absent: bool,
    /// Of those that it labels, what was to be put right and is done, too late: it stays a finding, and nothing is left to do.
    pub(crate) done: u64,
    /// When the last of these was done, as far as that can be read.
    pub(crate) done_on: Option<i64>,
}

impl Matches {
    /// Whether there is something left of the entry, or may be.
    pub(crate) fn is_open(&self) -> bool {
        let settled = self.complete && !self.absent;
        self.left() > 0 || (self.selected == 0 && !settled)
    }

    /// Findings of the entry that there is something to do about.
    pub(crate) fn left(&self) -> u64 {
        self.labelled - self.done
    }

    /// Whether what was to be put right left the export instead, which puts nothing right.
    pub(crate) fn is_evaded(&self, entry: &Entry) -> bool {
        self.absent && entry.due().is_some()
    }
}

/// The entry that labels a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    /// Index of the entry.
    pub(crate) entry: u32,
    /// Whether it holds on the day of the audit, or was carried out: then the finding does not fail a run.
    pub(crate) holds: bool,
}

/// What the entries come to for a rule.
#[derive(Debug, Default)]
pub(crate) struct RuleLabels {
    /// By finding, in the order of the findings: the entry that labels it.
    findings: Vec<Option<Label>>,
    pub(crate) tally: Tally,
    /// Rows in violation of which every finding is labelled by an entry that holds.
    pub(crate) settled_rows: u64,
}

impl RuleLabels {
    /// How many findings the rule has.
    pub(crate) fn len(&self) -> usize {
        self.findings.len()
    }

    /// What labels the finding at a position.
    pub(crate) fn label(&self, at: usize) -> Option<Label> {
        *self.findings.get(at)?
    }

    /// Whether the finding at a position does not fail a run.
    pub(crate) fn holds(&self, at: usize) -> bool {
        self.label(at).is_some_and(|label| label.holds)
    }
}

/// How many findings are labelled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// In the order of [`Decision::ALL`], as the next.
    decided: [u64; 4],
    /// Those of them whose entry no longer holds.
    lapsed: [u64; 4],
}

impl Tally {
    fn count(&mut self, decision: Decision, holds: bool) {
        self.decided[decision as usize] += 1;
        self.lapsed[decision as usize] += u64::from(!holds);
    }

    pub(crate) fn add(&mut self, other: &Tally) {
        for at in 0..Decision::ALL.len() {
            self.decided[at] += other.decided[at];
            self.lapsed[at] += other.lapsed[at];
        }
    }

    pub(crate) fn total(&self) -> u64 {
        self.decided.iter().sum()
    }

    pub(crate) fn decided(&self) -> impl Iterator<Item = (Decision, u64)> {
        Decision::ALL.into_iter().zip(self.decided)
    }

    /// Findings that do not fail a run.
    pub(crate) fn held(&self) -> u64 {
        self.total() - self.lapsed.iter().sum::<u64>()
    }

    /// Exceptions that have ended.
    pub(crate) fn expired(&self) -> u64 {
        self.lapsed[Decision::AcceptOnce as usize]
    }

    /// What was to be done by now.
    pub(crate) fn overdue(&self) -> u64 {
        self.lapsed.iter().sum::<u64>() - self.expired()
    }
}

impl Labels {
    /// As of a day, which is that of the audit or later: what was decided by then applies.
    pub(crate) fn new(
        ledger: &Ledger,
        project: &Project,
        options: &Options,
        audit: &Audit,
        day: i64,
    ) -> Result<Labels, Cancelled> {
        let coverages = Coverages::new(project, audit, options);
        let mut labels = Labels {
            by_rule: BTreeMap::new(),
            matches: vec![Matches::default(); ledger.entries.len()],
            disputed: 0,
            disputing: BTreeSet::new(),
            later: ledger.entries.iter().filter(|e| !e.applies(day)).count(),
        };
        for found in &audit.findings.by_rule {
            let rule = &project.rules[found.rule];
            let files = audit.files_of(project, rule.table);
            let table = &project.tables[rule.table];
            let candidates = Candidates::new(ledger, rule, table, day);
            if rule.table == ledger.table || candidates.is_empty() {
                continue;
            }
            if let Some(documents) = Documents::new(found, rule, table, &files) {
                let done = done(found, rule, table);
                let mut of_rule =
                    labels.label(ledger, &candidates, (&documents, &done), (options, day))?;
                // one judgement finds a row once
                of_rule.settled_rows = match rule.plan.judgements.len() {
                    1 => of_rule.tally.held(),
                    _ => settled_rows(&of_rule, &documents),
                };
                labels.by_rule.insert(found.rule, of_rule);
            }
        }
        // with whether it looked at all that there is
        let incomplete: Vec<(usize, &Rule, bool)> = (0..)
            .zip(&project.rules)
            .zip(&audit.outcomes)
            .filter(|((_, rule), _)| rule.table != ledger.table)
            .filter_map(|((ix, rule), outcome)| match outcome {
                Some(Outcome::Judged(counts)) if coverages.is_certain(rule, counts) => None,
                Some(Outcome::Judged(counts)) => {
                    let seen = Counts {
                        unsettled: 0,
                        ..*counts
                    };
                    // a row without a key may be of any document
                    let presence = audit.presence.get(&rule.table);
                    let is_named = presence.is_none_or(|presence| presence.nameless == 0);
                    Some((ix, rule, is_named && coverages.is_certain(rule, &seen)))
                }
                _ => rule.enabled.then_some((ix, rule, false)),
            })
            .collect();
        let entries = ledger.entries.iter().zip(&mut labels.matches).enumerate();
        for (ix, (Entry { selection, .. }, matches)) in entries {
            let named = |(_, rule, _): &&(usize, &Rule, bool)| selection.names(&rule.id);
            matches.complete = incomplete.iter().filter(named).all(|(ix, _, has_looked)| {
                let counts = match &audit.outcomes[*ix] {
                    Some(Outcome::Judged(counts)) => *counts,
                    _ => Counts::default(),
                };
                *has_looked && named::are_decided(selection, (*ix, &counts), project, audit)
            });
            let is_here = |at| {
                let mut presence = audit.presence.values();
                presence.any(|p| p.named.contains(&(ix, at)))
            };
            let here = (0..selection.documents.len()).all(is_here);
            // nobody looked for them everywhere where a rule was not judged, or not on all rows
            let mut named = incomplete.iter().filter(named);
            let is_unseen = named.any(|(.., has_looked)| !has_looked);
            matches.absent = !here && !is_unseen && matches.selected == 0;
        }
        Ok(labels)
    }

    /// Labels the findings of a rule.
    fn label(
        &mut self,
        ledger: &Ledger,
        candidates: &Candidates,
        (documents, done): (&Documents, &HashMap<usize, Option<i64>>),
        (options, day): (&Options, i64),
    ) -> Result<RuleLabels, Cancelled> {
        let mut of_rule = RuleLabels::default();
        let mut others = HashMap::new();
        for (at, identity) in documents.identities().into_iter().enumerate() {
            if at % BETWEEN_LOOKS == 0 && options.progress.cancelled() {
                return Err(Cancelled);
            }
            let others: &Vec<usize> = others
                .entry(Circumstances::new(documents, at))
                .or_insert_with_key(|found| candidates.others_for(ledger, found));
            let (written, value) = documents.keys(at);
            let subject = Subject {
                identities: [Some(identity), documents.was(at)],
                written: &written,
                value: value.as_deref(),
                found: Circumstances::new(documents, at),
            };
            let matching = candidates.matching(ledger, &subject, others);
            for &ix in &matching {
                self.matches[ix].selected += 1;
            }
            let first = matching.iter().copied();
            let first = first.max_by_key(|&ix| (ledger.entries[ix].precedence(), ix));
            let label = first.map(|ix| {
                let entry = &ledger.entries[ix];
                let done = done
                    .get(&at)
                    .filter(|_| entry.decision == Decision::Correct);
                let holds = entry.holds(day) || done.is_some();
                let matches = &mut self.matches[ix];
                matches.labelled += 1;
                matches.done += u64::from(done.is_some());
                matches.done_on = matches.done_on.max(done.copied().flatten());
                of_rule.tally.count(entry.decision, holds);
                Label {
                    entry: u32::try_from(ix).expect("fewer entries than 2^32"),
                    holds,
                }
            });
            let mut decisions = matching.iter().map(|&ix| ledger.entries[ix].decision);
            if decisions
                .next()
                .is_some_and(|one| decisions.any(|other| other != one))
            {
                self.disputed += 1;
                let lines = matching.iter().map(|&ix| ledger.entries[ix].line);
                self.disputing.extend(lines);
            }
            of_rule.findings.push(label);
        }
        Ok(of_rule)
    }

    pub(crate) fn of(&self, rule: usize) -> Option<&RuleLabels> {
        self.by_rule.get(&rule)
    }

    /// What each entry matches, in the order of the entries.
    pub(crate) fn matches(&self) -> &[Matches] {
        &self.matches
    }

    /// What the user should know.
    pub(crate) fn notices(&self, day: i64) -> Vec<Message> {
        let mut notices = Vec::new();
        if self.later > 0 {
            notices.push(message!(
                "dispositions-later",
                count = self.later,
                day = date::text(day)
            ));
        }
        if self.disputed > 0 {
            let listed = self.disputing.iter().take(MOST_LINES);
            let mut lines: Vec<String> = listed.map(u64::to_string).collect();
            if self.disputing.len() > MOST_LINES {
                lines.push("…".to_owned());
            }
            notices.push(message!(
                "dispositions-disputed",
                count = self.disputed,
                lines = lines
            ));
        }
        notices
    }
}

/// The findings of a rule about time whose step was done, too late, by their positions: on which day, as far as that can be read.
fn done(found: &Found, rule: &Rule, table: &Table) -> HashMap<usize, Option<i64>> {
    let mut all = HashMap::new();
    if rule.plan.timing.is_none() {
        return all;
    }
    for some in found.stretches() {
        // what cannot be read back is not known to be done
        let Ok(told) = some.told() else {
            continue;
        };
        for (at, row) in some.rows(&told) {
            if let Some(cell) = rule.done(table, row.judgement, row.value) {
                let read = match date::read(cell, Conventions::default()) {
                    Reading::Stamp(stamp, _) => Some(stamp),
                    _ => date::iso(cell),
                };
                all.insert(at, read.map(date::Stamp::day));
            }
        }
    }
    all
}

/// Rows of which every finding is labelled by an entry that holds.
fn settled_rows(labels: &RuleLabels, documents: &Documents) -> u64 {
    let mut rows: HashMap<(usize, u64), bool> = HashMap::new();
    for at in 0..labels.len() {
        *rows.entry(documents.place(at)).or_insert(true) &= labels.holds(at);
    }
    rows.into_values().filter(|settled| *settled).count() as u64
}

/// The entries that may be about findings of a rule, so that each finding is compared with few of them.
pub(super) struct Candidates<'a> {
    by_finding: HashMap<Identity, Vec<usize>>,
    by_document: HashMap<Cow<'a, str>, Vec<usize>>,
    /// Those that name documents by patterns.
    by_pattern: Patterns<'a, usize>,
    /// Those that name none: by the first thing that they ask for.
    by_owner: Patterns<'a, usize>,
    by_department: Patterns<'a, usize>,
    by_deviation: Patterns<'a, usize>,
    by_column: Patterns<'a, usize>,
    /// Those that ask for nothing.
    of_rule: Vec<usize>,
}

impl<'a> Candidates<'a> {
    /// The entries that had been decided on a day.
    pub(super) fn new(ledger: &'a Ledger, rule: &Rule, table: &Table, day: i64) -> Candidates<'a> {
        let mut candidates = Candidates {
            by_finding: HashMap::new(),
            by_document: HashMap::new(),
            by_pattern: Patterns::default(),
            by_owner: Patterns::default(),
            by_department: Patterns::default(),
            by_deviation: Patterns::default(),
            by_column: Patterns::default(),
            of_rule: Vec::new(),
        };
        let (mut of_pattern, mut of_owner, mut of_department) = (vec![], vec![], vec![]);
        let (mut of_deviation, mut of_column) = (vec![], vec![]);
        let applies =
            |(_, entry): &(usize, &Entry)| entry.applies(day) && entry.selection.names(&rule.id);
        for (ix, Entry { selection, .. }) in ledger.entries.iter().enumerate().filter(applies) {
            if !selection.findings.is_empty() {
                for &finding in &selection.findings {
                    candidates.by_finding.entry(finding).or_default().push(ix);
                }
            } else if let Some(documents) = selection.literal_documents() {
                let forms = documents.into_iter().flat_map(|d| forms(table, d));
                for form in forms {
                    candidates.by_document.entry(form).or_default().push(ix);
                }
            } else if !selection.documents.is_empty() {
                of_pattern.extend(selection.documents.iter().map(|document| (document, ix)));
            } else if let Some(owner) = &selection.owner {
                of_owner.push((owner, ix));
            } else if let Some(department) = &selection.department {
                of_department.push((department, ix));
            } else if let Some(deviation) = &selection.deviation {
                of_deviation.push((deviation, ix));
            } else if let Some(column) = &selection.column {
                of_column.push((column, ix));
            } else {
                candidates.of_rule.push(ix);
            }
        }
        candidates.by_pattern = Patterns::new(of_pattern);
        candidates.by_owner = Patterns::new(of_owner);
        candidates.by_department = Patterns::new(of_department);
        candidates.by_deviation = Patterns::new(of_deviation);
        candidates.by_column = Patterns::new(of_column);
        candidates
    }

    fn is_empty(&self) -> bool {
        let patterns = [
            &self.by_pattern,
            &self.by_owner,
            &self.by_department,
            &self.by_deviation,
            &self.by_column,
        ];
        self.by_finding.is_empty()
            && self.by_document.is_empty()
            && patterns.into_iter().all(Patterns::is_empty)
            && self.of_rule.is_empty()
    }

    /// The entries that name no documents and are about what has been found like this.
    pub(super) fn others_for(&self, ledger: &Ledger, found: &Circumstances) -> Vec<usize> {
        let others = [
            self.by_owner.matching(found.owner),
            self.by_department.matching(found.department),
            self.by_deviation.matching(&found.deviation),
            self.by_column.matching(found.column),
            self.of_rule.clone(),
        ];
        let mut others = others.concat();
        others.retain(|&ix| found.meet(&ledger.entries[ix].selection));
        others.sort_unstable();
        others
    }

    /// The entries that are about a finding; `others` are those that name no documents.
    pub(super) fn matching(
        &self,
        ledger: &Ledger,
        subject: &Subject,
        others: &[usize],
    ) -> Vec<usize> {
        let Subject {
            identities,
            written,
            value,
            found,
        } = subject;
        let keys = || std::iter::once(*written).chain(*value);
        let identities = identities.iter().copied().flatten();
        let of_finding = identities.filter_map(|identity| self.by_finding.get(&identity));
        let of_document = keys().filter_map(|key| self.by_document.get(key));
        let named = of_finding.chain(of_document).flatten().copied();
        let of_pattern = keys().flat_map(|key| self.by_pattern.matching(key));
        let named: BTreeSet<usize> = named.chain(of_pattern).collect();
        let named = named.into_iter();
        named
            .filter(|&ix| found.meet(&ledger.entries[ix].selection))
            .chain(others.iter().copied())
            .collect()
    }
}

/// A finding, as far as entries can be about it.
pub(super) struct Subject<'a> {
    /// What it is, and was, known by.
    pub(super) identities: [Option<Identity>; 2],
    /// Its document as reports show it, and by what its key says, where that differs.
    pub(super) written: &'a str,
    pub(super) value: Option<&'a str>,
    pub(super) found: Circumstances<'a>,
}

/// What findings have in common beside their documents: there are few of it.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Circumstances<'a> {
    pub(super) column: &'a str,
    pub(super) deviation: Cow<'static, str>,
    pub(super) owner: &'a str,
    pub(super) department: &'a str,
}

impl<'a> Circumstances<'a> {
    fn new(documents: &'a Documents, at: usize) -> Circumstances<'a> {
        Circumstances {
            column: documents.column(at).unwrap_or_default(),
            deviation: documents.deviation(at),
            owner: documents.owner(at),
            department: documents.department(at),
        }
    }

    fn meet(&self, selection: &Selection) -> bool {
        met(selection.column.as_ref(), self.column)
            && met(selection.deviation.as_ref(), &self.deviation)
            && met(selection.owner.as_ref(), self.owner)
            && met(selection.department.as_ref(), self.department)
    }
}

fn met(pattern: Option<&Pattern>, text: &str) -> bool {
    pattern.is_none_or(|pattern| pattern.matches(text))
}
