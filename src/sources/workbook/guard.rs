//! What a container claims, checked before it is read: a file of a few kilobytes must not claim the memory of the machine.

use std::fs::File;
use std::io::{BufReader, Read, Seek};

use zip::ZipArchive;

use super::book::Format;
use super::errors::broken;
use crate::messages::message;
use crate::sources::{SourceError, limits, unreadable};

/// A part of a workbook unpacks to no more.
const MOST_PART: u64 = 4 << 30;

/// Refuses a workbook that is not what it claims to be.
pub(crate) fn check(file: &File, format: Format, unpacked: Option<u64>) -> Result<(), SourceError> {
    let length = file.metadata().map_err(|e| unreadable(&e))?.len();
    match format {
        // their readers take nothing on trust
        Format::Xls | Format::Fods | Format::Xml2003 => Ok(()),
        Format::Xlsx | Format::Xlsb | Format::Ods => {
            let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|e| broken(&e))?;
            sizes(&mut zip, length, unpacked)
        }
    }
}

/// The sizes that a container declares are kept: zip stops reading a part there, and tells it.
fn sizes<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    length: u64,
    unpacked: Option<u64>,
) -> Result<(), SourceError> {
    let mut all = 0u64;
    for ix in 0..zip.len() {
        let size = zip.by_index_raw(ix).map_err(|e| broken(&e))?.size();
        if size > unpacked.unwrap_or(MOST_PART) {
            let most = unpacked.unwrap_or(MOST_PART) >> 20;
            return Err(message!("source-workbook-too-large", most = most));
        }
        all = all.saturating_add(size);
    }
    if all > limits::most_unpacked(length, unpacked) {
        return Err(message!("source-unpacks-too-far"));
    }
    Ok(())
}
