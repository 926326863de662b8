// @ts-check
/**
 * The camera as a scanner: `new Camera(video, onCode)` shows what it sees and tells each QR code once. A photo goes the
 * same way, for pages that may not use the camera (plain http).
 *
 * One decoder for all browsers: BarcodeDetector is on few systems, and a desk that reads worse on one tablet than on
 * the next is harder to explain than a worker that does the same everywhere.
 */

const FRAME_MS = 1000 / 15;
/** A code that stays in the picture is told once; gone for so long, it is told again. */
const AGAIN_MS = 2500;
/** Where people hold a badge, and wide enough for the smallest code at arm's length. */
const WIDTH = 640;
const HEIGHT = 480;
const LARGEST_PHOTO = 1600;
const WANTED = { width: { ideal: 1280 }, height: { ideal: 720 } };

export class Camera {
  /** @param {HTMLVideoElement} video @param {(code: string) => void} onCode */
  constructor(video, onCode) {
    this.video = video;
    this.onCode = onCode;
    this.facing = "environment";
    this.wanted = false;
    /** @type {MediaStream | null} */
    this.stream = null;
    this.reader = new Reader();
    /** When each code was seen last. @type {Map<string, number>} */
    this.last = new Map();
    document.addEventListener("visibilitychange", () => this.#follow());
  }

  /** Whether this page may use a camera at all: not over plain http. */
  static get possible() {
    return Boolean(navigator.mediaDevices?.getUserMedia);
  }

  /** Begin to look. Rejects with the browser's own error when there is no camera, or it may not be used. */
  async start() {
    this.wanted = true;
    this.#release();
    const stream = await navigator.mediaDevices.getUserMedia({ video: { ...WANTED, facingMode: { ideal: this.facing } } });
    this.#release(); // whoever was quicker
    if (!this.wanted || document.hidden) return stop(stream);
    this.stream = this.video.srcObject = stream;
    await this.video.play().catch(() => {}); // stopped again before the first picture
    this.#look(stream);
  }

  stop() {
    this.wanted = false;
    this.last.clear();
    this.#release();
  }

  /** The camera on the other side. */
  async flip() {
    this.facing = this.facing === "environment" ? "user" : "environment";
    await this.start();
  }

  /** How many cameras there are; known only once one is in use. */
  async count() {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter(({ kind }) => kind === "videoinput").length;
  }

  /** Whether this camera has a lamp. */
  get hasTorch() {
    return Boolean(/** @type {any} */ (this.#track?.getCapabilities?.())?.torch);
  }

  /** @param {boolean} on */
  async torch(on) {
    await this.#track?.applyConstraints({ advanced: [/** @type {any} */ ({ torch: on })] });
  }

  /** What the QR code in a photo of any size says; nothing when there is none, or it is no picture. @param {Blob} file */
  async photo(file) {
    const picture = await createImageBitmap(file).catch(() => null);
    if (!picture) return "";
    const scale = Math.min(1, LARGEST_PHOTO / Math.max(picture.width, picture.height));
    const image = this.reader.drawn(picture, [0, 0, picture.width, picture.height], picture.width * scale, picture.height * scale);
    picture.close();
    return this.reader.read(image, true);
  }

  /** What was in one picture. @param {string} code nothing when there was no code */
  seen(code) {
    if (!code) return;
    const now = performance.now();
    const before = this.last.get(code) ?? -Infinity;
    this.last.set(code, now);
    if (now - before > AGAIN_MS) this.onCode(code);
  }

  get #track() {
    return this.stream?.getVideoTracks()[0];
  }

  /** Picture after picture, one at a time, for as long as this stream is ours. @param {MediaStream} stream */
  async #look(stream) {
    while (this.stream === stream) {
      const next = performance.now() + FRAME_MS;
      if (this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
        const code = await this.reader.read(this.#frame(), false);
        if (this.stream === stream) this.seen(code);
      }
      await new Promise((done) => setTimeout(done, next - performance.now()));
    }
  }

  /** The middle of the picture, as the page shows it. */
  #frame() {
    const { videoWidth: width, videoHeight: height } = this.video;
    const part = Math.min(width / WIDTH, height / HEIGHT);
    const [wide, high] = [WIDTH * part, HEIGHT * part];
    const scale = Math.min(1, WIDTH / wide);
    return this.reader.drawn(this.video, [(width - wide) / 2, (height - high) / 2, wide, high], wide * scale, high * scale);
  }

  /** Nobody looks at a page that is hidden, so neither does the camera. */
  #follow() {
    if (document.hidden) this.#release();
    else if (this.wanted) this.start().catch(() => this.stop());
  }

  #release() {
    if (this.stream) stop(this.stream);
    this.stream = this.video.srcObject = null;
  }
}

/** The worker that reads, and the canvas on which a picture becomes pixels. Both begin with the first picture. */
class Reader {
  /** @type {Worker | undefined} */
  #worker;
  /** Those who wait for an answer; answers come in order. @type {((code: string) => void)[]} */
  #waiting = [];
  /** @type {CanvasRenderingContext2D | null} */
  #canvas = null;

  /** Part of a picture, at another size. @param {CanvasImageSource} source @param {number[]} part @param {number} width @param {number} height */
  drawn(source, [left, top, wide, high], width, height) {
    this.#canvas ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const context = /** @type {CanvasRenderingContext2D} */ (this.#canvas);
    const size = { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
    if (context.canvas.width !== size.width || context.canvas.height !== size.height) Object.assign(context.canvas, size);
    context.drawImage(source, left, top, wide, high, 0, 0, size.width, size.height);
    return context.getImageData(0, 0, size.width, size.height);
  }

  /** @param {ImageData} image @param {boolean} photo look harder @returns {Promise<string>} what the code says, or nothing */
  read(image, photo) {
    this.#worker ??= this.#begin();
    this.#worker.postMessage({ image, photo }, [image.data.buffer]);
    return new Promise((done) => this.#waiting.push(done));
  }

  #begin() {
    const worker = new Worker("/kiosk/camera-worker.js", { type: "module" });
    worker.addEventListener("message", ({ data }) => this.#waiting.shift()?.(data));
    worker.addEventListener("error", () => this.#giveUp());
    return worker;
  }

  /** The worker did not load: who waits reads nothing, and the next picture tries again. */
  #giveUp() {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const done of this.#waiting.splice(0)) done("");
  }
}

/** @param {MediaStream} stream */
const stop = (stream) => stream.getTracks().forEach((track) => track.stop());
