// @ts-check
/**
 * Boxes that only a badge opens, and letters that only the laptop opens. The other side is eventapp/live/sealing.py.
 * The libraries need no secure context: over plain http the browser has no crypto of its own to offer.
 */

import "/static/vendor/nacl-fast.min.js";
import { scrypt } from "/static/vendor/noble-hashes/scrypt.js";

const nacl = /** @type {any} */ (globalThis).nacl;
const STRETCH = { N: 2048, r: 8, p: 1, dkLen: 48 };
const FIND = 16;
const NONCE = 24;

/**
 * Of a badge code: the name to find its wearer by, and the key of their box.
 * @param {string} code @param {string} fair
 */
export function stretched(code, fair) {
  const long = scrypt(code, fair, STRETCH);
  const find = Array.from(long.slice(0, FIND), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { find, key: long.slice(FIND) };
}

/**
 * What is in a box, or null when this is not its key.
 * @param {string} box @param {Uint8Array} key
 */
export function opened(box, key) {
  const raw = bytes(box);
  const content = nacl.secretbox.open(raw.slice(NONCE), raw.slice(0, NONCE), key);
  return content && JSON.parse(new TextDecoder().decode(content));
}

/**
 * A letter to the laptop: a public key used once, a nonce and the box.
 * @param {any} content @param {string} address the public key of the fair
 */
export function letter(content, address) {
  const once = nacl.box.keyPair();
  const nonce = nacl.randomBytes(NONCE);
  const box = nacl.box(new TextEncoder().encode(JSON.stringify(content)), nonce, bytes(address), once.secretKey);
  return btoa(String.fromCharCode(...once.publicKey, ...nonce, ...box));
}

/** @param {string} text */
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
