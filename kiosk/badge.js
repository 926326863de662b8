// @ts-check
/** What a scanner types: sixteen letters that stand on the same key on every keyboard. See eventapp/badges/code.py. */

const ALPHABET = "BCDFGHJKLNPRSTVX";
const LETTERS = 16;
const SHAPE = new RegExp(`^[${ALPHABET}]{${LETTERS}}$`);

/**
 * What was meant: upper case, without spaces and dashes.
 * @param {string} text
 */
export const normalise = (text) => text.replace(/[\s\-‐-―−]+/g, "").replace(/[a-z]/g, (letter) => letter.toUpperCase());

/**
 * Whether this can only be a badge code. Whether it is a known one, the fair says.
 * @param {string} text
 */
export const looksLikeCode = (text) => SHAPE.test(normalise(text));

/**
 * The badge code that a scanner has just typed at the end of a text; nothing when there is none. A scanner types
 * wherever the focus is, so there may be something before it.
 * @param {string} text
 */
export function scannedInto(text) {
  const code = normalise(text).slice(-LETTERS);
  return looksLikeCode(code) ? code : "";
}

/**
 * What a scan is at the fair with this tag: the same answer as the laptop's.
 * @param {string} text @param {string} tag
 * @returns {"ok" | "misread" | "other_fair" | "not_a_code"}
 */
export function check(text, tag) {
  const code = normalise(text);
  if (!SHAPE.test(code)) return "not_a_code";
  if (interim(code) !== 0) return "misread";
  return code.startsWith(tag) ? "ok" : "other_fair";
}

/** Damm's check over GF(16). @param {string} letters */
const interim = (letters) => [...letters].reduce((sum, letter) => double(sum ^ ALPHABET.indexOf(letter)), 0);

/** Times x in GF(16) modulo x^4 + x + 1. @param {number} value */
const double = (value) => (value << 1) ^ (value & 0b1000 ? 0b10011 : 0);
