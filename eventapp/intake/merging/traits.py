"""What a candidate says about who it is, each thing in the form in which it can be compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from eventapp.intake.merging.born import Born, read_born
from eventapp.intake.merging.candidate import Candidate
from eventapp.intake.merging.contacts import is_of_an_office, plain_emails, plain_phones, plain_postcode
from eventapp.intake.merging.family import Family, read_family
from eventapp.intake.merging.given import Given, is_name, read_given
from eventapp.intake.merging.letters import fold, loose, sounds_like

# More rows of one register than this behind one phone number or address: it is an office's, or a shelter's.
_HOUSEHOLD: Final = 5
_FAMILY: Final = 2  # rows of one register with a last name, above which it is not rare
SHORTEST_NAME: Final = 3  # letters, to be recognised in a mail address


@dataclass(frozen=True, slots=True)
class Traits:
    """One candidate. ``turned_*`` are the names as they are when first and last name changed places."""

    key: Hashable
    order: str
    given: Given
    family: Family
    turned_given: Given
    turned_family: Family
    born: Born
    phones: frozenset[str]
    emails: frozenset[str]
    postcode: str
    number: str
    register: str | None

    @property
    def locals(self) -> list[str]:
        """Mail addresses up to the @, folded."""
        return [fold(email.partition("@")[0]) for email in sorted(self.emails)]

    def told(self, letters: Iterable[str]) -> list[str]:
        """The first names with these initials that mail addresses give away: "joris.devries", "jorisdevries80"."""
        words = {word for local in self.locals for word in self._without_family(local)}
        named = (word for word in words if len(word) >= SHORTEST_NAME and word[0] in letters and is_name(word))
        return sorted(word for word in named if not any(sounds_like(word, part) for part in self.family.words))

    def _without_family(self, local: str) -> list[str]:
        for part in (self.family.whole, self.family.joined, *self.family.words):
            local = local.replace(part, " ") if len(part) >= SHORTEST_NAME else local
        return local.split()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What only all candidates together tell."""

    heard: frozenset[str]  # first names that more than one person here has
    crowded: frozenset[str]  # phone numbers and mail addresses of more people than live in one house
    common: frozenset[str] = frozenset()  # last names, as they sound, that more than one family here has


def read_traits(candidate: Candidate) -> Traits:
    """The traits of one candidate. Fields of another type than ``fair.fields`` says count as unknown."""

    def text(name: str) -> str:
        value = candidate.fields.get(name)
        return value if isinstance(value, str) else ""

    first, infix, last = text("first_name"), text("infix"), text("last_name")
    return Traits(
        key=candidate.key,
        order=repr(candidate.key),
        given=read_given(first),
        family=read_family(infix, last),
        turned_given=read_given(last),
        turned_family=read_family(infix, first),
        born=read_born(text("birth_date")),
        phones=plain_phones(text("phone")),
        emails=plain_emails(text("email")),
        postcode=plain_postcode(text("postcode")),
        number=(candidate.number or "").strip().upper(),
        register=candidate.register,
    )


def look_around(everybody: Sequence[Traits]) -> Surroundings:
    """What all candidates together tell."""
    births: dict[str, set[str]] = defaultdict(set)
    for one in everybody:
        if one.given.words and one.born.full:
            births[one.given.words[0]].add(one.born.digits)
    heard = frozenset(word for word, dates in births.items() if len(dates) > 1)
    return Surroundings(heard, _crowded(everybody), _common(everybody))


def _common(everybody: Iterable[Traits]) -> frozenset[str]:
    holders = Counter((one.register, loose(one.family.joined)) for one in everybody)
    return frozenset(name for (_, name), count in holders.items() if count > _FAMILY)


def _crowded(everybody: Iterable[Traits]) -> frozenset[str]:
    holders = Counter((one.register, contact) for one in everybody for contact in (*one.phones, *one.emails))
    return frozenset(
        contact for (_, contact), count in holders.items() if count > _HOUSEHOLD or is_of_an_office(contact)
    )
