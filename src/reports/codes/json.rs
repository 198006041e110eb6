//! A scheme for programs: versioned, with the words of the program.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::told;
use super::view::{Asked, View};
use crate::codes::detection::Detection;
use crate::coding::assess::Facts;
use crate::coding::usage::Usage;
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
                "old": one.old,
                "new": one.new,
                "how": one.why.tag(),
                "same_as": one.same,
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

/// A count; null where it goes beyond what programs hold as numbers, 2^53.
fn number(number: u128) -> Value {
    let held = u64::try_from(number).ok();
    json!(held.filter(|number| *number <= 1 << 53))
}

fn facts(view: &View, ix: usize, facts: &Facts) -> Value {
    let variant = &view.scheme.variants[ix];
    let noticed = |detection: &Detection| {
        let slips = |slips: crate::codes::detection::Slips| {
            // of so many codes that they are texts, always
            let [all, missed] = [slips.all, slips.missed].map(|count| count.to_string());
            json!({ "all": all, "missed": missed })
        };
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
    let segments = told::segments(&facts.form).into_iter().map(|one| {
        let [at, name, holds] = one.map(|message| view.messages.text(&message));
        json!({ "at": at, "name": name, "holds": holds })
    });
    json!({
        "name": facts.form.name,
        "when": variant.when.as_ref().map(|when| when.as_str()),
        "looks_like": told::picture(&facts.form, view.messages.lang),
        "segments": segments.collect::<Vec<_>>(),
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
            "highest": one.highest.as_ref().map(|(last, _)| view.shown(last)),
            "runs_ahead": one.runs_ahead(),
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
    let damaged = usage.damaged.iter().map(|(made, damage)| {
        let (file, row) = view.material.place(damage.place);
        json!({
            "made": told::made_tag(*made),
            "cells": damage.cells,
            "code": view.shown(&damage.code),
            "file": file,
            "row": row,
        })
    });
    json!({
        "cells": usage.cells,
        "codes": usage.codes,
        "off_scheme": usage.off,
        "widths": widths.collect::<Vec<_>>(),
        "damaged": damaged.collect::<Vec<_>>(),
        "look_alike": alike.collect::<Vec<_>>(),
        "series": series.collect::<Vec<_>>(),
    })
}
