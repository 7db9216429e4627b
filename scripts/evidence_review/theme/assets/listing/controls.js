/* The controls of a list: the form above it, and the texts about what is shown. */
(() => {
  const { make, formatNumber, writeAddress, Facet } = window.evidenceListing;

  class Controls {
    /**
     * @param {HTMLElement} root
     * @param {State} state
     * @param {ControlsOptions} options `narrow` is called on each key, `search` when the words are final,
     *   `choose` when something was chosen and `download` for the CSV file; `total` is the number of rows.
     */
    constructor(root, state, { parent, letters, parts, total, narrow, search, choose, download }) {
      this.root = root;
      this.state = state;
      this.letters = letters;
      this.parts = parts;
      this.total = total;
      this.choose = choose;
      this.id = `find-${root.dataset.listing}`;
      this.wider = [...document.querySelectorAll("a[data-wider]")].map((each) => ({
        link: /** @type {HTMLAnchorElement} */ (each),
        href: each.getAttribute("href") ?? "",
      }));
      this.skip = this.makeSkip(parent);
      this.search = this.makeSearch(narrow, search);
      this.sorter = make(
        "select",
        {
          id: `${this.id}-sort`,
          onchange: () => {
            this.state.sort = this.sorter.value;
            this.choose();
          },
        },
        ...state.sorts.map((each) => make("option", { value: each.sort }, each.label)),
      );
      this.summary = make("summary", { class: "finder__more" });
      this.drawer = make(
        "details",
        { class: "finder__drawer" },
        this.summary,
        make("div", { class: "finder__facets" }, ...state.facets.map((facet) => facet.element)),
      );
      this.chips = make("ul", { class: "finder__chips", "aria-label": "What is chosen" });
      this.count = make("p", { class: "finder__count", "aria-hidden": "true" });
      this.status = make("p", { class: "unseen", role: "status" });
      this.csv = make(
        "button",
        { type: "button", class: "finder__take", onclick: download },
        "Download these as CSV",
      );
      this.none = make("div", { class: "finder__none", hidden: true });
      this.printed = make("p", { class: "finder__printed" });
      this.form = this.makeForm();
      root.prepend(this.form, this.printed);
      root.append(...(letters ? [letters.more] : []), this.none);
      this.fitScreen();
    }

    /** @param {HTMLElement} parent */
    makeSkip(parent) {
      parent.id ||= `${this.id}-rows`;
      parent.tabIndex = -1;
      /** @param {Event} event */
      const skip = (event) => {
        event.preventDefault();
        parent.focus();
      };
      return make(
        "a",
        { class: "finder__skip", href: `#${parent.id}`, onclick: skip },
        `Skip to the ${this.root.dataset.plural}`,
      );
    }

    /**
     * @param {() => void} narrow
     * @param {(isCleared?: boolean) => void} search
     */
    makeSearch(narrow, search) {
      const read = () => {
        this.state.query = this.search.value;
      };
      return make("input", {
        type: "search",
        id: this.id,
        class: "finder__search",
        autocomplete: "off",
        spellcheck: "false",
        oninput: () => {
          read();
          narrow();
        },
        /* does not update the list: that would move what is being clicked from under the pointer */
        onchange: () => {
          read();
          search();
        },
        onkeydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key === "Escape" && this.search.value) {
            event.preventDefault();
            this.state.query = "";
            search(true);
          }
        },
      });
    }

    makeForm() {
      const { listing, by, file } = this.root.dataset;
      const line = make(
        "div",
        { class: "finder__line" },
        make(
          "p",
          { class: "finder__field finder__field--wide" },
          make("label", { for: this.id }, "Search this list", by ? ` by ${by}` : ""),
          this.search,
        ),
        make(
          "p",
          { class: "finder__field" },
          make("label", { for: this.sorter.id }, "Sort by"),
          this.sorter,
        ),
      );
      const beside = [this.letters?.again, this.status, file && this.csv, this.parts?.element];
      const foot = make("div", { class: "finder__foot" }, this.count, ...beside.filter((each) => !!each));
      return make(
        "form",
        {
          class: "finder",
          role: "search",
          "aria-label": `Find a ${listing}`,
          onsubmit: (/** @type {Event} */ event) => event.preventDefault(),
        },
        this.skip,
        line,
        ...(this.state.facets.length ? [this.drawer] : []),
        this.chips,
        foot,
      );
    }

    /* On wide screens the facets are always open. */
    fitScreen() {
      const wide = matchMedia("(min-width: 45em)");
      const fit = () => {
        this.drawer.open = wide.matches;
      };
      wide.addEventListener("change", fit);
      fit();
      Facet.closeOthers(this.state.facets, this.form, wide);
    }

    /* Whether every row is in the page */
    get isComplete() {
      return !this.letters || this.letters.isComplete;
    }

    /** Shows what is chosen and how many rows that gives.
     * @param {number} shown how many rows are shown
     */
    show(shown) {
      const choices = this.state.choices();
      if (this.search.value !== this.state.query) {
        this.search.value = this.state.query;
      }
      this.count.textContent = this.countText(shown, choices);
      this.printed.textContent = this.printedText(choices);
      this.showChips(choices);
      this.widen();
      const isNone = !shown && this.isComplete && (this.state.isNarrowed || !this.letters);
      this.none.hidden = !isNone;
      if (isNone) {
        this.showNone(choices);
      }
      this.csv.disabled = !shown;
      this.parts?.enable(shown > 0);
      if (this.letters) {
        if (this.parts) {
          this.parts.element.hidden = !this.state.isNarrowed;
        }
        this.skip.hidden = !shown;
      }
      this.sorter.value = this.state.sort;
      this.showFacets();
    }

    /** Returns how many rows are shown, and of how many. The count is of the rows that were searched; if
     * those are not all, the text says so.
     * @param {number} shown
     * @param {Choice[]} choices
     */
    countText(shown, choices) {
      const { listing, plural, asAt, scope } = this.root.dataset;
      const noun = `${this.total === 1 ? listing : plural}${scope ? ` ${scope}` : ""}${
        asAt ? `, as at ${asAt}` : ""
      }`;
      const total = formatNumber(this.total);
      if (!this.letters || !this.state.isNarrowed || (!choices.length && this.isComplete)) {
        return `${choices.length ? `${formatNumber(shown)} of ${total}` : total} ${noun}`;
      }
      return this.letters.progress(shown, `${total} ${noun}`);
    }

    /** Returns the line above a list on paper; empty where nothing is chosen.
     * @param {Choice[]} choices
     */
    printedText(choices) {
      if (!choices.length) {
        return "";
      }
      const shown = (this.count.textContent ?? "").replace(/\.$/, "");
      const chosen = choices.map((each) => each.text).join("; ");
      return `Shown here: ${shown}. Chosen: ${chosen}. Sorted by: ${this.state.currentSort?.label}.`;
    }

    /* Announces the count to screen readers once it is final, unless it is the same as before. */
    announce() {
      if (!this.letters?.isWaiting && this.status.textContent !== this.count.textContent) {
        this.status.textContent = this.count.textContent;
      }
    }

    /** Makes the chips again. If one had the focus, the one that takes its place gets it.
     * @param {Choice[]} choices
     */
    showChips(choices) {
      const index = [...this.chips.children].findIndex((each) => each.contains(document.activeElement));
      this.chips.replaceChildren(...choices.map((each) => this.makeChip(each)));
      if (choices.length > 1) {
        const clear = { type: "button", class: "finder__clear", onclick: () => this.clear() };
        this.chips.append(make("li", {}, make("button", clear, "Clear all")));
      }
      this.chips.hidden = !choices.length;
      if (index >= 0) {
        const next = this.chips.children[Math.min(index, choices.length - 1)];
        /** @type {HTMLElement} */ (next?.firstChild ?? this.search).focus();
      }
    }

    /** @param {Choice} choice */
    makeChip({ text, remove }) {
      const onclick = () => {
        remove();
        this.choose();
      };
      const button = make(
        "button",
        { type: "button", onclick },
        make("span", { class: "unseen" }, "Remove "),
        text,
        make("span", { "aria-hidden": "true" }, " ×"),
      );
      return make("li", {}, button);
    }

    showFacets() {
      const chosen = this.state.facets.reduce((sum, facet) => sum + facet.chosen.size, 0);
      this.summary.textContent = chosen ? `Narrow the list (${chosen} chosen)` : "Narrow the list";
      this.state.facets.forEach((facet) => facet.show());
    }

    /** Offers ways on where nothing matches: a wider list, or one choice less.
     * @param {Choice[]} choices
     */
    showNone(choices) {
      const wider = this.wider
        .filter(({ link }) => !link.closest("nav"))
        .map(({ link }) => {
          const copy = /** @type {HTMLAnchorElement} */ (link.cloneNode(true));
          copy.textContent = link.dataset.wider || copy.textContent;
          return make("li", {}, copy);
        });
      const less = choices
        .filter((each) => each.without)
        .map(({ text, remove, without }) => {
          const onclick = () => {
            remove();
            this.choose();
            this.search.focus();
          };
          const button = make("button", { type: "button", onclick }, `Remove ${text}`);
          return make("li", {}, button, ` to see ${formatNumber(without)}`);
        });
      const clear = make("button", { type: "button", onclick: () => this.clear() }, "Clear all");
      const all = make("li", {}, clear, ` to see all ${formatNumber(this.total)}`);
      this.none.replaceChildren(
        make("p", {}, `Nothing in the list fits ${choices.length > 1 ? "all of this" : "this"}.`),
        make("ul", {}, ...wider, ...less, ...(choices.length > 1 ? [all] : [])),
      );
    }

    /* Links to a wider list keep what is chosen. */
    widen() {
      for (const { link, href } of this.wider) {
        const search = writeAddress(this.state, "").toString();
        link.setAttribute("href", search ? `${href}?${search}` : href);
      }
    }

    clear() {
      this.state.clear();
      this.choose();
      this.search.focus();
    }
  }

  Object.assign(window.evidenceListing, { Controls });
})();
