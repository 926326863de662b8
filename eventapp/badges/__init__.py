"""Badges: the code on them, where things stand on the paper, and the PDF or picture that comes out.

Pure: no printer, no clock, no network. The layouts and fonts it reads stand beside it.
"""

from __future__ import annotations


class Refused(Exception):
    """A badge cannot be made as asked. ``code`` is stable and has its sentence in the message catalogue."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params
