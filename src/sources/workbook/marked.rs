//! What was added to a workbook when its faults were marked: it says so by names that stand for a cell each, which programs move
//! along when rows or columns are inserted. What is ours is not read; a column that only looks like it is.

use std::io::Read;

use super::reference;
use super::value::Value;
use super::xml::Xml;
use crate::sources::SourceError;

/// The names begin with this: behind it stands the number of a sheet with a column of faults, whose heading the name stands for…
pub(crate) const COLUMN: &str = "_crm_audit_faults_";
/// …this is a cell of a sheet into which rows of a text were copied, some of which have more cells than there are headings…
pub(crate) const ROWS: &str = "_crm_audit_rows_";
/// …and this is the first cell of the sheet that sums up.
pub(crate) const SUMMARY: &str = "_crm_audit_summary";
/// This one stands for no cell: it is the fingerprint of the workbook as it was written.
pub(crate) const WRITTEN: &str = "_crm_audit_written";
/// What the heading of such a column begins with, in every language.
pub(crate) const HEADING: &str = "crm-audit";

/// What was added to a workbook.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Marked {
    /// Sheets, each with row and column of the heading above the faults.
    columns: Vec<(String, (u32, u32))>,
    /// Sheets with rows of a text.
    of_rows: Vec<String>,
    /// The sheet that sums up.
    pub(crate) summary: Option<String>,
    /// The fingerprint.
    pub(crate) written: Option<String>,
}

impl Marked {
    /// Reads the names of a workbook, whose element has begun.
    pub(super) fn read(xml: &mut Xml<impl Read>) -> Result<Marked, SourceError> {
        let mut marked = Marked::default();
        while let Some(tag) = xml.child(2)? {
            let name = tag.text(b"name")?.unwrap_or_default();
            if !name.starts_with("_crm_audit_") {
                continue;
            }
            let mut of = String::new();
            xml.text(&mut of)?;
            if name == WRITTEN {
                marked.written = Some(of.trim_matches('"').to_owned());
            }
            let Some((sheet, cell)) = place(&of) else {
                continue;
            };
            marked.add(&name, sheet, cell);
        }
        Ok(marked)
    }

    /// Takes note of a name that stands for a cell of a sheet.
    pub(super) fn add(&mut self, name: &str, sheet: String, cell: (u32, u32)) {
        if name.starts_with(COLUMN) {
            self.columns.push((sheet, cell));
        } else if name.starts_with(ROWS) {
            self.of_rows.push(sheet);
        } else if name == SUMMARY {
            self.summary = Some(sheet);
        }
    }

    /// Whether anything was added.
    pub(crate) fn is_there(&self) -> bool {
        !self.columns.is_empty() || self.summary.is_some()
    }

    /// Whether a sheet holds rows of a text, in which a cell too much is a fault.
    pub(crate) fn is_of_rows(&self, sheet: &str) -> bool {
        self.of_rows.iter().any(|of| of == sheet)
    }

    /// Where the heading above the faults of a sheet should be.
    pub(crate) fn column_of(&self, sheet: &str) -> Option<(u32, u32)> {
        let mut columns = self.columns.iter();
        let found = columns.find(|(of, _)| of.as_str() == sheet);
        found.map(|(_, cell)| *cell)
    }
}

/// Sheet and cell of a reference: `'It''s'!$C$3`.
fn place(text: &str) -> Option<(String, (u32, u32))> {
    let (sheet, cell) = text.trim().rsplit_once('!')?;
    Some(place_in(sheet, reference::cell(cell.as_bytes())?))
}

/// The same as an `OpenDocument` writes it: `$'It''s'.$C$3`.
pub(super) fn place_of_ods(text: &str) -> Option<(String, (u32, u32))> {
    // no name of a sheet holds what stands between the ends of an area
    let text = Some(text.trim()).filter(|text| !text.contains(':'))?;
    let (sheet, cell) = text.rsplit_once('.')?;
    let sheet = sheet.strip_prefix('$').unwrap_or(sheet);
    Some(place_in(sheet, reference::cell(cell.as_bytes())?))
}

/// The same as XML Spreadsheet 2003 writes it: `='It''s'!R3C3`.
pub(super) fn place_of_xml2003(text: &str) -> Option<(String, (u32, u32))> {
    let (sheet, cell) = text.trim().strip_prefix('=')?.rsplit_once('!')?;
    let (row, column) = cell.strip_prefix('R')?.split_once('C')?;
    let from_zero = |number: &str| reference::number(number.as_bytes())?.checked_sub(1);
    Some(place_in(sheet, (from_zero(row)?, from_zero(column)?)))
}

fn place_in(sheet: &str, cell: (u32, u32)) -> (String, (u32, u32)) {
    let quoted = sheet.strip_prefix('\'').and_then(|s| s.strip_suffix('\''));
    let sheet = quoted.map_or_else(|| sheet.to_owned(), |sheet| sheet.replace("''", "'"));
    (sheet, cell)
}

/// The column of faults of a sheet, while its cells are read in their order.
pub(crate) struct Seen {
    heading: Option<(u32, u32)>,
    begun: bool,
}

impl Seen {
    pub(crate) fn new(heading: Option<(u32, u32)>) -> Seen {
        Seen {
            heading,
            begun: false,
        }
    }

    /// Whether a cell is of the column: from the heading on, if that is still ours.
    pub(crate) fn is_ours(&mut self, row: u32, column: u32, value: &Value) -> bool {
        let Some(heading) = self.heading.filter(|heading| heading.1 == column) else {
            return false;
        };
        if row == heading.0 {
            self.begun = is_headed(value);
        }
        self.begun
    }

    /// Whether a cell of the column says that its row was emptied, for it had no faults.
    pub(crate) fn says_emptied(&self, row: u32, value: &Value) -> bool {
        let is_below = self.heading.is_some_and(|heading| row > heading.0);
        is_below && is_headed(value)
    }
}

/// Whether a cell begins as those do that say of themselves whose they are; the faults of a row do not.
fn is_headed(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.starts_with(HEADING))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_names() {
        for (text, sheet, cell) in [
            ("Sheet1!$C$3", "Sheet1", (2, 2)),
            ("'客户 明细'!$AA$10", "客户 明细", (9, 26)),
            ("'It''s'!B1", "It's", (0, 1)),
        ] {
            assert_eq!(place(text), Some((sheet.to_owned(), cell)));
            let text = format!("${}", text.replace('!', "."));
            assert_eq!(place_of_ods(&text), Some((sheet.to_owned(), cell)));
        }
        let found = ("It's".to_owned(), (9, 26));
        assert_eq!(place_of_xml2003("='It''s'!R10C27"), Some(found));
        for text in [
            "=#REF!",
            "=a!R[1]C2",
            "=a!R1C1:R2C2",
            "=a!R0C1",
            "=a!C1",
            "a!R1C1",
        ] {
            assert_eq!(place_of_xml2003(text), None, "{text}");
        }
        assert_eq!(place_of_ods("$a.$E$1:.$E$5"), None);
        for text in ["#REF!", "Sheet1!#REF!", "C3", "Sheet1!$C:$C", ""] {
            assert_eq!(place(text), None, "{text}");
        }
    }

    #[test]
    fn a_column_is_ours_below_its_heading() {
        let of = |heading: &str| {
            let mut seen = Seen::new(Some((2, 5)));
            let cells = [
                (1, 5, "title"),
                (2, 4, "k"),
                (2, 5, heading),
                (3, 4, "1"),
                (3, 5, "x"),
            ];
            cells.map(|(row, column, text)| seen.is_ours(row, column, &Value::Text(text)))
        };
        assert_eq!(of("crm-audit: faults"), [false, false, true, false, true]);
        // somebody has put a column of their own there
        assert_eq!(of("remark"), [false; 5]);
        let seen = Seen::new(Some((2, 5)));
        let says = |row, text| seen.says_emptied(row, &Value::Text(text));
        assert!(says(3, "crm-audit: emptied"));
        assert!(!says(2, "crm-audit: faults") && !says(3, "[Code] is empty"));
    }
}
