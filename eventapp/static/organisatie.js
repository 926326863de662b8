// @ts-check
/** The organiser's page: pair devices, take in registers, print badges, see how it goes. */

import { patientOutbox } from "./patient.js";
import { BackupCard } from "./backup-card.js";
import { Charge } from "./charge.js";
import { DeviceList } from "./devices.js";
import { showDisk } from "./disk.js";
import { byId, h, say, showList } from "./dom.js";
import { Guide } from "./guide.js";
import { HeldCells } from "./held-cells.js";
import { Inbox } from "./inbox.js";
import { Importing } from "./importing.js";
import { LinksCard } from "./links-card.js";
import { Room } from "./live.js";
import { loadMessages, t } from "./messages.js";
import { PaperCard } from "./paper-card.js";
import { PairingTiles } from "./pairing-tiles.js";
import { PersonCard } from "./person-card.js";
import { PrintCard } from "./print-card.js";
import { Retention } from "./retention.js";
import { Review } from "./review.js";
import { StandPapers } from "./stand-papers.js";

await loadMessages();
const outbox = patientOutbox();
const tiles = new PairingTiles(byId("tiles"));
const card = new PersonCard((kind, details) => outbox.give(kind, details), () => search());
const importing = new Importing(byId("report"), (id) => card.open(id));
const review = new Review((kind, details) => outbox.give(kind, details));
const inbox = new Inbox((kind, details) => outbox.give(kind, details));
const held = new HeldCells();
const retention = new Retention((kind, details) => outbox.give(kind, details));
const papers = new StandPapers();
const deviceList = new DeviceList(byId("devices"), (kind, details) => outbox.give(kind, details));
const guide = new Guide((kind, details) => outbox.give(kind, details));
const charge = new Charge((kind, details) => outbox.give(kind, details), (id) => guide.open(id));
const printing = new PrintCard();
const backups = new BackupCard();
const paper = new PaperCard((kind, details) => outbox.give(kind, details));
const links = new LinksCard();
const room = new Room(showRoom, ({ connected }) => showConnection(connected));

/** @param {boolean} connected */
function showConnection(connected) {
  say("connection", t(connected ? "desk.connected" : "desk.not_connected"));
  byId("connection").dataset.state = connected ? "good" : "waiting";
}

/** @param {any} view */
function showRoom(view) {
  showDisk(view.disk, "organiser");
  for (const [name, count] of Object.entries(view.counts)) say(`count-${name}`, count);
  const devices = Object.entries(view.devices).map(([id, device]) => ({ id, .../** @type {any} */ (device) }));
  deviceList.show(devices);
  tiles.know(view.stands, devices);
  papers.know(view.stands);
  review.show(view.review);
  inbox.show(view.inbox);
  charge.show(view);
  held.know(view.held);
  backups.show(view.backup);
  retention.show(view.retention);
  printing.show(view, devices);
  paper.show(view.paper);
  links.show(view.links);
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
  const made = reply.blob();
  await printing.follow(made);
  const link = h("a", { href: URL.createObjectURL(await made), download: "badges.pdf" });
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
  return h("li", null,
    h("span", { class: "number" }, person.number ?? t("desk.employer")),
    h("span", { class: "grow" }, person.name),
    h("span", { class: `badge ${person.present ? "good" : ""}` }, t(person.present ? "count.present" : "desk.not_in")),
    h("a", { class: "button quiet", href: `/api/v1/badges.pdf?subject=${encodeURIComponent(person.id)}`, target: "_blank" }, t("desk.badge")),
    person.kind === "seeker" && h("button", { type: "button", class: "quiet", onclick: () => card.open(person.id) }, t("organiser.look_at")),
    person.kind === "seeker" && h("button", { type: "button", class: "quiet", onclick: () => guide.open(person.id) }, t("desk.do_guide")));
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
