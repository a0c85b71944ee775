// The preview under load: wrk asks for pages as fast as they come while the site is edited. Every answer is a whole page of one
// build; none is an error of the server.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { after, before, test } from "node:test";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Server } from "./server.mjs";

const WRK = process.env.WRK ?? "wrk";
const SECONDS = 6;

const SITE = "title: {zh: 书, ja: 本}\nlanguages: [{tag: zh-Hans, dir: zh, name: 中文}, {tag: ja, dir: ja, name: 日本語}]\n";
const text = (edit) => `# 题${edit}\n\n${"长。".repeat(3000)}EDIT${edit}。{#long}\n`;

const PAGES = ["zh/a", "zh/b", "ja/a"];

let server, url;

before(async () => {
  server = await Server.of({ "site.yaml": SITE, ...Object.fromEntries(PAGES.map((page) => [`content/${page}.md`, text(0)])) });
  url = await server.start("--port", "0");
});
after(() => server?.end());

/** Asks for pages for some seconds, and gives what load.lua counted. */
const load = () => new Promise((resolve, reject) => {
  const script = path.join(import.meta.dirname, "load.lua");
  const wrk = spawn(WRK, ["--threads", "2", "--connections", "16", "--duration", `${SECONDS}s`, "--script", script, url]);
  let said = "";
  for (const stream of [wrk.stdout, wrk.stderr]) stream.on("data", (data) => { said += data; });
  wrk.on("error", reject);
  wrk.on("close", () => {
    const [, counts] = /^counts (.*)$/m.exec(said) ?? [];
    if (counts) resolve(JSON.parse(counts));
    else reject(new Error(said));
  });
});

/** The number of the edit that a page shows. */
const shown = async (page) => Number(/EDIT(\d+)/.exec(await (await fetch(url + page)).text())?.[1]);

test("every answer is a whole page of one build while the site is edited", async () => {
  const loaded = load();
  let edits = 0, is_over = false;
  loaded.finally(() => { is_over = true; }).catch(() => {});
  while (!is_over) {
    edits += 1;
    for (const page of PAGES) {
      // Every fifth has a mistake, and the last good build stays.
      const mistake = edits % 5 === 0 && page === "zh/b" ? "\n[去](nowhere.md)\n" : "";
      await server.save(`content/${page}.md`, text(edits) + mistake);
    }
    // Pages come and go beside them, and now and then every page is another.
    if (edits % 3 === 0) await server.save("content/zh/guest.md", text(edits));
    if (edits % 3 === 1) await rm(path.join(server.root, "content/zh/guest.md"), { force: true });
    if (edits % 7 === 0) await server.save("templates/base.html", `{% extends "theme/base.html" %}{# ${edits} #}`);
    await pause(50);
  }
  const { answers, ...bad } = await loaded;
  assert.deepEqual(bad, { server_errors: 0, refused: 0, short: 0, mixed: 0, broken: 0 });
  assert.ok(answers > 100, `${answers} answers`);
  assert.ok(edits > 10, `${edits} edits`);
  // What was saved last is what is shown in the end.
  await server.save("content/zh/b.md", text(edits + 1));
  for (let tries = 0; (await shown("zh/b.html")) !== edits + 1; tries += 1) {
    assert.ok(tries < 300, "the last edit is never shown");
    await pause(100);
  }
});
