"""Serving the fair: open it, say where it is, and keep its backups."""

from __future__ import annotations

import dataclasses
import os
import sys
import webbrowser
from argparse import Namespace
from typing import Any

from cryptography import x509

from eventapp import create_app
from eventapp.cli.reaching import settings_for
from eventapp.cli.running import Running
from eventapp.cli.securing import secured
from eventapp.facts.database import InUse, WrongPassphrase
from eventapp.live.certificates import fingerprint
from eventapp.live.house import House, open_house
from eventapp.live.recovering import NoGoodBackup, made_whole, recovery_words
from eventapp.live.work import WrongUse
from eventapp.messages import text
from eventapp.settings import Settings
from eventapp.startup import offload_for


def serve(args: Namespace, mode: str) -> tuple[Any, int]:
    """Serve the fair until Ctrl-C or SIGTERM."""
    settings = dataclasses.replace(
        settings_for(args.data, args.rehearsal),
        async_mode=mode,
        offload=offload_for(mode),
    )
    _make_rehearsal(settings)
    house = _open(settings)
    app = create_app(house)
    running = Running(args, mode, house, app)
    running.listen(lambda: secured(args, house))
    running.go(lambda: _begin(house))
    house.syncing.stop()
    running.stop(sockets=app.extensions["sockets"].close_all)
    return None, 0


def _begin(house: House) -> None:
    _welcome(house)
    house.backups.start()


def _open(settings: Settings) -> House:
    """The fair, once its file was checked; a damaged one goes on from the last good backup."""
    try:
        recovered = made_whole(settings)
        if recovered:
            print(text("cli.recovered", recovery_words(recovered)), file=sys.stderr, flush=True)
        return open_house(settings)
    except NoGoodBackup as error:
        raise WrongUse(text("cli.no_good_backup", {"folders": [str(folder) for folder in error.folders]})) from error
    except WrongPassphrase as error:
        raise WrongUse(text("cli.wrong_passphrase")) from error
    except InUse as error:
        raise WrongUse(text("cli.in_use")) from error


def _make_rehearsal(settings: Settings) -> None:
    if settings.rehearsal and not settings.database.exists():
        from seed.rehearsal import make_rehearsal

        print(text("cli.making_rehearsal"), file=sys.stderr)
        try:
            make_rehearsal(settings)
        except OSError as error:
            raise WrongUse(text("cli.unwritable", {"file": str(settings.data)})) from error


def _welcome(house: House) -> None:
    """Say where the fair is, with a link that makes this browser the organiser's, once."""
    code, _ = house.pairings.offer("organiser", label="laptop")
    # On the laptop itself the loopback address always works, whatever the venue's network does.
    link = f"http://127.0.0.1:{house.settings.addresses[0].rpartition(':')[2]}/koppel#{code}"
    words = {"fair": house.ledger.fair.info.name, "link": link, "addresses": list(house.settings.addresses)}
    print(text("cli.serving_rehearsal" if house.settings.rehearsal else "cli.serving", words), flush=True)
    if house.settings.secure_addresses:
        _welcome_secure(house.settings)
    if os.environ.get("DISPLAY") or os.name == "nt" or sys.platform == "darwin":
        if sys.stdout.isatty():
            webbrowser.open(link)


def _welcome_secure(settings: Settings) -> None:
    """The https addresses, and the fingerprint that people hold against what their tablet shows."""
    print(text("cli.serving_tls", {"addresses": list(settings.secure_addresses)}), flush=True)
    if settings.root:
        root = x509.load_pem_x509_certificate(settings.root.encode())
        words = {"page": f"{settings.addresses[0]}/toestel", "fingerprint": fingerprint(root)}
        print(text("cli.serving_root", words), flush=True)
