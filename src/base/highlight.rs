//! Code in color: by classes, so that the style sheet decides, and nothing is styled inline.

use std::sync::OnceLock;

use syntect::highlighting::{Color, Theme, ThemeSet};
use syntect::html::{ClassStyle, ClassedHTMLGenerator, css_for_theme_with_class_style};
use syntect::parsing::{SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

/// Grammars that come with syntect. Constant data, unpacked at the first block of code; a site without code never pays.
static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();

const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "c-" };

fn syntaxes() -> &'static SyntaxSet {
    SYNTAXES.get_or_init(SyntaxSet::load_defaults_newlines)
}

fn find(language: &str) -> Option<&'static SyntaxReference> {
    syntaxes().find_syntax_by_token(language)
}

/// Whether code in that language can be colored.
pub fn is_known(language: &str) -> bool {
    find(language).is_some()
}

/// The code as HTML with classes, escaped; `None` if the language is unknown or its grammar fails.
pub fn highlight(language: &str, code: &str) -> Option<String> {
    // A line of many kilobytes is data, not code that is read, and costs seconds.
    const LONGEST_LINE: usize = 4096;
    if code.lines().any(|line| line.len() > LONGEST_LINE) {
        return None;
    }
    let mut generator = ClassedHTMLGenerator::new_with_class_style(find(language)?, syntaxes(), STYLE);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

/// The style sheet for both themes.
pub fn style_sheet() -> String {
    let themes = ThemeSet::load_defaults();
    let css = |name: &str, paper: Color| {
        let mut theme = themes.themes.get(name).cloned().unwrap_or_default();
        make_readable(&mut theme, paper);
        css_for_theme_with_class_style(&theme, STYLE).unwrap_or_default()
    };
    let light = css("InspiredGitHub", Color { r: 0xf3, g: 0xef, b: 0xe5, a: 0xff });
    let dark = css("base16-ocean.dark", Color { r: 0x1f, g: 0x20, b: 0x23, a: 0xff });
    format!("/* Code. Made by taiyaku. */\n{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n")
}

/// Themes are drawn for their own backgrounds; on ours every color must reach the contrast of WCAG 2.2, 1.4.3 (4.5:1).
fn make_readable(theme: &mut Theme, paper: Color) {
    theme.settings.background = None;
    theme.settings.foreground = None;
    for item in &mut theme.scopes {
        item.style.background = None;
        if let Some(color) = &mut item.style.foreground {
            *color = readable(*color, paper);
        }
    }
}

fn readable(mut color: Color, paper: Color) -> Color {
    const CONTRAST: f64 = 4.6;
    let toward = if luminance(paper) > 0.5 { 0.0 } else { 255.0 };
    for _ in 0..40 {
        if contrast(color, paper) >= CONTRAST {
            break;
        }
        let step = |part: u8| (f64::from(part) + (toward - f64::from(part)) * 0.08).round() as u8;
        color = Color { r: step(color.r), g: step(color.g), b: step(color.b), a: color.a };
    }
    color
}

/// Contrast ratio (WCAG 2.2).
fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance (WCAG 2.2).
fn luminance(color: Color) -> f64 {
    let part = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(color.r) + 0.7152 * part(color.g) + 0.0722 * part(color.b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_escaped_and_has_classes_only() {
        let html = highlight("rust", "fn main() { \"<b>\" }\n").expect("rust is known");
        assert!(html.contains("&lt;b&gt;") && html.contains("class=\"c-") && !html.contains("style="), "{html}");
        assert!(highlight("no-such-language", "x").is_none());
    }

    #[test]
    fn every_color_is_readable() {
        let paper = Color { r: 0xf3, g: 0xef, b: 0xe5, a: 0xff };
        let gray = Color { r: 0x96, g: 0x98, b: 0x96, a: 0xff };
        assert!(contrast(readable(gray, paper), paper) >= 4.5);
    }
}
