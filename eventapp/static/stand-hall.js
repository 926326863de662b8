// @ts-check
/** While suggestions are off: everybody in the hall, to be searched by number, name, or what they can and want. */

import { byId, say } from "./dom.js";
import { t } from "./messages.js";

const PAGE = 40;
const PAUSE_MS = 150;
// All tablets hear of an arrival at once; they need not ask at once.
const SPREAD_MS = 600;

export class Hall {
  /** @param {(people: any[]) => void} onPeople called with who was found */
  constructor(onPeople) {
    this.onPeople = onPeople;
    this.most = PAGE;
    /** @type {string | null} what the list was asked for last */
    this.asked = null;
    /** @type {number | undefined} */
    this.timer = undefined;
    byId("hall-query").addEventListener("input", () => ((this.most = PAGE), this.#soon(PAUSE_MS)));
    byId("hall-more").addEventListener("click", () => ((this.most += PAGE), this.#search()));
    byId("hall-form").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  }

  /** @param {any} view */
  show(view) {
    const open = !view.fair.suggestions;
    byId("hall-form").hidden = !open;
    // Who came or went, or was put on the list or taken off it by hand, changes who is to be found.
    const state = open ? JSON.stringify([view.hall, view.order, Object.keys(view.hidden), Object.keys(view.talks)]) : null;
    if (state === this.asked) return;
    const first = this.asked === null;
    this.asked = state;
    if (!open) this.#close();
    else if (first) this.#search();
    else this.#soon(PAUSE_MS + Math.random() * SPREAD_MS);
  }

  #close() {
    clearTimeout(this.timer);
    this.most = PAGE;
    byId("hall-query").value = "";
    byId("hall-more").hidden = true;
    this.onPeople([]);
  }

  /** @param {number} pause */
  #soon(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#search(), pause);
  }

  async #search() {
    const query = new URLSearchParams({ q: byId("hall-query").value, most: String(this.most) });
    const reply = await fetch(`/api/v1/hall?${query}`).catch(() => null);
    if (!reply?.ok || this.asked === null) return;
    const { people, found } = await reply.json();
    byId("hall-more").hidden = people.length >= found;
    say("hall-found", t("stand.hall_found", { found }));
    this.onPeople(people);
  }
}
