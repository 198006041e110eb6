//! How well the columns are filled that records must hold, beside the runs before.

use std::collections::BTreeSet;

use super::{Report, RuleResult};
use crate::findings::measured::Measured;
use crate::rules::plan::Measure;

/// A column that records must hold.
pub(super) struct Line<'a> {
    /// As people call it.
    pub(super) column: String,
    pub(super) now: &'a Measured,
    /// Of each of the days, as far as it was counted then.
    pub(super) before: Vec<Option<&'a Measured>>,
}

impl Line<'_> {
    /// Whether all of it is there, and was in the runs before.
    pub(super) fn is_full(&self) -> bool {
        let mut all = self.before.iter().flatten().copied().chain([self.now]);
        all.all(|one| one.among == Some(one.count))
    }
}

/// The days of the runs before that counted how columns are filled, the newest first.
pub(super) fn days<'a>(rules: &[RuleResult<'a>], most: usize) -> Vec<&'a str> {
    let filled = rules.iter().filter(|result| is_filled(result));
    let runs = filled.flat_map(|result| result.history.map_or(&[][..], |h| &h.measured));
    let days: BTreeSet<&str> = runs.map(|(day, _)| day.as_str()).collect();
    days.into_iter().rev().take(most).collect()
}

/// The columns of a rule that counted how they are filled; those least filled come first.
pub(super) fn lines<'a>(
    report: &Report<'a>,
    result: &RuleResult<'a>,
    days: &[&str],
) -> Vec<Line<'a>> {
    let measured = report.review.audit.measured.get(&result.ix);
    let Some(measured) = measured.filter(|_| is_filled(result)) else {
        return Vec::new();
    };
    let runs = result.history.map_or(&[][..], |history| &history.measured);
    let before = |name: &str, day: &str| {
        let (_, counted) = runs.iter().find(|(other, _)| other == day)?;
        counted.iter().find(|one| one.name == name)
    };
    let label = |name: &str| {
        let mut fields = result.table.fields.iter();
        let field = fields.find(|field| field.name == name);
        field.map_or_else(
            || name.to_owned(),
            |field| report.local(&field.label).clone(),
        )
    };
    let mut lines: Vec<Line> = measured
        .iter()
        .map(|now| Line {
            column: label(&now.name),
            now,
            before: days.iter().map(|day| before(&now.name, day)).collect(),
        })
        .collect();
    let rate = |line: &Line| line.now.rate().unwrap_or(1.0);
    lines.sort_by(|one, other| rate(one).total_cmp(&rate(other)));
    lines
}

fn is_filled(result: &RuleResult) -> bool {
    matches!(result.rule.plan.measure, Some(Measure::Filled(_)))
}
