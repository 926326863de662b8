// @ts-check
/**
 * Cells that say why somebody cannot do something: the organiser writes what that means for work, or leaves it out.
 * The text is only ever on the page and in the memory of the laptop: it is fetched when it is needed, never kept in the
 * browser, and a decision does not go through the outbox, for what somebody types here may still hold an illness.
 */

import { byId, h, say } from "./dom.js";
import { t } from "./messages.js";

const KEYS = /** @type {Object<string, string>} */ ({ o: "rewrite", w: "drop", l: "later" });

export class HeldCells {
  constructor() {
    /** @type {any[]} the cells to decide about, the first on show */
    this.cells = [];
    this.waiting = 0;
    this.busy = false;
    byId("held").addEventListener("submit", (/** @type {Event} */ event) => (event.preventDefault(), this.decide("rewrite")));
    byId("held-drop").addEventListener("click", () => this.decide("drop"));
    byId("held-later").addEventListener("click", () => this.decide("later"));
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  /** The room says how many wait; which, only we may ask. @param {number} waiting */
  async know(waiting) {
    if (waiting === this.waiting || this.busy) return;
    this.waiting = waiting;
    const reply = waiting ? await fetch("/api/v1/held", { cache: "no-store" }).catch(() => null) : null;
    this.#show(reply?.ok ? await reply.json() : { waiting: 0, cells: [] });
  }

  /** @param {string} decision */
  async decide(decision) {
    const [cell, ...others] = this.cells;
    if (!cell || this.busy) return;
    if (decision === "later") return this.#show({ waiting: this.waiting, cells: [...others, cell] });
    const limits = [...byId("held-limits").querySelectorAll(":checked")].map((/** @type {HTMLInputElement} */ box) => box.value);
    this.busy = true;
    const answer = await send(cell.id, { decision, limits, text: byId("held-text").value });
    this.busy = false;
    if (answer.text) return this.#problem(answer.text);
    this.#show(answer);
    say("held-said", t(decision === "drop" ? "held.dropped" : "held.rewritten"));
  }

  /** @param {{waiting: number, cells: any[]}} held */
  #show(held) {
    const before = this.cells[0]?.id;
    this.cells = held.cells;
    this.waiting = held.waiting;
    const [cell] = this.cells;
    if (cell) byId("held-card").hidden = false;
    byId("held").hidden = !cell;
    say("held-waiting", t(cell ? "held.waiting" : "held.none", held));
    if (cell?.id === before) return;
    say("held-said", "");
    this.#problem("");
    if (cell) draw(cell);
    else wipe();
  }

  /** @param {string} text */
  #problem(text) {
    byId("held-problem").hidden = !text;
    say("held-problem", text);
    if (text) byId("held-text").focus();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const typing = event.target instanceof HTMLElement && event.target.matches("input:not([type=checkbox]), textarea, select");
    const decision = KEYS[event.key.toLowerCase()];
    if (decision && this.cells.length && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat) this.decide(decision);
  }
}

/** @param {any} cell */
function draw(cell) {
  say("held-person", `${cell.person.name} (${cell.person.number})`);
  say("held-where", t("held.where", { ...cell, title: cell.column }));
  byId("held-words").replaceChildren(...cell.pieces.map((/** @type {any} */ piece) => h(piece.marked ? "mark" : "span", null, piece.text)));
  say("held-known", cell.known.length ? t("held.known", { limits: cell.known.map((/** @type {string} */ code) => `@demand.${code}`) }) : "");
  byId("held-limits").replaceChildren(...limits(cell.found));
  byId("held-text").value = "";
}

/** The closed list, what was found in the cell first and ticked. @param {string[]} found */
function limits(found) {
  const codes = byId("word-lists").dataset.limits.split(" ");
  const ordered = [...found, ...codes.filter((/** @type {string} */ code) => !found.includes(code))];
  return ordered.map((code) => h("label", null, h("input", { type: "checkbox", value: code, checked: found.includes(code), autocomplete: "off" }), t(`demand.${code}`)));
}

/** Nothing of the last cell stays on the page. */
function wipe() {
  for (const id of ["held-person", "held-where", "held-known"]) say(id, "");
  byId("held-words").replaceChildren();
  byId("held-limits").replaceChildren();
  byId("held-text").value = "";
}

/** @param {string} id @param {any} decision */
async function send(id, decision) {
  const headers = { "Content-Type": "application/json" };
  const reply = await fetch(`/api/v1/held/${encodeURIComponent(id)}`, { method: "POST", headers, body: JSON.stringify(decision), cache: "no-store" }).catch(() => null);
  const answer = reply ? await reply.json().catch(() => null) : null;
  if (reply?.status === 404) return { ...(await (await fetch("/api/v1/held", { cache: "no-store" })).json()) };
  return answer ?? { text: t("error.no_connection") };
}
