// @ts-check
/** The organiser's card for when everything fails: the list, the spare badges, and whether the paper is still right. */

import { byId, h, say } from "./dom.js";
import { language, t } from "./messages.js";

const LOOK_MS = 30_000;
const MINUTE_MS = 60_000;

export class PaperCard {
  /** @param {(kind: string, details: Object<string, any>) => Promise<any>} give */
  constructor(give) {
    this.give = give;
    /** @type {any} */
    this.view = null;
    byId("paper-list").addEventListener("click", () => this.#download("paper/list.pdf", "POST", "lijst.pdf"));
    byId("spares-pdf").addEventListener("click", () =>
      this.#download(`paper/spares.pdf?layout=${encodeURIComponent(byId("badges").layout.value)}`, "GET", "reservebadges.pdf"));
    byId("spares-make").addEventListener("submit", (/** @type {Event} */ event) => (event.preventDefault(), this.#make()));
    byId("doors").addEventListener("submit", (/** @type {Event} */ event) => (event.preventDefault(), this.#doors()));
    setInterval(() => this.#age(), LOOK_MS);
  }

  /** @param {any} view */
  show(view) {
    this.view = view;
    if (document.activeElement !== byId("doors").opens) byId("doors").opens.value = local(view.doors);
    say("paper-made", view.made ? t("paper.made_at", { made: written(view.made), pages: view.pages }) : t("paper.never"));
    say("paper-changes", view.made ? t(view.changes ? "paper.changed" : "paper.same", view) : "");
    say("spares-free", view.spares ? t("paper.spares_free", { free: view.spares_free, spares: view.spares }) : "");
    byId("spares-pdf").hidden = !view.spares_free;
    this.#age();
  }

  /** A list of long ago is only old when something has changed since. */
  #age() {
    const { made, changes, many, minutes } = this.view ?? {};
    const long = Date.now() - Date.parse(made) > minutes * MINUTE_MS;
    byId("paper-old").hidden = !made || !(changes >= many || (long && changes > 0));
  }

  async #make() {
    const result = await this.give("make_spares", { count: Number(byId("spares-make").count.value) });
    say("paper-said", t(`result.${result.code}`, result.params));
  }

  async #doors() {
    const typed = byId("doors").opens.value;
    const result = await this.give("set_doors", { opens: typed && new Date(typed).toISOString() });
    say("paper-said", t(`result.${result.code}`, result.params));
  }

  /** @param {string} path @param {string} method @param {string} name */
  async #download(path, method, name) {
    const how = method === "POST" ? { method, headers: { "Content-Type": "application/json" }, body: "{}" } : {};
    const reply = await fetch(`/api/v1/${path}`, how).catch(() => null);
    say("paper-said", "");
    if (!reply?.ok) return say("paper-said", reply ? (await reply.json()).text : t("error.no_connection"));
    h("a", { href: URL.createObjectURL(await reply.blob()), download: name }).click();
  }
}

/** A moment as a box for date and time wants it, by this device's clock. @param {string} moment */
function local(moment) {
  if (!moment) return "";
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);
}

/** @param {string} moment */
const written = (moment) => new Date(moment).toLocaleString(language, { day: "numeric", month: "long", hour: "numeric", minute: "2-digit" });
