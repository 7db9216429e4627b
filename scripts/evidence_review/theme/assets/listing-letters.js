/* The rows of a list that is too long for one page, fetched letter by letter when someone searches. For a
   list that is too long to be fetched at all, `fetch` would ask for an index here, and `show` would show the
   rows that it names.

   The page of all letters contains no rows, only their number:

   <section data-all="1001">
     <template data-letter="a" data-label="A"
               data-source="…/rows-a.js" data-parts="…/a.js" data-coins="…/coins-a.js"></template> …
     <div data-whole>                                    what is shown while nothing is chosen
     <ul data-found hidden></ul>                         where the rows go
   A script of rows is `(window.listingRows ??= {})["a"] = "<li data-row …>…"`. A script of COinS is
   `(window.listingCoins ??= {})["a"] = {"doe2020": "ctx_ver=…"}`, which reference managers such as Zotero
   read. COinS are as large as the rows, so they are fetched after them, and only for the letters of the rows
   that are shown. */
(() => {
  const { make, preserveFocus, debounce, formatNumber, loadScript } = window.evidenceListing;
  const PAGE = 100; /* rows shown at once */
  const SETTLED = 600; /* ms without a new search before COinS are fetched */

  class Letters {
    /**
     * @param {HTMLElement} root
     * @param {LettersOptions} options `read` makes a row of an element; `changed` is called when letters have
     *   arrived or failed, at most once a frame.
     */
    constructor(root, { read, changed }) {
      this.root = root;
      this.read = read;
      this.changed = changed;
      this.place = /** @type {HTMLElement} */ (root.querySelector("[data-found]"));
      /** @type {Letter[]} */
      this.letters = [...root.querySelectorAll("template[data-letter]")].map((
        each,
      ) => /** @type {Letter} */ (/** @type {unknown} */ ({ .../** @type {HTMLElement} */ (each).dataset })));
      this.most = PAGE;
      /** @type {FetchedRow[]} */
      this.matches = [];
      /** @type {FetchedRow[]} */
      this.shown = [];
      this.isNarrowed = false;
      /** @type {number | undefined} */
      this.frame = undefined;
      this.again = make(
        "button",
        { type: "button", hidden: true, onclick: () => this.fetch(true) },
        "Try again",
      );
      this.more = make("button", {
        type: "button",
        class: "finder__further",
        hidden: true,
        onclick: () => this.showMore(),
      });
      this.coinsLater = debounce(SETTLED, () => this.addCoins());
    }

    /* Whether every letter has arrived */
    get isComplete() {
      return this.letters.every((each) => each.rows);
    }

    get isWaiting() {
      return this.letters.some((each) => each.isRequested && !each.rows && !each.hasFailed);
    }

    /* The rows that have arrived, in the order of the letters; each names the script with its downloads */
    get rows() {
      return this.letters.flatMap((each) => each.rows ?? []);
    }

    /** Returns the progress of the search, in words.
     * @param {number} found
     * @param {string} all
     */
    progress(found, all) {
      const searched = this.letters.filter((each) => each.rows).length;
      const failed = this.letters.filter((each) => each.hasFailed).map((each) => each.label);
      const missing = failed.length ? ` ${failed.join(", ")} could not be fetched.` : "";
      if (this.isWaiting) {
        return `Searching: ${searched} of ${this.letters.length} letters so far${
          found ? `, ${formatNumber(found)} found` : ""
        }.${missing}`;
      }
      const { length } = this.letters;
      const letters = searched === length
        ? `Searched all ${length} letters that have works`
        : `Searched ${searched} of ${length} letters`;
      return `${formatNumber(found)} of ${all}. ${letters}.${missing}`;
    }

    /* Fetches every letter that has not been requested, or those that failed. */
    fetch(isRetry = false) {
      for (const letter of this.letters.filter((each) => (isRetry ? each.hasFailed : !each.isRequested))) {
        letter.isRequested = true;
        letter.hasFailed = false;
        loadScript(letter.source).catch(() => {}).then(() => this.receive(letter));
      }
    }

    /** Reads the rows of a letter whose script has arrived or failed.
     * @param {Letter} letter
     */
    receive(letter) {
      const html = window.listingRows?.[letter.letter];
      letter.hasFailed = html === undefined;
      if (html !== undefined) {
        delete window.listingRows?.[letter.letter];
        const holder = make("template");
        holder.innerHTML = html;
        letter.rows = [...holder.content.querySelectorAll("[data-row]")].map((element) => (
          { ...this.read(/** @type {HTMLElement} */ (element)), isShown: false, parts: letter.parts, letter }
        ));
      }
      this.frame ??= requestAnimationFrame(() => {
        this.frame = undefined;
        this.offerRetry();
        this.changed();
      });
    }

    /* The button stays while its request is pending, and passes the focus on when it is hidden. */
    offerRetry() {
      const hasFailed = this.letters.some((each) => each.hasFailed);
      if (!hasFailed && !this.isWaiting) {
        if (document.activeElement === this.again) {
          /** @type {HTMLElement | null} */ (this.root.querySelector("input[type=search]"))?.focus();
        }
        this.again.hidden = true;
      } else if (hasFailed) {
        this.again.hidden = false;
      }
    }

    /** Shows the first of the rows that match.
     * @param {Row[]} matches
     * @param {boolean} isNarrowed
     */
    show(matches, isNarrowed) {
      const found = /** @type {FetchedRow[]} */ (matches);
      this.matches = found;
      this.isNarrowed = isNarrowed;
      this.shown = found.slice(0, this.most);
      preserveFocus(() => this.place.replaceChildren(...this.shown.map((row) => row.element)));
      this.place.hidden = !found.length;
      this.root.querySelectorAll("[data-whole]").forEach((each) => {
        /** @type {HTMLElement} */ (each).hidden = isNarrowed;
      });
      const left = found.length - this.most;
      this.more.hidden = left <= 0;
      this.more.textContent = `Show ${
        left > PAGE ? `${PAGE} more of the ${formatNumber(left)} that follow` : `the last ${left}`
      }`;
      this.coinsLater();
    }

    startAt(most = PAGE) {
      this.most = most;
    }

    showMore() {
      const next = this.most;
      this.most += PAGE;
      history.replaceState({ ...history.state, most: this.most }, "");
      this.show(this.matches, true);
      this.place.children[next]?.querySelector("a")?.focus();
    }

    /** Shows all rows while the page is printed.
     * @param {boolean} isPrinting
     */
    print(isPrinting) {
      if (isPrinting) {
        this.place.append(...this.matches.map((row) => row.element));
      } else {
        this.show(this.matches, this.isNarrowed);
      }
    }

    /* Adds its COinS to each row that is shown, and announces them: reference managers then read the page
       again. */
    async addCoins() {
      const { shown } = this;
      await Promise.all(
        [...new Set(shown.map((row) => row.letter))].map((letter) => this.fetchCoins(letter)),
      );
      if (!shown.length || shown !== this.shown) {
        return;
      }
      for (const { element, letter } of shown) {
        const title = letter.titles?.[element.dataset.part ?? ""];
        if (title && !element.querySelector(".Z3988")) {
          element.append(make("span", { class: "Z3988", title }));
        }
      }
      document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
    }

    /** Fetches the COinS of a letter. If that fails, the next search tries again.
     * @param {Letter} letter
     */
    async fetchCoins(letter) {
      letter.pending ??= loadScript(letter.coins).catch(() => {});
      await letter.pending;
      letter.titles ??= window.listingCoins?.[letter.letter];
      letter.pending = letter.titles ? letter.pending : undefined;
    }
  }

  Object.assign(window.evidenceListing, { Letters });
})();
