// A site of three languages, one written from right to left, in which much is not translated or stale.

import assert from "node:assert/strict";
import { test } from "node:test";
import { reader, THREE } from "./reader.mjs";

const { open } = reader(THREE);

const style = (window, selector, ...names) =>
  window.locator(selector).first().evaluate((element, names) => names.map((name) => getComputedStyle(element)[name]), names);

const PAGES = ["ar/a.html", "ar/a.ja.html", "ja/a.ar.html", "ja/a.zh.html", "ja/b.html", "ar/b.html", "ja/a/suzuki.html", "ja/status.html", "ar/status.html"];

for (const width of [360, 1440]) {
  test(`nothing is too wide, in either direction (${width} px)`, async () => {
    for (const page of PAGES) {
      await open(page, { width }, async (window) => {
        const beyond = await window.evaluate(() => {
          const room = document.documentElement.clientWidth;
          const shown = [...document.querySelectorAll("main *")].filter((element) => element.checkVisibility() && !element.closest(".scroll, .skip"));
          return shown.filter((element) => {
            const { left, right } = element.getBoundingClientRect();
            return left < -1 || right > room + 1;
          }).map((element) => element.outerHTML.slice(0, 100)).slice(0, 3);
        });
        assert.deepEqual(beyond, [], page);
      });
    }
  });

  test(`each passage runs in the direction of its language (${width} px)`, async () => {
    for (const page of PAGES) {
      await open(page, { width }, async (window) => {
        const wrong = await window.locator("main :is(.unit > .passage, .cell, .change, h1, .other-title)").evaluateAll((all) =>
          all.map((element) => {
            const lang = element.closest("[lang]").lang;
            const { direction, unicodeBidi } = getComputedStyle(element);
            return [lang, unicodeBidi === "plaintext" ? "its own" : direction];
          }).filter(([, direction]) => direction !== "its own").filter(([lang, direction]) => (lang === "ar") !== (direction === "rtl")));
        assert.deepEqual(wrong, [], page);
      });
    }
  });
}

test("the language that one reads comes first, from the right where it is read so", async () => {
  for (const [page, isFirstLeft] of [["ja/a.ar.html", true], ["ar/a.ja.html", false]]) {
    await open(page, { width: 1440 }, async (window) => {
      const [first, other] = await window.locator("#opening > .cell").evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().left));
      assert.equal(first < other, isFirstLeft, page);
    });
  }
});

test("numbers hang in the margin on the side where lines begin", async () => {
  for (const [page, isLeft] of [["ja/a.html", true], ["ar/a.html", false]]) {
    await open(page, { width: 1440 }, async (window) => {
      const [pin, passage] = await window.locator("#opening > :is(.pin, .passage)").evaluateAll((all) =>
        all.sort((a) => (a.matches(".pin") ? -1 : 1)).map((element) => element.getBoundingClientRect().left));
      assert.equal(pin < passage, isLeft, page);
    });
  }
});

test("a page that stands in for another says so, and the switch keeps the passage", async () => {
  await open("ja/b.html", { scripts: false }, async (window) => {
    assert.ok(await window.locator(".fallback").isVisible());
    assert.equal(await window.locator(".fallback a").getAttribute("href"), "../zh/b.html");
    assert.equal(await window.locator("#y > .passage").getAttribute("lang"), "zh-Hans");
  });
  await open("ja/b.html#y", { height: 300 }, async (window) => {
    await window.locator("header.site .switch a[hreflang=zh-Hans]").click();
    await window.waitForURL(/\/zh\/b\.html#y$/);
    assert.ok(await window.locator("#y").isVisible());
  });
});

test("a stale passage opens to what changed in its source, without scripts", () =>
  open("ja/a.html", { scripts: false, width: 360 }, async (window) => {
    const change = window.locator("#chips > .stale .change");
    assert.ok(!(await change.isVisible()));
    await window.locator("#chips > .stale summary").click();
    assert.ok(await change.isVisible());
    assert.deepEqual(await change.locator("del").allInnerTexts(), ["3", "两"]);
    const { height } = await window.locator("#chips > .stale summary").boundingBox();
    assert.ok(height >= 24, "a finger finds it");
  }));

test("emphasis is that of each language, and no Han is slanted", () =>
  open("ja/a.zh.html", {}, async (window) => {
    for (const [lang, shape, position] of [["zh-Hans", "dot", "under"], ["ja", "sesame", "over"]]) {
      const em = `.cell[lang="${lang}"] em`;
      const [slant, mark, place, synthesis] = await style(window, em, "fontStyle", "textEmphasisStyle", "textEmphasisPosition", "fontSynthesisStyle");
      assert.equal(slant, "normal");
      assert.ok(mark.includes(shape), `${lang}: ${mark}`);
      assert.ok(place.startsWith(position), `${lang}: ${place}`);
      assert.equal(synthesis, "none");
    }
    await window.goto(new URL("../ar/a.html", window.url()).href);
    assert.deepEqual(await style(window, "#opening em", "fontStyle", "textEmphasisStyle", "fontWeight"), ["normal", "none", "600"]);
  }));

test("the dots of Chinese emphasis are large enough to be seen", () =>
  open("ja/a.zh.html", {}, async (window) => {
    const [family] = await style(window, '.cell[lang="zh-Hans"] em', "fontFamily");
    assert.match(family, /^"emphasis dot", /);
    assert.ok(await window.evaluate(() => document.fonts.check('16px "emphasis dot"', "•")), "from a face that has it");
  }));

test("English words in a page written from right to left run from left to right, and say so", async () => {
  await open("ar/status.html", {}, async (window) => {
    assert.deepEqual(await style(window, ".head .summary", "unicodeBidi", "textAlign"), ["plaintext", "right"]);
    assert.equal(await window.locator(".head .summary").evaluate((words) => words.closest("[lang]").lang), "en");
    const stop = await window.locator(".head .summary").evaluate((words) => {
      const range = document.createRange(), text = words.firstChild;
      const side = (at) => { range.setStart(text, at); range.setEnd(text, at + 1); return range.getBoundingClientRect().left; };
      return side(text.length - 1) > side(text.length - 3);
    });
    assert.ok(stop, "the full stop is to the right of the last word");
  });
  await open("ar/a.html", {}, async (window) => {
    assert.equal(await window.locator("#opening > .passage").evaluate((passage) => passage.closest("[lang]").lang), "ar");
    assert.equal(await window.locator("#opening > .pin").evaluate((pin) => pin.closest("[lang]").lang), "en");
  });
});

test("on a phone the foot of a passage has room for the ways to many languages, and for what it has to do with", async () => {
  for (const page of ["ar/a.html", "zh/a.html"]) {
    await open(page, { width: 360, scripts: false }, async (window) => {
      const heights = await window.locator("#chips > :is(.relations, .ways) :is(summary, a)").evaluateAll((all) =>
        all.filter((element) => element.checkVisibility()).map((element) => element.getBoundingClientRect().height));
      assert.ok(heights.length > 2 && heights.every((height) => height < 32), `each in one line: ${heights}`);
      await window.locator("#chips > .relations > summary").click();
      const [list, passage] = await window.locator("#chips > :is(.relations, .passage)").evaluateAll((all) =>
        all.sort((a) => (a.matches(".relations") ? -1 : 1)).map((element) => element.getBoundingClientRect().width));
      assert.equal(list, passage, "the open list takes the whole width");
    });
  }
});

test("the rules of the first page stand between its languages", () =>
  open("index.html", { width: 1440 }, async (window) => {
    const rules = await window.locator(".languages section").evaluateAll((all) =>
      all.map((section) => getComputedStyle(section)).map(({ borderLeftWidth, borderRightWidth }) => [borderLeftWidth, borderRightWidth]));
    assert.deepEqual(rules, [["0px", "0px"], ["1px", "0px"], ["1px", "0px"]]);
  }));

test("arrows point to where one goes on reading", async () => {
  for (const [page, arrow] of [["zh/a.html", "→"], ["ar/a.html", "←"]]) {
    await open(page, {}, async (window) => {
      const way = window.locator(".note .ways a").first();
      assert.ok((await way.evaluate((way) => getComputedStyle(way, "::after").content)).includes(arrow), page);
      assert.ok(!/[←→]/.test(await way.innerText()), "no arrow is read aloud");
    });
  }
});

for (const [drawing, width] of [["wide", 1440], ["tall", 360]]) {
  test(`the drawn timeline shows its labels in either direction (${drawing})`, async () => {
    for (const page of ["ja/timeline.html", "ar/timeline.html"]) {
      await open(page, { width }, async (window) => {
        const hidden = await window.locator(`.axis.${drawing}`).evaluate((axis) => {
          const frame = axis.getBoundingClientRect();
          const labels = [...axis.querySelectorAll("text")];
          return labels.length === 0 ? ["none"] : labels.filter((label) => {
            const { left, right } = label.getBoundingClientRect();
            return left < frame.left - 1 || right > frame.right + 1;
          }).map((label) => label.textContent);
        });
        assert.deepEqual(hidden, [], page);
      });
    }
  });
}

test("on paper a stale passage shows what changed in its source", () =>
  open("ja/a.html", { scripts: false, width: 800 }, async (window) => {
    await window.emulateMedia({ media: "print" });
    assert.ok(await window.locator("#chips > .stale .change ins").first().isVisible());
    const { height } = await window.locator("#chips > .stale .change").first().boundingBox();
    assert.ok(height > 0);
  }));

test("a correction is marked beside both languages and leads to its notice", () =>
  open("ja/a.zh.html", { scripts: false }, async (window) => {
    assert.equal(await window.locator("#chips > .cell > .flag:not(.stale) a").count(), 2);
    await window.locator("#chips > .cell.other > .flag:not(.stale) a").click();
    await window.waitForURL(/\/zh\/a\.html#erratum\.1$/);
    assert.ok(await window.locator("[id='erratum.1']").isVisible());
  }));

test("the status page explains its words, and is quiet where nothing is to be done", () =>
  open("ja/status.html", { width: 360 }, async (window) => {
    const terms = await window.locator(".legend dt").allInnerTexts();
    const columns = await window.locator(".counts thead").first().locator("th").allInnerTexts();
    assert.deepEqual(terms, columns.slice(1));
    const colors = await window.evaluate(() => ["td.none", "td:not(.none)"].map((cell) => getComputedStyle(document.querySelector(`.counts tr:not(.todo) > ${cell}`)).color));
    assert.notEqual(colors[0], colors[1]);
  }));

test("spaces between scripts and at brackets are the style's, not the text's", () =>
  open("ja/a.html", {}, async (window) => {
    const [autospace, breaks, trim] = await style(window, "#chips p", "textAutospace", "lineBreak", "textSpacingTrim");
    assert.deepEqual([autospace, breaks, trim], ["normal", "strict", "trim-start"]);
    assert.deepEqual(await style(window, "#opening code", "textAutospace"), ["no-autospace"]);
    assert.ok((await window.locator("#chips .passage p").innerText()).includes("初めて4兆円"), "no space was added to the text");
    const wider = await window.locator("#chips .passage p").evaluate((passage) => {
      const range = document.createRange();
      range.selectNodeContents(passage);
      const width = () => [...range.getClientRects()].reduce((sum, line) => sum + line.width, 0);
      passage.style.textAlign = "start";
      passage.style.whiteSpace = "nowrap";
      const normal = width();
      passage.style.textAutospace = "no-autospace";
      return normal > width();
    });
    assert.ok(wider, "digits stand apart from kanji");
  }));

test("each language has faces of its own", () =>
  open("ar/a.ja.html", {}, async (window) => {
    const faces = [];
    for (const lang of ["ar", "ja"]) faces.push((await style(window, `.cell[lang="${lang}"]`, "fontFamily"))[0]);
    assert.notEqual(faces[0], faces[1]);
  }));

test("the table of the status page fits a phone", () =>
  open("ja/status.html", { width: 360 }, async (window) => {
    for (const scroll of await window.locator(".counts .scroll").all()) {
      assert.ok(await scroll.evaluate((element) => element.scrollWidth <= element.clientWidth));
    }
    assert.ok(await window.locator('.todo a[href="a.html#chips"]').first().isVisible());
  }));
