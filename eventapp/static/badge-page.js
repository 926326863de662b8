// @ts-check
/** One badge that prints by itself. A browser cannot tell whether paper came out, so the volunteer says so: Enter is enough. */

import { byId, say } from "./dom.js";
import { loadMessages, t } from "./messages.js";

await loadMessages();
const job = document.body.dataset.job ?? "";

/** @param {string} answer */
async function answer(answer) {
  const body = JSON.stringify({ answer });
  const reply = await fetch(`/api/v1/prints/${job}`, { method: "POST", headers: { "Content-Type": "application/json" }, body }).catch(() => null);
  if (!reply?.ok) say("said", reply ? (await reply.json()).text : t("error.no_connection"));
  return Boolean(reply?.ok);
}

async function print() {
  byId("answers").hidden = true;
  if (!(await answer("take"))) return;
  const paper = byId("paper");
  paper.src = `/api/v1/prints/${job}.png`;
  paper.hidden = false;
  await paper.decode();
  window.print();
  say("said", t("print.page_asks"));
  byId("answers").hidden = false;
  byId("done").focus();
}

byId("done").addEventListener("click", async () => (await answer("done")) && (say("said", t("print.page_closed")), window.close()));
byId("again").addEventListener("click", async () => (await answer("again")) && print());
print();
