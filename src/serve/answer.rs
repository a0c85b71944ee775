//! One address and the current preview to the answer. Only what has a route is found, so no address leads to a file
//! outside the site; a file's bytes are read when it is asked for.

use std::fs;
use std::path::Path;

use axum::body::Bytes;
use axum::http::StatusCode;

use crate::base::diagnostic::Diagnostics;
use crate::build::Built;
use crate::link::route::{Route, encode_path};
use crate::load::AssetContent;
use crate::render::{Output, render};

use super::dress::{Dressed, POLICY, RELOAD_SCRIPT, REPORT_STYLE, dress, header, not_found_page, report_page, tag};
use super::guard::{Refusal, decode};
use super::media::{HTML, PLAIN, SCRIPT, STYLE, media_type};
use super::preview::{Preview, Report};

const NOT_FOUND: &str = "404.html";

/// What is sent.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its media type.
    pub media_type: &'static str,
    /// What it may load when it is shown.
    pub policy: String,
    /// Where else to look.
    pub location: Option<String>,
    /// A tag that is the same as long as the answer is.
    pub tag: Option<String>,
    /// Its bytes.
    pub body: Bytes,
    /// A page that could not be rendered, and why: worth telling the author.
    pub broken: Option<(String, Diagnostics)>,
}

impl Answer {
    fn new(status: StatusCode, media_type: &'static str, body: impl Into<Bytes>) -> Self {
        Self { status, media_type, policy: header(POLICY), location: None, tag: None, body: body.into(), broken: None }
    }

    fn page(status: StatusCode, page: Dressed) -> Self {
        Self { policy: page.policy, tag: Some(page.tag), ..Self::new(status, HTML, page.html) }
    }

    /// A file, whatever holds it.
    fn file(status: StatusCode, media_type: &'static str, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        Self { tag: Some(tag(&[&body])), ..Self::new(status, media_type, body) }
    }
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        let (status, words) = refusal.answer();
        Self::new(status, PLAIN, words)
    }
}

/// Answers for a path, as it was sent, and what stood after its `?`.
pub fn answer(preview: &Preview, path: &str, query: Option<&str>) -> Answer {
    match path {
        RELOAD_SCRIPT => return Answer::file(StatusCode::OK, SCRIPT, include_str!("reload.js")),
        REPORT_STYLE => return Answer::file(StatusCode::OK, STYLE, include_str!("report.css")),
        _ => {}
    }
    let path = match decode(path) {
        Ok(path) => path,
        Err(refusal) => return refusal.into(),
    };
    let Some(built) = &preview.good else { return never_good(preview) };
    match find(built, &path) {
        Found::Page(route, path) => send(preview, built, (route, &path), StatusCode::OK),
        Found::Folder => {
            let query = query.map(|query| format!("?{query}")).unwrap_or_default();
            let location = format!("/{}/{query}", encode_path(&path));
            Answer { location: Some(location), ..Answer::new(StatusCode::TEMPORARY_REDIRECT, PLAIN, "") }
        }
        Found::Nothing => not_found(preview, built),
    }
}

enum Found {
    Page(Route, String),
    Folder,
    Nothing,
}

/// As static hosts look: the file, the page without its `.html`, the folder's index; a folder's address ends with a slash.
fn find(built: &Built, path: &str) -> Found {
    let routes = &built.site.routes;
    let page = |path: String| routes.at(&path).map(|route| Found::Page(route, path));
    let is_folder = path.is_empty() || path.ends_with('/');
    let found = if is_folder {
        page(format!("{path}index.html"))
    } else {
        page(path.to_owned()).or_else(|| page(format!("{path}.html")))
    };
    found.unwrap_or_else(|| {
        if !is_folder && routes.at(&format!("{path}/index.html")).is_some() { Found::Folder } else { Found::Nothing }
    })
}

fn send(preview: &Preview, built: &Built, (route, path): (Route, &str), status: StatusCode) -> Answer {
    let Some(templates) = &built.templates else { return never_good(preview) };
    let (output, complaints) = render(&built.site, templates, route);
    let media_type = media_type(path);
    let bytes = match output {
        None => return broken(preview, built, path, complaints),
        Some(Output::Text(text)) => Bytes::from(text),
        Some(Output::Copy(AssetContent::Embedded(bytes))) => Bytes::from_static(bytes),
        Some(Output::Copy(AssetContent::File(place))) => match read(&place) {
            Some(bytes) => Bytes::from(bytes),
            // It is gone, and the next build will know.
            None => return Answer::page(StatusCode::NOT_FOUND, not_found_page(preview)),
        },
    };
    match std::str::from_utf8(&bytes) {
        Ok(text) if media_type == HTML => Answer::page(status, dress(text, status, preview)),
        _ => Answer::file(status, media_type, bytes),
    }
}

/// A file that has become a symbolic link since the build could lead anywhere.
fn read(place: &Path) -> Option<Vec<u8>> {
    let is_file = fs::symlink_metadata(place).is_ok_and(|metadata| metadata.is_file());
    if is_file { fs::read(place).ok() } else { None }
}

fn not_found(preview: &Preview, built: &Built) -> Answer {
    match built.site.routes.at(NOT_FOUND) {
        Some(route) => send(preview, built, (route, NOT_FOUND), StatusCode::NOT_FOUND),
        None => Answer::page(StatusCode::NOT_FOUND, not_found_page(preview)),
    }
}

/// There was no good site yet: every address says why.
fn never_good(preview: &Preview) -> Answer {
    let nothing = Report { summary: "There is no site yet".to_owned(), text: String::new() };
    let report = preview.report.as_ref().unwrap_or(&nothing);
    Answer::page(StatusCode::INTERNAL_SERVER_ERROR, report_page("The site cannot be shown", report, preview))
}

fn broken(preview: &Preview, built: &Built, path: &str, complaints: Diagnostics) -> Answer {
    let report = Report::of(&complaints, &built.files);
    let page = report_page("This page cannot be shown", &report, preview);
    Answer { broken: Some((path.to_owned(), complaints)), ..Answer::page(StatusCode::INTERNAL_SERVER_ERROR, page) }
}
