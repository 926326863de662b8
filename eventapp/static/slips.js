// @ts-check
/** Somebody's slip on paper: at the printer of this device, or by this browser. */

const PATIENCE_MS = 4000;

/**
 * Ask for a slip. ``id`` is the same for a repeat, so that there is one slip. Resolves with how the printer works, or "" when it failed.
 * @param {string} subject @param {string} id
 */
export async function printSlip(subject, id) {
  const reply = await fetch("/api/v1/slips", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ subject, id }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => null);
  const kind = reply?.ok ? (await reply.json()).printer.kind : "";
  if (kind === "browser" && !open(`/strook/${encodeURIComponent(subject)}`, "_blank")) return "";
  return kind;
}
