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

     <template data-facet=…>                           what it can be narrowed by: `listing-facets.js` says how

     <template data-sort="event" data-label="Latest event" data-order="descending"></template>
     The first is the order of the page. Rows without a value come last either way. `data-of` names the key of another
     sort where an order is that one turned round.

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

   What a row shows is searched; where something in it has data-words, that alone is. Rows that are taken away in other
   forms need `listing-parts.js` on the page, and a list that is too long for one page `listing-letters.js`; each says
   what the page gives it. An <a data-wider="Search all letters" href="…"> on the page of a letter leads to the page of all,
   and takes along what is chosen; its words in the attribute are those for a list in which nothing was found.

   An <a data-filter="delivery=planned&amp;cluster=c2" href="…"> anywhere on the page narrows the list; its href leads to
   a page that says the same without a script. The address of the page holds what is chosen, in the same form: each choice
   is a step that Back takes off, and words are one step however many keys they took. */
(() => {
  const WORDS = "find"; /* the words in the address; `q` is the search of the whole site */
  const PAUSE = 120; /* ms without a key before a long list is narrowed */
  const HEARD = 600; /* ms before the count is read out and words stand in the address */
  const LONG = 300; /* rows of a long list */
  const { make, folded, wordsOf, keepingFocus, later, tidy, thousands, save, Facet, Parts, Letters } =
    window.evidenceListing;

  /* A cell of a CSV file (RFC 4180). What a spreadsheet would run gets an apostrophe in front. */
  const cell = (text) => {
    const safe = /^[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n']/.test(text) ? `'${text}` : text;
    return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };

  class Listing {
    constructor(root) {
      this.root = root;
      this.elements = [...root.querySelectorAll("[data-row]")];
      this.groups = [...root.querySelectorAll("[data-group]")];
      this.jumps = [...document.querySelectorAll('[data-jumps] a[href^="#"]')].map((link) => ({
        link,
        href: link.getAttribute("href"),
        group: document.getElementById(link.hash.slice(1))?.closest("[data-group]"),
      }));
      this.letters = root.querySelector("template[data-letter]") && new Letters(root, {
        read: (element) => {
          const row = this.readRow(element);
          this.textOf(row);
          return row;
        },
        changed: () => this.take(this.letters.rows),
      });
      this.wider = [...document.querySelectorAll("a[data-wider]")].map((link) => ({
        link,
        href: link.getAttribute("href"),
      }));
      this.parent = root.querySelector("[data-rows], [data-found]") ?? this.elements[0].parentNode;
      this.facets = [...root.querySelectorAll("template[data-facet]")].map((each) =>
        new Facet(each, {
          id: `find-${root.dataset.listing}`,
          change: () => this.choose(),
          open: () => this.letters?.fetch(),
          isWhole: () => this.isWhole(),
        })
      );
      this.sorts = [...root.querySelectorAll("template[data-sort]")].map((each) => ({ ...each.dataset }));
      this.parts = root.querySelector("template[data-take]") &&
        new Parts(root, () => this.order.filter((row) => row.shown), () => this.all);
      this.rows = this.elements.map((element) => this.readRow(element));
      this.all = Number(root.dataset.all ?? this.rows.length);
      this.order = this.rows;
      this.words = [];
      this.sort = this.sorts[0]?.sort ?? "";
      this.sorted = "";
      this.build();
      this.soon = later(this.all > LONG ? PAUSE : 0, () => this.show());
      this.settle = later(HEARD, () => this.announce());
      this.typed = later(HEARD, () => this.keepWords());
      this.read(new URLSearchParams(location.search));
      this.letters?.startAt(history.state?.most);
      this.refresh();
      this.announce();
      addEventListener("popstate", () => root.isConnected && this.restore());
      addEventListener("beforeprint", () => root.isConnected && this.letters?.print(true));
      addEventListener("afterprint", () => root.isConnected && this.letters?.print(false));
      document.addEventListener("click", (event) => this.follow(event));
    }

    readRow(element) {
      const values = this.facets.map((facet) => facet.values(element));
      return { element, home: element.parentNode, values, text: null, shown: true };
    }

    /* Other rows have come. */
    take(rows) {
      this.rows = rows;
      this.sorted = null;
      this.refresh();
      this.settle();
    }

    textOf(row) {
      const { element } = row;
      row.text ??= folded(
        `${(element.querySelector("[data-words]") ?? element).textContent} ${element.dataset.find ?? ""}`,
      );
      return row.text;
    }

    /* 1. The controls */

    build() {
      const { listing, plural, by } = this.root.dataset;
      const id = `find-${listing}`;
      this.parent.id ||= `${id}-rows`;
      this.parent.tabIndex = -1;
      this.skip = make("a", {
        class: "finder__skip",
        href: `#${this.parent.id}`,
        onclick: (event) => {
          event.preventDefault();
          this.parent.focus();
        },
      }, `Skip to the ${plural}`);
      this.search = make("input", {
        type: "search",
        id,
        class: "finder__search",
        autocomplete: "off",
        spellcheck: "false",
        oninput: () => {
          this.soon();
          this.typed();
        },
        onchange: () =>
          this
            .keepWords(), /* shows nothing anew: that would take what is being clicked from under the pointer */
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
        "select",
        {
          id: `${id}-sort`,
          onchange: () => {
            this.sort = this.sorter.value;
            this.choose();
          },
        },
        ...this.sorts.map((each) => make("option", { value: each.sort }, each.label)),
      );
      const line = make(
        "div",
        { class: "finder__line" },
        make(
          "p",
          { class: "finder__field finder__field--wide" },
          make("label", { for: id }, "Search this list", by ? ` by ${by}` : ""),
          this.search,
        ),
        make("p", { class: "finder__field" }, make("label", { for: this.sorter.id }, "Sort by"), this.sorter),
      );
      this.summary = make("summary", { class: "finder__more" });
      this.drawer = make(
        "details",
        { class: "finder__drawer" },
        this.summary,
        make("div", { class: "finder__facets" }, ...this.facets.map((facet) => facet.element)),
      );
      this.chips = make("ul", { class: "finder__chips", "aria-label": "What is chosen" });
      this.count = make("p", { class: "finder__count", "aria-hidden": "true" });
      this.status = make("p", { class: "unseen", role: "status" });
      this.csv = make(
        "button",
        { type: "button", class: "finder__take", onclick: () => this.download() },
        "Download these as CSV",
      );
      this.none = make("div", { class: "finder__none", hidden: true });
      this.printed = make("p", { class: "finder__printed" });
      const given = [
        this.letters?.again,
        this.status,
        this.root.dataset.file && this.csv,
        this.parts?.element,
      ];
      const foot = make("div", { class: "finder__foot" }, this.count, ...given.filter(Boolean));
      this.form = make(
        "form",
        {
          class: "finder",
          role: "search",
          "aria-label": `Find a ${listing}`,
          onsubmit: (event) => event.preventDefault(),
        },
        this.skip,
        line,
        ...(this.facets.length ? [this.drawer] : []),
        this.chips,
        foot,
      );
      this.root.prepend(this.form, this.printed);
      this.root.append(...(this.letters ? [this.letters.more] : []), this.none);
      this.wide = matchMedia("(min-width: 45em)");
      const fit = () => {
        this.drawer.open = this.wide.matches;
      };
      this.wide.addEventListener("change", fit);
      fit();
      Facet.closeOthers(this.facets, this.form, this.wide);
    }

    /* 2. What is chosen, and what follows from it */

    /* Each row that fails one facet alone counts for the options of that facet: that is what choosing them would give. */
    weigh() {
      this.onlyWords = 0;
      this.facets.forEach((facet) => facet.reset());
      for (const row of this.rows) {
        const text = this.words.length ? this.textOf(row) : "";
        const said = this.words.every((word) => text.includes(word));
        const failed = this.facets.filter((facet, index) => !facet.matches(row.values[index]));
        row.now = said && !failed.length;
        if (!said) {
          this.onlyWords += failed.length ? 0 : 1;
        } else if (failed.length <= 1) {
          this.facets.forEach((facet, index) => {
            if (!failed.length || failed[0] === facet) {
              facet.tally(row.values[index]);
              facet.only += failed.length;
            }
          });
        }
      }
    }

    /* What somebody chose is a step that Back takes off. */
    choose() {
      this.show();
      this.keep("pushState");
      this.isTyping = false;
    }

    show(most) {
      this.letters?.startAt(most);
      this.refresh();
      this.settle();
    }

    refresh() {
      this.words = wordsOf(this.search.value);
      const isAsked = this.isAsked();
      if (isAsked) {
        this.letters?.fetch();
      }
      this.weigh();
      keepingFocus(() => {
        this.arrange();
        if (this.letters) {
          this.rows.forEach((row) => {
            row.shown = isAsked && row.now;
          });
          this.letters.show(this.order.filter((row) => row.shown), isAsked);
        } else {
          this.turn(this.rows.filter((row) => row.shown !== row.now));
        }
      });
      this.say();
    }

    /* Whether every row is here */
    isWhole() {
      return !this.letters || this.letters.isWhole;
    }

    /* Whether anything is chosen, if only an order */
    isAsked() {
      return this.choices().length > 0 || this.sort !== this.sorts[0]?.sort;
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
      const shown = new Set(
        this.flat?.isConnected ? [] : this.rows.filter((row) => row.shown).map((row) => row.home),
      );
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
      if (this.letters) {
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
      const by = `data-sort-${chosen?.of ?? this.sort}`;
      const keyed = this.rows.map((row) => [row.element.getAttribute(by) ?? "", row]);
      if (chosen !== this.sorts[0]) {
        keyed.sort((
          [one],
          [other],
        ) => (one && other ? turn * compare(one, other) : Number(!one) - Number(!other)));
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

    /* Signs without a letter or a number are no words: they hide nothing, and are said and kept nowhere. */
    choices() {
      const found = [];
      if (this.words.length) {
        const off = () => {
          this.search.value = "";
        };
        found.push({ text: `“${tidy(this.search.value)}”`, off, only: this.onlyWords });
      }
      for (const facet of this.facets) {
        for (const value of facet.chosen) {
          const text = `${facet.label}: ${facet.options.get(value).text}`;
          found.push({
            text,
            off: () => facet.chosen.delete(value),
            only: facet.chosen.size === 1 ? facet.only : 0,
          });
        }
      }
      return found;
    }

    /* The count is of what was searched, and where that is not all, it says so. */
    countWords(choices) {
      const { listing, plural, asAt, scope } = this.root.dataset;
      const shown = this.rows.filter((row) => row.shown).length;
      const noun = `${this.all === 1 ? listing : plural}${scope ? ` ${scope}` : ""}${
        asAt ? `, as at ${asAt}` : ""
      }`;
      const all = thousands(this.all);
      if (!this.letters || !this.isAsked() || (!choices.length && this.isWhole())) {
        return `${choices.length ? `${thousands(shown)} of ${all}` : all} ${noun}`;
      }
      return this.letters.said(shown, `${all} ${noun}`);
    }

    /* What is read out: the count, once what it counts is known, and only when it is another. */
    announce() {
      if (!this.letters?.isWaiting && this.status.textContent !== this.count.textContent) {
        this.status.textContent = this.count.textContent;
      }
    }

    say() {
      const shown = this.rows.filter((row) => row.shown).length;
      const choices = this.choices();
      this.count.textContent = this.countWords(choices);
      const order = this.sorts.find((each) => each.sort === this.sort);
      this.printed.textContent = choices.length
        ? `Shown here: ${this.count.textContent.replace(/\.$/, "")}. Chosen: ${
          choices.map((each) => each.text).join("; ")
        }. Sorted by: ${order?.label}.`
        : "";
      this.sayChips(choices);
      this.widen();
      const isNone = !shown && this.isWhole() && (this.isAsked() || !this.letters);
      this.none.hidden = !isNone;
      if (isNone) {
        this.sayNone(choices);
      }
      this.csv.disabled = !shown;
      this.parts?.enable(shown > 0);
      if (this.letters) {
        this.parts.element.hidden = !this.isAsked();
        this.skip.hidden = !shown;
      }
      this.sorter.value = this.sort;
      this.sayFacets();
    }

    /* The chips are made again; one that had the focus gives it to what stands in its place. */
    sayChips(choices) {
      const place = [...this.chips.children].findIndex((each) => each.contains(document.activeElement));
      this.chips.replaceChildren(...choices.map((each) => this.chip(each)));
      if (choices.length > 1) {
        this.chips.append(
          make(
            "li",
            {},
            make(
              "button",
              { type: "button", class: "finder__clear", onclick: () => this.clear() },
              "Clear all",
            ),
          ),
        );
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
      this.facets.forEach((facet) => facet.say());
    }

    chip({ text, off }) {
      const act = () => {
        off();
        this.choose();
      };
      return make(
        "li",
        {},
        make(
          "button",
          { type: "button", onclick: act },
          make("span", { class: "unseen" }, "Remove "),
          text,
          make("span", { "aria-hidden": "true" }, " ×"),
        ),
      );
    }

    sayNone(choices) {
      const ways = choices.filter((each) => each.only).map(({ text, off, only }) =>
        make(
          "li",
          {},
          make("button", {
            type: "button",
            onclick: () => {
              off();
              this.choose();
              this.search.focus();
            },
          }, `Remove ${text}`),
          ` to see ${thousands(only)}`,
        )
      );
      const wider = this.wider.filter(({ link }) => !link.closest("nav")).map(({ link }) => {
        const copy = link.cloneNode(true);
        copy.textContent = link.dataset.wider || copy.textContent;
        return make("li", {}, copy);
      });
      const every = make(
        "li",
        {},
        make("button", { type: "button", onclick: () => this.clear() }, "Clear all"),
        ` to see all ${thousands(this.all)}`,
      );
      this.none.replaceChildren(
        make("p", {}, `Nothing in the list fits ${choices.length > 1 ? "all of this" : "this"}.`),
        make("ul", {}, ...wider, ...ways, ...(choices.length > 1 ? [every] : [])),
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
        facet.choose(parameters.getAll(facet.key));
      }
    }

    /* After Back and Forward, and after a jump to a place on the page, which changes nothing. */
    restore() {
      const before = [this.parameters(""), this.letters?.most].join();
      this.isTyping = false;
      if (this.isLeaving) {
        this.isLeaving = false;
        return;
      }
      this.read(new URLSearchParams(location.search));
      const most = history.state?.most;
      this.letters?.startAt(most);
      if ([this.parameters(""), this.letters?.most].join() !== before) {
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
      put(WORDS, [wordsOf(this.search.value).length ? tidy(this.search.value) : ""]);
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
        history[how]({ ...history.state, most: this.letters?.most }, "", address);
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
      if (
        !link || !this.root.isConnected || event.button || event.metaKey || event.ctrlKey || event.shiftKey ||
        event.altKey
      ) {
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
      const rows = this.order.filter((row) => row.shown).map((row) =>
        columns.map((column) => this.value(row.element, column))
      );
      const text = `\ufeff${[columns, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
      save(text, "text/csv;charset=utf-8", this.root.dataset.file);
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
