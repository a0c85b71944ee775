//! Finds the colors of code, and learns lines: how a grammar goes through a line depends on that line and on the state in
//! which it came to it, on nothing else. Braces, blank lines and imports recur on every page.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use syntect::parsing::{BasicScopeStackOp, ParseState, Scope, ScopeStack, ScopeStackOp};
use syntect::util::LinesWithEndings;

use super::strokes::{Palette, Stroke, write};
use super::{PREFIX, find, syntaxes};

/// Bytes that a pen keeps, about; then it forgets all and learns anew.
const MOST_LEARNED: usize = 4 << 20;

/// About as many bytes as a line and a state take beside their texts.
const OF_A_LINE: usize = 150;
const OF_A_STATE: usize = 500;

/// Goes through code line by line. What it learned stays on its thread: what a regular expression caught cannot be sent to
/// another, and so it needs no lock.
#[derive(Default)]
pub struct Pen {
    learned: Learned,
    /// Whose numbers the strokes have that it learned.
    palette: Arc<Palette>,
    /// The most that is kept, in bytes.
    most: Option<usize>,
}

#[derive(Default)]
struct Learned {
    states: Vec<State>,
    /// States by the hash of their scopes.
    by_scopes: HashMap<u64, Vec<usize>>,
    hasher: RandomState,
    /// The first state of each language.
    starts: HashMap<Box<str>, usize>,
    /// Numbers of classes.
    classes: HashMap<Scope, u32>,
    /// About as many bytes as all of it takes.
    bytes: usize,
}

/// Where a grammar stands between two lines.
struct State {
    parse: ParseState,
    scopes: ScopeStack,
    /// What follows, by line.
    steps: HashMap<Box<str>, Step>,
}

/// How a line is gone through.
#[derive(Clone)]
struct Step {
    strokes: Arc<[u8]>,
    /// How many more colors are open after the line than before.
    opened: isize,
    /// The state after it.
    next: usize,
}

impl Pen {
    /// One that keeps at most that many bytes, about.
    #[cfg(test)]
    pub fn that_keeps(most: usize) -> Self {
        Self { most: Some(most), ..Self::default() }
    }

    /// The strokes of code; `None` if its language is unknown or its grammar fails.
    pub fn draw(&mut self, language: &str, code: &str, palette: &Arc<Palette>) -> Option<Vec<u8>> {
        if !Arc::ptr_eq(&self.palette, palette) || self.learned.bytes > self.most.unwrap_or(MOST_LEARNED) {
            self.learned = Learned::default();
            self.palette = Arc::clone(palette);
        }
        let mut state = self.learned.start(language)?;
        let (mut strokes, mut open) = (Vec::new(), 0);
        for line in LinesWithEndings::from(code) {
            let step = self.learned.step(state, line, palette)?;
            strokes.extend_from_slice(&step.strokes);
            open += step.opened;
            state = step.next;
        }
        (0..open).for_each(|_| write(&mut strokes, Stroke::Close));
        Some(strokes)
    }
}

impl Learned {
    fn start(&mut self, language: &str) -> Option<usize> {
        if let Some(start) = self.starts.get(language) {
            return Some(*start);
        }
        let start = self.state(ParseState::new(find(language)?), ScopeStack::new());
        self.starts.insert(language.into(), start);
        Some(start)
    }

    /// The number of a state.
    fn state(&mut self, parse: ParseState, scopes: ScopeStack) -> usize {
        // States of the same scopes differ rarely, but for what a regular expression caught: the mark that ends a text of
        // many lines. Then there can be one for each text, and comparing with all would take ever longer.
        const COMPARED: usize = 16;
        let alike = self.by_scopes.entry(self.hasher.hash_one(scopes.as_slice())).or_default();
        let known = alike.iter().rev().take(COMPARED).copied().find(|&number| {
            let state = &self.states[number];
            state.parse == parse && state.scopes == scopes
        });
        known.unwrap_or_else(|| {
            alike.push(self.states.len());
            self.bytes += OF_A_STATE;
            self.states.push(State { parse, scopes, steps: HashMap::new() });
            self.states.len() - 1
        })
    }

    /// How a line is gone through from a state.
    fn step(&mut self, state: usize, line: &str, palette: &Palette) -> Option<Step> {
        if let Some(step) = self.states[state].steps.get(line) {
            return Some(step.clone());
        }
        let State { parse, scopes, .. } = &self.states[state];
        let (mut parse, mut scopes) = (parse.clone(), scopes.clone());
        let operations = parse.parse_line(line, syntaxes()).ok()?;
        let (strokes, opened) = self.strokes(line, &operations, &mut scopes, palette)?;
        let next = self.state(parse, scopes);
        let step = Step { strokes: strokes.into(), opened, next };
        self.bytes += line.len() + step.strokes.len() + OF_A_LINE;
        self.states[state].steps.insert(line.into(), step.clone());
        Some(step)
    }

    /// The strokes of a line. A color that ends where it began is left out, as syntect leaves it out: only if nothing at
    /// all came between.
    fn strokes(
        &mut self,
        line: &str,
        operations: &[(usize, ScopeStackOp)],
        scopes: &mut ScopeStack,
        palette: &Palette,
    ) -> Option<(Vec<u8>, isize)> {
        let (mut strokes, mut opened, mut at) = (Vec::new(), 0, 0);
        // Where the color begins that has nothing in it so far.
        let mut empty = None;
        for (until, operation) in operations {
            if *until > at {
                empty = None;
                write(&mut strokes, Stroke::Text(until - at));
                at = *until;
            }
            let applied = scopes.apply_with_hook(operation, |change, _| match change {
                BasicScopeStackOp::Push(scope) => {
                    empty = Some(strokes.len());
                    let number = self.classes.entry(scope).or_insert_with(|| palette.number(&classes(scope)));
                    write(&mut strokes, Stroke::Open(*number));
                    opened += 1;
                }
                BasicScopeStackOp::Pop => {
                    match empty.take() {
                        Some(start) => strokes.truncate(start),
                        None => write(&mut strokes, Stroke::Close),
                    }
                    opened -= 1;
                }
            });
            applied.ok()?;
        }
        if line.len() > at {
            write(&mut strokes, Stroke::Text(line.len() - at));
        }
        Some((strokes, opened))
    }
}

/// A scope as classes: `keyword.control` is `c-keyword c-control`.
fn classes(scope: Scope) -> String {
    let names = scope.build_string();
    let classes: Vec<String> = names.split('.').map(|name| format!("{PREFIX}{name}")).collect();
    classes.join(" ")
}
