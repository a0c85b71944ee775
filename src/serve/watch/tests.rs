//! What cannot be brought about with files: the system loses events, or has no more watches to give.

use std::fs;
use std::time::Duration;

use notify::event::Flag;

use super::*;

const LONGEST: Duration = Duration::from_secs(20);

fn watched() -> (tempfile::TempDir, Watch, Receiver<News>) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("content")).unwrap();
    let (tell, told) = mpsc::channel();
    let watch = Watch::begin(folder.path(), How::System, move |news| drop(tell.send(news))).unwrap();
    (folder, watch, told)
}

#[test]
fn after_lost_events_all_is_looked_at_and_watched_anew() {
    let (folder, watch, told) = watched();
    let lost = notify::Event::new(EventKind::Other).set_flag(Flag::Rescan);
    watch.0.send(Signal::Event(Ok(lost))).unwrap();
    assert!(matches!(told.recv_timeout(LONGEST), Ok(News::Changed(Changes::All))));
    fs::write(folder.path().join("content/a.md"), "new").unwrap();
    assert!(matches!(told.recv_timeout(LONGEST), Ok(News::Changed(Changes::Paths(_)))));
}

#[test]
fn without_further_watches_files_are_looked_at_and_people_are_told_the_way_out() {
    let (folder, watch, told) = watched();
    watch.0.send(Signal::Event(Err(notify::Error::new(ErrorKind::MaxFilesWatch)))).unwrap();
    let Ok(News::Notice(notice)) = told.recv_timeout(LONGEST) else { panic!("it is told") };
    assert!(notice.to_string().contains("sysctl fs.inotify.max_user_watches"), "{notice}");
    assert!(matches!(told.recv_timeout(LONGEST), Ok(News::Changed(Changes::All))));
    fs::write(folder.path().join("content/a.md"), "new").unwrap();
    let Ok(News::Changed(Changes::Paths(paths))) = told.recv_timeout(LONGEST) else { panic!("it is found") };
    assert!(paths.contains("content/a.md"), "{paths:?}");
}
