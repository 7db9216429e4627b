/* What the scripts of a list share. `listing.js` explains what they do together and is loaded last. They
   share nothing but `window.evidenceListing`. */
window.evidenceListing ??= /** @type {any} */ ((() => {
  /* Letters that Unicode does not decompose into a letter and an accent; `site/alphabet.py` has the same
     table */
  const PLAIN_LETTERS = { ø: "o", ł: "l", đ: "d", ð: "d", ß: "ss", þ: "th", æ: "ae", œ: "oe" };

  /* The prefix of a DOI. Rows contain the DOI alone. */
  const DOI_PREFIX = /(?:https?:\/\/)?(?:dx\.)?doi(?:\.org\/|[:\s]\s*)(?=10\.\d)/gi;

  /** Creates an element. An attribute whose name begins with `on` adds an event listener.
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag
   * @param {Record<string, any>} [attributes]
   * @param {(Node | string)[]} children
   * @returns {HTMLElementTagNameMap[T]}
   */
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) {
        element.addEventListener(name.slice(2), value);
      } else if (value !== false && value !== undefined) {
        element.setAttribute(name, value === true ? "" : value);
      }
    }
    element.append(...children);
    return element;
  };

  /** Returns a text as it is compared: no accents, capitals or apostrophes, and one type of space.
   * @param {string} text
   */
  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[øłđðßþæœ]/g, (letter) => PLAIN_LETTERS[/** @type {keyof typeof PLAIN_LETTERS} */ (letter)])
      .replace(/['‘’ʼ`´]/g, "")
      .replace(/[\s\-‐-―/]+/g, " ");

  /** Returns the words of a query, without the punctuation around them. The two halves of a DOI are one word,
   * because neither identifies anything without the other.
   * @param {string} text
   */
  const wordsOf = (text) =>
    fold(text.replace(DOI_PREFIX, ""))
      .replace(/\b(10\.\d{4,}) (?=\S)/g, "$1\u00a0")
      .split(" ")
      .map((word) => word.replace("\u00a0", " ").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
      .filter(Boolean);

  /** Runs a function that moves elements in the page, and keeps the focus where it was.
   * @param {() => void} act
   */
  const preserveFocus = (act) => {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    act();
    if (document.activeElement === document.body && focused?.isConnected) {
      focused.focus({ preventScroll: true });
    }
  };

  /** Returns a function that runs another once it has not been called for some milliseconds.
   * @param {number} wait
   * @param {() => void} act
   */
  const debounce = (wait, act) => {
    let timer = 0;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(act, wait);
    };
  };

  /** Returns a text with single spaces, and none at its ends.
   * @param {string} text
   */
  const tidy = (text) => text.replace(/\s+/g, " ").trim();

  const language = () => document.documentElement.lang || "en";

  /** @param {number} number */
  const formatNumber = (number) => number.toLocaleString(language());

  /** Lets the reader save a file that is made here, so that it works offline and from a local disk.
   * @param {string} text
   * @param {string} type
   * @param {string} name
   */
  const saveFile = (text, type, name) => {
    const address = URL.createObjectURL(new Blob([text], { type }));
    const link = make("a", { href: address, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  };

  /** Loads a script. From a local disk, a page can load scripts but no other files.
   * @param {string} src
   */
  const loadScript = (src) =>
    new Promise((done, failed) => {
      document.head.append(make("script", { src, onload: done, onerror: failed }));
    });

  return {
    PLAIN_LETTERS,
    make,
    fold,
    wordsOf,
    preserveFocus,
    debounce,
    tidy,
    language,
    formatNumber,
    saveFile,
    loadScript,
  };
})());
