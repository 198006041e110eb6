//! Twice the sheet takes twice the work, whatever stands in it.

use super::kind::Format;
use super::made::{Made, all_of};
use crate::sources::work;

/// The work of reading a workbook.
fn read(made: &Made) -> u64 {
    work::of(|| drop(all_of(made.open(Format::Xlsx).unwrap()).unwrap()))
}

fn xlsx(rows: &str, behind: &str) -> Made {
    let header = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a</v></c></row>";
    Made::xlsx(&format!("<sheetData>{header}{rows}</sheetData>{behind}"))
}

#[test]
fn formulas_without_a_result() {
    const MANY: usize = 40_000;
    let doubles = |name: &str, file: &dyn Fn(usize) -> Made| {
        work::doubles(name, |times| read(&file(times * MANY)));
    };
    doubles("in cells", &|count| {
        let row = |n: usize| format!("<row r=\"{n}\"><c r=\"A{n}\"><f>1+1</f></c></row>");
        xlsx(&(2..count / 4).map(row).collect::<String>(), "")
    });
    doubles("in one cell", &|count| {
        let formulas = "<f>1+1</f>".repeat(count);
        xlsx(
            &format!("<row r=\"2\"><c r=\"A2\">{formulas}</c></row>"),
            "",
        )
    });
    doubles("in no cell", &|count| {
        xlsx(
            "",
            &format!(
                "<x>{}</x>",
                "</f><f>".repeat(count).replacen("</f>", "", 1) + "</f>"
            ),
        )
    });
}

/// A tag ends at the first sign for that outside quotes.
#[test]
fn tags_with_very_long_values() {
    for signs in [">", "\n", "'>"] {
        work::doubles(signs, |times| {
            let value = signs.repeat(times << 17);
            read(&xlsx(&format!("<row r=\"2\" x=\"{value}\"/>"), ""))
        });
    }
}
