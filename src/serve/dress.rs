//! What serve adds to a page on its way to the browser, and the pages of its own. None of it is ever in the built site.
//!
//! Added are a script that shows each new build in the page, and after a build with errors a bar with the report. The bar stands first in
//! the page and is plain HTML, so that it is met by keyboard and by screen readers and needs no script.

use axum::http::StatusCode;

use super::preview::{Preview, Report};

/// The reload channel.
pub const RELOAD: &str = "/.taiyaku/reload";
/// The script that listens to it.
pub const RELOAD_SCRIPT: &str = "/.taiyaku/reload.js";
/// The looks of reports.
pub const REPORT_STYLE: &str = "/.taiyaku/report.css";

/// Stands in every page, so that a report that comes later has its looks at once.
const STYLE_LINK: &str = "<link rel=\"stylesheet\" href=\"/.taiyaku/report.css\">\n";

/// What a page may load if it does not say so itself: the policy of the theme.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'";

/// HTML and the policy it is sent with.
pub struct Dressed {
    /// The page.
    pub html: String,
    /// What it may load, for the header.
    pub policy: String,
    /// The same as long as what it shows and holds is the same, whichever build it is of.
    pub tag: String,
}

/// A page of the site with what serve adds to it.
pub fn dress(html: &str, status: StatusCode, preview: &Preview) -> Dressed {
    let bar = preview.report.as_ref().map(bar).unwrap_or_default();
    let tag = tag(&[html.as_bytes(), bar.as_bytes(), preview.holds().as_bytes()]);
    let (mut html, policy) = allow_reload(html);
    // Later places first, so that the earlier ones stay where they are.
    insert(&mut html, |html| after_tag(html, "<body"), &bar);
    insert(&mut html, |html| html.find("</head>"), STYLE_LINK);
    // Before the scripts of the site: it keeps the page as it was sent.
    insert(&mut html, |html| after_tag(html, "<head").or(html.find("</head>")), &script(&tag, status, preview));
    Dressed { html, policy: header(&policy), tag }
}

/// A digest of bytes as a tag for HTTP. A weak one, for pages say beside it which build they are of.
pub fn tag(parts: &[&[u8]]) -> String {
    let mut digest = blake3::Hasher::new();
    for part in parts {
        digest.update(&part.len().to_le_bytes()).update(part);
    }
    format!("W/\"{}\"", &digest.finalize().to_hex()[..32])
}

/// A page of serve's own, with a report instead of a page.
pub fn report_page(title: &str, report: &Report, preview: &Preview) -> Dressed {
    let body = format!(
        "<p>{}. This page reloads as soon as a file is saved.</p>\n<pre tabindex=\"0\" role=\"region\" aria-label=\"Report\">{}</pre>",
        escape(&report.summary),
        escape(&report.text)
    );
    own_page(title, &body, StatusCode::INTERNAL_SERVER_ERROR, preview)
}

/// A page of serve's own for an address without a page.
pub fn not_found_page(preview: &Preview) -> Dressed {
    own_page(
        "There is no such page",
        "<p>The site has no page at this address. <a href=\"/\">Go to its front page</a></p>",
        StatusCode::NOT_FOUND,
        preview,
    )
}

fn own_page(title: &str, body: &str, status: StatusCode, preview: &Preview) -> Dressed {
    let tag = tag(&[title.as_bytes(), body.as_bytes(), preview.holds().as_bytes()]);
    let script = script(&tag, status, preview);
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n{STYLE_LINK}{script}</head>\n\
         <body>\n<main class=\"taiyaku-report\">\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    );
    Dressed { html, policy: header(&with_reload(POLICY)), tag }
}

fn script(tag: &str, status: StatusCode, preview: &Preview) -> String {
    format!(
        "<script src=\"{RELOAD_SCRIPT}\" data-build=\"{}\" data-page=\"{}\" data-status=\"{}\" defer></script>\n",
        preview.id(),
        tag.replace('"', "&quot;"),
        status.as_u16()
    )
}

fn bar(report: &Report) -> String {
    format!(
        "\n<aside class=\"taiyaku-report taiyaku-bar\" lang=\"en\" dir=\"ltr\" aria-label=\"Preview\">\n\
         <p role=\"alert\">{}. This is the site as it was before.</p>\n\
         <details open><summary>Report</summary>\n<pre tabindex=\"0\" role=\"region\" aria-label=\"Report\">{}</pre></details>\n</aside>",
        escape(&report.summary),
        escape(&report.text)
    )
}

/// Text of the site stands escaped in its pages, so a tag that is found is one of the templates.
fn after_tag(html: &str, tag: &str) -> Option<usize> {
    let is_whole =
        |at: &usize| html[at + tag.len()..].starts_with(|next: char| next == '>' || next.is_ascii_whitespace());
    let start = html.match_indices(tag).map(|(at, _)| at).find(is_whole)?;
    Some(start + html[start..].find('>')? + 1)
}

/// A page without that place takes it at the end: browsers read it there, too.
fn insert(html: &mut String, place: impl Fn(&str) -> Option<usize>, text: &str) {
    let at = place(html).unwrap_or(html.len());
    html.insert_str(at, text);
}

/// The page's own policy stands in a meta element and binds beside the header; both have to let the reload channel through.
/// Gives the page, and the policy as it now says.
fn allow_reload(html: &str) -> (String, String) {
    match policy_of(html) {
        Some(range) => {
            let policy = with_reload(&html[range.clone()]);
            let page = [&html[..range.start], &policy, &html[range.end..]].concat();
            (page, policy)
        }
        None => (html.to_owned(), with_reload(POLICY)),
    }
}

/// Where the policy of a page stands in it.
fn policy_of(html: &str) -> Option<std::ops::Range<usize>> {
    const BEFORE: &str = "http-equiv=\"Content-Security-Policy\" content=\"";
    let start = html.find(BEFORE)? + BEFORE.len();
    Some(start..start + html[start..].find('"')?)
}

fn with_reload(policy: &str) -> String {
    const DIRECTIVE: &str = "connect-src";
    let mut has_directive = false;
    let directives = policy.split(';').map(str::trim).filter(|directive| !directive.is_empty()).map(|directive| {
        let mut words: Vec<&str> = directive.split_whitespace().collect();
        if words[0] == DIRECTIVE {
            has_directive = true;
            // 'none' stands for nothing only if it stands alone.
            words.retain(|word| !matches!(*word, "'none'" | "'self'"));
            words.insert(1, "'self'");
        }
        // A header is one line.
        words.join(" ")
    });
    let mut directives: Vec<String> = directives.collect();
    if !has_directive {
        directives.push(format!("{DIRECTIVE} 'self'"));
    }
    directives.join("; ")
}

/// Only a header can say who may frame a page.
pub fn header(policy: &str) -> String {
    format!("{policy}; frame-ancestors 'none'")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_let_the_reload_channel_through() {
        assert_eq!(with_reload("default-src 'none'"), "default-src 'none'; connect-src 'self'");
        assert_eq!(with_reload("connect-src 'none';\n img-src\n*;"), "connect-src 'self'; img-src *");
        assert_eq!(with_reload("connect-src https://a.example"), "connect-src 'self' https://a.example");
    }

    #[test]
    fn the_theme_and_serve_have_one_policy() {
        let (_, base) =
            crate::load::theme::TEMPLATES.iter().find(|(name, _)| *name == "base.html").expect("the theme has a frame");
        assert_eq!(policy_of(base).map(|range| &base[range]), Some(POLICY));
    }
}
