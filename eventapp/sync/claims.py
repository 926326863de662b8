"""Claims: which paired laptop may write the facts of which node.

The first to say that it is a node is. From then on nobody else hands over that node's facts, until the device is
revoked or goes on under another name. What nobody claims may be passed on by any paired laptop: it may be the only one
that still has it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from eventapp.sync.store import Store

_KEY = "nodes_of_devices"


class NodeTaken(Exception):
    """Another paired laptop says that it is this node."""


class Claims:
    """Kept on this laptop alone; where several processes are one hub, by all of them together."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._device_of: dict[str, str] = store.with_log(store.log.kept, _KEY, {})

    def claim(self, device: str, node: str) -> bool:
        """This device says that it is this node; returns whether that is news. NodeTaken when another one is."""
        if node == self._store.node:
            raise NodeTaken
        with self._lock:
            # Read anew each time: another process of this hub may have heard a claim.
            self._device_of = self._store.with_log(self._store.log.kept, _KEY, {})
            fresh = self._holder(node) is None
            if fresh:
                self._device_of = self._store.with_log(self._store.log.amend, _KEY, self._claimed(device, node))
            if self._holder(node) not in (None, device):
                raise NodeTaken
        return fresh

    def may_write(self, device: str, node: str) -> bool:
        """Whether this device may hand over facts of this node."""
        return node != self._store.node and self._holder(node) in (None, device)

    def _claimed(self, device: str, node: str) -> Callable[[Any], dict[str, str]]:
        def change(device_of: dict[str, str] | None) -> dict[str, str]:
            self._device_of = device_of or {}
            others = {name: one for name, one in self._device_of.items() if one != device}
            return self._device_of if self._holder(node) else {**others, node: device}

        return change

    def _holder(self, node: str) -> str | None:
        holder = self._store.fair.device(self._device_of.get(node))
        return None if holder is None or holder.revoked else holder.id
