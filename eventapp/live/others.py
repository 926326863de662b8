"""The other processes of a hub: hearing that a fair grew there, and telling them that it grew here.

Over Redis (``VONK_QUEUE``) that takes milliseconds. A poke says only which fair, and may get lost; who hears nothing
looks by itself, soon where there is no Redis or it does not answer. So Redis makes it quick and never makes it right.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from functools import cache
from typing import Any, Final

from eventapp.live.ledger import Ledger

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 0.2
LOOK_ANYWAY_SECONDS: Final = 5.0
_CHANNEL: Final = "vonk.grew"
_RETRY_SECONDS: Final = 1.0
_ANSWER_SECONDS: Final = 2.0


def queue_url() -> str:
    """The Redis that joins the processes of this hub; "" when there is none."""
    return os.environ.get("VONK_QUEUE", "")


@cache
def others() -> Others:
    """Those of this process."""
    return Others(queue_url())


class Others:
    """Keeps the ledgers of one process up with what other processes store in the same logs."""

    def __init__(self, url: str) -> None:
        self._voice = _Redis(url) if url else None
        self._ledgers: dict[str, Ledger] = {}
        self._lock = threading.Lock()
        self._grown: set[str] = set()
        self._told = threading.Event()
        self._started = False

    def join(self, fair: str, ledger: Ledger) -> None:
        """Keep up with this fair until its ledger stops. ``fair`` is what every process calls it."""
        ledger.on_stored(lambda: self._grew(fair))
        with self._lock:
            self._ledgers[fair] = ledger
            first, self._started = not self._started, True
        if first:
            threading.Thread(target=self._listen, name="hearing others", daemon=True).start()
            if self._voice is not None:
                threading.Thread(target=self._tell, name="telling others", daemon=True).start()

    def _grew(self, fair: str) -> None:
        """Only noted: the writer does not wait for Redis."""
        self._grown.add(fair)
        self._told.set()

    def _tell(self) -> None:
        assert self._voice is not None
        while True:
            self._told.wait()
            self._told.clear()
            while self._grown:
                self._voice.say(self._grown.pop())

    def _listen(self) -> None:
        looked = 0.0
        while True:
            heard = self._voice.hear() if self._voice is not None else None
            if heard is None:  # nobody tells us anything
                time.sleep(LOOK_SECONDS)
            if heard is None or time.monotonic() - looked > LOOK_ANYWAY_SECONDS:
                heard, looked = self._all(), time.monotonic()
            for fair in heard:
                self._poke(fair)

    def _all(self) -> set[str]:
        with self._lock:
            return set(self._ledgers)

    def _poke(self, fair: str) -> None:
        with self._lock:  # or a fair that is opened anew at this moment would go with its former ledger
            ledger = self._ledgers.get(fair)
            if ledger is not None and ledger.stopped:
                del self._ledgers[fair]
        if ledger is not None:
            ledger.poke()  # one that stopped takes no notice


class _Redis:
    """Pub/sub, which mends itself."""

    def __init__(self, url: str) -> None:
        import redis  # a laptop never loads it

        self._problem = redis.RedisError
        how: dict[str, Any] = {"socket_connect_timeout": _ANSWER_SECONDS, "socket_timeout": _ANSWER_SECONDS}
        self._redis = redis.Redis.from_url(url, **how)
        self._ears: Any = None
        self._again = 0.0

    def say(self, fair: str) -> None:
        """This fair grew."""
        try:
            self._redis.publish(_CHANNEL, fair)
        except self._problem as error:
            log.error("others could not be told that a fair grew: %s", type(error).__name__)

    def hear(self) -> set[str] | None:
        """The fairs that grew, none after a while of silence; None when Redis does not answer."""
        try:
            if self._ears is None:
                self._connect()
                return None  # what was said before now was not heard
            message = self._ears.get_message(timeout=1.0)
            return set() if message is None or message["type"] != "message" else {message["data"].decode()}
        except self._problem as error:
            if not self._again:  # once, until it answers again
                log.error("others cannot be heard: %s", type(error).__name__)
            self._ears, self._again = None, time.monotonic() + _RETRY_SECONDS
            return None

    def _connect(self) -> None:
        if time.monotonic() >= self._again:
            ears = self._redis.pubsub()
            ears.subscribe(_CHANNEL)
            self._ears, self._again = ears, 0.0
