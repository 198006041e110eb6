//! What a container claims, checked before it is read: a file of a few kilobytes must not claim the memory of the machine, and
//! what it lists must be what it holds.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use zip::ZipArchive;

use super::errors::{io_error, zip_error};
use super::kind::Format;
use crate::messages::message;
use crate::sources::SourceError;
use crate::sources::budget::Budget;

/// What stands before the name of a part, where the part itself is, and where in it the length of the name (4.3.7 of the
/// specification of ZIP).
const HEAD: usize = 30;
const LENGTH: usize = 26;
/// A part of a workbook unpacks to no more.
const MOST_PART: u64 = 4 << 30;

/// Refuses a workbook that is not what it claims to be.
pub(crate) fn check(file: &File, format: Format, budget: &Budget) -> Result<(), SourceError> {
    match format {
        // their readers take nothing on trust
        Format::Xls | Format::Fods | Format::Xml2003 => Ok(()),
        Format::Xlsx | Format::Xlsb | Format::Ods => {
            let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|e| zip_error(&e))?;
            sizes(&mut zip, budget)?;
            let parts = parts(&mut zip)?;
            are_named_so(file, &parts)
        }
    }
}

/// The sizes that a container declares are kept: zip stops reading a part there, and tells it.
fn sizes<R: Read + Seek>(zip: &mut ZipArchive<R>, budget: &Budget) -> Result<(), SourceError> {
    let mut left = budget.whole();
    for ix in 0..zip.len() {
        let size = zip.by_index_raw(ix).map_err(|e| zip_error(&e))?.size();
        budget.holds(size, MOST_PART)?;
        left.bytes(size)?;
    }
    Ok(())
}

/// Where each part begins, and the name under which it is listed.
fn parts<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<Vec<(u64, Vec<u8>)>, SourceError> {
    let mut parts = Vec::with_capacity(zip.len());
    for ix in 0..zip.len() {
        let part = zip.by_index_raw(ix).map_err(|e| zip_error(&e))?;
        parts.push((part.header_start(), part.name_raw().to_vec()));
    }
    Ok(parts)
}

/// The names have no checksum, but stand in two places. A part whose name was damaged in the list would not be found, and a
/// workbook be read as if it had none of that kind.
fn are_named_so(file: &File, parts: &[(u64, Vec<u8>)]) -> Result<(), SourceError> {
    let mut file = BufReader::new(file);
    for (start, listed) in parts {
        let mut head = [0; HEAD];
        file.seek(SeekFrom::Start(*start))
            .and_then(|_| file.read_exact(&mut head))
            .map_err(|e| io_error(&e))?;
        let length = u16::from_le_bytes([head[LENGTH], head[LENGTH + 1]]);
        let mut name = vec![0; usize::from(length)];
        file.read_exact(&mut name).map_err(|e| io_error(&e))?;
        if name != *listed {
            let part = String::from_utf8_lossy(listed).into_owned();
            return Err(message!("source-part-misnamed", part = part));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::made::{self, Made};
    use super::*;

    #[test]
    fn a_part_has_one_name() {
        let whole = Made::xlsx("<sheetData/>").bytes();
        let check = |bytes: &[u8]| check(&made::file(bytes), Format::Xlsx, &Budget::default());
        assert_eq!(check(&whole), Ok(()));
        let name = b"xl/styles.xml";
        let places: Vec<usize> = memchr::memmem::find_iter(&whole, name).collect();
        // where the part is, and where it is listed
        assert_eq!(places.len(), 2);
        for at in places {
            let mut harmed = whole.clone();
            harmed[at + 3] = b't';
            let error = check(&harmed).unwrap_err();
            assert_eq!(error.key, "source-part-misnamed");
        }
    }
}
