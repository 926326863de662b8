"""Holding a cell that says why somebody cannot do something: what of it may be known, and what waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from eventapp.intake.entries import HeldText, Source
from eventapp.intake.meaning import understood
from eventapp.matching.demands import limits_in

# Stays on the person's card, and is looked for there when it was answered: it is data, as it was written. Without file
# and row, which the card names beside it: the next export of a register, with other rows, asks nothing new.
_QUESTION: Final = "In kolom {title} stond iets dat wij niet bewaren. Vraag wat dit voor het werk betekent."


def held_question(title: str) -> str:
    """What stands on the card of the cell in the column with this heading."""
    return _QUESTION.format(title=title.replace("|", "/"))


def held_text(source: Source, column: str, title: str, parts: Sequence[str]) -> HeldText:
    """The parts of a cell that are held, with the functional limits that our own reader finds in them."""
    found = (limits_in(part) if column == "kan_niet" else understood(part).limits for part in parts)
    limits = tuple(sorted(set().union(*found)))
    return HeldText(source, column, title, " | ".join(parts), limits, held_question(title))
