//! The XML of a workbook as UTF-8 in a place of its own: it is unpacked, checked and decoded once, and a sheet in the middle of
//! it is found again without what is before it.

use std::io::{BufReader, Read, Seek, SeekFrom, Write};

use encoding_rs::{CoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;
use tempfile::SpooledTempFile;

use super::errors::io_error;
use crate::sources::SourceError;
use crate::sources::budget::Budget;

/// What is kept in memory; more goes to a temporary file.
const IN_MEMORY: usize = 16 << 20;
/// How much is read and decoded at once.
const PIECE: usize = 64 << 10;
/// Where an XML document says how it is encoded.
const HEAD: usize = 200;

/// A document, from its start to its end.
pub(crate) struct Spool {
    file: SpooledTempFile,
    /// Whether bytes were no text and became U+FFFD.
    pub(crate) replaced: bool,
}

impl Spool {
    /// Takes over a document in the encoding that it has by itself.
    pub(crate) fn new(mut document: impl Read, budget: &Budget) -> Result<Spool, SourceError> {
        let mut start = Vec::new();
        document
            .by_ref()
            .take(HEAD as u64)
            .read_to_end(&mut start)
            .map_err(|e| io_error(&e))?;
        let encoding = encoding_of(&start);
        Spool::decoded(start.chain(document), encoding, budget)
    }

    /// Takes over a document in this encoding; a byte order mark is left out.
    pub(crate) fn decoded(
        mut document: impl Read,
        encoding: &'static Encoding,
        budget: &Budget,
    ) -> Result<Spool, SourceError> {
        let mut spool = Spool {
            file: SpooledTempFile::new(IN_MEMORY),
            replaced: false,
        };
        let mut decoder = encoding.new_decoder_with_bom_removal();
        let mut piece = vec![0; PIECE];
        // UTF-8 may take three bytes for one of another encoding
        let mut text = String::with_capacity(3 * PIECE + 16);
        let mut budget = budget.whole();
        loop {
            let read = document.read(&mut piece).map_err(|e| io_error(&e))?;
            text.clear();
            let (result, _, replaced) =
                decoder.decode_to_string(&piece[..read], &mut text, read == 0);
            debug_assert_eq!(result, CoderResult::InputEmpty);
            spool.replaced |= replaced;
            budget.bytes(text.len() as u64)?;
            spool
                .file
                .write_all(text.as_bytes())
                .map_err(|e| io_error(&e))?;
            if read == 0 {
                return Ok(spool);
            }
        }
    }

    /// The document as a whole, to be read once.
    pub(crate) fn into_reader(mut self) -> Result<BufReader<SpooledTempFile>, SourceError> {
        self.file.rewind().map_err(|e| io_error(&e))?;
        Ok(BufReader::with_capacity(PIECE, self.file))
    }

    /// The document from a byte on.
    pub(crate) fn from(
        &mut self,
        start: u64,
    ) -> Result<BufReader<&mut SpooledTempFile>, SourceError> {
        self.file
            .seek(SeekFrom::Start(start))
            .map_err(|e| io_error(&e))?;
        Ok(BufReader::with_capacity(PIECE, &mut self.file))
    }
}

/// How an XML document that begins like this is encoded: its mark, the form of its first characters, or what it says of itself.
pub(crate) fn encoding_of(start: &[u8]) -> &'static Encoding {
    if let Some((marked, _)) = Encoding::for_bom(start) {
        return marked;
    }
    match start {
        [b'<', 0, ..] => return UTF_16LE,
        [0, b'<', ..] => return UTF_16BE,
        _ => {}
    }
    let declaration = || {
        let end = memmem::find(start, b"?>")?;
        let at = memmem::find(&start[..end], b"encoding")? + b"encoding".len();
        let mut quoted = start[at..end].split(|b| matches!(b, b'"' | b'\''));
        // UTF-16 cannot be what these bytes are
        Encoding::for_label(quoted.nth(1)?).filter(|e| e.is_ascii_compatible())
    };
    declaration().unwrap_or(UTF_8)
}
