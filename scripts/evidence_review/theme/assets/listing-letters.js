/* The rows of a list that is too long for one page, fetched letter by letter when somebody searches. Here belongs the search
   of lists too long to be fetched whole: what `fetch` asks for would be an index, and what `show` shows the rows it names.

   The page of all letters holds no row, and says how many there are:

   <section data-all="1001">
     <template data-letter="a" data-label="A" data-source="…/rows-a.js" data-parts="…/a.js" data-coins="…/coins-a.js">
     </template> …
     <div data-whole>                                    what stands there while nothing is chosen
     <ul data-found hidden></ul>                         where the rows go
   A script of rows says `(window.listingRows ??= {})["a"] = "<li data-row …>…"`. One of COinS says
   `(window.listingCoins ??= {})["a"] = {"doe2020": "ctx_ver=…"}`: what Zotero and its like read of each row. They are as
   large as the rows again, so only those of the letters that are shown are fetched, and after the rows. */
(() => {
  const { make, keepingFocus, later, thousands, run } = window.evidenceListing;
  const MOST = 100; /* rows shown at once */
  const SETTLED = 600; /* ms without another list before COinS are fetched */

  /* `again` and `more` are buttons for the list to put into the page. `read` makes a row of an element, and `changed` is
     called when letters have come or have failed to, once a frame. */
  class Letters {
    constructor(root, { read, changed }) {
      this.root = root;
      this.read = read;
      this.changed = changed;
      this.place = root.querySelector("[data-found]");
      this.each = [...root.querySelectorAll("template[data-letter]")].map((each) => ({ ...each.dataset }));
      this.most = MOST;
      this.found = [];
      this.shown = [];
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
      this.later = later(SETTLED, () => this.addCoins());
    }

    /* Whether every letter has come */
    get isWhole() {
      return this.each.every((each) => each.found);
    }

    get isWaiting() {
      return this.each.some((each) => each.asked && !each.found && !each.failed);
    }

    /* The rows that have come, in the order of the letters; each names the script that holds its parts */
    get rows() {
      return this.each.flatMap((each) => each.found ?? []);
    }

    /* How far the search has come, in words */
    said(found, all) {
      const searched = this.each.filter((each) => each.found).length;
      const failed = this.each.filter((each) => each.failed).map((each) => each.label);
      const lost = failed.length ? ` ${failed.join(", ")} could not be fetched.` : "";
      if (this.isWaiting) {
        return `Searching: ${searched} of ${this.each.length} letters so far${
          found ? `, ${thousands(found)} found` : ""
        }.${lost}`;
      }
      const { length } = this.each;
      const letters = searched === length
        ? `Searched all ${length} letters that have works`
        : `Searched ${searched} of ${length} letters`;
      return `${thousands(found)} of ${all}. ${letters}.${lost}`;
    }

    /* Asks for every letter that nobody has asked for, or again for those that failed. */
    fetch(isAgain = false) {
      for (const letter of this.each.filter((each) => (isAgain ? each.failed : !each.asked))) {
        letter.asked = true;
        letter.failed = false;
        run(letter.source).catch(() => {}).then(() => this.arrived(letter));
      }
    }

    arrived(letter) {
      const html = window.listingRows?.[letter.letter];
      letter.failed = html === undefined;
      if (!letter.failed) {
        delete window.listingRows[letter.letter];
        const holder = make("template");
        holder.innerHTML = html;
        letter.found = [...holder.content.querySelectorAll("[data-row]")].map((element) => (
          { ...this.read(element), shown: false, parts: letter.parts, letter }
        ));
      }
      this.frame ??= requestAnimationFrame(() => {
        this.frame = undefined;
        this.offerAgain();
        this.changed();
      });
    }

    /* The button stays while what it asked for is on its way, and gives the focus on when it goes. */
    offerAgain() {
      const hasFailed = this.each.some((each) => each.failed);
      if (!hasFailed && !this.isWaiting) {
        if (document.activeElement === this.again) {
          this.root.querySelector("input[type=search]").focus();
        }
        this.again.hidden = true;
      } else if (hasFailed) {
        this.again.hidden = false;
      }
    }

    /* Shows the first of the rows that were found; of a new search, so many as are shown at once. */
    show(found, isAsked) {
      this.found = found;
      this.isAsked = isAsked;
      this.shown = found.slice(0, this.most);
      keepingFocus(() => this.place.replaceChildren(...this.shown.map((row) => row.element)));
      this.place.hidden = !found.length;
      this.root.querySelectorAll("[data-whole]").forEach((each) => {
        each.hidden = isAsked;
      });
      const left = found.length - this.most;
      this.more.hidden = left <= 0;
      this.more.textContent = `Show ${
        left > MOST ? `${MOST} more of the ${thousands(left)} that follow` : `the last ${left}`
      }`;
      this.later();
    }

    startAt(most = MOST) {
      this.most = most;
    }

    showMore() {
      const next = this.most;
      this.most += MOST;
      history.replaceState({ ...history.state, most: this.most }, "");
      this.show(this.found, true);
      this.place.children[next]?.querySelector("a")?.focus();
    }

    /* Paper has all of them. */
    print(isBegun) {
      if (isBegun) {
        this.place.append(...this.found.map((row) => row.element));
      } else {
        this.show(this.found, this.isAsked);
      }
    }

    /* Puts its COinS behind each row that is shown, and says so: Zotero and its like then look at the page again. */
    async addCoins() {
      const { shown } = this;
      await Promise.all(
        [...new Set(shown.map((row) => row.letter))].map((letter) => this.fetchCoins(letter)),
      );
      if (!shown.length || shown !== this.shown) {
        return;
      }
      for (const { element, letter } of shown) {
        const title = letter.held?.[element.dataset.part];
        if (title && !element.querySelector(".Z3988")) {
          element.append(make("span", { class: "Z3988", title }));
        }
      }
      document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
    }

    /* What does not come is asked for again with the next list. */
    async fetchCoins(letter) {
      letter.coming ??= run(letter.coins).catch(() => {});
      await letter.coming;
      letter.held ??= window.listingCoins?.[letter.letter];
      letter.coming = letter.held ? letter.coming : undefined;
    }
  }

  window.evidenceListing.Letters = Letters;
})();
