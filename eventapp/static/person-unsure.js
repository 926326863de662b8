// @ts-check
/** Work in somebody's own words that nobody was sure of: the organiser taps what is meant. */

import { h } from "./dom.js";
import { t } from "./messages.js";

/**
 * One question with an answer per tap.
 * @param {{text: string, options: {title: string, fields: Object<string, any>}[], none: Object<string, any>}} asked
 * @param {(fields: Object<string, any>) => void} answer
 */
export function drawUnsure(asked, answer) {
  /** @param {string} label @param {Object<string, any>} fields */
  const button = (label, fields) => h("button", { type: "button", class: "quiet", onclick: () => answer(fields) }, label);
  return h("div", { class: "field", role: "group" },
    h("p", { class: "other" }, t("person.unsure", { text: asked.text })),
    ...asked.options.map((one) => button(one.title, one.fields)),
    button(t("person.unsure_none"), asked.none));
}
