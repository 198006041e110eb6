//! `SpreadsheetML` (ECMA-376, part 1, 18): a part for each sheet, and beside them the texts and the number formats.

use std::fmt::Write as _;

use super::package::{content_types, relations, zipped};
use super::{Book, Cell, Row, Sheet, Stored, Value, escaped, formats, reference, style, texts};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Which of the notations that the standard leaves open.
struct Notation {
    /// Before the name of each tag.
    prefix: &'static str,
    /// The part of the workbook.
    workbook: &'static str,
    /// Whether texts stand among the shared ones, dates are numbers, and rows without cells are left out.
    usual: bool,
    from_1904: bool,
}

/// As Excel writes it.
pub(crate) fn save(book: &Book) -> Vec<u8> {
    written(book, &USUAL)
}

/// As Excel for Macintosh used to write it: days count from 1904.
pub(crate) fn save_1904(book: &Book) -> Vec<u8> {
    let notation = Notation {
        from_1904: true,
        ..USUAL
    };
    written(book, &notation)
}

/// As libraries write it: prefixed tags, texts in their cells, dates as ISO 8601, rows of formatted blanks, and an area that
/// names rows only.
pub(crate) fn save_oddly(book: &Book) -> Vec<u8> {
    let notation = Notation {
        prefix: "x:",
        workbook: "xl/workbook2.xml",
        usual: false,
        from_1904: false,
    };
    written(book, &notation)
}

const USUAL: Notation = Notation {
    prefix: "",
    workbook: "xl/workbook.xml",
    usual: true,
    from_1904: false,
};

fn written(book: &Book, notation: &Notation) -> Vec<u8> {
    let (formats, texts) = (formats(book), texts(book));
    let sheets: Vec<String> = (1..=book.sheets.len())
        .map(|number| format!("worksheets/sheet{number}.xml"))
        .collect();
    let workbook = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let mut types = vec![(notation.workbook.to_owned(), workbook)];
    let mut ours = Vec::new();
    for (number, part) in (1..).zip(&sheets) {
        let kind = "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
        types.push((format!("xl/{part}"), kind));
        ours.push((format!("rId{number}"), "worksheet", part.clone()));
    }
    for (id, kind, part) in [
        ("rIdStyles", "styles", "styles.xml"),
        ("rIdTexts", "sharedStrings", "sharedStrings.xml"),
    ] {
        let full = match kind {
            "styles" => "vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
            _ => "vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml",
        };
        types.push((format!("xl/{part}"), full));
        ours.push((id.to_owned(), kind, part.to_owned()));
    }
    let root = (
        "rId1".to_owned(),
        "officeDocument",
        notation.workbook.to_owned(),
    );
    let of_workbook = notation.workbook.replace("xl/", "xl/_rels/") + ".rels";
    let named: Vec<String> = sheets.iter().map(|part| format!("xl/{part}")).collect();
    let mut parts = vec![
        ("[Content_Types].xml", content_types(&types)),
        ("_rels/.rels", relations(&[root])),
        (notation.workbook, notation.part(&notation.book(book))),
        (of_workbook.as_str(), relations(&ours)),
        ("xl/styles.xml", notation.part(&styles(&formats))),
        ("xl/sharedStrings.xml", notation.part(&shared(&texts))),
    ];
    for (sheet, name) in book.sheets.iter().zip(&named) {
        let xml = notation.sheet(sheet, &formats, &texts);
        parts.push((name, notation.part(&xml)));
    }
    zipped(&parts)
}

impl Notation {
    /// Tags are written as `<:row>` and `</:row>` here.
    fn part(&self, xml: &str) -> Vec<u8> {
        let space = match self.prefix.trim_end_matches(':') {
            "" => "xmlns".to_owned(),
            prefix => format!("xmlns:{prefix}"),
        };
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        let named = xml
            .replacen(
                '>',
                &format!(" {space}=\"{MAIN}\" xmlns:r=\"{RELATIONS}\">"),
                1,
            )
            .replace("<:", &format!("<{}", self.prefix))
            .replace("</:", &format!("</{}", self.prefix));
        (head.to_owned() + &named).into_bytes()
    }

    fn book(&self, book: &Book) -> String {
        let mut xml = String::from("<:workbook>");
        if self.from_1904 {
            xml += "<:workbookPr date1904=\"1\"/>";
        }
        xml += "<:sheets>";
        for (number, sheet) in (1..).zip(&book.sheets) {
            let state = if sheet.hidden {
                " state=\"hidden\""
            } else {
                ""
            };
            let _ = write!(
                xml,
                "<:sheet name=\"{}\" sheetId=\"{number}\"{state} r:id=\"rId{number}\"/>",
                sheet.name
            );
        }
        xml + "</:sheets></:workbook>"
    }

    fn sheet(&self, sheet: &Sheet, formats: &[&str], texts: &[&str]) -> String {
        let last = sheet.rows.len();
        let area = if self.usual {
            format!("A1:{}", reference(last - 1, sheet.width() - 1))
        } else {
            format!("1:{last}")
        };
        let mut xml = format!("<:worksheet><:dimension ref=\"{area}\"/><:sheetData>");
        for (number, row) in sheet.rows.iter().enumerate() {
            xml += &self.row(number, row, formats, texts);
        }
        xml += "</:sheetData>";
        if !sheet.merged.is_empty() {
            let _ = write!(xml, "<:mergeCells count=\"{}\">", sheet.merged.len());
            for area in &sheet.merged {
                let corner = |row: u16, column: u16| reference(row.into(), column.into());
                let first = corner(area.rows.0, area.columns.0);
                let last = corner(area.rows.1, area.columns.1);
                let _ = write!(xml, "<:mergeCell ref=\"{first}:{last}\"/>");
            }
            xml += "</:mergeCells>";
        }
        xml + "</:worksheet>"
    }

    fn row(&self, number: usize, row: &Row, formats: &[&str], texts: &[&str]) -> String {
        if row.cells.is_empty() {
            let blanks = format!(
                "<:row r=\"{0}\"><:c r=\"A{0}\" s=\"1\"/><:c r=\"B{0}\" s=\"1\"/></:row>",
                number + 1
            );
            return if self.usual { String::new() } else { blanks };
        }
        let hidden = if row.hidden { " hidden=\"1\"" } else { "" };
        let mut xml = format!("<:row r=\"{}\"{hidden}>", number + 1);
        for (column, cell) in row.cells.iter().enumerate() {
            let at = reference(number, column);
            xml += &self.cell(&at, cell, style(formats, cell.value()), texts);
        }
        xml + "</:row>"
    }

    fn cell(&self, at: &str, cell: &Cell, style: usize, texts: &[&str]) -> String {
        let (value, formula) = match cell {
            Cell::Blank => return String::new(),
            Cell::Value(value) => (value, ""),
            Cell::Formula(Some(value)) => (value, "<:f>1+1</:f>"),
            Cell::Formula(None) => return format!("<:c r=\"{at}\"><:f>1+1</:f></:c>"),
        };
        let (kind, content) = match value.stored {
            Stored::Text if !formula.is_empty() => ("str", escaped(value.shown)),
            Stored::Text if self.usual => {
                let place = texts.iter().position(|text| *text == value.shown);
                ("s", place.unwrap().to_string())
            }
            Stored::Text => {
                let text = text(value.shown);
                return format!("<:c r=\"{at}\" t=\"inlineStr\"><:is>{text}</:is></:c>");
            }
            Stored::Day(_) if !self.usual && value.shown.contains('-') => ("d", iso(value)),
            Stored::Bool(value) => ("b", u8::from(value).to_string()),
            Stored::Error => ("e", value.shown.to_owned()),
            Stored::Number(_) | Stored::Code(..) | Stored::Lost(..) | Stored::Day(_) => {
                ("n", value.number(self.from_1904).unwrap().to_string())
            }
        };
        format!("<:c r=\"{at}\" s=\"{style}\" t=\"{kind}\">{formula}<:v>{content}</:v></:c>")
    }
}

fn iso(value: &Value) -> String {
    value.shown.replace(' ', "T")
}

fn text(text: &str) -> String {
    format!("<:t xml:space=\"preserve\">{}</:t>", escaped(text))
}

fn shared(texts: &[&str]) -> String {
    let mut xml = String::from("<:sst>");
    for one in texts {
        let _ = write!(xml, "<:si>{}</:si>", text(one));
    }
    xml + "</:sst>"
}

fn styles(formats: &[&str]) -> String {
    let mut xml = format!("<:styleSheet><:numFmts count=\"{}\">", formats.len());
    for (id, format) in (164..).zip(formats) {
        let code = escaped(format);
        let _ = write!(xml, "<:numFmt numFmtId=\"{id}\" formatCode=\"{code}\"/>");
    }
    xml += "</:numFmts><:fonts count=\"1\"><:font/></:fonts><:fills count=\"1\"><:fill/></:fills>\
        <:borders count=\"1\"><:border/></:borders>\
        <:cellStyleXfs count=\"1\"><:xf/></:cellStyleXfs><:cellXfs><:xf numFmtId=\"0\"/>";
    for id in (164..).take(formats.len()) {
        let _ = write!(xml, "<:xf numFmtId=\"{id}\" applyNumberFormat=\"1\"/>");
    }
    xml + "</:cellXfs></:styleSheet>"
}
