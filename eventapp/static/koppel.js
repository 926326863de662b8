// @ts-check
/** Pairing: a one-time code, typed or brought along behind the "#" of the address, makes this a device of the fair. */

import { byId } from "./dom.js";
import { loadMessages, t } from "./messages.js";

/** @param {string} code */
async function pair(code) {
  const reply = await fetch("/api/v1/devices/pair", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code }),
  }).catch(() => null);
  if (reply?.ok) return location.replace("/");
  const problem = reply ? (await reply.json()).code : "no_connection";
  byId("problem").textContent = t(`error.${problem}`);
  byId("problem").hidden = false;
  byId("code").select();
}

/** A code that came with the address is used at once, and taken out of the address so that nobody tries it again. */
function useAddress() {
  const brought = location.hash.slice(1);
  if (!brought) return;
  history.replaceState(null, "", location.pathname);
  byId("code").value = brought;
  pair(brought);
}

await loadMessages();
byId("pair").addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  pair(byId("code").value);
});
addEventListener("hashchange", useAddress);
useAddress();
