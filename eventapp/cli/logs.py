"""The log file: what went wrong and when, without anything about a person."""

from __future__ import annotations

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

MOST_BYTES = 1_000_000
KEEP = 3


class Discreet(logging.Formatter):
    """Where an error came from, but not its message: that may quote what somebody typed."""

    def format(self, record: logging.LogRecord) -> str:
        """As always, but without what another handler may have remembered of the error."""
        record.exc_text = None
        return super().format(record)

    def formatException(self, info: object) -> str:
        assert isinstance(info, tuple)
        kind, _, trace = info
        frames = traceback.format_list(traceback.extract_tb(trace))
        return f"{''.join(frames)}{kind.__name__}"


def write_log(data: Path) -> None:
    """Log to a rotating file in the data folder."""
    handler = RotatingFileHandler(data / "vonk.log", maxBytes=MOST_BYTES, backupCount=KEEP, encoding="utf-8")
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for chatty in ("werkzeug", "engineio", "socketio", "fontTools"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
