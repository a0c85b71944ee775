//! The likeliest way through two runs of passages in beads, and how sure each bead of it is.

use std::ops::Range;

use super::band::Band;
use super::evidence::Evidence;

/// Passages of both sides that belong together; on one of the sides there may be none.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// Passages of the source.
    pub source: Range<usize>,
    /// Passages of the target.
    pub target: Range<usize>,
    /// How likely it is that just these belong together, from 0 to 1.
    pub confidence: f32,
    /// The natural logarithm of how much likelier it is than chance.
    pub(super) weight: f32,
}

impl Bead {
    /// Passages of one side without counterpart, beyond doubt.
    pub fn gap(source: Range<usize>, target: Range<usize>) -> Self {
        Self { source, target, confidence: 1.0, weight: 0.0 }
    }

    /// Whether it is one passage beside one.
    pub fn is_pair(&self) -> bool {
        self.source.len() == 1 && self.target.len() == 1
    }

    /// Whether it is passages without counterpart.
    pub fn is_gap(&self) -> bool {
        self.source.is_empty() || self.target.is_empty()
    }
}

/// The forms of beads, passages of the source by those of the target, with how often each is met. Of ways that weigh the
/// same the one that ends with an earlier form is taken, so that what is left over stands last.
const FORMS: [((usize, usize), f32); 8] = [
    ((1, 0), 0.06),
    ((0, 1), 0.06),
    ((1, 1), PAIRS),
    ((2, 1), 0.04),
    ((1, 2), 0.04),
    ((2, 2), 0.0015),
    ((3, 1), 0.004),
    ((1, 3), 0.004),
];

/// How often a bead is a pair.
const PAIRS: f32 = 0.8;

/// What a pair weighs.
pub fn pair_weight(evidence: &Evidence, here: usize, there: usize) -> f32 {
    PAIRS.ln() + evidence.weigh((here, 1), (there, 1))
}

/// All beads that fit into the band of a run, weighed.
pub struct Lattice<'b> {
    band: &'b Band,
    /// The first passages of the run.
    origin: (usize, usize),
    /// Where the cells of each row begin.
    rows: Vec<usize>,
    /// What each form of bead weighs that ends at a cell.
    weights: Vec<[f32; FORMS.len()]>,
}

/// A value for each cell; over thousands of passages the small ones would drown in single precision.
type Cells = Vec<f64>;

const IMPOSSIBLE: f64 = f64::NEG_INFINITY;

impl<'b> Lattice<'b> {
    /// Weighs the beads of the run that begins with these passages.
    pub fn new(evidence: &Evidence, origin: (usize, usize), band: &'b Band) -> Self {
        let mut rows = Vec::with_capacity(band.len());
        let mut n_cells = 0;
        for range in band {
            rows.push(n_cells);
            n_cells += range.len();
        }
        let mut lattice = Self { band, origin, rows, weights: Vec::with_capacity(n_cells) };
        for (row, range) in band.iter().enumerate() {
            for column in range.clone() {
                let weights = lattice.weigh(evidence, (row, column));
                lattice.weights.push(weights);
            }
        }
        lattice
    }

    fn weigh(&self, evidence: &Evidence, end: (usize, usize)) -> [f32; FORMS.len()] {
        FORMS.map(|((n_from, n_to), share)| match self.start(end, (n_from, n_to)) {
            None => f32::NEG_INFINITY,
            Some(_) if n_from == 0 || n_to == 0 => share.ln(),
            Some((row, column)) => {
                share.ln() + evidence.weigh((self.origin.0 + row, n_from), (self.origin.1 + column, n_to))
            }
        })
    }

    /// The cell at which a bead of that form begins that ends at `end`.
    fn start(&self, end: (usize, usize), (n_from, n_to): (usize, usize)) -> Option<(usize, usize)> {
        let start = (end.0.checked_sub(n_from)?, end.1.checked_sub(n_to)?);
        self.band[start.0].contains(&start.1).then_some(start)
    }

    fn place(&self, (row, column): (usize, usize)) -> Option<usize> {
        let range = self.band.get(row)?;
        range.contains(&column).then(|| self.rows[row] + column - range.start)
    }

    /// All cells in order, without the first.
    fn cells(&self) -> impl Iterator<Item = ((usize, usize), usize)> {
        let rows = self.band.iter().zip(&self.rows).enumerate();
        let cells =
            rows.flat_map(|(row, (range, &first))| range.clone().zip(first..).map(move |(at, cell)| ((row, at), cell)));
        cells.skip(1)
    }

    /// The beads that end at a cell: the cell they begin at, their form and weight.
    fn ending(&self, end: (usize, usize), cell: usize) -> impl Iterator<Item = (usize, usize, f64)> + Clone {
        FORMS.iter().enumerate().filter_map(move |(at, (form, _))| {
            let start = self.start(end, *form)?;
            Some((self.place(start)?, at, f64::from(self.weights[cell][at])))
        })
    }

    /// The beads of the likeliest way, in order.
    pub fn beads(&self) -> Vec<Bead> {
        let mut best: Cells = vec![IMPOSSIBLE; self.weights.len()];
        let mut forms = vec![0; self.weights.len()];
        best[0] = 0.0;
        for (end, cell) in self.cells() {
            for (start, form, weight) in self.ending(end, cell) {
                if best[start] + weight > best[cell] {
                    best[cell] = best[start] + weight;
                    forms[cell] = form;
                }
            }
        }
        let (forward, backward) = (self.forward(), self.backward());
        let total = forward[forward.len() - 1];
        let mut beads = Vec::new();
        let mut end = self.end();
        while let Some(cell) = self.place(end).filter(|cell| *cell > 0) {
            let Some(start) = self.start(end, FORMS[forms[cell]].0) else { break };
            let weight = self.weights[cell][forms[cell]];
            let through =
                self.place(start).map_or(IMPOSSIBLE, |start| forward[start]) + f64::from(weight) + backward[cell];
            beads.push(Bead {
                source: self.origin.0 + start.0..self.origin.0 + end.0,
                target: self.origin.1 + start.1..self.origin.1 + end.1,
                confidence: (through - total).exp().min(1.0) as f32,
                weight,
            });
            end = start;
        }
        beads.reverse();
        beads
    }

    fn end(&self) -> (usize, usize) {
        let row = self.band.len() - 1;
        (row, self.band[row].end - 1)
    }

    /// The logarithm of the sum over all ways from the beginning to each cell.
    fn forward(&self) -> Cells {
        let mut sums: Cells = vec![IMPOSSIBLE; self.weights.len()];
        sums[0] = 0.0;
        for (end, cell) in self.cells() {
            sums[cell] = log_sum(self.ending(end, cell).map(|(start, _, weight)| sums[start] + weight));
        }
        sums
    }

    /// The same from each cell to the end.
    fn backward(&self) -> Cells {
        let mut sums: Cells = vec![IMPOSSIBLE; self.weights.len()];
        let last = sums.len() - 1;
        sums[last] = 0.0;
        for row in (0..self.band.len()).rev() {
            for column in self.band[row].clone().rev() {
                let cell = self.rows[row] + column - self.band[row].start;
                if cell != last {
                    let ways = FORMS.iter().enumerate().map(|(at, ((n_from, n_to), _))| {
                        let end = self.place((row + n_from, column + n_to));
                        end.map_or(IMPOSSIBLE, |end| sums[end] + f64::from(self.weights[end][at]))
                    });
                    sums[cell] = log_sum(ways);
                }
            }
        }
        sums
    }
}

fn log_sum(logs: impl Iterator<Item = f64> + Clone) -> f64 {
    let most = logs.clone().fold(IMPOSSIBLE, f64::max);
    if most == IMPOSSIBLE { most } else { most + logs.map(|log| (log - most).exp()).sum::<f64>().ln() }
}
