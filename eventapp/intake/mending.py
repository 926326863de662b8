"""Text that was read in the wrong encoding on its way here: "RenÃ©" is "René" again.

UTF-8 that somebody opened as cp1252 (or as the cp850 of a DOS window) and saved leaves pairs of letters that no
name has: a capital with an accent, or a line of a frame, before a sign. Each pair is tried by itself, so that a
cell that is half right stays half right, and only what becomes a letter or a mark of a script that people here
write in is taken over.
"""

from __future__ import annotations

import html
import re
from typing import Final

_ROUNDS: Final = 3  # what was saved wrong twice has to be turned back twice
_MARKS: Final = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # the bytes 80 to 9f in cp1252
_BYTE_OF: Final = {mark: mark.encode("cp1252") for mark in _MARKS}
_NEXT: Final = rf"[\u0080-\u00bf{_MARKS}]"
_WESTERN: Final = re.compile(rf"[\u00c2-\u00c5\u00c8\u00ce-\u00d1\u00d8\u00d9]{_NEXT}|[\u00e0-\u00ef]{_NEXT}{{2}}")
_STILL: Final = re.compile("[ÃÂâ]")  # what is left of text that went wrong twice
_DOS: Final = re.compile(r"[┬├─┼].|Ô[Çä].")
_ENTITY: Final = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")


def mended(text: str) -> str:
    """The text as it was before it was read wrongly; text that was read well comes back as it is."""
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    if text.isascii():
        return text
    for _ in range(_ROUNDS):
        before, text = text, _DOS.sub(_from_dos, _WESTERN.sub(_from_western, text))
        if text == before or not _STILL.search(text):
            break
    return text


def _from_western(found: re.Match[str]) -> str:
    letters = found.group()
    return _decoded(b"".join(_BYTE_OF.get(letter) or bytes([ord(letter)]) for letter in letters), letters)


def _from_dos(found: re.Match[str]) -> str:
    try:
        return _decoded(found.group().encode("cp850"), found.group())
    except UnicodeEncodeError:
        return found.group()


def _decoded(data: bytes, otherwise: str) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return otherwise
    return text if all(map(_is_usual, text)) else otherwise


def _is_usual(letter: str) -> bool:
    """Latin, Greek, Cyrillic, Hebrew, Arabic, Vietnamese, and the marks of a word processor."""
    place = ord(letter)
    return 0xA0 <= place < 0x700 or 0x1E00 <= place < 0x2070 or letter in "€™"
