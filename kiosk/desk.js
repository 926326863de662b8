// @ts-check
/** The desk: one input for everything, and an answer that a hurried volunteer sees from the corner of an eye. */

import { byId, say, showList, h } from "/static/dom.js";
import { Room } from "/static/live.js";
import { clock, loadMessages, t } from "/static/messages.js";
import { looksLikeCode } from "./badge.js";
import { LookUp } from "./lookup.js";
import { Outbox } from "./outbox.js";
import { drawResult, TONES } from "./result.js";

/** @typedef {{target: string, code: string, name: string, number: string, at: string}} Deed */
const LATEST = 6;

/** @type {Deed[]} what this desk did, newest first */
let latest = [];
const input = byId("scan");

await loadMessages();
const outbox = new Outbox((waiting) => showConnection(waiting));
const room = new Room(showRoom, ({ connected }) => showConnection(outbox.waiting.length, connected));
const lookUp = new LookUp(byId("found"), byId("nobody"), act);

/** @param {number} waiting @param {boolean} [connected] */
function showConnection(waiting, connected = room?.socket.connected) {
  const text = waiting ? t("desk.waiting", { waiting }) : t(connected ? "desk.connected" : "desk.not_connected");
  say("connection", text);
  byId("connection").dataset.state = waiting || !connected ? "waiting" : "good";
}

/** @param {any} view */
function showRoom(view) {
  for (const name of ["present", "expected", "employers", "talking"]) say(`count-${name}`, view.counts[name]);
  showList(byId("calls"), view.calls, (call) => call.id, drawCall);
  byId("no-calls").hidden = view.calls.length > 0;
  showList(byId("offers"), view.offers, (offer) => offer.conversation, drawOffer);
  byId("offers-card").hidden = view.offers.length === 0;
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
 * @param {string} kind @param {Object<string, any>} details
 */
async function give(kind, details) {
  if (outbox.waiting.length || !room.socket.connected) showResult({ code: "sending", status: "wait", id: "", params: {} });
  const result = await outbox.give(kind, details);
  if (result.status === "recorded" && kind !== "undo") remember(result, kind);
  if (result.status === "recorded" && kind === "undo") latest = latest.filter((deed) => deed.target !== details.target);
  showLatest();
  showResult(result);
  return result;
}

/** @param {import("./outbox.js").Result} result @param {string} kind */
function remember(result, kind) {
  const { name = "", number = "" } = result.person ?? {};
  latest = [{ target: result.id, code: result.code, name, number, at: new Date().toISOString() }, ...latest].slice(0, LATEST);
}

function showLatest() {
  showList(byId("latest"), latest, (deed) => deed.target, (deed) =>
    h("li", null,
      h("span", { class: `badge ${TONES[deed.code] ?? ""}` }, t(`did.${deed.code}`)),
      h("span", { class: "grow" }, `${deed.name} `, h("span", { class: "soft small" }, clock(deed.at)))));
  byId("no-latest").hidden = latest.length > 0;
}

/** @param {any} result */
function showResult(result) {
  const last = latest[0];
  const undo = result.status === "recorded" && last?.target === result.id ? undoLast : null;
  drawResult(byId("result"), result, { undo, act, walkIn: openWalkIn });
}

function undoLast() {
  if (latest[0]) give("undo", { target: latest[0].target });
  input.focus();
}

/** What the volunteer chose for somebody who was found. @param {string} kind @param {any} person */
function act(kind, person) {
  clear();
  if (kind === "badge") return open(`/api/v1/badges.pdf?subject=${encodeURIComponent(person.id)}`, "_blank");
  give(kind, { subject: person.id });
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
  clear();
  form.first_name.focus();
}

function closeWalkIn() {
  byId("walk-in-form").hidden = true;
  input.focus();
}

byId("scan-form").addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  const typed = input.value.trim();
  if (!typed) return;
  if (looksLikeCode(typed)) {
    clear();
    give("check_in", { code: typed });
  } else lookUp.enter(typed);
});
input.addEventListener("input", () => lookUp.type(looksLikeCode(input.value) ? "" : input.value));
byId("walk-in").addEventListener("click", () => openWalkIn());
byId("cancel").addEventListener("click", closeWalkIn);
byId("register").addEventListener("submit", async (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  const details = Object.fromEntries(new FormData(byId("register")));
  closeWalkIn();
  const result = await give("register_walk_in", details);
  // What comes next is the badge, so Enter prints it; a scan or any other key goes to the input as always.
  if (result.code === "registered") byId("result").querySelector("button")?.focus();
});

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
  if (event.key === "F2") return event.preventDefault(), openWalkIn();
  if (event.key === "Escape") return closeWalkIn(), clear();
  if (event.ctrlKey && event.key === "z" && !input.value) return event.preventDefault(), undoLast();
  if (event.target === input && lookUp.key(event.key)) return event.preventDefault();
  // Stray keys, a scanner's among them, land in the input.
  if (!typing && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) input.focus();
});
showConnection(0);
