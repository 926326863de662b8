// @ts-check
/** Paper comes back: scan a row, type the time that stands there, Enter. By keyboard alone, row after row. */

import { byId, h, say, showList } from "/static/dom.js";
import { clock, loadMessages, t } from "/static/messages.js";
import { patientOutbox } from "/static/patient.js";
import { scannedInto } from "./badge.js";
import { DeskLine } from "./line.js";
import { showLine, showOtherwise } from "./line-card.js";
import { drawResult, TONES } from "./result.js";
import { sound } from "./sound.js";
import { Whose } from "./whose.js";
import { likelyDay, writtenTime } from "./written-time.js";

/** A row that was scanned: ``code`` is what was read or typed, ``spare`` the number of a spare badge of nobody, ``tried`` whether it was handed in. @typedef {{code: string, spare: string, person: any, tried: boolean}} Row */
const PATIENCE_MS = 3000;
const row = byId("row");
const time = byId("time");
const day = byId("day");

/** @type {Row | null} */
let current = null;
/** What was typed in here, newest first. @type {any[]} */
let entered = [];
/** What is to be done once more with a reason. @type {((reason: string) => void) | null} */
let again = null;

await loadMessages();
const desk = document.body.dataset.role === "desk";
const line = desk ? new DeskLine(showLine, (all) => showOtherwise(all, (id) => line?.seen(id)), { walkIns: false }) : null;
const outbox = line?.outbox ?? patientOutbox((waiting) => showLine({ waiting, away: false, paired: true }));
const whose = new Whose(tie, register);
day.value = likelyDay(document.body.dataset.date ?? "");

/** Who stands on this row. While the laptop is away a desk knows who wears a badge, and no more. @param {string} code */
async function scanned(code) {
  const missed = current !== null && !current.tried;
  reset();
  const reply = await fetch(`/api/v1/paper/rows/${encodeURIComponent(code)}`, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
  const found = reply?.ok ? await reply.json() : { code: "away", person: await line?.carried.wearer(code) };
  if (!["person", "spare", "away"].includes(found.code)) return show({ code: found.code, status: "refused", params: {}, id: "" });
  current = { code, spare: found.spare ?? "", person: found.person ?? null, tried: false };
  say("who", whoIs(current) + (missed ? ` ${t("papier.missed")}` : ""));
  time.focus();
}

/** @param {Row} one */
function whoIs({ code, spare, person }) {
  if (spare) return t("papier.spare", { number: spare });
  return person ? `${person.number ?? ""} ${person.name}` : t("papier.unknown", { code });
}

/** The moment that was written down, or null after saying what is wrong with it. */
function cameAt() {
  const moment = writtenTime(time.value, day.value);
  byId("time-problem").hidden = moment !== null;
  if (!moment) time.select();
  return moment;
}

function enter() {
  const moment = current && cameAt();
  if (!current) return row.focus();
  if (!moment) return;
  if (current.spare) return whose.open(current.spare);
  give("enter_paper", { code: current.code, came_at: moment.toISOString() }, current.person, whoIs(current));
}

/** The spare badge of this row is somebody's who is on the list. @param {any} person */
function tie(person) {
  const moment = cameAt();
  if (!moment || !current) return;
  const details = { code: current.code, subject: person.id, came_at: moment.toISOString() };
  again = (reason) => give("tie_spare", { ...details, reason }, person, person.name);
  give("tie_spare", details, person, person.name);
}

/** Somebody who is on no list, with the spare badge of this row or without one. @param {any} details */
function register(details) {
  const moment = cameAt();
  if (!moment) return;
  const spare = current?.spare ? { spare: current.code } : {};
  give("register_walk_in", { ...details, ...spare, came_at: moment.toISOString() }, undefined, details.first_name);
}

/** @param {string} kind @param {any} details @param {any} person @param {string} name as this page knows it */
async function give(kind, details, person, name) {
  const written = details.came_at ?? "";
  if (current) current.tried = true;
  const result = await outbox.give(kind, details, person);
  if (result.status === "recorded" && kind !== "undo") remember(result, written, name);
  if (result.status === "recorded") reset();
  show(result);
  return result;
}

/** @param {any} result @param {string} written @param {string} name */
function remember(result, written, name) {
  entered = [{ id: result.id, at: written, name: result.person?.name || name, number: result.person?.number ?? "", noted: Boolean(result.offline) }, ...entered];
  showEntered();
}

function showEntered() {
  say("entered-count", t("papier.count", { count: entered.length }));
  showList(byId("entered"), entered, (one) => one.id, (one) =>
    h("li", null,
      h("span", { class: "number" }, clock(one.at)),
      h("span", { class: "grow" }, `${one.number} ${one.name} `, one.noted && h("span", { class: "soft small" }, t("desk.sent_later"))),
      h("button", { type: "button", class: "quiet", onclick: () => undo(one) }, t("desk.undo"))));
}

/** @param {any} one */
async function undo(one) {
  const result = await give("undo", { target: one.id }, undefined, one.name);
  if (result.status !== "recorded") return;
  entered = entered.filter(({ id }) => id !== one.id);
  showEntered();
}

/** @param {any} result */
function show(result) {
  const reprint = (/** @type {any} */ _person, /** @type {string} */ reason) => again?.(reason);
  drawResult(byId("result"), result, { undo: null, act: () => {}, walkIn: nobody, reprint });
  sound(TONES[result.code] ?? "bad");
}

/** Ready for the next row. */
function reset() {
  current = null;
  for (const input of [row, time]) input.value = "";
  byId("time-problem").hidden = true;
  say("who", "");
  whose.close();
  row.focus();
}

/** Somebody was written down who has no row and no badge. */
function nobody() {
  reset();
  whose.open("");
  time.focus();
}

byId("row-form").addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  // A scanner types wherever the focus is: in the box of the time it is the next row.
  const code = scannedInto(time.value) || scannedInto(row.value);
  if (scannedInto(time.value)) time.value = "";
  if (code || (row.value.trim() && !current)) scanned(code || row.value.trim());
  else enter();
});
row.addEventListener("input", () => (current = null));
byId("nobody").addEventListener("click", nobody);
document.addEventListener("keydown", (event) => event.key === "Escape" && reset());
row.disabled = false;
showEntered();
reset();
