//! Which block of one document is the counterpart of which block of another: by id, else by heading and position.
//! Never by the text, and never by a guess: what does not fit stays alone and is complained of.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::parse::document::{Block, BlockKind, Document};

use super::order::longest_rising;

/// The counterpart of each block of `target` in `source`, both as indexes of blocks; `None` for blocks without one.
/// Blocks that continue others (`of=`) have none.
pub fn pair(source: &Document, target: &Document, diagnostics: &mut Diagnostics) -> Vec<Option<usize>> {
    let mut counterparts: Vec<Option<usize>> = vec![None; target.blocks.len()];
    let ids: BTreeMap<&str, usize> =
        source.blocks.iter().enumerate().filter_map(|(at, block)| Some((own_id(block)?, at))).collect();
    for (at, block) in target.blocks.iter().enumerate() {
        counterparts[at] = own_id(block).and_then(|id| ids.get(id).copied());
    }
    let order = in_order(&counterparts);
    complain_of_order((source, target), (&counterparts, &order), diagnostics);
    for (from, to) in runs(source, target, &order) {
        pair_run((source, from), (target, to), &mut counterparts, diagnostics);
    }
    counterparts
}

/// The pairs of source and target that stand in one order; of the others each was moved.
fn in_order(counterparts: &[Option<usize>]) -> Vec<(usize, usize)> {
    let paired = counterparts.iter().enumerate().filter_map(|(at, counterpart)| Some(((*counterpart)?, at)));
    let (mut pairs, sources): (Vec<_>, Vec<_>) = paired.map(|pair| (pair, pair.0)).unzip();
    let mut rising = longest_rising(&sources).into_iter();
    pairs.retain(|_| rising.next() == Some(true));
    pairs
}

/// The id by which a block is a unit of its own.
pub fn own_id(block: &Block) -> Option<&str> {
    block.id.as_ref().filter(|id| id.of.is_none() && !id.is_repeated).map(|id| id.name.as_str())
}

/// Complains of the moved passages, and of no others that their move left out of step. Passages that were moved together are
/// one complaint.
fn complain_of_order(
    (source, target): (&Document, &Document),
    (counterparts, order): (&[Option<usize>], &[(usize, usize)]),
    diagnostics: &mut Diagnostics,
) {
    let is_moved = |at: usize| order.binary_search_by_key(&at, |pair| pair.1).is_err();
    let moved = counterparts.iter().enumerate().filter_map(|(at, counterpart)| Some((at, (*counterpart)?)));
    let moved: Vec<(usize, usize)> = moved.filter(|(at, _)| is_moved(*at)).collect();
    for together in moved.chunk_by(|before, next| (before.0 + 1, before.1 + 1) == *next) {
        let Some(&(at, here)) = together.first() else { continue };
        let message = match together.len() {
            1 => "this passage stands in another order than in the source, whose order all pages show".to_owned(),
            n => format!(
                "{n} passages from here on stand in another order than in the source, whose order all pages show"
            ),
        };
        diagnostics.push(
            Diagnostic::new(&rule::UNIT_ORDER, target.blocks[at].id_span(), message)
                .also(source.blocks[here].id_span(), "its counterpart")
                .help("move it to where the source has it; pages in every language follow the order of the source"),
        );
    }
}

type Run = Vec<usize>;

/// The runs of unpaired blocks between paired ones, of both sides: those that a counterpart may still be found for.
fn runs(source: &Document, target: &Document, order: &[(usize, usize)]) -> Vec<(Run, Run)> {
    let (from_source, from_target) = (unpaired(source, target), unpaired(target, source));
    let between = |blocks: &[usize], from: usize, to: usize| -> Run {
        let first = blocks.partition_point(|&at| at < from);
        blocks[first..].iter().copied().take_while(|&at| at < to).collect()
    };
    let mut runs = Vec::new();
    let (mut source_from, mut target_from) = (0, 0);
    for &(here, there) in order {
        runs.push((between(&from_source, source_from, here), between(&from_target, target_from, there)));
        (source_from, target_from) = (here + 1, there + 1);
    }
    let (source_to, target_to) = (source.blocks.len(), target.blocks.len());
    runs.push((between(&from_source, source_from, source_to), between(&from_target, target_from, target_to)));
    runs.retain(|(from, to)| !from.is_empty() || !to.is_empty());
    runs
}

/// The blocks without an id, and those whose id the other document lacks and is not said to lack.
fn unpaired(document: &Document, other: &Document) -> Run {
    let theirs = || other.blocks.iter().filter_map(|block| block.id.as_ref());
    let known: BTreeSet<&str> =
        theirs().flat_map(|id| id.with.iter().chain(&id.of).chain([&id.name])).map(|name| &**name).collect();
    let is_unpaired = |block: &Block| match &block.id {
        None => true,
        Some(id) => {
            let is_plain = id.of.is_none() && id.with.is_empty() && !id.only && !id.is_repeated;
            is_plain && !known.contains(id.name.as_str())
        }
    };
    (0..document.blocks.len()).filter(|&at| is_unpaired(&document.blocks[at])).collect()
}

/// Pairs blocks of which one has an id and the other none, if both sides have as many of the same kinds. Whether it could.
fn pair_half_named(
    (source, from): (&Document, &[usize]),
    (target, to): (&Document, &[usize]),
    counterparts: &mut [Option<usize>],
    diagnostics: &mut Diagnostics,
) -> bool {
    let pairs =
        || from.iter().zip(to).map(|(&here, &there)| (here, there, &source.blocks[here], &target.blocks[there]));
    let fits = |(_, _, here, there): (usize, usize, &Block, &Block)| {
        here.kind_name() == there.kind_name()
            && level(here) == level(there)
            && (here.id.is_none() || there.id.is_none())
    };
    if from.len() != to.len() || !pairs().all(fits) {
        return false;
    }
    for (at, counterpart, here, there) in pairs() {
        counterparts[counterpart] = Some(at);
        let (id, named, path, bare) = match (&here.id, &there.id) {
            (Some(id), None) => (id, here, &source.path, there),
            (None, Some(id)) => (id, there, &target.path, here),
            _ => continue,
        };
        let message = format!("this passage has no id; its counterpart in {path} is {{#{}}}", id.name);
        diagnostics.push(
            Diagnostic::new(&rule::UNPAIRED_UNIT, bare.span, message)
                .also(named.id_span(), "its counterpart")
                .help(format!("put {{#{}}} at its end; `taiyaku ids` writes missing ids", id.name)),
        );
    }
    true
}

fn pair_run(
    (source, from): (&Document, Run),
    (target, to): (&Document, Run),
    counterparts: &mut [Option<usize>],
    diagnostics: &mut Diagnostics,
) {
    if pair_half_named((source, &from), (target, &to), counterparts, diagnostics) {
        return;
    }
    let bare = |document: &Document, mut run: Run| {
        run.retain(|&at| document.blocks[at].id.is_none());
        run
    };
    let (from, to) = (bare(source, from), bare(target, to));
    let source_parts = sections(source, &from);
    let target_parts = sections(target, &to);
    let levels = |document: &Document, parts: &[Run]| {
        parts.iter().map(|part| part.first().map_or(0, |&at| level(&document.blocks[at]))).collect::<Vec<_>>()
    };
    let same_headings = levels(source, &source_parts) == levels(target, &target_parts);
    let parts: Vec<(Run, Run)> =
        if same_headings { source_parts.into_iter().zip(target_parts).collect() } else { vec![(from, to)] };
    for (from, to) in parts {
        pair_section((source, &from), (target, &to), counterparts, diagnostics);
    }
}

/// A run cut before each of its headings; the first part has none.
fn sections(document: &Document, run: &[usize]) -> Vec<Run> {
    let mut parts = vec![Vec::new()];
    for &at in run {
        if level(&document.blocks[at]) > 0 {
            parts.push(Vec::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(at);
        }
    }
    parts
}

fn level(block: &Block) -> u8 {
    match block.kind {
        BlockKind::Heading(level, _) => level,
        _ => 0,
    }
}

/// Pairs from the front and from the back as long as the kinds agree; what is left between stays alone.
fn pair_section(
    (source, from): (&Document, &[usize]),
    (target, to): (&Document, &[usize]),
    counterparts: &mut [Option<usize>],
    diagnostics: &mut Diagnostics,
) {
    let agree =
        |&(&here, &there): &(&usize, &usize)| source.blocks[here].kind_name() == target.blocks[there].kind_name();
    let front = from.iter().zip(to).take_while(agree).count();
    let back = from[front..].iter().rev().zip(to[front..].iter().rev()).take_while(agree).count();
    // Different counts: pairs counted from the back would be a guess about where the difference lies.
    let back = if from.len() == to.len() { back } else { 0 };
    let front = if from.len() == to.len() { front } else { front.min(1).min(usize::from(is_heading(source, from))) };
    for at in 0..front {
        counterparts[to[at]] = Some(from[at]);
    }
    for at in 0..back {
        counterparts[to[to.len() - 1 - at]] = Some(from[from.len() - 1 - at]);
    }
    let (left, right) = (&from[front..from.len() - back], &to[front..to.len() - back]);
    if left.is_empty() && right.is_empty() {
        return;
    }
    complain((source, left), (target, right), diagnostics);
}

fn is_heading(document: &Document, run: &[usize]) -> bool {
    run.first().is_some_and(|&at| level(&document.blocks[at]) > 0)
}

fn complain(
    (source, left): (&Document, &[usize]),
    (target, right): (&Document, &[usize]),
    diagnostics: &mut Diagnostics,
) {
    let advice = "`taiyaku ids` writes missing ones";
    let (run, document, other) = match (left, right) {
        ([], right) => (right, target, source),
        (left, []) => (left, source, target),
        ([here, ..], [there, ..]) => {
            let count = |run: &[usize]| match run.len() {
                1 => "1 passage without id".to_owned(),
                n => format!("{n} passages without ids"),
            };
            let (ours, theirs) = (count(left), count(right));
            let message = format!("{ours} in {}, {theirs} in {}: they cannot be paired", source.path, target.path);
            return diagnostics.push(
                Diagnostic::new(&rule::UNPAIRED_UNIT, target.blocks[*there].span, message)
                    .also(source.blocks[*here].span, "the other side begins here")
                    .help(format!(
                        "give the passages ids, the same in every language: {{#soft-law}} at the end; {advice}"
                    )),
            );
        }
    };
    let Some(&first) = run.first() else { return };
    let message = match run.len() {
        1 => format!("this passage without id has no counterpart in {}", other.path),
        n => format!("{n} passages without ids have no counterparts in {}", other.path),
    };
    diagnostics.push(
        Diagnostic::new(&rule::UNPAIRED_UNIT, document.blocks[first].span, message).help(format!(
            "write it there too, or give it an id of its own: {{#soft-law only}} if it is meant; {advice}"
        )),
    );
}
