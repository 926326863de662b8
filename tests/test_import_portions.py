"""A large import goes in by portions: the desk goes between them, and a cut halfway is made whole at the next opening."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_support import people_file, person, vacancy, vacancy_file
from serving import PASSPHRASE, Site, put_fair, site  # noqa: F401

from eventapp.facts import LogError
from eventapp.fair.portioning import portions, rows_of
from eventapp.intake.entries import EmployerEntry, Intake, PersonEntry, Probable, VacancyEntry
from eventapp.live import storing
from eventapp.live.house import House, open_house
from eventapp.live.importing import take_in_files
from eventapp.live.storing import PROMISES, NotStored
from eventapp.settings import Settings

MANY = 250


def register(many: int = MANY) -> tuple[str, bytes]:
    letters = "abcdefghijklmnopqrst"
    names = [(first, last) for last in letters for first in letters][:many]
    rows = (person(nummer=f"N{a}{b}", roepnaam=f"{a * 3}o", achternaam=f"{b * 4}en") for a, b in names)
    return "lijst.csv", people_file(*rows)


def opened(data: Path) -> House:
    return open_house(Settings(data, PASSPHRASE, rehearsal=False))


def came_in(house: House) -> int:
    return sum(seeker.number.startswith("N") for seeker in house.ledger.fair.seekers)


def left_behind(house: House) -> list[Any]:
    """What of an import still stands beside the facts."""
    rows = house.ledger.log._query("SELECT key FROM local WHERE key LIKE 'import%'")  # type: ignore[attr-defined]
    return [key for (key,) in rows]


class Cut(BaseException):
    """The power goes."""


def cut_at(monkeypatch: pytest.MonkeyPatch, house: House, when: int, what: Callable[[], None]) -> None:
    """Have something happen before the so many-eth portion is handed in."""
    submit, turns = house.ledger.submit, iter(range(1000))

    def counted(acts: Any) -> None:
        if next(turns) == when:
            what()
        submit(acts)

    monkeypatch.setattr(house.ledger, "submit", counted)


def power() -> None:
    raise Cut


@pytest.mark.parametrize("when", [0, 1, 2])
def test_what_was_cut_off_is_whole_when_the_fair_is_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: int
) -> None:
    data = put_fair(tmp_path / "data")
    house = opened(data)
    cut_at(monkeypatch, house, when, power)
    with pytest.raises(Cut):
        take_in_files(house, [register()], house.ledger.node)
    assert came_in(house) == 100 * when
    house.close()
    again = opened(data)
    assert came_in(again) == MANY and left_behind(again) == []
    new = [seeker.id for seeker in again.ledger.fair.seekers if seeker.number.startswith("N")]
    assert all(len(list(again.ledger.fair.facts_about(id))) == 1 for id in new), "and nothing of it twice"
    head = again.ledger.head
    assert take_in_files(again, [register()], again.ledger.node)["people"] == MANY
    assert again.ledger.head == head, "the same file once more brings nothing"
    again.close()


def test_a_cut_before_the_promise_leaves_nothing_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = put_fair(tmp_path / "data")
    house = opened(data)
    monkeypatch.setattr(storing, "_put", lambda keep, key, part: power() if key.endswith("/2") else keep(key, {}))
    with pytest.raises(Cut):
        take_in_files(house, [register()], house.ledger.node)
    house.close()
    again = opened(data)
    assert came_in(again) == 0 and left_behind(again) == []
    again.close()


def test_a_disk_that_is_full_before_the_promise_refuses_all_of_it(
    site: Site,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: Any) -> None:
        raise LogError("database or disk is full")

    monkeypatch.setattr(storing, "_put", full)
    with pytest.raises(NotStored) as refused:
        take_in_files(site.house, [register()], "organiser")
    assert refused.value.code == "storage_full"
    assert came_in(site.house) == 0 and left_behind(site.house) == []


def test_a_disk_that_is_full_halfway_is_said_and_the_next_import_brings_the_rest(
    site: Site,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    append, turns = site.house.ledger.log.append, iter(range(100))

    def sometimes(*what: Any) -> Any:
        if next(turns) == 1:
            raise LogError("database or disk is full")
        return append(*what)

    monkeypatch.setattr(site.house.ledger.log, "append", sometimes)
    with pytest.raises(NotStored) as refused:
        take_in_files(site.house, [register()], "organiser")
    assert (refused.value.code, refused.value.params) == ("import_half", {"done": 100, "rows": MANY})
    take_in_files(site.house, [("leeg.csv", b"")], "organiser")
    assert came_in(site.house) == MANY and left_behind(site.house) == []


def test_an_act_of_the_desk_goes_between_two_portions(
    site: Site,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[int] = []
    cut_at(monkeypatch, site.house, 2, lambda: seen.append(came_in(site.house)))
    told: list[tuple[str, int, int]] = []
    monkeypatch.setattr(site.house, "note_import", lambda *stage: told.append(stage))
    take_in_files(site.house, [register()], "organiser")
    assert seen == [200]
    assert [stage for stage in told if stage[0] == "storing"] == [
        ("storing", done, MANY) for done in (0, 100, 200, MANY)
    ]


def test_a_small_import_is_one_act_and_nothing_stands_beside_it(
    site: Site,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    acts: list[Any] = []
    submit = site.house.ledger.submit
    monkeypatch.setattr(site.house.ledger, "submit", lambda these: (acts.extend(these), submit(these))[1])
    monkeypatch.setattr(storing, "_put", lambda *_: pytest.fail("nothing has to be promised"))
    work = vacancy_file(vacancy(werkgever="Bakkerij Ster", nummer="B7", vacature="Bakker", stand="9"))
    take_in_files(site.house, [("v.csv", work), register(40)], "organiser")
    assert len(acts) == 1 and came_in(site.house) == 40


def test_an_organiser_who_corrects_another_layout_meanwhile_loses_nothing(site: Site) -> None:  # noqa: F811
    log = site.house.ledger.log
    log.keep("mappings", {"een": {"Wie": "achternaam"}})
    take_in_files(site.house, [("leeg.csv", b"")], "organiser", {"twee": {"Waar": "plaats"}})
    assert log.kept("mappings") == {"een": {"Wie": "achternaam"}, "twee": {"Waar": "plaats"}}
    assert log.kept(PROMISES) is None


# --- how it is divided ---


def an_intake(people: list[tuple[bool, int]], work: int, doubts: list[tuple[int, int]]) -> Intake:
    who = [
        PersonEntry(f"Q{place}" if numbered else None, {}, ("a.csv", place), None,
                    [(("a.csv", place), {"first_name": f"P{place}"})] * rows)
        for place, (numbered, rows) in enumerate(people)
    ]  # fmt: skip
    employers = [EmployerEntry(f"w{place}", {"name": f"w{place}"}, ("w.csv", place), None) for place in range(work)]
    vacancies = [VacancyEntry(f"w{place}", f"V{place}", {}, ("w.csv", place), None) for place in range(work)]
    pairs = [Probable(a % len(who), b % len(who), ("name",)) for a, b in doubts if who]
    return Intake(who, employers, vacancies, None, {}, pairs)


@given(
    st.lists(st.tuples(st.booleans(), st.integers(1, 4)), max_size=30),
    st.integers(0, 8),
    st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=8),
)
def test_nothing_is_lost_or_doubled_and_nothing_needs_what_comes_later(
    people: list[tuple[bool, int]], work: int, doubts: list[tuple[int, int]]
) -> None:
    whole = an_intake(people, work, doubts)
    ids = iter(range(1000))
    parts = portions(whole, lambda: f"id{next(ids)}", 7)
    stored: set[str | None] = set()
    asked: list[set[tuple[str, int]]] = []
    for part in parts:
        stored |= {one.id for one in (*part.employers, *part.vacancies, *(who for who in part.people if who.rows))}
        assert {one.employer for one in part.vacancies} <= stored
        for doubt in part.probable:
            two = [part.people[int(place)] for place in (doubt.one, doubt.other)]
            assert {one.id for one in two} <= stored
            asked.append({one.source for one in two})
    assert len(stored) == len(people) + 2 * work
    sources = [one.source for part in parts for one in part.people if one.rows]
    assert sorted(sources) == [one.source for one in whole.people]
    assert asked == [{whole.people[int(who)].source for who in (doubt.one, doubt.other)} for doubt in whole.probable]
    assert all(rows_of(part) <= 7 for part in parts)
    first_without = next((nth for nth, (_, place) in enumerate(sources) if not people[place][0]), len(sources))
    assert all(not people[place][0] for _, place in sources[first_without:]), "own numbers come first"


def test_in_portions_and_in_one_go_come_to_the_same_people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, divided = opened(put_fair(tmp_path / "a")), opened(put_fair(tmp_path / "b"))
    take_in_files(divided, [register()], "organiser")
    monkeypatch.setattr(storing, "portions", lambda intake, mint: portions(intake, mint, 10_000))
    take_in_files(whole, [register()], "organiser")

    def told(house: House) -> list[tuple[str, Any]]:
        return sorted((seeker.number, seeker.fields) for seeker in house.ledger.fair.seekers)

    assert told(whole) == told(divided)
    whole.close()
    divided.close()
