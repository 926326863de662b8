// @ts-check
/** After a minute without a touch the screen is wiped for the next visitor. Every touch gives a new minute. */

const WHOLE_S = 60;
const TICK_MS = 250;

export class Countdown {
  /** @param {(seconds: number | null) => void} onTick seconds left; null when nothing counts @param {() => void} onEnd */
  constructor(onTick, onEnd) {
    this.onTick = onTick;
    this.onEnd = onEnd;
    /** @type {number | null} */
    this.end = null;
    setInterval(() => this.#tick(), TICK_MS);
    for (const touch of ["pointerdown", "keydown", "input"]) addEventListener(touch, () => this.end && this.restart());
  }

  restart() {
    // Not the clock of the day: that may jump.
    this.end = performance.now() + WHOLE_S * 1000;
    this.#tick();
  }

  stop() {
    this.end = null;
    this.onTick(null);
  }

  #tick() {
    if (this.end === null) return;
    const left = Math.ceil((this.end - performance.now()) / 1000);
    if (left <= 0) return this.onEnd();
    this.onTick(left);
  }
}
