// Charts: read at every width, in the dark, and without scripts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { reader } from "./reader.mjs";

const { open } = reader();

for (const language of ["zh", "ja"]) {
  for (const [width, shown] of [[360, "narrow"], [768, "wide"], [1440, "wide"]]) {
    test(`charts are drawn to fit, in type that can be read (${language}, ${width} px)`, () =>
      open(`${language}/chapter-6.html`, { width }, async (window) => {
        assert.ok(await window.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the window");
        const charts = await window.locator("figure.chart").evaluateAll((all) => all.map((chart) => {
          const [drawing, ...others] = [...chart.querySelectorAll("svg.drawn")].filter((svg) => svg.checkVisibility());
          const frame = drawing.getBoundingClientRect();
          const texts = [...drawing.querySelectorAll("text")];
          return {
            shown: drawing.getAttribute("class"),
            others: others.length,
            sizes: texts.map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a),
            outside: texts.filter((text) => {
              const box = text.getBoundingClientRect();
              return box.left < frame.left - 1 || box.right > frame.right + 1;
            }).map((text) => text.textContent),
          };
        }));
        assert.ok(charts.length >= 5, `${charts.length} charts`);
        for (const chart of charts) {
          assert.equal(chart.others, 0, "one drawing is shown");
          assert.ok(chart.shown.split(" ").includes(shown), `${chart.shown} at ${width} px`);
          assert.ok(Math.min(...chart.sizes) >= 11, `the smallest type is ${Math.min(...chart.sizes)} px`);
          assert.deepEqual(chart.outside, [], "no words are cut off");
        }
      }));
  }

  test(`the numbers open as a table without scripts, by the keyboard (${language})`, () =>
    open(`${language}/chapter-6.html`, { width: 360, scripts: false }, async (window) => {
      const chart = window.locator("figure.chart").first();
      const table = chart.locator("table");
      assert.ok(!(await table.isVisible()));
      await chart.locator("summary").focus();
      await window.keyboard.press("Enter");
      assert.ok(await table.isVisible());
      assert.ok((await table.locator("td").count()) > 0);
      assert.ok(await window.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    }));
}

test("a drawing has a name and says its numbers", () =>
  open("zh/chapter-6.html", {}, async (window) => {
    const drawings = await window.locator("svg.drawn").evaluateAll((all) => all.map((svg) => ({
      role: svg.getAttribute("role"),
      title: svg.querySelector("title")?.textContent,
      says: svg.querySelector("desc")?.textContent,
    })));
    for (const drawing of drawings) {
      assert.equal(drawing.role, "img");
      assert.ok(drawing.title && /[0-9]/.test(drawing.says), JSON.stringify(drawing));
    }
  }));

for (const dark of [false, true]) {
  test(`words of a drawing stand out from the paper${dark ? " in the dark" : ""}`, () =>
    open("zh/chapter-6.html", { dark }, async (window) => {
      const ratios = await window.evaluate(() => {
        const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
        const light = (color) => {
          canvas.fillStyle = color;
          canvas.fillRect(0, 0, 1, 1);
          const linear = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((c) => c / 255)
            .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
          return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
        };
        const paper = light(getComputedStyle(document.body).backgroundColor);
        const texts = [...document.querySelectorAll("svg.drawn text")].filter((text) => text.checkVisibility());
        return texts.map((text) => {
          const ink = light(getComputedStyle(text).fill);
          return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
        });
      });
      assert.ok(ratios.length > 0 && Math.min(...ratios) >= 4.5, `the least contrast is ${Math.min(...ratios)}`);
    }));
}
