// Notes stand beside their passages, and open where there is no room beside them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { OVERLAP, reader } from "./reader.mjs";

const { open } = reader();
const { open: openOverlap } = reader(OVERLAP);

const PHONE = { width: 360, height: 740 };

test("on a wide screen notes are open beside the text", () =>
  open("zh/chapter-6.html", {}, async (window) => {
    const note = window.locator(".note").first();
    assert.ok(await note.isVisible());
    const text = await window.locator(".unit .passage").first().boundingBox();
    const box = await note.boundingBox();
    assert.ok(box.x >= text.x + text.width - 1, "the note begins where the text ends");
  }));

test("the sign in the text opens its note on a phone", () =>
  open("zh/chapter-6.html", { ...PHONE, touch: true }, async (window) => {
    const sign = window.locator("a.note-ref").first();
    const note = window.locator(`[id="${(await sign.getAttribute("href")).slice(1)}"]`);
    assert.ok(!(await note.isVisible()), "notes wait to be asked for");
    await sign.tap();
    await note.waitFor({ state: "visible" });
    assert.ok(await note.evaluate((element) => {
      const box = element.getBoundingClientRect();
      return box.top < innerHeight && box.bottom > 0;
    }), "the note is in sight");
  }));

test("notes open by the keyboard on a phone", () =>
  open("zh/chapter-6.html", PHONE, async (window) => {
    const notes = window.locator("details.notes").first();
    await notes.locator("summary").focus();
    await window.keyboard.press("Enter");
    assert.ok(await notes.locator(".note").first().isVisible());
    await window.keyboard.press("Enter");
    assert.ok(!(await notes.locator(".note").first().isVisible()));
  }));

test("the sign opens its note by the keyboard, and the note leads back", () =>
  open("ja/chapter-6.html", PHONE, async (window) => {
    const sign = window.locator("a.note-ref").first();
    const note = window.locator(`[id="${(await sign.getAttribute("href")).slice(1)}"]`);
    await sign.focus();
    await window.keyboard.press("Enter");
    await note.waitFor({ state: "visible" });
    const back = note.locator("a.back");
    const passage = await back.getAttribute("href");
    await back.click();
    assert.equal(new URL(window.url()).hash, passage);
  }));

test("without scripts all notes can be read", () =>
  open("zh/chapter-6.html", { ...PHONE, scripts: false }, async (window) => {
    for (const note of await window.locator(".note").all()) assert.ok(await note.isVisible());
  }));

test("a note on several passages is beside each, one step away from its text, and leads back to each", () =>
  open("zh/chapter-6.html", {}, async (window) => {
    const step = window.locator('.note .ways a[href^="#note."]').first();
    const here = await step.locator("xpath=ancestor::aside").locator("a.back").getAttribute("href");
    await step.click();
    const note = window.locator(`[id="${new URL(window.url()).hash.slice(1)}"]`);
    assert.ok(await note.isVisible());
    await note.locator(`a.back[href="${here}"]`).click();
    assert.equal(new URL(window.url()).hash, here);
  }));

test("a note leads to the commentary, and the commentary to the passage", () =>
  open("zh/chapter-6.html", {}, async (window) => {
    const note = window.locator(".note").first();
    const passage = await note.locator("a.back").first().getAttribute("href");
    await note.locator(".ways a").click();
    await window.waitForURL(/\/chapter-6\/[a-z]+\.html#/);
    const remark = window.locator(".remark", { has: window.locator(`[id="${decodeURIComponent(new URL(window.url()).hash.slice(1))}"]`) });
    const ways = await remark.locator(`.targets a[href$="${passage}"]`).evaluateAll((links) => links.map((link) => link.lang));
    assert.deepEqual(ways, ["", "ja"], "to the passage in both languages");
  }));

for (const [language, words] of [["zh", "三个季度"], ["ja", "3四半期続けて半ばを超えた"]]) {
  test(`three comments on overlapping words stay apart (${language})`, () =>
    openOverlap(`${language}/a.html`, {}, async (window) => {
      const passage = window.locator("#chips .passage");
      const shared = await passage.locator("mark.note-1.note-2").allTextContents();
      assert.ok(shared.join("").includes(words), "what two people comment on is theirs together");
      assert.ok(await passage.locator("mark.shared").first().evaluate((mark) => getComputedStyle(mark).textDecorationStyle === "double"));
      const names = await passage.locator(".note-ref").evaluateAll((signs) => signs.map((sign) => sign.ariaLabel));
      assert.equal(new Set(names).size, names.length, `each sign has a name of its own: ${names}`);
      for (const sign of await passage.locator(".note-ref").all()) {
        await sign.click();
        const note = window.locator(`[id="${new URL(window.url()).hash.slice(1)}"]`);
        assert.ok(await note.isVisible());
        assert.ok((await sign.ariaSnapshot()).includes((await note.getAttribute("aria-label")).replace(/（.*/, "")));
      }
    }));
}

test("overlapping comments open by touch on a phone, and names are said once", () =>
  openOverlap("zh/a.html", { ...PHONE, touch: true }, async (window) => {
    const notes = window.locator("#chips + details.notes");
    assert.equal((await notes.locator("summary").innerText()).trim(), "点评4条：青山瑠妙、川岛真、铃木一人");
    await notes.locator("summary").tap();
    assert.equal(await notes.locator(".note:visible").count(), 4);
    assert.ok(await window.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the phone");
  }));

test("comments can be read without scripts, by text and by person, and lead back", () =>
  openOverlap("zh/comments.html", { ...PHONE, scripts: false }, async (window) => {
    assert.equal(await window.locator(".note").count(), 6);
    await window.locator(".note .who a", { hasText: "川岛真" }).first().click();
    assert.ok(window.url().endsWith("/zh/comments/kawashima.html"));
    await window.locator(".note .ways a").first().click();
    assert.ok(window.url().endsWith("/zh/a.html#note.2.q1"));
  }));
