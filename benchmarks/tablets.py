"""Many tablets in one process: bare Engine.IO over WebSocket, so that the client is not what is measured."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

from websockets.asyncio.client import ClientConnection, connect


class Tablets:
    """Connected tablets that note when the change that is waited for comes in."""

    def __init__(self, port: int, token: str = "") -> None:
        self._port, self._token = port, token
        self._sockets: list[ClientConnection] = []
        self._readers: list[asyncio.Task[None]] = []
        self.arrived: dict[str, list[float]] = {}
        self.bytes = 0

    async def join(self, count: int) -> None:
        """Connect so many tablets."""
        for _ in range(count):
            socket = await connect(
                f"ws://127.0.0.1:{self._port}/socket.io/?EIO=4&transport=websocket", compression=None
            )
            await socket.recv()
            await socket.send("40" + json.dumps({"token": self._token}))
            self._sockets.append(socket)
            self._readers.append(asyncio.create_task(self._read(socket)))
        await asyncio.sleep(1)

    async def leave(self) -> None:
        """Disconnect them all."""
        for reader in self._readers:
            reader.cancel()
        await asyncio.gather(*(socket.close() for socket in self._sockets))

    async def until_all(self, mark: str, seconds: float = 10) -> list[float]:
        """When each tablet saw the change with this mark."""
        until = time.perf_counter() + seconds
        while len(self.arrived.get(mark, ())) < len(self._sockets) and time.perf_counter() < until:
            await asyncio.sleep(0.001)
        return self.arrived.pop(mark, [])

    async def _read(self, socket: ClientConnection) -> None:
        async for message in socket:
            now = time.perf_counter()
            if message == "2":
                await socket.send("3")
            elif isinstance(message, str) and message.startswith('42["change"'):
                change: Any = json.loads(message[2:])[1]
                self.bytes = len(message)
                self.arrived.setdefault(str(change.get("mark") or change["version"]), []).append(now)
