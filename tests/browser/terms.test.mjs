// Terms open their definition: by pointer, by focus and by touch.

import assert from "node:assert/strict";
import { test } from "node:test";
import { reader } from "./reader.mjs";

const { open } = reader();

const TERM = "main .unit a.term";
const POPUP = ".popup";

test("the pointer opens the definition and leaving closes it", () =>
  open("zh/chapter-6.html", {}, async (window) => {
    const term = window.locator(TERM).first();
    await term.hover();
    const popup = window.locator(POPUP);
    await popup.waitFor({ state: "visible" });
    const meaning = (await popup.locator(".meaning").innerText()).trim();
    assert.ok(meaning.length > 3, "the definition is there");
    const box = await popup.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 1440, "it is within the window");
    await window.mouse.move(5, 5);
    await popup.waitFor({ state: "hidden" });
  }));

test("focus opens the definition and Escape closes it", () =>
  open("ja/chapter-6.html", {}, async (window) => {
    const term = window.locator(TERM).first();
    await window.keyboard.press("Tab");
    await term.focus();
    const popup = window.locator(POPUP);
    await popup.waitFor({ state: "visible" });
    await window.keyboard.press("Escape");
    await popup.waitFor({ state: "hidden" });
    assert.ok(await term.evaluate((element) => element === document.activeElement), "the focus stays on the term");
  }));

test("a tap opens the definition and a tap elsewhere closes it", () =>
  open("zh/chapter-6.html", { width: 360, height: 740, touch: true }, async (window) => {
    await window.locator(TERM).first().tap();
    const popup = window.locator(POPUP);
    await popup.waitFor({ state: "visible" });
    const box = await popup.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 360, "it is within the window");
    assert.match(window.url(), /\/zh\/chapter-6\.html/, "the reader is still in the text");
    await window.touchscreen.tap(180, 700);
    await popup.waitFor({ state: "hidden" });
  }));

test("a click leads to the entry", () =>
  open("zh/chapter-6.html", {}, async (window) => {
    const term = window.locator(TERM).first();
    const href = await term.getAttribute("href");
    await term.click();
    await window.waitForURL((url) => url.href.endsWith(href));
    assert.ok(await window.locator(`[id="${href.split("#")[1]}"]`).isVisible());
  }));

test("every term names its definition to those who listen", async () => {
  for (const page of ["zh/chapter-6.html", "ja/chapter-6.html", "zh/chapter-6.ja.html"]) {
    await open(page, {}, async (window) => {
      const nameless = await window.locator("a.term").evaluateAll((terms) =>
        terms.filter((term) => !document.getElementById(term.getAttribute("aria-describedby"))?.textContent.trim()).length);
      assert.equal(nameless, 0, page);
    });
  }
});
