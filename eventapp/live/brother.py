"""Brother QL label printers: the label goes to a process of its own, which says what came of it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from eventapp.badges.render import png_of
from eventapp.live import snmp
from eventapp.live.printers import Sheet, Unreachable, Unsure

_ROOT: Final = Path(__file__).parents[2]
_SECONDS: Final = 30.0  # for all of it; the process gives up by itself long before


@dataclass(frozen=True)
class Brother:
    """A printer at a network address, or at a device of this laptop (``/dev/usb/lp0``)."""

    address: str
    answers: bool | None = None
    status_port: int = snmp.PORT

    def put_out(self, sheet: Sheet) -> bool:
        """Print; returns whether the printer said how it is."""
        place = sheet.layout.badge
        known = {True: "yes", False: "no", None: "unknown"}[self.answers]
        arguments = [self.address, f"{place.width:g}", f"{place.height:g}", known, str(self.status_port)]
        outcome, _, code = _said(arguments, png_of(sheet.picture, sheet.layout)).partition(" ")
        if outcome == "unreachable":
            raise Unreachable(code)
        if outcome not in ("done", "mute"):
            raise Unsure(code or "print_unsure")
        return outcome == "done"


def _said(arguments: list[str], picture: bytes) -> str:
    """The last word of the process; nothing when it broke off."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "eventapp.live.brother_line", *arguments],
            input=picture,
            capture_output=True,
            timeout=_SECONDS,
            env={**os.environ, "PYTHONPATH": str(_ROOT)},
        )
    except subprocess.TimeoutExpired as error:
        raise Unsure("printer_silent") from error
    except OSError as error:
        raise Unreachable("printer_offline") from error
    return done.stdout.decode().strip()
