//! What tests count in place of seconds: how many bytes are looked at, so that twice the input is seen to take twice the work. It
//! is counted where the same bytes might be looked at again and again; outside tests nothing is.

#[cfg(test)]
thread_local! {
    static DONE: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// So many bytes are looked at.
#[inline]
pub(super) fn done(bytes: usize) {
    #[cfg(test)]
    DONE.set(DONE.get() + bytes as u64);
    #[cfg(not(test))]
    let _ = bytes;
}

/// What is done on this thread meanwhile.
#[cfg(test)]
pub(crate) fn of(run: impl FnOnce()) -> u64 {
    let before = DONE.get();
    run();
    DONE.get() - before
}

/// What is read at once, and what stands around what is doubled.
#[cfg(test)]
const AROUND: u64 = 1 << 20;

/// Twice as much takes twice the work, and there is work to be seen.
#[cfg(test)]
pub(crate) fn doubles(name: &str, of: impl Fn(usize) -> u64) {
    let [once, twice] = [1, 2].map(of);
    assert!(once > 1 << 16, "{name}: {once}");
    assert!(twice <= 2 * once + AROUND, "{name}: {once}, then {twice}");
}
