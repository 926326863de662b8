// @ts-check
/** The organiser's page: pair devices, take in registers, print badges, see how it goes. */

import { Outbox } from "/kiosk/outbox.js";
import { byId, h, say, showList } from "./dom.js";
import { Importing } from "./importing.js";
import { Room } from "./live.js";
import { loadMessages, t } from "./messages.js";
import { PairingTiles } from "./pairing-tiles.js";
import { PersonCard } from "./person-card.js";
import { Review } from "./review.js";

await loadMessages();
const outbox = new Outbox();
const tiles = new PairingTiles(byId("tiles"));
const card = new PersonCard((kind, details) => outbox.give(kind, details));
const importing = new Importing(byId("report"), (id) => card.open(id));
const review = new Review((kind, details) => outbox.give(kind, details));
const room = new Room(showRoom, ({ connected }) => showConnection(connected));

/** @param {boolean} connected */
function showConnection(connected) {
  say("connection", t(connected ? "desk.connected" : "desk.not_connected"));
  byId("connection").dataset.state = connected ? "good" : "waiting";
}

/** @param {any} view */
function showRoom(view) {
  for (const [name, count] of Object.entries(view.counts)) say(`count-${name}`, count);
  const devices = Object.entries(view.devices).map(([id, device]) => ({ id, .../** @type {any} */ (device) }));
  devices.sort((one, other) => one.role.localeCompare(other.role) || one.id.localeCompare(other.id));
  showList(byId("devices"), devices, (device) => device.id, drawDevice);
  tiles.know(view.stands, devices);
  review.show(view.review);
}

/** @param {any} device */
function drawDevice(device) {
  const revoke = () => confirm(t("organiser.revoke_sure")) && outbox.give("revoke_device", { device: device.id });
  return h("li", null,
    h("span", { class: "grow" }, h("strong", null, t(`role.${device.role}`)), ` ${device.employer ?? device.label ?? ""}`),
    h("span", { class: `badge ${device.online ? "good" : ""}` }, t(device.online ? "organiser.online" : "organiser.offline")),
    h("button", { type: "button", class: "bad", onclick: revoke }, t("organiser.revoke")));
}

/** A badge that cannot be printed says why here, instead of in an empty tab. @param {SubmitEvent} event */
async function printBadges(event) {
  event.preventDefault();
  const form = byId("badges");
  const query = new URLSearchParams({ layout: form.layout.value });
  for (const number of form.number.value.split(/[\s,;]+/).filter(Boolean)) query.append("number", number);
  const reply = await fetch(`/api/v1/badges.pdf?${query}`).catch(() => null);
  byId("badge-problem").hidden = Boolean(reply?.ok);
  if (!reply?.ok) return say("badge-problem", reply ? (await reply.json()).text : t("error.no_connection"));
  const link = h("a", { href: URL.createObjectURL(await reply.blob()), download: "badges.pdf" });
  link.click();
}

/** @type {number | undefined} */
let timer;
function search() {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const reply = await fetch(`/api/v1/people?q=${encodeURIComponent(byId("search").value)}`).catch(() => null);
    const people = reply?.ok ? (await reply.json()).people : [];
    showList(byId("found"), people, (person) => person.id, drawFound);
  }, 150);
}

/** @param {any} person */
function drawFound(person) {
  const forget = async () => {
    if (!confirm(t("organiser.forget_sure", person))) return;
    await outbox.give("erase", { subject: person.id });
    search();
  };
  return h("li", null,
    h("span", { class: "number" }, person.number ?? t("desk.employer")),
    h("span", { class: "grow" }, person.name),
    h("span", { class: `badge ${person.present ? "good" : ""}` }, t(person.present ? "count.present" : "desk.not_in")),
    h("a", { class: "button quiet", href: `/api/v1/badges.pdf?subject=${encodeURIComponent(person.id)}`, target: "_blank" }, t("desk.badge")),
    person.kind === "seeker" && h("button", { type: "button", class: "quiet", onclick: () => card.open(person.id) }, t("organiser.look_at")),
    person.kind === "seeker" && h("button", { type: "button", class: "bad", onclick: forget }, t("organiser.forget")));
}

const drop = byId("drop");
byId("files").addEventListener("change", () => importing.start([...byId("files").files]));
drop.addEventListener("dragover", (/** @type {DragEvent} */ event) => (event.preventDefault(), drop.classList.add("over")));
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (/** @type {DragEvent} */ event) => {
  event.preventDefault();
  drop.classList.remove("over");
  importing.start([...(event.dataTransfer?.files ?? [])]);
});
byId("badges").addEventListener("submit", printBadges);
byId("search").addEventListener("input", search);
showConnection(room.socket.connected);
