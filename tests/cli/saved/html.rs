//! The HTML table that web systems call `.xls`: cells as they are shown.

use std::fmt::Write as _;

use super::{Book, Cell, Sheet, escaped};

/// The first sheet as a page in UTF-8.
pub(crate) fn save(book: &Book) -> Vec<u8> {
    let sheet = &book.sheets[0];
    let mut page = String::from(
        "<html>\n<head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\
         <title>匯出</title></head>\n<body>\n<table border=\"1\">\n",
    );
    for (number, row) in sheet.rows.iter().enumerate() {
        let hidden = if row.hidden {
            " style=\"display:none\""
        } else {
            ""
        };
        let _ = write!(page, "<tr{hidden}>");
        let missing = sheet.width() - row.cells.len();
        let cells = row.cells.iter().chain(vec![&Cell::Blank; missing]);
        for (column, cell) in cells.enumerate() {
            page += &td(sheet, number, column, cell);
        }
        page += "</tr>\n";
    }
    (page + "</table>\n</body>\n</html>\n").into_bytes()
}

/// Nothing where a cell above or to the left reaches.
fn td(sheet: &Sheet, row: usize, column: usize, cell: &Cell) -> String {
    if sheet.covering(row, column).is_some() {
        return String::new();
    }
    let mut spans = String::new();
    if let Some(area) = sheet.beginning(row, column) {
        for (name, (first, last)) in [("rowspan", area.rows), ("colspan", area.columns)] {
            if last > first {
                let _ = write!(spans, " {name}=\"{}\"", last - first + 1);
            }
        }
    }
    let text = escaped(cell.shown()).replace('\n', "<br>");
    format!("<td{spans}>{text}</td>")
}
