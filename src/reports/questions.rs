//! What is to be decided on, with what is known of it: a question for each rule with open findings, and one for each way of doing
//! things that departs from a process and recurs.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::blocks::{blocks, documents, held_back};
use super::patterns::{Fact, Teller, name};
use super::{Report, RuleResult, gate};
use crate::audit::processes::Recurring;
use crate::dispositions::Entry;
use crate::findings::Documents;
use crate::fingerprint::identity::Identity;
use crate::messages::{grouped, message};
use crate::process::patterns::Pattern;
use crate::review::acting::{Share, Shares};
use crate::rules::severity::Severity;

/// People who are named of a rule.
const MOST_OWNERS: usize = 5;

/// How the findings of a rule came, and what became of those before, in a sentence; none where they are not compared.
pub(super) fn moved(report: &Report, result: &RuleResult, share: &Share) -> Option<String> {
    let history = result
        .history
        .filter(|h| h.compared && report.review.is_whole)?;
    Some(report.text(&message!(
        "minutes-states",
        new = share.new,
        again = share.again,
        reopened = share.reopened,
        fixed = history.fixed
    )))
}

/// How many findings are of what is still to be done, and how many of what is done, too late; none where none is done.
pub(super) fn late_told(report: &Report, open: u64, late: u64) -> Option<String> {
    let told = message!("minutes-late", open = open, late = late);
    (late > 0).then(|| report.text(&told))
}

/// The same of the open findings of a rule.
pub(super) fn late(report: &Report, result: &RuleResult) -> io::Result<Option<String>> {
    let found = report.review.audit.findings.of(result.ix);
    let Some(found) = found.filter(|_| result.rule.plan.timing.is_some()) else {
        return Ok(None);
    };
    let (mut open, mut late) = (0, 0);
    for some in found.stretches() {
        let told = some.told()?;
        let rows = some.rows(&told).filter(|(at, _)| result.left.is_open(*at));
        for (_, row) in rows {
            match result.rule.done(result.table, row.judgement, row.value) {
                Some(_) => late += 1,
                None => open += 1,
            }
        }
    }
    Ok(late_told(report, open, late))
}

/// Who has the findings of a rule, who has had some in several months, and how much could not be decided, a sentence each.
pub(super) fn facts(report: &Report, result: &RuleResult, owners: &Shares) -> Vec<String> {
    let mut facts = Vec::new();
    let named = owners.sorted();
    let named = named.iter().filter(|(name, _)| !name.is_empty());
    let named: Vec<String> = named
        .map(|(name, share)| format!("{name} {}", grouped(share.open)))
        .collect();
    if !named.is_empty() {
        let others = named.len().saturating_sub(MOST_OWNERS);
        let first = named[..named.len() - others].to_vec();
        facts.push(report.text(&message!("minutes-owners", owners = first, others = others)));
    }
    let history = result.history.filter(|_| report.review.is_whole);
    let repeaters = history.map_or(&[][..], |history| &history.recurring);
    if !repeaters.is_empty() {
        let named = repeaters.iter().take(MOST_OWNERS);
        let named: Vec<String> = named.map(|r| format!("{} {}", r.owner, r.months)).collect();
        let within = report.project.recurs().within;
        let told = message!("minutes-repeaters", within = within, owners = named);
        facts.push(report.text(&told));
    }
    let undecidable = result.counts().undecidable;
    if undecidable > 0 {
        facts.push(report.text(&message!("minutes-undecidable", count = undecidable)));
    }
    facts
}

/// All of that, and what the findings hold back.
pub(super) fn all_facts(
    report: &Report,
    result: &RuleResult,
    (share, owners): &(Share, Shares),
) -> Vec<String> {
    let moved = moved(report, result, share).into_iter();
    let mut facts: Vec<String> = moved.chain(facts(report, result, owners)).collect();
    facts.extend(held_back(report, result));
    facts
}

/// A way of doing things that several people go again and again, and on which nothing is decided.
pub(super) struct Lasting<'r> {
    pub(super) result: RuleResult<'r>,
    pub(super) pattern: &'r Pattern,
    /// What the rule is called, and the pattern.
    pub(super) label: String,
    pub(super) name: String,
    /// What its open findings are known by; they are in no question about the rule.
    pub(super) findings: BTreeSet<Identity>,
    pub(super) facts: Vec<Fact>,
}

/// Those of the processes that were looked at, the ones with the most cases first.
pub(super) fn lasting<'r>(report: &Report<'r>) -> Vec<Lasting<'r>> {
    let results = report.rules();
    let of = |Recurring { patterns, clock }: &'r Recurring| {
        let teller = Teller {
            project: report.project,
            messages: report.messages,
            clock: *clock,
        };
        let lasting = patterns.iter().filter(|pattern| pattern.is_lasting());
        let asked = lasting.filter_map(|pattern| {
            let result = results.iter().find(|one| one.ix == pattern.rule)?;
            let findings = undecided(report, result, &pattern.deviation);
            (!findings.is_empty()).then(|| Lasting {
                result: *result,
                pattern,
                label: report.rule_label(result.rule),
                name: name(report.project, pattern),
                findings,
                facts: teller.facts(pattern),
            })
        });
        asked.collect::<Vec<Lasting>>()
    };
    report.review.recurring.iter().flat_map(of).collect()
}

/// The rules with open findings in the order in which they are asked about: what is critical first, then what holds back most
/// documents, then the worst. That somebody has had findings month after month comes last: the rules that he has them of are asked about before.
pub(super) fn in_turn<'q, 'r>(
    report: &Report,
    results: &'q [RuleResult<'r>],
) -> Vec<&'q RuleResult<'r>> {
    let held = |result: &RuleResult| {
        let blocked = report.review.audit.blocks.of_rule(result.ix)?;
        documents(&blocks(report, blocked))
    };
    let failed = gate::failed(results).filter(|result| !result.rule.is_about_decisions());
    let mut failed: Vec<&RuleResult> = failed.collect();
    failed.sort_by_cached_key(|result| {
        let is_recurring = result.rule.recurring().is_some();
        let severity = result.rule.severity;
        let is_critical = severity == Severity::Critical;
        let worst = Reverse(severity);
        (is_recurring, !is_critical, Reverse(held(result)), worst)
    });
    failed
}

/// Whether what a rule finds is asked about elsewhere: that somebody has findings month after month, with the rules that he has them of.
pub(super) fn is_told_elsewhere(
    report: &Report,
    result: &RuleResult,
    asked: &[&RuleResult],
) -> bool {
    let watched = result.rule.recurring();
    let watched = watched.map_or_else(Vec::new, |recurring| report.project.watched(recurring));
    asked.iter().any(|one| watched.contains(&one.ix))
}

/// How many open findings of a rule are asked about already: with a decision whose day has passed, or with a way of doing things.
pub(super) fn asked_before(report: &Report, result: &RuleResult, lasting: &[Lasting]) -> u64 {
    let of_rule = lasting.iter().filter(|one| one.result.ix == result.ix);
    let of_rule: Vec<&BTreeSet<Identity>> = of_rule.map(|one| &one.findings).collect();
    if of_rule.is_empty() && result.labels.is_none() {
        return 0;
    }
    of_findings(report, result, |found| {
        // only ways of doing things name their findings
        let identities = (!of_rule.is_empty()).then(|| found.identities());
        let is_asked = |at: &usize| {
            let is_decided = result.labels.is_some_and(|l| l.label(*at).is_some());
            let identity = identities.as_ref().map(|all| all[*at]);
            is_decided || identity.is_some_and(|one| of_rule.iter().any(|all| all.contains(&one)))
        };
        let open = (0..found.len()).filter(|at| result.left.is_open(*at));
        open.filter(is_asked).count() as u64
    })
}

/// Open findings of a rule that were decided on and whose day has passed.
pub(super) struct Lapsed<'r> {
    pub(super) result: RuleResult<'r>,
    pub(super) entry: &'r Entry,
    /// What they are known by; they are in no question about the rule.
    pub(super) findings: BTreeSet<Identity>,
}

/// Those of all decisions, as they are written down; what is asked about as a way of doing things is left out.
pub(super) fn lapsed<'r>(report: &Report<'r>, lasting: &[Lasting]) -> Vec<Lapsed<'r>> {
    let entries = report.project.ledger.iter().flat_map(|l| &l.entries);
    let entries: Vec<&Entry> = entries.collect();
    let asked = |identity: &Identity| lasting.iter().any(|one| one.findings.contains(identity));
    let audit = &report.review.audit;
    let mut all: BTreeMap<(usize, usize), Lapsed> = BTreeMap::new();
    let results = report.rules();
    for (place, result) in gate::failed(&results).enumerate() {
        let files = audit.files_of(report.project, result.rule.table);
        let found = audit.findings.of(result.ix);
        let found = found.and_then(|f| Documents::new(f, result.rule, result.table, &files));
        let Some((found, labels)) = found.zip(result.labels) else {
            continue;
        };
        for (at, identity) in found.identities().into_iter().enumerate() {
            let label = labels.label(at).filter(|_| result.left.is_open(at));
            let Some(label) = label.filter(|_| !asked(&identity)) else {
                continue;
            };
            let entry = label.entry as usize;
            let lapsed = all.entry((entry, place)).or_insert_with(|| Lapsed {
                result: *result,
                entry: entries[entry],
                findings: BTreeSet::new(),
            });
            lapsed.findings.insert(identity);
        }
    }
    all.into_values().collect()
}

/// The open findings of a rule that depart in one way and are not decided on one by one, by what they are known by.
fn undecided(report: &Report, result: &RuleResult, deviation: &str) -> BTreeSet<Identity> {
    let entries = report.project.ledger.iter().flat_map(|l| &l.entries);
    let entries: Vec<_> = entries.collect();
    let is_named = |at: usize| {
        let label = result.labels.and_then(|labels| labels.label(at));
        let entry = label.and_then(|label| entries.get(label.entry as usize));
        entry.is_some_and(|entry| entry.selection.names_findings())
    };
    of_findings(report, result, |found| {
        let identities = found.identities();
        let open = (0..found.len()).filter(|at| result.left.is_open(*at) && !is_named(*at));
        let alike = open.filter(|at| found.deviation(*at) == deviation);
        alike.map(|at| identities[at]).collect()
    })
}

/// What is to be said of the findings of a rule that failed.
fn of_findings<T: Default>(
    report: &Report,
    result: &RuleResult,
    said: impl FnOnce(&Documents) -> T,
) -> T {
    let audit = &report.review.audit;
    let found = audit.findings.of(result.ix).filter(|_| result.failed());
    let files = audit.files_of(report.project, result.rule.table);
    let found = found.and_then(|f| Documents::new(f, result.rule, result.table, &files));
    found.as_ref().map_or_else(T::default, said)
}
