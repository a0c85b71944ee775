//! A sequence of steps, each of some edits that are made at once and then told, and what is held against a clean build.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use taiyaku::base::diagnostic::Diagnostics;
use taiyaku::base::report::{self, Style};
use taiyaku::build::{BuildError, Built, Changes, Completeness, Options, Rendering, Session};
use taiyaku::load::AssetContent;
use taiyaku::render::Output;

use super::edits::{self, KINDS};
use super::random::Random;
use super::site::SITE;
use super::world::{Files, World, differences, first_difference};

/// Takes a page; `Err` refuses it.
pub type Take<'a> = &'a (dyn Fn(&str, &Output) -> Result<(), ()> + Sync);

/// What keeps a site up to date: a [`Session`], or one that makes mistakes.
pub trait Keeper {
    /// As [`Session::refresh`].
    fn refresh(&mut self, changes: &Changes) -> Result<Arc<Built>, BuildError>;
    /// As [`Session::render`].
    fn render(&mut self, built: &Arc<Built>, take: Take<'_>) -> Result<Rendering, ()>;
}

impl Keeper for Session {
    fn refresh(&mut self, changes: &Changes) -> Result<Arc<Built>, BuildError> {
        Session::refresh(self, changes)
    }

    fn render(&mut self, built: &Arc<Built>, take: Take<'_>) -> Result<Rendering, ()> {
        Session::render(self, built, take)
    }
}

/// What is built.
pub fn options(world: &World) -> Options {
    Options { root: world.root().into(), base_url: None, completeness: Completeness::AsSet }
}

/// How the edits of a step are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    All,
    Paths,
    /// The folders that they lie in.
    Folders,
    /// And files that did not change, as watchers do.
    TooMany,
}

/// Some edits at once.
#[derive(Clone, Debug)]
pub struct Step {
    /// The kind of each edit, by its place in [`KINDS`], and the seed of its chance.
    edits: Vec<(usize, u64)>,
    /// Whether a site with errors is first put back to what it was when it had none.
    mends: bool,
    told: Told,
    /// Whether the first page is refused when it is taken, and everything is rendered once more.
    refuses: bool,
    /// Whether a clean build is made and compared.
    is_compared: bool,
}

/// The steps of a seed.
pub fn steps(seed: u64) -> Vec<Step> {
    let mut random = Random::new(seed);
    let count = 2 + random.below(4);
    let mut steps: Vec<Step> = (0..count)
        .map(|_| {
            let edits = if random.percent(20) { 2 + random.below(19) } else { 1 };
            Step {
                edits: (0..edits).map(|_| (edits::kind(&mut random), random.next())).collect(),
                mends: random.percent(80),
                told: [Told::All, Told::Folders, Told::TooMany, Told::Paths][random.below(8).min(3)],
                refuses: random.percent(5),
                is_compared: random.percent(25),
            }
        })
        .collect();
    if let Some(last) = steps.last_mut() {
        last.is_compared = true;
    }
    steps
}

/// How far a sequence came.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Comparisons with a clean build.
    pub comparisons: usize,
    /// Those of sites whose pages could be made.
    pub of_pages: usize,
}

/// What a clean build says otherwise, after which edits.
#[derive(Debug)]
pub struct Failure {
    /// The step, counted from 0.
    pub step: usize,
    /// What differs.
    pub difference: String,
}

/// What a build gives.
#[derive(Debug, Default)]
struct Pages {
    /// The complaints, as people read them.
    report: String,
    /// Whether pages were made.
    is_made: bool,
    pages: Files,
}

/// Goes through the steps with a keeper.
///
/// # Errors
/// The first difference from a clean build.
pub fn run(steps: &[Step], make: &dyn Fn(Options) -> Box<dyn Keeper>) -> Result<Tally, Failure> {
    let mut world = World::new(SITE);
    let mut keeper = make(options(&world));
    let mut kept = Pages::default();
    update(keeper.as_mut(), &Changes::All, &mut kept, false);
    let mut good = world.files.clone();
    let mut tally = Tally::default();
    for (at, step) in steps.iter().enumerate() {
        if kept.is_made {
            good = world.files.clone();
        } else if step.mends {
            world.files.clone_from(&good);
        }
        for (kind, seed) in &step.edits {
            (KINDS[*kind].edit)(&mut world, &mut Random::new(*seed));
        }
        world.save();
        let changes = tell(step, &mut world);
        update(keeper.as_mut(), &changes, &mut kept, step.refuses);
        if step.is_compared {
            let mut clean = Pages::default();
            update(&mut Session::new(options(&world)), &Changes::All, &mut clean, false);
            tally.comparisons += 1;
            tally.of_pages += usize::from(clean.is_made);
            compare(&kept, &clean).map_err(|difference| Failure { step: at, difference })?;
        }
    }
    Ok(tally)
}

/// What a keeper is told of the files that changed.
fn tell(step: &Step, world: &mut World) -> Changes {
    let mut changed = world.take_changed();
    match step.told {
        Told::All => return Changes::All,
        Told::Paths => {}
        Told::Folders => {
            let folder = |path: String| path.rsplit_once('/').map(|(folder, _)| folder.to_owned()).unwrap_or(path);
            changed = changed.into_iter().map(folder).collect();
        }
        Told::TooMany => changed.extend(world.files.keys().step_by(3).cloned().collect::<BTreeSet<_>>()),
    }
    Changes::Paths(changed)
}

/// Refreshes a site and renders it, if it has no errors, into what was made before.
fn update(keeper: &mut dyn Keeper, changes: &Changes, kept: &mut Pages, refuses: bool) {
    kept.is_made = false;
    let built = match keeper.refresh(changes) {
        Ok(built) => built,
        Err(error) => return kept.report = error.to_string(),
    };
    let mut diagnostics = built.diagnostics.clone();
    if !diagnostics.has_errors() {
        diagnostics = diagnostics.with(render(keeper, &built, &mut kept.pages, refuses));
        kept.is_made = !diagnostics.has_errors();
    }
    kept.report = report::human(&diagnostics, &built.files, Style::PLAIN);
}

fn render(keeper: &mut dyn Keeper, built: &Arc<Built>, pages: &mut Files, refuses: bool) -> Diagnostics {
    let taken = Mutex::new(std::mem::take(pages));
    let take = |path: &str, output: &Output| {
        taken.lock().expect("no page panics").insert(path.to_owned(), bytes(output));
        Ok(())
    };
    if refuses {
        let _ = keeper.render(built, &|_, _| Err(()));
    }
    let rendering = keeper.render(built, &take).expect("nothing is refused");
    *pages = taken.into_inner().expect("no page panics");
    let routed: BTreeSet<&str> = built.site.routes.iter().map(|(_, path)| path).collect();
    pages.retain(|path, _| routed.contains(path.as_str()));
    rendering.diagnostics
}

/// The bytes that are written for an output.
pub fn bytes(output: &Output) -> Vec<u8> {
    match output {
        Output::Text(text) => text.clone(),
        Output::Copy(AssetContent::Embedded(bytes)) => bytes.to_vec(),
        Output::Copy(AssetContent::File(path)) => {
            // One that is gone differs from every file.
            std::fs::read(path).unwrap_or_else(|error| error.to_string().into_bytes())
        }
    }
}

fn compare(kept: &Pages, clean: &Pages) -> Result<(), String> {
    const NAMES: [&str; 2] = ["kept up to date", "clean build"];
    if kept.report != clean.report {
        return Err(format!("the complaints differ:\n{}", first_difference(&kept.report, &clean.report, NAMES)));
    }
    match differences(&kept.pages, &clean.pages, NAMES) {
        told if clean.is_made && !told.is_empty() => Err(told),
        _ => Ok(()),
    }
}

/// The fewest edits that still fail, as far as leaving out one after the other finds them.
pub fn shrink(mut steps: Vec<Step>, fails: &dyn Fn(&[Step]) -> Option<Failure>) -> (Vec<Step>, Option<Failure>) {
    steps.iter_mut().for_each(|step| step.is_compared = true);
    let mut failure = fails(&steps);
    if let Some(failure) = &failure {
        steps.truncate(failure.step + 1);
    }
    for at in (0..steps.len()).rev() {
        for edit in (0..steps[at].edits.len()).rev() {
            let mut fewer = steps.clone();
            fewer[at].edits.remove(edit);
            // Told and rendered all the same, a step without edits is still a step.
            if let Some(found) = fails(&fewer) {
                (steps, failure) = (fewer, Some(found));
            }
        }
        let mut fewer = steps.clone();
        if fewer.remove(at).edits.is_empty()
            && let Some(found) = fails(&fewer)
        {
            (steps, failure) = (fewer, Some(found));
        }
    }
    (steps, failure)
}

/// The steps, for people: what each edit did to which file.
pub fn show(steps: &[Step]) -> String {
    let mut world = World::new(SITE);
    let mut text = String::new();
    for (at, step) in steps.iter().enumerate() {
        let _ = writeln!(text, "step {at} ({:?}, refuses: {}):", step.told, step.refuses);
        for (kind, seed) in &step.edits {
            let before = world.files.clone();
            (KINDS[*kind].edit)(&mut world, &mut Random::new(*seed));
            let _ =
                write!(text, "  {}: {}", KINDS[*kind].name, differences(&before, &world.files, ["before", "after"]));
        }
    }
    text
}
