// @ts-check
/** A slip that prints by itself, and leaves nothing on the screen of who opened it. */

import { byId } from "./dom.js";

byId("print").addEventListener("click", () => print());
addEventListener("afterprint", () => opener && close());
print();
