// @ts-check
/** Erasing one person, from the card: first what it means, then a choice of two buttons. */

import { byId, h, say } from "./dom.js";
import { t } from "./messages.js";

export class Forgetting {
  /**
   * @param {(kind: string, details: Object<string, any>) => Promise<any>} give
   * @param {() => void} done called when somebody was erased
   */
  constructor(give, done) {
    this.give = give;
    this.done = done;
    this.id = "";
    byId("forget-ask").addEventListener("click", () => this.#ask(true));
    byId("forget-no").addEventListener("click", () => this.#ask(false));
    byId("forget-yes").addEventListener("click", () => this.#erase());
  }

  /** @param {any} card */
  show(card) {
    const { possible, maybe, scans, talks, notes } = card.forget;
    this.id = card.id;
    byId("forget").hidden = !possible;
    byId("forget-question").hidden = true;
    byId("forget-ask").hidden = false;
    const name = card.name || card.number;
    say("forget-sure", t("forget.sure", { name }));
    byId("forget-means").replaceChildren(...[
      t("forget.goes", { notes }),
      card.entries > 1 && t("forget.entries", { entries: card.entries, numbers: card.numbers.join(", ") }),
      maybe.length > 0 && t("forget.maybe", { numbers: maybe.join(", ") }),
      t("forget.stays", { scans, talks }),
      t("forget.elsewhere"),
    ].filter(Boolean).map((text) => h("li", null, text)));
  }

  /** @param {boolean} open */
  #ask(open) {
    byId("forget-question").hidden = !open;
    byId("forget-ask").hidden = open;
    byId(open ? "forget-no" : "forget-ask").focus(); // the harmless one: Enter forgets nobody
  }

  async #erase() {
    const result = await this.give("erase", { subject: this.id });
    this.#ask(false);
    say("person-said", `${t(`result.${result.code}`)}. ${t(`result.${result.code}.next`)}`);
    if (result.status !== "refused") this.done();
  }
}
