// What pages say of their texts to other programs, read by programs that we did not write: a JSON-LD processor, and one that
// keeps references. And what the script adds to the citation at the end of a page.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";
import jsonld from "jsonld";
import { EDITION, reader, THREE } from "./reader.mjs";

const SCHEMA = "http://schema.org/";

// Nothing is asked of the network: of the vocabulary's own context, which is long, this part decides.
const documentLoader = async (url) => {
  assert.match(url, /^https:\/\/schema\.org\/?$/);
  return { documentUrl: url, document: { "@context": { "@vocab": SCHEMA, url: { "@type": "@id" }, inLanguage: {} } } };
};

const files = (folder, end) =>
  readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(end)).map((file) => file.replaceAll("\\", "/")).sort();

const HOST = "https://disk.example/";

/** What the page at `path` says of its text, with whole addresses; `null` if it says nothing. */
const described = async (folder, path) => {
  const block = readFileSync(join(folder, path), "utf8").match(/<script type="application\/ld\+json">(.*?)<\/script>/s);
  if (!block) return null;
  const [node, ...others] = await jsonld.expand(JSON.parse(block[1]), { documentLoader, base: HOST + encodeURI(path) });
  assert.equal(others.length, 0, path);
  return node;
};

const ids = (node, property) => (node[SCHEMA + property] ?? []).map((other) => other["@id"]);

for (const folder of [EDITION, THREE]) {
  const name = folder === EDITION ? "the edition" : "three languages";

  test(`${name}: translations name their source, and it names them`, async () => {
    const known = new Map();
    for (const path of files(folder, ".html")) {
      const node = await described(folder, path);
      if (node) known.set(node["@id"], node);
    }
    assert.ok(known.size >= 2);
    let pairs = 0;
    for (const [id, node] of known) {
      for (const [one, other] of [["workTranslation", "translationOfWork"], ["translationOfWork", "workTranslation"]]) {
        for (const to of ids(node, one)) {
          pairs += 1;
          assert.ok(known.has(to), `${id} names ${to}, which says nothing`);
          assert.ok(ids(known.get(to), other).includes(id), `${to} does not name ${id}`);
        }
      }
      for (const to of [...ids(node, "about"), ...ids(node, "comment")]) assert.ok(known.has(to), `${id}: ${to}`);
    }
    assert.ok(pairs >= 2, "there are translations");
  });

  test(`${name}: the three files of a text say the same`, () => {
    const paths = files(folder, ".csl.json");
    assert.ok(paths.length >= 2);
    for (const path of paths) {
      const [csl] = JSON.parse(readFileSync(join(folder, path), "utf8"));
      const names = (authors) => (authors ?? []).map((author) => author.literal ?? author.family);
      for (const end of [".bib", ".ris"]) {
        const file = path.replace(/\.csl\.json$/, end);
        const { data: [item, ...others] } = new Cite(readFileSync(join(folder, file), "utf8"));
        assert.equal(others.length, 0, file);
        assert.equal(item.title, csl.title, file);
        assert.deepEqual(names(item.author), names(csl.author), file);
        assert.deepEqual(item.issued?.["date-parts"], csl.issued?.["date-parts"], file);
        assert.equal(item.URL, csl.URL, file);
        assert.equal(item.language, csl.language, file);
        assert.equal(item.abstract, csl.abstract, file);
      }
      const [again] = new Cite([csl]).data;
      assert.equal(again.title, csl.title);
    }
  });
}

const { open } = reader();

test("the citation names the passage that one has come to", () =>
  open("zh/chapter-6.html", {}, async (window) => {
    const cited = window.locator(".cite .citation");
    const plain = await cited.innerText();
    const unit = window.locator(".unit:has(> .pin:not(.unnumbered)):not(.unit-heading)").first();
    const [id, number] = [await unit.getAttribute("id"), (await unit.locator(":scope > .pin").innerText()).trim()];
    await unit.locator(":scope > .pin").click();
    const named = await cited.innerText();
    assert.ok(named.includes(number) && named !== plain, named);
    const link = cited.locator("a");
    assert.ok((await link.innerText()).endsWith(`#${encodeURIComponent(id)}`));
    assert.ok((await link.getAttribute("href")).endsWith(`#${encodeURIComponent(id)}`));
    await window.locator(".unit:has(.relations) .relations summary").last().click();
    await window.locator(".relations[open] a[href='#cite.page']").click();
    assert.ok((await cited.innerText()) !== named, "it names the passage from which it was asked for");
  }));

test("no citation names the machine of its reader", () =>
  open("zh/chapter-6.html#overview", {}, async (window) => {
    const text = await window.locator(".cite .citation").innerText();
    assert.ok(text.includes("zh/chapter-6.html#overview"), text);
    assert.ok(!/127\.0\.0\.1|localhost|file:/.test(text), text);
  }));

test("the citation is copied as it stands", () =>
  open("ja/chapter-6.html", {}, async (window) => {
    await window.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const button = window.locator(".cite button");
    const before = await button.innerText();
    await button.click();
    await window.waitForFunction((before) => document.querySelector(".cite button").textContent !== before, before);
    const text = await window.evaluate(() => navigator.clipboard.readText());
    assert.equal(text, (await window.locator(".cite .citation").textContent()).trim().replace(/\s+/g, " "));
  }));

test("without scripts the citation is whole", () =>
  open("zh/chapter-6.html", { scripts: false }, async (window) => {
    assert.ok((await window.locator(".cite .citation a").innerText()).includes("chapter-6.html"));
    assert.equal(await window.locator(".cite button").count(), 0);
  }));
