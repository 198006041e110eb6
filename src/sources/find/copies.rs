//! Files that are the same, byte for byte: somebody downloaded an export twice, and every row of it counts twice.

use std::collections::BTreeMap;
use std::fs;

use super::super::{Input, fingerprint};
use crate::messages::{Message, message};

/// What is known of a file without looking into it: its size; the checksum as well, where an archive lists it.
type Known = (u64, Option<u32>);

/// Tells each file that is the same as one before it. Only files of the same size are looked at. Those of an archive are not
/// unpacked for it: whoever reads them holds them to the checksum that the archive lists.
pub(crate) fn copies(inputs: &[Input]) -> Vec<Message> {
    let mut alike: BTreeMap<Known, Vec<&Input>> = BTreeMap::new();
    for input in inputs {
        if let Some(known) = known(input).filter(|(size, _)| *size > 0) {
            alike.entry(known).or_default().push(input);
        }
    }
    let mut told = Vec::new();
    for ((_, checksum), alike) in alike.iter().filter(|(_, alike)| alike.len() > 1) {
        let mut first: BTreeMap<String, &Input> = BTreeMap::new();
        for input in alike {
            let content = match checksum {
                Some(checksum) => checksum.to_string(),
                None => match fingerprint(&input.path) {
                    Ok(content) => content,
                    Err(_) => continue,
                },
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

fn known(input: &Input) -> Option<Known> {
    let Some(entry) = &input.entry else {
        let file = fs::metadata(&input.path).ok().filter(fs::Metadata::is_file);
        return file.map(|file| (file.len(), None));
    };
    let (size, checksum) = entry.listed()?;
    Some((size, Some(checksum)))
}
