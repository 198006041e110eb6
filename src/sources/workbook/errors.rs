//! Why a workbook cannot be read, where a library says it.

use crate::messages::message;
use crate::sources::{SourceError, unreadable};

/// A workbook that its reader gave up on.
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
