// @ts-check
/** The screens of the kiosk, each drawn from the visit of now. One question at a time. */

import { h } from "/static/dom.js";
import { pictogram } from "./pictograms.js";
import { all, now, said, t } from "./tongue.js";

/**
 * What is known of the visit; all of it goes when the visitor goes.
 * @typedef {{screen: string, choosing: boolean, person: any, code: string, why: string, help: string, stands: any[] | null, slip: string}} Visit
 * @typedef {{go: (screen: string, more?: any) => void, chooseLanguage: (code: string) => void, checkIn: () => void,
 *   badge: (text: string) => boolean, search: (letters: string, day: number, month: number) => void, withoutComputer: () => void, slip: () => void, done: () => void}} Can
 */

const DAYS = 31;
const WELCOME = { welcome: "zuil.checked_in", welcome_back: "zuil.checked_in", already_in: "zuil.was_in" };
const HELP_PICTURES = { asked: "bell", coming: "walk", away: "walk" };

/** A large button: pictogram and word. @param {string} picture @param {string} code @param {() => void} onclick @param {string} [style] */
export const button = (picture, code, onclick, style = "") =>
  h("button", { type: "button", class: `large ${style}`, onclick }, pictogram(picture), said("span", null, code));

/** What it is about, in a picture and a few words. @param {string} picture @param {string} title @param {string | null} lead @param {any} [params] */
const about = (picture, title, lead, params) => [
  h("div", { class: "sign" }, pictogram(picture)),
  said("h1", { tabIndex: -1 }, title, params),
  lead && said("p", { class: "lead" }, lead),
];

/** @type {Object<string, (visit: Visit, can: Can) => any[]>} */
export const SCREENS = {
  start: (_, can) => [
    h("div", { class: "sign" }, pictogram("language")),
    h("h1", { class: "sr", tabIndex: -1 }, t("zuil.choose_language")),
    h("ul", { class: "tongues" }, ...all().map((tongue) => drawTongue(tongue, can))),
  ],
  badge: (_, can) => [
    ...about("scan", "zuil.scan", "zuil.scan_how"),
    h("div", { class: "choices-large" },
      button("search", "zuil.no_badge", () => can.go("search"), "quiet"),
      button("people", "zuil.without_computer", can.withoutComputer, "quiet")),
  ],
  search: (_, can) => [
    ...about("search", "zuil.search", null),
    searchForm(can),
    h("div", { class: "choices-large" }, button("no", "zuil.back", () => can.go("badge"), "quiet")),
  ],
  confirm: ({ person }, can) => [
    ...about("person", "zuil.are_you", null, person),
    said("p", { class: "mine" }, "zuil.number", person),
    h("div", { class: "choices-large" },
      button("yes", "zuil.yes", can.checkIn),
      button("no", "zuil.no", () => can.go("desk", { person: null, why: "zuil.why_not_found" }), "quiet")),
  ],
  busy: () => about("wait", "zuil.busy", null),
  welcome: ({ person, code, stands }, can) => [
    h("div", { class: "arrived" },
      h("div", { class: "sign good" }, pictogram("yes")),
      said("h1", { tabIndex: -1 }, `zuil.${code}`, person),
      said("p", { class: "lead" }, WELCOME[/** @type {keyof typeof WELCOME} */ (code)]),
      said("p", { class: "mine" }, "zuil.number", person)),
    h("p", { id: "slip-said", class: "lead", role: "status" }),
    h("section", { id: "next", class: "next", "aria-live": "polite" }, ...(person.kind === "employer" ? [] : drawStands(stands))),
    h("div", { class: "choices-large" },
      button("yes", "zuil.done", can.done),
      person.kind === "seeker" && button("paper", "zuil.slip", can.slip, "quiet"),
      person.kind === "seeker" && button("people", "zuil.without_computer", can.withoutComputer, "quiet")),
  ],
  misread: (_, can) => [
    ...about("scan", "zuil.misread", "zuil.misread_why"),
    h("div", { class: "choices-large" }, button("search", "zuil.no_badge", () => can.go("search"), "quiet")),
  ],
  help: ({ help }) => about(HELP_PICTURES[/** @type {keyof typeof HELP_PICTURES} */ (help)], `zuil.help_${help}`, `zuil.help_${help}_why`),
  desk: ({ why }) => about("walk", "zuil.desk", why),
  no_computer: () => about("people", "zuil.no_computer", "zuil.no_computer_why"),
};

/** @param {import("./tongue.js").Tongue} tongue @param {Can} can */
function drawTongue({ code, name, direction, texts }, can) {
  const words = [h("strong", null, name), h("span", null, texts["zuil.hello"])];
  return h("li", null, h("button", { type: "button", class: "large quiet", lang: code, dir: direction, onclick: () => can.chooseLanguage(code) }, ...words));
}

/** @param {Can} can */
function searchForm(can) {
  const problem = said("p", { class: "problem", role: "alert", hidden: true }, "zuil.fill_in");
  const letters = h("input", { type: "text", maxLength: 40, autocomplete: "off", autocapitalize: "words", spellcheck: false, id: "letters" });
  const day = select("birth-day", days());
  const month = select("birth-month", months());
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (can.badge(letters.value)) return; // a scanner types wherever the focus is
    problem.hidden = letters.value.trim().length >= 2 && day.value !== "" && month.value !== "";
    if (problem.hidden) can.search(letters.value, Number(day.value), Number(month.value));
  };
  return h("form", { class: "search", autocomplete: "off", onsubmit },
    field("zuil.letters", letters),
    h("div", { class: "pair" }, field("zuil.birth_day", day), field("zuil.birth_month", month)),
    problem,
    h("button", { class: "large" }, pictogram("search"), said("span", null, "zuil.find")));
}

/** @param {string} code @param {HTMLElement} input */
const field = (code, input) => h("label", null, said("span", null, code), input);

/** @param {string} id @param {[number, string][]} choices */
const select = (id, choices) =>
  h("select", { id, autocomplete: "off" }, h("option", { value: "" }, t("zuil.choose")), ...choices.map(([value, text]) => h("option", { value }, text)));

/** @returns {[number, string][]} */
const days = () => Array.from({ length: DAYS }, (_, place) => [place + 1, String(place + 1)]);

/** With the number before the name: who learns Dutch may know only one of the two. @returns {[number, string][]} */
function months() {
  const names = new Intl.DateTimeFormat(now().code, { month: "long", calendar: "gregory", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, place) => [place + 1, `${place + 1} · ${names.format(Date.UTC(2000, place, 15))}`]);
}

/** @param {any[] | null} stands null while they are being looked up */
export function drawStands(stands) {
  if (stands === null) return [said("p", { class: "soft" }, "zuil.busy")];
  if (!stands.length) return [said("p", { class: "lead" }, "zuil.ask_where")];
  return [said("h2", null, "zuil.next"), h("ol", { class: "stands" }, ...stands.map(drawStand))];
}

/** @param {any} stand */
function drawStand({ stand, employer, reasons }) {
  return h("li", null,
    stand && said("strong", { class: "where" }, "zuil.stand", { stand }),
    h("div", null,
      h("h3", null, h("bdi", { lang: "nl" }, employer)),
      ...reasons.map((/** @type {any} */ reason) => said("p", null, reason.code, reason.params))));
}
