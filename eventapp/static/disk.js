// @ts-check
/** What everybody should know while the laptop cannot store anything. */

import { byId, say } from "./dom.js";
import { t } from "./messages.js";

/** @param {string} trouble a code, or nothing @param {"desk" | "organiser"} page */
export function showDisk(trouble, page) {
  byId("disk").hidden = !trouble;
  say("disk", trouble ? t(`${page}.${trouble}`) : "");
}
