// The preview: an edit is shown in the open page without loading it again, and what the reader was doing stays as it was.

import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { after, before, test } from "node:test";
import path from "node:path";
import { chromium } from "playwright-core";
import { Server } from "./server.mjs";

const SITE = "title: {zh: 书}\nlanguages: [{tag: zh-Hans, dir: zh, name: 中文}]\n";
const PASSAGES = 60;
const chapter = (words = {}, title = "第一章") =>
  `# ${title}\n\n` + Array.from({ length: PASSAGES }, (_, at) => `${words[at] ?? `第${at}段的文字。`}{#p${at}}\n`).join("\n");
const HEAD = `{% extends "theme/base.html" %}{% block head_extra %}<link rel="stylesheet" href="{{ page.root }}own.css">` +
  `<script src="{{ page.root }}own.js" defer></script>{% endblock %}` +
  `{% block skip %}{{ super() }}<details id="fold"><summary>摘要</summary>内容</details><form><input id="field"></form>{% endblock %}`;

let browser, server, url;

const save = (file, text) => server.save(file, text);

before(async () => {
  server = await Server.of({
    "site.yaml": SITE,
    "content/zh/a.md": chapter(),
    "content/zh/b.md": "# 第二章\n\n短。{#only}\n",
    "templates/base.html": HEAD,
    "static/own.css": "#fold { color: rgb(1, 1, 1) }",
    "static/own.js": "document.documentElement.dataset.own = 'one';",
  });
  url = await server.start("--port", "0");
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
});
after(async () => {
  await browser?.close();
  await server?.end();
});

/**
 * Opens a page, marks it so that loading it again would show, and gives it to `look`; complaints of the browser that are not
 * expected fail the test.
 */
const open = async (page, look, { expected = /^$/, ...settings } = {}) => {
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 }, reducedMotion: "reduce", ...settings });
  const window = await context.newPage();
  const complaints = [];
  window.on("console", (message) => { 
    if (["error", "warning"].includes(message.type()) && !expected.test(message.text())) complaints.push(message.text());
  });
  window.on("pageerror", (error) => complaints.push(error.message));
  try {
    await window.goto(url + page);
    await window.evaluate(() => { window.isSame = true; });
    await look(window);
  } finally {
    await context.close();
  }
  assert.deepEqual(complaints, []);
};
/** Waits until the server has a page. */
const isThere = async (page) => {
  while ((await fetch(url + page)).status === 404);
};
const isSame = (window) => window.evaluate(() => window.isSame === true);
const shows = (window, words) => window.waitForFunction((words) => document.body?.innerText.includes(words), words);

test("an edited passage changes where it stands, and nothing else does", async () => {
  await save("content/zh/a.md", chapter());
  await open("zh/a.html", async (window) => {
    await window.locator("#fold summary").click();
    await window.fill("#field", "写到一半");
    await window.evaluate(() => {
      document.getElementById("p30").scrollIntoView();
      window.node = document.getElementById("p40");
      window.added = document.body.appendChild(document.createElement("div"));
    });
    const top = () => window.evaluate(() => document.getElementById("p30").getBoundingClientRect().top);
    const at = await top();
    // Text above the place one reads at becomes longer, and there is one passage more.
    const longer = "很长的文字。".repeat(200);
    await save("content/zh/a.md", chapter({ 3: longer, 12: `改了的第12段。{#p12}\n\n多出来的一段。`, 40: "改了的第40段。" }).replace("多出来的一段。{#p12}", "多出来的一段。{#more}"));
    await shows(window, "改了的第40段");
    await shows(window, "多出来的一段");
    assert.ok(await isSame(window), "the page was not loaded again");
    assert.ok(Math.abs((await top()) - at) <= 2, `the passage stays where it was: ${at}, ${await top()}`);
    assert.ok(await window.evaluate(() => document.getElementById("fold").open), "what was opened stays open");
    assert.equal(await window.inputValue("#field"), "写到一半");
    assert.equal(await window.evaluate(() => document.activeElement.id), "field");
    assert.ok(await window.evaluate(() => window.node.isConnected && window.added.isConnected), "nodes that stay are the same");
    const ids = await window.evaluate(() => [...document.querySelectorAll("main .unit[id]")].map((unit) => unit.id));
    assert.deepEqual(ids.filter((id) => /^p\d|more/.test(id)).slice(11, 15), ["p11", "p12", "more", "p13"]);
    // And back.
    await save("content/zh/a.md", chapter({}, "改了的题目"));
    await window.waitForFunction(() => document.title.startsWith("改了的题目") && !document.getElementById("more"));
    assert.ok(await isSame(window));
    assert.ok(Math.abs((await top()) - at) <= 2);
    const sent = await (await fetch(url + "zh/a.html")).text();
    const differing = await window.evaluate((sent) => {
      window.added.remove();
      const will = new DOMParser().parseFromString(sent, "text/html").querySelector("main"), is = document.querySelector("main").cloneNode(true);
      // What the page's own script does when it is loaded.
      for (const main of [will, is]) {
        for (const each of main.querySelectorAll("details")) each.removeAttribute("open");
        for (const each of main.querySelectorAll("[aria-current]")) each.removeAttribute("aria-current");
        main.querySelector(".cite")?.remove();
      }
      return will.isEqualNode(is) ? "" : is.outerHTML;
    }, sent);
    assert.equal(differing, "", "after all edits the page is the one that the server sends");
  });
});

test("an edit elsewhere leaves a page alone", async () => {
  await open("zh/b.html", async (window) => {
    await window.evaluate(() => { window.node = document.querySelector("#only"); });
    await save("content/zh/a.md", chapter({ 1: "别处的改动。" }));
    await window.waitForFunction(() => performance.getEntriesByType("resource").some((entry) => entry.initiatorType === "fetch"));
    assert.ok(await window.evaluate(() => window.isSame && window.node.isConnected));
  });
});

test("a changed passage is marked for a moment, unless the reader wants no motion", async () => {
  await open("zh/b.html", async (window) => {
    await window.evaluate(() => {
      window.marked = [];
      const { animate } = Element.prototype;
      Element.prototype.animate = function (...all) { window.marked.push(this.textContent); return animate.apply(this, all); };
    });
    await save("content/zh/b.md", "# 第二章\n\n改过的短句。{#only}\n");
    await window.waitForFunction(() => window.marked.some((text) => text.includes("改过的短句")));
  }, { reducedMotion: "no-preference" });
  await open("zh/b.html", async (window) => {
    await window.evaluate(() => { Element.prototype.animate = () => { window.isMoved = true; }; });
    await save("content/zh/b.md", "# 第二章\n\n又改过的短句。{#only}\n");
    await shows(window, "又改过的短句");
    assert.equal(await window.evaluate(() => window.isMoved), undefined);
  });
});

test("a style sheet is exchanged in place, a script loads the page again", async () => {
  await open("zh/a.html", async (window) => {
    await save("static/own.css", "#fold { color: rgb(2, 2, 2) }");
    await window.waitForFunction(() => getComputedStyle(document.getElementById("fold")).color === "rgb(2, 2, 2)");
    assert.ok(await isSame(window));
    assert.equal(await window.locator("link[href*='own.css']").count(), 1, "the old one is gone");
    await save("static/own.css", "#fold { color: rgb(3, 3, 3) }");
    await window.waitForFunction(() => getComputedStyle(document.getElementById("fold")).color === "rgb(3, 3, 3)");
    assert.ok(await isSame(window));
    await save("static/own.js", "document.documentElement.dataset.own = 'two';");
    await window.waitForFunction(() => document.documentElement.dataset.own === "two");
    assert.ok(!(await isSame(window)));
    // Once, and no more.
    await window.evaluate(() => { window.isSame = true; });
    await save("content/zh/a.md", chapter({ 2: "之后的改动。" }));
    await shows(window, "之后的改动");
    assert.ok(await isSame(window));
  });
});

test("a mistake is told over the last good page, and goes when it is mended", async () => {
  await save("content/zh/a.md", chapter());
  await open("zh/a.html", async (window) => {
    await window.evaluate(() => document.getElementById("p30").scrollIntoView());
    await save("content/zh/a.md", chapter({ 5: "[去](nowhere.md)哪里。" }));
    const bar = window.locator(".taiyaku-bar");
    await bar.waitFor();
    const report = await bar.innerText();
    assert.match(report, /error\[broken-reference\]/);
    assert.match(report, /content\/zh\/a\.md:13:1/);
    assert.equal(await bar.evaluate((element) => getComputedStyle(element).position), "fixed", "it has its looks");
    await save("content/zh/a.md", chapter({ 5: "好了。" }));
    await shows(window, "好了。");
    assert.equal(await bar.count(), 0);
    assert.ok(await isSame(window));
  });
});

test("a page that is gone says so and leads on, and is back when it is back", async () => {
  await save("content/zh/c.md", "# 第三章\n\n会消失。{#vanishing}\n");
  await isThere("zh/c.html");
  await open("zh/c.html", async (window) => {
    await rm(path.join(server.root, "content/zh/c.md"));
    const link = window.locator(".taiyaku-bar a");
    await link.waitFor();
    assert.equal(await link.getAttribute("href"), "/");
    assert.ok(await window.locator("#vanishing").count(), "it shows as it was");
    await save("content/zh/c.md", "# 第三章\n\n回来了。{#vanishing}\n");
    await shows(window, "回来了");
    assert.equal(await link.count(), 0);
  }, { expected: /404/ });
});

test("every open page is told, and all of them find a server that was started again", async () => {
  await save("content/zh/b.md", "# 第二章\n\n短。{#only}\n");
  const context = await browser.newContext();
  const windows = await Promise.all(Array.from({ length: 8 }, async () => {
    const window = await context.newPage();
    await window.goto(url + "zh/b.html");
    return window;
  }));
  await save("content/zh/b.md", "# 第二章\n\n大家都看到。{#only}\n");
  await Promise.all(windows.map((window) => shows(window, "大家都看到")));
  await server.stop();
  await save("content/zh/b.md", "# 第二章\n\n服务器回来了。{#only}\n");
  await server.start("--port", new URL(url).port);
  await Promise.all(windows.map((window) => shows(window, "服务器回来了")));
  await context.close();
});
