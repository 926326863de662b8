"""Job titles linked to occupations: read here, linked where the fair is, or by our own vocabulary without a fair."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any, Final

from eventapp.cli.reaching import do
from eventapp.intake import BadFile
from eventapp.intake.text import decode
from eventapp.live.work import WrongUse, linked_titles
from eventapp.messages import text
from eventapp.settings import Settings

MAX_BYTES: Final = 5_000_000


def titles(args: Namespace, mode: str) -> tuple[Any, int]:
    """Link each line of a file."""
    lines = _lines(Path(args.file))
    if not _has_fair(args.data):
        return linked_titles(lines, None), 0
    return do(args.data, "titles", {"titles": lines})


def _lines(path: Path) -> list[str]:
    try:
        content = path.read_bytes()
        written = decode(content)
    except (OSError, BadFile) as error:
        raise WrongUse(text("cli.unreadable", {"file": str(path)})) from error
    if len(content) > MAX_BYTES:
        raise WrongUse(text("import.too_large", {"megabytes": MAX_BYTES // 1_000_000}))
    return [line.strip() for line in written.splitlines() if line.strip()]


def _has_fair(data: Path) -> bool:
    return any(Settings(data, rehearsal=rehearsal).database.exists() for rehearsal in (False, True))
