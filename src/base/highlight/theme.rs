//! The style sheet of code: two of syntect's themes, made readable on our paper.

use syntect::highlighting::{Color, Theme, ThemeSet};
use syntect::html::{ClassStyle, css_for_theme_with_class_style};

use super::PREFIX;

/// How the classes of [`pen`](super::pen) are written in a style sheet.
const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: PREFIX };

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
    fn every_color_is_readable() {
        let paper = Color { r: 0xf3, g: 0xef, b: 0xe5, a: 0xff };
        let gray = Color { r: 0x96, g: 0x98, b: 0x96, a: 0xff };
        assert!(contrast(readable(gray, paper), paper) >= 4.5);
    }
}
