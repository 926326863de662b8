// @ts-check
/** Looking somebody up: results while typing, arrow keys and Enter to choose. */

import { h, showList } from "/static/dom.js";
import { clock, t } from "/static/messages.js";

const PAUSE_MS = 120;
const PATIENCE_MS = 3000;

export class LookUp {
  /**
   * @param {HTMLElement} list
   * @param {HTMLElement} nobody
   * @param {(kind: string, person: any) => void} act
   * @param {(text: string) => Promise<any[] | null>} alone who fits, as far as this device itself knows; null: it may not
   */
  constructor(list, nobody, act, alone) {
    this.list = list;
    this.nobody = nobody;
    this.act = act;
    this.alone = alone;
    this.asked = "";
    /** @type {any[]} */
    this.found = [];
    this.chosen = 0;
    /** @type {number | undefined} */
    this.timer = undefined;
  }

  /** The input changed. @param {string} text */
  type(text) {
    clearTimeout(this.timer);
    if (!text.trim()) return this.clear();
    this.timer = setTimeout(() => this.search(text.trim()), PAUSE_MS);
  }

  /** Enter: check in who is chosen when the list belongs to what was typed, else search first. @param {string} text */
  async enter(text) {
    clearTimeout(this.timer);
    if (this.asked !== text) return this.search(text);
    const person = this.found[this.chosen];
    if (person) this.act("check_in", person);
  }

  /** Arrow keys move through the list; returns whether the key was one of them. @param {string} key */
  key(key) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (!step || !this.found.length) return false;
    this.chosen = Math.min(Math.max(this.chosen + step, 0), this.found.length - 1);
    this.#mark();
    return true;
  }

  clear() {
    this.asked = "";
    this.#show([]);
    this.nobody.hidden = true;
  }

  /** @param {string} text */
  async search(text) {
    this.asked = text;
    const people = await this.#who(text);
    if (this.asked !== text) return; // somebody typed on
    this.#show(people ?? []);
    this.nobody.firstElementChild?.replaceChildren(t(people ? "desk.nobody" : "desk.no_search"));
    this.nobody.hidden = Boolean(people?.length);
  }

  /** Who fits, by the laptop when it answers soon. @param {string} text @returns {Promise<any[] | null>} */
  async #who(text) {
    const reply = await fetch(`/api/v1/people?q=${encodeURIComponent(text)}`, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
    const answer = reply?.ok && (await reply.json().catch(() => null));
    return answer ? answer.people : this.alone(text);
  }

  /** @param {any[]} people */
  #show(people) {
    this.found = people;
    this.chosen = 0;
    showList(this.list, people, (person) => person.id, (person) => this.#draw(person));
    this.#mark();
  }

  #row() {
    return /** @type {HTMLElement | undefined} */ (this.list.children[this.chosen]);
  }

  #mark() {
    Array.from(this.list.children, (row, place) => row.setAttribute("aria-current", String(place === this.chosen)));
    this.#row()?.scrollIntoView({ block: "nearest" });
  }

  /** @param {any} person */
  #draw(person) {
    const button = (/** @type {string} */ kind, /** @type {string} */ style) =>
      h("button", { type: "button", class: style, onclick: () => this.act(kind, person) }, t(`desk.do_${kind}`));
    return h("li", null,
      h("span", { class: "number" }, person.number ?? t("desk.employer")),
      h("span", { class: "grow" }, h("strong", null, person.name), " ", h("span", { class: "soft" }, person.city ?? "")),
      state(person),
      h("span", { class: "buttons" },
        person.present ? button("check_out", "quiet") : button("check_in", ""),
        person.kind === "seeker" && button("guide", "quiet"),
        button("badge", "quiet")));
  }
}

/** Where somebody is, in a few words. @param {any} person */
function state(person) {
  if (person.talking_at) return h("span", { class: "badge warn" }, t("desk.talking_at", { stand: person.talking_at }));
  if (person.present) return h("span", { class: "badge good" }, t("desk.in_since", { time: clock(person.since) }));
  return h("span", { class: "badge" }, t("desk.not_in"));
}
