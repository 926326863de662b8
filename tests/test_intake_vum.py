"""Profiles and vacancies go out as VUM's JSON and come back, without what VUM must not get from here."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventapp.intake import BadFile
from eventapp.intake.vum import dumps, loads, read_profile, read_vacancy, write_profile, write_vacancy

PERSON: dict[str, Any] = {
    "wants": ["kok"], "occupations": ["bakker"], "can": ["koken"], "certificates": ["HACCP"], "licences": ["B", "AM"],
    "language_nl": "A2", "education": 4, "transport": ["bike", "public_transport"], "postcode": "2525 GD", "max_distance_km": 15,
    "hours_min": 16, "hours_max": 24, "contracts": ["paid", "learn_work_track"],
}  # fmt: skip
WORK: dict[str, Any] = {
    "number": "V1", "title": "Kok", "occupation": "kok", "tasks": ["koken"], "must": ["HACCP"], "language_nl": "B1",
    "postcode": "2611 CR", "city": "Delft", "hours_min": 16, "hours_max": 24, "contracts": ["work_experience_placement"],
}  # fmt: skip
NEVER: dict[str, Any] = {
    "first_name": "Bo", "last_name": "Bakker", "birth_date": "1980-02-01", "phone": "0612345678", "email": "bo@example.org",
    "limits": ["lifting"], "limits_text": ["niet tillen"], "questions": ["vraag"], "contact": "K. Bos", "consent": 1,
}  # fmt: skip


def test_a_profile_comes_back_as_it_went() -> None:
    assert read_profile(write_profile("K1", PERSON)) == ("K1", PERSON)


def test_a_vacancy_comes_back_as_it_went() -> None:
    assert read_vacancy(write_vacancy({"name": "Jansen"}, WORK)) == ({"name": "Jansen"}, WORK)


def test_a_profile_has_the_names_and_codes_of_vum() -> None:
    profile = write_profile("K1", PERSON)
    able = profile["arbeidsmarktkwalificatie"]
    assert profile["bemiddelingsberoep"] == [{"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": "kok"}}]
    assert profile["werktijden"] == {"aantalWerkurenPerWeekMinimaal": 16, "aantalWerkurenPerWeekMaximaal": 24}
    assert profile["contractvorm"] == [{"codeTypeOvereenkomst": "01"}, {"codeTypeOvereenkomst": "02"}]
    assert profile["mobiliteit"] == {"bemiddelingspostcode": "2525GD", "maximaleReisafstand": 15}
    assert able["rijbewijs"] == [{"codeSoortRijbewijs": "B"}, {"codeSoortRijbewijs": "AM"}]
    assert able["taalbeheersing"] == [{"codeTaal": "nld", "codeNiveauTaalbeheersingMondeling": 2}]


def test_who_somebody_is_and_what_they_cannot_do_never_goes_out() -> None:
    assert write_profile("K1", PERSON | NEVER) == write_profile("K1", PERSON)
    contact = {"contact": "P. Smit", "phone": "015-0000001", "email": "p@example.org"}
    assert write_vacancy({"name": "Jansen"} | contact, WORK) == write_vacancy({"name": "Jansen"}, WORK)


def test_the_register_of_target_groups_is_never_read() -> None:
    profile = write_profile("K1", PERSON) | {"indicatieLdrRegistratie": 1}
    assert read_profile(profile) == ("K1", PERSON)


def test_what_is_unknown_is_not_there_and_a_code_for_unknown_is_unknown() -> None:
    assert write_profile("K1", {}) == {"idWerkzoekende": "K1"}
    unknown = {
        "arbeidsmarktkwalificatie": {"taalbeheersing": [{"codeTaal": "nld", "codeNiveauTaalbeheersingMondeling": 0}]}
    }
    assert read_profile(unknown) == (None, {})


def test_an_occupation_with_a_code_is_read_by_its_name() -> None:
    coded = {"beroepsnaamGecodeerd": {"codeBeroepsnaam": "12345", "omschrijvingBeroepsnaam": "Kok"}}
    assert read_profile({"bemiddelingsberoep": [coded, {"naamBeroepOngecodeerd": "Bakker"}]})[1] == {
        "wants": ["Kok", "Bakker"]
    }


def test_a_bsn_or_a_diagnosis_does_not_come_in_with_it() -> None:
    profile = {"idWerkzoekende": "111222333", "arbeidsmarktkwalificatie": {
        "vakvaardigheid": [{"omschrijving": "koken"}, {"omschrijving": "ik heb reuma"}, {"omschrijving": "bsn 111222333"}]}}  # fmt: skip
    number, fields = read_profile(profile)
    assert (number, fields) == (None, {"can": ["koken", "bsn"]})


@pytest.mark.parametrize("data", [b"", b"{", b"1", b'["x"]', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_of_documents_is_refused(data: bytes) -> None:
    with pytest.raises(BadFile) as caught:
        loads(data)
    assert caught.value.code == "not_a_table"


def test_a_vacancy_without_an_employer_or_a_title_is_refused() -> None:
    for vacancy in ({}, {"naamVacature": "Kok"}, {"werkgever": {"handelsnaamOrganisatie": "Jansen"}}):
        with pytest.raises(BadFile):
            read_vacancy(vacancy)


def test_documents_are_read_back_from_a_file() -> None:
    documents = [write_profile("K1", PERSON), write_profile("K2", {"wants": ["één"]})]
    assert loads(dumps(documents)) == documents
    assert loads(json.dumps(documents[0]).encode()) == documents[:1]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["arbeidsmarktkwalificatie", "rijbewijs", "codeSoortRijbewijs", "werktijden", "opleiding", "codeNiveauOpleiding", "mobiliteit",
         "vervoermiddel", "codeVervoermiddel", "taalbeheersing", "bemiddelingsberoep", "contractvorm", "maximaleReisafstand"]), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "arbeidsmarktkwalificatie",
                "werktijden",
                "mobiliteit",
                "vervoermiddel",
                "bemiddelingsberoep",
                "contractvorm",
            ]
        ),
        JSON,
    )
)
def test_no_shape_of_a_profile_makes_reading_fail(profile: dict[str, Any]) -> None:
    read_profile(profile)
