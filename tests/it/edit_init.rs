//! A new site is sound, and is begun in an empty folder only.

use std::fs;

use taiyaku::align;
use taiyaku::edit::{IdScope, ids_in, init_in, sample};
use taiyaku::load;
use taiyaku::parse::{self, commentary};

#[test]
fn a_new_site_is_sound() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("new/site");
    let report = init_in(&root).unwrap();
    assert_eq!(report.written.len(), sample().len());
    let (sources, complaints) = load::load(&root).unwrap();
    assert!(complaints.is_empty());
    let (parsed, complaints) = parse::parse(&sources);
    assert!(complaints.is_empty(), "{complaints:#?}");
    let aligned = align::align(&parsed.documents, &parsed.locks, &parsed.config, None);
    let (works, complaints) = (&aligned.works, aligned.all_complaints());
    assert!(complaints.is_empty(), "{complaints:#?}");
    assert_eq!(works.len(), 3);
    for work in works {
        assert!(work.units.iter().all(|unit| unit.is_explicit && unit.is_in(0) && unit.is_in(1)), "{}", work.key);
    }
    for document in &parsed.documents {
        let is_commentary = document.work == "parallel-text/translator";
        assert_eq!(commentary::notes(document).len(), if is_commentary { 2 } else { 0 }, "{}", document.path);
    }
    assert_eq!((parsed.terms.len(), parsed.events.len()), (4, 3));
    for event in &parsed.events {
        for document in parsed.documents.iter().filter(|document| document.work == "parallel-text") {
            let text = sources.files.get(document.file);
            assert_eq!(text.text.matches(&format!("](event:{})", event.id.value)).count(), 1);
        }
    }
    // Words that a note quotes stand once in the passage.
    for (language, words) in [("zh", "知道哪一段对应哪一段"), ("ja", "どの段落がどの段落に当たるのか")]
    {
        let document = parsed
            .documents
            .iter()
            .find(|document| document.path == format!("content/{language}/parallel-text.md"))
            .unwrap();
        let block = document.blocks.iter().find(|block| block.id.as_ref().unwrap().name == "correspondence").unwrap();
        assert_eq!(block.visible_text().matches(words).count(), 1);
    }
    assert!(ids_in(&root, &[], IdScope::All).unwrap().written.is_empty());
}

#[test]
fn a_site_is_begun_in_an_empty_folder_only() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join(".git")).unwrap();
    fs::write(dir.path().join("notes.txt"), "mine").unwrap();
    let error = init_in(dir.path()).unwrap_err();
    assert!(error.to_string().contains("notes.txt"), "{error}");
    assert!(!dir.path().join("site.yaml").exists());
    fs::remove_file(dir.path().join("notes.txt")).unwrap();
    assert!(init_in(dir.path()).is_ok());
}
