//! What the guide says beside the list of columns: how the sheets are filled in, in which order tables are imported, and how codes
//! are made up.

use super::super::codes::told::{picture, segments};
use super::super::coding::wrong;
use super::view::{Example, View};
use crate::coding::{Cell, Form, Scheme, examples};
use crate::messages::{Arg, Message, message, some};
use crate::review::codes::Material;
use crate::review::template::Coded;
use crate::tables::mask::mask;
use crate::template::order;

/// Right and wrong codes that are shown of a form, and codes of the exports that do not follow it.
const SHOWN: usize = 4;

/// A part of the guide.
pub(in crate::reports) struct Part {
    pub(in crate::reports) heading: Message,
    /// One line each.
    pub(in crate::reports) lines: Vec<Message>,
}

/// All parts but the list of columns.
pub(in crate::reports) fn guide(view: &View) -> Vec<Part> {
    let mut parts = vec![filling(view), imports(view)];
    parts.extend(view.supply.schemes.iter().map(|one| coding(view, one)));
    let lists = unlisted(view);
    if !lists.is_empty() {
        parts.push(Part {
            heading: message!("template-unlisted"),
            lines: lists,
        });
    }
    parts
}

/// How the sheets are filled in.
fn filling(view: &View) -> Part {
    let has_example = |sheet: &super::view::Sheet| {
        let mut columns = sheet.columns.iter();
        columns.any(|asked| asked.example != Example::Nothing)
    };
    let mut lines = vec![message!("template-fill-rows")];
    // nobody is to look for a row that a sheet does not have
    let (with, without): (Vec<_>, Vec<_>) =
        view.sheets.iter().partition(|sheet| has_example(sheet));
    if without.is_empty() {
        lines.push(message!("template-fill-example"));
    } else if !with.is_empty() {
        let sheets: Vec<String> = with.iter().map(|sheet| sheet.name.clone()).collect();
        lines.push(message!("template-fill-example-in", sheets = sheets));
    }
    lines.push(message!("template-fill-required"));
    lines.push(message!("template-fill-notes"));
    lines.push(message!("template-fill-paste"));
    lines.push(message!("template-fill-codes"));
    let last = view.sheets.iter().map(|sheet| sheet.rows.1 + 1).max();
    lines.push(message!(
        "template-fill-locked",
        last = last.unwrap_or_default()
    ));
    Part {
        heading: message!("template-fill"),
        lines,
    }
}

/// In which order tables are imported; what must be there before, whether or not it has a sheet here.
fn imports(view: &View) -> Part {
    let label = |table: &usize| view.project.tables[*table].label.clone();
    let labels = |tables: &[usize]| Arg::Locals(tables.iter().map(label).collect());
    let is_here = |table: &usize| {
        view.sheets
            .iter()
            .any(|sheet| sheet.template.table == *table)
    };
    let stages = order(view.project).into_iter();
    let stages = stages.filter(|stage| stage.tables.iter().any(is_here));
    let mut lines = Vec::new();
    for (number, stage) in (1..).zip(stages) {
        let after: Vec<usize> = stage.after.iter().copied().collect();
        let tables = labels(&stage.tables);
        lines.push(match (stage.tables.len() > 1, after.is_empty()) {
            (true, _) => message!("template-import-circle", number = number, tables = tables),
            (false, true) => message!("template-import", number = number, tables = tables),
            (false, false) => message!(
                "template-import-after",
                number = number,
                tables = tables,
                after = labels(&after)
            ),
        });
    }
    Part {
        heading: message!("template-imports"),
        lines,
    }
}

/// How the codes of a scheme are made up, with examples, and what of the exports does not follow it.
fn coding(view: &View, coded: &Coded) -> Part {
    let Coded {
        scheme,
        material,
        recorded,
    } = coded;
    let mut lines = Vec::new();
    for variant in &scheme.variants {
        let form = &variant.form;
        if scheme.variants.len() > 1 {
            lines.push(match &variant.when {
                Some(when) => message!(
                    "template-variant-when",
                    variant = form.label.clone(),
                    when = when.as_str()
                ),
                None => message!("template-variant", variant = form.label.clone()),
            });
        }
        lines.push(message!(
            "template-picture",
            picture = picture(form, view.messages.lang)
        ));
        lines.extend(segments(form).into_iter().map(|[place, name, holds]| {
            message!(
                "template-segment",
                place = place,
                name = name,
                holds = holds
            )
        }));
        lines.extend(taught(scheme, form, material));
    }
    lines.extend(failures(view, scheme, material));
    if !recorded.is_empty() {
        let shown = some(recorded.iter().map(String::as_str), SHOWN);
        lines.push(message!(
            "template-recorded",
            count = recorded.len(),
            codes = shown
        ));
    }
    Part {
        heading: message!("template-coding", scheme = scheme.label.clone()),
        lines,
    }
}

/// Codes that are right, and codes that are wrong, with what is wrong with each.
fn taught(scheme: &Scheme, form: &Form, material: &Material) -> Vec<Message> {
    let listed = |table, field| material.lists.shown(table, field);
    let right = examples::right(form, SHOWN, material.as_of, &listed);
    let mut bad = examples::wrong(form, &right, SHOWN);
    // what another category's code is does not teach anything
    bad.retain(|code| scheme.of(code).is_none());
    let mut lines = Vec::new();
    if !right.is_empty() {
        lines.push(message!("template-right", codes = right));
    }
    let bad = bad.into_iter().map(|code| {
        let why = wrong(form, &form.misfit(&code));
        message!("template-wrong", code = code, why = why)
    });
    lines.extend(bad);
    lines
}

/// Codes of the exports that do not follow the scheme.
fn failures(view: &View, scheme: &Scheme, material: &Material) -> Vec<Message> {
    let mut off: Vec<&Cell> = material
        .cells()
        .filter(|cell| scheme.of(&cell.code).is_none())
        .collect();
    off.sort_by(|a, b| (&a.code, a.place).cmp(&(&b.code, b.place)));
    off.dedup_by(|a, b| a.code == b.code);
    if off.is_empty() {
        return Vec::new();
    }
    let is_secret = material.secret(view.project).is_some();
    let mut lines = vec![message!("template-failed", count = off.len())];
    for cell in off.into_iter().take(SHOWN) {
        let (file, row) = material.place(cell.place);
        let code = mask(&cell.code, is_secret).into_owned();
        let form = scheme.variants.first().map(|variant| &variant.form);
        let why = form.map(|form| wrong(form, &scheme.misfit(form, &cell.code)));
        lines.push(match why.filter(|_| !is_secret) {
            Some(why) => message!(
                "template-failed-code",
                code = code,
                file = file,
                row = row,
                why = why
            ),
            None => message!(
                "template-failed-secret",
                code = code,
                file = file,
                row = row
            ),
        });
    }
    lines
}

/// Columns that refer to another table and have no list, and why.
fn unlisted(view: &View) -> Vec<Message> {
    let mut lines = Vec::new();
    for sheet in &view.sheets {
        for asked in &sheet.columns {
            let key = (sheet.template.table, asked.column.field);
            if let Some(Err(reason)) = view.supply.keys.get(&key) {
                lines.push(message!(
                    "template-no-list",
                    sheet = sheet.name.as_str(),
                    column = asked.column.heading.as_str(),
                    reason = reason.clone()
                ));
            }
        }
    }
    lines
}
