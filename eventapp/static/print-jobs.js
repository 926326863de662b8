// @ts-check
/** What is the matter with printers, and badges of which nobody knows whether they came out: for desk and organiser. */

import { byId, h, showList } from "./dom.js";
import { t } from "./messages.js";

const FEW_LABELS = 20;

/** @param {any} printer */
export const fewLabels = (printer) => printer.labels_left !== null && printer.labels_left < FEW_LABELS;

export class PrintJobs {
  /** @param {any} view */
  show({ printers, jobs }) {
    const open = Object.entries(jobs).map(([id, job]) => ({ id, .../** @type {any} */ (job) }));
    const troubled = printers.filter((/** @type {any} */ printer) => printer.problem || fewLabels(printer));
    showList(byId("print-troubles"), troubled, (printer) => printer.name, drawTrouble);
    showList(byId("print-jobs"), open, (job) => job.id, drawJob);
    byId("print-jobs-card").hidden = open.length + troubled.length === 0;
  }
}

/** @param {any} printer */
function drawTrouble(printer) {
  const words = printer.problem ? t(`printer_problem.${printer.problem}`) : t("print.few_labels", { left: printer.labels_left });
  return h("li", null, h("span", { class: "badge bad" }, printer.name), h("span", { class: "grow" }, words),
    printer.waiting > 0 && h("span", { class: "soft small" }, t("print.waiting", { waiting: printer.waiting })));
}

/** @param {any} job */
function drawJob(job) {
  const say = (/** @type {string} */ answer) => fetch(`/api/v1/prints/${job.id}`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ answer }) });
  const why = job.state === "failed" ? t(`printer_problem.${job.problem}`) : t("print.page_asks");
  return h("li", null,
    h("span", { class: "number" }, job.number),
    h("span", { class: "grow" }, job.paper === "badge" ? `${job.name} ` : `${t(`print.paper_${job.paper}`)} ${job.name} `, h("span", { class: "soft small" }, why)),
    h("button", { type: "button", class: "quiet", onclick: () => say("done") }, t("print.page_done")),
    h("button", { type: "button", class: "quiet", onclick: () => again(job, say) }, t("print.page_again")));
}

/** @param {any} job @param {(answer: string) => Promise<Response>} say */
async function again(job, say) {
  const reply = await say("again");
  if (reply.ok && job.by_browser) window.open(`/badge/${job.id}`, "_blank");
}
