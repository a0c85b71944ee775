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

/// Runs the step that installs, with a `cargo` that says what it is asked for.
#[cfg(unix)]
fn install(folder: &Path, repository: &str) -> (bool, String) {
    use std::os::unix::fs::PermissionsExt;
    let bin = folder.join("bin");
    std::fs::create_dir_all(&bin).unwrap();
    std::fs::write(bin.join("cargo"), "#!/bin/sh\nprintf '[%s]' cargo \"$@\"\n").unwrap();
    std::fs::set_permissions(bin.join("cargo"), PermissionsExt::from_mode(0o755)).unwrap();
    let path = std::env::var_os("PATH").unwrap();
    let path = std::env::join_paths(std::iter::once(bin).chain(std::env::split_paths(&path))).unwrap();
    let step = step("Install taiyaku");
    assert_eq!(step["env"]["TAIYAKU_REPOSITORY"], "${{ vars.TAIYAKU_REPOSITORY }}");
    let run = Command::new("bash")
        .args(["-e", "-c", step["run"].as_str().unwrap()])
        .current_dir(folder)
        .env("PATH", path)
        .env("TAIYAKU_REPOSITORY", repository)
        .output()
        .unwrap();
    (run.status.success(), String::from_utf8(run.stdout).unwrap())
}

#[cfg(unix)]
#[test]
fn taiyaku_is_installed_from_a_place_that_somebody_named() {
    let folder = tempfile::tempdir().unwrap();
    let address = "https://example.org/taiyaku; touch x";
    let expected = format!("[cargo][install][--locked][--git][{address}][taiyaku]");
    assert_eq!(install(folder.path(), address), (true, expected));
    let (is_fine, said) = install(folder.path(), "");
    assert!(!is_fine && said.starts_with("::error::") && said.contains("Actions > Variables"), "{said}");
    assert!(!said.contains("[cargo]"), "{said}");
    std::fs::write(folder.path().join("Cargo.toml"), "[package]\nname = \"taiyaku\"\n").unwrap();
    for repository in ["", address] {
        assert_eq!(install(folder.path(), repository), (true, "[cargo][install][--locked][--path][.]".into()));
    }
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
