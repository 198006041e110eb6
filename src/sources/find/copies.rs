//! Files that are the same, byte for byte: somebody downloaded an export twice, and every row of it counts twice.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::super::{Input, container, fingerprint};
use crate::messages::{Message, message};

/// What two files have in common that may be the same: their size; the checksum as well, where an archive lists it.
type Likeness = (u64, Option<u32>);

/// Tells each file that is the same as one before it. Only files that are alike by what their folder or archive says of them
/// are looked at.
pub(crate) fn copies(inputs: &[Input]) -> Vec<Message> {
    let mut archives = BTreeMap::new();
    let mut alike: BTreeMap<Likeness, Vec<&Input>> = BTreeMap::new();
    for input in inputs {
        let likeness = likeness(input, &mut archives).filter(|(size, _)| *size > 0);
        if let Some(likeness) = likeness {
            alike.entry(likeness).or_default().push(input);
        }
    }
    let mut told = Vec::new();
    for alike in alike.values().filter(|alike| alike.len() > 1) {
        let mut first: BTreeMap<String, &Input> = BTreeMap::new();
        for input in alike {
            let Some(content) = content(input) else {
                continue;
            };
            match first.get(&content) {
                Some(known) => told.push(message!(
                    "audit-same-file",
                    file = input.name.as_str(),
                    first = known.name.as_str()
                )),
                None => {
                    first.insert(content, input);
                }
            }
        }
    }
    told
}

/// What the archives list, each of which is looked at once.
type Archives<'a> = BTreeMap<&'a Path, BTreeMap<String, (u64, u32)>>;

fn likeness<'a>(input: &'a Input, archives: &mut Archives<'a>) -> Option<Likeness> {
    let Some(entry) = &input.entry else {
        let file = fs::metadata(&input.path).ok().filter(fs::Metadata::is_file);
        return file.map(|file| (file.len(), None));
    };
    let listed = archives
        .entry(&input.path)
        .or_insert_with(|| container::checksums(&input.path));
    listed
        .get(entry)
        .map(|&(size, checksum)| (size, Some(checksum)))
}

fn content(input: &Input) -> Option<String> {
    match &input.entry {
        None => fingerprint(&input.path).ok(),
        Some(entry) => container::fingerprint_of_entry(&input.path, entry),
    }
}
