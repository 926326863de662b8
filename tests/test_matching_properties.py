"""What must hold for anybody and any set of vacancies: a change has only the effect that it may have."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eventapp.fair.words import CONTRACTS, DAY_PARTS, DEMANDS, LANGUAGE_LEVELS, LICENCES, SUPPORT
from eventapp.matching.engine import Engine, Matched
from eventapp.matching.geo import Places
from eventapp.matching.profile import seeker_of, vacancy_of

Fields = dict[str, Any]

PLACES = Places(
    postcodes={"1000": (52.0, 4.0), "1001": (52.0, 4.0), "2000": (52.1, 4.2), "3000": (52.6, 5.1)},
    cities={"verdorp": ("2000", "3000")},
)
WORDS = (
    "schoonmaken", "op de vorkheftruck", "achter de kassa", "iets met groen", "trucker", "koken",
    "in de zorg", "kapster", "geen werk met dieren", "zonder zwaar werk", "een rustige plek", "'s avonds",
    "xyz", "",
)  # fmt: skip
PAPERS = ("VCA", "heftruckcertificaat", "BHV", "certificaat rietdekken", "code 95", "VOG", "ervaring")


def some(values: Any, most: int = 4) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(list(values)), max_size=most, unique=True)


def fields(known: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Fields]:
    """Any of the fields known or not."""
    return st.fixed_dictionaries({}, optional=known)


HOURS = {"hours_min": st.integers(4, 24), "hours_max": st.integers(16, 40)}
PLACE = {
    "postcode": st.sampled_from(("1000 AA", "1001", "2000", "3000", "9999")),
    "city": st.sampled_from(("Verdorp", "Nergens")),
}
PERSON = fields(
    HOURS
    | PLACE
    | {
        "occupations": some(WORDS),
        "can": some(WORDS),
        "wants": some(WORDS),
        "limits": some(DEMANDS.values()),
        "day_parts": some(DAY_PARTS.values()),
        "max_distance_km": st.integers(1, 100),
        "licences": some(LICENCES),
        "certificates": some(PAPERS),
        "language_nl": st.sampled_from(LANGUAGE_LEVELS),
        "support_needed": some(SUPPORT.values()),
        "contracts": some(CONTRACTS.values()),
    }
)
WORK = fields(
    HOURS
    | PLACE
    | {
        "title": st.sampled_from(WORDS),
        "occupation": st.sampled_from(("schoonmaker", "kok", "heftruckchauffeur", "")),
        "tasks": some(WORDS),
        "must": some((*PAPERS, "rijbewijs B", "rijbewijs C/CE")),
        "nice": some(WORDS, 2),
        "demands": some(DEMANDS.values(), 6),
        "adaptable": some(DEMANDS.values(), 3),
        "day_parts": some(DAY_PARTS.values()),
        "language_nl": st.sampled_from(LANGUAGE_LEVELS),
        "contracts": some(CONTRACTS.values(), 2),
        "support_offered": some(SUPPORT.values()),
        "open_hiring": st.integers(0, 2),
    }
)
FAIR = st.lists(WORK, min_size=1, max_size=6)
TRY = settings(max_examples=60, deadline=None)


def engine(fair: list[Fields]) -> Engine:
    works = (vacancy_of(f"V{n}", f"E{n // 2}", {"sector": "zorg"}, work) for n, work in enumerate(fair))
    return Engine(list(works), PLACES)


def match(person: Fields, fair: list[Fields]) -> Matched:
    return engine(fair).match(seeker_of("K1", person))


def allowed(person: Fields, fair: list[Fields]) -> set[str]:
    return {suggestion.vacancy for suggestion in match(person, fair).suggestions(100)}


def shown(person: Fields, fair: list[Fields]) -> list[tuple[str, tuple[Any, ...], tuple[Any, ...]]]:
    return [(s.vacancy, s.reasons, s.questions) for s in match(person, fair).suggestions(100)]


@TRY
@given(PERSON, FAIR, st.sampled_from(sorted(DEMANDS.values())))
def test_a_limit_more_never_adds_a_suggestion(person: Fields, fair: list[Fields], limit: str) -> None:
    more = {**person, "limits": [*person.get("limits", []), limit]}
    assert allowed(more, fair) <= allowed(person, fair)


@TRY
@given(PERSON, FAIR, st.text(max_size=8), st.dates())
def test_name_birth_date_sex_and_contact_change_nothing(
    person: Fields, fair: list[Fields], text: str, birth: Any
) -> None:
    private = ("first_name", "infix", "last_name", "phone", "email", "sex", "contact", "other_languages")
    other = {**person, **dict.fromkeys(private, text), "birth_date": birth.isoformat()}
    assert shown(other, fair) == shown(person, fair)


@TRY
@given(PERSON, FAIR)
def test_another_postcode_at_the_same_distance_changes_nothing(person: Fields, fair: list[Fields]) -> None:
    assert shown({**person, "postcode": "1000"}, fair) == shown({**person, "postcode": "1001"}, fair)


@TRY
@given(PERSON, FAIR, st.sampled_from(sorted(SUPPORT.values())))
def test_support_that_is_offered_never_lowers_a_vacancy(person: Fields, fair: list[Fields], code: str) -> None:
    better = [{**fair[0], "support_offered": [*fair[0].get("support_offered", []), code]}, *fair[1:]]
    before = {s.vacancy: place for place, s in enumerate(match(person, fair).suggestions(100))}
    after = {s.vacancy: place for place, s in enumerate(match(person, better).suggestions(100))}
    assert "V0" not in before or after["V0"] <= before["V0"]


@TRY
@given(PERSON, FAIR, st.sampled_from(sorted(DEMANDS.values())))
def test_a_demand_that_becomes_adaptable_never_lowers_a_vacancy(person: Fields, fair: list[Fields], code: str) -> None:
    better = [{**fair[0], "adaptable": [*fair[0].get("adaptable", []), code]}, *fair[1:]]
    before, after = match(person, fair).suggestions(100), match(person, better).suggestions(100)
    places = [[s.vacancy for s in found] for found in (before, after)]
    assert "V0" not in places[0] or places[1].index("V0") <= places[0].index("V0")


@TRY
@given(PERSON, FAIR, st.integers(0, 100))
def test_a_wider_reach_never_removes_a_suggestion(person: Fields, fair: list[Fields], more: int) -> None:
    if "max_distance_km" in person:
        wider = {**person, "max_distance_km": person["max_distance_km"] + more}
        assert allowed(wider, fair) >= allowed(person, fair)


@TRY
@given(PERSON, FAIR, st.data())
def test_what_becomes_unknown_of_a_person_never_removes_a_suggestion(
    person: Fields, fair: list[Fields], data: st.DataObject
) -> None:
    if person:
        field = data.draw(st.sampled_from(sorted(set(person) - {"postcode"}) or ["city"]))
        assert allowed({**person, field: None}, fair) >= allowed(person, fair)


# What a vacancy offers is no demand: support or adaptation that is not stated cannot be counted on.
OFFERS = {"support_offered", "adaptable", "postcode"}


@TRY
@given(PERSON, FAIR, st.data())
def test_what_becomes_unknown_of_a_vacancy_never_shuts_it(
    person: Fields, fair: list[Fields], data: st.DataObject
) -> None:
    if asked := sorted(set(fair[0]) - OFFERS):
        field = data.draw(st.sampled_from(asked))
        unknown = [{**fair[0], field: None}, *fair[1:]]
        assert allowed(person, unknown) >= allowed(person, fair)


@TRY
@given(PERSON, FAIR)
def test_a_person_of_whom_nothing_is_known_is_shut_out_of_nothing(person: Fields, fair: list[Fields]) -> None:
    assert match({}, fair).excluded == []
    assert len(match({}, fair).suggestions(100)) == len(fair)


@TRY
@given(PERSON, FAIR)
def test_every_vacancy_is_either_suggested_or_shut_with_a_code(person: Fields, fair: list[Fields]) -> None:
    matched = match(person, fair)
    shut = {exclusion.vacancy: exclusion.codes for exclusion in matched.excluded}
    assert set(shut) | allowed(person, fair) == {f"V{n}" for n in range(len(fair))}
    assert not set(shut) & allowed(person, fair)
    assert all(shut.values())


@TRY
@given(PERSON, FAIR)
def test_the_order_in_which_vacancies_came_changes_nothing(person: Fields, fair: list[Fields]) -> None:
    seeker, one = seeker_of("K1", person), engine(fair)
    other = Engine(one.vacancies[::-1], PLACES)
    assert one.match(seeker).suggestions(100) == other.match(seeker).suggestions(100)


@TRY
@given(PERSON, FAIR)
def test_a_stand_never_reads_a_limit(person: Fields, fair: list[Fields]) -> None:
    # What an employer wrote in its own vacancy it may read back.
    assume("geen" not in str(fair) and "zonder" not in str(fair))
    for suggestion in match(person, fair).by_employer().values():
        read = [r for r in (*suggestion.reasons, *suggestion.questions) if r.audience != "seeker"]
        assert not any({"demands", "limits"} & set(reason.params) for reason in read)
        assert not any("zonder" in str(reason.params) or "geen" in str(reason.params) for reason in read)


@TRY
@given(PERSON, FAIR)
def test_a_stand_is_only_offered_people_whom_the_rules_allow(person: Fields, fair: list[Fields]) -> None:
    matched = match(person, fair)
    for employer, suggestion in matched.by_employer().items():
        assert suggestion == matched.for_employer(employer)
        assert suggestion.employer == employer
        assert suggestion.vacancy in allowed(person, fair)
        assert "other_work" not in suggestion.relaxed


@TRY
@given(PERSON, FAIR)
def test_two_jobs_together_are_within_the_wanted_hours(person: Fields, fair: list[Fields]) -> None:
    matched = match(person, fair)
    shut = {exclusion.vacancy: exclusion.codes for exclusion in matched.excluded}
    for combination in matched.combinations:
        works = [fair[int(vacancy[1:])] for vacancy in combination.vacancies]
        assert all(shut.get(vacancy, ("hours",)) == ("hours",) for vacancy in combination.vacancies)
        assert sum(work["hours_min"] for work in works) <= person["hours_max"]
        assert person["hours_min"] <= combination.hours <= person["hours_max"]
        assert len({int(vacancy[1:]) // 2 for vacancy in combination.vacancies}) == len(combination.vacancies)
