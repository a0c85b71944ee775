//! One route of the site and the templates to its bytes. A pure function: no page knows of another page's bytes.

use serde::Serialize;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::link::route::Route;
use crate::link::seen::{Key, Reads, Seen};
use crate::link::site::{Generated, Site};
use crate::load::AssetContent;

mod address;
mod annotations;
mod bibliography;
mod citation;
mod chart;
mod commentary;
mod comments;
mod data;
mod description;
mod drawing;
mod entry;
mod event_export;
mod frame;
mod glossary;
mod html;
mod note;
mod page;
mod parallel;
mod plain;
mod preview;
mod reader;
mod relation;
mod root;
mod standing;
mod status;
mod svg;
pub mod templates;
mod timeline;
pub mod view;
mod ways;

use frame::Frame;
use templates::Templates;
use view::PageView;

/// What a route becomes.
#[derive(Clone, Debug)]
pub enum Output {
    /// These bytes, which are UTF-8.
    Text(Vec<u8>),
    /// The bytes of that file.
    Copy(AssetContent),
}

/// A route that was rendered.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// What it became; without it there is a complaint.
    pub output: Option<Output>,
    /// The complaints.
    pub diagnostics: Diagnostics,
    /// What it read of the site, and what it looked for and did not find: each once and in order.
    pub reads: Vec<Key>,
}

/// Renders a route. Without output there is a complaint.
pub fn render(site: &Site, templates: &Templates, route: Route) -> (Option<Output>, Diagnostics) {
    render_seen(Seen::unrecorded(site), templates, route)
}

/// Renders a route, and tells what that took.
pub fn render_recorded(site: &Site, templates: &Templates, route: Route) -> Rendered {
    let reads = Reads::default();
    let (output, diagnostics) = render_seen(Seen::recorded(site, &reads), templates, route);
    Rendered { output, diagnostics, reads: reads.keys() }
}

fn render_seen(site: Seen<'_>, templates: &Templates, route: Route) -> (Option<Output>, Diagnostics) {
    let result = match route {
        Route::Asset(at) => return (Some(Output::Copy(site.asset(at).clone())), Diagnostics::default()),
        Route::Data(data) => Ok(data::data(site, data).into_bytes()),
        _ => match Frame::new(site, templates, route) {
            Some(frame) => page(&frame, templates),
            None => return (None, Diagnostics::default()),
        },
    };
    match result {
        Ok(text) => (Some(Output::Text(text)), Diagnostics::default()),
        Err(complaint) => (None, std::iter::once(*complaint).collect()),
    }
}

fn page(frame: &Frame<'_>, templates: &Templates) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = frame.site;
    match frame.route {
        Route::Root => {
            let (page, view) = root::root(frame);
            fill(frame, templates, "root.html", &page, ("root", &view))
        }
        Route::NotFound => {
            let (page, view) = root::not_found(frame);
            fill(frame, templates, "404.html", &page, ("not_found", &view))
        }
        Route::Alias { work, .. } => match root::moved(frame, work) {
            Some((page, view)) => fill(frame, templates, "moved.html", &page, ("moved", &view)),
            None => Ok(Vec::new()),
        },
        Route::Front(language) => {
            let own = site.front().and_then(|work| page::text(frame, work, language));
            let (page, view) = own.unwrap_or_else(|| page::bare_front(frame));
            fill(frame, templates, "front.html", &page, ("text", &view))
        }
        Route::Text { work, language } => match commentary::commentary(frame, work, language) {
            Some((page, view)) => fill(frame, templates, "commentary.html", &page, ("commentary", &view)),
            None => match page::text(frame, work, language) {
                Some((page, view)) => fill(frame, templates, "chapter.html", &page, ("text", &view)),
                None => Ok(Vec::new()),
            },
        },
        Route::Parallel { work, other, .. } => match parallel::parallel(frame, work, other) {
            Some((page, view)) => fill(frame, templates, "parallel.html", &page, ("parallel", &view)),
            None => Ok(Vec::new()),
        },
        Route::Generated(generated, _) => self::generated(frame, generated, templates),
        Route::Part { page, part, .. } => entries(frame, (page, Some(part)), templates),
        Route::Commentator { person, .. } => {
            let (page, view) = comments::commentator(frame, person);
            fill(frame, templates, "comments.html", &page, ("comments", &view))
        }
        Route::Status(_) => {
            let (page, view) = status::status(frame);
            fill(frame, templates, "status.html", &page, ("status", &view))
        }
        Route::Asset(_) | Route::Data(_) => Ok(Vec::new()),
    }
}

/// Pages that no document stands behind.
fn generated(frame: &Frame<'_>, generated: Generated, templates: &Templates) -> Result<Vec<u8>, Box<Diagnostic>> {
    match generated {
        Generated::Timeline => {
            let (page, view) = timeline::timeline(frame);
            fill(frame, templates, "timeline.html", &page, ("timeline", &view))
        }
        Generated::Comments => {
            let (page, view) = comments::comments(frame);
            fill(frame, templates, "comments.html", &page, ("comments", &view))
        }
        Generated::References => {
            let (page, view) = bibliography::references(frame);
            fill(frame, templates, "references.html", &page, ("references", &view))
        }
        Generated::Glossary
        | Generated::People
        | Generated::Organizations
        | Generated::Policies
        | Generated::Places
        | Generated::Works => entries(frame, (generated, None), templates),
    }
}

/// A page of entries, or a part of one.
fn entries(
    frame: &Frame<'_>,
    (generated, part): (Generated, Option<usize>),
    templates: &Templates,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let (page, view) = glossary::register(frame, generated, part);
    match generated {
        Generated::Glossary => fill(frame, templates, "glossary.html", &page, ("glossary", &view)),
        _ => fill(frame, templates, "entities.html", &page, ("entities", &view)),
    }
}

/// A page, filled into a template.
fn fill<V: Serialize>(
    frame: &Frame<'_>,
    templates: &Templates,
    name: &'static str,
    page: &PageView,
    view: (&'static str, &V),
) -> Result<Vec<u8>, Box<Diagnostic>> {
    frame.site.filled_into(name);
    templates.render(name, page, view)
}
