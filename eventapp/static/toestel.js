// @ts-check
/** What works in this browser, on this device, at this address. */

import { byId, h, say } from "./dom.js";
import { loadMessages, t } from "./messages.js";
import { trusts } from "./trusting.js";

/** @type {Object<string, () => boolean | Promise<boolean>>} */
const CHECKS = {
  secure: () => isSecureContext,
  keep: canKeep,
  worker: () => "serviceWorker" in navigator,
  camera: () => Boolean(navigator.mediaDevices?.getUserMedia),
  lasting: async () => Boolean(await navigator.storage?.persisted?.()),
};

/** Whether anything can be stored: in a private window of some browsers it cannot. @returns {Promise<boolean>} */
function canKeep() {
  return new Promise((done) => {
    const asked = indexedDB.open("vonk-toestel");
    asked.onerror = () => done(false);
    asked.onsuccess = () => {
      asked.result.close();
      indexedDB.deleteDatabase("vonk-toestel");
      done(true);
    };
  });
}

/** @param {string} name @param {boolean} works */
const drawCheck = (name, works) =>
  h("li", { id: `check-${name}`, "data-works": String(works) },
    h("span", { class: `badge ${works ? "good" : "warn"}` }, t(works ? "toestel.yes" : "toestel.no")),
    h("span", { class: "grow" }, t(`toestel.has_${name}`), !works && h("span", { class: "soft" }, ` ${t(`toestel.lacks_${name}`)}`)));

await loadMessages();
for (const [name, check] of Object.entries(CHECKS)) {
  const works = await Promise.resolve(check()).catch(() => false);
  byId("checks").append(drawCheck(name, works));
}
const { secure } = document.body.dataset;
if (secure) say("trusted", t((await trusts(secure)) ? "toestel.trusted" : "toestel.not_trusted"));
