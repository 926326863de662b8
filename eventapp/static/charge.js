// @ts-check
/** The organiser's hand on the machine: the stop button, who was added by hand, and what the audit says. */

import { byId, h, say, showList } from "./dom.js";
import { choiceLine } from "./guide.js";
import { t } from "./messages.js";

const STAGES = ["suggested", "invited", "matched"];

export class Charge {
  /**
   * @param {(kind: string, details: Object<string, any>) => Promise<any>} give
   * @param {(id: string) => void} open opens somebody's sheet
   */
  constructor(give, open) {
    this.give = give;
    this.open = open;
    this.on = true;
    byId("switch").addEventListener("click", () => this.#switch());
    byId("job-coach").addEventListener("submit", (/** @type {Event} */ event) => this.#placeJobCoach(event));
    byId("bias-show").addEventListener("click", () => this.#bias());
  }

  /** @param {any} view */
  show(view) {
    this.on = view.fair.suggestions;
    byId("stopped").hidden = this.on;
    const place = byId("job-coach").where;
    if (document.activeElement !== place) place.value = view.job_coach; // never over what somebody is typing
    byId("switch-state").textContent = t(this.on ? "charge.on" : "page.stopped");
    byId("switch").textContent = t(this.on ? "charge.stop" : "charge.start");
    byId("switch").className = this.on ? "bad" : "";
    showList(byId("by-hand"), view.by_hand, (one) => one.id, (one) => drawByHand(one, this.open));
    byId("by-hand-card").hidden = !view.by_hand.length;
  }

  #switch() {
    if (!this.on || confirm(t("charge.stop_sure"))) this.give("switch_suggestions", { on: !this.on });
  }

  /** @param {Event} event */
  async #placeJobCoach(event) {
    event.preventDefault();
    const result = await this.give("place_job_coach", { where: byId("job-coach").where.value });
    say("job-coach-said", t(`result.${result.code}`));
  }

  async #bias() {
    const reply = await fetch("/api/v1/bias").catch(() => null);
    if (!reply?.ok) return;
    const { total, groups, least } = await reply.json();
    const rows = [{ ...total, group: t("bias.total") }, ...groups];
    byId("bias").replaceChildren(h("p", { class: "soft" }, t(groups.length ? "bias.least" : "bias.none", { least })));
    if (!groups.length) return;
    byId("bias").append(h("table", null,
      h("tr", null, h("th", null, t("bias.group")), h("th", null, t("bias.people")), ...STAGES.map((stage) => h("th", null, t(`bias.${stage}`)))),
      ...rows.map(drawGroup)));
  }
}

/** @param {any} one @param {(id: string) => void} open */
export function drawByHand(one, open) {
  return h("li", null,
    h("span", { class: "number" }, one.number),
    h("span", { class: "grow" }, one.name, " ", choiceLine(one)),
    h("button", { type: "button", class: "quiet", onclick: () => open(one.subject) }, t("desk.do_guide")));
}

/** @param {any} row */
function drawGroup(row) {
  const share = (/** @type {any} */ cell) => (cell ? t("bias.share", { count: cell.count, people: row.people ?? "?" }) : t("bias.held_back"));
  return h("tr", null, h("th", { scope: "row" }, row.group), h("td", null, row.people ?? t("bias.held_back")), ...STAGES.map((stage) => h("td", null, share(row[stage]))));
}
