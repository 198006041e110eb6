//! What findings say beside what they are known by. Only reports ask for it, part by part; where there is much of it, it waits in a
//! temporary file.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::{Deserialize, Serialize};

use super::said::{self, Said};
use crate::tables::packed::{Packed, Stretch};

/// So many bytes, about, are kept in memory before the rest goes to a file.
const IN_MEMORY: usize = 16 << 20;

/// The cells that some findings point at, and what else they say.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Told {
    /// Only where there are any.
    value: Option<Packed>,
    /// Only where a judgement has more than one column.
    beside: Option<Beside>,
    said: said::Column,
}

/// The cells of the other columns, finding by finding.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Beside {
    cells: Packed,
    /// Behind the last cell of each finding.
    ends: Vec<u32>,
}

impl Beside {
    fn of(&self, at: usize) -> Stretch<'_> {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.cells.stretch(start as usize..self.ends[at] as usize)
    }
}

impl Told {
    pub(super) fn value(&self, at: usize) -> &str {
        self.value.as_ref().map_or("", |value| value.get(at))
    }

    pub(super) fn beside(&self, at: usize) -> Stretch<'_> {
        let beside = self.beside.as_ref();
        beside.map_or_else(Stretch::default, |beside| beside.of(at))
    }

    pub(super) fn said(&self, at: usize) -> Said<'_> {
        self.said.get(at)
    }

    /// About how many bytes it takes.
    fn bytes(&self) -> usize {
        let value = self.value.as_ref().map_or(0, Packed::bytes);
        let beside = self.beside.as_ref();
        let beside = beside.map_or(0, |b| b.cells.bytes() + size_of_val(b.ends.as_slice()));
        value + beside + self.said.bytes()
    }
}

/// What is told of findings, in the making.
#[derive(Default)]
pub(super) struct Telling {
    value: Packed,
    beside: Option<Beside>,
    said: said::Column,
}

impl Telling {
    /// `has_beside`: whether a judgement has more than one column.
    pub(super) fn new(has_beside: bool) -> Telling {
        Telling {
            beside: has_beside.then(Beside::default),
            ..Telling::default()
        }
    }

    /// Adds what the next finding tells.
    pub(super) fn push<'c>(
        &mut self,
        value: &str,
        beside: impl Iterator<Item = Cow<'c, str>>,
        said: Said,
    ) {
        let count = self.value.len();
        self.said.push(count, said);
        self.value.push(value);
        if let Some(Beside { cells, ends }) = &mut self.beside {
            beside.for_each(|cell| cells.push(&cell));
            ends.push(u32::try_from(cells.len()).expect("a part has fewer than 2^32"));
        }
    }

    pub(super) fn told(self) -> Told {
        Told {
            value: (!self.value.is_blank()).then(|| self.value.tight()),
            beside: self.beside.map(|Beside { cells, mut ends }| {
                ends.shrink_to_fit();
                let cells = cells.tight();
                Beside { cells, ends }
            }),
            said: self.said.tight(),
        }
    }
}

/// Where the findings of an audit leave what they tell.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spool(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    /// Bytes in memory, about.
    kept: AtomicUsize,
    /// Made when there is something to put into it.
    file: Mutex<Option<File>>,
}

impl Spool {
    /// Keeps what is told, in memory while there is room; there as well where no file can be written.
    pub(super) fn keep(&self, told: Told) -> Kept {
        let bytes = told.bytes();
        if self.0.kept.load(Ordering::Relaxed) > IN_MEMORY
            && let Ok((start, length)) = self.put(&told)
        {
            return Kept::InFile {
                spool: self.clone(),
                start,
                length,
                read: OnceLock::new(),
            };
        }
        self.0.kept.fetch_add(bytes, Ordering::Relaxed);
        Kept::Here(told)
    }

    fn put(&self, told: &Told) -> io::Result<(u64, usize)> {
        let bytes = postcard::to_stdvec(told).map_err(io::Error::other)?;
        let mut file = self.0.file.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match file.as_mut() {
            Some(file) => file,
            None => file.insert(tempfile::tempfile()?),
        };
        let start = file.seek(SeekFrom::End(0))?;
        file.write_all(&bytes)?;
        Ok((start, bytes.len()))
    }

    fn read(&self, start: u64, length: usize) -> io::Result<Told> {
        let mut bytes = vec![0; length];
        {
            let mut file = self.0.file.lock().unwrap_or_else(PoisonError::into_inner);
            let file = file.as_mut().ok_or(io::ErrorKind::NotFound)?;
            file.seek(SeekFrom::Start(start))?;
            file.read_exact(&mut bytes)?;
        }
        postcard::from_bytes(&bytes).map_err(io::Error::other)
    }
}

/// What was put into a temporary file cannot be read back.
#[derive(Debug)]
pub(crate) struct Lost(io::Error);

/// What `run` comes to, or why what findings tell was lost to it.
pub(crate) fn unless_lost<T>(run: impl FnOnce() -> T) -> io::Result<T> {
    panic::catch_unwind(AssertUnwindSafe(run)).or_else(|payload| match payload.downcast::<Lost>() {
        Ok(lost) => Err(lost.0),
        Err(payload) => panic::resume_unwind(payload),
    })
}

/// What some findings tell, wherever it is.
#[derive(Debug, Clone)]
pub(crate) enum Kept {
    Here(Told),
    InFile {
        spool: Spool,
        start: u64,
        length: usize,
        /// Once it was looked at.
        read: OnceLock<Told>,
    },
}

impl Kept {
    /// For those who ask once.
    pub(super) fn read(&self) -> io::Result<Cow<'_, Told>> {
        match self {
            Kept::Here(told) => Ok(Cow::Borrowed(told)),
            Kept::InFile {
                spool,
                start,
                length,
                ..
            } => spool.read(*start, *length).map(Cow::Owned),
        }
    }

    /// For those who look at a few; it stays in memory from then on. Where it cannot be read, nothing that asks for it can go on: the
    /// stack is unwound with what is [`Lost`].
    pub(super) fn look(&self) -> &Told {
        match self {
            Kept::Here(told) => told,
            Kept::InFile {
                spool,
                start,
                length,
                read,
            } => read.get_or_init(|| {
                let told = spool.read(*start, *length);
                told.unwrap_or_else(|error| panic::resume_unwind(Box::new(Lost(error))))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told() -> Told {
        let mut telling = Telling::new(true);
        let beside = ["甲", ""].map(Cow::from);
        telling.push("a", beside.into_iter(), Said::Number(-1));
        telling.push("", std::iter::empty(), Said::Text("b".into()));
        telling.told()
    }

    /// A disk that fails, for example: an error like others, and no panic.
    #[test]
    fn what_cannot_be_read_back_ends_the_run() {
        let spool = Spool::default();
        spool.0.kept.store(IN_MEMORY + 1, Ordering::Relaxed);
        let kept = spool.keep(told());
        let file = spool.0.file.lock().unwrap().take().unwrap();
        file.set_len(0).unwrap();
        *spool.0.file.lock().unwrap() = Some(file);
        let lost = unless_lost(|| kept.look().value(0).to_owned());
        assert_eq!(lost.unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
        assert_eq!(unless_lost(|| 7).unwrap(), 7);
    }

    #[test]
    fn what_went_to_a_file_comes_back() {
        let spool = Spool::default();
        assert!(matches!(spool.keep(told()), Kept::Here(_)));
        spool.0.kept.store(IN_MEMORY + 1, Ordering::Relaxed);
        let kept = [spool.keep(told()), spool.keep(told())];
        for kept in &kept {
            assert!(matches!(kept, Kept::InFile { .. }));
            for told in [&*kept.read().unwrap(), kept.look()] {
                assert_eq!([told.value(0), told.value(1)], ["a", ""]);
                assert_eq!(told.beside(0).iter().collect::<Vec<_>>(), ["甲", ""]);
                assert!(told.beside(1).is_empty());
                assert_eq!(told.said(0), Said::Number(-1));
                assert_eq!(told.said(1), Said::Text("b".into()));
            }
        }
    }
}
