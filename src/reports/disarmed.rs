//! CSV that a spreadsheet opens must hold no formulas.
//!
//! Which characters begin one, and that a cell may end where nobody meant it to: OWASP, "CSV Injection".

use std::borrow::Cow;

use memchr::{memchr, memchr3};

use crate::tables::number;

/// Text that a spreadsheet would take for a formula, disarmed with an apostrophe. Numbers stay numbers. Where a spreadsheet cuts
/// cells at other signs than commas, quotes hold nothing together: what stands behind any of them might be a cell.
pub(crate) fn disarmed(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let cut = memchr3(b',', b';', b'\n', bytes).is_some() || memchr(b'\t', bytes).is_some();
    if !cut && !begins_formula(text) {
        return text.into();
    }
    let mut safe = String::with_capacity(text.len() + 2);
    for cell in text.split_inclusive(is_separator) {
        let start = cell.trim_start_matches([' ', '"']);
        safe.push_str(&cell[..cell.len() - start.len()]);
        if begins_formula(start) {
            safe.push('\'');
        }
        safe.push_str(start);
    }
    safe.into()
}

fn is_separator(sign: char) -> bool {
    matches!(sign, ',' | ';' | '\t' | '\r' | '\n')
}

fn begins_formula(cell: &str) -> bool {
    let starts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let cell_of_one = cell.trim_end_matches(is_separator);
    cell.starts_with(starts) && number::decimal(cell_of_one).is_none() && !cell_of_one.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed() {
        for bad in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "＝1",
        ] {
            assert!(
                disarmed(bad).contains("'=") || disarmed(bad).starts_with('\''),
                "{bad}"
            );
        }
        for good in ["-12.5", "+3", "SO-1", "", "2026-10-31, -5; +3"] {
            assert_eq!(disarmed(good), good);
        }
    }

    /// Excel cuts at semicolons where these stand in lists.
    #[test]
    fn formulas_behind_signs_that_end_a_cell() {
        for (bad, safe) in [
            ("a;=cmd|x", "a;'=cmd|x"),
            ("a; \"=1", "a; \"'=1"),
            ("a\t@x,b\n=1\r\n＋2", "a\t'@x,b\n'=1\r\n'＋2"),
            ("-1;-2+3", "-1;'-2+3"),
        ] {
            assert_eq!(disarmed(bad), safe);
        }
    }
}
