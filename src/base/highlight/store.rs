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
use std::sync::atomic::{AtomicBool, Ordering};

use super::strokes::Palette;

/// What the strokes of a block depend on besides the block. Raise the last number when [`pen`](super::pen) or
/// [`strokes`](super::strokes) changes.
pub const VERSION: &str = concat!("taiyaku ", env!("CARGO_PKG_VERSION"), ", syntect 5.3.0, strokes 1");

/// The most bytes of a store; with them the colors of about 80,000 blocks of twenty lines.
pub const MOST_BYTES: usize = 32 << 20;

const HEAD: usize = 32 + 32 + 3 * 8;
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
        let (head, body) = bytes.split_at_checked(HEAD)?;
        let number = |at: usize| number(head, 64 + 8 * at);
        let is_ours = head[..32] == *blake3::hash(VERSION.as_bytes()).as_bytes();
        if !is_ours || head[32..64] != *checksum(&head[64..], body).as_bytes() {
            return None;
        }
        let (palette, blocks, length) = (number(0)?, number(1)?, number(2)?);
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
    let mut strokes = Vec::new();
    let mut records: Vec<(Key, usize, usize)> = Vec::new();
    let mut taken = HEAD + names.len();
    for (key, of_block) in new.iter().copied().chain(earlier.into_iter().flat_map(Store::by_use)) {
        taken += RECORD + of_block.len();
        if taken > most {
            break;
        }
        records.push((key, strokes.len(), of_block.len()));
        strokes.extend_from_slice(of_block);
    }
    records.sort_unstable();
    records.dedup_by_key(|(key, ..)| *key);
    let mut sizes = Vec::new();
    for number in [names.len(), records.len(), strokes.len()] {
        sizes.extend_from_slice(&(number as u64).to_le_bytes());
    }
    let mut body = names.into_bytes();
    for (key, start, length) in records {
        body.extend_from_slice(&key.0);
        body.extend_from_slice(&(start as u64).to_le_bytes());
        body.extend_from_slice(&(length as u64).to_le_bytes());
    }
    body.append(&mut strokes);
    let version = blake3::hash(VERSION.as_bytes());
    [version.as_bytes().as_slice(), checksum(&sizes, &body).as_bytes(), &sizes, &body].concat()
}

fn checksum(sizes: &[u8], body: &[u8]) -> blake3::Hash {
    blake3::Hasher::new().update(sizes).update(body).finalize()
}

/// The number that lies at a place.
fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(8)?)?;
    usize::try_from(u64::from_le_bytes(bytes.try_into().ok()?)).ok()
}
