//! How a project names the files of its tables.

use std::path::{Component, Path, PathBuf};

use jiff::civil::Date;

use crate::sources::find;

/// What stands in the place of a month.
pub(super) const MONTH: &str = "{month}";

/// Patterns for some files, relative to a folder; `{month}` where they lie in a folder for each month.
pub(super) fn patterns(folder: &Path, files: &[PathBuf]) -> Vec<String> {
    let mut names: Vec<String> = files.iter().map(|file| relative(folder, file)).collect();
    names.sort();
    names.dedup();
    if let Some(pattern) = by_month(&names) {
        return vec![pattern];
    }
    match together(&names).filter(|pattern| matches_only(folder, pattern, files)) {
        Some(pattern) => vec![pattern],
        None => names.iter().map(|name| literal(name)).collect(),
    }
}

/// The pattern that finds a name as it is written.
fn literal(name: &str) -> String {
    let mut pattern = String::with_capacity(name.len());
    for c in name.chars() {
        if matches!(c, '*' | '?' | '[' | ']' | '{') {
            pattern.extend(['[', c, ']']);
        } else {
            pattern.push(c);
        }
    }
    pattern
}

/// A path from the root without detours: `a/draft/../b` is `a/b`.
fn straight(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut whole = PathBuf::new();
    for part in path.components() {
        // behind a link it leads elsewhere
        if part == Component::ParentDir && !whole.is_symlink() && whole.file_name().is_some() {
            whole.pop();
        } else {
            whole.push(part);
        }
    }
    whole
}

/// A path as seen from a folder, with strokes between its parts.
fn relative(folder: &Path, file: &Path) -> String {
    let (folder, file) = (straight(folder), straight(file));
    let (from, to): (Vec<Component>, Vec<Component>) =
        (folder.components().collect(), file.components().collect());
    let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    // another drive
    if same == 0 {
        return file.to_string_lossy().replace('\\', "/");
    }
    let up = std::iter::repeat_n("..".to_owned(), from.len() - same);
    let down = to[same..]
        .iter()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// Whether a folder is called after a month, as `{month}` is written.
fn is_month(part: &str) -> bool {
    let digits = part.len() == 6 && part.bytes().all(|b| b.is_ascii_digit());
    digits && matches!(&part[..2], "19" | "20") && matches!(part[4..].parse(), Ok(1..=12))
}

/// The last day of the latest month that a folder is called after, among those of some files.
pub(super) fn last_day<'p>(files: impl Iterator<Item = &'p Path>) -> Option<Date> {
    let folders = files.flat_map(Path::components);
    let names = folders.filter_map(|folder| folder.as_os_str().to_str());
    let month = names.filter(|name| is_month(name)).max()?;
    let (year, month) = month.split_at(4);
    let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
    Some(first.last_of_month())
}

/// The one pattern of files that lie in folders for months, and are called alike but for digits.
fn by_month(names: &[String]) -> Option<String> {
    let mut patterns = names.iter().map(|name| {
        let (folders, file) = name.rsplit_once('/')?;
        let own = folders.split('/').find(|part| is_month(part))?;
        let folders = folders.split('/').scan(false, |found, part| {
            let is_it = !*found && part == own;
            *found |= is_it;
            Some(if is_it {
                MONTH.to_owned()
            } else {
                literal(part)
            })
        });
        let folders: Vec<String> = folders.collect();
        // what the file says of the month as well
        let file: Vec<String> = file.split(own).map(literal).collect();
        Some(format!("{}/{}", folders.join("/"), file.join(MONTH)))
    });
    let first = patterns.next()??;
    patterns
        .all(|other| other.as_ref() == Some(&first))
        .then_some(first)
}

/// One pattern for several names, a star standing for where they differ; for one name, for a date in it.
fn together(names: &[String]) -> Option<String> {
    let (first, last) = (names.first()?, names.last()?);
    if names.len() == 1 {
        let (folder, file) = first
            .rsplit_once('/')
            .map_or(("", first.as_str()), |(a, b)| (a, b));
        let start = file.find(|c: char| c.is_ascii_digit())?;
        let dated = file[start..].find(|c: char| !(c.is_ascii_digit() || "-_.".contains(c)));
        let end = dated.map_or(file.len(), |length| start + length);
        let end = start + file[start..end].trim_end_matches(['.', '-', '_']).len();
        let digits = file[start..end].bytes().filter(u8::is_ascii_digit).count();
        let separator = if folder.is_empty() { "" } else { "/" };
        return (digits >= 4 && start > 0).then(|| {
            let [folder, start, end] = [folder, &file[..start], &file[end..]].map(literal);
            format!("{folder}{separator}{start}*{end}")
        });
    }
    let before = |a: &str, b: &str| a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let back = |text: &str| text.chars().rev().collect::<String>();
    // of sorted names the first and the last differ most in what they begin with
    let start: String = first.chars().take(before(first, last)).collect();
    let rest: Vec<String> = names
        .iter()
        .map(|name| back(&name[start.len()..]))
        .collect();
    let ends = rest.iter().map(|other| before(&rest[0], other)).min()?;
    let end = back(&rest[0].chars().take(ends).collect::<String>());
    let digits = start.trim_end_matches(|c: char| c.is_ascii_digit());
    Some(format!("{}*{}", literal(digits), literal(&end)))
}

/// Whether a pattern finds just these files.
fn matches_only(folder: &Path, pattern: &str, files: &[PathBuf]) -> bool {
    let whole = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
    // the folder may be yet to come, and there is no way through it then
    let mut base = straight(folder);
    let mut rest = pattern;
    while let Some(below) = rest.strip_prefix("../") {
        base.pop();
        rest = below;
    }
    let Ok(found) = find::paths(&base, &[rest.to_owned()]) else {
        return false;
    };
    let mut found: Vec<PathBuf> = found.iter().map(whole).collect();
    let mut files: Vec<PathBuf> = files.iter().map(whole).collect();
    found.sort();
    files.sort();
    files.dedup();
    found == files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[&str], others: &[&str]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &&str| folder.path().join("in").join(name);
        for file in files.iter().chain(others).map(path) {
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, "x").unwrap();
        }
        let files: Vec<PathBuf> = files.iter().map(path).collect();
        patterns(&folder.path().join("project"), &files)
    }

    #[test]
    fn the_latest_month_ends_on_its_last_day() {
        let day = |files: &[&str]| last_day(files.iter().map(Path::new)).map(|day| day.to_string());
        let files = ["in/202402/a.csv", "in/202311/a.csv", "in/20251231/a.csv"];
        assert_eq!(day(&files).as_deref(), Some("2024-02-29"));
        assert_eq!(day(&["in/a.csv"]), None);
    }

    #[test]
    fn names_are_no_wildcards() {
        assert_eq!(of(&["a{b}.csv"], &[]), ["../in/a[{]b}.csv"]);
        assert_eq!(of(&["{month}.csv"], &[]), ["../in/[{]month}.csv"]);
        // another name, and no choice of letters
        assert_eq!(of(&["o[1].csv"], &["o1.csv"]), ["../in/o[[]1[]].csv"]);
        assert_eq!(
            of(&["{x}-09.csv", "{x}-10.csv"], &["p.csv"]),
            ["../in/[{]x}-*.csv"]
        );
        assert_eq!(of(&["{x}_20261031.csv"], &[]), ["../in/[{]x}_*.csv"]);
        assert_eq!(
            of(&["202609/{o}.csv", "202610/{o}.csv"], &[]),
            ["../in/{month}/[{]o}.csv"]
        );
    }

    #[test]
    fn paths_make_no_detours() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        std::fs::create_dir(at("exports")).unwrap();
        std::fs::write(at("exports/o.csv"), "x").unwrap();
        for (draft, file, expected) in [
            ("draft", "draft/../exports/o.csv", "../exports/o.csv"),
            ("exports/../draft", "exports/o.csv", "../exports/o.csv"),
            (".", "draft/../exports/./o.csv", "exports/o.csv"),
        ] {
            assert_eq!(patterns(&at(draft), &[at(file)]), [expected]);
        }
    }

    #[test]
    fn files_have_patterns() {
        assert_eq!(of(&["订单.csv"], &[]), ["../in/订单.csv"]);
        assert_eq!(
            of(&["订单_20261031.csv"], &["客户.csv"]),
            ["../in/订单_*.csv"]
        );
        // another table would be taken as well
        assert_eq!(of(&["a-2026.csv"], &["a-b.csv"]), ["../in/a-2026.csv"]);
        assert_eq!(
            of(&["o-09.csv", "o-10.csv"], &["p-09.csv"]),
            ["../in/o-*.csv"]
        );
        assert_eq!(
            of(&["202609/o.csv", "202610/o.csv"], &["202610/p.csv"]),
            ["../in/{month}/o.csv"]
        );
        assert_eq!(
            of(&["202610/o202610.csv"], &[]),
            ["../in/{month}/o{month}.csv"]
        );
        assert_eq!(
            of(&["x.csv", "y.xlsx"], &["z.csv"]),
            ["../in/x.csv", "../in/y.xlsx"]
        );
    }
}
