//! The program as it is typed: exit codes, what goes to which stream, and that nothing of a terminal reaches a file.

use std::process::{Command, Output};

use super::harness::Site;

const GOOD: &str = "--- content/zh/a.md ---\n# 甲\n\n一。 {#x}\n--- content/ja/a.md ---\n# 甲\n\n一。 {#x}\n";
const BAD: &str = "--- content/zh/a.md ---\n# 甲\n\n[一](b.md)。 {#x}\n--- content/ja/a.md ---\n# 甲\n\n一。 {#x}\n";

fn taiyaku(site: &Site, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
    command.args(arguments).current_dir(site.root()).env_remove("NO_COLOR").output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8")
}

#[test]
fn exit_codes_say_who_is_to_act() {
    let good = Site::new(GOOD);
    assert_eq!(taiyaku(&good, &["check", "--complete"]).status.code(), Some(0));
    assert_eq!(taiyaku(&good, &["build"]).status.code(), Some(0));
    let bad = Site::new(BAD);
    assert_eq!(taiyaku(&bad, &["check"]).status.code(), Some(1), "the author");
    assert_eq!(taiyaku(&bad, &["build"]).status.code(), Some(1));
    assert_eq!(taiyaku(&good, &["biuld"]).status.code(), Some(2), "who typed it");
    assert_eq!(taiyaku(&good, &["build", "--jobs", "0"]).status.code(), Some(2));
    let foreign = Site::new(GOOD);
    foreign.write("--- public/diary.txt ---\nmine\n");
    assert_eq!(taiyaku(&foreign, &["build"]).status.code(), Some(3), "the environment");
}

#[test]
fn a_check_writes_nothing() {
    let site = Site::new(GOOD);
    assert!(taiyaku(&site, &["check"]).status.success());
    assert!(!site.output().exists());
}

#[test]
fn complaints_for_programs_are_lines_of_json_alone_on_their_stream() {
    let answer = taiyaku(&Site::new(BAD), &["check", "--format", "json"]);
    let lines = text(&answer.stdout);
    assert!(!lines.is_empty());
    for line in lines.lines() {
        let complaint: serde_json::Value = serde_json::from_str(line).expect("each line is an object");
        assert_eq!(complaint["rule"], "broken-reference");
        assert_eq!((&complaint["file"], &complaint["line"]), (&"content/zh/a.md".into(), &3.into()));
        assert!(complaint["help"].is_string());
    }
}

#[test]
fn nothing_of_a_terminal_reaches_a_pipe() {
    for arguments in [&["check"][..], &["build"], &["help"], &["check", "--format", "json"]] {
        let answer = taiyaku(&Site::new(BAD), arguments);
        assert!(!answer.stdout.contains(&0x1b) && !answer.stderr.contains(&0x1b), "{arguments:?}");
        assert!(!answer.stderr.contains(&b'\r'), "{arguments:?}: progress is for terminals");
    }
}

#[test]
fn threads_change_nothing() {
    let site = Site::new(GOOD);
    for jobs in ["1", "4"] {
        assert!(taiyaku(&site, &["build", "-j", jobs, "--output", jobs]).status.success());
    }
    assert_eq!(super::harness::tree(&site.root().join("1")), super::harness::tree(&site.root().join("4")));
}

#[test]
fn help_names_every_command_and_completions_are_made_of_it() {
    let site = Site::new(GOOD);
    let help = text(&taiyaku(&site, &["--help"]).stdout);
    let completions = text(&taiyaku(&site, &["completions", "bash"]).stdout);
    for command in ["build", "check", "serve", "import", "init", "ids", "translations", "accept", "completions"] {
        assert!(help.contains(&format!("\n  {command}")), "{command}: {help}");
        assert!(completions.contains(command), "{command}");
    }
    assert!(help.contains("Exit codes"), "{help}");
}

#[test]
fn a_new_site_builds_without_a_word() {
    let site = Site::new(GOOD);
    assert!(taiyaku(&site, &["init", "mine"]).status.success());
    let answer = taiyaku(&site, &["check", "--complete", "--root", "mine", "--format", "json"]);
    assert_eq!((answer.status.code(), text(&answer.stdout)), (Some(0), String::new()));
}

#[test]
fn what_an_edit_is_asked_for_in_vain_is_wrong_usage() {
    let site = Site::new(GOOD);
    site.write("--- report.txt ---\n文。\n--- empty.txt ---\n\n--- content/zh/taken.md ---\n# 乙\n");
    let import = |text: &str, rest: &[&str]| {
        let answer = taiyaku(&site, &[&["import", text], rest].concat());
        let said = self::text(&answer.stderr);
        assert!(said.starts_with("error: ") && said.contains("\nhelp: "), "{said}");
        answer.status.code()
    };
    for rest in [
        &["--lang", "en", "--work", "c"][..],
        &["--lang", "zh", "--work", "../c"],
        &["--lang", "zh", "--work", "timeline"],
        &["--lang", "zh", "--work", "c", "--commentary", "甲=a", "--commentary", "乙=a"],
        &["--lang", "zh", "--work", "c", "--commentary", "甲"],
    ] {
        assert_eq!(import("report.txt", rest), Some(2), "{rest:?}");
    }
    assert_eq!(import("empty.txt", &["--lang", "zh", "--work", "c"]), Some(2));
    assert_eq!(import("report.txt", &["--lang", "zh", "--work", "taken"]), Some(3), "the file is there already");
    assert_eq!(taiyaku(&site, &["ids", "content/zh/none.md"]).status.code(), Some(2));
}

#[test]
fn a_work_goes_to_translators_and_comes_back() {
    let site = Site::new("--- content/zh/a.md ---\n# 甲\n\n乙 {#one}\n");
    let answer = taiyaku(&site, &["export", "a", "--xliff"]);
    assert_eq!((answer.status.code(), text(&answer.stderr).as_str()), (Some(0), "wrote a.zh-ja.xlf\n"));
    let path = site.root().join("a.zh-ja.xlf");
    let xliff = std::fs::read_to_string(&path).unwrap();
    assert_eq!(taiyaku(&site, &["export", "a", "--xliff"]).status.code(), Some(3), "nothing is written over");
    assert!(taiyaku(&site, &["export", "content/zh/a.md", "--xliff", "--force"]).status.success());
    assert_eq!(text(&taiyaku(&site, &["export", "a", "--xliff", "-o", "-"]).stdout), xliff);
    assert_eq!(taiyaku(&site, &["export", "a"]).status.code(), Some(2));
    assert_eq!(taiyaku(&site, &["export", "b", "--po"]).status.code(), Some(2));
    assert_eq!(taiyaku(&site, &["export", "a", "--po", "--lang", "zh"]).status.code(), Some(2));
    let back = xliff.replace("甲</source>", "甲</source><target>題</target>");
    std::fs::write(&path, back.replace("乙</source>", "乙</source><target>訳<ph id=\"1\"/></target>")).unwrap();
    let answer = taiyaku(&site, &["import", "a.zh-ja.xlf", "--dry-run"]);
    let said = text(&answer.stderr);
    assert_eq!(answer.status.code(), Some(1), "{said}");
    assert!(said.contains("would write ./content/ja/a.md\nwould be taken: 1 passage: a#top\nrefused: 1;"), "{said}");
    assert!(!site.root().join("content/ja/a.md").exists());
    std::fs::write(&path, back.replace("乙</source>", "乙</source><target>訳</target>")).unwrap();
    let answer = taiyaku(&site, &["import", "a.zh-ja.xlf"]);
    assert_eq!(
        text(&answer.stderr),
        "wrote ./content/ja/a.md\ntaken: 2 passages: a#top a#one\nonce a person has read them, record what they were made from with `taiyaku accept` and their names\n"
    );
    assert_eq!(
        std::fs::read_to_string(site.root().join("content/ja/a.md")).unwrap(),
        "---\ntitle: 題\n---\n\n訳 {#one}\n"
    );
}

#[test]
fn the_theme_can_be_looked_at_and_copied() {
    let site = Site::new(GOOD);
    let list = text(&taiyaku(&site, &["theme"]).stdout);
    assert!(list.contains("chapter.html") && list.contains("page, text (TextView)") && list.contains("taiyaku.css"));
    for name in ["chapter.html", "theme/chapter.html", "templates/chapter.html"] {
        let answer = taiyaku(&site, &["theme", name]);
        assert_eq!(text(&answer.stdout), include_str!("../../templates/chapter.html"), "{name}");
    }
    assert!(text(&taiyaku(&site, &["theme", "--fields"]).stdout).contains("pub struct TextView"));
    let answer = taiyaku(&site, &["theme", "chaptr.html"]);
    assert_eq!(answer.status.code(), Some(2));
    assert!(text(&answer.stderr).contains("did you mean chapter.html?"));
}

#[test]
fn more_threads_than_are_of_use_are_not_made() {
    let start = std::time::Instant::now();
    assert!(taiyaku(&Site::new(GOOD), &["check", "-j", "20000"]).status.success());
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn a_first_build_that_fails_speaks_of_no_earlier_site() {
    let site = Site::new(BAD);
    let said = |site: &Site| text(&taiyaku(site, &["build"]).stderr);
    assert!(said(&site).ends_with("; nothing was written\n"), "{}", said(&site));
    std::fs::create_dir(site.output()).unwrap();
    assert!(said(&site).contains("as it was"), "{}", said(&site));
}

#[test]
fn the_help_of_every_command_shows_examples() {
    let site = Site::new(GOOD);
    for command in ["build", "check", "serve", "import", "init", "ids", "translations", "accept", "theme"] {
        for help in [&["help", command][..], &[command, "-h"]] {
            let help = text(&taiyaku(&site, help).stdout);
            assert!(help.contains(&format!("Examples:\n  taiyaku {command}")), "{help}");
            let (_, examples) = help.split_once("Examples:").unwrap();
            // Wider lines would be broken anew on most terminals; a Chinese character takes two columns, if three bytes.
            assert!(examples.lines().all(|line| line.len() <= 90), "{examples}");
        }
    }
}

#[test]
fn what_is_mended_is_said_and_the_rest_is_reported() {
    let site = Site::new(GOOD);
    site.write("--- content/zh/a.md ---\n# 甲\n\n用 AI 写，见[一]（b.md）。 {#x}\n");
    let said = text(&taiyaku(&site, &["check"]).stderr);
    assert!(said.ends_with("; 2 can be mended by taiyaku check --fix\n"), "{said}");
    let dry = taiyaku(&site, &["check", "--fix", "--dry-run"]);
    let line = "content/zh/a.md:3 (spaced-latin): ` AI ` → `AI`\n";
    assert!(text(&dry.stderr).starts_with(&format!("would mend {line}")), "{}", text(&dry.stderr));
    assert!(text(&std::fs::read(site.root().join("content/zh/a.md")).expect("it is there")).contains("用 AI 写"));
    let mended = taiyaku(&site, &["check", "--fix", "content/zh/a.md"]);
    let said = text(&mended.stderr);
    assert!(said.starts_with(&format!("mended {line}mended content/zh/a.md:3 (silent-link): ")), "{said}");
    assert!(said.contains("error[broken-reference]: there is no content/zh/b.md"), "{said}");
    assert_eq!(mended.status.code(), Some(1), "what is left fails the check");
    for wrong in [&["check", "--fix", "--rule", "no-rule"][..], &["check", "--fix", "c.md"], &["check", "--dry-run"]] {
        assert_eq!(taiyaku(&site, wrong).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn why_takes_what_a_shell_completes_and_tells_first_what_has_changed() {
    let site = Site::new(GOOD);
    assert_eq!(taiyaku(&site, &["build"]).status.code(), Some(0));
    let whole = site.root().join("public/zh/a.html");
    for path in ["zh/a.html", "./zh/a.html", "public/zh/a.html", "./public/zh/a.html", "zh/a", whole.to_str().unwrap()]
    {
        let why = taiyaku(&site, &["why", path]);
        assert_eq!(why.status.code(), Some(0), "{path}: {}", text(&why.stderr));
        assert!(text(&why.stdout).starts_with("zh/a.html: nothing has changed since the last build\n"), "{path}");
    }
    site.write("--- content/zh/a.md ---\n# 甲\n\n一二三。 {#x}\n");
    let why = text(&taiyaku(&site, &["why", "zh/a"]).stdout);
    assert!(why.starts_with("zh/a.html: changed since the last build\n  content/zh/a.md\n"), "{why}");
    assert!(why.lines().count() < 20, "{why}");
    let all = text(&taiyaku(&site, &["why", "--all", "zh/a"]).stdout);
    assert!(all.contains("looked for and not found") && all.lines().count() > why.lines().count(), "{all}");
}

#[test]
fn why_tells_the_errors_for_which_there_may_be_no_such_page() {
    let site = Site::new(GOOD);
    site.write("--- templates/base.html ---\n{% if\n");
    let why = taiyaku(&site, &["why", "zh/a.html"]);
    assert_eq!(why.status.code(), Some(1));
    assert!(text(&why.stderr).contains("templates/base.html:1"), "{}", text(&why.stderr));
    std::fs::remove_file(site.root().join("site.yaml")).unwrap();
    let why = taiyaku(&site, &["why", "zh/a.html"]);
    assert_eq!(why.status.code(), Some(1));
    assert!(text(&why.stderr).contains("there is no site.yaml"), "{}", text(&why.stderr));
    let typed = taiyaku(&Site::new(GOOD), &["why", "zh/aa.html"]);
    assert_eq!(typed.status.code(), Some(2));
    assert!(text(&typed.stderr).contains("did you mean zh/a.html?"), "{}", text(&typed.stderr));
}
