"""Browsers at a fair: real Chromium against a real server with the rehearsal fair, one browser per person.

The fixtures ``browser``, ``venue`` and ``zaal`` are known everywhere through ``conftest``.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright
from serving import Served, modes, soon

from eventapp.cli.reaching import do
from eventapp.settings import Settings
from seed.rehearsal import make_rehearsal

# How many times slower the browsers are made; a run with 6 finds a test that leans on a fast machine.
SLOWED = int(os.environ.get("VONK_TEST_SLOW", "1"))
# A machine that is busy is no reason to fail.
expect.set_options(timeout=15_000)

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
SIZES = {
    "desk": (1280, 800),
    "stand": (1024, 768),
    "screen": (1920, 1080),
    "kiosk": (1280, 800),
    "organiser": (1280, 900),
}
# The first two are the lists under the address bar: two pages more for every browser, which nobody sees and which cost
# as much as the page itself. Chromium takes the last list only, so what Playwright turns off follows.
OFF = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "AvoidUnnecessaryBeforeUnloadCheckSync",
       "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "LensOverlay",
       "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect",
       "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch")  # fmt: skip
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", f"--disable-features={','.join(OFF)}"]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: install the package chromium to test the pages")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        if SLOWED > 1:
            _slow_down(chromium)
        yield chromium
        chromium.close()


def _slow_down(chromium: Browser) -> None:
    """Every page from now on is that many times slower, and waits for each answer: what races then, shows."""
    open_context = chromium.new_context

    def opened(**how: Any) -> BrowserContext:
        context = open_context(**how)
        context.on("page", _throttle)
        return context

    chromium.new_context = opened  # type: ignore[method-assign]


def _throttle(page: Page) -> None:
    with contextlib.suppress(Error):  # a page that closed at once
        tools = page.context.new_cdp_session(page)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        tools.send("Network.enable")
        line = {"offline": False, "latency": 10 * SLOWED, "downloadThroughput": -1, "uploadThroughput": -1}
        tools.send("Network.emulateNetworkConditions", line)


@cache
def rehearsal_bytes() -> bytes:
    """The file of the rehearsal fair; made once."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder))
        make_rehearsal(settings)
        return settings.database.read_bytes()


class Venue:
    """The rehearsal fair, served, and the people who use it, each with a browser of their own."""

    def __init__(self, data: Path, browser: Browser) -> None:
        self._browser = browser
        self.server = Served(data, modes()[0])
        self.people = {one["number"]: one for one in self.ask("people")}
        self.hosts: set[str] = set()
        self.complaints: list[str] = []

    def ask(self, command: str) -> Any:
        """What this command of the command line answers: through the server, or from the file when that is away."""
        document, exit = do(self.server.data, command, {})
        assert exit == 0, document
        return document

    def page(self, role: str, stand: str | None = None, size: tuple[int, int] | None = None, **how: Any) -> Page:
        """A paired browser in this role, on its own page; ``how`` are options of Playwright's ``new_context``."""
        width, height = size or SIZES[role]
        page = self._browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL", **how).new_page()
        page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))
        page.on("pageerror", lambda error: self.complaints.append(f"{role}: {error}"))
        page.on(
            "console", lambda said: self.complaints.append(f"{role}: {said.text}") if said.type == "error" else None
        )
        page.goto(self.server.work("pair", role=role, stand=stand)["url"])
        page.wait_for_url(lambda url: "/koppel" not in url)
        expect(page.locator("#connection, #news")).to_contain_text(_CONNECTED[role])
        return page

    def code(self, number: str) -> str:
        """What is on the badge with this number."""
        return str(self.people[number]["code"])

    def who_fits(self, employer: str) -> list[str]:
        """Numbers of those for whom this employer is among the first five suggestions, for work that they know."""
        return [
            one["number"]
            for one in self.ask("match")["seekers"]
            if any(hit["employer"] == employer and "other_work" not in hit["relaxed"] for hit in one["suggestions"][:5])
        ]

    def close(self) -> None:
        for context in self._browser.contexts:
            with contextlib.suppress(Exception):
                context.close()
        self.server.hang_up()
        if self.server.process.poll() is None:
            self.server.stop()


@contextlib.contextmanager
def _fresh(data: Path, browser: Browser) -> Iterator[Venue]:
    data.mkdir()
    (data / "oefenbeurs.db").write_bytes(rehearsal_bytes())
    opened = Venue(data, browser)
    yield opened
    opened.close()


@pytest.fixture
def venue(browser: Browser, tmp_path: Path) -> Iterator[Venue]:
    """A fresh rehearsal fair for one test."""
    with _fresh(tmp_path / "data", browser) as opened:
        yield opened


@pytest.fixture(scope="module")
def whole_morning(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Venue]:
    """One fair for the tests of a file that do not mind what the others did there."""
    with _fresh(tmp_path_factory.mktemp("morning") / "data", browser) as opened:
        yield opened


@pytest.fixture
def zaal(whole_morning: Venue, browser: Browser) -> Iterator[Venue]:
    """That fair, with nobody at a page yet."""
    yield whole_morning
    for context in browser.contexts:
        context.close()


def scan(page: Page, code: str) -> None:
    """What a scanner does: type the code, wherever the focus is, and Enter."""
    page.keyboard.type(code)
    page.keyboard.press("Enter")


_CONNECTED = {
    "desk": "Verbonden",
    "stand": "Verbonden",
    "organiser": "Verbonden",
    "kiosk": "Verbonden",
    "screen": "Actueel",
}
__all__ = ["Venue", "browser", "expect", "scan", "soon", "venue", "whole_morning", "zaal"]
