//! Cells to typed polars columns.

use std::borrow::Cow;
use std::cell::OnceCell;

use indexmap::IndexMap;
use polars::prelude::{
    BooleanChunked, BooleanChunkedBuilder, ChunkedArray, ChunkedBuilder, Int64Chunked,
    Int128Chunked, NewChunkedArray, PlSmallStr, PolarsDataType, PrimitiveChunkedBuilder,
    StringChunked,
};

use super::cell::{boolean, filled, spoils};
use super::date::{Order, Reading, Stamp};
use super::forms::{Form, Refused};
use super::header::Header;
use super::texts::{self, Cells, Texts};
use super::types::{DAY, FieldIx, FieldType};
use super::written::Forms;
use super::{Field, Table, date, key, number};
use crate::blank;
use crate::sources::batch::Batch;

/// A column's values in the type that expressions see.
#[derive(Clone)]
pub(crate) enum Values<'a> {
    Text(Texts<'a>),
    /// Decimals times 10^12.
    Number(Int128Chunked),
    /// Milliseconds since 1970-01-01.
    Time(Int64Chunked),
    Boolean(BooleanChunked),
}

impl Values<'_> {
    /// The rows without a value.
    pub(crate) fn is_null(&self) -> BooleanChunked {
        match self {
            Values::Text(values) => values.is_null(),
            Values::Number(values) => values.is_null(),
            Values::Time(values) => values.is_null(),
            Values::Boolean(values) => values.is_null(),
        }
    }
}

/// A batch with the columns that the rules need.
pub(crate) struct Typed<'a> {
    pub(crate) batch: &'a Batch<'a>,
    pub(crate) header: &'a Header,
    table: &'a Table,
    whole: Whole<'a>,
    /// By field; a text as it is written and people have no column here.
    values: Vec<Option<Values<'static>>>,
    /// Cells as they are written, by field, where a column of them was wanted.
    raw: Vec<OnceCell<StringChunked>>,
    /// The same of people.
    people: Vec<OnceCell<StringChunked>>,
    /// How far the clocks of the company are ahead of UTC, by field, where a rule asked.
    ahead: Vec<OnceCell<Option<Int64Chunked>>>,
    unreadable: Vec<Option<BooleanChunked>>,
    damaged: Vec<Option<BooleanChunked>>,
    /// By column of the file from this one on: the rows that are too short to have it.
    short: Vec<(usize, usize)>,
    pub(crate) notes: Notes,
}

/// What is known of columns as a whole, over all files of the table.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Whole<'a> {
    /// By field: the order of day and month.
    pub(crate) orders: &'a [Option<Order>],
    /// By field: whether a column of times holds days only, since all of them are midnight.
    pub(crate) days: &'a [bool],
}

/// What there is to say of how the cells are written.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    pub(crate) forms: Forms,
    /// Whether a cell was met whose day and month only the whole column can tell apart.
    pub(crate) unordered: bool,
    /// Columns of times, and whether all of them are midnight.
    pub(crate) midnights: Vec<(FieldIx, bool)>,
}

/// Which columns the rules need in their types. Cells as they are written are always at hand.
#[derive(Debug, Clone, Default)]
pub(crate) struct Needs(Vec<FieldIx>);

impl Needs {
    pub(crate) fn add(&mut self, field: FieldIx) {
        if !self.contains(field) {
            self.0.push(field);
        }
    }

    pub(crate) fn contains(&self, field: FieldIx) -> bool {
        self.0.contains(&field)
    }
}

impl<'a> Typed<'a> {
    /// Reads the needed columns. Fields that the file does not have stay out.
    pub(crate) fn new(
        table: &'a Table,
        header: &'a Header,
        batch: &'a Batch<'a>,
        needs: &Needs,
        whole: Whole<'a>,
    ) -> Typed<'a> {
        let fields = table.fields.len();
        let mut typed = Typed {
            batch,
            header,
            table,
            whole,
            values: vec![None; fields],
            raw: vec![OnceCell::new(); fields],
            people: vec![OnceCell::new(); fields],
            ahead: vec![OnceCell::new(); fields],
            unreadable: vec![None; fields],
            damaged: damaged(table, header, batch),
            short: batch.short().collect(),
            notes: Notes::default(),
        };
        for &field in &needs.0 {
            let Some(column) = typed.column(field) else {
                continue;
            };
            let mut notes = std::mem::take(&mut typed.notes);
            if let Some((values, unreadable)) = column.read(&mut notes) {
                if let (FieldType::Datetime, Values::Time(times)) = (column.field.kind, &values)
                    && times.null_count() < times.len()
                {
                    let all = times.iter().flatten().all(|at| at.rem_euclid(DAY) == 0);
                    notes.midnights.push((field, all));
                }
                typed.values[field] = Some(match (values, &typed.damaged[field]) {
                    (Values::Text(text), Some(damaged)) => {
                        Values::Text(Texts::Column(without(&text.column(), damaged)))
                    }
                    (values, _) => values,
                });
                typed.unreadable[field] = unreadable;
            }
            typed.notes = notes;
        }
        for (unreadable, damaged) in typed.unreadable.iter_mut().zip(&typed.damaged) {
            *unreadable = match (unreadable.take(), damaged) {
                (Some(one), Some(other)) => Some(&one | other),
                (one, other) => one.or_else(|| other.clone()),
            };
        }
        typed
    }

    /// The records of the batch that are no rows, as rows of what is whole of them.
    pub(crate) fn of_refused<'b>(&'b self, rows: &'b Batch<'b>, needs: &Needs) -> Typed<'b> {
        Typed::new(self.table, self.header, rows, needs, self.whole)
    }

    /// The cells of a field, or none where the file has no such column.
    fn column(&self, field: FieldIx) -> Option<Column<'a>> {
        Some(Column {
            ix: field,
            field: &self.table.fields[field],
            batch: self.batch,
            at: self.header.columns[field]?,
            order: self.whole.orders.get(field).copied().flatten(),
        })
    }

    pub(crate) fn rows(&self) -> usize {
        self.batch.rows()
    }

    pub(crate) fn values(&self, field: FieldIx) -> Values<'_> {
        if let Some(values) = &self.values[field] {
            return values.clone();
        }
        let raw = self.raw(field);
        Values::Text(
            match raw.expect("rules without their columns are not run") {
                Texts::Cells(cells) if cells.field.kind == FieldType::Person => {
                    let column = &self.people[field];
                    Texts::People(Cells { column, ..cells })
                }
                raw => raw,
            },
        )
    }

    /// The values, or none where the file has no such column.
    pub(crate) fn values_if_there(&self, field: FieldIx) -> Option<Values<'_>> {
        self.header.columns[field].map(|_| self.values(field))
    }

    /// The filled cells as they are written, or none where the file has no such column.
    pub(crate) fn raw(&self, field: FieldIx) -> Option<Texts<'_>> {
        let column = self.column(field)?;
        let damaged = self.damaged[field].as_ref();
        if column.has_placeholders() {
            let made = self.raw[field].get_or_init(|| {
                let raw = column.without_placeholders();
                damaged.map_or(raw.clone(), |damaged| without(&raw, damaged))
            });
            return Some(Texts::Column(made.clone()));
        }
        Some(Texts::Cells(Cells {
            field: column.field,
            batch: column.batch,
            at: column.at,
            damaged,
            column: &self.raw[field],
        }))
    }

    /// All digits of the numbers that have more than can be held, by row; nearly always none.
    pub(crate) fn in_full(&self, field: FieldIx) -> Vec<(usize, String)> {
        if !self.notes.forms.has(field, Form::Finer) {
            return Vec::new();
        }
        let Some(column) = self.column(field) else {
            return Vec::new();
        };
        let cells = column.cells().enumerate();
        let finer = |(row, cell): (usize, Option<&str>)| {
            Some((row, number::in_full(cell?, &column.field.units)?))
        };
        cells.filter_map(finer).collect()
    }

    /// How many milliseconds the clocks of the company were ahead of UTC at the time of each cell, null where nobody wrote by which
    /// clocks it goes; none where those of the company never change.
    pub(crate) fn ahead(&self, field: FieldIx) -> Option<&Int64Chunked> {
        let made = self.ahead[field].get_or_init(|| {
            let column = self.column(field)?;
            let forms = &self.notes.forms;
            let is_zoned = forms.has(field, Form::Zone)
                || forms.has(field, Form::OwnZone)
                || !column.field.formats.is_empty();
            let zone = column.field.zone.as_ref().filter(|_| is_zoned)?;
            if zone.to_fixed_offset().is_ok() {
                return None;
            }
            let cells = column.cells().map(|cell| column.ahead(cell?));
            Some(cells.collect())
        });
        made.as_ref()
    }

    /// Rows whose cell holds something that is not of its type; none where there is no such row.
    pub(crate) fn unreadable(&self, field: FieldIx) -> Option<&BooleanChunked> {
        self.unreadable[field].as_ref()
    }

    /// Rows whose cell was damaged before it came here; none where there is no such row.
    pub(crate) fn damaged(&self, field: FieldIx) -> Option<&BooleanChunked> {
        self.damaged[field].as_ref()
    }

    /// Whether a column of times holds days only.
    pub(crate) fn is_of_days(&self, field: FieldIx) -> bool {
        self.whole.days.get(field).copied().unwrap_or_default()
    }

    /// Rows that are too short to have the cell; none where there is no such row.
    pub(crate) fn absent(&self, field: FieldIx) -> Option<BooleanChunked> {
        let column = self.header.columns[field]?;
        let short = self.short.iter().filter(|(_, cells)| *cells <= column);
        mask_of(self.rows(), short.map(|(row, _)| *row))
    }

    /// What a cell says as a part of a key.
    pub(crate) fn key_part(&self, row: usize, field: FieldIx) -> Cow<'a, str> {
        let order = self.whole.orders.get(field).copied().flatten();
        let described = &self.table.fields[field];
        key::part(
            described,
            self.cell(row, field),
            order,
            self.batch.from_1904,
        )
    }

    /// Whether the cell of a key is one of several dates, and it is not known which.
    pub(crate) fn is_open_key(&self, row: usize, field: FieldIx) -> bool {
        let order = self.whole.orders.get(field).copied().flatten();
        let described = &self.table.fields[field];
        key::is_open(
            described,
            self.cell(row, field),
            order,
            self.batch.from_1904,
        )
    }

    /// The cell as it stands in the file; empty where the file has no such column.
    pub(crate) fn cell(&self, row: usize, field: FieldIx) -> &'a str {
        self.header.columns[field].map_or("", |column| self.batch.cell(row, column))
    }
}

/// By field: the rows whose cell is damaged.
fn damaged(table: &Table, header: &Header, batch: &Batch) -> Vec<Option<BooleanChunked>> {
    let mut masks = vec![None; table.fields.len()];
    if batch.damaged.is_empty() {
        return masks;
    }
    for ((field, column), mask) in table.fields.iter().zip(&header.columns).zip(&mut masks) {
        let cells = batch.damaged.iter().filter(|d| {
            Some(d.column) == *column && spoils(d.damage, field, batch.cell(d.row, d.column))
        });
        *mask = mask_of(batch.rows(), cells.map(|d| d.row));
    }
    masks
}

/// True in some rows of so many; none where there are none.
pub(crate) fn mask_of(
    total: usize,
    rows: impl IntoIterator<Item = usize>,
) -> Option<BooleanChunked> {
    let mut rows = rows.into_iter().peekable();
    rows.peek()?;
    let mut mask = vec![false; total];
    for row in rows {
        mask[row] = true;
    }
    Some(BooleanChunked::from_slice(PlSmallStr::EMPTY, &mask))
}

/// Null in the rows of the mask.
fn without(texts: &StringChunked, mask: &BooleanChunked) -> StringChunked {
    let cells = texts.iter().zip(mask.iter());
    cells
        .map(|(text, gone)| text.filter(|_| gone != Some(true)))
        .collect()
}

/// A column of a batch.
struct Column<'a> {
    ix: FieldIx,
    field: &'a Field,
    batch: &'a Batch<'a>,
    /// Its place in the file.
    at: usize,
    order: Option<Order>,
}

/// The number of the last month: a day behind it is no month.
const LAST_MONTH: i8 = 12;

/// The ISO dates of a column, counted apart from the other forms since nearly all are.
#[derive(Default)]
struct IsoDates<'c> {
    count: u64,
    late: u64,
    first: Option<&'c str>,
}

impl<'c> IsoDates<'c> {
    fn add(&mut self, cell: &'c str, stamp: Stamp) {
        let late = match cell.as_bytes() {
            // the day in its place, without the cost of a calendar
            [_, _, _, _, b'-' | b'/', _, _, b'-' | b'/', tens, ones, ..]
                if tens.is_ascii_digit() && ones.is_ascii_digit() =>
            {
                (*tens, *ones) > (b'1', b'2')
            }
            _ => date::civil_day(stamp.millis).2 > LAST_MONTH,
        };
        self.count += 1;
        self.late += u64::from(late);
        self.first = self.first.or(Some(cell));
    }

    fn note(self, field: FieldIx, forms: &mut Forms) {
        if let Some(first) = self.first {
            forms.note_dates(field, Form::Iso, [self.count, self.late], first);
        }
    }
}

/// What a filled cell turns out to be.
enum Cell<T> {
    Value(T),
    /// A date that stands for none.
    Empty,
    Unreadable,
}

impl<T> From<Option<T>> for Cell<T> {
    fn from(value: Option<T>) -> Cell<T> {
        value.map_or(Cell::Unreadable, Cell::Value)
    }
}

impl<'a> Column<'a> {
    /// The filled cells, row by row.
    fn cells(&self) -> impl Iterator<Item = Option<&'a str>> + use<'a, '_> {
        let cells = self.batch.column(self.at);
        cells.map(|cell| filled(self.field, cell))
    }

    /// The values, and a mask of the filled cells that are not of the type; none of a text as it is written and of people.
    fn read(&self, notes: &mut Notes) -> Option<(Values<'static>, Option<BooleanChunked>)> {
        let rows = self.batch.rows();
        Some(match (self.field.kind, &self.field.values) {
            (FieldType::Text, None) | (FieldType::Person, _) => return None,
            (FieldType::Text, Some(words)) => self.mapped(words),
            (FieldType::Integer | FieldType::Decimal, _) => {
                let column = PrimitiveChunkedBuilder::new(PlSmallStr::EMPTY, rows);
                let (values, bad) = self.parsed(column, |cell| self.number(cell, &mut notes.forms));
                (Values::Number(values), bad)
            }
            (FieldType::Date | FieldType::Datetime, _) => {
                let column = PrimitiveChunkedBuilder::new(PlSmallStr::EMPTY, rows);
                let mut iso = IsoDates::default();
                let (values, bad) = self.parsed(column, |cell| self.date(cell, notes, &mut iso));
                iso.note(self.ix, &mut notes.forms);
                (Values::Time(values), bad)
            }
            (FieldType::Boolean, words) => {
                let column = BooleanChunkedBuilder::new(PlSmallStr::EMPTY, rows);
                let (values, bad) = self.parsed(column, |cell| {
                    Cell::from(match words {
                        Some(words) => words.get(blank::trim(cell)).and_then(|word| boolean(word)),
                        None => boolean(cell),
                    })
                });
                (Values::Boolean(values), bad)
            }
        })
    }

    /// Whether a date may stand for none, in whatever form it is written.
    fn has_placeholders(&self) -> bool {
        let dated = matches!(self.field.kind, FieldType::Date | FieldType::Datetime);
        dated && !self.field.null.is_empty()
    }

    /// The cells as they are written, without the dates that stand for none.
    fn without_placeholders(&self) -> StringChunked {
        let ignored = &mut Notes::default();
        let cells = self.cells().map(|cell| {
            cell.filter(|cell| {
                !matches!(
                    self.date(cell, ignored, &mut IsoDates::default()),
                    Cell::Empty
                )
            })
        });
        texts::column(self.batch.rows(), cells)
    }

    fn number(&self, cell: &str, forms: &mut Forms) -> Cell<i128> {
        if self.field.kind == FieldType::Integer
            && let Some(value) = number::digits(cell)
        {
            return Cell::Value(value);
        }
        match number::decimal(cell) {
            Some(value) if self.fits(value) => {
                if number::is_finer(cell) {
                    forms.note(self.ix, Form::Finer, cell);
                }
                Cell::Value(value)
            }
            Some(_) => Cell::Unreadable,
            None => self.written_number(cell, forms),
        }
    }

    /// A number that is not written in plain digits.
    #[cold]
    fn written_number(&self, cell: &str, forms: &mut Forms) -> Cell<i128> {
        let written = number::read(cell, &self.field.units);
        let Some(written) = written.filter(|w| self.fits(w.value)) else {
            return Cell::Unreadable;
        };
        for form in written.forms.into_iter().flatten() {
            forms.note(self.ix, form, cell);
        }
        Cell::Value(written.value)
    }

    fn fits(&self, value: i128) -> bool {
        self.field.kind != FieldType::Integer || number::is_whole(value)
    }

    fn date<'c>(&self, cell: &'c str, notes: &mut Notes, iso: &mut IsoDates<'c>) -> Cell<i64> {
        match date::iso(cell) {
            Some(stamp) => {
                iso.add(cell, stamp);
                let here = if self.field.own_zone.is_some() && stamp.timed {
                    notes.forms.note(self.ix, Form::OwnZone, cell);
                    date::local(stamp, self.field.dates(None))
                } else {
                    stamp
                };
                self.stamp(here, cell, notes)
            }
            None => self.written_date(cell, notes),
        }
    }

    /// How far the clocks of the company were ahead of UTC, where the cell is a certain point in time.
    fn ahead(&self, cell: &str) -> Option<i64> {
        match date::iso(cell) {
            Some(stamp) => date::local(stamp, self.field.dates(None)).ahead,
            None => match date::read(cell, self.field.dates(self.order)) {
                Reading::Stamp(stamp, _) => stamp.ahead,
                _ => None,
            },
        }
    }

    /// A date that is not in the ISO form.
    #[cold]
    fn written_date(&self, cell: &str, notes: &mut Notes) -> Cell<i64> {
        match date::read(cell, self.field.dates(self.order)) {
            Reading::Stamp(stamp, form) => {
                let value = match form {
                    Some(Form::Serial) if self.batch.from_1904 => stamp.counted_from_1904(),
                    _ => stamp,
                };
                let value = self.stamp(value, cell, notes);
                if let (Cell::Value(_), Some(form)) = (&value, form) {
                    let late = date::civil_day(stamp.millis).2 > LAST_MONTH;
                    let counts = [1, u64::from(late)];
                    notes.forms.note_dates(self.ix, form, counts, cell);
                }
                value
            }
            Reading::Unordered => {
                notes.unordered = true;
                Cell::Unreadable
            }
            Reading::Zoned => {
                notes.forms.note(self.ix, Form::UnknownZone, cell);
                Cell::Unreadable
            }
            Reading::Refused(_) | Reading::Unreadable if self.is_zero(cell) => Cell::Empty,
            Reading::Refused(refused) => {
                notes.forms.note(self.ix, Form::Refused(refused), cell);
                Cell::Unreadable
            }
            Reading::Unreadable => Cell::Unreadable,
        }
    }

    /// Whether a cell is a date of zeros, and such dates stand for none.
    fn is_zero(&self, cell: &str) -> bool {
        let mut null = self.field.null.iter();
        date::is_zero(cell) && null.any(|word| date::is_zero(word))
    }

    fn stamp(&self, stamp: Stamp, cell: &str, notes: &mut Notes) -> Cell<i64> {
        if self.field.null_dates.contains(&stamp.millis) {
            Cell::Empty
        } else if self.field.kind == FieldType::Date && stamp.millis != stamp.day() {
            notes
                .forms
                .note(self.ix, Form::Refused(Refused::Timed), cell);
            Cell::Unreadable
        } else {
            Cell::Value(stamp.millis)
        }
    }

    /// Each cell through `parse`, and a mask of the filled cells it refused.
    fn parsed<N, T: PolarsDataType>(
        &self,
        mut values: impl ChunkedBuilder<N, T>,
        mut parse: impl FnMut(&'a str) -> Cell<N>,
    ) -> (ChunkedArray<T>, Option<BooleanChunked>) {
        let mut refused = Vec::new();
        let mut row = 0;
        self.cells().for_each(|cell| {
            match cell.map(&mut parse) {
                Some(Cell::Value(value)) => values.append_value(value),
                Some(Cell::Unreadable) => {
                    refused.push(row);
                    values.append_null();
                }
                Some(Cell::Empty) | None => values.append_null(),
            }
            row += 1;
        });
        (values.finish(), mask_of(self.batch.rows(), refused))
    }

    /// The export's words as the rules' words; an unmapped word is unreadable.
    fn mapped(
        &self,
        words: &IndexMap<String, String>,
    ) -> (Values<'static>, Option<BooleanChunked>) {
        let mut refused = Vec::new();
        let cells = self.cells().enumerate().map(|(row, cell)| {
            let word = words.get(blank::trim(cell?));
            if word.is_none() {
                refused.push(row);
            }
            word
        });
        let words = texts::column(self.batch.rows(), cells);
        (
            Values::Text(Texts::Column(words)),
            mask_of(self.batch.rows(), refused),
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{one, tried};

    fn empty(field: &str, cells: &str) -> Vec<u64> {
        let check = "check.required = { columns = [\"a\"] }";
        let csv = format!("k,a\n{cells}");
        let rows = one(field, check, &csv).rows();
        // the type is not told of them either
        let valid = "check.expression = { must = \"a is null or a >= '0001-01-01'\" }";
        assert_eq!(one(field, valid, &csv).rows(), [0; 0]);
        rows
    }

    #[test]
    fn a_placeholder_is_empty_however_it_is_written() {
        let field = "a = { type = \"datetime\", null = [\"1900-01-01\", \"00000000\"] }";
        let cells = "1,1900-01-01\n2,1900/1/1\n3,1900-01-01 00:00:00\n4,1900年1月1日\n5,19000101\n\
            6,00000000\n7,0000-00-00\n8,0000-00-00 00:00:00\n9,1900-01-01 08:00\n10,1900-01-02\n";
        assert_eq!(empty(field, cells), [2, 3, 4, 5, 6, 7, 8, 9]);
    }

    /// Systems write the zone behind the date of nothing as behind any other.
    #[test]
    fn a_placeholder_with_a_zone_is_empty() {
        let table = "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields.a]\ntype = \"datetime\"\n\
            null = [\"1900-01-01\", \"0001-01-01\", \"9999-12-31\"]\n\
            [[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.required = { columns = [\"a\"] }\n";
        let csv = "a\n0001-01-01T00:00:00Z\n0001-01-01T00:00:00.000Z\n1900-01-01T00:00:00+08:00\n\
            1900-01-01 00:00:00 UTC\n9999-12-31T00:00:00Z\n1900-01-01T00:30:00Z\n";
        let zone = "[project]\ntimezone = \"Asia/Shanghai\"\n";
        let known = tried(&format!("{zone}{table}"), &[("t.csv", csv)], "r");
        assert_eq!(known.rows(), [2, 3, 4, 5, 6]);
        // without a zone of the company the others cannot be read, and are not empty
        let unknown = tried(table, &[("t.csv", csv)], "r");
        assert_eq!(unknown.rows(), [2, 3, 4, 5, 6]);
    }

    #[test]
    fn without_a_placeholder_the_day_is_a_day() {
        let field = "a = { type = \"date\", null = [\"NA\"] }";
        assert_eq!(empty(field, "1,1900-01-01\n2,NA\n3,1900/1/1\n"), [3]);
    }

    #[test]
    fn a_day_has_no_time() {
        let check = "check.expression = { must = \"a > '2026-01-01'\" }";
        let csv = "k,a\n1,2026/3/5 0:00:00\n2,2026/3/5 上午 12:00\n3,2026/3/5 下午 3:00\n4,46086.5\n5,46086.0\n";
        let found = one("a = { type = \"date\" }", check, csv);
        assert_eq!(found.verdicts(), [3, 0, 0, 0, 2]);
    }

    #[test]
    fn units_and_forms_of_numbers() {
        let check = "check.expression = { must = \"a = 1234\" }";
        let csv = "k,a\n1,\"1,234\"\n2,1234件\n3,\"￥1,234.00\"\n4,1.234E+3\n5,123400%\n6,\"1,234.5\"\n7,1234个\n";
        let found = one("a = { type = \"integer\", unit = \"件\" }", check, csv);
        assert_eq!(found.verdicts(), [5, 0, 0, 0, 2]);
    }
}
