"""What the organiser's inbox says of each thing: a code, who and what, evidence line by line, and answers.

An answer is one command. ``params`` are words for the code's sentence: instants are shown as the time of day, and what
begins with ``@`` is a code itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

from eventapp.fair import Fair, noticing
from eventapp.fair.disputing import disputes
from eventapp.fair.numbering import FIRST_HIGH
from eventapp.fair.pairs import Pair
from eventapp.fair.people import Employer, Party, Scan, Seeker, Vacancy, Word
from eventapp.live.names import full_name
from eventapp.live.set_aside import SetAside

View = dict[str, Any]
# Fields with a closed list, and the family of its words in the catalogue.
_FAMILIES: Final = {
    "limits": "demand", "demands": "demand", "adaptable": "demand", "day_parts": "day_part", "transport": "transport",
    "support_needed": "support", "support_offered": "support", "contracts": "contract", "education": "education",
    "consent": "consent", "open_hiring": "consent", "social_return": "consent", "stand_accessible": "consent",
}  # fmt: skip
_ONLY_OF_STANDS: Final = frozenset({
    "name", "kvk", "sector", "stand", "recruiters", "stand_accessible", "number", "title", "occupation", "tasks",
    "must", "nice", "demands", "adaptable", "places", "support_offered", "open_hiring", "social_return", "employer",
})  # fmt: skip
# What an act was, in words; all else is "something".
_ACTS: Final = frozenset({
    "checked_in", "checked_out", "person_registered", "person_edited", "invited", "conversation_started",
    "conversation_ended", "numbers_reserved",
})  # fmt: skip


class Telling:
    """Words for what happened, as it looks from this laptop, whose log had these ``names``."""

    def __init__(self, fair: Fair, names: Collection[str] = ()) -> None:
        self._fair, self._names = fair, names

    def twice_let_in(self, party: Seeker | Employer, first: Scan, second: Scan) -> View:
        """One badge at two doors."""
        apart = second.node != first.node and not (first.offline or second.offline)
        code = "let_in_apart" if apart else "let_in_twice"
        lines = [self._line("let_in", place=scan.place, laptop=self._laptop(scan.node), time=scan.moment)
                 for scan in (first, second)]  # fmt: skip
        scans = [{"moment": scan.moment, "place": scan.place} for scan in (first, second)]
        times = {"first_time": first.moment, "first_place": first.place, "time": second.moment, "place": second.place}
        view = self._view(second.id, code, party, second.moment, times, lines if apart else [])
        return {**view, "scans": scans, "answers": [_seen(party.id, second.id)]}

    def half_forgotten(self, seeker: Seeker, kept: str, erased: str) -> View:
        """One person of whom only one entry was erased: on another laptop, before it knew."""
        parted: View = {"subject": kept, "other": erased, "verdict": "two"}
        answers = [
            _answer("inbox.forget_all", "erase", "bad", subject=kept),
            _answer("review.two", "judge_pair", **parted),
        ]
        view = self._view(f"half-{seeker.id}", "half_forgotten", seeker, "", {}, [])
        return {**view, "pair": [kept, erased], "answers": answers}

    def in_dispute(self, about: Seeker | Employer | Vacancy) -> Iterator[View]:
        """A field that got other values at laptops which knew nothing of each other."""
        for name, words in disputes(about).items():
            family = "inbox.field" if name in _ONLY_OF_STANDS else "person"
            lines = [self._said(name, word, counts=word is words[-1]) for word in reversed(words)]
            answers = [
                _answer("inbox.is_right", "choose_value", "", {"value": self._value(name, word.value)},
                        subject=about.id, field=name, word=word.id)
                for word in reversed(words)
            ]  # fmt: skip
            id = f"differs-{about.id}-{name}"
            view = self._view(id, "differs", about, words[-1].moment, {"field": f"@{family}.{name}"}, lines)
            yield {**view, "answers": answers}

    def registered_twice(self, pair: Pair, one: Seeker, other: Seeker, moment: str) -> View:
        """Two that may be one person, registered at two laptops."""
        lines = [self._line("who", number=who.number, name=full_name(who), phone=who.fields.get("phone") or "")
                 for who in (one, other)]  # fmt: skip
        why = [f"@merging.{code}" for code in pair.why]
        verdict: View = {"subject": pair.a, "other": pair.b}
        answers = [_answer("review.one", "judge_pair", "", **verdict, verdict="one"),
                   _answer("review.two", "judge_pair", **verdict, verdict="two")]  # fmt: skip
        view = self._view(f"pair-{pair.a}-{pair.b}", "registered_twice", one, moment, {"why": why}, lines)
        return {**view, "answers": answers}

    def about_the_fair(self, notice: noticing.Notice) -> View:
        """What is about no single person."""
        view: View = {"number_of_two": self._number_of_two, "contested": self._contested, "worked_on": self._worked_on}[
            notice.code
        ](notice)
        return {**view, "answers": [_seen(self._fair.info.id, notice.id)]}

    def set_aside(self, one: SetAside) -> View:
        """A fact that was not sound."""
        id = noticing.set_aside_id(one.node, one.seq)
        words = {"laptop": self._laptop(one.node), "what": _what(one.kind), "time": one.moment}
        lines = [self._line(f"flaw.{one.reason}")]
        view = self._view(id, "set_aside" if one.moment else "set_aside_unread", None, one.moment, words, lines)
        return {**view, "answers": [_seen(self._fair.info.id, id)]}

    def _number_of_two(self, notice: noticing.Notice) -> View:
        lines = [self._line("who", number=notice.number, name=full_name(who), phone=who.fields.get("phone") or "")
                 for who in notice.people]  # fmt: skip
        return self._view(notice.id, "number_of_two", None, "", {"number": notice.number}, lines)

    def _contested(self, notice: noticing.Notice) -> View:
        counts, other = notice.facts
        lines = [self._line("stored", laptop=self._laptop(fact.node), time=fact.received_at) for fact in notice.facts]
        numbers = [fact.data.get("number") for fact in notice.facts]
        seeker = self._fair.seeker(self._fair.root(counts.subject))
        if counts.kind == other.kind == "person_registered" and numbers[0] != numbers[1]:
            words = {"one": numbers[0], "other": numbers[1]}
            return self._view(notice.id, "two_numbers", seeker, notice.moment, words, lines)
        return self._view(notice.id, "contested", seeker, notice.moment, {"what": _what(counts.kind)}, lines)

    def _worked_on(self, notice: noticing.Notice) -> View:
        device = self._fair.device(notice.device)
        laptops = sorted({self._laptop(act.node) for act in notice.acts})
        label = (device.label or f"@role.{device.role}") if device else ""
        words = {"device": label, "since": notice.facts[0].moment, "times": len(notice.acts), "laptop": laptops}
        return self._view(notice.id, "worked_on", None, notice.moment, {**words, "time": notice.moment}, [])

    def _said(self, name: str, word: Word, counts: bool) -> View:
        device = self._fair.device(word.by)
        who = (device.label or f"@role.{device.role}") if device else ""
        said = {"value": self._value(name, word.value), "who": who, "laptop": self._laptop(word.node)}
        return self._line("said_counts" if counts else "said", **said, time=word.moment)

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self._value(name, one) for one in value] or "@inbox.empty"
        if name == "employer" and (employer := self._fair.employer(str(value))):
            return employer.name
        if value in (None, ""):
            return "@inbox.empty"
        return f"@{_FAMILIES[name]}.{value}" if name in _FAMILIES else value

    def _laptop(self, node: str) -> str:
        """What people call a laptop."""
        if node in self._names:
            return "@inbox.this_laptop"
        joined = self._fair.info.laptops.get(node)
        device = self._fair.device(joined.device) if joined else None
        if device is not None and device.label:
            return device.label
        return f"laptop {joined.series + 1}" if joined and joined.series < FIRST_HIGH else "@inbox.other_laptop"

    def _line(self, code: str, **params: Any) -> View:
        return {"code": f"inbox.{code}", "params": params}

    def _view(
        self, id: str, code: str, about: Party | Vacancy | None, moment: str, words: View, lines: list[View]
    ) -> View:
        params = {"name": _name(about), **words}
        subject = about.id if about else ""
        return {"id": id, "subject": subject, "code": code, "name": _name(about), "number": _number(about),
                "moment": moment, "params": params, "lines": lines}  # fmt: skip


def _answer(text: str, kind: str, style: str = "quiet", words: View | None = None, **details: Any) -> View:
    return {"text": text, "params": words or {}, "kind": kind, "details": details, "style": style}


def _seen(subject: str, notice: str) -> View:
    return _answer("desk.seen", "settle_notice", subject=subject, notice=notice)


def _name(about: Party | Vacancy | None) -> str:
    if isinstance(about, Vacancy):
        return str(about.fields.get("title") or "")
    return full_name(about) if isinstance(about, Seeker | Employer) else ""


def _number(about: Party | Vacancy | None) -> str:
    if isinstance(about, Vacancy):
        return str(about.fields.get("number") or "")
    if isinstance(about, Employer):
        return about.stand
    return about.number if isinstance(about, Seeker) else ""


def _what(kind: str) -> str:
    return f"@inbox.act.{kind if kind in _ACTS else 'other'}"
