// @ts-check
/** What came of an import: what is in, what was held back and why, row by row. */

import { h } from "./dom.js";
import { t } from "./messages.js";

/** @param {HTMLElement} box @param {any} report */
export function showImport(box, report) {
  box.replaceChildren(
    h("p", { class: "lead" }, t("organiser.imported", report)),
    ...report.files.map(drawFile));
}

/** @param {any} file */
function drawFile(file) {
  if (file.error) return h("p", { class: "notice" }, h("strong", null, file.name), `: ${t(`import.${file.error}`, file.params)}`);
  const rows = [
    ...file.quarantined.map((/** @type {any} */ held) => [held.row, t("organiser.held_back"), t(`import.${held.reason}`, held)]),
    ...file.warnings.map((/** @type {any} */ warning) => [warning.row, warning.field, t(`import.${warning.code}`, warning)]),
  ].sort((one, other) => one[0] - other[0]);
  return h("details", { open: file.quarantined.length > 0 },
    h("summary", null, h("strong", null, file.name), ` ${t("organiser.file", { ...file, held: file.quarantined.length })}`),
    rows.length > 0 && h("div", { class: "scroll" }, h("table", null,
      h("thead", null, h("tr", null, ...["organiser.row", "organiser.field", "organiser.what"].map((code) => h("th", null, t(code))))),
      h("tbody", null, ...rows.map((row) => h("tr", null, ...row.map((cell) => h("td", null, cell))))))));
}
