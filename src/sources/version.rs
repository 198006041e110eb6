//! Whether a file is still the one that was opened.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// What changes when somebody writes to a file, or puts another in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version {
    size: u64,
    modified: Option<SystemTime>,
    /// The device and the file on it.
    #[cfg(unix)]
    place: (u64, u64),
}

/// The version of a file; none where there is none.
pub(crate) fn version(path: &Path) -> Option<Version> {
    let found = fs::metadata(path).ok()?;
    Some(Version {
        size: found.len(),
        modified: found.modified().ok(),
        #[cfg(unix)]
        place: {
            use std::os::unix::fs::MetadataExt;
            (found.dev(), found.ino())
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        assert_eq!(version(&at("a")), None);
        fs::write(at("a"), "k\n1\n").unwrap();
        let before = version(&at("a"));
        assert_eq!(version(&at("a")), before);
        fs::write(at("a"), "k\n1\n2\n").unwrap();
        assert_ne!(version(&at("a")), before, "grown");
        let before = version(&at("a"));
        // of the same size, and as old
        let modified = fs::metadata(at("a")).unwrap().modified().unwrap();
        fs::write(at("b"), "k\n3\n4\n").unwrap();
        let other = fs::File::options().write(true).open(at("b")).unwrap();
        other
            .set_modified(modified + std::time::Duration::from_secs(1))
            .unwrap();
        drop(other);
        fs::rename(at("b"), at("a")).unwrap();
        assert_ne!(version(&at("a")), before, "replaced");
    }
}
