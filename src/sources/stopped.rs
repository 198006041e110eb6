//! Whether the user wants to stop. The signal is one for the whole program, and so is this: a workbook of a few megabytes can take
//! minutes to unfold, long before its first rows come to anybody who could be told so.

use std::sync::atomic::{AtomicBool, Ordering};

static STOPPED: AtomicBool = AtomicBool::new(false);

/// Has whoever reads a file end as soon as it can. Says whether that was wanted before.
pub(crate) fn stop() -> bool {
    STOPPED.swap(true, Ordering::SeqCst)
}

/// Whether it is wanted.
pub(crate) fn is_stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}
