//! `rules log`: from when to when rules are in force, why, and where that was decided; the latest change first.

use std::cmp::Reverse;

use serde_json::{Value, json};

use super::super::output::{Terminal, print, say};
use super::ListFormat;
use crate::messages::{LocalText, message};
use crate::project::Project;
use crate::reports::escaped::pretty;
use crate::rules::Rule;

/// What happens to a rule on a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// It is for documents of that day and later ones.
    Begins,
    /// It is for documents of that day and earlier ones.
    Ends,
    /// It says where it was decided, and not from when on it is in force.
    Undated,
}

impl Change {
    fn word(self) -> &'static str {
        match self {
            Change::Begins => "rules-log-begins",
            Change::Ends => "rules-log-ends",
            Change::Undated => "rules-log-undated",
        }
    }

    /// The word for programs.
    fn tag(self) -> &'static str {
        match self {
            Change::Begins => "begins",
            Change::Ends => "ends",
            Change::Undated => "undated",
        }
    }
}

/// Prints the changes, and how many rules say nothing of theirs.
pub(super) fn tell(
    project: &Project,
    format: ListFormat,
    terminal: &Terminal,
) -> anyhow::Result<()> {
    let (changes, silent) = changes(project);
    let local = |text: &Option<LocalText>| {
        let text = text
            .as_ref()
            .map(|text| text.in_lang(terminal.messages.lang));
        text.map(str::to_owned)
    };
    if format == ListFormat::Json {
        let list: Vec<Value> = changes
            .iter()
            .map(|Line { day, change, rule }| {
                json!({
                    "day": day,
                    "change": change.tag(),
                    "rule": rule.id,
                    "label": project.rule_label(rule, &terminal.messages),
                    "enabled": rule.enabled,
                    "why": local(&rule.why),
                    "decided_by": local(&rule.adoption.decided_by),
                })
            })
            .collect();
        return print(&pretty(&list)?);
    }
    let mut grid = terminal.grid([
        terminal.column("rules-log-day"),
        terminal.column("rules-log-change"),
        terminal.column("column-rule").flowing(24),
        terminal.column("rules-log-decided-by").flowing(16),
        terminal.column("column-why").flowing(24).yielding(1),
    ]);
    for Line { day, change, rule } in &changes {
        let label = project.rule_label(rule, &terminal.messages);
        let named = if label == rule.id {
            label
        } else {
            format!("{label} [{}]", rule.id)
        };
        let off = if rule.enabled {
            String::new()
        } else {
            format!(" ({})", terminal.messages.key("status-off"))
        };
        grid.row([
            day.unwrap_or("–").to_owned(),
            terminal.messages.key(change.word()),
            format!("{named}{off}"),
            local(&rule.adoption.decided_by).unwrap_or_default(),
            local(&rule.why).unwrap_or_default(),
        ]);
    }
    let mut text = String::new();
    if !grid.is_empty() {
        text += &terminal.drawn(grid);
    }
    if silent > 0 {
        text += &terminal
            .messages
            .text(&message!("rules-log-silent", count = silent));
        text.push('\n');
    }
    say(&text)
}

/// A line of the log.
struct Line<'p> {
    day: Option<&'p str>,
    change: Change,
    rule: &'p Rule,
}

/// The changes, the latest first, and how many of the company's own rules have none.
fn changes(project: &Project) -> (Vec<Line<'_>>, usize) {
    let mut changes = Vec::new();
    let mut silent = 0;
    // constraints of the dictionary are not decided one by one, and those of the dispositions are the program's
    let ledger = project.ledger.as_ref().map(|ledger| ledger.table);
    let written = |rule: &&Rule| rule.origin.is_written() && Some(rule.table) != ledger;
    let rules = project.rules.iter().filter(written);
    for rule in rules {
        let line = |day, change| Line { day, change, rule };
        let adoption = &rule.adoption;
        let ends = adoption
            .until
            .as_deref()
            .map(|day| line(Some(day), Change::Ends));
        let begins = match (&adoption.since, &adoption.decided_by) {
            (Some(day), _) => Some(line(Some(day), Change::Begins)),
            (None, Some(_)) => Some(line(None, Change::Undated)),
            (None, None) => None,
        };
        silent += usize::from(ends.is_none() && begins.is_none());
        changes.extend(ends.into_iter().chain(begins));
    }
    changes.sort_by_key(|line| (Reverse(line.day), line.change));
    (changes, silent)
}
