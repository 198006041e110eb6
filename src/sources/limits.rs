//! How far a packed file may go.

/// Nothing is unpacked to more than so many times its size, for then it was made to fill the disk…
const MOST_RATIO: u64 = 200;
/// …unless it is small.
const HARMLESS: u64 = 100 << 20;

/// What a file of this size may unpack to.
pub(crate) fn most_unpacked(packed: u64, declared: Option<u64>) -> u64 {
    declared.unwrap_or_else(|| packed.saturating_mul(MOST_RATIO).max(HARMLESS))
}
