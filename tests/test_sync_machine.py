"""Two to five laptops, tablets that hand one act to two of them, and everything that goes wrong between them.

A machine of Hypothesis writes, syncs over a line that loses, doubles and delays, restarts, puts back backups, clones
whole machines, sets clocks wrong and lets one laptop be of a newer version. When the line is good again all come to one
state within a bound: nothing that was acknowledged is lost, nothing counts twice, what was erased stays erased.

``VONK_TEST_MACHINE`` is how many courses are tried; what ever failed stands below as a test of its own.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from conftest import OPENING, PASSPHRASE, Clock
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sync_support import Laptop, SyncProblem, sync

from eventapp.facts import Draft, Log
from eventapp.facts.clock import to_text
from eventapp.facts.ids import derived, uuid7
from eventapp.fair.decision import Decision
from eventapp.live.acts import Act

COURSES = int(os.environ.get("VONK_TEST_MACHINE", "12"))
MOST = 5
SUBJECTS = [f"s{n}" for n in range(6)]
which = st.integers(0, 4)
subjects = st.sampled_from(SUBJECTS)


class Sometimes:
    """A line that fails now and then, by a list of what happens at each question: see ``FAULTS``."""

    def __init__(self, faults: list[str], late: list[Any]) -> None:
        self._faults, self._late = list(faults), late

    def __call__(self, name: str, ask: Any) -> Any:
        fault = self._faults.pop(0) if self._faults else "fine"
        if fault == "late" and name == "push":
            self._late.append(ask)  # it arrives after everybody gave up on it
        if fault in ("lost", "late"):
            raise SyncProblem("unreachable")
        answer = ask()
        if fault == "twice":
            answer = ask()
        if fault == "unheard":
            raise SyncProblem("unreachable")
        return answer


FAULTS = ["fine", "fine", "fine", "lost", "unheard", "twice", "late"]
lines = st.lists(st.sampled_from(FAULTS), max_size=8)


class Halls(RuleBasedStateMachine):
    """The laptops of one fair."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="vonk-machine-"))
        self.laptops: list[Laptop] = []
        self.acts = 0
        self.late: list[Any] = []
        self.told: dict[str, set[str]] = {}  # what was acknowledged, and by which files
        self.backups: dict[int, Path] = {}
        self.erased: set[str] = set()

    @initialize(count=st.integers(2, 4))
    def open(self, count: int) -> None:
        self.clocks = [Clock(OPENING + 1000 * n) for n in range(MOST)]
        for n in range(count):
            self.laptops.append(Laptop(Log(self.folder / f"{n}.db", PASSPHRASE), self.clocks[n], first=n == 0))
        for n in range(MOST):
            self.laptops[0].pair(f"laptop-{n}")
        for one in self.laptops[1:]:
            sync(one, self.laptops[0], "laptop-1")

    # --- what people do ---

    @rule(
        at=which, subject=subjects, kind=st.sampled_from(["person_registered", "person_edited", "checked_in", "danced"])
    )
    def write(self, at: int, subject: str, kind: str) -> None:
        self._tell(at, self._draft(kind, subject))

    @rule(at=which, subject=subjects)
    def erase(self, at: int, subject: str) -> None:
        self._tell(at, Draft("erased", subject))
        self.erased.add(subject)

    @rule(at=which, place=st.integers(0, 30))
    def undo(self, at: int, place: int) -> None:
        one = self._at(at)
        scans = sorted(fact.id for fact in one.facts().values() if fact.kind == "checked_in")
        if scans:
            target = scans[place % len(scans)]
            self._tell(at, Draft("voided", one.ledger.fair.fact(target).subject, {"target": target}))  # type: ignore[union-attr]

    @rule(at=which, also=which, subject=subjects, same=st.booleans())
    def hand_one_act_to_two(self, at: int, also: int, subject: str, same: bool) -> None:
        """A tablet whose answer got lost; the two need not even say the same of it."""
        clock = self._at(at).clock
        id, moment = uuid7(clock()), to_text(clock())
        for laptop, number in ((self._at(at), "B1"), (self._at(also), "B1" if same else "B2")):
            drafts = (self._draft("person_registered", subject, number), Draft("checked_in", subject))
            act = Act(id, moment, "desk-1", lambda fair, drafts=drafts: Decision("recorded", drafts))  # type: ignore[misc]
            laptop.ledger.submit([act])
            assert act.status in ("recorded", "duplicate")
            self._note({derived(id, 0), derived(id, 1)}, laptop)

    # --- what happens to the laptops ---

    @rule(one=which, other=which, faults=lines)
    def meet(self, one: int, other: int, faults: list[str]) -> None:
        if self._at(one) is not self._at(other):
            self._sync(self._at(one), self._at(other), Sometimes(faults, self.late))

    @rule()
    def what_was_late_arrives(self) -> None:
        while self.late:
            self.late.pop()()

    @rule(at=which, ms=st.integers(-100_000, 3_600_000))
    def wrong_clock(self, at: int, ms: int) -> None:
        self._at(at).clock.advance(ms)

    @rule(at=which)
    def restart(self, at: int) -> None:
        self._replace(at % len(self.laptops), self._path(at))

    @rule(at=which)
    def back_up(self, at: int) -> None:
        place = at % len(self.laptops)
        path = self.folder / f"backup-{place}-{len(list(self.folder.iterdir()))}.db"
        self.laptops[place].ledger.with_log(self.laptops[place].ledger.log.copy_to, path, PASSPHRASE)
        self.backups[place] = path

    @precondition(lambda self: self.backups)
    @rule(at=which, properly=st.booleans())
    def put_back(self, at: int, properly: bool) -> None:
        """By the command, or by somebody who copied the file over the old one."""
        place = sorted(self.backups)[at % len(self.backups)]
        path = self.folder / f"restored-{place}-{len(list(self.folder.iterdir()))}.db"
        shutil.copy(self.backups[place], path)
        self._believes_it_never_moved(path, properly)
        self._replace(place, path)

    @precondition(lambda self: len(self.laptops) < MOST)
    @rule(at=which)
    def clone(self, at: int) -> None:
        """The image of a whole machine, which goes on beside the machine itself."""
        original = self._at(at)
        path = self.folder / f"clone-{len(self.laptops)}.db"
        original.ledger.with_log(original.ledger.log.copy_to, path, PASSPHRASE)
        self._believes_it_never_moved(path, properly=False)
        self.laptops.append(Laptop(Log(path, PASSPHRASE), self.clocks[len(self.laptops)]))
        for files in self.told.values():
            if str(original.ledger.log.path) in files:
                files.add(str(path))

    # --- what must hold ---

    def teardown(self) -> None:
        try:
            if self.laptops:
                self.what_was_late_arrives()
                self._heal()
                self._look()
        finally:
            for one in self.laptops:
                one.stop()
            shutil.rmtree(self.folder)

    def _heal(self) -> None:
        """Everybody meets everybody, at most so often."""
        for _ in range(3 * len(self.laptops)):
            moved = False
            for one in self.laptops:
                for other in self.laptops:
                    if one is not other:
                        rounds = sync(one, other, self._device(one))
                        moved |= bool(rounds.outcome.pulled + rounds.outcome.pushed)
            if not moved and len({one.state() for one in self.laptops}) == 1:
                return
        raise AssertionError("they never came to rest")

    def _look(self) -> None:
        first = self.laptops[0]
        facts = first.facts()
        for one in self.laptops:
            assert one.facts() == facts and one.state() == first.state()
            assert one.ledger.log.problems() == []
            assert len(one.ledger.fair) == len(one.ids()), "nothing counts twice"
            assert one.state() == Laptop.state_of(one.facts().values()), "as if it were folded from nothing"
        there = {str(one.ledger.log.path) for one in self.laptops}
        kept = {id for id, files in self.told.items() if files & there}
        assert kept <= first.ids(), "nothing that was acknowledged is lost"
        for fact in facts.values():
            assert fact.subject not in self._surely_erased() or fact.personal is None

    def _surely_erased(self) -> set[str]:
        return {fact.subject for fact in self.laptops[0].facts().values() if fact.kind == "erased"}

    # --- the ways to do it ---

    def _at(self, place: int) -> Laptop:
        return self.laptops[place % len(self.laptops)]

    def _path(self, at: int) -> Path:
        return self._at(at).ledger.log.path

    def _device(self, laptop: Laptop) -> str:
        return f"laptop-{self.laptops.index(laptop)}"

    def _draft(self, kind: str, subject: str, number: str = "") -> Draft:
        self.acts += 1
        personal = {"first_name": f"Wubbe{self.acts}"}
        if kind == "person_registered":
            return Draft(kind, subject, {"number": number or f"K{self.acts}", "code": f"C{self.acts}"}, personal)
        if kind == "person_edited":
            return Draft(kind, subject, {"fields": {"hours_max": self.acts}}, personal)
        return Draft(
            kind, subject, {} if kind == "checked_in" else {"how": self.acts}, None, 1 if kind == "checked_in" else 9
        )

    def _tell(self, at: int, draft: Draft) -> None:
        laptop = self._at(at)
        act = laptop.ledger.record([draft], by="desk-1")
        assert act.status == "recorded"
        self._note({act.id}, laptop)

    def _note(self, ids: set[str], laptop: Laptop) -> None:
        for id in ids:
            self.told.setdefault(id, set()).add(str(laptop.ledger.log.path))

    def _sync(self, one: Laptop, other: Laptop, line: Any) -> None:
        try:
            sync(one, other, self._device(one), line)
        except SyncProblem:
            pass
        for laptop in (one, other):  # what got over, over a line of whatever kind, is there from now on
            self._note(laptop.ids(), laptop)

    def _replace(self, place: int, path: Path) -> None:
        old = self.laptops[place]
        self.late.clear()  # a line to a laptop that was switched off delivers nothing any more
        old.stop()
        self.laptops[place] = Laptop(Log(path, PASSPHRASE), old.clock)
        here = self.laptops[place].ids()
        for id, files in self.told.items():
            files.discard(str(old.ledger.log.path))
            if id in here:
                files.add(str(path))

    @staticmethod
    def _believes_it_never_moved(path: Path, properly: bool) -> None:
        log = Log(path, PASSPHRASE)
        if properly:
            log.keep("node", None)
        else:
            log.keep("home", log._home())
        log.close()


TestHalls = Halls.TestCase
TestHalls.settings = settings(
    max_examples=COURSES, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
