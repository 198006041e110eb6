//! Works on a file with all cores: a thread reads blocks, workers make something of them, and what they made is handed on in
//! the order of the file, so that the outcome does not depend on the number of threads.

use std::collections::BTreeMap;
use std::iter;
use std::ops::ControlFlow;
use std::thread;

use crossbeam_channel::bounded;

use super::{Chunk, Opened, SourceError};

/// Chunks that are read before threads are started.
const AHEAD: usize = 2;

/// Hands what `work` makes of each chunk to `take`, until it wants no more. A failure on the way ends the file; what was read
/// before it is handed on.
pub(crate) fn in_order<T: Send>(
    mut opened: Opened,
    work: impl Fn(Chunk) -> T + Sync,
    mut take: impl FnMut(T) -> ControlFlow<()>,
) -> Option<SourceError> {
    // what ends with its first chunks is worked on here: to start threads would cost more, and a folder may hold thousands of small files
    let mut ahead = Vec::new();
    let is_small = loop {
        match opened.next_chunk().transpose() {
            None => break true,
            Some(chunk) => ahead.push(chunk),
        }
        if ahead.last().is_some_and(Result::is_err) {
            break true;
        }
        if ahead.len() == AHEAD {
            break false;
        }
    };
    if is_small {
        for chunk in ahead {
            match chunk {
                Err(error) => return Some(error),
                Ok(chunk) => {
                    if take(work(chunk)).is_break() {
                        return None;
                    }
                }
            }
        }
        return None;
    }
    let workers = thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let (chunk_sender, chunks) = bounded::<(u64, Result<Chunk, SourceError>)>(workers);
    let (sender, results) = bounded::<(u64, Result<T, SourceError>)>(workers);
    thread::scope(|scope| {
        scope.spawn(move || {
            let rest = iter::from_fn(|| opened.next_chunk().transpose());
            for (number, chunk) in (0..).zip(ahead.into_iter().chain(rest)) {
                let last = chunk.is_err();
                if chunk_sender.send((number, chunk)).is_err() || last {
                    break;
                }
            }
        });
        for _ in 0..workers {
            let (chunks, sender, work) = (chunks.clone(), sender.clone(), &work);
            scope.spawn(move || {
                for (number, chunk) in chunks {
                    if sender.send((number, chunk.map(work))).is_err() {
                        break;
                    }
                }
            });
        }
        drop((chunks, sender));
        let mut waiting = BTreeMap::new();
        let (mut next, mut failed) = (0, None);
        for (number, result) in results {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&next) {
                next += 1;
                match result {
                    _ if failed.is_some() => {}
                    Err(error) => failed = Some(error),
                    Ok(made) => {
                        if take(made).is_break() {
                            return failed;
                        }
                    }
                }
            }
        }
        failed
    })
}
