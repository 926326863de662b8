// @ts-check
/**
 * Taking in registers: look at the files first, let a person correct which column is which, then take them in.
 * A file in our own layout, or one that is read for sure, asks nothing.
 */

import { byId, h } from "./dom.js";
import { showImport } from "./import-report.js";
import { drawMapping, mappingOf } from "./mapping.js";
import { t } from "./messages.js";

const PROGRESS_MS = 500;

export class Importing {
  /** @param {HTMLElement} box @param {(id: string) => void} open shows the card of a person */
  constructor(box, open) {
    this.box = box;
    this.open = open;
    /** @type {File[]} */
    this.files = [];
    /** @type {string[]} what the files were when they were looked at */
    this.digests = [];
  }

  /** @param {File[]} files */
  async start(files) {
    if (!files.length || byId("files").disabled) return;
    this.files = files;
    this.#say(t("organiser.looking"));
    const answer = await this.#send("/api/v1/imports/proposals");
    byId("files").value = "";
    if (!answer?.files) return this.#refused(answer);
    this.digests = answer.files.map((/** @type {any} */ file) => file.digest);
    const proposals = answer.files.filter((/** @type {any} */ file) => file.columns?.length);
    if (proposals.every((/** @type {any} */ file) => file.own)) return this.takeIn({});
    this.#ask(proposals);
  }

  /** @param {Object<string, Object<string, string>>} mappings */
  async takeIn(mappings) {
    const lead = h("p", { class: "lead" }, t("organiser.importing"));
    const bar = h("progress", { max: 1 });
    this.box.replaceChildren(lead, bar);
    const timer = setInterval(() => showProgress(lead, bar), PROGRESS_MS);
    const [chosen, digests] = [JSON.stringify(mappings), JSON.stringify(this.digests)];
    const answer = await this.#send("/api/v1/imports", { mappings: chosen, digests });
    clearInterval(timer);
    if (answer?.files) return this.#report(answer);
    if (answer?.code === "file_changed") await this.start(this.files); // what it is now has to be looked at first
    this.#refused(answer);
  }

  /** @param {any} answer */
  #report(answer) {
    const alone = document.activeElement === document.body; // what had the focus made room for this
    showImport(this.box, answer, this.open);
    if (alone) /** @type {HTMLElement} */ (this.box.firstElementChild).focus();
  }

  /** @param {any[]} proposals */
  #ask(proposals) {
    const tables = proposals.map(drawMapping);
    const go = () => this.takeIn(Object.fromEntries(tables.map((table) => mappingOf(table))));
    this.box.replaceChildren(
      h("p", { class: "lead" }, t("mapping.lead")),
      ...tables,
      h("div", { class: "row" },
        h("button", { type: "button", onclick: go }, t("mapping.go")),
        h("button", { type: "button", class: "quiet", onclick: () => this.box.replaceChildren() }, t("page.cancel"))));
    this.box.querySelector("select")?.focus();
  }

  /** @param {string} address @param {Object<string, string>} [fields] */
  async #send(address, fields = {}) {
    const body = new FormData();
    for (const file of this.files) body.append("files", file, file.name);
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    byId("files").disabled = true; // the answer of these files must not land on those of the next
    const reply = await fetch(address, { method: "POST", body }).catch(() => null);
    byId("files").disabled = false;
    const answer = reply ? await reply.json().catch(() => null) : null;
    return answer ?? (await this.#changedOne());
  }

  /** Some browsers do not read a file any more that was saved anew after it was chosen. */
  async #changedOne() {
    for (const file of this.files) {
      const name = file.name;
      const gone = await file.slice(0, 1).arrayBuffer().then(() => false, () => true);
      if (gone) return { text: t("error.file_changed", { name }) };
    }
    return null;
  }

  /** Say why not, above what is there to be looked at again. @param {any} answer */
  #refused(answer) {
    const notice = h("p", { class: "notice", role: "alert" }, answer?.text ?? t("error.no_connection"));
    if (answer?.code === "file_changed") this.box.prepend(notice);
    else this.box.replaceChildren(notice);
  }

  /** @param {string} text */
  #say(text) {
    this.box.replaceChildren(h("p", { class: "lead" }, text));
  }
}

/** @param {HTMLElement} lead @param {HTMLProgressElement} bar */
async function showProgress(lead, bar) {
  const reply = await fetch("/api/v1/imports/progress").catch(() => null);
  const progress = reply?.ok ? (await reply.json()).progress : null;
  if (!progress?.all) return;
  lead.textContent = t(`importing.${progress.phase}`, progress);
  bar.max = progress.all;
  bar.value = progress.done;
}
