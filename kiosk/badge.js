// @ts-check
/** What a scanner types: sixteen letters that stand on the same key on every keyboard. */

const SHAPE = /^[BCDFGHJKLNPRSTVX]{16}$/;

/**
 * What was meant: upper case, without spaces and dashes.
 * @param {string} text
 */
export const normalise = (text) => text.toUpperCase().replace(/[\s\-‐-―−]+/g, "");

/**
 * Whether this can only be a badge code. Whether it is a known one, the fair says.
 * @param {string} text
 */
export const looksLikeCode = (text) => SHAPE.test(normalise(text));
