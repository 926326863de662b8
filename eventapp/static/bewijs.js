// @ts-check
/** The certificate of a purge: times as they are here, and a button to print it. */

import { byId } from "./dom.js";

const language = document.documentElement.lang;
for (const element of document.querySelectorAll("time")) {
  const moment = new Date(element.dateTime);
  if (Number.isNaN(moment.getTime())) continue;
  element.textContent = element.dataset.part === "time"
    ? moment.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" })
    : moment.toLocaleString(language, { dateStyle: "long", timeStyle: "short" });
}
byId("print")?.addEventListener("click", () => window.print());
