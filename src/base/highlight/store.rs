//! The colors that a run found, as bytes for the next: the form of the cache on disk. Whether they are believed is decided
//! by a checksum over all of it; what another version wrote, or half a file, is as good as none.
//!
//! ```text
//! digest of the version, checksum of all that follows        32 bytes each
//! length of the palette, number of blocks, length of strokes  8 bytes each, the lowest first
//! the palette: its classes, a line each
//! a record a block, in order of their keys: key (16 bytes), where its strokes begin and how long they are (8 bytes each)
//! the strokes, those that were used last in front
//! ```

use std::fmt;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use super::strokes::Palette;

/// What the strokes of a block depend on besides the block. Raise the last number when `pen` or
/// `strokes` changes.
pub const VERSION: &str = concat!("taiyaku ", env!("CARGO_PKG_VERSION"), ", syntect 5.3.0, strokes 1");

/// The most bytes of a store; with them the colors of about 80,000 blocks of twenty lines.
pub const MOST_BYTES: usize = 32 << 20;

const CHECKSUM: Range<usize> = 32..64;
const HEAD: usize = CHECKSUM.end + 3 * 8;
const RECORD: usize = 16 + 2 * 8;

/// Of a block of code: the first 128 bits of the BLAKE3 hash of its language and its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key([u8; 16]);

impl Key {
    /// The key of a block.
    pub fn of(language: &str, code: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        // The length keeps a word of the language from passing into the text.
        hasher.update(&(language.len() as u64).to_le_bytes()).update(language.as_bytes()).update(code.as_bytes());
        Self(first(hasher.finalize().as_bytes()))
    }

    /// A number that is spread evenly, for shards.
    pub fn shard(self, shards: usize) -> usize {
        usize::from(self.0[0]) % shards
    }
}

/// The first bytes of a longer array.
fn first<const N: usize>(bytes: &[u8; 32]) -> [u8; N] {
    std::array::from_fn(|at| bytes[at])
}

/// The strokes of blocks by key, in the bytes in which they lie on disk. Nothing is taken apart but what is asked for.
pub struct Store {
    bytes: Vec<u8>,
    blocks: usize,
    /// Where the records begin, and the strokes.
    records: usize,
    strokes: usize,
    /// Which blocks were asked for.
    used: Vec<AtomicBool>,
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("bytes", &self.bytes.len()).field("blocks", &self.blocks).finish()
    }
}

impl Store {
    /// Reads a store and the palette that its strokes refer to. `None` if the bytes are not believed.
    pub fn open(bytes: Vec<u8>) -> Option<(Self, Palette)> {
        let is_ours = bytes.len() >= HEAD && bytes.starts_with(blake3::hash(VERSION.as_bytes()).as_bytes());
        if !is_ours || bytes[CHECKSUM] != *checksum(&bytes).as_bytes() {
            return None;
        }
        let size = |at: usize| number(&bytes, CHECKSUM.end + 8 * at);
        let (palette, blocks, length) = (size(0)?, size(1)?, size(2)?);
        let records = HEAD.checked_add(palette)?;
        let strokes = records.checked_add(blocks.checked_mul(RECORD)?)?;
        if bytes.len() != strokes.checked_add(length)? {
            return None;
        }
        let names = std::str::from_utf8(&bytes[HEAD..records]).ok()?;
        // They are written between quotation marks as they are.
        if names.contains(['"', '&', '<', '>']) {
            return None;
        }
        let palette = Palette::new(names.lines());
        let used = std::iter::repeat_with(AtomicBool::default).take(blocks).collect();
        Some((Self { bytes, blocks, records, strokes, used }, palette))
    }

    /// The strokes of a block.
    pub fn get(&self, key: Key) -> Option<&[u8]> {
        let (mut low, mut high) = (0, self.blocks);
        while low < high {
            let middle = low.midpoint(high);
            let (found, _) = self.record(middle)?;
            match found.cmp(&key) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => {
                    self.used[middle].store(true, Ordering::Relaxed);
                    return self.strokes_of(middle);
                }
            }
        }
        None
    }

    /// The key of a block, and where its strokes begin.
    fn record(&self, at: usize) -> Option<(Key, usize)> {
        let start = self.records + at * RECORD;
        let key = self.bytes.get(start..start + 16)?.try_into().ok()?;
        Some((Key(key), number(&self.bytes, start + 16)?))
    }

    fn strokes_of(&self, at: usize) -> Option<&[u8]> {
        let (_, start) = self.record(at)?;
        let length = number(&self.bytes, self.records + at * RECORD + 24)?;
        let start = self.strokes.checked_add(start)?;
        self.bytes.get(start..start.checked_add(length)?)
    }

    /// All blocks with their strokes: those that were asked for in order of their keys, then the others, those in front
    /// that were used last.
    fn by_use(&self) -> impl Iterator<Item = (Key, &[u8])> {
        let mut blocks: Vec<(bool, usize, usize)> = (0..self.blocks)
            .filter_map(|at| {
                let is_unused = !self.used[at].load(Ordering::Relaxed);
                Some((is_unused, if is_unused { self.record(at)?.1 } else { 0 }, at))
            })
            .collect();
        blocks.sort_unstable();
        blocks.into_iter().filter_map(|(_, _, at)| Some((self.record(at)?.0, self.strokes_of(at)?)))
    }
}

/// The bytes of a store of these blocks and those of an earlier one, which has the same palette as far as it goes. What is
/// beyond `most` bytes is left out: what was not asked for longest.
pub fn pack(palette: &Palette, new: &[(Key, &[u8])], earlier: Option<&Store>, most: usize) -> Vec<u8> {
    let names = palette.lines();
    let (mut kept, mut records, mut length) = (Vec::new(), Vec::new(), 0);
    for (key, strokes) in new.iter().copied().chain(earlier.into_iter().flat_map(Store::by_use)) {
        if HEAD + names.len() + RECORD * (records.len() + 1) + length + strokes.len() > most {
            break;
        }
        kept.push(strokes);
        records.push((key, length, strokes.len()));
        length += strokes.len();
    }
    records.sort_unstable();
    records.dedup_by_key(|(key, ..)| *key);
    // Megabytes: written once, where they stay.
    let mut bytes = Vec::with_capacity(HEAD + names.len() + RECORD * records.len() + length);
    bytes.extend_from_slice(blake3::hash(VERSION.as_bytes()).as_bytes());
    bytes.extend_from_slice(&[0; 32]);
    for number in [names.len(), records.len(), length] {
        bytes.extend_from_slice(&(number as u64).to_le_bytes());
    }
    bytes.extend_from_slice(names.as_bytes());
    for (key, start, length) in records {
        bytes.extend_from_slice(&key.0);
        bytes.extend_from_slice(&(start as u64).to_le_bytes());
        bytes.extend_from_slice(&(length as u64).to_le_bytes());
    }
    kept.iter().for_each(|strokes| bytes.extend_from_slice(strokes));
    let checksum = checksum(&bytes);
    bytes[CHECKSUM].copy_from_slice(checksum.as_bytes());
    bytes
}

/// Of all that comes after it.
fn checksum(bytes: &[u8]) -> blake3::Hash {
    blake3::hash(&bytes[CHECKSUM.end..])
}

/// The number that lies at a place.
fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(8)?)?;
    usize::try_from(u64::from_le_bytes(bytes.try_into().ok()?)).ok()
}
