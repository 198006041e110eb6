//! SHA-256 as text: what makes an input, a set of rules or a finding the same as last month's.

pub(crate) mod identity;
pub(crate) mod known;

use std::fmt::Write;

use sha2::{Digest, Sha256};

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

/// The first 64 bits of the fingerprint of some bytes.
pub(crate) fn short_of(bytes: &[u8]) -> u64 {
    first(&Sha256::digest(bytes))
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
}
