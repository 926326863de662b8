// @ts-check
/** A person's card: what we know and from where, what differs, what is missing; to be put right by hand. */

import { byId, h, say, written } from "./dom.js";
import { t } from "./messages.js";
import { Forgetting } from "./person-forget.js";
import { drawUnsure } from "./person-unsure.js";

/** Fields with a closed list, and the family of its words in the catalogue. @type {Object<string, string>} */
const CLOSED = { limits: "demand", day_parts: "day_part", transport: "transport", support_needed: "support", contracts: "contract" };
const LISTS = ["occupations", "can", "wants", "limits_text", "other_languages", "certificates", "questions", "licences"];
const NUMBERS = ["hours_min", "hours_max", "max_distance_km"];
/** Fields of which one number of a list is chosen; nothing chosen is unknown. @type {Object<string, number[]>} */
const ONE_OF = { education: [1, 2, 3, 4, 5, 6, 9], consent: [1, 2] };

export class PersonCard {
  /**
   * @param {(kind: string, details: Object<string, any>) => Promise<any>} give
   * @param {() => void} erased called when somebody was erased
   */
  constructor(give, erased) {
    this.give = give;
    this.dialog = byId("person");
    this.id = "";
    this.forgetting = new Forgetting(give, () => (erased(), this.dialog.close()));
    byId("person-form").addEventListener("submit", (/** @type {Event} */ event) => this.#save(event));
    byId("person-close").addEventListener("click", () => this.dialog.close());
  }

  /** @param {string} id */
  async open(id) {
    const reply = await fetch(`/api/v1/people/${encodeURIComponent(id)}`).catch(() => null);
    if (!reply?.ok) return;
    this.id = id;
    this.#draw(await reply.json());
    if (!this.dialog.open) this.dialog.showModal();
  }

  /** @param {any} card */
  #draw(card) {
    say("person-name", `${card.name} (${card.numbers.join(", ")})`);
    say("person-said", "");
    this.forgetting.show(card);
    const missing = card.missing.map((/** @type {string} */ name) => ({ name, value: null, others: [], source: null }));
    byId("person-fields").replaceChildren(
      ...card.unsure.map((/** @type {any} */ asked) => drawUnsure(asked, (fields) => this.#complete(fields))),
      ...card.fields.map(drawField),
      h("h3", null, t("person.missing")),
      ...missing.map(drawField));
  }

  /** @param {Event} event */
  async #save(event) {
    event.preventDefault();
    /** @type {Object<string, any>} */
    const fields = {};
    for (const box of this.dialog.querySelectorAll("[data-field]")) {
      const [name, before, now] = [box.dataset.field, box.dataset.before, valueOf(box)];
      if (JSON.stringify(now) !== before) fields[name] = now;
    }
    await this.#complete(fields);
  }

  /** @param {Object<string, any>} fields */
  async #complete(fields) {
    const result = await this.give("complete_person", { subject: this.id, fields });
    if (result.status !== "refused") await this.open(this.id);
    const field = result.params?.field;
    say("person-said", field ? t("person.unreadable", { field: t(`person.${field}`) }) : t(`result.${result.code}`));
  }
}

/** @param {any} field */
function drawField(field) {
  const box = h("div", { class: "field", "data-field": field.name, "data-before": JSON.stringify(field.value) });
  const label = t(`person.${field.name}`);
  if (CLOSED[field.name]) box.append(choices(field, label));
  else if (ONE_OF[field.name]) box.append(h("label", null, label, oneOf(field)));
  else box.append(h("label", null, label, h("input", { value: shown(field), maxLength: 400, ...(NUMBERS.includes(field.name) ? { type: "number", min: 0 } : {}) })));
  if (field.source) box.append(h("p", { class: "soft small" }, t("person.from", { source: origin(field) })));
  for (const other of field.others) box.append(h("p", { class: "small other" }, t("person.also", { value: shown({ ...field, value: other.value }), source: origin(other) })));
  return box;
}

/** @param {any} field @param {string} label */
function choices(field, label) {
  const codes = byId("word-lists").dataset[field.name].split(" ");
  return h("fieldset", null, h("legend", null, label), h("div", { class: "choices" },
    ...codes.map((/** @type {string} */ code) => h("label", null,
      h("input", { type: "checkbox", value: code, checked: (field.value ?? []).includes(code) }), t(`${CLOSED[field.name]}.${code}`)))));
}

/** @param {any} field */
function oneOf(field) {
  return h("select", null, ...[null, ...ONE_OF[field.name]].map((code) =>
    h("option", { value: code ?? "", selected: code === field.value }, word(field.name, code))));
}

/** @param {string} name @param {number | null} code */
const word = (name, code) => t(code === null ? "person.unknown" : `${name}.${code}`);

/** @param {any} field */
function shown(field) {
  if (ONE_OF[field.name]) return word(field.name, field.value);
  if (field.name === "birth_date") return written(field.value);
  if (Array.isArray(field.value)) return field.value.map((/** @type {string} */ one) => (CLOSED[field.name] ? t(`${CLOSED[field.name]}.${one}`) : one)).join(" | ");
  return field.value ?? "";
}

/** Where a value came from, and when. @param {{source: any[] | null, at: string}} value */
function origin({ source, at }) {
  if (!source) return "?";
  const row = source[1] ? ` ${t("person.row", { row: source[1] })}` : "";
  return `${source[0]}${row}, ${new Date(at).toLocaleDateString(document.documentElement.lang)}`;
}

/** What is filled in now, of the type that the field has; null is unknown. @param {any} box */
function valueOf(box) {
  const name = box.dataset.field;
  if (CLOSED[name]) {
    const chosen = [...box.querySelectorAll(":checked")].map((one) => one.value);
    const before = JSON.parse(box.dataset.before);
    const same = before && chosen.length === before.length && chosen.every((one) => before.includes(one));
    return same || (!before && !chosen.length) ? before : chosen;
  }
  if (ONE_OF[name]) return Number(box.querySelector("select").value) || null;
  const text = box.querySelector("input").value.trim();
  if (name === "birth_date" && text === written(JSON.parse(box.dataset.before))) return JSON.parse(box.dataset.before);
  if (NUMBERS.includes(name)) return text === "" ? null : Number(text);
  if (LISTS.includes(name)) return text === "" && box.dataset.before === "null" ? null : text.split("|").map((/** @type {string} */ one) => one.trim()).filter(Boolean);
  return text === "" && box.dataset.before === "null" ? null : text;
}
