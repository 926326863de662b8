"""The hub of a region on the command line: serving it, making accounts, codes for laptops."""

from __future__ import annotations

import dataclasses
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from eventapp import create_hub
from eventapp.cli.reaching import ask_server, do, passphrase
from eventapp.cli.running import Running
from eventapp.cli.securing import secured_hub
from eventapp.facts import LogError
from eventapp.facts.database import InUse, WrongPassphrase
from eventapp.facts.opening import database_url
from eventapp.hub.hub import Hub, open_hub
from eventapp.hub.store import FILE, NotKept
from eventapp.hub.work import WORK
from eventapp.live.work import WrongUse
from eventapp.messages import text
from eventapp.settings import Settings
from eventapp.startup import offload_for


def serve_hub(args: Namespace, mode: str) -> tuple[Any, int]:
    """Serve the hub until Ctrl-C or SIGTERM."""
    if Settings(args.data, rehearsal=False).database.exists():
        raise WrongUse(text("cli.hub_fair_here", {"data": str(args.data)}))
    hub = _open(args.data, mode)
    running = Running(args, mode, hub, create_hub(hub))
    running.listen(lambda: secured_hub(args, hub.settings), only_secure=True)
    running.go(lambda: _welcome(hub, args.data))
    running.stop()
    return None, 0


def account(args: Namespace, mode: str) -> tuple[Any, int]:
    """A new account, or a fresh link for one that is there."""
    return _at_hub(args.data, "hub-account", {"name": args.name, "role": args.role})


def pair(args: Namespace, mode: str) -> tuple[Any, int]:
    """A pairing code: at a hub for a laptop, elsewhere for a device of the fair."""
    said = {"role": args.role, "stand": args.stand, "label": args.label}
    if _is_hub(args.data):
        return _at_hub(args.data, "pair", {**said, "fair": args.fair})
    return do(args.data, "pair", said)


def _at_hub(data: Path, name: str, arguments: dict[str, Any]) -> tuple[Any, int]:
    """Do one job at the hub of this folder: through its server when it is being served, else by opening it."""
    through_server = ask_server(data, name, arguments)
    if through_server is not None:
        return through_server
    if not database_url() and not (data / FILE).exists() and (name == "pair" or _is_hub(data)):
        raise WrongUse(text("cli.hub_not_here", {"data": str(data)}))
    hub = _open(data, "threading")
    try:
        return WORK[name](hub, **arguments)
    finally:
        hub.close()


def _open(data: Path, mode: str) -> Hub:
    settings = Settings(data, passphrase(twice=not _is_hub(data)), rehearsal=False)
    try:
        return open_hub(dataclasses.replace(settings, async_mode=mode, offload=offload_for(mode)))
    except WrongPassphrase as error:
        raise WrongUse(text("cli.wrong_passphrase")) from error
    except InUse as error:
        raise WrongUse(text("cli.in_use")) from error
    except (LogError, NotKept) as error:
        raise WrongUse(text("cli.database_away")) from error


def _is_hub(data: Path) -> bool:
    """Whether this is the data folder of a hub, also of one that keeps everything in PostgreSQL."""
    return Settings(data, fair="any").database.parent.is_dir()


def _welcome(hub: Hub, data: Path) -> None:
    secure = hub.settings.secure_addresses
    words = {"addresses": list(secure or hub.settings.addresses), "fairs": len(hub.fairs.ids())}
    print(text("cli.hub_serving", words), flush=True)
    if not secure:
        print(text("cli.hub_plain"), file=sys.stderr, flush=True)
    if not hub.accounts.all():
        print(text("cli.hub_no_accounts", {"data": str(data)}), flush=True)
