"""The camera of the desk in real Chromium, on films of badges: pictures a second, and how many of them are read."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.fairs import filled, serving
from benchmarks.films import LOOKS, RATE, Look, camera_flags, film, write_y4m
from benchmarks.table import Row
from eventapp.badges.code import fair_tag, new_code

SECONDS = 6
FRAMES = 2 * RATE
# Everything at once that the others have one at a time.
HARD = Look("dim, tilted, small and blurred", pixels=4.5, turn=33, lean=0.35, light=0.3, blur=1.6, noise=6)
# Headless Chromium has no graphics card here, so this is the slow way of every device.
FLAGS = ["--no-sandbox", "--disable-gpu"]


def rows() -> Iterator[Row]:
    """Each way of holding a badge by itself."""
    chromium = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
    )
    if not chromium:
        raise RuntimeError("there is no Chromium here")
    code = new_code(fair_tag("meting"), lambda below: 7)
    with tempfile.TemporaryDirectory() as folder:
        with filled(Path(folder) / "fair", 1, 1, 1):
            pass
        with serving(Path(folder) / "fair") as served:
            for look in (*LOOKS, HARD):
                seen = watched(
                    f"http://127.0.0.1:{served.port}/koppel", chromium, Path(folder) / "film.y4m", code, look
                )
                assert set(seen["codes"]) <= {code}, "a badge was read as another one"
                yield Row(f"camera, {look.name} badge: pictures a second", seen["rate"], "/s", goal=">= 14")
                yield Row(
                    f"camera, {look.name} badge: pictures that were read",
                    100 * seen["read"],
                    "%",
                    goal="" if look is HARD else ">= 80 %",
                )
                yield Row(f"camera, {look.name} badge: the page is busy per picture", seen["page_ms"], "ms")
                yield Row(f"camera, {look.name} badge: the worker is busy per picture", seen["worker_ms"], "ms")


def watched(url: str, chromium: str, path: Path, code: str, look: Look) -> Any:
    """What the camera made of this film."""
    write_y4m(path, film(code, look, FRAMES))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, *camera_flags(path)])
        page = browser.new_page()
        page.goto(url)
        seen = page.evaluate(WATCH, SECONDS * 1000)
        browser.close()
    return seen


WATCH = """async (ms) => {
  const { Camera } = await import('/kiosk/camera.js');
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true });
  document.body.append(video);
  const read = [], page = [], worker = [];
  const camera = new Camera(video, () => {});
  camera.seen = (code) => read.push(code);
  const { drawn, read: ask } = Object.getPrototypeOf(camera.reader);
  camera.reader.drawn = (...how) => { const t = performance.now(); try { return drawn.call(camera.reader, ...how); } finally { page.push(performance.now() - t); } };
  camera.reader.read = async (...how) => { const t = performance.now(); try { return await ask.call(camera.reader, ...how); } finally { worker.push(performance.now() - t); } };
  await camera.start();
  while (!read.length) await new Promise((done) => setTimeout(done, 20));  // the decoder is loaded
  for (const list of [read, page, worker]) list.length = 0;
  const began = performance.now();
  await new Promise((done) => setTimeout(done, ms));
  const seconds = (performance.now() - began) / 1000;
  camera.stop();
  const mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length;
  const codes = read.filter(Boolean);
  return { rate: read.length / seconds, read: codes.length / read.length, codes, page_ms: mean(page), worker_ms: mean(worker) };
}"""
