// The switch of language keeps the passage.

import assert from "node:assert/strict";
import { test } from "node:test";
import { distanceFromTop, reader } from "./reader.mjs";

const { open } = reader();

/** Passages of the chapter, in order. */
const passages = (window) => window.locator("main .unit[id]").evaluateAll((units) => units.map((unit) => unit.id));

/** Scrolls a passage to the top of the window, as a reader has it there. */
const scrollTo = (window, id) => window.locator(`[id="${id}"]`).evaluate((unit) => unit.scrollIntoView({ block: "start" }));

for (const width of [360, 1440]) {
  test(`the switch leads to the passage at the top of the window (${width} px)`, () =>
    open("zh/chapter-6.html", { width }, async (window) => {
      const ids = await passages(window);
      const id = ids[Math.floor(ids.length / 2)];
      await scrollTo(window, id);
      await window.locator("header.site .switch a[hreflang=ja]").first().evaluate((link) => link.click());
      await window.waitForURL(/\/ja\/chapter-6\.html/);
      assert.equal(decodeURIComponent(new URL(window.url()).hash), `#${id}`);
      const distance = await distanceFromTop(window, `[id="${id}"]`);
      assert.ok(distance >= -2 && distance < 120, `the passage is ${distance} px below the top`);
    }));
}

test("at the top of the page the switch leads to the top", () =>
  open("zh/chapter-6.html", {}, async (window) => {
    await window.locator("header.site .switch a[hreflang=ja]").first().click();
    await window.waitForURL(/\/ja\/chapter-6\.html$/);
    assert.equal(await window.evaluate(() => scrollY), 0);
  }));

test("without scripts each passage has its own way to the other language", () =>
  open("zh/chapter-6.html", { scripts: false }, async (window) => {
    const link = window.locator("#announcements .ways a[hreflang=ja]");
    assert.equal(await link.getAttribute("href"), "../ja/chapter-6.html#announcements");
    await link.focus();
    await window.keyboard.press("Enter");
    await window.waitForURL(/\/ja\/chapter-6\.html#announcements$/);
    assert.ok(await window.locator("#announcements").isVisible());
  }));

test("the switch of the parallel page keeps the row", () =>
  open("zh/chapter-6.ja.html", {}, async (window) => {
    const id = await window.locator(".row[id]").nth(8).getAttribute("id");
    await scrollTo(window, id);
    await window.locator("header.site .switch a[hreflang=ja]").first().evaluate((link) => link.click());
    await window.waitForURL(/\/ja\//);
    assert.equal(decodeURIComponent(new URL(window.url()).hash), `#${id}`);
  }));

test("every passage says its language", async () => {
  for (const [page, languages] of [
    ["zh/chapter-6.html", ["zh-Hans"]], ["ja/chapter-6.html", ["ja"]],
    ["zh/chapter-6.ja.html", ["zh-Hans", "ja"]], ["ja/chapter-6.zh.html", ["ja", "zh-Hans"]],
  ]) {
    await open(page, {}, async (window) => {
      const said = await window.locator("main :is(.unit, .cell:not(.gap))").evaluateAll((passages) =>
        passages.map((passage) => passage.getAttribute("lang")));
      assert.ok(said.length > 20, page);
      assert.deepEqual([...new Set(said)], languages, page);
    });
  }
});
