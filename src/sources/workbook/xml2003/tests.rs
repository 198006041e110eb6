//! Workbooks as Excel and web systems write them, and as nobody should.

use super::*;
use crate::sources::workbook::cells;
use crate::sources::workbook::reference::Area;
use encoding_rs::{GBK, UTF_8, UTF_16LE};

/// What a test may come to, in bytes.
const MOST: u64 = 1 << 20;

fn most() -> Budget {
    Budget::new(0, Some(MOST))
}

fn workbook(styles: &str, sheets: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n\
         <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:html=\"http://www.w3.org/TR/REC-html40\">\n\
         <Styles>{styles}</Styles>\n{sheets}\n</Workbook>\n"
    )
}

fn sheet(rows: &str) -> String {
    format!("<Worksheet ss:Name=\"出库\">\n <Table>{rows}</Table>\n</Worksheet>")
}

fn opened(text: &str) -> Result<Xml2003, SourceError> {
    Xml2003::open(text.as_bytes(), UTF_8, &most())
}

fn cells(book: &mut Xml2003, sheet: usize) -> Vec<(u32, u32, String)> {
    let mut found = Vec::new();
    let read = book.cells(sheet, |row, column, value| {
        let mut text = String::new();
        if cells::write(&mut text, value).is_some() {
            text = format!("[{text}]");
        }
        found.push((row, column, text));
        ControlFlow::Continue(())
    });
    read.unwrap();
    found
}

fn shown(styles: &str, row: &str) -> Vec<String> {
    let text = workbook(styles, &sheet(&format!("<Row>{row}</Row>")));
    let cells = cells(&mut opened(&text).unwrap(), 0);
    cells.into_iter().map(|(_, _, text)| text).collect()
}

fn data(kind: &str, value: &str) -> String {
    format!("<Cell><Data ss:Type=\"{kind}\">{value}</Data></Cell>")
}

fn styled(style: &str, kind: &str, value: &str) -> String {
    format!("<Cell ss:StyleID=\"{style}\"><Data ss:Type=\"{kind}\">{value}</Data></Cell>")
}

#[test]
fn values_of_all_types() {
    for (cell, expected) in [
        (data("String", "SO-1"), "SO-1"),
        (data("String", " a  b "), " a  b "),
        (data("String", "\n    a b\n  "), "a b"),
        (data("String", "a&#10;b &amp;&lt;&nbsp;&quot;R&D"), "a\nb &<\u{a0}\"R&D"),
        (data("String", "<![CDATA[<b>]]>"), "<b>"),
        (data("Number", "1200.50"), "1200.5"),
        (data("Number", " 12\n"), "12"),
        (data("Number", "-1.5E-3"), "-0.0015"),
        (data("Number", "1,200"), "1,200"),
        (data("Number", "913101153325803000"), "[913101153325803000]"),
        (data("Boolean", "1"), "TRUE"),
        (data("Boolean", "0"), "FALSE"),
        (data("Boolean", "ja"), "ja"),
        (data("Error", "#N/A"), "[#N/A]"),
        (data("Error", "#SPILL!"), "[#SPILL!]"),
        (data("Error", ""), "[#VALUE!]"),
        (data("DateTime", "2026-03-05T00:00:00.000"), "2026-03-05"),
        (data("DateTime", "2026-03-05T08:30:00.000"), "2026-03-05 08:30:00"),
        (data("DateTime", "2026-03-05T08:30:15.25"), "2026-03-05 08:30:15.250"),
        (data("DateTime", "2026-03-05"), "2026-03-05"),
        (data("DateTime", "1899-12-31T08:30:00.000"), "08:30:00"),
        (data("DateTime", "5.3.2026"), "5.3.2026"),
        (data("Sonstiges", "a"), "a"),
        ("<Cell><Data>a</Data></Cell>".to_owned(), "a"),
        // letters with a format of their own, a comment, a name
        (
            "<Cell><ss:Data ss:Type=\"String\" xmlns=\"http://www.w3.org/TR/REC-html40\"><B>a<Font html:Size=\"8\"> b</Font></B></ss:Data>\
             <Comment><ss:Data xmlns=\"http://www.w3.org/TR/REC-html40\"><B>wer?</B></ss:Data></Comment><NamedCell ss:Name=\"n\"/></Cell>"
                .to_owned(),
            "a b",
        ),
        // not with the prefixes that belong there
        ("<Cell><Data Type=\"Number\">7</Data></Cell>".to_owned(), "7"),
        ("<ss:Cell><ss:Data ss:Type='Number'>7</ss:Data></ss:Cell>".to_owned(), "7"),
    ] {
        assert_eq!(shown("", &cell), [expected], "{cell}");
    }
    assert!(
        shown(
            "",
            "<Cell/><Cell ss:StyleID=\"s\"></Cell><Cell><Data ss:Type=\"String\"/></Cell>"
        )
        .is_empty()
    );
}

#[test]
fn numbers_by_their_format() {
    let styles = "<Style ss:ID=\"Default\" ss:Name=\"Normal\"><NumberFormat/></Style>\
        <Style ss:ID=\"four\"><Font/><NumberFormat ss:Format=\"0000\"/></Style>\
        <Style ss:ID=\"po\"><NumberFormat ss:Format=\"&quot;PO&quot;0000;@\"/></Style>\
        <Style ss:ID=\"child\" ss:Parent=\"four\"/><Style ss:ID=\"self\" ss:Parent=\"self\"/>\
        <Style ss:ID=\"plain\" ss:Parent=\"four\"><NumberFormat ss:Format=\"General\"/></Style>\
        <Style ss:ID=\"money\"><NumberFormat ss:Format=\"#,##0.00\"/></Style>\
        <Style ss:ID=\"date\"><NumberFormat ss:Format=\"Short Date\"/></Style>\
        <Style ss:ID=\"time\"><NumberFormat ss:Format=\"h:mm\"/></Style>\
        <Style ss:ID=\"hours\"><NumberFormat ss:Format=\"[h]:mm\"/></Style>";
    for (style, kind, value, expected) in [
        ("four", "Number", "42", "0042"),
        ("po", "Number", "42", "PO0042"),
        ("child", "Number", "42", "0042"),
        ("plain", "Number", "42", "42"),
        ("self", "Number", "42", "42"),
        ("unknown", "Number", "42", "42"),
        ("money", "Number", "42", "42"),
        ("date", "Number", "46086", "2026-03-05"),
        ("four", "String", "42", "42"),
        ("time", "DateTime", "1899-12-31T08:30:00.000", "08:30:00"),
        ("hours", "DateTime", "1900-01-01T02:30:00.000", "26:30:00"),
        ("hours", "DateTime", "1900-03-01T00:00:00.000", "1464:00:00"),
        ("hours", "DateTime", "x", "x"),
    ] {
        assert_eq!(
            shown(styles, &styled(style, kind, value)),
            [expected],
            "{style} {value}"
        );
    }
    let rows = "<Column/><Column ss:Index=\"3\" ss:StyleID=\"four\" ss:Span=\"1\"/>".to_owned()
        + &format!("<Row>{}</Row>", data("Number", "7").repeat(5))
        + &format!(
            "<Row ss:StyleID=\"po\">{}{}</Row>",
            data("Number", "7"),
            styled("plain", "Number", "7")
        );
    let found = cells(&mut opened(&workbook(styles, &sheet(&rows))).unwrap(), 0);
    let texts: Vec<&str> = found.iter().map(|(_, _, text)| text.as_str()).collect();
    assert_eq!(texts, ["7", "7", "0007", "0007", "7", "PO0007", "7"]);
}

#[test]
fn workbooks_that_count_from_1904() {
    let from_1904 = "<ExcelWorkbook xmlns=\"urn:schemas-microsoft-com:office:excel\"><WindowHeight>9</WindowHeight><Date1904/></ExcelWorkbook>";
    let styles = "<Style ss:ID=\"date\"><NumberFormat ss:Format=\"General Date\"/></Style>\
        <Style ss:ID=\"time\"><NumberFormat ss:Format=\"Short Time\"/></Style>\
        <Style ss:ID=\"hours\"><NumberFormat ss:Format=\"[h]:mm\"/></Style>";
    let row = [
        styled("date", "Number", "1462"),
        styled("date", "DateTime", "1904-01-01T12:00:00.000"),
        styled("time", "DateTime", "1904-01-01T08:30:00.000"),
        styled("hours", "DateTime", "1904-01-02T02:00:00.000"),
    ];
    let text = workbook(styles, &sheet(&format!("<Row>{}</Row>", row.concat())));
    let text = text.replace("<Styles>", &format!("{from_1904}<Styles>"));
    let found = cells(&mut opened(&text).unwrap(), 0);
    let texts: Vec<&str> = found.iter().map(|(_, _, text)| text.as_str()).collect();
    assert_eq!(
        texts,
        ["1908-01-02", "1904-01-01 12:00:00", "08:30:00", "26:00:00"]
    );
}

#[test]
fn rows_and_cells_in_their_places() {
    let [a, b] = ["a", "b"].map(|text| data("String", text));
    let rows = [
        format!("<Row>{a}</Row>\n<Row ss:Index=\"4\" ss:Hidden=\"1\">{a}<Cell ss:Index=\"3\"><Data ss:Type=\"String\">c</Data></Cell>{b}</Row>"),
        "<Row ss:Span=\"2\"/>".to_owned(),
        format!("<Row><Cell ss:MergeAcross=\"1\" ss:MergeDown=\"2\"><Data ss:Type=\"String\">m</Data></Cell>{b}</Row>"),
        format!("<Row ss:Index=\"20\" ss:Hidden=\"1\"><Cell/></Row><Row ss:Hidden=\"0\">{b}</Row><Row ss:Hidden=\"1\" ss:Span=\"99\"/>"),
    ]
    .concat();
    let columns = "<Column ss:Index=\"2\" ss:Hidden=\"1\" ss:Span=\"1\"/><Column ss:Index=\"9\" ss:Hidden=\"1\"/>";
    let text = workbook("", &sheet(&(columns.to_owned() + &rows)));
    let mut book = opened(&text).unwrap();
    let expected = [
        (0, 0, "a"),
        (3, 0, "a"),
        (3, 2, "c"),
        (3, 3, "b"),
        (7, 0, "m"),
        (7, 2, "b"),
        (20, 0, "b"),
    ];
    let expected = expected.map(|(row, column, text)| (row, column, text.to_owned()));
    assert_eq!(cells(&mut book, 0), expected);
    let beside = book.beside(0);
    let merged = Area {
        top: 7,
        bottom: 9,
        left: 0,
        right: 1,
    };
    assert_eq!(beside.merged, [merged]);
    assert_eq!(beside.hidden_rows, [(3, 3)]);
    assert_eq!(beside.hidden_columns, [(1, 2), (8, 8)]);
}

#[test]
fn sheets_and_formulas() {
    let row = "<Row><Cell ss:Formula=\"=R1\"/><Cell ss:Formula=\"=R1\"><Data/></Cell><Cell ss:Formula=\"=R1\"><Data ss:Type=\"Number\"></Data></Cell>\
               <Cell ss:Formula=\"=R1\"><Data ss:Type=\"String\"></Data></Cell><Cell ss:Formula=\"=R1\"><Data ss:Type=\"Number\">1</Data></Cell></Row>";
    let options = |visible: &str| {
        format!(
            "<WorksheetOptions xmlns=\"urn:schemas-microsoft-com:office:excel\"><Print/><Visible>{visible}</Visible></WorksheetOptions>"
        )
    };
    let sheets = [
        format!(
            "<Worksheet ss:Name=\"A &amp; B\"><Names/><Table>{row}</Table>{}</Worksheet>",
            options("SheetVisible")
        ),
        format!(
            "<Worksheet ss:Name=\"alt\"><Table/>{}</Worksheet>",
            options("SheetHidden")
        ),
        format!(
            "<Worksheet ss:Name=\"ganz alt\"><Table/>{}</Worksheet>",
            options("SheetVeryHidden")
        ),
        "<Worksheet></Worksheet>".to_owned(),
    ];
    let mut book = opened(&workbook("", &sheets.concat())).unwrap();
    let names: Vec<_> = book
        .sheets
        .iter()
        .map(|s| (s.name.as_str(), s.visible))
        .collect();
    let expected = [
        ("A & B", true),
        ("alt", false),
        ("ganz alt", false),
        ("Sheet4", true),
    ];
    assert_eq!(names, expected);
    assert_eq!(book.beside(0).formulas.unstored, 3);
    assert!(cells(&mut book, 3).is_empty());
}

#[test]
fn announced_rows_that_are_not_there() {
    let missing = |table: &str| {
        let sheet = format!("<Worksheet ss:Name=\"a\">{table}</Worksheet>");
        let book = opened(&workbook("", &sheet)).unwrap();
        let beside = book.beside(0);
        beside.announced.map(|area| (area.bottom + 1, beside.rows))
    };
    let row = "<Row><Cell><Data ss:Type=\"Number\">1</Data></Cell></Row>";
    let counted = |count: &str, rows: &str| {
        missing(&format!(
            "<Table ss:ExpandedRowCount=\"{count}\">{rows}</Table>"
        ))
    };
    assert_eq!(counted("7", row), Some((7, 1)));
    // rows with nothing in them are there as well
    assert_eq!(
        counted("7", &format!("{row}<Row ss:Index=\"5\" ss:Span=\"2\"/>")),
        Some((7, 7))
    );
    assert_eq!(counted("many", row), None);
    assert_eq!(counted("0", ""), None);
    assert_eq!(missing(&format!("<Table>{row}</Table>")), None);
}

#[test]
fn rows_and_columns_of_no_height_or_width_are_hidden() {
    let rows = "<Column ss:Width=\"0\"/><Column ss:Width=\"0.5\"/><Row ss:Height=\"0\"><Cell><Data ss:Type=\"Number\">1</Data></Cell></Row>";
    let book = opened(&workbook("", &sheet(rows))).unwrap();
    let beside = book.beside(0);
    assert_eq!(
        (&beside.hidden_rows[..], &beside.hidden_columns[..]),
        (&[(0, 0)][..], &[(0, 0)][..])
    );
}

#[test]
fn names_without_their_declarations() {
    let row = "<ss:Row><ss:Cell><ss:Data ss:Type=\"Number\">7</ss:Data></ss:Cell></ss:Row>";
    for text in [
        format!(
            "<ss:Workbook><ss:Worksheet ss:Name=\"a\"><ss:Table>{row}</ss:Table></ss:Worksheet></ss:Workbook>"
        ),
        format!(
            "\n\n<Workbook><Worksheet Name=\"a\"><Table>{}</Table></Worksheet></Workbook>",
            row.replace("ss:", "")
        ),
        format!(
            "<q:Workbook xmlns:q=\"urn:schemas-microsoft-com:office:spreadsheet\"><q:Worksheet q:Name=\"a\"><q:Table>{}\
             </q:Table></q:Worksheet></q:Workbook>",
            row.replace("ss:", "q:")
        ),
    ] {
        let mut book = opened(&text).unwrap();
        assert_eq!(cells(&mut book, 0), [(0, 0, "7".to_owned())], "{text}");
        assert_eq!(book.sheets[0].name, "a");
    }
}

#[test]
fn encodings() {
    let text = workbook(
        "",
        &sheet(&format!("<Row>{}</Row>", data("String", "订单"))),
    );
    let found = |bytes: &[u8], encoding| {
        let mut book = Xml2003::open(bytes, encoding, &most()).unwrap();
        let text = cells(&mut book, 0).remove(0).2;
        (text, book.is_undecodable())
    };
    assert_eq!(found(&GBK.encode(&text).0, GBK), ("订单".to_owned(), false));
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(found(&utf16, UTF_16LE), ("订单".to_owned(), false));
    let marked = format!("\u{feff}{text}");
    assert_eq!(found(marked.as_bytes(), UTF_8), ("订单".to_owned(), false));
    assert!(found(&GBK.encode(&text).0, UTF_8).1);
}

#[test]
fn what_is_not_whole_is_refused() {
    let whole = workbook(
        "",
        &sheet(&format!("<Row>{}</Row>", data("String", "a").repeat(3))),
    );
    let end = whole.rfind("</Workbook>").unwrap() + "</Workbook>".len();
    for length in (0..end).step_by(5) {
        let part = &whole.as_bytes()[..length];
        let read = Xml2003::open(part, UTF_8, &most());
        let error = read.err().unwrap_or_else(|| panic!("{length}"));
        let told = ["source-cut-off", "source-not-workbook"].contains(&error.key);
        assert!(told, "{length}: {}", error.key);
    }
    assert!(opened(&whole[..end]).is_ok());
    let crossed = whole.replace("</Row>", "</Table>");
    assert_eq!(
        opened(&crossed).err().unwrap().key,
        "source-broken-workbook"
    );
    let bomb = whole.replace(
        "<Workbook",
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><Workbook",
    );
    let bomb = bomb.replace(">a<", ">&b;<");
    assert_eq!(cells(&mut opened(&bomb).unwrap(), 0)[0].2, "&b;");
    let error = Xml2003::open(whole.as_bytes(), UTF_8, &Budget::new(0, Some(100)))
        .err()
        .unwrap();
    assert_eq!(error.key, "source-over-budget");
}

#[test]
fn what_is_said_costs_nothing() {
    for (piece, key) in [
        ("<Row>", "source-misplaced-element"),
        ("<Cell>", "source-misplaced-element"),
        ("<Data>", "source-broken-workbook"),
        ("<x:y>", "source-broken-workbook"),
    ] {
        let deep = workbook("", &sheet(&piece.repeat(9000)));
        assert_eq!(opened(&deep).err().unwrap().key, key, "{piece}");
    }
    let far = "<Row ss:Index=\"4294967295\" ss:Span=\"4294967295\"><Cell ss:Index=\"4294967295\" \
               ss:MergeAcross=\"4294967295\" ss:MergeDown=\"4294967295\"><Data ss:Type=\"Number\">1</Data></Cell><Cell><Data>x</Data></Cell></Row>";
    let mut book = opened(&workbook("", &sheet(far))).unwrap();
    assert_eq!(cells(&mut book, 0).len(), 2);
}

/// What stands where the format allows no rows and cells would be lost.
#[test]
fn rows_and_cells_have_one_place() {
    let row = |attributes: &str| format!("<Row{attributes}>{}</Row>", data("String", "a"));
    let key = |sheets: &str| opened(&workbook("", sheets)).err().map(|error| error.key);
    let of_rows = |inside: &str| key(&sheet(&format!("{}{inside}", row(""))));
    let element = Some("source-misplaced-element");
    for inside in [
        format!("<g>{}</g>", row("")),
        format!("<Column>{}</Column>", row("")),
        format!("<Row>{}</Row>", row("")),
        format!("<Row><g>{}</g></Row>", data("String", "a")),
        format!("<Row><Cell>{}</Cell></Row>", row("")),
        format!("<Row><Cell><g>{}</g></Cell></Row>", row("")),
        "<Row><Cell><Data ss:Type=\"String\">a</Data><Data ss:Type=\"String\"/></Cell></Row>"
            .to_owned(),
        data("String", "a"),
        format!("</Table><Table>{}", row("")),
        format!("</Table><g>{}</g><Table>", row("")),
        format!("</Table>{}<Table>", row("")),
    ] {
        assert_eq!(of_rows(&inside), element, "{inside}");
    }
    let around = format!("<g>{}</g>", sheet(&row("")));
    assert_eq!(key(&format!("{}{around}", sheet(&row("")))), element);
    for index in ["0", "1", "-5", "x", "", "1.5"] {
        let index = format!(" ss:Index=\"{index}\"");
        assert_eq!(
            of_rows(&row(&index)),
            Some("source-misplaced-cells"),
            "{index}"
        );
        let cell = format!("<Row>{}<Cell{index}/></Row>", data("String", "a"));
        assert_eq!(of_rows(&cell), Some("source-misplaced-cells"), "{index}");
    }
    for inside in [
        row(" ss:Index=\"2\""),
        row(" ss:Index=\"9\""),
        format!("{}{}", row(" ss:Span=\"3\""), row(" ss:Index=\"4\"")),
        "<Row><Cell ss:MergeAcross=\"2\"/><Cell ss:Index=\"3\"/></Row>".to_owned(),
        "<Row><Cell><Comment><Data>c</Data></Comment><Data ss:Type=\"String\">a</Data></Cell></Row>".to_owned(),
    ] {
        assert_eq!(of_rows(&inside), None, "{inside}");
    }
}
