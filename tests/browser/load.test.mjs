// The preview under load: wrk asks for pages as fast as they come while the site is edited. Every answer is a whole page of one
// build; none is an error of the server.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const TAIYAKU = path.resolve(process.env.TAIYAKU ?? path.join(import.meta.dirname, "../../target/debug/taiyaku"));
const WRK = process.env.WRK ?? "wrk";
const SECONDS = 6;

const SITE = "title: {zh: 书, ja: 本}\nlanguages: [{tag: zh-Hans, dir: zh, name: 中文}, {tag: ja, dir: ja, name: 日本語}]\n";
const text = (edit) => `# 题${edit}\n\n${"长。".repeat(3000)}EDIT${edit}。{#long}\n`;

let root, server, url;

const save = async (file, words) => {
  const place = path.join(root, file);
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(`${place}~`, words);
  await rename(`${place}~`, place);
};

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), "taiyaku-load-"));
  await save("site.yaml", SITE);
  for (const page of ["zh/a", "zh/b", "ja/a"]) await save(`content/${page}.md`, text(0));
  server = spawn(TAIYAKU, ["serve", "--root", root, "--port", "0"]);
  url = await new Promise((resolve, reject) => {
    let said = "";
    server.stderr.on("data", (data) => {
      said += data;
      const [, address] = /serving (http:\S+\/) /.exec(said) ?? [];
      if (address) resolve(address);
    });
    server.on("error", reject);
    server.on("exit", () => reject(new Error(said)));
  });
});

after(async () => {
  server?.removeAllListeners("exit");
  server?.kill("SIGKILL");
  await rm(root, { recursive: true, force: true });
});

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
    for (const page of ["zh/a", "zh/b", "ja/a"]) {
      // Every fifth has a mistake, and the last good build stays.
      const mistake = edits % 5 === 0 && page === "zh/b" ? "\n[去](nowhere.md)\n" : "";
      await save(`content/${page}.md`, text(edits) + mistake);
    }
    // Pages come and go beside them, and now and then every page is another.
    if (edits % 3 === 0) await save("content/zh/guest.md", text(edits));
    if (edits % 3 === 1) await rm(path.join(root, "content/zh/guest.md"), { force: true });
    if (edits % 7 === 0) await save("templates/base.html", `{% extends "theme/base.html" %}{# ${edits} #}`);
    await pause(50);
  }
  const { answers, ...bad } = await loaded;
  assert.deepEqual(bad, { server_errors: 0, refused: 0, short: 0, mixed: 0, broken: 0 });
  assert.ok(answers > 100, `${answers} answers`);
  assert.ok(edits > 10, `${edits} edits`);
  // What was saved last is what is shown in the end.
  await save("content/zh/b.md", text(edits + 1));
  for (let tries = 0; (await shown("zh/b.html")) !== edits + 1; tries += 1) {
    assert.ok(tries < 300, "the last edit is never shown");
    await pause(100);
  }
});
