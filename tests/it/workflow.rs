//! The workflow that publishes to GitHub Pages: its steps are run here as far as they need no host.

use std::path::Path;
use std::process::Command;

use serde_yaml::Value;

const WORKFLOW: &str = include_str!("../../.github/workflows/pages.yml");

fn step(name: &str) -> Value {
    let workflow: Value = serde_yaml::from_str(WORKFLOW).unwrap();
    let steps = workflow["jobs"]["build"]["steps"].as_sequence().unwrap().clone();
    steps.into_iter().find(|step| step["name"] == name).unwrap_or_else(|| panic!("there is a step called {name}"))
}

#[test]
fn a_new_site_has_the_workflow_of_this_repository() {
    let sample = taiyaku::edit::sample();
    let file = sample.iter().find(|file| file.path == ".github/workflows/pages.yml").unwrap();
    assert_eq!(file.content, WORKFLOW);
}

#[test]
fn the_build_step_makes_a_site_for_a_sub_path() {
    let folder = tempfile::tempdir().unwrap();
    taiyaku::edit::init_in(folder.path()).unwrap();
    let binary = Path::new(env!("CARGO_BIN_EXE_taiyaku"));
    let path = std::env::join_paths(
        std::iter::once(binary.parent().unwrap().to_path_buf())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    )
    .unwrap();
    let build = step("Build");
    assert_eq!(build["env"]["BASE_URL"], "${{ steps.pages.outputs.base_url }}");
    let output = Command::new("bash")
        .args(["-e", "-c", build["run"].as_str().unwrap()])
        .current_dir(folder.path())
        .env("PATH", path)
        .env("BASE_URL", "https://someone.github.io/report")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |path: &str| std::fs::read_to_string(folder.path().join("public").join(path)).unwrap();
    assert!(read("404.html").contains("href=\"/report/zh/index.html\""), "wrong addresses lead back into the sub-path");
    assert!(read("zh/index.html").contains("<link rel=\"canonical\" href=\"https://someone.github.io/report/zh/\">"));
    assert_eq!(read(".nojekyll"), "");
}

#[test]
fn every_action_has_a_fixed_major_version_and_no_right_it_does_not_need() {
    let workflow: Value = serde_yaml::from_str(WORKFLOW).unwrap();
    assert_eq!(workflow["permissions"], Value::Mapping(serde_yaml::Mapping::new()));
    for line in WORKFLOW.lines().filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("uses: ")) {
        let (name, version) = line.split_once('@').unwrap();
        assert!(name.starts_with("actions/") && version.starts_with('v'), "{line}");
    }
}
