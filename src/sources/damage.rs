//! Damage that the text of a cell tells of itself, whatever format it came in: the error words of spreadsheets, `####` of a
//! column that was too narrow, and codes that were rounded.

mod words;

use std::sync::LazyLock;

use regex::bytes::Regex;

use self::words::{LONGEST, NUMBERED, is_error, may_follow};
use super::batch::{Batch, Damage, Damaged};
use crate::blank::trim;

/// What a text holds that may have an error word or an exponent in it, but for `#` and `+`: it is looked for at one go, since
/// nearly all texts have nothing of it.
static SIGNS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("＃|Err|错误|錯誤|エラー|오류|e1|E1").expect("it is a pattern"));

/// Marks the cells that are not what was meant. Those that the format itself tells of are marked before.
pub(crate) fn mark(batch: &mut Batch) {
    let known = batch.damaged.len();
    let signs = SIGNS.is_match(batch.text().as_bytes());
    if holds_words(batch.text(), signs) {
        push(batch, of_word);
    }
    if holds_exponents(batch.text().as_bytes(), signs) {
        push(batch, |cell| is_rounded(cell).then_some(Damage::LostDigits));
    }
    if batch.damaged.len() > known {
        // what was known before comes first of a cell
        batch.damaged.sort_by_key(|d| (d.row, d.column));
        batch.damaged.dedup_by_key(|d| (d.row, d.column));
    }
}

fn push(batch: &mut Batch, damage: impl Fn(&str) -> Option<Damage>) {
    for row in 0..batch.rows() {
        for column in 0..batch.width() {
            if let Some(damage) = damage(batch.cell(row, column)) {
                batch.damaged.push(Damaged {
                    row,
                    column,
                    damage,
                });
            }
        }
    }
}

/// Whether a text may have an error word in it, so that its cells are worth a look. Most that hold a `#` hold addresses.
fn holds_words(text: &str, signs: bool) -> bool {
    let bytes = text.as_bytes();
    let holds = |word: &str| memchr::memmem::find(bytes, word.as_bytes()).is_some();
    let begins = |at: usize| bytes.get(at + 1) == Some(&b'#') || may_follow(&text[at + 1..]);
    memchr::memchr_iter(b'#', bytes).any(begins)
        || signs && (holds("＃") || NUMBERED.iter().any(|word| holds(stem(word))))
}

/// The damage that the whole text of a cell tells of, in half or full width.
pub(super) fn of_word(cell: &str) -> Option<Damage> {
    // nearly all cells begin with something else
    if !matches!(
        cell.as_bytes().first()?,
        b'#' | b'E' | b' ' | b'\t' | 0xc2 | 0xe2 | 0xe3 | 0xe9 | 0xec | 0xef
    ) {
        return None;
    }
    let cell = trim(cell);
    if is_narrow(cell) {
        return Some(Damage::Narrow);
    }
    let begins =
        cell.starts_with(['#', '＃']) || NUMBERED.iter().any(|word| cell.starts_with(stem(word)));
    if !begins || cell.len() > LONGEST {
        return None;
    }
    let word: String = cell.chars().map(half_width).collect();
    if is_narrow(&word) {
        return Some(Damage::Narrow);
    }
    let code = NUMBERED
        .iter()
        .find_map(|word_of| word.strip_prefix(word_of));
    let numbered = code.is_some_and(|c| c.len() == 3 && c.bytes().all(|b| b.is_ascii_digit()));
    (numbered || is_error(&word)).then_some(Damage::Formula)
}

/// Without the colon, which may be of double width.
fn stem(word: &str) -> &str {
    word.trim_end_matches(':')
}

/// `####`: what a spreadsheet shows where the column is too narrow for a number. One alone is a mark that people write.
fn is_narrow(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|b| b == b'#')
}

/// A character of double width as the ASCII character it stands for.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

fn holds_exponents(text: &[u8], signs: bool) -> bool {
    let exponent = |plus: usize| plus > 0 && text[plus - 1].eq_ignore_ascii_case(&b'e');
    let written = |exponent: &[u8]| memchr::memmem::find(text, exponent).is_some();
    memchr::memchr_iter(b'+', text).any(exponent) || signs && (written(b"e1") || written(b"E1"))
}

/// `6.94609E+12`: what Excel shows of a number of twelve digits and more.
fn is_rounded(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let Some((mantissa, exponent)) = trim(cell).split_once(['E', 'e']) else {
        return false;
    };
    let whole = match mantissa.split_once('.') {
        Some((whole, fraction)) if digits(fraction) => whole,
        Some(_) => return false,
        None => mantissa,
    };
    // without a sign only behind a point: `1E17` may be a code
    let exponent = match exponent.strip_prefix('+') {
        None if mantissa.len() > 1 => Some(exponent),
        signed => signed,
    };
    let exponent = exponent.filter(|e| digits(e));
    let exponent = exponent.and_then(|e| e.parse::<u16>().ok());
    whole.len() == 1 && digits(whole) && exponent.is_some_and(|e| e >= 11)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_of_all_that_is_looked_for() {
        for sign in NUMBERED.map(stem).into_iter().chain(["＃", "e1", "E1"]) {
            assert!(SIGNS.is_match(sign.as_bytes()), "{sign}");
        }
        assert!(!SIGNS.is_match("SO000000001,客户".as_bytes()));
    }

    fn marked(rows: &[[&str; 2]]) -> Vec<(usize, usize, Damage)> {
        let mut batch = Batch::new(2);
        for (line, cells) in (2..).zip(rows) {
            batch.push_row(line, *cells);
        }
        mark(&mut batch);
        let damaged = batch.damaged.iter();
        damaged.map(|d| (d.row, d.column, d.damage)).collect()
    }

    #[test]
    fn error_words_are_damage() {
        for cell in [
            "#N/A",
            "#REF!",
            " #Name? ",
            "#Div/0!",
            "#GETTING_DATA",
            "#PYTHON!",
            "Err:508",
            "错误:502",
            "錯誤：522",
            "＃Ｎ／Ａ",
            "#溢出！",
            "#BEZUG!",
            "#Error",
            "#名称？",
            "#名稱?",
            "#值!",
            "＃除以０！",
            "#nv",
            "#Nom?",
            "#ссылка!",
            "#value!",
            "エラー:504",
            "오류：508",
            "\u{3000}#NUM!",
            "\u{a0}#NULL!",
        ] {
            assert_eq!(of_word(cell), Some(Damage::Formula), "{cell}");
            assert_eq!(marked(&[["a", cell]]), [(0, 1, Damage::Formula)], "{cell}");
        }
        for cell in ["##", "#########", " ##### ", "＃＃＃", &"#".repeat(300)] {
            assert_eq!(of_word(cell), Some(Damage::Narrow), "{cell}");
            assert_eq!(marked(&[[cell, ""]]), [(0, 0, Damage::Narrow)], "{cell}");
        }
        for cell in [
            "#",
            "#3",
            "3#",
            "#N/A!",
            "see #N/A",
            "#REF",
            "Err:5080",
            "Err:",
            "Error:508",
            "err",
            "E508",
            "##a",
            "#n",
            "＃",
            "错误",
            "#N/A #N/A",
            "",
        ] {
            assert_eq!(of_word(cell), None, "{cell}");
        }
    }

    #[test]
    fn a_word_is_found_among_others() {
        let rows = [["1#楼", "x"], ["#N/A", "9.13101E+17"], ["##", "Err:504"]];
        let expected = [
            (1, 0, Damage::Formula),
            (1, 1, Damage::LostDigits),
            (2, 0, Damage::Narrow),
            (2, 1, Damage::Formula),
        ];
        assert_eq!(marked(&rows), expected);
    }

    #[test]
    fn what_the_format_told_is_not_told_again() {
        let mut batch = Batch::new(1);
        batch.push_row(2, ["#N/A"]);
        let known = Damaged {
            row: 0,
            column: 0,
            damage: Damage::Undecodable,
        };
        batch.damaged.push(known);
        mark(&mut batch);
        assert_eq!(batch.damaged, [known]);
    }

    #[test]
    fn codes_that_were_rounded() {
        for cell in [
            "9.13101E+17",
            "6.94609E+12",
            "1e+18",
            "1.03e18",
            " 1.03e+18 ",
        ] {
            assert!(is_rounded(cell), "{cell}");
        }
        for cell in [
            "1.5E+3", "E+17", "12.3E+17", "1.E+17", "9.1E+17A", "+8613", "1E17", "",
        ] {
            assert!(!is_rounded(cell), "{cell}");
        }
        let mut batch = Batch::new(2);
        batch.push_row(2, ["a", "+86"]);
        batch.push_row(3, ["1.03E+18", "x"]);
        mark(&mut batch);
        let damaged = Damaged {
            row: 1,
            column: 0,
            damage: Damage::LostDigits,
        };
        assert_eq!(batch.damaged, [damaged]);
    }
}
