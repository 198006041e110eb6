//! A process for programs: versioned, with the words of the project.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::case::{Said, Step, Told, Word, told};
use super::view::{View, share};
use crate::findings::outcome::Counts;
use crate::process::fates::Fate;
use crate::process::map::{Edge, Map, Node, Spot};
use crate::process::time::Took;
use crate::process::variants::{Named, Variant};
use crate::reports::escaped::Escaped;
use crate::tables::date;

/// The version of the form.
const VERSION: u32 = 1;

pub(super) fn write(view: &View, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let audit = &view.report.review.audit;
    let texts = |messages: &[crate::messages::Message]| -> Vec<String> {
        messages.iter().map(|one| view.text(one)).collect()
    };
    let mut whole = json!({
        "schema_version": VERSION,
        "tool": concat!("crm-audit ", env!("CARGO_PKG_VERSION")),
        "process": view.process().name,
        "label": view.process().label.in_lang(view.report.messages.lang),
        "as_of": audit.as_of.text(),
    });
    let facts = match told(view) {
        Some(told) => case(view, &told),
        None => facts(view),
    };
    if let (Value::Object(whole), Value::Object(facts)) = (&mut whole, facts) {
        whole.extend(facts);
        whole.insert("notices".to_owned(), json!(texts(&audit.notices)));
        whole.insert("errors".to_owned(), json!(texts(&audit.errors)));
    }
    serde_json::to_writer_pretty(Escaped(&mut *out), &whole)?;
    writeln!(out)
}

fn facts(view: &View) -> Value {
    let variants = &view.variants;
    let of = |fate| view.is_judged().then(|| view.fates.count(fate));
    json!({
        "cases": view.log.len(),
        "events": variants.events,
        "first": day(variants.first),
        "last": day(variants.last),
        "took": took(variants.took),
        "conforming": of(Fate::Conforms),
        "deviating": of(Fate::Deviates),
        "undecided": of(Fate::Undecided),
        "order_unknown": view.unsure,
        "variants": variants.all.iter().map(|one| variant(view, one)).collect::<Vec<_>>(),
        "map": map(view, &view.map),
        "drawn": {
            "activities": view.shares.activities,
            "paths": view.shares.paths,
            "left_out": {
                "events": view.shown.left_out.sorts,
                "times": view.shown.left_out.events,
                "paths": view.shown.left_out.edges,
                "path_times": view.shown.left_out.times,
                "deviating_paths": view.is_judged().then_some(view.shown.left_out.deviations),
            },
        },
        "waits": view.waits().iter().map(|one| edge(view, one)).collect::<Vec<_>>(),
        "waits_least_times": view.least_waits(),
        "people": view.deviants.iter().map(|one| {
            let rules = one.rules.iter();
            let rules = rules.map(|(rule, count)| {
                json!({ "rule": view.report.project.rules[*rule].id, "findings": count })
            });
            json!({
                "name": one.name,
                "department": one.department,
                "findings": one.findings,
                "cases": one.cases,
                "cases_worked_on": one.worked,
                "rules": rules.collect::<Vec<_>>(),
            })
        }).collect::<Vec<_>>(),
        "rules": rules(view),
    })
}

fn rules(view: &View) -> Vec<Value> {
    let rules = view.rules().into_iter();
    let rules = rules.map(|(rule, now)| {
        let earlier = view.earlier(rule);
        let runs = view.rates.days.iter().zip(earlier);
        let runs = runs.map(|(day, counts)| json!({ "as_of": day, "counts": counts.map(counted) }));
        json!({
            "id": rule.id,
            "label": view.report.rule_label(rule),
            "kind": rule.kind,
            "demands": rule.flow().map(|flow| view.text(&flow.spoken)),
            "counts": now.map(counted),
            "earlier": runs.collect::<Vec<_>>(),
        })
    });
    rules.collect()
}

fn counted(counts: Counts) -> Value {
    json!({
        "ok": counts.ok,
        "violation": counts.violation,
        "pending": counts.pending,
        "not_applicable": counts.not_applicable,
        "undecidable": counts.undecidable,
        "rate": counts.rate(),
    })
}

fn day(day: Option<i64>) -> Option<String> {
    day.map(date::text)
}

#[allow(clippy::cast_precision_loss, reason = "times stay far below 2^53")]
fn took(took: Option<Took>) -> Value {
    took.map_or(Value::Null, |took| {
        let units = |millis: i64| millis as f64 / took.clock.unit() as f64;
        json!({
            "unit": took.clock.unit_name(),
            "median": units(took.median),
            "p90": units(took.ninth),
            "count": took.count,
        })
    })
}

fn variant(view: &View, variant: &Variant) -> Value {
    let way = variant.way.iter();
    let judged = view.is_judged();
    json!({
        "way": way.map(|&sort| view.name(sort)).collect::<Vec<_>>(),
        "cases": variant.cases,
        "share": share(variant.cases, view.log.len() as u64),
        "conforms": judged.then_some(variant.deviating == 0),
        "deviating": judged.then_some(variant.deviating),
        "undecided": judged.then_some(variant.undecided),
        "took": took(variant.took),
        "first": day(variant.first),
        "last": day(variant.last),
        "people": named(&variant.people),
        "departments": named(&variant.departments),
        "example": view.case_key(variant.example),
    })
}

fn named(named: &Named) -> Value {
    let first = named.first.iter();
    let first = first.map(|(name, cases)| json!({ "name": name, "cases": cases }));
    json!({ "count": named.count, "most": first.collect::<Vec<_>>() })
}

fn map(view: &View, map: &Map) -> Value {
    let node = |node: &Node| {
        json!({
            "event": view.name(node.sort),
            "label": view.label(node.sort),
            "times": node.events,
            "cases": node.cases,
            "deviating": view.is_judged().then_some(node.deviating),
            "is_deviation": view.is_judged().then_some(node.is_deviation),
        })
    };
    json!({
        "events": map.nodes.iter().map(node).collect::<Vec<_>>(),
        "paths": map.edges.iter().map(|one| edge(view, one)).collect::<Vec<_>>(),
    })
}

/// The start and the end have no name.
fn spot<'v>(view: &'v View, spot: Spot) -> Option<&'v str> {
    match spot {
        Spot::Sort(sort) => Some(view.name(sort)),
        Spot::Start | Spot::End => None,
    }
}

fn edge(view: &View, edge: &Edge) -> Value {
    json!({
        "from": spot(view, edge.from),
        "to": spot(view, edge.to),
        "times": edge.times,
        "cases": edge.cases,
        "deviating": view.is_judged().then_some(edge.deviating),
        "is_deviation": view.is_judged().then_some(edge.is_deviation),
        "took": took(edge.took),
    })
}

fn case(view: &View, told: &Told) -> Value {
    let said_of = |number: usize| {
        let said = told.said.iter();
        let said = said.filter(move |one| one.step == Some(number));
        said.map(said_json).collect::<Vec<_>>()
    };
    let steps = told.steps.iter().enumerate();
    let steps = steps.map(|(at, step)| step_json(step, &said_of(at + 1)));
    let whole = told.said.iter().filter(|one| one.step.is_none());
    json!({
        "case": told.key,
        "conforms": view.is_judged().then(|| {
            let mut said = told.said.iter();
            said.all(|one| one.verdict != Word::Violation)
        }),
        "steps": steps.collect::<Vec<_>>(),
        "rules": whole.map(said_json).collect::<Vec<_>>(),
    })
}

fn step_json(step: &Step, said: &[Value]) -> Value {
    json!({
        "at": Some(&step.at).filter(|at| !at.is_empty()),
        "event": step.name,
        "label": step.event,
        "by": step.by,
        "department": step.department,
        "document": step.document,
        "file": step.file,
        "sheet": step.sheet,
        "row": step.row,
        "rules": said,
    })
}

fn said_json(said: &Said) -> Value {
    json!({
        "rule": said.rule,
        "label": said.label,
        "verdict": said.verdict.tag(),
        "message": said.text,
    })
}
