"""A document of VUM as the cells of a row: what our own template would say, under the names of VUM."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from eventapp.intake.vum.lists import (
    CONTRACT_WORDS,
    DUTCH,
    EDUCATION_WORDS,
    LANGUAGES,
    LEVELS,
    LICENCE_WORDS,
    NO,
    TRANSPORT_WORDS,
    YES,
    Json,
    line,
    lines,
    part,
    parts,
)

Cells = dict[str, str]  # by the name that VUM has for it

_NO_DIPLOMA: Final = "zonder diploma"
# The column of our template that each is read as.
COLUMNS: Final[dict[str, dict[str, str]]] = {
    "kandidaten": {
        "idWerkzoekende": "nummer",
        "bemiddelingsberoep": "wil",
        "werkervaring": "beroepen",
        "vakvaardigheid": "kan",
        "cursus": "certificaten",
        "opleiding": "opleiding",
        "rijbewijs": "rijbewijs",
        "taalbeheersing nld": "taal_nederlands",
        "taalbeheersing": "andere_talen",
        "contractvorm": "contractvormen",
        "vervoermiddel": "vervoer",
        "bemiddelingspostcode": "postcode",
        "maximaleReisafstand": "max_reisafstand_km",
        "aantalWerkurenPerWeekMinimaal": "uren_min",
        "aantalWerkurenPerWeekMaximaal": "uren_max",
        "indicatieKantoortijden": "dagdelen",
        "eisAanWerk": "steun_nodig",
        "telefoonnummer": "telefoon",
        "emailadres": "e-mail",
        "contactpersoon": "contactpersoon",
        "persoonlijkePresentatie": "opmerkingen",
        "interesse": "opmerkingen",
    },
    "vacatures": {
        "handelsnaamOrganisatie": "werkgever",
        "kvk": "kvk",  # not of VUM: what the fair knows of its own vacancy
        "nummerVacature": "nummer",
        "naamVacature": "vacature",
        "beroep": "beroep",
        "omschrijvingVacature": "taken",
        "vakvaardigheid": "moet",
        "cursus": "moet",
        "opleiding": "opmerkingen",  # a vacancy of ours has no level: a question
        "rijbewijs": "rijbewijs",
        "taalbeheersing nld": "taal_nederlands",
        "contractvorm": "contractvorm",
        "postcode": "postcode",
        "woonplaatsnaam": "plaats",
        "aantalWerkurenPerWeekMinimaal": "uren_min",
        "aantalWerkurenPerWeekMaximaal": "uren_max",
        "indicatieKantoortijden": "dagdelen",
        "contactpersoon": "contactpersoon",
        "telefoonnummer": "telefoon",
        "emailadres": "e-mail",
    },
}


def profile_cells(profile: Json) -> Cells:
    """The cells of a profile, without its number; what it does not say is empty."""
    able, moving = part(profile, "arbeidsmarktkwalificatie"), part(profile, "mobiliteit")
    return {
        "bemiddelingsberoep": _joined(map(occupation, parts(profile, "bemiddelingsberoep"))),
        "werkervaring": _joined(occupation(part(past, "beroep")) for past in parts(able, "werkervaring")),
        "vakvaardigheid": _skills(able),
        "cursus": _joined(line(course.get("naamCursus")) for course in parts(able, "cursus")),
        "opleiding": _education(able),
        "rijbewijs": _licences(able),
        "taalbeheersing nld": _dutch(able),
        "taalbeheersing": _joined(_other_languages(able)),
        "vervoermiddel": _joined(_transport(profile)),
        "bemiddelingspostcode": line(moving.get("bemiddelingspostcode")),
        "maximaleReisafstand": line(moving.get("maximaleReisafstand")),
        "eisAanWerk": _joined(_support(part(profile, "eisAanWerk"))),
        "telefoonnummer": "".join(lines(profile.get("telefoonnummer"))[:1]),
        "emailadres": "".join(lines(profile.get("emailadres"))[:1]),
        "contactpersoon": _contact(profile),
        "persoonlijkePresentatie": line(profile.get("persoonlijkePresentatie")),
        "interesse": _joined(line(one.get("naamInteresse")) for one in parts(able, "interesse")),
        **_terms(profile),
    }


def vacancy_cells(vacancy: Json) -> Cells:
    """The cells of a vacancy and its employer, without its number; what it does not say is empty."""
    employer, work = part(vacancy, "werkgever"), occupation(part(vacancy, "beroep"))
    address, contact = _address(vacancy), next(iter(parts(employer, "contactpersoon")), {})
    return {
        "handelsnaamOrganisatie": line(employer.get("handelsnaamOrganisatie")),
        "naamVacature": line(vacancy.get("naamVacature")) or work,
        "beroep": work,
        "omschrijvingVacature": _joined(map(line, str(vacancy.get("omschrijvingVacature") or "").splitlines())),
        "vakvaardigheid": _skills(vacancy),
        "cursus": _joined(line(course.get("naamCursus")) for course in parts(vacancy, "cursus")),
        "opleiding": f"opleiding {level}" if (level := _education(vacancy)) else "",
        "rijbewijs": _licences(vacancy),
        "taalbeheersing nld": _dutch(vacancy),
        "postcode": line(address.get("postcode")),
        "woonplaatsnaam": line(address.get("woonplaatsnaam")),
        "contactpersoon": line(contact.get("naamContactpersoonAfdeling")),
        "telefoonnummer": "".join(lines(contact.get("telefoonnummer"))[:1]),
        "emailadres": "".join(lines(contact.get("emailadres"))[:1]),
        **_terms(vacancy),
    }


def occupation(found: Json) -> str:
    """The name of an occupation, in its wrapping or (in the pilot) without; a code alone says nothing here."""
    coded = part(found, "beroepsnaamGecodeerd") or found
    own = part(found, "beroepsnaamOngecodeerd") or found
    return line(coded.get("omschrijvingBeroepsnaam")) or line(own.get("naamBeroepOngecodeerd"))


def _terms(document: Json) -> Cells:
    """What a profile and a vacancy have in common. A most of 0 hours says nothing."""
    hours, office = part(document, "werktijden"), part(document, "werktijden").get("indicatieKantoortijden")
    contracts = (CONTRACT_WORDS.get(line(one.get("codeTypeOvereenkomst"))) for one in parts(document, "contractvorm"))
    return {
        "aantalWerkurenPerWeekMinimaal": line(hours.get("aantalWerkurenPerWeekMinimaal")),
        "aantalWerkurenPerWeekMaximaal": line(hours.get("aantalWerkurenPerWeekMaximaal") or None),
        "indicatieKantoortijden": "ochtend|middag" if _code(office) == YES else "",
        "contractvorm": _joined(word or "" for word in contracts),
    }


def _skills(holder: Json) -> str:
    return _joined(line(skill.get("omschrijving")) for skill in parts(holder, "vakvaardigheid"))


def _licences(holder: Json) -> str:
    return _joined(LICENCE_WORDS.get(line(one.get("codeSoortRijbewijs")), "") for one in parts(holder, "rijbewijs"))


def _dutch(holder: Json) -> str:
    spoken = (_spoken(one) for one in parts(holder, "taalbeheersing") if one.get("codeTaal") == DUTCH)
    return next((LEVELS[level] for level in spoken if level in LEVELS), "")


def _other_languages(able: Json) -> Iterator[str]:
    for one in parts(able, "taalbeheersing"):
        code = line(one.get("codeTaal"))
        if code != DUTCH and _spoken(one) != 1:  # 1: does not speak it
            yield LANGUAGES.get(code, code)


def _education(able: Json) -> str:
    """The highest level; something else (9) only where there is nothing more to say."""
    found = [(_code(one.get("codeNiveauOpleiding")), one) for one in parts(able, "opleiding")]
    levels = [(level % 9, level, one) for level, one in found if level in EDUCATION_WORDS]
    if not levels:
        return ""
    _, level, one = max(levels, key=lambda known: known[0])
    return (
        f"{EDUCATION_WORDS[level]}, {_NO_DIPLOMA}"
        if _code(one.get("indicatieDiploma")) == NO
        else EDUCATION_WORDS[level]
    )


def _transport(profile: Json) -> Iterator[str]:
    for one in parts(profile, "vervoermiddel"):
        if _code(one.get("indicatieBeschikbaarVoorWoonWerkverkeer")) != NO:
            yield TRANSPORT_WORDS.get(_code(one.get("codeVervoermiddel")), "")


def _support(needs: Json) -> Iterator[str]:
    """The second is more than one of our words can say, so it becomes a question."""
    if _code(needs.get("indicatieBegeleiding")) == YES:
        yield "begeleiding"
    if _code(needs.get("indicatieAanpassingWerkomgeving")) == YES:
        yield "aanpassing van de werkomgeving"


def _contact(profile: Json) -> str:
    return next((line(one.get("naamContactpersoonAfdeling")) for one in parts(profile, "contactpersoon")), "")


def _address(vacancy: Json) -> Json:
    """Where the work is: since 3.0.0 of the vacancy itself, before that an address of the employer."""
    held = [part(part(one, "adres"), "adresNederland") for one in parts(part(vacancy, "werkgever"), "adresHouding")]
    return part(vacancy, "adres") or next(filter(None, held), {})


def _spoken(language: Json) -> int:
    return _code(language.get("codeNiveauTaalbeheersingMondeling"))


def _code(value: Any) -> int:
    """A code that is a number in one contract and a text in another; 0, unknown, for what is none."""
    text = line(value)
    return int(text) if text.isdecimal() and len(text) < 4 else 0


def _joined(texts: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(filter(None, texts)))


READ: Final[Mapping[str, frozenset[str]]] = {
    "kandidaten": frozenset({
        "idWerkzoekende", "vumID", "bronID", "bemiddelingsberoep", "werkervaring", "vakvaardigheid", "cursus",
        "opleiding", "rijbewijs", "taalbeheersing", "contractvorm", "vervoermiddel", "mobiliteit", "werktijden",
        "eisAanWerk", "telefoonnummer", "emailadres", "contactpersoon", "persoonlijkePresentatie", "interesse",
        "arbeidsmarktkwalificatie",
    }),
    "vacatures": frozenset({
        "idVacature", "vumID", "bronID", "nummerVacature", "naamVacature", "omschrijvingVacature", "beroep",
        "werkgever", "adres", "vakvaardigheid", "cursus", "opleiding", "rijbewijs", "taalbeheersing",
        "contractvorm", "werktijden",
    }),
}  # fmt: skip
