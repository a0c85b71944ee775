// Edits a document and says, for each edit, after how many microseconds a page that shows it has the new words.
//
//   node browser.mjs PAGE DOCUMENT EDITS
//
// The browser is that of the browser tests, whose packages must be installed: (cd tests/browser && npm ci).

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(path.join(import.meta.dirname, "../../tests/browser/package.json"));
const { chromium } = require("playwright-core");

const [page_address, document, edits] = process.argv.slice(2);
const MARK = "\n\n编辑：";
const now = () => performance.timeOrigin + performance.now();

/** Puts a paragraph with these words at the end of the document, in place of the one before. */
const edit = (words) => {
  const text = readFileSync(document, "utf8");
  const at = text.lastIndexOf(MARK);
  writeFileSync(`${document}~`, `${at < 0 ? text.trimEnd() : text.slice(0, at)}${MARK}${words}\n`);
  renameSync(`${document}~`, document);
};

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
let seen = () => {};
await page.exposeFunction("seen", (number, time) => seen(number, time));
// On every document anew, since a page may be loaded again or changed in place.
await page.addInitScript(() => {
  let last;
  const look = () => {
    const number = document.body?.textContent.match(/编辑：第(\d+)次/)?.[1];
    if (number !== undefined && number !== last) {
      last = number;
      window.seen(Number(number), performance.timeOrigin + performance.now());
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  document.addEventListener("DOMContentLoaded", look);
});
await page.goto(page_address);

for (let at = 0; at < Number(edits); at += 1) {
  const shown = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`edit ${at} was not shown`)), 120_000);
    seen = (number, time) => {
      if (number !== at) return;
      clearTimeout(timer);
      resolve(time);
    };
  });
  const start = now();
  edit(`第${at}次的文字`);
  const time = await shown;
  console.log(Math.round((time - start) * 1000));
  await new Promise((resolve) => setTimeout(resolve, 200));
}
await browser.close();
