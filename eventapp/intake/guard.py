"""The guard at the door: no citizen service number (BSN) gets past it.

A BSN is a number of nine digits (or eight, where a spreadsheet ate the leading zero) that passes the
elfproef. It is looked for in every cell, with any separators between the digits. One number in eleven passes
by chance, so some numbers are told apart by how they are written, never by what they contain:

- a Dutch telephone number starts with 0 (not 00) and has ten digits, or +31 or 0031 and nine more;
  nine digits without that 0 are *not* taken for a telephone number by themselves, not even in the telephone
  column;
- a number of another country counts as one in the telephone column only, and only with its + and 10 to 15
  digits;
- a date is three groups that make a real date between 1900 and 2099, or, in the column of birth dates, eight
  digits;
- a year and four digits ("2019-2023", "2024-0017") are years or a file number: nobody writes a BSN as 4-4;
- in the kvk column exactly eight digits are a KvK number, which anybody may know. Nine digits there are
  checked, for the RSIN of a one-man business is the BSN of its owner;

In a telephone column of which nearly all numbers lost their zero in a spreadsheet (``looks.lost_zeros``), nine digits
that begin with a 6 and pass may be either, and nothing in the file can tell. A BSN never goes through, so these stay
out and are reported as such ("phone_or_bsn"); while the file is read they are still compared with the numbers of
others, so that somebody is recognised whose number another register has with its zero.

In the column of register numbers nothing but a year and four digits is told apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from stdnum.nl import bsn

from eventapp.intake.dates import real_date

_DIGITS: Final = re.compile(r"\d+")
_BETWEEN: Final = re.compile(r"[\s.,/\\_'’()\-‐‑‒–—−·\u200c\u200d]{1,4}")
_SAME_DATE_MARK: Final = re.compile(r"([-/. ])\d{1,2}\1")
CUT: Final = "…"  # what stands where a number was
_LOOK: Final = 16  # groups of digits: more than the longest number has digits

Span = tuple[int, int]
Group = tuple[int, int, str]  # start, end, digits


def without_bsn(text: str, column: str = "") -> tuple[str, bool]:
    """The text with every BSN cut out, and whether there was one. ``column``: its template name, if known."""
    spans = find_bsns(text, column)
    for start, end in reversed(spans):
        text = f"{text[:start]}{CUT}{text[end:]}"
    return text, bool(spans)


def find_bsns(text: str, column: str = "") -> list[Span]:
    """Where in the text a BSN stands, from left to right."""
    text = _plain_digits(text)
    if sum(map(len, _DIGITS.findall(text))) < 8 or _whole_cell_is_fine(text.strip(), column):
        return []
    return [span for chain in _chains(text) for span in _in_chain(text, chain, column)]


def _plain_digits(text: str) -> str:
    """Arabic, full-width and circled digits count as digits; the length stays the same."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(letter, letter)) for letter in text)


def _whole_cell_is_fine(text: str, column: str) -> bool:
    if column == "kvk":
        return re.fullmatch(r"\d{8}", re.sub(r"[\s.]", "", text)) is not None
    return column == "geboortedatum" and re.fullmatch(r"\d{8}", text) is not None and _compact_date(text)


def _compact_date(digits: str) -> bool:
    year_first = real_date(digits[:4], digits[4:6], digits[6:])
    return (year_first or real_date(digits[4:], digits[2:4], digits[:2])) is not None


def _chains(text: str) -> Iterator[list[Group]]:
    """Groups of digits that nothing but separators keeps apart."""
    chain: list[Group] = []
    for found in _DIGITS.finditer(text):
        if chain and not _BETWEEN.fullmatch(text, chain[-1][1], found.start()):
            yield chain
            chain = []
        chain.append((found.start(), found.end(), found.group()))
    if chain:
        yield chain


def _in_chain(text: str, chain: list[Group], column: str) -> Iterator[Span]:
    free = _unexplained(text, chain, column)
    for part in free:
        index = 0
        while index < len(part):
            size = _bsn_length(part[index : index + _LOOK])
            if size:
                yield part[index][0], part[index + size - 1][1]
            index += size or 1


def _unexplained(text: str, chain: list[Group], column: str) -> list[list[Group]]:
    """The runs of groups that are left when telephone numbers, dates and years are taken out."""
    runs: list[list[Group]] = [[]]
    index = 0
    while index < len(chain):
        size = _known_length(text, chain[index : index + _LOOK], column)
        if size:
            runs.append([])
        else:
            runs[-1].append(chain[index])
        index += size or 1
    return runs


def _known_length(text: str, groups: list[Group], column: str) -> int:
    """How many groups from the first on are something else than a BSN; 0 where they are not."""
    if _years(groups):
        return 2
    if column == "nummer":
        return 0
    return _phone_length(text, groups, column) or (3 if _is_date(text, groups) else 0)


def _years(groups: list[Group]) -> bool:
    sizes = [len(digits) for _, _, digits in groups[:3]]
    return sizes == [4, 4] and groups[0][2][:2] in ("19", "20")


def _is_date(text: str, groups: list[Group]) -> bool:
    """A day or month of 0 is one that nobody knows: 00-00-1975."""
    if len(groups) < 3 or not _SAME_DATE_MARK.match(text, groups[0][1]):
        return False
    first, second, third = ("1" if digits in ("0", "00") else digits for _, _, digits in groups[:3])
    return (real_date(first, second, third) or real_date(third, second, first)) is not None


def _phone_length(text: str, groups: list[Group], column: str) -> int:
    plus = groups[0][0] > 0 and text[groups[0][0] - 1] == "+"
    digits = ""
    for size, (_, _, group) in enumerate(groups, start=1):
        digits += group
        if _is_dutch_phone(digits, plus, len(groups[0][2])):
            return size
        if column == "telefoon" and plus and size == len(groups) and 10 <= len(digits) <= 15:
            return size
    return 0


def _is_dutch_phone(digits: str, plus: bool, first: int) -> bool:
    if plus:
        return re.fullmatch(r"310?[1-9]\d{8}", digits) is not None
    if digits.startswith("0031"):
        return first >= 4 and re.fullmatch(r"00310?[1-9]\d{8}", digits) is not None
    return first >= 2 and re.fullmatch(r"0[1-9]\d{8}", digits) is not None


def _bsn_length(groups: list[Group]) -> int:
    """How many groups from the first on make a BSN together; 0 where they do not."""
    digits = ""
    for size, (_, _, group) in enumerate(groups, start=1):
        digits += group
        if len(digits) > 9:
            return 1 if size == 1 and _padded(digits) else 0
        if len(digits) >= 8 and bsn.is_valid(digits):
            return size
    return 0


def _padded(digits: str) -> bool:
    """A BSN behind extra zeros, as fixed-width exports write it."""
    bare = digits.lstrip("0")
    return digits.startswith("00") and len(bare) in (8, 9) and bsn.is_valid(bare)
