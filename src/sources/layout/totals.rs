//! The words that totals are told by.

use std::collections::BTreeSet;

use crate::blank::{is_blank, trim};

/// What totals are called where the dictionary does not say.
const COMMON: [&str; 47] = [
    "合计",
    "小计",
    "总计",
    "累计",
    "汇总",
    "总计数",
    "本页合计",
    "本页小计",
    "本日合计",
    "本月合计",
    "本月累计",
    "本年累计",
    "合計",
    "小計",
    "總計",
    "累計",
    "彙總",
    "本頁合計",
    "本頁小計",
    "本月合計",
    "本年累計",
    "総計",
    "Total",
    "Subtotal",
    "Sub-total",
    "Grand total",
    "Grand count",
    "Grand average",
    // as Excel and SAP translate them
    "Gesamtergebnis",
    "Gesamtsumme",
    "Zwischensumme",
    "Summe",
    "Total général",
    "Total general",
    "Total geral",
    "Sous-total",
    "Totale",
    "Totale complessivo",
    "Subtotale",
    "Итого",
    "Всего",
    "Общий итог",
    "Tổng cộng",
    "합계",
    "소계",
    "총계",
    "총합계",
];

/// How spreadsheets and systems call the total of a group, behind the name of the group.
const OF_GROUPS: [&str; 29] = [
    "汇总",
    "小计",
    "合计",
    "总计",
    "计数",
    "平均值",
    "最大值",
    "最小值",
    "小計",
    "合計",
    "總計",
    "計數",
    "彙總",
    "総計",
    "集計",
    "個数",
    "Subtotal",
    "Sub-total",
    "Total",
    "Count",
    "Average",
    "Max",
    "Min",
    "Sum",
    "Ergebnis",
    "Итог",
    "합계",
    "소계",
    "요약",
];

/// What may stand between a word and the name of the group behind it: `Total for North`.
const JOINS: [&str; 8] = ["for", "of", "de", "du", "für", "di", "по", "per"];

/// The words that the rows of totals are told by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Totals {
    /// What they begin with, as it is compared.
    words: Vec<String>,
    /// How those begin that begin with two letters of ASCII.
    latin: Starts,
    /// The first letters of all.
    first: Vec<char>,
    /// Patterns, in their parts between the stars.
    patterns: Vec<Vec<String>>,
    /// What stands behind the name of a group, longer words before those that they end with.
    of_groups: Vec<String>,
    /// The last letters of these.
    last: Vec<char>,
}

/// The first letters of words that begin with two letters or digits of ASCII, by these: a bit for each third one. It is asked
/// of every row.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Starts(Vec<u64>);

impl Starts {
    /// Letters and digits.
    const LETTERS: usize = 36;
    /// The bit of words that go on with something else, or not at all.
    const ANY: u64 = 1 << Starts::LETTERS;

    fn of(words: &[String]) -> Starts {
        let mut starts = Starts(vec![0; Starts::LETTERS * Starts::LETTERS]);
        for word in words {
            if let Some((pair, third)) = Starts::start(word.as_bytes()) {
                starts.0[pair] |= third.map_or(Starts::ANY, |third| 1 << third);
            }
        }
        starts
    }

    /// Whether a word may begin as a text does; none where the text begins with something else than letters of ASCII.
    fn may_have(&self, text: &[u8]) -> Option<bool> {
        let (pair, third) = Starts::start(text)?;
        let words = self.0[pair];
        // a blank or a mark behind two letters says nothing
        Some(third.map_or(words != 0, |third| words & (Starts::ANY | 1 << third) != 0))
    }

    /// The first two letters as one number, and the third where it is one.
    fn start(text: &[u8]) -> Option<(usize, Option<usize>)> {
        let letter = |byte: &u8| match byte {
            b'a'..=b'z' => Some(usize::from(byte - b'a')),
            b'A'..=b'Z' => Some(usize::from(byte - b'A')),
            b'0'..=b'9' => Some(usize::from(byte - b'0') + 26),
            _ => None,
        };
        let [first, second, rest @ ..] = text else {
            return None;
        };
        let pair = letter(first)? * Starts::LETTERS + letter(second)?;
        Some((pair, rest.first().and_then(letter)))
    }
}

impl Totals {
    /// The words of a dictionary. With a star a word is a pattern of the whole cell: `*汇总`.
    pub(crate) fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Totals {
        let words: Vec<String> = words.into_iter().map(|w| folded(w).collect()).collect();
        let (patterns, words): (Vec<_>, Vec<_>) = words.into_iter().partition(|w| w.contains('*'));
        let parts = |pattern: &String| pattern.split('*').map(str::to_owned).collect();
        Totals {
            latin: Starts::of(&words),
            first: distinct(words.iter().filter_map(|word| word.chars().next())),
            patterns: patterns.iter().map(parts).collect(),
            last: last_letters(&words),
            of_groups: words.clone(),
            words,
        }
    }

    /// Whether a cell begins with one of the words: `合计`, `合 计：`, `Total (12)`; or is of one of the patterns.
    pub(crate) fn begin(&self, cell: &str) -> bool {
        // a long text is no total, nor are most codes: this is asked of every row
        if cell.len() > 60 {
            return false;
        }
        if !self.patterns.is_empty() && self.is_of_pattern(cell) {
            return true;
        }
        if !self.may_begin(cell.as_bytes()) {
            return false;
        }
        let mut letters = folded(cell);
        let first = letters.next();
        if !first.is_some_and(|first| self.first.contains(&first)) {
            return false;
        }
        let mut words = self
            .words
            .iter()
            .filter(|word| word.chars().next() == first);
        words.any(|word| {
            let mut letters = letters.clone();
            word.chars()
                .skip(1)
                .all(|letter| letters.next() == Some(letter))
                && matches!(
                    letters.next(),
                    None | Some(':' | '：' | '(' | '（' | '=' | '共')
                )
        })
    }

    fn is_of_pattern(&self, cell: &str) -> bool {
        let cell: String = folded(cell).collect();
        let cell = cell.trim_end_matches([':', '：']);
        self.patterns.iter().any(|parts| fits(cell, parts))
    }

    /// Whether a cell may begin with one of the words, as far as that is seen at once.
    fn may_begin(&self, cell: &[u8]) -> bool {
        // a Latin word has no blanks between its first letters
        self.latin.may_have(cell).unwrap_or(!cell.is_empty())
    }

    /// The group whose total a cell is: that of `North Total` is `North`, and that of `Total Nord` is `Nord`.
    pub(super) fn group<'c>(&self, cell: &'c str) -> Option<&'c str> {
        self.group_before(cell).or_else(|| self.group_behind(cell))
    }

    fn group_behind<'c>(&self, cell: &'c str) -> Option<&'c str> {
        // most cells have no blank in them, or begin with something else
        let blank = |b: u8| matches!(b, b' ' | b'\t' | 0xc2 | 0xe3);
        if cell.len() > 100 || !self.may_begin(cell.as_bytes()) || !cell.bytes().any(blank) {
            return None;
        }
        let first = trim(cell).chars().next()?;
        if !first
            .to_lowercase()
            .any(|first| self.first.contains(&first))
        {
            return None;
        }
        let same = |word: &&String| {
            word.chars()
                .next()
                .is_some_and(|c| first.to_lowercase().eq([c]))
        };
        let mut words = self.words.iter().filter(same);
        words.find_map(|word| behind(cell, word))
    }

    fn group_before<'c>(&self, cell: &'c str) -> Option<&'c str> {
        // most codes end with a digit: this is asked of every row
        let last = cell.as_bytes().last()?;
        if cell.len() > 100 || last.is_ascii_digit() {
            return None;
        }
        let cell = cell.trim_end_matches(|c: char| is_blank(c) || matches!(c, ':' | '：'));
        let last = cell.chars().next_back()?.to_ascii_lowercase();
        if !self.last.contains(&last) {
            return None;
        }
        let mut words = self.of_groups.iter();
        words.find_map(|word| before(cell, word))
    }
}

/// What is before a word at the end of a text; a Latin word does not begin within another.
fn before<'c>(text: &'c str, word: &str) -> Option<&'c str> {
    let mut letters = text.char_indices().rev().filter(|(_, c)| !is_blank(*c));
    let mut start = text.len();
    for wanted in word.chars().rev() {
        let (at, letter) = letters.next()?;
        if !letter.to_lowercase().eq([wanted]) {
            return None;
        }
        start = at;
    }
    let before = &text[..start];
    let within = word.is_ascii() && before.ends_with(|c: char| c.is_ascii_alphanumeric());
    let before = trim(before);
    (!within && !before.is_empty()).then_some(before)
}

/// What is behind a word at the start of a text, and a blank.
fn behind<'c>(text: &'c str, word: &str) -> Option<&'c str> {
    let mut letters = text.char_indices().filter(|(_, c)| !is_blank(*c));
    let mut end = 0;
    for wanted in word.chars() {
        let (at, letter) = letters.next()?;
        if !letter.to_lowercase().eq([wanted]) {
            return None;
        }
        end = at + letter.len_utf8();
    }
    let group = text[end..]
        .strip_prefix(is_blank)?
        .trim_matches(|c: char| is_blank(c) || matches!(c, ':' | '：'));
    let joined = group.split_once(' ');
    let joined = joined.filter(|(join, _)| JOINS.contains(&join.to_lowercase().as_str()));
    let group = joined.map_or(group, |(_, group)| trim(group));
    (!group.is_empty()).then_some(group)
}

/// Whether a text is of a pattern whose parts stand between its stars.
fn fits(text: &str, parts: &[String]) -> bool {
    let [first, inner @ .., last] = parts else {
        return false;
    };
    let rest = text.strip_prefix(first.as_str());
    let Some(mut rest) = rest.and_then(|rest| rest.strip_suffix(last.as_str())) else {
        return false;
    };
    inner.iter().all(|part| {
        let found = rest.find(part.as_str());
        found
            .inspect(|at| rest = &rest[at + part.len()..])
            .is_some()
    })
}

impl Default for Totals {
    fn default() -> Totals {
        let of_groups = OF_GROUPS.map(|word| folded(word).collect()).to_vec();
        Totals {
            last: last_letters(&of_groups),
            of_groups,
            ..Totals::new(COMMON)
        }
    }
}

fn last_letters(words: &[String]) -> Vec<char> {
    distinct(words.iter().filter_map(|word| word.chars().next_back()))
}

fn distinct(letters: impl Iterator<Item = char>) -> Vec<char> {
    letters.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Lower case, without blanks.
pub(super) fn folded(text: &str) -> impl Iterator<Item = char> + Clone {
    let letters = text.chars().filter(|c| !is_blank(*c));
    letters.flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_totals() {
        let totals = Totals::new(["*汇总", "Sum of *", "本*计", "*"]);
        assert!(totals.begin(""));
        let totals = Totals::new(["*汇总", "Sum of *", "本*计"]);
        for cell in ["华东 汇总", "汇总：", "sum of 2026", "本月合计", "本 计"] {
            assert!(totals.begin(cell), "{cell}");
        }
        for cell in ["汇总表", "Sum", "a sum of 3", "本", "合计"] {
            assert!(!totals.begin(cell), "{cell}");
        }
        assert_eq!(totals.group("甲 汇总"), None);
        let named = Totals::new(["Sum"]);
        assert_eq!(named.group("North Sum"), Some("North"));
        assert_eq!(named.group("Sum"), None);
        let totals = Totals::default();
        for (cell, group) in [
            ("甲 汇总", "甲"),
            ("甲小计：", "甲"),
            ("a count ", "a"),
            ("x-Total", "x-"),
            ("Total Nord", "Nord"),
            ("TOTAL for Northern lights:", "Northern lights"),
            ("Süd Ergebnis", "Süd"),
            ("Итого по Север", "Север"),
            ("小计 甲", "甲"),
            ("강원 합계", "강원"),
        ] {
            assert_eq!(totals.group(cell), Some(group));
        }
        for cell in [
            "Admin",
            "SO-1",
            "汇总表",
            "Account",
            "合计",
            "",
            "Total",
            "Totals of X",
            "Tot X",
            "小计甲",
        ] {
            assert_eq!(totals.group(cell), None, "{cell}");
        }
    }

    /// Asked of every row: what codes begin with is seen at once.
    #[test]
    fn codes_are_passed_over_quickly() {
        let totals = Totals::default();
        for code in ["SO-000017", "SO000000017", "SU7", "TO12", "1001", "GR0"] {
            assert!(
                !totals.may_begin(code.as_bytes()) || code.as_bytes()[2] == b'-',
                "{code}"
            );
        }
        for total in [
            "Total",
            "sous-total",
            "S ous-total",
            "Tot al",
            "To tal",
            "合计",
        ] {
            assert!(totals.may_begin(total.as_bytes()), "{total}");
        }
    }

    #[test]
    fn words_however_they_are_written() {
        let totals = Totals::new(["合计", "Total", "No. of rows"]);
        for cell in [
            "合计",
            "合 计：12",
            "\u{feff}合计",
            " TOTAL",
            "T otal",
            "Total (12)",
            "No.of rows",
            "n o. OF rows:",
        ] {
            assert!(totals.begin(cell), "{cell}");
        }
        for cell in ["", "合计有限公司", "To", "Totals", "SO1", "合"] {
            assert!(!totals.begin(cell), "{cell}");
        }
        let none = Totals::new([]);
        assert!(!none.begin("Total") && !none.begin("合计"));
    }
}
