"""What must hold for anybody and any set of vacancies: a change has only the effect that it may have."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from conftest import Node
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eventapp.facts import Fact
from eventapp.fair import Fair
from eventapp.fair.fields import PERSON_PERSONAL, split
from eventapp.fair.words import CONTRACTS, DAY_PARTS, DEMANDS, LANGUAGE_LEVELS, LICENCES, SUPPORT, TRANSPORT
from eventapp.matching.engine import Engine, Matched
from eventapp.matching.geo import Places
from eventapp.matching.profile import seeker_of, vacancy_of
from eventapp.matching.telling import sentences, sentences_together, sentences_why_not
from eventapp.messages import text

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
        "transport": some(TRANSPORT.values(), 2),
        "education": st.sampled_from((1, 2, 4, 6, 9)),
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


# Several limits and several demands, so that they meet: what else shuts work would hide what a limit does.
LIMITS = st.lists(st.sampled_from(sorted(DEMANDS.values())), min_size=1, max_size=6, unique=True)
DEMANDING = st.lists(st.builds(lambda demands: {"demands": demands}, LIMITS), min_size=1, max_size=4)


@settings(max_examples=150, deadline=None)
@given(PERSON, LIMITS, st.one_of(FAIR, DEMANDING))
def test_a_limit_more_never_adds_a_suggestion(person: Fields, limits: list[str], fair: list[Fields]) -> None:
    less, more = {**person, "limits": limits[:-1]}, {**person, "limits": limits}
    assert allowed(more, fair) <= allowed(less, fair)


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
        assert suggestion.employer == employer
        assert suggestion.vacancy in allowed(person, fair)
        assert "other_work" not in suggestion.relaxed


@TRY
@given(PERSON, FAIR)
def test_jobs_together_are_within_the_wanted_hours(person: Fields, fair: list[Fields]) -> None:
    matched = match(person, fair)
    shut = {exclusion.vacancy: exclusion.codes for exclusion in matched.excluded}
    for combination in matched.combinations:
        works = [fair[int(vacancy[1:])] for vacancy in combination.vacancies]
        assert all(shut.get(vacancy, ("hours",)) == ("hours",) for vacancy in combination.vacancies)
        assert sum(work["hours_min"] for work in works) <= person["hours_max"]
        assert person["hours_min"] <= combination.hours <= person["hours_max"]
        assert len({int(vacancy[1:]) // 2 for vacancy in combination.vacancies}) == len(combination.vacancies)


@TRY
@given(PERSON, FAIR)
def test_a_better_fit_never_stands_lower(person: Fields, fair: list[Fields]) -> None:
    fits = [suggestion.rank_key for suggestion in match(person, fair).suggestions(100)]
    assert all(fit >= after - 1e-5 for fit, after in pairwise(fits))


@TRY
@given(PERSON, FAIR, st.sampled_from(("postcode", "hours_max")))
def test_a_vacancy_that_comes_nearer_to_the_wish_never_gets_a_lower_place(
    person: Fields, fair: list[Fields], field: str
) -> None:
    # What is unknown counts for half, so only what is known before and after can be compared.
    person, far = {**person, "postcode": "1000"}, {**fair[0], "postcode": "3000", "hours_max": 20}
    near = {**far, field: {"postcode": "1000", "hours_max": 40}[field]}
    before, after = (match(person, [first, *fair[1:]]).suggestions(100) for first in (far, near))
    places = [[s.vacancy for s in found] for found in (before, after)]
    assert "V0" not in places[0] or places[1].index("V0") <= places[0].index("V0")


@TRY
@given(PERSON, FAIR, st.randoms())
def test_the_order_in_which_things_were_written_changes_no_place(
    person: Fields, fair: list[Fields], chance: Any
) -> None:
    names = chance.sample(sorted(person), len(person))
    lists = {name: chance.sample(v, len(v)) if isinstance(v, list) else v for name, v in person.items()}
    one, other = match(person, fair), match({name: lists[name] for name in names}, fair)
    assert [s.vacancy for s in one.suggestions(100)] == [s.vacancy for s in other.suggestions(100)]
    assert one.excluded == other.excluded


@TRY
@given(PERSON, FAIR, st.randoms())
def test_the_order_in_which_facts_arrive_changes_nothing(person: Fields, fair: list[Fields], chance: Any) -> None:
    node = Node()
    facts = [node.tell("employer_registered", f"e{n}", code=f"E{n}", fields={}) for n in range(len(fair))]
    for n, work in enumerate(fair):
        facts.append(node.tell("vacancy_registered", f"v{n}", fields={"employer": f"e{n}", "number": f"V{n}", **work}))
    own, private = split(person, PERSON_PERSONAL)
    facts.append(node.tell("person_registered", "s1", {}, number="K1", code="C1", source=["a.csv", 1], fields={}))
    facts.append(node.tell("person_edited", "s1", private, source=["a.csv", 1], fields=own))
    assert answer_of(facts) == answer_of(chance.sample(facts, len(facts)))


def answer_of(facts: list[Fact]) -> Any:
    """What somebody is told at the fair that these facts make."""
    fair = Fair(facts)
    works = [vacancy_of(v.id, str(v.employer), {}, v.fields) for v in fair.vacancies]
    [seeker] = fair.seekers
    matched = Engine(works, PLACES).match(seeker_of(seeker.number, seeker.fields))
    return [(s.vacancy, s.reasons, s.questions, s.relaxed) for s in matched.suggestions(100)], matched.excluded


@TRY
@given(st.lists(PERSON, max_size=4), FAIR)
def test_everybody_at_once_gets_what_each_gets_alone(people: list[Fields], fair: list[Fields]) -> None:
    engine_ = engine(fair)
    seekers = [seeker_of(f"K{n}", person) for n, person in enumerate(people)]
    table = engine_.match_all(seekers)
    assert table.seekers == tuple(seeker.number for seeker in seekers)
    for row, seeker in enumerate(seekers):
        alone = engine(fair).match(seeker)  # an engine that has kept nothing
        assert table.shut[row].tolist() == alone.verdict.shut.tolist()
        assert table.total[row].tolist() == alone.scores.total.tolist()
        assert table.relaxed[row].tolist() == alone.scores.relaxed.tolist()
        assert table.linked[row].tolist() == alone.scores.linked.tolist()
        open_to_them = {v.id for v, may in zip(engine_.vacancies, table.allowed[row], strict=True) if may}
        assert open_to_them == {suggestion.vacancy for suggestion in alone.suggestions(100)}


@TRY
@given(PERSON, FAIR)
def test_open_hiring_tells_a_stand_nothing(person: Fields, fair: list[Fields]) -> None:
    for suggestion in match(person, fair).suggestions(100):
        heard = sentences(suggestion, "employer")
        assert not (suggestion.open_hiring and heard)
        assert suggestion.open_hiring == (fair[int(suggestion.vacancy[1:])].get("open_hiring") == 1)


@TRY
@given(PERSON, FAIR)
def test_there_is_a_sentence_for_everything_that_is_said(person: Fields, fair: list[Fields]) -> None:
    matched = match(person, fair)
    said = [one for s in matched.suggestions(100) for one in (*sentences(s, "seeker"), *sentences(s, "employer"))]
    said += [one for together in matched.combinations for one in sentences_together(together)]
    for excluded in matched.excluded:
        why = sentences_why_not(matched.why_not(excluded.vacancy))
        assert len(why) >= len(excluded.codes)
        said += why
    for code, params in said:
        assert text(code, params) != code
        assert not re.search(r"\{|@|\b[a-z]+_[a-z]+\b", text(code, params)), code
