"""How much alike two parts of a name are."""

from __future__ import annotations

from enum import IntEnum


class Likeness(IntEnum):
    """From two names to one name; everything above DIFFERS may be one name."""

    DIFFERS = 0
    MISSING = 1  # one of the two is not there, or only in an initial that says little
    INITIAL = 2  # J. and Jan
    SLIP = 3  # as a slip of the keyboard makes it: Sjoerd and Sjored
    PART = 4  # Anne and Anne Marie, De Vries and Jansen-de Vries
    SHORT = 5  # Kees and Cornelis
    SPELLED = 6  # Mohammed and Mohamad
    SAME = 7
