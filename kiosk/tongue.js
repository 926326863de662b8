// @ts-check
/** The languages of the kiosk: all sentences in memory, one language spoken at a time, read aloud where a voice is here. */

import { h } from "/static/dom.js";

/** @typedef {{code: string, name: string, direction: "ltr" | "rtl", unreviewed: boolean, texts: Object<string, string>}} Tongue */

const FIRST = "nl";
/** Where a sentence comes from that a language lacks. */
const INSTEAD = ["en", FIRST];
/** Keeps a name in Latin letters together inside a sentence that runs the other way. */
const isolated = (/** @type {string} */ text) => `\u2068${text}\u2069`;

/** @type {Tongue[]} */
let tongues = [];
/** @type {Tongue} */
let spoken;

/** Fetch every language at once: a visitor can choose while the laptop is away. */
export async function loadTongues() {
  tongues = (await (await fetch("/messages/zuil.json")).json()).languages;
  speak(FIRST);
}

export const all = () => tongues;
export const now = () => spoken;

/** From here on the page speaks this language. @param {string} code */
export function speak(code = FIRST) {
  globalThis.speechSynthesis?.cancel();
  spoken = named(code);
  Object.assign(document.documentElement, { lang: spoken.code, dir: spoken.direction });
}

/** @param {string} code */
const named = (code) => tongues.find((tongue) => tongue.code === code) ?? tongues[0];

/** The language that has this sentence: the one that is spoken, or the one that stands in for it. @param {string} code */
const whoSays = (code) => [spoken, ...INSTEAD.map(named)].find((tongue) => code in tongue.texts) ?? spoken;

/**
 * The sentence for a code, in the language that is spoken or in one that stands in for it.
 * @param {string} code @param {Object<string, any>} [params]
 */
export function t(code, params = {}) {
  const { texts, direction } = whoSays(code);
  const put = (/** @type {any} */ value) => (direction === "rtl" ? isolated(String(value)) : String(value));
  return (texts[code] ?? code).replace(/\{(\w+)\}/g, (gap, name) => (name in params ? put(params[name]) : gap));
}

/**
 * An element with a sentence in it, which says of what language it is where that is not the page's.
 * @param {string} tag @param {any} props @param {string} code @param {Object<string, any>} [params]
 */
export function said(tag, props, code, params) {
  const { code: lang, direction: dir } = whoSays(code);
  return h(tag, lang === spoken.code ? props : { ...props, lang, dir }, t(code, params));
}

/** A voice of this device itself for this language: one from the internet would be told what is on the screen. */
const voice = () => globalThis.speechSynthesis?.getVoices().find((one) => one.localService && one.lang.split(/[-_]/)[0] === spoken.code);

export const canRead = () => Boolean(voice());

/** @param {string} text */
export function readAloud(text) {
  speechSynthesis.cancel();
  const words = new SpeechSynthesisUtterance(text);
  words.voice = voice() ?? null;
  words.lang = words.voice?.lang ?? spoken.code;
  speechSynthesis.speak(words);
}
