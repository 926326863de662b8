"""Suggestions: who in the hall fits which stand now. Keeps the matching engine in step with the fair.

Matching somebody takes milliseconds, so it is apart from taking over the outcome, which is quick and done under lock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from eventapp.fair import Fair
from eventapp.fair.fields import Fields
from eventapp.fair.people import Employer, Seeker, Vacancy
from eventapp.live.allocating import Allocation
from eventapp.live.shown import Ground
from eventapp.matching.engine import Engine, Matched
from eventapp.matching.esco import Esco
from eventapp.matching.geo import Places
from eventapp.matching.profile import Vacancy as VacancyView
from eventapp.matching.profile import seeker_of, vacancy_of
from eventapp.matching.results import Suggestion

Offer = tuple[Vacancy, Employer]
Fits = dict[str, Suggestion]
# What fits somebody, and the fields that it was found for: they may have changed meanwhile.
Found = tuple[Fields, Fits]


class Suggestions:
    """For every stand the seekers present who fit one of its vacancies, with the reasons."""

    def __init__(self, places: Places | None = None, esco: Esco | None = None) -> None:
        self.places = places or Places()
        self.esco = esco
        self.allocation = Allocation()
        self._engine = Engine((), self.places)
        self._views: dict[str, VacancyView] = {}
        self._basis: dict[str, Fields] = {}
        self._titles: dict[str, dict[str, str]] = defaultdict(dict)
        self._at_stand: dict[str, Fits] = defaultdict(dict)
        self._fits: dict[str, Fits] = {}
        self._matched: dict[str, Fields] = {}
        self._shut: dict[tuple[str, str, str | None], tuple[Fields, tuple[str, ...]]] = {}

    def at(self, employer: str) -> Fits:
        """The suggestions for one stand, by seeker."""
        return self._at_stand[employer]

    def of(self, seeker: str) -> Fits:
        """The suggestions for one person who is present, by employer."""
        return self._fits.get(seeker, {})

    def ground(self, seeker: str, suggestion: Suggestion) -> Ground:
        """What a suggestion of now was made of."""
        return Ground(suggestion, self._matched[seeker], self._views[suggestion.vacancy])

    def asked(self, seeker: Seeker) -> Matched:
        """The whole answer for one person, exclusions included."""
        return self._engine.match(seeker_of(seeker.number, seeker.fields))

    def shut(self, seeker: Seeker, employer: str, vacancy: str | None = None) -> tuple[str, ...]:
        """Why this work, or all work of this stand, is shut to somebody: codes; none when some of it is open."""
        key = seeker.id, employer, vacancy
        known = self._shut.get(key)
        if known is None or known[0] != seeker.fields:
            self._shut[key] = known = seeker.fields, self._codes(seeker, employer, vacancy)
        return known[1]

    def _codes(self, seeker: Seeker, employer: str, vacancy: str | None) -> tuple[str, ...]:
        shut = {one.vacancy: one.codes for one in self.asked(seeker).excluded}
        work = self._titles[employer] if vacancy is None else (vacancy,)
        if not all(id in shut for id in work):
            return ()
        return tuple(dict.fromkeys(code for id in work for code in shut[id]))

    def titles(self, employer: str) -> dict[str, str]:
        """The vacancies of one stand, by id."""
        return self._titles[employer]

    def outdated(self, fair: Fair, touched: Iterable[str]) -> bool:
        """Whether the engine has to be built anew: a vacancy, or what we know of an employer, has changed."""
        return any(self._differs(id, fair.entities.get(id)) for id in touched)

    def offers(self, fair: Fair) -> list[Offer]:
        """All vacancies with their employers."""
        pairs = ((vacancy, fair.employer(vacancy.employer)) for vacancy in fair.vacancies)
        return [(vacancy, employer) for vacancy, employer in pairs if employer is not None]

    def basis(self, fair: Fair) -> dict[str, Fields]:
        """What an engine over these offers rests on: when any of it changes, a new one is needed."""
        entities: list[Employer | Vacancy] = [*fair.employers, *fair.vacancies]
        return {entity.id: entity.fields for entity in entities}

    def engine_for(self, offers: Sequence[Offer]) -> Engine:
        """The matching engine over these vacancies. Heavy: for the background."""
        return Engine(
            [vacancy_of(vacancy.id, employer.id, employer.fields, vacancy.fields) for vacancy, employer in offers],
            self.places,
            self.esco.linker if self.esco else None,
        )

    def restart(self, engine: Engine, offers: Sequence[Offer], basis: dict[str, Fields]) -> None:
        """Go on with a new engine and no suggestions yet: everybody present is to be matched anew."""
        self._engine = engine
        self._basis = basis
        self._views = {vacancy.id: vacancy for vacancy in engine.vacancies}
        for group in (self._titles, self._at_stand, self._fits, self._matched, self._shut):
            group.clear()
        for vacancy, employer in offers:
            self._titles[employer.id][vacancy.id] = str(vacancy.fields.get("title", ""))

    def unmatched(self, fair: Fair, ids: Iterable[str]) -> list[Seeker]:
        """Those of these seekers who are present and not matched as they are now."""
        seekers = (seeker for id in ids if (seeker := fair.seeker(id)))
        return [seeker for seeker in seekers if seeker.present and self._matched.get(seeker.id) != seeker.fields]

    def match(self, seeker: Seeker) -> Found:
        """What fits this person, by employer, and the fields that it goes by. Takes a few milliseconds."""
        return seeker.fields, self._engine.match(seeker_of(seeker.number, seeker.fields)).by_employer()

    def reader(self) -> Callable[[Seeker], bool]:
        """Reads somebody's words, which the engine then knows; says False when the engine is not in use any more."""
        engine = self._engine

        def read(seeker: Seeker) -> bool:
            if engine is self._engine:
                engine.match(seeker_of(seeker.number, seeker.fields))
            return engine is self._engine

        return read

    def take(self, fair: Fair, touched: Iterable[str], found: dict[str, Found]) -> set[str]:
        """Take over what was found, forget who left; returns the employers whose suggestions may have changed."""
        changed: set[str] = set()
        for id in touched:
            seeker = fair.seeker(id)
            gone = seeker is None or not seeker.present
            changed |= self._fits.get(id, {}).keys()
            if gone or id in found:
                self._forget(id)
            if not gone and id in found:
                self._remember(id, *found[id])
                changed |= self._fits[id].keys()
        return changed

    def _remember(self, id: str, fields: Fields, fits: Fits) -> None:
        self._fits[id] = fits
        self._matched[id] = fields
        for employer, suggestion in fits.items():
            if not suggestion.open_hiring:  # first come, first served: the stand sees no profile
                self._at_stand[employer][id] = suggestion

    def _forget(self, id: str) -> None:
        self._matched.pop(id, None)
        for employer in self._fits.pop(id, {}):
            self._at_stand[employer].pop(id, None)

    def _differs(self, id: str, entity: Any) -> bool:
        if isinstance(entity, Vacancy | Employer):
            return entity.fields != self._basis.get(id)
        return entity is None and id in self._basis
