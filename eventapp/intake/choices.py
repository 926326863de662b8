"""Words of the closed lists, as people write them: "'s Avonds" is evening, "scooter" is a moped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from eventapp.fair.words import (
    CONTRACTS,
    DAY_PARTS,
    DEMANDS,
    EDUCATION,
    LANGUAGE_LEVELS,
    LICENCES,
    NO,
    SUPPORT,
    TRANSPORT,
    UNKNOWN,
    YES,
)
from eventapp.matching.demands import demands_in

Words = Mapping[str, tuple[str, ...]]

_PIECES: Final = re.compile(r"[,;/&+()\n]|\b(?:en|of)\b")
_NEGATION: Final = re.compile(r"\b(geen|niet|nooit|zonder|nauwelijks|weinig)\b")
_LEVEL: Final = re.compile(r"\b([abc])\s?([0-2])\b")


def plain_word(text: str) -> str:
    """Small, without accents and marks: "'s Avonds." is "s avonds"."""
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^a-z0-9]", " ", text).split())


def _words(codes: Mapping[str, str], more: Mapping[str, str]) -> Words:
    """A word list with other ways to say the same: ``more`` maps those to words of the list, + between."""
    said = {plain_word(word): (code,) for word, code in codes.items()}
    return said | {word: tuple(codes[part] for part in meant.split("+")) for word, meant in more.items()}


DAY_PART_WORDS: Final = _words(DAY_PARTS, {
    "ochtenden": "ochtend", "s ochtends": "ochtend", "s morgens": "ochtend", "morgen": "ochtend",
    "middagen": "middag", "s middags": "middag", "avonden": "avond", "s avonds": "avond", "nachten": "nacht",
    "s nachts": "nacht", "weekenden": "weekend", "weekeinde": "weekend", "in het weekend": "weekend",
    "schooltijden": "ochtend+middag", "onder schooltijd": "ochtend+middag", "kantooruren": "ochtend+middag",
    "kantoortijden": "ochtend+middag", "dagdienst": "ochtend+middag", "overdag": "ochtend+middag",
    "hele dag": "ochtend+middag", "hele dagen": "ochtend+middag", "ochtenddienst": "ochtend",
    "avonddienst": "avond", "avonddiensten": "avond", "nachtdienst": "nacht", "nachtdiensten": "nacht",
    "weekenddienst": "weekend", "weekenddiensten": "weekend", "zaterdag": "weekend", "zaterdagen": "weekend",
    "zondag": "weekend", "zondagen": "weekend",
})  # fmt: skip
TRANSPORT_WORDS: Final = _words(TRANSPORT, {
    "openbaar vervoer": "ov", "bus": "ov", "trein": "ov", "tram": "ov", "metro": "ov", "te voet": "lopend",
    "lopen": "lopend", "e bike": "fiets", "elektrische fiets": "fiets", "scooter": "brommer",
    "bromfiets": "brommer", "eigen auto": "auto", "snorfiets": "brommer", "loopt": "lopend", "fietst": "fiets",
})  # fmt: skip
SUPPORT_WORDS: Final = _words(SUPPORT, {
    "job coach": "jobcoach", "taalhulp": "taalondersteuning", "taalles": "taalondersteuning",
    "job carving": "jobcarving", "eigen tempo": "aangepast tempo",
})  # fmt: skip
CONTRACT_WORDS: Final = _words(CONTRACTS, {
    "betaald werk": "betaald", "betaalde baan": "betaald", "regulier": "betaald", "regulier werk": "betaald",
    "vast": "betaald", "vast contract": "betaald",
    "tijdelijk": "betaald", "tijdelijk contract": "betaald", "loondienst": "betaald",
    "reguliere baan": "betaald", "jaarcontract": "betaald",
    "bepaalde tijd": "betaald", "onbepaalde tijd": "betaald", "uitzenden": "betaald",
    "uitzendcontract": "betaald", "regulier contract": "betaald",
    "leerbaan": "leerwerktraject", "leerwerkbaan": "leerwerktraject", "wep": "werkervaringsplaats",
    "gedetacheerd": "detachering", "detacheren": "detachering", "leerwerkplek": "leerwerktraject",
    "bbl": "leerwerktraject", "werkervaringsplek": "werkervaringsplaats", "vrijwilliger": "vrijwilligerswerk",
})  # fmt: skip
_DEMAND_WORDS: Final = _words(DEMANDS, {})
# Levels that are no longer given, and where they would be now; what fits nowhere is 9.
_EDUCATION: Final = {
    **EDUCATION, "basisschool": 1, "lagere": 1, "mavo": 2, "mulo": 2, "lbo": 2, "lts": 2, "vbo": 2, "mts": 4,
    "meao": 4, "hts": 5, "heao": 5, "universiteit": 6, "praktijkonderwijs": 9, "overig": 9,
}  # fmt: skip
_NOT_ASKED: Final = frozenset({
    "", "nvt", "n v t", "niet bekend", "onbekend", "niet ingevuld", "in afwachting", "open", "leeg",
    "geen antwoord", "niet besproken",
})  # fmt: skip
_YES_NO: Final = {
    **dict.fromkeys(
        (
            "ja",
            "j",
            "yes",
            "y",
            "true",
            "waar",
            "x",
            "akkoord",
            "1",
            "getekend",
            "gegeven",
            "ok",
            "oke",
            "mondeling",
            "schriftelijk",
            "verleend",
            "aanwezig",
        ),
        YES,
    ),
    **dict.fromkeys(("nee", "neen", "n", "no", "geen", "niet", "false", "onwaar", "geweigerd", "ingetrokken", "2"), NO),
    **dict.fromkeys(("onbekend", "0"), UNKNOWN),
}


def pick(item: str, words: Words) -> tuple[str, ...]:
    """Codes of one item of a cell; nothing where a part of it is not in the list, or something is denied."""
    if found := words.get(plain_word(item)):
        return found
    pieces = [words.get(plain_word(piece), ()) for piece in _PIECES.split(item.lower()) if piece.strip()]
    return tuple(dict.fromkeys(code for piece in pieces for code in piece)) if all(pieces) else ()


def demands(item: str) -> tuple[str, ...]:
    """Demands that an employer names. "Geen nachtdienst" is not one, so whoever reads it must ask."""
    if found := _DEMAND_WORDS.get(plain_word(item)):
        return found
    return () if _NEGATION.search(item.lower()) else tuple(sorted(demands_in(item)))


def licences(item: str) -> tuple[str, ...]:
    """Driving licences: "B", "rijbewijs BE", "B, C en CE", "B+E",
    "ja, B". What it says of a car is left aside."""
    item = re.sub(
        r"\b(?:geen|zonder|met|eigen|wel)\s(?:eigen )?(?:auto|vervoer)\b|^ja\b[\s,:]*(?=.)"
        r"|\bin bezit van\b|\btype\b|[()]",
        " ",
        item,
        flags=re.I,
    ).strip(" ,;.-")
    text = re.sub(r"\brijbewijs\b|\bB\s?\+\s?E\b", lambda found: "BE" if "+" in found.group() else "", item, flags=re.I)
    pieces = [piece.strip().upper() for piece in re.split(r"[,;/&+\n\s]|\ben\b", text) if piece.strip()]
    return tuple(pieces) if pieces and all(piece in LICENCES for piece in pieces) else ()


def language_level(text: str) -> str | None:
    """The level in a cell, where there is exactly one: "A2", "b1 (mondeling)", "C2"; "geen" is A0."""
    if plain_word(text) in ("geen", "nee", "geen nederlands"):
        return LANGUAGE_LEVELS[0]
    found = {letter.upper() + step for letter, step in _LEVEL.findall(text.lower())}
    if len(found) != 1:
        return None
    level = found.pop()
    return level if level in LANGUAGE_LEVELS else LANGUAGE_LEVELS[-1] if level == "C2" else None


def education(text: str) -> int | None:
    """The level that the first known word names: "MBO 1", "VMBO zonder diploma", "mbo-4"."""
    words = re.findall(r"[a-z]+", plain_word(text))
    return next((_EDUCATION[word] for word in words if word in _EDUCATION), None)


def consent_in(text: str) -> int | None:
    """Tri-state: yes, also as the date on which it was given; no; unknown where nobody asked yet ("n.v.t.")."""
    words = plain_word(text)
    if words in _NOT_ASKED or words.startswith(("nog niet", "niet gevraagd", "nog te", "moet nog", "volgt")):
        return UNKNOWN
    if re.fullmatch(r"(?:d ?d )?\d{1,4} \d{1,2} \d{2,4}( \d+)*", words):
        return YES
    return yes_no(text) if "niet akkoord" not in words and "geen akkoord" not in words else NO


def yes_no(text: str) -> int | None:
    """Tri-state: what the first word says ("nee, liever niet"); None where it says neither."""
    words = plain_word(text.replace("✓", "x").replace("✔", "x")).split()
    return _YES_NO.get(words[0]) if words else None
