//! How long the rows of rules take, line by line: the rule, its owners, its departments.

use super::{Report, RuleResult};
use crate::findings::times::{Group, Times};
use crate::messages::{Message, message};
use crate::rules::plan::Clock;

/// Whose times a line shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Rule,
    Owner,
    Department,
    /// Rows whose owner and department are not kept apart.
    Rest,
}

impl Of {
    pub(super) fn label(self) -> Message {
        match self {
            Of::Rule => message!("column-rule"),
            Of::Owner => message!("column-owner"),
            Of::Department => message!("column-department"),
            Of::Rest => message!("times-rest"),
        }
    }
}

/// The times of one rule, owner or department.
pub(super) struct Line {
    pub(super) of: Of,
    /// Empty for the rule.
    pub(super) name: String,
    pub(super) group: Group,
}

/// The clock and the times of a rule that is about time and had rows to measure.
pub(super) fn timed<'a>(
    report: &Report<'a>,
    result: &RuleResult<'a>,
) -> Option<(Clock, &'a Times)> {
    let timing = result.rule.plan.timing.as_ref()?;
    let times = report.review.audit.times.get(&result.ix)?;
    Some((timing.clock, times))
}

/// The lines of a rule, at most `most` owners and as many departments.
pub(super) fn lines(times: &Times, most: usize) -> Vec<Line> {
    let line = |of, name: &str, group| Line {
        of,
        name: name.to_owned(),
        group,
    };
    let named = |of, groups: Vec<(&str, Group)>| -> Vec<Line> {
        let lines = groups.into_iter().take(most);
        lines.map(|(name, group)| line(of, name, group)).collect()
    };
    let mut lines = vec![line(Of::Rule, "", times.total())];
    lines.extend(named(Of::Owner, times.by_owner()));
    lines.extend(named(Of::Department, times.by_department()));
    if !times.rest().is_empty() {
        lines.push(line(Of::Rest, "", times.rest().clone()));
    }
    lines
}
