//! What is wrong with a file, for the library and of it.

use std::error::Error;
use std::fmt;

use parquet::errors::ParquetError;

use crate::messages::{Message, message};
use crate::sources::SourceError;

/// Why a page is not unpacked, on its way through the library.
#[derive(Debug)]
struct Refused(Message);

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(self.0.key)
    }
}

impl Error for Refused {}

pub(super) fn refused(message: Message) -> ParquetError {
    ParquetError::External(Box::new(Refused(message)))
}

/// That a page is not what its header says.
pub(super) fn false_page() -> ParquetError {
    ParquetError::General("a page is not what its header says".to_owned())
}

/// That a reader broke down.
pub(super) fn broken_down() -> SourceError {
    message!("source-parquet-broken")
}

/// What is wrong with a file, in the words of the library.
pub(super) fn damaged(error: &ParquetError) -> SourceError {
    match error {
        // ours, on its way through the library
        ParquetError::External(error) => error
            .downcast_ref::<Refused>()
            .map_or_else(broken_down, |refused| refused.0.clone()),
        ParquetError::EOF(_) | ParquetError::NeedMoreData(_) => message!("source-breaks-off"),
        error => message!("source-parquet-damaged", error = error.to_string()),
    }
}
