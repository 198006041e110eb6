//! Whether the list of an archive names all that is in it. The list stands at the end, and whoever reads by it alone does not see
//! what it leaves out: an archive before another one, a file that was taken off the list, a text behind the end.

use std::collections::HashSet;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;

use memchr::memmem;
use zip::ZipArchive;
use zip::result::ZipError;

/// What the parts of an archive begin with (4.3 of the specification of ZIP).
const FILE: [u8; 4] = *b"PK\x03\x04";
const DESCRIPTOR: [u8; 4] = *b"PK\x07\x08";
const LISTED: [u8; 4] = *b"PK\x01\x02";
const SIGNATURE: [u8; 4] = *b"PK\x05\x05";
const END_OF_64: [u8; 4] = *b"PK\x06\x06";
const PLACE_OF_END_OF_64: [u8; 4] = *b"PK\x06\x07";
const END: [u8; 4] = *b"PK\x05\x06";
/// The longest that may stand behind the content of a file: a mark, its checksum, and two sizes.
const MOST_DESCRIPTOR: u64 = 24;
/// How much is looked through at once.
const PIECE: usize = 64 << 10;

/// What is wrong with the list of an archive.
#[derive(Debug)]
pub(in crate::sources) enum Flaw {
    /// It names a file more than once, and those who unpack it take one or the other.
    Twice(Vec<u8>),
    /// There are files that it does not name.
    Incomplete,
    Unreadable(ZipError),
}

impl From<ZipError> for Flaw {
    fn from(error: ZipError) -> Flaw {
        Flaw::Unreadable(error)
    }
}

impl From<io::Error> for Flaw {
    fn from(error: io::Error) -> Flaw {
        Flaw::Unreadable(ZipError::Io(error))
    }
}

/// A file where it is stored, without what may stand behind its content.
struct Stored {
    bytes: Range<u64>,
    packed: u64,
    checksum: u32,
}

/// Holds the list of an archive against its bytes, which `bytes` reads once more. Returns how many belong to nothing; those that
/// only fill it up do not count.
pub(in crate::sources) fn check<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    bytes: impl Read + Seek,
) -> Result<u64, Flaw> {
    let stored = stored(zip)?;
    let list = zip.central_directory_start();
    let mut bytes = BufReader::new(bytes);
    let (named, behind_list) = named(&mut bytes, list)?;
    // what the end says may be less
    if named > zip.len() {
        return Err(Flaw::Incomplete);
    }
    let mut unnamed = Unnamed {
        bytes: &mut bytes,
        count: 0,
    };
    let mut at = 0;
    for file in stored {
        unnamed.add(at..file.bytes.start)?;
        let described = described(unnamed.bytes, &file)?;
        at = at.max(file.bytes.end.saturating_add(described));
    }
    unnamed.add(at..list)?;
    let comment = end(unnamed.bytes, behind_list)?;
    unnamed.add_comment(comment.clone())?;
    let length = unnamed.bytes.seek(SeekFrom::End(0))?;
    unnamed.add(comment.end..length)?;
    Ok(unnamed.count)
}

/// The files in the order in which they are stored.
fn stored<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<Vec<Stored>, ZipError> {
    let mut all = Vec::with_capacity(zip.len());
    for place in 0..zip.len() {
        let file = zip.by_index_raw(place)?;
        let (start, packed) = (file.header_start(), file.compressed_size());
        let content = file.data_start().unwrap_or(start);
        all.push(Stored {
            bytes: start..content.saturating_add(packed),
            packed,
            checksum: file.crc32(),
        });
    }
    all.sort_by_key(|file| file.bytes.start);
    Ok(all)
}

/// How many files the list at a place names, and where it ends.
fn named(bytes: &mut BufReader<impl Read + Seek>, list: u64) -> Result<(usize, u64), Flaw> {
    let (mut names, mut count, mut at) = (HashSet::new(), 0, list);
    bytes.seek(SeekFrom::Start(list))?;
    while magic(bytes)? == Some(LISTED) {
        let mut head = [0; 42];
        bytes.read_exact(&mut head)?;
        let [name, extra, comment] =
            [24, 26, 28].map(|at| u16::from_le_bytes([head[at], head[at + 1]]));
        let mut listed = vec![0; usize::from(name)];
        bytes.read_exact(&mut listed)?;
        bytes.seek_relative(i64::from(extra) + i64::from(comment))?;
        at += 46 + u64::from(name) + u64::from(extra) + u64::from(comment);
        count += 1;
        if let Some(twice) = names.replace(listed) {
            return Err(Flaw::Twice(twice));
        }
    }
    Ok((count, at))
}

/// The comment of the archive, whose end comes at a place, behind which nothing more belongs to it.
fn end(bytes: &mut BufReader<impl Read + Seek>, mut at: u64) -> io::Result<Range<u64>> {
    loop {
        bytes.seek(SeekFrom::Start(at))?;
        let length = match magic(bytes)? {
            Some(END_OF_64) => number::<8>(bytes)?.saturating_add(12),
            Some(PLACE_OF_END_OF_64) => 20,
            Some(SIGNATURE) => number::<2>(bytes)? + 6,
            Some(END) => {
                bytes.seek_relative(16)?;
                let comment = at + 22;
                return Ok(comment..comment + number::<2>(bytes)?);
            }
            _ => return Ok(at..at),
        };
        at = at.saturating_add(length);
    }
}

/// How much stands behind the content of a file that says once more what it is: writers that do not know it before write it then.
fn described(bytes: &mut BufReader<impl Read + Seek>, file: &Stored) -> io::Result<u64> {
    let mut behind = Vec::new();
    bytes.seek(SeekFrom::Start(file.bytes.end))?;
    bytes.take(MOST_DESCRIPTOR).read_to_end(&mut behind)?;
    let marked = behind.strip_prefix(&DESCRIPTOR);
    let fields = marked.unwrap_or(&behind);
    if !fields.starts_with(&file.checksum.to_le_bytes()) {
        return Ok(0);
    }
    let packed = file.packed.to_le_bytes();
    let length = match fields[4..] {
        ref sizes if sizes.len() >= 16 && sizes.starts_with(&packed) => 20,
        ref sizes if sizes.len() >= 8 && sizes.starts_with(&packed[..4]) => 12,
        _ => return Ok(0),
    };
    Ok(length + if marked.is_some() { 4 } else { 0 })
}

/// Bytes that the list does not account for.
struct Unnamed<'a, R> {
    bytes: &'a mut BufReader<R>,
    count: u64,
}

impl<R: Read + Seek> Unnamed<'_, R> {
    fn add(&mut self, part: Range<u64>) -> Result<(), Flaw> {
        if self.says_something(&part)? {
            self.count += part.end - part.start;
        }
        Ok(())
    }

    /// A comment may say anything, but hold no files.
    fn add_comment(&mut self, comment: Range<u64>) -> Result<(), Flaw> {
        self.says_something(&comment).map(drop)
    }

    /// Whether there is more than what fills up: zeros and blanks.
    fn says_something(&mut self, part: &Range<u64>) -> Result<bool, Flaw> {
        if part.is_empty() {
            return Ok(false);
        }
        self.bytes.seek(SeekFrom::Start(part.start))?;
        let mut left = self.bytes.by_ref().take(part.end - part.start);
        let (mut piece, mut says) = (Vec::new(), false);
        loop {
            // a mark may stand across two pieces
            piece.drain(..piece.len().saturating_sub(FILE.len() - 1));
            let read = (&mut left).take(PIECE as u64).read_to_end(&mut piece)?;
            if read == 0 {
                return Ok(says);
            }
            if memmem::find(&piece, &FILE).is_some() {
                return Err(Flaw::Incomplete);
            }
            says |= piece
                .iter()
                .any(|byte| *byte != 0 && !byte.is_ascii_whitespace());
        }
    }
}

/// What the next part begins with; none at the end.
fn magic(bytes: &mut impl Read) -> io::Result<Option<[u8; 4]>> {
    let mut magic = [0; 4];
    match bytes.read_exact(&mut magic) {
        Ok(()) => Ok(Some(magic)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

fn number<const SIZE: usize>(bytes: &mut impl Read) -> io::Result<u64> {
    let mut number = [0; 8];
    bytes.read_exact(&mut number[..SIZE])?;
    Ok(u64::from_le_bytes(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::CompressionMethod;
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            let options =
                SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            zip.start_file(*name, options).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// What is found: how many bytes, or what is wrong.
    fn found(archive: &[u8]) -> Result<u64, String> {
        let mut zip = ZipArchive::new(Cursor::new(archive)).unwrap();
        check(&mut zip, Cursor::new(archive)).map_err(|flaw| match flaw {
            Flaw::Twice(name) => String::from_utf8(name).unwrap(),
            Flaw::Incomplete => "incomplete".to_owned(),
            Flaw::Unreadable(error) => error.to_string(),
        })
    }

    fn place(archive: &[u8], mark: [u8; 4]) -> usize {
        memmem::find(archive, &mark).unwrap()
    }

    /// Puts bytes before the list, and has the end know where that is now.
    fn before_list(archive: &[u8], more: &[u8]) -> Vec<u8> {
        let mut bytes = archive.to_vec();
        let list = place(&bytes, LISTED);
        bytes.splice(list..list, more.iter().copied());
        let end = place(&bytes, END);
        let moved = u32::try_from(list + more.len()).unwrap();
        bytes[end + 16..end + 20].copy_from_slice(&moved.to_le_bytes());
        bytes
    }

    fn two() -> Vec<u8> {
        zipped(&[("a.csv", "k\n1\n"), ("b.csv", "k\n2\n")])
    }

    #[test]
    fn all_that_is_there_is_named() {
        assert_eq!(found(&two()), Ok(0));
        assert_eq!(found(&zipped(&[])), Ok(0));
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.set_comment("made by X").unwrap();
        let options = SimpleFileOptions::default().with_alignment(64);
        zip.start_file("a.csv", options).unwrap();
        zip.write_all(b"k\n1\n").unwrap();
        zip.start_file("b.csv", options.large_file(true)).unwrap();
        assert_eq!(found(&zip.finish().unwrap().into_inner()), Ok(0));
        // of tapes, and of systems that end each answer with a line
        for filler in [&[0; 512][..], b"\r\n", b" "] {
            assert_eq!(found(&[&two()[..], filler].concat()), Ok(0));
            assert_eq!(found(&before_list(&two(), filler)), Ok(0));
        }
    }

    /// What writers that do not know sizes before put behind the content, in its four forms.
    #[test]
    fn what_describes_a_file_belongs_to_it() {
        let archive = zipped(&[("a.csv", "k\n1\n")]);
        let list = place(&archive, LISTED);
        let (checksum, size) = (
            &archive[list + 16..list + 20],
            &archive[list + 20..list + 24],
        );
        let long = [size, &[0; 4]].concat();
        for (mark, size) in [
            (&b""[..], size),
            (b"", &long),
            (&DESCRIPTOR, size),
            (&DESCRIPTOR, &long),
        ] {
            let described = [mark, checksum, size, size].concat();
            assert_eq!(found(&before_list(&archive, &described)), Ok(0));
            let other = [mark, &[1; 4], size, size].concat();
            let length = other.len() as u64;
            assert_eq!(found(&before_list(&archive, &other)), Ok(length));
        }
    }

    #[test]
    fn what_belongs_to_nothing_is_counted() {
        assert_eq!(found(&[&two()[..], b"k\n,3\n"].concat()), Ok(5));
        assert_eq!(found(&before_list(&two(), b"k\n,3\n")), Ok(5));
        let long = vec![b'x'; 3 * PIECE];
        assert_eq!(found(&before_list(&two(), &long)), Ok(long.len() as u64));
    }

    #[test]
    fn files_that_are_not_named() {
        let incomplete = Err("incomplete".to_owned());
        // two archives in one file, the first or the second of which is whole
        assert_eq!(found(&[two(), two()].concat()), incomplete);
        let cut = &two()[..40];
        assert_eq!(found(&[&two()[..], cut].concat()), incomplete);
        for at in [PIECE - 2, PIECE, 2 * PIECE - 1] {
            let far = [vec![b'x'; at], cut.to_vec()].concat();
            assert_eq!(found(&before_list(&two(), &far)), incomplete, "{at}");
        }
        // the end counts one of two
        let mut fewer = two();
        let end = place(&fewer, END);
        (fewer[end + 8], fewer[end + 10]) = (1, 1);
        assert_eq!(found(&fewer), incomplete);
        // the list drops the first or the second of two
        let whole = two();
        let list = place(&whole, LISTED);
        let second = list + 4 + place(&whole[list + 4..], LISTED);
        let end = place(&whole, END);
        for dropped in [list..second, second..end] {
            let mut bytes = whole.clone();
            bytes.drain(dropped.clone());
            let end = place(&bytes, END);
            (bytes[end + 8], bytes[end + 10]) = (1, 1);
            let length = u32::try_from(end - list).unwrap();
            bytes[end + 12..end + 16].copy_from_slice(&length.to_le_bytes());
            assert_eq!(found(&bytes), incomplete, "{dropped:?}");
        }
        // a file in what looks like a comment
        let mut commented = two();
        let length = u16::try_from(cut.len()).unwrap();
        commented[end + 20..end + 22].copy_from_slice(&length.to_le_bytes());
        commented.extend(cut);
        assert_eq!(found(&commented), incomplete);
    }

    #[test]
    fn a_name_that_comes_twice() {
        let mut archive = two();
        while let Some(at) = memmem::find(&archive, b"b.csv") {
            archive[at] = b'a';
        }
        assert_eq!(found(&archive), Err("a.csv".to_owned()));
    }
}
