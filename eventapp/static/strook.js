// @ts-check
/** A slip that prints by itself, and leaves nothing on the screen of who opened it: untouched for a while, it goes. */

import { Countdown } from "/kiosk/countdown.js";
import { byId } from "./dom.js";

const countdown = new Countdown(() => {}, leave);

function empty() {
  countdown.stop();
  byId("slip")?.remove();
  byId("print").hidden = true;
  byId("gone").hidden = false;
}

function leave() {
  empty();
  if (opener) close();
}

byId("print").addEventListener("click", () => print());
addEventListener("afterprint", () => opener && leave());
addEventListener("pagehide", empty); // who goes back to it finds it empty
countdown.restart();
print();
