// Light and dark, on a screen and on paper; the site as a folder on disk.

import assert from "node:assert/strict";
import { test } from "node:test";
import { reader } from "./reader.mjs";

const { open } = reader();

/** Relative luminance of a color (WCAG 2.2), 0 is black. */
const luminance = (color) => {
  const [r, g, b] = color.match(/[\d.]+/g).slice(0, 3).map((part) => Number(part) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const colors = (window) =>
  window.evaluate(() => {
    const { backgroundColor, color } = getComputedStyle(document.body);
    return { paper: backgroundColor, ink: color };
  });

test("dark mode is light on dark, light mode dark on light", async () => {
  for (const dark of [false, true]) {
    await open("zh/chapter-6.html", { dark }, async (window) => {
      const { paper, ink } = await colors(window);
      const [low, high] = [luminance(paper), luminance(ink)].sort((a, b) => a - b);
      assert.equal(luminance(paper) < luminance(ink), dark, `${paper} and ${ink}`);
      assert.ok((high + 0.05) / (low + 0.05) >= 7, "the contrast is that of WCAG AAA");
    });
  }
});

test("on paper there is the text with its notes, and nothing to click", () =>
  open("zh/chapter-6.html", { width: 800, dark: true }, async (window) => {
    await window.emulateMedia({ media: "print", colorScheme: "dark" });
    for (const gone of ["header.site", ".skip", ".unit > .ways", ".pager"]) {
      assert.ok(!(await window.locator(gone).first().isVisible()), gone);
    }
    assert.ok(await window.locator("h1").isVisible());
    for (const note of await window.locator(".note").all()) assert.ok(await note.isVisible());
    const { paper, ink } = await colors(window);
    assert.ok(luminance(ink) < luminance(paper) || paper === "rgba(0, 0, 0, 0)", `dark ink on light paper: ${ink} on ${paper}`);
  }));

test("where a system sets the colors, the header still says where one is", () =>
  open("zh/timeline.html", { width: 1440 }, async (window) => {
    await window.emulateMedia({ forcedColors: "active" });
    const rule = (selector) => window.locator(`header.site .places ${selector}`).first().evaluate((link) => getComputedStyle(link).borderBottomColor);
    const ground = await window.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(await rule("a:not([aria-current])"), ground);
    assert.notEqual(await rule("[aria-current]"), ground);
  }));

test("Chinese and Japanese have faces of their own", () =>
  open("zh/chapter-6.ja.html", {}, async (window) => {
    const faces = await window.evaluate(() =>
      ["zh-Hans", "ja"].map((tag) => getComputedStyle(document.querySelector(`.cell[lang="${tag}"]`)).fontFamily));
    assert.notEqual(faces[0], faces[1]);
  }));

test("from disk, terms open and the language is switched", () =>
  open("zh/chapter-6.html", { from: "disk" }, async (window) => {
    await window.locator("main .unit a.term").first().hover();
    await window.locator(".popup").waitFor({ state: "visible" });
    await window.locator("header.site .switch a[hreflang=ja]").first().click();
    await window.waitForURL(/^file:.*\/ja\/chapter-6\.html/);
    assert.ok(await window.locator("h1").isVisible());
  }));

test("the front page offers both languages", () =>
  open("index.html", {}, async (window) => {
    for (const tag of ["zh-Hans", "ja"]) {
      assert.equal(await window.locator(`a[hreflang="${tag}"]`).count(), 1, tag);
    }
    await window.locator('a[hreflang="ja"]').click();
    await window.waitForURL(/\/ja\/index\.html$/);
    await window.locator('main a[href="chapter-6.html"]').first().click();
    await window.waitForURL(/\/ja\/chapter-6\.html$/);
  }));
