//! How much more likely two stretches of text are each other's translations than two that stand there by chance, in natural
//! logarithms: 0 tells nothing, and is what a stretch without counterpart has. Tokens, lengths, forms and endings each tell
//! their part.

use std::collections::BTreeMap;
use std::ops::Range;

use super::lexicon::Lexicon;
use super::passage::Passage;

/// The most passages of one side in a bead.
pub const MOST: usize = 3;

/// Tokens of one sentence come and go together, so that each tells less than it would alone.
const WEIGHT: f32 = 0.46;

/// A passage is known by its rarest tokens; more of them cost time and tell nothing new.
const MOST_TOKENS: usize = 256;

/// Lengths that weigh less than this are not those of a merged or split passage.
const UNLIKE: f32 = -2.5;

/// Sizes of stretches are told apart by powers of two.
const SIZES: usize = 12;

/// Both sides, ready to be compared.
pub struct Evidence {
    sides: [Side; 2],
    /// What it adds that a token is on both sides, by the size of the stretch of the other side.
    gains: [Vec<[f32; SIZES]>; 2],
    lengths: LengthRatio,
    forms: Agreement,
    endings: Agreement,
    /// Tokens that one passage of each side has, and no other.
    unique: Vec<(usize, usize)>,
}

struct Side {
    /// By how many passages they have, less one, and their first passage.
    stretches: [Vec<Stretch>; MOST],
    forms: Vec<u32>,
    endings: Vec<u32>,
}

/// One to three passages in a row.
#[derive(Clone, Debug, Default)]
struct Stretch {
    /// Ascending, each once.
    tokens: Vec<u32>,
    /// What it weighs if none of them is on the other side.
    unmatched: f32,
    size: usize,
    length: f32,
}

impl Evidence {
    /// Weighs what both sides have by how rare it is there.
    pub fn new(sides: [&[Passage]; 2], lexicon: &Lexicon) -> Self {
        let classes = &lexicon.classes;
        let counts = lexicon.counts();
        let known = |tokens: &Vec<u32>| known(tokens, &counts);
        let tokens = [0, 1].map(|side| lexicon.tokens[side].iter().map(known).collect::<Vec<_>>());
        let gains = [1, 0].map(|other| {
            let known = tokens[other].iter().map(|tokens| tokens.len() as f32);
            let of_all: f32 = known.sum::<f32>().max(1.0);
            classes.iter().zip(&counts[other]).map(|(class, n)| gain(class.kept(), n / of_all)).collect()
        });
        let unmatched: Vec<f32> = classes.iter().map(|class| (1.0 - class.kept()).ln()).collect();
        Self {
            sides: [0, 1].map(|side| Side::new(sides[side], &tokens[side], &unmatched)),
            gains,
            lengths: LengthRatio::new(sides),
            forms: Agreement::new(sides, form_of),
            endings: Agreement::new(sides, ending_of),
            unique: unique(&tokens, &counts),
        }
    }

    /// What it weighs that these passages are counterparts: the first and how many, from 1 to [`MOST`], on each side.
    pub fn weigh(&self, (from, n_from): (usize, usize), (to, n_to): (usize, usize)) -> f32 {
        let [source, target] = &self.sides;
        let here = &source.stretches[n_from - 1][from];
        let there = &target.stretches[n_to - 1][to];
        let length = self.lengths.weigh(here.length, there.length);
        // What was merged or split has kept its length: the rest is not worth the look at its words.
        if n_from + n_to > 2 && length <= UNLIKE {
            return UNLIKE + self.forms.other + self.endings.other;
        }
        let is_same_form = (source.forms[from..from + n_from].iter())
            .any(|form| target.forms[to..to + n_to].iter().any(|other| other == form));
        let is_same_ending = source.endings[from + n_from - 1] == target.endings[to + n_to - 1];
        0.5 * WEIGHT * self.weigh_tokens(here, there)
            + length
            + self.forms.weigh(is_same_form)
            + self.endings.weigh(is_same_ending)
    }

    fn weigh_tokens(&self, here: &Stretch, there: &Stretch) -> f32 {
        let mut weight = here.unmatched + there.unmatched;
        let (mut left, mut right) = (here.tokens.as_slice(), there.tokens.as_slice());
        while let ([a, after_a @ ..], [b, after_b @ ..]) = (left, right) {
            if a == b {
                weight += self.gains[0][*a as usize][there.size] + self.gains[1][*a as usize][here.size];
            }
            if a <= b {
                left = after_a;
            }
            if b <= a {
                right = after_b;
            }
        }
        weight
    }

    /// Whether a passage of the source and one of the target have one form.
    pub fn has_same_form(&self, here: usize, there: usize) -> bool {
        self.sides[0].forms[here] == self.sides[1].forms[there]
    }

    /// Pairs of passages that share a token which no other passage has, within these ranges; in the order of the source.
    pub fn unique(&self, from: &Range<usize>, to: &Range<usize>) -> Vec<(usize, usize)> {
        let first = self.unique.partition_point(|pair| pair.0 < from.start);
        let pairs = self.unique[first..].iter().take_while(|pair| pair.0 < from.end);
        pairs.filter(|pair| to.contains(&pair.1)).copied().collect()
    }
}

fn form_of(passage: &Passage) -> u32 {
    passage.form
}

fn ending_of(passage: &Passage) -> u32 {
    passage.ending as u32
}

/// The tokens that both sides have; what one side alone has tells nothing. Of many the rarest.
fn known(tokens: &[u32], counts: &[Vec<f32>; 2]) -> Vec<u32> {
    let [here, there] = counts;
    let is_shared = |token: &u32| here[*token as usize] > 0.0 && there[*token as usize] > 0.0;
    let mut tokens: Vec<u32> = tokens.iter().copied().filter(is_shared).collect();
    if tokens.len() > MOST_TOKENS {
        let count = |token: &u32| here[*token as usize] + there[*token as usize];
        tokens.sort_by(|a, b| count(a).total_cmp(&count(b)).then(a.cmp(b)));
        tokens.truncate(MOST_TOKENS);
        tokens.sort_unstable();
    }
    tokens
}

/// The passages of both sides that alone have some token.
fn unique(tokens: &[Vec<Vec<u32>>; 2], counts: &[Vec<f32>; 2]) -> Vec<(usize, usize)> {
    let is_unique = |token: u32| counts.iter().all(|counts| counts[token as usize] == 1.0);
    let mut places = BTreeMap::new();
    for (at, passage) in tokens[1].iter().enumerate() {
        places.extend(passage.iter().filter(|token| is_unique(**token)).map(|token| (*token, at)));
    }
    let passages = tokens[0].iter().enumerate();
    passages
        .flat_map(|(at, passage)| {
            passage.iter().filter_map(|token| Some((at, *places.get(token)?))).collect::<Vec<_>>()
        })
        .collect()
}

/// What it adds that a token is found in a stretch of each size, and takes back what missing it would have cost. `rate` is
/// its share of all tokens there: a common one is found anywhere.
fn gain(kept: f32, rate: f32) -> [f32; SIZES] {
    let mut gains = [0.0; SIZES];
    for (size, gain) in gains.iter_mut().enumerate() {
        let n_tokens = 1.5 * f32::powi(2.0, size as i32);
        let by_chance = (1.0 - (-rate * n_tokens).exp()).max(1e-6);
        *gain = (kept / by_chance + 1.0 - kept).ln() - (1.0 - kept).ln();
    }
    gains
}

impl Side {
    fn new(passages: &[Passage], tokens: &[Vec<u32>], unmatched: &[f32]) -> Self {
        let stretch = |from: usize, n: usize| {
            let mut all: Vec<u32> = tokens[from..from + n].concat();
            if n > 1 {
                all.sort_unstable();
                all.dedup();
            }
            let size = (all.len().max(1).ilog2() as usize).min(SIZES - 1);
            let length: usize = passages[from..from + n].iter().map(|passage| passage.length).sum();
            let unmatched = all.iter().map(|&token| unmatched[token as usize]).sum();
            Stretch { tokens: all, unmatched, size, length: length as f32 }
        };
        let of = |n: usize| (0..(passages.len() + 1).saturating_sub(n)).map(|from| stretch(from, n)).collect();
        Self {
            stretches: [of(1), of(2), of(3)],
            forms: passages.iter().map(form_of).collect(),
            endings: passages.iter().map(ending_of).collect(),
        }
    }
}

/// How the lengths of counterparts stand to each other.
struct LengthRatio {
    /// The logarithm of the target's length by the source's.
    mean: f32,
    /// The variance of that logarithm for passages that have nothing to do with each other.
    spread: f32,
}

impl LengthRatio {
    fn new(sides: [&[Passage]; 2]) -> Self {
        let total = |side: &[Passage]| side.iter().map(|passage| passage.length as f32).sum::<f32>() + 1.0;
        let logs: Vec<f32> =
            sides.iter().flat_map(|side| side.iter()).map(|passage| log(passage.length as f32)).collect();
        let n_passages = logs.len().max(1) as f32;
        let mean = logs.iter().sum::<f32>() / n_passages;
        let spread = logs.iter().map(|log| (log - mean) * (log - mean)).sum::<f32>() / n_passages;
        Self { mean: (total(sides[1]) / total(sides[0])).ln(), spread: 2.0 * spread.max(0.1) }
    }

    /// Long passages keep to the ratio more than short ones. One wild length is not held to outweigh all else.
    fn weigh(&self, here: f32, there: f32) -> f32 {
        const LEAST: f32 = -6.5;
        let ratio = log(there) - log(here) - self.mean;
        let variance = 0.03 + 4.4 / (0.5 * (here + there) + 1.2);
        let density = |variance: f32| -0.5 * (ratio * ratio / variance + variance.ln());
        (density(variance) - density(self.spread + variance)).max(LEAST)
    }
}

fn log(length: f32) -> f32 {
    (length + 1.0).ln()
}

/// What it weighs that both sides agree in form or ending: a table against a table tells more than a paragraph against one
/// of a hundred.
struct Agreement {
    same: f32,
    other: f32,
}

impl Agreement {
    fn new(sides: [&[Passage]; 2], value: fn(&Passage) -> u32) -> Self {
        /// How many counterparts agree.
        const KEPT: f32 = 0.93;
        let mut shares: BTreeMap<u32, [f32; 2]> = BTreeMap::new();
        for (side, passages) in sides.iter().enumerate() {
            for passage in *passages {
                shares.entry(value(passage)).or_default()[side] += 1.0 / passages.len() as f32;
            }
        }
        let by_chance = shares.values().map(|shares| shares[0] * shares[1]).sum::<f32>().clamp(0.05, 0.95);
        Self { same: (KEPT / by_chance).ln().max(0.0), other: ((1.0 - KEPT) / (1.0 - by_chance)).ln().min(0.0) }
    }

    fn weigh(&self, is_same: bool) -> f32 {
        if is_same { self.same } else { self.other }
    }
}
