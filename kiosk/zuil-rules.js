// @ts-check
/** What a kiosk decides while the laptop is away: as the desk does, but in doubt it sends people to the desk. */

import { decide } from "./offline.js";

/** @param {any} command @param {import("./offline.js").Known} known @returns {ReturnType<typeof decide>} */
export async function decideAtKiosk(command, known) {
  if (command.kind === "ask_help") return refused("no_connection"); // nobody would hear it ring
  const decision = await decide(command, known);
  return command.kind === "check_in" && decision.code === "noted" ? refused("unknown_code") : decision;
}

/** @param {string} code */
const refused = (code) => ({ status: /** @type {const} */ ("refused"), code, params: {} });
