/* What the scripts of a list share: `listing.js` says what they do together, and is the last of them to be loaded. They
   speak to one another through `window.evidenceListing` alone. */
window.evidenceListing ??= (() => {
  const PLAIN = {
    ø: "o",
    ł: "l",
    đ: "d",
    ß: "ss",
    æ: "ae",
    œ: "oe",
  }; /* letters that are no letter with an accent */

  const DOI_PREFIX =
    /(?:https?:\/\/)?(?:dx\.)?doi(?:\.org\/|[:\s]\s*)(?=10\.\d)/gi; /* rows hold the DOI alone */

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

  /* Text as it is compared: no accents, no capitals, no apostrophes, one sort of space. */
  const folded = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[øłđßæœ]/g, (letter) => PLAIN[letter])
      .replace(/['‘’ʼ`´]/g, "")
      .replace(/[\s\-‐-―/]+/g, " ");

  /* The words of what was typed, without the brackets, quotation marks and full stops round them. The two halves of a DOI,
     which stand for the one thing only together, are one word. */
  const wordsOf = (text) =>
    folded(text.replace(DOI_PREFIX, ""))
      .replace(/\b(10\.\d{4,}) (?=\S)/g, "$1\u00a0")
      .split(" ")
      .map((word) => word.replace("\u00a0", " ").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
      .filter(Boolean);

  /* Does what takes elements out of the page and puts them back, and leaves the focus where it was. */
  const keepingFocus = (act) => {
    const focused = document.activeElement;
    act();
    if (document.activeElement === document.body && focused?.isConnected) {
      focused.focus({ preventScroll: true });
    }
  };

  const later = (wait, act) => {
    let timer = 0;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(act, wait);
    };
  };

  const tidy = (text) => text.replace(/\s+/g, " ").trim();

  const thousands = (number) => number.toLocaleString(document.documentElement.lang || "en");

  /* Gives the reader a file that is made here, so that it works without a network and from a disk. */
  const save = (text, type, name) => {
    const address = URL.createObjectURL(new Blob([text], { type }));
    const link = make("a", { href: address, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  };

  /* Runs a script. One also comes from a disk, where a page may read no other file. */
  const run = (src) =>
    new Promise((done, failed) => {
      document.head.append(make("script", { src, onload: done, onerror: failed }));
    });

  return { make, folded, wordsOf, keepingFocus, later, tidy, thousands, save, run };
})();
