"""A bad line: a TCP proxy on loopback that delays, cuts in the middle, goes silent, or hands a request over twice."""

from __future__ import annotations

import contextlib
import random
import socket
import threading
import time
from typing import Literal

Mood = Literal["good", "slow", "cut", "silent", "double"]
MOODS: tuple[Mood, ...] = ("good", "slow", "cut", "silent", "double")
_CHUNK = 65_536


class BadLine:
    """Between a tablet and the laptop. ``mood`` is how it behaves now; connections that are open feel it too."""

    def __init__(self, to: int, seed: int = 1) -> None:
        self.to = to
        self.mood: Mood = "good"
        self.passed: dict[str, int] = dict.fromkeys(MOODS, 0)
        self._chance = random.Random(seed)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._open = True
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._open = False
        self._listening.close()

    def _accept(self) -> None:
        while self._open:
            try:
                tablet, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(tablet,), daemon=True).start()

    def _serve(self, tablet: socket.socket) -> None:
        with contextlib.suppress(OSError), tablet, socket.create_connection(("127.0.0.1", self.to), 5) as laptop:
            back = threading.Thread(target=self._pass, args=(laptop, tablet, False), daemon=True)
            back.start()
            self._pass(tablet, laptop, True)
            back.join(60)

    def _pass(self, source: socket.socket, sink: socket.socket, outward: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(_CHUNK):
                if not self._hand_over(data, sink, outward):
                    break
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _hand_over(self, data: bytes, sink: socket.socket, outward: bool) -> bool:
        """Pass this on as the mood is; returns whether the line still stands."""
        mood = self.mood
        self.passed[mood] += 1
        if mood == "silent":
            return True  # half open: both ends believe that the other is there
        if mood == "cut" and not outward and self._chance.random() < 0.5:
            sink.sendall(data[: len(data) // 2])  # after the commit, in the middle of the answer
            return False
        if mood == "slow":
            time.sleep(self._chance.uniform(0.05, 0.4))  # others overtake it
        if mood == "double" and outward and data.startswith(b"POST /api/v1/commands"):
            self._once_more(data)
        sink.sendall(data)
        return True

    def _once_more(self, request: bytes) -> None:
        """The same request over a line of its own, whose answer nobody hears."""
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.to), 5) as laptop:
            laptop.sendall(request.replace(b"keep-alive", b"close"))
            laptop.settimeout(2)
            while laptop.recv(_CHUNK):
                pass
