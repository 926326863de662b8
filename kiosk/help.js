// @ts-check
/** At the desk: a kiosk where somebody asks for help. It rings once, and stays until somebody goes there. */

import { h, showList } from "/static/dom.js";
import { clock, t } from "/static/messages.js";
import { sound } from "./sound.js";

/** @typedef {{device: string, label: string, place: number, since: string}} Asking */

export class HelpCard {
  /** @param {HTMLElement} card @param {HTMLElement} list @param {(device: string) => void} go somebody goes there */
  constructor(card, list, go) {
    this.card = card;
    this.list = list;
    this.go = go;
    /** @type {Set<string>} */
    this.known = new Set();
  }

  /** @param {Asking[]} all */
  show(all) {
    if (all.some(({ device, since }) => !this.known.has(device + since))) sound("rings");
    this.known = new Set(all.map(({ device, since }) => device + since));
    this.card.hidden = all.length === 0;
    showList(this.list, all, ({ device, since }) => device + since, (one) => this.#draw(one));
  }

  /** @param {Asking} one */
  #draw(one) {
    const place = one.label || `${t("role.kiosk")} ${one.place}`;
    return h("li", null,
      h("strong", { class: "grow" }, t("desk.help_asked", { place })),
      h("span", { class: "soft" }, clock(one.since)),
      h("button", { type: "button", onclick: () => this.go(one.device) }, t("desk.help_go")));
  }
}
