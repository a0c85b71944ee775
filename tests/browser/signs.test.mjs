// Citations: the sign of a source stands on the line of the words that it belongs to.

import assert from "node:assert/strict";
import { test } from "node:test";
import { reader } from "./reader.mjs";

const { open } = reader();

for (const language of ["zh", "ja"]) {
  test(`no line begins with the sign of a citation (${language})`, () =>
    open(`${language}/chapter-6.html`, { width: 360 }, async (window) => {
      // The edition cites here and there; a passage of it that cites all the time leaves nothing to chance.
      const alone = await window.evaluate(() => {
        const citation = document.querySelector(".passage span.citation:has(sup)");
        const text = citation.closest("p");
        const copies = Array.from({ length: 200 }, () => citation.cloneNode(true));
        text.replaceChildren(...copies.flatMap((copy, at) => ["文字".repeat(1 + (at % 4)), copy, "和別".repeat(1 + (at % 3))]));
        return copies.filter((copy) => {
          const before = document.createRange();
          before.setStart(copy.previousSibling, copy.previousSibling.length - 1);
          before.setEnd(copy.previousSibling, copy.previousSibling.length);
          const line = before.getBoundingClientRect();
          return [...copy.querySelectorAll("sup")].some((part) => part.getBoundingClientRect().top >= line.bottom - 2);
        }).length;
      });
      assert.equal(alone, 0);
    }));
}
