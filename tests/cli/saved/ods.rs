//! `OpenDocument` (ODF 1.3, part 3): all sheets in one part, a value in attributes and beside it the text that is shown, and
//! equal cells or rows once with their number.

use std::fmt::Write as _;

use super::package::zipped;
use super::{Area, Book, Cell, Row, Sheet, Stored, Value, escaped, formats, style};

/// Which program's notation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Program {
    LibreOffice,
    Excel,
}

/// As `LibreOffice` writes it: an error is an empty text of the type "error", and there is nothing between the elements.
pub(crate) fn save(book: &Book) -> Vec<u8> {
    written(book, Program::LibreOffice)
}

/// As Excel writes it: an error is the number 0 whose shown text is the error. With blanks between the elements.
pub(crate) fn save_by_excel(book: &Book) -> Vec<u8> {
    written(book, Program::Excel)
}

fn written(book: &Book, program: Program) -> Vec<u8> {
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest \
         xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" \
         manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" \
         manifest:media-type=\"{mimetype}\"/><manifest:file-entry \
         manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>"
    );
    let mut content = content(book, program);
    if program == Program::Excel {
        content = content.replace("><table:", ">\n  <table:");
    }
    zipped(&[
        ("mimetype", mimetype.as_bytes().to_vec()),
        ("content.xml", content.into_bytes()),
        ("META-INF/manifest.xml", manifest.into_bytes()),
    ])
}

fn content(book: &Book, program: Program) -> String {
    let formats = formats(book);
    let mut xml =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content");
    for (prefix, space) in [
        ("office", "oasis:names:tc:opendocument:xmlns:office:1.0"),
        ("style", "oasis:names:tc:opendocument:xmlns:style:1.0"),
        ("text", "oasis:names:tc:opendocument:xmlns:text:1.0"),
        ("table", "oasis:names:tc:opendocument:xmlns:table:1.0"),
        ("number", "oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
        ("of", "oasis:names:tc:opendocument:xmlns:of:1.2"),
        (
            "calcext",
            "org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
        ),
    ] {
        let _ = write!(xml, " xmlns:{prefix}=\"urn:{space}\"");
    }
    xml += " office:version=\"1.3\"><office:automatic-styles>";
    for (number, format) in (1..).zip(&formats) {
        xml += &number_style(number, format);
        let _ = write!(
            xml,
            "<style:style style:name=\"ce{number}\" style:family=\"table-cell\" \
             style:data-style-name=\"N{number}\"/>"
        );
    }
    for (name, display) in [("ta1", true), ("ta2", false)] {
        let _ = write!(
            xml,
            "<style:style style:name=\"{name}\" style:family=\"table\">\
             <style:table-properties table:display=\"{display}\"/></style:style>"
        );
    }
    xml += "</office:automatic-styles><office:body><office:spreadsheet>";
    for sheet in &book.sheets {
        xml += &table(sheet, &formats, program);
    }
    xml + "</office:spreadsheet></office:body></office:document-content>"
}

/// A number format (ODF 1.3, part 3, 16.29): one with a second section for negative numbers is the style of these, which leads
/// to the style of the others.
fn number_style(number: usize, format: &str) -> String {
    if format.starts_with("yyyy") {
        return format!(
            "<number:date-style style:name=\"N{number}\"><number:year number:style=\"long\"/></number:date-style>"
        );
    }
    if format.starts_with("hh") {
        return format!(
            "<number:time-style style:name=\"N{number}\"><number:hours/></number:time-style>"
        );
    }
    let (first, second) = match format.split_once(';') {
        Some((first, second)) => (first, Some(second)),
        None => (format, None),
    };
    let digits = |code: &str| {
        format!(
            "<number:number number:decimal-places=\"0\" number:min-integer-digits=\"{}\"/>",
            code.matches('0').count()
        )
    };
    let literal = first.split('"').nth(1).unwrap_or_default();
    let text = match literal {
        "" => String::new(),
        literal => format!("<number:text>{literal}</number:text>"),
    };
    let shown = format!("{text}{}", digits(first.split(']').next_back().unwrap()));
    let Some(second) = second else {
        return format!(
            "<number:number-style style:name=\"N{number}\">{shown}</number:number-style>"
        );
    };
    format!(
        "<number:number-style style:name=\"N{number}P0\" style:volatile=\"true\">{shown}\
         </number:number-style><number:number-style style:name=\"N{number}\"><number:text>-\
         </number:text>{}<style:map style:condition=\"value()&gt;=0\" \
         style:apply-style-name=\"N{number}P0\"/></number:number-style>",
        digits(second)
    )
}

fn table(sheet: &Sheet, formats: &[&str], program: Program) -> String {
    let style = if sheet.hidden { "ta2" } else { "ta1" };
    let mut xml = format!(
        "<table:table table:name=\"{}\" table:style-name=\"{style}\"><table:table-column \
         table:number-columns-repeated=\"16384\"/>",
        sheet.name
    );
    for (number, row) in sheet.rows.iter().enumerate() {
        xml += &self::row(sheet, number, row, formats, program);
    }
    // programs fill the rest of the sheet
    let rest = 1_048_576 - sheet.rows.len();
    xml + &format!(
        "<table:table-row table:number-rows-repeated=\"{rest}\"><table:table-cell \
         table:number-columns-repeated=\"16384\"/></table:table-row></table:table>"
    )
}

fn row(sheet: &Sheet, number: usize, row: &Row, formats: &[&str], program: Program) -> String {
    let visibility = if row.hidden {
        " table:visibility=\"collapse\""
    } else {
        ""
    };
    let mut xml = format!("<table:table-row{visibility}>");
    let mut blanks = 0;
    let missing = sheet.width() - row.cells.len();
    let cells = row.cells.iter().chain(vec![&Cell::Blank; missing]);
    for (column, cell) in cells.enumerate() {
        if matches!(cell, Cell::Blank) && sheet.covering(number, column).is_none() {
            blanks += 1;
            continue;
        }
        xml += &empty(blanks);
        blanks = 0;
        if sheet.covering(number, column).is_some() {
            xml += "<table:covered-table-cell/>";
        } else {
            let style = style(formats, cell.value());
            xml += &cell_element(cell, sheet.beginning(number, column), style, program);
        }
    }
    xml + &empty(blanks) + "</table:table-row>"
}

fn empty(cells: usize) -> String {
    match cells {
        0 => String::new(),
        cells => format!("<table:table-cell table:number-columns-repeated=\"{cells}\"/>"),
    }
}

fn cell_element(cell: &Cell, area: Option<&Area>, style: usize, program: Program) -> String {
    let mut attributes = String::new();
    if style > 0 {
        let _ = write!(attributes, " table:style-name=\"ce{style}\"");
    }
    if let Some(area) = area {
        for (name, (first, last)) in [("columns", area.columns), ("rows", area.rows)] {
            let _ = write!(
                attributes,
                " table:number-{name}-spanned=\"{}\"",
                last - first + 1
            );
        }
    }
    if matches!(cell, Cell::Formula(_)) {
        attributes += " table:formula=\"of:=1+1\"";
    }
    let Some(value) = cell.value() else {
        return format!("<table:table-cell{attributes}/>");
    };
    attributes += &typed(value, program);
    let lines = value.shown.split('\n').map(paragraph).collect::<String>();
    format!("<table:table-cell{attributes}>{lines}</table:table-cell>")
}

/// The value (ODF 1.3, part 3, 19.385 and what belongs to it).
fn typed(value: &Value, program: Program) -> String {
    match value.stored {
        Stored::Text => " office:value-type=\"string\" calcext:value-type=\"string\"".to_owned(),
        Stored::Error if program == Program::Excel => {
            " office:value-type=\"float\" office:value=\"0\"".to_owned()
        }
        Stored::Error => {
            " office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\""
                .to_owned()
        }
        Stored::Bool(value) => {
            format!(" office:value-type=\"boolean\" office:boolean-value=\"{value}\"")
        }
        Stored::Day(_) if value.shown.contains('-') => format!(
            " office:value-type=\"date\" office:date-value=\"{}\"",
            value.shown.replace(' ', "T")
        ),
        Stored::Day(_) => {
            let parts: Vec<&str> = value.shown.split(':').collect();
            format!(
                " office:value-type=\"time\" office:time-value=\"PT{}H{}M{}S\"",
                parts[0], parts[1], parts[2]
            )
        }
        Stored::Number(_) | Stored::Code(..) | Stored::Lost(..) => format!(
            " office:value-type=\"float\" office:value=\"{}\"",
            value.number(false).unwrap()
        ),
    }
}

/// Blanks in a row and those at the ends are written as their number.
fn paragraph(line: &str) -> String {
    let text = escaped(line).replace("  ", " <text:s/>");
    let text = match text.strip_prefix(' ') {
        Some(rest) => format!("<text:s/>{rest}"),
        None => text,
    };
    format!("<text:p>{text}</text:p>")
}
