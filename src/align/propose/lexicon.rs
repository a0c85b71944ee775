//! Which tokens two documents have, and which of one are, to judge by where they stand, translations of which of the other:
//! 组件 is a コンポーネント where both stand in the same beads again and again. In the manner of Melamed (1997): the pair of
//! tokens that is least likely to meet by chance is linked first, and a token is linked once.

use std::collections::BTreeMap;

use super::lattice::Bead;
use super::passage::Passage;
use super::token::Class;

/// The tokens of both sides by numbers.
pub struct Lexicon {
    /// By number.
    pub classes: Vec<Class>,
    /// Those of each passage of each side, ascending, each once. What stands on one side only is among them.
    pub tokens: [Vec<Vec<u32>>; 2],
}

/// Beads that are less sure than this teach nothing.
const TEACHES: f32 = 0.8;

/// The most tokens of a side that a bead teaches, the rarest that repeat: what the work grows with.
const MOST: usize = 16;

/// How surprising it has to be that two tokens meet so often: Dunning's logarithm of likelihoods.
const LEAST: f32 = 5.0;

impl Lexicon {
    /// Numbers the tokens of both sides.
    pub fn new(sides: [&[Passage]; 2]) -> Self {
        let mut numbers: BTreeMap<(Class, &str), u32> = BTreeMap::new();
        for (class, token) in sides.iter().flat_map(|side| side.iter()).flat_map(|passage| &passage.tokens) {
            numbers.insert((*class, token), 0);
        }
        for (number, (_, place)) in (0..).zip(numbers.iter_mut()) {
            *place = number;
        }
        let tokens_of = |passage: &Passage| {
            let numbers = passage.tokens.iter().map(|(class, token)| numbers[&(*class, token.as_str())]);
            let mut tokens: Vec<u32> = numbers.collect();
            tokens.sort_unstable();
            tokens.dedup();
            tokens
        };
        let tokens = sides.map(|passages| passages.iter().map(tokens_of).collect());
        Self { classes: numbers.into_keys().map(|(class, _)| class).collect(), tokens }
    }

    /// In how many passages of each side each token stands.
    pub fn counts(&self) -> [Vec<f32>; 2] {
        [0, 1].map(|side| count(&self.tokens[side], self.classes.len()))
    }

    /// Makes one token of those that the beads show to be each other's translations. Whether there were any.
    pub fn learn(&mut self, beads: &[Bead]) -> bool {
        let counts = self.counts();
        let lessons = self.lessons(beads, &counts);
        let links = link(&lessons, self.classes.len());
        for &(here, _) in &links {
            self.classes[here as usize] = Class::Learnt;
        }
        let numbers: BTreeMap<u32, u32> = links.iter().map(|&(here, there)| (there, here)).collect();
        for tokens in &mut self.tokens[1] {
            tokens.iter_mut().for_each(|token| *token = numbers.get(token).copied().unwrap_or(*token));
            tokens.sort_unstable();
        }
        !links.is_empty()
    }

    /// The tokens of either side in each bead that teaches: those that the other side never has, and that repeat.
    fn lessons(&self, beads: &[Bead], counts: &[Vec<f32>; 2]) -> Vec<[Vec<u32>; 2]> {
        let teaches = |bead: &&Bead| !bead.is_gap() && bead.confidence >= TEACHES;
        let lesson = |bead: &Bead| {
            [(0, bead.source.clone()), (1, bead.target.clone())].map(|(side, range)| {
                let count = |token: &u32| counts[side][*token as usize];
                let mut tokens = self.tokens[side][range].concat();
                tokens.retain(|token| {
                    let is_word = matches!(self.classes[*token as usize], Class::HanPair | Class::Word);
                    is_word && count(token) >= 2.0 && counts[1 - side][*token as usize] == 0.0
                });
                tokens.sort_unstable();
                tokens.dedup();
                if tokens.len() > MOST {
                    tokens.sort_by(|a, b| count(a).total_cmp(&count(b)).then(a.cmp(b)));
                    tokens.truncate(MOST);
                }
                tokens
            })
        };
        beads.iter().filter(teaches).map(lesson).collect()
    }
}

/// The pairs of tokens, of the source and the target, that meet in the lessons more often than chance lets them.
fn link(lessons: &[[Vec<u32>; 2]], n_tokens: usize) -> Vec<(u32, u32)> {
    let mut counts = [vec![0.0; n_tokens], vec![0.0; n_tokens]];
    let mut meetings: Vec<(u32, u32)> = Vec::new();
    for lesson in lessons {
        for (counts, tokens) in counts.iter_mut().zip(lesson) {
            tokens.iter().for_each(|&token| counts[token as usize] += 1.0);
        }
        for &here in &lesson[0] {
            meetings.extend(lesson[1].iter().map(|&there| (here, there)));
        }
    }
    meetings.sort_unstable();
    let mut scored: Vec<(f32, u32, u32)> = Vec::new();
    for same in meetings.chunk_by(|a, b| a == b).filter(|same| same.len() > 1) {
        let ((here, there), both) = (same[0], same.len() as f32);
        let alone = (counts[0][here as usize], counts[1][there as usize]);
        let score = surprise(both, alone, lessons.len() as f32);
        if score >= LEAST {
            scored.push((score, here, there));
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut is_linked = vec![false; n_tokens];
    scored.retain(|&(_, here, there)| {
        let is_free = !is_linked[here as usize] && !is_linked[there as usize];
        if is_free {
            is_linked[here as usize] = true;
            is_linked[there as usize] = true;
        }
        is_free
    });
    scored.into_iter().map(|(_, here, there)| (here, there)).collect()
}

/// Dunning's logarithm of likelihoods (1993) that two tokens, of which each stands in so many of `all` beads, meet in `both`;
/// zero if they meet less often than by chance.
fn surprise(both: f32, (here, there): (f32, f32), all: f32) -> f32 {
    if both * all <= here * there {
        return 0.0;
    }
    let part = |seen: f32, expected: f32| if seen > 0.0 { seen * (seen / expected).ln() } else { 0.0 };
    part(both, here * there / all)
        + part(here - both, here * (all - there) / all)
        + part(there - both, (all - here) * there / all)
        + part(all - here - there + both, (all - here) * (all - there) / all)
}

/// In how many passages each token stands.
fn count(passages: &[Vec<u32>], n_tokens: usize) -> Vec<f32> {
    let mut counts = vec![0.0; n_tokens];
    passages.iter().flatten().for_each(|&token| counts[token as usize] += 1.0);
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stand_in_the_same_places_again_and_again_become_one() {
        let read = |texts: &[&str]| texts.iter().map(|text| Passage::new(0, text)).collect::<Vec<_>>();
        let source = read(&["组件一", "没有", "组件很大", "没有", "没有的组件", "别的", "其他", "组件"]);
        let target = read(&[
            "コンポーネント",
            "ない",
            "コンポーネントは大",
            "ない",
            "ないコンポーネント",
            "か",
            "き",
            "コンポーネント",
        ]);
        let beads = |confidence: f32| -> Vec<Bead> {
            (0..source.len())
                .map(|at| Bead { source: at..at + 1, target: at..at + 1, confidence, weight: 0.0 })
                .collect()
        };
        let shared = |lexicon: &Lexicon| {
            let [here, there] = lexicon.counts();
            (0..lexicon.classes.len()).filter(|&token| here[token] > 0.0 && there[token] > 0.0).count()
        };
        let mut lexicon = Lexicon::new([&source, &target]);
        let before = shared(&lexicon);
        assert!(!lexicon.learn(&beads(0.5)), "what is not sure teaches nothing");
        assert!(lexicon.learn(&beads(0.9)));
        assert_eq!(shared(&lexicon), before + 2, "组件 and コンポーネント, 没有 and ない");
        assert_eq!(lexicon.classes.iter().filter(|class| **class == Class::Learnt).count(), 2);
    }
}
