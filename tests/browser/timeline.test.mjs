// The timeline: in order, filtered by kind, with ways to the passages and back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { reader } from "./reader.mjs";

const { open } = reader();

const visible = (window) =>
  window.locator("li.event").evaluateAll((events) => events.filter((event) => event.checkVisibility()).map((event) => event.id));

for (const scripts of [true, false]) {
  test(`kinds can be hidden and shown${scripts ? "" : " without scripts"}`, () =>
    open("zh/timeline.html", { scripts }, async (window) => {
      const all = await visible(window);
      assert.ok(all.length >= 26, `${all.length} events`);
      const box = window.locator(".kinds input").first();
      const kind = await window.locator("li.event.kind-1").evaluateAll((events) => events.map((event) => event.id));
      assert.ok(kind.length > 0 && kind.length < all.length);
      await box.uncheck();
      assert.deepEqual(await visible(window), all.filter((id) => !kind.includes(id)));
      for (const other of (await window.locator(".kinds input").all()).slice(1)) await other.uncheck();
      assert.deepEqual(await visible(window), []);
      assert.equal(await window.locator("h2").evaluateAll((years) => years.filter((year) => year.checkVisibility()).length), 0, "years without events are hidden");
      await box.check();
      assert.deepEqual(await visible(window), kind);
    }));
}

test("a kind is hidden by the keyboard", () =>
  open("ja/timeline.html", {}, async (window) => {
    const before = await visible(window);
    await window.locator(".kinds input").first().focus();
    await window.keyboard.press("Space");
    assert.ok((await visible(window)).length < before.length);
  }));

for (const language of ["zh", "ja"]) {
  test(`each event leads to its passages and back (${language})`, () =>
    open(`${language}/timeline.html`, {}, async (window) => {
      const links = await window.locator("li.event").evaluateAll((events) =>
        events.map((event) => [event.id, [...event.querySelectorAll(".uses li:not(.other) a")].map((link) => link.getAttribute("href"))]));
      assert.ok(links.every(([, passages]) => passages.length > 0), "every event is told somewhere");
      const [id, [href]] = links.find(([, passages]) => passages[0].includes("chapter-6.html#"));
      await window.locator(`li[id="${id}"] .uses a[href="${href}"]`).first().click();
      await window.waitForURL((url) => url.href.endsWith(href));
      const passage = window.locator(`[id="${href.split("#")[1]}"]`);
      assert.ok(await passage.isVisible());
      await passage.locator(`a.when[href="timeline.html#${id}"]`).first().click();
      await window.waitForURL((url) => url.href.endsWith(`timeline.html#${id}`));
    }));
}

test("one drawing is shown, fit for the window", async () => {
  for (const [width, shown] of [[1440, "wide"], [360, "tall"]]) {
    await open("zh/timeline.html", { width }, async (window) => {
      const drawings = await window.locator("svg.axis").evaluateAll((all) =>
        all.filter((drawing) => drawing.checkVisibility()).map((drawing) => drawing.getAttribute("class")));
      assert.equal(drawings.length, 1, `${width} px`);
      assert.ok(drawings[0].split(" ").includes(shown), `${width} px: ${drawings[0]}`);
    });
  }
});
