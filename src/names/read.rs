//! Reads a name: what is left of it when place, legal form, and all that people write one way or another are taken away.

use unicode_normalization::UnicodeNormalization;

use super::Kind;
use super::words::{Form, WORDS};
use crate::tables::script::simple;

/// What may stand behind the name of a place, the longest first.
const PLACE_ENDS: [&str; 10] = [
    "特别行政区",
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "自治区",
    "自治州",
    "地区",
    "省",
    "市",
    "县",
];

/// What is no legal form, though it ends like one.
const BRANCHES: [&str; 3] = ["分公司", "子公司", "总公司"];

/// What people write behind a name that is no longer to be used.
const REMARKS: [&str; 12] = [
    "已停用",
    "停用",
    "已禁用",
    "禁用",
    "已作废",
    "作废",
    "已注销",
    "已合并",
    "勿用",
    "请勿使用",
    "不再使用",
    "重复",
];

/// How a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// Without blanks between words: any Han character makes it one.
    Han,
    /// In words.
    Latin,
}

/// A name, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) script: Script,
    /// The place with its province, where that is named, and the place itself: of 江苏苏州 both, of 苏州 苏州 twice. Empty without one.
    pub(super) outer: &'static str,
    pub(super) place: &'static str,
    /// Whether the place stands behind the core.
    pub(super) is_place_behind: bool,
    /// What is left, without blanks.
    pub(super) core: Vec<char>,
    /// How many characters of it are no trade.
    pub(super) brand: usize,
    /// The words of the core in the order of the alphabet.
    pub(super) words: Vec<String>,
    pub(super) form: Form,
    /// Whether the form is cut off or doubled at its end: 有限公, 有限公司司.
    pub(super) has_form_slip: bool,
    /// Whether a remark stands behind the name.
    pub(super) has_remark: bool,
}

/// A name in the form in which it is read: compatibility forms, accents, case, traditional characters and punctuation make no
/// difference; a blank is left between words.
pub(super) fn folded(text: &str, kind: Kind) -> String {
    let is_plain = text
        .chars()
        .all(|c| c.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&c));
    let mut folded = String::with_capacity(text.len());
    let mut fold = Fold {
        kind,
        out: &mut folded,
        gap: false,
    };
    if is_plain {
        text.chars().for_each(|c| fold.push(c));
    } else {
        let accent = |c: &char| !('\u{300}'..='\u{36f}').contains(c);
        let plain = text.nfkd().filter(accent).nfc();
        plain.for_each(|c| fold.push(c));
    }
    folded
}

struct Fold<'o> {
    kind: Kind,
    out: &'o mut String,
    gap: bool,
}

impl Fold<'_> {
    fn push(&mut self, c: char) {
        match c {
            // in numbers they count: 8.8, 1/2
            '.' | '/'
                if self.kind == Kind::Item
                    && self.out.ends_with(|c: char| c.is_ascii_digit())
                    && !self.gap =>
            {
                self.out.push(c);
            }
            '×' | '*' | '✕' | '╳' if self.kind == Kind::Item => self.letter('x'),
            '&' | '＆' => {
                self.gap = true;
                "and".chars().for_each(|c| self.letter(c));
                self.gap = true;
            }
            // within a word: O'Neil
            '\'' | '’' | '·' => {}
            c if c.is_alphanumeric() => c.to_lowercase().for_each(|c| self.letter(simple(c))),
            _ => self.gap = true,
        }
    }

    fn letter(&mut self, c: char) {
        if std::mem::take(&mut self.gap) && !self.out.is_empty() {
            self.out.push(' ');
        }
        self.out.push(c);
    }
}

/// Whether a character is written without blanks between words.
fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

impl Name {
    /// Of a text that is [`folded`].
    pub(super) fn read(folded: &str, kind: Kind) -> Name {
        match kind {
            Kind::Item => Name::item(folded),
            Kind::Company if folded.chars().any(is_han) => Name::han(folded),
            Kind::Company => Name::latin(folded),
        }
    }

    fn han(folded: &str) -> Name {
        let (folded, has_remark) = match folded.rsplit_once(' ') {
            Some((before, last)) if REMARKS.contains(&last) => (before, true),
            _ => (folded, false),
        };
        let read = |(before, place): (&str, &'static str)| {
            let name = Name::han_bare(before);
            let (outer, place, is_place_behind) = if name.place.is_empty() && name.brand > 0 {
                (place, place, true)
            } else {
                // 上海华宇有限公司（苏州） is a branch
                let is_said_twice = name.place == place || name.outer == place;
                is_said_twice.then_some((name.outer, name.place, name.is_place_behind))?
            };
            Some(Name {
                outer,
                place,
                is_place_behind,
                ..name
            })
        };
        let name = place_behind_form(folded).and_then(read);
        Name {
            has_remark,
            ..name.unwrap_or_else(|| Name::han_bare(folded))
        }
    }

    /// Of a text with nothing behind its legal form.
    fn han_bare(folded: &str) -> Name {
        let mut text: String = folded.chars().filter(|c| *c != ' ').collect();
        let has_form_slip = if text.ends_with("公司司") {
            text.pop();
            true
        } else if text.ends_with("有限公") || text.ends_with("责任公") {
            text.push('司');
            true
        } else {
            false
        };
        let (mut rest, mut form) = (text.as_str(), None);
        if !BRANCHES.iter().any(|branch| rest.ends_with(branch)) {
            let ends = WORDS.forms.iter().find_map(|(word, form)| {
                let before = rest.strip_suffix(word)?;
                (before.chars().count() >= 2).then_some((before, *form))
            });
            (rest, form) = ends.unwrap_or((rest, None));
        }
        let whole = rest;
        let (mut outer, mut place) = ("", "");
        while let Some((found, behind)) = place_before(rest) {
            let is_province = WORDS.places.get(place) == Some(&true);
            if !place.is_empty() && !is_province {
                break;
            }
            (outer, place) = (if outer.is_empty() { found } else { outer }, found);
            rest = behind;
        }
        let mut is_place_behind = false;
        if place.is_empty()
            && let Some((before, found)) = place_behind(rest)
        {
            (outer, place, rest) = (found, found, before);
            is_place_behind = true;
        }
        let brand = brand(rest);
        // 上海银行: what is left is no name
        if brand == 0 && !place.is_empty() {
            (outer, place, rest) = ("", "", whole);
            is_place_behind = false;
        }
        let core: Vec<char> = rest.chars().collect();
        let brand = if place.is_empty() {
            self::brand(rest)
        } else {
            brand
        };
        Name {
            script: Script::Han,
            outer,
            place,
            is_place_behind,
            core,
            brand,
            words: Vec::new(),
            form,
            has_form_slip,
            has_remark: false,
        }
    }

    fn latin(folded: &str) -> Name {
        let mut all: Vec<String> = Vec::new();
        let mut spelt = false;
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            let is_letter = word.chars().nth(1).is_none();
            match all.last_mut() {
                // I B M
                Some(last) if is_letter && spelt => last.push_str(word),
                _ => all.push(word.to_owned()),
            }
            spelt = is_letter;
        }
        let mut form = None;
        let mut end = all.len();
        while end > 1 {
            let Some(found) = WORDS.latin_forms.get(all[end - 1].as_str()) else {
                break;
            };
            form = form.or(*found);
            end -= 1;
        }
        all.truncate(end);
        if all.len() > 1 && all[0] == "the" {
            all.remove(0);
        }
        let core: Vec<char> = all.iter().flat_map(|word| word.chars()).collect();
        all.sort_unstable();
        Name {
            script: Script::Latin,
            outer: "",
            place: "",
            is_place_behind: false,
            brand: core.len(),
            core,
            words: all,
            form,
            has_form_slip: false,
            has_remark: false,
        }
    }

    /// An item: what it is called and what it measures, in runs of Han characters, and of letters and digits.
    fn item(folded: &str) -> Name {
        let mut words: Vec<String> = Vec::new();
        let mut last = None;
        for c in folded.chars() {
            let run = (c != ' ').then(|| is_han(c));
            match (run, words.last_mut()) {
                (None, _) => {}
                (run, Some(word)) if run == last => word.push(c),
                _ => words.push(c.to_string()),
            }
            last = run;
        }
        let core: Vec<char> = words.iter().flat_map(|word| word.chars()).collect();
        let script = if core.iter().any(|c| is_han(*c)) {
            Script::Han
        } else {
            Script::Latin
        };
        words.sort_unstable();
        Name {
            script,
            outer: "",
            place: "",
            is_place_behind: false,
            brand: core.len(),
            core,
            words,
            form: None,
            has_form_slip: false,
            has_remark: false,
        }
    }

    /// How it sounds, syllable by syllable; what has no sound stands for itself.
    pub(super) fn sound(&self) -> impl Iterator<Item = Syllable> {
        self.core.iter().map(|&c| Syllable::of(c))
    }

    /// The place and the core, as they are written one behind the other.
    pub(super) fn whole(&self) -> impl Iterator<Item = char> {
        self.place.chars().chain(self.core.iter().copied())
    }
}

/// A syllable without its tone, or a character that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Syllable {
    Said(&'static str),
    Is(char),
}

impl Syllable {
    fn of(c: char) -> Syllable {
        match pinyin::ToPinyin::to_pinyin(&c) {
            Some(sound) => Syllable::Said(sound.plain()),
            None => Syllable::Is(c),
        }
    }
}

/// A place that a text begins with, and what is behind it: at least two characters.
fn place_before(text: &str) -> Option<(&'static str, &str)> {
    let ends = text.char_indices().skip(2).map(|(at, _)| at).take(5);
    let ends: Vec<usize> = ends.collect();
    let found = ends.into_iter().rev().find_map(|end| {
        let (place, _) = WORDS.places.get_key_value(&text[..end])?;
        Some((*place, &text[end..]))
    });
    let (place, behind) = found?;
    let bare = PLACE_ENDS.iter().find_map(|end| behind.strip_prefix(end));
    let behind = bare.unwrap_or(behind);
    (behind.chars().nth(1).is_some()).then_some((place, behind))
}

/// A place that a text ends with, as in 华宇（上海）, and what is before it: at least two characters.
fn place_behind(text: &str) -> Option<(&str, &'static str)> {
    let bare = PLACE_ENDS.iter().find_map(|end| text.strip_suffix(end));
    let in_text = |text: &str| -> Option<(usize, &'static str)> {
        let starts = text.char_indices().rev().map(|(at, _)| at).skip(1).take(4);
        let starts: Vec<usize> = starts.collect();
        starts.into_iter().rev().find_map(|start| {
            let (place, _) = WORDS.places.get_key_value(&text[start..])?;
            Some((start, *place))
        })
    };
    let (start, place) = in_text(text).or_else(|| in_text(bare?))?;
    (text[..start].chars().nth(1).is_some()).then(|| (&text[..start], place))
}

/// A place that stands by itself behind the legal form, as in 华宇有限公司（上海）, and what is before it.
fn place_behind_form(folded: &str) -> Option<(&str, &'static str)> {
    let (before, last) = folded.rsplit_once(' ')?;
    let bare = PLACE_ENDS.iter().find_map(|end| last.strip_suffix(end));
    let known = |text: &str| WORDS.places.get_key_value(text).map(|(place, _)| *place);
    let place = known(last).or_else(|| known(bare?))?;
    let ends = |word: &str| before.ends_with(word);
    let has_form = WORDS.forms.iter().any(|(form, _)| ends(form));
    (has_form && !BRANCHES.iter().any(|branch| ends(branch))).then_some((before, place))
}

/// How many characters stand before the trades at the end.
fn brand(text: &str) -> usize {
    let mut left: Vec<(usize, char)> = text.char_indices().collect();
    'trades: loop {
        for length in (1..=6.min(left.len())).rev() {
            let start = left[left.len() - length].0;
            let end = left.last().map_or(0, |(at, c)| at + c.len_utf8());
            if WORDS.trades.contains(&text[start..end]) {
                left.truncate(left.len() - length);
                continue 'trades;
            }
        }
        return left.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (String, String, usize, Form) {
        let name = Name::read(&folded(text, Kind::Company), Kind::Company);
        (
            name.place.to_owned(),
            name.core.iter().collect(),
            name.brand,
            name.form,
        )
    }

    fn is(text: &str, place: &str, core: &str, brand: usize, form: Form) {
        assert_eq!(
            parts(text),
            (place.to_owned(), core.to_owned(), brand, form),
            "{text}"
        );
    }

    #[test]
    fn chinese_names_are_taken_apart() {
        is("上海华宇科技有限公司", "上海", "华宇科技", 2, Some("有限"));
        is(
            "上海市華宇科技（有限）公司",
            "上海",
            "华宇科技",
            2,
            Some("有限"),
        );
        is(
            "华宇科技（上海）有限公司",
            "上海",
            "华宇科技",
            2,
            Some("有限"),
        );
        is(
            "江苏省苏州市华宇科技股份有限公司",
            "苏州",
            "华宇科技",
            2,
            Some("股份"),
        );
        is("元大證券(股)公司", "", "元大证券", 2, Some("股份"));
        is("ＡＢＣ 电子 有限公司", "", "abc电子", 3, Some("有限"));
        is(
            "华宇科技有限公司（苏州市）",
            "苏州",
            "华宇科技",
            2,
            Some("有限"),
        );
        is(
            "苏州华宇科技有限公司(苏州)",
            "苏州",
            "华宇科技",
            2,
            Some("有限"),
        );
        // a branch
        is(
            "上海华宇科技有限公司（苏州）",
            "上海",
            "华宇科技有限公司苏州",
            10,
            None,
        );
        is("上海华宇科技有限公", "上海", "华宇科技", 2, Some("有限"));
        is(
            "华宇科技有限公司【已停用】",
            "",
            "华宇科技",
            2,
            Some("有限"),
        );
        // what is left would be no name
        is("上海银行股份有限公司", "", "上海银行", 2, Some("股份"));
        is("中国银行上海分行", "中国", "银行上海分行", 6, None);
        is(
            "华宇科技有限公司上海分公司",
            "",
            "华宇科技有限公司上海分公司",
            13,
            None,
        );
        is("公司", "", "公司", 2, None);
        is("", "", "", 0, None);
    }

    #[test]
    fn other_names_are_words_without_their_form() {
        is(
            "The Müller & Söhne GmbH & Co. KG",
            "",
            "mullerandsohne",
            14,
            Some("kg"),
        );
        is("I.B.M. Corp.", "", "ibm", 3, Some("inc"));
        is("I B M Corporation", "", "ibm", 3, Some("inc"));
        is("O'Neil Co., Ltd.", "", "oneil", 5, Some("ltd"));
        is("Ltd", "", "ltd", 3, None);
    }

    #[test]
    fn items_keep_their_numbers() {
        let core = |text: &str| -> String {
            Name::read(&folded(text, Kind::Item), Kind::Item)
                .core
                .iter()
                .collect()
        };
        assert_eq!(core("六角螺栓 M8×20 8.8级"), "六角螺栓m8x208.8级");
        assert_eq!(core("六角螺栓M8*20，8.8級"), "六角螺栓m8x208.8级");
        let words = Name::read(&folded("M8x20 六角螺栓", Kind::Item), Kind::Item).words;
        assert_eq!(words, ["m8x20", "六角螺栓"]);
    }
}
