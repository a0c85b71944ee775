//! Plain passages: those of which nothing is said but their text, which most are. The theme's template of a passage is asked
//! once what it writes around the text of such a one; from then on they are written without it, in a tenth of the time.

use std::collections::BTreeMap;

use tera::{Context, Tera};

use crate::align::unit::Unit;

use super::html::escape_as_templates;
use super::view::UnitView;
use super::ways::Ways;

/// What stands between two marks in what the template wrote, and the value that belongs there.
const MARK: (char, char) = ('\u{e000}', '\u{e001}');

/// How the theme writes a plain passage.
#[derive(Debug)]
pub struct Form {
    /// What is always the same, and the value after it.
    pieces: Vec<(String, Value)>,
    end: String,
}

/// What differs between plain passages.
#[derive(Clone, Copy, Debug)]
enum Value {
    Language,
    Classes,
    Id,
    Anchors,
    Html,
    Pin,
    Ways,
}

impl Value {
    const ALL: [Self; 7] = [Self::Language, Self::Classes, Self::Id, Self::Anchors, Self::Html, Self::Pin, Self::Ways];

    fn mark(self) -> String {
        format!("{}{}{}", MARK.0, self as usize, MARK.1)
    }
}

impl Form {
    /// The form of the theme's template; `None` if that wants to know more of a plain passage than a form can tell.
    pub fn of(tera: &Tera) -> Option<Self> {
        let language = BTreeMap::from([("tag", Value::Language.mark())]);
        let mut context = Context::new();
        context.insert("page", &BTreeMap::from([("words_language", language)]));
        context.insert(
            "unit",
            &UnitView {
                id: Value::Id.mark(),
                classes: Value::Classes.mark(),
                anchors_html: Value::Anchors.mark(),
                html: Value::Html.mark(),
                pin_html: Value::Pin.mark(),
                ways_html: Value::Ways.mark(),
                ..UnitView::default()
            }
            .whole(),
        );
        let text = tera.render("theme/unit.html", &context).ok()?;
        let mut parts = text.split(MARK.0);
        let (mut pieces, mut end) = (Vec::new(), parts.next()?.to_owned());
        for part in parts {
            let (value, after) = part.split_once(MARK.1)?;
            let value = *Value::ALL.get(value.parse::<usize>().ok()?)?;
            pieces.push((std::mem::replace(&mut end, after.to_owned()), value));
        }
        Some(Self { pieces, end })
    }

    /// Writes a passage after what is written already; `text` writes its blocks.
    pub fn write(
        &self,
        mut out: String,
        view: &UnitView,
        (language, ways, unit): (&str, &Ways<'_>, &Unit),
        mut text: impl FnMut(String) -> String,
    ) -> String {
        for (before, value) in &self.pieces {
            out.push_str(before);
            match value {
                Value::Language => escape_as_templates(&mut out, language),
                Value::Classes => escape_as_templates(&mut out, &view.classes),
                Value::Id => escape_as_templates(&mut out, &view.id),
                Value::Anchors => out.push_str(&view.anchors_html),
                Value::Html => out = text(out),
                Value::Pin => ways.pin(unit, &mut out),
                Value::Ways => ways.list(unit, &mut out),
            }
        }
        out.push_str(&self.end);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is in a form besides the values does not come from the passage: two passages differ by their values alone.
    #[test]
    fn the_theme_has_a_form_and_it_is_the_templates() {
        let sources = crate::load::Sources::default();
        let (templates, complaints) = crate::render::templates::templates(&sources);
        assert!(complaints.is_empty(), "{complaints:?}");
        let form = templates.unwrap().plain().map(|form| format!("{form:?}")).unwrap();
        for value in Value::ALL {
            assert_eq!(form.matches(&format!("{value:?}")).count(), 1, "{value:?} in {form}");
        }
    }
}
