//! How texts should be written: what is wrong with one, and the same text put right.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use html5gum::{Token, Tokenizer};
use schemars::JsonSchema;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::flaw::{Flaw, Flaws};
use super::script::{self, Script};
use crate::blank;

/// A kind of flaw that a text may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Fault {
    /// Blanks at the start or the end, and several in a row.
    Blanks,
    /// Characters without width, control characters, and blanks that do not break.
    Invisible,
    /// Letters and digits of full width.
    Width,
    /// Simplified and traditional characters in one text.
    Scripts,
    /// What stands where characters were lost (�, ???, 锟斤拷, 烫烫烫), and characters of private use.
    Lost,
    /// Brackets without their other half.
    Brackets,
    /// Words and numbers that stand for nothing, such as 测试, 待补 and 13800000000.
    Placeholders,
    /// A comma, semicolon or colon at the end.
    Trailing,
    /// Characters as HTML writes them, such as `&amp;` and `&#23515;`.
    References,
}

impl Fault {
    pub(crate) const ALL: [Fault; 9] = [
        Fault::Blanks,
        Fault::Invisible,
        Fault::Width,
        Fault::Scripts,
        Fault::Lost,
        Fault::Brackets,
        Fault::Placeholders,
        Fault::Trailing,
        Fault::References,
    ];
}

/// What stands for nothing, small and in half width.
const PLACEHOLDERS: [&str; 46] = [
    "测试",
    "測試",
    "test",
    "testing",
    "待补",
    "待補",
    "待补充",
    "待補充",
    "待定",
    "待填",
    "待录入",
    "待确认",
    "待確認",
    "暂无",
    "暫無",
    "无",
    "無",
    "没有",
    "沒有",
    "未知",
    "不详",
    "不詳",
    "空",
    "空白",
    "同上",
    "n/a",
    "na",
    "#n/a",
    "null",
    "none",
    "nil",
    "nan",
    "undefined",
    "unknown",
    "tbd",
    "tba",
    "todo",
    "xxx",
    "xxxx",
    "123456",
    "1234567",
    "12345678",
    "123456789",
    "1234567890",
    "0123456789",
    "abc123",
];

/// Days that systems begin with.
const FIRST_DAYS: [&str; 6] = [
    "1900-01-01",
    "1900/1/1",
    "1900/01/01",
    "1900-1-1",
    "1899-12-30",
    "0000-00-00",
];

/// What a text may consist of that says nothing.
const STROKES: &str = "-–—－−/\\.。*#_~、…?？";

/// What should have something behind it.
const OPEN_ENDS: [char; 7] = [',', '，', '、', ';', '；', ':', '：'];

/// What there may be to see about a character: bits.
mod class {
    pub(super) const BLANK: u8 = 1;
    pub(super) const INVISIBLE: u8 = 2;
    pub(super) const WIDE: u8 = 4;
    pub(super) const SIMPLIFIED: u8 = 8;
    pub(super) const TRADITIONAL: u8 = 16;
    pub(super) const LOST: u8 = 32;
    pub(super) const BRACKET: u8 = 64;
    pub(super) const REFERENCE: u8 = 128;
}

/// The classes of the characters of the first plane.
static CLASSES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let all = 0..=0xffff_u32;
    all.map(|c| char::from_u32(c).map_or(0, classes)).collect()
});

fn classes(c: char) -> u8 {
    let mut classes = 0;
    let mut add = |class: u8, is: bool| classes |= if is { class } else { 0 };
    add(class::BLANK, c.is_whitespace());
    add(class::INVISIBLE, is_invisible(c));
    add(class::WIDE, narrow(c).is_some());
    add(
        class::SIMPLIFIED,
        script::script(c) == Some(Script::Simplified),
    );
    add(
        class::TRADITIONAL,
        script::script(c) == Some(Script::Traditional),
    );
    add(
        class::LOST,
        "\u{fffd}?？锟烫屯".contains(c) || is_private(c),
    );
    add(class::BRACKET, side(c).is_some());
    add(class::REFERENCE, c == '&');
    classes
}

fn class_of(c: char) -> u8 {
    let known = usize::try_from(u32::from(c)).ok();
    let known = known.and_then(|c| CLASSES.get(c));
    known.copied().unwrap_or_else(|| classes(c))
}

/// What is held against texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hygiene {
    faults: Vec<Fault>,
    placeholders: BTreeSet<String>,
    /// What one of them, or a number or a stroke, begins with.
    first: BTreeSet<char>,
    /// The most bytes that one of them has.
    longest: usize,
}

impl Hygiene {
    /// `placeholders`: further words that stand for nothing.
    pub(crate) fn new(faults: &[Fault], placeholders: &[String]) -> Hygiene {
        let own = placeholders.iter().map(|word| normal(word).into_owned());
        let known = PLACEHOLDERS.iter().map(|word| (*word).to_owned());
        let placeholders: BTreeSet<String> = known.chain(own).collect();
        let longest = placeholders.iter().map(String::len).max();
        let words = placeholders.iter().filter_map(|word| word.chars().next());
        let others = '0'..='9';
        let first = words.chain(others).chain(STROKES.chars()).collect();
        Hygiene {
            faults: faults.to_vec(),
            // those that are made up of parts, such as 1900-01-01 00:00:00, are shorter than this
            longest: longest.unwrap_or_default().max(24),
            placeholders,
            first,
        }
    }

    fn asks(&self, fault: Fault) -> bool {
        self.faults.contains(&fault)
    }

    /// Whether nothing is wrong with a text.
    pub(crate) fn is_clean(&self, text: &str) -> bool {
        let mut seen = 0;
        let (mut blank, mut doubled) = (false, false);
        for c in text.chars() {
            let class = class_of(c);
            seen |= class;
            let is_blank = class & class::BLANK != 0;
            doubled |= is_blank && blank;
            blank = is_blank;
        }
        let both = class::SIMPLIFIED | class::TRADITIONAL;
        let last = text.chars().next_back();
        let may_end = |c: char| blank::is_blank(c) || c == '。' || OPEN_ENDS.contains(&c);
        let is_wrong = |fault: &Fault| match fault {
            Fault::Blanks => {
                blank::trim(text).len() != text.len() && has_ends(text)
                    || doubled && has_doubled(text.trim())
            }
            Fault::Invisible => seen & class::INVISIBLE != 0,
            Fault::Width => seen & class::WIDE != 0,
            Fault::Scripts => seen & both == both,
            Fault::Lost => {
                seen & class::LOST != 0 && (lost(text).is_some() || text.chars().any(is_private))
            }
            Fault::Brackets => seen & class::BRACKET != 0 && unbalanced(text).is_some(),
            Fault::Placeholders => self.is_placeholder(text),
            Fault::Trailing => last.is_some_and(may_end) && open_end(text).is_some(),
            Fault::References => seen & class::REFERENCE != 0 && reference(text).is_some(),
        };
        !self.faults.iter().any(is_wrong)
    }

    /// All that is wrong with a text, and the same put right; that only where nothing is left that a person has to look up.
    pub(crate) fn flaws(&self, text: &str) -> Flaws {
        let all = self.found(text);
        let needs_a_person = |flaw: &Flaw| {
            matches!(
                flaw,
                Flaw::Lost(_) | Flaw::Private(_) | Flaw::Bracket(_) | Flaw::Placeholder
            )
        };
        let proposal = (!all.iter().any(needs_a_person)).then(|| self.mended(text));
        let proposal = proposal.filter(|text| !text.is_empty() && self.found(text).is_empty());
        Flaws { all, proposal }
    }

    fn found(&self, text: &str) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        for fault in &self.faults {
            match fault {
                Fault::Blanks => {
                    flaws.extend(has_ends(text).then_some(Flaw::Ends));
                    flaws.extend(has_doubled(text.trim()).then_some(Flaw::Doubled));
                }
                Fault::Invisible => {
                    flaws.extend(text.chars().find(|c| is_invisible(*c)).map(Flaw::Invisible));
                }
                Fault::Width => {
                    let wide: String = text.chars().filter(|c| narrow(*c).is_some()).collect();
                    let sample = wide.chars().take(SAMPLE).collect();
                    flaws.extend((!wide.is_empty()).then_some(Flaw::Wide(sample)));
                }
                Fault::Scripts => flaws.extend(mixed(text)),
                Fault::Lost => {
                    flaws.extend(lost(text).map(|lost| Flaw::Lost(lost.to_owned())));
                    flaws.extend(text.chars().find(|c| is_private(*c)).map(Flaw::Private));
                }
                Fault::Brackets => flaws.extend(unbalanced(text).map(Flaw::Bracket)),
                Fault::Placeholders => {
                    flaws.extend(self.is_placeholder(text).then_some(Flaw::Placeholder));
                }
                Fault::Trailing => flaws.extend(open_end(text).map(Flaw::Trailing)),
                Fault::References => {
                    let first = reference(text).map(|(place, _)| text[place].to_owned());
                    flaws.extend(first.map(Flaw::Reference));
                }
            }
        }
        // a stroke that stands for nothing, or what was lost, is not open at its end as well
        if flaws.contains(&Flaw::Placeholder) {
            flaws.retain(|flaw| !matches!(flaw, Flaw::Trailing(_) | Flaw::Lost(_)));
        }
        flaws
    }

    /// The text without what can be put right.
    fn mended(&self, text: &str) -> String {
        let mut mended = text.to_owned();
        if self.asks(Fault::References) {
            // what was written twice is written out twice
            while let Some((place, meant)) = reference(&mended) {
                mended.replace_range(place, &meant);
            }
        }
        if self.asks(Fault::Invisible) {
            mended = (mended.chars())
                .filter_map(|c| match c {
                    c if !is_invisible(c) => Some(c),
                    // what had a width
                    c if c.is_whitespace() => Some(' '),
                    _ => None,
                })
                .collect();
        }
        if self.asks(Fault::Width) {
            let narrowed = mended.chars().map(|c| narrow(c).unwrap_or(c));
            mended = narrowed.collect();
        }
        if self.asks(Fault::Scripts) {
            mended = match mixed(&mended) {
                Some(Flaw::Traditional(_)) => script::in_script(&mended, Script::Simplified),
                Some(Flaw::Simplified(_)) => script::in_script(&mended, Script::Traditional),
                _ => mended,
            };
        }
        loop {
            let before = mended.len();
            if self.asks(Fault::Blanks) {
                mended = without_doubled(blank::trim(&mended));
            }
            if self.asks(Fault::Trailing) && open_end(&mended).is_some() {
                let closed = blank::trim(&mended).trim_end_matches('。');
                let closed = closed.trim_end_matches(OPEN_ENDS).to_owned();
                mended = closed;
            }
            if mended.len() == before {
                return mended;
            }
        }
    }

    /// Whether something that stands for nothing begins like this text.
    fn may_begin(&self, text: &str) -> bool {
        let first = blank::trim(text).chars().next();
        first.is_some_and(|first| match first {
            '\u{4e00}'..='\u{9fff}' | '0'..='9' => self.first.contains(&first),
            _ => first
                .nfkc()
                .flat_map(char::to_lowercase)
                .next()
                .is_some_and(|first| self.first.contains(&first)),
        })
    }

    /// Whether all of a text stands for nothing.
    fn is_placeholder(&self, text: &str) -> bool {
        // letters of full width take three bytes
        if text.len() > self.longest * 3 || !self.may_begin(text) {
            return false;
        }
        let text = normal(text);
        let text = text.as_ref();
        if text.len() > self.longest {
            return false;
        }
        self.placeholders.contains(text)
            || text.chars().all(|c| STROKES.contains(c))
            || is_one_digit(text)
            || is_no_phone(text)
            || is_first_day(text)
            || is_trial(text)
    }
}

/// Whether all of a text stands for nothing, by the words that every project knows.
pub(crate) fn stands_for_nothing(text: &str) -> bool {
    static COMMON: LazyLock<Hygiene> = LazyLock::new(|| Hygiene::new(&[Fault::Placeholders], &[]));
    COMMON.is_placeholder(text)
}

/// Characters of a cell that a finding quotes as a sample.
const SAMPLE: usize = 10;

/// Small, in half width and without blanks at its ends.
fn normal(text: &str) -> Cow<'_, str> {
    let trimmed = blank::trim(text);
    if trimmed.is_ascii() {
        return if trimmed.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(trimmed.to_ascii_lowercase())
        } else {
            Cow::Borrowed(trimmed)
        };
    }
    let is_normal = |c: char| matches!(c, ' '..='@' | '['..='~' | '\u{4e00}'..='\u{9fff}');
    if trimmed.chars().all(is_normal) {
        return Cow::Borrowed(trimmed);
    }
    let folded: String = trimmed.nfkc().flat_map(char::to_lowercase).collect();
    Cow::Owned(folded)
}

/// One digit, six times or more: 000000, 99999999.
fn is_one_digit(text: &str) -> bool {
    let first = text.as_bytes().first().filter(|b| b.is_ascii_digit());
    text.len() >= 6 && first.is_some_and(|first| text.bytes().all(|b| b == *first))
}

/// A mobile number that nobody has: 13888888888, 13800138000. Other round numbers are amounts.
fn is_no_phone(text: &str) -> bool {
    let known = ["13800000000", "13900000000", "13800138000", "13812345678"];
    let digits = text.len() == 11 && text.bytes().all(|b| b.is_ascii_digit());
    let is_mobile = digits && matches!(text.as_bytes()[..2], [b'1', b'3'..=b'9']);
    known.contains(&text) || is_mobile && is_one_digit(&text[3..]) && !text.ends_with('0')
}

fn is_first_day(text: &str) -> bool {
    let day = text.split([' ', 't']).next().unwrap_or_default();
    FIRST_DAYS.contains(&day)
}

/// What somebody tried out: 测试客户1, test-02.
fn is_trial(text: &str) -> bool {
    let rest = ["测试", "測試", "test"]
        .iter()
        .find_map(|word| text.strip_prefix(word));
    let Some(rest) = rest else { return false };
    let things = [
        "客户",
        "客戶",
        "公司",
        "供应商",
        "供應商",
        "数据",
        "資料",
        "用户",
        "訂單",
        "订单",
        "商品",
        "物料",
        "产品",
    ];
    let rest = things
        .iter()
        .find_map(|thing| rest.strip_prefix(thing))
        .unwrap_or(rest);
    rest.len() <= 4
        && rest
            .bytes()
            .all(|b| b.is_ascii_digit() || b"-_ #".contains(&b))
}

/// Whether a character is not seen, or is a blank that is none to a program that looks for one. Line breaks are neither.
fn is_invisible(c: char) -> bool {
    match c {
        '\n' | '\r' => false,
        '\u{a0}' | '\u{202f}' => true,
        c => c.is_control() || blank::is_invisible(c),
    }
}

/// A letter or digit of full width as it is otherwise.
fn narrow(c: char) -> Option<char> {
    let is_wide = matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    is_wide
        .then(|| char::from_u32(u32::from(c) - 0xfee0))
        .flatten()
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// A blank at the start or the end, be it behind what is not seen.
fn has_ends(text: &str) -> bool {
    let seen = blank::trim(text);
    text.trim() != text || seen.trim() != seen
}

/// Two blanks one behind the other, none of which breaks the line.
fn has_doubled(text: &str) -> bool {
    let mut blank = false;
    text.chars().any(|c| {
        let is_blank = c.is_whitespace() && !matches!(c, '\n' | '\r');
        let doubled = is_blank && blank;
        blank = is_blank;
        doubled
    })
}

/// One blank where several follow one another.
fn without_doubled(text: &str) -> String {
    if !has_doubled(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut blanks: Vec<char> = Vec::new();
    for c in text.chars() {
        if c.is_whitespace() && !matches!(c, '\n' | '\r') {
            blanks.push(c);
            continue;
        }
        match blanks.as_slice() {
            [] => {}
            [one] => out.push(*one),
            _ => out.push(' '),
        }
        blanks.clear();
        out.push(c);
    }
    out
}

/// The characters of the script that fewer characters of a text are of; of as many, the traditional ones.
fn mixed(text: &str) -> Option<Flaw> {
    let of = |wanted: Script| -> String {
        let chars = text.chars().filter(|c| script::script(*c) == Some(wanted));
        chars.collect()
    };
    let (simplified, traditional) = (of(Script::Simplified), of(Script::Traditional));
    if simplified.is_empty() || traditional.is_empty() {
        return None;
    }
    let sample = |text: &str| text.chars().take(SAMPLE).collect();
    Some(if traditional.len() <= simplified.len() {
        Flaw::Traditional(sample(&traditional))
    } else {
        Flaw::Simplified(sample(&simplified))
    })
}

/// What stands where characters were lost: by a decoder (�), by an encoder (???), by both (锟斤拷), by memory that nobody filled (烫烫烫).
fn lost(text: &str) -> Option<&str> {
    let known = ["\u{fffd}", "锟斤拷", "烫烫烫", "屯屯屯"];
    if let Some(known) = known.into_iter().find(|lost| text.contains(lost)) {
        return Some(known);
    }
    // at the end of a sentence, somebody wonders
    let at = text.find("???")?;
    let whole = text.chars().all(|c| c == '?' || c.is_whitespace());
    let is_end = text[at..].trim_end().bytes().all(|b| b == b'?');
    (whole || !is_end).then_some("???")
}

/// Which half of which brackets a character is; both widths are one.
fn side(c: char) -> Option<(char, bool)> {
    Some(match c {
        '(' | '（' => ('(', true),
        ')' | '）' => ('(', false),
        '[' | '［' => ('[', true),
        ']' | '］' => ('[', false),
        '{' | '｛' => ('{', true),
        '}' | '｝' => ('{', false),
        '【' => ('【', true),
        '】' => ('【', false),
        '《' => ('《', true),
        '》' => ('《', false),
        '「' => ('「', true),
        '」' => ('「', false),
        '『' => ('『', true),
        '』' => ('『', false),
        '〔' => ('〔', true),
        '〕' => ('〔', false),
        _ => return None,
    })
}

/// The first bracket without its other half. That of a list, as in `1)` and `a）`, has none.
fn unbalanced(text: &str) -> Option<char> {
    let mut open: Vec<(char, char)> = Vec::new();
    let brackets = text.char_indices();
    for (at, c) in brackets.filter(|(_, c)| class_of(*c) & class::BRACKET != 0) {
        match side(c) {
            Some((kind, true)) => open.push((kind, c)),
            Some((kind, false)) => match open.pop() {
                Some((opened, _)) if opened == kind => {}
                Some((_, opened)) => return Some(opened),
                None if kind == '(' && ends_in_item(&text[..at]) => {}
                None => return Some(c),
            },
            None => {}
        }
    }
    open.pop().map(|(_, opened)| opened)
}

/// Whether a text ends in what numbers the items of a list, with nothing or something that separates before it.
fn ends_in_item(text: &str) -> bool {
    let before = text.trim_end_matches(is_number_of_item);
    let length = text[before.len()..].chars().count();
    let apart = |c: char| c.is_whitespace() || ",，;；、。:：".contains(c);
    (1..=3).contains(&length) && before.chars().next_back().is_none_or(apart)
}

/// What numbers the items of a list: 1, a, 三.
fn is_number_of_item(c: char) -> bool {
    c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c)
}

/// The mark that a text ends in although nothing follows: a comma and its like, and a full stop behind the name of a firm.
fn open_end(text: &str) -> Option<char> {
    let text = blank::trim(text);
    let last = text.chars().next_back()?;
    if is_reference(text) {
        return None;
    }
    let firm = ["公司。", "集团。", "集團。"]
        .iter()
        .any(|end| text.ends_with(end));
    (OPEN_ENDS.contains(&last) || firm).then_some(last)
}

/// Whether a text ends in a character as HTML writes it, as in `&#23515;`.
fn is_reference(text: &str) -> bool {
    let start = text.rfind('&').filter(|_| text.ends_with(';'));
    start.is_some_and(|start| meant(&text[start..]).is_some())
}

/// The longest name of a character in HTML, with its signs.
const LONGEST_REFERENCE: usize = 33;

/// The first character that is written as HTML does, and what it means.
fn reference(text: &str) -> Option<(Range<usize>, String)> {
    text.match_indices('&').find_map(|(start, _)| {
        let rest = &text.as_bytes()[start..];
        let end = rest
            .iter()
            .take(LONGEST_REFERENCE)
            .position(|b| *b == b';')?;
        let place = start..start + end + 1;
        meant(&text[place.clone()]).map(|meant| (place, meant))
    })
}

/// What `&…;` means, by the names of HTML; none where it is no name.
fn meant(written: &str) -> Option<String> {
    let name = written.strip_prefix('&')?.strip_suffix(';')?;
    let is_name = |b: u8| b.is_ascii_alphanumeric() || b == b'#';
    if name.is_empty() || !name.bytes().all(is_name) {
        return None;
    }
    let mut out = String::new();
    for Ok(token) in Tokenizer::new(written) {
        if let Token::String(text) = token {
            out.push_str(&String::from_utf8_lossy(&text.value));
        }
    }
    // `&notit;` is the sign of negation and three letters
    let is_one =
        !out.is_empty() && out.chars().count() <= 2 && out != written && !out.ends_with(';');
    is_one.then_some(out)
}

#[cfg(test)]
mod tests;
