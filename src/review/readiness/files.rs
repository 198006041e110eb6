//! Who sends in which file.

use std::path::{Path, PathBuf};

use crate::rules::collected::{Collected, Supplier};
use crate::sources::find;
use crate::tables::Table;
use crate::tables::patterns::in_month;

/// Who may have sent in a file, where files say so; the first did. `day` in milliseconds since 1970-01-01.
pub(super) fn senders<'c>(
    collected: &'c Collected,
    table: &Table,
    file: &Path,
    day: i64,
) -> Vec<&'c str> {
    match &collected.supplier {
        Some(Supplier::One(name)) => vec![name],
        Some(Supplier::Files(files)) => {
            let fit = files
                .iter()
                .filter(|(_, patterns)| find::fits(&table.folder, &in_month(patterns, day), file));
            fit.map(|(name, _)| name.as_str()).collect()
        }
        Some(Supplier::Column(_)) | None => Vec::new(),
    }
}

/// Files of suppliers that the table does not take: they would be missed, and their suppliers called in vain.
pub(super) fn beside(collected: &Collected, table: &Table, day: i64) -> Vec<(String, PathBuf)> {
    let Some(Supplier::Files(files)) = &collected.supplier else {
        return Vec::new();
    };
    let taken = table.patterns(day);
    let mut beside = Vec::new();
    for (name, patterns) in files {
        let found = find::paths(&table.folder, &in_month(patterns, day));
        for path in found.unwrap_or_default() {
            if !find::fits(&table.folder, &taken, &path) {
                beside.push((name.clone(), path));
            }
        }
    }
    beside
}
