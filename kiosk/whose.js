// @ts-check
/** Whose a spare badge is, or who came without any: somebody of the list, or somebody new. */

import { byId, h, say, showList } from "/static/dom.js";
import { t } from "/static/messages.js";

const PAUSE_MS = 120;
const PATIENCE_MS = 3000;

export class Whose {
  /** @param {(person: any) => void} choose somebody of the list @param {(details: any) => void} register somebody new */
  constructor(choose, register) {
    this.choose = choose;
    this.box = byId("whose");
    this.search = byId("whose-search");
    this.form = byId("whose-new");
    /** @type {number | undefined} */
    this.timer = undefined;
    this.search.addEventListener("input", () => this.#type());
    byId("whose-form").addEventListener("submit", (/** @type {Event} */ event) => (event.preventDefault(), this.#type()));
    this.form.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      register(Object.fromEntries(new FormData(this.form)));
    });
  }

  /** @param {string} spare the number of a spare badge; "" for who has none */
  open(spare) {
    this.close();
    say("whose-title", t(spare ? "papier.whose" : "papier.nobody", { number: spare }));
    byId("whose-known").hidden = !spare; // who stands on the list is entered by the row
    this.box.hidden = false;
    (spare ? this.search : this.form.first_name).focus();
  }

  close() {
    this.box.hidden = true;
    this.search.value = "";
    this.form.reset();
    showList(byId("whose-found"), [], String, () => h("li", null));
  }

  #type() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#find(this.search.value.trim()), PAUSE_MS);
  }

  /** @param {string} text */
  async #find(text) {
    const reply = text && (await fetch(`/api/v1/people?q=${encodeURIComponent(text)}`, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null));
    const people = reply && reply.ok ? (await reply.json()).people : [];
    const seekers = people.filter((/** @type {any} */ person) => person.kind === "seeker");
    showList(byId("whose-found"), seekers, (person) => person.id, (person) =>
      h("li", null,
        h("span", { class: "number" }, person.number),
        h("span", { class: "grow" }, person.name),
        h("button", { type: "button", class: "quiet", onclick: () => this.choose(person) }, t("papier.this_one"))));
    byId("whose-nobody").hidden = !text || seekers.length > 0;
  }
}
