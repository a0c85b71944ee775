//! Which passages of an edited text are which passages of the document: by id, else by the same words, else by likeness,
//! in order. Near linear: likeness is asked only between passages that pair, and only near the diagonal.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::align::order::longest_rising;

use super::passage::{Passage, Role};

/// Which passages belong together.
#[derive(Clone, Debug, Default)]
pub struct Pairing {
    /// For each passage of the edited text, that of the document.
    pub old: Vec<Option<usize>>,
    /// Passages of the edited text that stand elsewhere than in the document.
    pub moved: BTreeSet<usize>,
}

impl Pairing {
    /// The passages of the document that pair with nothing.
    pub fn vanished(&self, count: usize) -> Vec<usize> {
        let kept: BTreeSet<usize> = self.old.iter().flatten().copied().collect();
        (0..count).filter(|at| !kept.contains(at)).collect()
    }
}

/// How much of two passages must be the same; less, if nothing else can be meant.
const ALIKE: f64 = 0.4;
const ALIKE_ALONE: f64 = 0.3;
/// How far from the diagonal likeness is looked for.
const BAND: usize = 20;

/// Pairs the passages of a document with those of its edited text.
pub fn pair(old: &[Passage<'_>], new: &[Passage<'_>]) -> Pairing {
    let mut pairing = Pairing { old: vec![None; new.len()], moved: BTreeSet::new() };
    let anchors = by_id(old, new, &mut pairing);
    let mut from = (0, 0);
    for (old_at, new_at) in anchors.into_iter().chain([(old.len(), new.len())]) {
        between(old, new, (from.0..old_at, from.1..new_at), &mut pairing);
        from = (old_at + 1, new_at + 1);
    }
    moved(old, new, &mut pairing);
    titles(old, new, &mut pairing);
    pairing
}

/// Pairs by id; the pairs that stand in order are returned, the others have moved.
fn by_id(old: &[Passage<'_>], new: &[Passage<'_>], pairing: &mut Pairing) -> Vec<(usize, usize)> {
    let known: BTreeMap<&str, usize> =
        old.iter().enumerate().filter_map(|(at, passage)| Some((passage.id?, at))).collect();
    let mut seen = BTreeSet::new();
    let mut pairs = Vec::new();
    for (at, passage) in new.iter().enumerate() {
        if let Some(&found) = passage.id.and_then(|id| known.get(id))
            && seen.insert(found)
        {
            pairing.old[at] = Some(found);
            pairs.push((found, at));
        }
    }
    let is_kept = longest_rising(&pairs.iter().map(|pair| pair.0).collect::<Vec<_>>());
    pairing.moved.extend(pairs.iter().zip(&is_kept).filter(|(_, is_kept)| !**is_kept).map(|(pair, _)| pair.1));
    pairs.into_iter().zip(is_kept).filter(|(_, is_kept)| *is_kept).map(|(pair, _)| pair).collect()
}

type Ranges = (std::ops::Range<usize>, std::ops::Range<usize>);

/// Pairs what stands between two pairs: the same words first, then what is alike.
fn between(old: &[Passage<'_>], new: &[Passage<'_>], ranges: Ranges, pairing: &mut Pairing) {
    let taken: BTreeSet<usize> = pairing.moved.iter().filter_map(|&at| pairing.old[at]).collect();
    let olds: Vec<usize> = ranges.0.filter(|at| !taken.contains(at)).collect();
    let news: Vec<usize> = ranges.1.filter(|&at| pairing.old[at].is_none()).collect();
    // What stands on one side only cannot pair here; without it, the comparison is short.
    let words = |passages: &[Passage<'_>], at: &[usize]| -> BTreeSet<String> {
        at.iter().map(|&at| passages[at].words.clone()).collect()
    };
    let (old_words, new_words) = (words(old, &olds), words(new, &news));
    let both: Vec<&String> = old_words.intersection(&new_words).collect();
    let number = |passage: &Passage<'_>| both.binary_search(&&passage.words).ok();
    let (old_at, old_numbers): (Vec<usize>, Vec<usize>) =
        olds.iter().filter_map(|&at| Some((at, number(&old[at])?))).unzip();
    let (new_at, new_numbers): (Vec<usize>, Vec<usize>) =
        news.iter().filter_map(|&at| Some((at, number(&new[at])?))).unzip();
    let mut anchors = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &old_numbers, &new_numbers) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            anchors.extend((0..len).map(|step| (old_at[old_index + step], new_at[new_index + step])));
        }
    }
    let (mut old_from, mut new_from) = (0, 0);
    for &(old_end, new_end) in anchors.iter().chain([&(usize::MAX, usize::MAX)]) {
        let olds_here = &olds[old_from..olds.partition_point(|&at| at < old_end)];
        let news_here = &news[new_from..news.partition_point(|&at| at < new_end)];
        for (old_at, new_at) in alike(old, new, olds_here, news_here) {
            pairing.old[new_at] = Some(old_at);
        }
        if old_end != usize::MAX {
            pairing.old[new_end] = Some(old_end);
        }
        (old_from, new_from) = (old_from + olds_here.len() + 1, new_from + news_here.len() + 1);
    }
}

/// The pairs in order whose likeness is greatest in sum.
fn alike(old: &[Passage<'_>], new: &[Passage<'_>], olds: &[usize], news: &[usize]) -> Vec<(usize, usize)> {
    if olds.is_empty() || news.is_empty() {
        return Vec::new();
    }
    let old_signs: Vec<Signs> = olds.iter().map(|&at| Signs::of(&old[at].words)).collect();
    let new_signs: Vec<Signs> = news.iter().map(|&at| Signs::of(&new[at].words)).collect();
    let least = if olds.len() == 1 && news.len() == 1 { ALIKE_ALONE } else { ALIKE };
    let low = |row: usize| (row * news.len() / olds.len()).saturating_sub(BAND);
    let width = news.len().min(2 * BAND + news.len() / olds.len() + 1);
    // best[row][column]: the greatest sum from there on; beyond the band it is that of its edge.
    let mut best = vec![vec![0.0_f64; width + 1]; olds.len() + 1];
    let mut likeness = vec![vec![0.0_f64; width]; olds.len()];
    let at =
        |best: &[Vec<f64>], row: usize, column: usize| -> f64 { best[row][column.saturating_sub(low(row)).min(width)] };
    for row in (0..olds.len()).rev() {
        for step in (0..width).rev() {
            let column = low(row) + step;
            if column >= news.len() {
                continue;
            }
            let same_role = old[olds[row]].role == new[news[column]].role;
            let sum = old_signs[row].likeness(&new_signs[column]) + if same_role { 0.02 } else { 0.0 };
            likeness[row][step] = if sum >= least { sum } else { 0.0 };
            let paired = if sum >= least { sum + at(&best, row + 1, column + 1) } else { 0.0 };
            best[row][step] = paired.max(at(&best, row + 1, column)).max(best[row][step + 1]);
        }
    }
    let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
    while row < olds.len() && column < news.len() {
        let step = column.saturating_sub(low(row));
        if column < low(row) || step >= width {
            if column < low(row) {
                column += 1
            } else {
                row += 1
            }
            continue;
        }
        let here = best[row][step];
        if likeness[row][step] > 0.0 && here <= likeness[row][step] + at(&best, row + 1, column + 1) {
            pairs.push((olds[row], news[column]));
            (row, column) = (row + 1, column + 1);
        } else if here <= at(&best, row + 1, column) {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// The signs of a text and their pairs, sorted.
struct Signs(Vec<(char, char)>);

impl Signs {
    fn of(words: &str) -> Self {
        let signs: Vec<char> = words.chars().filter(|c| !c.is_whitespace()).collect();
        let mut all: Vec<(char, char)> = signs.iter().map(|&c| (c, '\0')).collect();
        all.extend(signs.windows(2).map(|pair| (pair[0], pair[1])));
        all.sort_unstable();
        Self(all)
    }

    /// How much the two share, between 0 and 1 (Dice's coefficient).
    fn likeness(&self, other: &Self) -> f64 {
        let (mut a, mut b, mut shared) = (0, 0, 0_usize);
        while let (Some(first), Some(second)) = (self.0.get(a), other.0.get(b)) {
            match first.cmp(second) {
                std::cmp::Ordering::Less => a += 1,
                std::cmp::Ordering::Greater => b += 1,
                std::cmp::Ordering::Equal => (a, b, shared) = (a + 1, b + 1, shared + 1),
            }
        }
        2.0 * shared as f64 / (self.0.len() + other.0.len()).max(1) as f64
    }
}

/// What vanished in one place and is new in another, with the same words, has moved.
fn moved(old: &[Passage<'_>], new: &[Passage<'_>], pairing: &mut Pairing) {
    let mut vanished: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in pairing.vanished(old.len()).into_iter().rev() {
        vanished.entry(old[at].words.as_str()).or_default().push(at);
    }
    for (at, passage) in new.iter().enumerate() {
        if pairing.old[at].is_none()
            && let Some(found) = vanished.get_mut(passage.words.as_str()).and_then(Vec::pop)
        {
            pairing.old[at] = Some(found);
            pairing.moved.insert(at);
        }
    }
}

/// A title that is left over on both sides is the title, however much it changed.
fn titles(old: &[Passage<'_>], new: &[Passage<'_>], pairing: &mut Pairing) {
    let is_title = |passage: Option<&Passage<'_>>| passage.is_some_and(|passage| passage.role == Role::Title);
    let is_free = !pairing.old.contains(&Some(0));
    if is_title(old.first()) && is_title(new.first()) && pairing.old[0].is_none() && is_free {
        pairing.old[0] = Some(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::{FileId, Span};

    fn passage(words: &str) -> Passage<'static> {
        let span = Span::new(FileId(0), 0..0);
        Passage { role: Role::Paragraph, top: 1, id: None, inlines: &[], words: words.into(), span }
    }

    fn paired(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
        let all = |words: &[&str]| words.iter().map(|words| passage(words)).collect::<Vec<_>>();
        pair(&all(old), &all(new)).old
    }

    #[test]
    fn the_same_words_pair_and_what_is_alike_between_them() {
        assert_eq!(paired(&["甲甲", "乙乙乙丙", "丁丁"], &["甲甲", "乙乙乙戊", "丁丁"]), [Some(0), Some(1), Some(2)]);
        assert_eq!(paired(&["甲甲", "丁丁"], &["甲甲", "全新的一段", "丁丁"]), [Some(0), None, Some(1)]);
        assert_eq!(paired(&["甲甲", "乙乙", "丁丁"], &["丁丁", "甲甲", "乙乙"]), [Some(2), Some(0), Some(1)]);
    }

    #[test]
    fn many_passages_take_no_quadratic_time() {
        let old: Vec<String> = (0..20_000).map(|number| format!("第{number}段说的是{number}件事")).collect();
        let new: Vec<String> = old.iter().map(|words| format!("{words}。")).collect();
        let refs = |all: &[String]| all.iter().map(|words| passage(words)).collect::<Vec<_>>();
        let pairing = pair(&refs(&old), &refs(&new));
        assert!(pairing.old.iter().enumerate().all(|(at, old)| *old == Some(at)));
    }
}
