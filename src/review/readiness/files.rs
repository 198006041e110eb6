//! Who sends in which file.

use std::path::{Path, PathBuf};

use crate::rules::collected::{Collected, Supplier};
use crate::sources::find;
use crate::tables::Table;
use crate::tables::patterns::in_month;

/// Who sends in a file, where files say so. `day` in milliseconds since 1970-01-01.
pub(super) fn sender<'c>(
    collected: &'c Collected,
    table: &Table,
    file: &Path,
    day: i64,
) -> Option<&'c str> {
    match collected.supplier.as_ref()? {
        Supplier::One(name) => Some(name),
        Supplier::Files(files) => files.iter().find_map(|(name, patterns)| {
            find::fits(&table.folder, &in_month(patterns, day), file).then_some(name.as_str())
        }),
        Supplier::Column(_) => None,
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
