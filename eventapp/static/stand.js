// @ts-check
/** The stand: who is here now and fits, invite, talk, and note how it went. */

import { patientOutbox } from "./patient.js";
import { byId, focusOn, h, say, showList } from "./dom.js";
import { Room } from "./live.js";
import { clock, loadMessages, t } from "./messages.js";
import { drawPerson, drawTalk } from "./stand-cards.js";
import { Hall } from "./stand-hall.js";

const NOTICE_MS = 8000;
/** @type {any} the conversation that is being ended */
let ending = null;
/** How many sit here now: who has just sat down is brought into view. */
let talking = 0;
/** @type {string | null} who was asked to sit down on their card: the focus goes along */
let seating = null;
/** @type {number | undefined} */
let noticeTimer;
/** @type {any[]} who was found in the hall while suggestions are off */
let inHall = [];

await loadMessages();
const can = { invite: (/** @type {any} */ person) => invite(person), uninvite: (/** @type {any} */ person) => uninvite(person), start: (/** @type {any} */ person) => start(person),
  pin: (/** @type {any} */ person) => pin(person), hide: (/** @type {any} */ person) => hide(person),
  takeBack: (/** @type {any} */ person) => takeBack(person) };
const hall = new Hall((people) => ((inHall = people), room.view && showPeople(room.view)));
const outbox = patientOutbox((waiting) => showConnection(waiting));
const room = new Room(showRoom, ({ connected }) => showConnection(outbox.waiting.length, connected));

/** @param {number} waiting @param {boolean} [connected] */
function showConnection(waiting, connected = room?.socket.connected) {
  say("connection", waiting ? t("desk.waiting", { waiting }) : t(connected ? "desk.connected" : "desk.not_connected"));
  byId("connection").dataset.state = waiting || !connected ? "waiting" : "good";
}

/** @param {any} view */
function showRoom(view) {
  say("stand-name", view.stand.stand ? t("stand.name", view.stand) : view.stand.name);
  byId("stopped").hidden = view.fair.suggestions;
  byId("paused").hidden = !view.stand.paused;
  say("pause", t(view.stand.paused ? "stand.open_again" : "stand.pause"));
  hall.show(view);
  showPeople(view);
  showHidden(Object.entries(view.hidden).map(([id, person]) => ({ id, .../** @type {any} */ (person) })));
  showTalks(Object.entries(view.talks).map(([id, talk]) => ({ id, .../** @type {any} */ (talk) })), view);
}

/** @param {any} view */
function showPeople(view) {
  const listed = view.order.map((/** @type {string} */ id) => ({ id, ...view.people[id] }));
  const people = [...listed, ...inHall.filter((person) => !view.people[person.id])];
  showList(byId("people"), withTitles(people, view), (person) => person.id, (person) => drawPerson(person, can));
  say("people-title-text", t(view.fair.suggestions ? "stand.people" : "stand.people_in_hall"));
  say("people-count", people.length);
  byId("no-people").hidden = people.length > 0 || !view.fair.suggestions;
}

/** @param {any[]} people who this stand does not want to see */
function showHidden(people) {
  byId("hidden-section").hidden = !people.length;
  say("hidden-count", people.length);
  showList(byId("hidden-people"), people, (person) => person.id, (person) =>
    h("li", null, h("span", { class: "number" }, person.number), h("span", { class: "grow" }, person.first_name),
      h("button", { type: "button", class: "quiet", onclick: () => give("undo", { target: person.choice }) }, t("stand.unhide"))));
}

/** @param {any[]} talks @param {any} view */
function showTalks(talks, view) {
  const open = withTitles(talks.filter((talk) => !talk.ended), view);
  const done = talks.filter((talk) => talk.ended).sort((one, other) => other.ended.localeCompare(one.ended));
  byId("here-section").hidden = !open.length;
  showList(byId("here"), open, (talk) => talk.id, (talk) => drawTalk(talk, openEnding));
  showList(byId("done"), done, (talk) => talk.id, drawDone);
  if (open.length > talking) byId("here-section").scrollIntoView({ block: "start" });
  const seated = open.findIndex((/** @type {any} */ talk) => talk.subject === seating);
  if (seated >= 0) focusOn(byId("here").children[seated]);
  if (seated >= 0) seating = null;
  talking = open.length;
  byId("done-section").hidden = !done.length;
}

/** @param {any[]} items @param {any} view */
const withTitles = (items, view) => items.map((item) => ({ ...item, title: view.vacancies[item.vacancy] ?? "" }));

/** @param {any} talk */
function drawDone(talk) {
  const contact = talk.contact && [talk.contact.name, talk.contact.phone, talk.contact.email].filter(Boolean).join(" · ");
  return h("li", null,
    h("span", { class: "number" }, talk.number),
    h("span", { class: "grow" }, h("strong", null, talk.first_name), ` ${clock(talk.ended)} `, talk.note && h("span", { class: "soft" }, talk.note),
      contact && h("div", null, h("strong", null, t("stand.contact")), " ", contact)),
    h("span", { class: `badge ${talk.match ? "good" : ""}` }, t(talk.match ? "outcome.both" : `outcome.${talk.outcome}`)),
    h("button", { type: "button", class: "quiet", onclick: () => openEnding(talk) }, t("stand.change")));
}

/** @param {string} kind @param {Object<string, any>} details */
async function give(kind, details) {
  const result = await outbox.give(kind, details);
  const good = result.status !== "refused";
  showNotice(t(`stand.result.${result.code}`), good);
  return good;
}

/** @param {string} text @param {boolean} good */
function showNotice(text, good) {
  const notice = byId("notice");
  const at = document.activeElement ?? document.body;
  notice.textContent = text;
  notice.className = good ? "notice good" : "notice";
  // At the bottom of the window, or at the top when that would cover what has the focus.
  notice.classList.toggle("above", at !== document.body && at.getBoundingClientRect().bottom > innerHeight / 2);
  notice.hidden = false;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => (notice.hidden = true), NOTICE_MS);
}

/** @param {any} person */
const invite = (person) => give("invite", { subject: person.id, vacancy: person.vacancy });
/** @param {any} person */
const uninvite = (person) => give("undo", { target: person.invitation });
/** @param {any} person */
async function start(person) {
  seating = person.id;
  if (!await give("start_conversation", { subject: person.id, vacancy: person.vacancy })) seating = null;
}
/** @param {any} person */
const pin = (person) => give("pin", { subject: person.id, vacancy: person.vacancy });
/** @param {any} person */
const hide = (person) => give("hide", { subject: person.id });
/** @param {any} person */
const takeBack = (person) => give("undo", { target: person.by_hand.id });

/** @param {any} talk */
function openEnding(talk) {
  ending = talk;
  byId("ending-title").textContent = t("stand.ending", talk);
  const form = byId("end-form");
  form.reset();
  form.note.value = talk.note ?? "";
  if (talk.outcome) form.outcome.value = talk.outcome;
  byId("ending").showModal();
}

byId("badge-form").addEventListener("submit", async (/** @type {Event} */ event) => {
  event.preventDefault();
  const code = byId("badge").value.trim();
  byId("badge").value = "";
  if (code) await give("start_conversation", { code });
  byId("badge").focus();
});
byId("end-form").addEventListener("submit", () => {
  const form = byId("end-form");
  if (ending) give("end_conversation", { conversation: ending.id, subject: ending.subject, outcome: form.outcome.value, note: form.note.value });
  ending = null;
});
byId("add-open").addEventListener("click", () => (byId("add-form").reset(), byId("adding").showModal()));
byId("add-cancel").addEventListener("click", () => byId("adding").close());
byId("add-form").addEventListener("submit", () => {
  const { code, reason, note } = byId("add-form");
  give("add_by_hand", { code: code.value, reason: reason.value, note: note.value });
});
byId("pause").addEventListener("click", () => give("pause_stand", { paused: !room.view?.stand.paused }));
byId("end-cancel").addEventListener("click", () => byId("ending").close());
// A badge that is scanned lands in the badge field, wherever the focus was.
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
  if (!typing && !document.querySelector("dialog[open]") && /^[a-z0-9]$/i.test(event.key) && !event.ctrlKey && !event.metaKey) byId("badge").focus();
});
showConnection(0);
