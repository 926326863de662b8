"""The peers of this laptop: where they are, the token for each, and how far each was read. Kept here alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from eventapp.sync.peer import HttpPeer, SyncProblem
from eventapp.sync.rounds import Outcome, Rounds
from eventapp.sync.store import Store

_KEY = "peers"


@dataclass(frozen=True)
class Known:
    """One peer. ``cursor`` is how far its log was read; ``equal_at`` is when both had the same, in milliseconds."""

    url: str
    token: str
    cursor: str = ""
    equal_at: int | None = None


Peers = dict[str, Known]  # by address, in the order of pairing


def known_peers(store: Store) -> list[Known]:
    """Every peer that this laptop was paired with, in the order of pairing."""
    return [Known(**one) for one in store.with_log(store.log.kept, _KEY, [])]


def keep(store: Store, peer: Known) -> None:
    """Remember a peer; one that was known at this address is replaced."""
    _change(store, lambda known: {**known, peer.url: peer})


def note(store: Store, peer: Known) -> None:
    """Remember how far this peer was read, unless it was forgotten or paired anew while it was being read."""

    def noted(known: Peers) -> Peers:
        same = peer.url in known and known[peer.url].token == peer.token
        return {**known, peer.url: peer} if same else known

    _change(store, noted)


def forget(store: Store, url: str) -> None:
    """Know this peer no more."""
    gone = tidy(url)
    _change(store, lambda known: {url: one for url, one in known.items() if url != gone})


def _change(store: Store, changed: Callable[[Peers], Peers]) -> None:
    """Read and written in one go: every link has a thread of its own, and none may undo what another wrote."""

    def change(kept: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
        known = {one["url"]: Known(**one) for one in kept or []}
        return [asdict(one) for one in changed(known).values()]

    store.with_log(store.log.amend, _KEY, change)


def tidy(url: str) -> str:
    """An address as it is remembered. SyncProblem when it is none."""
    typed = url.strip()
    parts = urlsplit(typed if "://" in typed else f"http://{typed}")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SyncProblem("sync_bad_address")
    return f"{parts.scheme}://{parts.netloc}{parts.path.partition('/koppel')[0].rstrip('/')}"


def paired(store: Store, url: str, code: str) -> Known:
    """Use up a pairing code at this address and remember the peer."""
    peer = HttpPeer(tidy(url), "")
    known = Known(peer.url, peer.claim(code, store.fair.info.id))
    keep(store, known)
    return known


def known_at(store: Store, url: str) -> Known:
    """The peer at this address. SyncProblem when this laptop was never paired with it."""
    known = {one.url: one for one in known_peers(store)}.get(tidy(url))
    if known is None:
        raise SyncProblem("sync_unknown_peer")
    return known


def sync_once(store: Store, known: Known) -> Outcome:
    """Push and pull with this peer until both have the same."""
    rounds = Rounds(store, HttpPeer(known.url, known.token), known.cursor)
    try:
        outcome = rounds.run()
    finally:
        note(store, replace(known, cursor=rounds.cursor))
    if outcome.equal:
        note(store, replace(known, cursor=rounds.cursor, equal_at=store.now()))
    return outcome
