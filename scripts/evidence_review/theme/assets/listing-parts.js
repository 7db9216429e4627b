/* "Download these as": gives away what a list shows in other forms, each as it stands in the export of the whole list.

   <section data-parts="…/works.js">               the script that holds the forms of all rows; a row may name another
     <template data-take="bib" data-label="BibTeX" data-file="references.bib"></template> …
     <li data-row data-part="doe2020">
   The script is asked for when somebody wants a form. It says `window.listingParts = {bib: {before: "", between: "\n",
   after: "", parts: [["doe2020", "@book…", ""]]}}`: what stands round the parts, and of each part its row, its text and
   another part that it needs. */
(() => {
  const { make, save, run } = window.evidenceListing;

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

  /* `element` is the line of buttons. `shown` gives the rows that are shown in their order, each with its element and,
     where that is not the script of the list, the script that holds its parts; `all` says how many there are. A file of
     some rows says in its name how many. */
  class Parts {
    constructor(root, shown, all) {
      this.root = root;
      this.shown = shown;
      this.all = all;
      this.scripts = new Map();
      this.takes = [...root.querySelectorAll("template[data-take]")].map((each) => ({ ...each.dataset }));
      this.buttons = this.takes.map((each) =>
        make(
          "button",
          { type: "button", onclick: () => this.download(each) },
          make("span", { class: "unseen" }, "Download these as "),
          each.label,
        )
      );
      this.fault = make("span", { role: "status" });
      this.element = make(
        "p",
        { class: "finder__takes" },
        make("span", { "aria-hidden": "true" }, "Download these as "),
        ...this.buttons,
        this.fault,
      );
    }

    /* Whether there is anything to take away */
    enable(isAny) {
      this.buttons.forEach((button) => {
        button.disabled = !isAny;
      });
    }

    /* Asks for a script once. */
    parts(src) {
      if (!this.scripts.has(src)) {
        this.scripts.set(
          src,
          run(src).then(() => {
            const found = window.listingParts;
            delete window.listingParts;
            return found ?? Promise.reject(new Error(src));
          }),
        );
      }
      return this.scripts.get(src);
    }

    async download({ take, file }) {
      const shown = this.shown();
      this.fault.textContent = "";
      try {
        const scripts = [];
        for (const src of new Set(shown.map((row) => row.parts ?? this.root.dataset.parts))) {
          scripts.push((await this.parts(src))[take]);
        }
        const { before = "", between = "", after = "" } = scripts[0];
        const parts = new Map(scripts.flatMap((each) => each.parts).map(([key, ...part]) => [key, part]));
        const wanted = new Set(shown.map((row) => row.element.dataset.part));
        wanted.forEach((key) => parts.get(key)?.[1] && wanted.add(parts.get(key)[1]));
        const keys = [...wanted].filter((key) => parts.has(key));
        const texts = parentsLast(keys, (key) => parts.get(key)?.[1]).map((key) => parts.get(key)[0]);
        const name = shown.length < this.all() ? file.replace(/(?=\.\w+$)/, `-${shown.length}-chosen`) : file;
        save(`${before}${texts.join(between)}${after}`, "text/plain;charset=utf-8", name);
      } catch {
        this.scripts.clear();
        this.fault.textContent = "The works could not be fetched. Try again when you are connected.";
      }
    }
  }

  window.evidenceListing.Parts = Parts;
})();
