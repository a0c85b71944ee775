// Every page of the edition: nothing fails, nothing leaves the site, nothing is too wide, every link leads somewhere.
// The reader writes complaints of the browser down by itself; a page that has any fails here.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pages, reader } from "./reader.mjs";

const { open } = reader();
const all = await pages();

test("the edition has its pages", () => {
  for (const language of ["zh", "ja"]) {
    for (const page of ["index", "chapter-6", "chapter-6/aoyama", "chapter-6/kawashima", "timeline", "glossary", "people"]) {
      assert.ok(all.includes(`${language}/${page}.html`), `${language}/${page}.html`);
    }
  }
});

for (const page of all) {
  test(`${page}: no complaint, nothing too wide`, async () => {
    for (const width of [320, 360, 768, 1440]) {
      await open(page, { width, height: 800 }, async (window) => {
        const { wide, culprits } = await window.evaluate(() => {
          const room = document.documentElement.clientWidth;
          const scrolls = (element) => element.closest(".scroll, .drawing");
          const beyond = [...document.querySelectorAll("body *")].filter((element) =>
            element.checkVisibility() && element.getBoundingClientRect().right > room + 1 && !scrolls(element));
          return {
            wide: document.documentElement.scrollWidth > room,
            culprits: beyond.slice(0, 3).map((element) => element.outerHTML.slice(0, 120)),
          };
        });
        assert.ok(!wide, `${width} px: ${culprits.join("\n")}`);
      });
    }
  });

  test(`${page}: opens from disk, with its style and its script`, () =>
    open(page, { from: "disk" }, async (window) => {
      const { paper, family } = await window.evaluate(() => {
        const style = getComputedStyle(document.body);
        return { paper: style.backgroundColor, family: style.fontFamily };
      });
      assert.notEqual(paper, "rgba(0, 0, 0, 0)", "the style sheet is applied");
      assert.ok(family.includes("serif"), family);
    }));
}

test("every link and every fragment leads somewhere", async () => {
  const found = new Map();
  for (const page of all) {
    await open(page, { scripts: false }, async (window) => {
      const here = window.url().split("#")[0];
      const links = await window.locator("[href], [src]").evaluateAll((elements) =>
        elements.map((element) => {
          const address = new URL(element.href?.baseVal ?? element.href ?? element.src, document.baseURI).href;
          // Programs that read alternates know what a folder is; readers of a site on disk would see a list of files.
          return element.matches("link") ? address.replace(/\/$/, "/index.html") : address;
        }));
      const ids = await window.locator("[id]").evaluateAll((elements) => elements.map((element) => element.id));
      assert.equal(new Set(ids).size, ids.length, `${page}: every id is there once`);
      found.set(here, { page, links, ids: new Set(ids) });
    });
  }
  const site = [...found.keys()].find((address) => /\/report\/index\.html$/.test(address)).replace("index.html", "");
  const files = new Set();
  for (const { page, links } of found.values()) {
    for (const link of links) {
      const [address, fragment] = link.split("#");
      if (!address.startsWith(site)) {
        assert.match(address, /^(https?|mailto|data):/, `${page}: ${link}`);
        continue;
      }
      if (!found.has(address)) {
        files.add(address);
        continue;
      }
      if (fragment) assert.ok(found.get(address).ids.has(decodeURIComponent(fragment)), `${page}: ${link}`);
    }
  }
  for (const file of files) assert.equal((await fetch(file)).status, 200, file);
});
