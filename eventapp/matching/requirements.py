"""What a vacancy strictly asks for on paper, and whether a person has it: licences and certificates.

Employers and seekers use other words for one paper ("heftruckcertificaat", "vorkheftruck certificaat"), so
each known paper has a code. A paper that is not known here keeps its own words and is compared by those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from eventapp.matching.spelling import corrected, one_slip, plain, stem, words_of

_PAPERS: Final[tuple[tuple[str, str], ...]] = (
    ("code_95", r"code ?-?95|\bvakbekwaamheid\b|nascholing chauffeur"),
    ("tachograph_card", r"bestuurderskaart|tachograafkaart|digitacho"),
    ("taxi_card", r"chauffeurs(kaart|pas)|taxi ?(pas|diploma|kaart)"),
    ("forklift", r"\w*hef ?-?truck\w*|vorklift|\bfork ?lift"),
    ("reachtruck", r"reach ?-?truck\w*|ritstruck"),
    ("pallet_truck", r"\bept\b|palletwagen|pallettruck"),
    ("aerial_platform", r"hoogwerker"),
    ("crane", r"\w*kraan(machinist|bewijs|certificaat|diploma)|\btcvt\b|hijsbewijs|veilig hijsen"),
    ("adr", r"\badr\b|gevaarlijke stoffen"),
    ("vca", r"\bv\.?c\.?a\b|\bvca\w*|\bvol[- ]vca"),
    ("bhv", r"\bb\.?h\.?v\b|\bbhv\w*|bedrijfshulpverlen\w*"),
    ("first_aid", r"\behbo\w*|\be\.h\.b\.o|eerste hulp|\blevensreddend\w*|reanimatie"),
    ("haccp", r"\bhaccp\w*|voedselveiligheid|hygienecode|hygiene ?certificaat"),
    ("social_hygiene", r"sociale? ?hygiene|\bsvh\b"),
    ("security_guard", r"\bbeveilig(er|ing|ings)\w*|groene pas|grijze pas|\bwpbr\b"),
    ("enforcement", r"\bboa\b|handhaver diploma"),
    ("welding", r"\blas ?-?(diploma|certifica|bewijs|kwalificatie|papier)\w*|\blassen? niveau|\bnil\b"),
    ("welding", r"\biwe\b|iso ?9606"),
    ("electrical_safety", r"\bnen ?-?(1010|3140|50110)|\bvop\b"),
    ("f_gases", r"\bf-?gas\w*|\bstek\b|koudetechniek"),
    ("asbestos", r"asbest\w*|\bdav\b|\bdta\b"),
    ("chainsaw", r"kettingzaag\w*|motorzaag\w*"),
    ("crop_protection", r"spuit(licentie|bewijs)|gewasbescherming"),
    ("traffic_control", r"verkeersregelaar\w*"),
    ("care_worker", r"\b(diploma|mbo|opleiding|niveau \d|papieren).*(helpende|zorghulp)"),
    ("care_worker", r"helpende.*(diploma|niveau)"),
    ("carer", r"\b(diploma|mbo|opleiding|niveau \d).*verzorgende|verzorgende ig|\bvig\b"),
    ("carer", r"verzorgende.*diploma"),
    ("nurse", r"\bbig\b|big-?registratie|diploma verpleegkundige"),
    ("childcare_worker", r"(diploma|mbo|niveau).*(pedagogisch|kinderopvang|\bspw\b|\bpw\b)"),
    ("childcare_worker", r"pedagogisch.*diploma"),
    ("teacher", r"\bpabo\b|onderwijsbevoegdheid|lesbevoegdheid|bevoegd docent"),
    ("cleaning", r"\bsvs\b|schoonmaak(diploma|certificaat)|basisvakopleiding schoon\w*|\bras\b"),
    ("hairdresser", r"kappersdiploma|diploma kapper"),
    ("typing", r"type ?diploma"),
)  # fmt: skip
_COMPILED: Final = tuple((code, re.compile(pattern)) for code, pattern in _PAPERS)
_OFTEN_MISSPELT: Final = (
    "heftruck", "vorkheftruck", "heftruckcertificaat", "reachtruck", "beveiliger", "hygiene", "certificaat",
    "diploma", "rijbewijs", "bedrijfshulpverlener",
)  # fmt: skip
# A word that makes any other phrase a paper too ("certificaat rietdekken").
_PAPER_WORD: Final = re.compile(
    r"certific|diploma|getuigschrift|bewijs\b|\bpas\b|attest|licentie|\bbevoegd|registratie"
)
_BARE: Final = {
    stem(word)
    for word in words_of(
        "certificaat certificering diploma bewijs getuigschrift pas een geldig geldige in bezit van het "
        "de of en niveau basis vol vereist verplicht behaald mbo attest licentie bevoegdheid registratie"
    )
}
_VOG: Final = re.compile(r"\bv\.?o\.?g\b|verklaring (omtrent|van) (het )?goed gedrag")
# What is experience, or willingness to get the paper, is no paper yet.
_NO_PAPER_YET: Final = re.compile(r"ervaring|affiniteit|interesse|bereid|te halen|kennis van|handig")
_LICENCE: Final = re.compile(r"\brij ?bewij[sz]\w*")
_CLASS: Final = r"(?:AM|A1|A2|A|BE|B|C1E|C1|CE|C|D1E|D1|DE|D|T|am|a1|a2|be|b|c1e|c1|ce|c|d1e|d1|d|t)(?![a-zA-Z0-9])"
_WRITTEN: Final = r"(?i:rij ?bewij[sz](?:en)?)"
_CLASSES: Final = re.compile(
    rf"{_WRITTEN}[ :(-]*(?:(?i:categorie|klasse|type) )?({_CLASS}(?: ?(?:[,/+&]|en|of) ?{_CLASS})*)"
    rf"|\b({_CLASS})[ -]{_WRITTEN}"
)
# Holding the first is holding the others: B gives AM, and C, D and their trailers give B.
_IMPLIES: Final = {
    "B": "AM", "BE": "B AM", "C1": "B AM", "C1E": "C1 BE B AM", "C": "C1 B AM", "CE": "C C1 C1E BE B AM",
    "D1": "B AM", "D1E": "D1 BE B AM", "D": "D1 B AM", "DE": "D D1 D1E BE B AM",
    "A": "A2 A1 AM", "A2": "A1 AM", "A1": "AM",
}  # fmt: skip


def requirements_in(must: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The licences and certificate codes in a vacancy's ``must``; a VOG and other wishes are in neither."""
    licences = frozenset(code for cell in must for code in _licences_in(cell))
    return licences, frozenset(certificates_asked(must))


def certificates_asked(must: Sequence[str]) -> dict[str, str]:
    """Certificate code -> the employer's own words for it."""
    asked: dict[str, str] = {}
    for cell in must:
        for code in _papers_in(cell, all_are_papers=False):
            asked.setdefault(code, cell.strip())
    return asked


def other_demands(must: Sequence[str]) -> tuple[str, ...]:
    """What is asked that is no licence, certificate or VOG: never excludes, is asked about instead."""
    return tuple(cell.strip() for cell in must if cell.strip() and not _is_paper(cell))


def asks_vog(must: Sequence[str]) -> bool:
    """Whether a certificate of conduct (VOG) is asked; it is applied for later and so excludes nobody."""
    return any(_VOG.search(plain(cell)) for cell in must)


def certificates_held(certificates: Sequence[str]) -> frozenset[str]:
    """Codes of what a person says to hold; words not known here are kept as such."""
    return frozenset(code for cell in certificates for code in _papers_in(cell, all_are_papers=True))


def licences_held(licences: Iterable[str]) -> frozenset[str]:
    """The licences with all they include (CE gives C, B ...)."""
    held = {licence.upper() for licence in licences}
    return frozenset(held.union(*(_IMPLIES.get(licence, "").split() for licence in held)))


def holds(held: Iterable[str], asked: str) -> bool:
    """Whether a certificate code is among those held; own words may differ by a slip or an ending."""
    if asked in (held := frozenset(held)):
        return True
    wanted = asked.removeprefix("other:").split()
    mine = [word for code in held if code.startswith("other:") for word in code[6:].split()]
    return asked.startswith("other:") and all(any(w == m or one_slip(w, m) for m in mine) for w in wanted)


def _papers_in(cell: str, all_are_papers: bool) -> list[str]:
    text = corrected(plain(cell), _OFTEN_MISSPELT, shortest=6)
    if not all_are_papers and _NO_PAPER_YET.search(text) and not _PAPER_WORD.search(text):
        return []
    known = [code for code, pattern in _COMPILED if pattern.search(text)]
    if known or _VOG.search(text) or _LICENCE.search(text):
        return known
    own_words = [stem(word) for word in words_of(text) if stem(word) not in _BARE]
    is_paper = all_are_papers or _PAPER_WORD.search(text)
    return ["other:" + " ".join(own_words)] if own_words and is_paper else []


def _licences_in(cell: str) -> list[str]:
    text = corrected(plain(cell), ("rijbewijs",))
    if not _LICENCE.search(text):
        return []
    if re.search(r"groot rij ?bewijs|vrachtwagenrijbewijs", text):
        return ["C"]
    # In the cell as it was written: "DE" is a licence, "de" is an article.
    found = _CLASSES.search(re.sub(r"(?i)rijbe?w[a-z]+", "rijbewijs", cell))
    listed = (found.group(1) or found.group(2)) if found else "B"
    classes = re.findall(_CLASS, listed)
    least = _least([code.upper() for code in classes])
    return least if re.search(r"/|\bof\b", listed) else [code.upper() for code in classes]


def _least(alternatives: list[str]) -> list[str]:
    """Of "C/CE" only C is asked: what another alternative includes is enough."""
    every = {code for other in alternatives for code in _IMPLIES.get(other, "").split()}
    included = [code for code in alternatives if code in every]
    return included[:1] or alternatives[:1]


def _is_paper(cell: str) -> bool:
    return bool(_licences_in(cell) or _papers_in(cell, all_are_papers=False) or asks_vog([cell]))
