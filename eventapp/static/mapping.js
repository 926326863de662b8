// @ts-check
/** Which column of a file is which of ours: a proposal with samples, to be corrected by choosing. */

import { h } from "./dom.js";
import { t } from "./messages.js";

/** @param {any} file a proposal of the server */
export function drawMapping(file) {
  return h("section", { class: "mapping", "data-fingerprint": file.fingerprint },
    h("h3", null, t("mapping.file", { name: file.name, rows: file.rows, kind: t(`mapping.kind.${file.kind}`) })),
    file.problems.length > 0 && h("p", { class: "notice" }, t("mapping.problems", { problems: file.problems })),
    h("div", { class: "scroll" }, h("table", null,
      h("thead", null, h("tr", null, ...["column", "samples", "target"].map((name) => h("th", { scope: "col" }, t(`mapping.${name}`))))),
      h("tbody", null, ...file.columns.map((/** @type {any} */ column) => drawColumn(column, file.targets))))));
}

/** The corrections in such a table: its fingerprint, and the target of each heading. @param {HTMLElement} table */
export function mappingOf(table) {
  const chosen = Array.from(table.querySelectorAll("select"), (select) => [select.dataset.header, select.value]);
  return [table.dataset.fingerprint, Object.fromEntries(chosen)];
}

/** @param {string} target "kan_niet", "steun_nodig=jobcoach" or nothing */
const named = (target) => target.replaceAll("_", " ").replace("=", ": ") || t("mapping.leave_out");

/** @param {any} column @param {string[]} targets */
function drawColumn(column, targets) {
  // A column that is ticked for one value ("steun_nodig=jobcoach") is a choice of that column only.
  const choices = [...new Set(["", ...targets, column.target])].map((target) =>
    h("option", { value: target, selected: target === column.target }, named(target)));
  const select = h("select", { "data-header": column.header, "aria-label": t("mapping.choose", { header: column.header }) }, ...choices);
  const why = column.reason ? h("p", { class: "small soft" }, t(reasonOf(column), { field: column.header })) : null;
  select.addEventListener("change", () => why?.remove()); // it was about what stood there
  return h("tr", { class: column.sure === "likely" ? "differs" : "" },
    h("th", { scope: "row" }, column.header),
    h("td", { class: "small" }, column.samples.join(" · ")),
    h("td", null, select, why));
}

/** What to say of a column; nothing was taken in yet, so an unknown one is still a question. @param {any} column */
const reasonOf = ({ reason }) => (reason === "unknown_column" ? "mapping.unknown_column" : `import.${reason}`);
