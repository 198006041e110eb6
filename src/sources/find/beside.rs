//! Files that programs leave beside others: locks, previews, halves of downloads, what macOS keeps of a file elsewhere.

/// Whether a file or folder of this name is none that a person put there.
pub(in crate::sources) fn is_beside(name: &str) -> bool {
    let lower = name.to_lowercase();
    let unfinished = [
        ".tmp",
        ".crdownload",
        ".part",
        ".partial",
        ".download",
        ".opdownload",
        // what editors keep of the version before
        "~",
    ];
    // Excel's locks begin with `~$`, those of LibreOffice and WPS with a dot
    name.starts_with('.')
        || name.starts_with("~$")
        || matches!(
            lower.as_str(),
            "thumbs.db"
                | "ehthumbs.db"
                | "desktop.ini"
                | "__macosx"
                | "icon\r"
                // what servers and Windows keep of files that were thrown away or looked at
                | "@eadir"
                | "#recycle"
                | "$recycle.bin"
                | "system volume information"
        )
        || unfinished.iter().any(|end| lower.ends_with(end))
}
