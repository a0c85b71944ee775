//! Spaces and punctuation in the prose of Chinese and Japanese.

use super::check;

#[test]
fn spaces_between_scripts() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

使用 AI 技术，共 **3** 项。 {#a}

## 1.2 概览 {#b}

见 https://example.org/a 与 a/b.md 和 `code` 也。 {#c}

AI 技术；使用AI技术；GPT 4与，表：`A` 乙。 {#d}

软法 软法 {#e}
"#,
        r#"
notice[spaced-latin]: a space is typed between scripts, and in 3 more places of this passage
 --> content/zh/a.md:3:3
  |
3 | 使用 AI 技术，共 **3** 项。 {#a}
  |     ^
  |
  = help: remove it: pages space Latin letters and digits in Chinese and Japanese by themselves
"#,
    );
}

#[test]
fn half_width_punctuation_in_prose() {
    check(
        r#"
--- content/ja/a.md ---
# 甲

甲,乙.丙:丁;戊?己!庚(AI)"辛"。 {#a}

午前10:30、2,000円、3.5倍、文件.md、図(1)、関数f(x)、AI(人工)、`甲,乙`、Ver.2、http://例.jp/甲?乙 {#b}

U.S.政府、「甲」, A/B。 {#c}
--- content/zh/b.md ---
# 甲

他
说&amp;**乙**也
"好" 他说。 {#a}
"#,
        r#"
notice[halfwidth-punctuation]: `,` is half-width in full-width prose, and in 7 more places of this passage
 --> content/ja/a.md:3:2
  |
3 | 甲,乙.丙:丁;戊?己!庚(AI)"辛"。 {#a}
  |   ^
  |
  = help: write 、 or ，

notice[halfwidth-punctuation]: `(` is half-width in full-width prose
 --> content/ja/a.md:5:41
  |
5 | 午前10:30、2,000円、3.5倍、文件.md、図(1)、関数f(x)、AI(人工)、`甲,乙`、Ver.2、http://例.jp/...
  |                                                        ^
  |
  = help: write （…）

notice[halfwidth-punctuation]: `"` is half-width in full-width prose, and once more in this passage
 --> content/zh/b.md:5:1
  |
5 | "好" 他说。 {#a}
  | ^
  |
  = help: write “…”
"#,
    );
}
