//! Excel's workbook from 97 to 2003: records of BIFF8 in a compound file ([MS-XLS]).

#[allow(dead_code, reason = "not every set of tests needs all of it")]
#[path = "../../support/xls.rs"]
pub(crate) mod records;

use self::records::ERRORS;
use super::{Book, Cell, Row, Sheet, Stored, Value, formats, style};

pub(crate) fn save(book: &Book) -> Vec<u8> {
    written(book, false)
}

/// Days count from 1904.
pub(crate) fn save_1904(book: &Book) -> Vec<u8> {
    written(book, true)
}

fn written(book: &Book, from_1904: bool) -> Vec<u8> {
    let formats = formats(book);
    let mut out = records::Book::new();
    out.from_1904 = from_1904;
    for format in &formats {
        out.style(format);
    }
    for sheet in &book.sheets {
        worksheet(out.sheet(sheet.name), sheet, &formats, from_1904);
    }
    out.save()
}

fn worksheet(out: &mut records::Sheet, sheet: &Sheet, formats: &[&str], from_1904: bool) {
    out.visibility = u8::from(sheet.hidden);
    let rows = u32::try_from(sheet.rows.len()).unwrap();
    out.dimensions = Some((0, rows, 0, u16::try_from(sheet.width()).unwrap()));
    for (number, row) in (0..).zip(&sheet.rows) {
        if row.hidden {
            out.hide_row(number);
        }
        self::row(out, number, row, formats, from_1904);
    }
    for area in &sheet.merged {
        out.merge(area.rows, area.columns);
    }
}

fn row(out: &mut records::Sheet, number: u16, row: &Row, formats: &[&str], from_1904: bool) {
    for (column, cell) in (0..).zip(&row.cells) {
        let style = u16::try_from(style(formats, cell.value())).unwrap();
        match cell {
            Cell::Blank => {}
            Cell::Value(value) => self::value(out, (number, column), value, style, from_1904),
            Cell::Formula(result) => {
                formula(out, [number, column, style], result.as_ref(), from_1904);
            }
        }
    }
}

fn value(
    out: &mut records::Sheet,
    (row, column): (u16, u16),
    value: &Value,
    style: u16,
    from_1904: bool,
) {
    match value.stored {
        Stored::Text => out.text(row, column, value.shown),
        Stored::Bool(value) => out.bool(row, column, value),
        Stored::Error => out.error(row, column, error(value)),
        Stored::Number(_) | Stored::Code(..) | Stored::Lost(..) | Stored::Day(_) => {
            out.styled_number(row, column, value.number(from_1904).unwrap(), style)
        }
    };
}

/// A formula ([MS-XLS] 2.4.127): place and style, result, flags, and the number 1. Where the result is not stored, it is said to be
/// a text, whose record is missing.
fn formula(out: &mut records::Sheet, head: [u16; 3], result: Option<&Value>, from_1904: bool) {
    const FORMULA: u16 = 0x0006;
    const STRING: u16 = 0x0207;
    const TEXT: u8 = 0;
    let special = |kind, value| [kind, 0, value, 0, 0, 0, 0xff, 0xff];
    let stored = match result.map(|value| value.stored) {
        Some(Stored::Text) if result.is_some_and(|value| value.shown.is_empty()) => special(3, 0),
        None | Some(Stored::Text) => special(TEXT, 0),
        Some(Stored::Bool(value)) => special(1, u8::from(value)),
        Some(Stored::Error) => special(2, error(result.unwrap())),
        Some(_) => result.unwrap().number(from_1904).unwrap().to_le_bytes(),
    };
    let rest = [0, 0, 0, 0, 0, 0, 3, 0, 0x1e, 1, 0];
    let head = head.map(u16::to_le_bytes);
    out.record(FORMULA, &[head.as_flattened(), &stored, &rest].concat());
    if let Some(Value {
        shown,
        stored: Stored::Text,
    }) = result
        && !shown.is_empty()
    {
        out.record(STRING, &records::text(shown));
    }
}

fn error(value: &Value) -> u8 {
    let code = ERRORS.iter().find(|(_, shown)| *shown == value.shown);
    code.unwrap_or_else(|| panic!("{} has no number", value.shown))
        .0
}
