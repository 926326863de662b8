// @ts-check
/** The organiser's card for printing: what a badge looks like, which printers there are, which desk prints where. */

import { byId, h, say, showList } from "./dom.js";
import { clock, t } from "./messages.js";
import { fewLabels, PrintJobs } from "./print-jobs.js";

const POLL_MS = 500;

export class PrintCard {
  constructor() {
    this.jobs = new PrintJobs();
    /** @type {any[]} */
    this.desks = [];
    byId("badges").layout.addEventListener("change", () => this.#preview());
    byId("badge-surname").addEventListener("change", (/** @type {any} */ event) => this.#post("badges/choices", { surname: event.target.checked }));
    byId("badge-logo").addEventListener("change", (/** @type {any} */ event) => this.#logo(event.target.files[0]));
    byId("badge-no-logo").addEventListener("click", () => this.#post("badges/choices", { logo: "" }));
    byId("printer-new").addEventListener("submit", (/** @type {Event} */ event) => (event.preventDefault(), this.#add()));
    byId("printer-test").addEventListener("submit", (/** @type {Event} */ event) => (event.preventDefault(), this.#scanned()));
    this.#preview();
    this.#pull();
  }

  /** @param {any} view @param {any[]} devices */
  show(view, devices) {
    this.desks = devices.filter((device) => ["desk", "organiser"].includes(device.role));
    this.jobs.show(view.printing);
    const known = JSON.stringify([view.printing.printers, this.desks]);
    if (known !== this.known) this.#pull();
    this.known = known;
  }

  /** Show how far a PDF is for as long as the work takes. @param {Promise<any>} work */
  async follow(work) {
    const timer = setInterval(async () => {
      const { drawing } = await (await fetch("/api/v1/printing")).json();
      say("badge-progress", drawing ? t("print.drawing", drawing) : "");
    }, POLL_MS);
    await work.catch(() => null);
    clearInterval(timer);
    say("badge-progress", "");
  }

  async #pull() {
    const reply = await fetch("/api/v1/printing").catch(() => null);
    if (reply?.ok) this.#draw(await reply.json());
  }

  /** @param {any} standing */
  #draw({ printers, desks, shaping, choices }) {
    byId("shaping").hidden = !shaping;
    if (shaping) say("shaping", t("print.no_shaping"));
    byId("badge-surname").checked = choices.surname;
    byId("badge-no-logo").hidden = !choices.logo;
    showList(byId("printers"), printers, (printer) => printer.name, (printer) => this.#drawPrinter(printer));
    byId("no-printers").hidden = printers.length > 0;
    byId("printer-test").hidden = printers.length === 0;
    const rows = printers.length ? this.desks : [];
    showList(byId("print-desks"), rows, (desk) => desk.id, (desk) => this.#drawDesk(desk, printers, desks[desk.id] ?? ""));
  }

  /** @param {any} printer */
  #drawPrinter(printer) {
    const state = printer.problem ? t(`printer_problem.${printer.problem}`) : t("print.waiting", { waiting: printer.waiting });
    const tested = printer.tested ? t("print.tested", { time: clock(printer.tested) }) : t("print.not_tested");
    const left = printer.labels_left === null ? "" : t("print.labels_left", { left: printer.labels_left });
    return h("li", null,
      h("strong", null, printer.name), h("span", { class: "soft small" }, t(`print.kind_${printer.kind}`)),
      h("span", { class: `grow ${printer.problem ? "bad" : ""}` }, state, printer.mute && h("span", { class: "soft small" }, ` ${t("print.mute")}`)),
      h("span", { class: `badge ${printer.tested ? "good" : ""}` }, tested),
      left && h("span", { class: `badge ${fewLabels(printer) ? "bad" : ""}` }, left),
      h("button", { type: "button", class: "quiet", onclick: () => this.#test(printer) }, t("print.test")),
      h("button", { type: "button", class: "quiet", onclick: () => this.#post("printers", { remove: printer.name }) }, t("print.remove")));
  }

  /** @param {any} desk @param {any[]} printers @param {string} own */
  #drawDesk(desk, printers, own) {
    const choose = (/** @type {any} */ event) => this.#post("printers", { assign: desk.id, printer: event.target.value });
    const options = [["", t("print.kind_browser")], ...printers.map((one) => [one.name, one.name])];
    return h("li", null, h("label", { class: "grow" }, desk.label || t(`role.${desk.role}`), h("select", { onchange: choose },
      ...options.map(([value, words]) => h("option", value === own ? { value, selected: "" } : { value }, words)))));
  }

  #add() {
    const { name, kind, address, layout, dots, labels } = byId("printer-new");
    const printer = { name: name.value.trim(), kind: kind.value, address: address.value.trim(), layout: layout.value };
    const more = { ...(labels.value && { labels: Number(labels.value) }), ...(dots.value && { dots_per_inch: Number(dots.value) }) };
    this.#post("printers", { ...printer, ...more });
  }

  /** A page to be scanned back. The browser of the organiser prints it where no printer of ours does. @param {any} printer */
  async #test(printer) {
    const answer = await this.#post("printers", { test: printer.name });
    if (answer && printer.kind === "browser") window.open(`/badge/${answer.job}`, "_blank");
  }

  async #scanned() {
    const { code } = byId("printer-test");
    say("printer-tested", (await this.#post("printers", { scanned: code.value })) ? t("print.test_read") : "");
    code.value = "";
  }

  /** @param {File | undefined} file */
  #logo(file) {
    if (!file) return;
    const reader = new FileReader();
    reader.addEventListener("load", () => this.#post("badges/choices", { logo: reader.result }));
    reader.readAsDataURL(file);
  }

  /** @param {string} where @param {any} body */
  async #post(where, body) {
    const headers = { "Content-Type": "application/json" };
    const reply = await fetch(`/api/v1/${where}`, { method: "POST", headers, body: JSON.stringify(body) }).catch(() => null);
    byId("print-problem").hidden = Boolean(reply?.ok);
    if (!reply?.ok) return say("print-problem", reply ? (await reply.json()).text : t("error.no_connection"));
    const answer = await reply.json();
    this.#draw(answer);
    this.#preview();
    return answer;
  }

  /** What a badge will look like. The time in the address makes the browser fetch it anew. */
  #preview() {
    byId("badge-sample").src = `/api/v1/badges/sample.png?layout=${encodeURIComponent(byId("badges").layout.value)}&at=${Date.now()}`;
  }
}
