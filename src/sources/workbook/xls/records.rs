//! The records that a stream is made of ([MS-XLS] 2.1.4): a kind, a length and so many bytes. What does not fit into one record
//! goes on in CONTINUE records.

/// Kinds of records that say where something begins, ends or goes on.
const BEGIN: u16 = 0x0809;
const LONGEST_BEGIN: usize = 16;
/// No version writes longer records.
const LONGEST: usize = 8224;
/// What a workbook of Excel 2, 3 and 4 begins with.
const OLD_BEGIN: [u16; 3] = [0x0009, 0x0209, 0x0409];
const END: u16 = 0x000a;
const CONTINUE: u16 = 0x003c;

/// A record: its kind and its data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Record<'a> {
    pub(crate) kind: u16,
    pub(crate) data: &'a [u8],
}

/// What stands at a place of a stream is no record, or it ends before the record does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BreaksOff;

/// The records of one part of a stream: of the workbook, or of a sheet. The parts inside it (charts that lie upon a sheet) are
/// left out.
pub(crate) struct Records<'a> {
    rest: &'a [u8],
    ended: bool,
}

/// What the first record of a part says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Begin {
    pub(crate) version: u16,
    pub(crate) kind: u16,
}

impl Begin {
    /// What begins with these bytes, if it is a part of a workbook of Excel 5 or later.
    pub(crate) fn of(bytes: &[u8]) -> Option<Begin> {
        let (record, _) = split(bytes)?;
        let begin = Begin {
            version: word(record.data, 0)?,
            kind: word(record.data, 2)?,
        };
        let is_begin = record.kind == BEGIN && record.data.len() <= LONGEST_BEGIN;
        is_begin.then_some(begin)
    }
}

impl<'a> Records<'a> {
    /// The records behind the first one, which begins the part.
    pub(crate) fn of(part: &'a [u8]) -> Records<'a> {
        let (_, rest) = split(part).unwrap_or((Record { kind: 0, data: &[] }, &[]));
        Records { rest, ended: false }
    }

    /// The next record; none where the part ends, which a record says.
    pub(crate) fn next(&mut self) -> Result<Option<Record<'a>>, BreaksOff> {
        let mut depth = 0usize;
        while !self.ended {
            let (record, rest) = split(self.rest).ok_or(BreaksOff)?;
            self.rest = rest;
            match record.kind {
                BEGIN => depth += 1,
                END if depth > 0 => depth -= 1,
                END => self.ended = true,
                _ if depth > 0 => {}
                _ => return Ok(Some(record)),
            }
        }
        Ok(None)
    }

    /// What comes behind the last record that was handed out.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The data of a record, and of the CONTINUE records that follow it.
    pub(crate) fn with_continued(&mut self, record: Record<'a>) -> Vec<&'a [u8]> {
        let mut pieces = vec![record.data];
        while let Some((next, rest)) = split(self.rest).filter(|(next, _)| next.kind == CONTINUE) {
            pieces.push(next.data);
            self.rest = rest;
        }
        pieces
    }
}

/// The parts that stand one behind the other from a place of a stream on: where each begins, and what it is.
pub(crate) fn parts(stream: &[u8], start: usize) -> impl Iterator<Item = (usize, Begin)> {
    let mut at = start;
    std::iter::from_fn(move || {
        let rest = stream.get(at..)?;
        let part = (at, Begin::of(rest)?);
        let mut records = Records::of(rest);
        while let Ok(Some(_)) = records.next() {}
        at = stream.len() - records.rest().len();
        Some(part)
    })
}

/// Whether a workbook of Excel 4 or older begins with these bytes.
pub(crate) fn begins_old(bytes: &[u8]) -> bool {
    split(bytes).is_some_and(|(record, _)| OLD_BEGIN.contains(&record.kind))
}

/// The first record of some bytes, and what comes behind it.
pub(crate) fn split(bytes: &[u8]) -> Option<(Record<'_>, &[u8])> {
    let (kind, length) = (word(bytes, 0)?, word(bytes, 2)?);
    let (data, rest) = bytes.get(4..)?.split_at_checked(usize::from(length))?;
    (data.len() <= LONGEST).then_some((Record { kind, data }, rest))
}

/// The number of two bytes at a place.
pub(crate) fn word(bytes: &[u8], at: usize) -> Option<u16> {
    let (bytes, _) = bytes.get(at..)?.split_first_chunk()?;
    Some(u16::from_le_bytes(*bytes))
}

/// The number of four bytes at a place.
pub(crate) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let (bytes, _) = bytes.get(at..)?.split_first_chunk()?;
    Some(u32::from_le_bytes(*bytes))
}

/// The floating-point number of eight bytes at a place.
pub(crate) fn double(bytes: &[u8], at: usize) -> Option<f64> {
    let (bytes, _) = bytes.get(at..)?.split_first_chunk()?;
    Some(f64::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{begin, record};
    use super::*;

    fn kinds(part: &[u8]) -> (Vec<u16>, bool) {
        let mut records = Records::of(part);
        let mut kinds = Vec::new();
        loop {
            match records.next() {
                Ok(Some(record)) => kinds.push(record.kind),
                Ok(None) => return (kinds, true),
                Err(BreaksOff) => return (kinds, false),
            }
        }
    }

    #[test]
    fn what_lies_upon_a_sheet_is_left_out() {
        let (sheet, chart) = (begin(false, 0x0010), begin(false, 0x0020));
        let (one, two, end) = (record(0x0203, &[1]), record(0x0204, &[]), record(END, &[]));
        let part = [
            &sheet, &one, &chart, &two, &chart, &two, &end, &two, &end, &two, &end, &one,
        ];
        let part = part.map(|bytes| &bytes[..]).concat();
        assert_eq!(kinds(&part), (vec![0x0203, 0x0204], true));
    }

    #[test]
    fn a_part_ends_with_a_record_that_says_so() {
        let whole = [
            begin(true, 0x0010),
            record(0x0203, &[7; 14]),
            record(END, &[]),
        ]
        .concat();
        assert_eq!(kinds(&whole), (vec![0x0203], true));
        for length in 0..whole.len() {
            assert!(!kinds(&whole[..length]).1, "{length}");
        }
    }

    #[test]
    fn what_goes_on_is_put_together() {
        let part = [
            begin(false, 0x0005),
            record(0x00fc, b"ab"),
            record(CONTINUE, b""),
            record(CONTINUE, b"c"),
            record(0x0203, &[]),
            record(END, &[]),
        ]
        .concat();
        let mut records = Records::of(&part);
        let first = records.next().unwrap().unwrap();
        assert_eq!(records.with_continued(first), [&b"ab"[..], b"", b"c"]);
        assert_eq!(records.next().unwrap().unwrap().kind, 0x0203);
        let expected = Begin {
            version: 0x0600,
            kind: 0x0005,
        };
        assert_eq!(Begin::of(&part), Some(expected));
        assert_eq!(Begin::of(&part[20..]), None);
    }
}
