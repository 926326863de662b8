"""The code on a badge: read right by any scanner, and every likely misreading seen."""

from __future__ import annotations

import random
import re
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventapp.badges.code import (
    ALPHABET,
    LENGTH,
    check,
    fair_tag,
    grouped,
    looks_like_code,
    new_code,
    normalise,
)

TAG = fair_tag("fair-den-haag")
bodies = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)


def with_check_letter(body: str) -> str:
    number = sum(ALPHABET.index(letter) << 4 * place for place, letter in enumerate(body[3:]))
    code = new_code(body[:3], lambda _: number)
    assert code[:-1] == body
    return code


def test_the_alphabet_is_the_sixteen_letters_that_stand_alike_on_qwerty_azerty_and_qwertz() -> None:
    moved_or_shifted = set("AQZWMY") | set("0123456789")
    assert len(set(ALPHABET)) == 16
    assert not set(ALPHABET) & (moved_or_shifted | set("AEIOU"))


def test_a_new_code_is_right_at_its_own_fair() -> None:
    code = new_code(TAG)
    assert len(code) == LENGTH
    assert code.startswith(TAG)
    assert check(code, TAG) == "ok"


def test_ten_thousand_codes_are_all_different() -> None:
    assert len({new_code(TAG) for _ in range(10_000)}) == 10_000


def test_the_random_part_uses_all_of_its_48_bits() -> None:
    asked: list[int] = []

    def highest(bound: int) -> int:
        asked.append(bound)
        return bound - 1

    assert new_code(TAG, highest)[3:15] == "X" * 12
    assert new_code(TAG, lambda _: 0)[3:15] == "B" * 12
    assert asked == [2**48]


def test_an_injected_source_of_chance_gives_the_same_code_again() -> None:
    assert new_code(TAG, random.Random(7).randrange) == new_code(TAG, random.Random(7).randrange)


def test_a_fair_always_has_the_same_tag_and_other_fairs_rarely_share_it() -> None:
    tags = [fair_tag(f"fair-{number}") for number in range(200)]
    assert tags == [fair_tag(f"fair-{number}") for number in range(200)]
    assert all(re.fullmatch(f"[{ALPHABET}]{{3}}", tag) for tag in tags)
    assert len(set(tags)) > 185


def test_the_tag_of_a_fair_never_changes_between_versions() -> None:
    assert fair_tag("vonk") == "LFP"


@given(bodies, st.data())
def test_every_single_wrong_letter_is_seen(body: str, data: st.DataObject) -> None:
    code = with_check_letter(body)
    place = data.draw(st.integers(0, LENGTH - 1))
    wrong = data.draw(st.sampled_from(ALPHABET.replace(code[place], "")))
    assert check(code[:place] + wrong + code[place + 1 :], TAG) == "misread"


def test_every_wrong_letter_at_every_place_is_seen() -> None:
    code = new_code(TAG)
    for place, letter in product(range(LENGTH), ALPHABET):
        changed = code[:place] + letter + code[place + 1 :]
        assert check(changed, TAG) == ("ok" if changed == code else "misread")


@given(bodies)
def test_every_swap_of_two_neighbours_is_seen(body: str) -> None:
    code = with_check_letter(body)
    for place, (one, other) in enumerate(pairwise(code)):
        if one != other:
            assert check(code[:place] + other + one + code[place + 2 :], TAG) == "misread"


@pytest.mark.parametrize("place", range(LENGTH - 2))
def test_every_pair_of_neighbours_at_every_place_can_not_be_swapped_unseen(place: int) -> None:
    for one, other in product(ALPHABET, repeat=2):
        body = "BCDFGHJKLNPRSTV"
        code = with_check_letter(body[:place] + one + other + body[place + 2 :])
        swapped = code[:place] + other + one + code[place + 2 :]
        assert (check(swapped, code[:3]) == "misread") == (one != other)


def test_swapping_the_last_letter_with_the_check_letter_is_seen_for_every_pair() -> None:
    pairs = set()
    for before, last in product(ALPHABET, repeat=2):
        code = with_check_letter("BCDFGHJKLNPRS" + before + last)
        pairs.add(code[-2:])
        if code[-2] != code[-1]:
            assert check(code[:-2] + code[-1] + code[-2], TAG) == "misread"
    assert len(pairs) == 256


def test_a_badge_of_another_fair_is_recognised_as_such() -> None:
    other = fair_tag("fair-delft")
    assert other != TAG
    assert check(new_code(other), TAG) == "other_fair"


def test_lower_case_spaces_and_dashes_do_not_matter() -> None:
    code = new_code(TAG)
    typed = f" {grouped(code).lower().replace(' ', '-')}\r\n"
    assert normalise(typed) == code
    assert looks_like_code(typed)
    assert check(typed, TAG) == "ok"
    assert check(grouped(code).replace(" ", "–"), TAG) == "ok"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A17",
        "17",
        "van der Berg",
        "BCDF",
        "B" * 15,
        "B" * 17,
        "A" * 16,
        "BCDFGHJKLNPRST12",
        "ß" * 8,
        "人",
    ],
)
def test_what_is_not_a_code_is_left_to_the_search(text: str) -> None:
    assert not looks_like_code(text)
    assert check(text, TAG) == "not_a_code"


def test_a_code_is_read_aloud_in_groups_of_four() -> None:
    assert grouped("BCDFGHJKLNPRSTVX") == "BCDF GHJK LNPR STVX"


@given(st.text())
def test_no_text_whatever_breaks_the_check(text: str) -> None:
    assert check(text, TAG) in {"ok", "misread", "other_fair", "not_a_code"}
    assert looks_like_code(text) == (check(text, TAG) != "not_a_code")
