// @ts-check
/** Now and then this device says how it is: its battery, its clock, and what still waits here. */

const EVERY_MS = 20_000;
const FIRST_MS = 2000;

let waiting = 0;
let started = false;

/** How many commands wait on this device. @param {number} count */
export const nowWaiting = (count) => {
  waiting = count;
};

/** Begin, once for the whole page. @param {() => boolean} reachable whether the laptop is there */
export function startBeating(reachable) {
  if (started) return;
  started = true;
  next(FIRST_MS, reachable);
}

/** Not all devices at the same moment. @param {number} ms @param {() => boolean} reachable */
function next(ms, reachable) {
  setTimeout(async () => {
    if (reachable()) await beat().catch(() => {});
    next(EVERY_MS, reachable);
  }, ms * (0.75 + Math.random() / 2));
}

async function beat() {
  const battery = await charge();
  await fetch("/api/v1/devices/me", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ sent_at: new Date().toISOString(), battery, waiting }),
    signal: AbortSignal.timeout(5000),
  });
}

/** In percent; null where the browser does not tell, which is on most devices and always without https. */
async function charge() {
  const battery = await /** @type {any} */ (navigator).getBattery?.().catch(() => null);
  return battery && Number.isFinite(battery.level) ? Math.round(battery.level * 100) : null;
}
