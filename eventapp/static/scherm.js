// @ts-check
/** The big screen: numbers for everybody in the hall, and who is called where, by badge number. */

import { drawArrivals } from "./arrivals.js";
import { byId, h, say, showList } from "./dom.js";
import { Room } from "./live.js";
import { clock, loadMessages, t } from "./messages.js";

const AMBER_S = 15;
const RED_S = 60;
const MOST_CALLS = 9;

await loadMessages();
new Room(showRoom, showNews);

/** @param {any} view */
function showRoom(view) {
  for (const name of ["present", "expected", "employers", "talking", "talks"]) say(`count-${name}`, view.counts[name]);
  // The newest call on top: who was called last is looking for it.
  const calls = [...view.calls].reverse();
  showList(byId("calls"), calls.slice(0, MOST_CALLS), (call) => call.id, drawCall);
  byId("no-calls").hidden = calls.length > 0;
  byId("more-calls").hidden = calls.length <= MOST_CALLS;
  say("more-calls", t("screen.more_calls", { more: calls.length - MOST_CALLS }));
  drawArrivals(byId("chart"), view.arrivals);
}

/** @param {any} call */
const drawCall = (call) =>
  h("li", { class: "fresh" }, h("span", { class: "who" }, call.number), h("span", { class: "to" }, t("screen.to", call)));

/** @param {{connected: boolean, age: number}} news */
function showNews({ connected, age }) {
  const seconds = Math.round(age);
  const state = seconds >= RED_S ? "red" : seconds >= AMBER_S ? "amber" : "fresh";
  byId("news").dataset.state = state;
  const old = seconds < 120 ? t("screen.age_seconds", { age: seconds }) : t("screen.age_minutes", { age: Math.floor(seconds / 60) });
  say("news", state === "fresh" ? t("screen.fresh") : `${t(connected ? "screen.silent" : "screen.lost")} ${old}`);
  say("clock", clock(new Date().toISOString()));
}
