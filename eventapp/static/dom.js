// @ts-check
/** Building a page from data: text is always text, never markup. */

/**
 * An element with properties and children. "class", "data-*" and "aria-*" become attributes, "on*" listeners.
 * @param {string} tag
 * @param {Object<string, any> | null} [props]
 * @param {...(Node | string | number | null | undefined | false)} children
 * @returns {any} the element
 */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && name !== "list") /** @type {any} */ (element)[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child != null && child !== false).map((child) => child instanceof Node ? child : String(child)));
  return element;
}

/** A day as people write it: 1990-12-31 is 31-12-1990; a year stays a year. @param {string | null} day */
export const written = (day) => (day ?? "").split("-").reverse().join("-");

/** The element with this id. @param {string} id @returns {any} */
export const byId = (id) => document.getElementById(id);

/** What can have the focus in a row. @param {Element} row @returns {any[]} */
const controls = (row) => Array.from(row.querySelectorAll("a[href], button:enabled, input, select, textarea, summary"));

/** @param {any} control */
const called = (control) => [control.tagName, control.name, control.textContent].join();

/** Which row of a list has the focus, and which control in it. @param {Element} list */
function focused(list) {
  const at = document.activeElement;
  const row = at && Array.from(list.children).find((child) => child.contains(at));
  return row && { at, key: row.getAttribute("data-key"), rank: Array.from(list.children).indexOf(row), control: controls(row).indexOf(at) };
}

/**
 * Give the focus to what came in the place of the control that had it: the same control of the same row, or the one that
 * is there now; else the next row as a whole, where one press more does nothing; else the heading.
 * @param {Element} list
 * @param {NonNullable<ReturnType<typeof focused>>} had
 */
function refocus(list, had) {
  if (document.activeElement === had.at) return;
  const rows = Array.from(list.children);
  const row = rows.find((one) => one.getAttribute("data-key") === had.key);
  const now = row && controls(row);
  focusOn(now?.find((one) => called(one) === called(had.at)) ?? now?.[Math.min(had.control, now.length - 1)]
    ?? row ?? rows[Math.min(had.rank, rows.length - 1)] ?? headings(list).find((one) => one.getClientRects().length));
}

/** Those above a list, the nearest first. @param {Element} list @returns {any[]} */
const headings = (list) => [list.closest("section")?.querySelector("h2"), document.querySelector("h1")].filter(Boolean);

/**
 * Put the focus here; what is no control can have it for once. The page stays where it is, but for who goes by the
 * keyboard and has to see it.
 * @param {any} element
 */
export function focusOn(element) {
  if (element && element.tabIndex < 0) element.tabIndex = -1;
  element?.focus({ preventScroll: true });
  if (element?.matches(":focus-visible")) element.scrollIntoView({ block: "nearest" });
}

/**
 * Make the children of a list those of the data, touching only what changed: who is typing or tapping keeps the focus.
 * @template T
 * @param {Element} list
 * @param {T[]} items
 * @param {(item: T) => string} key
 * @param {(item: T) => Element} draw
 */
export function showList(list, items, key, draw) {
  const had = focused(list);
  const old = new Map(Array.from(list.children, (child) => [child.getAttribute("data-key"), child]));
  const wanted = items.map((item) => {
    const state = JSON.stringify(item);
    const before = old.get(key(item));
    if (before?.getAttribute("data-state") === state) return before;
    const fresh = draw(item);
    fresh.setAttribute("data-key", key(item));
    fresh.setAttribute("data-state", state);
    return fresh;
  });
  wanted.forEach((element, place) => {
    if (list.children[place] !== element) list.insertBefore(element, list.children[place] ?? null);
  });
  while (list.children.length > wanted.length) list.lastElementChild?.remove();
  if (had) refocus(list, had);
}

/** Show a text in an element, only when it differs. @param {string} id @param {any} value */
export function say(id, value) {
  const element = byId(id);
  if (element && element.textContent !== String(value)) element.textContent = String(value);
}
