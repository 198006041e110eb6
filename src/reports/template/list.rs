//! The list of columns, which every format of a template has: one entry for each thing that is said of a column.

use super::bound::bound;
use super::view::{Asked, Sheet, View};
use crate::messages::{Arg, Message, message, some};
use crate::rules::collected::Supplier;
use crate::rules::identifier::called;
use crate::rules::matcher::parsed;
use crate::rules::pattern::form::in_words;
use crate::tables::Field;
use crate::tables::types::FieldType;
use crate::template::{Column, Required};

/// Words of a column that are told.
const WORDS: usize = 20;

/// What is said of a column: the key of its heading, how wide it may become, and the text.
pub(in crate::reports) struct Told {
    pub(in crate::reports) heading: &'static str,
    pub(in crate::reports) width: usize,
    text: fn(&View, &Sheet, &Asked) -> String,
}

/// All of it, in the order in which it is read.
pub(in crate::reports) const COLUMNS: [Told; 11] = [
    told("template-column", 24, |_, _, asked| heading(asked.column)),
    told("template-required", 10, |view, _, asked| {
        view.messages.text(&required(asked.column.required))
    }),
    told("template-format", 28, |view, _, asked| {
        view.joined(&format(asked.column))
    }),
    told("template-chars", 14, |_, _, asked| chars(asked.column)),
    told("template-bytes", 12, |view, _, asked| {
        bytes(view, asked.column)
    }),
    told("template-values", 24, |view, _, asked| values(view, asked)),
    told("template-relations", 24, |view, _, asked| {
        view.joined(&relations(view, asked.column))
    }),
    told("template-example", 16, |_, _, asked| asked.example.text()),
    told("template-supplier", 12, |view, sheet, asked| {
        supplier(view, sheet, asked)
    }),
    told("template-help", 32, |view, sheet, asked| {
        help(view, sheet, asked)
    }),
    told("template-left", 32, |view, _, asked| {
        view.joined(&asked.left)
    }),
];

const fn told(
    heading: &'static str,
    width: usize,
    text: fn(&View, &Sheet, &Asked) -> String,
) -> Told {
    Told {
        heading,
        width,
        text,
    }
}

/// What is said of a column, in the order of [`COLUMNS`].
pub(in crate::reports) fn cells(view: &View, sheet: &Sheet, asked: &Asked) -> Vec<String> {
    let cells = COLUMNS.iter().map(|told| (told.text)(view, sheet, asked));
    cells.collect()
}

impl View<'_> {
    /// The headings of the list.
    pub(super) fn headings(&self) -> Vec<String> {
        let headings = COLUMNS.iter().map(|told| self.messages.key(told.heading));
        headings.collect()
    }

    /// What people call the table of a sheet.
    pub(super) fn label(&self, sheet: &Sheet) -> &str {
        let label = &self.project.tables[sheet.template.table].label;
        label.in_lang(self.messages.lang)
    }

    /// Several remarks as one text.
    fn joined(&self, all: &[Message]) -> String {
        let texts: Vec<String> = all.iter().map(|one| self.messages.text(one)).collect();
        texts.join(&self.messages.key("template-between"))
    }

    fn field(&self, sheet: &Sheet, asked: &Asked) -> &Field {
        &self.project.tables[sheet.template.table].fields[asked.column.field]
    }
}

/// As it stands over the column: a star marks what must be filled in.
pub(in crate::reports) fn heading(column: &Column) -> String {
    let heading = &column.heading;
    match column.required {
        Required::Always if !heading.ends_with('*') => format!("{heading}*"),
        _ => heading.clone(),
    }
}

fn required(required: Required) -> Message {
    match required {
        Required::Always => message!("template-always"),
        Required::Sometimes => message!("template-sometimes"),
        Required::No => message!("template-optional"),
    }
}

/// The type, and how it is written.
fn format(column: &Column) -> Vec<Message> {
    let mut told = vec![match column.kind {
        FieldType::Text => message!("template-text"),
        FieldType::Person => message!("template-person"),
        FieldType::Integer => message!("template-integer"),
        FieldType::Decimal => message!("template-decimal"),
        FieldType::Date => message!("template-date"),
        FieldType::Datetime => message!("template-datetime"),
        FieldType::Boolean => message!("template-boolean"),
    }];
    told.extend(
        column
            .scale
            .map(|digits| message!("expected-scale", digits = digits)),
    );
    told.extend(column.bounds.iter().map(bound));
    told.extend(column.patterns.iter().map(|pattern| {
        let words = parsed(&pattern.written).and_then(|hir| in_words(&hir));
        let form = words.map_or_else(|| Arg::from(pattern.written.as_str()), Arg::from);
        message!("template-pattern", form = form)
    }));
    told.extend(
        column
            .schemes
            .iter()
            .map(|scheme| message!("expected-coding", scheme = scheme.label.clone())),
    );
    told.extend(column.standards.iter().map(|scheme| called(*scheme)));
    told
}

/// `4–20`
fn chars(column: &Column) -> String {
    match column.chars {
        (None, None) => String::new(),
        (Some(least), None) => format!("≥ {least}"),
        (None, Some(most)) => format!("≤ {most}"),
        (Some(least), Some(most)) if least == most => least.to_string(),
        (Some(least), Some(most)) => format!("{least}–{most}"),
    }
}

/// `GBK ≤ 40`
fn bytes(view: &View, column: &Column) -> String {
    let bytes = column.bytes.iter();
    let bytes: Vec<String> = bytes
        .map(|(most, encoding)| format!("{} ≤ {most}", encoding.name()))
        .collect();
    bytes.join(&view.messages.key("list-separator"))
}

fn values(view: &View, asked: &Asked) -> String {
    let Some(values) = &asked.column.values else {
        return String::new();
    };
    let shown = some(values.iter().map(String::as_str), WORDS);
    let shown = message!("template-words", count = values.len(), words = shown);
    view.messages.text(&shown)
}

/// What its values are to each other and to other tables.
fn relations(view: &View, column: &Column) -> Vec<Message> {
    let mut told = Vec::new();
    if column.unique {
        told.push(message!("expected-unique"));
    }
    for refers in &column.refers {
        let table = &view.project.tables[refers.table];
        told.push(message!(
            "template-refers",
            table = table.label.clone(),
            column = table.fields[refers.field].label.clone(),
            some = if refers.when.is_some() { "yes" } else { "no" }
        ));
    }
    told
}

/// Who supplies the values of a field, or else its table.
fn supplier(view: &View, sheet: &Sheet, asked: &Asked) -> String {
    if let Some(supplier) = &view.field(sheet, asked).supplier {
        return supplier.in_lang(view.messages.lang).to_owned();
    }
    match &view.project.collected[sheet.template.table].supplier {
        Some(Supplier::One(name)) => name.clone(),
        Some(Supplier::Files(each)) => {
            some(each.keys().map(String::as_str), WORDS).join(&view.messages.key("list-separator"))
        }
        // each row names him
        Some(Supplier::Column(_)) | None => String::new(),
    }
}

fn help(view: &View, sheet: &Sheet, asked: &Asked) -> String {
    let help = view.field(sheet, asked).help.as_ref();
    help.map_or("", |text| text.in_lang(view.messages.lang))
        .to_owned()
}
