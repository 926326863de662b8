"""Profiles and vacancies as JSON with the names of VUM, the Dutch standard for exchanging matching data.

The names and codes are those that public programs for VUM use (version 1 of the interface); they were **not checked
against the published standard or its schemas**, and no exchange with a real VUM partner was tried. Three things are
our own reading and lose something: VUM's five levels of a language against our six (A1 and A2 are both "redelijk",
B1 and B2 both "goed"), ``codeRegiostraal`` (not used: a distance goes into ``mobiliteit.maximaleReisafstand``), and
words in ``omschrijving`` fields.

A profile has no name, birth date or address: VUM exchanges it without. ``indicatieLdrRegistratie`` (the register of
target groups) is never read and never written. Every text that comes in goes through the guard, and what VUM has no
place for (limits, support, day parts) stays out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from eventapp.fair.fields import Fields
from eventapp.fair.words import EDUCATION, LICENCES
from eventapp.intake.entries import BadFile
from eventapp.intake.guard import without_bsn
from eventapp.intake.record import known
from eventapp.intake.sensitive import is_sensitive
from eventapp.intake.values import postcode

Json = dict[str, Any]

_CONTRACTS: Final = {"paid": "01", "learn_work_track": "02", "volunteering": "03", "work_experience_placement": "04"}
_TRANSPORT: Final = {"car": 1, "moped": 2, "bike": 3, "public_transport": 5}
_SPOKEN: Final = {"A0": 1, "A1": 2, "A2": 2, "B1": 3, "B2": 3, "C1": 4}
_LEVELS: Final = {1: "A0", 2: "A2", 3: "B1", 4: "C1"}
_DUTCH: Final = "nld"
_YES: Final = 1
_EDUCATION: Final = frozenset(EDUCATION.values()) - {9}  # 9 is something else, not more


def write_profile(number: str, fields: Mapping[str, Any]) -> Json:
    """A seeker as a VUM profile; ``number`` becomes ``idWerkzoekende``."""
    return _filled({
        "idWerkzoekende": number,
        "bemiddelingsberoep": [_occupation(text) for text in fields.get("wants") or fields.get("occupations") or ()],
        "arbeidsmarktkwalificatie": {
            "vakvaardigheid": [{"omschrijving": text} for text in fields.get("can") or ()],
            "taalbeheersing": _language(fields),
            "rijbewijs": [{"codeSoortRijbewijs": code} for code in fields.get("licences") or ()],
            "cursus": [{"naamCursus": text} for text in fields.get("certificates") or ()],
            "opleiding": [{"codeNiveauOpleiding": fields["education"]}] if fields.get("education") else [],
            "werkervaring": [{"beroep": _occupation(text)} for text in fields.get("occupations") or ()],
        },
        "contractvorm": _contracts(fields),
        "vervoermiddel": [
            {"codeVervoermiddel": _TRANSPORT[code], "indicatieBeschikbaarVoorWoonWerkverkeer": _YES}
            for code in fields.get("transport") or () if code in _TRANSPORT
        ],
        "mobiliteit": {
            "bemiddelingspostcode": _compact(fields.get("postcode")),
            "maximaleReisafstand": fields.get("max_distance_km"),
        },
        "werktijden": _hours(fields),
    })  # fmt: skip


def read_profile(profile: Json) -> tuple[str | None, Fields]:
    """The number and the fields of a VUM profile; what it does not say is not there."""
    able, moving = _part(profile, "arbeidsmarktkwalificatie"), _part(profile, "mobiliteit")
    levels = [_number(level.get("codeNiveauOpleiding"), 9) for level in _parts(able, "opleiding")]
    return _text(profile.get("idWerkzoekende")), known({
        "wants": _texts(map(_named, _parts(profile, "bemiddelingsberoep")), "wil"),
        "occupations": _texts((_named(_part(past, "beroep")) for past in _parts(able, "werkervaring")), "beroepen"),
        "can": _texts((skill.get("omschrijving") for skill in _parts(able, "vakvaardigheid")), "kan"),
        "certificates": _texts((course.get("naamCursus") for course in _parts(able, "cursus")), "certificaten"),
        "licences": _licences(able),
        "language_nl": _level(able),
        "education": max((level for level in levels if level in _EDUCATION), default=None),
        "transport": _transport(profile),
        "postcode": postcode(str(moving.get("bemiddelingspostcode") or "")),
        "max_distance_km": _number(moving.get("maximaleReisafstand"), 500),
        **_common(profile),
    })  # fmt: skip


def write_vacancy(employer: Mapping[str, Any], fields: Mapping[str, Any]) -> Json:
    """A vacancy with its employer as VUM has them. Contact data is not written: both sides have to say yes first."""
    address = {"postcode": _compact(fields.get("postcode")), "woonplaatsnaam": fields.get("city")}
    return _filled({
        "nummerVacature": fields.get("number"),
        "naamVacature": fields.get("title"),
        "omschrijvingVacature": ". ".join(fields.get("tasks") or ()),
        "beroep": _occupation(str(fields.get("occupation") or fields.get("title") or "")),
        "werkgever": {
            "handelsnaamOrganisatie": employer.get("name"),
            "adresHouding": [{"codeFunctieAdres": "E",
            "adres": {"adresNederland": address}}] if any(address.values()) else [],
        },
        "vakvaardigheid": [{"omschrijving": text} for text in fields.get("must") or ()],
        "taalbeheersing": _language(fields),
        "contractvorm": _contracts(fields),
        "werktijden": _hours(fields),
    })  # fmt: skip


def read_vacancy(vacancy: Json) -> tuple[Fields, Fields]:
    """The fields of the employer and those of the vacancy. Raises BadFile ``not_a_table`` where either has no name."""
    employer = _text(_part(vacancy, "werkgever").get("handelsnaamOrganisatie"))
    title = _text(vacancy.get("naamVacature")) or _text(_named(_part(vacancy, "beroep")))
    if not employer or not title:
        raise BadFile("not_a_table")
    must = [
        *(_texts((skill.get("omschrijving") for skill in _parts(vacancy, "vakvaardigheid")), "") or ()),
        *(f"rijbewijs {code}" for code in _licences(vacancy) or ()),
        *(_texts((course.get("naamCursus") for course in _parts(vacancy, "cursus")), "") or ()),
    ]
    return {"name": employer}, known({
        "number": _text(vacancy.get("nummerVacature")) or _text(vacancy.get("idVacature")),
        "title": title,
        "occupation": _text(_named(_part(vacancy, "beroep"))),
        "tasks": _texts([vacancy.get("omschrijvingVacature")], ""),
        "must": must or None,
        "language_nl": _level(vacancy),
        **_place(vacancy),
        **_common(vacancy),
    })  # fmt: skip


def dumps(documents: Iterable[Json]) -> bytes:
    """Profiles or vacancies as one JSON file."""
    return json.dumps(list(documents), ensure_ascii=False, indent=1).encode()


def loads(data: bytes) -> list[Json]:
    """The documents of a JSON file: one, or a list of them. Raises BadFile ``not_a_table``."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadFile("not_a_table") from error
    documents = found if isinstance(found, list) else [found]
    if not all(isinstance(document, dict) for document in documents):
        raise BadFile("not_a_table")
    return documents


def _occupation(text: str) -> Json:
    return {"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": text}} if text else {}


def _named(occupation: Json) -> Any:
    """The name of an occupation, coded or in own words, in its wrapping or without."""
    coded = _part(occupation, "beroepsnaamGecodeerd") or occupation
    own = _part(occupation, "beroepsnaamOngecodeerd") or occupation
    return coded.get("omschrijvingBeroepsnaam") or own.get("naamBeroepOngecodeerd")


def _language(fields: Mapping[str, Any]) -> list[Json]:
    level = _SPOKEN.get(str(fields.get("language_nl")))
    return [{"codeTaal": _DUTCH, "codeNiveauTaalbeheersingMondeling": level}] if level else []


def _level(holder: Json) -> str | None:
    found = (
        one.get("codeNiveauTaalbeheersingMondeling")
        for one in _parts(holder, "taalbeheersing")
        if one.get("codeTaal") == _DUTCH
    )
    return next((_LEVELS[code] for code in found if isinstance(code, int) and code in _LEVELS), None)


def _contracts(fields: Mapping[str, Any]) -> list[Json]:
    return [{"codeTypeOvereenkomst": _CONTRACTS[code]} for code in fields.get("contracts") or () if code in _CONTRACTS]


def _hours(fields: Mapping[str, Any]) -> Json:
    return {
        "aantalWerkurenPerWeekMinimaal": fields.get("hours_min"),
        "aantalWerkurenPerWeekMaximaal": fields.get("hours_max"),
    }


def _common(document: Json) -> Fields:
    hours, kinds = _part(document, "werktijden"), {code: kind for kind, code in _CONTRACTS.items()}
    contracts = [kinds.get(str(one.get("codeTypeOvereenkomst"))) for one in _parts(document, "contractvorm")]
    return {
        "hours_min": _number(hours.get("aantalWerkurenPerWeekMinimaal"), 60),
        "hours_max": _number(hours.get("aantalWerkurenPerWeekMaximaal"), 60) or None,
        "contracts": [kind for kind in dict.fromkeys(contracts) if kind] or None,
    }


def _licences(holder: Json) -> list[str] | None:
    codes = [str(one.get("codeSoortRijbewijs")) for one in _parts(holder, "rijbewijs")]
    return [code for code in dict.fromkeys(codes) if code in LICENCES] or None


def _transport(profile: Json) -> list[str] | None:
    names = {code: name for name, code in _TRANSPORT.items()}
    codes = (_number(one.get("codeVervoermiddel"), 9) for one in _parts(profile, "vervoermiddel"))
    found = [names.get(code or 0) for code in codes]
    return [name for name in dict.fromkeys(found) if name] or None


def _place(vacancy: Json) -> Fields:
    for held in _parts(_part(vacancy, "werkgever"), "adresHouding"):
        address = _part(_part(held, "adres"), "adresNederland")
        if address:
            return {
                "postcode": postcode(str(address.get("postcode") or "")),
                "city": _text(address.get("woonplaatsnaam")),
            }
    return {}


def _compact(code: Any) -> str | None:
    return str(code).replace(" ", "") if code else None


def _text(value: Any) -> str | None:
    """One line without a BSN, or None."""
    text = without_bsn(" ".join(str(value).split())[:500])[0].strip("… ") if isinstance(value, str | int) else ""
    return text or None


def _texts(values: Iterable[Any], column: str) -> list[str] | None:
    texts = [text for text in map(_text, values) if text and not (column and is_sensitive(text, column))]
    return list(dict.fromkeys(texts)) or None


def _number(value: Any, most: int) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most else None


def _part(document: Json, name: str) -> Json:
    found = document.get(name)
    return found if isinstance(found, dict) else {}


def _parts(document: Json, name: str) -> list[Json]:
    found = document.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _filled(value: Any) -> Any:
    """Without what is not known: no empty text, list or part."""
    if isinstance(value, dict):
        return {name: part for name, one in value.items() if (part := _filled(one)) not in (None, "", [], {})}
    return [part for one in value if (part := _filled(one))] if isinstance(value, list) else value
