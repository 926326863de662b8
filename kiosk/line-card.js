// @ts-check
/** How the line to the laptop stands, and what the laptop saw otherwise: the same on every page that goes on without it. */

import { byId, h, say, showList } from "/static/dom.js";
import { clock, t } from "/static/messages.js";

/** @param {import("./outbox.js").State} state */
export function showLine({ waiting, away, paired }) {
  const place = away ? "away" : "connected";
  say("connection", t(paired ? `desk.line_${place}${waiting ? "_waiting" : ""}` : "desk.line_unpaired", { waiting }));
  byId("connection").dataset.state = waiting || away ? "waiting" : "good";
}

/** The laptop says otherwise than this desk did. @param {import("./line.js").Otherwise[]} all @param {(id: string) => void} seen */
export function showOtherwise(all, seen) {
  byId("otherwise-card").hidden = all.length === 0;
  showList(byId("otherwise"), all, (one) => one.id, (one) =>
    h("li", null,
      h("span", { class: "grow" }, t(`otherwise.${one.code}`, { ...one, time: clock(one.at) })),
      h("button", { type: "button", class: "quiet", onclick: () => seen(one.id) }, t("desk.seen"))));
}
