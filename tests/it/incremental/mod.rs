//! The same-bytes law: after any sequence of edits a site that was kept up to date equals one that was built anew, byte for
//! byte, and the complaints with it. Sequences are made by chance from a seed; what fails is shrunk and shown.
//!
//! `TAIYAKU_SEQUENCES=17 cargo it incremental` runs the sequence of one seed, `1000..9000` those of a range.

use std::ops::Range;
use std::sync::Arc;

use taiyaku::build::{BuildError, Built, Changes, Options, Rendering, Session};

mod edits;
// What is made anew after one edit.
mod made;
mod random;
mod sequence;
mod site;
mod world;

use sequence::{Keeper, Take, Tally, run, show, shrink, steps};

/// Over so many tests the sequences are dealt, so that they run side by side.
const TESTS: u64 = 10;

/// The seeds that are looked at on every change.
const SEEDS: Range<u64> = 0..500;

fn session(options: Options) -> Box<dyn Keeper> {
    Box::new(Session::new(options))
}

/// The seeds that a person asked for, or the usual ones.
fn seeds() -> Range<u64> {
    let Ok(asked) = std::env::var("TAIYAKU_SEQUENCES") else { return SEEDS };
    let number = |text: &str| text.parse::<u64>().unwrap_or_else(|_| panic!("TAIYAKU_SEQUENCES={asked}"));
    match asked.split_once("..") {
        Some((from, to)) => number(from)..number(to),
        None => number(&asked)..number(&asked) + 1,
    }
}

/// Runs every tenth of the sequences.
fn hold(part: u64) {
    let mut tally = Tally::default();
    for seed in seeds().filter(|seed| seed % TESTS == part) {
        match run(&steps(seed), &session) {
            Ok(Tally { comparisons, of_pages }) => {
                tally.comparisons += comparisons;
                tally.of_pages += of_pages;
            }
            Err(failure) => {
                let (steps, shrunk) = shrink(steps(seed), &|steps| run(steps, &session).err());
                let failure = shrunk.unwrap_or(failure);
                panic!(
                    "TAIYAKU_SEQUENCES={seed}: after step {}\n{}\n{}",
                    failure.step,
                    failure.difference,
                    show(&steps)
                );
            }
        }
    }
    println!("{tally:?}");
    // Sequences whose sites have errors compare no pages; most must.
    assert!(seeds() != SEEDS || tally.of_pages * 2 > tally.comparisons, "too few pages were compared: {tally:?}");
}

macro_rules! parts {
    ($($name:ident $part:literal;)*) => {
        $(#[test] fn $name() { hold($part); })*
    };
}

parts! {
    edits_in_any_order_give_the_bytes_of_a_clean_build_0 0;
    edits_in_any_order_give_the_bytes_of_a_clean_build_1 1;
    edits_in_any_order_give_the_bytes_of_a_clean_build_2 2;
    edits_in_any_order_give_the_bytes_of_a_clean_build_3 3;
    edits_in_any_order_give_the_bytes_of_a_clean_build_4 4;
    edits_in_any_order_give_the_bytes_of_a_clean_build_5 5;
    edits_in_any_order_give_the_bytes_of_a_clean_build_6 6;
    edits_in_any_order_give_the_bytes_of_a_clean_build_7 7;
    edits_in_any_order_give_the_bytes_of_a_clean_build_8 8;
    edits_in_any_order_give_the_bytes_of_a_clean_build_9 9;
}

/// Says after every third change that nothing has changed.
struct Deaf {
    session: Session,
    refreshes: usize,
    last: Option<Arc<Built>>,
}

impl Keeper for Deaf {
    fn refresh(&mut self, changes: &Changes) -> Result<Arc<Built>, BuildError> {
        self.refreshes += 1;
        match &self.last {
            Some(last) if self.refreshes.is_multiple_of(3) => Ok(Arc::clone(last)),
            _ => Ok(Arc::clone(self.last.insert(Session::refresh(&mut self.session, changes)?))),
        }
    }

    fn render(&mut self, built: &Arc<Built>, take: Take<'_>) -> Result<Rendering, ()> {
        Session::render(&mut self.session, built, take)
    }
}

/// Holds back one page after the first rendering, as one that missed what the page shows of another place.
struct Forgetful {
    session: Session,
    renderings: usize,
}

impl Keeper for Forgetful {
    fn refresh(&mut self, changes: &Changes) -> Result<Arc<Built>, BuildError> {
        Session::refresh(&mut self.session, changes)
    }

    fn render(&mut self, built: &Arc<Built>, take: Take<'_>) -> Result<Rendering, ()> {
        self.renderings += 1;
        let is_first = self.renderings == 1;
        let held_back = |path: &str| !is_first && path == "zh/report.html";
        Session::render(
            &mut self.session,
            built,
            |path, output| {
                if held_back(path) { Ok(()) } else { take(path, output) }
            },
        )
    }
}

/// How many of the first sequences a keeper fails.
fn failures(make: &dyn Fn(Options) -> Box<dyn Keeper>) -> usize {
    (0..12).filter(|seed| run(&steps(*seed), make).is_err()).count()
}

#[test]
fn a_change_that_was_not_heard_is_found() {
    let failed = failures(&|options| Box::new(Deaf { session: Session::new(options), refreshes: 0, last: None }));
    assert!(failed >= 4, "{failed} of 12");
}

#[test]
fn a_page_that_was_not_made_anew_is_found() {
    let failed = failures(&|options| Box::new(Forgetful { session: Session::new(options), renderings: 0 }));
    assert!(failed >= 4, "{failed} of 12");
}

#[test]
fn a_failing_sequence_is_cut_down_to_what_fails() {
    let make = |options| -> Box<dyn Keeper> { Box::new(Forgetful { session: Session::new(options), renderings: 0 }) };
    let seed = (0..50).find(|seed| run(&steps(*seed), &make).is_err()).expect("some sequence changes that page");
    let (fewest, failure) = shrink(steps(seed), &|steps| run(steps, &make).err());
    assert!(failure.is_some_and(|failure| failure.difference.contains("zh/report.html")));
    assert!(show(&fewest).matches("\n  ").count() > 0);
}
