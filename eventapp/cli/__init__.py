"""The command line: parse, call, reply. The work itself is done where the fair is open."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from typing import Any

from eventapp.cli import hub, joining, making, titles, tools
from eventapp.cli.arguments import parse
from eventapp.cli.reaching import do
from eventapp.cli.serving import serve
from eventapp.cli.wording import summary
from eventapp.facts import LogError
from eventapp.facts.database import DatabaseError
from eventapp.live.work import WrongUse
from eventapp.messages import text


def main(argv: list[str], mode: str) -> int:
    """Do one command; returns the exit code: 0 done, 1 done but something needs a person, 2 wrong use."""
    args = parse(argv)
    try:
        document, exit = _HERE[args.command](args, mode) if args.command in _HERE else _at_the_fair(args)
    except WrongUse as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except (OSError, DatabaseError, LogError) as error:
        print(text("cli.damaged", {"data": str(args.data), "kind": type(error).__name__}), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    if document is not None:
        print(json.dumps(document, ensure_ascii=False) if args.json else summary(args.command, document))
    return exit


def _at_the_fair(args: Namespace) -> tuple[Any, int]:
    ours = ("command", "data", "json")
    return do(args.data, args.command, {name: value for name, value in vars(args).items() if name not in ours})


_HERE: dict[str, Callable[[Namespace, str], tuple[Any, int]]] = {
    "serve": serve,
    "hub": hub.serve_hub,
    "hub-account": hub.account,
    "pair": hub.pair,
    "new": making.new,
    "restore": making.restore,
    "join": joining.join,
    "titles": titles.titles,
    "test": tools.test,
    "bench": tools.bench,
}
