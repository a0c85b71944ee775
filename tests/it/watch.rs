//! `taiyaku build --watch` as it is typed: what it writes, what it mends, and what it says. Each test waits for words, never
//! for a time.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use taiyaku::build::{Completeness, build};

use super::harness::{Site, tree};
use super::serve::running::LONGEST;

const PAGES: &str = "\
--- content/zh/a.md ---
# 甲

一段。
--- content/ja/a.md ---
# 甲

一段。
--- content/zh/b.md ---
# 乙

二 B 段。
--- content/ja/b.md ---
# 乙

二段。
--- static/note.txt ---
one
";

/// The program on a site, until the test ends.
struct Watching {
    site: Site,
    program: Child,
    said: Receiver<String>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

impl Watching {
    /// Begins in the site's folder, and has written it once.
    fn begin(arguments: &[&str]) -> Self {
        let site = Site::new(PAGES);
        let mut command = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
        command.args(["build", "--watch"]).args(arguments).current_dir(site.root());
        let mut program = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(program.stderr.take().unwrap()).lines();
        let (tell, said) = channel();
        std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| tell.send(line)));
        let watching = Self { site, program, said };
        watching.until("Ctrl-C to stop");
        watching
    }

    /// All that is said up to these words.
    fn until(&self, words: &str) -> String {
        let mut all = String::new();
        loop {
            let Ok(line) = self.said.recv_timeout(LONGEST) else { panic!("{words:?} is not said, but:\n{all}") };
            all += &format!("{line}\n");
            if line.contains(words) {
                return all;
            }
        }
    }

    /// Writes a text anew, and waits until it is said to be done.
    fn edit(&self, path: &str, text: &str) -> String {
        self.site.write(&format!("--- {path} ---\n{text}"));
        self.until(&format!("{path}: "))
    }

    /// The output is that of a clean build.
    fn holds(&self) {
        assert_eq!(tree(&self.site.output()), clean(&self.site));
    }
}

fn clean(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out");
    build(&site.options(Completeness::AsSet), &output).unwrap_or_else(|error| panic!("{error}"));
    tree(&output)
}

#[test]
fn the_edited_file_and_what_became_of_it_is_said() {
    let watching = Watching::begin(&[]);
    let said = watching.edit("content/zh/a.md", "# 甲\n\n新段。\n");
    assert!(said.contains("content/zh/a.md: ") && said.contains(" files in "), "{said}");
    let said = watching.edit("static/note.txt", "two\n");
    assert!(said.contains("static/note.txt: note.txt in "), "{said}");
    fs::remove_file(watching.site.root().join("static/note.txt")).unwrap();
    watching.until("static/note.txt: note.txt removed in ");
    watching.holds();
}

#[test]
fn a_file_that_keeps_its_size_and_time_is_copied_when_it_is_told() {
    let watching = Watching::begin(&[]);
    let note = watching.site.root().join("static/note.txt");
    let time = fs::metadata(&note).unwrap().modified().unwrap();
    let beside = watching.site.root().join("beside.txt");
    fs::write(&beside, "two\n").unwrap();
    File::options().write(true).open(&beside).unwrap().set_modified(time).unwrap();
    fs::rename(&beside, &note).unwrap();
    watching.until("static/note.txt: note.txt in ");
    watching.holds();
}

#[test]
fn an_output_that_is_removed_is_written_again() {
    let watching = Watching::begin(&[]);
    // At once: half removed it would be refused first, and tried again.
    let remove = |name: &str| fs::rename(watching.site.output(), watching.site.root().join(name)).unwrap();
    remove("aside");
    watching.until("is undone: ");
    watching.holds();
    // Before anybody looks, too.
    remove("further");
    watching.edit("content/zh/a.md", "# 甲\n\n新段。\n");
    watching.holds();
}

#[test]
fn what_others_did_in_the_output_is_undone_after_the_next_edit() {
    let watching = Watching::begin(&[]);
    let output = watching.site.output();
    for harm in [
        &(|output: &Path| fs::remove_dir_all(output.join("ja")).unwrap()) as &dyn Fn(&Path),
        &|output| fs::write(output.join("ja/b.html"), "mine").unwrap(),
        &|output| fs::write(output.join("mine.html"), "mine").unwrap(),
    ] {
        watching.edit("content/zh/a.md", "# 甲\n\n一段。\n\n另一段。\n");
        harm(&output);
        let said = watching.edit("content/zh/a.md", "# 甲\n\n一段。\n");
        // It may have been found before the edit.
        if !said.contains("is undone: ") {
            watching.until("is undone: ");
        }
        watching.holds();
    }
}

#[test]
fn what_cannot_be_written_is_tried_again() {
    let watching = Watching::begin(&[]);
    let lock = File::create(watching.site.root().join(".public.taiyaku-lock")).unwrap();
    lock.lock().unwrap();
    watching.site.write("--- content/zh/a.md ---\n# 甲\n\n新段。\n");
    let said = watching.until("it is tried again");
    assert!(said.contains("another build is writing to"), "{said}");
    lock.unlock().unwrap();
    watching.until("the output is as the site again; ");
    watching.holds();
}

#[test]
fn a_build_that_remembers_nothing_is_noticed() {
    for (mine, other) in [(&[][..], &["--no-cache"][..]), (&["--no-cache"][..], &[])] {
        let watching = Watching::begin(mine);
        let mut build = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
        build.args(["build", "--base-url", "https://example.org/x"]).args(other).current_dir(watching.site.root());
        // It may have to wait for the other.
        assert!((0..100).any(|_| build.output().unwrap().status.success()));
        assert!(watching.site.output().join("404.html").is_file());
        watching.edit("content/zh/a.md", "# 甲\n\n新段。\n");
        watching.holds();
    }
}

#[test]
fn new_complaints_are_told_and_old_ones_are_not() {
    let watching = Watching::begin(&[]);
    let said = watching.edit("content/zh/a.md", "# 甲\n\n新 A 段。\n");
    assert!(said.contains("content/zh/a.md:3:") && !said.contains("content/zh/b.md"), "{said}");
    let said = watching.edit("content/zh/a.md", "# 甲\n\n又。\n\n新 A 段。\n");
    assert!(!said.contains("spaced-latin"), "another line is no other complaint: {said}");
    let said = watching.edit("content/zh/a.md", "# 甲\n\n[坏](nowhere.md)\n");
    assert!(said.contains("broken-reference") && said.contains("nothing was written"), "{said}");
    assert!(!said.contains("spaced-latin"), "{said}");
    let said = watching.edit("content/zh/a.md", "# 甲\n\n一段。\n");
    assert!(said.contains("the errors are gone; content/zh/a.md: "), "{said}");
    watching.holds();
}

#[test]
fn a_mistake_in_a_template_is_told_once() {
    let watching = Watching::begin(&[]);
    watching.site.write("--- templates/chapter.html ---\n{{ nothing.of.that.name }}");
    let said = watching.until("nothing was written");
    assert_eq!(said.matches("templates/chapter.html:1:4").count(), 1, "{said}");
}

#[cfg(unix)]
#[test]
fn a_text_that_becomes_a_link_does_not_go_in_silence() {
    let watching = Watching::begin(&[]);
    let (text, far) = (watching.site.root().join("content/zh/a.md"), watching.site.root().join("far.md"));
    fs::rename(&text, &far).unwrap();
    std::os::unix::fs::symlink(&far, &text).unwrap();
    let said = watching.until("a.md: ");
    assert!(said.contains("is a symbolic link and was not read"), "{said}");
    watching.holds();
}

#[test]
fn a_folder_that_is_replaced_is_followed_from_within() {
    let watching = Watching::begin(&[]);
    let (root, aside) = (watching.site.root().to_owned(), tempfile::tempdir().unwrap());
    fs::rename(&root, aside.path().join("old")).unwrap();
    watching.until("nothing was written");
    fs::rename(Site::new(PAGES).root(), &root).unwrap();
    watching.until("all files were looked at");
    watching.edit("content/zh/a.md", "# 甲\n\n新段。\n");
    watching.holds();
}
