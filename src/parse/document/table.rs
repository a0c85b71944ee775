//! Tables (GFM, section 4.10).

use super::Inline;

/// A table: rows of cells of inlines, each with a cell in every column. All inlines of a table lie in one row: most cells are
/// one text, and would need more room for where they are than for what they are.
#[derive(Clone, Debug)]
pub struct Table {
    /// One per column.
    pub alignments: Box<[Alignment]>,
    /// The inlines of all cells, row by row, the head first.
    inlines: Box<[Inline]>,
    /// Where those of each cell end.
    ends: Box<[u32]>,
}

/// Where the text of a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As the language has it.
    None,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

impl Table {
    /// A table of these inlines, of which those of a cell end before each of `ends`, row by row, the head first. A last row that
    /// is too short is filled up.
    pub fn new(alignments: Box<[Alignment]>, inlines: Box<[Inline]>, mut ends: Vec<u32>) -> Self {
        ends.resize(ends.len().next_multiple_of(alignments.len().max(1)), inlines.len() as u32);
        Self { alignments, inlines, ends: ends.into() }
    }

    /// A table of these cells, row by row, the head first.
    pub fn of_cells(alignments: Box<[Alignment]>, cells: Vec<Vec<Inline>>) -> Self {
        let mut ends = Vec::with_capacity(cells.len());
        let mut inlines = Vec::new();
        for cell in cells {
            inlines.extend(cell);
            ends.push(inlines.len() as u32);
        }
        Self::new(alignments, inlines.into(), ends)
    }

    /// All cells, row by row, the head first.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = &[Inline]> {
        (0..self.ends.len()).map(|at| self.cell(at))
    }

    /// The cells of each row, the head first.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = impl ExactSizeIterator<Item = &[Inline]>> {
        let columns = self.alignments.len();
        let count = self.ends.len().checked_div(columns).unwrap_or(0);
        (0..count).map(move |row| (row * columns..(row + 1) * columns).map(|at| self.cell(at)))
    }

    fn cell(&self, at: usize) -> &[Inline] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.inlines[start as usize..self.ends[at] as usize]
    }
}
