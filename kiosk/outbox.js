// @ts-check
/**
 * The outbox: what somebody wanted stays here until the server has said, for that very id, what came of it.
 * Commands go one batch at a time and in order; a lost answer is no harm, for a repeat is recognised by its id.
 */

import { uuid7 } from "./ids.js";

/** @typedef {{id: string, kind: string, at: string}} Command */
/** @typedef {{id: string, status: string, code: string, params: Object<string, any>, person?: any}} Result */

const TRY_MS = 4000;
const RETRY_MS = [500, 1000, 2000, 4000];
const BATCH = 50;

export class Outbox {
  /** @param {(waiting: number, connected: boolean) => void} onState */
  constructor(onState = () => {}) {
    /** @type {{command: Command, settle: (result: Result) => void}[]} */
    this.waiting = [];
    this.onState = onState;
    this.sending = false;
    this.failures = 0;
    addEventListener("online", () => this.#send());
    addEventListener("beforeunload", (event) => this.waiting.length && event.preventDefault());
  }

  /**
   * Hand in a command; resolves with the server's word on it, however long that takes.
   * @param {string} kind
   * @param {Object<string, any>} details
   * @returns {Promise<Result>}
   */
  give(kind, details) {
    const command = { id: uuid7(), kind, at: new Date().toISOString(), ...details };
    return new Promise((settle) => {
      this.waiting.push({ command, settle });
      this.#tell();
      this.#send();
    });
  }

  async #send() {
    if (this.sending || !this.waiting.length) return;
    this.sending = true;
    const batch = this.waiting.slice(0, BATCH);
    const results = await post(batch.map((one) => one.command));
    this.sending = false;
    this.failures = results ? 0 : this.failures + 1;
    if (results) this.#settle(batch, results);
    this.#tell();
    if (this.waiting.length) setTimeout(() => this.#send(), this.failures ? this.#pause() : 0);
  }

  /** @param {{command: Command, settle: (result: Result) => void}[]} batch @param {Result[]} results */
  #settle(batch, results) {
    for (const { command, settle } of batch) {
      const result = results.find((one) => one.id === command.id);
      if (!result || result.code.startsWith("storage_")) continue;
      this.waiting = this.waiting.filter((one) => one.command.id !== command.id);
      settle(result);
    }
    if (this.waiting.some((one) => batch.includes(one))) this.failures += 1;
  }

  #pause() {
    return RETRY_MS[Math.min(this.failures, RETRY_MS.length) - 1] * (0.75 + Math.random() / 2);
  }

  #tell() {
    this.onState(this.waiting.length, this.failures === 0);
  }
}

/**
 * The results, or null when there was no answer that can be trusted.
 * @param {Command[]} commands
 * @returns {Promise<Result[] | null>}
 */
async function post(commands) {
  try {
    const reply = await fetch("/api/v1/commands", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ commands }),
      signal: AbortSignal.timeout(TRY_MS),
    });
    if (reply.status === 401) location.assign("/koppel");
    return reply.ok ? (await reply.json()).results : null;
  } catch {
    return null;
  }
}
