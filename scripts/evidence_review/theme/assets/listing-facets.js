/* A facet of a list: what can be chosen, and how many rows each choice would leave.

   <template data-facet="delivery" data-label="Delivery">
     <option value="in-progress">In progress</option> …      in the order to be shown
   </template>
   A row matches when it has one of the chosen values (or) of every facet (and).

   <template data-facet="since" data-label="Has events since" data-form="since">
     <option value="2020">2020</option> …                    newest first
   </template>
   One choice; a row matches when its greatest number is no smaller. */
(() => {
  const { make, folded, wordsOf, keepingFocus, tidy, thousands } = window.evidenceListing;
  const FEW = 15; /* options of a facet that need no search of their own */
  const SHOWN = 60; /* options of a facet shown at once */

  /* `element` is its field. `chosen` are the values that are chosen, and `only` is how many rows nothing but this facet
     hides. `change` is called when somebody chooses, `open` when its panel opens, and `isWhole` says whether all is
     counted. */
  class Facet {
    constructor(template, { id, change, open, isWhole }) {
      const { facet: key, label, form = "any" } = template.dataset;
      Object.assign(this, { key, label, isSince: form === "since", change, open, isWhole });
      this.options = new Map();
      for (const option of template.content.querySelectorAll("option")) {
        const text = tidy(option.textContent);
        this.options.set(option.value, { value: option.value, text, find: folded(text), count: 0 });
      }
      this.chosen = new Set();
      this.only = 0;
      this.element = this.isSince ? this.sinceField(id) : this.panel(id);
    }

    /* The values of a row, as the other methods take them */
    values(element) {
      const found = (element.getAttribute(`data-${this.key}`) ?? "").split(/\s+/).filter(Boolean);
      return this.isSince ? [found.reduce((most, each) => Math.max(most, Number(each)), -Infinity)] : found;
    }

    matches(values) {
      if (!this.chosen.size) {
        return true;
      }
      return this.isSince
        ? values[0] >= Number([...this.chosen][0])
        : values.some((each) => this.chosen.has(each));
    }

    /* Begins to count anew. */
    reset() {
      this.only = 0;
      this.options.forEach((option) => {
        option.count = 0;
      });
    }

    tally(values) {
      if (this.isSince) {
        this.options.forEach((option) => {
          option.count += values[0] >= Number(option.value) ? 1 : 0;
        });
        return;
      }
      for (const value of new Set(values)) {
        const option = this.options.get(value);
        if (option) {
          option.count += 1;
        }
      }
    }

    /* Chooses what an address names, as far as there is such a thing. */
    choose(values) {
      const known = values.filter((value) => this.options.has(value));
      this.chosen = new Set(this.isSince ? known.slice(0, 1) : known);
    }

    /* Shows what is chosen and what was counted. */
    say() {
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
        option.element.textContent = this.isWhole()
          ? `${option.text} (${thousands(option.count)})`
          : option.text;
        option.element.disabled = this.isWhole() && !option.count && !this.chosen.has(option.value);
      }
    }

    panel(id) {
      this.summary = make("summary", {}, this.label);
      this.list = make("ul", {});
      this.rest = make("p", { class: "finder__rest", hidden: true });
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
        this.aim();
      };
      return make(
        "details",
        { class: "finder__facet", ontoggle: toggled },
        this.summary,
        make("fieldset", {}, make("legend", { class: "unseen" }, this.label), ...inside),
      );
    }

    sinceField(id) {
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
        option.element = make("option", { value: option.value });
        this.select.append(option.element);
      }
      return make(
        "p",
        { class: "finder__field finder__since" },
        make("label", { for: this.select.id }, this.label),
        this.select,
      );
    }

    get isOpen() {
      return !this.isSince && this.element.open;
    }

    /* A panel that would stand out of the window opens to the left of its name's end. */
    aim() {
      const panel = this.element.lastElementChild;
      panel.classList.remove("finder__panel--left");
      panel.classList.toggle(
        "finder__panel--left",
        panel.getBoundingClientRect().right > document.documentElement.clientWidth,
      );
    }

    /* Fills the list of an open panel. Only what is chosen, or could be, is offered. */
    fill() {
      if (!this.isOpen) {
        return;
      }
      const wanted = wordsOf(this.filter?.value ?? "");
      const fits = [...this.options.values()].filter((each) =>
        wanted.every((word) => each.find.includes(word))
      );
      const live = fits.filter((each) =>
        !this.isWhole() || this.options.size <= FEW || each.count || this.chosen.has(each.value)
      );
      const items = live.slice(0, SHOWN).map((option) => this.item(option));
      const before = [...this.list.children];
      if (items.length !== before.length || items.some((item, index) => item !== before[index])) {
        keepingFocus(() => this.list.replaceChildren(...items));
      }
      this.rest.hidden = live.length > 0 && live.length <= SHOWN;
      this.rest.textContent = live.length
        ? `${live.length - SHOWN} more: type a part of the name.`
        : "Nothing here fits.";
    }

    item(option) {
      if (!option.item) {
        option.box = make("input", {
          type: "checkbox",
          name: this.key,
          value: option.value,
          onchange: () => {
            this.chosen[option.box.checked ? "add" : "delete"](option.value);
            this.change();
          },
        });
        option.number = make("span", { class: "finder__number" });
        option.item = make(
          "li",
          {},
          make("label", {}, option.box, make("span", {}, option.text), option.number),
        );
      }
      option.box.checked = this.chosen.has(option.value);
      option.box.disabled = this.isWhole() && !option.count && !option.box.checked;
      option.number.textContent = this.isWhole() ? thousands(option.count) : "…";
      return option.item;
    }

    /* Where facets open over the list, one is open at a time. On a phone they open in the list itself: closing one
       would move what the reader is about to touch. */
    static closeOthers(facets, form, wide) {
      const panels = () => facets.filter((facet) => facet.isOpen);
      const leave = ({ target }) => {
        if (wide.matches) {
          panels().forEach(({ element }) => {
            element.open = element.contains(target);
          });
        }
      };
      addEventListener("resize", () => panels().forEach((facet) => facet.aim()));
      document.addEventListener("click", leave);
      form.addEventListener("focusin", leave);
      form.addEventListener("keydown", (event) => {
        const [facet] = event.key === "Escape" ? panels() : [];
        if (facet) {
          facet.element.open = false;
          facet.summary.focus();
        }
      });
    }
  }

  window.evidenceListing.Facet = Facet;
})();
