"""One process of a hub with one fair, for ``benchmarks.hub``: ``python -m benchmarks.hub_process FAIR PORT FOLDER``.

Where the database and the queue are say ``VONK_DATABASE`` and ``VONK_QUEUE``.
"""

from __future__ import annotations

import gc
import signal
import sys
import threading
from pathlib import Path

from benchmarks.fairs import PASSPHRASE
from eventapp import create_app
from eventapp.facts.opening import open_log
from eventapp.live.house import house_over
from eventapp.settings import Settings
from eventapp.startup import web_server


def main(fair: str, port: int, folder: Path) -> None:
    """Serve until it is told to stop."""
    settings = Settings(folder, PASSPHRASE, rehearsal=False, fair=fair)
    house = house_over(settings, open_log(settings.database, PASSPHRASE, fair))
    server = web_server("threading", create_app(house), "127.0.0.1", port)
    gc.collect()
    gc.freeze()
    server.start()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    stop.wait()


stop = threading.Event()

if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
