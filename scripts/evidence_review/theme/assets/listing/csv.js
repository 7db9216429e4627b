/* The CSV file of a list, made in the browser so that it works offline and from a local disk. */
(() => {
  const { tidy } = window.evidenceListing;

  /** Returns a cell of a CSV file (RFC 4180). A value that a spreadsheet would run as a formula begins with
   * an apostrophe; `exports/csv_files.py` does the same.
   * @param {string} text
   */
  const csvCell = (text) => {
    const safe = /^[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n']/.test(text) ? `'${text}` : text;
    return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };

  /** Returns a CSV file, with a byte order mark for Excel.
   * @param {string[][]} rows
   */
  const csvText = (rows) => `\ufeff${rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("")}`;

  /** Returns the value of a row in a column: hidden, shown, or that of the facet of the same name.
   * @param {HTMLElement} row
   * @param {string} column
   */
  const valueOf = (row, column) => {
    const hidden = row.getAttribute(`data-cell-${column}`);
    const shown = row.querySelector(`[data-cell="${column}"]`);
    return hidden ?? (shown ? tidy(shown.textContent ?? "") : row.getAttribute(`data-${column}`)) ?? "";
  };

  Object.assign(window.evidenceListing, { csvCell, csvText, valueOf });
})();
