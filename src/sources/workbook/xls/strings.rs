//! Texts as they are stored: from Excel 97 on in UTF-16, before in the code page of the workbook.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GB18030, GBK, IBM866, KOI8_R, KOI8_U, MACINTOSH, SHIFT_JIS, UTF_8,
    WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254,
    WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258, X_MAC_CYRILLIC, mem,
};

use super::records::{long, word};

/// Bits of the byte that says how a text is stored ([MS-XLS] 2.5.293).
const WIDE: u8 = 0x01;
const PHONETIC: u8 = 0x04;
const RICH: u8 = 0x08;

/// How the texts of a workbook are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Storage {
    /// From Excel 97 on: UTF-16, whose upper bytes are left out where all are zero.
    Unicode,
    /// Before: in a code page.
    Bytes(&'static Encoding),
}

/// Texts one behind the other, each found by its index.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    text: String,
    ends: Vec<usize>,
}

/// The data of a record and of those that it goes on in.
pub(crate) struct Pieces<'a> {
    now: &'a [u8],
    later: std::vec::IntoIter<&'a [u8]>,
}

/// A text ends before it is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Incomplete;

impl Texts {
    pub(crate) fn get(&self, index: u32) -> Option<&str> {
        let index = usize::try_from(index).ok()?;
        let end = *self.ends.get(index)?;
        let start = match index {
            0 => 0,
            _ => self.ends[index - 1],
        };
        self.text.get(start..end)
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Appends the text that is written, and tells its index.
    pub(crate) fn push<E>(
        &mut self,
        write: impl FnOnce(&mut String) -> Result<(), E>,
    ) -> Result<u32, E> {
        let start = self.text.len();
        if let Err(error) = write(&mut self.text) {
            self.text.truncate(start);
            return Err(error);
        }
        self.ends.push(self.text.len());
        // a stream of four thousand million texts does not fit into a compound file
        Ok(u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX))
    }

    /// Reads the table of shared strings. What is behind the announced ones is read as well, if there is anything: the number
    /// is wrong in some files.
    pub(crate) fn shared(pieces: Vec<&[u8]>) -> Result<Texts, Incomplete> {
        let announced = long(pieces[0], 4).ok_or(Incomplete)?;
        let mut pieces = Pieces::new(pieces);
        pieces.skip(8)?;
        let mut texts = Texts::default();
        while pieces.is_more() {
            let read = texts.push(|out| pieces.unicode(out));
            if read.is_err() {
                let complete = texts.len() >= announced as usize;
                return if complete { Ok(texts) } else { Err(Incomplete) };
            }
        }
        Ok(texts)
    }
}

impl<'a> Pieces<'a> {
    pub(crate) fn new(pieces: Vec<&'a [u8]>) -> Pieces<'a> {
        let mut later = pieces.into_iter();
        let now = later.next().unwrap_or_default();
        Pieces { now, later }
    }

    /// Leaves out so many bytes, wherever they are cut.
    pub(crate) fn skip(&mut self, mut count: usize) -> Result<(), Incomplete> {
        while count > self.now.len() {
            count -= self.now.len();
            self.now = self.later.next().ok_or(Incomplete)?;
        }
        self.now = &self.now[count..];
        Ok(())
    }

    /// Appends a text behind its number of characters in two bytes.
    pub(crate) fn text(&mut self, out: &mut String, storage: Storage) -> Result<(), Incomplete> {
        match storage {
            Storage::Unicode => self.unicode(out),
            Storage::Bytes(encoding) => {
                let count = self.word()?.into();
                self.bytes(out, count, encoding)
            }
        }
    }

    /// Appends a text of Excel 97, and leaves out what tells of its fonts and how it is spoken.
    fn unicode(&mut self, out: &mut String) -> Result<(), Incomplete> {
        let count = self.word()?;
        let flags = self.byte()?;
        let mut behind = 0;
        if flags & RICH != 0 {
            behind += usize::from(self.word()?) * 4;
        }
        if flags & PHONETIC != 0 {
            let (low, high) = (self.word()?, self.word()?);
            behind += usize::from(high) << 16 | usize::from(low);
        }
        self.characters(out, count.into(), flags)?;
        self.skip(behind)
    }

    /// Appends so many characters. Where they go on in another record, it says anew how they are stored.
    fn characters(
        &mut self,
        out: &mut String,
        mut count: usize,
        mut flags: u8,
    ) -> Result<(), Incomplete> {
        if flags & WIDE == 0 && count <= self.now.len() {
            let (bytes, rest) = self.now.split_at(count);
            self.now = rest;
            out.push_str(&mem::decode_latin1(bytes));
            return Ok(());
        }
        let mut units = Vec::new();
        loop {
            let size = if flags & WIDE == 0 { 1 } else { 2 };
            let fit = count.min(self.now.len() / size);
            let (bytes, rest) = self.now.split_at(fit * size);
            self.now = rest;
            match size {
                1 => units.extend(bytes.iter().map(|b| u16::from(*b))),
                _ => units.extend(bytes.chunks_exact(2).filter_map(|pair| word(pair, 0))),
            }
            count -= fit;
            if count == 0 {
                break;
            }
            // half a character
            if !self.now.is_empty() {
                return Err(Incomplete);
            }
            self.now = self.later.next().ok_or(Incomplete)?;
            // a record that nothing goes on in
            if !self.now.is_empty() {
                flags = self.byte()?;
            }
        }
        let chars = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
        out.extend(chars);
        Ok(())
    }

    /// Appends so many bytes of a code page.
    fn bytes(
        &mut self,
        out: &mut String,
        count: usize,
        encoding: &'static Encoding,
    ) -> Result<(), Incomplete> {
        let mut bytes = Vec::with_capacity(count);
        while bytes.len() < count {
            if self.now.is_empty() {
                self.now = self.later.next().ok_or(Incomplete)?;
            }
            let fit = (count - bytes.len()).min(self.now.len());
            bytes.extend(&self.now[..fit]);
            self.now = &self.now[fit..];
        }
        out.push_str(&encoding.decode_without_bom_handling(&bytes).0);
        Ok(())
    }

    /// Whether there is anything left.
    pub(crate) fn is_more(&self) -> bool {
        !self.now.is_empty() || self.later.as_slice().iter().any(|piece| !piece.is_empty())
    }

    fn word(&mut self) -> Result<u16, Incomplete> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn byte(&mut self) -> Result<u8, Incomplete> {
        loop {
            if let Some((first, rest)) = self.now.split_first() {
                self.now = rest;
                return Ok(*first);
            }
            self.now = self.later.next().ok_or(Incomplete)?;
        }
    }
}

/// The name of a sheet, behind its length in one byte.
pub(crate) fn short(data: &[u8], storage: Storage) -> Result<String, Incomplete> {
    let (count, data) = data.split_first().ok_or(Incomplete)?;
    let count = usize::from(*count);
    let mut out = String::new();
    let mut pieces = Pieces::new(vec![data]);
    match storage {
        Storage::Unicode => {
            let flags = pieces.byte()?;
            pieces.characters(&mut out, count, flags)?;
        }
        Storage::Bytes(encoding) => pieces.bytes(&mut out, count, encoding)?,
    }
    Ok(out)
}

/// The encoding of a code page as workbooks name them ([MS-XLS] 2.4.52), if it is known.
pub(crate) fn code_page(number: u16) -> Option<&'static Encoding> {
    Some(match number {
        866 => IBM866,
        874 => WINDOWS_874,
        932 | 10_001 => SHIFT_JIS,
        936 | 10_008 => GBK,
        949 | 10_003 => EUC_KR,
        950 | 10_002 => BIG5,
        1250 => WINDOWS_1250,
        1251 => WINDOWS_1251,
        // 367 and 20127 are ASCII, 0x8001 the one of Windows for programs on a Macintosh
        367 | 1252 | 20_127 | 28_591 | 0x8001 => WINDOWS_1252,
        1253 => WINDOWS_1253,
        1254 | 28_599 => WINDOWS_1254,
        1255 => WINDOWS_1255,
        1256 => WINDOWS_1256,
        1257 => WINDOWS_1257,
        1258 => WINDOWS_1258,
        10_000 | 0x8000 => MACINTOSH,
        10_007 => X_MAC_CYRILLIC,
        20_866 => KOI8_R,
        21_866 => KOI8_U,
        54_936 => GB18030,
        65_001 => UTF_8,
        _ => return None,
    })
}
