// @ts-check
/** The line to the laptop: everything by which this desk goes on when that line is broken, put together once. */

import { nowWaiting } from "/static/beat.js";
import { Carried } from "./carried.js";
import { Moving } from "./moving.js";
import { Numbers } from "./numbers.js";
import { decide } from "./offline.js";
import { Outbox } from "./outbox.js";
import { forgetOthers, Store, wipe } from "./store.js";

/** What the laptop said otherwise than this desk did. @typedef {{id: string, code: string, shown: string, number: string, other: string, at: string}} Otherwise */

export class DeskLine {
  /**
   * @param {(state: import("./outbox.js").State) => void} onState
   * @param {(all: Otherwise[]) => void} onOtherwise
   * @param {{rules?: typeof decide, walkIns?: boolean}} [own] rules of its own; whether it registers walk-ins
   */
  constructor(onState, onOtherwise, { rules = decide, walkIns = true } = {}) {
    const { fair = "", tag = "", letters: address = "", place = "" } = document.body.dataset;
    this.store = new Store(fair);
    this.carried = new Carried(this.store, fair);
    this.numbers = new Numbers(this.store);
    this.onOtherwise = onOtherwise;
    this.walkIns = walkIns;
    const known = { tag, place, carried: this.carried, numbers: this.numbers };
    this.outbox = new Outbox({
      store: this.store,
      address,
      decide: (command) => rules(command, known),
      onState: (state) => (nowWaiting(state.waiting), onState(state), this.moving?.show(state), state.away || this.changed()),
      onOtherwise: (entry, result) => this.#otherwise(entry, result),
      onSettled: () => this.carried.settled(),
      onRevoked: () => this.unpaired("device_revoked"),
    });
    this.moving = new Moving(this.outbox);
    this.#tell();
    forgetOthers(fair);
    if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js");
  }

  /** Something happened in the hall, and the laptop is there. */
  changed() {
    this.carried.pull();
    if (this.walkIns) this.numbers.stockUp((commands) => this.outbox.post(commands));
  }

  /** This device is not known any more. Only one that was revoked forgets everything. @param {string} code */
  async unpaired(code) {
    if (code !== "device_revoked") return this.outbox.listen();
    await wipe();
    location.assign("/koppel");
  }

  /** Somebody looked at it. @param {string} id */
  async seen(id) {
    await this.store.note("otherwise", (await this.#all()).filter((one) => one.id !== id));
    this.#tell();
  }

  /** @param {import("./outbox.js").Entry} entry @param {import("./outbox.js").Result} result */
  async #otherwise(entry, result) {
    const code = result.status === "refused" ? result.code : "other_number";
    const one = { id: entry.id, code, shown: entry.shown ?? "", number: entry.number ?? "", other: result.person?.number ?? "", at: entry.at };
    await this.store.note("otherwise", [...(await this.#all()), one]);
    this.#tell();
  }

  /** @returns {Promise<Otherwise[]>} */
  async #all() {
    return (await this.store.kept("otherwise").catch(() => null)) ?? [];
  }

  async #tell() {
    this.onOtherwise(await this.#all());
  }
}
