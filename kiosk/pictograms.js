// @ts-check
/** Pictograms, drawn here: always beside a word, never instead of one. */

const SVG = "http://www.w3.org/2000/svg";
/** Strokes on a square of 24 by 24. @type {Object<string, string>} */
const STROKES = {
  badge: "M6 4h12v17H6z M10 4V2h4v2 M9 17h6 M12 8.4a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  scan: "M3 8V4h4 M17 4h4v4 M21 16v4h-4 M7 20H3v-4 M7 8v8 M10 8v8 M13 8v8 M16.5 8v8",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z M15.3 15.3 21 21",
  help: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M9.2 9.4c.2-1.7 1.3-2.6 2.9-2.6 1.7 0 2.8 1 2.8 2.4 0 2.2-2.8 2.3-2.8 4.3 M12.1 16.9v.3",
  bell: "M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15z M10 21.5h4",
  person: "M12 3.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6z M4.5 21c.4-4.6 3.4-7.2 7.5-7.2s7.1 2.6 7.5 7.2",
  people: "M8 5.2a2.9 2.9 0 1 0 0 5.8 2.9 2.9 0 0 0 0-5.8z M16.6 6.6a2.4 2.4 0 1 0 0 4.8 M2.5 19.5c.3-3.7 2.5-5.7 5.5-5.7s5.2 2 5.5 5.7 M16.4 14.2c2.8 0 4.7 1.7 5.1 4.8",
  yes: "M4.5 12.8l5 5L19.8 6.9",
  no: "M6 6l12 12 M18 6 6 18",
  walk: "M13 2.8a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4z M8 12l2.2-4 3.3.2 2 3.3 2.8 1 M12.8 8.4l-1.4 6 3.2 2.8 1 4.6 M11.4 14.4 9.6 17.6 6.6 21.6",
  speaker: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5z M15 9a4 4 0 0 1 0 6 M17.5 6.5a7.6 7.6 0 0 1 0 11",
  again: "M5 12a7 7 0 1 0 2.2-5.1 M4.6 4.2v4h4",
  language: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M3.2 12h17.6 M12 3c5 5 5 13 0 18 M12 3c-5 5-5 13 0 18",
  paper: "M7 3h10v5H7z M5 8h14v8h-3 M8 16H5V8 M8 13h8v8H8z M10.5 17h3",
  wait: "M7 3h10 M7 21h10 M8 3c0 5 8 5.5 8 9s-8 4-8 9 M16 3c0 5-8 5.5-8 9s8 4 8 9",
};

/** @param {string} name */
export function pictogram(name) {
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS(SVG, tag));
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "pictogram");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", STROKES[name]);
  svg.append(path);
  return svg;
}
