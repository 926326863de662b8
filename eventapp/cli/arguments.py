"""The arguments of ``run.py``."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from eventapp.live.exporting import FORMATS, KINDS
from eventapp.live.printing import DEFAULT_LAYOUT
from eventapp.messages import text
from eventapp.startup import serves

DEFAULT_PORT = 8080
DEFAULT_TLS_PORT = 8443


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The command and its arguments; without a command it is ``serve``. Exits with 2 on wrong use."""
    named = argv[:1] and not argv[0].startswith("-")
    args = _parser().parse_args(["serve", *argv] if serves(argv) and not named else argv)
    if getattr(args, "files", None):
        args.files = [str(Path(file).resolve()) for file in args.files]
    if getattr(args, "out", None):
        args.out = str(Path(args.out).resolve())
    return args


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line that says how it should be; argparse itself would answer with several, in English."""
        usage = " ".join(self.format_usage().split()).removeprefix("usage: ")
        self.exit(2, text("cli.wrong_use", {"usage": usage}) + "\n")


def _port(written: str) -> int:
    port = int(written)
    if not 0 < port < 65536:
        raise ValueError(written)
    return port


def _parser() -> argparse.ArgumentParser:
    parser = _Parser("run.py", description=text("cli.about"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="", title=text("cli.commands"))

    def command(name: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text(f"cli.{name}"), description=text(f"cli.{name}"))
        default = Path(os.environ.get("VONK_DATA", "data"))
        sub.add_argument("--data", type=Path, default=default, metavar="DIR", help=text("cli.data"))
        sub.add_argument("--json", action="store_true", help=text("cli.json"))
        return sub

    _serving(command("serve"))
    _at_hub(command)
    _making(command)
    for name in ("people", "match", "status", "shown", "bias"):
        command(name)
    command("import").add_argument("files", nargs="+", metavar="FILE")
    command("titles").add_argument("file", metavar="FILE")
    badges = command("badges")
    badges.add_argument("--out", required=True, metavar="FILE.pdf")
    badges.add_argument("--number", dest="numbers", nargs="+", action="extend", default=[], metavar="N")
    badges.add_argument("--layout", default=DEFAULT_LAYOUT)
    command("list").add_argument("--out", required=True, metavar="FILE.pdf")
    spares = command("spares")
    spares.add_argument("--out", required=True, metavar="FILE.pdf")
    spares.add_argument("--count", type=int, default=0, metavar="N", help=text("cli.spares_count"))
    spares.add_argument("--layout", default=DEFAULT_LAYOUT)
    pair = command("pair")
    pair.add_argument("--role", required=True)
    pair.add_argument("--stand", metavar="NAME", help=text("cli.pair_stand"))
    pair.add_argument("--label", default="")
    pair.add_argument("--fair", metavar="ID", help=text("cli.hub_fair"))
    join = command("join")
    join.add_argument("url", metavar="URL")
    join.add_argument("--code", required=True, help=text("cli.code"))
    sync = command("sync")
    sync.add_argument("url", metavar="URL")
    sync.add_argument("--code", default="", help=text("cli.code"))
    command("backup").add_argument("out", metavar="FILE")
    purge = command("purge")
    purge.add_argument("--rehearse", dest="rehearse_only", action="store_true", help=text("cli.purge_rehearse"))
    purge.add_argument("--on", metavar="YYYY-MM-DD", help=text("cli.purge_on"))
    export = command("export")
    export.add_argument("--format", choices=FORMATS, required=True)
    export.add_argument("--out", required=True, metavar="FILE")
    export.add_argument("--kind", choices=KINDS, default=KINDS[0], help=text("cli.export_kind"))
    parser.usage = f"run.py [{' | '.join(commands.choices)}] …"
    return parser


def _at_hub(command: object) -> None:
    assert callable(command)
    _listening(command("hub"))
    account = command("hub-account")
    account.add_argument("name", metavar="NAME")
    account.add_argument("--role", required=True)


def _serving(serve: argparse.ArgumentParser) -> None:
    _listening(serve)
    serve.add_argument("--rehearsal", action="store_true", help=text("cli.rehearsal"))


def _listening(serve: argparse.ArgumentParser) -> None:
    serve.add_argument("--host", default="0.0.0.0", help=text("cli.host"))
    serve.add_argument("--port", type=_port, default=DEFAULT_PORT)
    serve.add_argument("--tls", action="store_true", help=text("cli.tls"))
    serve.add_argument("--tls-port", type=_port, default=DEFAULT_TLS_PORT, metavar="PORT", help=text("cli.tls_port"))
    serve.add_argument("--tls-cert", type=Path, metavar="FILE", help=text("cli.tls_cert"))
    serve.add_argument("--tls-key", type=Path, metavar="FILE", help=text("cli.tls_key"))


def _making(command: object) -> None:
    assert callable(command)
    new = command("new")
    new.add_argument("name", metavar="NAME")
    new.add_argument("--date", required=True, metavar="YYYY-MM-DD")
    command("restore").add_argument("file", metavar="FILE")
    command("bench").add_argument("only", nargs="*", metavar="NAME")
    test = command("test")
    test.add_argument("rest", nargs="*", metavar="PYTEST")
