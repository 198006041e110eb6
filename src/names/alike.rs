//! Whether two names mean one thing, and how they differ.

use std::collections::BTreeSet;

use super::read::{Name, Script};
use super::{Grade, Kind, Reason};
use crate::tables::script::simple;

/// Characters that make another thing of a name, and are no slips: numbers, and the quarters of a city.
const TELLING: &str = "〇零一二三四五六七八九十百千甲乙丙丁戊己庚辛东西南北中上下左右大小新老";

/// From so many characters on a slip is a slip; in a shorter name it makes another one.
const SLIP_HAN: usize = 4;
const SLIP_LATIN: usize = 9;
const SLIP_SWAPPED: usize = 6;

/// From so many characters on words in another order are the same words by no chance: 和桐 is Ho Tung, and 東和 Tung Ho.
const ORDER: usize = 8;

/// Words from so many letters on can have a slip; AB and ABE are two things.
const SLIP_WORD: usize = 5;

/// How two names that are not written the same differ, at best.
pub(super) fn alike(one: &Name, other: &Name, kind: Kind) -> Option<(Grade, Reason)> {
    let found = alike_as_read(one, other, kind)?;
    Some(match found {
        (Grade::Certain, _) if one.has_remark != other.has_remark => {
            (Grade::Likely, Reason::Remark)
        }
        (Grade::Certain, _) if one.has_form_slip != other.has_form_slip => {
            (Grade::Likely, Reason::FormSlip)
        }
        found => found,
    })
}

fn alike_as_read(one: &Name, other: &Name, kind: Kind) -> Option<(Grade, Reason)> {
    if one.script != other.script || one.core.is_empty() || other.core.is_empty() {
        return None;
    }
    let place = places(one, other);
    if one.core == other.core {
        return same_core(one, other, place);
    }
    // 昆山市华宇 where 昆山 is read as a place, and 昆山华宇 where it is not
    if one.whole().eq(other.whole()) {
        return Some(by_form(one, other, (Grade::Certain, Reason::Written)));
    }
    if !one.words.is_empty() && one.words == other.words && one.core.len() >= ORDER {
        let is_likely = are_forms_compatible(one, other);
        return Some((
            if is_likely {
                Grade::Likely
            } else {
                Grade::Weak
            },
            Reason::Order,
        ));
    }
    if numbers(&one.core).ne(numbers(&other.core)) || place == Places::Differ {
        return None;
    }
    if place == Places::Same
        && are_forms_compatible(one, other)
        && let Some(found) = slip(one, other, kind)
    {
        return Some(found);
    }
    related(one, other).then_some((Grade::Weak, weak_reason(one, other)))
}

/// How the places of two names go together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Places {
    Same,
    /// One of them has none, or the wider one.
    Wider,
    Differ,
}

fn places(one: &Name, other: &Name) -> Places {
    if one.place == other.place {
        Places::Same
    } else if one.place.is_empty()
        || other.place.is_empty()
        || one.outer == other.place
        || other.outer == one.place
    {
        Places::Wider
    } else {
        Places::Differ
    }
}

fn are_forms_compatible(one: &Name, other: &Name) -> bool {
    one.form == other.form || one.form.is_none() || other.form.is_none()
}

/// What is found, unless the legal forms contradict it.
fn by_form(one: &Name, other: &Name, found: (Grade, Reason)) -> (Grade, Reason) {
    if !are_forms_compatible(one, other) {
        (Grade::Likely, Reason::Form)
    } else if one.form != other.form && found.1 == Reason::Written {
        (found.0, Reason::FormLeftOut)
    } else {
        found
    }
}

fn same_core(one: &Name, other: &Name, place: Places) -> Option<(Grade, Reason)> {
    match place {
        // 华宇（上海）科技 and 上海华宇科技 may be two firms of one owner
        Places::Same if one.is_place_behind != other.is_place_behind => {
            Some(by_form(one, other, (Grade::Likely, Reason::PlaceMoved)))
        }
        Places::Same => Some(by_form(one, other, (Grade::Certain, Reason::Written))),
        Places::Wider if are_forms_compatible(one, other) => Some((Grade::Likely, Reason::Place)),
        Places::Wider => Some((Grade::Weak, Reason::Place)),
        Places::Differ => None,
    }
}

/// The characters that no slip explains, in their order.
fn numbers(core: &[char]) -> impl Iterator<Item = char> {
    core.iter().copied().filter(|c| is_number(*c))
}

fn is_number(c: char) -> bool {
    c.is_numeric() || "〇零一二三四五六七八九十百千".contains(c)
}

/// One slip between names of the same place.
fn slip(one: &Name, other: &Name, kind: Kind) -> Option<(Grade, Reason)> {
    let (short, long) = if one.core.len() <= other.core.len() {
        (one, other)
    } else {
        (other, one)
    };
    let (a, b) = (&short.core[..], &long.core[..]);
    if short.script == Script::Latin && !is_in_long_word(one, other) {
        return None;
    }
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a_rest, b_rest) = (&a[start..], &b[start..]);
    let is_long = |han: usize, latin: usize| {
        a.len()
            >= if short.script == Script::Han {
                han
            } else {
                latin
            }
    };
    let is_model = |at: usize, name: &Name| {
        kind == Kind::Item
            && name.script == Script::Latin
            && name.core.get(at).is_some_and(char::is_ascii)
    };
    if a.len() == b.len() {
        let is_swap = |a: &[char], b: &[char]| matches!((a, b), ([a0, a1, a2 @ ..], [b0, b1, b2 @ ..]) if a0 == b1 && a1 == b0 && a2 == b2);
        if is_swap(a_rest, b_rest) && is_long(SLIP_HAN, SLIP_SWAPPED) && !is_model(start, short) {
            return Some((Grade::Likely, Reason::Swapped));
        }
        let telling = a.iter().zip(b).filter(|(a, b)| a != b);
        let differing: Vec<(&char, &char)> = telling.collect();
        if short.script == Script::Han
            && is_long(SLIP_HAN, SLIP_LATIN)
            && differing.len() <= 2
            // 晶彩科技 and 精材科技 have no more than their sound in common
            && differing.len() < short.brand.max(2)
            && !differing
                .iter()
                .any(|(a, b)| TELLING.contains(**a) && TELLING.contains(**b))
            && short.sound().eq(long.sound())
        {
            return Some((Grade::Likely, Reason::Sound));
        }
        if short.script == Script::Latin
            && differing.len() == 1
            && is_long(SLIP_HAN, SLIP_LATIN)
            && !is_model(start, short)
        {
            return Some((Grade::Likely, Reason::Character));
        }
    } else if b.len() == a.len() + 1
        && a_rest == &b_rest[1..]
        && is_long(SLIP_HAN, SLIP_LATIN)
        && kind == Kind::Company
    {
        // 新华宇 and 华宇, 华宇东 and 华宇: a brand of its own
        if !TELLING.contains(b[start]) {
            return Some((Grade::Likely, Reason::Missing));
        }
    }
    None
}

/// Whether a slip between names in words is in a word that can have one, or between words.
fn is_in_long_word(one: &Name, other: &Name) -> bool {
    let both = common(&one.words, &other.words);
    let lone = |name: &Name| {
        let words = name
            .words
            .iter()
            .filter(|word| !both.contains(&word.as_str()));
        words.map(|word| word.chars().count()).collect::<Vec<_>>()
    };
    match (&lone(one)[..], &lone(other)[..]) {
        ([a], [b]) => *a.max(b) >= SLIP_WORD,
        _ => true,
    }
}

/// Whether the same characters are written in two traditional ways, which makes two names of them: 昇 and 陞 are both 升.
pub(super) fn are_variants(one: &str, other: &str) -> bool {
    let traditional = |text: &str| -> BTreeSet<(char, char)> {
        let chars = text.chars().map(|c| (simple(c), c));
        chars.filter(|(plain, c)| plain != c).collect()
    };
    let (one, other) = (traditional(one), traditional(other));
    one.difference(&other).any(|(plain, _)| {
        let same = |(found, _): &&(char, char)| found == plain;
        other.iter().any(|c| same(&c)) && one.intersection(&other).find(same).is_none()
    })
}

/// Whether two names have so much in common that another column which agrees decides it.
fn related(one: &Name, other: &Name) -> bool {
    let (a, b) = if one.core.len() <= other.core.len() {
        (one, other)
    } else {
        (other, one)
    };
    match a.script {
        Script::Han => {
            let contained =
                a.core.len() >= 2 && b.core.windows(a.core.len()).any(|part| part == a.core);
            contained || a.core.len() >= 3 && distance(&a.core, &b.core, 1) <= 1
        }
        Script::Latin => {
            let common = common(&a.words, &b.words);
            let letters: usize = common.iter().map(|word| word.chars().count()).sum();
            let all = a.words.len() + b.words.len() - common.len();
            letters >= 4
                && (common.len() * 2 >= all || common.len() == a.words.len().min(b.words.len()))
                || a.core.len() >= 6 && distance(&a.core, &b.core, 2) <= 2
        }
    }
}

/// How names differ that are only related.
fn weak_reason(one: &Name, other: &Name) -> Reason {
    match distance(&one.core, &other.core, 1) {
        0 => Reason::Place,
        1 if one.core.len() == other.core.len() => Reason::Character,
        1 => Reason::Missing,
        _ => Reason::More,
    }
}

/// The words that both have, of words in their order.
fn common<'w>(one: &'w [String], other: &[String]) -> Vec<&'w str> {
    let mut left = other.iter().peekable();
    let mut common = Vec::new();
    for word in one {
        while left.next_if(|next| *next < word).is_some() {}
        if left.next_if(|next| *next == word).is_some() {
            common.push(word.as_str());
        }
    }
    common
}

/// How many characters are to be added, left out, replaced or swapped with their neighbour to make one text of the other; `most` + 1
/// where more than `most`.
fn distance(one: &[char], other: &[char], most: usize) -> usize {
    if one.len().abs_diff(other.len()) > most {
        return most + 1;
    }
    let width = other.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut above: Vec<usize> = (0..width).collect();
    let mut here = vec![0; width];
    for (i, a) in one.iter().enumerate() {
        here[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let mut least = (above[j] + usize::from(a != b))
                .min(above[j + 1] + 1)
                .min(here[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            here[j + 1] = least;
        }
        if here.iter().min().is_some_and(|least| *least > most) {
            return most + 1;
        }
        (before, above, here) = (above, here, before);
    }
    above[width - 1].min(most + 1)
}

#[cfg(test)]
mod tests {
    use super::super::read::folded;
    use super::*;

    fn of(one: &str, other: &str, kind: Kind) -> Option<(Grade, Reason)> {
        let read = |text: &str| Name::read(&folded(text, kind), kind);
        let found = alike(&read(one), &read(other), kind);
        assert_eq!(
            found,
            alike(&read(other), &read(one), kind),
            "{one} {other}"
        );
        found
    }

    fn firms(one: &str, other: &str) -> Option<(Grade, Reason)> {
        of(one, other, Kind::Company)
    }

    #[test]
    fn what_people_write_one_way_or_another_is_the_same() {
        let name = "上海华宇科技有限公司";
        for other in [
            "上海華宇科技有限公司",
            "上海市华宇科技有限责任公司",
            " 上海 华宇科技（有限）公司",
        ] {
            assert_eq!(
                firms(name, other),
                Some((Grade::Certain, Reason::Written)),
                "{other}"
            );
        }
        for other in ["上海华宇科技", "上海華宇科技公司"] {
            assert_eq!(
                firms(name, other),
                Some((Grade::Certain, Reason::FormLeftOut)),
                "{other}"
            );
        }
        assert_eq!(
            firms("昆山市华宇电子厂", "昆山华宇电子厂"),
            Some((Grade::Certain, Reason::Written))
        );
        assert_eq!(
            firms("T.S.M.C. Co., Ltd.", "TSMC"),
            Some((Grade::Certain, Reason::FormLeftOut))
        );
        assert_eq!(
            firms("Müller & Söhne GmbH", "Muller and Sohne"),
            Some((Grade::Certain, Reason::FormLeftOut))
        );
    }

    #[test]
    fn a_slip_is_likely() {
        let name = "上海华宇达科技有限公司";
        for (other, reason) in [
            ("上海华宇科技有限公司", Reason::Missing),
            ("上海华达宇科技有限公司", Reason::Swapped),
            ("上海花宇达科技有限公司", Reason::Sound),
            ("华宇达科技有限公司", Reason::Place),
            ("华宇达科技（上海）有限公司", Reason::PlaceMoved),
            ("上海华宇达科技股份有限公司", Reason::Form),
            ("华宇达科技有限公司（上海）", Reason::PlaceMoved),
            ("上海华宇达科技有限公", Reason::FormSlip),
            ("上海华宇达科技有限公司司", Reason::FormSlip),
            ("上海华宇达科技有限公司（已停用）", Reason::Remark),
        ] {
            assert_eq!(firms(name, other), Some((Grade::Likely, reason)), "{other}");
        }
        assert_eq!(
            firms("Emerald Harbor Trading Ltd", "Emerald Harbour Trading"),
            Some((Grade::Likely, Reason::Missing))
        );
        assert_eq!(
            firms("Emerald Harbor Trading Ltd", "Harbor Emerald Trading Ltd"),
            Some((Grade::Likely, Reason::Order))
        );
    }

    #[test]
    fn what_is_another_name_is_none() {
        for (one, other) in [
            ("上海华宇科技有限公司", "北京华宇科技有限公司"),
            ("上海第一建筑工程公司", "上海第二建筑工程公司"),
            ("华宇科技有限公司", "华宇科技有限公司上海分公司"),
            ("Ho Tung", "Tung Ho"),
        ] {
            let found = firms(one, other);
            assert!(
                found.is_none_or(|(grade, _)| grade == Grade::Weak),
                "{one} {other} {found:?}"
            );
        }
        // another column must agree
        assert_eq!(
            firms("上海华宇科技有限公司", "上海华宏科技有限公司"),
            Some((Grade::Weak, Reason::Character))
        );
        assert_eq!(
            firms("AB Investments", "ABE Investments"),
            Some((Grade::Weak, Reason::Missing))
        );
        assert!(
            are_variants("昇達科技", "陞達科技")
                && !are_variants("昇達科技", "升达科技")
                && !are_variants("昇陞", "昇陞")
        );
    }

    #[test]
    fn digits_of_items_are_no_slips() {
        let items = |one, other| of(one, other, Kind::Item);
        assert_eq!(
            items("六角螺栓 M8×20", "六角螺栓M8*20"),
            Some((Grade::Certain, Reason::Written))
        );
        assert_eq!(
            items("六角螺栓 M8×20", "M8x20 六角螺栓"),
            Some((Grade::Likely, Reason::Order))
        );
        assert_eq!(items("六角螺栓 M8×20", "六角螺栓 M8×25"), None);
        assert_eq!(items("六角螺栓 M8×20", "六角螺栓 M2×80"), None);
        assert_eq!(
            items("螺栓", "长螺栓"),
            Some((Grade::Weak, Reason::Missing))
        );
    }

    #[test]
    fn distances_count_a_swap_once() {
        let d = |one: &str, other: &str| {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            distance(&chars(one), &chars(other), 2)
        };
        assert_eq!(
            [
                d("abcd", "abcd"),
                d("abcd", "abdc"),
                d("abcd", "acd"),
                d("abcd", "wxyz"),
                d("", "ab"),
                d("", "abc")
            ],
            [0, 1, 1, 3, 2, 3]
        );
    }
}
