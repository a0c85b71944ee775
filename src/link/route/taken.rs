//! Whether an address is free.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Route;

/// The addresses that are taken, as systems see them that do not tell upper from lower case, and that compose letters:
/// these would lose one of two files. A key is the address itself where it has neither.
pub struct Taken<'p> {
    normalizer: ComposingNormalizerBorrowed<'static>,
    routes: FxHashMap<Cow<'p, str>, Route>,
    /// The folders that they lie in; none of them is in `routes`.
    folders: FxHashSet<String>,
}

impl Default for Taken<'_> {
    fn default() -> Self {
        let normalizer = ComposingNormalizerBorrowed::new_nfc();
        Self { normalizer, routes: FxHashMap::default(), folders: FxHashSet::default() }
    }
}

impl<'p> Taken<'p> {
    /// An address as those systems see it.
    pub fn key(&self, path: &'p str) -> Cow<'p, str> {
        if path.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
            return Cow::Borrowed(path);
        }
        Cow::Owned(self.normalizer.normalize(&path.to_lowercase()).into_owned())
    }

    /// Takes an address for a route.
    pub fn take(&mut self, key: Cow<'p, str>, route: Route) {
        for (end, _) in key.rmatch_indices('/') {
            // What holds a known folder is known.
            if self.folders.contains(&key[..end]) {
                break;
            }
            self.folders.insert(key[..end].to_owned());
        }
        self.routes.insert(key, route);
    }

    /// The route that has an address.
    pub fn same(&self, key: &str) -> Option<Route> {
        self.routes.get(key).copied()
    }

    /// A file where the path needs a folder, or a folder where the path is a file.
    pub fn folder_or_file(&self, key: &str) -> Option<Route> {
        let is_known = key.rfind('/').is_some_and(|end| self.folders.contains(&key[..end]));
        let mut folders = key.match_indices('/').filter(|_| !is_known);
        folders.find_map(|(end, _)| self.same(&key[..end])).or_else(|| self.first_in(key))
    }

    /// The first file in a folder, if it is one.
    fn first_in(&self, folder: &str) -> Option<Route> {
        if !self.folders.contains(folder) {
            return None;
        }
        let is_in = |key: &str| key.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let below = self.routes.iter().filter(|(key, _)| is_in(key));
        below.min_by(|one, other| one.0.cmp(other.0)).map(|(_, route)| *route)
    }
}
