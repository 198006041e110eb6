//! Formulas that cells share: one of them has the text, and it means the same for the others when it is moved along.

/// A formula as it reads so many rows and columns further on; none where it would lead out of the sheet.
pub(super) fn moved(formula: &str, rows: i64, columns: i64) -> Option<String> {
    let mut out = String::with_capacity(formula.len());
    let mut rest = formula;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' | '\'' => quoted(rest, c),
            // a table and its columns
            '[' => rest.find(']').map_or(rest.len(), |end| end + 1),
            _ if is_of_word(c) && !is_of_word(before) => {
                let end = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
                let word = &rest[..end];
                let follows = rest[end..].chars().next();
                // functions, sheets and the names of tables are no references
                if matches!(follows, Some('(' | '!' | '[')) {
                    out.push_str(word);
                } else {
                    let range = (before == ':', follows == Some(':'));
                    out.push_str(&reference(word, range, rows, columns)?);
                }
                before = word.chars().last().unwrap_or(' ');
                rest = &rest[end..];
                continue;
            }
            c => c.len_utf8(),
        };
        out.push_str(&rest[..length]);
        before = rest[..length].chars().last().unwrap_or(' ');
        rest = &rest[length..];
    }
    Some(out)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '\\' | '?')
}

/// The length of a text in quotes, in which two of them stand for one.
fn quoted(text: &str, quote: char) -> usize {
    let mut at = 1;
    while let Some(end) = text[at..].find(quote) {
        at += end + 1;
        if !text[at..].starts_with(quote) {
            return at;
        }
        at += 1;
    }
    text.len()
}

/// A word, moved if it is a reference: `B7`, `$B7`, or a half of `B:C` or `1:4`.
fn reference(word: &str, range: (bool, bool), rows: i64, columns: i64) -> Option<String> {
    let as_it_is = || Some(word.to_owned());
    let fixed_column = word.starts_with('$');
    let rest = word.trim_start_matches('$');
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = rest.split_at(letters);
    let fixed_row = digits.starts_with('$') || letters.is_empty() && fixed_column;
    let digits = digits.trim_start_matches('$');
    let is_half = range.0 || range.1;
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let fits = match (letters.is_empty(), digits.is_empty()) {
        (false, false) => is_number,
        (true, false) => is_number && is_half,
        (false, true) => is_half,
        (true, true) => false,
    };
    let number = |text: &str| text.parse::<i64>().ok();
    if !fits || letters.len() > 3 || number(digits).is_some_and(|row| row > 1_048_576) {
        return as_it_is();
    }
    let mut out = String::new();
    if !letters.is_empty() {
        let value = |sum: i64, b: u8| 26 * sum + i64::from(b.to_ascii_uppercase() - b'A') + 1;
        let mut column = letters.bytes().fold(0, value);
        if column > 16_384 {
            return as_it_is();
        }
        if fixed_column {
            out.push('$');
        } else {
            column += columns;
        }
        if !(1..=16_384).contains(&column) {
            return None;
        }
        let name = crate::sources::workbook::cell_name(0, u32::try_from(column - 1).ok()?);
        out.push_str(name.trim_end_matches('1'));
    }
    if !digits.is_empty() {
        let mut row = number(digits)?;
        if fixed_row {
            out.push('$');
        } else {
            row += rows;
        }
        if !(1..=1_048_576).contains(&row) {
            return None;
        }
        out.push_str(&row.to_string());
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn references_move_and_nothing_else() {
        for (formula, expected) in [
            ("A2*$B$1", "A5*$B$1"),
            (
                "IF(C2=\"A2\",'A2 b'!D2,LOG10(E2))",
                "IF(C5=\"A2\",'A2 b'!D5,LOG10(E5))",
            ),
            ("SUM(A:A,$2:2,A2:B$3)", "SUM(A:A,$2:5,A5:B$3)"),
            (
                "Table1[A2]&it_A2&x.A2&\"say \"\"A2\"\"\"",
                "Table1[A2]&it_A2&x.A2&\"say \"\"A2\"\"\"",
            ),
            ("Sheet2!A2+2*1.5E+3", "Sheet2!A5+2*1.5E+3"),
            ("AAAA2+销售2", "AAAA2+销售2"),
        ] {
            assert_eq!(moved(formula, 3, 0).as_deref(), Some(expected));
        }
        assert_eq!(moved("Z9", 0, 1).as_deref(), Some("AA9"));
        assert_eq!(moved("A1", -1, 0), None);
    }
}
