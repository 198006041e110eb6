//! What files are called that are named for people: on Windows and elsewhere, two people never by one name.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::reports::harmless::clean;

/// Names that Windows keeps for devices, whatever stands behind a point.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
const PORTS: [&str; 2] = ["com", "lpt"];
/// Bytes of a name: with its ending and a number it stays below the 255 that file systems take.
const LONGEST: usize = 200;

/// Gives out names, each once: what differs in case or width alone is one file on some systems.
#[derive(Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// A name for the file of somebody, without its ending.
    pub(super) fn of(&mut self, somebody: &str) -> String {
        let name = safe(somebody);
        let mut free = name.clone();
        let mut number = 1;
        while !self.0.insert(folded(&free)) {
            number += 1;
            free = format!("{name} ({number})");
        }
        free
    }
}

fn folded(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

/// What may be the name of a file everywhere.
fn safe(somebody: &str) -> String {
    let is_bad = |c: char| matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*');
    let name = clean(somebody)
        .nfc()
        .map(|c| if is_bad(c) { '_' } else { c })
        .collect::<String>();
    // a point in front hides a file, and one behind is lost on Windows, as a blank is
    let name = name
        .trim()
        .trim_start_matches('.')
        .trim_end_matches(['.', ' ']);
    let mut end = name.len().min(LONGEST);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    let name = name[..end].trim_end_matches(['.', ' ']);
    let first = folded(name.split('.').next().unwrap_or_default().trim_end());
    let is_port = |port: &&str| {
        let number = first.strip_prefix(*port).unwrap_or_default();
        number.chars().count() == 1 && number.chars().all(|c| c.is_ascii_digit())
    };
    if name.is_empty() || DEVICES.contains(&first.as_str()) || PORTS.iter().any(is_port) {
        return format!("_{name}");
    }
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_files_everywhere() {
        for (somebody, name) in [
            ("张三", "张三"),
            ("a/b\\c:d*e?f\"g<h>i|j", "a_b_c_d_e_f_g_h_i_j"),
            ("..", "_"),
            ("", "_"),
            ("../../etc", "_.._etc"),
            (".hidden", "hidden"),
            ("a. . ", "a"),
            ("CON", "_CON"),
            ("CONIN$", "_CONIN$"),
            ("nul.x", "_nul.x"),
            ("com1", "_com1"),
            ("COM¹", "_COM¹"),
            ("com", "com"),
            ("com10", "com10"),
            ("ＡＵＸ", "_ＡＵＸ"),
            ("a\u{202e}b\u{0}c\nd", "a_u{202e}b_u{0}c⏎d"),
        ] {
            assert_eq!(safe(somebody), name, "{somebody:?}");
        }
        let long = "李".repeat(300);
        assert!(safe(&long).len() <= LONGEST && safe(&long).ends_with('李'));
    }

    #[test]
    fn two_people_never_have_one_file() {
        let mut names = Names::default();
        let given = [
            "Ann", "ANN", "Ａnn", "a/b", "a:b", "ann (2)", "é", "e\u{301}",
        ];
        let given = given.map(|somebody| names.of(somebody));
        assert_eq!(
            given,
            [
                "Ann",
                "ANN (2)",
                "Ａnn (3)",
                "a_b",
                "a_b (2)",
                "ann (2) (2)",
                "é",
                "é (2)"
            ]
        );
    }
}
