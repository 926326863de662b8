// @ts-check
/** The answer on the desk: a colour, a shape, a word, and what to do now. */

import { h } from "/static/dom.js";
import { clock, t } from "/static/messages.js";

/** What colour a code has. All other codes are red: something has to be done. @type {Object<string, string>} */
export const TONES = {
  welcome: "good", welcome_back: "good", registered: "good", goodbye: "good", undone: "good", corrected: "good",
  match: "good", badge_asked: "good", printer_tested: "good", paper_in: "good", spare_tied: "good", slip_asked: "good", paper_was_in: "warn",
  paper_twice: "warn", spare_untied: "warn", spare_second: "warn", reason_needed: "warn", noted: "warn", already_in: "warn", duplicate: "warn", not_in: "warn", nothing_to_undo: "warn", sending: "wait",
};
const ICONS = { good: "✓", warn: "!", bad: "✕", wait: "…" };
/** Why somebody gets another badge: REPRINT_REASONS in eventapp/fair/commands.py. */
const REASONS = ["damaged", "lost", "name_wrong", "no_surname", "not_printed", "other"];
const ASKS_WHY = ["reason_needed", "spare_second"];
/** Who stands at the desk and may want to know where to go, on paper too. */
export const IS_HERE = ["welcome", "welcome_back", "already_in", "registered", "badge_asked", "slip_asked", "slip_failed"];
const HELP_WITH_WALK_IN = ["unknown_code", "misread_code", "other_fair"];

/**
 * @param {HTMLElement} box
 * @param {any} result
 * @param {{undo: (() => void) | null, act: (kind: string, person: any) => void, walkIn: (name?: string) => void, reprint: (person: any, reason: string) => void}} can
 */
export function drawResult(box, result, can) {
  const tone = TONES[result.code] ?? "bad";
  const person = result.person;
  const words = { name: person?.name ?? "", number: person?.number ?? person?.stand ?? result.params.number ?? "", place: result.params.place ?? "",
    printer: result.params.printer ?? "", time: clock(result.params.since) };
  box.className = `result ${tone}`;
  box.hidden = false;
  box.replaceChildren(
    h("span", { class: "icon", "aria-hidden": "true" }, ICONS[/** @type {keyof typeof ICONS} */ (tone)]),
    h("h2", null, t(`result.${result.code}`, words)),
    h("p", null, t(`result.${result.code}.next`, words)),
    ...(result.offline && result.status === "recorded" ? [h("p", { class: "small later" }, t("desk.sent_later"))] : []),
    h("div", { class: "row" }, ...buttons(result, person, can)),
  );
}

/** @param {any} result @param {any} person @param {any} can */
function buttons(result, person, can) {
  const button = (/** @type {string} */ text, /** @type {() => void} */ onclick) =>
    h("button", { type: "button", class: "quiet", onclick }, text);
  return [
    person?.id && !result.offline && ["welcome", "welcome_back", "registered", "already_in"].includes(result.code) &&
      button(t("desk.badge"), () => can.act("badge", person)),
    person?.kind === "seeker" && person.present && !result.offline &&
      button(t("desk.next_stands"), () => can.act("guide", person)),
    person?.kind === "seeker" && !result.offline && IS_HERE.includes(result.code) &&
      button(t("slip.button"), () => can.act("slip", person)),
    result.code === "already_in" && button(t("desk.check_out"), () => can.act("check_out", person)),
    HELP_WITH_WALK_IN.includes(result.code) && button(t("desk.walk_in"), () => can.walkIn("")),
    ...(ASKS_WHY.includes(result.code) ? REASONS.map((reason) => button(t(`reprint.${reason}`), () => can.reprint(person, reason))) : []),
    can.undo && button(`${t("desk.undo")} (Ctrl+Z)`, can.undo),
  ];
}
