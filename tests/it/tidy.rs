//! The laws of the code that neither the compiler nor clippy can hold: who may know whom, how long files are, what each says at
//! its head, and that nothing of the machine it was written on is left in it.

use std::collections::BTreeMap;

use taiyaku::load::theme;

use super::root;

/// Files of the repository below `folder`, by their paths from the root, with what they hold as text. Without what is
/// built, and without what is not text.
fn files(folder: &str) -> BTreeMap<String, String> {
    const BUILT: [&str; 5] = [".git", "target", "public", "node_modules", ".taiyaku"];
    let root = root();
    let walk = walkdir::WalkDir::new(root.join(folder)).sort_by_file_name().into_iter();
    let entries = walk.filter_entry(|entry| !BUILT.iter().any(|name| entry.file_name() == *name));
    let mut files = BTreeMap::new();
    for entry in entries {
        let entry = entry.expect("the repository can be read");
        if !entry.file_type().is_file() {
            continue;
        }
        let path =
            entry.path().strip_prefix(&root).expect("it lies below the root").to_string_lossy().replace('\\', "/");
        if let Ok(text) = std::fs::read_to_string(entry.path()) {
            files.insert(path, text);
        }
    }
    assert!(!files.is_empty(), "no files in {folder}");
    files
}

fn rust(folder: &str) -> BTreeMap<String, String> {
    files(folder).into_iter().filter(|(path, _)| path.ends_with(".rs")).collect()
}

fn report(violations: &[String]) {
    assert!(violations.is_empty(), "\n{}", violations.join("\n"));
}

/// The modules of a file, in the order of their `mod` lines.
fn modules(text: &str) -> Vec<&str> {
    let declared = |line: &'_ str| -> Option<usize> { line.find("mod ").filter(|_| line.ends_with(';')) };
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.filter_map(|line| Some(line[declared(line)? + 4..].trim_end_matches(';').trim())).collect()
}

/// The names that stand after `prefix` in a line of code, those of a group in braces too.
fn names_after<'a>(line: &'a str, prefix: &str) -> Vec<&'a str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut names = Vec::new();
    for (at, _) in line.match_indices(prefix) {
        if line[..at].ends_with(|c: char| is_name(c) || c == ':') {
            continue;
        }
        let rest = &line[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(
                group.split(',').map(|part| part.trim_start().split(|c| !is_name(c)).next().unwrap_or_default()),
            ),
            None => names.extend(rest.split(|c| !is_name(c)).next()),
        }
    }
    names
}

/// Every use of a module that `order` declares after the one that uses it.
fn forbidden_imports(order: &[&str], files: &BTreeMap<String, String>) -> Vec<String> {
    let mut violations = Vec::new();
    for (path, text) in files {
        let below = path.trim_start_matches("src/");
        let parts: Vec<&str> = below.trim_end_matches(".rs").split('/').filter(|part| *part != "mod").collect();
        let Some(own) = order.iter().position(|module| *module == parts[0]) else { continue };
        // `super::` of a stage is the crate, as is `super::super::` of a file in it.
        let prefixes = ["crate::".to_owned(), "super::".repeat(parts.len())];
        for (number, line) in text.lines().enumerate() {
            let code = line.trim_start();
            if code.starts_with("//") {
                continue;
            }
            for name in prefixes.iter().flat_map(|prefix| names_after(line, prefix)) {
                if order.iter().position(|module| *module == name).is_some_and(|used| used > own) {
                    violations.push(format!(
                        "{path}:{}: `{}` may not know `{name}`, which lib.rs declares below it",
                        number + 1,
                        parts[0]
                    ));
                }
            }
        }
    }
    violations
}

#[test]
fn modules_know_only_those_above_them() {
    let sources = rust("src");
    let order = modules(&sources["src/lib.rs"]);
    assert!(order.len() >= 9, "the modules of lib.rs were not found: {order:?}");
    report(&forbidden_imports(&order, &sources));
}

#[test]
fn a_forbidden_import_is_found_with_its_place() {
    let order = ["base", "load", "parse"];
    let found = |path: &str, text: &str| forbidden_imports(&order, &[(path.to_owned(), text.to_owned())].into());
    assert_eq!(
        found("src/load/mod.rs", "//! x\n\nuse crate::parse::Config;\n"),
        ["src/load/mod.rs:3: `load` may not know `parse`, which lib.rs declares below it"]
    );
    assert_eq!(found("src/base/text.rs", "use super::super::load::X;\n").len(), 1);
    assert_eq!(found("src/base/mod.rs", "fn f() { crate::load::load() }\nuse crate::{base, parse};\n").len(), 2);
    assert!(found("src/parse/mod.rs", "// crate::build\nuse crate::load::Sources;\nuse super::base;\n").is_empty());
}

#[test]
fn every_module_is_named_at_the_head_of_the_library() {
    let sources = rust("src");
    let library = &sources["src/lib.rs"];
    let head: String = library.lines().take_while(|line| line.starts_with("//!")).collect();
    let words: Vec<&str> = head.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let unnamed = modules(library).into_iter().filter(|module| !words.contains(module));
    report(
        &unnamed.map(|module| format!("src/lib.rs: its head does not say what `{module}` is for")).collect::<Vec<_>>(),
    );
}

#[test]
fn every_file_says_at_its_head_what_it_is_for() {
    let sources = rust("src").into_iter().chain(rust("tests")).chain(rust("benches"));
    let silent = sources.filter(|(_, text)| {
        let mut rest = text.as_str();
        while let Some(attribute) = rest.strip_prefix("#![") {
            rest = attribute.split_once("]\n").map_or("", |(_, after)| after);
        }
        !rest.starts_with("//! ")
    });
    report(&silent.map(|(path, _)| format!("{path}:1: begin with //! and what the file is for")).collect::<Vec<_>>());
}

#[test]
fn no_file_is_longer_than_500_lines() {
    const LONGEST: usize = 500;
    let lines = |text: &str| {
        let code = text.find("#[cfg(test)]\nmod tests {").map_or(text, |tests| &text[..tests]);
        code.lines().count()
    };
    let long = rust("src").into_iter().chain(rust("tests")).map(|(path, text)| (path, lines(&text)));
    report(
        &long
            .filter(|(_, lines)| *lines > LONGEST)
            .map(|(path, lines)| format!("{path}: {lines} lines"))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn only_the_stages_at_the_door_reach_outside() {
    const DOOR: [&str; 7] =
        ["src/main.rs", "src/load/", "src/write/", "src/edit/", "src/serve/", "src/publish/", "src/cli/"];
    let sources = rust("src");
    let inside = sources.iter().filter(|(path, _)| !DOOR.iter().any(|door| path.starts_with(door)));
    let excused = inside.filter(|(_, text)| text.contains("clippy::disallowed_methods"));
    report(
        &excused
            .map(|(path, _)| format!("{path}: no exception from the purity law is granted here"))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn no_other_writer_of_html_is_called() {
    let calls = rust("src").into_iter().filter(|(_, text)| text.contains("push_html"));
    report(&calls.map(|(path, _)| format!("{path}: HTML is written by render/html.rs alone")).collect::<Vec<_>>());
}

#[test]
fn the_binary_carries_the_whole_theme() {
    let names = |folder: &str| -> Vec<String> {
        let paths = files(folder).into_keys();
        paths.map(|path| path.trim_start_matches(&format!("{folder}/")).to_owned()).collect()
    };
    let embedded = |mut names: Vec<String>| {
        names.sort();
        names
    };
    assert_eq!(embedded(theme::TEMPLATES.iter().map(|(name, _)| (*name).to_owned()).collect()), names("templates"));
    assert_eq!(embedded(theme::STATIC.iter().map(|(name, _)| (*name).to_owned()).collect()), names("static"));
}

#[test]
fn every_test_file_is_run() {
    let sources = rust("tests/it");
    let declared = modules(&sources["tests/it/main.rs"]);
    let stems = sources.keys().filter_map(|path| path.strip_prefix("tests/it/")?.strip_suffix(".rs"));
    let forgotten = stems.filter(|stem| *stem != "main" && !stem.contains('/') && !declared.contains(stem));
    report(&forgotten.map(|stem| format!("tests/it/main.rs does not declare `{stem}`")).collect::<Vec<_>>());
}

#[test]
fn nothing_of_a_machine_or_a_host_of_packages_is_recorded() {
    let mut violations = Vec::new();
    for (path, text) in files("") {
        for (number, line) in text.lines().enumerate() {
            let place = format!("{path}:{}", number + 1);
            for folder in
                ["/ho_me/", "/ro_ot/", "/wo_rk/", "/Us_ers/", "C:\\Us_ers"].map(|folder| folder.replace('_', ""))
            {
                if line.contains(&folder) {
                    violations.push(format!("{place}: {folder} is a folder of somebody's machine"));
                }
            }
            if path.ends_with("package-lock.json") && line.contains("\"resolved\": \"http") {
                violations.push(format!("{place}: a lock names packages and digests; the host is npm's affair"));
            }
            if path == "Cargo.lock"
                && line.starts_with("source = ")
                && !line.contains("github.com/rust-lang/crates.io-index")
            {
                violations.push(format!("{place}: packages come from crates.io"));
            }
        }
    }
    report(&violations);
}
