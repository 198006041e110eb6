//! A file that two threads read at once, each at its own place.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A reader of the file. Clones of a [`File`] move together; these do not.
#[derive(Clone)]
pub(crate) struct Shared {
    file: Arc<Mutex<File>>,
    at: u64,
}

impl Shared {
    /// Reads from the start.
    pub(crate) fn new(file: File) -> Shared {
        Shared {
            file: Arc::new(Mutex::new(file)),
            at: 0,
        }
    }

    fn file(&self) -> MutexGuard<'_, File> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Read for Shared {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file();
        file.seek(SeekFrom::Start(self.at))?;
        let length = file.read(buffer)?;
        drop(file);
        self.at += length as u64;
        Ok(length)
    }
}

impl Seek for Shared {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.file().metadata()?.len().checked_add_signed(by),
        };
        self.at = at.ok_or(ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn each_reader_has_its_own_place() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"0123456789").unwrap();
        let mut one = Shared::new(file);
        let mut other = one.clone();
        let mut two = [0; 2];
        one.read_exact(&mut two).unwrap();
        other.seek(SeekFrom::End(-3)).unwrap();
        let mut rest = String::new();
        other.read_to_string(&mut rest).unwrap();
        one.seek(SeekFrom::Current(1)).unwrap();
        one.read_exact(&mut two).unwrap();
        assert_eq!((rest.as_str(), &two), ("789", b"34"));
        assert!(one.seek(SeekFrom::Current(-6)).is_err());
        assert_eq!(one.stream_position().unwrap(), 5);
    }
}
