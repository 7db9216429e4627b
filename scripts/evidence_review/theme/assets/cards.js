/* Shows the reference of a citation, or the text of a note, in a card beside it: on hover, on keyboard focus
   and on the first tap. The card is a copy of the entry at the end of the page. Escape closes it; it stays
   while the pointer is on it (https://www.w3.org/TR/WCAG22/#content-on-hover-or-focus). Without this script a
   citation is an ordinary link. */
(() => {
  if (window.hasCitationCards) {
    return; /* Material runs it again on pages that it fetched itself */
  }
  window.hasCitationCards = true;
  const BEFORE = 120; /* ms, so that no card opens under a passing pointer */
  const AFTER = 300; /* ms, to move from the citation to its card */
  const EDGE = 8;
  const LEAST = 96; /* px of height, enough for three lines */
  const MOST = 0.6; /* of the height of the window, at most */
  const RAISED = 0.6; /* em from the foot of a superscript to that of its line */
  const CITING = "a.citation, .note-mark a";
  /** @type {HTMLElement | null} */
  let card = null;
  /** @type {HTMLElement | null} the citation whose card is open */
  let shownFor = null;
  let soon = 0;
  let later = 0;
  /** @type {HTMLElement | null} the citation whose next click opens its card */
  let touched = null;

  /** Returns the entries that a citation shows.
   * @param {HTMLElement} link
   */
  const sources = (link) => {
    const named = link.dataset.card ||
      (/^cite-(.+)-\d+$/.exec(link.id) || ["", ""])[1].replace(/^(?=.)/, "work-");
    return named.split(" ").map((id) => document.getElementById(id)).filter((each) => each !== null);
  };

  /** Returns a copy of an entry without its ids and its links back.
   * @param {HTMLElement} source
   */
  const copy = (source) => {
    const part = document.createElement("div");
    part.append(...source.cloneNode(true).childNodes);
    part.querySelectorAll(".onward, .back, .headerlink").forEach((each) => each.remove());
    part.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
    return part;
  };

  /** Places a card below the last line of its citation, or above the first where there is more room.
   * @param {HTMLElement} card
   * @param {HTMLElement} link
   */
  const place = (card, link) => {
    const lines = [...link.getClientRects()];
    const [first, last] = [lines[0], lines[lines.length - 1]].map((line) =>
      line || link.getBoundingClientRect()
    );
    const around = link.closest("sup")?.parentElement;
    const end = last.bottom + (around ? parseFloat(getComputedStyle(around).fontSize) * RAISED : 0);
    const header = document.querySelector(".md-header");
    const top = header ? Math.max(0, header.getBoundingClientRect().bottom) : 0;
    const [above, under] = [first.top - top - EDGE, window.innerHeight - end - EDGE];
    const most = window.innerHeight * MOST;
    const below = Math.min(card.offsetHeight, most) <= under || under >= above;
    const width = document.documentElement.clientWidth;
    const left = Math.max(EDGE, Math.min((below ? last : first).left, width - card.offsetWidth - EDGE));
    card.style.maxHeight = `${Math.max(LEAST, Math.min(most, below ? under : above))}px`;
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${(below ? end : first.top - card.offsetHeight) + window.scrollY}px`;
  };

  const hide = () => {
    clearTimeout(soon);
    clearTimeout(later);
    if (!card || !shownFor) {
      return;
    }
    const inside = card.contains(document.activeElement);
    shownFor.removeAttribute("aria-describedby");
    card.remove();
    const link = shownFor;
    card = null;
    shownFor = null;
    if (inside) {
      touched = link;
      link.focus();
      hide();
    }
  };

  /** @param {HTMLElement} link */
  const show = (link) => {
    clearTimeout(later);
    if (shownFor === link) {
      return;
    }
    hide();
    const found = sources(link);
    if (!found.length) {
      return;
    }
    card = document.createElement("div");
    card.className = "citation-card";
    card.id = "citation-card";
    card.append(...found.map(copy));
    const onward = document.createElement("a");
    onward.href = link.getAttribute("href") ?? "";
    onward.className = "citation-card__onward";
    onward.textContent = link.closest(".note-mark") ? "Go to the note" : "Go to the reference";
    card.append(onward);
    card.addEventListener("pointerenter", () => clearTimeout(later));
    card.addEventListener("pointerleave", leave);
    shownFor = link;
    link.after(card); // so that Tab goes from the citation into its card
    if (card.showPopover) {
      card.popover = "manual";
      card.showPopover();
    }
    link.setAttribute("aria-describedby", card.id);
    place(card, link);
  };

  const leave = () => {
    clearTimeout(later);
    later = setTimeout(() => {
      const here = document.activeElement;
      if (card && here !== shownFor && !card.contains(here)) {
        hide();
      }
    }, AFTER);
  };

  /** Returns the citation that an event is about.
   * @param {Event} event
   * @returns {HTMLElement | null}
   */
  const citing = (event) => (event.target instanceof Element ? event.target.closest(CITING) : null);

  document.addEventListener("pointerover", (event) => {
    const link = citing(event);
    if (link && event.pointerType === "mouse" && !card?.contains(link)) {
      clearTimeout(soon);
      clearTimeout(later);
      soon = setTimeout(show, BEFORE, link);
    }
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "mouse" && citing(event)) {
      clearTimeout(soon);
      leave();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    const link = citing(event);
    touched = event.pointerType !== "mouse" && link && link !== shownFor && sources(link).length
      ? link
      : null;
    if (card && !card.contains(/** @type {Node} */ (event.target)) && link !== shownFor) {
      hide();
    }
  });
  document.addEventListener("click", (event) => {
    const link = citing(event);
    if (link && link === touched) {
      event.preventDefault();
      touched = null;
      show(link);
    }
  });
  document.addEventListener("focusin", (event) => {
    if (card?.contains(/** @type {Node} */ (event.target))) {
      return;
    }
    const link = citing(event);
    if (link && link !== touched && link.matches(":focus-visible")) {
      show(link);
    } else if (!link) {
      hide();
    }
    if (link !== touched) {
      touched = null;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && card) {
      hide();
    }
  });
  window.addEventListener("resize", hide);
})();
