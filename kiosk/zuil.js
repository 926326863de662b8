// @ts-check
/** The kiosk: who comes in checks in by themselves, hears where to go, and leaves nothing on the screen. */

import { byId } from "/static/dom.js";
import { Room } from "/static/live.js";
import { printSlip } from "/static/slips.js";
import { looksLikeCode, normalise } from "./badge.js";
import { Countdown } from "./countdown.js";
import { uuid7 } from "./ids.js";
import { DeskLine } from "./line.js";
import { pictogram } from "./pictograms.js";
import { sound } from "./sound.js";
import { canRead, loadTongues, now, readAloud, said, speak, t } from "./tongue.js";
import { decideAtKiosk } from "./zuil-rules.js";
import { Eye } from "./zuil-eye.js";
import { drawStands, SCREENS } from "./zuil-screens.js";

/** @typedef {import("./zuil-screens.js").Visit} Visit */
const CODE_LETTERS = 16;
const NEARLY_S = 20;
const LOOKS = 8;
const LOOK_MS = 600;
const IN = ["welcome", "welcome_back", "already_in"];
/** Where somebody is who still has to scan; on any other screen a scan is that of the next visitor. */
const BEFORE_SCAN = ["start", "badge", "search", "misread"];
const WHY = ["unknown_code", "other_fair", "too_many_tries"];
const scan = byId("scan");

/** @returns {Visit} */
const nobody = () => ({ screen: "start", choosing: false, person: null, code: "", why: "", help: "", stands: null, slip: "" });
let visit = nobody();
let asking = false;

await loadTongues();
for (const note of document.querySelectorAll(".rehearsal")) Object.assign(note, { lang: now().code, dir: now().direction }); // stays Dutch
const line = new DeskLine(showLine, () => {}, { rules: decideAtKiosk, walkIns: false });
new Room(showRoom, ({ connected }) => connected || line.outbox.listen(), (code) => line.unpaired(code));
const eye = new Eye(badge);
const countdown = new Countdown(showSeconds, wipe);
const can = { go, chooseLanguage, checkIn, badge, search, withoutComputer, slip, done: wipe };
draw();

/** The next screen of this visit. @param {string} screen @param {Partial<Visit>} [more] */
function go(screen, more = {}) {
  Object.assign(visit, { screen, choosing: false, ...more });
  draw();
}

function draw() {
  const screen = visit.choosing ? "start" : visit.screen;
  if (screen === "start" && !visit.choosing) countdown.stop();
  else countdown.restart();
  document.body.dataset.screen = screen;
  document.title = `${t("zuil.title")} · Vonk`;
  eye.look(screen === "badge" || screen === "misread");
  byId("screen").replaceChildren(...SCREENS[screen](visit, can).filter(Boolean));
  label("language", "language", "zuil.language");
  label("read", "speaker", "zuil.read_aloud");
  label("help-button", "bell", "zuil.help");
  label("restart", "again", "zuil.restart");
  byId("more-time").replaceChildren(said("span", null, "zuil.more_time"));
  byId("unreviewed").replaceChildren(said("span", null, "zuil.unreviewed"));
  byId("unreviewed").hidden = !now().unreviewed;
  byId("read").hidden = !canRead();
  byId("scan-label").textContent = t("zuil.scan");
  focus();
}

/** @param {string} id @param {string} picture @param {string} code */
function label(id, picture, code) {
  byId(id).replaceChildren(pictogram(picture), said("span", null, code));
}

/** Where a keyboard and a screen reader go on; a scanner's letters find their way by themselves. */
function focus() {
  (byId("screen").querySelector("input") ?? byId("screen").querySelector("h1"))?.focus();
  for (const moves of [globalThis, byId("screen").parentElement]) moves.scrollTo(0, 0); // what scrolls depends on the room
}

/** Nothing of this visit stays. */
function wipe() {
  visit = nobody();
  scan.value = "";
  speak();
  draw();
}

/** @param {string} code */
function chooseLanguage(code) {
  speak(code);
  go(visit.choosing && visit.screen !== "start" ? visit.screen : "badge");
}

/** Whether this is a badge; then its wearer is checked in. What was typed before the scan does not count. @param {string} text */
function badge(text) {
  const code = normalise(text).slice(-CODE_LETTERS);
  if (looksLikeCode(code)) scanned(code);
  return looksLikeCode(code);
}

/** @param {string} code */
function scanned(code) {
  if (!BEFORE_SCAN.includes(visit.screen)) speak();
  visit = nobody();
  give("check_in", { code });
}

function checkIn() {
  give("check_in", { subject: visit.person.id }, visit.person);
}

/** @param {string} kind @param {any} details @param {any} [person] */
async function give(kind, details, person) {
  const mine = visit;
  go("busy");
  const result = await line.outbox.give(kind, details, person);
  if (mine === visit) showResult(result);
}

/** @param {import("./outbox.js").Result} result */
function showResult({ code, status, person, offline }) {
  if (status === "recorded" && person && IN.includes(code)) {
    sound("good");
    go("welcome", { person, code, stands: offline || person.kind !== "seeker" ? [] : null });
    if (visit.stands === null) lookForStands();
    return;
  }
  sound("warn");
  if (code === "misread_code") go("misread");
  else go("desk", { why: WHY.includes(code) ? `zuil.why_${code}` : "zuil.why_failed" });
}

/** Who just came in is still being matched: look a few times. */
async function lookForStands() {
  const mine = visit;
  let found = /** @type {any} */ (null);
  for (let look = 0; look < LOOKS && !found?.ready; look += 1) {
    if (look) await new Promise((done) => setTimeout(done, LOOK_MS));
    const reply = await fetch(`/api/v1/self/${encodeURIComponent(mine.person.id)}/next`, { signal: AbortSignal.timeout(4000) }).catch(() => null);
    found = reply?.ok ? await reply.json() : { ready: true, stands: [] };
  }
  if (mine !== visit) return;
  visit.stands = found.stands;
  byId("next")?.replaceChildren(...drawStands(found.stands)); // whoever goes by keyboard stays where they are
}

/** @param {string} letters @param {number} day @param {number} month */
async function search(letters, day, month) {
  const mine = visit;
  go("busy");
  const reply = await fetch("/api/v1/self", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ letters, day, month }),
    signal: AbortSignal.timeout(4000),
  }).catch(() => null);
  const answer = await reply?.json().catch(() => null);
  if (mine !== visit) return;
  if (answer?.person) go("confirm", { person: answer.person });
  else if (reply?.ok) go("desk", { why: "zuil.why_not_found" });
  else go("desk", { why: answer?.code === "too_many_tries" ? "zuil.why_too_many_tries" : "zuil.why_away" });
}

/** They go to the desk; what is known of them is told to the laptop, so that no tablet shows them. */
function withoutComputer() {
  const { person } = visit;
  if (person?.kind === "seeker") line.outbox.give("without_computer", { subject: person.id }, person);
  go("no_computer");
}

/** On paper where to go; asked for twice, it is one slip. */
async function slip() {
  const mine = visit;
  mine.slip ||= uuid7();
  const printer = await printSlip(mine.person.id, mine.slip);
  const printed = printer === "browser" ? "zuil.slip_browser" : "zuil.slip_asked";
  if (mine === visit) byId("slip-said")?.replaceChildren(said("span", null, printer ? printed : "zuil.slip_failed"));
}

async function askHelp() {
  const mine = visit;
  go("busy");
  const { status, code } = await line.outbox.give("ask_help", {});
  if (mine === visit) go("help", { help: status === "recorded" || code === "already_asked" ? "asked" : "away" });
}

/** @param {any} view */
function showRoom(view) {
  const before = asking;
  asking = view.asking.includes(document.body.dataset.device);
  if (before && !asking && visit.screen === "help") go("help", { help: "coming" });
  line.changed();
}

/** For who looks after the kiosk, so in Dutch. @param {import("./outbox.js").State} state */
function showLine({ waiting, away }) {
  const dot = byId("connection");
  dot.dataset.state = away || waiting ? "waiting" : "good";
  dot.textContent = (away ? dot.dataset.away : dot.dataset.connected) + (waiting ? ` (${waiting})` : "");
}

/** @param {number | null} seconds */
function showSeconds(seconds) {
  byId("clears").hidden = seconds === null;
  if (seconds === null) return;
  const sentence = t("zuil.countdown", { seconds });
  if (byId("seconds").textContent !== sentence) byId("seconds").textContent = sentence;
  const nearly = seconds <= NEARLY_S;
  byId("clears").classList.toggle("nearly", nearly);
  byId("nearly").textContent = nearly ? t("zuil.countdown", { seconds: NEARLY_S }) : "";
}

byId("scan-form").addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  const text = scan.value.trim();
  scan.value = "";
  if (!badge(text) && text) go("misread");
});
byId("language").addEventListener("click", () => ((visit.choosing = true), draw()));
byId("read").addEventListener("click", () => readAloud(byId("screen").innerText));
byId("help-button").addEventListener("click", askHelp);
byId("restart").addEventListener("click", wipe);
byId("more-time").addEventListener("click", () => countdown.restart());
globalThis.speechSynthesis?.addEventListener("voiceschanged", () => (byId("read").hidden = !canRead()));
document.addEventListener("keydown", (event) => {
  const at = event.target instanceof HTMLElement ? event.target : document.body;
  if (event.key === "Escape" && !at.matches("select")) return wipe();
  const typing = at.matches("input") || (at.matches("select") && /\d/.test(event.key)); // no code has a digit
  if (!typing && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) scan.focus();
});
// Who finds this page again, by a button of the browser or by waking the tablet, finds it empty.
document.addEventListener("visibilitychange", () => document.hidden && wipe());
addEventListener("pagehide", wipe);
