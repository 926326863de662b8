"""What is compared (candidates), what comes of it (pairs), and the codes that say why."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

# What speaks for one person. The message catalogue has a sentence ``merging.<code>`` for each code.
FOR: Final = (
    "decided",  # a person said so
    "same_number",
    "same_birth_date",
    "birth_date_swapped",  # day and month
    "birth_date_nearly_same",  # one digit is another
    "birth_date_partly_same",  # two of day, month and year
    "birth_year_same",  # of one of the two only the year is known
    "same_phone",
    "similar_phone",  # one digit is another
    "same_email",
    "similar_email",  # one letter is another
    "same_postcode",
    "same_address_area",  # the four digits of the postcode
    "same_name",
    "names_swapped",  # first name and last name changed places
    "name_spelled_differently",  # Mohammed and Mohamad, Jansen and Janssen
    "name_nearly_same",  # as a slip of the keyboard makes it
    "first_name_short",  # Kees and Cornelis
    "more_first_names",  # Anne and Anne Marie
    "double_last_name",  # De Vries and Jansen-de Vries
    "first_name_initial",
)
# What speaks against it, or leaves it open.
AGAINST: Final = (
    "first_name_missing",
    "last_name_missing",
    "first_name_differs",
    "last_name_differs",
    "email_of_another",  # J. de Vries has a mail address of Joris, the other is Jan
    "birth_date_missing",
    "birth_date_differs",
    "shared_contact",  # so many have this phone number or mail address that it says little
    "same_register_twice",  # two rows of one register
    "could_be_someone_else",  # the row fits two people who cannot be one
)
CODES: Final = FOR + AGAINST

Verdict = Literal["certain", "probable"]


@dataclass(frozen=True)
class Candidate:
    """One row of a register, or one person that is known already.

    ``fields`` are those of ``fair.fields``; a birth date may be a year only ("1975"). ``number`` can only be
    compared within one ``register``.
    """

    key: Hashable
    fields: Mapping[str, Any] = field(hash=False)
    number: str | None = None
    register: str | None = None


@dataclass(frozen=True)
class Pair:
    """Two candidates that surely are, or may be, one person. ``a`` comes before ``b`` in the order of ``repr``."""

    a: Hashable
    b: Hashable
    verdict: Verdict
    why: tuple[str, ...]
