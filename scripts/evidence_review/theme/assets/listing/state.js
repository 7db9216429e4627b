/* The state of a list: what is searched and chosen, and which rows match. It does not touch the page. */
(() => {
  const { tidy, wordsOf, language } = window.evidenceListing;

  /** Returns rows in the order of their keys. Rows without a key come last in either direction.
   * @template T
   * @param {[string, T][]} keyed the key of each row, and the row
   * @param {boolean} isDescending
   * @param {string} locale
   * @returns {T[]}
   */
  const sortByKey = (keyed, isDescending, locale) => {
    const { compare } = new Intl.Collator(locale, { numeric: true });
    const direction = isDescending ? -1 : 1;
    return [...keyed]
      .sort((
        [one],
        [other],
      ) => (one && other ? direction * compare(one, other) : Number(!one) - Number(!other)))
      .map(([, row]) => row);
  };

  class State {
    /**
     * @param {Facet[]} facets
     * @param {Sort[]} sorts the first is the order of the page
     * @param {(row: Row) => string} textOf the text of a row that is searched
     */
    constructor(facets, sorts, textOf) {
      this.facets = facets;
      this.sorts = sorts;
      this.textOf = textOf;
      /** @type {Row[]} */
      this.rows = [];
      this.query = "";
      this.sort = this.defaultSort;
      /* How many more rows would match without the words of the query */
      this.withoutWords = 0;
    }

    get words() {
      return wordsOf(this.query);
    }

    get defaultSort() {
      return this.sorts[0]?.sort ?? "";
    }

    get currentSort() {
      return this.sorts.find((each) => each.sort === this.sort);
    }

    get isDescending() {
      return this.currentSort?.order === "descending";
    }

    /* Whether anything is chosen, even if only an order */
    get isNarrowed() {
      return this.choices().length > 0 || this.sort !== this.defaultSort;
    }

    /* Finds the rows that match, and counts for each option how many rows choosing it would give: those that
       fail no other facet. */
    match() {
      const words = this.words;
      this.withoutWords = 0;
      this.facets.forEach((facet) => facet.reset());
      for (const row of this.rows) {
        const text = words.length ? this.textOf(row) : "";
        const hasWords = words.every((word) => text.includes(word));
        const failed = this.facets.filter((facet, index) => !facet.matches(row.values[index]));
        row.isMatch = hasWords && !failed.length;
        if (!hasWords) {
          this.withoutWords += failed.length ? 0 : 1;
        } else if (failed.length <= 1) {
          this.facets.forEach((facet, index) => {
            if (!failed.length || failed[0] === facet) {
              facet.tally(row.values[index]);
              facet.without += failed.length;
            }
          });
        }
      }
    }

    /** Returns the rows in the order that is chosen. */
    sorted() {
      const sort = this.currentSort;
      if (sort === this.sorts[0]) {
        return [...this.rows];
      }
      const attribute = `data-sort-${sort?.of ?? this.sort}`;
      return sortByKey(
        this.rows.map((row) => [row.element.getAttribute(attribute) ?? "", row]),
        this.isDescending,
        language(),
      );
    }

    /** Returns what is chosen: how to remove each choice, and how many rows that alone would bring. A query
     * of punctuation alone hides nothing and is no choice.
     * @returns {Choice[]}
     */
    choices() {
      /** @type {Choice[]} */
      const found = [];
      if (this.words.length) {
        const remove = () => {
          this.query = "";
        };
        found.push({ text: `“${tidy(this.query)}”`, remove, without: this.withoutWords });
      }
      for (const facet of this.facets) {
        for (const value of facet.chosen) {
          found.push({
            text: `${facet.label}: ${facet.options.get(value)?.text}`,
            remove: () => facet.chosen.delete(value),
            without: facet.chosen.size === 1 ? facet.without : 0,
          });
        }
      }
      return found;
    }

    clear() {
      this.query = "";
      this.facets.forEach((facet) => facet.chosen.clear());
    }
  }

  Object.assign(window.evidenceListing, { State, sortByKey });
})();
