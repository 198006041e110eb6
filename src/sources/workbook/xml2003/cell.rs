//! The value of a cell.

use std::io::BufRead;

use super::super::elements::{Elements, Node, Space};
use super::super::errors::misplaced_element;
use super::super::formats::NumberFormat;
use super::super::iso;
use super::super::value::{Shown, Value, WORDLESS_ERROR};
use crate::sources::SourceError;

/// What may lie around a text that was laid out with the XML.
const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];

/// What is stored in a cell.
#[derive(Debug, Default)]
pub(super) struct Data {
    kind: Option<Kind>,
    text: String,
    /// A date as other workbooks have it.
    moment: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Date,
    Boolean,
    Error,
}

impl Kind {
    fn of(name: &str) -> Kind {
        match name {
            "Number" => Kind::Number,
            "DateTime" => Kind::Date,
            "Boolean" => Kind::Boolean,
            "Error" => Kind::Error,
            _ => Kind::Text,
        }
    }
}

impl Data {
    /// Reads the cell whose start was read, up to its end. Comments have data of their own, further inside.
    pub(super) fn read<R: BufRead>(&mut self, xml: &mut Elements<R>) -> Result<(), SourceError> {
        self.kind = None;
        self.text.clear();
        let mut is_first = true;
        loop {
            match xml.next()? {
                Node::Start(tag) if tag.is_of_sheet() => {
                    return Err(misplaced_element(tag.name().1));
                }
                Node::Start(tag) if tag.name() == (Space::Spreadsheet, "Data") => {
                    if !std::mem::take(&mut is_first) {
                        return Err(misplaced_element(tag.name().1));
                    }
                    let kind = tag.attribute(Space::Spreadsheet, "Type")?;
                    self.kind = kind.map(|kind| Kind::of(&kind.text()));
                    xml.text_into(&mut self.text)?;
                }
                Node::Start(_) => xml.skip_rowless()?,
                Node::End | Node::Eof => {
                    self.trim();
                    return Ok(());
                }
                Node::Text(_) | Node::Reference(_) | Node::Nothing => {}
            }
        }
    }

    /// Whether a formula with this data has no result. An empty text is one.
    pub(super) fn is_unstored(&self) -> bool {
        self.kind != Some(Kind::Text) && self.text.is_empty()
    }

    /// The value, in a workbook that counts days from 1900 or from 1904, of a cell with or without a formula.
    pub(super) fn value<'a>(
        &'a mut self,
        format: Option<&'a NumberFormat>,
        from_1904: bool,
        formula: bool,
    ) -> Value<'a> {
        if self.text.is_empty() {
            return match self.kind {
                // of a formula it is told that its result is missing
                Some(Kind::Error) if !formula => Value::Error(WORDLESS_ERROR),
                _ => Value::Empty,
            };
        }
        if self.kind == Some(Kind::Date) {
            return self.date(format, from_1904);
        }
        match (self.kind, self.text.as_str()) {
            (Some(Kind::Number), text) => match text.parse().ok().filter(|n: &f64| n.is_finite()) {
                Some(number) => {
                    let shown = format.map_or(Shown::Plain, |format| format.shown(from_1904));
                    Value::Number(number, shown)
                }
                None => Value::Text(text),
            },
            (Some(Kind::Boolean), "1" | "true") => Value::Bool(true),
            (Some(Kind::Boolean), "0" | "false") => Value::Bool(false),
            (Some(Kind::Error), text) => Value::Error(text),
            (_, text) => Value::Text(text),
        }
    }

    /// A date as other workbooks have it: a time of day stands on the day before the first, and hours are counted from there.
    fn date(&mut self, format: Option<&NumberFormat>, from_1904: bool) -> Value<'_> {
        if format == Some(&NumberFormat::Hours)
            && let Some(days) = iso::days_of_excel(&self.text, from_1904)
        {
            return Value::Number(days, Shown::Hours);
        }
        self.moment.clear();
        iso::write(&mut self.moment, &self.text);
        let first = from_1904 && format == Some(&NumberFormat::Time);
        match self.moment.split_once('T') {
            Some(("1899-12-30" | "1899-12-31", time)) => Value::Iso(time),
            Some(("1904-01-01", time)) if first => Value::Iso(time),
            _ => Value::Iso(&self.moment),
        }
    }

    /// Blanks around a value mean nothing; around a text they do, unless there are line ends among them: those come from the
    /// layout of the XML.
    fn trim(&mut self) {
        let is_text = self.kind.is_none_or(|kind| kind == Kind::Text);
        let laid_out = |blanks: &str| !is_text || blanks.contains('\n');
        let end = self.text.trim_end_matches(BLANKS).len();
        let end = if laid_out(&self.text[end..]) {
            end
        } else {
            self.text.len()
        };
        let start = self.text.len() - self.text.trim_start_matches(BLANKS).len();
        let start = if laid_out(&self.text[..start]) {
            start
        } else {
            0
        };
        self.text.truncate(end);
        self.text.drain(..start.min(end));
    }
}
