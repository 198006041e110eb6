//! Documents as programs write them, and as nobody should.

use super::*;
use crate::sources::workbook::reference::Area;
use crate::sources::workbook::{self, Format, cells};
use crate::sources::{Part, Settings};
use std::fs::File;
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

/// What a test may come to, in bytes.
const MOST: u64 = 1 << 20;

fn most() -> Budget {
    Budget::new(0, Some(MOST))
}
const NAMES: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
    xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
    xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
    xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
    xmlns:number='urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0' \
    xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0' \
    xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'";

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn document(styles: &str, tables: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><office:document-content {NAMES}>\
         <office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}\
         </office:spreadsheet></office:body></office:document-content>"
    )
}

fn opened(content: &[u8]) -> Result<Ods, SourceError> {
    Ods::open(Cursor::new(zipped(&[("content.xml", content)])), &most())
}

/// The cells of a sheet, each with its place; errors in brackets.
fn cells(book: &mut Ods, sheet: usize) -> Result<Vec<(u32, u32, String)>, SourceError> {
    let mut found = Vec::new();
    book.cells(sheet, |row, column, value| {
        let mut text = String::new();
        if cells::write(&mut text, value).is_some() {
            text = format!("[{text}]");
        }
        found.push((row, column, text));
        ControlFlow::Continue(())
    })?;
    Ok(found)
}

fn table(rows: &str) -> String {
    format!("<table:table table:name='S'>{rows}</table:table>")
}

/// What one row of cells shows, one of each, below these styles.
fn shown_with(styles: &str, row: &str) -> Vec<String> {
    let row = table(&format!("<table:table-row>{row}</table:table-row>"));
    let mut book = opened(document(styles, &row).as_bytes()).unwrap();
    let cells = cells(&mut book, 0).unwrap();
    cells.into_iter().map(|(_, _, text)| text).collect()
}

fn shown(row: &str) -> Vec<String> {
    shown_with("", row)
}

fn cell(attributes: &str, content: &str) -> String {
    format!("<table:table-cell {attributes}>{content}</table:table-cell>")
}

fn text(text: &str) -> String {
    cell(
        "office:value-type='string'",
        &format!("<text:p>{text}</text:p>"),
    )
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cells")]
fn values_of_all_types() {
    for (attributes, content, expected) in [
        (
            "office:value-type='float' office:value='1200.50'",
            "1,200.50",
            "1200.5",
        ),
        (
            "office:value-type='percentage' office:value='0.25'",
            "25%",
            "0.25",
        ),
        (
            "office:value-type='currency' office:currency='CNY' office:value='8'",
            "￥8",
            "8",
        ),
        (
            "office:value-type='date' office:date-value='2026-03-05'",
            "05.03.26",
            "2026-03-05",
        ),
        (
            "office:value-type='date' office:date-value='2026-03-05T08:30:15.499999999'",
            "x",
            "2026-03-05 08:30:15.500",
        ),
        (
            "office:value-type='date' office:date-value='2026-03-05T08:29:59.9999'",
            "x",
            "2026-03-05 08:30:00",
        ),
        (
            "office:value-type='time' office:time-value='PT08H30M00S'",
            "8:30",
            "08:30:00",
        ),
        (
            "office:value-type='time' office:time-value='PT26H03M04.5S'",
            "x",
            "26:03:04.500",
        ),
        (
            "office:value-type='time' office:time-value='P1DT90M'",
            "x",
            "25:30:00",
        ),
        (
            "office:value-type='boolean' office:boolean-value='true'",
            "WAHR",
            "TRUE",
        ),
        (
            "office:value-type='boolean' office:boolean-value='false'",
            "",
            "FALSE",
        ),
        (
            "office:value-type='string' office:string-value='stored'",
            "shown",
            "stored",
        ),
        (
            "office:value-type='string' office:string-value=''",
            "shown",
            "shown",
        ),
        ("office:value-type='string'", "SO-1", "SO-1"),
        (
            "office:value-type='float' office:value='1' table:formula='of:=TRUE()'",
            "TRUE",
            "TRUE",
        ),
        (
            "office:value-type='float' office:value='0'",
            "FALSE",
            "FALSE",
        ),
        ("office:value-type='float' office:value='2'", "TRUE", "2"),
        // no type, one that nobody knows, or one without its value
        ("", "SO-1", "SO-1"),
        ("office:value-type='void'", "SO-1", "SO-1"),
        ("office:value-type='float'", "12", "12"),
        (
            "office:value-type='float' office:string-value='a'",
            "12",
            "12",
        ),
        ("office:value-type='date'", "5. März", "5. März"),
        ("office:value='7'", "", "7"),
        ("office:value-type='float' office:value='many'", "", "many"),
        ("office:value-type='float' office:value='inf'", "∞", "∞"),
        (
            "office:value-type='time' office:time-value='soon'",
            "",
            "soon",
        ),
        (
            "office:value-type='boolean' office:boolean-value='ja'",
            "ja",
            "ja",
        ),
    ] {
        let content = match content {
            "" => String::new(),
            content => format!("<text:p>{content}</text:p>"),
        };
        assert_eq!(
            shown(&cell(attributes, &content)),
            [expected],
            "{attributes}"
        );
    }
    assert!(
        shown(&cell(
            "office:value-type='string' table:formula='of:=\"\"'",
            ""
        ))
        .is_empty()
    );
}

#[test]
fn errors_that_only_the_text_shows() {
    let formula = "table:formula='of:=[.A1]' office:value-type='float' office:value='0'";
    for (attributes, text, expected) in [
        (formula, "#DIV/0!", "[#DIV/0!]"),
        (formula, "#N/A", "[#N/A]"),
        (formula, "Err:508", "[Err:508]"),
        // in the language of whoever saved it
        (formula, "#WERT!", "[#WERT!]"),
        (formula, "#NV", "[#NV]"),
        (formula, "错误：502", "[错误：502]"),
        (
            "office:value-type='float' office:value='0'",
            "#REF!",
            "[#REF!]",
        ),
        (
            "office:value-type='date' office:date-value='1899-12-30'",
            "#VALUE!",
            "[#VALUE!]",
        ),
        (
            "office:value-type='string' office:string-value='' calcext:value-type='error'",
            "#NAME?",
            "[#NAME?]",
        ),
        (
            "calcext:value-type='error' office:value-type='string'",
            "",
            "[#VALUE!]",
        ),
        ("office:value-type='string'", "#REF!", "[#REF!]"),
        // numbers that are shown in their own way
        (formula, "-", "0"),
        (formula, "#1", "0"),
        (
            "table:formula='of:=5' office:value-type='float' office:value='5'",
            "Nr:005",
            "5",
        ),
        ("office:value-type='float' office:value='0'", "Nr:000", "0"),
        ("office:value-type='string'", "#12 Kabel", "#12 Kabel"),
    ] {
        let content = format!("<text:p>{text}</text:p>");
        assert_eq!(
            shown(&cell(attributes, &content)),
            [expected],
            "{attributes} {text}"
        );
    }
}

#[test]
fn formulas_without_a_result() {
    let rows = "<table:table-row table:number-rows-repeated='2'>\
        <table:table-cell table:formula='of:=1+1' table:number-columns-repeated='3'/>\
        <table:table-cell table:formula='of:=1+1' office:value-type='float'/>\
        <table:table-cell table:formula='of:=1' office:value-type='float' office:value='1'/>\
        <table:table-cell table:formula='of:=\"\"' office:value-type='string'/>\
        <table:table-cell table:formula='of:=[.Z1]'><text:p>7</text:p></table:table-cell>\
        <table:table-cell table:formula='of:=\"\"'><text:p/></table:table-cell>\
        </table:table-row>";
    let book = opened(document("", &table(rows)).as_bytes()).unwrap();
    assert_eq!(book.beside(0).formulas.unstored, 8);
}

#[test]
fn texts_without_what_is_beside_them() {
    for (content, expected) in [
        (
            "<text:p>a<text:s/>b<text:s text:c='3'/>c</text:p>",
            "a b   c",
        ),
        (
            "<text:p>a<text:tab/>b<text:line-break/>c</text:p>",
            "a\tb\nc",
        ),
        ("<text:p>a</text:p><text:p/><text:p>b</text:p>", "a\n\nb"),
        ("<text:p>  a  b </text:p>", "  a  b "),
        (
            "<text:p>\n   a\n\t<text:span>b</text:span>\n  </text:p>",
            "a b",
        ),
        (
            "<text:p>a&#10;b &amp; &lt;c&gt; &unknown;</text:p>",
            "a\nb & <c> &unknown;",
        ),
        ("<text:p><![CDATA[<a>]]><!-- no --></text:p>", "<a>"),
        (
            "<text:p><text:a draw:href='x'>Kabel</text:a> <text:span><text:span>2 m</text:span></text:span></text:p>",
            "Kabel 2 m",
        ),
        (
            "<office:annotation><text:p>Bitte prüfen</text:p></office:annotation><text:p>a</text:p>",
            "a",
        ),
        (
            "<text:p>a<office:annotation><text:p>x</text:p></office:annotation>b</text:p>",
            "ab",
        ),
        (
            "<text:p>a<text:note><text:note-body><text:p>x</text:p></text:note-body></text:note></text:p>",
            "a",
        ),
        (
            "<text:p><text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>とうきょう</text:ruby-text></text:ruby></text:p>",
            "東京",
        ),
        (
            "<draw:frame><draw:text-box><text:p>x</text:p></draw:text-box></draw:frame><text:p>a</text:p>",
            "a",
        ),
        (
            "<text:list><text:list-item><text:p>a</text:p></text:list-item><text:list-item><text:h>b</text:h></text:list-item></text:list>",
            "a\nb",
        ),
        (
            "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>",
            "a",
        ),
    ] {
        assert_eq!(
            shown(&cell("office:value-type='string'", content)),
            [expected],
            "{content}"
        );
    }
    assert!(
        shown(&cell(
            "office:value-type='string'",
            "\n<text:p/>\n<text:p></text:p>"
        ))
        .is_empty()
    );
}

#[test]
fn codes_with_their_zeros() {
    let number = |inner: &str| format!("<number:number number:decimal-places='0' {inner}");
    let style = |name: &str, content: &str| {
        format!(
            "<number:number-style style:name='N{name}'>{content}</number:number-style>\
             <style:style style:name='c{name}' style:family='table-cell' style:data-style-name='N{name}'/>"
        )
    };
    let four = number("number:min-integer-digits='4'/>");
    let styles = [
        style("four", &four),
        style("text", &format!("<number:text>PO</number:text>{four}")),
        style(
            "among",
            &number(
                "number:min-integer-digits='7'><number:embedded-text number:position='4'>-</number:embedded-text>\
                 </number:number>",
            ),
        ),
        style("grouped", &number("number:min-integer-digits='4' number:grouping='true'/>")),
        style("places", "<number:number number:decimal-places='2' number:min-integer-digits='2'/>"),
        style("science", "<number:scientific-number number:min-integer-digits='2'/>"),
        style("endless", &number("number:min-integer-digits='4000000000'/>")),
        style(
            "map",
            &format!(
                "<number:text>-</number:text>{four}\
                 <style:map style:condition='value()&gt;=0' style:apply-style-name='Nfour'/>"
            ),
        ),
        "<style:style style:name='child' style:family='table-cell' style:parent-style-name='cfour'/>".to_owned(),
        "<style:style style:name='self' style:family='table-cell' style:parent-style-name='self'/>".to_owned(),
    ]
    .concat();
    for (style, value, text, expected) in [
        ("cfour", "42", "", "0042"),
        ("cfour", "12345", "12345", "12345"),
        ("cfour", "1.5", "0002", "1.5"),
        ("ctext", "42", "PO0042", "PO0042"),
        ("camong", "1234", "000-1234", "000-1234"),
        ("cgrouped", "42", "0,042", "42"),
        ("cplaces", "4", "04.00", "4"),
        ("cscience", "4", "04E+00", "4"),
        ("cendless", "4", "", "4"),
        ("cmap", "42", "0042", "0042"),
        ("child", "42", "", "0042"),
        ("self", "42", "", "42"),
        ("unknown", "42", "42", "42"),
        // the text shows the zeros, whatever the style
        ("unknown", "42", "00042", "00042"),
        ("unknown", "0", "00", "00"),
        ("unknown", "0", "0", "0"),
        ("unknown", "5", "04", "5"),
        ("unknown", "0.5", "0.50", "0.5"),
    ] {
        let attributes =
            format!("table:style-name='{style}' office:value-type='float' office:value='{value}'");
        let shown = shown_with(
            &styles,
            &cell(&attributes, &format!("<text:p>{text}</text:p>")),
        );
        assert_eq!(shown, [expected], "{style} {value}");
    }
    // the style of the row, or of the column
    let value = "<table:table-cell office:value-type='float' office:value='7'/>";
    let rows = format!(
        "<table:table-columns><table:table-column/><table:table-column table:number-columns-repeated='2' \
         table:default-cell-style-name='cfour'/></table:table-columns>\
         <table:table-row>{value}{value}{value}{value}</table:table-row>\
         <table:table-row table:default-cell-style-name='ctext'>{value}{value}</table:table-row>"
    );
    let mut book = opened(document(&styles, &table(&rows)).as_bytes()).unwrap();
    let texts: Vec<String> = cells(&mut book, 0)
        .unwrap()
        .into_iter()
        .map(|c| c.2)
        .collect();
    assert_eq!(texts, ["7", "0007", "0007", "7", "PO0007", "PO0007"]);
}

#[test]
fn times_by_their_style() {
    let styles = "<number:time-style style:name='Nt'><number:hours/></number:time-style>\
        <number:time-style style:name='Nh' number:truncate-on-overflow='false'><number:hours/></number:time-style>\
        <number:date-style style:name='Nd'><number:year/></number:date-style>\
        <style:style style:name='t' style:family='table-cell' style:data-style-name='Nt'/>\
        <style:style style:name='h' style:family='table-cell' style:data-style-name='Nh'/>\
        <style:style style:name='d' style:family='table-cell' style:data-style-name='Nd'/>";
    let time = |style: &str, value: &str| {
        cell(
            &format!(
                "table:style-name='{style}' office:value-type='time' office:time-value='{value}'"
            ),
            "",
        )
    };
    let row = [
        time("t", "PT08H30M00S"),
        time("t", "PT1104692H30M00S"),
        time("h", "PT1104692H30M00S"),
        time("h", "-PT01H30M00S"),
        cell(
            "table:style-name='d' office:value-type='float' office:value='46086'",
            "",
        ),
    ]
    .concat();
    let expected = [
        "08:30:00",
        "2026-01-06 20:30:00",
        "1104692:30:00",
        "-01:30:00",
        "2026-03-05",
    ];
    assert_eq!(shown_with(styles, &row), expected);
    let null_date = "<table:calculation-settings><table:null-date table:date-value='1904-01-01'/>\
                     </table:calculation-settings>";
    let tables =
        null_date.to_owned() + &table(&format!("<table:table-row>{row}</table:table-row>"));
    let mut book = opened(document(styles, &tables).as_bytes()).unwrap();
    assert_eq!(cells(&mut book, 0).unwrap()[1].2, "2030-01-07 20:30:00");
}

#[test]
fn rows_and_cells_in_their_places() {
    let rows = [
        "<table:title>x</table:title><table:shapes><draw:frame><draw:text-box><text:p>x</text:p></draw:text-box></draw:frame></table:shapes>",
        "<table:table-header-rows><table:table-row>",
        &text("a"),
        "</table:table-row></table:table-header-rows>\n<text:soft-page-break/>",
        "<table:table-row-group><table:table-row-group><table:table-row table:number-rows-repeated='2'>\n<table:table-cell/>",
        "<table:table-cell table:number-columns-repeated='2' office:value-type='float' office:value='1'/>",
        "</table:table-row></table:table-row-group></table:table-row-group>",
        "<table:table-row table:number-rows-repeated='3'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>",
        "<table:table-row><table:table-cell table:number-rows-spanned='2' table:number-columns-spanned='2' office:value-type='string'>",
        "<text:p>m</text:p></table:table-cell><table:covered-table-cell/>",
        &text("n"),
        "</table:table-row><table:table-row><table:covered-table-cell table:number-columns-repeated='2'/>",
        &text("o"),
        "</table:table-row><table:table-row table:number-rows-repeated='1048568'><table:table-cell/></table:table-row>",
    ]
    .concat();
    let mut book = opened(document("", &table(&rows)).as_bytes()).unwrap();
    let found = cells(&mut book, 0).unwrap();
    let expected = [
        (0, 0, "a"),
        (1, 1, "1"),
        (1, 2, "1"),
        (2, 1, "1"),
        (2, 2, "1"),
        (6, 0, "m"),
        (6, 2, "n"),
        (7, 2, "o"),
    ];
    let expected = expected.map(|(row, column, text)| (row, column, text.to_owned()));
    assert_eq!(found, expected);
    let merged = Area {
        top: 6,
        bottom: 7,
        left: 0,
        right: 1,
    };
    assert_eq!(book.beside(0).merged, [merged]);
}

#[test]
fn what_is_hidden() {
    let styles = "<style:style style:name='ta1' style:family='table'><style:table-properties table:display='false'/></style:style>\
                  <style:style style:name='ta2' style:family='table'><style:table-properties table:display='true'/></style:style>";
    let row = |attributes: &str| {
        format!(
            "<table:table-row {attributes}>{}</table:table-row>",
            text("x")
        )
    };
    let rows = [
        "<table:table-column/><table:table-column table:visibility='collapse'/>",
        "<table:table-column table:visibility='collapse' table:number-columns-repeated='16382'/>",
        &row(""),
        &row("table:visibility='filter' table:number-rows-repeated='2'"),
        &row("table:visibility='collapse'"),
        &row(""),
        "<table:table-row-group table:display='false'>",
        &row(""),
        "</table:table-row-group>",
        &format!("<table:table-row>{}{}</table:table-row>", text("x"), text("y")),
        "<table:table-row table:visibility='collapse' table:number-rows-repeated='9'><table:table-cell/></table:table-row>",
    ]
    .concat();
    let tables = format!(
        "<table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell>\
         <text:p>before</text:p></table:change-track-table-cell></table:previous></table:cell-content-change>\
         </table:tracked-changes>\
         <table:table table:name='Bestand &amp; Lager' table:style-name='ta2'>{rows}</table:table>\
         <table:table table:name='alt' table:style-name='ta1'/><table:table/>\
         <table:table table:name=\"'file:///tmp/x.ods'#$Preise\"><table:table-row/></table:table>\
         <table:dde-links><table:dde-link><table:table/></table:dde-link></table:dde-links>"
    );
    let book = opened(document(styles, &tables).as_bytes()).unwrap();
    let sheets: Vec<_> = book
        .sheets
        .iter()
        .map(|s| (s.name.as_str(), s.visible))
        .collect();
    assert_eq!(
        sheets,
        [("Bestand & Lager", true), ("alt", false), ("Sheet3", true)]
    );
    assert_eq!(book.beside(0).hidden_rows, [(1, 3), (5, 5)]);
    assert_eq!(book.beside(0).hidden_columns, [(1, 16_383)]);
    assert!(book.beside(0).filter);
}

#[test]
fn other_prefixes_encodings_and_forms() {
    let found = |book: Result<Ods, SourceError>| {
        let mut book = book.map_err(|e| e.key)?;
        cells(&mut book, 0).map_err(|e| e.key)
    };
    let rows = "<table:table-row><table:table-cell office:value-type='string'><text:p>编号</text:p></table:table-cell></table:table-row>";
    let plain = document("", &table(rows));
    let expected = Ok(vec![(0, 0, "编号".to_owned())]);
    assert_eq!(found(opened(plain.as_bytes())), expected);
    let renamed = plain
        .replace("table:", "t:")
        .replace("xmlns:table", "xmlns:t")
        .replace("office:", "o:")
        .replace("xmlns:office", "xmlns:o")
        .replace("xmlns:text=", "xmlns=")
        .replace("text:p", "p");
    let renamed = renamed
        .replace("xmlns:o:", "xmlns:office:")
        .replace("xmlns:t:", "xmlns:table:");
    assert_eq!(found(opened(renamed.as_bytes())), expected);
    // declared where they are used
    let inner = "<x:table xmlns:x='urn:oasis:names:tc:opendocument:xmlns:table:1.0'><x:table-row><x:table-cell>\
                 <p xmlns='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>编号</p></x:table-cell></x:table-row></x:table>";
    assert_eq!(found(opened(document("", inner).as_bytes())), expected);
    // the prefixes mean something else
    let foreign = plain.replace("opendocument:xmlns:table", "other");
    assert_eq!(opened(foreign.as_bytes()).unwrap().sheets, []);
    let utf16 =
        |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    assert_eq!(found(opened(&utf16(&plain))), expected);
    assert_eq!(found(opened(&utf16(&format!("\u{feff}{plain}")))), expected);
    assert_eq!(
        found(opened(format!("\u{feff}{plain}").as_bytes())),
        expected
    );
    let gbk = plain.replace("'UTF-8'", "\"GBK\"");
    assert_eq!(found(opened(&encoding_rs::GBK.encode(&gbk).0)), expected);
    let broken = [plain.as_bytes(), b""].concat();
    let broken: Vec<u8> = memmem::find_iter(&broken, "编".as_bytes())
        .next()
        .map(|at| [&broken[..at], b"\xff", &broken[at + 3..]].concat())
        .unwrap();
    assert!(opened(&broken).unwrap().is_undecodable());
    let flat = plain.replace("document-content", "document");
    assert_eq!(found(Ods::open_flat(flat.as_bytes(), &most())), expected);
    let writer = flat.replace("spreadsheet>", "text>");
    assert_eq!(
        found(Ods::open_flat(writer.as_bytes(), &most())),
        Err("source-not-workbook")
    );
}

#[test]
fn styles_of_the_whole_document() {
    let styles = format!(
        "<office:document-styles {NAMES}><office:styles><number:number-style style:name='N1'>\
         <number:number number:min-integer-digits='5' number:decimal-places='0'/></number:number-style>\
         <style:style style:name='Code' style:family='table-cell' style:data-style-name='N1'/></office:styles>\
         <office:master-styles><text:p>x</text:p></office:master-styles></office:document-styles>"
    );
    let own =
        "<style:style style:name='ce1' style:family='table-cell' style:parent-style-name='Code'/>";
    let row = cell(
        "table:style-name='ce1' office:value-type='float' office:value='7'",
        "",
    );
    let content = document(
        own,
        &table(&format!("<table:table-row>{row}</table:table-row>")),
    );
    let parts = [
        ("styles.xml", styles.as_bytes()),
        ("content.xml", content.as_bytes()),
    ];
    let mut book = Ods::open(Cursor::new(zipped(&parts)), &most()).unwrap();
    assert_eq!(cells(&mut book, 0).unwrap()[0].2, "00007");
}

/// What the manifest lists must be there, and be readable: without its styles a code would lose its zeros.
#[test]
fn parts_that_are_listed_and_not_there() {
    let content = document("", &table("<table:table-row/>"));
    let manifest = "<manifest:file-entry manifest:full-path=\"styles.xml\"/>";
    let styles = format!("<office:document-styles {NAMES}/>");
    let opened = |parts: &[(&str, &str)]| {
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(n, p)| (*n, p.as_bytes())).collect();
        zipped(&parts)
    };
    let key = |file: Vec<u8>| {
        let error = Ods::open(Cursor::new(file), &most()).err();
        error.map(|error| error.key)
    };
    let listed = (MANIFEST, manifest);
    let content = ("content.xml", content.as_str());
    assert_eq!(key(opened(&[content])), None);
    assert_eq!(
        key(opened(&[listed, content, ("styles.xml", &styles)])),
        None
    );
    let missing = Some("source-part-missing");
    assert_eq!(key(opened(&[listed, content])), missing);
    assert_eq!(key(opened(&[listed, ("styles.xml", &styles)])), missing);
    // no part begins where it should
    let mut harmed = opened(&[("styles.xml", &styles), content]);
    assert!(harmed.starts_with(b"PK\x03\x04"));
    harmed[3] = b'!';
    assert_eq!(key(harmed), Some("source-broken-workbook"));
}

#[test]
fn what_is_not_whole_is_refused() {
    let whole = document(
        "",
        &table(&format!("<table:table-row>{}</table:table-row>", text("a"))),
    );
    for length in (0..whole.len()).step_by(7) {
        let Err(error) = opened(&whole.as_bytes()[..length]) else {
            panic!("{length}");
        };
        let told = ["source-cut-off", "source-not-workbook"].contains(&error.key);
        assert!(told, "{length}: {}", error.key);
    }
    let crossed = whole.replace("</table:table-row>", "</table:row>");
    assert_eq!(
        opened(crossed.as_bytes()).err().unwrap().key,
        "source-broken-workbook"
    );
    let encrypted = zipped(&[
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
        ("content.xml", b"x"),
    ]);
    let packed = zipped(&[("encrypted-package", b"x")]);
    for file in [encrypted, packed] {
        let error = Ods::open(Cursor::new(file), &most()).err().unwrap();
        assert_eq!(error.key, "source-encrypted");
    }
    // a flipped bit
    let mut file = zipped(&[("content.xml", whole.as_bytes())]);
    let stored = zip::CompressionMethod::Stored;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(
        "content.xml",
        SimpleFileOptions::default().compression_method(stored),
    )
    .unwrap();
    zip.write_all(whole.as_bytes()).unwrap();
    file.clone_from(&zip.finish().unwrap().into_inner());
    let at = memmem::find(&file, b"<text:p>a").unwrap() + 8;
    file[at] = b'b';
    let error = Ods::open(Cursor::new(file), &most()).err().unwrap();
    assert_eq!(error.key, "source-broken-workbook");
}

/// How often a formula is said to repeat costs nothing, nor how long it is, nor how deep something is.
#[test]
fn what_repeats_is_not_written_out() {
    let long = "x".repeat(2000);
    let formulas = format!(
        "<table:table-row table:number-rows-repeated='4000000000'><table:table-cell table:number-columns-repeated='4000000000' table:formula='of:={long}'/></table:table-row>"
    );
    let mut book = opened(document("", &table(&formulas)).as_bytes()).unwrap();
    assert!(cells(&mut book, 0).unwrap().is_empty());
    let blanks = |count: &str| {
        let row = format!(
            "<table:table-row>{}</table:table-row>",
            text(&format!("<text:s text:c='{count}'/>").repeat(3))
        );
        let mut book = opened(document("", &table(&row)).as_bytes()).unwrap();
        cells(&mut book, 0).map(|_| ()).map_err(|e| e.key)
    };
    assert_eq!(blanks("10000"), Ok(()));
    assert_eq!(blanks("20000"), Err("source-malformed-workbook"));
    assert_eq!(
        blanks("99999999999999999999"),
        Err("source-malformed-workbook")
    );
    // a part that unpacks to more than it may
    let large = document("", &table(&" ".repeat(2 << 20)));
    assert_eq!(
        opened(large.as_bytes()).err().unwrap().key,
        "source-over-budget"
    );
    // deep and many
    let deep =
        |piece: &str, end: &str| document("", &table(&(piece.repeat(9000) + &end.repeat(9000))));
    for (piece, end) in [
        ("<table:table-row-group>", "</table:table-row-group>"),
        ("<x>", "</x>"),
        (
            "<table:table-row><table:table-cell><text:p>",
            "</text:p></table:table-cell></table:table-row>",
        ),
    ] {
        assert!(opened(deep(piece, end).as_bytes()).is_ok(), "{piece}");
    }
    let names: String = (0..500)
        .map(|n| format!(" xmlns:n{n}='urn:schemas-microsoft-com:office:excel'"))
        .collect::<Vec<_>>()
        .concat();
    let error = opened(format!("<x{names}/>").as_bytes()).err().unwrap();
    assert_eq!(error.key, "source-malformed-workbook");
}

/// The same workbook, saved by `LibreOffice` in both formats.
#[test]
fn the_same_workbook_as_xlsx() {
    let read = |name: &str, format: Format| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/workbooks");
        let file = File::open(format!("{folder}/{name}")).unwrap();
        let settings =
            Settings::new(&|heading| ["单号", "金额"].iter().position(|f| *f == heading));
        let mut opened = workbook::open(file, format, &settings, &most()).unwrap();
        let told = opened.form.decisions.iter().map(|told| told.key);
        let mut found: Vec<String> = told.map(str::to_owned).collect();
        let beside = (&opened.form.hidden_sheets, &opened.heading.merged);
        found.push(format!("{beside:?}"));
        while let Some(mut chunk) = opened.next_chunk().unwrap() {
            let Part::Batch(Some(batch)) = &mut chunk.part else {
                panic!("not a workbook");
            };
            found.extend((0..batch.rows()).map(|row| batch.row(row).collect::<Vec<_>>().join("|")));
            found.push(format!("{:?}", batch.damaged));
        }
        found
    };
    let ods = read("stock.ods", Format::Ods);
    assert_eq!(ods, read("stock.xlsx", Format::Xlsx));
    assert_eq!(
        ods[..2],
        ["decision-hidden-rows", "decision-hidden-columns"]
    );
    assert!(
        ods[2].contains("\")]") && ods[2].contains("Merged"),
        "{}",
        ods[2]
    );
    let row = "CK-0018|000-0042|2026-03-06 17:45:15|00:00:01|00:05:00|-3|0|否|#DIV/0!|分两次\n发货";
    assert_eq!(ods[4], row);
}

#[test]
fn rows_and_cells_have_one_place() {
    let filled = |attributes: &str| {
        let cell = cell(attributes, "<text:p>a</text:p>");
        format!("<table:table-row>{cell}</table:table-row>")
    };
    let row = filled("");
    let key = |tables: &str| opened(document("", tables).as_bytes()).err().map(|e| e.key);
    let element = Some("source-misplaced-element");
    for inside in [
        format!("<g>{row}</g>"),
        format!("<table:table-row>{row}</table:table-row>"),
        format!(
            "<table:table-row><g>{}</g></table:table-row>",
            cell("", "<text:p>a</text:p>")
        ),
        cell("", "<text:p>a</text:p>"),
        table(&row),
    ] {
        assert_eq!(key(&table(&format!("{row}{inside}"))), element, "{inside}");
    }
    assert_eq!(
        key(&format!("{}<g>{}</g>", table(&row), table(&row))),
        element
    );
    // charts, and what was read from elsewhere, have tables of their own
    let shapes = format!(
        "<table:shapes><draw:object>{}</draw:object></table:shapes>",
        table(&row)
    );
    assert_eq!(key(&table(&format!("{shapes}{row}"))), None);
    assert_eq!(
        key(&format!(
            "{}<table:dde-links>{}</table:dde-links>",
            table(&row),
            table(&row)
        )),
        None
    );
}

/// What a cell or a row claims is refused before it is written as often.
#[test]
fn claims_beyond_a_sheet() {
    let repeated = |rows: &str, columns: &str| {
        let cell = cell(
            &format!("table:number-columns-repeated='{columns}'"),
            "<text:p>a</text:p>",
        );
        let row = format!(
            "<table:table-row table:number-rows-repeated='{rows}'>{cell}</table:table-row>"
        );
        let mut book = opened(document("", &table(&row)).as_bytes()).unwrap();
        let mut cells = 0u32;
        let read = book.cells(0, |_, _, _| {
            cells += 1;
            ControlFlow::Continue(())
        });
        (read.map_err(|error| error.key), cells)
    };
    assert_eq!(repeated("1", "16384"), (Ok(()), 16_384));
    assert_eq!(repeated("1048576", "1"), (Ok(()), 1_048_576));
    let refused = (Err("source-misplaced-cells"), 0);
    for (rows, columns) in [
        ("1", "16385"),
        ("1", "4000000000"),
        ("1", "99999999999"),
        ("1048577", "1"),
        ("5000000000", "1"),
    ] {
        assert_eq!(repeated(rows, columns), refused, "{rows} {columns}");
    }
}
