"""Seekers and vacancies as documents of VUM: the detail form of contract 1.1.0."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from eventapp.fair.words import LICENCES
from eventapp.intake.guard import find_bsns
from eventapp.intake.sensitive import is_sensitive
from eventapp.intake.vum.lists import (
    CONTRACT_CODES,
    DUTCH,
    LANGUAGE_CODES,
    NO,
    SPOKEN,
    TRANSPORT_CODES,
    YES,
    Json,
)

_NAME: Final = 120  # characters of a name, as the contract has it
_TEXT: Final = 2000
_EMPLOYER: Final = 500
_NUMBER: Final = 11
_TOWN: Final = 80
_HOURS: Final = 99
_KM: Final = 999
_WORK_ADDRESS: Final = "E"  # codeFunctieAdres: werklocatieadres
_POSTCODE: Final = re.compile(r"\d{4}[A-Z]{2}")
_LICENCE: Final = re.compile(rf"rijbewijs ({'|'.join(LICENCES)})")
_OFFICE: Final = {"morning", "afternoon"}
_GUIDED: Final = {"guidance", "job_coach"}


def write_profile(id: str, fields: Mapping[str, Any]) -> Json:
    """A seeker as a VUM profile; ``id`` becomes ``idWerkzoekende``. What is unknown is not in it."""
    return _filled({
        "idWerkzoekende": id,
        "bemiddelingsberoep": [_occupation(text) for text in _said(fields.get("wants"), "wil")],
        "arbeidsmarktkwalificatie": {
            "vakvaardigheid": _skills(_said(fields.get("can"), "kan")),
            "taalbeheersing": [*_dutch(fields), *_other_languages(fields)],
            "rijbewijs": [{"codeSoortRijbewijs": code} for code in fields.get("licences") or ()],
            "cursus": [{"naamCursus": text} for text in _said(fields.get("certificates"), "certificaten")],
            "opleiding": [{"codeNiveauOpleiding": fields.get("education")}],
            "werkervaring": [{"beroep": _occupation(text)} for text in _said(fields.get("occupations"), "beroepen")],
        },
        "contractvorm": _contracts(fields),
        "vervoermiddel": [
            {"codeVervoermiddel": TRANSPORT_CODES[code], "indicatieBeschikbaarVoorWoonWerkverkeer": YES}
            for code in fields.get("transport") or () if code in TRANSPORT_CODES
        ],
        "mobiliteit": _mobility(fields),
        "werktijden": _hours(fields),
        "eisAanWerk": {"indicatieBegeleiding": _guidance(fields)},
    })  # fmt: skip


def write_vacancy(id: str, employer: Mapping[str, Any], fields: Mapping[str, Any]) -> Json:
    """A vacancy with its employer; ``id`` becomes ``idVacature``. What is unknown is not in it."""
    number, must = str(fields.get("number") or ""), _said(fields.get("must"), "moet")
    licences = [found.group(1) for text in must if (found := _LICENCE.fullmatch(text))]
    address = {"postcode": _postcode(fields), "woonplaatsnaam": str(fields.get("city") or "")[:_TOWN]}
    place = {"codeFunctieAdres": _WORK_ADDRESS, "adres": {"adresNederland": address}}
    return _filled({
        "idVacature": id,
        "nummerVacature": number if len(number) <= _NUMBER else "",
        "naamVacature": str(fields.get("title") or "")[:_NAME],
        "omschrijvingVacature": "\n".join(_said(fields.get("tasks"), "taken"))[:_TEXT],
        "beroep": _occupation(str(fields.get("occupation") or "")[:_NAME]),
        "werkgever": {
            "handelsnaamOrganisatie": str(employer.get("name") or "")[:_EMPLOYER],
            "adresHouding": [place] if any(address.values()) else [],
        },
        "vakvaardigheid": _skills(text for text in must if not _LICENCE.fullmatch(text)),
        "rijbewijs": [{"codeSoortRijbewijs": code} for code in licences],
        "taalbeheersing": _dutch(fields),
        "contractvorm": _contracts(fields),
        "werktijden": _hours(fields),
    })  # fmt: skip


def dumps(documents: Iterable[Json]) -> bytes:
    """Profiles or vacancies as one JSON file: a list."""
    return json.dumps(list(documents), ensure_ascii=False, indent=1).encode()


def _said(texts: Iterable[str] | None, column: str) -> list[str]:
    """What somebody wrote, as long as VUM takes it; never a BSN or a reason why."""
    safe = (text for text in texts or () if not find_bsns(text) and not is_sensitive(text, column))
    return list(dict.fromkeys(text[:_NAME].strip() for text in safe))


def _occupation(text: str) -> Json:
    return {"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": text}} if text else {}


def _skills(texts: Iterable[str]) -> list[Json]:
    return [{"omschrijving": text} for text in texts]


def _dutch(fields: Mapping[str, Any]) -> list[Json]:
    level = SPOKEN.get(str(fields.get("language_nl")))
    return [{"codeTaal": DUTCH, "codeNiveauTaalbeheersingMondeling": level}] if level else []


def _other_languages(fields: Mapping[str, Any]) -> list[Json]:
    """Those of which the first word is a language that we have a code for; how well is in own words, so unknown."""
    names = (text.casefold().split() for text in fields.get("other_languages") or ())
    codes = (LANGUAGE_CODES.get(words[0].strip(",:;()")) for words in names if words)
    return [{"codeTaal": code} for code in dict.fromkeys(codes) if code]


def _contracts(fields: Mapping[str, Any]) -> list[Json]:
    codes = (CONTRACT_CODES.get(code) for code in fields.get("contracts") or ())
    return [{"codeTypeOvereenkomst": code} for code in codes if code]


def _mobility(fields: Mapping[str, Any]) -> Json:
    """VUM has no distance without a whole postcode."""
    if not (postcode := _postcode(fields)):
        return {}
    return {
        "bemiddelingspostcode": postcode,
        "maximaleReisafstand": _whole(fields.get("max_distance_km"), math.floor, _KM),
    }


def _postcode(fields: Mapping[str, Any]) -> str:
    compact = str(fields.get("postcode") or "").replace(" ", "").upper()
    return compact if _POSTCODE.fullmatch(compact) else ""


def _hours(fields: Mapping[str, Any]) -> Json:
    parts = set(fields.get("day_parts") or ())
    office = YES if parts == _OFFICE else NO if parts and not parts & _OFFICE else None
    return {
        "aantalWerkurenPerWeekMinimaal": _whole(fields.get("hours_min"), math.floor, _HOURS),
        "aantalWerkurenPerWeekMaximaal": _whole(fields.get("hours_max"), math.ceil, _HOURS),
        "indicatieKantoortijden": office,
    }


def _guidance(fields: Mapping[str, Any]) -> int | None:
    """Yes where it is asked for, no where surely nothing is; other support says nothing of it."""
    needed = fields.get("support_needed")
    return None if needed is None else YES if _GUIDED & set(needed) else NO if needed == [] else None


def _whole(value: Any, rounded: Any, most: int) -> int | None:
    return number if isinstance(value, int | float) and 0 <= (number := int(rounded(value))) <= most else None


def _filled(value: Any) -> Any:
    """Without what is not known: no empty text, list or object, which VUM does not allow."""
    if isinstance(value, dict):
        return {name: one for name, held in value.items() if (one := _filled(held)) not in (None, "", [], {})}
    return [one for held in value if (one := _filled(held))] if isinstance(value, list) else value
