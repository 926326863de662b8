// @ts-check
/** What waited on this device for the laptop's old address, brought along behind the code. See kiosk/moving.js. */

import { Store } from "/kiosk/store.js";

/** @typedef {{fair: string, from: string, entries: import("/kiosk/outbox.js").Entry[]}} Brought */

const FIELDS = ["id", "kind", "at", "letter", "offline", "shown", "number"];

/**
 * The code in the part of an address behind "#", and what came with it.
 * @param {string} fragment
 * @returns {{code: string, brought: Brought | null}}
 */
export function unpacked(fragment) {
  const [code, rest] = fragment.split("&");
  if (!rest) return { code, brought: null };
  try {
    const bytes = Uint8Array.from(atob(decodeURIComponent(rest)), (letter) => letter.charCodeAt(0));
    const brought = JSON.parse(new TextDecoder().decode(bytes));
    return { code, brought: Array.isArray(brought?.entries) ? brought : null };
  } catch {
    return { code, brought: null };
  }
}

/**
 * Put it in the outbox of this address, and tell the page that it came from. Only for who has just paired with a code:
 * so nobody can make a desk send what they put in a link.
 * @param {Brought | null} brought @param {string} fair the id of the fair at this address
 */
export async function takeIn(brought, fair) {
  if (!brought?.entries.length || brought.fair !== fair) return;
  const store = new Store(fair);
  const known = new Set((await store.all("outbox")).map(({ id }) => id));
  const sound = brought.entries.filter((entry) => ["id", "kind", "at", "letter"].every((name) => typeof (/** @type {any} */ (entry)[name]) === "string"));
  for (const entry of sound) {
    const clean = Object.fromEntries(FIELDS.flatMap((name) => (name in entry ? [[name, /** @type {any} */ (entry)[name]]] : [])));
    if (!known.has(entry.id)) await store.keep("outbox", clean);
  }
  opener?.postMessage({ taken: sound.map(({ id }) => id) }, brought.from);
}
