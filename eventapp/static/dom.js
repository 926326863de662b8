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

/**
 * Make the children of a list those of the data, touching only what changed: who is typing or tapping keeps the focus.
 * @template T
 * @param {Element} list
 * @param {T[]} items
 * @param {(item: T) => string} key
 * @param {(item: T) => Element} draw
 */
export function showList(list, items, key, draw) {
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
}

/** Show a text in an element, only when it differs. @param {string} id @param {any} value */
export function say(id, value) {
  const element = byId(id);
  if (element && element.textContent !== String(value)) element.textContent = String(value);
}
