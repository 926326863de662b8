"""The gold set: what a good consultant would sign. Skipped, with a line, where the data is absent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.gold import DATA, Gold, measure
from eventapp.matching.engine import Engine, Matched

pytestmark = pytest.mark.skipif(not Gold.present(), reason=f"gold set not found in {DATA}")


def _cases() -> list[dict[str, Any]]:
    path = Path(DATA) / "gold" / "metamorphic.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []


@pytest.fixture(scope="module")
def gold() -> Gold:
    return Gold()


def test_nobody_is_offered_what_is_shut_to_them(gold: Gold) -> None:
    assert measure(gold).violations == 0


def test_what_a_consultant_names_first_is_among_the_first_five(gold: Gold) -> None:
    figures = measure(gold)
    assert figures.recall >= 0.95
    assert figures.ndcg >= 0.90


def test_everybody_with_three_open_vacancies_gets_three(gold: Gold) -> None:
    engine = gold.engine()
    for number, label in gold.labels.items():
        matched = engine.match(gold.seeker(number))
        shut = set(label["never"]) | {v for pair in label["combination"] for v in pair if _too_few(matched, v)}
        assert len(matched.suggestions()) >= min(3, len(gold.vacancies) - len(shut)), number


def _too_few(matched: Matched, vacancy: str) -> bool:
    """Whether only its few hours shut a vacancy, so that it is offered with a second job instead."""
    return any(e.vacancy == vacancy and e.codes == ("hours",) for e in matched.excluded)


def test_what_the_set_shuts_is_shut_with_that_code_and_nothing_else_is_shut(gold: Gold) -> None:
    engine = gold.engine()
    for number, label in gold.labels.items():
        excluded = {e.vacancy: e.codes for e in engine.match(gold.seeker(number)).excluded}
        paired = {vacancy for pair in label["combination"] for vacancy in pair}
        for vacancy, code in label["never"].items():
            assert code in excluded[vacancy], (number, vacancy)
        assert set(excluded) - set(label["never"]) <= paired, number


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["name"])
def test_a_change_of_one_person_or_vacancy_has_only_the_effect_it_may_have(gold: Gold, case: dict[str, Any]) -> None:
    before = gold.engine().match(gold.seeker(case["person"]))
    engine = gold.engine(case.get("vacancy_change"))
    _hold(case["expect"], before, engine.match(gold.seeker(case["person"], case.get("change"))), engine)


def _hold(expect: str, before: Matched, after: Matched, engine: Engine) -> None:
    everything = len(engine.vacancies)
    was = [s.vacancy for s in before.suggestions(everything)]
    now = [s.vacancy for s in after.suggestions(everything)]
    if expect == "no_new_suggestions":
        assert not set(now) & {e.vacancy for e in before.excluded}
    elif expect == "no_lost_suggestions":
        assert not set(was) & {e.vacancy for e in after.excluded}
    elif expect == "same":
        assert now == was
    else:
        vacancy = expect.removeprefix("not_lower:")
        assert vacancy not in was or now.index(vacancy) <= was.index(vacancy)
