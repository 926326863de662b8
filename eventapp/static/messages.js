// @ts-check
/** The message catalogue in the browser: the same texts, by the same codes, as on the server. */

/** @type {Object<string, string>} */
let texts = {};

export const language = document.documentElement.lang || "nl";

/** Fetch the catalogue of this page's language. */
export async function loadMessages() {
  const reply = await fetch(`/messages/${language}.json`);
  texts = await reply.json();
}

/**
 * The text for a code. A parameter that starts with "@" is a code itself; a list is joined with commas.
 * @param {string} code
 * @param {Object<string, any>} [params]
 */
export function t(code, params = {}) {
  const template = texts[code] ?? code;
  return template.replace(/\{(\w+)\}/g, (gap, name) => (name in params ? word(params[name]) : gap));
}

/** @param {any} value @returns {string} */
function word(value) {
  if (Array.isArray(value)) return value.map(word).join(", ");
  if (typeof value === "string" && value.startsWith("@")) return texts[value.slice(1)] ?? value.slice(1);
  return value == null ? "" : String(value);
}

/** A moment as people read it: 9:05. @param {string | null | undefined} moment */
export function clock(moment) {
  if (!moment) return "";
  return new Date(moment).toLocaleTimeString(language, { hour: "numeric", minute: "2-digit" });
}
