/* Turns a whole list in the page into one that can be searched, narrowed, sorted, sent on and taken away. Without this
   script the list reads, prints and searches as it is, and no control is shown that would do nothing.

   What a page gives (one listing a page; every value is text):

   <section data-listing="recommendation"      what one row is called
            data-plural="recommendations"      what several are called
            data-by="title or addressee"       what the search looks at, in words; may be left out
            data-scope="under S, one letter of 26"         of what the list is a part, in words; may be left out
            data-as-at="23 November 2026"      the day the list speaks of, in words; may be left out
            data-file="recommendations-2026-11-23.csv"   the name of the download; without it there is none
            data-columns="id title delivery">  the columns of the download, in order

     <template data-facet="delivery" data-label="Delivery">
       <option value="in-progress">In progress</option> …      in the order to be shown
     </template>
     A row matches when it has one of the chosen values (or) of every facet (and).

     <template data-facet="since" data-label="Has events since" data-form="since">
       <option value="2020">2020</option> …                    newest first
     </template>
     One choice; a row matches when its greatest number is no smaller.

     <template data-sort="event" data-label="Latest event" data-order="descending"></template>
     The first is the order of the page. Rows without a value come last either way.

     <table><thead><tr><th data-sort-column="event">…          gets aria-sort
       <tbody>
         <tr data-row                                          any element; all rows have one parent
             data-delivery="in-progress"                       a facet's values, with spaces between
             data-since="2016 2021"
             data-sort-event="2021-06"                         the key for a sort; dates as ISO 8601
             data-find="words that find it but are not shown"
             data-cell-url="…">                                a value for the download that is not shown
           … <span data-cell="title">                          one that is; else the value of the facet is taken
   </section>

   Rows may stand in groups, such as letters: <div data-rows> holds several <div data-group>, and each the rows in one
   parent. A group without a row that is shown is hidden; in any order but the first all rows stand in one list. Links to
   places on the page within <nav data-jumps> lead nowhere while their group is hidden.

   What a row shows is searched; where something in it has data-words, that alone is. Other forms of what is shown are
   taken from a script, which the page asks for when somebody wants them:

   <section data-parts="…/works.js">
     <template data-take="bib" data-label="BibTeX" data-file="references.bib"></template> …
     <li data-row data-part="doe2020">
   The script says `window.listingParts = {bib: {before: "", between: "\n", after: "", parts: [["doe2020", "@book…", ""]]}}`:
   what stands round the parts, and of each part its row, its text and another part that it needs.

   A list that is too long for one page has a page for each letter. The page of all letters holds no row; their rows come
   from scripts that are asked for when somebody searches, and the page says how many letters were searched:

   <section data-all="1001">                             how many rows there are
     <template data-letter="a" data-label="A" data-source="…/rows-a.js" data-parts="…/a.js"></template> …
     <div data-whole>                                    what stands there while nothing is chosen
     <ul data-found hidden></ul>                         where the rows go
   The script says `(window.listingRows ??= {})["a"] = "<li data-row …>…"`. An <a data-wider href="…"> on the page of a
   letter leads to the page of all, and takes along what is chosen.

   An <a data-filter="delivery=planned&amp;cluster=c2" href="…"> anywhere on the page narrows the list; its href leads to
   a page that says the same without a script. The address of the page holds what is chosen, in the same form: each choice
   is a step that Back takes off, and words are one step however many keys they took. */
(() => {
  const WORDS = "find"; /* the words in the address; `q` is the search of the whole site */
  const FEW = 15; /* options of a facet that need no search of their own */
  const SHOWN = 60; /* options of a facet shown at once */
  const PAUSE = 120; /* ms without a key before a long list is narrowed */
  const HEARD = 600; /* ms before the count is read out and words stand in the address */
  const LONG = 300; /* rows of a long list */
  const MOST = 100; /* rows of fetched letters shown at once */
  const PLAIN = { ø: "o", ł: "l", đ: "d", ß: "ss", æ: "ae", œ: "oe" }; /* letters that are no letter with an accent */

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) {
        element.addEventListener(name.slice(2), value);
      } else if (value !== false && value !== undefined) {
        element.setAttribute(name, value === true ? "" : value);
      }
    }
    element.append(...children);
    return element;
  };

  /* Text as it is compared: no accents, no capitals, one sort of space and quotation mark. */
  const folded = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[øłđßæœ]/g, (letter) => PLAIN[letter])
      .replace(/[‘’ʼ]/g, "'")
      .replace(/[\s\-‐-―/]+/g, " ");

  /* The words of what was typed, without the brackets, quotation marks and full stops round them. */
  const wordsOf = (text) => folded(text).split(" ").map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")).filter(Boolean);

  /* Does what takes elements out of the page and puts them back, and leaves the focus where it was. */
  const keepingFocus = (act) => {
    const focused = document.activeElement;
    act();
    if (document.activeElement === document.body && focused?.isConnected) {
      focused.focus({ preventScroll: true });
    }
  };

  const later = (wait, act) => {
    let timer = 0;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(act, wait);
    };
  };

  /* A cell of a CSV file (RFC 4180). What a spreadsheet would run gets an apostrophe in front. */
  const cell = (text) => {
    const safe = /^[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n']/.test(text) ? `'${text}` : text;
    return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };

  const tidy = (text) => text.replace(/\s+/g, " ").trim();

  const thousands = (number) => number.toLocaleString(document.documentElement.lang || "en");

  /* Keys in the order given, but those that others need after them, as classic BibTeX asks of a crossref. */
  const parentsLast = (keys, parentOf) => {
    const ranks = new Map();
    for (const key of keys) {
      const above = new Set([key]);
      for (let parent = parentOf(key); parent && !above.has(parent); parent = parentOf(parent)) {
        ranks.set(parent, Math.max(ranks.get(parent) ?? 0, above.size));
        above.add(parent);
      }
    }
    return [...keys].sort((one, other) => (ranks.get(one) ?? 0) - (ranks.get(other) ?? 0));
  };

  class Listing {
    constructor(root) {
      this.root = root;
      this.elements = [...root.querySelectorAll("[data-row]")];
      this.groups = [...root.querySelectorAll("[data-group]")];
      this.jumps = [...document.querySelectorAll('[data-jumps] a[href^="#"]')].map((link) => ({
        link, href: link.getAttribute("href"), group: document.getElementById(link.hash.slice(1))?.closest("[data-group]"),
      }));
      this.letters = [...root.querySelectorAll("template[data-letter]")].map((each) => ({ ...each.dataset }));
      this.wider = [...document.querySelectorAll("a[data-wider]")].map((link) => ({ link, href: link.getAttribute("href") }));
      this.parent = root.querySelector("[data-rows], [data-found]") ?? this.elements[0].parentNode;
      this.facets = [...root.querySelectorAll("template[data-facet]")].map((each) => this.readFacet(each));
      this.sorts = [...root.querySelectorAll("template[data-sort]")].map((each) => ({ ...each.dataset }));
      this.takes = [...root.querySelectorAll("template[data-take]")].map((each) => ({ ...each.dataset }));
      this.rows = this.elements.map((element) => this.readRow(element));
      this.all = Number(root.dataset.all ?? this.rows.length);
      this.order = this.rows;
      this.query = "";
      this.sort = this.sorts[0]?.sort ?? "";
      this.sorted = "";
      this.most = MOST;
      this.scripts = new Map();
      this.build();
      this.soon = later(this.all > LONG ? PAUSE : 0, () => this.show());
      this.settle = later(HEARD, () => this.announce());
      this.typed = later(HEARD, () => this.keepWords());
      this.read(new URLSearchParams(location.search));
      this.most = history.state?.most ?? MOST;
      this.refresh();
      this.announce();
      addEventListener("popstate", () => root.isConnected && this.restore());
      addEventListener("beforeprint", () => root.isConnected && this.letters.length && this.parent.append(...this.found()));
      addEventListener("afterprint", () => root.isConnected && this.letters.length && this.list());
      document.addEventListener("click", (event) => this.follow(event));
    }

    readFacet(template) {
      const { facet: key, label, form = "any" } = template.dataset;
      const options = new Map();
      for (const option of template.content.querySelectorAll("option")) {
        const text = tidy(option.textContent);
        options.set(option.value, { value: option.value, text, find: folded(text), count: 0 });
      }
      return { key, label, form, options, chosen: new Set(), only: 0 };
    }

    readRow(element) {
      const values = this.facets.map(({ key, form }) => {
        const found = (element.getAttribute(`data-${key}`) ?? "").split(/\s+/).filter(Boolean);
        return form === "since" ? [found.reduce((most, each) => Math.max(most, Number(each)), -Infinity)] : found;
      });
      return { element, home: element.parentNode, values, text: null, shown: true };
    }

    textOf(row) {
      const { element } = row;
      row.text ??= folded(`${(element.querySelector("[data-words]") ?? element).textContent} ${element.dataset.find ?? ""}`);
      return row.text;
    }

    /* 1. The controls */

    build() {
      const { listing, plural, by } = this.root.dataset;
      const id = `find-${listing}`;
      this.parent.id ||= `${id}-rows`;
      this.parent.tabIndex = -1;
      this.skip = make("a", {
        class: "finder__skip", href: `#${this.parent.id}`, onclick: (event) => { event.preventDefault(); this.parent.focus(); },
      }, `Skip to the ${plural}`);
      this.search = make("input", {
        type: "search", id, class: "finder__search", autocomplete: "off", spellcheck: "false",
        oninput: () => { this.soon(); this.typed(); },
        onchange: () => this.keepWords(), /* shows nothing anew: that would take what is being clicked from under the pointer */
        onkeydown: (event) => {
          if (event.key === "Escape" && this.search.value) {
            event.preventDefault();
            this.search.value = "";
            this.show();
            this.keepWords();
          }
        },
      });
      this.sorter = make(
        "select", { id: `${id}-sort`, onchange: () => { this.sort = this.sorter.value; this.choose(); } },
        ...this.sorts.map((each) => make("option", { value: each.sort }, each.label)),
      );
      const line = make(
        "div", { class: "finder__line" },
        make("p", { class: "finder__field finder__field--wide" }, make("label", { for: id }, "Search this list", by ? ` by ${by}` : ""), this.search),
        make("p", { class: "finder__field" }, make("label", { for: this.sorter.id }, "Sort by"), this.sorter),
      );
      this.summary = make("summary", { class: "finder__more" });
      const facets = this.facets.map((facet) => (facet.form === "since" ? this.sinceField(facet, id) : this.panel(facet, id)));
      this.drawer = make("details", { class: "finder__drawer" }, this.summary, make("div", { class: "finder__facets" }, ...facets));
      this.chips = make("ul", { class: "finder__chips", "aria-label": "What is chosen" });
      this.count = make("p", { class: "finder__count", "aria-hidden": "true" });
      this.status = make("p", { class: "unseen", role: "status" });
      this.take = make("button", { type: "button", class: "finder__take", onclick: () => this.download() }, "Download these as CSV");
      this.none = make("div", { class: "finder__none", hidden: true });
      this.printed = make("p", { class: "finder__printed" });
      this.again = make("button", { type: "button", hidden: true, onclick: () => this.fetchLetters(true, true) }, "Try again");
      this.more = make("button", { type: "button", class: "finder__further", hidden: true, onclick: () => this.showMore() });
      const foot = make("div", { class: "finder__foot" }, this.count, this.again, this.status, ...(this.root.dataset.file ? [this.take] : []), ...this.takeButtons());
      this.form = make(
        "form", { class: "finder", role: "search", "aria-label": `Find a ${listing}`, onsubmit: (event) => event.preventDefault() },
        this.skip, line, ...(facets.length ? [this.drawer] : []), this.chips, foot,
      );
      this.root.prepend(this.form, this.printed);
      this.root.append(this.more, this.none);
      this.wide = matchMedia("(min-width: 45em)");
      const fit = () => { this.drawer.open = this.wide.matches; };
      this.wide.addEventListener("change", fit);
      fit();
      this.closePanels();
    }

    takeButtons() {
      if (!this.takes.length) {
        return [];
      }
      for (const each of this.takes) {
        each.button = make(
          "button", { type: "button", onclick: () => this.downloadParts(each) }, make("span", { class: "unseen" }, "Download these as "), each.label,
        );
      }
      this.fault = make("span", { role: "status" });
      this.taker = make(
        "p", { class: "finder__takes" },
        make("span", { "aria-hidden": "true" }, "Download these as "), ...this.takes.map((each) => each.button), this.fault,
      );
      return [this.taker];
    }

    panel(facet, id) {
      facet.summary = make("summary", {}, facet.label);
      facet.list = make("ul", {});
      facet.rest = make("p", { class: "finder__rest", hidden: true });
      const inside = [facet.list, facet.rest];
      if (facet.options.size > FEW) {
        facet.filter = make("input", { type: "search", id: `${id}-${facet.key}`, autocomplete: "off", oninput: () => this.fill(facet) });
        inside.unshift(make("p", { class: "finder__field" }, make("label", { for: facet.filter.id }, "Find in this list"), facet.filter));
      }
      facet.details = make(
        "details", { class: "finder__facet", ontoggle: () => { this.fetchLetters(facet.details.open); this.fill(facet); this.aim(facet); } },
        facet.summary, make("fieldset", {}, make("legend", { class: "unseen" }, facet.label), ...inside),
      );
      return facet.details;
    }

    sinceField(facet, id) {
      facet.select = make(
        "select", { id: `${id}-${facet.key}`, onchange: () => {
          facet.chosen = new Set(facet.select.value ? [facet.select.value] : []);
          this.choose();
        } },
        make("option", { value: "" }, "any time"),
      );
      for (const option of facet.options.values()) {
        option.element = make("option", { value: option.value });
        facet.select.append(option.element);
      }
      return make("p", { class: "finder__field finder__since" }, make("label", { for: facet.select.id }, facet.label), facet.select);
    }

    /* A panel that would stand out of the window opens to the left of its name's end. */
    aim({ details }) {
      const panel = details.lastElementChild;
      panel.classList.remove("finder__panel--left");
      panel.classList.toggle("finder__panel--left", panel.getBoundingClientRect().right > document.documentElement.clientWidth);
    }

    /* Where facets open over the list, one is open at a time. On a phone they open in the list itself: closing one
       would move what the reader is about to touch. */
    closePanels() {
      const panels = () => this.facets.filter((facet) => facet.details?.open);
      const leave = ({ target }) => {
        if (this.wide.matches) {
          panels().forEach(({ details }) => { details.open = details.contains(target); });
        }
      };
      addEventListener("resize", () => panels().forEach((facet) => this.aim(facet)));
      document.addEventListener("click", leave);
      this.form.addEventListener("focusin", leave);
      this.form.addEventListener("keydown", (event) => {
        const [facet] = event.key === "Escape" ? panels() : [];
        if (facet) {
          facet.details.open = false;
          facet.summary.focus();
        }
      });
    }

    /* Fills the list of an open facet. Only what is chosen, or could be, is offered. */
    fill(facet) {
      if (!facet.details?.open) {
        return;
      }
      const wanted = wordsOf(facet.filter?.value ?? "");
      const fits = [...facet.options.values()].filter((each) => wanted.every((word) => each.find.includes(word)));
      const live = fits.filter((each) => !this.isWhole() || facet.options.size <= FEW || each.count || facet.chosen.has(each.value));
      const items = live.slice(0, SHOWN).map((option) => this.optionItem(facet, option));
      const before = [...facet.list.children];
      if (items.length !== before.length || items.some((item, index) => item !== before[index])) {
        keepingFocus(() => facet.list.replaceChildren(...items));
      }
      facet.rest.hidden = live.length > 0 && live.length <= SHOWN;
      facet.rest.textContent = live.length ? `${live.length - SHOWN} more: type a part of the name.` : "Nothing here fits.";
    }

    optionItem(facet, option) {
      if (!option.item) {
        option.box = make("input", { type: "checkbox", name: facet.key, value: option.value, onchange: () => {
          facet.chosen[option.box.checked ? "add" : "delete"](option.value);
          this.choose();
        } });
        option.number = make("span", { class: "finder__number" });
        option.item = make("li", {}, make("label", {}, option.box, make("span", {}, option.text), option.number));
      }
      option.box.checked = facet.chosen.has(option.value);
      option.box.disabled = this.isWhole() && !option.count && !option.box.checked;
      option.number.textContent = this.isWhole() ? thousands(option.count) : "…";
      return option.item;
    }

    /* 2. What is chosen, and what follows from it */

    matches(row, facet, index) {
      if (!facet.chosen.size) {
        return true;
      }
      const values = row.values[index];
      return facet.form === "since" ? values[0] >= Number([...facet.chosen][0]) : values.some((each) => facet.chosen.has(each));
    }

    /* Each row that fails one facet alone counts for the options of that facet: that is what choosing them would give. */
    weigh() {
      const words = wordsOf(this.query);
      this.onlyWords = 0;
      for (const facet of this.facets) {
        facet.only = 0;
        facet.options.forEach((option) => { option.count = 0; });
      }
      for (const row of this.rows) {
        const text = words.length ? this.textOf(row) : "";
        const said = words.every((word) => text.includes(word));
        const failed = this.facets.filter((facet, index) => !this.matches(row, facet, index));
        row.now = said && !failed.length;
        if (!said) {
          this.onlyWords += failed.length ? 0 : 1;
        } else if (failed.length <= 1) {
          this.facets.forEach((facet, index) => {
            if (!failed.length || failed[0] === facet) {
              this.tally(facet, row.values[index]);
              facet.only += failed.length;
            }
          });
        }
      }
    }

    tally(facet, values) {
      if (facet.form === "since") {
        facet.options.forEach((option) => { option.count += values[0] >= Number(option.value) ? 1 : 0; });
        return;
      }
      for (const value of new Set(values)) {
        const option = facet.options.get(value);
        if (option) {
          option.count += 1;
        }
      }
    }

    /* What somebody chose is a step that Back takes off. */
    choose() {
      this.show();
      this.keep("pushState");
      this.isTyping = false;
    }

    show(most = MOST) {
      this.most = most;
      this.refresh();
      this.settle();
    }

    refresh() {
      this.query = this.search.value;
      this.fetchLetters(this.isAsked());
      this.weigh();
      keepingFocus(() => {
        this.arrange();
        if (this.letters.length) {
          this.rows.forEach((row) => { row.shown = this.isAsked() && row.now; });
          this.list();
        } else {
          this.turn(this.rows.filter((row) => row.shown !== row.now));
        }
      });
      this.say();
    }

    found() {
      return this.order.filter((row) => row.shown).map((row) => row.element);
    }

    /* Shows and hides rows. Where most go, they are turned while their parent is out of the page: hiding thousands of
       items of a list one by one costs Chromium seconds, because each numbers all the others again. */
    turn(rows) {
      const { parent, root } = this;
      const left = this.rows.filter((row) => row.now).length;
      const most = rows.length > Math.max(LONG, left);
      const apart = most && parent !== root && !parent.contains(document.activeElement);
      const next = parent.nextSibling;
      const above = parent.parentNode;
      if (apart) {
        parent.remove();
      }
      for (const row of rows) {
        row.shown = row.now;
        row.element.hidden = !row.now;
      }
      this.turnGroups();
      if (apart) {
        above.insertBefore(parent, next);
      }
    }

    turnGroups() {
      const shown = new Set(this.flat?.isConnected ? [] : this.rows.filter((row) => row.shown).map((row) => row.home));
      for (const group of this.groups) {
        group.hidden = ![...shown].some((home) => group.contains(home));
      }
      for (const { link, href, group } of this.jumps) {
        if (group?.hidden) {
          link.removeAttribute("href");
        } else {
          link.setAttribute("href", href);
        }
      }
      for (const nav of new Set(this.jumps.map(({ link }) => link.closest("[data-jumps]")))) {
        nav.hidden = !nav.querySelector("a[href]");
      }
    }

    /* Puts the rows into their order: into one list, or back into the groups that they came from. */
    place() {
      if (this.letters.length) {
        return;
      }
      if (!this.groups.length) {
        this.parent.append(...this.order.map((row) => row.element));
      } else if (this.sort === this.sorts[0].sort) {
        this.rows.forEach((row) => row.home.append(row.element));
        this.flat?.remove();
      } else {
        this.flat ??= this.rows[0].home.cloneNode(false);
        this.flat.append(...this.order.map((row) => row.element));
        this.parent.append(this.flat);
      }
    }

    arrange() {
      if (this.sorted === this.sort) {
        return;
      }
      const chosen = this.sorts.find((each) => each.sort === this.sort);
      const turn = chosen?.order === "descending" ? -1 : 1;
      const { compare } = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });
      const keyed = this.rows.map((row) => [row.element.getAttribute(`data-sort-${this.sort}`) ?? "", row]);
      if (chosen !== this.sorts[0]) {
        keyed.sort(([one], [other]) => (one && other ? turn * compare(one, other) : Number(!one) - Number(!other)));
      }
      this.order = keyed.map(([, row]) => row);
      if (this.sorted || chosen !== this.sorts[0]) {
        this.place();
      }
      this.sorted = this.sort;
      for (const heading of this.root.querySelectorAll("[data-sort-column]")) {
        const is = heading.dataset.sortColumn === this.sort;
        heading.toggleAttribute("aria-sort", is);
        if (is) {
          heading.ariaSort = turn < 0 ? "descending" : "ascending";
        }
      }
    }

    choices() {
      const found = [];
      if (this.query.trim()) {
        const off = () => { this.search.value = ""; };
        found.push({ text: `“${tidy(this.query)}”`, off, only: this.onlyWords });
      }
      for (const facet of this.facets) {
        for (const value of facet.chosen) {
          const text = `${facet.label}: ${facet.options.get(value).text}`;
          found.push({ text, off: () => facet.chosen.delete(value), only: facet.chosen.size === 1 ? facet.only : 0 });
        }
      }
      return found;
    }

    /* The count is of what was searched, and where that is not all, it says so. */
    countWords(choices) {
      const { listing, plural, asAt, scope } = this.root.dataset;
      const shown = this.rows.filter((row) => row.shown).length;
      const noun = `${this.all === 1 ? listing : plural}${scope ? ` ${scope}` : ""}${asAt ? `, as at ${asAt}` : ""}`;
      const all = thousands(this.all);
      if (!this.letters.length || !this.isAsked() || (!choices.length && this.isWhole())) {
        return `${choices.length ? `${thousands(shown)} of ${all}` : all} ${noun}`;
      }
      const searched = this.letters.filter((each) => each.found).length;
      const failed = this.letters.filter((each) => each.failed).map((each) => each.label);
      const lost = failed.length ? ` ${failed.join(", ")} could not be fetched.` : "";
      if (this.isWaiting()) {
        return `Searching: ${searched} of ${this.letters.length} letters so far${shown ? `, ${thousands(shown)} found` : ""}.${lost}`;
      }
      const letters = `Searched ${searched === this.letters.length ? "all" : `${searched} of`} ${this.letters.length} letters`;
      return `${thousands(shown)} of ${all} ${noun}. ${letters}.${lost}`;
    }

    /* What is read out: the count, once what it counts is known, and only when it is another. */
    announce() {
      if (!this.isWaiting() && this.status.textContent !== this.count.textContent) {
        this.status.textContent = this.count.textContent;
      }
    }

    say() {
      const shown = this.rows.filter((row) => row.shown).length;
      const choices = this.choices();
      this.count.textContent = this.countWords(choices);
      const order = this.sorts.find((each) => each.sort === this.sort);
      this.printed.textContent = choices.length
        ? `Shown here: ${this.count.textContent.replace(/\.$/, "")}. Chosen: ${choices.map((each) => each.text).join("; ")}. Sorted by: ${order?.label}.`
        : "";
      this.sayChips(choices);
      this.widen();
      const isNone = !shown && this.isWhole() && (this.isAsked() || !this.letters.length);
      this.none.hidden = !isNone;
      if (isNone) {
        this.sayNone(choices);
      }
      [this.take, ...this.takes.map((each) => each.button)].forEach((button) => { button.disabled = !shown; });
      this.sorter.value = this.sort;
      this.sayFacets();
    }

    /* The chips are made again; one that had the focus gives it to what stands in its place. */
    sayChips(choices) {
      const place = [...this.chips.children].findIndex((each) => each.contains(document.activeElement));
      this.chips.replaceChildren(...choices.map((each) => this.chip(each)));
      if (choices.length > 1) {
        this.chips.append(make("li", {}, make("button", { type: "button", class: "finder__clear", onclick: () => this.clear() }, "Clear all")));
      }
      this.chips.hidden = !choices.length;
      if (place >= 0) {
        const next = this.chips.children[Math.min(place, choices.length - 1)];
        (next?.firstChild ?? this.search).focus();
      }
    }

    sayFacets() {
      const chosen = this.facets.reduce((sum, facet) => sum + facet.chosen.size, 0);
      this.summary.textContent = chosen ? `Narrow the list (${chosen} chosen)` : "Narrow the list";
      for (const facet of this.facets) {
        if (facet.form === "since") {
          facet.select.value = [...facet.chosen][0] ?? "";
          for (const option of facet.options.values()) {
            option.element.textContent = this.isWhole() ? `${option.text} (${thousands(option.count)})` : option.text;
            option.element.disabled = this.isWhole() && !option.count && !facet.chosen.has(option.value);
          }
        } else {
          facet.summary.replaceChildren(facet.label, ...(facet.chosen.size ? [make("span", { class: "finder__chosen" }, ` ${facet.chosen.size} chosen`)] : []));
          this.fill(facet);
        }
      }
    }

    chip({ text, off }) {
      const act = () => {
        off();
        this.choose();
      };
      return make(
        "li", {}, make("button", { type: "button", onclick: act }, make("span", { class: "unseen" }, "Take off "), text, make("span", { "aria-hidden": "true" }, " ×")),
      );
    }

    sayNone(choices) {
      const ways = choices.filter((each) => each.only).map(({ text, off, only }) =>
        make("li", {}, make("button", { type: "button", onclick: () => { off(); this.choose(); this.search.focus(); } }, `Take off ${text}`), ` to see ${thousands(only)}`),
      );
      const wider = this.wider.filter(({ link }) => !link.closest("nav")).map(({ link }) => make("li", {}, link.cloneNode(true)));
      this.none.replaceChildren(
        make("p", {}, "Nothing in the list fits all of this."),
        make("ul", {}, ...wider, ...ways, make("li", {}, make("button", { type: "button", onclick: () => this.clear() }, "Clear all"), ` to see all ${thousands(this.all)}`)),
      );
    }

    clear() {
      this.search.value = "";
      this.facets.forEach((facet) => facet.chosen.clear());
      this.choose();
      this.search.focus();
    }

    /* 3. The address of the page, and links that narrow the list */

    read(parameters) {
      this.search.value = parameters.get(WORDS) ?? "";
      const sort = parameters.get("sort");
      this.sort = this.sorts.some((each) => each.sort === sort) ? sort : this.sorts[0]?.sort ?? "";
      for (const facet of this.facets) {
        const known = parameters.getAll(facet.key).filter((value) => facet.options.has(value));
        facet.chosen = new Set(facet.form === "since" ? known.slice(0, 1) : known);
      }
    }

    /* After Back and Forward, and after a jump to a place on the page, which changes nothing. */
    restore() {
      const before = [this.parameters(""), this.most].join();
      this.isTyping = false;
      if (this.isLeaving) {
        this.isLeaving = false;
        return;
      }
      this.read(new URLSearchParams(location.search));
      const most = history.state?.most ?? MOST;
      if ([this.parameters(""), most].join() !== before) {
        this.show(most);
      }
    }

    /* What is chosen as it stands in an address, beside the parameters of others. */
    parameters(search) {
      const parameters = new URLSearchParams(search);
      const put = (key, values) => {
        parameters.delete(key);
        values.filter(Boolean).forEach((value) => parameters.append(key, value));
      };
      put(WORDS, [tidy(this.search.value)]);
      this.facets.forEach((facet) => put(facet.key, [...facet.chosen]));
      put("sort", [this.sort === this.sorts[0]?.sort ? "" : this.sort]);
      return parameters;
    }

    keep(how) {
      const address = new URL(location.href);
      address.search = this.parameters(address.search);
      const isNew = this.root.isConnected && address.href !== location.href;
      if (isNew && how === "replaceState" && address.href === this.before) {
        this.isLeaving = true; /* words that were taken away again leave no step behind */
        history.back();
      } else if (isNew) {
        this.before = how === "pushState" ? location.href : this.before;
        history[how]({ ...history.state, most: this.most }, "", address);
      }
      return isNew;
    }

    keepWords() {
      this.isTyping = this.keep(this.isTyping ? "replaceState" : "pushState") || this.isTyping;
    }

    /* Links to a wider list take along what is chosen. */
    widen() {
      for (const { link, href } of this.wider) {
        const search = this.parameters("").toString();
        link.setAttribute("href", search ? `${href}?${search}` : href);
      }
    }

    follow(event) {
      const link = event.target.closest?.("a[data-filter]");
      if (!link || !this.root.isConnected || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
        return;
      }
      event.preventDefault();
      this.read(new URLSearchParams(link.dataset.filter));
      this.choose();
      this.form.scrollIntoView();
      (this.chips.querySelector("button") ?? this.search).focus({ preventScroll: true });
    }

    /* 4. The download: made here, so that it works without a network and from a disk */

    value(row, column) {
      const own = row.getAttribute(`data-cell-${column}`);
      const shown = row.querySelector(`[data-cell="${column}"]`);
      return own ?? (shown ? tidy(shown.textContent) : row.getAttribute(`data-${column}`)) ?? "";
    }

    download() {
      const columns = this.root.dataset.columns.split(/\s+/);
      const rows = this.order.filter((row) => row.shown).map((row) => columns.map((column) => this.value(row.element, column)));
      const text = `\ufeff${[columns, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
      this.save(text, "text/csv;charset=utf-8", this.root.dataset.file);
    }

    save(text, type, name) {
      const address = URL.createObjectURL(new Blob([text], { type }));
      const link = make("a", { href: address, download: name, hidden: true });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(address), 60000);
    }

    /* Asks for a script once. A script also comes from a disk, where a page may read no other file. */
    parts(src) {
      if (!this.scripts.has(src)) {
        this.scripts.set(src, new Promise((done, failed) => {
          const take = () => {
            const found = window.listingParts;
            delete window.listingParts;
            return found ? done(found) : failed();
          };
          document.head.append(make("script", { src, onload: take, onerror: failed }));
        }));
      }
      return this.scripts.get(src);
    }

    async downloadParts({ take, file }) {
      const shown = this.rows.filter((row) => row.shown);
      const from = this.letters.length ? new Set(shown.map((row) => row.letter.parts)) : [this.root.dataset.parts];
      this.fault.textContent = "";
      try {
        const scripts = [];
        for (const src of from) {
          scripts.push((await this.parts(src))[take]);
        }
        const { before = "", between = "", after = "" } = scripts[0];
        const parts = new Map(scripts.flatMap((each) => each.parts).map(([key, ...part]) => [key, part]));
        const wanted = new Set(shown.map((row) => row.element.dataset.part));
        wanted.forEach((key) => parts.get(key)?.[1] && wanted.add(parts.get(key)[1]));
        const keys = [...parts.keys()].filter((key) => wanted.has(key));
        const texts = parentsLast(keys, (key) => parts.get(key)?.[1]).map((key) => parts.get(key)[0]);
        this.save(`${before}${texts.join(between)}${after}`, "text/plain;charset=utf-8", file);
      } catch {
        this.scripts.clear();
        this.fault.textContent = "The works could not be fetched. Try again when you are connected.";
      }
    }

    /* 5. Letters that are fetched. Here belongs the search of lists too long to be fetched whole: what `fetchLetters` asks
       for would be an index, and what `list` shows the rows that it names. */

    isWhole() {
      return this.letters.every((each) => each.found);
    }

    isWaiting() {
      return this.letters.some((each) => each.asked && !each.found && !each.failed);
    }

    isAsked() {
      return this.choices().length > 0 || this.sort !== this.sorts[0]?.sort;
    }

    fetchLetters(isWanted, isAgain = false) {
      for (const letter of isWanted ? this.letters.filter((each) => (isAgain ? each.failed : !each.asked)) : []) {
        letter.asked = true;
        letter.failed = false;
        document.head.append(make("script", { src: letter.source, onload: () => this.arrived(letter), onerror: () => this.arrived(letter) }));
      }
    }

    arrived(letter) {
      const html = window.listingRows?.[letter.letter];
      letter.failed = html === undefined;
      if (!letter.failed) {
        delete window.listingRows[letter.letter];
        const holder = make("template");
        holder.innerHTML = html;
        letter.found = [...holder.content.querySelectorAll("[data-row]")].map((element) => ({ ...this.readRow(element), shown: false, letter }));
        this.rows = this.letters.flatMap((each) => each.found ?? []);
        letter.found.forEach((row) => this.textOf(row));
        this.sorted = null;
      }
      this.offerAgain();
      this.frame ??= requestAnimationFrame(() => {
        this.frame = undefined;
        this.refresh();
        this.settle();
      });
    }

    /* The button stays while what it asked for is on its way, and gives the focus on when it goes. */
    offerAgain() {
      const hasFailed = this.letters.some((each) => each.failed);
      if (!hasFailed && !this.isWaiting()) {
        if (document.activeElement === this.again) {
          this.search.focus();
        }
        this.again.hidden = true;
      } else if (hasFailed) {
        this.again.hidden = false;
      }
    }

    list() {
      const isAsked = this.isAsked();
      const found = this.found();
      keepingFocus(() => this.parent.replaceChildren(...found.slice(0, this.most)));
      this.parent.hidden = this.skip.hidden = !found.length;
      this.root.querySelectorAll("[data-whole]").forEach((each) => { each.hidden = isAsked; });
      this.taker.hidden = !isAsked;
      const left = found.length - this.most;
      this.more.hidden = left <= 0;
      this.more.textContent = `Show ${left > MOST ? `${MOST} more of the ${thousands(left)} that follow` : `the last ${left}`}`;
      if (found.length) {
        /* Zotero and its like look at the works of a page again. */
        document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
      }
    }

    showMore() {
      const next = this.most;
      this.most += MOST;
      history.replaceState({ ...history.state, most: this.most }, "");
      this.list();
      this.parent.children[next]?.querySelector("a")?.focus();
    }
  }

  const start = () => {
    const root = document.querySelector("[data-listing]:not([data-ready])");
    if (root?.querySelector("[data-row]") || root?.querySelector("[data-letter]")) {
      root.dataset.ready = "";
      new Listing(root);
    }
  };
  start();
  window.document$?.subscribe(start); /* Material tells of pages that it fetched by itself */
})();
