// @ts-check
/** The organiser's card for backups: when the last good one was made, what is wrong, where they go. */

import { byId, h, say } from "./dom.js";
import { language, t } from "./messages.js";

export class BackupCard {
  constructor() {
    byId("backup-now").addEventListener("click", () => this.#make());
    byId("backup-seen").addEventListener("click", () => this.#post({ seen: true }));
    byId("backup-settings").addEventListener("toggle", () => this.#pull());
    byId("backup-form").addEventListener("submit", (/** @type {Event} */ event) => this.#choose(event));
  }

  /** @param {any} backup */
  show(backup) {
    const words = { at: moment(backup.last), where: backup.where };
    say("backup-last", backup.last ? t("backup.last", words) : t("backup.none_yet"));
    byId("backup-same").hidden = Boolean(backup.folder);
    byId("backup-problem").hidden = !backup.problem;
    say("backup-problem", backup.problem ? t(`backup_problem.${backup.problem}`) : "");
    byId("backup-recovered").hidden = !backup.recovered;
    const { recovered } = backup;
    say("backup-recovered-text", recovered ? t("backup.recovered", { ...recovered, from: moment(recovered.backup_at) }) : "");
    byId("backup-now").disabled = backup.busy;
  }

  async #make() {
    say("backup-said", t("backup.making"));
    const standing = await this.#post({ make: true });
    say("backup-said", standing && !standing.problem ? t("backup.made") : "");
    if (document.activeElement === document.body) byId("backup-now").focus(); // it could not keep it while busy
  }

  /** @param {Event} event */
  async #choose(event) {
    event.preventDefault();
    say("backup-said", "");
    const { folder, every } = byId("backup-form");
    if (await this.#post({ folder: folder.value.trim(), every: Number(every.value) })) await this.#make();
  }

  /** What is plugged in is looked up when somebody wants to choose. */
  async #pull() {
    if (!byId("backup-settings").open) return;
    const reply = await fetch("/api/v1/backups").catch(() => null);
    if (!reply?.ok) return;
    const { folder, own, every, places } = await reply.json();
    if (!byId("backup-form").contains(document.activeElement)) { // who types already knows better
      byId("backup-form").folder.value = folder;
      byId("backup-form").every.value = every;
    }
    say("backup-folder-hint", t("backup.folder_hint", { own }));
    byId("backup-places").replaceChildren(...places.map((/** @type {string} */ place) =>
      h("button", { type: "button", class: "quiet", onclick: () => (byId("backup-form").folder.value = place) }, t("backup.stick", { place }))));
  }

  /** @param {any} body */
  async #post(body) {
    const headers = { "Content-Type": "application/json" };
    const reply = await fetch("/api/v1/backups", { method: "POST", headers, body: JSON.stringify(body) }).catch(() => null);
    byId("backup-refused").hidden = Boolean(reply?.ok);
    if (!reply?.ok) return void say("backup-refused", reply ? (await reply.json()).text : t("error.no_connection"));
    const standing = await reply.json();
    this.show(standing);
    return standing;
  }
}

/** @param {string | null} at */
function moment(at) {
  return at ? new Date(at).toLocaleString(language, { day: "numeric", month: "long", hour: "numeric", minute: "2-digit" }) : "";
}
