// @ts-check
/** The organiser's card of the other laptops and the hub: how it stands with each, pairing and parting. */

import { byId, h, say, showList } from "./dom.js";
import { clock, t } from "./messages.js";

/** @typedef {{url: string, connected: boolean, waiting: number, left: number, problem: string, equal_at: string | null}} Standing */

export class LinksCard {
  constructor() {
    this.form = /** @type {HTMLFormElement} */ (byId("links-new"));
    this.form.addEventListener("submit", (event) => this.#add(event));
    byId("links-offer").addEventListener("click", () => this.#offer());
  }

  /** @param {Standing[]} links */
  show(links) {
    byId("links-none").hidden = links.length > 0;
    showList(byId("links"), links, (link) => link.url, (link) => this.#draw(link));
  }

  /** @param {Standing} link */
  #draw(link) {
    const forget = () => confirm(t("links.forget_sure")) && this.#send({ forget: link.url });
    return h("li", null,
      h("span", { class: "grow" }, h("strong", null, link.url), " ", ...said(link)),
      h("button", { type: "button", class: "quiet", onclick: forget }, t("links.forget")));
  }

  /** @param {SubmitEvent} event */
  async #add(event) {
    event.preventDefault();
    const { url, code } = Object.fromEntries(new FormData(this.form));
    if (await this.#send({ url, code })) this.form.reset();
  }

  /** A code for a laptop that wants to come to us, and what to type there. */
  async #offer() {
    const answer = await post("/api/v1/pairings", { role: "laptop" });
    if (!answer.ok) return say("links-said", answer.text);
    const [url] = answer.body.url.split("/koppel");
    say("links-said", t("links.offered", { url, code: answer.body.code }));
  }

  /** @param {Object<string, any>} what */
  async #send(what) {
    const answer = await post("/api/v1/links", what);
    if (answer.ok) this.show(answer.body.links);
    say("links-said", answer.ok ? "" : answer.text);
    return answer.ok;
  }
}

/** @param {Standing} link */
function said({ connected, waiting, left, problem, equal_at }) {
  const state = connected ? t("links.connected") : t(!problem || problem === "unreachable" ? "links.away" : `error.${problem}`);
  return [
    badge(connected && !waiting ? "good" : "", connected && waiting ? t("links.waiting", { waiting }) : state),
    !connected && waiting > 0 && badge("warn", t("links.waiting", { waiting })),
    left > 0 && badge("", t("links.left", { left })),
    equal_at && h("span", { class: "soft small" }, ` ${t("links.equal_at", { time: clock(equal_at) })}`),
  ];
}

/** @param {string} kind @param {string} words */
const badge = (kind, words) => h("span", { class: `badge ${kind}` }, words);

/** @param {string} path @param {Object<string, any>} what */
async function post(path, what) {
  const how = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(what) };
  const reply = await fetch(path, how).catch(() => null);
  if (!reply) return { ok: false, body: null, text: t("error.no_connection") };
  const body = await reply.json();
  return { ok: reply.ok, body, text: body.text ?? "" };
}
