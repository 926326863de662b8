// @ts-check
/**
 * The laptop has another address. To a browser that is another site, which sees nothing of what waits here. So what
 * waits goes along, behind the "#" of the new address with its code: it is in letters that only the laptop can open.
 * It leaves this device's disk only when the page at the new address has said that it has it on disk there; without
 * that word it stays, which is no harm: the laptop knows a command by its id.
 */

import { byId } from "/static/dom.js";
import { t } from "/static/messages.js";

// Of some three hundred letters each; some browsers cut an address of more than 80,000.
const AT_ONCE = 100;

export class Moving {
  /** @param {import("./outbox.js").Outbox} outbox */
  constructor(outbox) {
    this.outbox = outbox;
    /** @type {Set<string>} what was sent along, whether or not it was said to have come */
    this.sent = new Set();
    byId("moving-form")?.addEventListener("submit", (/** @type {SubmitEvent} */ event) => (event.preventDefault(), this.#go()));
  }

  /** @param {import("./outbox.js").State} state */
  show({ away }) {
    const card = byId("moving");
    if (card) card.hidden = !away;
  }

  #go() {
    const target = pairingAddress(byId("moving-address").value);
    byId("moving-problem").hidden = Boolean(target);
    if (!target) return;
    const some = this.outbox.waiting.filter(({ id }) => !this.sent.has(id)).slice(0, AT_ONCE);
    const entries = some.map(({ place, ...entry }) => entry);
    const brought = { fair: document.body.dataset.fair, from: location.origin, entries };
    const opened = open(`${target.origin}/koppel${target.hash}&${packed(brought)}`, "_blank");
    for (const { id } of some) this.sent.add(id);
    byId("moving-said").textContent = t("moving.opened", { count: some.length });
    addEventListener("message", ({ source, origin, data }) => {
      if (source !== opened || origin !== target.origin || !Array.isArray(data?.taken)) return;
      this.outbox.handedOver(new Set(data.taken.filter((/** @type {string} */ id) => this.sent.has(id))));
      byId("moving-said").textContent = t("moving.done");
    });
  }
}

/** The address that a pairing code's QR holds, or null. @param {string} typed */
function pairingAddress(typed) {
  try {
    const address = new URL(typed.trim());
    const known = ["http:", "https:"].includes(address.protocol) && /^#[A-Za-z]{8,12}$/.test(address.hash);
    return known && address.origin !== location.origin ? address : null;
  } catch {
    return null;
  }
}

/** @param {any} value */
const packed = (value) => encodeURIComponent(btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value)))));
