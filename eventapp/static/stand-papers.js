// @ts-check
/** Cards for stands on paper. What is typed here about the Wi-Fi goes to the printer and is kept nowhere. */

import { byId, h, say } from "./dom.js";
import { t } from "./messages.js";

export class StandPapers {
  constructor() {
    this.stands = "";
    byId("cards").addEventListener("submit", (/** @type {SubmitEvent} */ event) => (event.preventDefault(), this.#print()));
  }

  /** @param {Object<string, string>} stands name by employer id */
  know(stands) {
    if (JSON.stringify(stands) === this.stands) return;
    this.stands = JSON.stringify(stands);
    const order = Object.entries(stands).sort((one, other) => one[1].localeCompare(other[1], undefined, { numeric: true }));
    const all = h("option", { value: "" }, t("card.all"));
    byId("card-stand").replaceChildren(all, ...order.map(([id, name]) => h("option", { value: id }, name)));
  }

  async #print() {
    const reply = await fetch("/api/v1/cards.pdf", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(Object.fromEntries(new FormData(byId("cards")))),
    }).catch(() => null);
    byId("card-problem").hidden = Boolean(reply?.ok);
    if (!reply?.ok) return say("card-problem", reply ? (await reply.json()).text : t("error.no_connection"));
    h("a", { href: URL.createObjectURL(await reply.blob()), download: "stands.pdf" }).click();
  }
}
