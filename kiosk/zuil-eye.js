// @ts-check
/** The kiosk's eye: on the screen that asks for a badge the camera looks along, where there is one and it may be used. */

import { byId } from "/static/dom.js";
import { Camera } from "./camera.js";

export class Eye {
  /** @param {(code: string) => void} onCode */
  constructor(onCode) {
    this.video = byId("eye");
    this.camera = new Camera(this.video, onCode);
    this.camera.facing = "user"; // who stands before the kiosk holds the badge up to its screen
    this.blind = !Camera.possible;
  }

  /** Open or close it. A kiosk without a camera is not asked again: it has its scanner. @param {boolean} open */
  async look(open) {
    if (this.blind || open === this.camera.wanted) return;
    this.video.hidden = !open;
    if (!open) return this.camera.stop();
    try {
      await this.camera.start();
    } catch {
      this.camera.stop();
      this.blind = this.video.hidden = true;
    }
  }
}
