// @ts-check
/** Until when it is known who people are: the periods, who is due, forgetting them, and the certificates of that. */

import { byId, h, say, showList, written } from "./dom.js";
import { t } from "./messages.js";

export class Retention {
  /** @param {(kind: string, details: Object<string, any>) => Promise<any>} give */
  constructor(give) {
    this.give = give;
    byId("retention-rehearse").addEventListener("click", () => this.#purge(true));
    byId("retention-purge").addEventListener("click", () => confirm(t("retention.sure")) && this.#purge(false));
    byId("retention-form").addEventListener("submit", (/** @type {Event} */ event) => this.#change(event));
  }

  /** @param {any} view */
  show(view) {
    const due = view.due.seekers + view.due.employers;
    byId("retention-due").hidden = due === 0;
    say("retention-due", t("retention.due", view.due));
    const [without, later] = (view.until ?? ["?", "?"]).map(written);
    const why = view.reason ? ` (${t(`retention_reason.${view.reason}`)}.)` : "";
    say("retention-periods", t("retention.periods", { without, later }) + why);
    const form = byId("retention-form");
    if (!form.contains(document.activeElement)) [form.without.value, form.follow_up.value] = [view.without, view.follow_up];
    showList(byId("certificates"), view.certificates, (one) => one.id, drawCertificate);
  }

  /** Nothing is forgotten before the organiser saw how many that would be. @param {boolean} rehearse */
  async #purge(rehearse) {
    say("retention-said", rehearse ? "" : t("retention.busy"));
    const body = JSON.stringify({ rehearse });
    const reply = await fetch("/api/v1/purge", { method: "POST", headers: { "Content-Type": "application/json" }, body }).catch(() => null);
    const answer = reply ? await reply.json() : { text: t("error.no_connection") };
    byId("retention-purge").hidden = true;
    byId("retention-plan").replaceChildren();
    if (!reply?.ok) say("retention-said", answer.text);
    else if (rehearse) this.#plan(answer);
    else say("retention-said", t("retention.done", answer.forgotten));
  }

  /** @param {any} plan */
  #plan({ due, stay, papers }) {
    const kinds = ["seekers", "employers"];
    const going = kinds.reduce((sum, kind) => sum + due[kind].without + due[kind].follow_up, 0);
    byId("retention-purge").hidden = going === 0;
    byId("retention-plan").append(
      h("p", { class: "lead" }, t(going ? "retention.would" : "retention.nobody")),
      h("ul", null, ...kinds.map((kind) => h("li", null, t(`retention.go_${kind}`, due[kind])))),
      h("p", { class: "soft" }, t("retention.stay", { seekers: stay.seekers.without + stay.seekers.follow_up, employers: stay.employers.without + stay.employers.follow_up, papers })));
  }

  /** @param {Event} event */
  async #change(event) {
    event.preventDefault();
    const form = byId("retention-form");
    const result = await this.give("set_retention", { without: Number(form.without.value), follow_up: Number(form.follow_up.value), reason: form.reason.value });
    say("retention-problem", `${t(`result.${result.code}`)}. ${t(`result.${result.code}.next`)}`);
  }
}

/** @param {any} one */
function drawCertificate(one) {
  const words = { ...one.forgotten, day: new Date(one.moment).toLocaleDateString(document.documentElement.lang) };
  return h("li", null,
    h("span", { class: "grow" }, t("retention.certificate", words)),
    h("a", { class: "button quiet", href: `/organisatie/bewijs/${encodeURIComponent(one.id)}`, target: "_blank" }, t("retention.show")));
}
