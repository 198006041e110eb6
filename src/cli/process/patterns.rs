//! `crm-audit process --patterns`: deviations that recur, with the facts that a meeting needs to decide on them.

use std::collections::HashMap;
use std::path::PathBuf;

use super::super::output::{Terminal, Watch, print, printed, written};
use super::super::replacing::replace;
use crate::audit::processes::{Recurring, Watched};
use crate::dispositions::Decision;
use crate::findings::asked::{Cancelled, Options};
use crate::findings::said::Said;
use crate::process::judge::Verdict;
use crate::process::patterns::Pattern;
use crate::project::Project;
use crate::reports::patterns::{Conformance, Patterns, Teller};
use crate::reports::process::Format;
use crate::review::Review;
use crate::review::labels::Labels;

/// What patterns are looked for in.
pub(super) struct Seen<'a> {
    pub(super) project: &'a Project,
    pub(super) options: &'a Options<'a>,
    pub(super) review: &'a Review,
    /// With the cases that passed.
    pub(super) watched: &'a Watched<'a>,
}

/// Tells the patterns, and writes them to files.
pub(super) fn tell(
    seen: &Seen,
    (format, outputs): (Format, &[(PathBuf, Format)]),
    terminal: &Terminal,
    watch: &Watch,
) -> anyhow::Result<Option<u8>> {
    let Ok(labels) = seen.labels() else {
        return Ok(Some(watch.interrupted()));
    };
    let Recurring { patterns, clock } = seen.watched.recurring(seen.project);
    let decisions = seen.decisions(&patterns, labels.as_ref());
    let told = Patterns {
        teller: Teller {
            project: seen.project,
            messages: &terminal.messages,
            clock,
        },
        found: &patterns,
        decisions: &decisions,
        conformance: seen.conformance(labels.as_ref()),
    };
    let text = |format: Format| match format {
        Format::Json => format!("{:#}\n", told.json()),
        _ => told.render(),
    };
    for (path, format) in outputs {
        watch.writes(path);
        let text = text(*format);
        if !replace(path, &Watch::stopped, |out| out.write_all(text.as_bytes()))? {
            return Ok(Some(watch.interrupted()));
        }
        watch.clear();
        written(terminal, path);
    }
    printed(print(&text(format)))?;
    Ok(None)
}

impl Seen<'_> {
    /// What the decisions come to, where there are any.
    fn labels(&self) -> Result<Option<Labels>, Cancelled> {
        let ledger = self.project.ledger.as_ref();
        let audit = &self.review.audit;
        let labels = ledger
            .map(|ledger| Labels::new(ledger, self.project, self.options, audit, audit.as_of.day));
        labels.transpose()
    }

    /// What was decided on each pattern: one thing for all of its findings, or none.
    fn decisions(&self, patterns: &[Pattern], labels: Option<&Labels>) -> Vec<Option<Decision>> {
        let ledger = self.project.ledger.as_ref();
        let mut decided: HashMap<(usize, String), Option<Decision>> = HashMap::new();
        for found in &self.review.audit.findings.by_rule {
            let of_rule = labels.and_then(|labels| labels.of(found.rule));
            for (at, row) in found.rows(usize::MAX).enumerate() {
                let Said::Steps(steps) = &row.said else {
                    continue;
                };
                let label = of_rule.and_then(|of_rule| of_rule.label(at));
                let decision = label
                    .zip(ledger)
                    .map(|(label, ledger)| ledger.entries[label.entry as usize].decision);
                let key = (found.rule, steps.deviation().into_owned());
                let known = decided.entry(key).or_insert(decision);
                if *known != decision {
                    *known = None;
                }
            }
        }
        let of = |pattern: &Pattern| {
            let key = (pattern.rule, pattern.deviation.clone());
            decided.get(&key).copied().flatten()
        };
        patterns.iter().map(of).collect()
    }

    /// How many cases are without findings, and how many without those that do not fail a run.
    fn conformance(&self, labels: Option<&Labels>) -> Conformance {
        // by case with findings, or with what could not be decided: whether each finding is decided on, and nothing is open
        let mut cases: HashMap<usize, bool> = HashMap::new();
        for (rule, result) in &self.watched.results {
            let of_rule = labels.and_then(|labels| labels.of(*rule));
            let mut at = 0;
            for one in &result.told {
                let is_found = matches!(one.verdict, Verdict::Violation(_));
                let holds = is_found && of_rule.is_some_and(|of_rule| of_rule.holds(at));
                at += usize::from(is_found);
                *cases.entry(one.case).or_insert(true) &= holds;
            }
        }
        let all = self.watched.log.len();
        let open = cases.values().filter(|holds| !**holds).count();
        Conformance {
            cases: all as u64,
            raw: (all - cases.len()) as u64,
            net: (all - open) as u64,
        }
    }
}
