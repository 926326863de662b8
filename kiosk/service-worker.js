/**
 * The page of the desk, kept on the device, so that it starts without the laptop. Only pages and modules; data goes
 * through the outbox and what is carried. VERSION and SHELL are put in front of this by eventapp/web/shell.py.
 */
/* global VERSION, SHELL */

const PAGES = ["/balie", "/zuil", "/papier"];
const PATIENCE_MS = 2500;

self.addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (event.request.mode === "navigate" && PAGES.includes(pathname)) event.respondWith(freshest(event.request));
  else if (pathname.startsWith("/messages/")) event.respondWith(freshest(event.request));
  else if (SHELL.includes(pathname)) event.respondWith(kept(event.request));
});

async function fill() {
  const cache = await caches.open(VERSION);
  await cache.addAll(SHELL.map((path) => new Request(path, { cache: "reload" })));
}

async function tidy() {
  for (const name of await caches.keys()) if (name !== VERSION) await caches.delete(name);
  // The pages that are open now came before this worker did.
  for (const client of await self.clients.matchAll({ includeUncontrolled: true })) {
    const { pathname } = new URL(client.url);
    if (PAGES.includes(pathname)) await freshest(new Request(pathname)).catch(() => {});
  }
}

/** From the laptop when it answers soon, else as it was the last time. */
async function freshest(request) {
  const cache = await caches.open(VERSION);
  const path = new URL(request.url).pathname;
  const fetched = fetch(request).then(async (reply) => {
    if (reply.ok && !reply.redirected) await cache.put(path, reply.clone());
    return reply;
  });
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS));
  const known = await cache.match(path);
  if (!known) return fetched;
  return (await Promise.race([fetched.catch(() => null), late])) ?? known;
}

async function kept(request) {
  return (await caches.match(new URL(request.url).pathname)) ?? fetch(request);
}
