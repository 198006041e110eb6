//! What the runs before found, of the rules that are judged now: the figures of a month beside those of the next.

use std::collections::BTreeMap;

use super::trend::ChangeCounts;
use crate::findings::outcome::Counts;
use crate::rules::severity::Severity;

/// A rule in an earlier run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RuleRun {
    /// Place of the run among those before.
    pub(super) run: u32,
    pub(super) severity: Severity,
    pub(super) counts: Counts,
    pub(super) change: ChangeCounts,
}

/// What a run found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Figures {
    pub(crate) day: String,
    pub(crate) findings: u64,
    pub(crate) by_severity: BTreeMap<Severity, u64>,
    /// Rows in violation, and those with a verdict ok.
    pub(crate) violation: u64,
    pub(crate) ok: u64,
    pub(crate) new: u64,
    pub(crate) reopened: u64,
    pub(crate) fixed: u64,
}

impl Figures {
    /// Of a day, with nothing found yet.
    pub(crate) fn of_day(day: &str) -> Figures {
        Figures {
            day: day.to_owned(),
            ..Figures::default()
        }
    }

    /// Adds what a rule found in a run, and how that changed.
    pub(super) fn add_run(&mut self, of_rule: &RuleRun) {
        self.add(of_rule.severity, &of_rule.counts);
        self.new += of_rule.change.new;
        self.reopened += of_rule.change.reopened;
        self.fixed += of_rule.change.fixed;
    }

    /// Adds what a rule found.
    pub(crate) fn add(&mut self, severity: Severity, counts: &Counts) {
        self.findings += counts.findings;
        *self.by_severity.entry(severity).or_default() += counts.findings;
        self.violation += counts.violation;
        self.ok += counts.ok;
    }

    /// Rows in violation among those with a verdict ok or violation.
    pub(crate) fn rate(&self) -> Option<f64> {
        let counts = Counts {
            ok: self.ok,
            violation: self.violation,
            ..Counts::default()
        };
        counts.rate()
    }
}
