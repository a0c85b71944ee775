// annotations.json as a JSON-LD processor reads it: no term is unknown to it, nothing is dropped, every address is whole.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import jsonld from "jsonld";
import { CONTEXT } from "./annotation-terms.mjs";
import { EDITION } from "./reader.mjs";

const FILE = "https://example.org/report/annotations.json";
const OA = "http://www.w3.org/ns/oa#";

/** The only context there is; nothing is fetched. */
const documentLoader = (url) => {
  assert.equal(url, "http://www.w3.org/ns/anno.jsonld");
  return { contextUrl: null, documentUrl: url, document: { "@context": CONTEXT } };
};

const read = async () => JSON.parse(await readFile(path.join(EDITION, "annotations.json"), "utf8"));

/** In its safe mode the processor refuses what it would have to drop. */
const expanded = (document) => jsonld.expand(document, { base: FILE, documentLoader, safe: true });

const items = ([collection]) => {
  const [page] = collection["http://www.w3.org/ns/activitystreams#first"];
  return page["http://www.w3.org/ns/activitystreams#items"][0]["@list"];
};

test("nothing is dropped, and every note is an annotation", async () => {
  const document = await read();
  const notes = items(await expanded(document));
  assert.equal(notes.length, document.total);
  for (const note of notes) {
    assert.deepEqual(note["@type"], [`${OA}Annotation`]);
    assert.match(note["@id"], /^https:\/\/example\.org\/report\/(zh|ja)\/chapter-6\/[a-z]+\.html#[a-z-]+$/);
    assert.ok(note[`${OA}hasTarget`].length > 0);
    assert.deepEqual(note[`${OA}motivatedBy`], [{ "@id": `${OA}commenting` }]);
  }
});

test("the words of a note are found by quotation and by position", async () => {
  for (const note of items(await expanded(await read()))) {
    for (const target of note[`${OA}hasTarget`].filter((target) => target[`${OA}hasSelector`])) {
      const selectors = target[`${OA}hasSelector`];
      assert.match(target[`${OA}hasSource`][0]["@id"], /^https:\/\/example\.org\/report\/(zh|ja)\/chapter-6\.html$/);
      const quote = selectors.find((selector) => selector["@type"][0] === `${OA}TextQuoteSelector`);
      const fragment = selectors.find((selector) => selector["@type"][0] === `${OA}FragmentSelector`);
      assert.ok(fragment);
      if (!quote) continue;
      const [position] = fragment[`${OA}refinedBy`];
      const length = position[`${OA}end`][0]["@value"] - position[`${OA}start`][0]["@value"];
      assert.equal(length, [...quote[`${OA}exact`][0]["@value"]].length);
    }
  }
});

test("as RDF it is one graph of whole addresses", async () => {
  const quads = await jsonld.toRDF(await read(), { base: FILE, documentLoader, safe: true, format: "application/n-quads" });
  const lines = quads.trim().split("\n");
  assert.ok(lines.length > 100);
  assert.ok(lines.every((line) => !/<(?![a-z]+:)/.test(line.replace(/"(\\.|[^"\\])*"/g, ""))), "an address without a scheme");
});

test("a term that the model does not have is seen", async () => {
  const document = await read();
  document.first.items[0].mood = "musing";
  await assert.rejects(expanded(document), /safe mode/i);
});
