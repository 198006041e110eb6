//! What comes by a pipe, kept where readers can go back in it.

use std::io::{self, Read};

use tempfile::NamedTempFile;

use super::{SourceError, no_temporary, unreadable};
use crate::messages::message;

/// How much is taken, in bytes. A pipe has no size, and one without an end would fill the disk.
const MOST: u64 = 8 << 30;

/// Keeps what comes in a temporary file, to its end.
pub(crate) fn spooled(from: impl Read) -> Result<NamedTempFile, SourceError> {
    at_most(from, MOST)
}

fn at_most(from: impl Read, most: u64) -> Result<NamedTempFile, SourceError> {
    let mut file = NamedTempFile::new().map_err(|_| no_temporary())?;
    let taken = io::copy(&mut from.take(most + 1), &mut file).map_err(|e| unreadable(&e))?;
    if taken > most {
        return Err(message!("source-pipe-too-large", most = most >> 30));
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pipe_has_an_end() {
        let kept = at_most(&b"k\n1\n"[..], 4).unwrap();
        assert_eq!(std::fs::read(kept.path()).unwrap(), b"k\n1\n");
        let error = at_most(io::repeat(b'x'), 4).unwrap_err();
        assert_eq!(error.key, "source-pipe-too-large");
    }
}
