// @ts-check
/** Pairing: a one-time code, typed or brought along behind the "#" of the address, makes this a device of the fair. */

import { takeIn, unpacked } from "./brought.js";
import { byId } from "./dom.js";
import { loadMessages, t } from "./messages.js";
import { trusts } from "./trusting.js";

const SENDS_WHAT_WAITS = ["desk", "kiosk"];

/** @type {import("./brought.js").Brought | null} */
let brought = null;

/** @param {string} code */
async function pair(code) {
  const reply = await fetch("/api/v1/devices/pair", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code }),
  }).catch(() => null);
  if (reply?.ok) return goOn((await reply.json()).role);
  const problem = reply ? (await reply.json()).code : "no_connection";
  byId("problem").textContent = t(`error.${problem}`);
  byId("problem").hidden = false;
  byId("code").select();
}

/** @param {string} role */
async function goOn(role) {
  // Should that fail, what was brought is still where it came from.
  if (SENDS_WHAT_WAITS.includes(role)) await takeIn(brought, document.body.dataset.fair ?? "").catch(() => {});
  location.replace("/");
}

/** A code that came with the address is used at once, and taken out of the address so that nobody tries it again. */
function useAddress() {
  const fragment = location.hash.slice(1);
  if (!fragment) return;
  history.replaceState(null, "", location.pathname);
  const { code, ...rest } = unpacked(fragment);
  brought = rest.brought;
  byId("code").value = code;
  pair(code);
}

/** A device that trusts us goes on over https, where the camera and starting without the laptop work. */
async function chooseAddress() {
  const { secure } = document.body.dataset;
  if (await trusts(secure)) return location.replace(`${secure}/koppel${location.hash}`);
  addEventListener("hashchange", useAddress);
  useAddress();
}

await loadMessages();
byId("pair").addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  pair(byId("code").value);
});
await chooseAddress();
