//! What xlsx files look like that other programs write, and what becomes of those that nobody should.

use super::super::beside::Beside;
use super::super::kind::Format;
use super::super::made::{Made, all_of, cells_of, changed, file};
use super::super::reference;
use crate::sources::SourceError;
use crate::sources::layout::Heading;
use crate::sources::workbook::book::{Book, Limits};

fn read(made: &Made) -> Result<Vec<String>, SourceError> {
    cells_of(&mut made.open(Format::Xlsx)?, 0)
}

fn beside(made: &Made) -> Beside {
    made.open(Format::Xlsx).unwrap().beside(0).unwrap()
}

/// A workbook with these rows.
fn rows(rows: &str) -> Made {
    Made::xlsx(&format!("<sheetData>{rows}</sheetData>"))
}

/// The same with the cells of one row.
fn row(cells: &str) -> Made {
    rows(&format!("<row r=\"1\">{cells}</row>"))
}

#[test]
fn values_of_every_kind() {
    let made = row("<c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\"><v>1.5</v></c><c r=\"C1\" t=\"n\"><v> 7 </v></c>\
        <c r=\"D1\" t=\"b\"><v>1</v></c><c r=\"E1\" t=\"b\"><v>false</v></c><c r=\"F1\" t=\"str\"><v> a &lt; b</v></c>\
        <c r=\"G1\" t=\"inlineStr\"><is><t>丙</t></is></c><c r=\"H1\" t=\"d\"><v>2026-03-05T08:30:00</v></c>\
        <c r=\"I1\" s=\"3\"/><c r=\"J1\" t=\"s\"/><c r=\"K1\"><v>&#49;2</v></c><c r=\"L1\" t=\"inlineStr\"><v>丁</v></c>\
        <c r=\"M1\" t=\"d\"><v>2026-03-05T00:30:00Z</v></c>")
    .with("xl/sharedStrings.xml", "<sst count=\"9\"><si><t>甲</t></si><si><t>乙</t></si></sst>");
    let expected = [
        "A1 乙",
        "B1 1.5",
        "C1 7",
        "D1 TRUE",
        "E1 FALSE",
        "F1  a < b",
        "G1 丙",
        "H1 2026-03-05 08:30:00",
        "K1 12",
        "L1 丁",
        // as in a text file, where the zone counts
        "M1 2026-03-05T00:30:00Z",
    ];
    assert_eq!(read(&made).unwrap(), expected);
}

#[test]
fn values_that_are_not_what_they_say() {
    let made = row(
        "<c r=\"A1\" t=\"n\"><v>x1</v></c><c r=\"B1\" t=\"b\"><v>2</v></c><c r=\"C1\"><v>1e999</v></c>\
        <c r=\"D1\" t=\"new\"><v>text</v></c><c r=\"E1\"><v>NaN</v></c><c r=\"F1\" t=\"e\"/><c r=\"G1\" t=\"e\"><v></v></c>",
    );
    // an error without a word is one all the same
    assert_eq!(
        read(&made).unwrap(),
        [
            "A1 x1",
            "B1 2",
            "C1 1e999",
            "D1 text",
            "E1 NaN",
            "F1 #VALUE! damaged",
            "G1 #VALUE! damaged"
        ]
    );
    for wrong in ["9", "x", "-1", "99999999999999999999"] {
        let made = row(&format!("<c r=\"A1\" t=\"s\"><v>{wrong}</v></c>"));
        assert!(read(&made).is_err(), "{wrong}");
    }
}

#[test]
fn errors_of_every_version() {
    let errors = [
        "#DIV/0!",
        "#N/A",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
        "#CONNECT!",
        "#UNKNOWN!",
        "#GETTING_DATA",
        "#PYTHON!",
        "Err:502",
    ];
    for error in errors {
        let made = row(&format!(
            "<c r=\"A1\" t=\"e\"><f>A2#</f><v>{error}</v></c><c r=\"B1\"><v>5</v></c>"
        ));
        assert_eq!(
            read(&made).unwrap(),
            [format!("A1 {error} damaged"), "B1 5".to_owned()]
        );
    }
}

#[test]
fn texts_with_formats_and_signs() {
    let shared = "<sst><si><t xml:space=\"preserve\"> a </t></si><si><t> b\n</t></si>\
        <si><r><t>c</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> d</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>\
        <si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/></si>\
        <si><t>e_x000D_\r\nf_x005F_x0041_</t></si><si/><si><t><![CDATA[<g> & h]]></t></si></sst>";
    let cells: String = (0..7)
        .map(|i| format!("<c t=\"s\"><v>{i}</v></c>"))
        .collect::<Vec<_>>()
        .concat();
    let made = row(&cells).with("xl/sharedStrings.xml", shared);
    let expected = [
        "A1  a ",
        "B1 b",
        "C1 c d",
        "D1 東京",
        "E1 e\r\nf_x0041_",
        "G1 <g> & h",
    ];
    assert_eq!(read(&made).unwrap(), expected);
    let inline = row(
        "<c r=\"A1\" t=\"inlineStr\"><is><r><t>i_x4E2D_</t></r><r><t>j</t></r></is></c>\
        <c r=\"B1\" t=\"str\"><v>k_x000A_l</v></c>",
    );
    assert_eq!(read(&inline).unwrap(), ["A1 i中j", "B1 k\nl"]);
}

#[test]
fn places_that_are_not_written() {
    let made = rows(
        "<row><c><v>1</v></c><c r=\"D1\"><v>2</v></c><c><v>3</v></c></row><row r=\"5\"><c><v>4</v></c></row>\
        <row><c/><c><v>5</v></c></row>",
    );
    assert_eq!(
        read(&made).unwrap(),
        ["A1 1", "D1 2", "E1 3", "A5 4", "B6 5"]
    );
}

#[test]
fn places_outside_of_a_sheet_are_refused() {
    for row in ["1048577", "0", "-1", "x", "", "99999999999"] {
        let made = rows(&format!(
            "<row r=\"1\"><c><v>1</v></c></row><row r=\"{row}\"><c><v>2</v></c></row>"
        ));
        assert!(read(&made).is_err(), "{row}");
    }
    for cell in ["A1048577", "XFE1", "A0", "7", "A", "", "A1:B2"] {
        assert!(
            read(&row(&format!("<c r=\"{cell}\"><v>2</v></c>"))).is_err(),
            "{cell}"
        );
    }
    for tag in ["<c r=A1>", "<c r=\"A1>", "<c r=\"A1\" s>"] {
        assert!(read(&row(&format!("{tag}<v>2</v></c>"))).is_err(), "{tag}");
    }
    let last = rows("<row r=\"1048576\"><c r=\"XFD1048576\"><v>9</v></c></row>");
    assert_eq!(read(&last).unwrap(), ["XFD1048576 9"]);
}

/// The cells of formulas without a result.
fn unstored(cells: &str) -> Vec<String> {
    let formulas = beside(&row(cells)).formulas;
    assert_eq!(formulas.unstored, formulas.places.len() as u64);
    let names = formulas
        .places
        .into_iter()
        .map(|(row, column)| reference::name(row, column));
    names.collect()
}

#[test]
fn formulas_without_a_result_in_every_notation() {
    for cell in [
        "<c r=\"C1\"><f>1+1</f></c>",
        "<c r=\"C1\"><f>1+1</f><v/></c>",
        "<c r=\"C1\"><f>1+1</f><v></v></c>",
        "<c r=\"C1\"><f>1+1</f><v />\n</c>",
        "<c r=\"C1\">\n  <f>1+1</f>\n</c>",
        "<c s=\"4\" r='C1'><f ca='1'>1+1</f></c>",
        "<c r=\"C1\" t=\"str\"><f>\"a\"</f></c>",
        "<c t=\"str\" r=\"C1\"><f>\"a\"</f></c>",
        "<c r=\"C1\" t=\"e\"><f>1/0</f></c>",
        "<c r=\"C1\"><f t=\"shared\" si=\"0\"/></c>",
        "<c r=\"C1\"><f t=\"shared\" ref=\"C1:C9\" si=\"0\">B1*2</f></c>",
        "<c r=\"C1\"><f t=\"array\" ref=\"C1\">SUM(A1:B1)</f></c>",
        "<c r=\"C1\"><f><![CDATA[A1<B1]]></f></c>",
        "<c r=\"C1\"><!-- none --><f>1</f><!-- none --></c>",
        "<c r=\"C1\" ><f>A1&gt;0</f></c >",
        "<c r=\"C1\"><f>1</f><extLst><ext><v>3</v></ext></extLst></c>",
    ] {
        assert_eq!(unstored(cell), ["C1"], "{cell}");
        // before and behind others, and with a prefix
        let among = format!(
            "<c r=\"A1\"><v>1</v></c><c r=\"B1\"><f>2</f><v>2</v></c>{cell}<c r=\"D1\"><v>1</v></c>"
        );
        assert_eq!(unstored(&among), ["C1"], "{cell}");
        let prefixed = cell
            .replace("</", "</x:")
            .replace('<', "<x:")
            .replace("<x:/x:", "</x:")
            .replace("<x:!", "<!");
        assert_eq!(unstored(&prefixed), ["C1"], "{prefixed}");
    }
    for cell in [
        "<c r=\"C1\"><f>1+1</f><v>2</v></c>",
        "<c r=\"C1\"><v>2</v><f>1+1</f></c>",
        "<c r=\"C1\" t=\"str\"><f>\"\"</f><v></v></c>",
        "<c r=\"C1\" t=\"str\"><f>\"\"</f><v/></c>",
        "<c r=\"C1\"><f t=\"shared\" si=\"0\"/><v>0</v></c>",
        "<c r=\"C1\"><v></v></c>",
        "<c r=\"C1\" s=\"2\"/>",
        "<c r=\"C1\" t=\"inlineStr\"><f>1</f><is><t>a</t></is></c>",
    ] {
        assert_eq!(unstored(cell), [""; 0], "{cell}");
    }
}

fn told(made: &Made) -> Vec<&'static str> {
    let heading = Heading {
        columns: ["a", "b", "c"].map(str::to_owned).to_vec(),
        rows: Some((1, 1)),
        ..Heading::default()
    };
    beside(made)
        .told(&heading)
        .iter()
        .map(|told| told.key)
        .collect()
}

#[test]
fn formulas_that_were_never_calculated() {
    let zeros = "<c r=\"A1\"><f>B1*2</f><v>0</v></c><c r=\"B1\"><f>C1*2</f><v>0</v></c>";
    let calculated = "<c r=\"A1\"><f>B1*2</f><v>0</v></c><c r=\"B1\"><f>C1*2</f><v>8</v></c>";
    for to_calculate in [
        "<calcPr calcId=\"1\" fullCalcOnLoad=\"1\"/>",
        "<x:calcPr fullCalcOnLoad='true'></x:calcPr>",
    ] {
        let with = |cells: &str| {
            row(cells).replaced(
                "xl/workbook.xml",
                "</workbook>",
                &format!("{to_calculate}</workbook>"),
            )
        };
        assert_eq!(told(&with(zeros)), ["decision-uncalculated-formulas"]);
        assert_eq!(told(&with(calculated)), [""; 0]);
        assert_eq!(told(&with("<c r=\"A1\"><v>0</v></c>")), [""; 0]);
        let unstored = format!("{zeros}<c r=\"C1\"><f>1</f></c>");
        assert_eq!(told(&with(&unstored)), ["decision-unstored-formulas"]);
    }
    assert_eq!(told(&row(zeros)), [""; 0]);
}

#[test]
fn hidden_rows_and_columns() {
    let cells = |row: u32| format!("<c r=\"A{row}\"><v>1</v></c>");
    let sheet = |before: &str, behind: &str| {
        Made::xlsx(&format!(
            "{before}<sheetData><row r=\"1\" hidden=\"1\">{}</row><row r=\"3\" hidden=\"1\">{}</row><row hidden='true' r='4'>{}</row>\
             <row r=\"5\">{}</row><row r=\"6\" hidden=\"1\"/><row r=\"7\" hidden=\"1\"><c r=\"A7\" s=\"1\"/></row>\
             <row r=\"9\" hidden=\"true\"><c r=\"A9\"/><c r=\"B9\" t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData>{behind}",
            cells(1),
            cells(3),
            cells(4),
            cells(5)
        ))
    };
    let facts = beside(&sheet("", ""));
    assert_eq!(facts.hidden_rows, [(0, 0), (2, 3), (8, 8)]);
    assert_eq!(told(&sheet("", "")), ["decision-hidden-rows"]);
    let filter = "<autoFilter ref=\"A1:B9\"/>";
    assert_eq!(told(&sheet("", filter)), ["decision-filtered-rows"]);
    let flat = "<cols><col min=\"1\" max=\"1\" width=\"0\"/></cols><sheetData><row r=\"1\"/><row r=\"2\" ht=\"0\"><c><v>1</v></c></row></sheetData>";
    let facts = beside(&Made::xlsx(flat));
    assert_eq!(
        (facts.hidden_rows, facts.hidden_columns),
        (vec![(1, 1)], vec![(0, 0)])
    );
    let columns = "<cols><col min=\"1\" max=\"1\" width=\"9\"/><col min=\"2\" max=\"2\" hidden=\"1\"/>\
        <col hidden=\"1\" min=\"3\" max=\"16384\"/></cols>";
    assert_eq!(beside(&sheet(columns, "")).hidden_columns, [(1, 16_383)]);
    assert_eq!(
        told(&sheet(columns, "")),
        ["decision-hidden-rows", "decision-hidden-columns"]
    );
    // only what is below the header, and has one
    let beyond = "<cols><col min=\"4\" max=\"9\" hidden=\"1\"/></cols><sheetData><row r=\"1\" hidden=\"1\"><c><v>1</v></c></row></sheetData>";
    assert_eq!(told(&Made::xlsx(beyond)), [""; 0]);
    // what a cell is: the row is hidden, and its only cell is a formula
    let formula = "<sheetData><row r=\"2\" hidden=\"1\"><c><f>1</f><v>3</v></c></row></sheetData>";
    assert_eq!(told(&Made::xlsx(formula)), ["decision-hidden-rows"]);
}

#[test]
fn announced_rows_that_are_not_there() {
    let sheet = |announced: &str, rows: &str| {
        Made::xlsx(&format!("{announced}<sheetData>{rows}</sheetData>"))
    };
    let two = "<row r=\"1\"><c><v>1</v></c></row><row r=\"2\"><c><v>1</v></c></row>";
    let missing = sheet("<dimension ref=\"A1:C40\"/>", two);
    assert_eq!(told(&missing), ["decision-rows-missing"]);
    let formatted = format!("{two}<row r=\"40\" ht=\"20\"/>");
    assert_eq!(
        told(&sheet("<dimension ref=\"A1:C40\"/>", &formatted)),
        [""; 0]
    );
    // so Excel writes a sheet with nothing in it
    assert_eq!(told(&sheet("<dimension ref=\"A1\"/>", "")), [""; 0]);
    let none = sheet("<dimension ref=\"A1:A2\"/>", "");
    assert_eq!(told(&none), ["decision-rows-missing"]);
    // none of these says how many rows there are
    for dimension in [
        "1:4",
        "A1",
        "A:C",
        "A1:XFD9",
        "A1:C1048576",
        "",
        "#REF!",
        "A1:C2:D9",
        "Sheet1!A1:B9",
        "A1:C99999999999",
    ] {
        let made = sheet(&format!("<dimension ref=\"{dimension}\"/>"), two);
        assert_eq!(told(&made), [""; 0], "{dimension}");
        assert_eq!(read(&made).unwrap().len(), 2, "{dimension}");
    }
}

#[test]
fn merged_cells_of_every_shape() {
    let made = Made::xlsx(
        "<sheetData/><mergeCells count=\"9\"><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"C:D\"></mergeCell>\
         <mergeCell ref=\"5:6\"/><mergeCell/><mergeCell ref=\"x\"/></mergeCells><phoneticPr fontId=\"1\"/>",
    );
    let merged: Vec<[u32; 4]> = beside(&made)
        .merged
        .iter()
        .map(|a| [a.top, a.bottom, a.left, a.right])
        .collect();
    assert_eq!(
        merged,
        [[0, 1, 0, 1], [0, 1_048_575, 2, 3], [4, 5, 0, 16_383]]
    );
}

#[test]
fn number_formats_of_styles() {
    let styles = "<styleSheet><numFmts count=\"2\"><numFmt formatCode=\"[$-409]0000\" numFmtId=\"164\"/>\
        <numFmt numFmtId=\"165\" formatCode=\"yyyy&quot;年&quot;\"/></numFmts>\
        <cellStyleXfs><xf numFmtId=\"165\"/></cellStyleXfs>\
        <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\" applyNumberFormat=\"1\"><alignment/></xf><xf numFmtId=\"165\"/><xf numFmtId=\"14\"/><xf/></cellXfs>\
        <dxfs><dxf><numFmt numFmtId=\"164\" formatCode=\"yyyy\"/></dxf></dxfs></styleSheet>";
    let cells: String = (0..6)
        .map(|style| format!("<c s=\"{style}\"><v>123</v></c>"))
        .collect::<Vec<_>>()
        .concat();
    let made = row(&cells).with("xl/styles.xml", styles);
    let expected = [
        "A1 123",
        "B1 0123",
        "C1 1900-05-02",
        "D1 1900-05-02",
        "E1 123",
        "F1 123",
    ];
    assert_eq!(read(&made).unwrap(), expected);
    let from_1904 = made.replaced(
        "xl/workbook.xml",
        "<sheets>",
        "<workbookPr date1904=\"1\"/><sheets>",
    );
    assert_eq!(read(&from_1904).unwrap()[2], "C1 1904-05-03");
    assert!(from_1904.open(Format::Xlsx).unwrap().counts_from_1904());
}

/// Where a text of a part stands in the file.
fn place(bytes: &[u8], text: &str) -> usize {
    memchr::memmem::find(bytes, text.as_bytes()).unwrap()
}

#[test]
fn what_is_used_must_have_its_checksum() {
    let made = row("<c r=\"A1\" t=\"s\" s=\"0\"><v>0</v></c>")
        .with("xl/sharedStrings.xml", "<sst><si><t>SHARED</t></si></sst>")
        .with(
            "xl/styles.xml",
            "<styleSheet><cellXfs><xf numFmtId=\"0\" fontId=\"STYLE\"/></cellXfs></styleSheet>",
        )
        .replaced("xl/workbook.xml", "S1", "BOOK")
        .replaced(
            "xl/worksheets/sheet1.xml",
            "<sheetData>",
            "<cols><col x=\"SHEET\"/></cols><sheetData>",
        )
        .replaced(
            "xl/_rels/workbook.xml.rels",
            "<Relationships>",
            "<Relationships x=\"RELS\">",
        )
        .replaced(
            "_rels/.rels",
            "<Relationships>",
            "<Relationships x=\"ROOT\">",
        )
        .with("docProps/app.xml", "<Properties>UNUSED</Properties>");
    let read_all =
        |bytes: &[u8]| Book::open(file(bytes), Format::Xlsx, &Limits::default()).and_then(all_of);
    assert_eq!(read_all(&made.bytes()).unwrap(), ["A1 SHARED"]);
    for text in ["SHARED", "STYLE", "BOOK", "SHEET", "RELS", "ROOT"] {
        let mut bytes = made.bytes();
        let at = place(&bytes, text);
        bytes[at] ^= 1;
        let error = read_all(&bytes).unwrap_err();
        assert_eq!(error.key, "source-broken-workbook", "{text}");
    }
    let mut bytes = made.bytes();
    let at = place(&bytes, "UNUSED");
    bytes[at] ^= 1;
    assert!(read_all(&bytes).is_ok());
}

#[test]
fn parts_in_other_encodings() {
    let made = row("<c t=\"s\"><v>0</v></c>")
        .with("xl/sharedStrings.xml", "<sst><si><t>数量😀</t></si></sst>");
    let units = |text: &str, big: bool, mark: bool| -> Vec<u8> {
        let mark = mark.then_some(0xfeff);
        let units = mark.into_iter().chain(text.encode_utf16());
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    for (big, mark) in [(false, true), (true, true), (false, false), (true, false)] {
        let mut all = Made(made.0.clone());
        for (name, part) in &made.0 {
            let text = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-16\"?>{}",
                str::from_utf8(part).unwrap()
            );
            all = all.with_bytes(name, &units(&text, big, mark));
        }
        assert_eq!(read(&all).unwrap(), ["A1 数量😀"], "{big} {mark}");
    }
    let marked = made.replaced(
        "xl/sharedStrings.xml",
        "<sst>",
        "\u{feff}<?xml version='1.0' encoding='utf-8'?><sst>",
    );
    assert_eq!(read(&marked).unwrap(), ["A1 数量😀"]);
    let (gbk, ..) = encoding_rs::GBK
        .encode("<?xml version=\"1.0\" encoding=\"GBK\"?><sst><si><t>数量</t></si></sst>");
    let gbk = row("<c t=\"s\"><v>0</v></c>").with_bytes("xl/sharedStrings.xml", &gbk);
    assert_eq!(read(&gbk).unwrap(), ["A1 数量"]);
    // no text in what it says it is
    let broken = row("<c t=\"s\"><v>0</v></c>").with_bytes(
        "xl/sharedStrings.xml",
        b"<sst><si><t>\xca\xfd</t></si></sst>",
    );
    assert!(read(&broken).is_err());
}

#[test]
fn xml_that_ends_or_is_none() {
    let made = row("<c r=\"A1\"><v>1</v></c>");
    let part = "xl/worksheets/sheet1.xml";
    let (_, whole) = made
        .0
        .iter()
        .find(|(name, _)| name == part)
        .unwrap()
        .clone();
    for end in 0..whole.len() {
        let cut = Made(made.0.clone()).with_bytes(part, &whole[..end]);
        assert!(read(&cut).is_err(), "{end}");
    }
    for (from, to) in [
        ("</c>", "</d>"),
        ("</row>", ""),
        ("<v>", ""),
        ("</sheetData>", "</sheetData></x>"),
    ] {
        let made = Made(made.0.clone()).replaced(part, from, to);
        assert!(read(&made).is_err(), "{from}");
    }
    let deep = format!("{}<sheetData/>", "<a>".repeat(100_000));
    assert!(read(&Made::xlsx(&deep)).is_err());
}

/// No entity is expanded: ten lines of them would fill any memory.
#[test]
fn entities_stay_as_they_are_written() {
    let shared = "<!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;>\">]><sst><si><t>&b;&amp;</t></si></sst>";
    let made = row("<c t=\"s\"><v>0</v></c>").with("xl/sharedStrings.xml", shared);
    assert_eq!(read(&made).unwrap(), ["A1 &b;&"]);
}

/// Whatever stands in the parts, the file is read or refused.
#[test]
fn changed_parts_do_no_harm() {
    let made = Made::xlsx(
        "<dimension ref=\"A1:C9\"/><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData><row r=\"1\" hidden=\"1\">\
         <c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" s=\"0\"><f>1</f><v>2</v></c><c r='C1' t=\"inlineStr\"><is><t>&lt;</t></is></c>\
         </row></sheetData><autoFilter ref=\"A1\"/><mergeCells><mergeCell ref=\"A2:B3\"/></mergeCells>",
    )
    .with(
        "xl/styles.xml",
        "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"[&lt;9]000;0\"/></numFmts>\
         <cellXfs><xf numFmtId=\"164\"/></cellXfs></styleSheet>",
    )
    .with(
        "xl/sharedStrings.xml",
        "<sst><si><t>a</t></si><si><r><t>b_x000D_</t></r><rPh><t>c</t></rPh></si></sst>",
    );
    let mut refused = 0;
    for seed in 0..400 {
        for part in 0..made.0.len() {
            let mut other = Made(made.0.clone());
            other.0[part].1 = changed(&made.0[part].1, seed);
            let read = other.open(Format::Xlsx).and_then(all_of);
            refused += usize::from(read.is_err());
        }
    }
    assert!(refused > 100);
}

/// What stands where the format allows no rows and cells would be lost.
#[test]
fn rows_and_cells_have_one_place() {
    let cell = |place: &str| format!("<c r=\"{place}\"><v>1</v></c>");
    let row = |number: u32| format!("<row r=\"{number}\">{}</row>", cell(&format!("A{number}")));
    let head = row(1);
    let choice = |inside: &str| {
        format!(
            "<mc:AlternateContent><mc:Choice Requires=\"x\">{inside}</mc:Choice></mc:AlternateContent>"
        )
    };
    for (name, inside) in [
        ("in a group", format!("<g>{}</g>", row(2))),
        ("one of several", choice(&row(2))),
        (
            "an extension",
            format!("<extLst><ext>{}</ext></extLst>", row(2)),
        ),
        ("in a row", format!("<row r=\"2\">{}</row>", row(3))),
        (
            "cells of several",
            format!("<row r=\"2\">{}</row>", choice(&cell("A2"))),
        ),
        (
            "in a cell",
            format!("<row r=\"2\"><c r=\"A2\">{}</c></row>", cell("B2")),
        ),
        (
            "values of several",
            format!("<row r=\"2\"><c r=\"A2\">{}</c></row>", choice("<v>1</v>")),
        ),
        ("backward", row(1)),
        ("twice", format!("<row r=\"2\">{0}{0}</row>", cell("A2"))),
        (
            "empty the second time",
            format!("<row r=\"2\">{}<c r=\"A2\"/></row>", cell("A2")),
        ),
        (
            "cells backward",
            format!("<row r=\"2\">{}<c r=\"A2\"/></row>", cell("B2")),
        ),
        (
            "of another row",
            format!("<row r=\"2\">{}</row>", cell("A3")),
        ),
    ] {
        let error = read(&rows(&format!("{head}{inside}"))).map_err(|error| error.key);
        let misplaced = ["source-misplaced-element", "source-misplaced-cells"];
        assert!(error.is_err_and(|key| misplaced.contains(&key)), "{name}");
    }
    let rest = choice(&format!("<sheetData>{}</sheetData>", row(2)));
    let made = Made::xlsx(&format!("<sheetData>{head}</sheetData>{rest}"));
    assert_eq!(
        read(&made).map_err(|e| e.key),
        Err("source-misplaced-element")
    );
    // what may stand there, and what says itself where it is
    for inside in [
        "<row r=\"2\"><c r=\"A2\"><v>1</v><extLst><ext><g/></ext></extLst></c><extLst/></row>",
        "<row><c r=\"A2\"><v>1</v></c></row>",
        // what rust_xlsxwriter writes behind the last row if it is hidden
        "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"2\" hidden=\"1\"/>",
        "</sheetData><autoFilter ref=\"A1\"><filterColumn><filters/></filterColumn></autoFilter><sheetData>\
         <row><c r=\"A2\"><v>1</v></c></row>",
    ] {
        let read = read(&rows(&format!("{head}{inside}")));
        assert_eq!(read.unwrap(), ["A1 1", "A2 1"], "{inside}");
    }
    let gaps = read(&rows(
        "<row><c r=\"A2\"><v>1</v></c></row><row r=\"3\"><c><v>2</v></c></row>",
    ));
    assert_eq!(gaps.unwrap(), ["A2 1", "A3 2"]);
}
