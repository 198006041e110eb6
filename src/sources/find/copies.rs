//! Files that are the same, byte for byte: somebody downloaded an export twice, and every row of it counts twice.

use std::collections::BTreeMap;
use std::fs;

use super::super::{Input, fingerprint};
use crate::messages::{Message, message};

/// Tells each file that is the same as one before it. Only files of the same size are looked at.
pub(crate) fn copies(inputs: &[Input]) -> Vec<Message> {
    let mut sizes: BTreeMap<u64, Vec<&Input>> = BTreeMap::new();
    for input in inputs.iter().filter(|input| input.entry.is_none()) {
        let size = fs::metadata(&input.path).ok().filter(fs::Metadata::is_file);
        if let Some(size) = size.map(|file| file.len()).filter(|size| *size > 0) {
            sizes.entry(size).or_default().push(input);
        }
    }
    let mut told = Vec::new();
    for alike in sizes.values().filter(|alike| alike.len() > 1) {
        let mut first: BTreeMap<String, &Input> = BTreeMap::new();
        for input in alike {
            let Ok(content) = fingerprint(&input.path) else {
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
