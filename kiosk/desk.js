// @ts-check
/** The desk: one input for everything, and an answer that a hurried volunteer sees from the corner of an eye. */

import { drawByHand } from "/static/charge.js";
import { showDisk } from "/static/disk.js";
import { byId, say, showList, h } from "/static/dom.js";
import { Guide } from "/static/guide.js";
import { Room } from "/static/live.js";
import { clock, loadMessages, t } from "/static/messages.js";
import { looksLikeCode, scannedInto } from "./badge.js";
import { Deeds } from "./deeds.js";
import { HelpCard } from "./help.js";
import { uuid7 } from "./ids.js";
import { DeskLine } from "./line.js";
import { showLine, showOtherwise } from "./line-card.js";
import { PrintJobs } from "/static/print-jobs.js";
import { printSlip } from "/static/slips.js";
import { LookUp } from "./lookup.js";
import { NextStands } from "./next-stands.js";
import { Names } from "./names.js";
import { drawResult, TONES } from "./result.js";
import { isMuted, mute, sound } from "./sound.js";
import { Viewfinder } from "./viewfinder.js";

const SLOW_MS = 300;
const HAS_DIGIT = /\d/;
const ENDS = ["Enter", "Tab"];
/** What cannot be taken back: paper is out. */
const NO_DEEDS = ["undo", "print_badge"];
const deeds = new Deeds();
const input = byId("scan");

await loadMessages();
const line = new DeskLine(showLine, (all) => showOtherwise(all, (id) => line.seen(id)));
const room = new Room(showRoom, ({ connected }) => connected || line.outbox.listen(), (code) => line.unpaired(code));
const names = new Names(line.store);
const lookUp = new LookUp(byId("found"), byId("nobody"), act, lookUpAlone);
const guide = new Guide((kind, details) => line.outbox.give(kind, details));
const nextStands = new NextStands(byId("next-stands"));
const printJobs = new PrintJobs();
const help = new HelpCard(byId("help-card"), byId("help"), (device) => line.outbox.give("help_coming", { device }));

function showMute() {
  byId("mute").setAttribute("aria-pressed", String(isMuted()));
  input.focus();
}

/** The laptop is away; a desk that the organiser trusts knows names itself. @param {string} text */
async function lookUpAlone(text) {
  const people = await names.find(text);
  return people && Promise.all(people.map((person) => line.carried.asOfNow(person)));
}

/** @param {any} view */
function showRoom(view) {
  showDisk(view.disk, "desk");
  line.changed();
  for (const name of ["present", "expected", "employers", "talking"]) say(`count-${name}`, view.counts[name]);
  showList(byId("calls"), view.calls, (call) => call.id, drawCall);
  byId("no-calls").hidden = view.calls.length > 0;
  showList(byId("offers"), view.offers, (offer) => offer.conversation, drawOffer);
  byId("offers-card").hidden = view.offers.length === 0;
  byId("stopped").hidden = view.fair.suggestions;
  showList(byId("by-hand"), view.by_hand, (one) => one.id, (one) => drawByHand(one, (id) => guide.open(id)));
  byId("by-hand-card").hidden = !view.by_hand.length;
  help.show(view.help);
  printJobs.show(view.printing);
}

/** @param {any} call */
const drawCall = (call) =>
  h("li", null, h("span", { class: "number" }, call.number), h("span", { class: "grow" }, t("desk.call", call)));

/** @param {any} offer */
function drawOffer(offer) {
  const agree = () => give("seeker_agrees", { conversation: offer.conversation, subject: offer.subject });
  return h("li", null,
    h("span", { class: "number" }, offer.number),
    h("span", { class: "grow" }, t("desk.offer", offer)),
    h("button", { type: "button", class: "quiet", onclick: agree }, t("desk.agrees")));
}

/**
 * Give a command and show what came of it.
 * @param {string} kind @param {Object<string, any>} details @param {any} [person] whom it concerns, as far as is known
 */
async function give(kind, details, person) {
  const slow = setTimeout(showResult, SLOW_MS, { code: "sending", status: "wait", id: "", params: {} });
  const result = await line.outbox.give(kind, details, person);
  clearTimeout(slow);
  if (result.status === "recorded" && !NO_DEEDS.includes(kind)) deeds.add(result);
  if (result.status === "recorded" && kind === "undo") deeds.forget(details.target);
  showResult(result);
  return result;
}

/** @param {any} result */
function showResult(result) {
  const undo = result.status === "recorded" && deeds.isLast(result) ? undoLast : null;
  drawResult(byId("result"), result, { undo, act, walkIn: openWalkIn, reprint: printBadge });
  byId("result").scrollIntoView({ block: "nearest" });
  nextStands.after(result);
  sound(result.code === "sending" ? "" : (TONES[result.code] ?? "bad"));
}

function hideResult() {
  byId("result").hidden = true;
  nextStands.hide();
}

/** What went wrong is over when somebody goes on with something else. */
function hideRefusal() {
  if (byId("result").matches(".bad")) hideResult();
}

function undoLast() {
  deeds.undoLast((kind, details, person) => line.outbox.give(kind, details, person), give);
  input.focus();
}

/** What the volunteer chose for somebody who was found. @param {string} kind @param {any} person */
function act(kind, person) {
  clear();
  if (kind === "guide") return guide.open(person.id);
  if (kind === "badge") return printBadge(person);
  if (kind === "slip") return slip(person);
  give(kind, { subject: person.id }, person);
}

/** A badge on paper: at the printer of this desk, or by this browser. @param {any} person @param {string} [reason] */
async function printBadge(person, reason) {
  const result = await give("print_badge", reason ? { subject: person.id, reason } : { subject: person.id }, person);
  if (result.printer?.kind === "browser") open(`/badge/${result.id}`, "_blank");
}

/** What somebody takes along on paper. @param {any} person */
async function slip(person) {
  const printer = await printSlip(person.id, uuid7());
  if (printer !== "browser") showResult({ code: printer ? "slip_asked" : "slip_failed", status: "told", params: {}, person });
}

function clear() {
  input.value = "";
  lookUp.clear();
  input.focus();
}

/** @param {string} [name] */
function openWalkIn(name = input.value) {
  byId("walk-in-form").hidden = false;
  const form = byId("register");
  form.reset();
  const [first = "", ...rest] = looksLikeCode(name) ? [] : name.trim().split(/\s+/);
  form.first_name.value = first;
  form.last_name.value = rest.join(" ");
  hideResult();
  clear();
  byId("walk-in-form").scrollIntoView({ block: "nearest" });
  form.first_name.focus();
}

function closeWalkIn() {
  byId("walk-in-form").hidden = true;
  input.focus();
}

/** The code of a badge, however it was read. @param {string} code */
function scanned(code) {
  clear();
  give("check_in", { code });
}

/** Whether this key ended a scan: of a scanner that ends with Tab, or that typed into a field of the walk-in form. @param {KeyboardEvent} event */
function endsScan({ key, target }) {
  if (!(target instanceof HTMLInputElement) || !ENDS.includes(key) || (target === input && key === "Enter")) return false;
  const code = scannedInto(target.value);
  if (code && target !== input) target.value = target.value.slice(0, -code.length);
  if (code) scanned(code);
  return Boolean(code);
}

byId("scan-form").addEventListener("submit", async (/** @type {Event} */ event) => {
  event.preventDefault();
  const typed = input.value.trim();
  if (!typed) return;
  const code = scannedInto(typed);
  if (code) scanned(code);
  else if (line.outbox.away && HAS_DIGIT.test(typed) && !(await names.find(typed))?.length) {
    clear();
    give("check_in", { code: typed }); // a badge number: only the laptop knows whose
  } else lookUp.enter(typed);
});
input.addEventListener("input", () => {
  if (input.value.length === 1) hideRefusal(); // something new begins; an answer that comes during it stays
  lookUp.type(looksLikeCode(input.value) ? "" : input.value);
});
byId("walk-in").addEventListener("click", () => openWalkIn());
byId("mute").addEventListener("click", () => (mute(!isMuted()), showMute()));
byId("cancel").addEventListener("click", closeWalkIn);
byId("register").addEventListener("submit", async (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  const form = byId("register");
  const details = { ...Object.fromEntries(new FormData(form)), without_computer: form.without_computer.checked };
  closeWalkIn();
  const result = await give("register_walk_in", details);
  // What comes next is the badge, so Enter prints it; a scan or any other key goes to the input as always.
  if (result.code === "registered") byId("result").querySelector("button")?.focus();
});

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
  if (document.querySelector("dialog[open]")) return;
  if (endsScan(event)) return event.preventDefault();
  if (event.key === "F2") return event.preventDefault(), openWalkIn();
  if (event.key === "Escape") return hideRefusal(), closeWalkIn(), clear();
  if (event.ctrlKey && event.key === "z" && !input.value) return event.preventDefault(), undoLast();
  if (event.target === input && lookUp.key(event.key)) return event.preventDefault();
  // Stray keys, a scanner's among them, land in the input.
  if (!typing && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) input.focus();
});
new Viewfinder(scanned);
// A scan before this would be lost, so the input opens only now.
input.disabled = false;
showMute();
