"""Levels of education, as VUM numbers them: what a vacancy asks in its own words, and what a person has.

Education never excludes: what somebody learned abroad, at work or without a diploma is for a conversation.
"""

from __future__ import annotations

import re
from typing import Final

from eventapp.matching.spelling import plain

# 9 ("anders") says nothing of a level.
_HIGHEST: Final = 6
_LEVELS: Final = (
    (6, re.compile(r"\bwo\b|universit|\bmaster\b")),
    (5, re.compile(r"\bhbo\b|\bbachelor\b")),
    (4, re.compile(r"\bmbo\b|\bmiddelbaar beroeps")),
    (3, re.compile(r"\bhavo\b|\bvwo\b|gymnasium|atheneum")),
    (2, re.compile(r"\bvmbo\b|\bmavo\b|\blbo\b|\blts\b")),
    (1, re.compile(r"\bbasisonderwijs|\bbasisschool|\blagere school")),
)


def level_asked(words: str) -> int | None:
    """The least level that will do: "mbo of hbo werk- en denkniveau" is 4; None where no level is named."""
    text = plain(words)
    return min((level for level, pattern in _LEVELS if pattern.search(text)), default=None)


def level_held(education: float | None) -> int | None:
    """A person's level, 1 to 6; None is unknown."""
    return int(education) if education is not None and 1 <= education <= _HIGHEST else None
