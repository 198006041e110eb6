//! SHA-256 as text: what makes an input, a set of rules or a finding the same as last month's.

pub(crate) mod identity;
pub(crate) mod known;

use std::fmt::Write;

use sha2::block_api::compress256;
use sha2::{Digest, Sha256};

/// Bytes that SHA-256 takes in at a time.
const BLOCK: usize = 64;
/// Blocks that are filled here; what needs more is left to the library.
const BLOCKS: usize = 4;
/// What SHA-256 begins with.
const START: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// A fingerprint in the making.
#[derive(Default)]
pub(crate) struct Fingerprint(Sha256);

impl Fingerprint {
    /// Adds bytes of a stream.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Adds a part that has an end: `ab` + `c` is not `a` + `bc`.
    pub(crate) fn add_part(&mut self, part: &str) {
        self.0.update(part.as_bytes());
        self.0.update([0]);
    }

    /// The first 64 bits.
    pub(crate) fn short(self) -> u64 {
        first(&self.0.finalize())
    }

    /// All 64 lower-case hexadecimal digits.
    pub(crate) fn text(self) -> String {
        let bytes = self.0.finalize();
        bytes
            .iter()
            .fold(String::with_capacity(64), |mut text, byte| {
                let _ = write!(text, "{byte:02x}");
                text
            })
    }
}

/// The first 64 bits of the fingerprint of some bytes. There is one for each finding and each document, so the few blocks of a
/// short text are filled here, in half the time.
pub(crate) fn short_of(bytes: &[u8]) -> u64 {
    // behind the bytes stand a one and, in the last eight bytes, how many bits they are
    let count = (bytes.len() + 9).div_ceil(BLOCK);
    let mut blocks = [[0; BLOCK]; BLOCKS];
    let Some(blocks) = blocks.get_mut(..count) else {
        return first(&Sha256::digest(bytes));
    };
    let flat = blocks.as_flattened_mut();
    flat[..bytes.len()].copy_from_slice(bytes);
    flat[bytes.len()] = 0x80;
    let bits = bytes.len() as u64 * 8;
    flat[count * BLOCK - 8..].copy_from_slice(&bits.to_be_bytes());
    let mut state = START;
    compress256(&mut state, blocks);
    u64::from(state[0]) << 32 | u64::from(state[1])
}

fn first(bytes: &[u8]) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&bytes[..8]);
    u64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_standard() {
        // FIPS 180-4, the example "abc"
        let mut fingerprint = Fingerprint::default();
        fingerprint.add(b"abc");
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(fingerprint.text(), expected);
        let mut fingerprint = Fingerprint::default();
        fingerprint.add(b"abc");
        assert_eq!(fingerprint.short(), 0xba78_16bf_8f01_cfea);
        assert_eq!(short_of(b"abc"), 0xba78_16bf_8f01_cfea);
    }

    #[test]
    fn short_texts_have_the_same_fingerprint() {
        let text: Vec<u8> = (0..=255).cycle().take(BLOCK * (BLOCKS + 1)).collect();
        for length in 0..=text.len() {
            let mut fingerprint = Fingerprint::default();
            fingerprint.add(&text[..length]);
            assert_eq!(short_of(&text[..length]), fingerprint.short(), "{length}");
        }
    }
}
