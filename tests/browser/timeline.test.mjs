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
      assert.equal(await window.locator(".year > h2").evaluateAll((years) => years.filter((year) => year.checkVisibility()).length), 0, "years without events are hidden");
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

test("a filter is in the address, and back in the browser is back in the filter", () =>
  open("zh/timeline.html?kind=policy&kind=trade&from=2024", {}, async (window) => {
    const shown = await visible(window);
    const kinds = await window.locator("li.event").evaluateAll((events) =>
      events.filter((event) => event.checkVisibility()).map((event) => [...event.classList].find((name) => name.startsWith("of-"))));
    assert.deepEqual([...new Set(kinds)].sort(), ["of-1", "of-5"]);
    assert.match(await window.locator(".result").textContent(), new RegExp(`${shown.length}件`));
    await window.locator(".finer .words").fill("指南");
    await window.waitForURL(/words=/);
    assert.ok((await visible(window)).length < shown.length);
    await window.locator(".finer .from").fill("2025");
    await window.locator(".finer .from").press("Tab");
    await window.waitForURL(/from=2025/);
    await window.goBack();
    assert.equal(await window.locator(".finer .from").inputValue(), "2024");
    await window.locator(".finer .all").click();
    assert.equal(new URL(window.url()).search, "");
    assert.equal((await visible(window)).length, await window.locator("li.event").count());
  }));

test("an event that is asked for by name is shown, whatever the filter says", () =>
  open("zh/timeline.html?from=2030#dfft-davos", {}, async (window) => {
    assert.ok(await window.locator("#dfft-davos").isVisible());
    assert.equal(new URL(window.url()).hash, "#dfft-davos");
  }));

test("a filter works from disk, and goes along to the other language", () =>
  open("zh/timeline.html?kind=policy", { from: "disk" }, async (window) => {
    const shown = await visible(window);
    await window.locator("header.site .switch a[hreflang=ja]").click();
    await window.waitForURL(/ja\/timeline\.html\?kind=policy/);
    assert.deepEqual(await visible(window), shown);
  }));

for (const width of [1440, 360]) {
  test(`the drawing is one stop of the tab key, and its arrows reach every mark (${width} px)`, () =>
    open("zh/timeline.html", { width }, async (window) => {
      const drawing = width > 700 ? "svg.wide" : "svg.tall";
      const [forward, next] = width > 700 ? ["ArrowRight", "ArrowDown"] : ["ArrowDown", "ArrowRight"];
      await window.locator(".pass a").focus();
      await window.keyboard.press("Tab");
      const focused = () => window.evaluate(() => document.activeElement.closest("svg a")?.getAttribute("xlink:href") ?? null);
      const seen = new Set();
      for (let lane = 0; lane < 7; lane += 1) {
        await window.keyboard.press("Home");
        for (let last = null; last !== (await focused()); await window.keyboard.press(forward)) seen.add((last = await focused()));
        await window.keyboard.press(next);
      }
      const marks = await window.locator(`${drawing} a`).evaluateAll((all) => all.map((mark) => mark.getAttribute("xlink:href")));
      assert.deepEqual(marks.filter((mark) => !seen.has(mark)), []);
      await window.keyboard.press("Tab");
      assert.equal(await focused(), null, "the next stop is behind the drawing");
    }));
}

test("years fill the drawing, by buttons and by keys", () =>
  open("ja/timeline.html", {}, async (window) => {
    const years = () => window.locator("svg.wide .year-label").evaluateAll((all) =>
      all.filter((year) => year.checkVisibility()).map((year) => year.textContent));
    const whole = await years();
    await window.locator(".zoom .in").click();
    const nearer = await years();
    assert.ok(nearer.length < whole.length && nearer.length > 1, nearer.join());
    const edges = await window.locator("svg.wide :is(.mark, .span, .cell)").evaluateAll((all) => {
      const frame = document.querySelector("svg.wide").getBoundingClientRect();
      return all.filter((mark) => mark.checkVisibility()).every((mark) => mark.getBoundingClientRect().right <= frame.right + 1);
    });
    assert.ok(edges, "nothing is drawn beyond the drawing");
    await window.locator("svg.wide a[tabindex='0']").focus();
    await window.keyboard.press("-");
    assert.deepEqual(await years(), whole);
    assert.equal(new URL(window.url()).search, "");
  }));

test("without scripts the drawing leads to the list, and what needs scripts is not offered", () =>
  open("zh/timeline.html", { scripts: false }, async (window) => {
    assert.ok(!(await window.locator(".finer").isVisible()));
    await window.locator("svg.wide a").evaluateAll((all) => all.find((mark) => mark.getAttribute("xlink:href") === "#genai-2030").focus());
    await window.keyboard.press("Enter");
    await window.waitForURL(/#genai-2030$/);
    assert.ok(await window.locator("#genai-2030").isVisible());
  }));

for (const width of [360, 768, 1440]) {
  for (const language of ["zh", "ja"]) {
    test(`nothing is wider than the window (${language}, ${width} px)`, () =>
      open(`${language}/timeline.html`, { width }, async (window) => {
        assert.ok(await window.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        const sizes = await window.locator("svg.axis text").evaluateAll((all) =>
          all.filter((text) => text.checkVisibility()).map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a));
        assert.ok(Math.min(...sizes) >= 9.5, `the smallest type is ${Math.min(...sizes)} px`);
      }));
  }
}
