// Links show the first words of what they lead to: on the page, or on another one; by pointer and by focus.

import assert from "node:assert/strict";
import { test } from "node:test";
import { reader, THREE } from "./reader.mjs";

const { open } = reader();
const { open: openThree } = reader(THREE);

const POPUP = ".popup";

for (const from of ["server", "disk"]) {
  test(`an event shows its date and title (${from})`, () =>
    open("zh/chapter-6.html", { from }, async (window) => {
      await window.locator("main a.when").first().hover();
      const popup = window.locator(POPUP);
      await popup.waitFor({ state: "visible" });
      assert.match(await popup.locator("b").innerText(), /\d{4}年/);
      assert.ok((await popup.locator(".meaning").innerText()).length > 3);
    }));

  test(`a passage of another page shows its first words (${from})`, () =>
    openThree("zh/b.html", { from }, async (window) => {
      const link = window.locator("main a.see").first();
      await link.hover();
      const popup = window.locator(POPUP);
      await popup.waitFor({ state: "visible" });
      const words = (await popup.locator(".meaning").innerText()).replace(/…$/, "");
      const [page, id] = (await link.evaluate((link) => link.href)).split("#");
      await window.goto(page);
      const passage = await window.locator(`[id="${decodeURIComponent(id)}"] > .passage`).evaluate((passage) => {
        for (const reading of passage.querySelectorAll("rt, rp, .note-ref, .footnote-ref")) reading.remove();
        return passage.textContent.replace(/\s+/g, " ").trim();
      });
      assert.ok(passage.startsWith(words) && words.length > 3, `${words}\n${passage}`);
    }));
}

test("a work cited shows its entry, from which the pointer is not chased away", () =>
  open("zh/chapter-6.html", {}, async (window) => {
    const link = window.locator(".citation a[href^='#ref.']").first();
    await link.scrollIntoViewIfNeeded();
    await link.hover();
    const popup = window.locator(POPUP);
    await popup.waitFor({ state: "visible" });
    const entry = await window.locator(`[id="${(await link.getAttribute("href")).slice(1)}"]`).innerText();
    const words = (await popup.locator(".meaning").innerText()).replace(/…$/, "");
    assert.ok(words.length > 10 && entry.replace(/\s+/g, " ").includes(words), `${words}\n${entry}`);
    assert.ok(!words.includes("↩"));
    assert.ok(await popup.evaluate((popup) => popup.scrollWidth <= popup.clientWidth), "all of it can be read");
    await popup.hover();
    await window.waitForTimeout(500);
    assert.ok(await popup.isVisible(), "what one points at stays");
    await window.mouse.move(2, 2);
    await popup.waitFor({ state: "hidden" });
  }));

test("focus shows it until Escape, and the focus stays", () =>
  open("ja/chapter-6.html", {}, async (window) => {
    const link = window.locator("main a.when").first();
    await window.keyboard.press("Tab");
    await link.focus();
    const popup = window.locator(POPUP);
    await popup.waitFor({ state: "visible" });
    await window.waitForTimeout(500);
    assert.ok(await popup.isVisible(), "it stays as long as the focus does");
    await window.keyboard.press("Escape");
    await popup.waitFor({ state: "hidden" });
    assert.ok(await link.evaluate((link) => link === document.activeElement));
  }));

test("a link shows nothing that is in sight", () =>
  open("zh/chapter-6.html", {}, async (window) => {
    const sign = window.locator("a.note-ref").first();
    await sign.hover();
    await window.waitForTimeout(300);
    assert.equal(await window.locator(POPUP).count(), 0, "the note stands beside it");
  }));

test("a tap on a link leads on at once", () =>
  open("zh/chapter-6.html", { width: 360, height: 740, touch: true }, async (window) => {
    await window.locator("main a.when").first().tap();
    await window.waitForURL(/\/timeline\.html#/);
    assert.equal(await window.locator(POPUP).count(), 0);
  }));
