//! The last step of a marked workbook: it gets the fingerprint by which it is known later whether somebody has saved it since.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek, Write};

use zip::write::ZipWriter;

use super::Stop;
use super::book::with_fingerprint;
use super::parts::{Parts, failed};
use crate::sources::workbook::fingerprint_of;

/// Writes a finished workbook with its fingerprint.
pub(super) fn sealed(book: File, main: &str, out: &mut (dyn Write + Send)) -> Result<(), Stop> {
    let mut parts = Parts::open(book)?;
    let fingerprint = fingerprint_of(&mut parts.package, main)?;
    let text = with_fingerprint(&parts.text(main)?, &fingerprint)?;
    parts.replace(main.to_owned(), text);
    // a part of the archive is written where the whole can be gone back in, and the report is not
    let mut zip = ZipWriter::new(BufWriter::with_capacity(1 << 20, tempfile::tempfile()?));
    parts.copy_rest(&mut zip)?;
    let mut packed = file_of(zip)?;
    packed.rewind()?;
    io::copy(&mut BufReader::with_capacity(1 << 20, packed), out)?;
    Ok(())
}

/// The file of an archive that is written to its end.
pub(super) fn file_of(zip: ZipWriter<BufWriter<File>>) -> Result<File, Stop> {
    let packed = zip.finish().map_err(|e| failed(&e))?;
    Ok(packed
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?)
}
