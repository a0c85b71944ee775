// What scripts add to a page that reads without them: the switch of language keeps the passage, the contents show where
// one is, terms open their definition, notes open when one comes to them. One classic file, so that it runs from disk.
(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const target = (hash) => {
    try { return hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null; } catch { return null; }
  };

  // The height that the header of the site covers.
  const covered = () => {
    const header = document.querySelector("header.site");
    return header && getComputedStyle(header).position === "sticky" ? header.offsetHeight : 0;
  };

  // --- The page of an earlier address leads on ---

  const moved = document.querySelector("main a.moved");
  if (moved) return location.replace(moved.href + location.hash);

  // --- The switch of language keeps the passage ---

  const passages = all("main :is(.unit, .row, .event, .entry)[id]");

  // The passage at the top of the window; the one in the address as long as it is in sight.
  const passage = () => {
    const top = covered(), named = target(location.hash);
    if (named && passages.includes(named)) {
      const box = named.getBoundingClientRect();
      if (box.bottom > top && box.top < innerHeight) return named.id;
    }
    if (scrollY < 8) return "";
    const first = passages.find((each) => each.getBoundingClientRect().bottom > top + 48);
    return first && first.getBoundingClientRect().top < innerHeight ? first.id : "";
  };

  for (const link of all("header.site .switch a[href], .rowhead a[href]")) {
    const plain = link.getAttribute("href").replace(/#.*$/, "");
    const keep = () => {
      const id = passage();
      link.setAttribute("href", id ? `${plain}#${encodeURIComponent(id)}` : plain);
    };
    for (const event of ["pointerdown", "click", "auxclick", "focus", "contextmenu"]) link.addEventListener(event, keep);
  }

  // --- The contents show the section one is in ---

  const entries = all(".contents a[href*='#']").map((link) => ({ link, section: target(link.hash) })).filter((entry) => entry.section);
  const mark = () => {
    const line = covered() + innerHeight / 4;
    let current = entries.findLast((entry) => entry.section.getBoundingClientRect().top < line);
    if (entries.length && scrollY + innerHeight >= document.documentElement.scrollHeight - 2) {
      current = entries.findLast((entry) => entry.section.getBoundingClientRect().top < innerHeight) ?? current;
    }
    for (const entry of entries) {
      if (entry === current) entry.link.setAttribute("aria-current", "true");
      else entry.link.removeAttribute("aria-current");
    }
  };
  if (entries.length && Array.prototype.findLast && "IntersectionObserver" in window) {
    const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -75% 0px", threshold: [0, 1] });
    for (const entry of entries) observer.observe(entry.section);
    addEventListener("scrollend", mark);
    mark();
  }

  // --- Disclosures: open what one comes to; close the contents after a choice ---

  const open = (element) => {
    for (let fold = element?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  };
  addEventListener("hashchange", () => open(target(location.hash)));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link) return;
    open(target(link.hash));
    const contents = link.closest(".contents details");
    if (contents) contents.open = false;
  });
  // Notes are open where they stand beside the text, and on paper; elsewhere they wait to be asked for.
  const roomy = [matchMedia("(width >= 72rem)"), matchMedia("print")];
  const unfold = () => {
    for (const fold of all("details.notes")) fold.open = roomy.some((query) => query.matches);
    open(target(location.hash));
  };
  for (const query of roomy) query.addEventListener("change", unfold);
  unfold();

  // --- The citation names the passage one has come to, and can be copied ---

  const cite = document.getElementById("cite.page");
  const name = (unit) => {
    const of = cite.querySelector(".citation .of"), link = cite.querySelector(".citation a");
    const number = unit?.querySelector(":scope > .pin:not(.unnumbered)")?.textContent.trim();
    const words = unit?.matches(".unit-heading") ? cite.dataset.section : cite.dataset.passage;
    of.textContent = number ? words.replace("{number}", number) : "";
    for (const [at, plain] of [["href", link.dataset.href], ["text", link.dataset.text]]) {
      const whole = unit ? `${plain}#${encodeURIComponent(unit.id)}` : plain;
      if (at === "href") link.href = whole; else link.textContent = whole;
    }
  };
  if (cite) {
    const link = cite.querySelector(".citation a");
    // A site that does not know its own address has the one it is read at, unless that is the reader's own machine.
    const isWhole = /^[a-z]+:/.test(link.textContent);
    const isPublished = /^https?:$/.test(location.protocol) && !/^(localhost|127\..*|\[::1\])$/.test(location.hostname);
    link.dataset.href = link.getAttribute("href");
    link.dataset.text = isPublished && !isWhole ? link.href.replace(/#.*$/, "") : link.textContent;
    const come = () => {
      const unit = target(location.hash)?.closest(".unit");
      if (location.hash !== "#cite.page") name(unit);
    };
    document.addEventListener("click", (event) => {
      const asked = event.target.closest?.(".relations a[href='#cite.page']");
      if (asked) name(asked.closest(".unit"));
    });
    addEventListener("hashchange", come);
    come();
    if (navigator.clipboard) {
      const item = document.createElement("li"), copy = document.createElement("button");
      copy.type = "button";
      copy.textContent = cite.dataset.copy;
      copy.addEventListener("click", () => {
        const text = cite.querySelector(".citation").textContent.trim().replace(/\s+/g, " ");
        navigator.clipboard.writeText(text).then(() => {
          copy.textContent = cite.dataset.copied;
          setTimeout(() => { copy.textContent = cite.dataset.copy; }, 2000);
        }, () => {});
      });
      item.append(copy);
      cite.querySelector("ul").prepend(item);
    }
  }

  // --- Terms open their definition, and links to passages, notes, works cited and events the first words of these ---

  if (!("showPopover" in HTMLElement.prototype)) return;
  const popup = document.createElement("span");
  popup.className = "popup ui";
  popup.popover = "manual";
  let owner = null, wanted = null, timer = 0, touch = false;

  const close = () => {
    clearTimeout(timer);
    wanted = null;
    if (!owner) return;
    owner = null;
    popup.hidePopover();
    popup.remove();
  };

  // Below the line the link is in, above it where there is no room; it scrolls with the page.
  const place = (link) => {
    const lines = [...link.getClientRects()], box = lines[lines.length - 1];
    const { offsetWidth: width, offsetHeight: height } = popup;
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
    const below = box.bottom + 6 + height < innerHeight || lines[0].top - 6 - height < covered();
    popup.style.left = `${left + scrollX}px`;
    popup.style.top = `${(below ? box.bottom + 6 : lines[0].top - 6 - height) + scrollY}px`;
  };

  const piece = (name, text, lang) => {
    const element = document.createElement(name);
    element.textContent = text;
    if (lang) element.lang = lang;
    return element;
  };
  const first = (text) => {
    const characters = [...text.trim().replace(/\s+/g, " ")];
    return characters.length > 120 ? `${characters.slice(0, 120).join("")}…` : characters.join("");
  };
  const meaning = (text, lang) => {
    const element = piece("span", text, lang);
    element.className = "meaning";
    element.dir = "auto";
    return element;
  };

  // The first words of what stands on this page; nothing of what the reader sees anyway.
  const here = (element) => {
    const box = element.getBoundingClientRect();
    if (box.height && box.top >= covered() && box.bottom <= innerHeight) return null;
    const name = element.querySelector(":scope > :is(.pin:not(.unnumbered), .who)")?.cloneNode(true);
    const text = (element.querySelector(":scope > .passage") ?? element).cloneNode(true);
    for (const each of [name, text]) for (const other of each ? all(".note-ref, .footnote-ref, .backs, .back, .ways, .who, rt, rp", each) : []) other.remove();
    const words = meaning(first(text.textContent), element.closest("[lang]").lang);
    return name ? [piece("b", name.textContent.trim()), words] : [words];
  };

  // The first words of what stands on another page: of each such page a script holds them.
  const loaded = new Map();
  const load = (page) => {
    if (!loaded.has(page)) {
      loaded.set(page, new Promise((resolve) => {
        const script = document.createElement("script");
        script.src = page.replace(/\.html$/, ".previews.js");
        script.onload = () => resolve(script.previews);
        script.onerror = () => resolve(null);
        document.head.append(script);
      }));
    }
    return loaded.get(page);
  };
  const elsewhere = async (page, id) => {
    const previews = await load(page), words = previews && Object.hasOwn(previews.words, id) && previews.words[id];
    return words && [piece("b", words[0], previews.lang), meaning(words[1], words[2] ?? previews.lang)];
  };

  const content = (link) => {
    const definition = document.getElementById(link.getAttribute("aria-describedby"))?.parentElement;
    if (definition) {
      const copy = definition.cloneNode(true);
      for (const each of all("[id]", copy)) each.removeAttribute("id");
      return [...copy.childNodes];
    }
    const element = target(link.hash), [page] = link.href.split("#");
    if (page !== location.href.split("#")[0]) return elsewhere(page, decodeURIComponent(link.hash.slice(1)));
    return element && here(element.closest(".unit, .note, li, .event") ?? element);
  };

  const show = async (link) => {
    clearTimeout(timer);
    if (owner === link) return;
    close();
    wanted = link;
    const found = await content(link);
    if (!found || wanted !== link) return;
    popup.replaceChildren(...found);
    owner = link;
    link.after(popup);
    popup.showPopover();
    place(link);
  };

  // A moment to move from the link to its pop-up.
  const later = () => { clearTimeout(timer); timer = setTimeout(close, 250); };
  const stay = () => clearTimeout(timer);
  popup.addEventListener("pointerenter", stay);
  popup.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") later(); });

  const shown = "a.see, a.when, :is(.passage, .cell, .note, .remark, .footnotes) a[href*='#']:not(.back, .backs *, .ways *, .who *)";
  const terms = all("a.term[aria-describedby]");
  for (const link of new Set([...terms, ...all(shown)])) {
    const isTerm = link.matches(".term[aria-describedby]");
    // What stands on other pages is known of those links only whose page has a script beside it.
    if (!isTerm && !link.matches(".see, .when") && link.href.split("#")[0] !== location.href.split("#")[0]) continue;
    link.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") show(link); });
    link.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") later(); });
    link.addEventListener("pointerdown", (event) => { touch = event.pointerType !== "mouse"; });
    link.addEventListener("focus", () => { if (link.matches(":focus-visible")) show(link); });
    // A tap on a term asks for its definition, a second one goes on; other links lead on at once.
    link.addEventListener("click", (event) => {
      if (!isTerm || !touch || owner === link) return;
      event.preventDefault();
      show(link);
    });
  }
  document.addEventListener("focusin", (event) => {
    if ((owner ?? wanted) && event.target !== (owner ?? wanted) && !popup.contains(event.target)) close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (owner && !owner.contains(event.target) && !popup.contains(event.target)) close();
  });
  addEventListener("hashchange", close);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !owner) return;
    const link = owner, inside = popup.contains(document.activeElement);
    close();
    if (inside) { link.focus(); close(); }
  });
})();
