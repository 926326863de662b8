// @ts-check
/** One person's sheet: which stands next and why, why not elsewhere, and what people decide. For desk and organiser. */

import { byId, h, say } from "./dom.js";
import { t } from "./messages.js";
import { printSlip } from "./slips.js";
import { uuid7 } from "/kiosk/ids.js";

export class Guide {
  /** @param {(kind: string, details: Object<string, any>) => Promise<any>} give */
  constructor(give) {
    this.give = give;
    this.dialog = byId("guide");
    this.form = byId("guide-form");
    this.id = "";
    this.name = "";
    this.form.addEventListener("submit", (/** @type {SubmitEvent} */ event) => this.#choose(event));
    this.form.employer.addEventListener("change", () => this.#why());
    byId("guide-without-computer").addEventListener("change", () => this.#wish());
    byId("guide-print").addEventListener("click", () => this.#print());
    byId("guide-close").addEventListener("click", () => this.dialog.close());
  }

  /** @param {string} id */
  async open(id) {
    this.id = id;
    this.form.reset();
    byId("guide-why").replaceChildren();
    say("guide-said", "");
    if ((await this.#refresh()) && !this.dialog.open) this.dialog.showModal();
    byId("guide-name").focus();
  }

  async #print() {
    const printer = await printSlip(this.id, uuid7());
    if (printer !== "browser") say("guide-said", t(printer ? "result.slip_asked" : "result.slip_failed", { name: this.name }));
  }

  async #refresh() {
    const view = await ask(`/api/v1/people/${encodeURIComponent(this.id)}/guide`);
    if (view) this.#draw(view);
    return view;
  }

  /** @param {any} view */
  #draw(view) {
    this.name = view.name;
    say("guide-name", `${view.name} (${view.number})`);
    byId("guide-off").hidden = view.suggestions;
    byId("guide-without-computer").checked = view.without_computer;
    byId("guide-next").replaceChildren(...view.next.map(drawStop));
    byId("guide-none").hidden = view.next.length > 0;
    say("guide-none", noStands(view));
    byId("guide-together").replaceChildren(...view.together.map(drawTogether));
    byId("guide-choices").replaceChildren(...view.choices.map((/** @type {any} */ one) => this.#drawChoice(one)));
    const chosen = this.form.employer.value;
    this.form.employer.replaceChildren(h("option", { value: "" }), ...view.stands.map((/** @type {any} */ stand) => h("option", { value: stand.id }, stand.name)));
    this.form.employer.value = chosen;
  }

  /** @param {any} choice */
  #drawChoice(choice) {
    return h("li", null,
      h("span", { class: "grow" }, choiceLine(choice)),
      h("button", { type: "button", class: "quiet", onclick: () => this.#do("undo", { target: choice.id }) }, t("desk.undo")));
  }

  /** @param {SubmitEvent} event */
  #choose(event) {
    event.preventDefault();
    const kind = /** @type {HTMLButtonElement} */ (event.submitter)?.value ?? "add_by_hand";
    const { employer, reason, note } = this.form;
    const why = kind === "add_by_hand" ? { reason: reason.value, note: note.value } : {};
    this.#do(kind, { subject: this.id, employer: employer.value, ...why });
  }

  #wish() {
    this.#do("without_computer", { subject: this.id, wish: byId("guide-without-computer").checked });
  }

  /** @param {string} kind @param {Object<string, any>} details */
  async #do(kind, details) {
    const result = await this.give(kind, details);
    say("guide-said", t(`result.${result.code}`, result.person ?? {}));
    await this.#refresh();
    await this.#why();
  }

  async #why() {
    const employer = this.form.employer.value;
    const answer = employer && (await ask(`/api/v1/people/${encodeURIComponent(this.id)}/why?employer=${encodeURIComponent(employer)}`));
    byId("guide-why").replaceChildren(...(answer ? drawWhy(answer) : []));
  }
}

/** What was decided, with "let op" where a limit shuts the work. @param {any} choice */
export function choiceLine(choice) {
  const note = choice.note && ` "${choice.note}"`;
  return h("span", null,
    h("strong", null, t(`choice.${choice.kind}`, choice)), " ", choice.title, " ",
    choice.reason && t(choice.reason), note,
    choice.careful.length > 0 && h("div", { class: "careful" }, t("guide.careful", { why: choice.careful.map((/** @type {string} */ code) => `@${code}`) })));
}

/** What to say to who has no stand left. @param {any} view */
export const noStands = (view) => t(view.job_coach ? "guide.none_at" : "guide.none", { place: view.job_coach });

/** What is said to keep in mind or to ask: no reason to go there, so it gets no tick. */
const TO_MIND = /^(relaxed\.|guide\.(wait|paused)$|reason\.(adaptable$|stand_not_accessible$|ask_))/;

/** @param {{code: string, params?: Object<string, any>}} line */
const drawLine = ({ code, params }) => h("li", { class: TO_MIND.test(code) && "mind" }, t(code, params));

/** @param {any} stop */
export function drawStop(stop) {
  const said = [stop.by_hand && { code: `guide.${stop.by_hand.kind}` }, ...stop.reasons,
    ...stop.relaxed.map((/** @type {string} */ code) => ({ code })), stop.wait].filter(Boolean);
  return h("li", null,
    h("span", { class: "number" }, stop.stand || "?"),
    h("div", { class: "grow" }, h("strong", null, stop.employer), stop.title && ` · ${stop.title}`,
      h("ul", { class: "reasons" }, ...said.map(drawLine))));
}

/** Jobs that together make a week, as one suggestion. @param {any} one */
function drawTogether(one) {
  const work = one.work.map((/** @type {any} */ job) => `${job.title} (${job.stand} ${job.employer})`);
  return h("li", null, h("span", { class: "number" }, "+"),
    h("div", { class: "grow" }, h("strong", null, t("guide.together")), ` ${work.join(" + ")}`,
      h("ul", { class: "reasons" }, ...one.lines.map(drawLine))));
}

/** @param {any} answer */
function drawWhy(answer) {
  return [
    h("ul", { class: "reasons ask" }, ...answer.why.map((/** @type {string} */ code) => h("li", null, t(code)))),
    h("dl", { class: "facts" }, ...answer.vacancies.flatMap((/** @type {any} */ one) => [
      h("dt", null, one.title), h("dd", { class: one.shut ? "careful" : "" }, h("ul", null,
        ...one.lines.map((/** @type {any} */ line) => h("li", null, t(line.code, line.params)))))])),
  ];
}

/** @param {string} path */
async function ask(path) {
  const reply = await fetch(path).catch(() => null);
  return reply?.ok ? reply.json() : null;
}
