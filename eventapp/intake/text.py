"""Text files: which encoding, which separator, and the rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from eventapp.intake.encodings import older_encoding
from eventapp.intake.entries import BadFile
from eventapp.intake.tables import Row, Table

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS: Final = ";,\t|"
_SAMPLE: Final = 1 << 16
# What no text has. The five bytes that cp1252 does not define are left alone: they are a slip of an old
# program.
_NOISE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SEP_LINE: Final = re.compile(r'\s*"?sep=([;,\t|])"?[ ;,\t]*(?:\r\n|\r|\n)', re.IGNORECASE)
_END: Final = "\ue000end\ue000"  # private use: nobody types it


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16, or an older Western encoding; with or without a byte order mark.

    Raises BadFile ``not_a_table`` for what is no text: pictures, archives, noise.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_decoded(data, encoding))
    return _checked(_decoded(data, _utf16_without_mark(data) or "utf-8"))


def text_tables(text: str) -> list[Table]:
    """The same text read with each separator; ``tables.choose`` finds out which one makes sense."""
    separators = _SEPARATORS
    if told := _SEP_LINE.match(text):  # a spreadsheet obeys this line and does not count it as a row
        separators, text = told.group(1), text[told.end() :]
    return [_table(text, separator) for separator in separators]


def _table(text: str, separator: str) -> Table:
    return Table("", lambda: _rows(text, separator), ragged=True)


def _rows(text: str, separator: str) -> Iterator[Row]:
    """Rows of a csv text. A quotation mark that is never closed would swallow the rest of the file: refused.

    The csv module does not tell of that, so a last line is added that only an open quotation can swallow. Its own
    limit of 131,072 characters for a cell would refuse the file for one pasted document, which is cut further on.
    """
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + len(_END)))
    reader = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=separator)
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            if row == [_END]:
                return
            if row and row[-1].endswith(_END):
                raise BadFile("open_quote", row=number)
            yield row
    except csv.Error as error:
        raise BadFile("open_quote", row=number + 1) from error


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if encoding.startswith("utf-16"):
            raise BadFile("not_a_table") from None
    return data.decode(older_encoding(data), errors="replace")


def _utf16_without_mark(data: bytes) -> str | None:
    """Western text in UTF-16 has a zero in every second byte, and no other text has zeros at all."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    half = max(1, len(sample) // 2)
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) == 0:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _checked(text: str) -> str:
    sample = text[:_SAMPLE]
    strange = len(_NOISE.findall(sample)) + sample.count("\ufffd")
    if "\x00" in text or strange > len(sample) / 200:
        raise BadFile("not_a_table")
    return text
