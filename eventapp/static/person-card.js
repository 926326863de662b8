// @ts-check
/** A person's card: what we know and from where, what differs, what is missing; to be put right by hand. */

import { byId, h, say } from "./dom.js";
import { t } from "./messages.js";

/** Fields with a closed list, and the family of its words in the catalogue. @type {Object<string, string>} */
const CLOSED = { limits: "demand", day_parts: "day_part", transport: "transport", support_needed: "support", contracts: "contract" };
const LISTS = ["occupations", "can", "wants", "limits_text", "other_languages", "certificates", "questions", "licences"];
const NUMBERS = ["hours_min", "hours_max", "max_distance_km"];
const FIXED = ["education", "consent"];

export class PersonCard {
  /** @param {(kind: string, details: Object<string, any>) => Promise<any>} give */
  constructor(give) {
    this.give = give;
    this.dialog = byId("person");
    this.id = "";
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
    const missing = card.missing.map((/** @type {string} */ name) => ({ name, value: null, others: [], source: null }));
    byId("person-fields").replaceChildren(
      ...card.fields.filter(editable).map(drawField),
      h("h3", null, t("person.missing")),
      ...missing.filter(editable).map(drawField));
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
    const result = await this.give("complete_person", { subject: this.id, fields });
    await this.open(this.id);
    say("person-said", t(`result.${result.code}`));
  }
}

/** @param {{name: string}} field */
const editable = ({ name }) => !FIXED.includes(name);

/** @param {any} field */
function drawField(field) {
  const box = h("div", { class: "field", "data-field": field.name, "data-before": JSON.stringify(field.value) });
  const label = t(`person.${field.name}`);
  if (CLOSED[field.name]) box.append(choices(field, label));
  else box.append(h("label", null, label, h("input", { value: shown(field), maxLength: 400, ...(NUMBERS.includes(field.name) ? { type: "number", min: 0 } : {}) })));
  if (field.source) box.append(h("p", { class: "soft small" }, t("person.from", { source: origin(field.source) })));
  for (const other of field.others) box.append(h("p", { class: "small other" }, t("person.also", { value: shown({ ...field, value: other.value }), source: origin(other.source) })));
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
function shown(field) {
  if (Array.isArray(field.value)) return field.value.map((/** @type {string} */ one) => (CLOSED[field.name] ? t(`${CLOSED[field.name]}.${one}`) : one)).join(" | ");
  return field.value ?? "";
}

/** @param {any[] | null} source */
const origin = (source) => (source ? `${source[0]}${source[1] ? ` ${t("person.row", { row: source[1] })}` : ""}` : "?");

/** What is filled in now, of the type that the field has; null is unknown. @param {any} box */
function valueOf(box) {
  const name = box.dataset.field;
  if (CLOSED[name]) {
    const chosen = [...box.querySelectorAll(":checked")].map((one) => one.value);
    const before = JSON.parse(box.dataset.before);
    const same = before && chosen.length === before.length && chosen.every((one) => before.includes(one));
    return same || (!before && !chosen.length) ? before : chosen;
  }
  const text = box.querySelector("input").value.trim();
  if (NUMBERS.includes(name)) return text === "" ? null : Number(text);
  if (LISTS.includes(name)) return text === "" && box.dataset.before === "null" ? null : text.split("|").map((/** @type {string} */ one) => one.trim()).filter(Boolean);
  return text === "" && box.dataset.before === "null" ? null : text;
}
