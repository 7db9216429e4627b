/* The rows of a list in the page: hidden and shown, in groups or in one list. */
(() => {
  const { fold } = window.evidenceListing;
  const LONG = 300; /* rows of a long list */

  class Rows {
    /** @param {HTMLElement} root */
    constructor(root) {
      this.root = root;
      /** @type {HTMLElement[]} */
      this.elements = [...root.querySelectorAll("[data-row]")].map((
        each,
      ) => /** @type {HTMLElement} */ (each));
      /** @type {HTMLElement[]} */
      this.groups = [...root.querySelectorAll("[data-group]")].map((
        each,
      ) => /** @type {HTMLElement} */ (each));
      this.jumps = [...document.querySelectorAll('[data-jumps] a[href^="#"]')].map((each) => {
        const link = /** @type {HTMLAnchorElement} */ (each);
        const target = document.getElementById(link.hash.slice(1));
        return {
          link,
          href: link.getAttribute("href") ?? "",
          group: /** @type {HTMLElement | null | undefined} */ (target?.closest("[data-group]")),
        };
      });
      this.parent = /** @type {HTMLElement} */ (
        root.querySelector("[data-rows], [data-found]") ?? this.elements[0].parentNode
      );
      /* The list of all rows, where they are not in their groups
         @type {HTMLElement | undefined} */
      this.flat = /** @type {HTMLElement | undefined} */ (undefined);
    }

    /** Reads a row.
     * @param {HTMLElement} element
     * @param {Facet[]} facets
     * @returns {Row}
     */
    static read(element, facets) {
      return {
        element,
        home: /** @type {HTMLElement} */ (element.parentNode),
        values: facets.map((facet) => facet.values(element)),
        text: null,
        isMatch: true,
        isShown: true,
      };
    }

    /** Returns the text of a row that is searched.
     * @param {Row} row
     */
    static textOf(row) {
      const { element } = row;
      const shown = (element.querySelector("[data-words]") ?? element).textContent;
      row.text ??= fold(`${shown} ${element.dataset.find ?? ""}`);
      return row.text;
    }

    /** Hides and shows rows. Where many are to be hidden, their parent is taken out of the page meanwhile:
     * hiding thousands of list items one by one takes Chromium seconds, because it renumbers the others each
     * time.
     * @param {Row[]} all
     */
    toggle(all) {
      const changed = all.filter((row) => row.isShown !== row.isMatch);
      const { parent, root } = this;
      const left = all.filter((row) => row.isMatch).length;
      const isMost = changed.length > Math.max(LONG, left);
      const isApart = isMost && parent !== root && !parent.contains(document.activeElement);
      const next = parent.nextSibling;
      const above = parent.parentNode;
      if (isApart) {
        parent.remove();
      }
      for (const row of changed) {
        row.isShown = row.isMatch;
        row.element.hidden = !row.isMatch;
      }
      this.toggleGroups(all);
      if (isApart) {
        above?.insertBefore(parent, next);
      }
    }

    /** Hides groups without a row that is shown, and disables the links to them.
     * @param {Row[]} all
     */
    toggleGroups(all) {
      const homes = this.flat?.isConnected ? [] : all.filter((row) => row.isShown).map((row) => row.home);
      const shown = [...new Set(homes)];
      for (const group of this.groups) {
        group.hidden = !shown.some((home) => group.contains(home));
      }
      for (const { link, href, group } of this.jumps) {
        if (group?.hidden) {
          link.removeAttribute("href");
        } else {
          link.setAttribute("href", href);
        }
      }
      for (const nav of new Set(this.jumps.map(({ link }) => link.closest("[data-jumps]")))) {
        /** @type {HTMLElement} */ (nav).hidden = !nav?.querySelector("a[href]");
      }
    }

    /** Puts the rows in order: in one list, or back into their groups.
     * @param {Row[]} sorted
     * @param {boolean} isDefault whether that is the order of the page
     */
    place(sorted, isDefault) {
      if (!this.groups.length) {
        this.parent.append(...sorted.map((row) => row.element));
      } else if (isDefault) {
        sorted.forEach((row) => row.home.append(row.element));
        this.flat?.remove();
      } else {
        this.flat ??= /** @type {HTMLElement} */ (sorted[0].home.cloneNode(false));
        this.flat.append(...sorted.map((row) => row.element));
        this.parent.append(this.flat);
      }
    }

    /** Marks the column by which the rows are sorted.
     * @param {string} sort
     * @param {boolean} isDescending
     */
    markSort(sort, isDescending) {
      for (const each of this.root.querySelectorAll("[data-sort-column]")) {
        const heading = /** @type {HTMLElement} */ (each);
        const isSorted = heading.dataset.sortColumn === sort;
        heading.toggleAttribute("aria-sort", isSorted);
        if (isSorted) {
          heading.ariaSort = isDescending ? "descending" : "ascending";
        }
      }
    }
  }

  Object.assign(window.evidenceListing, { LONG, Rows });
})();
