"""The code lists of VUM beside ours. A code that is not here has no word of ours."""

from __future__ import annotations

from typing import Any, Final

from eventapp.fair.words import CONTRACTS, LICENCES, TRANSPORT

Json = dict[str, Any]

DUTCH: Final = "nld"  # ISO 639-3, as all languages
YES: Final = 1  # Indicatie: 0 unknown, 1 yes, 2 no
NO: Final = 2

# codeTypeOvereenkomst: 01 reguliere vacature, 02 leerbaan, 03 vrijwilligerswerk, 04 werkervaringsplaats.
CONTRACT_CODES: Final = {
    "paid": "01", "learn_work_track": "02", "volunteering": "03", "work_experience_placement": "04",
}  # fmt: skip
# codeVervoermiddel: 1 auto, 2 bromfiets, 3 fiets, 4 motor, 5 openbaar vervoer, 9 anders.
TRANSPORT_CODES: Final = {"car": 1, "moped": 2, "bike": 3, "public_transport": 5}
# codeNiveauTaalbeheersing...: 0 onbekend, 1 geen, 2 redelijk, 3 goed, 4 uitstekend, 8 niet van toepassing.
SPOKEN: Final = {"A0": 1, "A1": 2, "A2": 2, "B1": 3, "B2": 3, "C1": 4}

# What the columns of our own template say for a code.
CONTRACT_WORDS: Final = {CONTRACT_CODES[code]: word for word, code in CONTRACTS.items() if code in CONTRACT_CODES}
TRANSPORT_WORDS: Final = {
    **{TRANSPORT_CODES[code]: word for word, code in TRANSPORT.items() if code in TRANSPORT_CODES}, 4: "motor",
}  # fmt: skip
LEVELS: Final = {1: "A0", 2: "A2", 3: "B1", 4: "C1"}
# codeNiveauOpleiding
EDUCATION_WORDS: Final = {
    1: "basisonderwijs", 2: "vmbo", 3: "havo", 4: "mbo", 5: "hbo", 6: "wo", 9: "anders",
}  # fmt: skip
LICENCE_WORDS: Final = {**{code: code for code in LICENCES}, "B+": "B"}  # B+ is B with a heavier trailer

LANGUAGES: Final = {
    "amh": "Amhaars", "ara": "Arabisch", "bul": "Bulgaars", "zho": "Chinees", "prs": "Dari", "deu": "Duits",
    "eng": "Engels", "fas": "Farsi", "fra": "Frans", "fry": "Fries", "hun": "Hongaars", "ita": "Italiaans",
    "kur": "Koerdisch", "hrv": "Kroatisch", "ukr": "Oekraïens", "pap": "Papiaments", "pus": "Pasjtoe",
    "pol": "Pools", "por": "Portugees", "ron": "Roemeens", "rus": "Russisch", "som": "Somalisch", "spa": "Spaans",
    "srn": "Sranantongo", "tir": "Tigrinya", "tur": "Turks", "urd": "Urdu", "vie": "Vietnamees",
}  # fmt: skip
LANGUAGE_CODES: Final = {name.casefold(): code for code, name in LANGUAGES.items()}


def part(document: Json, name: str) -> Json:
    """What is under this name, where that is an object."""
    found = document.get(name)
    return found if isinstance(found, dict) else {}


def parts(document: Json, name: str) -> list[Json]:
    """The objects under this name: a list of them, or one by itself."""
    found = document.get(name)
    return [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, dict)]


def line(value: Any) -> str:
    """A text or a number on one line, ready to be a value in a cell; nothing else is one."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).replace("|", "/").split())


def lines(value: Any) -> list[str]:
    """The texts under a name that holds one or several, depending on the contract."""
    return [text for one in (value if isinstance(value, list) else [value]) if (text := line(one))]
