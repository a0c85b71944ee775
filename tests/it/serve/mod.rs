//! The preview: what it answers and to whom, and what it does when files change.

use std::fs;
use std::io::Write;
use std::net::TcpStream;
use std::sync::Arc;

use taiyaku::build::{Completeness, Options};
use taiyaku::serve::watch::How;
use taiyaku::serve::{ServeError, ServeOptions, Stop, serve};

mod load;
pub mod running;
mod watching;

use running::*;

#[test]
fn pages_and_files_are_answered_as_a_host_would() {
    let site = Running::start(PAGES);
    for (path, kind, part) in [
        ("/", "text/html; charset=utf-8", "<html"),
        ("/zh/", "text/html; charset=utf-8", "第一章"),
        ("/zh/index.html", "text/html; charset=utf-8", "第一章"),
        ("/zh/a.html?x=1", "text/html; charset=utf-8", "你好"),
        ("/ja/a", "text/html; charset=utf-8", "こんにちは"),
        ("/zh/a.ja.html", "text/html; charset=utf-8", "こんにちは"),
        ("/taiyaku.css", "text/css; charset=utf-8", "--paper"),
        ("/taiyaku.js", "text/javascript; charset=utf-8", "use strict"),
        ("/zh/%E5%9B%BE.svg", "image/svg+xml; charset=utf-8", "<svg"),
        ("/data/x.json", "application/json; charset=utf-8", "{}"),
        ("/.nojekyll", "application/octet-stream", ""),
    ] {
        let answer = site.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(kind)), "{path}");
        assert!(answer.body.contains(part), "{path}: {}", answer.body);
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-cache"), "{path}");
        assert!(answer.header("access-control-allow-origin").is_none(), "{path}");
    }
    let moved = site.get("/zh?x=1");
    assert_eq!((moved.status, moved.header("location")), (307, Some("/zh/?x=1")));
}

#[test]
fn wrong_addresses_show_the_page_for_them_with_links_from_the_root() {
    let site = Running::start(PAGES);
    for path in [
        "/none",
        "/zh/none/deep.html",
        "/zh/a/",
        "/zh/a.md",
        "/static/.secret",
        "/.secret",
        "/site.yaml",
        "/.git/config",
        "/.taiyaku",
        "//zh/",
        "//evil.example",
    ] {
        let answer = site.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains("href=\"/zh/index.html\""), "{path}: {}", answer.body);
        assert!(answer.body.contains("href=\"/taiyaku.css\""), "{path}");
    }
}

#[test]
fn pages_carry_the_reload_script_and_a_policy_that_lets_it_work() {
    let site = Running::start(PAGES);
    let page = site.get("/zh/a.html");
    assert!(page.body.contains("<script src=\"/.taiyaku/reload.js\" data-build=\""), "{}", page.body);
    let policy = page.header("content-security-policy").unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(policy.ends_with("; connect-src 'self'; frame-ancestors 'none'"), "{policy}");
    let own = policy.strip_suffix("; frame-ancestors 'none'").unwrap();
    assert!(page.body.contains(&format!("content=\"{own}\"")), "the page's own policy says the same");
    let script = site.get("/.taiyaku/reload.js");
    assert_eq!((script.status, script.header("content-type")), (200, Some("text/javascript; charset=utf-8")));
    assert!(!site.get("/taiyaku.js").body.contains("/.taiyaku/"));
    let at = |part: &str| page.body.find(part).expect("it stands in the page");
    assert!(at("/.taiyaku/reload.js") < at("taiyaku.js\" defer"), "it runs before the scripts of the site");
}

#[test]
fn what_a_browser_has_already_is_not_sent_again() {
    let site = Running::start(PAGES);
    for path in ["/zh/a.html", "/taiyaku.css", "/.taiyaku/reload.js", "/data/x.json"] {
        let first = site.get(path);
        let tag = first.header("etag").expect("an answer has a tag").to_owned();
        let line = format!("GET {path} HTTP/1.1");
        let again = site.ask(&[&line, &site.host(), &format!("If-None-Match: \"other\", {tag}")]);
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{path}");
        assert_eq!(again.header("etag"), Some(&*tag), "{path}");
        let other = site.ask(&[&line, &site.host(), "If-None-Match: W/\"other\""]);
        assert_eq!((other.status, other.body.len()), (200, first.body.len()), "{path}");
    }
    let [a, b] = ["/zh/a.html", "/ja/a.html"].map(|path| site.get(path).header("etag").unwrap().to_owned());
    site.put("content/ja/a.md", "# 第一章\n\nさようなら。{#hello}\n");
    assert!(!site.built_after("content/ja/a.md"));
    let tag = |path: &str| site.get(path).header("etag").unwrap().to_owned();
    assert_eq!(tag("/zh/a.html"), a, "a page that shows the same has the same tag in every build");
    assert_ne!(tag("/ja/a.html"), b);
    site.put("static/own.js", "'use strict';");
    site.built_after("static/own.js");
    assert_ne!(tag("/zh/a.html"), a, "a page that holds other scripts says so, or it would load itself again for ever");
}

#[test]
fn other_machines_are_answered_if_that_was_asked_for() {
    let all = Some("0.0.0.0".parse().unwrap());
    let site = Running::start_with(PAGES, |options| options.host = all);
    let port = site.port;
    for (host, status) in [("127.0.0.1", 200), ("192.168.0.7", 200), ("evil.example", 421)] {
        assert_eq!(site.ask(&["GET /zh/ HTTP/1.1", &format!("Host: {host}:{port}")]).status, status, "{host}");
    }
}

#[test]
fn a_paranoid_server_finds_nothing_where_nothing_is_wrong() {
    let mut site = Running::start_with(PAGES, |options| options.is_paranoid = true);
    for (path, text) in [
        ("content/zh/a.md", "# 第一章\n\n再见。{#hello}\n"),
        ("content/zh/b.md", "# 第二章\n\n[第一章](a.md#hello)\n"),
        ("content/ja/a.md", "# 第一章\n\n[哪里](nowhere.md)\n"),
        ("content/ja/a.md", "# 第一章\n\nさようなら。{#hello}\n"),
    ] {
        site.put(path, text);
        // Anything else that is announced fails here: a difference, too.
        site.built_after(path);
    }
    site.end().expect("no two builds differed");
}

#[test]
fn only_reading_is_allowed() {
    let site = Running::start(PAGES);
    let head = site.request("HEAD", "/zh/a.html");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(
        head.header("content-length").map(str::to_owned),
        site.get("/zh/a.html").header("content-length").map(str::to_owned)
    );
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        let answer = site.request(method, "/zh/a.html");
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
}

#[test]
fn only_the_server_s_own_names_are_answered() {
    let site = Running::start(PAGES);
    let port = site.port;
    for host in [format!("localhost:{port}"), format!("LOCALHOST:{port}"), format!("[::1]:{port}")] {
        assert_eq!(site.ask(&["GET / HTTP/1.1", &format!("Host: {host}")]).status, 200, "{host}");
    }
    for host in [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        "127.0.0.1".to_owned(),
        format!("127.0.0.1:{}", port - 1),
        String::new(),
    ] {
        let answer = site.ask(&["GET / HTTP/1.1", &format!("Host: {host}")]);
        assert_eq!(answer.status, 421, "{host}");
        assert!(!answer.body.contains("<html"), "{host}");
    }
    let own = site.host();
    assert_eq!(site.ask(&["GET / HTTP/1.1"]).status, 421);
    assert_eq!(site.ask(&["GET / HTTP/1.1", &own, "Host: evil.example"]).status, 421);
    assert_eq!(site.ask(&["GET http://evil.example/ HTTP/1.1", &own]).status, 421);
    assert_eq!(site.ask(&[&format!("GET http://localhost:{port}/ HTTP/1.1"), &own]).status, 200);
}

#[test]
fn no_address_leads_out_of_the_site() {
    let site = Running::start(PAGES);
    for path in [
        "/../site.yaml",
        "/%2e%2e/site.yaml",
        "/zh/../../site.yaml",
        "/zh/..%2f..%2fsite.yaml",
        "/..%252fsite.yaml",
        "/..%5csite.yaml",
        "/..\\site.yaml",
        "/%00",
        "/zh/a.html%00.txt",
        "/%ff",
        "/%2fetc/passwd",
        "/zh/./a.html",
    ] {
        let answer = site.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.body.contains("languages:") && !answer.body.contains("root:"), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_became_a_link_is_not_followed() {
    let site = Running::start(PAGES);
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret"), "secret").unwrap();
    let place = site.folder.path().join("static/data/x.json");
    fs::remove_file(&place).unwrap();
    std::os::unix::fs::symlink(outside.path().join("secret"), &place).unwrap();
    let answer = site.get("/data/x.json");
    assert_eq!(answer.status, 404);
    assert!(!answer.body.contains("secret"));
}

#[test]
fn the_reload_channel_is_for_the_server_s_own_pages() {
    let site = Running::start(PAGES);
    let (host, port) = (site.host(), site.port);
    let line = "GET /.taiyaku/reload HTTP/1.1";
    for refused in [
        "Origin: http://evil.example",
        "Origin: null",
        &format!("Origin: http://127.0.0.1:{}", port - 1),
        &format!("Origin: https://127.0.0.1:{port}"),
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
    ] {
        let answer = site.ask(&[line, &host, refused]);
        assert_eq!(answer.status, 403, "{refused}");
        assert!(!answer.head.contains("event-stream"), "{refused}");
    }
    let mut channel =
        site.send(&[line, &host, &format!("Origin: http://127.0.0.1:{port}"), "Sec-Fetch-Site: same-origin"]);
    let id = news(&mut channel).unwrap();
    assert!(site.get("/").body.contains(&format!("data-build=\"{id}\"")));
}

#[test]
fn an_edit_is_shown_and_every_open_page_is_told() {
    let site = Running::start(PAGES);
    let mut channels: Vec<_> = (0..8).map(|_| site.listen()).collect();
    site.put("content/zh/a.md", "# 第一章\n\n再见。{#hello}\n");
    for (channel, id) in &mut channels {
        assert_ne!(news(channel).as_ref(), Some(&*id));
    }
    assert!(site.get("/zh/a.html").body.contains("再见"));
    assert!(!site.built_after("content/zh/a.md"));
}

#[test]
fn errors_are_shown_in_the_last_good_site_until_they_are_mended() {
    let site = Running::start(PAGES);
    let (mut channel, _) = site.listen();
    site.put("content/zh/a.md", "# 第一章\n\n[去](nowhere.md \"<b>\") 哪里。{#hello}\n");
    assert!(site.built_after("content/zh/a.md"));
    assert!(news(&mut channel).is_some());
    let page = site.get("/zh/a.html");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("你好"), "the last good page is shown");
    let bar = page.body.find("<aside class=\"taiyaku-report taiyaku-bar\"").expect("the report is in the page");
    assert!(bar < page.body.find("<a ").unwrap(), "it comes first in the page");
    assert!(
        page.body.contains("error[broken-reference]") && page.body.contains("content/zh/a.md:3:1"),
        "{}",
        page.body
    );
    assert!(page.body.contains("&lt;b&gt;") && !page.body.contains("\"<b>\""), "the report is text");
    assert!(page.body.contains("1 error."));
    assert_eq!(site.get("/.taiyaku/report.css").status, 200);
    assert!(site.get("/none").body.contains("taiyaku-bar"));
    site.put("content/zh/a.md", "# 第一章\n\n好了。{#hello}\n");
    assert!(news(&mut channel).is_some());
    let page = site.get("/zh/a.html");
    assert!(page.body.contains("好了") && !page.body.contains("taiyaku-bar"));
}

#[test]
fn without_a_good_site_every_address_says_why_until_there_is_one() {
    let site = Running::start(&[("content/zh/a.md", "# A\n\n[x](nowhere.md)\n")]);
    let (mut channel, _) = site.listen();
    for path in ["/", "/zh/a.html", "/none"] {
        let page = site.get(path);
        assert_eq!(page.status, 500, "{path}");
        assert!(
            page.body.contains("error[broken-reference]") && page.body.contains("/.taiyaku/reload.js"),
            "{path}: {}",
            page.body
        );
    }
    site.put("content/zh/a.md", "# A\n\ny\n");
    assert!(news(&mut channel).is_some());
    assert_eq!(site.get("/zh/a.html").status, 200);
}

#[test]
fn folders_may_come_later_go_and_be_replaced() {
    let site = Running::start(&[("content/zh/a.md", "# A\n\nx\n")]);
    assert_eq!(site.get("/more/x.txt").status, 404);
    let (folder, aside) = (site.folder.path().join("static"), site.folder.path().join("aside"));
    site.put("aside/more/x.txt", "one");
    fs::rename(&aside, &folder).unwrap();
    assert!(!site.built_after("static"));
    assert_eq!(site.get("/more/x.txt").body, "one");
    site.put("static/more/y.txt", "two");
    assert!(!site.built_after("static/more/y.txt"));
    assert_eq!(site.get("/more/y.txt").body, "two");

    fs::rename(&folder, &aside).unwrap();
    assert!(!site.built_after("static"));
    assert_eq!(site.get("/more/x.txt").status, 404);
    fs::rename(&aside, &folder).unwrap();
    assert!(!site.built_after("static"));
    site.put("static/more/z.txt", "three");
    assert!(!site.built_after("static/more/z.txt"));
    assert_eq!(site.get("/more/z.txt").body, "three");

    fs::remove_dir_all(&folder).unwrap();
    assert!(!site.built_after("static"));
    assert_eq!(site.get("/more/x.txt").status, 404);
}

#[test]
fn a_lock_that_is_written_is_read_again() {
    let site = Running::start(PAGES);
    site.put("content/zh/a.lock", "");
    assert!(!site.built_after("content/zh/a.lock"));
}

#[test]
fn files_that_editors_replace_are_read_again() {
    let site = Running::start(PAGES);
    for round in ["一", "二"] {
        site.put("content/zh/.a.md.swp", round);
        let new = site.folder.path().join("content/zh/a.md~new~");
        fs::write(&new, format!("# 第一章\n\n{round}回。{{#hello}}\n")).unwrap();
        fs::rename(&new, site.folder.path().join("content/zh/a.md")).unwrap();
        let Told::Built { changed, .. } = site.next() else { panic!("the site is built again") };
        assert_eq!(changed, ["content/zh/a.md"], "what the editor keeps for itself is no change");
        assert!(site.get("/zh/a.html").body.contains(&format!("{round}回")));
    }
    fs::remove_file(site.folder.path().join("content/ja/a.md")).unwrap();
    site.built_after("content/ja/a.md");
    assert!(site.get("/ja/a.html").body.contains("二回"), "the source stands in for what is gone");
}

#[test]
fn settings_and_templates_are_read_again() {
    let site = Running::start(PAGES);
    site.put("site.yaml", &SITE.replace("书", "新书"));
    assert!(!site.built_after("site.yaml"));
    assert!(site.get("/zh/").body.contains("新书"));
    let root = site.folder.path();
    site.put("aside/chapter.html", "{% extends \"theme/chapter.html\" %}{% block main %}own{% endblock %}");
    fs::rename(root.join("aside"), root.join("templates")).unwrap();
    assert!(!site.built_after("templates"));
    assert!(site.get("/zh/a.html").body.contains("own"));
    site.put("templates/chapter.html", "<body>other");
    assert!(!site.built_after("templates/chapter.html"));
    assert!(site.get("/zh/a.html").body.contains("other"));
}

#[test]
fn a_page_that_cannot_be_rendered_says_so_and_the_others_stand() {
    let files = [PAGES[0], ("templates/chapter.html", "<body>{{ page.nothing }}</body>")];
    let site = Running::start(&files);
    let page = site.get("/zh/a.html");
    assert_eq!(page.status, 500);
    assert!(
        page.body.contains("error[broken-template]") && page.body.contains("templates/chapter.html:1"),
        "{}",
        page.body
    );
    assert_eq!(site.next(), Told::BrokenPage("zh/a.html".to_owned()));
    assert_eq!(site.get("/zh/").status, 200);
}

#[test]
fn a_server_ends_with_its_channels_and_gives_its_port_back() {
    let mut site = Running::start(PAGES);
    let (mut channel, _) = site.listen();
    // A connection that says nothing more must not hold the end up.
    let mut stalled = TcpStream::connect(("127.0.0.1", site.port)).unwrap();
    stalled.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
    site.end().unwrap();
    assert_eq!(news(&mut channel), None);
    assert!(TcpStream::connect(("127.0.0.1", site.port)).is_err());
}

#[test]
fn a_port_that_was_asked_for_is_that_or_none() {
    let site = Running::start(PAGES);
    let build = Options { root: site.folder.path().to_path_buf(), base_url: None, completeness: Completeness::AsSet };
    let result = serve(
        &ServeOptions {
            build,
            port: Some(site.port),
            how: How::System,
            host: None,
            is_paranoid: false,
            painter: Arc::default(),
        },
        &Stop::default(),
        |_| panic!("nothing is announced"),
    );
    assert!(matches!(result, Err(ServeError::PortTaken(port)) if port == site.port));
}

#[test]
fn a_folder_that_is_not_there_is_no_site() {
    let build = Options { root: "nowhere/at/all".into(), base_url: None, completeness: Completeness::AsSet };
    let result = serve(
        &ServeOptions {
            build,
            port: Some(0),
            how: How::System,
            host: None,
            is_paranoid: false,
            painter: Arc::default(),
        },
        &Stop::default(),
        |_| panic!("nothing is announced"),
    );
    assert!(matches!(result, Err(ServeError::Watch(_))));
}
