//! The figures of the recorded runs beside those of this one.

use super::{Report, RuleResult, of_company};
use crate::history::Figures;
use crate::tables::date;

/// Recorded runs that are shown, the last ones.
const MOST_RUNS: usize = 12;

/// The figures of the recorded runs, without what is about decisions, the oldest first, and of this one, which comes last.
pub(super) fn runs(report: &Report, results: &[RuleResult]) -> Vec<Figures> {
    let history = report.review.history.as_ref();
    let rules = &report.project.rules;
    let is_of_company = |ix: usize| !rules[ix].is_about_decisions();
    let mut runs = history.map_or_else(Vec::new, |history| history.figures(is_of_company));
    let mut now = Figures::of_day(&date::text(report.review.audit.as_of.day));
    for result in of_company(results) {
        now.add(result.rule.severity, result.left.open(), &result.counts());
        if let Some(history) = result.history {
            now.add_flow(&history.flow);
        }
    }
    runs.push(now);
    let first = runs.len().saturating_sub(MOST_RUNS);
    runs.split_off(first)
}
