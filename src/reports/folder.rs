//! What the names of all files begin with: lists leave it out.

/// The longest path of folders that all files start with, with its last slash.
pub(super) fn common_folder<'a>(mut files: impl Iterator<Item = &'a str>) -> &'a str {
    let up = |path: &str| path.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let first = files.next().unwrap_or_default();
    let mut end = up(first);
    for file in files {
        while !file.starts_with(&first[..end]) {
            end = up(&first[..end - 1]);
        }
    }
    &first[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_all_files_share() {
        let common = |files: &[&'static str]| common_folder(files.iter().copied());
        assert_eq!(common(&["a/b/x.csv", "a/b/y.csv"]), "a/b/");
        assert_eq!(common(&["a/b/x.csv", "a/bc/x.csv"]), "a/");
        assert_eq!(
            common(&["C:\\导出\\x.csv", "C:\\导出\\y.csv"]),
            "C:\\导出\\"
        );
        assert_eq!(common(&["/x.csv", "y.csv"]), "");
        assert_eq!(common(&[]), "");
    }
}
