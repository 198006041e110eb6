//! What comes by a pipe, kept where readers can go back in it.

use std::io::{self, Read, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use tempfile::NamedTempFile;

use super::{SourceError, no_temporary, unreadable};
use crate::messages::message;

/// How much is taken, in bytes. A pipe has no size, and one without an end would fill the disk.
const MOST: u64 = 8 << 30;
/// How often it is asked whether to stop.
const LOOK: Duration = Duration::from_millis(50);

/// Keeps what comes in a temporary file, to its end; none where the user stopped it.
pub(crate) fn spooled(
    from: impl Read + Send + 'static,
    stopped: impl Fn() -> bool,
) -> Result<Option<NamedTempFile>, SourceError> {
    let file = NamedTempFile::new().map_err(|_| no_temporary())?;
    let to = file.reopen().map_err(|_| no_temporary())?;
    let (done, told) = mpsc::channel();
    // who waits for what may never come cannot be asked to stop
    thread::spawn(move || done.send(at_most(from, to, MOST)));
    loop {
        match told.recv_timeout(LOOK) {
            Ok(taken) => return taken.map(|()| Some(file)),
            Err(RecvTimeoutError::Timeout) if !stopped() => {}
            Err(_) => return Ok(None),
        }
    }
}

fn at_most(from: impl Read, mut to: impl Write, most: u64) -> Result<(), SourceError> {
    let taken = io::copy(&mut from.take(most + 1), &mut to).map_err(|e| unreadable(&e))?;
    if taken > most {
        return Err(message!("source-pipe-too-large", most = most >> 30));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pipe_has_an_end() {
        let mut kept = Vec::new();
        at_most(&b"k\n1\n"[..], &mut kept, 4).unwrap();
        assert_eq!(kept, b"k\n1\n");
        let error = at_most(io::repeat(b'x'), io::sink(), 4).unwrap_err();
        assert_eq!(error.key, "source-pipe-too-large");
    }

    #[test]
    fn who_waits_is_stopped() {
        let (waiting, _held) = io::pipe().unwrap();
        assert!(spooled(waiting, || true).unwrap().is_none());
        let kept = spooled(&b"k\n1\n"[..], || false).unwrap().unwrap();
        assert_eq!(std::fs::read(kept.path()).unwrap(), b"k\n1\n");
    }
}
