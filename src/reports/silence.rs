//! What is said where something is not known: rules that say nothing, tables without rows, a part of the company.

use super::{Report, RuleResult, gate};
use crate::messages::{Message, message};
use crate::review::silent::{Silent, has_no_rows};
use crate::tables::date;

/// Why what a rule looks for is not known; none where it is.
pub(super) fn silent(report: &Report, result: &RuleResult) -> Option<Silent> {
    Silent::of(report.project, report.review, result.ix)
}

/// In words, why a rule says nothing about the data; none where it does.
pub(super) fn told(report: &Report, result: &RuleResult) -> Option<String> {
    match silent(report, result) {
        Some(Silent::NoRows) => Some(report.messages.key("silence-no-rows")),
        Some(Silent::NoPast) => report.review.unknown().map(|reason| report.text(&reason)),
        _ => gate::silence(report, result).map(|(_, reason)| reason),
    }
}

/// That only a part of the company was judged; none where it was all.
pub(super) fn partial(report: &Report) -> Option<Message> {
    let enabled = report.project.rules.iter().filter(|rule| rule.enabled);
    let (judged, enabled) = (report.rules().len(), enabled.count());
    if report.review.is_whole {
        return None;
    }
    Some(if judged < enabled {
        message!("page-partial", rules = judged, all = enabled)
    } else {
        message!("page-partial-input")
    })
}

/// That tables have no rows, and what becomes of what was found in them before; one of all where none has any.
pub(super) fn empty(report: &Report) -> Vec<Message> {
    let (project, audit) = (report.project, &report.review.audit);
    let mut inputs = report.exports().peekable();
    if inputs.peek().is_some() && inputs.all(|input| input.rows == 0) {
        return vec![message!("page-no-rows", day = date::text(audit.as_of.day))];
    }
    let results = report.rules();
    let tables = (0..project.exports().len()).filter(|&t| has_no_rows(project, audit, t));
    let told = tables.map(|table| {
        let of_table = results.iter().filter(|result| result.rule.table == table);
        let histories = of_table.filter_map(|result| result.history);
        let label = project.tables[table].label.clone();
        match histories.map(|history| history.left_open).sum::<u64>() {
            0 => message!("page-empty-table", table = label),
            count => message!("page-empty-table-left", table = label, count = count),
        }
    });
    told.collect()
}
