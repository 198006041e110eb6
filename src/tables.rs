//! Tables: the data dictionary, and the typed columns that a batch of cells becomes.
//!
//! A cell that is not of its type is null in its column and marked *unreadable*; the raw text stays with the batch, so a
//! finding can show it.

pub(crate) mod cell;
pub(crate) mod date;
pub(crate) mod encodings;
pub(crate) mod flaw;
pub(crate) mod forms;
pub(crate) mod header;
pub(crate) mod hygiene;
pub(crate) mod key;
pub(crate) mod mask;
pub(crate) mod number;
pub(crate) mod packed;
pub(crate) mod patterns;
pub(crate) mod person;
pub(crate) mod script;
pub(crate) mod texts;
pub(crate) mod typed;
pub(crate) mod types;
pub(crate) mod written;

use std::borrow::Cow;

use indexmap::IndexMap;
use jiff::tz::TimeZone;

use self::date::{Conventions, Order};
use self::mask::{MASK, mask};
use self::types::{ExprType, FieldIx, FieldType};
use crate::messages::{LocalText, Message, message};
use crate::mistakes::Place;
use crate::sources::SheetChoice;
use crate::sources::encoding::Charset;
use crate::sources::layout::Totals;

/// A table of the dictionary, names resolved.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) label: LocalText,
    /// Patterns as written and the folder they are relative to.
    pub(crate) files: Vec<String>,
    pub(crate) folder: std::path::PathBuf,
    pub(crate) fields: Vec<Field>,
    /// Fields that identify a document; may be empty.
    pub(crate) key: Vec<FieldIx>,
    /// Whether the export repeats a document on every line, and only the first is judged.
    pub(crate) per_document: bool,
    /// The document date that `since` and `until` compare with.
    pub(crate) date: Option<FieldIx>,
    pub(crate) department: Option<FieldIx>,
    pub(crate) sheet: Option<SheetChoice>,
    /// The encoding of text exports, where it is declared.
    pub(crate) encoding: Option<Charset>,
    /// The columns of files without a header.
    pub(crate) columns: Option<Vec<String>>,
    /// The row of the header, where it is declared.
    pub(crate) header_row: Option<u64>,
    /// What stands between the cells of text exports, where it is declared.
    pub(crate) delimiter: Option<u8>,
    /// The words that begin a total, in the form they are compared in.
    pub(crate) totals: Totals,
    /// Whether signatures and remarks are set aside.
    pub(crate) notes: bool,
    /// The most bytes that a file may unpack to, where that is declared.
    pub(crate) unpacked: Option<u64>,
    pub(crate) optional: bool,
    /// Where `files` is written.
    pub(crate) place: Place,
}

/// A field of the dictionary.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) kind: FieldType,
    pub(crate) headers: Vec<String>,
    /// Which of the columns with such a heading, from 0, where there are several.
    pub(crate) nth: Option<usize>,
    /// Whether an empty cell takes the value above it.
    pub(crate) fill_down: bool,
    pub(crate) label: LocalText,
    /// Words that stand for an empty cell.
    pub(crate) null: Vec<String>,
    /// From the export's words to the rules' words.
    pub(crate) values: Option<IndexMap<String, String>>,
    /// The words that rules may compare with; none where any text is possible.
    pub(crate) words: Option<Vec<String>>,
    pub(crate) sensitive: bool,
    /// Whether exports may lack the column.
    pub(crate) optional: bool,
    /// A value as it should look.
    pub(crate) example: Option<String>,
    /// What belongs into it, for whoever fills it in.
    pub(crate) help: Option<LocalText>,
    /// Who supplies its values.
    pub(crate) supplier: Option<LocalText>,
    /// strftime forms.
    pub(crate) formats: Vec<String>,
    /// The dates among the null words, however a cell writes them: milliseconds since 1970-01-01.
    pub(crate) null_dates: Vec<i64>,
    /// The zone that its times are carried over to.
    pub(crate) zone: Option<TimeZone>,
    /// The zone of the clocks that its times without a zone go by, where that is another.
    pub(crate) own_zone: Option<TimeZone>,
    /// What may stand behind a number, in half width.
    pub(crate) units: Vec<String>,
}

impl Field {
    /// A cell of it as reports may show it. Of a date nothing is shown: its first characters are a decade, its last ones a minute.
    pub(crate) fn mask<'c>(&self, cell: &'c str) -> Cow<'c, str> {
        if self.sensitive && self.kind.is_date() && !cell.is_empty() {
            return Cow::Borrowed(MASK);
        }
        mask(cell, self.sensitive)
    }

    /// The column as people know it and, for whoever is to edit the project, what the field is called there.
    pub(crate) fn named(&self) -> Message {
        let column = self.label.clone();
        match &self.label {
            LocalText::Plain(label) if *label == self.name => {
                message!("field-alone", column = column)
            }
            _ => message!("field-named", column = column, name = self.name.as_str()),
        }
    }
}

impl Table {
    /// Whether one of some fields is sensitive.
    pub(crate) fn hides(&self, mut fields: impl Iterator<Item = FieldIx>) -> bool {
        fields.any(|field| self.fields[field].sensitive)
    }

    /// A table that no file is read for: the program makes its records.
    pub(crate) fn supplied<'f>(
        name: &str,
        label: LocalText,
        fields: impl IntoIterator<Item = (&'f str, FieldType, LocalText)>,
        key: Vec<FieldIx>,
        place: Place,
    ) -> Table {
        let field = |(name, kind, label): (&str, FieldType, LocalText)| Field {
            name: name.to_owned(),
            kind,
            headers: Vec::new(),
            nth: None,
            fill_down: false,
            label,
            null: Vec::new(),
            values: None,
            words: None,
            sensitive: false,
            optional: false,
            example: None,
            help: None,
            supplier: None,
            formats: Vec::new(),
            null_dates: Vec::new(),
            zone: None,
            own_zone: None,
            units: Vec::new(),
        };
        Table {
            name: name.to_owned(),
            label,
            files: Vec::new(),
            folder: std::path::PathBuf::new(),
            fields: fields.into_iter().map(field).collect(),
            key,
            per_document: false,
            date: None,
            department: None,
            sheet: None,
            encoding: None,
            columns: None,
            header_row: None,
            delimiter: None,
            totals: Totals::new([]),
            notes: false,
            unpacked: None,
            optional: false,
            place,
        }
    }

    /// Whether the program makes its records.
    pub(crate) fn is_supplied(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether an export may lack the column of a field.
    pub(crate) fn may_lack(&self, field: FieldIx) -> bool {
        self.optional || self.fields[field].optional
    }

    pub(crate) fn find(&self, name: &str) -> Option<FieldIx> {
        self.fields.iter().position(|f| f.name == name)
    }
}

impl Field {
    /// How its dates are written, with the order of day and month that its column has.
    pub(crate) fn dates(&self, order: Option<Order>) -> Conventions<'_> {
        Conventions {
            formats: &self.formats,
            order,
            zone: self.zone.as_ref(),
            own_zone: self.own_zone.as_ref(),
            null_dates: &self.null_dates,
        }
    }

    /// Whether the dictionary names a text among what the field may hold, or as a word for nothing.
    pub(crate) fn names(&self, text: &str) -> bool {
        let is = |word: &String| word == text;
        let mapped = self
            .values
            .as_ref()
            .is_some_and(|map| map.contains_key(text));
        let listed = self.values.is_none() && self.words.iter().flatten().any(is);
        mapped || listed || self.null.iter().any(is)
    }

    /// The type that expressions see.
    pub(crate) fn expr_type(&self) -> ExprType {
        match self.kind {
            FieldType::Text | FieldType::Person => ExprType::Text,
            FieldType::Integer | FieldType::Decimal => ExprType::Number,
            FieldType::Date => ExprType::Date,
            FieldType::Datetime => ExprType::Instant,
            FieldType::Boolean => ExprType::Boolean,
        }
    }
}
