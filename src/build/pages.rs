//! The pages as they were last rendered: what each read of the site, and what that was. A page is rendered again when something
//! that it read, or looked for and did not find, is no longer what it was.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diagnostic::Diagnostics;
use crate::link::route::Route;
use crate::link::seen::{Difference, Key, Renaming, print};
use crate::link::site::Site;
use crate::load::AssetContent;
use crate::render::templates::Templates;
use crate::render::{Output, Rendered, render_recorded};

use super::{Built, Rendering};

/// The pages of a site that is kept up to date.
#[derive(Default)]
pub struct Pages {
    /// The site that they were rendered of.
    of: Option<Arc<Built>>,
    /// What each page read, in order.
    reads: BTreeMap<Route, Vec<Key>>,
    /// What was read, and by which pages.
    keys: BTreeMap<Key, Known>,
    /// The complaints of pages.
    complaints: BTreeMap<Route, Diagnostics>,
    /// Pages that were to be rendered, and were not all taken.
    undone: BTreeSet<Route>,
    /// Why each page of the last rendering was rendered: what it had read before and was another.
    reasons: BTreeMap<Route, Vec<Key>>,
}

/// What a key gave when it was last read.
#[derive(Default)]
struct Known {
    print: u64,
    readers: BTreeSet<Route>,
}

/// Files that are copied whose bytes may be others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    /// Any of them.
    Any,
    /// Those of these paths below the site's folder, and of what lies in them.
    Some(BTreeSet<String>),
}

impl Pages {
    /// Renders what is not as it was, and gives it to `take`.
    pub fn render<E: Send>(
        &mut self,
        built: &Arc<Built>,
        copied: &Copied,
        take: impl Fn(&str, &Output) -> Result<(), E> + Sync,
    ) -> Result<Rendering, E> {
        let Some(templates) = &built.templates else { return Ok(Rendering::default()) };
        let stale = self.stale(built, templates, copied);
        // Until all are taken they are not what is on the disk.
        self.undone.extend(&stale);
        let one = |&route: &Route| {
            let Some(path) = built.site.routes.path(route) else { return Ok(None) };
            let Rendered { output, diagnostics, reads } = render_recorded(&built.site, templates, route);
            if let Some(output) = output {
                take(path, &output)?;
            }
            Ok(Some((route, path.to_owned(), reads, diagnostics)))
        };
        let rendered: Vec<_> = stale.par_iter().map(one).collect::<Result<_, E>>()?;
        self.undone.clear();
        let mut made = Vec::with_capacity(rendered.len());
        for (route, path, reads, diagnostics) in rendered.into_iter().flatten() {
            made.push(path);
            self.put_down((&built.site, templates), route, reads);
            self.complaints.remove(&route);
            if !diagnostics.is_empty() {
                self.complaints.insert(route, diagnostics);
            }
        }
        let diagnostics = self.complaints.values().flat_map(|complaints| complaints.iter().cloned()).collect();
        let first = stale.iter().find_map(|route| self.reasons.get(route));
        let because = first.into_iter().flatten().map(|key| key.describe(&built.site)).collect();
        Ok(Rendering { made, diagnostics, because })
    }

    /// What a page had read that was another when it was last rendered; none if it was not there before.
    pub fn reasons(&self, route: Route) -> Option<&[Key]> {
        self.reasons.get(&route).map(Vec::as_slice)
    }

    /// The pages that are not what they were, in order. From now on the pages count as those of `built`.
    fn stale(&mut self, built: &Arc<Built>, templates: &Templates, copied: &Copied) -> Vec<Route> {
        let site = &built.site;
        self.reasons.clear();
        let mut stale: BTreeSet<Route> = BTreeSet::new();
        let mut has_same_routes = false;
        if let Some(before) = self.of.take() {
            has_same_routes = Arc::ptr_eq(&before.site.tables, &site.tables) && self.undone.is_empty();
            let changed = match is_laid_out_alike(&before.site, site) {
                true => self.changed((&before, built), templates),
                false => {
                    let renaming = Renaming::between(&before.site, site);
                    stale.extend(self.rename(&renaming, site));
                    self.all_changed(site, templates)
                }
            };
            for (key, print) in changed {
                let Some(known) = self.keys.get_mut(&key) else { continue };
                known.print = print;
                for &reader in &known.readers {
                    self.reasons.entry(reader).or_default().push(key);
                }
            }
            stale.extend(self.reasons.keys());
        }
        self.of = Some(Arc::clone(built));
        stale.append(&mut self.undone);
        if !has_same_routes {
            stale.extend(site.routes.iter().map(|(route, _)| route).filter(|route| !self.reads.contains_key(route)));
        }
        if !matches!(copied, Copied::Some(paths) if paths.is_empty()) {
            let anew = (0..site.assets.len()).filter(|&at| is_copied_anew(site, at, copied));
            stale.extend(anew.map(Route::Asset));
        }
        stale.retain(|route| site.routes.has(*route));
        stale.into_iter().collect()
    }

    /// The keys that give something else, where works, entries and files are the same by their names.
    fn changed(&self, (before, now): (&Built, &Built), templates: &Templates) -> Vec<(Key, u64)> {
        let difference = Difference::between(&before.site, &now.site);
        let mut keys: BTreeSet<Key> = match difference.suspects() {
            Some(suspects) => suspects.into_iter().collect(),
            None => self.keys.keys().copied().filter(|key| !difference.is_shared(*key)).collect(),
        };
        let same_templates = before.templates.as_ref().zip(now.templates.as_ref());
        if !same_templates.is_some_and(|(before, now)| Arc::ptr_eq(before, now)) {
            keys.extend(self.keys.keys().filter(|key| matches!(key, Key::Template(_))));
        }
        let known = keys.into_iter().filter_map(|key| Some((key, self.keys.get(&key)?)));
        self.differing(known.collect(), &now.site, templates)
    }

    /// All keys that give something else.
    fn all_changed(&self, site: &Site, templates: &Templates) -> Vec<(Key, u64)> {
        self.differing(self.keys.iter().map(|(key, known)| (*key, known)).collect(), site, templates)
    }

    fn differing(&self, keys: Vec<(Key, &Known)>, site: &Site, templates: &Templates) -> Vec<(Key, u64)> {
        let differs = |(key, known): (Key, &Known)| {
            let print = print_of(key, site, templates);
            (print != known.print).then_some((key, print))
        };
        keys.into_par_iter().with_min_len(64).filter_map(differs).collect()
    }

    /// Calls everything by its name in another version of the site; gives the pages that read what is not there any more.
    fn rename(&mut self, renaming: &Renaming, site: &Site) -> Vec<Route> {
        let mut stale = Vec::new();
        let reads = std::mem::take(&mut self.reads);
        let keys = std::mem::take(&mut self.keys);
        self.complaints = rename_all(std::mem::take(&mut self.complaints), |route| renaming.route(route));
        self.undone = std::mem::take(&mut self.undone).into_iter().filter_map(|route| renaming.route(route)).collect();
        for (route, keys) in reads {
            let Some(route) = renaming.route(route).filter(|route| site.routes.has(*route)) else { continue };
            let renamed: Vec<Key> = keys.iter().filter_map(|key| renaming.key(*key)).collect();
            if renamed.len() < keys.len() {
                stale.push(route);
            }
            renamed.iter().for_each(|key| {
                self.keys.entry(*key).or_default().readers.insert(route);
            });
            self.reads.insert(route, renamed);
        }
        for (key, known) in keys {
            if let Some(now) = renaming.key(key).and_then(|key| self.keys.get_mut(&key)) {
                now.print = known.print;
            }
        }
        stale
    }

    /// Puts down what a page read.
    fn put_down(&mut self, (site, templates): (&Site, &Templates), route: Route, mut reads: Vec<Key>) {
        reads.sort_unstable();
        let before = self.reads.insert(route, reads.clone()).unwrap_or_default();
        for key in before.iter().filter(|key| reads.binary_search(key).is_err()) {
            if let Some(known) = self.keys.get_mut(key) {
                known.readers.remove(&route);
                if known.readers.is_empty() {
                    self.keys.remove(key);
                }
            }
        }
        for key in reads.into_iter().filter(|key| before.binary_search(key).is_err()) {
            let known = || Known { print: print_of(key, site, templates), readers: BTreeSet::new() };
            self.keys.entry(key).or_insert_with(known).readers.insert(route);
        }
    }
}

fn print_of(key: Key, site: &Site, templates: &Templates) -> u64 {
    match key {
        Key::Template(name) => templates.print(name),
        _ => print(site, key),
    }
}

/// Whether every index means the same in both.
fn is_laid_out_alike(old: &Site, new: &Site) -> bool {
    fn alike<T, N: PartialEq + ?Sized>(old: &[T], new: &[T], name: impl Fn(&T) -> &N) -> bool {
        old.len() == new.len() && old.iter().zip(new).all(|(old, new)| name(old) == name(new))
    }
    alike(&old.config.languages, &new.config.languages, |language| &language.dir)
        && alike(&old.works, &new.works, |linked| &linked.work.key)
        && (Arc::ptr_eq(&old.terms, &new.terms) || alike(&old.terms, &new.terms, |term| &term.id.value))
        && (Arc::ptr_eq(&old.events, &new.events) || alike(&old.events, &new.events, |event| &event.id.value))
        && alike(&old.publications, &new.publications, |publication| &publication.key.value)
        && (Arc::ptr_eq(&old.assets, &new.assets) || alike(&old.assets, &new.assets, |asset| &asset.path))
}

fn is_copied_anew(site: &Site, asset: usize, copied: &Copied) -> bool {
    let asset = &site.assets[asset];
    match (&asset.content, copied) {
        (AssetContent::Embedded(_), _) => false,
        (AssetContent::File(_), Copied::Any) => true,
        (AssetContent::File(_), Copied::Some(paths)) => {
            let above = asset.path.match_indices('/').map(|(end, _)| &asset.path[..end]);
            above.chain([asset.path.as_str()]).any(|path| paths.contains(path))
        }
    }
}

fn rename_all<V>(all: BTreeMap<Route, V>, rename: impl Fn(Route) -> Option<Route>) -> BTreeMap<Route, V> {
    all.into_iter().filter_map(|(route, value)| Some((rename(route)?, value))).collect()
}
