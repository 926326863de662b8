// @ts-check
/** The camera of the desk on the page: a button, a small picture, and a sentence. Without a camera, a photo. */

import { byId } from "/static/dom.js";
import { t } from "/static/messages.js";
import { looksLikeCode } from "./badge.js";
import { Camera } from "./camera.js";

/** What the browser calls it, and what we say. @type {Object<string, string>} */
const TROUBLE = { NotAllowedError: "camera.refused", SecurityError: "camera.refused", NotFoundError: "camera.none" };

export class Viewfinder {
  /** @param {(code: string) => void} onCode a badge code; of other QR codes only the viewfinder speaks */
  constructor(onCode) {
    this.onCode = onCode;
    this.camera = new Camera(byId("camera-picture"), (code) => this.#take(code));
    byId("camera-open").addEventListener("click", () => this.#toggle());
    byId("camera-close").addEventListener("click", () => this.#close());
    byId("camera-flip").addEventListener("click", () => this.#begin(() => this.camera.flip()));
    byId("camera-torch").addEventListener("click", () => this.#light());
    byId("camera-take").addEventListener("click", () => byId("camera-photo").click());
    byId("camera-photo").addEventListener("change", () => this.#photo());
  }

  #toggle() {
    if (!Camera.possible) return byId("camera-photo").click();
    if (this.camera.wanted) return this.#close();
    this.#begin(() => this.camera.start());
  }

  /** @param {() => Promise<void>} start */
  async #begin(start) {
    this.#show("camera.aim", true);
    try {
      await start();
      byId("camera-flip").hidden = (await this.camera.count()) < 2;
      byId("camera-torch").hidden = !this.camera.hasTorch;
      byId("camera-torch").setAttribute("aria-pressed", "false");
    } catch (error) {
      this.camera.stop();
      this.#show(TROUBLE[/** @type {Error} */ (error).name] ?? "camera.busy", false);
    }
  }

  #close() {
    this.camera.stop();
    byId("camera").hidden = true;
    byId("camera-open").setAttribute("aria-expanded", "false");
    byId("scan").focus();
  }

  async #light() {
    const on = byId("camera-torch").getAttribute("aria-pressed") !== "true";
    await this.camera.torch(on).then(
      () => byId("camera-torch").setAttribute("aria-pressed", String(on)),
      () => (byId("camera-torch").hidden = true));
  }

  async #photo() {
    const input = byId("camera-photo");
    const [file] = input.files;
    if (!file) return;
    const code = await this.camera.photo(file);
    input.value = ""; // the same photo again is a change again
    if (code) this.#take(code);
    else this.#show("camera.no_code", this.camera.wanted);
  }

  /** @param {string} code */
  #take(code) {
    if (!looksLikeCode(code)) return this.#show("camera.not_a_badge", this.camera.wanted);
    if (this.camera.wanted) this.#show("camera.aim", true);
    else byId("camera").hidden = true;
    this.onCode(code);
  }

  /** @param {string} sentence @param {boolean} picture whether the camera is on */
  #show(sentence, picture) {
    byId("camera").hidden = false;
    byId("camera-picture").hidden = !picture;
    byId("camera-says").textContent = t(sentence);
    byId("camera-open").setAttribute("aria-expanded", "true");
    for (const id of ["camera-flip", "camera-torch"]) byId(id).hidden ||= !picture;
  }
}
