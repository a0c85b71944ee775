//! The page that tells how the translations stand.

use taiyaku::base::digest::Digest;
use taiyaku::parse::lock::{HEADER, line};

use super::harness::{Page, Site};

fn site() -> Site {
    let site = Site::new(
        "\
--- content/zh/a.md ---
# 甲

一。 {#a}

新二。 {#b}

三。 {#c}

四。 {#d}

五。 {#e}

六。 {#f only}
--- content/ja/a.md ---
# 甲の訳

一。 {#a with=e}

二。 {#b}

三。 {#c}

七。 {#g only}
--- content/zh/b.md ---
# 乙

一。 {#a}
--- content/ja/c.md ---
# 丙

一。 {#a}
",
    );
    let lines: String = [("a", "一。"), ("b", "二。")].map(|(id, text)| line(id, Digest::of(""), text) + "\n").concat();
    site.write(&format!("--- content/ja/a.lock ---\n{HEADER}\n{lines}"));
    let report = site.build();
    assert!(!report.contains("error["), "{report}");
    site
}

fn texts(page: &Page, selector: &str) -> Vec<String> {
    page.all(selector).iter().map(|element| element.text().collect::<String>().trim().to_owned()).collect()
}

#[test]
fn passages_are_counted_by_how_they_stand() {
    let page = site().page("zh/status.html");
    assert_eq!(texts(&page, "h2"), ["中文", "日本語"], "each language lacks something");
    let rows = |section: &str| -> Vec<Vec<String>> {
        let rows = page.all(&format!("section[aria-labelledby='{section}'] tr:has(td:not([colspan]))"));
        rows.iter()
            .map(|row| {
                row.children()
                    .filter_map(scraper::ElementRef::wrap)
                    .map(|cell| cell.text().collect::<String>())
                    .collect()
            })
            .collect()
    };
    // All, current, stale, unrecorded, missing, joined; the title is one of them.
    assert_eq!(
        rows("status.ja"),
        [["6", "1", "1", "3", "1", "1"], ["2", "0", "0", "0", "2", "0"], ["8", "1", "1", "3", "3", "1"]]
    );
    assert_eq!(rows("status.zh"), [["2", "0", "0", "0", "2", "0"]]);
    assert_eq!(texts(&page, ".coverage"), ["共2段，已译0段（0%）", "共8段，已译5段（62%）"]);
}

#[test]
fn what_is_to_be_done_is_linked() {
    let page = site().page("ja/status.html");
    let links: Vec<_> = page.all(".todo a").iter().map(|link| link.attr("href").unwrap().to_owned()).collect();
    assert_eq!(links, ["a.html#b", "a.html#d"]);
    assert_eq!(texts(&page, ".work small"), ["全文未訳", "全文未訳"]);
    assert_eq!(page.one("tbody th [lang='zh-Hans'] a[href='b.html']").inner_html(), "乙");
}

#[test]
fn the_foot_of_every_page_leads_there() {
    let site = site();
    for (path, href) in
        [("zh/a.html", "status.html"), ("ja/a.zh.html", "status.html"), ("ja/index.html", "status.html")]
    {
        assert_eq!(site.page(path).all(&format!("footer.site a[href='{href}']")).len(), 1, "{path}");
    }
    assert!(site.page("zh/a.html").all("header.site a[href='status.html']").is_empty());
    let page = site.page("zh/status.html");
    assert_eq!(page.all("link[rel=alternate][hreflang=ja][href='../ja/status.html']").len(), 1);
}

#[test]
fn a_site_of_one_language_has_no_such_page() {
    let site = Site::new(
        "--- site.yaml ---\ntitle: t\nlanguages: [{tag: zh-Hans, dir: zh}]\n--- content/zh/a.md ---\n# 甲\n\n一。 {#a}\n",
    );
    site.build();
    assert!(!site.output().join("zh/status.html").exists());
    assert!(site.page("zh/a.html").all("footer.site a").len() == 1);
}
