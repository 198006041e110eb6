//! A file whose syntax is wrong in some lines, without these: what else is wrong in it can be told in the same run.

use toml::de::DeTable;

use super::Problem;
use super::syntax::{is_bare_key, is_open_before, says_bare_key};

/// More lines than a slip or two are looked at when they are fewer.
const MOST: usize = 50;

/// What is left of a file.
pub(crate) struct Mended {
    /// As long as the file was, so that places stay what they are.
    pub(crate) text: String,
    /// The headers of the sections that lack a line, without their brackets.
    pub(crate) torn: Vec<String>,
}

/// The file without the lines in which the mistakes are; none where that is no TOML either, or where one is not of a single line.
/// Keys that lack nothing but their quotes are read as they stand, if no other mistake is beside them.
pub(crate) fn mended(problems: &[Problem], text: &str) -> Option<Mended> {
    let others = problems.iter().filter(|problem| !is_bare_key(problem));
    without(others, text).or_else(|| without(problems.iter(), text))
}

fn without<'p>(problems: impl Iterator<Item = &'p Problem>, text: &str) -> Option<Mended> {
    let mut starts: Vec<usize> = problems
        .filter_map(|problem| Some(line_start(text, problem.place.as_ref()?.span.start)))
        .collect();
    starts.sort_unstable();
    starts.dedup();
    if starts.len() > MOST {
        return None;
    }
    let (mut left, mut torn) = (String::with_capacity(text.len()), Vec::new());
    for start in starts {
        let line = text[start..].lines().next()?;
        // what has no value may be meant as a header, to which the next lines belong
        if line.trim_start().starts_with('[') || !line.contains('=') || is_open_before(text, start)
        {
            return None;
        }
        left.push_str(&text[left.len()..start]);
        left.extend(std::iter::repeat_n(' ', line.len()));
        let headers = text[..start].lines();
        let header = headers.rev().find(|line| line.starts_with('['));
        let header = header.map_or("", |line| line.trim_matches(['[', ']', ' ', '\r']));
        torn.push(header.to_owned());
    }
    left.push_str(&text[left.len()..]);
    let (_, errors) = DeTable::parse_recoverable(&left);
    errors
        .iter()
        .all(says_bare_key)
        .then_some(Mended { text: left, torn })
}

fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    before.rfind('\n').map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mistakes::syntax::problems;

    fn left(text: &str) -> Option<(String, Vec<String>)> {
        let (_, errors) = DeTable::parse_recoverable(text);
        let mended = mended(&problems(&errors, text, 0), text)?;
        Some((mended.text, mended.torn))
    }

    #[test]
    fn lines_with_errors_become_blank() {
        let (text, torn) = left("[a]\nb = yes\nc = 1\n[[d]]\ne = 2026/1/5\n").unwrap();
        assert_eq!(text, "[a]\n       \nc = 1\n[[d]]\n            \n");
        assert_eq!(torn, ["a", "d"]);
        // a character takes as many blanks as it has bytes
        assert_eq!(left("客 = yes\nb = 2").unwrap().0, "         \nb = 2");
        // what lacks nothing but the quotes of its key is kept
        let (text, torn) = left("客 = 1\nb = yes\n").unwrap();
        assert_eq!((text.as_str(), torn.len()), ("客 = 1\n       \n", 1));
    }

    /// What is not closed swallows the lines below it, and is a mistake of its own line all the same.
    #[test]
    fn a_line_that_opens_and_does_not_close() {
        for line in ["a = [\"x\"", "a = [\"x]", "a = { b = 1, c = 'x }"] {
            let (text, _) = left(&format!("{line}\n[t]\nd = 2\n")).unwrap();
            assert_eq!(text.trim_start(), "[t]\nd = 2\n", "{line}");
        }
    }

    #[test]
    fn what_reaches_over_lines_is_left_alone() {
        for text in [
            "a = [\n  1,\n  yes,\n]\n",
            "[a\nb = 1\n",
            "【a】\nb = 1\n",
            "a]\nb = 1\n",
            "a = [\n  \"x\"\nb = 1\n",
            "a = \"\"\"x\n",
        ] {
            assert!(left(text).is_none(), "{text:?}");
        }
    }
}
