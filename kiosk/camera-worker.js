// @ts-check
/**
 * Reads QR codes from pictures, away from the page so that the page stays quick. Only this worker may run WebAssembly:
 * eventapp/web/security.py gives its script a policy of its own.
 */

import { prepareZXingModule, readBarcodes } from "/static/vendor/zxing-wasm/reader/index.js";

const HOME = "/static/vendor/zxing-wasm/";
/** @type {import("/static/vendor/zxing-wasm/reader/index.js").ReaderOptions} */
const FILM = { formats: ["QRCode"], maxNumberOfSymbols: 1, tryInvert: false, tryDenoise: false };
const PHOTO = { ...FILM, tryInvert: true, tryDenoise: true };

prepareZXingModule({ overrides: { locateFile: (/** @type {string} */ file) => HOME + file }, fireImmediately: true });

/** A picture in, what its QR code says out; nothing for a picture without one. */
addEventListener("message", async ({ data: { image, photo } }) => {
  const found = await readBarcodes(image, photo ? PHOTO : FILM).catch(() => []);
  postMessage(found.find((one) => one.isValid)?.text ?? "");
});
