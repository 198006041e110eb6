//! A scheme for programs: versioned, with the words of the program.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Asked, View, told};
use crate::codes::detection::Detection;
use crate::coding::assess::{Facts, Usage};
use crate::reports::escaped::Escaped;
use crate::tables::date;

/// The version of the form.
const VERSION: u32 = 1;

pub(super) fn write(view: &View, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let mut whole = json!({
        "schema_version": VERSION,
        "tool": concat!("crm-audit ", env!("CARGO_PKG_VERSION")),
        "scheme": view.scheme.name,
        "label": view.scheme.label.in_lang(view.messages.lang),
        "as_of": date::text(view.material.as_of),
    });
    let part = match view.asked {
        Asked::Scheme => json!({
            "variants": view.facts.iter().enumerate().map(|(ix, one)| facts(view, ix, one)).collect::<Vec<_>>(),
            "usage": view.usage.as_ref().map(|one| usage(view, one)),
        }),
        Asked::Examples(_) => json!({
            "variants": view.examples.iter().map(|one| {
                let form = &view.scheme.variants[one.form].form;
                let wrong = one.wrong.iter().map(|code| {
                    json!({ "code": code, "told": told::wrong(view, one.form, code) })
                });
                json!({ "name": form.name, "right": one.right, "wrong": wrong.collect::<Vec<_>>() })
            }).collect::<Vec<_>>(),
        }),
        Asked::Recode => json!({
            "moves": view.moves.iter().map(|one| json!({
                "old": view.shown(&one.old),
                "new": one.new.as_deref().map(|new| view.shown(new)),
                "how": one.why.tag(),
                "references": view.references(&one.old),
                "told": told::of_move(view, one),
            })).collect::<Vec<_>>(),
        }),
    };
    if let (Value::Object(whole), Value::Object(part)) = (&mut whole, part) {
        whole.extend(part);
    }
    serde_json::to_writer_pretty(Escaped(&mut *out), &whole)?;
    writeln!(out)
}

/// Counts go beyond what programs hold as numbers: texts then.
fn number(number: u128) -> Value {
    u64::try_from(number).map_or_else(|_| json!(number.to_string()), |number| json!(number))
}

fn facts(view: &View, ix: usize, facts: &Facts) -> Value {
    let variant = &view.scheme.variants[ix];
    let noticed = |detection: &Detection| {
        let slips = |slips: crate::codes::detection::Slips| json!({ "all": number(slips.all), "missed": number(slips.missed) });
        json!({ "changed": slips(detection.changed), "swapped": slips(detection.swapped) })
    };
    let flaws = facts.flaws.iter().map(|flaw| {
        let [what, leads] = told::flaw(flaw);
        json!({
            "flaw": told::tag(flaw),
            "told": view.messages.text(&what),
            "leads_to": view.messages.text(&leads),
        })
    });
    json!({
        "name": facts.form.name,
        "when": variant.when.as_ref().map(|when| when.as_str()),
        "looks_like": told::picture(&facts.form, view.messages.lang),
        "sample": view.sample(ix),
        "capacity": facts.capacity.map(number),
        "series_capacity": facts.series.map(number),
        "check": facts.check.as_ref().map(|(check, length, detection)| json!({
            "check": check.name(),
            "characters": length,
            "notices": detection.as_ref().map(noticed),
        })),
        "flaws": flaws.collect::<Vec<_>>(),
    })
}

fn usage(view: &View, usage: &Usage) -> Value {
    let series = usage.series.iter().map(|one| {
        json!({
            "variant": one.form + 1,
            "series": view.shown(&one.key),
            "used": number(one.used),
            "capacity": number(one.capacity),
            "left": number(one.left),
            "grown_12_months": one.grown.map(number),
            "months_left": one.months().map(number),
            "ends_with_period": one.ends,
        })
    });
    let widths = usage
        .widths
        .iter()
        .map(|(width, count)| json!({ "characters": width, "codes": count }));
    let alike = usage
        .alike
        .iter()
        .map(|(one, other)| json!([view.shown(one), view.shown(other)]));
    json!({
        "cells": usage.cells,
        "codes": usage.codes,
        "off_scheme": usage.off,
        "widths": widths.collect::<Vec<_>>(),
        "damaged": usage.damaged.iter().map(|code| view.shown(code)).collect::<Vec<_>>(),
        "look_alike": alike.collect::<Vec<_>>(),
        "series": series.collect::<Vec<_>>(),
    })
}
