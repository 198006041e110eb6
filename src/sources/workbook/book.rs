//! Workbooks of all formats behind one face: their sheets, the cells of a sheet one after another, and what is beside them.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;

use encoding_rs::UTF_8;

use super::beside::Beside;
use super::kind::Format;
use super::marked::{Marked, Seen};
use super::ods::Ods;
use super::package::Package;
use super::reference;
use super::value::{Flow, Sheet, Value};
use super::xls::Xls;
use super::xlsb::Xlsb;
use super::xlsx::Xlsx;
use super::xml2003::Xml2003;
use crate::messages::{Message, message};
use crate::sources::SourceError;
use crate::sources::budget::Budget;
use crate::sources::encoding::Charset;

/// An opened workbook.
pub(crate) struct Book {
    /// All sheets in their order, those that hold no cells (charts, macros) included.
    pub(crate) sheets: Vec<Sheet>,
    body: Body,
    /// Sheets whose column of faults was met, where the reader of the format does not look for it.
    met: BTreeSet<usize>,
    budget: Budget,
}

enum Body {
    Xlsx(Box<Xlsx<BufReader<File>>>),
    Xlsb(Box<Xlsb<BufReader<File>>>),
    Xls(Box<Xls>),
    Ods(Box<Ods>),
    Xml2003(Box<Xml2003>),
}

/// What was found out about a file before it is opened as a workbook.
#[derive(Debug, Clone)]
#[cfg_attr(any(test, fuzzing), derive(Default))]
pub(crate) struct Limits {
    /// The encoding that is declared for the text of an old xls, or that was found out of a workbook that is text.
    pub(crate) encoding: Option<Charset>,
    pub(crate) budget: Budget,
}

impl Book {
    /// Opens a workbook.
    pub(crate) fn open(file: File, format: Format, limits: &Limits) -> Result<Book, SourceError> {
        let file = BufReader::new(file);
        let body = match format {
            Format::Xlsx | Format::Xlsb => {
                let mut package = Package::open(file)?;
                let main = package.main_part()?;
                let main = main.ok_or_else(|| message!("source-not-workbook"))?;
                match format {
                    Format::Xlsx => Body::Xlsx(Box::new(Xlsx::open(package, &main)?)),
                    _ => Body::Xlsb(Box::new(Xlsb::open(package, &main)?)),
                }
            }
            Format::Xls => Body::Xls(Box::new(Xls::open(file, limits.encoding)?)),
            Format::Ods => Body::Ods(Box::new(Ods::open(file, &limits.budget)?)),
            Format::Fods => Body::Ods(Box::new(Ods::open_flat(file, &limits.budget)?)),
            Format::Xml2003 => {
                let encoding = match limits.encoding {
                    None => UTF_8,
                    Some(Charset::Standard(encoding)) => encoding,
                    Some(page @ Charset::Dos(_)) => {
                        return Err(message!("source-xml-of-dos", encoding = page.name()));
                    }
                };
                Body::Xml2003(Box::new(Xml2003::open(file, encoding, &limits.budget)?))
            }
        };
        let mut sheets = match &body {
            Body::Xlsx(book) => book.sheets.all.clone(),
            Body::Xlsb(book) => book.sheets.all.clone(),
            Body::Xls(book) => book.sheets(),
            Body::Ods(book) => book.sheets.clone(),
            Body::Xml2003(book) => book.sheets.clone(),
        };
        // ours is no sheet of the sender's
        let summary = body.marked().summary.as_ref();
        for sheet in &mut sheets {
            sheet.cells &= summary != Some(&sheet.name);
        }
        Ok(Book {
            sheets,
            body,
            met: BTreeSet::new(),
            budget: limits.budget.clone(),
        })
    }

    /// Whether days are counted from 1904, so that a number without a format may be a day of that count.
    pub(crate) fn counts_from_1904(&self) -> bool {
        match &self.body {
            Body::Xlsx(book) => book.from_1904,
            Body::Xlsb(book) => book.from_1904,
            Body::Xls(book) => book.counts_from_1904(),
            Body::Ods(book) => book.from_1904,
            Body::Xml2003(book) => book.from_1904,
        }
    }

    /// The encoding of the texts where it was guessed, and whether that is not certain.
    pub(crate) fn guessed(&self) -> Option<(Message, bool)> {
        match &self.body {
            Body::Xls(book) => book.guessed(),
            Body::Xlsx(_) | Body::Xlsb(_) | Body::Ods(_) | Body::Xml2003(_) => None,
        }
    }

    /// Modules of old versions, which are listed among the sheets.
    pub(crate) fn missing(&self) -> &[String] {
        match &self.body {
            Body::Xlsx(book) => &book.sheets.missing,
            Body::Xlsb(book) => &book.sheets.missing,
            Body::Xls(_) | Body::Ods(_) | Body::Xml2003(_) => &[],
        }
    }

    /// What is left out of a sheet, and beside it, because it was added when faults were marked.
    pub(crate) fn left_out(&self, sheet: usize) -> Vec<Message> {
        let marked = self.body.marked();
        let met = match &self.body {
            Body::Xlsx(book) => &book.met,
            _ => &self.met,
        };
        let column = met.get(&sheet).and_then(|_| {
            let (row, column) = marked.column_of(&self.sheets[sheet].name)?;
            let cell = reference::name(row, column);
            Some(message!("decision-marked-column", cell = cell))
        });
        let summary = marked.summary.as_deref();
        let summary = summary.filter(|name| self.sheets.iter().any(|sheet| sheet.name == *name));
        let summary = summary.map(|sheet| message!("decision-marked-sheet", sheet = sheet));
        column.into_iter().chain(summary).collect()
    }

    /// Whether a sheet holds rows that were copied from a text when its faults were marked.
    pub(crate) fn is_of_rows(&self, sheet: usize) -> bool {
        self.body.marked().is_of_rows(&self.sheets[sheet].name)
    }

    /// Whether bytes were no text in the encoding of the file; they are U+FFFD in its cells.
    pub(crate) fn is_undecodable(&self) -> bool {
        match &self.body {
            Body::Ods(book) => book.is_undecodable(),
            Body::Xml2003(book) => book.is_undecodable(),
            Body::Xlsx(_) | Body::Xlsb(_) | Body::Xls(_) => false,
        }
    }

    /// What is in a sheet beside the values of its cells. Where that stands behind them, the sheet is read to its end.
    pub(crate) fn beside(&mut self, sheet: usize) -> Result<Beside, SourceError> {
        let mut beside = match &mut self.body {
            Body::Xlsx(book) => book.beside(sheet),
            Body::Xlsb(book) => book.beside(sheet),
            Body::Xls(book) => book.beside(sheet),
            Body::Ods(book) => Ok(book.beside(sheet).clone()),
            Body::Xml2003(book) => Ok(book.beside(sheet).clone()),
        }?;
        if let Some(heading) = self.column_of(sheet) {
            beside.empty_all(&self.emptied(sheet, heading)?);
        }
        Ok(beside)
    }

    /// Where the heading above the faults of a sheet should be, if the reader of the format does not look for it.
    fn column_of(&self, sheet: usize) -> Option<(u32, u32)> {
        let is_known = !matches!(self.body, Body::Xlsx(_));
        let heading = self.body.marked().column_of(&self.sheets[sheet].name);
        heading.filter(|_| is_known)
    }

    /// The rows of a sheet that we emptied and that are so still.
    fn emptied(&mut self, sheet: usize, heading: (u32, u32)) -> Result<BTreeSet<u32>, SourceError> {
        let mut seen = Seen::new(Some(heading));
        let (mut emptied, mut filled) = (BTreeSet::new(), None);
        self.body.cells(sheet, |row, column, value| {
            if seen.is_ours(row, column, value) {
                if seen.says_emptied(row, value) && filled != Some(row) {
                    emptied.insert(row);
                }
            } else if !value.is_empty() {
                filled = Some(row);
            }
            ControlFlow::Continue(())
        })?;
        Ok(emptied)
    }

    /// Hands over the cells of a sheet row by row, with row and column from 0, until there are no more or none are wanted.
    pub(crate) fn cells(
        &mut self,
        sheet: usize,
        mut each: impl FnMut(u32, u32, &Value) -> Flow,
    ) -> Result<(), SourceError> {
        let mut ours = Seen::new(self.column_of(sheet));
        let met = &mut self.met;
        let mut budget = self.budget.whole();
        // a text is stored once, however many cells share or repeat it
        self.body.cells(sheet, |row, column, value| {
            if ours.is_ours(row, column, value) {
                met.insert(sheet);
                return ControlFlow::Continue(());
            }
            match budget.cell(value.text().len()) {
                Ok(()) => each(row, column, value),
                Err(over) => ControlFlow::Break(Err(over)),
            }
        })
    }
}

impl Body {
    /// What was added when faults were marked.
    fn marked(&self) -> &Marked {
        match self {
            Body::Xlsx(book) => &book.marked,
            Body::Xlsb(book) => &book.marked,
            Body::Xls(book) => book.marked(),
            Body::Ods(book) => &book.marked,
            Body::Xml2003(book) => &book.marked,
        }
    }

    fn cells(
        &mut self,
        sheet: usize,
        each: impl FnMut(u32, u32, &Value) -> Flow,
    ) -> Result<(), SourceError> {
        match self {
            Body::Xlsx(book) => book.cells(sheet, each),
            Body::Xlsb(book) => book.cells(sheet, each),
            Body::Xls(book) => book.cells(sheet, each),
            Body::Ods(book) => book.cells(sheet, each),
            Body::Xml2003(book) => book.cells(sheet, each),
        }
    }
}
