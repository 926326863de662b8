"""The hash of a fact: over the act and nothing but the act, and still right after an erasure."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import Clock, Node
from hypothesis import given
from hypothesis import strategies as st

from eventapp.facts import Draft, Fact, Log
from eventapp.facts.fact import canonical, digest_of, hash_of
from eventapp.facts.ids import derived, is_uuid, uuid7

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
OBJECTS = st.dictionaries(st.text(max_size=5), JSON, max_size=4)


def a_fact(**changes: Any) -> Fact:
    draft = Draft("person_registered", "s1", {"number": "K1"}, {"first_name": "Brechtje"})
    return dataclasses.replace(Node().fact(draft), **changes)


@pytest.mark.parametrize(
    "change",
    [{"id": "another"}, {"at": "2026-11-21T09:00:01.000Z"}, {"by": "desk-2"}, {"kind": "person_edited"}, {"v": 2},
     {"subject": "s2"}, {"data": {"number": "K2"}}, {"digest": "0" * 64}],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_the_hash_covers_every_part_of_the_act(change: dict[str, Any]) -> None:
    assert hash_of(a_fact(**change)) != a_fact(**change).hash


def test_the_hash_covers_the_personal_part_by_its_digest() -> None:
    fact = a_fact()
    assert fact.personal is not None
    assert fact.digest == digest_of(fact.personal)
    assert digest_of({**fact.personal, "first_name": "Faridun"}) != fact.digest


def test_the_hash_does_not_depend_on_where_and_when_it_was_stored() -> None:
    draft, id = Draft("checked_in", "s1", {"place": "balie 1"}), uuid7(0)
    clock = Clock()
    one = Node("laptop-a", clock).fact(draft, id=id, at=clock())
    clock.advance(90_000)
    other = Node("laptop-b", clock).fact(draft, id=id, at=clock() - 90_000)
    assert (one.node, one.hlc, one.received_at) != (other.node, other.hlc, other.received_at)
    assert one.hash == other.hash


def test_the_hash_still_holds_after_an_erasure() -> None:
    fact = a_fact()
    bare = fact.without_personal()
    assert bare.personal is None
    assert (bare.digest, bare.hash) == (fact.digest, fact.hash)
    assert hash_of(bare) == fact.hash


def test_the_salt_lives_in_the_personal_part_so_that_nothing_can_be_guessed_back() -> None:
    one, other = a_fact(), a_fact()
    assert one.personal is not None and len(one.personal["salt"]) == 32
    assert one.digest != other.digest, "two people of one name must not have one digest"
    assert one.digest != digest_of({"first_name": "Brechtje"})
    assert one.personal["salt"] not in canonical(dataclasses.asdict(one.without_personal())).decode()


@pytest.mark.parametrize("personal", [None, {}])
def test_a_fact_without_a_personal_part_has_no_digest(personal: dict[str, Any] | None) -> None:
    fact = Node().fact(Draft("checked_in", "s1", {}, personal))
    assert (fact.personal, fact.digest) == (None, None)


@given(OBJECTS, OBJECTS)
def test_a_fact_comes_back_from_the_disk_as_it_was(data: dict[str, Any], personal: dict[str, Any]) -> None:
    """Also the order of the keys, which a state hash or a screen might show."""
    log = Log(":memory:", "geheim")
    fact = Node().fact(Draft("something_new", "s1", data, personal))
    log.append([fact])
    [(_, back)] = log.read()
    log.close()
    assert back == fact and hash_of(back) == fact.hash
    assert json.dumps(back.data) == json.dumps(fact.data)


def test_tuples_become_lists_at_once_and_not_only_after_a_restart() -> None:
    fact = Node().fact(Draft("person_registered", "s1", {"source": ("a.csv", 1)}, {"can": ("koken",)}))
    assert fact.data == {"source": ["a.csv", 1]}
    assert fact.personal is not None and fact.personal["can"] == ["koken"]


def test_another_process_computes_the_same_hash() -> None:
    """Nothing in it depends on a hash seed or on the order of a set."""
    fact = Node().fact(Draft("checked_in", "s1", {"z": 1, "a": {"y": 2, "b": 3}}), id=uuid7(0))
    script = (
        "import sys\nfrom conftest import Node\nfrom eventapp.facts import Draft\n"
        "print(Node().fact(Draft('checked_in', 's1', {'a': {'b': 3, 'y': 2}, 'z': 1}), id=sys.argv[1]).hash)"
    )
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
    code = f"import sys; sys.path[:0] = {paths!r}\n{script}"
    run = subprocess.run([sys.executable, "-c", code, fact.id], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == fact.hash


@given(st.lists(st.integers(0, 2**48 - 1), min_size=2, unique=True))
def test_ids_sort_by_the_time_they_were_minted(moments: list[int]) -> None:
    ids = [uuid7(ms) for ms in sorted(moments)]
    assert ids == sorted(ids) and all(map(is_uuid, ids))


def test_ids_of_one_millisecond_differ() -> None:
    assert len({uuid7(1) for _ in range(10_000)}) == 10_000


@given(st.integers(0, 2**48 - 1), st.integers(1, 50_000))
def test_the_ids_of_further_facts_of_a_command_are_the_same_everywhere(ms: int, place: int) -> None:
    id = uuid7(ms)
    assert derived(id, 0) == id
    assert derived(id, place) == derived(id, place) != derived(id, place + 1)
    assert is_uuid(derived(id, place)) and derived(id, place)[:13] == id[:13], "it keeps the time"


ONE = "01a20095-f457-7c03-a484-3267cf514d6a"


@pytest.mark.parametrize("text", ["", "x", None, 5, "0193-4c2e", ONE.upper(), ONE + "0", f"{{{ONE}}}", ONE + "\n"])
def test_what_is_no_uuid_is_seen(text: object) -> None:
    assert not is_uuid(text)
