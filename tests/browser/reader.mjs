// The reader: a browser in front of a built site, the edition or another, which lies on a server of its own or on disk.
// Everything that a reader would call broken is written down: errors of the console and of scripts, failed requests, and
// every request that leaves the site.

import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before } from "node:test";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

/** The folder of the built edition. */
export const EDITION = path.resolve(process.env.EDITION ?? path.join(import.meta.dirname, "../../public"));

/** The folder of the built site of three languages, one of them written from right to left, with much left to translate. */
export const THREE = path.resolve(process.env.THREE ?? path.join(import.meta.dirname, "three/public"));

/** The folder of the built site in which three people comment on overlapping words. */
export const OVERLAP = path.resolve(process.env.OVERLAP ?? path.join(import.meta.dirname, "overlap/public"));

/** The folder of the built site whose events are hard on other programs. */
export const CALENDAR = path.resolve(process.env.CALENDAR ?? path.join(import.meta.dirname, "calendar/public"));

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };

/** Serves a site below `/report/`, as a host with many sites does. */
const serve = (site) =>
  new Promise((resolve) => {
    const server = createServer(async (request, response) => {
      const { pathname } = new URL(request.url, "http://localhost");
      const file = path.join(site, decodeURIComponent(pathname.replace(/^\/report\//, "/")));
      const found = pathname.startsWith("/report/") && file.startsWith(site) && (await stat(file).catch(() => null));
      if (!found || !found.isFile()) return response.writeHead(404).end();
      response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" });
      createReadStream(file).pipe(response);
    });
    server.listen(0, "127.0.0.1", () => resolve(server));
  });

/** The paths of all pages of the edition, below its root. */
export const pages = async () => {
  const files = await readdir(EDITION, { recursive: true });
  return files.filter((file) => file.endsWith(".html")).map((file) => file.split(path.sep).join("/")).sort();
};

/** A browser and a server for the tests of one file. */
export const reader = (folder = EDITION) => {
  const shared = {};
  before(async () => {
    shared.server = await serve(folder);
    shared.browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
      ],
    });
  });
  after(async () => {
    await shared.browser?.close();
    shared.server?.close();
  });

  /** The address of a page: on the server, or on disk. */
  const address = (page, from = "server") =>
    from === "disk"
      ? pathToFileURL(folder).href + "/" + page
      : `http://127.0.0.1:${shared.server.address().port}/report/${page}`;

  /**
   * Opens a page in a window of its own and gives it to `look`; complaints of the browser fail the test.
   * Settings: `width` and `height` of the window, `from` ("server" or "disk"), `scripts` (false turns them off),
   * `touch`, `dark`.
   */
  const open = async (page, settings, look) => {
    const { width = 1440, height = 900, from, scripts = true, touch = false, dark = false } = settings;
    const context = await shared.browser.newContext({
      viewport: { width, height }, javaScriptEnabled: scripts, hasTouch: touch, isMobile: touch,
      colorScheme: dark ? "dark" : "light", reducedMotion: "reduce",
    });
    const complaints = [];
    const site = new URL(".", address("x", from)).href;
    context.on("request", (request) => {
      if (!request.url().startsWith(site) && !request.url().startsWith("data:")) complaints.push(`left the site: ${request.url()}`);
    });
    context.on("requestfailed", (request) => {
      const { errorText } = request.failure();
      // A reader who goes on to the next page no longer waits for the icon of this one.
      if (errorText !== "net::ERR_ABORTED") complaints.push(`${errorText}: ${request.url()}`);
    });
    context.on("response", (response) => { if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`); });
    const window = await context.newPage();
    window.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()}`);
    });
    window.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
    try {
      await window.goto(address(page, from), { waitUntil: "load" });
      await look(window);
    } finally {
      await context.close();
    }
    if (complaints.length) throw new Error(`${page}\n${complaints.join("\n")}`);
  };

  return { open, address };
};

/** How far an element's top is from that of the window, or from the header that covers it, in pixels. */
export const distanceFromTop = (window, selector) =>
  window.locator(selector).evaluate((element) => {
    const header = document.querySelector("header.site");
    const covered = header && getComputedStyle(header).position === "sticky" ? header.offsetHeight : 0;
    return element.getBoundingClientRect().top - covered;
  });
