// @ts-check
/**
 * Everybody by name, for a desk that the organiser trusts, for when the laptop is away. It lies on this device encrypted,
 * under a key that no script can read out; it goes when the device is revoked (with all else), when the laptop says so,
 * and after the day of the fair. Only a secure page has what this needs.
 */

import { found } from "./finding.js";

const MOST = 12;
const FRESH_MS = 120_000;
const CIPHER = "AES-GCM";
const NONCE = 12;

export class Names {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
    /** What is on disk, opened. @type {any[] | null} */
    this.people = null;
    this.ready = this.#open();
    setInterval(() => this.refresh(), FRESH_MS);
  }

  /** Whether this desk may know names today. */
  get #may() {
    const { searches, date = "" } = document.body.dataset;
    return Boolean(searches && globalThis.crypto?.subtle && today() <= date);
  }

  async #open() {
    if (this.#may) this.people = await this.#kept().catch(() => null);
    this.refresh();
  }

  /** Get them anew; what may not be here any more goes. */
  async refresh() {
    if (!this.#may) return this.#forget();
    const reply = await fetch("/api/v1/carried/index", { signal: AbortSignal.timeout(15_000) }).catch(() => null);
    if (reply?.status === 401 || reply?.status === 403) return this.#forget();
    const answer = reply?.ok && (await reply.json().catch(() => null));
    if (answer) await this.#keep(answer.people).catch(() => {}); // full: what is there stays
  }

  /** Who fits, best first; null when this desk does not know names. @param {string} text */
  async find(text) {
    await this.ready;
    return this.people && this.#may ? found(this.people, text, MOST) : null;
  }

  /** @param {any[]} people */
  async #keep(people) {
    const iv = crypto.getRandomValues(new Uint8Array(NONCE));
    const clear = new TextEncoder().encode(JSON.stringify(people));
    const box = await crypto.subtle.encrypt({ name: CIPHER, iv }, await this.#key(), clear);
    await this.store.note("names", { iv, box });
    this.people = people;
  }

  async #kept() {
    const { iv, box } = (await this.store.kept("names")) ?? {};
    if (!box) return null;
    const clear = await crypto.subtle.decrypt({ name: CIPHER, iv }, await this.#key(), box);
    return JSON.parse(new TextDecoder().decode(clear));
  }

  /** @returns {Promise<CryptoKey>} */
  async #key() {
    const known = await this.store.kept("names-key");
    if (known) return known;
    const key = await crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ["encrypt", "decrypt"]);
    await this.store.note("names-key", key);
    return key;
  }

  async #forget() {
    this.people = null;
    await this.store.remove("kept", ["names", "names-key"]).catch(() => {});
  }
}

/** The day here, as 2026-11-21. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
