"""What the tests share: a clock that only moves when told to, a small fair, and acts by its devices.

The fair has three vacancies at two stands and five seekers. All names are invented. What is a class or a function here
is imported from ``conftest``; what needs a disk is a fixture.
"""

from __future__ import annotations

import dataclasses
import functools
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from browsing import browser, venue, whole_morning, zaal  # noqa: F401  one Chromium for all files that ask for it

from eventapp.badges.code import fair_tag, new_code
from eventapp.facts import Draft, Fact, Log
from eventapp.facts.clock import HybridClock, to_ms, to_text
from eventapp.facts.fact import written
from eventapp.facts.ids import uuid7
from eventapp.fair import Fair
from eventapp.fair.commands import AnyCommand
from eventapp.fair.decide import decide
from eventapp.fair.decision import Actor, Decision
from eventapp.live.acts import Act
from eventapp.live.house import House, make_fair, open_house
from eventapp.live.ledger import Ledger
from eventapp.settings import Settings

# A key as it is, which SQLCipher does not have to derive: a tenth of a second for every fair that a test opens. The
# rehearsal and ``test_facts_log`` have passphrases in words.
PASSPHRASE = "x'" + "5e" * 32 + "'"
OPENING = to_ms("2026-11-21T09:00:00Z")
MINUTE = 60_000
SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"

DESK = Actor("desk-1", "desk", None, "balie 1")
DESK_2 = Actor("desk-2", "desk", None, "balie 2")
GREENHOUSE = Actor("tablet-1", "stand", "e1", "stand 1")
CARE_HOME = Actor("tablet-2", "stand", "e2", "stand 2")
ORGANISER = Actor("laptop-1", "organiser", None, "laptop")
SCREEN = Actor("screen-1", "screen")
KIOSK = Actor("kiosk-1", "kiosk")
STRANGER_DESK = Actor("desk-of-another-fair", "desk")

SEEKERS = {
    "s1": ("K1", "Brechtje", "van der", "Oosterzwaluw"),
    "s2": ("K2", "Faridun", "", "Kalverdonk"),
    "s3": ("K3", "Wubbe", "", "Nijmansbrug"),
    "s4": ("K4", "Ömer", "", "Sluiswachter"),
    "s5": ("K5", "Tjitske", "ten", "Bovenkolk"),
}
EMPLOYERS = {"e1": ("Kwekerij Zonnehof", "1"), "e2": ("Zorghuis De Brink", "2")}
# Vacancy: employer, number, title, tasks.
VACANCIES = {
    "v1": ("e1", "V1", "Plukker", ["plukken", "oogsten"]),
    "v2": ("e1", "V2", "Inpakker", ["inpakken", "sorteren"]),
    "v3": ("e2", "V3", "Kok", ["koken", "maaltijden bereiden"]),
}


class Clock:
    """Unix milliseconds that stand still until a test moves them."""

    def __init__(self, ms: int = OPENING) -> None:
        self.ms = ms

    def __call__(self) -> int:
        return self.ms

    def advance(self, ms: int) -> None:
        self.ms += ms


class Node:
    """A laptop that writes facts down, without a disk."""

    def __init__(self, name: str = "laptop-a", clock: Clock | None = None) -> None:
        self.name = name
        self.clock = clock or Clock()
        self.hybrid = HybridClock(self.clock)
        self.seq = 0

    def fact(self, draft: Draft, *, id: str | None = None, at: int | None = None, by: str = "desk-1") -> Fact:
        """The draft as this laptop stores it now; ``at`` is when the device says it was."""
        self.seq += 1
        return written(
            draft, id=id or uuid7(self.clock()), node=self.name, seq=self.seq, hlc=self.hybrid.tick(),
            at=draft.at or to_text(self.clock() if at is None else at), received_at=to_text(self.clock()), by=by,
        )  # fmt: skip

    def tell(self, kind: str, subject: str, personal: dict[str, Any] | None = None, **data: Any) -> Fact:
        """A fact of this kind, now."""
        return self.fact(Draft(kind, subject, data, personal))


class Hall:
    """The small fair in memory: commands in, facts folded at once, nothing on disk."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.node = Node(clock=self.clock)
        self.facts = [self.node.fact(draft) for draft in registrations("fair-1")]
        self.fair = Fair(self.facts)

    def act(self, kind: str, actor: Actor = DESK, **details: Any) -> Decision:
        """Decide one command, a second after the one before; what it comes to is so at once."""
        self.clock.advance(1000)
        command: Any = command_of(kind, self.clock, **details)
        decision = decide(self.fair, command, actor)
        self.take(*(self.node.fact(draft, id=draft.id_in(command.id, place), by=actor.device)
                    for place, draft in enumerate(decision.drafts)))  # fmt: skip
        return decision

    def take(self, *facts: Fact) -> None:
        """Take in facts as they are."""
        self.facts += facts
        self.fair.add(facts)

    def code(self, id: str) -> str:
        """The badge code of somebody."""
        party = self.fair.party(id)
        assert party is not None and party.code
        return party.code


def command_of(kind: str, now: Clock, *, id: str | None = None, at: str | None = None, **details: Any) -> Any:
    """A command as it comes from a device, parsed."""
    return msgspec.convert({"kind": kind, "id": id or uuid7(now()), "at": at or to_text(now()), **details}, AnyCommand)


def registrations(fair_id: str) -> list[Draft]:
    """Everything that is known before the doors open."""
    made = {"name": "Banenmarkt Proefdorp", "date": "2026-11-21", "rehearsal": False, "secret": "00" * 32}
    return [Draft("fair_created", fair_id, made), *registers(fair_id), *map(device_paired, DEVICES)]


def registers(fair_id: str) -> list[Draft]:
    """The employers, vacancies and seekers of the small fair."""
    codes = iter(range(1000))
    tag = fair_tag(fair_id)

    def code() -> str:
        return new_code(tag, lambda below: next(codes))

    return [
        *(Draft("employer_registered", id, {"code": code(), "fields": {"name": name, "stand": stand}})
          for id, (name, stand) in EMPLOYERS.items()),
        *(vacancy_registered(id) for id in VACANCIES),
        *(seeker_registered(id, code()) for id in SEEKERS),
    ]  # fmt: skip


def vacancy_registered(id: str) -> Draft:
    """A vacancy that asks for a body that can lift, but can be done otherwise."""
    employer, number, title, tasks = VACANCIES[id]
    fields = {"employer": employer, "number": number, "title": title, "occupation": title.lower(), "tasks": tasks,
              "demands": ["lifting"], "adaptable": ["lifting"], "hours_min": 8, "hours_max": 40}  # fmt: skip
    return Draft("vacancy_registered", id, {"source": ["vacatures.csv", 2], "fields": fields})


def seeker_registered(id: str, code: str, **changes: Any) -> Draft:
    """Somebody who wants nearly everything, has a limit, and of whom we know all that nobody else may know."""
    number, first, infix, last = SEEKERS[id]
    open_fields = {"limits": ["lifting"], "hours_min": 16, "hours_max": 32, "day_parts": ["morning"], "consent": 1}
    personal = {"first_name": first, "infix": infix, "last_name": last, "birth_date": f"1990-01-0{number[1]}",
                "postcode": "2525 GD", "city": "Den Haag", "phone": f"06-1234567{number[1]}",
                "email": f"{number.lower()}@voorbeeld.example", "can": ["inpakken", "koken"],
                "wants": ["plukker", "inpakker", "kok"], "limits_text": ["geen zware dozen"], **changes}  # fmt: skip
    data = {"number": number, "code": code, "source": ["kandidaten.csv", 2], "fields": open_fields}
    return Draft("person_registered", id, data, personal)


DEVICES = (DESK, DESK_2, GREENHOUSE, CARE_HOME, ORGANISER, SCREEN, KIOSK)


def device_paired(actor: Actor) -> Draft:
    """The fact that this device belongs to the fair."""
    data = {"role": actor.role, "label": actor.place, "employer": actor.employer, "token_digest": actor.device * 4}
    return Draft("device_paired", actor.device, data)


def act_at(ledger: Ledger, kind: str, actor: Actor = DESK, **details: Any) -> Act:
    """One command by a device, settled and on disk."""
    command: Any = command_of(kind, ledger.now, **details)  # type: ignore[arg-type]
    act = Act(command.id, command.at, actor.device, lambda fair: decide(fair, command, actor))
    ledger.submit([act])
    return act


def quiet(ledger: Ledger) -> None:
    """Wait until everybody has been told of all that happened: the writer takes the next act only then."""
    ledger.submit([Act(uuid7(ledger.now()), to_text(ledger.now()), "desk-1", lambda fair: Decision("nothing"))])


@functools.cache
def _fair_bytes() -> bytes:
    """The file of the small fair; made once, for making it costs most of the time."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder), PASSPHRASE, rehearsal=False, now=Clock())
        fair_id = make_fair(settings, "Banenmarkt Proefdorp", "2026-11-21")
        house = open_house(settings)
        drafts = [*registers(fair_id), *map(device_paired, DEVICES)]
        assert house.ledger.record(drafts, by=house.ledger.node).status == "recorded"
        house.close()
        return settings.database.read_bytes()


@pytest.fixture
def clock() -> Clock:
    """A clock at the opening of the fair."""
    return Clock()


@pytest.fixture
def hall() -> Hall:
    """The small fair in memory."""
    return Hall()


@pytest.fixture
def house(tmp_path: Path, clock: Clock) -> Iterator[House]:
    """The small fair, open in this process, on disk in ``tmp_path``."""
    settings = Settings(tmp_path, PASSPHRASE, rehearsal=False, now=clock)
    settings.database.write_bytes(_fair_bytes())
    opened = open_house(settings)
    yield opened
    opened.close()


@pytest.fixture
def act(house: House) -> Callable[..., Act]:
    """``act(kind, actor, **details)``: a command by a device of the fair, decided and stored."""
    return functools.partial(act_at, house.ledger)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    """An empty log on disk."""
    opened = Log(tmp_path / "proef.db", PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Public data to measure with, kept out of the project."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"there is no {SHARED_DATA}: this needs the public data that is kept out of the project")
    return SHARED_DATA


def at_sequence(fact: Fact, seq: int) -> Fact:
    """The same fact at another place in the log of its laptop."""
    return dataclasses.replace(fact, seq=seq)
