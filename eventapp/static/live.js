// @ts-check
/**
 * A room, kept in step: a snapshot first, then every change. A push is a favour, not a promise: who misses a version
 * pulls the whole, and who hears nothing says how old the news is.
 */

import { startBeating } from "./beat.js";
import { io } from "./vendor/socket.io.esm.min.js";

/**
 * JSON Merge Patch (RFC 7396).
 * @param {any} old
 * @param {any} patch
 */
export function applyPatch(old, patch) {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) return patch;
  const fresh = typeof old === "object" && old !== null && !Array.isArray(old) ? { ...old } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete fresh[key];
    else fresh[key] = applyPatch(fresh[key], value);
  }
  return fresh;
}

export class Room {
  /**
   * @param {(view: any) => void} onView called with the whole view after every change
   * @param {(news: {connected: boolean, age: number}) => void} [onNews] called when the line comes or goes, and every second; age in seconds
   * @param {(code: string) => void} [onUnpaired] called when this device is not known, or not any more
   */
  constructor(onView, onNews = () => {}, onUnpaired = () => location.assign("/koppel")) {
    this.onView = onView;
    this.onUnpaired = onUnpaired;
    this.version = 0;
    this.view = null;
    this.heard = Date.now();
    this.socket = io({ transports: ["websocket", "polling"], reconnectionDelay: 500, reconnectionDelayMax: 3000 });
    this.socket.on("snapshot", (/** @type {any} */ whole) => this.#take(whole.version, whole.view));
    this.socket.on("change", (/** @type {any} */ change) => this.#change(change));
    this.socket.on("revoked", () => this.onUnpaired("device_revoked"));
    this.socket.on("connect_error", (/** @type {Error} */ error) => this.#refused(error));
    this.socket.io.on("ping", () => this.#hear());
    const tell = () => onNews({ connected: this.socket.connected, age: (Date.now() - this.heard) / 1000 });
    for (const turn of ["connect", "disconnect"]) this.socket.on(turn, tell);
    setInterval(tell, 1000);
    document.addEventListener("visibilitychange", () => this.#wake());
    startBeating(() => this.socket.connected);
  }

  /** @param {{version: number, patch: any}} change */
  #change(change) {
    if (change.version <= this.version) return this.#hear();
    if (change.version > this.version + 1) return this.socket.emit("pull");
    this.#take(change.version, applyPatch(this.view, change.patch));
  }

  /** @param {number} version @param {any} view */
  #take(version, view) {
    this.version = version;
    this.view = view;
    this.#hear();
    this.onView(view);
  }

  #hear() {
    this.heard = Date.now();
  }

  /** A tablet that slept may have missed anything. */
  #wake() {
    if (document.visibilityState !== "visible") return;
    if (this.socket.connected) this.socket.emit("pull");
    else this.socket.connect();
  }

  /** @param {Error} error */
  #refused(error) {
    if (error.message === "not_paired" || error.message === "no_room") this.onUnpaired(error.message);
  }
}
