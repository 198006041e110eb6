//! One workbook, saved in every format by small writers of our own: record by record and tag by tag, so that notations can be
//! asked for that no single program writes.

mod csv;
mod html;
mod ods;
mod orders;
mod package;
mod parquet;
pub(crate) mod xls;
pub(crate) mod xlsb;
mod xlsx;
mod xml2003;

use encoding_rs::{BIG5, GBK};

pub(crate) use self::orders::{DATA, TOTAL, orders};

/// A format, in the notation of one program.
pub(crate) struct Format {
    pub(crate) name: &'static str,
    /// What a file of it is called.
    pub(crate) file: &'static str,
    pub(crate) save: fn(&Book) -> Vec<u8>,
    /// What it has no words for.
    cannot: &'static [Fact],
}

/// The formats; the first one can say everything.
pub(crate) const FORMATS: &[Format] = &[
    format("xlsx", "o.xlsx", xlsx::save, &[]),
    format("xlsx of a library", "o.xlsx", xlsx::save_oddly, &[]),
    format("xlsb", "o.xlsb", xlsb::save, &[Fact::Unstored]),
    format("xls", "o.xls", xls::save, &[Fact::CheckSums]),
    format("ods of LibreOffice", "o.ods", ods::save, &[]),
    format("ods of Excel", "o.ods", ods::save_by_excel, &[]),
    format(
        "XML of Excel 2003",
        "o.xml",
        xml2003::save,
        &[Fact::CheckSums],
    ),
    format("HTML", "o.html", html::save, PAGE),
    format("CSV in UTF-8", "o.csv", csv::save_marked, PLAIN),
    format("CSV in GBK", "o.csv", |book| csv::save(book, GBK), PLAIN),
    format("CSV in Big5", "o.csv", |book| csv::save(book, BIG5), PLAIN),
    format("text in UTF-16", "o.txt", csv::save_unicode, PLAIN),
    format("CSV as gzip", "o.gz", csv::save_gzip, PACKED),
    format("CSV in a ZIP", "o.zip", csv::save_zip, PACKED),
    format("Parquet", "o.parquet", parquet::save, TEXTS),
];

/// The same with days that count from 1904, where that can be said.
pub(crate) const FROM_1904: &[Format] = &[
    format("xlsx from 1904", "o.xlsx", xlsx::save_1904, &[]),
    format(
        "xlsb from 1904",
        "o.xlsb",
        xlsb::save_1904,
        &[Fact::Unstored],
    ),
    format("xls from 1904", "o.xls", xls::save_1904, &[Fact::CheckSums]),
];

const fn format(
    name: &'static str,
    file: &'static str,
    save: fn(&Book) -> Vec<u8>,
    cannot: &'static [Fact],
) -> Format {
    Format {
        name,
        file,
        save,
        cannot,
    }
}

/// What has no words in HTML: cells are as they are shown, blanks are one or none, and there is one sheet.
const PAGE: &[Fact] = &[
    Fact::CheckSums,
    Fact::Unstored,
    Fact::Digits,
    Fact::Blanks,
    Fact::OtherSheets,
    Fact::HiddenSheets,
];
/// What has no words in a text: besides, all cells are of one size, all rows are shown, and any may be the last.
const PLAIN: &[Fact] = &[
    Fact::CheckSums,
    Fact::End,
    Fact::Unstored,
    Fact::Digits,
    Fact::OtherSheets,
    Fact::HiddenSheets,
    Fact::HiddenRows,
    Fact::Merged,
    Fact::Rows,
];
/// A text in a container shows whether it is whole.
const PACKED: &[Fact] = &[
    Fact::Unstored,
    Fact::Digits,
    Fact::OtherSheets,
    Fact::HiddenSheets,
    Fact::HiddenRows,
    Fact::Merged,
    Fact::Rows,
];

/// Texts in columns: a sheet that a program read and saved again.
const TEXTS: &[Fact] = &[
    Fact::CheckSums,
    Fact::Unstored,
    Fact::Digits,
    Fact::OtherSheets,
    Fact::HiddenSheets,
    Fact::HiddenRows,
    Fact::Merged,
];

/// What only some formats can say.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fact {
    /// That several cells are one.
    Merged,
    /// That rows are not shown.
    HiddenRows,
    /// That there are sheets that are not shown.
    HiddenSheets,
    /// That there are other sheets.
    OtherSheets,
    /// That the result of a formula is not stored. Where there are no formulas, the cell is empty; in xlsb a formula has a
    /// result in any case.
    Unstored,
    /// The digits of a number beyond those that are shown.
    Digits,
    /// Blanks at the ends of a cell.
    Blanks,
    /// That a cell of two lines is in one row: texts are counted by lines.
    Rows,
    /// That the file is as it was written: a container has a check sum of each part.
    CheckSums,
    /// That there are no more rows: a text may end behind any.
    End,
}

/// A workbook as a person sees it; its sheets in the order of their tabs.
pub(crate) struct Book {
    pub(crate) sheets: Vec<Sheet>,
}

pub(crate) struct Sheet {
    pub(crate) name: &'static str,
    pub(crate) hidden: bool,
    pub(crate) rows: Vec<Row>,
    /// Areas whose cells are one; none of them meet.
    pub(crate) merged: Vec<Area>,
}

pub(crate) struct Row {
    pub(crate) cells: Vec<Cell>,
    pub(crate) hidden: bool,
}

/// Merged cells: first and last row, first and last column, from 0.
#[derive(Clone, Copy)]
pub(crate) struct Area {
    pub(crate) rows: (u16, u16),
    pub(crate) columns: (u16, u16),
}

#[derive(Clone, Copy)]
pub(crate) enum Cell {
    Blank,
    Value(Value),
    /// With its result, if that is stored.
    Formula(Option<Value>),
}

#[derive(Clone, Copy)]
pub(crate) struct Value {
    /// What a person sees, and what a text file holds.
    pub(crate) shown: &'static str,
    pub(crate) stored: Stored,
}

/// What a workbook stores for a value.
#[derive(Clone, Copy)]
pub(crate) enum Stored {
    Text,
    Number(f64),
    /// A number that its format shows with leading zeros.
    Code(f64, &'static str),
    /// A code that was typed as a number: these digits are left of it, and fewer are shown.
    Lost(f64, &'static str),
    /// Days since 1899-12-30, and the time as a part of one.
    Day(f64),
    Bool(bool),
    Error,
}

impl Format {
    /// Whether it has words for it.
    pub(crate) fn says(&self, fact: Fact) -> bool {
        !self.cannot.contains(&fact)
    }
}

impl Fact {
    /// The facts that are told, and a word of the sentence.
    pub(crate) const TOLD: [(Fact, &str); 5] = [
        (Fact::Merged, "merged"),
        (Fact::HiddenRows, "hidden row"),
        (Fact::HiddenSheets, "hidden sheet"),
        (Fact::OtherSheets, "`sheet` chooses"),
        (Fact::Unstored, "no stored result"),
    ];
}

impl Area {
    /// Whether the cell is in it, but is not its first.
    fn covers(self, row: usize, column: usize) -> bool {
        let within = |at: usize, (first, last): (u16, u16)| {
            (usize::from(first)..=usize::from(last)).contains(&at)
        };
        within(row, self.rows) && within(column, self.columns) && !self.begins(row, column)
    }

    fn begins(self, row: usize, column: usize) -> bool {
        (usize::from(self.rows.0), usize::from(self.columns.0)) == (row, column)
    }
}

impl Sheet {
    /// The area that the cell is in, but is not the first of.
    pub(crate) fn covering(&self, row: usize, column: usize) -> Option<&Area> {
        self.merged.iter().find(|area| area.covers(row, column))
    }

    fn beginning(&self, row: usize, column: usize) -> Option<&Area> {
        self.merged.iter().find(|area| area.begins(row, column))
    }

    /// How many columns the widest row has.
    pub(crate) fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap()
    }
}

impl Cell {
    /// The value that is seen, if any.
    pub(crate) fn value(&self) -> Option<&Value> {
        match self {
            Cell::Blank | Cell::Formula(None) => None,
            Cell::Value(value) | Cell::Formula(Some(value)) => Some(value),
        }
    }

    fn shown(&self) -> &'static str {
        self.value().map_or("", |value| value.shown)
    }
}

impl Value {
    /// The number format of its cell; none is General.
    fn format(&self) -> Option<&'static str> {
        match self.stored {
            Stored::Code(_, format) => Some(format),
            Stored::Day(_) if !self.shown.contains(':') => Some("yyyy\\-mm\\-dd"),
            Stored::Day(_) if !self.shown.contains('-') => Some("hh:mm:ss"),
            Stored::Day(_) => Some("yyyy\\-mm\\-dd\\ hh:mm:ss"),
            _ => None,
        }
    }

    /// The number that stands in the cell, counted from 1904 on request.
    fn number(&self, from_1904: bool) -> Option<f64> {
        /// Days between the two systems.
        const FOUR_YEARS: f64 = 1462.0;
        match self.stored {
            Stored::Number(number) | Stored::Code(number, _) | Stored::Lost(number, _) => {
                Some(number)
            }
            // a time of day belongs to no day
            Stored::Day(days) if from_1904 && days >= 1.0 => Some(days - FOUR_YEARS),
            Stored::Day(days) => Some(days),
            Stored::Text | Stored::Bool(_) | Stored::Error => None,
        }
    }
}

/// The number formats of a workbook, each once; General is not among them.
fn formats(book: &Book) -> Vec<&'static str> {
    let mut formats = Vec::new();
    let cells = book.sheets.iter().flat_map(|sheet| &sheet.rows);
    for cell in cells.flat_map(|row| &row.cells) {
        if let Some(format) = cell.value().and_then(Value::format)
            && !formats.contains(&format)
        {
            formats.push(format);
        }
    }
    formats
}

/// The place of a cell's number format among [`formats`], from 1; 0 is General.
fn style(formats: &[&str], value: Option<&Value>) -> usize {
    let format = value.and_then(Value::format);
    let place = |format| formats.iter().position(|f| *f == format);
    format.and_then(place).map_or(0, |place| place + 1)
}

/// The texts of a workbook, each once, as formats keep them beside the sheets.
fn texts(book: &Book) -> Vec<&'static str> {
    let mut texts = Vec::new();
    let cells = book.sheets.iter().flat_map(|sheet| &sheet.rows);
    for cell in cells.flat_map(|row| &row.cells) {
        if let Cell::Value(value) = cell
            && matches!(value.stored, Stored::Text)
            && !texts.contains(&value.shown)
        {
            texts.push(value.shown);
        }
    }
    texts
}

/// `A1`; rows and columns count from 0, and there are no more than 26 columns.
fn reference(row: usize, column: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(column).unwrap());
    format!("{letter}{}", row + 1)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
