// The timeline as other programs read it: parsers that we did not write accept what is published, and see the same events; of the
// edition, of the site of three languages, and of a site whose events are hard on them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import ICAL from "ical.js";
import Papa from "papaparse";
import { CALENDAR, EDITION, THREE } from "./reader.mjs";

// Of the year 1 the parser writes one digit.
const written = (time) => time.toString().replace(/^\d+/, (year) => year.padStart(4, "0"));

// Ends are exclusive in calendars: what lasts until 2024-04-30 ends on 2024-05-01.
const dayAfter = (text) => {
  const time = ICAL.Time.fromDateString(text);
  time.adjust(1, 0, 0, 0);
  return written(time);
};

// Parts of an address below the root of its site.
const below = (address) => address.replace("https://example.org/site/", "").split("#").map(decodeURIComponent);

const titleOf = (event, tag) => event.titles[tag] ?? Object.values(event.titles)[0];

for (const folder of [EDITION, THREE, CALENDAR]) {
  const read = (path) => readFileSync(join(folder, path), "utf8");
  const data = JSON.parse(read("timeline.json"));
  const name = Object.values(data.title)[0];

  for (const [tag, address] of Object.entries(data.events[0].links)) {
    const dir = below(address)[0].split("/")[0];

    test(`${name}: ${dir}/timeline.ics is a calendar of its events`, () => {
      const calendar = new ICAL.Component(ICAL.parse(read(`${dir}/timeline.ics`)));
      assert.equal(calendar.getFirstPropertyValue("version"), "2.0");
      const events = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
      const held = data.events.filter(({ earliest, latest }) => {
        const years = [earliest, latest].filter(Boolean).map((text) => /^\d{4}-/.test(text) && !text.startsWith("0000"));
        return years.length > 0 && years.every(Boolean);
      });
      assert.deepEqual(events.map(({ uid }) => uid.split("@")[0]), held.map(({ id }) => id));
      assert.equal(calendar.getAllProperties("x-taiyaku-left-out").length, data.events.length - held.length);
      for (const [at, event] of events.entries()) {
        const expected = held[at];
        const value = (property) => event.component.getFirstPropertyValue(property);
        const first = expected.earliest ?? expected.latest;
        const last = expected.latest ?? expected.earliest;
        assert.ok(event.startDate.isDate && event.endDate.isDate, `${event.uid} is whole days`);
        assert.equal(written(event.startDate), first, event.uid);
        if (last !== "9999-12-31") assert.equal(written(event.endDate), dayAfter(last), event.uid);
        assert.ok(event.duration.toSeconds() > 0, event.uid);
        assert.equal(event.summary, titleOf(expected, tag));
        assert.equal(event.description, expected.dates[tag]);
        assert.equal(value("status"), expected.status === "forecast" ? "TENTATIVE" : "CONFIRMED");
        assert.equal(value("x-taiyaku-edtf"), expected.date);
        assert.equal(written(value("dtstamp")), `${expected.revised ?? first}T00:00:00Z`);
        assert.deepEqual(event.component.getFirstProperty("categories").getValues(), [data.kinds[expected.kind][tag]]);
        const url = expected.links[tag];
        assert.equal(value("url"), url.startsWith("https://") ? url : null);
      }
    });

    test(`${name}: ${dir}/timeline.csv is a table of its events`, () => {
      const { data: rows, errors } = Papa.parse(read(`${dir}/timeline.csv`), { header: true, skipEmptyLines: true });
      assert.deepEqual(errors, []);
      assert.deepEqual(rows.map(({ id }) => id), data.events.map(({ id }) => id));
      const harmless = (text) => (/^[=+\-@]/.test(text) ? `'${text}` : text);
      for (const [at, row] of rows.entries()) {
        const expected = data.events[at];
        assert.deepEqual(
          [row.date, row.earliest, row.latest, row.status, row.title, row.date_words, row.kind],
          [expected.date, expected.earliest ?? "", expected.latest ?? "", expected.status, harmless(titleOf(expected, tag)),
            expected.dates[tag], harmless(data.kinds[expected.kind][tag])],
        );
        assert.equal(row.passages.split(" ").filter(Boolean).length, expected.places.filter(({ links }) => tag in links).length);
      }
    });
  }

  test(`${name}: timeline.json leads to entries and passages that are there`, () => {
    for (const { id, places, links } of data.events) {
      for (const address of [links, ...places.map((place) => place.links)].flatMap(Object.values)) {
        const [path, fragment] = below(address);
        assert.ok(read(path).includes(`id="${fragment}"`), `${id}: ${address}`);
      }
    }
  });
}
