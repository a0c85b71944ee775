// Shows a new build in the open page: what changed changes, and all else stays as it is, the place one reads at, the words
// one selected, what one opened. It runs before the scripts of the site, and keeps the page as the server sent it beside the
// page as scripts made it since; what differs between the sent page and the next one is done to the page as it is.
(() => {
  "use strict";
  const { dataset } = document.currentScript;
  let shown = dataset.build, tag = dataset.page, isMissing = dataset.status === "404";
  const parts = (build) => {
    const [run, , styles, scripts, pictures] = build.split("-");
    return { run, styles, scripts, pictures };
  };

  // --- The page as it was sent, and where each of its nodes is ---

  let sent = document.documentElement.cloneNode(true);
  const place = new WeakMap();
  const bind = (copy, node) => {
    place.set(copy, node);
    for (let [a, b] = [copy.firstChild, node.firstChild]; a && b; [a, b] = [a.nextSibling, b.nextSibling]) bind(a, b);
  };
  bind(sent, document.documentElement);

  // A script of the site has its hand in what changed: only loading the page again gives what it would make of it. Whatever
  // else goes wrong is mended in the same way.
  class Touched extends Error {}

  // The nodes of two lists of children that are the same one: those that are equal, then those of one id, then those of one
  // kind between the same neighbours.
  const pair = (old, next) => {
    const found = new Map(), free = new Set(old);
    const take = (to, from, isEqual = from.isEqualNode(to)) => { found.set(to, { from, isEqual }); free.delete(from); };
    let start = 0, end = 0;
    const shorter = Math.min(old.length, next.length);
    for (; start < shorter && old[start].isEqualNode(next[start]); start++) take(next[start], old[start], true);
    for (; end < shorter - start && old.at(-1 - end).isEqualNode(next.at(-1 - end)); end++) take(next.at(-1 - end), old.at(-1 - end), true);
    const left = old.slice(start, old.length - end), right = next.slice(start, next.length - end);
    const ids = new Map(left.filter((node) => node.id).map((node) => [node.id, node]));
    const key = (node) => node.outerHTML ?? node.nodeName + node.data;
    const keys = left.map(key);
    let at = 0;
    for (const to of right) {
      const named = to.id && ids.get(to.id);
      if (named && free.has(named) && named.nodeName === to.nodeName) { take(to, named); continue; }
      const equal = to.id ? -1 : keys.indexOf(key(to), at);
      if (equal >= 0 && free.has(left[equal])) { take(to, left[equal], true); at = equal + 1; }
    }
    at = 0;
    for (const to of right) {
      if (found.has(to)) { at = Math.max(at, left.indexOf(found.get(to).from) + 1); continue; }
      for (let each = at; each < left.length && free.has(left[each]); each++) {
        if (left[each].nodeName !== to.nodeName) continue;
        take(to, left[each]);
        at = each + 1;
        break;
      }
    }
    return { found, free };
  };

  // What has to be done to the page so that an element is the next one. Nothing is done until all of it is known.
  const plan = (was, will, todo, changed) => {
    const element = place.get(was);
    if (!element.isConnected) throw new Touched();
    for (const name of new Set([...was.getAttributeNames(), ...will.getAttributeNames()])) {
      const [before, after] = [was.getAttribute(name), will.getAttribute(name)];
      if (before !== after) todo.push(() => after === null ? element.removeAttribute(name) : element.setAttribute(name, after));
    }
    const old = [...was.childNodes], { found, free } = pair(old, [...will.childNodes]);
    let previous = () => null, reached = -1;
    for (const to of [...will.childNodes]) {
      const { from, isEqual } = found.get(to) ?? {}, after = previous;
      const put = (node) => {
        const neighbour = after();
        if (neighbour?.parentNode === element) neighbour.after(node); else element.prepend(node);
      };
      if (!from) {
        todo.push(() => {
          const fresh = document.importNode(to, true);
          bind(to, fresh);
          put(fresh);
          changed.add(fresh);
        });
      } else {
        if (isEqual) todo.push(() => to.replaceWith(from));
        else if (to.nodeType === Node.ELEMENT_NODE) plan(from, to, todo, changed);
        else {
          const node = place.get(from);
          if (!node.isConnected || node.data !== from.data) throw new Touched();
          todo.push(() => {
            node.data = to.data;
            place.set(to, node);
            if (to.data.trim() !== from.data.trim()) changed.add(node.parentElement);
          });
        }
        const index = old.indexOf(from, reached + 1);
        if (index < 0) todo.push(() => put(place.get(from)));
        else reached = index;
      }
      previous = () => place.get(from && isEqual ? from : to);
    }
    for (const gone of free) todo.push(() => { place.get(gone).remove(); if (gone.nodeType === Node.ELEMENT_NODE) changed.add(element); });
    todo.push(() => place.set(will, element));
  };

  // --- The place one reads at ---

  const isFixed = (element) => {
    for (let each = element; each; each = each.parentElement) if (/fixed|sticky/.test(getComputedStyle(each).position)) return true;
    return false;
  };
  // The passages nearest to the top of the window, and where they are. At the very top one reads no passage yet.
  const passages = () => {
    if (scrollY < 8) return [];
    const header = document.querySelector("header.site");
    const line = header && isFixed(header) ? header.offsetHeight : 0;
    const all = [...document.body.querySelectorAll("[id]")].filter((element) => element.getClientRects().length);
    const near = all.map((element) => ({ element, id: element.id, top: element.getBoundingClientRect().top }));
    near.sort((a, b) => Math.abs(a.top - line) - Math.abs(b.top - line));
    return near.slice(0, 12).filter(({ element }) => !isFixed(element));
  };
  const hold = async (change) => {
    const near = passages(), { style } = document.documentElement;
    // The browser's own way to hold a place would add to ours.
    style.overflowAnchor = "none";
    try { await change(); } finally {
      const kept = near.map(({ id, top }) => ({ top, element: document.getElementById(id) })).find(({ element }) => element?.getClientRects().length);
      if (kept) scrollBy({ top: kept.element.getBoundingClientRect().top - kept.top, behavior: "instant" });
      requestAnimationFrame(() => style.removeProperty("overflow-anchor"));
    }
  };

  // --- What changed is seen for a moment ---

  const BLOCK = "p, li, dt, dd, h1, h2, h3, h4, h5, h6, pre, td, th, figure, blockquote, aside";
  const show = (changed) => {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const blocks = new Set([...changed].map((node) => node.nodeType === Node.ELEMENT_NODE && node.isConnected ? node.closest(BLOCK) : null));
    blocks.delete(null);
    if (blocks.size > 12) return;
    const start = [{ offset: 0, backgroundColor: "color-mix(in srgb, Highlight 35%, transparent)" }];
    for (const block of blocks) block.animate(start, { duration: 1200, easing: "ease-out" });
  };

  // --- From one build to the next ---

  const again = () => { location.reload(); return new Promise(() => {}); };
  const address = (url, build) => {
    const made = new URL(url);
    made.searchParams.set("taiyaku", build);
    return made.href;
  };
  const isOwn = (url) => URL.canParse(url) && new URL(url).origin === location.origin;

  // The new style sheet stands beside the old one until it is there, so that the page is never without.
  const exchange = (build) => Promise.all([...sent.querySelectorAll("link[rel~=stylesheet]")].map((link) => new Promise((done) => {
    const old = place.get(link);
    if (!old.isConnected || !isOwn(old.href)) return done();
    const fresh = old.cloneNode();
    fresh.onload = fresh.onerror = () => { old.remove(); done(); };
    fresh.href = address(old.href, build);
    place.set(link, fresh);
    old.after(fresh);
  })));
  const redraw = (build) => {
    for (const image of sent.querySelectorAll("img[src]")) {
      const node = place.get(image);
      if (isOwn(node.src)) node.src = address(node.src, build);
    }
  };

  let gone = null;
  const sayGone = () => {
    const [words, link] = [document.createElement("p"), document.createElement("a")];
    gone ??= Object.assign(document.createElement("aside"), { className: "taiyaku-report taiyaku-bar", lang: "en", dir: "ltr" });
    words.role = "alert";
    link.href = "/";
    link.textContent = "Go to its front page";
    words.append("The site no longer has this page; it shows here as it was. ", link);
    gone.replaceChildren(words);
    document.body.prepend(gone);
  };

  // What a page loads and may do is settled when it is loaded.
  const settled = (tree) => [
    ...[...tree.querySelectorAll("script[src]")].map((script) => script.getAttribute("src")),
    tree.querySelector("meta[http-equiv]")?.content, Boolean(tree.querySelector("main.taiyaku-report")),
  ].join("\n");

  const patch = (next) => hold(() => {
    const todo = [], changed = new Set();
    plan(sent, next, todo, changed);
    for (const step of todo) step();
    sent = next;
    show(changed);
  });

  // `null` if the server has ended meanwhile: it will say so when it is back.
  const ask = async () => {
    try {
      const answer = await fetch(location.href, { cache: "no-cache" });
      return { status: answer.status, tag: answer.headers.get("etag"), text: await answer.text() };
    } catch {
      return null;
    }
  };

  const update = async (build) => {
    const [from, to] = [parts(shown), parts(build)];
    if (from.run !== to.run || from.scripts !== to.scripts) return again();
    const answer = await ask();
    if (!answer) return false;
    if (from.styles !== to.styles) await hold(() => exchange(build));
    if (from.pictures !== to.pictures) redraw(build);
    if (answer.status === 404 && !isMissing) {
      sayGone();
      return true;
    }
    if (answer.status !== 404 && isMissing) return again();
    gone?.remove();
    if (answer.tag && answer.tag === tag) return true;
    const tree = new DOMParser().parseFromString(answer.text, "text/html").documentElement;
    if (settled(tree) !== settled(sent)) return again();
    await patch(tree);
    tag = answer.tag;
    return true;
  };

  let wanted = shown, isBusy = false;
  const compare = async (build) => {
    wanted = build;
    if (isBusy) return;
    isBusy = true;
    try {
      while (wanted !== shown) {
        const next = wanted;
        if (!(await update(next))) break;
        shown = next;
      }
    } catch {
      await again();
    } finally {
      isBusy = false;
    }
  };

  // --- News. A browser opens but six connections to one server and would load nothing more, so of all tabs one listens, the
  // holder of a lock, and tells the others. ---

  const NAME = "taiyaku-preview";
  const tabs = new BroadcastChannel(NAME);
  let latest = ""; // what the server told last; only the tab that listens knows
  const SOON = 250, LATE = 8000;
  let pause = SOON, timer = 0;
  const listen = () => {
    clearTimeout(timer);
    timer = 0;
    const channel = new EventSource("/.taiyaku/reload");
    channel.onmessage = ({ data }) => {
      pause = SOON;
      latest = data;
      tabs.postMessage(latest);
      compare(latest);
    };
    // A server that ended is asked again, less and less often, and at once when somebody looks.
    channel.onerror = () => {
      channel.close();
      latest = "";
      timer = setTimeout(listen, pause);
      pause = Math.min(2 * pause, LATE);
    };
  };
  for (const [target, event] of [[document, "visibilitychange"], [window, "focus"], [window, "online"]]) {
    target.addEventListener(event, () => { if (timer && !document.hidden) listen(); });
  }

  // A tab asks with an empty message, since it may have missed the last one.
  tabs.onmessage = ({ data }) => {
    if (data) compare(data);
    else if (latest) tabs.postMessage(latest);
  };
  tabs.postMessage("");
  // The lock is kept until the page goes; then the next tab has it.
  if (navigator.locks) navigator.locks.request(NAME, () => new Promise(listen));
  else listen();
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
})();
