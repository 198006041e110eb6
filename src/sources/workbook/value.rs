//! What the readers of all formats say of a workbook, whatever it is stored as: its sheets, and the value of a cell.

use std::ops::ControlFlow;

use super::padding::Padding;
use crate::sources::SourceError;

/// Whether more cells are wanted; why not, if the reason is a failure.
pub(crate) type Flow = ControlFlow<Result<(), SourceError>>;

/// A sheet of a workbook, in the order of its tabs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    /// Whether it is made of cells: charts, dialogues and macros are not.
    pub(crate) cells: bool,
    /// Whether a person sees its tab.
    pub(crate) visible: bool,
}

/// What is seen of an error that has no word: the format says that there is one, and nothing else.
pub(crate) const WORDLESS_ERROR: &str = "#VALUE!";

/// What is stored in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value<'a> {
    /// Nothing, though the cell may be formatted.
    Empty,
    Text(&'a str),
    Bool(bool),
    /// A number and how its format shows it.
    Number(f64, Shown<'a>),
    /// A date and time as ISO 8601 writes it.
    Iso(&'a str),
    /// The error of a formula, as a person sees it: `#REF!`.
    Error(&'a str),
}

impl Value<'_> {
    /// Whether a person sees nothing in the cell.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Value::Empty | Value::Text(""))
    }

    /// What of it is stored as text.
    pub(crate) fn text(&self) -> &str {
        match self {
            Value::Text(text) | Value::Iso(text) | Value::Error(text) => text,
            Value::Empty | Value::Bool(_) | Value::Number(..) => "",
        }
    }
}

/// How the format of a cell shows a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Shown<'a> {
    /// As a number; how many digits or which unit is not what is audited.
    Plain,
    /// As a code of so many digits.
    Padded(&'a Padding),
    /// As a day, with or without a time, counted from 1900 or from 1904.
    Day { from_1904: bool },
    /// As a time of day; where there are whole days as well, they are counted from 1900 or from 1904.
    Time { from_1904: bool },
    /// As hours.
    Hours,
}

/// The error of a formula as Excel shows it, by its code in a binary workbook ([MS-XLS] 2.5.10, [MS-XLSB] 2.5.97.2). Later
/// versions have others.
pub(crate) fn error_word(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        0x2b => "#GETTING_DATA",
        _ => "#UNKNOWN!",
    }
}
