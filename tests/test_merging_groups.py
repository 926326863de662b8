"""From certain pairs to people: closed as far as that can be true, and never against what a person said."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from eventapp.intake.merging import Candidate, Pair, groups, pairs, questions

JAN = {"first_name": "Jan", "last_name": "Vrieze", "birth_date": "1980-03-14", "phone": "06-00001234"}

# Few values, so that much is shared: whole families on one phone, with and without dates.
ROWS = st.fixed_dictionaries(
    {},
    optional={
        "first_name": st.sampled_from(["Jan", "Johannes", "Hans", "J.", "Joris", "Jna", "Mohamed", "Mohammad", "M."]),
        "infix": st.sampled_from(["de", "van der"]),
        "last_name": st.sampled_from(["Vrieze", "Vrieze-Hof", "Hof", "Vriese", "Jan"]),
        "birth_date": st.sampled_from(["1980-03-04", "1980-04-03", "1980", "1952-11-30", "1990-01-01"]),
        "phone": st.sampled_from(["06-00001234", "+31600001234", "0600004321"]),
        "email": st.sampled_from(["jan.vrieze@example.org", "joris@example.org", "familie@example.org"]),
        "postcode": st.sampled_from(["3811 KD", "3811", "2525 GD"]),
    },
)


@st.composite
def registers(draw: st.DrawFn) -> list[Candidate]:
    """Up to twelve rows of three registers."""
    rows = draw(st.lists(st.tuples(ROWS, st.sampled_from(["a", "b", "c", None])), max_size=12))
    numbers = draw(st.lists(st.sampled_from(["1", "2", None]), min_size=len(rows), max_size=len(rows)))
    return [
        Candidate(("row", file, place), fields, number, file)
        for place, ((fields, file), number) in enumerate(zip(rows, numbers, strict=True))
    ]


def certain(found: Sequence[Pair]) -> list[Pair]:
    return [pair for pair in found if pair.verdict == "certain"]


def people(rows: Sequence[Candidate], apart: Sequence[frozenset[Hashable]] = ()) -> list[list[Hashable]]:
    return groups(rows, certain(pairs(rows)), apart)


def row(key: str, register: str | None = None, **changes: Any) -> Candidate:
    return Candidate(key, {name: value for name, value in (JAN | changes).items() if value}, None, register or key)


@given(registers(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows: list[Candidate], chance: Any) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    found = pairs(rows)
    assert pairs(shuffled) == found
    mixed = certain(found)
    chance.shuffle(mixed)
    assert groups(shuffled, mixed, ()) == groups(rows, certain(found), ())


@given(ROWS, ROWS)
def test_two_rows_are_to_each_other_what_the_second_is_to_the_first(one: dict[str, Any], other: dict[str, Any]) -> None:
    here = pairs([Candidate("1", one, None, "a"), Candidate("2", other, None, "b")])
    there = pairs([Candidate("1", other, None, "b"), Candidate("2", one, None, "a")])
    assert [(pair.verdict, pair.why) for pair in here] == [(pair.verdict, pair.why) for pair in there]


@given(registers(), st.data())
def test_a_group_never_holds_two_that_a_person_kept_apart(rows: list[Candidate], data: st.DataObject) -> None:
    keys = [one.key for one in rows]
    two = [frozenset(pair) for pair in combinations(keys, 2)]
    apart = data.draw(st.lists(st.sampled_from(two), max_size=5)) if two else []
    decided = data.draw(st.lists(st.sampled_from(two), max_size=5)) if two else []
    said = [Pair(*sorted(pair, key=repr), "certain", ("decided",)) for pair in decided]
    for group in groups(rows, [*certain(pairs(rows)), *said], apart):
        assert not any(pair <= set(group) for pair in apart)


@given(registers())
def test_a_group_never_holds_two_full_birth_dates(rows: list[Candidate]) -> None:
    fields = {one.key: one.fields for one in rows}
    for group in people(rows):
        dates = {fields[key].get("birth_date", "") for key in group}
        assert len({date for date in dates if len(date) == 10}) <= 1
        assert len({date[:4] for date in dates if date}) <= 1


@given(registers())
def test_a_group_never_holds_both_twins(rows: list[Candidate]) -> None:
    names = {one.key: one.fields.get("first_name") for one in rows}
    for group in people(rows):
        assert not {"Jan", "Joris"} <= {names[key] for key in group}


@given(registers())
def test_what_is_certain_ends_up_together_and_everybody_in_one_group_at_most(rows: list[Candidate]) -> None:
    found = pairs(rows)
    made = people(rows)
    home = {key: number for number, group in enumerate(made) for key in group}
    assert all(home[pair.a] == home[pair.b] for pair in certain(found))
    assert sum(map(len, made)) == len(home) and all(len(group) > 1 for group in made)


@given(registers())
def test_every_probable_pair_is_merged_or_asked_about_once_but_two_of_one_register(rows: list[Candidate]) -> None:
    found = pairs(rows)
    made = people(rows)
    home: dict[Hashable, Hashable] = {key: group[0] for group in made for key in group}

    def two(pair: Pair) -> frozenset[Hashable]:
        return frozenset(home.get(key, key) for key in (pair.a, pair.b))

    asked = [two(pair) for pair in questions(found, made)]
    assert len(asked) == len(set(asked))
    twice = {two(pair) for pair in found if "same_register_twice" in pair.why}
    assert {two(pair) for pair in found if len(two(pair)) == 2} - set(asked) <= twice


TEXTS = st.text(max_size=12)


@settings(max_examples=200)
@given(st.lists(st.dictionaries(st.sampled_from(sorted(JAN | {"email": "", "postcode": ""})), TEXTS), max_size=6))
def test_no_text_in_a_cell_stops_the_work(rows: list[dict[str, str]]) -> None:
    found = [Candidate(place, fields, None, "a") for place, fields in enumerate(rows)]
    groups(found, certain(pairs(found)), ())


def test_pairs_are_closed_over_a_row_in_between() -> None:
    rows = [row("a", phone=""), row("b", email="jan.vrieze@example.org"), row("c", phone="", postcode="3811 KD")]
    linked = [
        Pair("a", "b", "certain", ("same_birth_date", "same_name")),
        Pair("b", "c", "certain", ("same_birth_date", "same_name")),
    ]
    assert groups(rows, linked, ()) == [["a", "b", "c"]]


def test_father_and_son_are_not_joined_by_a_row_that_may_be_either() -> None:
    mail = {"email": "jan.vrieze@example.org", "postcode": "3811 KD"}
    rows = [row("a", **mail), row("b", birth_date="", **mail), row("c", birth_date="1952-11-30", **mail)]
    assert people(rows) == []
    asked = {frozenset((pair.a, pair.b)) for pair in questions(pairs(rows), [])}
    assert asked >= {frozenset("ab"), frozenset("bc")}


def test_the_weakest_link_gives_way_first() -> None:
    """Jan is in two registers, and the row with the initial could be his twin."""
    rows = [row("a"), row("b"), row("c", first_name="Joris"), row("d", first_name="J.")]
    assert people(rows) == [["a", "b"]]


def test_two_rows_of_one_register_are_not_joined_by_a_third() -> None:
    rows = [row("a", "uwv", first_name="Hans"), row("b", "uwv", first_name="Johannes"), row("c")]
    rows[2] = row("c", "gemeente", first_name="Johannes")
    assert people(rows) == [["b", "c"]]


def test_what_a_person_decided_holds_although_the_rows_differ() -> None:
    """Sjef is called otherwise in his passport, and nobody could know."""
    rows = [row("a", first_name="Sjef"), row("b", first_name="Lucas"), row("c", first_name="Sjef")]
    assert people(rows) == [["a", "c"]]
    said = Pair("a", "b", "certain", ("decided",))
    assert groups(rows, [*certain(pairs(rows)), said], ()) == [["a", "b", "c"]]


def test_apart_wins_over_everything() -> None:
    rows = [row("a"), row("b"), row("c")]
    assert people(rows) == [["a", "b", "c"]]
    assert people(rows, [frozenset("ab")]) == []
    said = [Pair("a", "b", "certain", ("decided",))]
    assert groups(rows[:2], said, [frozenset("ab")]) == []


def test_nobody_asks_again_about_two_who_are_apart() -> None:
    rows = [row("a"), row("b", first_name="Joris")]
    found = pairs(rows)
    assert len(questions(found, [])) == 1
    assert questions(found, [], [frozenset("ab")]) == []


def test_pairs_of_rows_that_are_gone_are_left_out() -> None:
    assert groups([row("a")], [Pair("a", "z", "certain", ("same_phone",))], ()) == []


def test_a_certain_pair_that_the_rows_no_longer_bear_out_is_left_out() -> None:
    rows = [row("a"), row("b", birth_date="1952-11-30")]
    assert groups(rows, [Pair("a", "b", "certain", ("same_phone",))], ()) == []
