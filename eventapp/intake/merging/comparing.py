"""Two candidates side by side: what is the same, what is nearly so, what is not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations

from eventapp.intake.merging.born import Birth, birth
from eventapp.intake.merging.contacts import nearly_same
from eventapp.intake.merging.family import family_likeness
from eventapp.intake.merging.given import given_likeness, is_name, word_likeness
from eventapp.intake.merging.letters import fold, loose, spelling
from eventapp.intake.merging.likeness import Likeness
from eventapp.intake.merging.traits import SHORTEST_NAME, Surroundings, Traits


class Contact(IntEnum):
    """How a phone number or a mail address of two candidates goes together."""

    OTHER = 0
    CROWDED = 1  # the same, and that of many more
    SIMILAR = 2
    SAME = 3


class Area(IntEnum):
    """How two postcodes go together."""

    OTHER = 0
    FOUR = 1  # the same four digits, other letters
    HALF = 2  # the same four digits, and of one of the two no letters are known
    SIX = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two candidates have in common, and what not."""

    birth: Birth
    january: bool  # born on the first of January: that date says little
    first: Likeness
    last: Likeness
    swapped: bool
    doubt: bool  # of one of the two only initials are known, and a mail address gives away another name
    phone: Contact
    email: Contact
    other_phone: bool  # both have one, and not the same
    personal: bool  # the mail address that they share has their first name in it
    rare: bool  # hardly anybody else here has their last name
    unknown_slip: bool  # two first names that differ as by a slip, and neither is one that we know
    area: Area
    number: bool
    same_register: bool

    @property
    def contact(self) -> bool:
        """They share a phone number or a mail address that is not everybody's."""
        return Contact.SAME in (self.phone, self.email)

    @property
    def similar_contact(self) -> bool:
        return Contact.SIMILAR in (self.phone, self.email)


def compare(one: Traits, other: Traits, around: Surroundings) -> Evidence:
    """The evidence about two candidates; it is the same for (a, b) and (b, a)."""
    first, last, swapped = _names(one, other)
    first = first if swapped else _settled(first, one, other, around)
    same_register = one.register is not None and one.register == other.register
    return Evidence(
        birth=birth(one.born, other.born),
        january=one.born.first_of_january,
        first=first,
        last=last,
        swapped=swapped,
        doubt=first is Likeness.INITIAL and not swapped and _tell_two_names(one, other),
        phone=_contact(one.phones, other.phones, around),
        email=_contact(one.emails, other.emails, around),
        other_phone=bool(one.phones and other.phones) and not one.phones & other.phones,
        personal=_personal(one, other),
        rare=around.common.isdisjoint((loose(one.family.joined), loose(other.family.joined))),
        unknown_slip=first is Likeness.SLIP
        and not any(is_name(word) for side in (one, other) for word in side.given.words[:1]),
        area=_area(one.postcode, other.postcode),
        number=same_register and bool(one.number) and one.number == other.number,
        same_register=same_register,
    )


def _names(one: Traits, other: Traits) -> tuple[Likeness, Likeness, bool]:
    """First name, last name, and whether they changed places."""
    first, last = given_likeness(one.given, other.given), family_likeness(one.family, other.family)
    if first >= Likeness.INITIAL and last >= Likeness.SLIP:
        return first, last, False
    turned = max((_turned(one, other), _turned(other, one)), key=lambda pair: (min(pair), pair))
    if turned[0] >= Likeness.INITIAL and turned[1] >= Likeness.SLIP:
        return *turned, True
    if one.given.words and other.given.words and _whole_alike(one, other):
        return Likeness.SPELLED, Likeness.SPELLED, False
    return first, last, False


def _turned(one: Traits, other: Traits) -> tuple[Likeness, Likeness]:
    last = family_likeness(one.family, other.turned_family)
    if last < Likeness.SLIP:
        return Likeness.DIFFERS, last
    return given_likeness(one.given, other.turned_given), last


def _whole_alike(one: Traits, other: Traits) -> bool:
    """Another name begins the last name: "Abdi | Rahman Warsame" and "Abdi Rahman | Warsame"."""
    short, long = sorted((one, other), key=lambda side: len(side.given.joined))
    divided = len(short.given.words) < len(long.given.words) and len(short.family.words) > len(long.family.words)
    begun = spelling(long.given.joined).startswith(spelling(short.given.joined))
    return divided and begun and _whole(short) == _whole(long)


def _whole(one: Traits) -> str:
    return spelling(one.given.joined + one.family.joined)


def _settled(first: Likeness, one: Traits, other: Traits, around: Surroundings) -> Likeness:
    """A short form or a slip is no more than that if something says that these are two people."""
    if first not in (Likeness.SLIP, Likeness.SHORT) or one.emails & other.emails:
        return first
    if one.given.words[:1] == other.given.words[:1]:
        return first
    apart = _both_mailed(one, other) or (first is Likeness.SLIP and _both_heard(one, other, around))
    return Likeness.DIFFERS if apart else first


def _tell_two_names(one: Traits, other: Traits) -> bool:
    """Jan beside J., and a mail address that is of Joris: J. may be Joris."""
    letters = {*one.given.initials, *other.given.initials}
    names = [*one.told(letters), *other.told(letters), *one.given.words[:1], *other.given.words[:1]]
    return any(word_likeness(*two) is Likeness.DIFFERS for two in combinations(names, 2))


def _both_heard(one: Traits, other: Traits, around: Surroundings) -> bool:
    """Two spellings are two names where other people have them too."""
    return all(side.given.words and side.given.words[0] in around.heard for side in (one, other))


def _both_mailed(one: Traits, other: Traits) -> bool:
    """Two spellings are two names where each stands in a mail address of its own."""
    return all(side.given.words and _mailed(side.given.words[0], side) for side in (one, other))


def _mailed(word: str, one: Traits) -> bool:
    return len(word) >= SHORTEST_NAME and any(word in local for local in one.locals)


def _personal(one: Traits, other: Traits) -> bool:
    """Whether a mail address that they share is that of one of the two by name, however it is spelled."""
    locals_ = [fold(email.partition("@")[0]) for email in one.emails & other.emails]
    words = [word for word in (*one.given.words, *other.given.words) if len(word) >= SHORTEST_NAME]
    return any(word in local or _spelled_in(word, local) for local in locals_ for word in words)


def _spelled_in(word: str, local: str) -> bool:
    pieces = (piece for piece in local.split() if len(piece) >= SHORTEST_NAME)
    return any(word_likeness(word, piece) >= Likeness.SPELLED for piece in pieces)


def _contact(some: frozenset[str], others: frozenset[str], around: Surroundings) -> Contact:
    if shared := some & others:
        return Contact.SAME if shared - around.crowded else Contact.CROWDED
    return Contact.SIMILAR if some and others and nearly_same(some, others) else Contact.OTHER


def _area(one: str, other: str) -> Area:
    if not one or one[:4] != other[:4]:
        return Area.OTHER
    if one == other and len(one) == 6:
        return Area.SIX
    return Area.HALF if min(len(one), len(other)) == 4 else Area.FOUR
