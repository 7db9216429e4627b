/* "Download these as": downloads of the rows that a list shows, in the formats in which the whole list is
   exported.

   <section data-parts="…/works.js">               the rows in each format; a row may name another
     <template data-take="bib" data-label="BibTeX" data-file="references.bib"></template> …
     <li data-row data-part="doe2020">
   The script is loaded when someone wants a download. It is `window.listingParts = {bib: {before: "",
   between: "\n", after: "", parts: [["doe2020", "@book…"]]}}`: the text around the parts, and for each part
   its row and its text. */
(() => {
  const { make, saveFile, loadScript } = window.evidenceListing;

  /** Returns the text of a file with some of the rows.
   * @param {Format[]} formats the scripts of these rows in one format
   * @param {Set<string>} wanted the keys of the rows, in their order
   */
  const joinParts = (formats, wanted) => {
    const { before = "", between = "", after = "" } = formats[0];
    const texts = new Map(formats.flatMap((each) => each.parts).map(([key, text]) => [key, text]));
    const keys = [...wanted].filter((key) => texts.has(key));
    return `${before}${keys.map((key) => texts.get(key)).join(between)}${after}`;
  };

  class Parts {
    /**
     * @param {HTMLElement} root
     * @param {() => Row[]} shown returns the rows that are shown, in their order
     * @param {() => number} total returns the number of rows. The name of a file with some of them says how
     *   many it has.
     */
    constructor(root, shown, total) {
      this.root = root;
      this.shown = shown;
      this.total = total;
      /** @type {Map<string, Promise<Record<string, Format>>>} */
      this.scripts = new Map();
      const formats = [...root.querySelectorAll("template[data-take]")].map((
        each,
      ) => /** @type {Take} */ (/** @type {unknown} */ (/** @type {HTMLElement} */ (each).dataset)));
      this.buttons = formats.map((each) =>
        make(
          "button",
          { type: "button", onclick: () => this.download(each) },
          make("span", { class: "unseen" }, "Download these as "),
          each.label,
        )
      );
      this.error = make("span", { role: "status" });
      this.element = make(
        "p",
        { class: "finder__takes" },
        make("span", { "aria-hidden": "true" }, "Download these as "),
        ...this.buttons,
        this.error,
      );
    }

    /** @param {boolean} isAny whether there is anything to download */
    enable(isAny) {
      this.buttons.forEach((button) => {
        button.disabled = !isAny;
      });
    }

    /** Loads a script once, and returns the formats in it.
     * @param {string} src
     */
    load(src) {
      const loading = this.scripts.get(src) ?? loadScript(src).then(() => {
        const found = window.listingParts;
        delete window.listingParts;
        return found ?? Promise.reject(new Error(src));
      });
      this.scripts.set(src, loading);
      return loading;
    }

    /** @param {Take} format */
    async download({ take, file }) {
      const shown = this.shown();
      this.error.textContent = "";
      try {
        const formats = [];
        for (const src of new Set(shown.map((row) => row.parts ?? this.root.dataset.parts ?? ""))) {
          formats.push((await this.load(src))[take]);
        }
        const wanted = new Set(shown.map((row) => row.element.dataset.part ?? ""));
        const name = shown.length < this.total()
          ? file.replace(/(?=\.\w+$)/, `-${shown.length}-chosen`)
          : file;
        saveFile(joinParts(formats, wanted), "text/plain;charset=utf-8", name);
      } catch {
        this.scripts.clear();
        this.error.textContent = "The works could not be fetched. Try again when you are connected.";
      }
    }
  }

  Object.assign(window.evidenceListing, { Parts, joinParts });
})();
