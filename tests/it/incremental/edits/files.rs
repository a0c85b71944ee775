//! Edits of files as wholes: made, moved, deleted, copied, damaged; and of locks.

use taiyaku::edit::{AcceptOptions, accept_in};

use super::super::random::Random;
use super::super::world::{World, one_of};

const NAMES: [&str; 8] =
    ["new", "guide/start", "guide/third", "report/sato", "report/deep/down", "glossary", "index", "报告二"];

fn dir(random: &mut Random) -> &'static str {
    random.pick(&["zh", "ja", "ja", "en"])
}

pub fn create(world: &mut World, random: &mut Random) {
    let (dir, name) = (dir(random), random.pick(&NAMES));
    let text = random.pick(&[
        "# 新页\n\n软法的新页，见[报告](/report.md#chips)。 {#opening}\n",
        "---\ntitle: 佐藤的点评\nannotates: report\nby: [mori]\n---\n\n> [软法](../report.md#opening)\n\n好。\n",
        "---\ntitle: 题\norder: 0\n---\n\n[2025年](event:summit)的事。\n\n## 二\n\n再说[](cite:handbook)。\n",
    ]);
    world.set(&format!("content/{dir}/{name}.md"), text);
}

pub fn delete(world: &mut World, random: &mut Random) {
    if let Some(path) = world.document(random) {
        world.files.remove(&path);
    }
}

fn rename_to(world: &mut World, old: &str, new: &str) {
    if let Some(bytes) = world.files.remove(old) {
        world.set(new, "");
        world.files.insert(new.to_owned(), bytes);
    }
}

pub fn rename(world: &mut World, random: &mut Random) {
    let Some(path) = world.document(random) else { return };
    let name = random.pick(&NAMES);
    let dir =
        if random.percent(60) { path.split('/').nth(1).unwrap_or("zh").to_owned() } else { dir(random).to_owned() };
    rename_to(world, &path, &format!("content/{dir}/{name}.md"));
}

pub fn translate(world: &mut World, random: &mut Random) {
    let Some(path) = world.document(random) else { return };
    let text = world.text(&path);
    let mut parts: Vec<&str> = path.split('/').collect();
    if parts.len() > 2 {
        parts[1] = dir(random);
        world.set(&parts.join("/"), text);
    }
}

/// Renames a folder below a language's, with all that lies in it.
pub fn rename_folder(world: &mut World, random: &mut Random) {
    let folders = world.files.keys().filter_map(|path| {
        let parts: Vec<&str> = path.split('/').collect();
        (parts[0] == "content" && parts.len() > 3).then(|| parts[..3].join("/"))
    });
    let Some(folder) = one_of(folders.collect(), random) else { return };
    let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
    let to = format!("{above}/{}", random.pick(&["manual", "guide", "report", "archive"]));
    for path in world.paths(&format!("{folder}/"), "") {
        let name = path[folder.len()..].to_owned();
        rename_to(world, &path, &format!("{to}{name}"));
    }
}

pub fn static_file(world: &mut World, random: &mut Random) {
    let path = random.pick(&["static/taiyaku.css", "static/own.css", "static/img/logo.svg", "static/zh/report.html"]);
    world.set(path, format!("/* {} */\n", random.below(1000)));
}

pub fn asset(world: &mut World, random: &mut Random) {
    let path = random.pick(&[
        "content/zh/map.svg",
        "content/shared/plan.svg",
        "content/ja/guide/photo.png",
        "content/zh/report.bib",
        "content/zh/guide.html",
    ]);
    world.set(path, format!("<!-- {} -->", random.below(1000)));
}

pub fn remove_asset(world: &mut World, random: &mut Random) {
    let all = world.files.keys().filter(|path| path.starts_with("static/") || path.ends_with(".svg")).cloned();
    if let Some(path) = one_of(all.collect(), random) {
        world.files.remove(&path);
    }
}

/// Records translations as `taiyaku accept` does. It reads the disk, and writes locks there.
pub fn accept(world: &mut World, random: &mut Random) {
    world.save();
    let options = AcceptOptions { all: random.percent(70), prune: random.percent(30), ..AcceptOptions::default() };
    // What cannot be recorded is left: a site that is broken, a lock that is.
    if accept_in(world.root(), &options).is_ok() {
        world.take_from_disk();
    }
}

pub fn lock(world: &mut World, random: &mut Random) {
    let Some(path) = one_of(world.paths("content/", ".lock"), random) else {
        return world.set("content/ja/report.lock", "opening\t0\t0\t旧文\n");
    };
    let at = random.below(8);
    match random.below(4) {
        0 => drop(world.files.remove(&path)),
        1 => world.edit_lines(&path, |lines| lines.insert(at.min(lines.len()), "no lock at all".to_owned())),
        2 => world.edit_lines(&path, |lines| drop((at < lines.len()).then(|| lines.remove(at)))),
        _ => world.edit_lines(&path, |lines| {
            if let Some(line) = lines.get_mut(at) {
                *line = line.replacen(['1', '2', '3'], "4", 1) + "？";
            }
        }),
    }
}

pub fn not_utf8(world: &mut World, random: &mut Random) {
    let texts =
        world.files.keys().filter(|path| path.ends_with(".md") || path.ends_with(".yaml") || path.ends_with(".html"));
    if let Some(path) = one_of(texts.cloned().collect(), random) {
        world.files.entry(path).or_default().extend([b'\n', 0xff, 0xfe]);
    }
}

pub fn empty(world: &mut World, random: &mut Random) {
    if let Some(path) = one_of(world.files.keys().cloned().collect(), random) {
        world.set(&path, "");
    }
}

pub fn form(world: &mut World, random: &mut Random) {
    let Some(path) = world.document(random) else { return };
    let text = world.text(&path);
    world.set(
        &path,
        match random.below(3) {
            0 => format!("\u{feff}{}", text.trim_start_matches('\u{feff}')),
            1 => text.replace("\r\n", "\n").replace('\n', "\r\n"),
            _ => text.replace("\r\n", "\n").trim_end().to_owned(),
        },
    );
}

pub fn stray(world: &mut World, random: &mut Random) {
    let path = random.pick(&[
        "content/zh/notes.markdown",
        "content/nowhere/a.md",
        "content/zh/.hidden.md",
        "content/zh/report.md~",
        "content/Glossary.yaml",
        "content/zh/data.yaml",
        "content/extra.zh.md",
        "notes.txt",
    ]);
    world.set(path, "# 迷路\n\n文。\n");
}
