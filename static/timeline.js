// What scripts add to the timeline: a filter by words and by years beside that by kinds, kept in the address; years that
// fill the drawing; arrow keys in the drawing, which is one stop for the tab key. Without it everything is there, and kinds
// are filtered by the style sheet. A classic file, so that it runs from disk.
(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const numbered = (element, prefix) => [...element.classList].find((name) => name.startsWith(prefix))?.slice(prefix.length);
  const integer = (text) => (/^-?\d{1,15}$/.test(text ?? "") ? Number(text) : null);

  const finer = one(".finer");
  if (!finer) return;
  const events = all("li.event").map((element) => ({
    element,
    part: element.closest(".part"),
    kind: numbered(element, "of-"),
    from: integer(element.dataset.from) ?? -Infinity,
    to: integer(element.dataset.to) ?? Infinity,
  }));
  const boxes = all(".kinds input");
  const words = one(".finer .words"), from = one(".finer .from"), to = one(".finer .to");
  const result = one(".finer .result"), reset = one(".finer .all");
  const years = one(".finer .years");
  const span = years ? [Number(years.dataset.first), Number(years.dataset.last)] : null;
  finer.hidden = false;
  if (years) {
    for (const input of [from, to]) [input.min, input.max] = span;
    [from.placeholder, to.placeholder] = span;
  }

  // --- The filter: `kinds` (null is all), `words`, `from`, `to` (null is open) ---

  const nothing = { kinds: null, words: "", from: null, to: null };

  const read = () => {
    const query = new URLSearchParams(location.search);
    return {
      kinds: query.has("kind") ? query.getAll("kind") : null,
      words: query.get("words") ?? "",
      from: years ? integer(query.get("from")) : null,
      to: years ? integer(query.get("to")) : null,
    };
  };

  const asked = () => ({
    kinds: boxes.every((box) => box.checked) ? null : boxes.filter((box) => box.checked).map((box) => box.value),
    words: words.value.trim(),
    from: integer(from?.value),
    to: integer(to?.value),
  });

  const written = (filter) => {
    const query = new URLSearchParams();
    if (filter.kinds) for (const kind of filter.kinds.length ? filter.kinds : [""]) query.append("kind", kind);
    if (filter.words) query.set("words", filter.words);
    if (filter.from !== null) query.set("from", filter.from);
    if (filter.to !== null) query.set("to", filter.to);
    return query.size ? `?${query}` : "";
  };

  // What the filter looks through, made when it is asked for first.
  const text = (event) => (event.text ??= folded(all(".date, .title", event.element).map((each) => each.textContent).join(" ")));

  const show = (filter) => {
    for (const box of boxes) box.checked = !filter.kinds || filter.kinds.includes(box.value);
    if (words.value.trim() !== filter.words) words.value = filter.words;
    if (years) [from.value, to.value] = [filter.from ?? "", filter.to ?? ""];
    const off = new Set(boxes.filter((box) => !box.checked).map((box) => numbered(box, "show-")));
    const wanted = folded(filter.words).split(/\s+/).filter(Boolean);
    const parts = new Map();
    let count = 0;
    for (const event of events) {
      const isShown = !off.has(event.kind) && event.to >= (filter.from ?? -Infinity) && event.from <= (filter.to ?? Infinity)
        && wanted.every((word) => text(event).includes(word));
      event.element.hidden = !isShown;
      count += isShown;
      parts.set(event.part, (parts.get(event.part) ?? false) || isShown);
    }
    for (const [part, isShown] of parts) part.hidden = !isShown;
    for (const year of all(".events > .year")) year.hidden = !all(".part", year).some((part) => !part.hidden);
    const address = written(filter);
    reset.hidden = !address;
    const said = address ? result.dataset.words.replace("{n}", count).replace("{all}", events.length) : "";
    if (result.textContent !== said) result.textContent = said;
    for (const drawing of drawings) draw(drawing, filter);
    if (years) able(filter);
  };

  // Goes to a filter: a new step back in the browser, or the same one while words are being typed.
  const go = (filter, isStep = true) => {
    const address = written(filter);
    if (address !== location.search) {
      const href = (address || location.pathname) + location.hash;
      // A browser may refuse this to files on disk: the filter works, and is not kept.
      try { history[isStep ? "pushState" : "replaceState"](null, "", href); } catch { /* so it is */ }
    }
    show(filter);
  };

  // --- The drawings: years fill the axis, what is filtered is away ---

  const drawings = all("svg.axis").map((svg) => {
    const isTall = svg.classList.contains("tall");
    const knots = svg.dataset.knots.split(" ").map((pair) => pair.split(":").map(Number));
    return { svg, isTall, knots, start: knots[0][1], end: knots[knots.length - 1][1], shapes: null };
  });

  const placed = ({ knots }, year) => {
    if (year <= knots[0][0]) return knots[0][1];
    for (let at = 1; at < knots.length; at += 1) {
      const [[before, left], [after, right]] = [knots[at - 1], knots[at]];
      if (year <= after) return left + ((right - left) * (year - before)) / (after - before || 1);
    }
    return knots[knots.length - 1][1];
  };

  // What moves along the axis, with where it was made: `near` to `far`, and how far beside that it stands.
  const shapes = ({ svg, isTall }) => {
    const [first, second, place, size] = isTall ? ["y1", "y2", "y", "height"] : ["x1", "x2", "x", "width"];
    const value = (element, name) => Number(element.getAttribute(name));
    return all("line:not(.lane), rect, text:not(.lane-label), path", svg).map((element) => {
      const is = (name) => element.classList.contains(name);
      if (element.tagName === "line") {
        const [near, far] = [value(element, first), value(element, second)];
        const isRigid = is("tip") || is("break-mark");
        return { element, near: isRigid ? far : near, far, put: (a, b) => { element.setAttribute(first, isRigid ? b + near - far : a); element.setAttribute(second, b); } };
      }
      if (element.tagName === "rect") {
        const near = value(element, place), length = value(element, size);
        return { element, near, far: near + length, put: (a, b) => { element.setAttribute(place, a); element.setAttribute(size, Math.max(b - a, 0)); } };
      }
      if (element.tagName === "text") {
        const beside = isTall ? (is("count") ? 3.5 : 13) : element.hasAttribute("text-anchor") ? 0 : 3;
        const near = value(element, place) - beside;
        return { element, near, far: near, put: (a) => element.setAttribute(place, a + beside) };
      }
      const point = element.getAttribute("transform").match(/-?[\d.]+/g).map(Number), along = isTall ? 1 : 0;
      return { element, near: point[along], far: point[along], put: (a) => element.setAttribute("transform", `translate(${point.with(along, a).join(" ")})`) };
    });
  };

  const draw = (drawing, filter) => {
    const { svg, start, end } = drawing;
    const isWhole = filter.from === null && filter.to === null;
    if (!isWhole || drawing.shapes) {
      drawing.shapes ??= shapes(drawing);
      const low = filter.from === null ? start : placed(drawing, filter.from);
      const high = Math.max(filter.to === null ? end : placed(drawing, filter.to + 1), low + 1);
      const moved = (at) => start + ((at - low) * (end - start)) / (high - low);
      const within = (at) => Math.min(Math.max(at, start), end);
      for (const { element, near, far, put } of drawing.shapes) {
        const [a, b] = [moved(near), moved(far)];
        element.classList.toggle("away", b < start - 0.5 || a > end + 0.5);
        put(near === far ? a : within(a), near === far ? b : within(b));
      }
    }
    for (const link of all("a", svg)) {
      const event = link.classList.contains("event-mark") ? document.getElementById(decodeURIComponent(link.getAttribute("xlink:href").slice(1))) : null;
      link.classList.toggle("away", Boolean(event?.hidden));
    }
    rove(drawing);
  };

  // --- Years ---

  const range = () => [integer(from.value) ?? span[0], integer(to.value) ?? span[1]];
  const buttons = years ? Object.fromEntries(["in", "out", "earlier", "later"].map((name) => [name, one(`.zoom .${name}`)])) : {};

  const able = () => {
    const [first, last] = range();
    const can = { in: last > first, out: first > span[0] || last < span[1], earlier: first > span[0], later: last < span[1] };
    for (const [name, button] of Object.entries(buttons)) button.setAttribute("aria-disabled", String(!can[name]));
  };

  const zoom = (name) => {
    if (!years || buttons[name].getAttribute("aria-disabled") === "true") return;
    let [first, last] = range();
    const length = last - first + 1, step = Math.max(1, Math.round(length / 2));
    if (name === "in") { first += Math.floor(length / 4); last = first + Math.ceil(length / 2) - 1; }
    if (name === "out") { first -= Math.floor(length / 2); last = first + 2 * length - 1; }
    if (name === "earlier") { first = Math.max(span[0], first - step); last = first + length - 1; }
    if (name === "later") { last = Math.min(span[1], last + step); first = last - length + 1; }
    go({ ...asked(), from: first <= span[0] ? null : first, to: last >= span[1] ? null : last });
  };

  // --- Keys in a drawing: one stop for the tab key, arrows from mark to mark and from lane to lane ---

  const isReachable = (link) => !link.classList.contains("away") && getComputedStyle(link).visibility !== "hidden" && all(":scope > :not(title, .away)", link).length > 0;

  const rove = ({ svg }) => {
    const links = all("a", svg), now = links.find((link) => link.getAttribute("tabindex") === "0");
    const stop = now && isReachable(now) ? now : links.find(isReachable);
    for (const link of links) link.setAttribute("tabindex", link === stop ? "0" : "-1");
  };

  const step = ({ svg, isTall }, link, key) => {
    const lane = (each) => numbered(each, "of-") ?? "";
    const lanes = new Map();
    for (const each of all("a", svg).filter(isReachable)) {
      const box = each.querySelector("path.mark, rect, text").getBoundingClientRect();
      const at = isTall ? box.y + box.height / 2 : box.x + box.width / 2;
      lanes.set(lane(each), [...(lanes.get(lane(each)) ?? []), { link: each, at }]);
    }
    for (const marks of lanes.values()) marks.sort((a, b) => a.at - b.at);
    const marks = lanes.get(lane(link)) ?? [], here = marks.findIndex((mark) => mark.link === link);
    if (key === "Home") return marks[0]?.link;
    if (key === "End") return marks[marks.length - 1]?.link;
    const [forward, back, next, previous] = isTall
      ? ["ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft"] : ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"];
    if (key === forward) return marks[here + 1]?.link;
    if (key === back) return marks[here - 1]?.link;
    const order = [...lanes.keys()], turn = { [next]: 1, [previous]: -1 }[key];
    const beside = turn && lanes.get(order[order.indexOf(lane(link)) + turn]);
    return beside?.reduce((near, mark) => (Math.abs(mark.at - marks[here].at) < Math.abs(near.at - marks[here].at) ? mark : near)).link;
  };

  // The figure listens: a browser takes a drawing that listens for one that is to be focused itself.
  const figure = one("figure.drawing");
  const place = (event) => {
    const link = event.target.closest("svg.axis a");
    return { link, drawing: link && drawings.find((each) => each.svg.contains(link)) };
  };
  figure?.addEventListener("focusin", (event) => {
    const { link, drawing } = place(event);
    if (!link) return;
    for (const each of all('a[tabindex="0"]', drawing.svg)) each.setAttribute("tabindex", "-1");
    link.setAttribute("tabindex", "0");
  });
  figure?.addEventListener("keydown", (event) => {
    const { link, drawing } = place(event);
    const isMove = /^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(event.key), isZoom = ["+", "=", "-"].includes(event.key);
    if (!link || !(isMove || isZoom) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (isMove) step(drawing, link, event.key)?.focus();
    else zoom(event.key === "-" ? "out" : "in");
  });

  // --- What a reader does ---

  let timer = 0;
  words.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(() => go(asked(), false), 200);
  });
  words.addEventListener("compositionend", () => go(asked(), false));
  for (const input of [...boxes, from, to].filter(Boolean)) input.addEventListener("change", () => go(asked()));
  for (const [name, button] of Object.entries(buttons)) button.addEventListener("click", () => zoom(name));
  reset.addEventListener("click", (event) => { event.preventDefault(); go(nothing); words.focus(); });

  // An event that is asked for by name is shown, whatever the filter says.
  const arrive = () => {
    show(read());
    let named = null;
    try { named = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { /* no such name */ }
    if (!named?.closest(".events [hidden]")) return;
    go(nothing, false);
    named.scrollIntoView();
  };
  addEventListener("popstate", arrive);
  addEventListener("hashchange", arrive);
  arrive();

  // The timeline of another language takes the filter along.
  for (const link of all("header.site .switch a[href]")) {
    const keep = () => {
      const [path, fragment] = link.getAttribute("href").split("#");
      if (!path.replace(/\?.*/, "").endsWith("timeline.html")) return;
      link.setAttribute("href", path.replace(/\?.*/, "") + location.search + (fragment === undefined ? "" : `#${fragment}`));
    };
    for (const event of ["pointerdown", "click", "auxclick", "focus", "contextmenu"]) link.addEventListener(event, keep);
  }
})();
