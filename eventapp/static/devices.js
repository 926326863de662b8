// @ts-check
/** The paired devices: who is there, when the others were last seen, and what needs somebody's attention. */

import { h, showList } from "./dom.js";
import { clock, t } from "./messages.js";

const LOW_BATTERY = 20;
const SECONDS_UP_TO = 90;

/** @typedef {{id: string, role: string, label: string, employer: string | null, online: boolean, seen?: string,
 *   battery?: number | null, waiting?: number, skew?: number}} Device */

export class DeviceList {
  /** @param {HTMLElement} list @param {(kind: string, details: Object<string, any>) => Promise<any>} give */
  constructor(list, give) {
    this.list = list;
    this.give = give;
  }

  /** @param {Device[]} devices */
  show(devices) {
    const order = [...devices].sort((one, other) => one.role.localeCompare(other.role) || one.id.localeCompare(other.id));
    showList(this.list, order, (device) => device.id, (device) => this.#draw(device));
  }

  /** @param {Device} device */
  #draw(device) {
    const revoke = () => confirm(t("organiser.revoke_sure")) && this.give("revoke_device", { device: device.id });
    return h("li", null,
      h("span", { class: "grow" }, h("strong", null, t(`role.${device.role}`)), ` ${device.employer ?? device.label ?? ""}`),
      ...badges(device),
      h("button", { type: "button", class: "bad", onclick: revoke }, t("organiser.revoke")));
  }
}

/** @param {Device} device */
function badges({ online, seen, battery, waiting, skew }) {
  const away = seen ? t("organiser.last_seen", { time: clock(seen) }) : t("organiser.offline");
  return [
    badge(online ? "good" : "", online ? t("organiser.online") : away),
    battery != null && badge(battery < LOW_BATTERY ? "warn" : "", t("organiser.battery", { charge: `${battery}%` })),
    Boolean(waiting) && badge("warn", t("organiser.waiting", { waiting })),
    Boolean(skew) && badge("warn", skewed(skew ?? 0)),
  ];
}

/** @param {string} kind @param {string} words */
const badge = (kind, words) => h("span", { class: `badge ${kind}` }, words);

/** @param {number} skew seconds ahead */
function skewed(skew) {
  const seconds = Math.abs(skew);
  const unit = seconds <= SECONDS_UP_TO ? "seconds" : "minutes";
  const amount = unit === "seconds" ? seconds : Math.round(seconds / 60);
  return t(`organiser.clock_${skew < 0 ? "behind" : "ahead"}_${unit}`, { amount });
}
