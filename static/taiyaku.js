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

  const cite = document.querySelector(".cite");
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
    // A site that does not know its own address has the one it is read at.
    const isWhole = /^[a-z]+:/.test(link.textContent);
    link.dataset.href = link.getAttribute("href");
    link.dataset.text = isWhole ? link.textContent : link.href.replace(/#.*$/, "");
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

  // --- Terms open their definition ---

  if (!("showPopover" in HTMLElement.prototype)) return;
  const popup = document.createElement("span");
  popup.className = "popup ui";
  popup.popover = "manual";
  let owner = null, timer = 0, touch = false;

  const close = () => {
    clearTimeout(timer);
    if (!owner) return;
    owner = null;
    popup.hidePopover();
    popup.remove();
  };

  // Below the line the term is in, above it where there is no room; it scrolls with the page.
  const place = (term) => {
    const lines = [...term.getClientRects()], box = lines[lines.length - 1];
    const { offsetWidth: width, offsetHeight: height } = popup;
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
    const below = box.bottom + 6 + height < innerHeight || lines[0].top - 6 - height < covered();
    popup.style.left = `${left + scrollX}px`;
    popup.style.top = `${(below ? box.bottom + 6 : lines[0].top - 6 - height) + scrollY}px`;
  };

  const show = (term) => {
    clearTimeout(timer);
    if (owner === term) return;
    close();
    const definition = document.getElementById(term.getAttribute("aria-describedby"))?.parentElement;
    if (!definition) return;
    popup.replaceChildren(...[...definition.cloneNode(true).childNodes]);
    for (const each of all("[id]", popup)) each.removeAttribute("id");
    owner = term;
    term.after(popup);
    popup.showPopover();
    place(term);
  };

  // A moment to move from the term to its definition.
  const later = () => { clearTimeout(timer); timer = setTimeout(close, 250); };
  const stay = () => clearTimeout(timer);
  popup.addEventListener("pointerenter", stay);
  popup.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") later(); });

  for (const term of all("a.term[aria-describedby]")) {
    term.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") show(term); });
    term.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") later(); });
    term.addEventListener("pointerdown", (event) => { touch = event.pointerType !== "mouse"; });
    term.addEventListener("focus", () => { if (term.matches(":focus-visible")) show(term); });
    term.addEventListener("click", (event) => {
      if (!touch || owner === term) return;
      event.preventDefault();
      show(term);
    });
  }
  document.addEventListener("focusin", (event) => {
    if (owner && event.target !== owner && !popup.contains(event.target)) close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (owner && event.target.closest("a.term") !== owner && !popup.contains(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !owner) return;
    const term = owner, inside = popup.contains(document.activeElement);
    close();
    if (inside) { term.focus(); close(); }
  });
})();
