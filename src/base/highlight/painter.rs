//! Colors blocks of code, each once. Pages are rendered side by side and share one painter.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::is_known;
use super::pen::Pen;
use super::store::{Key, MOST_BYTES, Store, pack};
use super::strokes::Palette;

/// Parts of the memory that threads use side by side.
const SHARDS: usize = 16;

/// Where a painter finds what an earlier run left; asked once, by the first block.
type Source = Box<dyn Fn() -> Option<Vec<u8>> + Send + Sync>;

/// Colors code, and remembers what it colored.
#[derive(Default)]
pub struct Painter {
    source: Option<Source>,
    begun: OnceLock<Begun>,
    shards: [Mutex<Shelf>; SHARDS],
    /// Whether something was found out since the bytes of a store were given.
    has_news: AtomicBool,
    /// How many blocks were gone through with their grammar.
    drawn: AtomicUsize,
}

thread_local! {
    /// The pen of this thread. Whose code it draws does not matter to the strokes.
    static PEN: RefCell<Pen> = RefCell::default();
}

/// What it goes by since the first block.
#[derive(Debug)]
struct Begun {
    palette: Arc<Palette>,
    store: Option<Store>,
}

/// The strokes of a block; none for a text that stays plain.
type Strokes = Arc<OnceLock<Box<[u8]>>>;

impl fmt::Debug for Painter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Painter").field("drawn", &self.drawn).finish_non_exhaustive()
    }
}

impl Painter {
    /// One that begins with what an earlier run found out: the bytes that [`Painter::news`] gave.
    pub fn with_source(source: impl Fn() -> Option<Vec<u8>> + Send + Sync + 'static) -> Self {
        Self { source: Some(Box::new(source)), ..Self::default() }
    }

    /// Writes code as HTML with classes, escaped. `false` if it stays plain, and nothing was written: its language is
    /// unknown, its grammar fails, or a line is too long.
    pub fn paint(&self, language: &str, code: &str, out: &mut String) -> bool {
        if code.is_empty() {
            return is_known(language);
        }
        let Begun { palette, store } = self.begun.get_or_init(|| self.begin());
        let key = Key::of(language, code);
        let shelf = || lock(&self.shards[key.shard(SHARDS)]);
        let is_plain = |strokes: &[u8]| strokes.is_empty();
        let mut known = shelf().get(key);
        if known.is_none()
            && let Some(strokes) = store.as_ref().and_then(|store| store.get(key))
            && (is_plain(strokes) || palette.paint(strokes, code, out))
        {
            return !is_plain(strokes);
        }
        let strokes = known.get_or_insert_with(|| shelf().put(key, code.len()));
        // Who asks for a block that another thread is drawing waits: it is done sooner than anew.
        let strokes = strokes.get_or_init(|| self.draw(language, code, palette));
        palette.paint(strokes, code, out)
    }

    fn begin(&self) -> Begun {
        match self.source.as_ref().and_then(|source| Store::open(source()?)) {
            Some((store, palette)) => Begun { palette: Arc::new(palette), store: Some(store) },
            None => Begun { palette: Arc::default(), store: None },
        }
    }

    fn draw(&self, language: &str, code: &str, palette: &Arc<Palette>) -> Box<[u8]> {
        // A line of many kilobytes is data, not code that is read, and costs seconds.
        const LONGEST_LINE: usize = 4096;
        self.has_news.store(true, Ordering::Relaxed);
        self.drawn.fetch_add(1, Ordering::Relaxed);
        if code.lines().any(|line| line.len() > LONGEST_LINE) {
            return Box::default();
        }
        PEN.with_borrow_mut(|pen| pen.draw(language, code, palette)).unwrap_or_default().into()
    }

    /// How many blocks were gone through with their grammar so far.
    pub fn drawn(&self) -> usize {
        self.drawn.load(Ordering::Relaxed)
    }

    /// What the next run should know, if this one found out anything since this was asked last.
    pub fn news(&self) -> Option<Vec<u8>> {
        let begun = self.begun.get().filter(|_| self.has_news.swap(false, Ordering::Relaxed))?;
        let known: Vec<(Key, Strokes)> = self.shards.iter().flat_map(|shelf| lock(shelf).all()).collect();
        let mut known: Vec<(Key, &[u8])> =
            known.iter().filter_map(|(key, strokes)| Some((*key, &**strokes.get()?))).collect();
        known.sort_unstable();
        Some(pack(&begun.palette, &known, begun.store.as_ref(), MOST_BYTES))
    }
}

/// What a lock guards here is whole between any two steps.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Blocks by key, and those that were asked for last for sure: when the newer half is full, the older one is forgotten.
#[derive(Default)]
struct Shelf {
    newer: HashMap<Key, Strokes>,
    older: HashMap<Key, Strokes>,
    /// About as many bytes as the newer half takes.
    bytes: usize,
}

impl Shelf {
    const HALF: usize = MOST_BYTES / SHARDS / 2;

    fn get(&mut self, key: Key) -> Option<Strokes> {
        if let Some(strokes) = self.newer.get(&key) {
            return Some(Arc::clone(strokes));
        }
        let strokes = self.older.remove(&key)?;
        self.keep(key, &strokes, strokes.get().map_or(0, |strokes| strokes.len()));
        Some(strokes)
    }

    /// A place for the strokes of a block that is not there, of that many bytes of code.
    fn put(&mut self, key: Key, length: usize) -> Strokes {
        // Another thread may have been here since this one looked.
        self.get(key).unwrap_or_else(|| {
            let strokes = Strokes::default();
            self.keep(key, &strokes, length);
            strokes
        })
    }

    fn keep(&mut self, key: Key, strokes: &Strokes, bytes: usize) {
        const OF_ITSELF: usize = 128;
        if self.bytes > Self::HALF {
            self.older = std::mem::take(&mut self.newer);
            self.bytes = 0;
        }
        self.bytes += bytes + OF_ITSELF;
        self.newer.insert(key, Arc::clone(strokes));
    }

    fn all(&self) -> Vec<(Key, Strokes)> {
        let mut all = Vec::new();
        for (key, strokes) in self.newer.iter().chain(&self.older) {
            all.push((*key, Arc::clone(strokes)));
        }
        all
    }
}
