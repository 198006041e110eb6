//! Works on a file with all cores: a thread reads blocks, workers make something of them, and what they made is handed on in
//! the order of the file, so that the outcome does not depend on the number of threads.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::thread;

use crossbeam_channel::bounded;

use super::{Chunk, Opened, SourceError};

/// Hands what `work` makes of each chunk to `take`, until it wants no more. A failure on the way ends the file; what was read
/// before it is handed on.
pub(crate) fn in_order<T: Send>(
    mut opened: Opened,
    work: impl Fn(Chunk) -> T + Sync,
    mut take: impl FnMut(T) -> ControlFlow<()>,
) -> Option<SourceError> {
    let workers = thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let (chunk_sender, chunks) = bounded::<(u64, Result<Chunk, SourceError>)>(workers);
    let (sender, results) = bounded::<(u64, Result<T, SourceError>)>(workers);
    thread::scope(|scope| {
        scope.spawn(move || {
            for number in 0.. {
                let chunk = match opened.next_chunk() {
                    Ok(None) => break,
                    Ok(Some(chunk)) => Ok(chunk),
                    Err(error) => Err(error),
                };
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
