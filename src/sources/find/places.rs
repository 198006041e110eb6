//! Where paths lead, those of files that are not there yet as well.

use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};

/// A path without links, as far as it exists.
pub(crate) fn real(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    match (path.file_name(), path.parent()) {
        (Some(name), Some(folder)) if folder.as_os_str().is_empty() => {
            real(Path::new(".")).join(name)
        }
        (Some(name), Some(folder)) => real(folder).join(name),
        _ => path.to_owned(),
    }
}

/// Whether two paths lead to the same file.
pub(crate) fn same_file(one: &Path, other: &Path) -> bool {
    real(one) == real(other)
}

/// Whether a file would be one of those that match the patterns of a table.
pub(crate) fn fits(folder: &Path, patterns: &[String], file: &Path) -> bool {
    let file = real(file);
    let options = MatchOptions {
        require_literal_separator: true,
        ..MatchOptions::new()
    };
    patterns.iter().any(|pattern| {
        let wild = |part: &Component| {
            let part = part.as_os_str().to_string_lossy();
            part.contains(['*', '?', '['])
        };
        let parts: Vec<Component> = Path::new(pattern).components().collect();
        let plain = parts.iter().take_while(|part| !wild(part)).count();
        // the name of the file itself is never the folder to look in
        let plain = plain.min(parts.len().saturating_sub(1));
        let base = real(
            &folder
                .join(parts[..plain].iter().collect::<PathBuf>())
                .join(""),
        );
        let rest: PathBuf = parts[plain..].iter().collect();
        let (Ok(below), Ok(rest)) = (
            file.strip_prefix(base),
            Pattern::new(&rest.to_string_lossy()),
        ) else {
            return false;
        };
        rest.matches_path_with(below, options)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_the_next_time() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        std::fs::create_dir_all(at("data/2026")).unwrap();
        std::fs::create_dir(at("project")).unwrap();
        for (pattern, file, fit) in [
            ("*.csv", "project/r.csv", true),
            ("*.csv", "project/r.xlsx", false),
            ("*.csv", "data/r.csv", false),
            ("r.csv", "project/r.csv", true),
            ("../data/*.xlsx", "data/r.xlsx", true),
            ("../data/*.xlsx", "data/2026/r.xlsx", false),
            ("../data/**/*.xlsx", "data/2026/r.xlsx", true),
            ("../data/**/*.xlsx", "data/r.xlsx", true),
            (
                "../data/[0-9][0-9][0-9][0-9]/销售*.xlsx",
                "data/2026/销售订单.xlsx",
                true,
            ),
            ("../data/**/*.xlsx", "project/../data/2026/r.xlsx", true),
            ("../gone/*.xlsx", "data/r.xlsx", false),
            // a folder that is gone with its files
            ("../gone/*.xlsx", "project/../gone/r.xlsx", true),
            ("../gone/**/*.xlsx", "gone/2026/09/r.xlsx", true),
        ] {
            let fits = fits(&at("project"), &[pattern.to_owned()], &at(file));
            assert_eq!(fits, fit, "{pattern} {file}");
        }
    }

    #[test]
    fn one_file_by_two_paths() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        std::fs::create_dir(at("x")).unwrap();
        assert!(same_file(&at("r.csv"), &at("x/../r.csv")));
        assert!(!same_file(&at("r.csv"), &at("x/r.csv")));
        std::fs::write(at("r.csv"), "").unwrap();
        assert!(same_file(&at("r.csv"), &at("x/../r.csv")));
    }
}
