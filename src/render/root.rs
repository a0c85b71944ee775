//! The pages of all languages: the one that offers them, and the one for wrong addresses.

use crate::link::route::Route;

use super::frame::{Frame, language_view, path_of_url};
use super::view::{LinkView, MovedView, NotFoundLanguageView, NotFoundView, PageView, RootLanguageView, RootView};

/// The front page of the site.
pub fn root(frame: &Frame<'_>) -> (PageView, RootView) {
    let languages = frame.settings.languages().iter().enumerate().map(|(at, language)| RootLanguageView {
        language: language_view(language),
        title: front_title(frame, at),
        summary: summary(frame, at),
        href: frame.addresses.page(Route::Front(at)).unwrap_or_default(),
        read: frame.site.words(at).get("read").replace("{language}", &language.name),
        words_language: frame.words_language(at),
    });
    let view = RootView { languages: languages.collect() };
    let title = frame.settings.title().text(frame.language).to_owned();
    (frame.view("root", title, summary(frame, frame.language)), view)
}

fn front_title(frame: &Frame<'_>, language: usize) -> String {
    let own = frame.site.front().and_then(|work| frame.site.face(work).title(language));
    own.unwrap_or_else(|| frame.settings.title().text(language).to_owned())
}

fn summary(frame: &Frame<'_>, language: usize) -> String {
    let own = frame.site.front().and_then(|work| frame.site.head(work, language)?.summary());
    own.unwrap_or_else(|| frame.settings.description().text(language)).to_owned()
}

/// The page at an earlier address of a document. The script of the theme follows its link at once.
pub fn moved(frame: &Frame<'_>, work: usize) -> Option<(PageView, MovedView)> {
    let link = frame.link_to(work)?;
    let mut page = frame.view("moved", frame.word("moved", &[]), String::new());
    page.switch = Vec::new();
    Some((page, MovedView { link }))
}

/// The page for wrong addresses. It is shown at any address, so its links start at the host's root.
pub fn not_found(frame: &Frame<'_>) -> (PageView, NotFoundView) {
    let base = frame.settings.base_url().map(path_of_url).unwrap_or_default();
    let word = |language: usize, key: &str| frame.site.words(language).get(key).to_owned();
    let languages = frame.settings.languages().iter().enumerate().map(|(at, language)| NotFoundLanguageView {
        language: language_view(language),
        words_language: frame.words_language(at),
        title: word(at, "not_found"),
        text: word(at, "not_found_text"),
        link: LinkView {
            label: word(at, "to_front"),
            href: format!("{base}/{}/index.html", language.dir),
            lang: Some(language.tag.as_str().to_owned()),
            current: false,
        },
    });
    let view = NotFoundView { languages: languages.collect() };
    let mut page = frame.view("not-found", word(frame.language, "not_found"), String::new());
    page.home = format!("{base}/index.html");
    page.navigation = Vec::new();
    page.switch = Vec::new();
    (page, view)
}
