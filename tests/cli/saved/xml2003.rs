//! "XML Spreadsheet 2003", which many web systems call `.xls` (Microsoft's "XML Spreadsheet Reference"): one XML file, days as
//! ISO 8601, and a number before each row and cell only where the last one was not the one before.

use std::fmt::Write as _;

use super::{Book, Cell, Row, Sheet, Stored, Value, escaped, formats, style};

pub(crate) fn save(book: &Book) -> Vec<u8> {
    let formats = formats(book);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n\
         <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\n\
         <Styles>\n<Style ss:ID=\"s0\"/>\n",
    );
    for (id, format) in (1..).zip(&formats) {
        let _ = writeln!(
            xml,
            "<Style ss:ID=\"s{id}\"><NumberFormat ss:Format=\"{}\"/></Style>",
            escaped(format)
        );
    }
    xml += "</Styles>\n";
    for sheet in &book.sheets {
        xml += &worksheet(sheet, &formats);
    }
    (xml + "</Workbook>\n").into_bytes()
}

fn worksheet(sheet: &Sheet, formats: &[&str]) -> String {
    let mut xml = format!(
        "<Worksheet ss:Name=\"{}\">\n<Table ss:ExpandedColumnCount=\"{}\" \
         ss:ExpandedRowCount=\"{}\">\n",
        sheet.name,
        sheet.width(),
        sheet.rows.len()
    );
    let mut next = 0;
    for (number, row) in sheet.rows.iter().enumerate() {
        if !row.cells.is_empty() {
            let index = index(next, number);
            let hidden = if row.hidden { " ss:Hidden=\"1\"" } else { "" };
            let cells = cells(sheet, number, row, formats);
            let _ = writeln!(xml, "<Row{index}{hidden}>{cells}</Row>");
            next = number + 1;
        }
    }
    xml += "</Table>\n";
    if sheet.hidden {
        xml += "<WorksheetOptions xmlns=\"urn:schemas-microsoft-com:office:excel\">\
            <Visible>SheetHidden</Visible></WorksheetOptions>\n";
    }
    xml + "</Worksheet>\n"
}

fn cells(sheet: &Sheet, number: usize, row: &Row, formats: &[&str]) -> String {
    let mut xml = String::new();
    let mut next = 0;
    for (column, cell) in row.cells.iter().enumerate() {
        if matches!(cell, Cell::Blank) {
            continue;
        }
        let mut attributes = index(next, column);
        next = column + 1;
        if let Some(area) = sheet.beginning(number, column) {
            for (name, (first, last)) in [("Down", area.rows), ("Across", area.columns)] {
                if last > first {
                    let _ = write!(attributes, " ss:Merge{name}=\"{}\"", last - first);
                }
            }
            // the cells that are merged into it are counted
            next += usize::from(area.columns.1 - area.columns.0);
        }
        let style = style(formats, cell.value());
        if style > 0 {
            let _ = write!(attributes, " ss:StyleID=\"s{style}\"");
        }
        if matches!(cell, Cell::Formula(_)) {
            attributes += " ss:Formula=\"=1+1\"";
        }
        let data = cell.value().map(data).unwrap_or_default();
        let _ = write!(xml, "<Cell{attributes}>{data}</Cell>");
    }
    xml
}

/// A number is said only where it is not the next one.
fn index(next: usize, at: usize) -> String {
    if next == at {
        String::new()
    } else {
        format!(" ss:Index=\"{}\"", at + 1)
    }
}

fn data(value: &Value) -> String {
    let (kind, content) = match value.stored {
        Stored::Text => ("String", escaped(value.shown).replace('\n', "&#10;")),
        Stored::Day(_) => ("DateTime", format!("{}.000", moment(value))),
        Stored::Bool(value) => ("Boolean", u8::from(value).to_string()),
        Stored::Error => ("Error", value.shown.to_owned()),
        Stored::Number(_) | Stored::Code(..) | Stored::Lost(..) => {
            ("Number", value.number(false).unwrap().to_string())
        }
    };
    format!("<Data ss:Type=\"{kind}\">{content}</Data>")
}

/// A time without a day is one of the day before 1900.
fn moment(value: &Value) -> String {
    match value.shown.split_once(' ') {
        Some((day, time)) => format!("{day}T{time}"),
        None if value.shown.contains('-') => format!("{}T00:00:00", value.shown),
        None => format!("1899-12-31T{}", value.shown),
    }
}
