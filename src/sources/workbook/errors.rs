//! Why a workbook cannot be read.

use zip::result::ZipError;

use crate::messages::message;
use crate::sources::{SourceError, unreadable};

/// A workbook that a library gave up on. What it says is in English, and stands behind what the user reads.
pub(crate) fn broken(error: &dyn std::fmt::Display) -> SourceError {
    message!("source-broken-workbook", error = error.to_string())
}

/// A file that ends too early or is packed wrongly is damaged; anything else is the machine's.
pub(crate) fn io_error(error: &std::io::Error) -> SourceError {
    use std::io::ErrorKind::{InvalidData, InvalidInput, Other, UnexpectedEof, Unsupported};
    match error.kind() {
        InvalidData | InvalidInput | Other | UnexpectedEof | Unsupported => broken(error),
        _ => unreadable(error),
    }
}

/// A container that cannot be read, or not this part of it.
pub(crate) fn zip_error(error: &ZipError) -> SourceError {
    match error {
        ZipError::UnsupportedArchive(reason) if *reason == ZipError::PASSWORD_REQUIRED => {
            message!("source-encrypted")
        }
        other => broken(other),
    }
}

/// A part that ends before what it begins.
pub(crate) fn cut_off() -> SourceError {
    message!("source-cut-off")
}

/// What the format does not allow.
pub(crate) fn malformed() -> SourceError {
    message!("source-malformed-workbook")
}

/// Rows or cells that are out of their order or outside of a sheet.
pub(crate) fn misplaced() -> SourceError {
    message!("source-misplaced-cells")
}

/// An element that stands where rows or cells would be lost in it.
pub(crate) fn misplaced_element(name: &str) -> SourceError {
    message!("source-misplaced-element", element = name)
}

/// A part that is named, and is not there.
pub(crate) fn missing(part: &str) -> SourceError {
    message!("source-part-missing", part = part)
}
