//! Sheets as they come out.

use std::collections::BTreeMap;

use super::*;
use crate::reports::mark::marks::RowMarks;

const STYLES: &str = "<styleSheet><fills><fill><patternFill patternType=\"none\"/></fill></fills>\
    <cellXfs><xf fillId=\"0\"/><xf numFmtId=\"1\" fillId=\"0\"/></cellXfs></styleSheet>";

/// Cells that are marked, by row from 1 and column from 0, below a header in the first row.
fn marks(cells: &[(u64, u32)]) -> SheetMarks {
    let mut marks = SheetMarks {
        header: Some(1),
        above: 1,
        ..SheetMarks::default()
    };
    for (row, column) in cells {
        let row = marks.rows.entry(*row).or_insert_with(|| RowMarks {
            faults: "f".to_owned(),
            cells: BTreeMap::new(),
        });
        row.cells.insert(*column, "n".to_owned());
    }
    marks
}

fn copied(sheet: &str, marks: &SheetMarks, column: Option<u32>, only_bad: bool) -> String {
    let Ok(survey) = Survey::new(sheet.as_bytes(), marks, None) else {
        panic!("{sheet}")
    };
    let mut styles = Styles::new(STYLES.to_owned(), false).ok().unwrap();
    for format in &survey.formats {
        styles.twin(*format);
    }
    styles.twin(0);
    let change = Change {
        marks,
        survey: &survey,
        styles: &styles,
        earlier: &HashMap::new(),
        ours: None,
        column,
        heading: "h",
        emptied: "e",
        drawing: Some("d1"),
        only_bad,
    };
    let mut out = Vec::new();
    assert!(change.copy(sheet.as_bytes(), &mut out).is_ok());
    String::from_utf8(out).unwrap()
}

fn sheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData><tableParts/></worksheet>")
}

#[test]
fn without_marks_it_stays_as_it_is() {
    let text = "<?xml version=\"1.0\"?>\r\n<x:worksheet  a='1'><x:dimension ref=\"A1\" /><x:sheetData ><x:row r = \"1\">\
        <x:c r=\"A1\" t=\"str\"><x:f>\"a&amp;b\"</x:f><x:v>a&#10;b</x:v></x:c ><x:c/></x:row><x:row/></x:sheetData></x:worksheet>\n";
    let mut none = marks(&[]);
    none.header = None;
    let out = copied(text, &none, None, false);
    let drawing = out.find("<x:legacyDrawing").unwrap();
    let end = out[drawing..].find("/>").unwrap() + 2;
    assert_eq!(out.replace(&out[drawing..drawing + end], ""), text);
}

#[test]
fn cells_that_are_not_there_take_the_format_of_their_row_or_column() {
    let text = "<worksheet><cols><col min=\"3\" max=\"9\" style=\"1\" hidden=\"1\"/></cols><sheetData>\
        <row spans=\"1:2\"><c><v>1</v></c></row><row/><row r=\"4\" s=\"1\" customFormat=\"1\"><c r=\"B4\"/></row></sheetData></worksheet>";
    let out = copied(text, &marks(&[(2, 2), (4, 0), (4, 1)]), Some(4), false);
    let expected = [
        "<row><c><v>1</v></c><c r=\"E1\"",
        "<row><c r=\"C2\" s=\"3\"/><c r=\"E2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">f</t></is></c></row>",
        "<c r=\"A4\" s=\"3\"/><c r=\"B4\" s=\"2\"/><c r=\"E4\"",
        "<col min=\"3\" max=\"4\" style=\"1\" hidden=\"1\"/><col min=\"5\" max=\"5\" style=\"1\" width=\"60\"/><col min=\"6\"",
    ];
    for text in expected {
        assert!(out.contains(text), "{text}\n{out}");
    }
}

#[test]
fn notes_are_drawn_where_excel_looks_for_them() {
    let out = copied(&sheet("<row r=\"1\"/>"), &marks(&[]), None, false);
    let end = &out[out.find("</sheetData>").unwrap()..];
    assert!(
        end.starts_with("</sheetData><legacyDrawing xmlns:r="),
        "{end}"
    );
    assert!(
        end.ends_with("r:id=\"d1\"/><tableParts/></worksheet>"),
        "{end}"
    );
}

#[test]
fn a_formula_that_is_shared_with_an_emptied_row_is_written_out() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>0</v></c></row>\
        <row r=\"2\"><c r=\"A2\"><f t=\"shared\" ref=\"A2:A4\" si=\"0\">B2&amp;\"x\"</f><v>1</v></c></row>\
        <row r=\"3\"><c r=\"A3\"><f t=\"shared\" si=\"0\"/><v>2</v></c></row>\
        <row r=\"4\"><c r=\"A4\"><f t=\"shared\" si=\"0\"></f><v>3</v></c></row><row r=\"9\" s=\"1\"/>";
    let out = copied(&sheet(rows), &marks(&[(3, 0)]), None, true);
    let expected = "<row r=\"2\" hidden=\"1\"/><row r=\"3\"><c r=\"A3\" s=\"2\"><f>B3&amp;&quot;x&quot;</f><v>2</v></c></row>\
        <row r=\"4\" hidden=\"1\"/><row r=\"9\" s=\"1\"/>";
    assert!(out.contains(expected), "{out}");
}

/// What its sender has left blank stays a gap of his.
#[test]
fn rows_that_are_emptied_say_so_and_gaps_do_not() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>\
        <row r=\"3\"><c r=\"A3\"/></row><row r=\"4\"><c r=\"A4\"/></row><row r=\"5\"><c r=\"A5\"><v>3</v></c></row>";
    let mut marks = marks(&[(5, 0)]);
    marks.blank = vec![(3, 4)];
    // it was emptied when faults were marked before
    marks.emptied = vec![(4, 4)];
    let said = |row| {
        format!(
            "<c r=\"C{row}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">e</t></is></c></row>"
        )
    };
    let out = copied(&sheet(rows), &marks, Some(2), true);
    let expected = [
        format!("<row r=\"2\" hidden=\"1\">{}", said(2)),
        "<row r=\"3\" hidden=\"1\"/>".to_owned(),
        format!("<row r=\"4\" hidden=\"1\">{}", said(4)),
    ];
    assert!(out.contains(&expected.concat()), "{out}");
    let out = copied(&sheet(rows), &marks, Some(2), false);
    assert!(
        out.contains(&format!("<row r=\"4\"><c r=\"A4\"/>{}", said(4))),
        "{out}"
    );
    assert!(!out.contains("\"C2\"") && !out.contains("\"C3\""), "{out}");
    // of rows that nobody has looked at nothing is said
    marks.unknown = Some(2);
    let out = copied(&sheet(rows), &marks, Some(2), true);
    assert!(out.contains("<row r=\"2\" hidden=\"1\"/>"), "{out}");
}
