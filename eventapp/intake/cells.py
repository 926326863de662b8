"""One cell: cleaned of what nobody sees, and made harmless for whoever opens an export of it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from eventapp.intake.mending import mended

MAX_CELL: Final = 2_000  # characters; more is a pasted document, not a cell
_READ: Final = 3 * MAX_CELL  # what is behind it is never kept, so nobody needs to clean and guard it
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff\ufff9-\ufffc]")
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_SPACES: Final = re.compile(r"[^\S\n]+")
_LINES: Final = re.compile(r" ?(?:\n ?)+")
_MARKS: Final = re.compile(r"(^|[|\n])([ \t]*[-–—•*·=@+][-–—•*·=@+ \t]*)")
_TEXT_FORMULA: Final = re.compile(r'="([^"]*)"')  # ="0612345678": a spreadsheet's way to keep a zero
# What a spreadsheet shows where it cannot work something out, in Dutch or in English; a column too narrow for a date.
_ERROR: Final = re.compile(
    r"#(?:N/[AB]|REF!|VERW!|VALUE!|WAARDE!|NAME\?|NAAM\?|DIV/0!|DEEL/0!|NUM!|GETAL!|NULL!|LEEG!|#+)", re.IGNORECASE
)
_PHONE: Final = re.compile(r"[\d\s().\-/]{8,}(?=$|[|\n])")
_NUMBER: Final = re.compile(r"[\d.,]+(?=$|[|\n])")


def clean(text: str) -> str:
    """What was read wrongly put right, accents composed, spaces of every kind one space, invisible and control
    characters gone, trimmed.
    """
    text = mended(text[:_READ])
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _LINES.sub("\n", _SPACES.sub(" ", text)).strip()
    return "" if text.startswith("#") and _ERROR.fullmatch(text) else text


def harmless(text: str) -> tuple[str, bool]:
    """The text without the marks that make a spreadsheet calculate it, and whether there were any.

    Each of several values in a cell may come to stand in a cell of its own, so each is looked at. The + of a
    telephone number and the minus of a number stay; the dash of a list goes without a word.
    """
    bare = _TEXT_FORMULA.sub(r"\1", text) if text.startswith("=") else text
    calculates = bare != text or any(_calculates(found) for found in _MARKS.finditer(bare))
    return _MARKS.sub(_without_marks, bare).strip(), calculates


def _without_marks(found: re.Match[str]) -> str:
    return found.group() if _is_number(found) else found.group(1)


def _calculates(found: re.Match[str]) -> bool:
    return not _is_number(found) and any(mark in found.group(2) for mark in "=@+")


def _is_number(found: re.Match[str]) -> bool:
    mark, number = found.group(2).strip(), {"+": _PHONE, "-": _NUMBER}
    return mark in number and number[mark].match(found.string, found.end()) is not None
