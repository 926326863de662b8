"""What is suggested and why: both sides, the stand, two jobs together, and the edges."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from eventapp.matching.allocation import prices
from eventapp.matching.engine import Engine, Matched
from eventapp.matching.fit import EMPLOYER, PERSON, WEIGHTS_VERSION, weights
from eventapp.matching.profile import Seeker, seeker_of, vacancy_of

FORKLIFT = {
    "title": "Heftruckchauffeur", "occupation": "heftruckchauffeur", "tasks": ["pallets rijden", "lossen"],
    "must": ["heftruckcertificaat"], "support_offered": ["training", "guidance"], "language_nl": "A2",
    "hours_min": 24, "hours_max": 36, "contracts": ["paid"],
}  # fmt: skip
CARE = {"title": "Helpende", "occupation": "helpende", "tasks": ["helpen met wassen"], "must": ["VOG"]}
PERSON_FIELDS = {
    "occupations": ["magazijn"], "can": ["sjouwen"], "wants": ["op de vorkheftruck"], "certificates": [],
    "hours_min": 32, "hours_max": 40, "language_nl": "A1", "support_needed": ["guidance"],
    "contracts": ["paid"],
}  # fmt: skip


def match(person: dict[str, Any], works: dict[str, dict[str, Any]]) -> Matched:
    vacancies = [vacancy_of(id, f"E-{id}", {"sector": ""}, work) for id, work in works.items()]
    return Engine(vacancies).match(seeker_of("K1", person))


def codes_of(matched: Matched) -> list[str]:
    return [reason.code for reason in matched.suggestions()[0].reasons]


def test_the_work_that_is_wanted_comes_first() -> None:
    matched = match({"wants": ["op de vorkheftruck"]}, {"A": CARE, "B": FORKLIFT})
    assert [suggestion.vacancy for suggestion in matched.suggestions()] == ["B", "A"]
    assert matched.suggestions(limit=1)[0].vacancy == "B"


def test_the_reasons_tell_both_sides_most_telling_first() -> None:
    forklift = {**FORKLIFT, "support_offered": ["training", "guidance", "language_support"]}
    matched = match(PERSON_FIELDS, {"B": forklift})
    assert codes_of(matched) == [
        "wants_this",
        "same_family",
        "certificate_here",
        "learn_here",
        "support_offered",
        "language_support",
        "hours_fit",
        "contract_ok",
    ]
    reasons = {reason.code: reason.params for reason in matched.suggestions()[0].reasons}
    assert reasons["wants_this"] == {"words": "op de vorkheftruck"}
    assert reasons["hours_fit"] == {"min": 32, "max": 36}
    assert reasons["support_offered"] == {"support": ["guidance"]}


def test_a_near_occupation_is_called_near_and_not_the_same() -> None:
    codes = codes_of(match({"occupations": ["orderpicker"]}, {"B": FORKLIFT}))
    assert "can_this" not in codes
    assert {"same_family", "near_work"} & set(codes)


def test_words_that_tell_what_somebody_does_not_want_are_not_repeated() -> None:
    reasons = match({"wants": ["heftruck zonder zwaar werk"]}, {"B": FORKLIFT}).suggestions()[0].reasons
    assert reasons[0].params["words"] == "heftruckchauffeur"


def test_what_is_unknown_is_asked() -> None:
    questions = {question.code for question in match({}, {"A": CARE}).suggestions()[0].questions}
    assert questions == {
        "ask_hours",
        "ask_day_parts",
        "ask_language",
        "ask_distance",
        "ask_contract",
        "ask_vog",
    }


def test_a_stand_sees_only_people_with_a_real_link_to_the_work() -> None:
    matched = match({"wants": ["haren knippen"]}, {"B": FORKLIFT})
    assert matched.by_employer() == {}
    assert matched.suggestions()[0].relaxed == ("other_work",)


def test_a_stand_gets_its_best_vacancy_for_a_person() -> None:
    vacancies = [vacancy_of(id, "E1", {}, work) for id, work in {"A": CARE, "B": FORKLIFT}.items()]
    found = Engine(vacancies).match(seeker_of("K1", {"wants": ["vorkheftruck"]})).by_employer()
    assert {employer: suggestion.vacancy for employer, suggestion in found.items()} == {"E1": "B"}


def test_needed_support_that_is_not_offered_lowers_and_is_said() -> None:
    works = {"A": FORKLIFT, "B": FORKLIFT | {"support_offered": ["training"]}}
    matched = match(PERSON_FIELDS | {"language_nl": "B1"}, works)
    assert [s.vacancy for s in matched.suggestions()] == ["A", "B"]
    assert "support" in matched.suggestions()[1].relaxed


def test_one_weak_side_sinks_a_pair() -> None:
    both = match({"wants": ["heftruck"], "can": ["heftruck rijden"]}, {"B": FORKLIFT}).suggestions()[0]
    wish = match({"wants": ["heftruck"], "can": ["haren knippen"]}, {"B": FORKLIFT}).suggestions()[0]
    assert wish.rank_key < both.rank_key


def test_a_job_coach_counts_as_guidance() -> None:
    matched = match({"support_needed": ["guidance"]}, {"A": CARE | {"support_offered": ["job_coach"]}})
    assert "support" not in matched.suggestions()[0].relaxed


def test_a_fair_without_vacancies_and_a_person_without_words_are_no_trouble() -> None:
    empty = Engine([]).match(seeker_of("K1", PERSON_FIELDS))
    assert (empty.suggestions(), empty.excluded, empty.combinations, empty.by_employer()) == ([], [], [], {})
    assert [s.vacancy for s in match({}, {"A": CARE, "B": {}}).suggestions()] == ["A", "B"]


def test_matching_has_no_place_for_who_somebody_is() -> None:
    fields = set(Seeker.__dataclass_fields__)
    assert not fields & {"first_name", "last_name", "birth_date", "sex", "phone", "email", "nationality"}


def test_the_weights_are_one_versioned_table_that_adds_up() -> None:
    assert weights()["version"] == WEIGHTS_VERSION
    assert weights()["person"] == PERSON and weights()["employer"] == EMPLOYER
    assert round(sum(PERSON.values()), 6) == round(sum(EMPLOYER.values()), 6) == 1


# A digest per version. Changed a number? Then it is a new version: make its number one higher and add a line here.
FROZEN = {"2": "a5855ea3de8e97c0"}
PRICES_FROZEN = {"2": (0.02, 0.10, 0.04, 10.0)}


def test_no_number_is_changed_under_the_same_version() -> None:
    table = json.dumps(weights(), sort_keys=True)
    assert hashlib.sha256(table.encode()).hexdigest()[:16] == FROZEN[WEIGHTS_VERSION]
    now = (prices.PATIENCE, prices.SHARE, prices.STAY, prices.JUMP)
    assert now == PRICES_FROZEN[prices.WEIGHTS_VERSION]


def test_a_wish_for_a_steady_job_puts_paid_work_first() -> None:
    works = {"A": CARE | {"contracts": ["secondment"]}, "B": CARE | {"contracts": ["paid"]}}
    assert [s.vacancy for s in match({"wants": ["een vaste baan"]}, works).suggestions()] == ["B", "A"]
    assert [s.vacancy for s in match({"wants": ["een baan"]}, works).suggestions()] == ["A", "B"]


def test_enough_schooling_is_a_reason_and_less_or_unknown_is_a_question_that_shuts_nothing() -> None:
    work = {"A": CARE | {"must": ["mbo 2 niveau"]}}
    assert "education_ok" in codes_of(match({"education": 4}, work))
    for less in (2, 9, None):
        matched = match({"education": less}, work)
        assert matched.excluded == []
        assert "education_ok" not in codes_of(matched)
        assert "ask_requirement" in [question.code for question in matched.suggestions()[0].questions]
