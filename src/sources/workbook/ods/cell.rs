//! A cell of an `OpenDocument`: what its attributes store, and what its text shows.

use std::ops::Range;

use super::super::elements::{Attribute, Space, Tag};
use super::super::iso;
use super::super::value::WORDLESS_ERROR;
use crate::sources::batch::Damage;
use crate::sources::{SourceError, damage};

/// What the start of a cell says.
#[derive(Debug, Default)]
pub(super) struct Start {
    /// What it is said to be.
    kind: Option<Kind>,
    /// What its value attribute is of.
    valued: Option<Kind>,
    value: String,
    pub(super) formula: bool,
    pub(super) styled: bool,
    /// The name of its style; without one it has that of its row or column.
    pub(super) style: String,
    /// How often it stands side by side.
    pub(super) repeated: u32,
    /// Rows and columns that it is merged over.
    pub(super) spans: (u32, u32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    /// A percentage or an amount of money.
    Quantity,
    Date,
    Time,
    Boolean,
    Text,
    Error,
    /// A type that nobody knows.
    Unknown,
}

/// What a cell comes to. Texts are parts of the text of its row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stored {
    Text(Range<usize>),
    Bool(bool),
    /// A number; whether its format may show it as a code or a date.
    Number(f64, bool),
    /// Days.
    Time(f64),
    Date(Range<usize>),
    Error(Range<usize>),
}

impl Start {
    /// Reads the attributes of a cell, in place of those of the cell before.
    pub(super) fn read(&mut self, tag: &Tag) -> Result<(), SourceError> {
        (self.kind, self.valued, self.formula, self.styled) = (None, None, false, false);
        (self.repeated, self.spans) = (1, (1, 1));
        for attribute in tag.attributes() {
            self.take(&attribute?);
        }
        Ok(())
    }

    fn take(&mut self, attribute: &Attribute) {
        match (attribute.space, attribute.local) {
            (Space::Office, "value-type") => {
                // an extension may have said that it is an error
                self.kind.get_or_insert(Kind::of(attribute));
            }
            (Space::CalcExtension, "value-type") if attribute.is("error") => {
                self.kind = Some(Kind::Error);
            }
            (Space::Office, "value") => self.set(Kind::Number, attribute),
            (Space::Office, "date-value") => self.set(Kind::Date, attribute),
            (Space::Office, "time-value") => self.set(Kind::Time, attribute),
            (Space::Office, "boolean-value") => self.set(Kind::Boolean, attribute),
            (Space::Office, "string-value") => self.set(Kind::Text, attribute),
            (Space::Table, "formula") => self.formula = true,
            (Space::Table, "style-name") => {
                self.styled = true;
                self.style.clear();
                self.style.push_str(&attribute.text());
            }
            (Space::Table, "number-columns-repeated") => {
                self.repeated = attribute.count().unwrap_or(1).max(1);
            }
            (Space::Table, "number-rows-spanned") => {
                self.spans.0 = attribute.count().unwrap_or(1).max(1);
            }
            (Space::Table, "number-columns-spanned") => {
                self.spans.1 = attribute.count().unwrap_or(1).max(1);
            }
            _ => {}
        }
    }

    fn set(&mut self, kind: Kind, attribute: &Attribute) {
        self.valued = Some(kind);
        self.value.clear();
        self.value.push_str(&attribute.text());
    }

    /// Whether it is a formula whose result is not stored as a value, so that it must be a text.
    pub(super) fn is_unvalued_formula(&self) -> bool {
        self.formula && self.valued.is_none() && self.kind != Some(Kind::Text)
    }

    /// What the cell comes to whose text is what `row` has from `start` on; nothing where a person sees nothing. What `row`
    /// has afterwards is what the cell needs.
    pub(super) fn stored(&self, row: &mut String, start: usize) -> Option<Stored> {
        let shown = &row[start..];
        let kind = self.kind.or(self.valued);
        if kind == Some(Kind::Error) && shown.is_empty() {
            let is_empty = self.valued != Some(Kind::Text) || self.value.is_empty();
            row.push_str(if is_empty {
                WORDLESS_ERROR
            } else {
                &self.value
            });
            return Some(Stored::Error(start..row.len()));
        }
        let of_word = || damage::of_word(shown) == Some(Damage::Formula);
        if kind == Some(Kind::Error) || of_word() || self.is_error(shown) {
            return Some(Stored::Error(start..row.len()));
        }
        match self.value(kind, shown) {
            Some(Typed::Text(text)) => {
                row.truncate(start);
                row.push_str(text);
                Some(Stored::Text(start..row.len()))
            }
            Some(Typed::Date(date)) => {
                row.truncate(start);
                iso::write(row, date);
                Some(Stored::Date(start..row.len()))
            }
            Some(Typed::Other(value)) => {
                row.truncate(start);
                Some(value)
            }
            None => {
                // a value that is none is seen as it stands
                if shown.is_empty() && self.valued.is_some() {
                    row.push_str(&self.value);
                }
                (row.len() > start).then_some(Stored::Text(start..row.len()))
            }
        }
    }

    /// Whether the text of a formula is an error that its number does not know of: some programs store 0, and the text in
    /// their own language (`#NV`, `#WERT!`, `错误:502`).
    fn is_error(&self, shown: &str) -> bool {
        if !self.formula || self.valued != Some(Kind::Number) || self.value.parse() != Ok(0.0) {
            return false;
        }
        let name = |name: &str| {
            name.starts_with(char::is_alphabetic) && !name.contains(|c: char| c.is_ascii_digit())
        };
        let number = |number: &str| number.len() == 3 && number.parse().is_ok_and(|n: u16| n > 0);
        let numbered = |(word, code)| name(word) && number(code);
        shown.strip_prefix('#').is_some_and(name)
            || shown.split_once([':', '：']).is_some_and(numbered)
    }

    /// The value of a type that has one.
    fn value(&self, kind: Option<Kind>, shown: &str) -> Option<Typed<'_>> {
        let value = self.value.trim();
        match (kind?, self.valued?) {
            (Kind::Number, Kind::Number) => {
                let number = finite(value)?;
                if let Some(value) = boolean(shown, number) {
                    return Some(Typed::Other(Stored::Bool(value)));
                }
                // where the text has leading zeros, they are of the code
                (!is_padded(shown, number)).then_some(Typed::Other(Stored::Number(number, true)))
            }
            (Kind::Quantity, Kind::Number) => {
                Some(Typed::Other(Stored::Number(finite(value)?, false)))
            }
            (Kind::Date, Kind::Date) => Some(Typed::Date(value)),
            (Kind::Time, Kind::Time) => Some(Typed::Other(Stored::Time(iso::days(value)?))),
            (Kind::Boolean, Kind::Boolean) => match value {
                "true" => Some(Typed::Other(Stored::Bool(true))),
                "false" => Some(Typed::Other(Stored::Bool(false))),
                _ => None,
            },
            // an attribute holds no line ends
            (Kind::Text, Kind::Text) if !self.value.is_empty() && !shown.contains('\n') => {
                Some(Typed::Text(&self.value))
            }
            _ => None,
        }
    }
}

/// A value as it is written.
enum Typed<'a> {
    Text(&'a str),
    Date(&'a str),
    Other(Stored),
}

impl Kind {
    fn of(value_type: &Attribute) -> Kind {
        match &*value_type.text() {
            "float" => Kind::Number,
            "percentage" | "currency" => Kind::Quantity,
            "date" => Kind::Date,
            "time" => Kind::Time,
            "boolean" => Kind::Boolean,
            "string" => Kind::Text,
            _ => Kind::Unknown,
        }
    }
}

fn finite(number: &str) -> Option<f64> {
    number.parse().ok().filter(|n: &f64| n.is_finite())
}

/// `LibreOffice` stores what comes of `TRUE()` as a number where its cell has no format of its own.
fn boolean(shown: &str, number: f64) -> Option<bool> {
    match shown {
        "TRUE" if number.total_cmp(&1.0).is_eq() => Some(true),
        "FALSE" if number.total_cmp(&0.0).is_eq() => Some(false),
        _ => None,
    }
}

/// Whether a text shows a number as a code with leading zeros.
fn is_padded(shown: &str, number: f64) -> bool {
    shown.len() > 1
        && shown.starts_with('0')
        && shown.bytes().all(|b| b.is_ascii_digit())
        && shown.parse() == Ok(number)
}
