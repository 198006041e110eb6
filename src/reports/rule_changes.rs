//! What changed in the rules since the run before.

use serde::Serialize;

use super::Report;
use crate::history::{RuleChange, RuleChanges, RuleDifference};
use crate::messages::{LocalText, message};
use crate::rules::severity::Severity;

/// What changed, or why that is not known or nothing.
#[derive(Serialize)]
pub(super) struct Changed {
    pub(super) heading: String,
    pub(super) reason: Option<String>,
    pub(super) rules: Vec<ChangedRule>,
}

/// A rule that changed.
#[derive(Serialize)]
pub(super) struct ChangedRule {
    pub(super) id: String,
    pub(super) label: String,
    /// Whether it is new, dropped or another one.
    pub(super) word: String,
    /// What it demanded and what it demands.
    pub(super) what: Vec<String>,
    /// From when it is in force, where that was decided, and why.
    pub(super) adopted: Vec<String>,
    pub(super) is_dropped: bool,
}

impl ChangedRule {
    /// Which rule it is and what became of it.
    pub(super) fn sentence(&self, report: &Report) -> String {
        let named = if self.label == self.id {
            self.id.clone()
        } else {
            format!("{} [{}]", self.label, self.id)
        };
        report.text(&message!(
            "rule-change",
            rule = named,
            word = self.word.as_str()
        ))
    }
}

pub(super) fn rule_changes(report: &Report) -> Changed {
    let history = report.review.history.as_ref();
    let heading = |day: &str| report.text(&message!("rule-changes-since", day = day));
    let plain = || report.messages.key("rule-changes");
    let (heading, reason, changes) = match history.map(|history| &history.rules) {
        None => (plain(), Some("page-recurring-unknown"), &[][..]),
        Some(RuleChanges::First) => (plain(), Some("page-closed-unknown"), &[][..]),
        Some(RuleChanges::NotRecorded(day)) => {
            (heading(day), Some("rule-changes-not-recorded"), &[][..])
        }
        Some(RuleChanges::Known(day, changes)) if changes.is_empty() => {
            (heading(day), Some("rule-changes-none"), &[][..])
        }
        Some(RuleChanges::Known(day, changes)) => (heading(day), None, &changes[..]),
    };
    Changed {
        heading,
        reason: reason.map(|key| report.messages.key(key)),
        rules: changes
            .iter()
            .map(|change| changed(report, change))
            .collect(),
    }
}

fn changed(report: &Report, change: &RuleChange) -> ChangedRule {
    let mut rules = report.project.rules.iter();
    let rule = rules.find(|rule| rule.id == change.rule && rule.enabled);
    let local = |text: &LocalText| text.in_lang(report.messages.lang).to_owned();
    let label = match rule {
        Some(rule) => report.rule_label(rule),
        None => change
            .label
            .as_ref()
            .map_or_else(|| change.rule.clone(), local),
    };
    let (word, what) = match &change.what {
        RuleDifference::Added => ("rule-change-added", Vec::new()),
        RuleDifference::Dropped => ("rule-change-dropped", Vec::new()),
        RuleDifference::Changed(keys) => {
            let key = |(key, was, is): &(String, Option<String>, Option<String>)| {
                let [was, is] = [was, is].map(|said| shown(report, key, said.as_deref()));
                report.text(&message!(
                    "rule-change-key",
                    key = key.as_str(),
                    was = was,
                    is = is
                ))
            };
            ("rule-change-changed", keys.iter().map(key).collect())
        }
    };
    // a day that changed is told with what changed
    let is_new = change.what == RuleDifference::Added;
    let since = rule.and_then(|rule| rule.adoption.since.as_deref());
    let since = since.filter(|_| is_new);
    let adopted = [
        since.map(|day| message!("rule-change-since", day = day)),
        change
            .decided_by
            .as_ref()
            .map(|by| message!("rule-change-decided", by = local(by))),
        change
            .why
            .as_ref()
            .map(|why| message!("rule-change-why", why = local(why))),
    ];
    let adopted = adopted.iter().flatten();
    ChangedRule {
        id: change.rule.clone(),
        label,
        word: report.messages.key(word),
        what,
        adopted: adopted.map(|one| report.text(one)).collect(),
        is_dropped: change.what == RuleDifference::Dropped,
    }
}

/// What a key says, in the words of the report where it has some.
fn shown(report: &Report, key: &str, said: Option<&str>) -> String {
    let Some(said) = said else {
        return "–".to_owned();
    };
    let mut severities = Severity::ALL.into_iter().filter(|_| key == "severity");
    let severity = severities.find(|severity| severity.tag() == said);
    severity.map_or_else(|| said.to_owned(), |one| report.text(&one.label()))
}
