"""Which column of a file is which of ours: proposed from the headings and the look of the values.

Nobody has to correct a proposal that is sure. A correction is kept by whoever asks (``mappings``, by the
fingerprint of the header) and then goes before the proposal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from eventapp.intake import headings, looks
from eventapp.intake.cells import clean
from eventapp.intake.columns import (
    FIRST_FILLED,
    LISTS,
    MAX_COLUMNS,
    REQUIRED,
    TARGETS,
    TEMPLATES,
    Layout,
    fingerprint,
    titles,
)
from eventapp.intake.headings import Meant, meant_by
from eventapp.intake.rows import repeats_header

Mapping_ = Mapping[str, str]  # heading -> target, "" to leave it out
Mappings = Mapping[str, Mapping_]  # by fingerprint

# How much a column says about the kind of list, beside being known at all.
_TELLING: Final = {
    "kandidaten": {"geboortedatum": 3, "achternaam": 2, "roepnaam": 2, "voorletters": 2, "tussenvoegsel": 2,
    "kan_niet": 1, "wil": 1, "kan": 1, "rijbewijs": 0.5},
    "vacatures": {"werkgever": 1.5, "vacature": 2, "kvk": 2, "sector": 1, "plaatsen": 1, "moet": 1,
    "taken": 1, "belasting": 0.5},
    "werkgevers": {"werkgever": 1.5, "kvk": 2, "sector": 1, "stand": 1},
}  # fmt: skip
_OF_EMPLOYERS: Final = frozenset({"kvk", "sector", "stand", "recruiters", "vestiging", "stand_toegankelijk"})
_FEWEST: Final = 2  # columns that are known, for a row to be a header
_OWN_ENOUGH: Final = 3
# Names and free text: a column of only yes and no is something else.
_WORDS: Final = frozenset({
    "beroepen", "kan", "wil", "kan_niet", "contactpersoon", "opmerkingen", "beschikbaarheid", "certificaten",
    "taken", "moet", "andere_talen", "uren", "dagdelen", "opleiding", "steun_nodig", "steun_geboden",
})  # fmt: skip
_DAY: Final = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}|\d{4}-\d\d-\d\d")
# A correction may let these read what is left out for what it says of people; their words are guarded most.
_GUARDED: Final = frozenset({"", "kan_niet", "opmerkingen", "status"})


def header_layout(row: int, header: Sequence[str], mappings: Mappings) -> Layout | None:
    """What this row says as a header, by its headings alone; None where it does not look like one."""
    if not any(cell.strip() for cell in header) or len(header) > MAX_COLUMNS * 20:
        return None
    known = mappings.get(fingerprint(header)) if mappings else None
    layouts = [_layout(kind, row, header, known) for kind in TARGETS]
    best = max(layouts, key=merit)
    return best if known is not None or _looks_like_header(best) else None


def another_header(row: int, cells: Sequence[str], layout: Layout) -> bool:
    """Whether a row below a table is the header of another one: columns by name, and not those of this table."""
    if sum(map(headings.is_heading, cells)) < _FEWEST:  # nearly every row; a closer look takes long
        return False
    found = header_layout(row, cells, {})
    if found is None or found.missing_required or len(found.columns) < _OWN_ENOUGH:
        return False
    return dict(found.columns) != dict(layout.columns) and not repeats_header(cells, layout)


def guessed_layout(row: int, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Layout:
    """A header that nobody knows, with what the values tell: for a person to correct."""
    return max((_layout(kind, row, header, None, rows) for kind in TARGETS), key=merit)


def merit(layout: Layout) -> tuple[bool, float]:
    """How surely this is a header of its kind; the largest is the best guess."""
    telling = _TELLING[layout.kind]
    not_split = sum(";" in title or "|" in title for title in layout.titles)  # a text read with the wrong separator
    return not layout.missing_required, sum(1 + telling.get(name, 0) for name in layout.read) - 5 * not_split


def settled(layout: Layout, header: Sequence[str], rows: Sequence[Sequence[str]], mappings: Mappings) -> Layout:
    """The layout once more, now that the values can be seen."""
    known = mappings.get(fingerprint(header))
    kind = layout.kind if known is not None else _kind_by_values(layout, header, rows)
    return _layout(kind, layout.row, header, known, rows)


def _kind_by_values(layout: Layout, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Where people and organisations are equally likely, the names decide."""
    likely = [
        other for kind in TARGETS if not (other := _layout(kind, layout.row, header, None, rows)).missing_required
    ]
    naming = {"kandidaten": "naam", "vacatures": "werkgever", "werkgevers": "werkgever"}

    def weight(other: Layout) -> float:
        column = next((index for index, target in other.columns.items() if target == naming[other.kind]), None)
        companies = looks.like_companies(_values(rows, column)) if column is not None else 0.0
        return merit(other)[1] + 3 * (-companies if other.kind == "kandidaten" else companies)

    return max(likely, key=weight).kind if likely else layout.kind


def _layout(
    kind: str, row: int, header: Sequence[str], known: Mapping_ | None, rows: Sequence[Sequence[str]] = ()
) -> Layout:
    named = titles(header)
    meant = {index: _meant(clean(header[index]), kind, _values(rows, index)) for index in range(len(named))}
    if known is not None:
        meant |= {
            index: _corrected(meant[index], known[name], kind) for index, name in enumerate(named) if name in known
        }
    if kind != "kandidaten":
        meant = _named_employer(meant, named, rows)
    columns, doubled, problems = _one_column_each(meant, rows)
    left_out = {index: meant[index].reason for index in meant if index not in columns}
    left_out = {
        index: "double_column" if index in doubled else reason or "unknown_column" for index, reason in left_out.items()
    }
    own = all(meant[index].rank == 0 and target in TEMPLATES.get(kind, ()) for index, target in columns.items())
    eaten = frozenset(
        index for index, target in columns.items() if target == "telefoon" and looks.lost_zeros(_values(rows, index))
    )
    zeros = frozenset(
        index for index, target in columns.items() if _is_tick(target) and {*_values(rows, index)} - {""} == {"0", "1"}
    )
    return Layout(
        kind, row, named, columns, left_out, own and known is None, problems, fingerprint(header),
        {index: meant[index].sure for index in columns}, eaten, zeros,
    )  # fmt: skip


def _is_tick(target: str) -> bool:
    return target == "toestemming" or "=" in target


def _meant(title: str, kind: str, values: Sequence[str]) -> Meant:
    """What the heading says, where the values do not say otherwise."""
    meant = meant_by(title, kind) if title else Meant()
    own = meant.rank == 0 and meant.target in TEMPLATES.get(kind, ())
    if own or not any(values):
        return meant
    if looks.holds_bsns(values):
        return Meant(reason="bsn_column", sure=1)
    if looks.holds_sex(values):
        return Meant(reason="sensitive_column", sure=1)
    if meant.target in _WORDS and looks.holds_yes_no(values):
        word = next((word for word in ("jobcoach", "begeleiding") if word in title.lower()), "")
        tick = f"{'steun_nodig' if kind == 'kandidaten' else 'steun_geboden'}={word}" if word else ""
        return Meant(tick, "" if tick else "unknown_column", headings.WITHIN, meant.rank)
    if not meant.target and not meant.reason and (target := _guessed(values)) and target in TARGETS[kind]:
        return Meant(target, "", headings.WITHIN, 900)
    return meant


def _guessed(values: Sequence[str]) -> str:
    """What the values look like. Days have the digits of a telephone number: "Gesprek op" is no such number."""
    target = looks.guess(values)
    return "" if target == "telefoon" and any(map(_DAY.fullmatch, values)) else target


def _corrected(meant: Meant, target: str, kind: str) -> Meant:
    if meant.reason == "bsn_column" or (meant.reason == "sensitive_column" and target not in _GUARDED):
        return meant
    if not target and not meant.target:
        return meant  # left out as it was proposed: the reason stays
    if target.partition("=")[0] not in TARGETS[kind]:
        return Meant(reason="chosen" if not target else "unknown_column", sure=1)
    return Meant(target, "", headings.EXACT, -1)


def _named_employer(meant: dict[int, Meant], named: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[int, Meant]:
    """In a list of organisations "Naam" is the name of one."""
    targets = {one.target for one in meant.values()}
    index = next((index for index, name in enumerate(named) if name.lower() in ("naam", "name")), None)
    if index is None or "werkgever" in targets:
        return meant
    if not targets & _OF_EMPLOYERS and looks.like_companies(_values(rows, index)) <= 0:
        return meant
    return meant | {index: Meant("werkgever", "", headings.WITHIN, 50)}


def _one_column_each(
    meant: Mapping[int, Meant], rows: Sequence[Sequence[str]]
) -> tuple[dict[int, str], set[int], tuple[str, ...]]:
    """Of several columns for one thing the best; which are one too many; and what nobody can tell."""
    best: dict[str, int] = {}
    columns: dict[int, str] = {}
    problems: list[str] = []
    order = sorted(meant, key=lambda index: (meant[index].rank, -meant[index].sure, index))
    for index in order:
        target = meant[index].target
        if not target:
            continue
        if target not in best or target in LISTS or target in FIRST_FILLED or "=" in target:
            columns[index] = target
            best.setdefault(target, index)
        elif (
            target in _naming() and meant[index].rank == meant[best[target]].rank and _differ(rows, index, best[target])
        ):
            problems.append(target)
    doubled = {index for index in meant if meant[index].target and index not in columns}
    return columns, doubled, tuple(dict.fromkeys(problems))


def _naming() -> set[str]:
    return {name for groups in REQUIRED.values() for group in groups for name in group} | {"geboortedatum", "nummer"}


def _differ(rows: Sequence[Sequence[str]], one: int, other: int) -> bool:
    """Whether two columns say different things in many rows."""
    pairs = [
        (mine, yours) for mine, yours in zip(_values(rows, one), _values(rows, other), strict=True) if mine and yours
    ]
    return sum(mine != yours for mine, yours in pairs) > len(pairs) / 5 if pairs else False


def _looks_like_header(layout: Layout) -> bool:
    """All that is needed and one more; or several columns, of which some are only in lists of this kind."""
    if layout.own and not layout.missing_required:
        return True
    if not layout.missing_required and len(layout.read) >= _FEWEST:
        return True
    return len(layout.read) >= _OWN_ENOUGH and bool(layout.read & _only_in(layout.kind))


def _only_in(kind: str) -> set[str]:
    others = {name for other, names in TARGETS.items() if other not in (kind, "werkgevers") for name in names}
    return set(TARGETS[kind]) - (others if kind != "werkgevers" else set(TARGETS["kandidaten"]))


def _values(rows: Iterable[Sequence[str]], index: int) -> list[str]:
    return [row[index].strip() if index < len(row) else "" for row in rows]
