//! The words that names are made of: places, trades and legal forms.

use std::sync::LazyLock;

use hashbrown::{HashMap, HashSet};

/// The lists, with their sources.
const TEXT: &str = include_str!("words.txt");

/// A legal form, by the first word of its line; none where it goes without saying.
pub(super) type Form = Option<&'static str>;

/// What is read of the lists.
pub(super) struct Words {
    /// Places, and whether each is a province.
    pub(super) places: HashMap<&'static str, bool>,
    pub(super) trades: HashSet<&'static str>,
    /// Forms at the end of a Chinese name, the longest first.
    pub(super) forms: Vec<(&'static str, Form)>,
    /// Words of other names that are forms.
    pub(super) latin_forms: HashMap<&'static str, Form>,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let section = |name: &str| {
        let start = TEXT.find(&format!("[{name}]\n")).unwrap_or(TEXT.len());
        let lines = TEXT[start..].lines().skip(1);
        lines.take_while(|line| !line.starts_with('['))
    };
    let words = |name: &str| section(name).flat_map(str::split_whitespace);
    let forms = |name: &str| -> Vec<(&'static str, Form)> {
        let line = |line: &'static str| {
            let (form, words) = line.split_once(' ')?;
            let form = Some(form).filter(|form| *form != "=");
            Some(words.split(' ').map(move |word| (word, form)))
        };
        section(name).filter_map(line).flatten().collect()
    };
    let provinces = words("provinces").map(|place| (place, true));
    let places = words("places").map(|place| (place, false));
    let mut han = forms("forms");
    han.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    Words {
        places: places.chain(provinces).collect(),
        trades: words("trades").collect(),
        forms: han,
        latin_forms: forms("latin forms").into_iter().collect(),
    }
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::script;

    #[test]
    fn the_lists_are_read_and_simplified() {
        assert_eq!(WORDS.places.get("江苏"), Some(&true));
        assert_eq!(WORDS.places.get("昆山"), Some(&false));
        assert!(WORDS.trades.contains("科技") && WORDS.trades.contains("事务所"));
        assert_eq!(WORDS.latin_forms.get("limited"), Some(&Some("ltd")));
        assert_eq!(WORDS.latin_forms.get("co"), Some(&None));
        let form = |word| WORDS.forms.iter().find(|(form, _)| *form == word);
        assert_eq!(form("有限公司"), Some(&("有限公司", Some("有限"))));
        assert_eq!(form("股公司"), Some(&("股公司", Some("股份"))));
        assert_eq!(script::simplified(TEXT), TEXT);
    }
}
