//! The files of an archive that holds several. Its list is read once, however many of them are wanted.

mod listing;

use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipResult;

pub(super) use self::listing::{Flaw, check};
use super::{regular, work};

/// A file of an archive.
#[derive(Clone)]
pub(crate) struct Entry {
    name: String,
    /// Its place in the list.
    place: usize,
    /// What all files of the archive are unpacked, in bytes.
    together: u64,
    /// How many bytes of the archive belong to none of its files; told with the first of them.
    unnamed: u64,
    archive: ZipArchive<Reopened>,
}

impl Entry {
    pub(super) fn new(
        name: String,
        place: usize,
        together: u64,
        unnamed: u64,
        archive: &ZipArchive<Reopened>,
    ) -> Entry {
        Entry {
            name,
            place,
            together,
            unnamed,
            archive: archive.clone(),
        }
    }

    /// As people are shown it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn together(&self) -> u64 {
        self.together
    }

    pub(super) fn unnamed(&self) -> u64 {
        self.unnamed
    }

    /// The size and the checksum that the archive lists.
    pub(super) fn listed(&self) -> Option<(u64, u32)> {
        let entry = self.archive.by_index_data(self.place).ok()?;
        Some((entry.size(), entry.crc32()))
    }

    /// Its content as it is unpacked.
    pub(super) fn content(&mut self) -> ZipResult<ZipFile<'_, Reopened>> {
        self.archive.by_index(self.place)
    }
}

/// By what tells the files of one archive apart.
impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.debug_tuple("Entry").field(&self.name).finish()
    }
}

/// A file that each copy of this opens for itself when it is first read, so that thousands of copies hold none open.
pub(crate) struct Reopened {
    path: Arc<PathBuf>,
    size: u64,
    at: u64,
    open: Option<BufReader<File>>,
}

impl Reopened {
    pub(super) fn new(path: &Path) -> io::Result<Reopened> {
        Ok(Reopened {
            path: Arc::new(path.to_owned()),
            size: path.metadata()?.len(),
            at: 0,
            open: None,
        })
    }
}

impl Clone for Reopened {
    fn clone(&self) -> Self {
        Reopened {
            path: self.path.clone(),
            size: self.size,
            at: self.at,
            open: None,
        }
    }
}

impl Read for Reopened {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let open = if let Some(open) = &mut self.open {
            open
        } else {
            let file = regular(&self.path).map_err(|_| io::Error::from(io::ErrorKind::NotFound))?;
            let mut open = BufReader::new(file);
            open.seek(SeekFrom::Start(self.at))?;
            self.open.insert(open)
        };
        let length = open.read(buffer)?;
        work::done(length);
        self.at += length as u64;
        Ok(length)
    }
}

impl Seek for Reopened {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        let at = at.ok_or(io::ErrorKind::InvalidInput)?;
        if let Some(open) = &mut self.open {
            let by = at.cast_signed().wrapping_sub(self.at.cast_signed());
            open.seek_relative(by)?;
        }
        self.at = at;
        Ok(at)
    }
}
