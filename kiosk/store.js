// @ts-check
/**
 * What this device keeps, in IndexedDB: commands that wait, people as they are carried, and a few settings. One
 * database for each fair, so that nothing of one fair is ever sent to another.
 */

import { deleteDB, openDB } from "/static/vendor/idb.js";

const NAME = "vonk-";

export class Store {
  /** @param {string} fair the id of the fair */
  constructor(fair) {
    this.name = NAME + fair;
    this.opened = openDB(this.name, 1, {
      upgrade(database) {
        // In order of happening, whatever the device's clock does.
        database.createObjectStore("outbox", { keyPath: "place", autoIncrement: true });
        database.createObjectStore("people", { keyPath: "find" });
        database.createObjectStore("states", { keyPath: "id" });
        database.createObjectStore("kept");
      },
      blocking: async () => (await this.opened).close(),
    });
    navigator.storage?.persist?.().catch(() => false);
  }

  /** Keep a record until it is removed; on disk when this resolves with its key. @param {string} store @param {any} record */
  async keep(store, record) {
    const work = (await this.opened).transaction(store, "readwrite", { durability: "strict" });
    const [key] = await Promise.all([work.store.put(record), work.done]);
    return key;
  }

  /** @param {string} store @param {any[]} keys */
  async remove(store, keys) {
    const work = (await this.opened).transaction(store, "readwrite");
    await Promise.all([...keys.map((key) => work.store.delete(key)), work.done]);
  }

  /** @param {string} store @returns {Promise<any[]>} */
  async all(store) {
    return (await this.opened).getAll(store);
  }

  /** @param {string} store @param {string} key */
  async one(store, key) {
    return (await this.opened).get(store, key);
  }

  /** @param {string} store */
  async clear(store) {
    await (await this.opened).clear(store);
  }

  /** Put what was carried, and take away what has no box. @param {{find: string, box: string | null}[]} people */
  async carry(people) {
    const work = (await this.opened).transaction("people", "readwrite");
    await Promise.all([...people.map((one) => (one.box ? work.store.put(one) : work.store.delete(one.find))), work.done]);
  }

  /** A setting. @param {string} name */
  async kept(name) {
    return (await this.opened).get("kept", name);
  }

  /** @param {string} name @param {any} value */
  async note(name, value) {
    const work = (await this.opened).transaction("kept", "readwrite", { durability: "strict" });
    await Promise.all([work.store.put(value, name), work.done]);
  }
}

/** What this device carries of fairs that are over goes, but never what still waits to be sent. @param {string} fair the one of now */
export async function forgetOthers(fair) {
  for (const name of (await ours()).filter((one) => one !== NAME + fair)) {
    const other = new Store(name.slice(NAME.length));
    const waiting = await other.all("outbox");
    (await other.opened).close();
    if (!waiting.length) await deleteDB(name);
  }
}

async function ours() {
  const all = (await indexedDB.databases?.()) ?? [];
  return all.flatMap(({ name }) => (name?.startsWith(NAME) ? [name] : []));
}

/** Nothing of any fair stays on this device: it was revoked. */
export async function wipe() {
  await Promise.all((await ours()).map((name) => deleteDB(name)));
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(workers.map((worker) => worker.unregister()));
  for (const name of (await globalThis.caches?.keys()) ?? []) await caches.delete(name);
}
