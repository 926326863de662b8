// @ts-check
/** Who is who, as far as this device may know while the laptop is away: the holder of a badge opens one person. */

import { normalise } from "./badge.js";
import { opened, stretched } from "./sealed.js";

/** @typedef {{id: string, kind: string, name: string, number: string, present: boolean, came: boolean, since: string | null, place: string | null}} Person */

const PAUSE_MS = 1500;
const ANYWAY_MS = 20_000;

export class Carried {
  /** @param {import("./store.js").Store} store @param {string} fair */
  constructor(store, fair) {
    this.store = store;
    this.fair = fair;
    this.pulling = false;
    /** @type {number | undefined} */
    this.soon = undefined;
    setInterval(() => this.pull(), ANYWAY_MS);
  }

  /** Something changed in the hall: get the news, but not for each scan of a crowd. */
  pull() {
    this.soon ??= setTimeout(() => this.#pull(), PAUSE_MS);
  }

  async #pull() {
    this.soon = undefined;
    if (this.pulling) return this.pull();
    this.pulling = true;
    try {
      while (await this.#page());
    } catch {
      // The laptop is away, or this device is full: what is carried stays as it was.
    }
    this.pulling = false;
  }

  async #page() {
    const { epoch = "", version = 0 } = (await this.store.kept("carried")) ?? {};
    const reply = await fetch(`/api/v1/carried?epoch=${epoch}&after=${version}`, { signal: AbortSignal.timeout(15_000) });
    if (!reply.ok) return false;
    const page = await reply.json();
    await this.store.carry(page.people);
    await this.store.note("carried", { epoch: page.epoch, version: page.version });
    return page.more;
  }

  /**
   * Who wears this badge, with what this device itself did since; null for who is not carried.
   * @param {string} code
   * @returns {Promise<Person | null>}
   */
  async wearer(code) {
    const { find, key } = stretched(normalise(code), this.fair);
    const record = await this.store.one("people", find);
    const person = record && opened(record.box, key);
    return person ? this.asOfNow(person) : null;
  }

  /** @param {Person} person @returns {Promise<Person>} */
  async asOfNow(person) {
    return { ...person, ...(await this.store.one("states", person.id)) };
  }

  /** This device let somebody in or out by itself. @param {Person} person @param {Partial<Person>} change */
  async change(person, change) {
    const { present, came, since, place } = { ...person, ...change };
    await this.store.keep("states", { id: person.id, present, came, since, place });
  }

  /** All this device did is known to the laptop: its word counts from here. */
  async settled() {
    await this.store.clear("states");
  }
}
