//! Edits of site.yaml and of templates.

use super::super::super::harness;
use super::super::random::Random;
use super::super::site::ENGLISH;
use super::super::world::{World, one_of};

const SITE: &str = "site.yaml";

const ZH: &str = "{tag: zh-Hans, dir: zh, name: 中文}";
const JA: &str = "{tag: ja, dir: ja, name: 日本語}";
const EN: &str = "{tag: en, dir: en, name: English}";

/// Settings, one a line of site.yaml; an empty value takes the setting away.
const SETTINGS: [(&str, &[&str]); 13] = [
    ("title", &["{zh: 新网站, ja: 新サイト}", "{zh: 网站, ja: サイト}", "{zh: 只有中文}"]),
    ("description", &["", "{zh: 新的说明。, ja: 新しい説明。}"]),
    ("parallel", &["", "[[zh, ja]]", "[[zh, ja], [ja, en]]"]),
    ("nav", &["[report]", "[guide/next, guide/start, report]", "[memo, nothing]", ""]),
    ("base_url", &["https://example.org/report", "https://example.org", "", "nonsense"]),
    ("fiscal_year_start", &["4", "1", "10", "13"]),
    ("kinds", &["{policy: {zh: 政策, ja: 政策}, trade: {zh: 商业, ja: 商業}}", "{policy: {zh: 政策, ja: 政策}}"]),
    (
        "strings",
        &[
            "{zh: {unit_link: 第{number}条}, ja: {glossary: 用語}}",
            "{zh: {timeline: 大事记, source_text: 底本}}",
            "{zh: {nothing: 无}}",
            "",
        ],
    ),
    ("dates", &["{eras: [ja]}", "{propose: days}", "{propose: years}", ""]),
    ("citations", &["{zh: author-date}", "{zh: own}", "{ja: sist-02}", ""]),
    ("cjk_line_breaks", &["keep", "either", ""]),
    ("theme", &["dark", ""]),
    ("publish", &["{to: somewhere}", ""]),
];

fn set(world: &mut World, key: &str, value: &str) {
    let start = format!("{key}:");
    let new = (!value.is_empty()).then(|| format!("{key}: {value}"));
    world.edit_lines(SITE, |lines| {
        let at = lines.iter().position(|line| line.starts_with(&start));
        match (at, new) {
            (Some(at), Some(new)) => lines[at] = new,
            (Some(at), None) => drop(lines.remove(at)),
            (None, Some(new)) => lines.push(new),
            (None, None) => {}
        }
    });
}

pub fn setting(world: &mut World, random: &mut Random) {
    if random.percent(15) {
        return rule(world, random);
    }
    let (key, values) = SETTINGS[random.below(SETTINGS.len())];
    set(world, key, random.pick(values));
}

/// Another weight for a rule.
fn rule(world: &mut World, random: &mut Random) {
    let name = random.pick(&["untold-event", "missing-unit", "figures-differ", "misquotation", "spaced-latin"]);
    let weight = random.pick(&["off", "notice", "warning", "loud"]);
    world.edit_lines(SITE, |lines| {
        if let Some(line) = lines.iter_mut().find(|line| line.starts_with("rules: {")) {
            let kept: Vec<&str> = line["rules: {".len()..].trim_end_matches('}').split(", ").collect();
            let others = kept.into_iter().filter(|rule| !rule.starts_with(name) && !rule.is_empty());
            *line = format!("rules: {{{}, {name}: {weight}}}", others.collect::<Vec<_>>().join(", "));
        }
    });
}

/// Adds a third language with texts of its own, or takes it away; at times the setting alone.
pub fn language(world: &mut World, random: &mut Random) {
    let has_texts = !world.paths("content/en/", "").is_empty();
    let moves_files = random.percent(75);
    if has_texts {
        if moves_files {
            world.files.retain(|path, _| !path.starts_with("content/en/"));
        }
        set(world, "languages", &format!("[{ZH}, {JA}]"));
    } else {
        set(world, "languages", &format!("[{ZH}, {JA}, {EN}]"));
        if moves_files {
            harness::split(ENGLISH).into_iter().for_each(|(path, text)| world.set(&path, text));
        }
    }
}

pub fn order_of_languages(world: &mut World, random: &mut Random) {
    const FALLING_BACK: &str = "{tag: ja, dir: ja, name: 日本語, fallback: []}";
    const ENGLISH_FIRST: &str = "{tag: en, dir: en, name: English, fallback: [ja, zh]}";
    let orders: [&[&str]; 6] =
        [&[JA, ZH], &[ZH, JA], &[ZH], &[ZH, FALLING_BACK], &[ENGLISH_FIRST, ZH, JA], &[ZH, EN, JA]];
    let order = orders[random.below(orders.len())];
    set(world, "languages", &format!("[{}]", order.join(", ")));
}

/// Gives a language another folder, in the settings too.
pub fn rename_language(world: &mut World, _: &mut Random) {
    let (old, new) = if world.paths("content/zh/", "").is_empty() { ("cn", "zh") } else { ("zh", "cn") };
    let [from, to] = [old, new].map(|dir| format!("content/{dir}/"));
    for path in world.paths(&from, "") {
        if let Some(bytes) = world.files.remove(&path) {
            world.files.insert(path.replacen(&from, &to, 1), bytes);
        }
    }
    let text = world.text(SITE).replace(&format!("dir: {old}"), &format!("dir: {new}"));
    world.set(
        SITE,
        text.replace(&format!("{old}:"), &format!("{new}:")).replace(&format!("[{old},"), &format!("[{new},")),
    );
}

pub fn break_it(world: &mut World, random: &mut Random) {
    match random.below(4) {
        0 => drop(world.files.remove(SITE)),
        1 => world.edit_lines(SITE, |lines| lines.push("  broken: [".to_owned())),
        2 => set(world, "languages", "[{tag: nothing here, dir: zh, name: 中文}]"),
        _ => set(world, "title", ""),
    }
}

const TEMPLATES: [(&str, &str); 9] = [
    ("unit.html", "<div class=\"mine\" id=\"{{ unit.id }}\">{{ unit.html | safe }}</div>"),
    (
        "base.html",
        "{% extends \"theme/base.html\" %}{% block footer %}<footer>{{ page.site_title }}</footer>{% endblock %}",
    ),
    ("chapter.html", "{% extends \"theme/chapter.html\" %}{% block pager %}<p>{{ text.head.title }}</p>{% endblock %}"),
    ("link.html", "<a href=\"{{ link.href }}\" class=\"mine\">{{ link.text }}</a>"),
    ("event.html", "{% include \"theme/event.html\" %}<hr>"),
    ("front.html", "{% extends \"base.html\" %}{% block main %}<p>{{ page.title }}</p>{% endblock %}"),
    ("mine.html", "<p>nothing uses this</p>"),
    ("parallel.html", "{% extends \"theme/parallel.html\" %}{% block head_extra %}<!-- mine -->{% endblock %}"),
    ("head.html", "{% include \"mine.html\" %}"),
];

pub fn template(world: &mut World, random: &mut Random) {
    let (name, text) = TEMPLATES[random.below(TEMPLATES.len())];
    let more = if random.percent(40) { "<!-- 又 -->" } else { "" };
    world.set(&format!("templates/{name}"), format!("{text}{more}\n"));
}

pub fn remove_template(world: &mut World, random: &mut Random) {
    if let Some(path) = one_of(world.paths("templates/", ""), random) {
        world.files.remove(&path);
    }
}

/// A template that cannot be read, and those that fail when pages are made of them.
pub fn break_template(world: &mut World, random: &mut Random) {
    let (name, text) = TEMPLATES[random.below(TEMPLATES.len())];
    let broken = random.pick(&["{% block %}", "{{ nothing.at.all }}", "{% include \"nowhere.html\" %}"]);
    world.set(&format!("templates/{name}"), format!("{text}{broken}\n"));
}
