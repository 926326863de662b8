"""Desks that people stand at: each a Chromium with a profile of its own, which can be killed and opened again."""

from __future__ import annotations

import contextlib
import subprocess
from pathlib import Path

from browsing import CHROMIUM, QUIET, expect, scan
from playwright.sync_api import BrowserType, Error, Page
from serving import Served


class Desk:
    """One desk; ``green`` are the ids of what turned green, in order of happening."""

    def __init__(self, browsers: BrowserType, profile: Path, server: Served, port: int) -> None:
        self._browsers, self._profile, self._server = browsers, profile, server
        self.port = port
        self.green: list[str] = []
        self.open(server.work("pair", role="desk", stand=None)["url"])
        expect(self.page.locator("#connection")).to_have_text("Verbonden")
        # Chromium writes a new cookie down within half a minute, or when it is closed.
        self.context.close()
        self.open()
        expect(self.page.locator("#connection")).to_have_text("Verbonden")

    def open(self, url: str = "/balie") -> None:
        """Switch the device on."""
        self.context = self._browsers.launch_persistent_context(
            str(self._profile), executable_path=CHROMIUM, args=QUIET, locale="nl-NL"
        )
        self.page: Page = self.context.pages[0]
        path = "/" + url.split("/", 3)[3] if "://" in url else url
        self.page.goto(f"http://127.0.0.1:{self.port}{path}", wait_until="commit")
        expect(self.page.locator("#scan")).to_be_enabled()

    def scan(self, code: str) -> None:
        """Scan a badge and wait until it turns green."""
        before = self.green[-1] if self.green else None
        scan(self.page, code)
        newest = self.page.locator("#latest li").first
        expect(newest).not_to_have_attribute("data-key", before or "", timeout=20_000)
        self.green.append(str(newest.get_attribute("data-key")))

    def kill(self) -> None:
        """The device dies on the spot."""
        subprocess.run(["pkill", "-9", "-f", f"user-data-dir={self._profile}"], check=False)
        self.close()

    def close(self) -> None:
        """Switch the device off, if it is still on."""
        with contextlib.suppress(Error):
            self.context.close()

    def empty(self) -> None:
        """Wait until everything was sent."""
        expect(self.page.locator("#connection")).to_have_text("Verbonden", timeout=20_000)
