/* The address of the page: what is chosen is in it, so that it can be shared, and each choice is a step that
   Back undoes. Words are one step, however many keys they took. */
(() => {
  const { tidy } = window.evidenceListing;
  const WORDS = "find"; /* the words in the address; `q` is the search of the whole site */

  /** Chooses what an address names, as far as the page has it.
   * @param {State} state
   * @param {URLSearchParams} parameters
   */
  const readAddress = (state, parameters) => {
    const sort = parameters.get("sort");
    state.query = parameters.get(WORDS) ?? "";
    state.sort = state.sorts.find((each) => each.sort === sort)?.sort ?? state.defaultSort;
    state.facets.forEach((facet) => facet.choose(parameters.getAll(facet.key)));
  };

  /** Returns the parameters of an address with what is chosen. Parameters of others stay.
   * @param {State} state
   * @param {string} search
   */
  const writeAddress = (state, search) => {
    const parameters = new URLSearchParams(search);
    /** @type {(key: string, values: string[]) => void} */
    const put = (key, values) => {
      parameters.delete(key);
      values.filter(Boolean).forEach((value) => parameters.append(key, value));
    };
    put(WORDS, [state.words.length ? tidy(state.query) : ""]);
    state.facets.forEach((facet) => put(facet.key, [...facet.chosen]));
    put("sort", [state.sort === state.defaultSort ? "" : state.sort]);
    return parameters;
  };

  class Address {
    /**
     * @param {State} state
     * @param {HTMLElement} root
     * @param {() => Letters | undefined} letters
     */
    constructor(state, root, letters) {
      this.state = state;
      this.root = root;
      this.letters = letters;
      this.before = "";
      this.isTyping = false;
      this.isLeaving = false;
    }

    read() {
      readAddress(this.state, new URLSearchParams(location.search));
    }

    /** Writes what is chosen into the address, and returns whether that changed it.
     * @param {"pushState" | "replaceState"} how
     */
    write(how) {
      const address = new URL(location.href);
      address.search = writeAddress(this.state, address.search).toString();
      const isNew = this.root.isConnected && address.href !== location.href;
      if (isNew && how === "replaceState" && address.href === this.before) {
        this.isLeaving = true; /* words that were removed again leave no step behind */
        history.back();
      } else if (isNew) {
        this.before = how === "pushState" ? location.href : this.before;
        history[how]({ ...history.state, most: this.letters()?.most }, "", address);
      }
      return isNew;
    }

    writeChoice() {
      this.write("pushState");
      this.isTyping = false;
    }

    writeWords() {
      this.isTyping = this.write(this.isTyping ? "replaceState" : "pushState") || this.isTyping;
    }

    /** Follows Back and Forward, and returns whether the list changed: a jump to an anchor on the page
     * changes nothing. */
    follow() {
      const snapshot = () => [writeAddress(this.state, ""), this.letters()?.most].join();
      const before = snapshot();
      this.isTyping = false;
      if (this.isLeaving) {
        this.isLeaving = false;
        return false;
      }
      this.read();
      this.letters()?.startAt(history.state?.most);
      return snapshot() !== before;
    }
  }

  Object.assign(window.evidenceListing, { Address, readAddress, writeAddress });
})();
