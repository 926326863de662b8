"""Joining a fair that another laptop serves: the same facts, in a file of our own."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from eventapp.cli.reaching import passphrase
from eventapp.facts import Log
from eventapp.live.ledger import Ledger
from eventapp.live.work import WrongUse
from eventapp.messages import text
from eventapp.settings import REHEARSAL_PASSPHRASE, Settings
from eventapp.sync.patience import patiently
from eventapp.sync.peer import HttpPeer, SyncProblem
from eventapp.sync.peers import Known, keep, tidy
from eventapp.sync.rounds import Rounds


def join(args: Namespace, mode: str) -> tuple[Any, int]:
    """Make this data folder a second laptop of the fair at the address; it appears only once it is whole."""
    for rehearsal in (True, False):
        settings = Settings(args.data, rehearsal=rehearsal)
        if settings.database.exists():
            raise WrongUse(text("cli.fair_exists", {"file": str(settings.database)}))
    try:
        peer = HttpPeer(tidy(args.url), "")
        token = peer.claim(args.code)
        return _joined(args, peer, Known(peer.url, token)), 0
    except SyncProblem as problem:
        raise WrongUse(text(f"error.{problem.code}")) from problem


def _joined(args: Namespace, peer: HttpPeer, known: Known) -> dict[str, Any]:
    # A rehearsal has a passphrase that everybody knows, a real fair one of its own on every laptop.
    rehearsal = bool(patiently(peer.vector).get("rehearsal"))
    settings = Settings(args.data, REHEARSAL_PASSPHRASE if rehearsal else passphrase(twice=True), rehearsal)
    settings.data.mkdir(parents=True, exist_ok=True)
    fresh = settings.data / "joining.db"
    fresh.unlink(missing_ok=True)
    try:
        facts, fair = _fetched(Log(fresh, settings.passphrase), peer, known)
        fresh.replace(settings.database)
    finally:
        for leftover in (fresh, fresh.with_name("joining.db-wal")):
            leftover.unlink(missing_ok=True)
    settings.database.chmod(0o600)
    return {"url": known.url, "fair": fair, "facts": facts, "file": str(settings.database)}


def _fetched(log: Log, peer: HttpPeer, known: Known) -> tuple[int, str]:
    ledger = Ledger(log)
    ledger.start()
    try:
        keep(ledger, known)
        rounds = Rounds(ledger, peer)
        # Say who we are first: that is what makes the other side give us badge numbers of our own.
        patiently(lambda: peer.push(ledger.node, ()))
        patiently(rounds.run, lambda: print(".", end="", file=sys.stderr, flush=True))
        for key, value in patiently(peer.beside).items():
            ledger.with_log(ledger.log.keep, key, value)
        return len(ledger.fair), ledger.fair.info.name
    finally:
        ledger.stop()
