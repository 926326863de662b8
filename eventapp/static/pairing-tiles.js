// @ts-check
/** A tile per role with a QR code and a typed code, both for one use. A used code is replaced by itself. */

import { byId, h } from "./dom.js";
import { clock, t } from "./messages.js";

const ROLES = ["desk", "stand", "screen", "kiosk", "organiser"];
const FIRST = ["desk", "stand", "screen"];

export class PairingTiles {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.devices = -1;
    /** @type {string} */
    this.stands = "";
    box.replaceChildren(...ROLES.map((role) => this.#tile(role)));
  }

  /**
   * @param {Object<string, string>} stands name by employer id
   * @param {{role: string}[]} devices those that are paired
   */
  know(stands, devices) {
    if (JSON.stringify(stands) !== this.stands) this.#showStands(stands);
    // At the start there is a code for every role that nobody has yet; a code that was used is replaced.
    if (this.devices < 0) for (const role of FIRST) if (!devices.some((device) => device.role === role)) this.offer(role);
    if (this.devices >= 0 && devices.length > this.devices) for (const role of ROLES) if (this.#shown(role)) this.offer(role);
    this.devices = devices.length;
  }

  /** Ask the server for a fresh code. @param {string} role */
  async offer(role) {
    const employer = role === "stand" ? byId("stand-choice").value : undefined;
    if (role === "stand" && !employer) return;
    const reply = await fetch("/api/v1/pairings", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ role, employer, searches: role === "desk" && byId("searches").checked }),
    }).catch(() => null);
    const answer = reply ? await reply.json() : { text: t("error.no_connection") };
    byId(`offer-${role}`).replaceChildren(...(reply?.ok ? shown(answer) : [h("p", { class: "notice" }, answer.text)]));
  }

  /** @param {string} role */
  #tile(role) {
    return h("div", null,
      h("h3", null, t(`role.${role}`)),
      role === "stand" && h("label", null, h("span", { class: "sr" }, t("organiser.which_stand")), h("select", { id: "stand-choice", onchange: () => this.#shown(role) && this.offer(role) })),
      role === "desk" && h("label", { class: "tick" }, h("input", { id: "searches", type: "checkbox", onchange: () => this.#shown(role) && this.offer(role) }), t("organiser.searches")),
      h("div", { id: `offer-${role}`, "aria-live": "polite" }),
      h("button", { type: "button", class: "quiet", onclick: () => this.offer(role) }, t("organiser.show_code")));
  }

  /** @param {string} role */
  #shown(role) {
    return byId(`offer-${role}`).childElementCount > 0;
  }

  /** @param {Object<string, string>} stands */
  #showStands(stands) {
    this.stands = JSON.stringify(stands);
    const choices = Object.entries(stands).sort((one, other) => one[1].localeCompare(other[1], undefined, { numeric: true }));
    byId("stand-choice").replaceChildren(...choices.map(([id, name]) => h("option", { value: id }, name)));
  }
}

/** @param {any} offer */
function shown(offer) {
  const box = h("div", { class: "qr", role: "img", "aria-label": t("organiser.qr") });
  // The server drew this picture itself; nothing that anybody typed is in it.
  box.append(document.importNode(new DOMParser().parseFromString(offer.qr, "image/svg+xml").documentElement, true));
  const address = offer.url.split("#")[0];
  return [
    box,
    h("p", { class: "code" }, offer.code.replace(/(.{4})(?=.)/g, "$1 ")),
    h("p", { class: "small" }, t("organiser.open", { address, time: clock(offer.expires_at) })),
  ];
}
