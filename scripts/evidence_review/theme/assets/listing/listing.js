/* Turns a list in the page into one that can be searched, narrowed, sorted, shared and downloaded. Without
   this script the list can be read and printed as it is, and there are no controls that would do nothing.

   What the page must contain (at most one list; every value is text):

   <section data-listing="recommendation"      the name of one row
            data-plural="recommendations"      the name of several
            data-by="title or addressee"       what the search covers, in words; optional
            data-scope="under S, one letter of 26"         what the list is a part of, in words; optional
            data-as-at="23 November 2026"      the date of the list, in words; optional
            data-file="recommendations-2026-11-23.csv"     the name of the CSV file; without it there is none
            data-columns="id title delivery">  the columns of the CSV file, in order

     <template data-facet=…>                         what the list can be narrowed by: see `listing-facets.js`

     <template data-sort="event" data-label="Latest event" data-order="descending"></template>
     The first sort is the order of the page. Rows without a value come last in either direction. `data-of`
     names the key of another sort, of which this is the reverse.

     <table><thead><tr><th data-sort-column="event">…          gets aria-sort
       <tbody>
         <tr data-row                                          any element; all rows have one parent
             data-delivery="in-progress"                       the values of a facet, separated by spaces
             data-since="2016 2021"
             data-sort-event="2021-06"                         the key of a sort; dates as ISO 8601
             data-find="words that find the row but are not shown"
             data-cell-url="…">                                a value for the CSV file that is not shown
           … <span data-cell="title">                          one that is shown; else the facet's value
   </section>

   Rows may be in groups, such as letters: <div data-rows> contains several <div data-group>, and each of
   those the rows in one parent. A group without a visible row is hidden; in any order but the first, all rows
   are in one list. Links to places on the page in <nav data-jumps> are disabled while their group is hidden.

   The text of a row is searched; if an element in it has data-words, only that element is. Downloads in other
   formats need `listing-parts.js` on the page, and a list that is too long for one page needs
   `listing-letters.js`; each explains what the page must contain. An <a data-wider="Search all letters"
   href="…"> on the page of a letter leads to the page of all letters and keeps what is chosen; the attribute
   is its text in a list in which nothing was found.

   An <a data-filter="delivery=planned&amp;cluster=c2" href="…"> anywhere on the page narrows the list; its
   href leads to a page that shows the same without a script. */
(() => {
  const PAUSE = 120; /* ms without a key before a long list is narrowed */
  const SETTLED = 600; /* ms before the count is announced and words are put into the address */
  const { LONG, Address, Controls, Facet, Letters, Parts, Rows, State } = window.evidenceListing;
  const { csvText, debounce, preserveFocus, readAddress, saveFile, valueOf } = window.evidenceListing;

  /** Returns the templates in a list that have an attribute.
   * @param {HTMLElement} root
   * @param {string} attribute
   * @returns {HTMLTemplateElement[]}
   */
  const templates = (root, attribute) =>
    [...root.querySelectorAll(`template[${attribute}]`)].map((
      each,
    ) => /** @type {HTMLTemplateElement} */ (each));

  class Listing {
    /** @param {HTMLElement} root */
    constructor(root) {
      this.root = root;
      this.rows = new Rows(root);
      /** @type {Facet[]} */
      const facets = templates(root, "data-facet").map((each) =>
        new Facet(each, {
          id: `find-${root.dataset.listing}`,
          change: () => this.choose(),
          open: () => this.letters?.fetch(),
          isComplete: () => this.controls.isComplete,
        })
      );
      const sorts = templates(root, "data-sort").map((each) => /** @type {Sort} */ (/** @type {unknown} */ ({
        ...each.dataset,
      })));
      this.state = new State(facets, sorts, Rows.textOf);
      this.state.rows = this.rows.elements.map((each) => Rows.read(each, facets));
      this.order = this.state.rows;
      /* The sort that the rows are in, if any
         @type {string | null} */
      this.sortedBy = /** @type {string | null} */ (null);
      const total = Number(root.dataset.all ?? this.order.length);
      this.letters = root.querySelector("template[data-letter]") ? this.makeLetters() : undefined;
      this.parts = root.querySelector("template[data-take]")
        ? new Parts(root, () => this.shown(), () => total)
        : undefined;
      this.address = new Address(this.state, root, () => this.letters);
      const narrow = debounce(total > LONG ? PAUSE : 0, () => this.show());
      const writeWords = debounce(SETTLED, () => this.address.writeWords());
      this.controls = new Controls(root, this.state, {
        parent: this.rows.parent,
        letters: this.letters,
        parts: this.parts,
        total,
        narrow: () => {
          narrow();
          writeWords();
        },
        search: (isCleared) => {
          if (isCleared) {
            this.show();
          }
          this.address.writeWords();
        },
        choose: () => this.choose(),
        download: () => this.download(),
      });
      this.announce = debounce(SETTLED, () => this.controls.announce());
      this.address.read();
      this.letters?.startAt(history.state?.most);
      this.refresh();
      this.controls.announce();
      this.listen();
    }

    makeLetters() {
      return new Letters(this.root, {
        read: (element) => {
          const row = Rows.read(element, this.state.facets);
          Rows.textOf(row);
          return row;
        },
        changed: () => {
          this.state.rows = this.letters?.rows ?? [];
          this.sortedBy = null;
          this.refresh();
          this.announce();
        },
      });
    }

    listen() {
      const { root } = this;
      addEventListener(
        "popstate",
        () => root.isConnected && this.address.follow() && this.show(history.state?.most),
      );
      addEventListener("beforeprint", () => root.isConnected && this.letters?.print(true));
      addEventListener("afterprint", () => root.isConnected && this.letters?.print(false));
      document.addEventListener("click", (event) => this.filter(event));
    }

    /** Returns the rows that are shown, in their order. */
    shown() {
      return this.order.filter((row) => row.isShown);
    }

    /* Shows the list after a choice, which is a step that Back undoes. */
    choose() {
      this.show();
      this.address.writeChoice();
    }

    /** Shows the list.
     * @param {number} [most] how many rows of a long list to show
     */
    show(most) {
      this.letters?.startAt(most);
      this.refresh();
      this.announce();
    }

    refresh() {
      const { state, letters } = this;
      const { isNarrowed } = state;
      if (isNarrowed) {
        letters?.fetch();
      }
      state.match();
      preserveFocus(() => {
        this.sort();
        if (letters) {
          state.rows.forEach((row) => {
            row.isShown = isNarrowed && row.isMatch;
          });
          letters.show(this.shown(), isNarrowed);
        } else {
          this.rows.toggle(state.rows);
        }
      });
      this.controls.show(this.shown().length);
    }

    sort() {
      const { state } = this;
      if (this.sortedBy === state.sort) {
        return;
      }
      this.order = state.sorted();
      const isDefault = state.currentSort === state.sorts[0];
      if (!this.letters && (this.sortedBy || !isDefault)) {
        this.rows.place(this.order, isDefault);
      }
      this.sortedBy = state.sort;
      this.rows.markSort(state.sort, state.isDescending);
    }

    /** Narrows the list where a link with data-filter is followed.
     * @param {MouseEvent} event
     */
    filter(event) {
      const target = /** @type {Element} */ (event.target);
      const link = /** @type {HTMLAnchorElement | null} */ (target.closest?.("a[data-filter]"));
      const isElsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
      if (!link || !this.root.isConnected || isElsewhere) {
        return;
      }
      event.preventDefault();
      readAddress(this.state, new URLSearchParams(link.dataset.filter));
      this.choose();
      const { form, chips, search } = this.controls;
      form.scrollIntoView();
      (chips.querySelector("button") ?? search).focus({ preventScroll: true });
    }

    download() {
      const { columns = "", file = "" } = this.root.dataset;
      const names = columns.split(/\s+/);
      const rows = this.shown().map((row) => names.map((name) => valueOf(row.element, name)));
      saveFile(csvText([names, ...rows]), "text/csv;charset=utf-8", file);
    }
  }

  const start = () => {
    const root =
      /** @type {HTMLElement | null} */ (document.querySelector("[data-listing]:not([data-ready])"));
    if (root?.querySelector("[data-row]") || root?.querySelector("[data-letter]")) {
      root.dataset.ready = "";
      new Listing(root);
    }
  };
  start();
  window.document$?.subscribe(start); /* Material announces pages that it fetched itself */
})();
