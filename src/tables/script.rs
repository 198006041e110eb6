//! Simplified and traditional characters.

use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use encoding_rs::{BIG5, GBK};

/// The ideographs that have two forms. Those beyond are rare, and none of them is in daily use in either form.
const IDEOGRAPHS: RangeInclusive<u32> = 0x3400..=0x9fff;

/// For each ideograph the simplified one.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| each(hanconv::t2s));

/// For each ideograph the script that it is of, where it is of one alone.
static SCRIPTS: LazyLock<Vec<Option<Script>>> = LazyLock::new(|| {
    let traditional = each(hanconv::s2t);
    let both = IDEOGRAPHS.filter_map(char::from_u32).zip(traditional);
    both.map(|(c, traditional)| script_of(c, traditional))
        .collect()
});

/// Each ideograph converted, on its own.
fn each(convert: impl Fn(String) -> String) -> Vec<char> {
    let all = IDEOGRAPHS.filter_map(char::from_u32);
    // a line each: characters that follow one another may be a word
    let lines: String = all.flat_map(|c| [c, '\n']).collect();
    let converted = convert(lines);
    let first = converted.lines().map(|line| line.chars().next());
    first.flatten().collect()
}

/// One of the two ways to write Chinese.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Simplified,
    Traditional,
}

/// Traditional by the tables, and yet written on the mainland: in names of people and firms.
const BOTH: &str =
    "塚洩濛乾仝佔倖傢凃吒咤喆堃夥嶽幺於昇椀氾淼濬瀋甦甯祐祕筦菓著藉覆谿迺邨鉅鍾阪陞陽頫麽";

/// The text with all characters simplified, character by character, as keys that are compared want it: 臺灣電機 is 台湾电机.
pub(crate) fn simplified(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| simple(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(simple).collect())
}

/// A character in its simplified form.
pub(crate) fn simple(c: char) -> char {
    place(c)
        .and_then(|place| SIMPLIFIED.get(place).copied())
        .unwrap_or(c)
}

/// The script that a character is of; none of one that both have, such as 中, 后 and 里.
pub(crate) fn script(c: char) -> Option<Script> {
    place(c).and_then(|place| SCRIPTS.get(place).copied().flatten())
}

/// The text with what is of the other script alone brought into this one. Characters that both scripts have stay as they are.
pub(crate) fn in_script(text: &str, wanted: Script) -> String {
    let converted = match wanted {
        Script::Simplified => simplified(text).into_owned(),
        // which of several traditional characters it is, the words around it tell
        Script::Traditional => hanconv::s2t(text),
    };
    if converted.chars().count() != text.chars().count() {
        return text.to_owned();
    }
    let pairs = text.chars().zip(converted.chars());
    let other = |c: char| script(c).is_some_and(|script| script != wanted);
    pairs
        .map(|(old, new)| if other(old) { new } else { old })
        .collect()
}

fn place(c: char) -> Option<usize> {
    let c = u32::from(c);
    let place = IDEOGRAPHS.contains(&c).then(|| c - IDEOGRAPHS.start())?;
    usize::try_from(place).ok()
}

/// A character that only one of the two countries had in its first character set, GB 2312 and Big5, and that changes its form.
fn script_of(c: char, in_traditional: char) -> Option<Script> {
    let traditional = !BIG5.encode(c.encode_utf8(&mut [0; 4])).2;
    let simplified = is_in_gb2312(c);
    match (simplified, traditional) {
        (true, false) => (in_traditional != c).then_some(Script::Simplified),
        (false, true) if BOTH.contains(c) => None,
        // names keep characters whose simplified form no computer had
        (false, true) => (simple(c) != c && is_in_gb2312(simple(c))).then_some(Script::Traditional),
        _ => None,
    }
}

/// GB 2312 is a part of GBK.
fn is_in_gb2312(c: char) -> bool {
    let bytes = GBK.encode(c.encode_utf8(&mut [0; 4])).0.into_owned();
    matches!(bytes[..], [0xb0..=0xf7, 0xa1..=0xfe])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_folded_character_by_character() {
        for (text, expected) in [
            ("臺灣電機股份有限公司", "台湾电机股份有限公司"),
            ("華東銷售", "华东销售"),
            ("Taiwan 123", "Taiwan 123"),
            ("", ""),
        ] {
            assert_eq!(simplified(text), expected);
        }
        assert!(matches!(simplified("华东"), Cow::Borrowed("华东")));
    }

    #[test]
    fn what_both_scripts_have_is_of_neither() {
        for c in "中后里台云余范面谷斗表只松系制复征千才向A1，".chars() {
            let script = script(c);
            assert!(
                !matches!(script, Some(Script::Traditional)),
                "{c} {script:?}"
            );
        }
        for c in "国东电机华发语".chars() {
            let expected = (c != '机').then_some(Script::Simplified);
            assert_eq!(script(c), expected, "{c}");
        }
        for c in "國東電機華發語".chars() {
            assert_eq!(script(c), Some(Script::Traditional), "{c}");
        }
        for c in "台后里昇鍾於喆堃中".chars() {
            assert_eq!(script(c), None, "{c}");
        }
    }

    #[test]
    fn a_text_is_brought_into_one_script() {
        assert_eq!(in_script("华東电机", Script::Simplified), "华东电机");
        assert_eq!(in_script("皇后理发廳", Script::Traditional), "皇后理髮廳");
        assert_eq!(in_script("出发點", Script::Traditional), "出發點");
    }
}
