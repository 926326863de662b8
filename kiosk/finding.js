// @ts-check
/** Finding people by what a volunteer types, as eventapp/fair/search.py does it: a test holds the two together. */

/** Letters that no accent can be taken from, and what stands between words. @type {Object<string, string>} */
const PLAIN = { ı: "i", ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe", ð: "d", þ: "th" };
const BETWEEN = /[’‘`\-'.,]/g;

/** Lower case without accents, and only spaces between words. @param {string} text */
const plain = (text) =>
  text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(BETWEEN, " ").replace(/[ıłøđßæœðþ]/g, (letter) => PLAIN[letter]);

/** @param {string} text */
const wordsOf = (text) => plain(text).split(/\s+/).filter(Boolean);

/**
 * Those whose names hold every word of the query, best first.
 * @template {{id: string, name: string, number: string | null}} Person
 * @param {Person[]} people @param {string} query @param {number} limit
 */
export function found(people, query, limit) {
  const words = wordsOf(query);
  if (!words.length) return [];
  const hits = people.map((person) => ({ person, score: score(words, person) })).filter((hit) => hit.score);
  hits.sort((one, other) => other.score - one.score || order(one.person.name, other.person.name) || order(one.person.id, other.person.id));
  return hits.slice(0, limit).map((hit) => hit.person);
}

/** 0 when one of the words fits nowhere; more for fuller fits. @param {string[]} words @param {{name: string, number: string | null}} person */
function score(words, { name, number }) {
  if (number && words.join("") === wordsOf(number).join("")) return 100;
  const names = wordsOf(name);
  const together = names.join("");
  let total = 0;
  for (const word of words) {
    const fit = Math.max(0, ...names.map((one) => fits(word, one)));
    const best = fit < 2 && word.length > 3 && together.includes(word) ? 2 : fit;
    if (!best) return 0;
    total += best;
  }
  return total;
}

/** @param {string} word @param {string} name */
function fits(word, name) {
  if (word === name) return 6;
  if (name.startsWith(word)) return 4;
  if (name.length === 1 && word.startsWith(name)) return 1; // the register has an initial only
  return word.length >= 3 && name.includes(word) ? 2 : 0;
}

/** @param {string} one @param {string} other */
const order = (one, other) => (one < other ? -1 : Number(one > other));
