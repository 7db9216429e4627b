/* A facet of a list: its options, and how many rows each would leave.

   <template data-facet="delivery" data-label="Delivery">
     <option value="in-progress">In progress</option> …      in the order in which they are shown
   </template>
   A row matches when it has one of the chosen values (or) of every facet (and).

   <template data-facet="since" data-label="Has events since" data-form="since">
     <option value="2020">2020</option> …                    newest first
   </template>
   Only one can be chosen; a row matches when its largest number is at least that. */
(() => {
  const { make, fold, wordsOf, preserveFocus, tidy, formatNumber } = window.evidenceListing;
  const FEW = 15; /* options of a facet that needs no search of its own */
  const SHOWN = 60; /* options of a facet shown at once */

  class Facet {
    /**
     * @param {HTMLTemplateElement} template
     * @param {FacetOptions} options `change` is called when something is chosen and `open` when the panel
     *   opens; `isComplete` tells whether all rows were counted.
     */
    constructor(template, { id, change, open, isComplete }) {
      const { facet: key = "", label = "", form = "any" } = template.dataset;
      this.key = key;
      this.label = label;
      this.isSince = form === "since";
      this.change = change;
      this.open = open;
      this.isComplete = isComplete;
      /** @type {Map<string, FacetOption>} */
      this.options = new Map();
      for (const option of template.content.querySelectorAll("option")) {
        const text = tidy(option.textContent);
        this.options.set(option.value, { value: option.value, text, find: fold(text), count: 0 });
      }
      /** @type {Set<string>} */
      this.chosen = new Set();
      /* How many rows are hidden by this facet alone */
      this.without = 0;
      this.list = make("ul", {});
      this.rest = make("p", { class: "finder__rest", hidden: true });
      this.summary = make("summary", {}, this.label);
      /** @type {HTMLInputElement | undefined} */
      this.filter = undefined;
      this.select = make("select", {});
      /** @type {HTMLElement} */
      this.element = this.isSince ? this.makeSelect(id) : this.makePanel(id);
    }

    /** Returns the values of a row, in the form in which the other methods take them.
     * @param {HTMLElement} element
     * @returns {FacetValues}
     */
    values(element) {
      const found = (element.getAttribute(`data-${this.key}`) ?? "").split(/\s+/).filter(Boolean);
      return this.isSince ? [found.reduce((most, each) => Math.max(most, Number(each)), -Infinity)] : found;
    }

    /** Tells whether a row with these values matches what is chosen.
     * @param {FacetValues} values
     */
    matches(values) {
      if (!this.chosen.size) {
        return true;
      }
      return this.isSince
        ? Number(values[0]) >= Number([...this.chosen][0])
        : values.some((each) => this.chosen.has(String(each)));
    }

    /* Sets the counts back to zero. */
    reset() {
      this.without = 0;
      this.options.forEach((option) => {
        option.count = 0;
      });
    }

    /** Counts a row for each of its options.
     * @param {FacetValues} values
     */
    tally(values) {
      if (this.isSince) {
        this.options.forEach((option) => {
          option.count += Number(values[0]) >= Number(option.value) ? 1 : 0;
        });
        return;
      }
      for (const value of new Set(values)) {
        const option = this.options.get(String(value));
        if (option) {
          option.count += 1;
        }
      }
    }

    /** Chooses the values that an address names, as far as there are such options.
     * @param {string[]} values
     */
    choose(values) {
      const known = values.filter((value) => this.options.has(value));
      this.chosen = new Set(this.isSince ? known.slice(0, 1) : known);
    }

    /* Shows what is chosen and the counts. */
    show() {
      if (!this.isSince) {
        this.summary.replaceChildren(
          this.label,
          ...(this.chosen.size
            ? [make("span", { class: "finder__chosen" }, ` ${this.chosen.size} chosen`)]
            : []),
        );
        this.fill();
        return;
      }
      this.select.value = [...this.chosen][0] ?? "";
      for (const option of this.options.values()) {
        option.element ??= make("option", { value: option.value });
        option.element.textContent = this.isComplete()
          ? `${option.text} (${formatNumber(option.count)})`
          : option.text;
        option.element.disabled = this.isComplete() && !option.count && !this.chosen.has(option.value);
      }
    }

    /** @param {string} id */
    makePanel(id) {
      /** @type {HTMLElement[]} */
      const inside = [this.list, this.rest];
      if (this.options.size > FEW) {
        this.filter = make("input", {
          type: "search",
          id: `${id}-${this.key}`,
          autocomplete: "off",
          oninput: () => this.fill(),
        });
        inside.unshift(
          make(
            "p",
            { class: "finder__field" },
            make("label", { for: this.filter.id }, "Find in this list"),
            this.filter,
          ),
        );
      }
      const toggled = () => {
        if (this.isOpen) {
          this.open();
        }
        this.fill();
        this.placePanel();
      };
      return make(
        "details",
        { class: "finder__facet", ontoggle: toggled },
        this.summary,
        make("fieldset", {}, make("legend", { class: "unseen" }, this.label), ...inside),
      );
    }

    /** @param {string} id */
    makeSelect(id) {
      this.select = make(
        "select",
        {
          id: `${id}-${this.key}`,
          onchange: () => {
            this.chosen = new Set(this.select.value ? [this.select.value] : []);
            this.change();
          },
        },
        make("option", { value: "" }, "any time"),
      );
      for (const option of this.options.values()) {
        const element = make("option", { value: option.value });
        option.element = element;
        this.select.append(element);
      }
      return make(
        "p",
        { class: "finder__field finder__since" },
        make("label", { for: this.select.id }, this.label),
        this.select,
      );
    }

    /* The panel, of a facet that has one */
    get panel() {
      return /** @type {HTMLDetailsElement} */ (this.element);
    }

    get isOpen() {
      return !this.isSince && this.panel.open;
    }

    /* A panel that would extend beyond the window is aligned with the right end of its name. */
    placePanel() {
      const panel = /** @type {HTMLElement} */ (this.element.lastElementChild);
      panel.classList.remove("finder__panel--left");
      panel.classList.toggle(
        "finder__panel--left",
        panel.getBoundingClientRect().right > document.documentElement.clientWidth,
      );
    }

    /* Fills the list of an open panel with the options that are chosen or would leave a row. */
    fill() {
      if (!this.isOpen) {
        return;
      }
      const wanted = wordsOf(this.filter?.value ?? "");
      const fits = [...this.options.values()].filter((each) =>
        wanted.every((word) => each.find.includes(word))
      );
      const live = fits.filter((each) =>
        !this.isComplete() || this.options.size <= FEW || each.count || this.chosen.has(each.value)
      );
      const items = live.slice(0, SHOWN).map((option) => this.showOption(option));
      const before = [...this.list.children];
      if (items.length !== before.length || items.some((item, index) => item !== before[index])) {
        preserveFocus(() => this.list.replaceChildren(...items));
      }
      this.rest.hidden = live.length > 0 && live.length <= SHOWN;
      this.rest.textContent = live.length
        ? `${live.length - SHOWN} more: type a part of the name.`
        : "Nothing here fits.";
    }

    /** Returns the list item of an option, with its count.
     * @param {FacetOption} option
     */
    showOption(option) {
      option.row ??= this.makeOption(option);
      const { item, box, number } = option.row;
      box.checked = this.chosen.has(option.value);
      box.disabled = this.isComplete() && !option.count && !box.checked;
      number.textContent = this.isComplete() ? formatNumber(option.count) : "…";
      return item;
    }

    /** @param {FacetOption} option */
    makeOption({ value, text }) {
      const box = make("input", {
        type: "checkbox",
        name: this.key,
        value,
        onchange: () => {
          this.chosen[box.checked ? "add" : "delete"](value);
          this.change();
        },
      });
      const number = make("span", { class: "finder__number" });
      const item = make("li", {}, make("label", {}, box, make("span", {}, text), number));
      return { item, box, number };
    }

    /** Where facets open over the list, one is open at a time. On a phone they open inside the page: closing
     * one would move what the reader is about to touch.
     * @param {Facet[]} facets
     * @param {HTMLElement} form
     * @param {MediaQueryList} wide
     */
    static closeOthers(facets, form, wide) {
      const panels = () => facets.filter((facet) => facet.isOpen);
      /** @param {Event} event */
      const leave = ({ target }) => {
        if (wide.matches) {
          panels().forEach(({ panel }) => {
            panel.open = panel.contains(/** @type {Node} */ (target));
          });
        }
      };
      addEventListener("resize", () => panels().forEach((facet) => facet.placePanel()));
      document.addEventListener("click", leave);
      form.addEventListener("focusin", leave);
      form.addEventListener("keydown", (event) => {
        const [facet] = event.key === "Escape" ? panels() : [];
        if (facet) {
          facet.panel.open = false;
          facet.summary.focus();
        }
      });
    }
  }

  Object.assign(window.evidenceListing, { Facet });
})();
