//! The cache of the colors of code below the site's folder: what it spares, and that nothing can be wrong with it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use taiyaku::base::highlight::painter::Painter;
use taiyaku::build::{Completeness, Tools, build_with};
use taiyaku::load;
use taiyaku::write::cache;

use super::harness::{Site, shown, tree};

/// Two pages in two languages with three blocks of code, one of which stands on both.
const PAGES: &str = "\
--- content/zh/a.md ---
# 一

```rust
fn main() {}
```

```python
print(1)
```
--- content/ja/a.md ---
# 一

```rust
fn main() {}
```

```bash
echo \"$a\"
```
";

const BLOCKS: usize = 3;

fn site() -> Site {
    Site::new(PAGES)
}

/// Builds with what the last run knew, keeps what this one found out, and tells how many blocks it had to look at.
fn build(site: &Site) -> (usize, BTreeMap<String, Vec<u8>>) {
    let painter = Arc::new(load::cache::painter(site.root()));
    let tools = Tools { painter: Arc::clone(&painter), ..Tools::default() };
    let built = build_with(&site.options(Completeness::AsSet), &site.output(), &tools).expect("it can be built");
    assert!(!built.diagnostics.has_errors(), "{}", shown(Ok(built)));
    cache::keep(site.root(), &painter);
    (painter.drawn(), tree(&site.output()))
}

fn colors(site: &Site) -> PathBuf {
    load::cache::colors(site.root())
}

fn run(site: &Site, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
    let output = command.args(arguments).arg("--root").arg(site.root()).output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_block_is_colored_once_and_never_again() {
    let site = site();
    let (drawn, first) = build(&site);
    assert_eq!(drawn, BLOCKS);
    assert!(String::from_utf8_lossy(&first["zh/a.html"]).contains("<span class=\"c-source c-rust\">"));
    let (drawn, second) = build(&site);
    assert_eq!(drawn, 0);
    assert!(first == second);
    site.write(&PAGES.replace("print(1)", "print(2)"));
    assert_eq!(build(&site).0, 1);
    // Also what the last run did not use is kept: an edit that is taken back costs nothing.
    site.write(PAGES);
    assert_eq!(build(&site).0, 0);
}

#[test]
fn whatever_lies_in_its_place_changes_no_byte() {
    let site = site();
    let (_, right) = build(&site);
    let whole = fs::read(colors(&site)).expect("it was written");
    type Damage = fn(Vec<u8>) -> Vec<u8>;
    let damages: [(&str, Damage); 7] = [
        ("empty", |_| Vec::new()),
        ("cut short", |bytes| bytes[..bytes.len() / 2].to_vec()),
        ("without its end", |bytes| bytes[..bytes.len() - 1].to_vec()),
        ("longer", |bytes| [bytes, vec![0]].concat()),
        ("of another version", |bytes| [vec![bytes[0] ^ 1], bytes[1..].to_vec()].concat()),
        ("a byte is another", |mut bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            bytes
        }),
        ("garbage", |bytes| b"taiyaku".repeat(bytes.len())),
    ];
    for (damage, damaged) in damages {
        fs::write(colors(&site), damaged(whole.clone())).expect("it can be replaced");
        let (drawn, found) = build(&site);
        assert_eq!(drawn, BLOCKS, "{damage}");
        assert!(found == right, "{damage}");
        assert_eq!(build(&site).0, 0, "{damage}: it is mended");
    }
}

#[test]
fn builds_side_by_side_leave_a_whole_one() {
    let site = site();
    let code = |number: usize| format!("let common = {number};\n");
    let paint = |painter: &Painter, number: usize| painter.paint("rust", &code(number), &mut String::new());
    std::thread::scope(|scope| {
        for thread in 1..=4 {
            let root = site.root();
            scope.spawn(move || {
                for round in 0..10 {
                    let painter = Painter::default();
                    assert!(paint(&painter, 0) && paint(&painter, thread * 100 + round));
                    cache::keep(root, &painter);
                    let reader = load::cache::painter(root);
                    assert!(paint(&reader, 0));
                    assert_eq!(reader.drawn(), 0, "whoever wrote last, it is whole");
                }
            });
        }
    });
    let left: Vec<String> = tree(&load::cache::folder(site.root())).into_keys().collect();
    assert_eq!(left, [".gitignore", "CACHEDIR.TAG", "colors"]);
}

#[test]
fn it_is_written_only_when_something_is_new() {
    let site = site();
    build(&site);
    // Whoever writes it anew brings a file of another time.
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let file = fs::File::options().write(true).open(colors(&site)).expect("it was written");
    file.set_modified(long_ago).expect("its time can be set");
    build(&site);
    let modified = fs::metadata(colors(&site)).and_then(|found| found.modified()).expect("it is there");
    assert_eq!(modified, long_ago, "it was not touched");
    let plain = Site::new("--- content/zh/a.md ---\n# 题\n\n字。\n--- content/ja/a.md ---\n# 題\n\n字。\n");
    build(&plain);
    assert!(!colors(&plain).exists(), "a site without code has none");
}

#[test]
fn without_a_cache_none_is_made_or_read() {
    let site = site();
    run(&site, &["build", "--no-cache"]);
    run(&site, &["check", "--no-cache"]);
    assert!(!load::cache::folder(site.root()).exists());
    let right = tree(&site.output());
    run(&site, &["check"]);
    assert!(colors(&site).is_file());
    assert_eq!(build(&site).0, 0, "what check found out serves build");
    run(&site, &["build"]);
    assert!(tree(&site.output()) == right);
}

#[test]
fn a_place_that_is_not_ours_is_left_alone() {
    let site = site();
    let place = load::cache::folder(site.root());
    fs::write(&place, "mine").expect("it can be written");
    assert_eq!(build(&site).0, BLOCKS);
    assert_eq!(fs::read_to_string(&place).expect("it is there"), "mine");
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed_out_of_the_site() {
    let (site, elsewhere) = (site(), tempfile::tempdir().expect("a folder for a test"));
    std::os::unix::fs::symlink(elsewhere.path(), load::cache::folder(site.root())).expect("a link can be made");
    assert_eq!(build(&site).0, BLOCKS);
    assert!(tree(elsewhere.path()).is_empty());
}

/// The colors depend on the grammars, and these come with the library.
#[test]
fn its_version_names_the_library_that_is_built_in() {
    let lock =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).expect("it is in the repository");
    let (_, after) = lock.split_once("name = \"syntect\"\nversion = \"").expect("it is a dependency");
    let version = after.split('"').next().expect("a version");
    let ours = taiyaku::base::highlight::store::VERSION;
    assert!(ours.contains(&format!("syntect {version},")), "write syntect {version} into {ours}");
}
