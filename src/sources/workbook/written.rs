//! Whether a marked workbook is still as we wrote it, for whoever is about to replace it: a hidden name of it holds a fingerprint of
//! all its parts, each of which a program writes anew when somebody saves the workbook.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;

use super::package::Package;
use super::{Format, apart, broken_down, guard, xlsx};
use crate::fingerprint::Fingerprint;
use crate::sources::budget::Budget;
use crate::sources::{SourceError, regular};

/// What is known of a file that stands where a marked workbook is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// It is a marked workbook, and nobody has saved it since.
    ByUs,
    /// It was marked, and somebody has saved it since.
    ChangedSince,
    /// It is something else.
    Foreign,
}

/// What is known of a file. Fails where it is no workbook that can be read.
pub(crate) fn written(path: &Path) -> Result<Written, SourceError> {
    let file = regular(path)?;
    apart(broken_down, move || {
        let mut package = Package::open(BufReader::new(copy_of(&file)?))?;
        if package.format() != Some(Format::Xlsx) {
            return Ok(Written::Foreign);
        }
        guard::check(&file, Format::Xlsx, &Budget::of_file(&file, None)?)?;
        let Some(main) = package.main_part()? else {
            return Ok(Written::Foreign);
        };
        let marked = xlsx::marked_in(package.needed(&main)?)?;
        let fingerprint = fingerprint_of(&mut package, &main)?;
        Ok(match marked.written.as_deref() {
            Some(written) if written == fingerprint => Written::ByUs,
            Some(_) => Written::ChangedSince,
            None if marked.is_there() => Written::ChangedSince,
            None => Written::Foreign,
        })
    })
}

fn copy_of(file: &File) -> Result<File, SourceError> {
    file.try_clone().map_err(|e| crate::sources::unreadable(&e))
}

/// The fingerprint of all parts of a workbook but the main one, which holds it.
pub(crate) fn fingerprint_of(
    package: &mut Package<impl Read + Seek>,
    main: &str,
) -> Result<String, SourceError> {
    let main = package.place(main);
    // the same parts in another order are the same workbook
    let mut parts = BTreeMap::new();
    for place in (0..package.count()).filter(|place| Some(*place) != main) {
        let part = package.packed(place)?;
        parts.insert(part.name_raw().to_owned(), (part.size(), part.crc32()));
    }
    let mut fingerprint = Fingerprint::default();
    for (name, (size, sum)) in parts {
        fingerprint.add(&(name.len() as u64).to_be_bytes());
        fingerprint.add(&name);
        fingerprint.add(&size.to_be_bytes());
        fingerprint.add(&sum.to_be_bytes());
    }
    Ok(fingerprint.text())
}
