//! What is said where something is not known: rules that say nothing, tables without rows, a part of the company.

use super::{Report, RuleResult, Verdict, gate, of_company};
use crate::findings::outcome::{Evidence, Outcome};
use crate::messages::{Message, message};
use crate::review::silent::{Silent, has_no_rows};
use crate::tables::date;

/// Why what a rule looks for is not known; none where it is.
pub(super) fn silent(report: &Report, result: &RuleResult) -> Option<Silent> {
    Silent::of(report.project, report.review, result.ix)
}

/// Whether all was judged: only then it is known that somebody has nothing to do.
pub(crate) fn is_all_known(report: &Report) -> bool {
    let rules = report.rules();
    let is_judged = |result: &RuleResult| is_known(report, result.ix);
    let is_audited = !matches!(
        report.verdict(),
        Verdict::NotAudited | Verdict::NothingChecked
    );
    report.review.is_whole && is_audited && of_company(&rules).all(is_judged)
}

/// Whether all that a rule looks for is known: it was judged, on files that were read to their end, and left nothing open that it
/// could not look for.
pub(crate) fn is_known(report: &Report, ix: usize) -> bool {
    let (project, review) = (report.project, report.review);
    let tables = project.tables_of(&project.rules[ix]);
    let is_whole = |input: &Evidence| input.error.is_none() && input.cut.is_none();
    let mut inputs = review.audit.inputs.iter();
    let is_read =
        inputs.all(|input| !tables.contains(&input.table) || is_whole(input) && input.refused == 0);
    let history = review.history.as_ref().and_then(|history| history.of(ix));
    let left_open = history.map_or(0, |history| history.left_open);
    let is_judged = matches!(review.audit.outcomes[ix], Some(Outcome::Judged(_)));
    is_judged && is_read && left_open == 0 && Silent::of(project, review, ix).is_none()
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
