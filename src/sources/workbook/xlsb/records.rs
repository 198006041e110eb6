//! The records of BIFF12 ([MS-XLSB] 2.1.4), which the parts of an xlsb are made of.

use std::io::{BufReader, ErrorKind, Read};

use super::super::errors::{cut_off, io_error, malformed};
use crate::sources::SourceError;

/// The records of a part.
pub(super) struct Records<R> {
    part: BufReader<R>,
    data: Vec<u8>,
}

impl<R: Read> Records<R> {
    pub(super) fn new(part: R) -> Records<R> {
        Records {
            part: BufReader::with_capacity(64 << 10, part),
            data: Vec::new(),
        }
    }

    /// The next record: its kind and what it holds; none at the end of the part, where the checksum was verified.
    pub(super) fn next(&mut self) -> Result<Option<(u16, Fields<'_>)>, SourceError> {
        let Some(first) = self.first()? else {
            return Ok(None);
        };
        let mut kind = u16::from(first & 0x7f);
        if first & 0x80 != 0 {
            kind |= u16::from(self.byte()? & 0x7f) << 7;
        }
        let mut length = 0;
        for place in 0..4 {
            let byte = self.byte()?;
            length |= u64::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        self.data.clear();
        // what is announced may not be there
        let part = (&mut self.part).take(length);
        let read = { part }.read_to_end(&mut self.data);
        if read.map_err(|e| io_error(&e))? as u64 != length {
            return Err(cut_off());
        }
        Ok(Some((kind, Fields(&self.data))))
    }

    fn first(&mut self) -> Result<Option<u8>, SourceError> {
        let mut byte = [0];
        loop {
            match self.part.read(&mut byte) {
                Ok(0) => return Ok(None),
                Ok(_) => return Ok(Some(byte[0])),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(io_error(&error)),
            }
        }
    }

    fn byte(&mut self) -> Result<u8, SourceError> {
        self.first()?.ok_or_else(cut_off)
    }
}

/// What is left of a record. Numbers are stored with the lowest byte first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], SourceError> {
        let Some((taken, rest)) = self.0.split_first_chunk::<N>() else {
            return Err(malformed());
        };
        self.0 = rest;
        Ok(*taken)
    }

    pub(super) fn u8(&mut self) -> Result<u8, SourceError> {
        self.take().map(u8::from_le_bytes)
    }

    pub(super) fn u16(&mut self) -> Result<u16, SourceError> {
        self.take().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Result<u32, SourceError> {
        self.take().map(u32::from_le_bytes)
    }

    pub(super) fn f64(&mut self) -> Result<f64, SourceError> {
        self.take().map(f64::from_le_bytes)
    }

    /// A number in four bytes: an integer or the start of a double, either perhaps in hundredths.
    pub(super) fn rk(&mut self) -> Result<f64, SourceError> {
        let rk = self.u32()?;
        let number = if rk & 2 == 0 {
            f64::from_bits(u64::from(rk & !3) << 32)
        } else {
            f64::from(rk.cast_signed() >> 2)
        };
        Ok(if rk & 1 == 0 { number } else { number / 100.0 })
    }

    /// Appends a text, which is stored as its length and UTF-16. A text that is not there has the length of all ones.
    pub(super) fn text(&mut self, out: &mut String) -> Result<(), SourceError> {
        let length = self.u32()?;
        if length == u32::MAX {
            return Ok(());
        }
        let Some((text, rest)) = self.0.split_at_checked(2 * length as usize) else {
            return Err(malformed());
        };
        self.0 = rest;
        let units = text
            .chunks_exact(2)
            .map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
        let characters = char::decode_utf16(units);
        out.extend(characters.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        Ok(())
    }

    pub(super) fn string(&mut self) -> Result<String, SourceError> {
        let mut text = String::new();
        self.text(&mut text)?;
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(part: &[u8]) -> Result<Vec<(u16, Vec<u8>)>, SourceError> {
        let mut records = Records::new(part);
        let mut all = Vec::new();
        while let Some((kind, fields)) = records.next()? {
            all.push((kind, fields.0.to_vec()));
        }
        Ok(all)
    }

    #[test]
    fn kinds_and_lengths_of_several_bytes() {
        let long = [&[0x93, 0x02, 0x81, 0x01][..], &[7; 129]].concat();
        let part = [&[0x05, 0x01, 0xff][..], &long, &[0x00, 0x00]].concat();
        let found = records(&part).unwrap();
        assert_eq!(found, [(5, vec![0xff]), (0x113, vec![7; 129]), (0, vec![])]);
        // cut anywhere but behind a record
        for end in (0..part.len()).filter(|end| ![0, 3, part.len() - 2].contains(end)) {
            assert!(records(&part[..end]).is_err(), "{end}");
        }
        // four gigabytes that are not there
        assert!(records(&[0, 0xff, 0xff, 0xff, 0xff, 0]).is_err());
    }

    #[test]
    fn numbers_and_texts() {
        let rk = |bits: u32| Fields(&bits.to_le_bytes()).rk().unwrap();
        assert_eq!(rk(7 << 2 | 2).to_string(), "7");
        assert_eq!(rk((-7i32 << 2).cast_unsigned() | 3).to_string(), "-0.07");
        assert_eq!(rk((1.5f64.to_bits() >> 32) as u32).to_string(), "1.5");
        assert_eq!(rk((150f64.to_bits() >> 32) as u32 | 1).to_string(), "1.5");
        let text = |bytes: &[u8]| Fields(bytes).string();
        assert_eq!(text(&[2, 0, 0, 0, 0x2d, 0x4e, 0x41, 0]).unwrap(), "中A");
        assert_eq!(text(&[1, 0, 0, 0, 0x3d, 0xd8]).unwrap(), "\u{fffd}");
        assert_eq!(text(&[0xff; 4]).unwrap(), "");
        assert!(text(&[2, 0, 0, 0, 0x2d, 0x4e]).is_err());
        assert!(text(&[0xfe, 0xff, 0xff, 0xff]).is_err());
    }
}
