// @ts-check
/**
 * The outbox: what somebody wanted is on this device's disk before anything turns green, and stays there until the
 * laptop has said, for that very id, what came of it. When the laptop does not answer soon, the device decides by itself.
 * Commands go one batch at a time and in order; a lost answer is no harm, for a repeat is recognised by its id.
 */

import { uuid7 } from "./ids.js";
import { letter } from "./sealed.js";

/**
 * A command as it waits. ``place`` is its key on disk; ``shown`` and ``number`` are what the volunteer was told.
 * @typedef {{id: string, kind: string, at: string, letter?: string, offline?: boolean, place?: number, shown?: string,
 *   number?: string}} Entry
 */
/** @typedef {{id: string, status: string, code: string, params: Object<string, any>, person?: any, offline?: boolean}} Result */
/** @typedef {{waiting: number, away: boolean, paired: boolean}} State */

const PATIENCE_MS = 1500; // of somebody at a desk
const TRY_MS = 4000;
const RETRY_MS = [500, 1000, 2000, 4000];
const LISTEN_MS = 4000; // without any word from the laptop
const BATCH = 50;

export class Outbox {
  /**
   * ``address`` is where letters go; without it commands wait as they are. Without ``decide`` only the laptop decides.
   * @param {{store: {keep: Function, remove: Function, all: Function}, address?: string,
   *   decide?: (command: any) => Promise<any>, onState: (state: State) => void,
   *   onOtherwise?: (entry: Entry, result: Result) => void, onSettled?: () => void, onRevoked: () => void}} with_
   */
  constructor(with_) {
    this.with = with_;
    /** @type {Entry[]} */
    this.waiting = [];
    /** @type {Map<string, (result: Result | null) => void>} who waits for the laptop's word */
    this.asking = new Map();
    this.sending = false;
    this.failures = 0;
    this.paired = true;
    this.heard = Date.now();
    /** @type {number | undefined} */
    this.timer = undefined;
    this.ready = this.#load();
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.send());
    setInterval(() => this.listen(), LISTEN_MS / 2);
  }

  /** Whether the laptop did not answer the last time, or does not know this device any more. */
  get away() {
    return this.failures > 0 || !this.paired;
  }

  async #load() {
    const kept = await this.with.store.all("outbox").catch(() => []);
    this.waiting = [...kept, ...this.waiting];
    this.#tell();
    this.send();
  }

  /**
   * Hand in a command; resolves with what came of it: the laptop's word, or this device's own when that is late.
   * @param {string} kind
   * @param {Object<string, any>} details
   * @param {any} [person] whom it concerns, as far as the page knows; never sent
   * @returns {Promise<Result>}
   */
  async give(kind, details, person) {
    const command = { id: uuid7(), kind, at: new Date().toISOString() };
    /** @type {Entry} */
    const entry = { ...command, ...this.#folded(details) };
    const kept = await this.#keep(entry);
    const answer = new Promise((settle) => this.asking.set(command.id, settle));
    this.waiting.push(entry);
    this.#tell();
    this.send();
    const result = await (this.with.decide ? this.#soon(answer, kept) : answer);
    this.asking.delete(command.id);
    if (!result && !kept) return this.#unkept(entry);
    if (!this.with.decide || (result && result.status !== "duplicate")) return result;
    // No word yet, or only that it was known already: the answer itself was lost on the way.
    return this.#decide(entry, { ...command, ...details, person }, details, Boolean(result));
  }

  /** The laptop's word, or null when it takes longer than somebody at a desk can wait. @param {Promise<any>} answer @param {boolean} kept */
  #soon(answer, kept) {
    return kept && this.away ? null : Promise.race([answer, pause(kept ? PATIENCE_MS : TRY_MS)]);
  }

  /** What is in a command, so that only the laptop can read it. @param {any} details */
  #folded(details) {
    return this.with.address ? { letter: letter(details, this.with.address) } : details;
  }

  /** These wait at another address now, and not here any more. @param {Set<string>} ids */
  async handedOver(ids) {
    await this.#forget(this.waiting.filter(({ id }) => ids.has(id)));
    this.#tell();
  }

  /** The laptop may be back. */
  async send() {
    clearTimeout(this.timer);
    if (this.sending || !this.waiting.length || !this.paired) return;
    this.sending = true;
    const batch = this.waiting.slice(0, BATCH);
    try {
      const results = await this.post(batch.map(({ place, shown, number, ...command }) => command));
      if (results) await this.#take(batch, results);
      else if (this.with.decide) batch.forEach(({ id }) => this.asking.get(id)?.(null)); // nobody has to wait any longer
    } finally {
      this.sending = false;
    }
    this.#tell();
    if (this.waiting.length) this.timer = setTimeout(() => this.send(), this.away ? this.#pause() : 0);
  }

  /**
   * The results, or null when there was no answer that can be trusted.
   * @param {any[]} commands
   * @returns {Promise<Result[] | null>}
   */
  async post(commands) {
    const body = JSON.stringify({ commands });
    const headers = { "Content-Type": "application/json" };
    const reply = await ask("/api/v1/commands", { method: "POST", headers, body });
    this.#hear(reply);
    return reply?.ok ? reply.body.results : null;
  }

  /** @param {Entry} entry */
  async #keep(entry) {
    try {
      entry.place = await this.with.store.keep("outbox", entry);
      return true;
    } catch {
      return false; // this device is full, or may not keep anything
    }
  }

  /** @param {Entry} entry @param {any} command @param {any} details @param {boolean} stored @returns {Promise<Result>} */
  async #decide(entry, command, details, stored) {
    const { more = {}, ...decision } = await this.with.decide?.(command);
    if (stored) return { ...decision, id: entry.id };
    if (decision.status === "refused") {
      await this.#forget([entry]);
    } else {
      Object.assign(entry, more, this.#folded({ ...details, ...more }), { offline: true, shown: decision.code });
      if (!(await this.#keep(entry))) return this.#unkept(entry);
    }
    this.#tell();
    return { ...decision, id: entry.id, offline: true };
  }

  /** Neither kept here nor known to the laptop: it must not look as if it was. @param {Entry} entry @returns {Promise<Result>} */
  async #unkept(entry) {
    await this.#forget([entry]);
    return { id: entry.id, status: "refused", code: "not_kept", params: {} };
  }

  /** @param {Entry[]} batch @param {Result[]} results */
  async #take(batch, results) {
    const answered = batch.flatMap((entry) => {
      const result = results.find((one) => one.id === entry.id);
      return result && !result.code.startsWith("storage_") ? [{ entry, result }] : [];
    });
    if (answered.length < batch.length) this.failures += 1; // the laptop cannot store now: wait a little
    for (const { entry, result } of answered) {
      this.asking.get(entry.id)?.(result);
      if (entry.shown && isOtherwise(entry, result)) this.with.onOtherwise?.(entry, result);
    }
    await this.#forget(answered.map(({ entry }) => entry));
    if (!this.waiting.length) this.with.onSettled?.();
  }

  /** @param {Entry[]} entries */
  async #forget(entries) {
    const gone = new Set(entries.map(({ id }) => id));
    this.waiting = this.waiting.filter(({ id }) => !gone.has(id));
    const places = entries.flatMap(({ place }) => (place ? [place] : []));
    await this.with.store.remove("outbox", places).catch(() => {});
  }

  /** Nothing was heard for a while: ask. A connection that is half open says nothing by itself. */
  async listen() {
    if (this.sending || Date.now() - this.heard < LISTEN_MS) return;
    if (this.waiting.length && this.paired) return this.send();
    this.#hear(await ask("/api/v1/me", {}));
    this.#tell();
  }

  /** @param {{ok: boolean, status: number, body: any} | null} reply */
  #hear(reply) {
    this.failures = reply && reply.status < 500 ? 0 : this.failures + 1;
    this.heard = Date.now();
    this.paired = reply?.status !== 401;
    if (reply?.body?.code === "device_revoked") this.with.onRevoked();
  }

  #pause() {
    return RETRY_MS[Math.min(this.failures, RETRY_MS.length) - 1] * (0.75 + Math.random() / 2);
  }

  #tell() {
    this.with.onState({ waiting: this.waiting.length, away: this.away, paired: this.paired });
  }
}

/** Whether the laptop's word differs from what the volunteer was told. @param {Entry} entry @param {Result} result */
const isOtherwise = (entry, result) =>
  result.status === "refused" || Boolean(entry.number && result.person && result.person.number !== entry.number);

/**
 * What the laptop answers, or null when that did not come whole.
 * @param {string} path @param {RequestInit} how
 */
async function ask(path, how) {
  try {
    const reply = await fetch(path, { ...how, signal: AbortSignal.timeout(TRY_MS) });
    return { ok: reply.ok, status: reply.status, body: await reply.json() };
  } catch {
    return null;
  }
}

/** @param {number} ms @returns {Promise<null>} */
const pause = (ms) => new Promise((done) => setTimeout(() => done(null), ms));
