// @ts-check
/** What this desk did last, and how the newest of it is taken back. */

import { byId, h, showList } from "/static/dom.js";
import { clock, t } from "/static/messages.js";
import { TONES } from "./result.js";

/** @typedef {{target: string, code: string, person: any, at: string}} Deed */
/** @typedef {(kind: "undo", details: {target: string}, person: any) => Promise<any>} Give */

const LATEST = 6;
/** Where somebody is after what this desk did is taken back. @type {Object<string, {present: boolean}>} */
const UNDONE = { welcome: { present: false }, welcome_back: { present: false }, registered: { present: false }, goodbye: { present: true } };
/** A scan that changed nothing. */
const AGAIN = "already_in";

export class Deeds {
  constructor() {
    /** @type {Deed[]} newest first */
    this.all = [];
  }

  /** Whether this result changed something and is what would be taken back now. @param {{id: string, code: string}} result */
  isLast({ id, code }) {
    return code !== AGAIN && this.#last?.target === id;
  }

  /** @param {import("./outbox.js").Result} result */
  add({ id, code, person }) {
    this.all = [{ target: id, code, person, at: new Date().toISOString() }, ...this.all].slice(0, LATEST);
    this.#show();
  }

  /** Take back the newest. @param {Give} quietly @param {Give} give with an answer on the desk */
  undoLast(quietly, give) {
    const last = this.#last;
    if (!last) return;
    const person = last.person?.id && { ...last.person, ...UNDONE[last.code] };
    for (const { target } of this.#after(last)) quietly("undo", { target }, person);
    give("undo", { target: last.target }, person);
  }

  /** This was taken back. @param {string} target */
  forget(target) {
    const gone = this.all.find((deed) => deed.target === target);
    const after = gone ? this.#after(gone) : [];
    this.all = this.all.filter((deed) => deed !== gone && !after.includes(deed));
    this.#show();
  }

  /** The newest; after a scan of who was in already, how this desk let that person in, if it did. */
  get #last() {
    const [newest] = this.all;
    const own = newest?.code === AGAIN && this.all.find((deed) => deed.code !== AGAIN && isOfOne(deed, newest));
    return own || newest;
  }

  /** The scans of this person since: each alone would keep them in, so they go with it. @param {Deed} deed */
  #after(deed) {
    return this.all.slice(0, this.all.indexOf(deed)).filter((later) => later.code === AGAIN && isOfOne(later, deed));
  }

  #show() {
    showList(byId("latest"), this.all, (deed) => deed.target, (deed) =>
      h("li", null,
        h("span", { class: `badge ${TONES[deed.code] ?? ""}` }, t(`did.${deed.code}`)),
        h("span", { class: "grow" }, `${deed.person?.name ?? ""} `, h("span", { class: "soft small" }, clock(deed.at)))));
    byId("no-latest").hidden = this.all.length > 0;
  }
}

/** @param {Deed} one @param {Deed} other */
const isOfOne = (one, other) => Boolean(one.person?.id) && one.person.id === other.person?.id;
