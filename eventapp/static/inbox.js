// @ts-check
/** The organiser's inbox: what happened that somebody should look at, why, and one tap per answer. */

import { byId, h, say, showList } from "./dom.js";
import { clock, t } from "./messages.js";

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

export class Inbox {
  /** @param {(kind: string, details: any) => Promise<any>} give */
  constructor(give) {
    this.give = give;
  }

  /** @param {{waiting: number, notices: any[]}} inbox */
  show({ waiting, notices }) {
    byId("inbox-card").hidden = waiting === 0;
    const more = waiting - notices.length;
    say("inbox-waiting", t("inbox.waiting", { waiting }) + (more ? ` ${t("inbox.more", { more })}` : ""));
    showList(byId("inbox"), notices, (notice) => notice.id, (notice) => this.#draw(notice));
  }

  /** @param {any} notice */
  #draw(notice) {
    return h("li", null,
      h("span", { class: "number" }, notice.number),
      h("div", { class: "grow" },
        h("p", null, t(`inbox.${notice.code}`, readable(notice.params))),
        notice.lines.length > 0 && h("ul", { class: "small" }, ...notice.lines.map((/** @type {any} */ line) => h("li", null, t(line.code, readable(line.params)))))),
      ...notice.answers.map((/** @type {any} */ answer) => h("button", { type: "button", class: answer.style, onclick: () => this.give(answer.kind, answer.details) },
        t(answer.text, readable(answer.params)))));
  }
}

/** Instants as the time of day. @param {Object<string, any>} params */
function readable(params) {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === "string" && INSTANT.test(value) ? clock(value) : value]));
}
