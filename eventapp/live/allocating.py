"""Allocating: keeps the hall of the live allocation in step with the fair.

Everything here is quick and done under the ledger's lock, but for the plan of the whole, which is computed in the
background. What nobody tells Vonk it does not know: a line at a stand counts only as far as people were called or
sent there.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Final

from eventapp.fair import Fair
from eventapp.fair.people import Conversation, Employer, Seeker
from eventapp.matching.allocation import Advice, Hall, Plan, Stand, Visitor, offers_of
from eventapp.matching.results import Suggestion

if TYPE_CHECKING:
    from eventapp.live.suggesting import Suggestions

Fits = dict[str, Suggestion]

TALK_MINUTES: Final = 8.0  # before this stand has had talks of its own
TALKS_OF_PRIOR: Final = 5  # so many talks of its own weigh as much as that
SHORTEST, LONGEST = 1.0, 45.0  # minutes; beyond, somebody forgot to end it
SETTLE_EVERY: Final = 60.0  # seconds
MOST_WIDER: Final = 20  # vacancies looked at for who has no stand left with work they named


class Allocation:
    """Who of those in the hall should go where next."""

    def __init__(self) -> None:
        self.hall = Hall()
        self._now = 0.0
        self._settled = 0.0
        self._wider: dict[str, Fits] = {}

    def keep_stands(self, fair: Fair, now: float) -> bool:
        """Make a new hall when there are other employers, with the lists that people had; True when it is new."""
        self._now = max(self._now, now)
        employers = sorted(fair.employers, key=lambda one: one.id)
        if [one.id for one in employers] == self.hall.stands:
            return False
        hall = Hall(_stand(fair, one) for one in employers)
        hall.carry_on(self.hall, self._now)
        self.hall = hall
        return True

    def follow(self, fair: Fair, suggestions: Suggestions, touched: Collection[str]) -> set[str]:
        """Take over what changed of these people and stands; gives the employers whose people may differ now."""
        moved: set[str] = set()
        for id in sorted(touched):
            moved |= self._follow_one(id, fair.seeker(id), fair, suggestions)
        for employer in sorted(_concerned(fair, touched)):
            moved |= self._follow_stand(fair, employer)
        return moved

    def due(self) -> bool:
        """Whether it is time to look at everybody together."""
        return self._now >= self._settled + SETTLE_EVERY

    def planned(self) -> Plan:
        """The best whole; for the background."""
        return self.hall.planned(self._now)

    def accept(self, plan: Plan) -> set[str]:
        """Take over the best whole; gives the employers whose people may differ now."""
        self._settled = self._now
        before = {stand for id, _ in plan for stand in self._stands_of(id)}
        self.hall.accept(plan, self._now)
        return before | {stand for id, _ in plan for stand in self._stands_of(id)}

    def advice(self, seeker: str) -> Advice | None:
        """Where this person should go next, as of the last thing that happened; None for who is not in the hall."""
        return self.hall.advice(seeker, self._now) if seeker in self.hall else None

    def ask(self, seeker: str, now: float) -> set[str]:
        """Somebody is told where to go: as things are now, and they are expected at the first stand from now on.

        Gives the employers whose people may differ now.
        """
        if seeker not in self.hall:
            return set()
        self._now = max(self._now, now)
        before = self._stands_of(seeker)
        self.hall.ask(seeker, self._now)
        return before ^ self._stands_of(seeker)

    def wider(self, seeker: str) -> Fits:
        """Other work, for who has no stand left with work that they named."""
        return self._wider.get(seeker, {})

    def sent_to(self, employer: str) -> set[str]:
        """Who has this stand on their list."""
        return set(self.hall.suggested_to(employer)) if employer in self.hall.stands else set()

    def _follow_one(self, id: str, seeker: Seeker | None, fair: Fair, suggestions: Suggestions) -> set[str]:
        before = self._stands_of(id)
        if seeker is None or not seeker.present or not fair.info.suggestions_on:
            self._wider.pop(id, None)
            self.hall.leave(id)
        elif not suggestions.unmatched(fair, [id]):
            self.hall.put(self._visitor(seeker, suggestions), self._now)
        after = self._stands_of(id)
        return before ^ after

    def _follow_stand(self, fair: Fair, id: str) -> set[str]:
        employer = fair.employer(id)
        if employer is None or id not in self.hall.stands:
            return set()
        moved = self.hall.set_stand(_stand(fair, employer), self._now)
        changed = (self.hall.advice(one, self._now) for one in moved)
        return {change.stand for advice in changed for change in advice.changes}

    def _visitor(self, seeker: Seeker, suggestions: Suggestions) -> Visitor:
        met = frozenset(talk.employer for talk in seeker.conversations if talk.employer)
        hidden = {choice.employer for choice in seeker.chosen.values() if choice.kind == "hidden"}
        wanted = {choice.employer for choice in seeker.chosen.values() if choice.kind != "hidden"}
        offers = offers_of(suggestions.of(seeker.id).values())
        self._wider.pop(seeker.id, None)
        if not offers.keys() - met - hidden:
            wider = suggestions.asked(seeker).suggestions(MOST_WIDER)
            offers = offers_of(wider)
            named = {offer.vacancy for offer in offers.values()}
            self._wider[seeker.id] = {one.employer: one for one in wider if one.vacancy in named}
        called = {call.employer for call in seeker.calls}
        return Visitor(
            seeker.id, offers, frozenset(wanted | called), frozenset(hidden), met, busy=seeker.talking is not None
        )

    def _stands_of(self, id: str) -> set[str]:
        advice = self.advice(id)
        return {stop.stand for stop in advice.stops} if advice else set()


def _concerned(fair: Fair, touched: Collection[str]) -> set[str]:
    """The stands whose line, talks or people changed with these subjects."""
    seekers = [seeker for id in touched if (seeker := fair.seeker(id))]
    talks = {talk.employer for seeker in seekers for talk in seeker.conversations if talk.employer}
    return talks | {id for id in touched if fair.employer(id)}


def _stand(fair: Fair, employer: Employer) -> Stand:
    """A stand as Vonk knows it. Who never scanned in counts as open: not every employer comes by the desk."""
    talking = fair.tally.size("talking", employer.id)
    met = [one for id in fair.tally.members("met", employer.id) if (one := fair.seeker(id))]
    return Stand(
        id=employer.id,
        recruiters=max(1, int(employer.fields.get("recruiters") or 1)),
        talk_minutes=_talk_minutes([talk for one in met for talk in one.conversations if talk.employer == employer.id]),
        talking=talking,
        visits=len(met),
        open=not employer.paused and (employer.present or not employer.came),
    )


def _talk_minutes(talks: list[Conversation]) -> float:
    """What a talk takes here: the usual, until this stand's own talks say otherwise."""
    own = [
        min(max(_minutes(talk.started, talk.ended), SHORTEST), LONGEST) for talk in talks if talk.started and talk.ended
    ]
    return (TALK_MINUTES * TALKS_OF_PRIOR + sum(own)) / (TALKS_OF_PRIOR + len(own))


def _minutes(start: str, end: str) -> float:
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() / 60
