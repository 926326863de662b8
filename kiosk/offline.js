// @ts-check
/**
 * Deciding while the laptop is away, by the same rules as eventapp/fair/decide.py: a test holds the two together.
 * What only the laptop can know is noted, not refused.
 */

import { check } from "./badge.js";

/** @typedef {import("./outbox.js").Result} Result */
/** @typedef {{tag: string, place: string, carried: import("./carried.js").Carried, numbers: import("./numbers.js").Numbers}} Known */

/**
 * What a command comes to here.
 * @param {any} command @param {Known} known
 * @returns {Promise<{status: "recorded" | "refused", code: string, params: any, person?: any, more?: any}>}
 */
export async function decide(command, known) {
  const rule = RULES[/** @type {keyof typeof RULES} */ (command.kind)];
  return rule ? rule(command, known) : recorded("noted");
}

/** @param {any} command @param {Known} known */
async function checkIn(command, known) {
  const { refusal, person } = await badgeHolder(command, known);
  if (refusal) return refused(refusal);
  if (!person) return recorded("noted");
  if (person.present) return recorded("already_in", person, { since: person.since, place: person.place });
  await known.carried.change(person, { present: true, came: true, since: command.at, place: known.place });
  return recorded(person.came ? "welcome_back" : "welcome", person);
}

/** When they came in was written on paper, so what this device knows of now does not matter. @param {any} command @param {Known} known */
async function enterPaper(command, known) {
  const { refusal, person } = await badgeHolder(command, known);
  return refusal ? refused(refusal) : recorded("noted", person);
}

/** @param {any} command @param {Known} known */
async function checkOut(command, known) {
  const { refusal, person } = await badgeHolder(command, known);
  if (refusal) return refused(refusal);
  if (!person) return recorded("noted");
  if (!person.present) return refused("not_in", person);
  await known.carried.change(person, { present: false, since: null, place: null });
  return recorded("goodbye", person);
}

/** @param {any} command @param {Known} known */
async function registerWalkIn(command, known) {
  if (!command.first_name?.trim()) return refused("no_name");
  const number = command.spare ? "" : await known.numbers.take(); // a spare badge has one
  const name = [command.first_name, command.infix, command.last_name].filter(Boolean).join(" ");
  return { ...recorded("registered", { id: "", kind: "seeker", name, number }), more: number ? { number } : {} };
}

/** Whom it concerns is again as they were before. @param {any} command @param {Known} known */
async function undo(command, known) {
  if (command.person) await known.carried.change(command.person, {});
  return recorded("undone", command.person);
}

/** @param {any} command @param {Known} known */
async function badgeHolder(command, known) {
  if (command.subject) return { person: command.person ? await known.carried.asOfNow(command.person) : null };
  const verdict = check(command.code ?? "", known.tag);
  if (verdict === "misread") return { refusal: "misread_code" };
  if (verdict === "other_fair") return { refusal: "other_fair" };
  return { person: verdict === "ok" ? await known.carried.wearer(command.code) : null };
}

const RULES = {
  check_in: checkIn,
  check_out: checkOut,
  enter_paper: enterPaper,
  register_walk_in: registerWalkIn,
  undo,
};

/** @param {string} code @param {any} [person] @param {any} [params] */
const recorded = (code, person, params = {}) => ({ status: /** @type {const} */ ("recorded"), code, params, person });

/** @param {string} code @param {any} [person] */
const refused = (code, person) => ({ status: /** @type {const} */ ("refused"), code, params: {}, person });
