// @ts-check
/** Arrivals per quarter of an hour, drawn as bars. */

import { clock, t } from "./messages.js";

const WIDTH = 640;
const HEIGHT = 170;
const FOOT = 30;
const HEAD = 26;
const QUARTER_MS = 15 * 60_000;
const MOST_BARS = 16;
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {HTMLElement} box
 * @param {Object<string, number>} arrivals number by start of the quarter, UTC ("2026-11-21T09:15")
 */
export function drawArrivals(box, arrivals) {
  const bars = quarters(arrivals);
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const step = WIDTH / Math.max(bars.length, 6);
  const chart = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: "100%", height: "100%", role: "img", "aria-label": label(bars) });
  chart.append(svg("line", { x1: 0, x2: WIDTH, y1: HEIGHT - FOOT, y2: HEIGHT - FOOT }));
  bars.forEach((bar, place) => {
    const height = ((HEIGHT - FOOT - HEAD) * bar.count) / most;
    const middle = (place + 0.5) * step;
    chart.append(svg("rect", { x: place * step + step * 0.15, y: HEIGHT - FOOT - height, width: step * 0.7, height, rx: 4 }));
    if (bar.count) chart.append(svg("text", { x: middle, y: HEIGHT - FOOT - height - 6, class: "n" }, String(bar.count)));
    if (bars.length <= 8 || place % 3 === 0) chart.append(svg("text", { x: middle, y: HEIGHT - 9 }, clock(bar.start)));
  });
  box.replaceChildren(chart);
}

/** Every quarter from the first arrival to the last, empty ones too. @param {Object<string, number>} arrivals */
function quarters(arrivals) {
  const starts = Object.keys(arrivals).sort();
  if (!starts.length) return [];
  const first = Date.parse(`${starts[0]}:00Z`);
  const last = Date.parse(`${starts[starts.length - 1]}:00Z`);
  const bars = [];
  for (let start = Math.max(first, last - (MOST_BARS - 1) * QUARTER_MS); start <= last; start += QUARTER_MS) {
    const iso = new Date(start).toISOString();
    bars.push({ start: iso, count: arrivals[iso.slice(0, 16)] ?? 0 });
  }
  return bars;
}

/** @param {{start: string, count: number}[]} bars */
const label = (bars) => `${t("screen.arrivals")}: ${bars.map((bar) => `${clock(bar.start)} ${bar.count}`).join(", ")}`;

/** @param {string} tag @param {Object<string, any>} attributes @param {string} [text] */
function svg(tag, attributes, text = "") {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.textContent = text;
  return element;
}
