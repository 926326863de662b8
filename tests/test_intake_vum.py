"""Profiles and vacancies of VUM come in by the door that every list uses, and go out with VUM's names and codes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_support import (
    NOTHING_KNOWN,
    TODAY,
    error,
    file_report,
    people_file,
    person,
    refused,
    take,
    vacancy_file,
    warnings,
)
from intake_support import vacancy as work_row

from eventapp.fair.fields import Fields
from eventapp.fair.words import EDUCATION, LICENCES
from eventapp.intake import Intake, Known, codes, propose
from eventapp.intake.merging import Candidate
from eventapp.intake.vum import dumps, write_profile, write_vacancy

BSN = "111222333"
PERSON: Fields = {
    "wants": ["kok"], "occupations": ["bakker"], "can": ["koken"], "certificates": ["HACCP"], "licences": ["B", "AM"],
    "language_nl": "A2", "other_languages": ["Pools", "Tigrinya"], "education": 4,
    "transport": ["bike", "public_transport"], "postcode": "2525 GD", "max_distance_km": 15, "hours_min": 16,
    "hours_max": 24, "contracts": ["paid", "learn_work_track"], "day_parts": ["morning", "afternoon"],
    "support_needed": ["guidance"],
}  # fmt: skip
WORK: Fields = {
    "number": "V1", "title": "Kok", "occupation": "kok", "tasks": ["koken", "soep maken, en proeven"],
    "must": ["HACCP", "rijbewijs B"], "language_nl": "B1", "postcode": "2611 CR", "city": "Delft", "hours_min": 16,
    "hours_max": 24, "contracts": ["work_experience_placement"], "day_parts": ["morning", "afternoon"],
}  # fmt: skip
NEVER: Fields = {
    "first_name": "Bo", "last_name": "Bakker", "birth_date": "1980-02-01", "phone": "0612345678",
    "email": "bo@example.org", "city": "Den Haag", "limits": ["lifting"], "limits_text": ["niet tillen"],
    "questions": ["vraag"], "contact": "K. Bos", "education_text": "mbo niet af", "consent": 1,
}  # fmt: skip
PROFILE = {"idWerkzoekende": "7", "bemiddelingsberoep": [{"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": "kok"}}]}
VACANCY = {"idVacature": "9", "naamVacature": "Kok", "werkgever": {"handelsnaamOrganisatie": "Jansen"}}


def read(*documents: Any, known: Known = NOTHING_KNOWN, name: str = "profielen.json") -> Intake:
    """What comes in of a file with these documents."""
    return take(json.dumps(list(documents), ensure_ascii=False).encode(), name, known)


def profile_of(**parts: Any) -> Fields:
    """The fields of the one person in a profile with these parts."""
    [entry] = read({"idWerkzoekende": "7", **parts}).people
    return entry.fields


def vacancy_of(**parts: Any) -> tuple[Fields, Fields]:
    """The employer and the vacancy of a document with these parts."""
    intake = read(VACANCY | parts)
    return intake.employers[0].fields, intake.vacancies[0].fields


def knowing(*people: tuple[str, str, Fields]) -> Known:
    """A fair with these seekers: id, number and fields."""
    return Known(
        people={number: id for id, number, _ in people}, today=TODAY,
        persons=[Candidate(id, fields, number) for id, number, fields in people],
    )  # fmt: skip


# --- names and codes ---


def test_a_profile_has_the_names_and_codes_of_vum() -> None:
    profile = write_profile("K1", PERSON)
    able = profile["arbeidsmarktkwalificatie"]
    assert profile["bemiddelingsberoep"] == [{"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": "kok"}}]
    assert profile["werktijden"] == {
        "aantalWerkurenPerWeekMinimaal": 16, "aantalWerkurenPerWeekMaximaal": 24, "indicatieKantoortijden": 1,
    }  # fmt: skip
    assert profile["contractvorm"] == [{"codeTypeOvereenkomst": "01"}, {"codeTypeOvereenkomst": "02"}]
    assert profile["mobiliteit"] == {"bemiddelingspostcode": "2525GD", "maximaleReisafstand": 15}
    assert profile["vervoermiddel"][0] == {"codeVervoermiddel": 3, "indicatieBeschikbaarVoorWoonWerkverkeer": 1}
    assert profile["eisAanWerk"] == {"indicatieBegeleiding": 1}
    assert able["rijbewijs"] == [{"codeSoortRijbewijs": "B"}, {"codeSoortRijbewijs": "AM"}]
    assert able["opleiding"] == [{"codeNiveauOpleiding": 4}]
    assert able["taalbeheersing"] == [
        {"codeTaal": "nld", "codeNiveauTaalbeheersingMondeling": 2}, {"codeTaal": "pol"}, {"codeTaal": "tir"},
    ]  # fmt: skip


def test_a_vacancy_has_the_names_and_codes_of_vum() -> None:
    document = write_vacancy("9", {"name": "Jansen"}, WORK)
    address = {"adresNederland": {"postcode": "2611CR", "woonplaatsnaam": "Delft"}}
    assert document["werkgever"] == {
        "handelsnaamOrganisatie": "Jansen", "adresHouding": [{"codeFunctieAdres": "E", "adres": address}],
    }  # fmt: skip
    assert document["idVacature"] == "9" and document["nummerVacature"] == "V1"
    assert document["vakvaardigheid"] == [{"omschrijving": "HACCP"}]
    assert document["rijbewijs"] == [{"codeSoortRijbewijs": "B"}]


def test_nothing_is_longer_than_vum_takes() -> None:
    long = "a" * 300
    profile = write_profile("K1", {"can": [long], "wants": [long], "certificates": [long]})
    able = profile["arbeidsmarktkwalificatie"]
    assert len(able["vakvaardigheid"][0]["omschrijving"]) == len(able["cursus"][0]["naamCursus"]) == 120
    vacancy = write_vacancy("9", {"name": long * 2}, WORK | {"number": "V" * 12, "title": long, "tasks": [long] * 20})
    assert "nummerVacature" not in vacancy and len(vacancy["naamVacature"]) == 120
    assert len(vacancy["omschrijvingVacature"]) <= 2000 and len(vacancy["werkgever"]["handelsnaamOrganisatie"]) == 500


def test_who_somebody_is_and_what_they_cannot_do_never_goes_out() -> None:
    assert write_profile("K1", PERSON | NEVER) == write_profile("K1", PERSON)
    contact = {"contact": "P. Smit", "phone": "015-0000001", "email": "p@example.org", "kvk": "12345678"}
    assert write_vacancy("9", {"name": "Jansen"} | contact, WORK) == write_vacancy("9", {"name": "Jansen"}, WORK)


def test_a_reason_why_or_a_bsn_never_goes_out() -> None:
    said = {"can": ["koken", "kan weinig door mijn reuma", f"bsn {BSN}"], "certificates": ["VCA"]}
    assert write_profile("K1", said)["arbeidsmarktkwalificatie"]["vakvaardigheid"] == [{"omschrijving": "koken"}]


def test_what_is_unknown_is_not_there() -> None:
    assert write_profile("K1", {}) == {"idWerkzoekende": "K1"}
    assert write_profile("K1", {"support_needed": ["transport"]}) == {"idWerkzoekende": "K1"}
    assert write_profile("K1", {"support_needed": []})["eisAanWerk"] == {"indicatieBegeleiding": 2}
    assert write_profile("K1", {"day_parts": ["evening"]})["werktijden"] == {"indicatieKantoortijden": 2}
    assert write_profile("K1", {"day_parts": ["morning"]}) == {"idWerkzoekende": "K1"}
    assert write_profile("K1", {"postcode": "2525", "max_distance_km": 5}) == {"idWerkzoekende": "K1"}


# --- in ---


def test_a_profile_comes_back_as_it_went() -> None:
    assert profile_of(**write_profile("7", PERSON)) == PERSON


def test_a_vacancy_comes_back_as_it_went() -> None:
    assert vacancy_of(**write_vacancy("9", {"name": "Jansen"}, WORK)) == ({"name": "Jansen"}, WORK)


def test_the_place_in_the_list_is_the_row() -> None:
    intake = read(PROFILE, {"bemiddelingsberoep": []}, PROFILE | {"idWerkzoekende": "8"})
    assert [entry.source for entry in intake.people] == [("profielen.json", 1), ("profielen.json", 3)]
    assert refused(intake) == [(2, "no_profile")]
    assert file_report(intake)["kind"] == "kandidaten" and file_report(intake)["rows"] == 3


@pytest.mark.parametrize(
    "wrapped",
    [
        PROFILE, [PROFILE], {"bronID": "x", "werkzoekende": PROFILE}, [{"bronID": "x", "werkzoekende": PROFILE}],
        {"vraagID": "1", "maximumAantalResultatenBereikt": False, "matches": [PROFILE]},
        {"matches": [{"vumID": "7", "bemiddelingsberoep": [{"naamBeroepOngecodeerd": "kok"}]}]},
    ],
)  # fmt: skip
def test_a_profile_is_found_in_every_wrapping(wrapped: Any) -> None:
    [entry] = take(json.dumps(wrapped).encode(), "vum.json").people
    assert entry.fields == {"wants": ["kok"]}


@pytest.mark.parametrize(
    "occupation",
    [
        {"beroepsnaamGecodeerd": {"codeBeroepsnaam": "12345", "omschrijvingBeroepsnaam": "Kok"}},
        {"codeBeroepsnaam": "12345", "omschrijvingBeroepsnaam": "Kok"},
        {"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": "Kok"}},
        {"naamBeroepOngecodeerd": "Kok"},
    ],
)
def test_an_occupation_is_read_in_the_form_of_every_contract(occupation: Any) -> None:
    assert profile_of(bemiddelingsberoep=[occupation]) == {"wants": ["Kok"]}


def test_a_vacancy_of_the_newest_contract_has_its_own_address() -> None:
    assert vacancy_of(adres={"postcode": "2611CR", "straatnaam": "Markt"})[1]["postcode"] == "2611 CR"


def test_an_occupation_of_which_there_is_a_code_only_is_named_in_the_report() -> None:
    only_code = {"codeBeroepsnaam": "https://linkeddata.competentnl.nl/uwv/id/occupation/DBB1D4878F"}
    assert ("unknown_column", "codeBeroepsnaam") in warnings(read(PROFILE | {"bemiddelingsberoep": [only_code]}))


def test_a_comma_does_not_part_what_a_program_wrote() -> None:
    fields = profile_of(arbeidsmarktkwalificatie={"vakvaardigheid": [{"omschrijving": "koken, bakken"}]})
    assert fields == {"can": ["koken, bakken"]}


@pytest.mark.parametrize(
    "part",
    [
        {"arbeidsmarktkwalificatie": {"taalbeheersing": [{"codeTaal": "nld", "codeNiveauTaalbeheersingMondeling": 0}]}},
        {"arbeidsmarktkwalificatie": {"taalbeheersing": [{"codeTaal": "nld", "codeNiveauTaalbeheersingMondeling": 8}]}},
        {"arbeidsmarktkwalificatie": {"taalbeheersing": [{"codeTaal": "eng", "codeNiveauTaalbeheersingMondeling": 1}]}},
        {"eisAanWerk": {"indicatieBegeleiding": 0}},
        {"werktijden": {"indicatieKantoortijden": 2, "aantalWerkurenPerWeekMaximaal": 0}},
        {"vervoermiddel": [{"codeVervoermiddel": 1, "indicatieBeschikbaarVoorWoonWerkverkeer": 2}]},
        {"contractvorm": [{"codeTypeArbeidscontract": "B"}]},
    ],
)
def test_a_code_that_says_nothing_stays_unknown(part: Any) -> None:
    assert profile_of(**{**PROFILE, **part}) == {"wants": ["kok"]}


def test_the_highest_education_counts_and_something_else_only_by_itself() -> None:
    levels = [{"codeNiveauOpleiding": level} for level in (2, 9, 4)]
    assert profile_of(arbeidsmarktkwalificatie={"opleiding": levels}) == {"education": 4}
    assert profile_of(arbeidsmarktkwalificatie={"opleiding": levels[1:2]})["education"] == 9


def test_the_register_of_target_groups_is_never_read() -> None:
    intake = read(PROFILE | {"indicatieLdrRegistratie": 1})
    assert intake.people[0].fields == {"wants": ["kok"]}
    assert ("sensitive_column", "indicatieLdrRegistratie") in warnings(intake)


def test_a_bsn_is_taken_out_and_reported_wherever_it_stands() -> None:
    intake = read({
        "idWerkzoekende": "7", "sector": [{"codeSbi": int(BSN)}], "persoonlijkePresentatie": f"mijn nummer: {BSN}",
        "arbeidsmarktkwalificatie": {
            "vakvaardigheid": [{"omschrijving": f"koken {BSN}"}], "werkervaring": [{"toelichtingWerkervaring": BSN}],
        },
    })  # fmt: skip
    assert BSN not in repr(intake)
    found = {field for code, field in warnings(intake) if code == "bsn_removed"}
    assert found == {"vakvaardigheid", "persoonlijkePresentatie", "overige velden"}


def test_a_bsn_is_nobodys_number_nor_made_into_one() -> None:
    for number in (BSN, f"klant-{BSN}-van-de-gemeente"):
        intake = read(PROFILE | {"idWerkzoekende": number})
        assert refused(intake) == [(1, "no_profile")] and BSN not in repr(intake)
        assert ("bsn_removed", "idWerkzoekende") in warnings(intake)


def test_a_diagnosis_does_not_come_in() -> None:
    intake = read(PROFILE | {"persoonlijkePresentatie": "Ik heb reuma."})
    assert "reuma" not in repr(intake.people)
    assert ("sensitive_text", "persoonlijkePresentatie") in warnings(intake)


def test_what_nobody_can_map_becomes_a_question() -> None:
    fields = profile_of(eisAanWerk={"indicatieAanpassingWerkomgeving": 1})
    assert fields["questions"] == ["steun nodig: aanpassing van de werkomgeving"]


def test_an_education_that_work_asks_for_becomes_a_question() -> None:
    asked = {"opleiding": [{"codeNiveauOpleiding": 4, "indicatieDiploma": 1}]}
    assert vacancy_of(**asked)[1]["questions"] == ["opmerkingen: opleiding mbo"]


def test_a_vacancy_without_an_employer_or_a_title_is_held_back() -> None:
    intake = read({"idVacature": "1", "naamVacature": "Kok"}, {"idVacature": "2", "werkgever": VACANCY["werkgever"]})
    assert refused(intake) == [(1, "no_employer"), (2, "no_title")]


def test_the_layout_is_known_and_asks_nothing() -> None:
    proposal = propose(("profielen.json", json.dumps([PROFILE, PROFILE]).encode()))
    assert (proposal.kind, proposal.rows, proposal.sure, proposal.columns) == ("kandidaten", 2, True, ())


# --- who it is ---


def test_a_number_of_another_system_is_nobody_of_ours() -> None:
    known = knowing(("id-1", "7", {"first_name": "Bo"}))
    [entry] = read(PROFILE, known=known).people
    assert (entry.id, entry.number) == (None, "VUM-7")
    assert read(PROFILE, known=knowing(("id-2", "VUM-7", {}))).people[0].id == "id-2"


def test_a_long_number_becomes_one_that_fits_on_a_badge_and_stays_the_same() -> None:
    long = PROFILE | {"idWerkzoekende": "1ea04f8d64924b5f8a44e1aef7fe9b3f"}
    [number] = {read(long, name=name).people[0].number for name in ("een.json", "twee.json")}
    assert number and number.startswith("VUM-") and len(number) == 14
    assert read({"bronID": "A", "werkzoekende": PROFILE}).people[0].number != "VUM-7"


def test_people_without_a_name_are_never_taken_for_one_by_their_telephone() -> None:
    reached = {"telefoonnummer": ["0612345678"], "emailadres": ["bo@example.org"],
               "mobiliteit": {"bemiddelingspostcode": "2525GD"}}  # fmt: skip
    known = knowing(("id-1", "K1", NEVER | {"postcode": "2525 GD"}))
    intake = read(PROFILE | reached, PROFILE | reached | {"idWerkzoekende": "8"}, known=known)
    assert [entry.id for entry in intake.people] == [None, None]


def test_the_same_number_twice_is_held_back() -> None:
    assert refused(read(PROFILE, PROFILE)) == [(2, "duplicate_number")]


def test_what_we_told_ourselves_is_no_news_and_what_differs_is() -> None:
    more = PERSON | NEVER | {"language_nl": "A1", "contracts": ["paid", "secondment"], "support_needed": ["job_coach"]}
    known = knowing(("id-1", "K1", more))
    assert read(write_profile("id-1", more), known=known).people == []
    changed = write_profile("id-1", more | {"hours_max": 36})
    [entry] = read(changed, known=known).people
    assert (entry.id, entry.fields) == ("id-1", {"hours_max": 36})


# --- what is refused ---


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{", "bad_json"), (b"[" * 100_000, "bad_json"), (b'{"a":' * 50_000, "bad_json"), (b'[{"a":}]', "bad_json"),
        (b'{"people": []}', "not_vum"),
        (b"1", "not_vum"), (b"[]", "not_vum"), (b"{}", "not_vum"), (b'["x"]', "not_vum"), (b'[{"naam": "Bo"}]', "not_vum"),
        (json.dumps([PROFILE, VACANCY]).encode(), "not_vum"), (json.dumps([PROFILE, 1]).encode(), "not_vum"),
        (json.dumps({"vraagObject": {"bemiddelingsberoep": []}}).encode(), "vum_question"),
        (b"", "empty_file"), (b"\x00\x01\x02", "not_a_table"), (b" " * 25_000_001 + b"[1]", "too_large"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_vum_is_refused_whole(data: bytes, code: str) -> None:
    intake = take(data, "profielen.json")
    assert error(intake) == code and code in codes.FILE_ERRORS
    assert not (intake.people or intake.vacancies or intake.employers)


def test_too_many_profiles_are_refused() -> None:
    assert error(take(b"[" + b",".join([b'{"idWerkzoekende":"1"}'] * 50_001) + b"]", "p.json")) == "too_many_rows"


def test_json_is_known_by_what_is_in_it_too() -> None:
    assert read(PROFILE, name="download.txt").people[0].number == "VUM-7"
    assert take(people_file(person()), "kandidaten.csv").people[0].number == "K1"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([
        "arbeidsmarktkwalificatie", "rijbewijs", "codeSoortRijbewijs", "werktijden", "opleiding", "codeNiveauOpleiding",
        "mobiliteit", "vervoermiddel", "codeVervoermiddel", "taalbeheersing", "contractvorm", "bemiddelingspostcode",
        "maximaleReisafstand", "codeTaal", "aantalWerkurenPerWeekMaximaal", "werkgever", "handelsnaamOrganisatie",
        "adresHouding", "adres", "contactpersoon", "telefoonnummer", "eisAanWerk", "naamVacature", "beroep",
    ]), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(st.lists(st.dictionaries(st.sampled_from(["idWerkzoekende", "idVacature", "matches", "adres", "beroep",
       "bemiddelingsberoep", "arbeidsmarktkwalificatie", "werkgever", "werktijden", "mobiliteit"]), JSON), max_size=4))  # fmt: skip
@settings(max_examples=60)
def test_no_shape_makes_reading_fail(documents: list[Any]) -> None:
    intake = read(*documents)
    assert error(intake) in (None, "not_vum")


# --- there and back ---

WORDS = ("koken", "plukken", "inpakken", "soep maken", "de was vouwen", "heftruck rijden")


def some(*choices: str, least: int = 1) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(choices), min_size=least, max_size=3, unique=True)


POSTCODES = st.from_regex(r"[1-9][0-9]{3} [A-Z]{2}", fullmatch=True)
HOURS = st.tuples(st.integers(0, 40), st.integers(1, 40)).map(sorted)
COMMON: dict[str, st.SearchStrategy[Any]] = {
    "language_nl": st.sampled_from(["A0", "A2", "B1", "C1"]),
    "contracts": some("paid", "learn_work_track", "volunteering", "work_experience_placement"),
    "day_parts": st.just(["morning", "afternoon"]),
}
PEOPLE: st.SearchStrategy[Fields] = st.builds(
    lambda fields, hours, place: fields | ({"hours_min": hours[0], "hours_max": hours[1]} if hours else {}) | place,
    st.fixed_dictionaries({"wants": some("kok", "plukker", "inpakker")}, optional=COMMON | {
        "occupations": some("kok", "schilder"), "can": some(*WORDS), "certificates": some("HACCP", "VCA"),
        "licences": some(*LICENCES), "other_languages": some("Pools", "Turks", "Engels"),
        "education": st.sampled_from(sorted({*EDUCATION.values()})), "support_needed": st.just(["guidance"]),
        "transport": some("bike", "car", "moped", "public_transport"),
    }),
    st.none() | HOURS,
    st.just({}) | st.fixed_dictionaries({"postcode": POSTCODES}, optional={"max_distance_km": st.integers(0, 99)}),
)  # fmt: skip
JOBS: st.SearchStrategy[Fields] = st.builds(
    lambda fields, hours: fields | ({"hours_min": hours[0], "hours_max": hours[1]} if hours else {}),
    st.fixed_dictionaries({"title": st.sampled_from(["Kok", "Plukker"]), "number": st.just("V1")}, optional=COMMON | {
        "occupation": st.just("kok"), "tasks": some(*WORDS), "postcode": POSTCODES, "city": st.just("Delft"),
        "must": some("HACCP", "VCA"),
    }),
    st.none() | HOURS,
)  # fmt: skip


@given(PEOPLE)
@settings(max_examples=60)
def test_what_vum_can_carry_of_a_person_comes_back_equal(fields: Fields) -> None:
    assert profile_of(**write_profile("7", fields)) == fields


@given(JOBS)
@settings(max_examples=60)
def test_what_vum_can_carry_of_work_comes_back_equal(fields: Fields) -> None:
    assert vacancy_of(**write_vacancy("9", {"name": "Jansen"}, fields)) == ({"name": "Jansen"}, fields)


@given(st.lists(PEOPLE, max_size=3))
@settings(max_examples=30)
def test_our_own_documents_bring_no_news_of_anybody(people: Sequence[Fields]) -> None:
    seekers = [(f"id-{place}", f"K{place}", fields) for place, fields in enumerate(people)]
    data = dumps(write_profile(id, fields) for id, _, fields in seekers)
    assert take(data, "uit.json", knowing(*seekers)).people == []


# What the contracts (1.1.0) say of every value that we write, by its name.
CONTRACT: dict[str, Any] = {
    "idWerkzoekende": r"[a-zA-Z0-9_.-]{0,200}", "idVacature": r"[a-zA-Z0-9_.-]{0,200}", "nummerVacature": r".{1,11}",
    "naamVacature": r".{1,120}", "omschrijvingVacature": r"(?s).{1,2000}", "naamBeroepOngecodeerd": r".{1,120}",
    "handelsnaamOrganisatie": r".{1,500}", "woonplaatsnaam": r".{1,80}", "omschrijving": r".{1,120}",
    "naamCursus": r".{1,120}", "postcode": r"[0-9]{4}[a-zA-Z]{2}", "bemiddelingspostcode": r"[0-9]{4}[a-zA-Z]{2}",
    "codeTaal": r"[a-z]{3}", "codeFunctieAdres": r"[BWCLAVE]", "codeTypeOvereenkomst": r"0[1-4]",
    "codeSoortRijbewijs": r"A|A1|A2|AM|B|B\+|C1|C|D1|D|BE|C1E|CE|D1E|DE|T",
    "codeNiveauTaalbeheersingMondeling": {0, 1, 2, 3, 4, 8}, "codeNiveauOpleiding": {1, 2, 3, 4, 5, 6, 9},
    "codeVervoermiddel": {1, 2, 3, 4, 5, 9}, "indicatieBeschikbaarVoorWoonWerkverkeer": {0, 1, 2},
    "indicatieBegeleiding": {0, 1, 2}, "indicatieKantoortijden": {0, 1, 2}, "maximaleReisafstand": range(1000),
    "aantalWerkurenPerWeekMinimaal": range(100), "aantalWerkurenPerWeekMaximaal": range(100),
}  # fmt: skip


def leaves(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict | list):
        assert value, f"{name} is empty, which VUM does not allow"
        for inner, one in value.items() if isinstance(value, dict) else ((name, one) for one in value):
            yield from leaves(inner, one)
    else:
        yield name, value


@given(PEOPLE, JOBS)
@settings(max_examples=60)
def test_every_value_is_as_the_contract_has_it(fields: Fields, job: Fields) -> None:
    document = [write_profile("0190a1b2-7c3d-7000-8000-000000000000", fields), write_vacancy("9", {"name": "J"}, job)]
    for name, value in leaves("", document):
        allowed = CONTRACT[name]
        if isinstance(allowed, str):
            assert isinstance(value, str) and re.fullmatch(allowed, value), (name, value)
        else:
            assert type(value) is int and value in allowed, (name, value)


def test_our_own_vacancies_bring_no_news() -> None:
    row = work_row(kvk="12345678", taal_nederlands="A1", contractvorm="betaald|detachering", taken="koken|bakken")
    before = take(vacancy_file(row))
    [employer], [vacancy] = before.employers, before.vacancies
    known = Known(
        employers={employer.key: "w"}, vacancies={(employer.key, "V1"): "v"}, today=TODAY,
        work={"v": (employer.fields, vacancy.fields)},
    )  # fmt: skip
    after = read(write_vacancy("v", employer.fields, vacancy.fields), known=known)
    assert [(entry.id, entry.fields) for entry in after.employers] == [
        ("w", {"name": row["werkgever"], "kvk": "12345678"})
    ]
    assert [(entry.id, entry.fields) for entry in after.vacancies] == [
        ("v", {"number": "V1", "title": row["vacature"]})
    ]
