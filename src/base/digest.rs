//! Digests of texts: whether two texts are the same can be told from them alone, on every machine and in every version.

use std::fmt;

/// The first 64 bits of the BLAKE3 hash of a text. Written as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(u64);

impl Digest {
    /// The digest of a text, of its bytes in UTF-8.
    pub fn of(text: &str) -> Self {
        let hash = blake3::hash(text.as_bytes());
        Self(hash.as_bytes()[..8].iter().fold(0, |bits, &byte| bits << 8 | u64::from(byte)))
    }

    /// Reads a digest as it is written; `None` if it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let is_written = text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_written.then(|| u64::from_str_radix(text, 16).ok().map(Self)).flatten()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_what_it_was_and_reads_back() {
        assert_eq!(Digest::of("").to_string(), "af1349b9f5f9a1a6", "of BLAKE3's test vectors");
        assert_eq!(Digest::parse("af1349b9f5f9a1a6"), Some(Digest::of("")));
        for wrong in ["", "af1349b9f5f9a1a", "AF1349B9F5F9A1A6", "+f1349b9f5f9a1a6", "af1349b9f5f9a1a66"] {
            assert_eq!(Digest::parse(wrong), None, "{wrong}");
        }
    }
}
