//! Corpora: sites of as many pages as asked for, in two languages. A page is about 5.5 kB: Chinese or Japanese prose with
//! emphasis and code, headings, a list, a table, a quotation, a footnote, five links to other pages, and a block of code on
//! every fourth. The texts say nothing; their form is that of documentation. The same number gives the same bytes.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

const SITE: &str = "\
title: {zh: 语料, ja: コーパス}
languages:
  - {tag: zh-Hans, dir: zh, name: 中文}
  - {tag: ja, dir: ja, name: 日本語}
";

/// Whether both languages stand beside one another on pages of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parallel {
    /// They do.
    Pages,
    /// There are no such pages.
    None,
}

/// Folders of languages, their words, and the marks between and after them.
const LANGUAGES: [(&str, &str, [&str; 2]); 2] = [
    (
        "zh",
        "配置 页面 模板 输出 缓存 请求 结果 文件 目录 版本 测试 接口 模块 函数 变量 类型 语言 翻译 原文 段落 章节 标题 链接 引用 \
         术语 注释 索引 搜索 网络 存储 线程 队列 错误 警告 日志 权限 的 和 在 中 可以 需要 已经 通过 根据 如果 我们 它们 每个 一些 \
         因此 但是 同时 之前 之后",
        ["，", "。"],
    ),
    (
        "ja",
        "設定 ページ ひな形 出力 キャッシュ 要求 結果 文書 目録 版 試験 接続 部品 関数 変数 型 言語 翻訳 原文 段落 章 見出し \
         リンク 引用 用語 注釈 索引 検索 回線 保存 糸 待ち行列 誤り 警告 記録 権限 は が を に で と の から まで より そして この \
         その 使う 書く 読む 返す 並べる 比べる",
        ["、", "。"],
    ),
];

const CODE: [(&str, &str); 4] = [
    (
        "rust",
        "fn {a}_{n}(input: &str) -> Option<usize> {\n    let mut total = {n};\n    for part in input.split(',') {\n        total += part.trim().parse::<usize>().ok()?;\n    }\n    Some(total)\n}",
    ),
    (
        "python",
        "def {a}_{n}(items, limit={n}):\n    \"\"\"Counts what is below the limit.\"\"\"\n    return sum(1 for item in items if item is not None and item < limit)",
    ),
    (
        "javascript",
        "export const {a}{n} = async (list) => {\n  const found = await Promise.all(list.map((item) => fetch(`/{a}/${item}`)));\n  return found.filter(({ ok }) => ok).length > {n};\n};",
    ),
    ("yaml", "{a}:\n  - id: {n}\n    enabled: true\n    limits: {cpu: {n}, memory: 64Mi} # per part"),
];

const NAMES: [&str; 8] = ["load", "parse", "align", "link", "check", "render", "write", "serve"];

/// Chance from a seed (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % n as u64).expect("it is below a usize")
    }
}

/// One page in one language: what is chosen by `form` is the same in both.
struct Page<'a> {
    words: &'a [&'static str],
    marks: [&'static str; 2],
    form: Chance,
    chance: Chance,
    number: usize,
    pages: usize,
    text: String,
}

/// Writes a site of `pages` pages in each language, 100 to a folder.
///
/// # Errors
/// The system's.
pub fn write(site: &Path, pages: usize, parallel: Parallel) -> io::Result<()> {
    std::fs::create_dir_all(site)?;
    let settings = if parallel == Parallel::Pages { "parallel: [[zh, ja]]\n" } else { "" };
    std::fs::write(site.join("site.yaml"), format!("{SITE}{settings}"))?;
    for (at, (dir, words, marks)) in LANGUAGES.into_iter().enumerate() {
        let words: Vec<&'static str> = words.split_whitespace().collect();
        for number in 0..pages {
            let place = site.join("content").join(dir).join(path(number));
            if number % 100 == 0 {
                std::fs::create_dir_all(place.parent().unwrap_or(site))?;
            }
            let form = Chance(number as u64);
            let chance = Chance((number * LANGUAGES.len() + at) as u64 ^ 0xC0FF_EE00_0000);
            let page = Page { words: &words, marks, form, chance, number, pages, text: String::new() };
            std::fs::write(place, page.write())?;
        }
    }
    Ok(())
}

/// Where a page lies below the folder of its language.
pub fn path(number: usize) -> String {
    format!("s{:03}/p{number:06}.md", number / 100)
}

impl Page<'_> {
    fn write(mut self) -> String {
        let title = format!("{} {}", self.words_in_a_row(3), self.number);
        let summary = self.sentence();
        let (year, month, day) = (2015 + self.number % 10, self.number % 12 + 1, self.number % 28 + 1);
        let order = self.number + 1;
        let _ = write!(
            self.text,
            "---\ntitle: \"{title}\"\nsummary: \"{summary}\"\ndate: {year}-{month:02}-{day:02}\norder: {order}\n---\n\n"
        );
        self.paragraph();
        for section in 0..3 + self.form.below(2) {
            self.section(section);
        }
        let note = self.sentence();
        self.block(&format!("[^1]: {note}"));
        self.text
    }

    fn section(&mut self, section: usize) {
        let heading = self.words_in_a_row(2);
        let level = if section.is_multiple_of(2) { "##" } else { "###" };
        self.block(&format!("{level} {heading} {section}"));
        self.paragraph();
        match section {
            0 => {
                let items: Vec<String> = (0..5).map(|_| self.item()).collect();
                self.block(&items.join("\n"));
            }
            1 => self.table(),
            2 => {
                let sentence = self.sentence();
                self.block(&format!("> {sentence}"));
                if self.number.is_multiple_of(4) {
                    self.code();
                }
            }
            _ => {}
        }
        self.paragraph();
    }

    fn block(&mut self, text: &str) {
        self.text += text;
        self.text += "\n\n";
    }

    fn word(&mut self) -> &'static str {
        self.words[self.chance.below(self.words.len())]
    }

    fn words_in_a_row(&mut self, count: usize) -> String {
        (0..count).map(|_| self.word()).collect()
    }

    fn sentence(&mut self) -> String {
        let clauses = 1 + self.chance.below(3);
        let [between, end] = self.marks;
        let clauses: Vec<String> = (0..clauses)
            .map(|_| {
                let count = 4 + self.chance.below(6);
                self.words_in_a_row(count)
            })
            .collect();
        clauses.join(between) + end
    }

    fn paragraph(&mut self) {
        let mut text = String::new();
        for _ in 0..4 + self.form.below(5) {
            match self.form.below(8) {
                0 => {
                    let _ = write!(text, "**{}**", self.words_in_a_row(1));
                }
                1 => {
                    let _ = write!(text, " `{}()` ", NAMES[self.form.below(NAMES.len())]);
                }
                _ => {}
            }
            text += &self.sentence();
        }
        if self.form.below(3) == 0 {
            text += &self.link();
        }
        if self.text.matches("[^1]").count() == 0 && self.form.below(3) == 0 {
            text += "[^1]";
        }
        self.block(&text);
    }

    /// A link to another page.
    fn link(&mut self) -> String {
        let to = self.form.below(self.pages);
        format!("[{}](../{})", self.words_in_a_row(2), path(to))
    }

    fn item(&mut self) -> String {
        let (words, link) = (self.words_in_a_row(6), self.link());
        if self.form.below(2) == 0 { format!("- {words}{link}") } else { format!("- {words}") }
    }

    fn table(&mut self) {
        let mut lines =
            vec![format!("| {} | {} | {} |", self.word(), self.word(), self.word()), "| --- | :-: | --: |".to_owned()];
        for _ in 0..5 {
            let (name, amount) = (NAMES[self.form.below(NAMES.len())], self.form.below(10_000));
            lines.push(format!("| {} | `{name}` | {amount} |", self.word()));
        }
        self.block(&lines.join("\n"));
    }

    fn code(&mut self) {
        let (language, code) = CODE[self.form.below(CODE.len())];
        let (name, number) = (NAMES[self.form.below(NAMES.len())], self.form.below(1000).to_string());
        let code = code.replace("{a}", name).replace("{n}", &number);
        self.block(&format!("```{language}\n{code}\n```"));
    }
}
