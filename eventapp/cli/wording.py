"""What the command line says when it is not asked for JSON."""

from __future__ import annotations

from typing import Any

from eventapp.fair.bias import STAGES
from eventapp.messages import text


def summary(command: str, document: Any) -> str:
    """A few plain lines for a person."""
    return "\n".join(_LINES.get(command, _plain)(document))


def _plain(document: Any) -> list[str]:
    return [f"{name}: {value}" for name, value in document.items()]


def _status(document: Any) -> list[str]:
    seekers, employers = document["seekers"], document["employers"]
    due = document["retention"]["due"]
    return [
        text("cli.status_fair", document["fair"]),
        text("cli.status_seekers", seekers),
        text("cli.status_employers", employers),
        text("cli.status_talks", document),
        text("cli.status_facts", document),
        *([text("cli.status_due", due)] if any(due.values()) else []),
    ]


def _people(document: Any) -> list[str]:
    parts = ("first_name", "infix", "last_name")
    return [f"{one['number']:>8}  {' '.join(one[part] for part in parts if one[part])}" for one in document]


def _match(document: Any) -> list[str]:
    return [
        f"{one['number']:>8}  " + ", ".join(f"{hit['vacancy']} ({hit['employer']})" for hit in one["suggestions"][:5])
        for one in document["seekers"]
    ]


def _import(document: Any) -> list[str]:
    lines = [text("cli.imported", document)]
    for file in document["files"]:
        lines.append(text("cli.imported_file", file))
        if "error" in file:
            lines.append("  " + text("import." + file["error"], file.get("params")))
        said = [(held["reason"], held) for held in file["quarantined"]]
        said += [(warning["code"], warning) for warning in file["warnings"]]
        lines += [f"  {text('cli.row', where)} {text('import.' + code, where)}" for code, where in said]
    held = document["held"]
    if held["waiting"]:
        lines.append(text("cli.held_waiting" if held["kept"] else "cli.held_lost", held))
    return lines


def _hub_account(document: Any) -> list[str]:
    return [text("cli.hub_account_made", document)]


def _pair(document: Any) -> list[str]:
    return [text("cli.paired", document)]


def _shown(document: Any) -> list[str]:
    return ["  ".join((one["at"], one["place"], one["seeker"], one["vacancy"])) for one in document["shown"]]


def _bias(document: Any) -> list[str]:
    rows = [{"group": text("bias.total"), **document["total"]}, *document["groups"]]
    return [text("cli.bias_least", document)] + [text("cli.bias_row", _bias_words(row)) for row in rows]


def _bias_words(row: Any) -> dict[str, Any]:
    said = {stage: row[stage]["share"] if row[stage] else "-" for stage in STAGES}
    return {**said, "group": row["group"], "people": "-" if row["people"] is None else row["people"]}


def _export(document: Any) -> list[str]:
    return [text("cli.exported", document)]


def _purge(document: Any) -> list[str]:
    if document["rehearsed"]:
        going = [{"kind": f"@cli.purge_{kind}", **groups} for kind, groups in document["due"].items()]
        return [text("cli.purge_would", document), *(text("cli.purge_group", one) for one in going)]
    certificate = document["certificate"]
    if certificate is None:
        return [text("cli.purge_nobody", document)]
    return [text("cli.purged", {**document["forgotten"], **document}), text("cli.purge_certificate", certificate)]


def _join(document: Any) -> list[str]:
    return [text("cli.joined", document)]


def _sync(document: Any) -> list[str]:
    lines = [text("cli.synced" if document["equal"] else "cli.not_equal", document)]
    return [*lines, text("cli.set_aside", document)] if document["quarantined"] else lines


def _titles(document: Any) -> list[str]:
    return [f"{one['title']}: {', '.join(concept['label'] for concept in one['concepts'])}" for one in document]


_LINES = {
    "status": _status, "people": _people, "match": _match, "import": _import, "pair": _pair, "export": _export,
    "titles": _titles, "hub-account": _hub_account, "join": _join, "sync": _sync,
    "shown": _shown, "bias": _bias, "purge": _purge,
}  # fmt: skip
