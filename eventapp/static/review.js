// @ts-check
/** The review: two entries side by side, why they may be one person, and one key per decision. */

import { byId, h, say, written } from "./dom.js";
import { t } from "./messages.js";

const ROWS = ["name", "birth_date", "postcode", "city", "phone", "email", "number", "registers"];
const VERDICTS = /** @type {const} */ ({ 1: "one", 2: "two", 3: "later" });

export class Review {
  /** @param {(kind: string, details: Object<string, any>) => Promise<any>} give */
  constructor(give) {
    this.give = give;
    /** @type {any} the pair on show */
    this.pair = null;
    /** @type {string | null} the last decision, to take back */
    this.last = null;
    for (const verdict of Object.values(VERDICTS)) byId(`pair-${verdict}`).addEventListener("click", () => this.decide(verdict));
    byId("pair-undo").addEventListener("click", () => this.undo());
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {any} review */
  show(review) {
    this.pair = review.pairs[0] ?? null;
    byId("review-card").hidden = !this.pair && !this.last;
    const deciding = byId("pair").contains(document.activeElement);
    byId("pair").hidden = !this.pair;
    if (deciding && !this.pair) byId("review-title").focus(); // that was the last one
    say("review-waiting", this.pair ? t("review.waiting", review) : t("review.none"));
    byId("pair-undo").hidden = !this.last;
    if (this.pair) this.#draw(this.pair);
  }

  /** @param {string} verdict */
  async decide(verdict) {
    if (!this.pair) return;
    const { a, b } = this.pair;
    this.pair = null;
    const result = await this.give("judge_pair", { subject: a.id, other: b.id, verdict });
    if (result.status === "recorded") this.last = result.id;
    byId("pair-undo").hidden = !this.last;
    say("pair-said", t(`result.${result.code}`));
  }

  async undo() {
    if (!this.last) return;
    const result = await this.give("undo", { target: this.last });
    this.last = null;
    byId("pair-undo").hidden = true;
    say("pair-said", t(`result.${result.code}`));
  }

  /** @param {any} pair */
  #draw(pair) {
    byId("pair-why").replaceChildren(t("review.why", { why: pair.why }));
    const rows = ROWS.filter((name) => pair.a[name]?.length || pair.b[name]?.length);
    byId("pair-rows").replaceChildren(...rows.map((name) => {
      const [a, b] = [pair.a[name], pair.b[name]].map((value) => (Array.isArray(value) ? value.join(", ") : name === "birth_date" ? written(value) : value));
      const style = a && b && a !== b ? "differs" : "";
      return h("tr", { class: style }, h("th", { scope: "row" }, t(`review.${name}`)), h("td", null, a), h("td", null, b));
    }));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const typing = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
    const verdict = VERDICTS[/** @type {1 | 2 | 3} */ (Number(event.key))];
    if (verdict && this.pair && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) this.decide(verdict);
  }
}
