// @ts-check
/** Whether this device trusts the laptop's certificate: only then can it fetch anything over https. */

// A name that nobody here knows may take long to be found nowhere.
const PATIENCE_MS = 1500;

/** @param {string | undefined} address of the laptop over https; empty when there is none, or when we are there */
export async function trusts(address) {
  if (!address) return false;
  try {
    const how = /** @type {RequestInit} */ ({ mode: "cors", credentials: "omit", signal: AbortSignal.timeout(PATIENCE_MS) });
    return (await fetch(`${address}/toestel/vertrouwd`, how)).ok;
  } catch {
    return false;
  }
}
