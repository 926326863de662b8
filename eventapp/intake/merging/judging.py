"""The rules: when two candidates surely are one person, when a person should look, and why.

Certain must never be wrong, so it asks for a birth date that both have in full and for two more things that agree;
twins, father and son, and people with one name are who the rules are written against.
"""

from __future__ import annotations

from typing import Final

from eventapp.intake.merging.born import Birth
from eventapp.intake.merging.candidate import Verdict
from eventapp.intake.merging.comparing import Area, Contact, Evidence
from eventapp.intake.merging.likeness import Likeness

WEAK: Final = 3  # a strength that a rival takes away: an initial, a slip, a short form
OPEN: Final = (Birth.YEAR, Birth.MISSING)
_SURELY_TWO: Final = {"first_name_differs", "birth_date_differs", "birth_date_partly_same"}
_LIKELY_TWO: Final = {"last_name_differs", "birth_date_nearly_same", "birth_date_swapped"}
_AREAS: Final = {Area.SIX: "same_postcode", Area.HALF: "same_address_area", Area.FOUR: "same_address_area"}


def judge(evidence: Evidence) -> Verdict | None:
    """What two candidates are to each other; None: nothing that is worth a look."""
    if _is_certain(evidence):
        return "certain"
    return "probable" if _is_probable(evidence) else None


def clash(evidence: Evidence) -> bool:
    """Whether two candidates cannot be one person as far as the machine may say: other dates, or other first names."""
    return evidence.birth not in (Birth.SAME, *OPEN) or evidence.first is Likeness.DIFFERS


def why(evidence: Evidence) -> tuple[str, ...]:
    """The codes of all that speaks for and against, what weighs most first."""
    found = [
        "same_number" if evidence.number else "",
        evidence.birth.value,
        *_contacts(evidence),
        _AREAS.get(evidence.area, ""),
        *_names(evidence),
        "same_register_twice" if evidence.same_register and not evidence.number else "",
    ]
    return tuple(filter(None, found))


def strength(codes: tuple[str, ...]) -> tuple[int, int]:
    """How strong a certain pair is, so that the weakest gives way where not all can be true."""
    if "decided" in codes:
        return 9, 0
    level = 5 - ("name_spelled_differently" in codes)
    if {"first_name_short", "more_first_names", "double_last_name"} & set(codes):
        level = 3
    if {"name_nearly_same", "first_name_missing", "last_name_differs"} & set(codes) or "same_birth_date" not in codes:
        level = 2
    if "first_name_initial" in codes:
        level = 1
    return level + 3 * ("same_number" in codes), ("same_phone" in codes) + ("same_email" in codes)


def are_two_of_one_register(codes: tuple[str, ...]) -> bool:
    """A register has everybody once: its twins, father and son, and namesakes are two without anybody asking.

    What is left to ask about is one who may have come in twice: with a slip in the date, or before a marriage.
    """
    if "same_register_twice" not in codes:
        return False
    reached = {"same_phone", "same_email"} & set(codes)
    return bool(_SURELY_TWO & set(codes)) or (not reached and bool(_LIKELY_TWO & set(codes)))


def against(e: Evidence) -> int:
    """How many of first name, last name and birth date say that two with one number are two people.

    A slip in a date that was put right, and a last name that changed with a marriage, say nothing of the kind.
    """
    named = e.first >= Likeness.INITIAL and e.last >= Likeness.SLIP
    dated = e.birth in (Birth.SAME, *OPEN) or (named and e.birth in (Birth.SWAPPED, Birth.NEAR))
    married = e.birth is Birth.SAME and e.first >= Likeness.SHORT
    return (e.first is Likeness.DIFFERS) + (e.last is Likeness.DIFFERS and not married) + (not dated)


def _is_certain(e: Evidence) -> bool:
    if e.unknown_slip and not e.number and not (e.personal and e.email is Contact.SAME):
        return False  # Jaylen and Jayden are twins as likely as a slip
    rules = (_by_number, _by_birth_and_contact, _by_birth_and_place, _by_own_mail, _by_marriage)
    return any(rule(e) for rule in rules)


def _by_number(e: Evidence) -> bool:
    """The register's own number, for the same row in a newer file."""
    if not e.number or clash(e):
        return False
    if e.birth is Birth.SAME:
        return e.last is not Likeness.DIFFERS or e.first >= Likeness.SHORT
    return e.first >= Likeness.INITIAL and e.last >= Likeness.SLIP


def _by_birth_and_contact(e: Evidence) -> bool:
    """Twins have the date, the phone and the last name in common: the first name decides."""
    if e.birth is not Birth.SAME or not e.contact or e.last < Likeness.SLIP:
        return False
    if e.first >= (Likeness.SAME if e.same_register else Likeness.PART):
        return True
    if e.january and not e.phone is e.email is Contact.SAME:
        return False  # brothers and sisters have that date too, if their years were guessed alike
    return e.first >= Likeness.INITIAL and not (e.same_register or e.doubt)


def _by_birth_and_place(e: Evidence) -> bool:
    """The same date and names, and a place, a phone or an address that does not speak against it."""
    if e.birth is not Birth.SAME or e.january:
        return False
    least = Likeness.SAME if e.same_register else Likeness.PART
    if e.area is Area.SIX and e.first >= least and e.last >= Likeness.SLIP:
        return True
    if e.area is Area.SIX and e.first is Likeness.INITIAL and e.last >= Likeness.SPELLED:
        return not (e.same_register or e.doubt or e.other_phone)
    same_names = min(e.first, e.last) >= (Likeness.SAME if e.same_register else Likeness.SPELLED)
    return same_names and (e.area is Area.HALF or e.similar_contact)


def _by_own_mail(e: Evidence) -> bool:
    """Somebody's own mail address, the same names and one thing more, where of one only the year of birth is known.

    Not without a year: of a father and a son of one name one may well have the address of both.
    """
    if e.birth is not Birth.YEAR or e.email is not Contact.SAME or not e.personal or e.same_register:
        return False
    if e.phone is not Contact.SAME and e.area is Area.OTHER:
        return False
    return e.first >= Likeness.SPELLED and e.last >= Likeness.PART


def _by_marriage(e: Evidence) -> bool:
    """Another last name, and all else the same: the date, the first name, and two ways to reach her."""
    if e.birth is not Birth.SAME or e.january or e.same_register or e.first < Likeness.SPELLED:
        return False
    reached = (e.phone is Contact.SAME) + (e.email is Contact.SAME) + (e.area is Area.SIX)
    return e.contact and reached > 1 and e.last is Likeness.DIFFERS


def _is_probable(e: Evidence) -> bool:
    if e.number:
        return True
    if e.birth is Birth.SAME:
        return _same_day(e)
    return _same_contact(e) if e.contact else _same_name(e)


def _same_day(e: Evidence) -> bool:
    named = e.first >= Likeness.INITIAL and e.last >= Likeness.SLIP
    if e.january:
        return e.contact or (named and (e.area > Area.OTHER or e.first >= Likeness.SPELLED))
    return e.contact or named or e.last >= Likeness.PART or e.first >= Likeness.SHORT


def _same_contact(e: Evidence) -> bool:
    """One phone or address, and the dates not the same: families share these too."""
    if e.birth is Birth.DIFFERS:
        return e.first >= Likeness.SLIP and e.last >= Likeness.SLIP
    if e.last >= Likeness.PART and e.birth is not Birth.PARTLY:
        return True
    sure = e.first >= Likeness.SHORT or e.phone is e.email is Contact.SAME or e.personal
    return e.first >= Likeness.INITIAL and (e.last >= Likeness.SLIP or sure)


def _same_name(e: Evidence) -> bool:
    """Names, with a date that is nearly the same or not known, or with a place."""
    if e.last < Likeness.SLIP or e.first < Likeness.INITIAL:
        return False
    if e.birth is Birth.DIFFERS:
        return e.area is Area.SIX and e.first >= Likeness.SPELLED and e.last >= Likeness.SPELLED
    if e.rare and e.birth in OPEN:
        return not e.same_register
    placed = e.area is Area.SIX or e.similar_contact
    if e.birth is Birth.MISSING:
        named = e.first >= Likeness.PART and (e.last >= Likeness.PART or e.area > Area.FOUR)
        return placed or (named and not e.same_register)
    if e.first is Likeness.INITIAL and e.birth not in (Birth.SWAPPED, Birth.NEAR):
        return placed or (e.last >= Likeness.PART and e.area > Area.OTHER)
    return placed or e.area > Area.OTHER or max(e.first, e.last) >= Likeness.PART


def _contacts(e: Evidence) -> list[str]:
    codes = {Contact.SAME: "same_{}", Contact.SIMILAR: "similar_{}", Contact.CROWDED: "shared_contact"}
    found = [codes.get(contact, "").format(name) for contact, name in ((e.phone, "phone"), (e.email, "email"))]
    return list(dict.fromkeys(found))


def _names(e: Evidence) -> list[str]:
    if e.first is e.last is Likeness.SAME and not e.swapped:
        return ["same_name"]
    codes = {
        "names_swapped": e.swapped,
        "name_spelled_differently": Likeness.SPELLED in (e.first, e.last),
        "first_name_short": e.first is Likeness.SHORT,
        "more_first_names": e.first is Likeness.PART,
        "double_last_name": e.last is Likeness.PART,
        "name_nearly_same": Likeness.SLIP in (e.first, e.last),
        "first_name_initial": e.first is Likeness.INITIAL,
        "first_name_missing": e.first is Likeness.MISSING,
        "last_name_missing": e.last is Likeness.MISSING,
        "first_name_differs": e.first is Likeness.DIFFERS,
        "last_name_differs": e.last is Likeness.DIFFERS,
        "email_of_another": e.doubt,
    }
    return [code for code, holds in codes.items() if holds]
