//! A sheet as data: what the template and the text for a chat are made of.

use serde::Serialize;

use super::{Of, STYLE, Sheet, known_by};
use crate::messages::message;
use crate::reports::agreed::Agreed;
use crate::reports::page::{self, Line, generator, policy};
use crate::reports::work::{Counts, Past, Standing, Task, since};
use crate::reports::{Report, RuleResult, gate, silence};
use crate::rules::Rule;

#[derive(Serialize)]
pub(super) struct View {
    lang: &'static str,
    of: &'static str,
    pub(super) title: String,
    pub(super) heading: String,
    pub(super) subtitle: String,
    pub(super) project: String,
    pub(super) as_of: String,
    generator: String,
    /// What the browser may show: this style, and nothing from anywhere.
    policy: String,
    style: String,
    /// What the reader must know before he believes it.
    pub(super) alerts: Vec<String>,
    pub(super) sums: Vec<Line>,
    people: Vec<Person>,
    is_of_department: bool,
    /// By what the rules are known that something is open or was decided of.
    rules: String,
    pub(super) parts: Vec<Part>,
    pub(super) agreed: AgreedPart,
    /// That there is nothing to do, or that nobody knows; empty where there is something.
    pub(super) nothing: Line,
    pub(super) done: Vec<Ended>,
    /// Why nothing is said of what was done; empty where it is.
    done_unknown: String,
}

/// What is to be done, of one standing.
#[derive(Serialize)]
pub(super) struct Part {
    pub(super) heading: String,
    tag: &'static str,
    pub(super) groups: Vec<Group>,
    /// How many more there are; empty where all are listed.
    pub(super) more: String,
}

/// What was decided by a day, beside the findings that are listed.
#[derive(Serialize)]
pub(super) struct AgreedPart {
    pub(super) heading: String,
    pub(super) rows: Vec<AgreedRow>,
}

#[derive(Serialize)]
pub(super) struct AgreedRow {
    pub(super) about: String,
    pub(super) decision: String,
    pub(super) reason: String,
    pub(super) outcome: String,
    pub(super) due: String,
    is_over: bool,
}

/// What is to be done about one rule.
#[derive(Serialize)]
pub(super) struct Group {
    pub(super) severity: Line,
    pub(super) label: String,
    pub(super) fix: String,
    has_due: bool,
    has_since: bool,
    has_held: bool,
    pub(super) rows: Vec<Row>,
}

#[derive(Serialize)]
pub(super) struct Row {
    pub(super) key: String,
    pub(super) message: String,
    pub(super) expected: String,
    pub(super) place: String,
    who: String,
    pub(super) due: String,
    pub(super) since: String,
    pub(super) held: String,
}

/// What is no longer found.
#[derive(Serialize)]
pub(super) struct Ended {
    pub(super) heading: String,
    means: String,
    pub(super) groups: Vec<EndedGroup>,
    pub(super) more: String,
}

#[derive(Serialize)]
pub(super) struct EndedGroup {
    pub(super) label: String,
    pub(super) documents: String,
}

/// One of the people of a department.
#[derive(Serialize)]
struct Person {
    name: String,
    counts: Vec<String>,
}

impl View {
    pub(super) fn new(sheet: &Sheet) -> View {
        let report = sheet.report;
        let results = report.rules();
        let as_of = report.review.audit.as_of.text();
        let name = sheet.of.called(sheet.name, report);
        let project = report.project.name.clone().unwrap_or_default();
        let style = format!("{}{STYLE}", page::STYLE);
        let title = message!("tasks-title", name = name.as_str());
        let since = since(report).map(|since| since.day.as_str());
        let subtitle = match since {
            Some(since) => message!("tasks-subtitle", as_of = as_of.as_str(), since = since),
            None => message!("tasks-subtitle-alone", as_of = as_of.as_str()),
        };
        let is_of_department = sheet.of == Of::Department;
        let share = sheet.share;
        let Counts { done, gone, .. } = share.counts;
        let ended = [
            (message!("tasks-done", count = done), "", done, &share.done),
            (
                message!("tasks-gone", count = gone),
                "tasks-gone-means",
                gone,
                &share.gone,
            ),
        ];
        let ended = ended.into_iter().filter(|(_, _, count, _)| *count > 0);
        let ended = ended.map(|(heading, means, count, list)| Ended {
            heading: report.text(&heading),
            means: Some(means)
                .filter(|key| !key.is_empty())
                .map_or_else(String::new, |key| report.messages.key(key)),
            groups: grouped_past(report, &results, list, is_of_department),
            more: more(report, count, list.len()),
        });
        let done_unknown = match since {
            Some(_) => String::new(),
            None => report.messages.key(unknown(report)),
        };
        View {
            lang: report.messages.lang.tag(),
            of: sheet.of.tag(),
            title: report.text(&title),
            heading: name,
            subtitle: report.text(&subtitle),
            project,
            generator: generator(),
            policy: policy(&style, None),
            style,
            alerts: alerts(sheet, &results),
            sums: sums(report, &share.counts),
            people: people(sheet),
            is_of_department,
            rules: rules(sheet),
            agreed: agreed(sheet),
            nothing: nothing(sheet),
            parts: Standing::ALL
                .into_iter()
                .filter_map(|standing| part(sheet, &results, standing))
                .collect(),
            done: ended.collect(),
            done_unknown,
            as_of,
        }
    }
}

/// The rules that something is open or was decided of.
fn rules(sheet: &Sheet) -> String {
    let rules = &sheet.report.project.rules;
    let known = sheet.share.rules.iter().map(|ix| known_by(&rules[*ix]));
    known.collect::<Vec<_>>().join(" ")
}

fn agreed(sheet: &Sheet) -> AgreedPart {
    let agreed = &sheet.share.agreed;
    let heading = message!("tasks-part-agreed", count = agreed.len());
    let row = |one: &Agreed| AgreedRow {
        about: one.about.clone(),
        decision: one.decision.clone(),
        reason: one.entry.reason.clone(),
        outcome: one.outcome.clone(),
        due: one.due.clone(),
        is_over: one.is_over,
    };
    AgreedPart {
        heading: sheet.report.text(&heading),
        rows: agreed.iter().map(row).collect(),
    }
}

fn nothing(sheet: &Sheet) -> Line {
    let messages = sheet.report.messages;
    match sheet.share.counts.all_open() {
        0 if silence::is_all_known(sheet.report) => {
            Line::new(messages.key("tasks-nothing")).tag("good")
        }
        0 => Line::new(messages.key("tasks-nothing-known")).tag("doubt"),
        _ => Line::default(),
    }
}

/// Why there is none.
fn unknown(report: &Report) -> &'static str {
    match &report.review.history {
        Some(_) => "tasks-first-run",
        None => "tasks-no-history",
    }
}

/// What the reader must know.
fn alerts(sheet: &Sheet, results: &[RuleResult]) -> Vec<String> {
    let report = sheet.report;
    let mut alerts = Vec::new();
    if report.project.unmasked {
        alerts.push(report.messages.key("tasks-unmasked"));
    }
    if !report.review.is_whole {
        alerts.push(report.messages.key("tasks-partial"));
    }
    let silent = |result: &&RuleResult| silence::silent(report, result).is_some();
    let count = results.iter().filter(silent).count();
    if count > 0 {
        alerts.push(report.text(&message!("tasks-not-judged", count = count)));
    }
    if !report.review.audit.errors.is_empty() {
        let errors = gate::errors(report);
        let count = errors.len();
        let first = errors.into_iter().next().unwrap_or_default();
        let text = message!("tasks-errors", count = count, first = first);
        alerts.push(report.text(&text));
    }
    if report.review.history.is_none() {
        alerts.push(report.messages.key(unknown(report)));
    }
    alerts
}

/// The figures in a row.
fn sums(report: &Report, counts: &Counts) -> Vec<Line> {
    const KEYS: [&str; 7] = [
        "tasks-open",
        "workbook-overdue",
        "column-new",
        "tasks-still",
        "tasks-fixed",
        "column-gone",
        "tasks-agreed",
    ];
    let sums = KEYS.into_iter().zip(counts.told(report));
    let sums = sums.map(|(key, sum)| Line::new(report.messages.key(key)).value(sum));
    let mut sums: Vec<Line> = sums.collect();
    if counts.open[Standing::Overdue as usize] > 0 {
        sums[1] = sums[1].clone().tag("bad");
    }
    if counts.agreed == 0 {
        sums.pop();
    }
    if counts.gone == 0 {
        sums.remove(KEYS.len() - 2);
    }
    sums
}

/// The people of a department, who has the most first.
fn people(sheet: &Sheet) -> Vec<Person> {
    let report = sheet.report;
    let mut people: Vec<(&String, &Counts)> = sheet.share.people.iter().collect();
    people.sort_by_key(|(name, counts)| {
        let most = std::cmp::Reverse(counts.all_open());
        (name.is_empty(), most, *name)
    });
    let person = |(name, counts): (&String, &Counts)| {
        let counts = counts.told(report).into_iter().take(SUMS);
        Person {
            name: Of::Owner.called(name, report),
            counts: counts.collect(),
        }
    };
    people.into_iter().map(person).collect()
}

/// The figures that are told of each of the people of a department.
const SUMS: usize = 5;

fn part(sheet: &Sheet, results: &[RuleResult], standing: Standing) -> Option<Part> {
    let (report, share) = (sheet.report, sheet.share);
    let count = share.counts.open[standing as usize];
    let (heading, tag) = match standing {
        Standing::Overdue => (message!("tasks-part-overdue", count = count), "bad"),
        Standing::New => (message!("tasks-part-new", count = count), ""),
        Standing::Still if since(report).is_none() => {
            (message!("tasks-part-open", count = count), "")
        }
        Standing::Still => (message!("tasks-part-still", count = count), ""),
    };
    // of each rule what is still to be done, and then what is done and to be explained
    let mut tasks: Vec<&Task> = share.tasks[standing as usize].iter().collect();
    tasks.sort_by_key(|task| (task.rule, task.is_late));
    (count > 0).then(|| Part {
        heading: report.text(&heading),
        tag,
        groups: tasks
            .chunk_by(|a, b| (a.rule, a.is_late) == (b.rule, b.is_late))
            .map(|tasks| group(report, &results[tasks[0].rule], tasks, sheet.of))
            .collect(),
        more: more(report, count, tasks.len()),
    })
}

fn more(report: &Report, count: u64, listed: usize) -> String {
    let more = count.saturating_sub(listed as u64);
    if more > 0 {
        report.text(&message!("tasks-more", count = more))
    } else {
        String::new()
    }
}

fn group(report: &Report, result: &RuleResult, tasks: &[&Task], of: Of) -> Group {
    let severity = result.rule.severity;
    let row = |task: &&Task| Row {
        key: task.key.clone(),
        message: task.message.clone(),
        expected: task.expected.clone(),
        place: task.place.clone(),
        who: match of {
            Of::Owner => String::new(),
            Of::Department => task.who.clone(),
        },
        due: task.due.clone(),
        since: task.since.clone(),
        held: task.held.clone(),
    };
    let label = report.rule_label(result.rule);
    let (label, fix) = if tasks.iter().any(|task| task.is_late) {
        let label = message!("tasks-rule-late", rule = label);
        (report.text(&label), report.messages.key("tasks-explain"))
    } else {
        (label, gate::fix(report, result).unwrap_or_default())
    };
    Group {
        severity: Line::new(report.text(&severity.label())).tag(severity.tag()),
        label,
        fix,
        has_due: tasks.iter().any(|task| !task.due.is_empty()),
        has_since: tasks.iter().any(|task| !task.since.is_empty()),
        has_held: tasks.iter().any(|task| !task.held.is_empty()),
        rows: tasks.iter().map(row).collect(),
    }
}

/// What is no longer found, rule by rule: there is nothing left to say of each.
fn grouped_past(
    report: &Report,
    results: &[RuleResult],
    list: &[Past],
    with_who: bool,
) -> Vec<EndedGroup> {
    let told = |past: &Past| {
        let mut parts = vec![past.key.as_str(), past.column.as_str()];
        if with_who {
            parts.push(past.who.as_str());
        }
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    };
    let changes = report.review.history.as_ref().map(|history| &history.rules);
    let label = |rule: &Rule| {
        let label = report.rule_label(rule);
        // what a changed rule does not find any more may be as it was
        if changes.is_some_and(|changes| changes.demands_otherwise(&rule.id)) {
            report.text(&message!("tasks-rule-changed", rule = label))
        } else {
            label
        }
    };
    let group = |list: &[Past]| EndedGroup {
        label: label(results[list[0].rule].rule),
        documents: report.list(&list.iter().map(told).collect::<Vec<_>>()),
    };
    list.chunk_by(|a, b| a.rule == b.rule).map(group).collect()
}
