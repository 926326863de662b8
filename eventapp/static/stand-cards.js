// @ts-check
/** The cards of the stand: a person to meet, and a person who sits here now. */

import { h } from "./dom.js";
import { clock, t } from "./messages.js";

/**
 * @param {any} person
 * @param {Object<"invite" | "uninvite" | "start" | "pin" | "hide" | "takeBack", (person: any) => void>} can
 */
export function drawPerson(person, can) {
  return h("li", { class: `person ${person.state}` },
    heading(person),
    person.title && h("p", { class: "soft" }, t("stand.for", person)),
    person.by_hand && byHand(person.by_hand),
    h("dl", { class: "facts" }, ...facts(person)),
    ...why(person),
    h("div", { class: "row actions" }, ...actions(person, can)),
    h("div", { class: "row small" }, ...decisions(person, can)));
}

/** That a person put somebody here, and why. @param {any} choice */
function byHand(choice) {
  return h("p", null, h("span", { class: "badge good" }, t(`guide.${choice.kind}`)), " ",
    choice.reason && t(choice.reason), choice.note && ` "${choice.note}"`);
}

/** What the stand can decide over the machine. @param {any} person @param {any} can */
function decisions(person, can) {
  const button = (/** @type {string} */ text, /** @type {(person: any) => void} */ act) =>
    h("button", { type: "button", class: "quiet slim", onclick: () => act(person) }, text);
  const kind = person.by_hand?.kind;
  return [
    kind === "pinned" ? button(t("stand.unpin"), can.takeBack) : button(t("stand.pin"), can.pin),
    kind === "added" && button(t("stand.take_off"), can.takeBack),
    button(t("stand.hide"), can.hide),
  ];
}

/** @param {any} talk @param {(talk: any) => void} end */
export function drawTalk(talk, end) {
  return h("li", { class: "person here" },
    heading(talk),
    h("p", { class: "soft" }, t("stand.since", { time: clock(talk.started) })),
    talk.title && h("p", { class: "soft" }, t("stand.for", talk)),
    h("dl", { class: "facts" }, ...facts(talk)),
    ...why(talk),
    h("div", { class: "row actions" }, h("button", { type: "button", onclick: () => end(talk) }, t("stand.end"))));
}

/** @param {any} person */
function heading(person) {
  return h("div", { class: "row spread" },
    h("h3", null, person.first_name),
    h("span", { class: "number" }, person.number));
}

/** @param {any} person */
function facts(person) {
  return ["can", "wants", "other_languages"].filter((name) => person[name]?.length)
    .flatMap((name) => [h("dt", null, t(`stand.${name}`)), h("dd", null, person[name].join(", "))]);
}

/** Why this could be somebody, and what to ask. @param {any} person */
const why = (person) => [reasons("reasons", person.reasons), reasons("reasons ask", person.questions)];

/** @param {string} style @param {any[]} list */
const reasons = (style, list) =>
  list.length > 0 && h("ul", { class: style }, ...list.map((reason) => h("li", null, t(reason.code, reason.params))));

/** @param {any} person @param {any} can */
function actions(person, can) {
  const back = person.invitation && h("button", { type: "button", class: "quiet", onclick: () => can.uninvite(person) }, t("stand.uninvite"));
  if (person.state === "talking") return [h("span", { class: "badge warn" }, t("stand.talking")), back];
  const start = h("button", { type: "button", class: "quiet", onclick: () => can.start(person) }, t("stand.start"));
  if (back) return [h("span", { class: "badge good" }, t("stand.invited")), back, start];
  return [h("button", { type: "button", onclick: () => can.invite(person) }, t("stand.invite")), start];
}
