/* Puts a button beside whatever has `data-copy` that copies its text and says that it has. Without this script there is no
   button, and the text can be selected as any other. */
(() => {
  const copied = async (text, source) => {
    if (navigator.clipboard && window.isSecureContext) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        /* refused: the older way is tried */
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
      selection.selectAllChildren(source);
    }
    return done;
  };

  for (const source of document.querySelectorAll("[data-copy]")) {
    const what = source.dataset.copy;
    const words = `Copy ${what}`;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    let timer = 0;
    button.addEventListener("click", async () => {
      const text = source.matches("pre") ? source.textContent : source.innerText.replace(/\s+/g, " ");
      const done = await copied(text.trim(), source);
      button.focus();
      said.textContent = done ? `Copied ${what}` : "Not copied. The text is selected: press Ctrl and C.";
      clearTimeout(timer);
      timer = setTimeout(() => {
        said.textContent = "";
      }, 6000);
    });
    const line = document.createElement("p");
    line.className = "copy";
    line.append(button, " ", said);
    if (source.matches("pre")) {
      source.before(line); // a long text would hide it
    } else {
      source.after(line);
    }
  }
})();
