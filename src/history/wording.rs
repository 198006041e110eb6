//! What the rules of a run said, and how those of the next differ.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::store::{Session, Trouble};
use super::written::Written;
use crate::fingerprint::Fingerprint;
use crate::messages::LocalText;
use crate::project::Project;
use crate::rules::{Acceptable, Rule};
use crate::tables::number;

/// A rule as a run had it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wording {
    /// What it is called, where somebody has said so.
    label: Option<LocalText>,
    why: Option<LocalText>,
    decided_by: Option<LocalText>,
    /// What it demands, by the key in TOML: `severity`, `check.latency.within`.
    says: BTreeMap<String, String>,
}

/// How the rules differ from those of the run before.
#[derive(Debug, Default)]
pub(crate) enum RuleChanges {
    /// There is no run before.
    #[default]
    First,
    /// The run of that day did not record its rules.
    NotRecorded(String),
    /// Since that day.
    Known(String, Vec<RuleChange>),
}

/// A rule that differs.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RuleChange {
    pub(crate) rule: String,
    /// As it was called; of rules that are still there the project knows better.
    pub(crate) label: Option<LocalText>,
    pub(crate) why: Option<LocalText>,
    pub(crate) decided_by: Option<LocalText>,
    pub(crate) what: RuleDifference,
}

/// In which way a rule differs.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum RuleDifference {
    Added,
    Dropped,
    /// Each key with what it was and what it is.
    Changed(Vec<(String, Option<String>, Option<String>)>),
}

/// Keys that decide who hears of a finding and how bad it is, and not what is found.
const AFTER_JUDGING: [&str; 3] = ["severity", "owner", "tolerance"];

impl RuleChanges {
    /// Whether a rule demands something else than in the run before: what it does not find any more may be as it was.
    pub(crate) fn demands_otherwise(&self, rule: &str) -> bool {
        let RuleChanges::Known(_, changes) = self else {
            return false;
        };
        let mut changes = changes.iter().filter(|change| change.rule == rule);
        changes.any(|change| match &change.what {
            RuleDifference::Changed(keys) => {
                let mut keys = keys.iter().map(|(key, ..)| key.as_str());
                keys.any(|key| !AFTER_JUDGING.contains(&key))
            }
            RuleDifference::Added | RuleDifference::Dropped => false,
        })
    }
}

/// The rules that are judged, by id.
pub(super) fn wordings(project: &Project, written: &Written) -> BTreeMap<String, Wording> {
    let rules = project.rules.iter().filter(|rule| rule.enabled);
    // those on the dispositions are the program's, and come and go with the file
    let ledger = project.ledger.as_ref().map(|ledger| ledger.table);
    let rules = rules.filter(|rule| Some(rule.table) != ledger);
    rules
        .map(|rule| (rule.id.clone(), Wording::new(project, written, rule)))
        .collect()
}

impl Wording {
    fn new(project: &Project, written: &Written, rule: &Rule) -> Wording {
        let mut says = BTreeMap::new();
        if let Some(demands) = written.demands(rule) {
            for (key, value) in &demands {
                flatten(key, value, &mut says);
            }
        }
        says.insert("severity".to_owned(), rule.severity.tag().to_owned());
        says.extend(
            rule.tolerance
                .map(|over| ("tolerance".to_owned(), shown(over))),
        );
        let owner = rule.owner.and_then(|field| {
            let table = project.tables.get(rule.table)?;
            Some(table.fields.get(field)?.name.clone())
        });
        says.extend(owner.map(|owner| ("owner".to_owned(), owner)));
        Wording {
            label: rule.label.clone(),
            why: rule.why.clone(),
            decided_by: rule.adoption.decided_by.clone(),
            says,
        }
    }

    /// What it is known by.
    fn fingerprint(text: &str) -> String {
        let mut fingerprint = Fingerprint::default();
        fingerprint.add_part(text);
        fingerprint.text()
    }
}

fn shown(over: Acceptable) -> String {
    match over {
        Acceptable::Count(count) => count.to_string(),
        Acceptable::Percent(percent) => format!("{}%", number::text(percent)),
    }
}

/// Each key with what it says, keys of tables joined by points.
fn flatten(key: &str, value: &toml::Value, says: &mut BTreeMap<String, String>) {
    match value {
        toml::Value::Table(table) => {
            for (name, value) in table {
                flatten(&format!("{key}.{name}"), value, says);
            }
        }
        toml::Value::String(text) => {
            says.insert(key.to_owned(), text.clone());
        }
        other => {
            says.insert(key.to_owned(), other.to_string());
        }
    }
}

/// Records what the rules of a run say, in the place of what it said of them before.
pub(super) fn put(
    session: &Session,
    run: i64,
    now: &BTreeMap<String, Wording>,
) -> Result<(), Trouble> {
    session.drop_in_force(run)?;
    for (rule, wording) in now {
        let text = serde_json::to_string(wording).map_err(|_| Trouble::Damaged)?;
        session.put_in_force(run, rule, &Wording::fingerprint(&text), &text)?;
    }
    session.sweep_wordings()
}

/// How the rules differ from those of a run of a day.
pub(super) fn since(
    session: &Session,
    (run, day): (i64, &str),
    now: &BTreeMap<String, Wording>,
) -> Result<RuleChanges, Trouble> {
    let mut before = BTreeMap::new();
    for (rule, text) in session.in_force(run)? {
        let wording: Wording = serde_json::from_str(&text).map_err(|_| Trouble::Damaged)?;
        before.insert(rule, wording);
    }
    if before.is_empty() {
        return Ok(RuleChanges::NotRecorded(day.to_owned()));
    }
    Ok(RuleChanges::Known(day.to_owned(), changes(&before, now)))
}

/// In the order of their ids.
fn changes(before: &BTreeMap<String, Wording>, now: &BTreeMap<String, Wording>) -> Vec<RuleChange> {
    let rules: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    let change = |rule: &&String| {
        let (was, is) = (before.get(*rule), now.get(*rule));
        let what = match (was, is) {
            (None, _) => RuleDifference::Added,
            (_, None) => RuleDifference::Dropped,
            (Some(was), Some(is)) => RuleDifference::Changed(differing(was, is)),
        };
        let told = is.or(was)?;
        let is_same = matches!(&what, RuleDifference::Changed(keys) if keys.is_empty());
        (!is_same).then(|| RuleChange {
            rule: (*rule).clone(),
            label: told.label.clone(),
            why: told.why.clone(),
            decided_by: told.decided_by.clone(),
            what,
        })
    };
    rules.iter().filter_map(change).collect()
}

fn differing(was: &Wording, is: &Wording) -> Vec<(String, Option<String>, Option<String>)> {
    let keys: BTreeSet<&String> = was.says.keys().chain(is.says.keys()).collect();
    let pairs = keys.into_iter().map(|key| {
        let (was, is) = (was.says.get(key), is.says.get(key));
        (key.clone(), was.cloned(), is.cloned())
    });
    pairs.filter(|(_, was, is)| was != is).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rule: &str, within: &str, label: &str) -> BTreeMap<String, Wording> {
        let says = [("severity", "high"), ("check.latency.within", within)];
        let says = says.map(|(key, value)| (key.to_owned(), value.to_owned()));
        let wording = Wording {
            label: Some(LocalText::Plain(label.to_owned())),
            why: None,
            decided_by: None,
            says: says.into(),
        };
        BTreeMap::from([(rule.to_owned(), wording)])
    }

    #[test]
    fn what_only_people_read_is_no_change() {
        let before = of("late", "48 hours", "Late");
        assert_eq!(changes(&before, &of("late", "48 hours", "Too late")), []);
        let changed = changes(&before, &of("late", "1 workday", "Too late"));
        let key = "check.latency.within".to_owned();
        let within = (
            key,
            Some("48 hours".to_owned()),
            Some("1 workday".to_owned()),
        );
        assert_eq!(changed[0].what, RuleDifference::Changed(vec![within]));
        assert_eq!(
            changed[0].label,
            Some(LocalText::Plain("Too late".to_owned()))
        );
        let other = changes(&before, &of("later", "48 hours", "Late"));
        let other: Vec<_> = other
            .iter()
            .map(|one| (one.rule.as_str(), &one.what))
            .collect();
        let expected = [
            ("late", &RuleDifference::Dropped),
            ("later", &RuleDifference::Added),
        ];
        assert_eq!(other, expected);
    }
}
