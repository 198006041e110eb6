//! Demands of the data dictionary that few cells break: a meeting does not decide on each of them, but who puts a table in order.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;

use super::{Listed, table, told};
use crate::messages::message;
use crate::reports::{Report, RuleResult};
use crate::rules::severity::Severity;
use crate::tables::types::TableIx;

/// Findings of a rule that is asked about together with others.
const FEW: u64 = 3;

/// Rules of one table.
pub(super) struct Few<'q, 'r> {
    table: TableIx,
    rules: Vec<&'q RuleResult<'r>>,
}

/// Takes the rules that are asked about together away from those that are asked about one by one.
pub(super) fn apart<'q, 'r>(
    failed: Vec<&'q RuleResult<'r>>,
    asked_before: &impl Fn(&RuleResult) -> bool,
) -> (Vec<Few<'q, 'r>>, Vec<&'q RuleResult<'r>>) {
    let is_small = |result: &&RuleResult| {
        !result.rule.origin.is_written()
            && result.rule.severity != Severity::Critical
            && result.open() <= FEW
            && !asked_before(result)
    };
    let mut tables: BTreeMap<TableIx, Vec<&RuleResult>> = BTreeMap::new();
    for result in failed.iter().copied().filter(is_small) {
        tables.entry(result.rule.table).or_default().push(result);
    }
    tables.retain(|_, rules| rules.len() > 1);
    let is_together = |result: &&RuleResult| {
        let of_table = tables.get(&result.rule.table);
        of_table.is_some_and(|rules| rules.iter().any(|one| one.ix == result.ix))
    };
    let others = failed.into_iter().filter(|one| !is_together(one)).collect();
    let few = tables.into_iter();
    let few = few.map(|(table, rules)| Few { table, rules }).collect();
    (few, others)
}

/// Asks about them.
pub(super) fn ask(report: &Report, number: u32, few: &Few, text: &mut String) -> io::Result<()> {
    let worst = few.rules.iter().map(|result| result.rule.severity).max();
    let severity = worst.map(|worst| report.text(&worst.label()));
    let heading = message!(
        "minutes-few",
        severity = severity.unwrap_or_default(),
        table = report.project.tables[few.table].label.clone(),
        rules = few.rules.len(),
        count = few.rules.iter().map(|result| result.open()).sum::<u64>()
    );
    let _ = write!(text, "\n### {number}. {}\n", told(&report.text(&heading)));
    let (mut rows, mut items) = (String::new(), Vec::new());
    for result in &few.rules {
        let listed = Listed::of(report, result, &BTreeSet::new())?;
        rows.push_str(&listed.rows);
        items.push(listed.item(result));
    }
    table(report, &rows, text);
    super::ask(
        report,
        &report.messages.key("minutes-question-few"),
        &items,
        text,
    )
}
