// @ts-check
/** Badge numbers that this desk got in advance, for walk-ins who come while the laptop is away. */

import { uuid7 } from "./ids.js";

const FEW = 10;

export class Numbers {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
    this.asking = false;
  }

  /** @returns {Promise<{next: number, last: number}[]>} */
  async #blocks() {
    return (await this.store.kept("numbers")) ?? [];
  }

  /** The next number, used up; empty when there is none. */
  async take() {
    const blocks = await this.#blocks();
    const block = blocks.find(({ next, last }) => next <= last);
    if (!block) return "";
    const number = `B${block.next}`;
    block.next += 1;
    await this.store.note("numbers", blocks.filter(({ next, last }) => next <= last));
    return number;
  }

  /** Ask for more while the laptop is there. @param {(commands: any[]) => Promise<any[] | null>} post */
  async stockUp(post) {
    const blocks = await this.#blocks();
    const left = blocks.reduce((sum, { next, last }) => sum + last - next + 1, 0);
    if (left >= FEW || this.asking) return;
    this.asking = true;
    const [result] = (await post([{ id: uuid7(), kind: "reserve_numbers", at: new Date().toISOString() }])) ?? [];
    if (result?.code === "numbers_reserved") {
      await this.store.note("numbers", [...blocks, { next: result.params.first, last: result.params.last }]);
    }
    this.asking = false;
  }
}
