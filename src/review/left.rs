//! What is left of a rule's findings: those that the baseline does not hold, nor what was decided, nor the rule itself accepts.

use super::Review;
use super::labels::RuleLabels;
use crate::baseline::Matched;
use crate::findings::outcome::{Counts, Outcome};
use crate::project::Project;
use crate::rules::Rule;

/// What is left of a rule's findings; nothing of a rule that was not judged.
#[derive(Clone, Copy)]
pub(crate) struct Left<'a> {
    /// Index of the rule in the project.
    ix: usize,
    rule: &'a Rule,
    counts: Counts,
    baseline: Option<&'a Matched>,
    /// What was decided about its findings.
    pub(crate) labels: Option<&'a RuleLabels>,
    /// Findings that are in the baseline.
    pub(crate) in_baseline: u64,
    /// Findings that are in the baseline or do not fail a run for what was decided.
    excused: u64,
}

impl<'a> Left<'a> {
    pub(crate) fn new(project: &'a Project, review: &'a Review, ix: usize) -> Left<'a> {
        let baseline = review.baseline.as_ref();
        let labels = review.labels.as_ref().and_then(|labels| labels.of(ix));
        let in_baseline = baseline.map_or(0, |baseline| baseline.count(ix));
        let excused = match (baseline, labels) {
            (Some(baseline), Some(labels)) => {
                let excused = |at: &usize| baseline.holds(ix, *at) || labels.holds(*at);
                (0..labels.len()).filter(excused).count() as u64
            }
            _ => in_baseline + labels.map_or(0, |labels| labels.tally.held()),
        };
        let counts = match &review.audit.outcomes[ix] {
            Some(Outcome::Judged(counts)) => *counts,
            _ => Counts::default(),
        };
        Left {
            ix,
            rule: &project.rules[ix],
            counts,
            baseline,
            labels,
            in_baseline,
            excused,
        }
    }

    /// Rows in violation with a finding that no disposition holds.
    pub(crate) fn unsettled(&self) -> u64 {
        self.counts.violation - self.labels.map_or(0, |labels| labels.settled_rows)
    }

    /// Whether there are violations, but no more than the rule accepts.
    pub(crate) fn tolerated(&self) -> bool {
        let (counts, left) = (self.counts, self.unsettled());
        left > 0
            && self
                .rule
                .tolerance
                .is_some_and(|t| !t.exceeded(left, counts.ok + counts.violation))
    }

    /// Findings that are neither in the baseline nor held by what was decided, tolerated or not.
    pub(crate) fn findings(&self) -> u64 {
        self.counts.findings - self.excused
    }

    /// Whether there are violations that count.
    pub(crate) fn failed(&self) -> bool {
        self.counts.violation > 0 && !self.tolerated() && self.findings() > 0
    }

    /// Findings that somebody has to act on.
    pub(crate) fn open(&self) -> u64 {
        if self.failed() { self.findings() } else { 0 }
    }

    /// Whether the finding at a position is one of those; asked of rules that failed.
    pub(crate) fn is_open(&self, at: usize) -> bool {
        let known = self.baseline.is_some_and(|known| known.holds(self.ix, at));
        !known && !self.labels.is_some_and(|labels| labels.holds(at))
    }
}
