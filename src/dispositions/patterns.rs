//! Thousands of patterns held against tens of thousands of texts: each text is compared with those alone whose longest literal part
//! it has.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;
use glob::Pattern;

/// Patterns, each with what it stands for.
#[derive(Debug, Clone)]
pub(crate) struct Patterns<'a, T> {
    /// Finds the literal parts in a text; none where there are none.
    searched: Option<AhoCorasick>,
    /// By literal part, in the order of the search: the patterns that have it.
    by_part: Vec<Vec<Alike<'a, T>>>,
    /// Those of wildcards alone.
    loose: Vec<Alike<'a, T>>,
}

/// A pattern, and all that it stands for.
#[derive(Debug, Clone)]
struct Alike<'a, T> {
    pattern: &'a Pattern,
    means: Vec<T>,
}

impl<T> Default for Patterns<'_, T> {
    fn default() -> Self {
        Patterns {
            searched: None,
            by_part: Vec::new(),
            loose: Vec::new(),
        }
    }
}

impl<'a, T: Copy + Ord> Patterns<'a, T> {
    pub(crate) fn new(patterns: impl IntoIterator<Item = (&'a Pattern, T)>) -> Patterns<'a, T> {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut distinct: Vec<Alike<'a, T>> = Vec::new();
        for (pattern, means) in patterns {
            let place = *places.entry(pattern.as_str()).or_insert(distinct.len());
            match distinct.get_mut(place) {
                Some(alike) => alike.means.push(means),
                None => distinct.push(Alike {
                    pattern,
                    means: vec![means],
                }),
            }
        }
        let mut all = Patterns::default();
        let (mut parts, mut places) = (Vec::new(), HashMap::new());
        for alike in distinct {
            let part = longest_part(alike.pattern.as_str());
            if part.is_empty() {
                all.loose.push(alike);
                continue;
            }
            let place = *places.entry(part.clone()).or_insert(parts.len());
            if place == parts.len() {
                parts.push(part);
                all.by_part.push(Vec::new());
            }
            all.by_part[place].push(alike);
        }
        // a search that cannot be built finds nothing: all patterns are tried then
        all.searched = AhoCorasick::new(&parts).ok();
        if all.searched.is_none() {
            all.loose.extend(all.by_part.drain(..).flatten());
        }
        all
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.by_part.is_empty() && self.loose.is_empty()
    }

    /// What the patterns that match a text stand for, sorted.
    pub(crate) fn matching(&self, text: &str) -> Vec<T> {
        let candidates = self.candidates(text);
        let matching = candidates.filter(|alike| alike.pattern.matches(text));
        let mut found: Vec<T> = matching.flat_map(|alike| alike.means.clone()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The patterns that a text has to be compared with.
    fn candidates(&self, text: &str) -> impl Iterator<Item = &Alike<'a, T>> {
        let found = self.searched.iter();
        let found = found.flat_map(|search| search.find_overlapping_iter(text));
        let mut parts: Vec<usize> = found.map(|part| part.pattern().as_usize()).collect();
        parts.sort_unstable();
        parts.dedup();
        let found = parts.into_iter().flat_map(|part| &self.by_part[part]);
        found.chain(&self.loose)
    }
}

/// The longest text that stands in everything that a pattern matches; empty where there is none.
fn longest_part(pattern: &str) -> String {
    let mut parts = vec![String::new()];
    let mut rest = pattern;
    while let Some(char) = rest.chars().next() {
        let bracket = || {
            // a bracket that comes first is one of the characters
            let first = if rest.starts_with("[!") { 3 } else { 2 };
            let end = rest.chars().skip(first).position(|c| c == ']')?;
            Some(rest.chars().take(first + end + 1).collect::<String>())
        };
        let (length, literal) = match char {
            '*' | '?' => (1, None),
            '[' => match bracket() {
                // one special character
                Some(whole) if whole.chars().count() == 3 => (whole.len(), whole.chars().nth(1)),
                Some(whole) => (whole.len(), None),
                None => (1, None),
            },
            char => (char.len_utf8(), Some(char)),
        };
        match (literal, parts.last_mut()) {
            (Some(char), Some(part)) => part.push(char),
            _ => parts.push(String::new()),
        }
        rest = &rest[length..];
    }
    let mut parts = parts.into_iter();
    let first = parts.next().unwrap_or_default();
    parts.fold(first, |longest, part| {
        if part.len() > longest.len() {
            part
        } else {
            longest
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn literal_parts() {
        for (pattern, part) in [
            ("SO1*", "SO1"),
            ("*12*345?", "345"),
            ("", ""),
            ("*?*", ""),
            ("a[*]b", "a*b"),
            ("a[!b]cd", "cd"),
            ("a[0-9]", "a"),
            ("[]]x", "]x"),
            ("客户*", "客户"),
            ("[!]]a", "a"),
        ] {
            assert_eq!(longest_part(pattern), part, "{pattern}");
        }
    }

    proptest! {
        /// Against each pattern by itself.
        #[test]
        fn every_pattern_that_matches(
            patterns in prop::collection::vec("[ab*?\\[\\]!客-]{0,6}", 0..12),
            text in "[ab\\[\\]!客]{0,8}",
        ) {
            let patterns: Vec<Pattern> =
                patterns.iter().filter_map(|p| Pattern::new(p).ok()).collect();
            let naive: Vec<usize> =
                (0..patterns.len()).filter(|&ix| patterns[ix].matches(&text)).collect();
            let numbered = patterns.iter().zip(0..);
            prop_assert_eq!(Patterns::new(numbered).matching(&text), naive);
        }
    }

    /// Of twice as many patterns and texts twice as many are compared, and not four times.
    #[test]
    fn few_are_compared() {
        let compared = |count: usize| {
            let patterns: Vec<Pattern> = (0..count)
                .map(|n| Pattern::new(&format!("*{n:06}*9*8*7*z")).unwrap())
                .collect();
            let all = Patterns::new(patterns.iter().zip(0usize..));
            let texts = (0..count).map(|n| format!("SO-{n:06}-9876z"));
            texts
                .map(|text| all.candidates(&text).count())
                .sum::<usize>()
        };
        let (once, twice) = (compared(1000), compared(2000));
        assert!(once >= 1000 && twice <= 2 * once + 100, "{once} {twice}");
        // the same pattern is compared once, whatever it stands for
        let same = Pattern::new("*").unwrap();
        let all = Patterns::new((0..1000).map(|n| (&same, n)));
        assert_eq!(all.candidates("x").count(), 1);
        assert_eq!(all.matching("x").len(), 1000);
    }
}
