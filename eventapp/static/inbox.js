// @ts-check
/** The organiser's inbox: what happened that somebody should look at. */

import { byId, h, say, showList } from "./dom.js";
import { clock, t } from "./messages.js";

export class Inbox {
  /** @param {(kind: string, details: any) => Promise<any>} give */
  constructor(give) {
    this.give = give;
  }

  /** @param {{waiting: number, notices: any[]}} inbox */
  show({ waiting, notices }) {
    byId("inbox-card").hidden = waiting === 0;
    say("inbox-waiting", t("inbox.waiting", { waiting }));
    showList(byId("inbox"), notices, (notice) => notice.id, (notice) => this.#draw(notice));
  }

  /** @param {any} notice */
  #draw(notice) {
    const [first, second] = notice.scans.map((/** @type {any} */ scan) => ({ time: clock(scan.moment), place: scan.place }));
    const words = { ...notice, first_time: first.time, first_place: first.place, time: second.time, place: second.place };
    const seen = () => this.give("settle_notice", { subject: notice.subject, notice: notice.id });
    return h("li", null,
      h("span", { class: "number" }, notice.number),
      h("span", { class: "grow" }, t(`inbox.${notice.code}`, words)),
      h("button", { type: "button", class: "quiet", onclick: seen }, t("desk.seen")));
  }
}
