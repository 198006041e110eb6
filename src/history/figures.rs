//! What the runs before found, of the rules that are judged now: the figures of a month beside those of the next.

use std::collections::BTreeMap;

use super::past::Flow;
use crate::findings::outcome::Counts;
use crate::rules::severity::Severity;

/// A rule in an earlier run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RuleRun {
    /// Place of the run among those before.
    pub(super) run: u32,
    pub(super) severity: Severity,
    pub(super) counts: Counts,
    pub(super) flow: Flow,
}

/// What a run found that somebody has to act on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Figures {
    pub(crate) day: String,
    pub(crate) open: u64,
    pub(crate) by_severity: BTreeMap<Severity, u64>,
    /// Rows in violation, whatever was decided about them, and those with a verdict ok.
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
        let flow = &of_rule.flow;
        self.add(of_rule.severity, flow.now(), &of_rule.counts);
        self.add_flow(flow);
    }

    /// Adds how what a rule found has changed.
    pub(crate) fn add_flow(&mut self, flow: &Flow) {
        self.new += flow.new;
        self.reopened += flow.reopened;
        self.fixed += flow.fixed;
    }

    /// Adds what a rule found, of which so much is open.
    pub(crate) fn add(&mut self, severity: Severity, open: u64, counts: &Counts) {
        self.open += open;
        *self.by_severity.entry(severity).or_default() += open;
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
