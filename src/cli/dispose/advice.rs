//! What is to change in a rule about a process so that it knows a practice that was adopted, ready to be pasted.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

use super::Audited;
use super::written::quoted;
use crate::dispositions::{Decision, Entry};
use crate::findings::said::{Said, Steps};
use crate::messages::message;
use crate::rules::Rule;
use crate::rules::plan::process::{EventIx, Flow, Follows, Open, Order, Process, Routes, Step};

/// Tells it for each rule that an entry is about.
pub(super) fn tell(audited: &Audited, entry: &Entry) {
    if entry.decision != Decision::Adopt {
        return;
    }
    for found in &audited.review.audit.findings.by_rule {
        let rule = &audited.project.rules[found.rule];
        let Some(flow) = rule.flow().filter(|_| entry.selection.names(&rule.id)) else {
            continue;
        };
        let meant = |steps: &Steps| {
            let deviation = entry.selection.deviation.as_ref();
            deviation.is_none_or(|pattern| pattern.matches(&steps.deviation()))
        };
        let steps: Vec<Arc<Steps>> = found
            .rows(usize::MAX)
            .filter_map(|row| match row.said {
                Said::Steps(steps) if meant(&steps) => Some(steps),
                _ => None,
            })
            .collect();
        if steps.is_empty() {
            continue;
        }
        let process = &audited.project.processes[flow.process];
        let change = change(rule, flow, process, &steps);
        let told = message!("dispose-advice", rule = rule.id.as_str(), change = change);
        audited.terminal.note(&told);
    }
}

/// The line of the rule that is to change, or what switches it off where no line can say it.
fn change(rule: &Rule, flow: &Flow, process: &Process, steps: &[Arc<Steps>]) -> String {
    match &flow.step {
        Step::Routes(routes) => with_way(routes, process, steps),
        Step::Follows(follows) if steps.iter().all(|one| one.how == "late" && is_told(one)) => {
            let spans = steps.iter().filter_map(|one| one.span?.1);
            longer(follows, process, spans.max().unwrap_or_default())
        }
        Step::Times(times) if steps.iter().all(|one| one.how == "many") => {
            let most = steps.iter().map(|one| one.count).max().unwrap_or_default();
            let min = if times.min > 0 {
                format!("min = {}, ", times.min)
            } else {
                String::new()
            };
            let event = quoted(&process.events[times.event].name);
            format!("check.times = {{ event = {event}, {min}max = {most} }}")
        }
        Step::First { events } => {
            let events = with_others(events, process, steps);
            format!("check.first = {{ events = [{events}] }}")
        }
        Step::Last { events, open } => {
            let events = with_others(events, process, steps);
            let open = word(*open);
            format!("check.last = {{ events = [{events}], still_open = \"{open}\" }}")
        }
        // no line of the rule can say it: it stays in sight, and no longer fails a run
        _ => format!("[tune.{}]\nseverity = \"info\"", quoted(&rule.id)),
    }
}

/// The events that are allowed, and those that were found in their place.
fn with_others(events: &[EventIx], process: &Process, steps: &[Arc<Steps>]) -> String {
    let known = events
        .iter()
        .map(|&event| process.events[event].name.as_str());
    let others: BTreeSet<&str> = steps.iter().map(|one| one.what.as_str()).collect();
    let others = others.into_iter().filter(|name| !name.is_empty());
    let names: Vec<String> = known.chain(others).map(quoted).collect();
    names.join(", ")
}

fn word(open: Open) -> &'static str {
    match open {
        Open::Wait => "wait",
        Open::Count => "count",
    }
}

/// The ways that are allowed, and the one that most of the cases go.
fn with_way(routes: &Routes, process: &Process, steps: &[Arc<Steps>]) -> String {
    let mut counts: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    for one in steps {
        let way = one.way.iter().map(|(name, _)| name.as_str());
        *counts.entry(way.collect()).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    let known = routes.allowed.iter().map(|way| {
        let names = way.iter().map(|&event| process.events[event].name.as_str());
        names.collect::<Vec<&str>>()
    });
    let mut change = "check.routes = { allowed = [\n".to_owned();
    for way in known.chain(most.map(|(way, _)| way)) {
        let names: Vec<String> = way.into_iter().map(quoted).collect();
        let _ = writeln!(change, "    [{}],", names.join(", "));
    }
    let open = word(routes.open);
    let _ = write!(change, "], still_open = \"{open}\" }}");
    change
}

/// Whether everybody may see how long it took.
fn is_told(steps: &Steps) -> bool {
    steps.span.is_some_and(|(_, span)| span.is_some())
}

/// The rule with a limit within which all of them are.
fn longer(follows: &Follows, process: &Process, longest: i64) -> String {
    let name = |event: EventIx| quoted(&process.events[event].name);
    let order = match follows.order {
        Order::Before => "before",
        Order::After => "after",
        Order::Any => "any",
    };
    let mut keys = vec![
        format!("each = {}", name(follows.each)),
        format!("needs = {}", name(follows.other)),
        format!("order = \"{order}\""),
    ];
    let flags = [
        ("first", follows.first),
        ("one_each", follows.one_each),
        ("directly", follows.directly),
    ];
    let flags = flags.into_iter().filter(|(_, is_set)| *is_set);
    keys.extend(flags.map(|(key, _)| format!("{key} = true")));
    if let Some(within) = follows.within {
        let unit = within.limit.unit;
        let count = longest.div_euclid(unit.millis()) + i64::from(longest % unit.millis() != 0);
        keys.push(format!("within = \"{count} {}\"", unit.name()));
    }
    if let Some(apart) = follows.not_before {
        let (count, unit) = (apart.limit.count, apart.limit.unit.name());
        keys.push(format!("not_before = \"{count} {unit}\""));
    }
    keys.push(format!("still_open = \"{}\"", word(follows.open)));
    format!("check.flow = {{ {} }}", keys.join(", "))
}
