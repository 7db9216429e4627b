/* Closes the menu of small screens when the reader moves elsewhere or presses Escape, so that it never hides
   the focused element. Without this script the menu still opens and closes. */
(() => {
  const menu = /** @type {HTMLDetailsElement | null} */ (document.querySelector("details.menu"));
  if (!menu) {
    return;
  }
  /** @param {Event} event */
  const leave = (event) => {
    if (!menu.contains(/** @type {Node} */ (event.target))) {
      menu.open = false;
    }
  };
  document.addEventListener("focusin", leave);
  document.addEventListener("click", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
})();
