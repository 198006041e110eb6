//! A template before it is written: its sheets, what a spreadsheet can check in each column, and an example for it.

use super::native::{Native, Spot, native};
use crate::coding::examples::right;
use crate::messages::{Lang, Message, Messages};
use crate::project::Project;
use crate::review::template::{Coded, Supply};
use crate::rules::plan::Op;
use crate::tables::types::{DAY, FieldIx, FieldType, ONE, TableIx};
use crate::tables::{date, number};
use crate::template::{Column, Template, constant};

/// Rows that are entered; what stands below them is checked on its return alone.
const ROWS: u32 = 10_000;
/// Excel takes names of sheets of so many characters, counted in UTF-16.
const MOST_NAME: usize = 31;
/// The day of examples for which there is none.
const SOME_DAY: &str = "2026-01-31";

/// A template to write.
pub(crate) struct View<'a> {
    pub(in crate::reports) project: &'a Project,
    pub(in crate::reports) messages: &'a Messages,
    pub(in crate::reports) supply: &'a Supply,
    /// The sheet that explains the others.
    pub(in crate::reports) guide: String,
    pub(in crate::reports) sheets: Vec<Sheet<'a>>,
    /// What is chosen from, each list once.
    pub(in crate::reports) lists: Vec<Vec<String>>,
}

/// The sheet of a table.
pub(in crate::reports) struct Sheet<'a> {
    pub(in crate::reports) template: &'a Template,
    pub(in crate::reports) name: String,
    pub(in crate::reports) columns: Vec<Asked<'a>>,
    /// First and last row to be filled in, from 0.
    pub(in crate::reports) rows: (u32, u32),
}

/// A column of a sheet.
pub(in crate::reports) struct Asked<'a> {
    pub(in crate::reports) column: &'a Column,
    pub(in crate::reports) native: Native,
    /// What the spreadsheet does not check.
    pub(in crate::reports) left: Vec<Message>,
    pub(in crate::reports) example: Example,
}

/// What stands in a column of the example row.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::reports) enum Example {
    Nothing,
    Text(String),
    Number(i128),
    /// Milliseconds since 1970-01-01.
    Time(i64),
}

impl Example {
    /// As it is read again.
    pub(in crate::reports) fn text(&self) -> String {
        match self {
            Example::Nothing => String::new(),
            Example::Text(text) => text.clone(),
            Example::Number(value) => number::text(*value),
            Example::Time(at) => date::text(*at),
        }
    }
}

impl<'a> View<'a> {
    pub(crate) fn new(
        project: &'a Project,
        messages: &'a Messages,
        supply: &'a Supply,
        as_of: i64,
    ) -> View<'a> {
        let guide = messages.key("template-sheet-guide");
        let labels = supply.templates.iter().map(|template| {
            let label = &project.tables[template.table].label;
            label.in_lang(messages.lang).to_owned()
        });
        let mut names = sheet_names(std::iter::once(guide).chain(labels)).into_iter();
        let mut view = View {
            project,
            messages,
            supply,
            guide: names.next().unwrap_or_default(),
            sheets: Vec::new(),
            lists: Vec::new(),
        };
        for (template, name) in supply.templates.iter().zip(names) {
            let sheet = view.sheet(template, name, as_of);
            view.sheets.push(sheet);
        }
        view
    }

    fn sheet(&mut self, template: &'a Template, name: String, as_of: i64) -> Sheet<'a> {
        let columns = template.columns.iter();
        let examples: Vec<Example> = columns
            .map(|column| self.example(template.table, column, as_of))
            .collect();
        let has_example = examples.iter().any(|example| *example != Example::Nothing);
        let first = 1 + u32::from(has_example);
        let rows = (first, first + ROWS - 1);
        let mut columns = Vec::new();
        for ((ix, column), example) in (0..).zip(&template.columns).zip(examples) {
            let list = self.list(template.table, column);
            let spot = Spot { column: ix, rows };
            let (native, left) = native(self.project, self.messages, column, list, spot);
            columns.push(Asked {
                column,
                native,
                left,
                example,
            });
        }
        Sheet {
            template,
            name,
            columns,
            rows,
        }
    }

    /// The list that a column is chosen from, by its number.
    fn list(&mut self, table: TableIx, column: &Column) -> Option<usize> {
        let words = match (&column.values, column.kind) {
            // a spreadsheet holds texts and numbers to be different
            (_, kind) if !is_text(kind) => None,
            (Some(values), _) => Some(values.clone()),
            (None, FieldType::Boolean) => Some(yes_and_no(self.messages.lang)),
            (None, _) => self.keys(table, column.field).map(<[String]>::to_vec),
        };
        let words = words.filter(|words| !words.is_empty())?;
        let known = self.lists.iter().position(|list| *list == words);
        Some(known.unwrap_or_else(|| {
            self.lists.push(words);
            self.lists.len() - 1
        }))
    }

    /// The keys of another table that a column may hold.
    fn keys(&self, table: TableIx, field: FieldIx) -> Option<&'a [String]> {
        let keys = self.supply.keys.get(&(table, field))?.as_ref().ok()?;
        Some(keys)
    }

    fn example(&self, table: TableIx, column: &Column, as_of: i64) -> Example {
        let field = &self.project.tables[table].fields[column.field];
        if let Some(written) = &field.example {
            return typed(column.kind, written);
        }
        if let Some(word) = column.values.iter().flatten().next() {
            return typed(column.kind, word);
        }
        if let Some(code) = column
            .schemes
            .first()
            .and_then(|scheme| self.code(&scheme.name, as_of))
        {
            return Example::Text(code);
        }
        match column.kind {
            FieldType::Text | FieldType::Person => Example::Nothing,
            FieldType::Boolean => Example::Text(yes_and_no(self.messages.lang).swap_remove(0)),
            kind => bound(column).unwrap_or_else(|| {
                let plain = match kind {
                    FieldType::Date => SOME_DAY.to_owned(),
                    FieldType::Datetime => format!("{SOME_DAY} 08:30"),
                    _ => "1".to_owned(),
                };
                typed(kind, &plain)
            }),
        }
    }

    /// A right code.
    fn code(&self, scheme: &str, as_of: i64) -> Option<String> {
        let mut schemes = self.supply.schemes.iter();
        let Coded {
            scheme, material, ..
        } = schemes.find(|one| one.scheme.name == scheme)?;
        let form = &scheme.variants.first()?.form;
        let count = form.levels().map_or(1, |levels| levels.ends().len());
        right(form, count, as_of, &|table, field| {
            material.lists.shown(table, field)
        })
        .pop()
    }
}

/// A value within the bounds of a column: the first of them itself, or one beside it.
fn bound(column: &Column) -> Option<Example> {
    let mut bounds = column.bounds.iter();
    let (op, limit) = bounds.find_map(|(op, limit)| Some((op, constant(limit)?)))?;
    let sign = match op {
        Op::Gt => 1,
        Op::Lt => -1,
        _ => 0,
    };
    Some(match typed(column.kind, &limit) {
        Example::Number(value) => Example::Number(value + i128::from(sign) * ONE),
        Example::Time(at) => Example::Time(at + sign * DAY),
        other => other,
    })
}

/// A text as what its column holds.
fn typed(kind: FieldType, written: &str) -> Example {
    let written = written.trim();
    let read = match kind {
        FieldType::Integer | FieldType::Decimal => number::decimal(written).map(Example::Number),
        FieldType::Date | FieldType::Datetime => {
            date::iso(written).map(|stamp| Example::Time(stamp.millis))
        }
        FieldType::Text | FieldType::Person | FieldType::Boolean => None,
    };
    match read {
        Some(example) => example,
        None if written.is_empty() => Example::Nothing,
        None => Example::Text(written.to_owned()),
    }
}

/// Whether a spreadsheet keeps what a column holds as text.
pub(in crate::reports) fn is_text(kind: FieldType) -> bool {
    matches!(
        kind,
        FieldType::Text | FieldType::Person | FieldType::Boolean
    )
}

/// The words for yes and no that are read in every language of the reports.
fn yes_and_no(lang: Lang) -> Vec<String> {
    let words = match lang {
        Lang::En => ["Yes", "No"],
        Lang::ZhCn | Lang::ZhTw => ["是", "否"],
    };
    words.map(str::to_owned).to_vec()
}

/// Names that Excel takes for sheets, each once, whatever the tables are called.
pub(super) fn sheet_names(labels: impl Iterator<Item = String>) -> Vec<String> {
    let mut taken = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for label in labels {
        let plain = sheet_name(&label, MOST_NAME);
        let mut name = plain.clone();
        let mut number = 2;
        // `History` is Excel's own
        while taken.contains(&name.to_lowercase()) || name.eq_ignore_ascii_case("history") {
            let end = format!(" {number}");
            name = sheet_name(&plain, MOST_NAME - end.len()) + &end;
            number += 1;
        }
        taken.push(name.to_lowercase());
        names.push(name);
    }
    names
}

/// A label without what names of sheets must not hold.
fn sheet_name(label: &str, most: usize) -> String {
    let fit = |c: char| match c {
        '[' => '(',
        ']' => ')',
        ':' | '*' | '?' | '/' | '\\' => '_',
        c if c.is_control() => ' ',
        c => c,
    };
    let mut room = most;
    let mut name = String::new();
    for c in label.trim().chars().map(fit) {
        if c.len_utf16() > room {
            break;
        }
        room -= c.len_utf16();
        name.push(c);
    }
    let name = name.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    if name.is_empty() {
        "_".to_owned()
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::utility::check_sheet_name;

    #[test]
    fn every_label_becomes_the_name_of_a_sheet() {
        let labels = [
            "客户",
            "=客户",
            "a[b]:c*d?e/f\\g",
            "'quoted'",
            "History",
            "客户",
            "",
            " ",
            "\u{1}x",
            "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一甲",
            "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一乙",
            "客户 2",
            "🏭🏭🏭🏭🏭🏭🏭🏭🏭🏭🏭🏭🏭🏭🏭🏭🏭",
        ];
        let names = sheet_names(labels.iter().map(|label| (*label).to_owned()));
        for name in &names {
            assert!(check_sheet_name(name).is_ok(), "{name}");
        }
        let mut unique: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), labels.len());
        assert_eq!(names[..2], ["客户", "=客户"]);
        assert_eq!(names[5], "客户 2");
    }
}
