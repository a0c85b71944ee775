//! Edits of front matter and titles.

use super::super::random::Random;
use super::super::world::World;
use super::text::front_end;

const TITLES: [&str; 6] = ["报告二", "新題", "软法概论", "ソフトロー入門", "A & B <c>", "开始"];

/// Fields with values; some are wrong.
const FIELDS: [(&str, &[&str]); 13] = [
    ("summary", &["一句话。", "短い。", "软法的摘要。"]),
    ("date", &["2024", "2024-06-01", "2023-12", "FY2024", "2024-13"]),
    ("revised", &["2024-07", "2025"]),
    ("order", &["1", "2", "3", "-1", "one"]),
    ("by", &["[mori]", "[tanaka]", "[mori, tanaka]", "[nobody]", "[yamada]"]),
    ("annotates", &["report", "guide/start", "memo", "nothing"]),
    ("draft", &["true", "true", "false"]),
    ("aliases", &["[old]", "[old-memo]", "[guide/old, older]", "[report]", "[/x]"]),
    ("source", &["ja", "zh", "en"]),
    ("origin", &["{title: 原书, author: 某人, license: CC0}", "{title: 原書, url: \"https://example.org/\"}"]),
    ("errata", &["[{date: 2024-08, unit: opening, text: 改了一字。}]", "[{date: 2024-08, unit: gone, text: 改。}]"]),
    (
        "allow",
        &[
            "[{rule: figures-differ, unit: market, reason: 单位不同。}]",
            "[{rule: missing-term, unit: opening, reason: 不需要。}]",
            "[{rule: missing-unit, unit: top, reason: 略。}]",
        ],
    ),
    ("colour", &["red"]),
];

/// Sets or removes a field; makes front matter where there is none.
pub fn set(world: &mut World, path: &str, key: &str, value: Option<&str>) {
    let text = world.text(path);
    let body = front_end(&text);
    let start = format!("{key}:");
    let inside = text[..body].strip_prefix("---\n").and_then(|front| front.strip_suffix("---\n")).unwrap_or_default();
    let mut lines: Vec<String> = inside.lines().filter(|line| !line.starts_with(&start)).map(str::to_owned).collect();
    lines.extend(value.map(|value| format!("{key}: {value}")));
    let front = if lines.is_empty() { String::new() } else { format!("---\n{}\n---\n", lines.join("\n")) };
    world.set(path, format!("{front}{}", &text[body..]));
}

pub fn title(world: &mut World, random: &mut Random) {
    let Some(path) = world.document(random) else { return };
    let title = random.pick(&TITLES);
    let text = world.text(&path);
    match text.lines().find(|line| line.starts_with("# ")) {
        Some(line) => world.set(&path, text.replacen(line, &format!("# {title}"), 1)),
        None => set(world, &path, "title", Some(title)),
    }
}

pub fn title_as_heading(world: &mut World, random: &mut Random) {
    let Some(path) = world.document(random) else { return };
    set(world, &path, "title", None);
    let text = world.text(&path);
    let body = front_end(&text);
    world.set(&path, format!("{}\n# {}\n\n{}", &text[..body], random.pick(&TITLES), text[body..].trim_start()));
}

pub fn field(world: &mut World, random: &mut Random) {
    let Some(path) = world.document(random) else { return };
    let (key, values) = FIELDS[random.below(FIELDS.len())];
    let value = random.pick(values);
    set(world, &path, key, random.percent(70).then_some(value));
}

pub fn break_it(world: &mut World, random: &mut Random) {
    let Some(path) = world.document(random) else { return };
    let text = world.text(&path);
    let front = random.pick(&["---\ntitle: [\n---\n", "---\ntitle: 无尾\n", "---\n- a\n---\n"]);
    world.set(&path, format!("{front}{}", &text[front_end(&text)..]));
}
