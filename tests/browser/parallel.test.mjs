// Two languages side by side: one row a passage, interleaved on a phone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { reader } from "./reader.mjs";

const { open } = reader();

const rows = (window) =>
  window.locator(".row").evaluateAll((all) => all.map((row) => {
    const [first, other] = [...row.querySelectorAll(".cell")].map((cell) => cell.getBoundingClientRect());
    const pick = ({ top, bottom, left, right }) => ({ top, bottom, left, right });
    return { id: row.id, first: pick(first), other: pick(other) };
  }));

for (const page of ["zh/chapter-6.ja.html", "ja/chapter-6.zh.html"]) {
  test(`rows align on a wide screen (${page})`, () =>
    open(page, { width: 1440 }, async (window) => {
      const all = await rows(window);
      assert.ok(all.length > 20);
      for (const { id, first, other } of all) {
        assert.ok(Math.abs(first.top - other.top) < 1, `${id}: both begin at the same height`);
        assert.ok(first.right <= other.left, `${id}: side by side`);
      }
    }));

  test(`rows are interleaved on a phone (${page})`, () =>
    open(page, { width: 360 }, async (window) => {
      let end = 0;
      for (const { id, first, other } of await rows(window)) {
        assert.ok(first.top >= end - 1 && other.top >= first.bottom - 1, `${id}: one below the other`);
        end = other.bottom;
      }
    }));
}

test("a row is the same passage as in the chapter", () =>
  open("zh/chapter-6.ja.html", {}, async (window) => {
    const ids = await window.locator(".row").evaluateAll((all) => all.map((row) => row.id));
    await window.goto(new URL("chapter-6.html", window.url()).href);
    assert.deepEqual(await window.locator("main .unit[id]").evaluateAll((all) => all.map((unit) => unit.id)), ids);
  }));
