/* Adds a button beside each element with `data-copy` that copies its text and reports the result. Without
   this script there is no button, and the text can be selected like any other. */
(() => {
  /** Copies a text, and returns whether that worked. If not, the text is selected.
   * @param {string} text
   * @param {Element} source
   */
  const copy = async (text, source) => {
    if (navigator.clipboard && window.isSecureContext) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        /* refused: try the older way */
      }
    }
    const selection = getSelection();
    const holder = document.createElement("textarea");
    holder.value = text;
    holder.setAttribute("readonly", "");
    holder.className = "unseen";
    source.after(holder);
    holder.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      done = false;
    }
    holder.remove();
    if (!done) {
      selection?.selectAllChildren(source);
    }
    return done;
  };

  for (const each of document.querySelectorAll("[data-copy]")) {
    const source = /** @type {HTMLElement} */ (each);
    const what = source.dataset.copy;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `Copy ${what}`;
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    let timer = 0;
    button.addEventListener("click", async () => {
      const text = source.matches("pre") ? source.textContent ?? "" : source.innerText.replace(/\s+/g, " ");
      const done = await copy(text.trim(), source);
      button.focus();
      status.textContent = done ? `Copied ${what}` : "Not copied. The text is selected: press Ctrl and C.";
      clearTimeout(timer);
      timer = setTimeout(() => {
        status.textContent = "";
      }, 6000);
    });
    const line = document.createElement("p");
    line.className = "copy";
    line.append(button, " ", status);
    if (source.matches("pre")) {
      source.before(line); // a long text would hide it
    } else {
      source.after(line);
    }
  }
})();
