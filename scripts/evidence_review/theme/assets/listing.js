/* Turns a whole list in the page into one that can be searched, narrowed, sorted, sent on and taken away. Without this
   script the list reads, prints and searches as it is, and no control is shown that would do nothing.

   What a page gives (one listing a page; every value is text):

   <section data-listing="recommendation"      what one row is called
            data-plural="recommendations"      what several are called
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

   An <a data-filter="delivery=planned&amp;cluster=c2" href="…"> anywhere on the page narrows the list; its href leads to
   a page that says the same without a script. The address of the page holds what is chosen, in the same form. */
(() => {
  const WORDS = "find"; /* the words in the address; `q` is the search of the whole site */
  const FEW = 15; /* options of a facet that need no search of their own */
  const SHOWN = 60; /* options of a facet shown at once */
  const PAUSE = 120; /* ms without a key before a long list is narrowed */
  const HEARD = 600; /* ms before the count is read out and the address changed */
  const LONG = 300; /* rows of a long list */

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
      .replace(/[‘’ʼ]/g, "'")
      .replace(/[\s\-‐-―/]+/g, " ");

  const wordsOf = (text) => folded(text).split(" ").filter(Boolean);

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

  class Listing {
    constructor(root) {
      this.root = root;
      this.elements = [...root.querySelectorAll("[data-row]")];
      this.groups = [...root.querySelectorAll("[data-group]")];
      this.jumps = [...document.querySelectorAll('[data-jumps] a[href^="#"]')].map((link) => ({
        link, href: link.getAttribute("href"), group: document.getElementById(link.hash.slice(1))?.closest("[data-group]"),
      }));
      this.parent = root.querySelector("[data-rows]") ?? this.elements[0].parentNode;
      this.facets = [...root.querySelectorAll("template[data-facet]")].map((each) => this.readFacet(each));
      this.sorts = [...root.querySelectorAll("template[data-sort]")].map((each) => ({ ...each.dataset }));
      this.takes = [...root.querySelectorAll("template[data-take]")].map((each) => ({ ...each.dataset }));
      this.rows = this.elements.map((element) => this.readRow(element));
      this.order = this.rows;
      this.query = "";
      this.sort = this.sorts[0]?.sort ?? "";
      this.sorted = "";
      this.build();
      this.soon = later(this.rows.length > LONG ? PAUSE : 0, () => this.show());
      this.settle = later(HEARD, () => {
        this.status.textContent = this.count.textContent;
        this.keep("replaceState");
      });
      this.restore();
      this.status.textContent = this.count.textContent;
      addEventListener("popstate", () => root.isConnected && this.restore());
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
      const id = `find-${this.root.dataset.listing}`;
      this.search = make("input", {
        type: "search", id, class: "finder__search", autocomplete: "off", spellcheck: "false",
        oninput: () => this.soon(),
      });
      this.sorter = make(
        "select", { id: `${id}-sort`, onchange: () => { this.sort = this.sorter.value; this.show(); } },
        ...this.sorts.map((each) => make("option", { value: each.sort }, each.label)),
      );
      const line = make(
        "div", { class: "finder__line" },
        make("p", { class: "finder__field finder__field--wide" }, make("label", { for: id }, "Search this list"), this.search),
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
      const foot = make("div", { class: "finder__foot" }, this.count, this.status, ...(this.root.dataset.file ? [this.take] : []), ...this.takeButtons());
      this.form = make(
        "form", { class: "finder", role: "search", "aria-label": `Find a ${this.root.dataset.listing}`, onsubmit: (event) => event.preventDefault() },
        line, ...(facets.length ? [this.drawer] : []), this.chips, foot,
      );
      this.root.prepend(this.form, this.printed);
      this.root.append(this.none);
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
      return [make("p", { class: "finder__takes" }, make("span", { "aria-hidden": "true" }, "Download these as "), ...this.takes.map((each) => each.button))];
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
        "details", { class: "finder__facet", ontoggle: () => this.fill(facet) },
        facet.summary, make("fieldset", {}, make("legend", { class: "unseen" }, facet.label), ...inside),
      );
      return facet.details;
    }

    sinceField(facet, id) {
      facet.select = make(
        "select", { id: `${id}-${facet.key}`, onchange: () => {
          facet.chosen = new Set(facet.select.value ? [facet.select.value] : []);
          this.show();
        } },
        make("option", { value: "" }, "any time"),
      );
      for (const option of facet.options.values()) {
        option.element = make("option", { value: option.value });
        facet.select.append(option.element);
      }
      return make("p", { class: "finder__field finder__since" }, make("label", { for: facet.select.id }, facet.label), facet.select);
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
      const live = fits.filter((each) => facet.options.size <= FEW || each.count || facet.chosen.has(each.value));
      const items = live.slice(0, SHOWN).map((option) => this.optionItem(facet, option));
      const before = [...facet.list.children];
      if (items.length !== before.length || items.some((item, index) => item !== before[index])) {
        const focused = document.activeElement;
        facet.list.replaceChildren(...items);
        if (facet.list.contains(focused)) {
          focused.focus();
        }
      }
      facet.rest.hidden = live.length > 0 && live.length <= SHOWN;
      facet.rest.textContent = live.length ? `${live.length - SHOWN} more: type a part of the name.` : "Nothing here fits.";
    }

    optionItem(facet, option) {
      if (!option.item) {
        option.box = make("input", { type: "checkbox", name: facet.key, value: option.value, onchange: () => {
          facet.chosen[option.box.checked ? "add" : "delete"](option.value);
          this.show();
        } });
        option.number = make("span", { class: "finder__number" });
        option.item = make("li", {}, make("label", {}, option.box, make("span", {}, option.text), option.number));
      }
      option.box.checked = facet.chosen.has(option.value);
      option.box.disabled = !option.count && !option.box.checked;
      option.number.textContent = option.count;
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

    show() {
      this.query = this.search.value;
      this.weigh();
      this.arrange();
      this.turn(this.rows.filter((row) => row.shown !== row.now));
      this.say();
      this.settle();
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
    }

    /* Puts the rows into their order: into one list, or back into the groups that they came from. */
    place() {
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

    say() {
      const { listing, plural, asAt } = this.root.dataset;
      const shown = this.rows.filter((row) => row.shown).length;
      const noun = this.rows.length === 1 ? listing : plural;
      const day = asAt ? `, as at ${asAt}` : "";
      const choices = this.choices();
      this.count.textContent = `${choices.length ? `${shown} of ${this.rows.length}` : this.rows.length} ${noun}${day}`;
      const order = this.sorts.find((each) => each.sort === this.sort);
      this.printed.textContent = choices.length
        ? `Shown here: ${this.count.textContent}. Chosen: ${choices.map((each) => each.text).join("; ")}. Sorted by: ${order?.label}.`
        : "";
      this.chips.replaceChildren(...choices.map((each) => this.chip(each)));
      if (choices.length > 1) {
        this.chips.append(make("li", {}, make("button", { type: "button", class: "finder__clear", onclick: () => this.clear() }, "Clear all")));
      }
      this.chips.hidden = !choices.length;
      this.none.hidden = shown > 0;
      if (!shown) {
        this.sayNone(choices);
      }
      [this.take, ...this.takes.map((each) => each.button)].forEach((button) => { button.disabled = !shown; });
      this.sorter.value = this.sort;
      this.sayFacets();
    }

    sayFacets() {
      const chosen = this.facets.reduce((sum, facet) => sum + facet.chosen.size, 0);
      this.summary.textContent = chosen ? `Narrow the list (${chosen} chosen)` : "Narrow the list";
      for (const facet of this.facets) {
        if (facet.form === "since") {
          facet.select.value = [...facet.chosen][0] ?? "";
          for (const option of facet.options.values()) {
            option.element.textContent = `${option.text} (${option.count})`;
            option.element.disabled = !option.count && !facet.chosen.has(option.value);
          }
        } else {
          facet.summary.replaceChildren(facet.label, ...(facet.chosen.size ? [make("span", { class: "finder__chosen" }, ` ${facet.chosen.size} chosen`)] : []));
          this.fill(facet);
        }
      }
    }

    chip({ text, off }) {
      const act = (event) => {
        const place = [...this.chips.children].indexOf(event.currentTarget.parentNode);
        off();
        this.show();
        const next = this.chips.children[Math.min(place, this.chips.children.length - 1)];
        (next?.firstChild ?? this.search).focus();
      };
      return make(
        "li", {}, make("button", { type: "button", onclick: act }, make("span", { class: "unseen" }, "Take off "), text, make("span", { "aria-hidden": "true" }, " ×")),
      );
    }

    sayNone(choices) {
      const ways = choices.filter((each) => each.only).map(({ text, off, only }) =>
        make("li", {}, make("button", { type: "button", onclick: () => { off(); this.show(); this.search.focus(); } }, `Take off ${text}`), ` to see ${only}`),
      );
      this.none.replaceChildren(
        make("p", {}, "Nothing in the list fits all of this."),
        make("ul", {}, ...ways, make("li", {}, make("button", { type: "button", onclick: () => this.clear() }, "Clear all"), ` to see all ${this.rows.length}`)),
      );
    }

    clear() {
      this.search.value = "";
      this.facets.forEach((facet) => facet.chosen.clear());
      this.show();
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

    restore() {
      this.read(new URLSearchParams(location.search));
      this.show();
    }

    keep(how) {
      if (!this.root.isConnected) {
        return;
      }
      const address = new URL(location.href);
      const put = (key, values) => {
        address.searchParams.delete(key);
        values.filter(Boolean).forEach((value) => address.searchParams.append(key, value));
      };
      put(WORDS, [tidy(this.query)]);
      this.facets.forEach((facet) => put(facet.key, [...facet.chosen]));
      put("sort", [this.sort === this.sorts[0]?.sort ? "" : this.sort]);
      if (address.href !== location.href) {
        history[how](history.state, "", address);
      }
    }

    follow(event) {
      const link = event.target.closest?.("a[data-filter]");
      if (!link || !this.root.isConnected || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
        return;
      }
      event.preventDefault();
      this.read(new URLSearchParams(link.dataset.filter));
      this.show();
      this.keep("pushState");
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

    /* Asks for the script once. A script also comes from a disk, where a page may read no other file. */
    parts() {
      this.asked ??= new Promise((done, failed) => {
        const take = () => {
          const found = window.listingParts;
          delete window.listingParts;
          return found ? done(found) : failed();
        };
        document.head.append(make("script", { src: this.root.dataset.parts, onload: take, onerror: failed }));
      });
      return this.asked;
    }

    async downloadParts({ take, file }) {
      const chosen = this.rows.filter((row) => row.shown).map((row) => row.element.dataset.part);
      try {
        const { before = "", between = "", after = "", parts } = (await this.parts())[take];
        const needs = new Map(parts.map(([key, , need]) => [key, need]));
        const wanted = new Set(chosen);
        wanted.forEach((key) => needs.get(key) && wanted.add(needs.get(key)));
        const texts = parts.filter(([key]) => wanted.has(key)).map(([, text]) => text);
        this.save(`${before}${texts.join(between)}${after}`, "text/plain;charset=utf-8", file);
      } catch {
        this.asked = undefined;
        this.status.textContent = this.count.textContent = "The works could not be fetched. Try again when you are connected.";
      }
    }
  }

  const start = () => {
    const root = document.querySelector("[data-listing]:not([data-ready])");
    if (root?.querySelector("[data-row]")) {
      root.dataset.ready = "";
      new Listing(root);
    }
  };
  start();
  window.document$?.subscribe(start); /* Material tells of pages that it fetched by itself */
})();
