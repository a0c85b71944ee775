//! Whether bytes are the same as they were: what caches know them by. Not against forgers, and never part of the output;
//! what translations were made from is known by [`super::digest`].

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use twox_hash::XxHash3_128;

/// 128 bits of XXH3: bytes that differ have the same by chance once in more builds than will ever be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(XxHash3_128::oneshot(bytes))
    }
}

/// 32 hexadecimal digits.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        u128::from_str_radix(text, 16).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_bytes_have_another_and_it_is_read_as_it_is_written() {
        assert_ne!(Fingerprint::of("硬法".as_bytes()), Fingerprint::of("软法".as_bytes()));
        // A zero at its head is not lost.
        for text in ["", "a", "软法"].map(str::as_bytes) {
            let fingerprint = Fingerprint::of(text);
            assert_eq!(fingerprint.to_string().parse(), Ok(fingerprint));
        }
        assert!("no fingerprint".parse::<Fingerprint>().is_err());
    }
}
