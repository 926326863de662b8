// @ts-check
/** As long as somebody stands at the desk: where to send them first. Comes behind the answer and never holds it up. */

import { h } from "/static/dom.js";
import { drawStop, noStands } from "/static/guide.js";
import { t } from "/static/messages.js";
import { IS_HERE } from "./result.js";

/** Who just came in is still being matched: look a few times. */
const LOOKS = 8;
const LOOK_MS = 150;

export class NextStands {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    this.turn = 0;
  }

  hide() {
    this.turn += 1;
    this.box.hidden = true;
  }

  /** What was shown belongs to the result before this one. @param {any} result */
  async after({ code, person, offline }) {
    this.hide();
    const mine = this.turn;
    if (offline || person?.kind !== "seeker" || !IS_HERE.includes(code)) return;
    const found = await this.#look(mine, person.id);
    if (found?.ready && found.suggestions && mine === this.turn) this.#draw(found);
  }

  /** @param {number} mine @param {string} id */
  async #look(mine, id) {
    let found = /** @type {any} */ (null);
    for (let look = 0; look < LOOKS && !found?.ready; look += 1) {
      await new Promise((done) => setTimeout(done, LOOK_MS));
      if (mine !== this.turn) return null; // the next person is here already
      const reply = await fetch(`/api/v1/people/${encodeURIComponent(id)}/next`, { signal: AbortSignal.timeout(4000) }).catch(() => null);
      if (!reply?.ok) return null;
      found = await reply.json();
    }
    return found;
  }

  /** @param {any} found */
  #draw(found) {
    this.box.hidden = false;
    this.box.replaceChildren(
      h("h2", null, t("guide.next")),
      found.next.length ? h("ol", { class: "list" }, ...found.next.map(drawStop)) : h("p", { class: "empty" }, noStands(found)));
  }
}
