/* Closes the menu of small screens when the reader goes elsewhere or presses Escape, so that it never hides what has the
   focus. Without this script the menu still opens and closes by itself. */
(() => {
  const menu = document.querySelector("details.menu");
  if (!menu) {
    return;
  }
  const leave = (event) => {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  };
  document.addEventListener("focusin", leave);
  document.addEventListener("click", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
