//! The preview under load: while files change, every answer is whole and of one build.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::running::*;

const N_EDITS: usize = 30;
const N_READERS: usize = 8;

/// The number of the build that a text names after a mark.
fn number(text: &str, mark: &str) -> usize {
    let at = text.find(mark).unwrap_or_else(|| panic!("{mark} is in {text}")) + mark.len();
    text[at..].chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap()
}

/// Lets the readers end, whatever happens before.
struct End<'a>(&'a AtomicBool);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn every_answer_is_whole_and_of_one_build_while_files_change() {
    let text = |edit: usize| format!("# 题{edit}\n\n{}文{edit}。{{#hello}}\n", "长。".repeat(2000));
    let site = Running::start(&[("content/zh/a.md", &text(0)), ("content/ja/a.md", "# 題\n\n文。{#hello}\n")]);
    let (is_over, n_answers) = (AtomicBool::new(false), AtomicUsize::new(0));
    let (port, host) = (site.port, site.host());
    let read = || {
        let mut last = 0;
        while !is_over.load(Ordering::Relaxed) {
            let answer = ask(port, &["GET /zh/a.html HTTP/1.1", &host]);
            assert_eq!(answer.status, 200);
            assert_eq!(answer.header("content-length"), Some(&*answer.body.len().to_string()));
            assert!(answer.body.ends_with("</html>\n"), "{}", answer.body);
            let shown = number(&answer.body, "<title>题");
            // The report of a mistake stands above it and shows the source.
            let (_, main) = answer.body.split_once("<main").expect("the page has its text");
            assert_eq!(number(main, "长。文"), shown, "title and text are of one build");
            assert!(shown >= last, "no earlier build comes back");
            last = shown;
            n_answers.fetch_add(1, Ordering::Relaxed);
        }
        last
    };
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..N_READERS).map(|_| scope.spawn(read)).collect();
        let end = End(&is_over);
        for edit in 1..=N_EDITS {
            // Every fifth has a mistake: then the last good build stays.
            let mistake = if edit % 5 == 0 && edit < N_EDITS { "[去](nowhere.md)\n" } else { "" };
            site.put("content/zh/a.md", &(text(edit) + mistake));
            assert_eq!(site.built_after("content/zh/a.md"), !mistake.is_empty());
        }
        let before = n_answers.load(Ordering::Relaxed);
        while n_answers.load(Ordering::Relaxed) < before + 10 * N_READERS {
            if readers.iter().any(|reader| reader.is_finished()) {
                break;
            }
            std::thread::yield_now();
        }
        drop(end);
        for reader in readers {
            assert_eq!(reader.join().unwrap(), N_EDITS);
        }
    });
}
