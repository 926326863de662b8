// @ts-check
/** An outbox for pages that decide nothing by themselves: it waits for the laptop's word, as long as that takes. */

import { nowWaiting } from "./beat.js";
import { Outbox } from "/kiosk/outbox.js";

/** Keeps nothing: what waits is gone with the page, so the browser asks before it goes. */
class Memory {
  async keep() {
    return undefined;
  }
  async remove() {}
  async all() {
    return [];
  }
}

/** @param {(waiting: number) => void} [onWaiting] */
export function patientOutbox(onWaiting = () => {}) {
  const pair = () => location.assign("/koppel");
  const outbox = new Outbox({
    store: new Memory(),
    onState: ({ waiting, paired }) => (nowWaiting(waiting), paired ? onWaiting(waiting) : pair()),
    onRevoked: pair,
  });
  addEventListener("beforeunload", (event) => outbox.waiting.length && event.preventDefault());
  return outbox;
}
