// @ts-check
/** What came of an import: what is in, what was held back and why, row by row. */

import { byId, h } from "./dom.js";
import { t } from "./messages.js";

/** What is said of a column or of the file, and so of nobody's card. */
const OF_THE_FILE = /_column$|^(chosen|other_sheet|second_table|no_rows)$/;

/**
 * @param {HTMLElement} box
 * @param {any} report
 * @param {(id: string) => void} open shows the card of a person
 */
export function showImport(box, report, open) {
  const none = report.files.every((/** @type {any} */ file) => file.error);
  box.replaceChildren(
    h("p", { class: "lead", tabIndex: -1 }, t(none ? "organiser.nothing_imported" : "organiser.imported", report)),
    ...(report.merged.length + report.to_review.length > 0 ? [together(report)] : []),
    ...(report.held?.waiting > 0 ? [heldWaiting(report.held)] : []),
    ...report.files.map((/** @type {any} */ file) => drawFile(file, open)));
}

/** How many rows turned out to be of one person, and the way to the pairs of which a person must tell. @param {any} report */
function together(report) {
  const [merged, waiting] = [report.merged.length, report.to_review.length];
  const go = () => byId("pair-one").focus();
  return h("p", { class: "row" }, t("organiser.merged", { merged, waiting }), " ",
    waiting > 0 && h("button", { type: "button", class: "quiet", onclick: go }, t("organiser.to_held")));
}

/** How many cells wait for a decision, and the way to the first. @param {{waiting: number}} held */
function heldWaiting(held) {
  const go = () => byId("held-title").focus();
  return h("p", { class: "row" }, t("organiser.held_waiting", held), " ", h("button", { type: "button", class: "quiet", onclick: go }, t("organiser.to_held")));
}

/** @param {any} file @param {(id: string) => void} open */
function drawFile(file, open) {
  if (file.error) return h("p", { class: "notice" }, h("strong", null, file.name), `: ${t(`import.${file.error}`, file.params)}`);
  const [ofTheFile, ofRows] = [true, false].map((whole) =>
    file.warnings.filter((/** @type {any} */ warning) => OF_THE_FILE.test(warning.code) === whole));
  const said = (/** @type {any} */ warning) => [warning.row, warning.field, finding(file, warning, open)];
  const rows = [
    ...file.quarantined.map((/** @type {any} */ held) => [held.row, t("organiser.held_back"), t(`import.${held.reason}`, held)]),
    ...ofRows.map(said),
  ].sort((one, other) => one[0] - other[0]).concat(ofTheFile.map(said));
  const counts = { ...file, held: file.quarantined.length, remarks: ofRows.length };
  return h("details", { open: file.quarantined.length > 0 || !file.rows },
    h("summary", null, h("strong", null, file.name), ` ${t(ofRows.length ? "organiser.file_remarks" : "organiser.file", counts)}`),
    rows.length > 0 && h("div", { class: "scroll" }, h("table", null,
      h("thead", null, h("tr", null, ...["organiser.row", "organiser.field", "organiser.what"].map((code) => h("th", null, t(code))))),
      h("tbody", null, ...rows.map((row) => h("tr", null, ...row.map((cell) => h("td", null, cell))))))));
}

/** What was found, and the way to the person's card where somebody can write down what does count. */
function finding(/** @type {any} */ file, /** @type {any} */ warning, /** @type {(id: string) => void} */ open) {
  const text = t(`import.${warning.code}`, warning);
  if (file.kind !== "kandidaten" || warning.row < 2 || OF_THE_FILE.test(warning.code)) return text;
  const show = async () => {
    const query = new URLSearchParams({ file: file.name, row: warning.row });
    const reply = await fetch(`/api/v1/people?${query}`).catch(() => null);
    const [person] = reply?.ok ? (await reply.json()).people : [];
    if (person) open(person.id);
  };
  return h("span", null, text, " ", h("button", { type: "button", class: "quiet", onclick: show }, t("organiser.to_card")));
}
