"""A whole name in one cell: "Berg, J. van der", "J. van der Berg", "Jan van der Berg", "Jansen e/v De Vries, A."."""

from __future__ import annotations

import re
from typing import Final

from eventapp.intake.names import (
    OWN_BEGINNINGS,
    Name,
    are_initials,
    cased,
    full_infix,
    initials,
    is_infix,
    read_name,
    split_infix,
)

_TITLE: Final = re.compile(
    r"\b(?:dhr|de heer|heer|hr|mevr?|mw|mevrouw|mej|drs|dr|ir|ing|mr|prof|bc)\b\.?(?!\s*,?\s*$)\s*|[\s,]+(?:dhr|hr"
    r"|mevr?|mw)\.?$",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(r"^[\d.\s…)#-]+(?=\D)|…")
_CALLED: Final = re.compile(r"\s*[(\"“']([^\W\d_][\w' -]{1,30})[)\"”']\s*")
_SPOUSE: Final = re.compile(
    r"\s*[-,(]*\s*\b(?:e[./]?v\.?|echtg\w*\.?(?: van)?|gehuwd met|geh\. (?:met )?)\s+", re.IGNORECASE
)
_BORN: Final = re.compile(r"\s*[-,(]*\s*\b(?:geb\.|geboren|meisjesnaam)\s+", re.IGNORECASE)
_USAGE: Final = {
    "e": "e",
    "eigen": "e",
    "p": "p",
    "partner": "p",
    "v": "v",
    "partner-eigen": "v",
    "n": "n",
    "eigen-partner": "n",
}
_HYPHEN: Final = re.compile(r"\s+-\s*|\s*-\s+|\s*[–—]\s*")
_NEVER_CAPITAL: Final = ("Der", "Den", "Het", "Ten", "Ter")  # "Van den Broeck" is a name, "Van Den Broeck" none
_OF_A_SURNAME: Final = OWN_BEGINNINGS | {"ben", "bin", "abu", "ibn", "ould", "sint", "saint", "st.", "mac", "o'"}


def read_full_name(text: str) -> Name:
    """The parts of a name in one cell. What no rule knows is first names and then one surname."""
    bare = _TITLE.sub("", _COUNT.sub("", text)).strip(" ,;")
    called = ""
    if found := _CALLED.search(bare):
        inside = found.group(1).strip()
        if not all(map(is_infix, inside.split())) and not _BORN.search(f" {inside}"):
            called, bare = inside, f"{bare[: found.start()]} {bare[found.end() :]}".strip()
    name = _turned(bare) if "," in bare else _straight(bare.split())
    if not (name.last or name.infix):
        return Name("", "", text)
    return Name(cased(called or name.first), name.infix, cased(name.last))


def whole_name(full: str, first: str, letters: str, infix: str, last: str, usage: str = "", partner: str = "") -> Name:
    """The name of a row, from one cell or from several. The call name goes before initials.

    ``usage`` (Dutch "naamgebruik") says which surname somebody with a partner goes by: E, P, V or N.
    """
    if not last and (first or letters) and "," not in full:
        last = _without_first(full, first)
    if not last or (not first and "," in last):
        name = read_full_name(last or full)
        name = Name(name.first if not first else cased(first), name.infix or full_infix(infix), name.last)
    else:
        name = read_name(first, infix, last)
    called = _CALLED.search(name.first)
    chosen = called.group(1) if called else name.first
    if not chosen or (are_initials(chosen.replace(" ", "")) and letters):
        chosen = initials(letters) if letters else chosen
    return _with_partner(Name(chosen, name.infix, name.last), usage, partner)


def small_infix(last: str) -> str:
    """The infix at the begin of a cell in small letters: there a capital only says that the cell begins."""
    words = last.split()
    count = 0
    while count < len(words) - 1 and is_infix(words[count]) and words[count].lower() not in OWN_BEGINNINGS:
        count += 1
    return " ".join([*(word.lower() for word in words[:count]), *words[count:]])


def _without_first(full: str, first: str) -> str:
    """A whole name beside its first name: only the last name. A surname of several words stays whole."""
    words = full.split()
    while len(words) > 1 and (are_initials(words[0]) or words[0].lower() in first.lower().split()):
        words = words[1:]
    return " ".join(words)


def _with_partner(name: Name, usage: str, partner: str) -> Name:
    if not partner or not usage:
        return name
    own, other = f"{name.infix} {name.last}".strip(), read_full_name(f"{partner},")
    partner = f"{other.infix} {other.last}".strip()
    code = _USAGE.get(usage.lower().replace(" ", ""), "e")
    if code == "e":
        return name
    if code == "n":
        return Name(name.first, name.infix, f"{name.last}-{partner}")
    return Name(name.first, other.infix, other.last if code == "p" else f"{other.last}-{own}")


def _turned(text: str) -> Name:
    """Surname first: "Berg, J. van der", "Berg, van der, Jan", "van der Berg, Jan", "Amrani, M. el"."""
    surname, _, rest = text.partition(",")
    words = rest.replace(",", " ").split()
    infixes: list[str] = []
    while words and is_infix(words[0]) and not are_initials(words[0]):
        infixes.append(words.pop(0))
    infixes = infixes or _behind(words)
    return _surname(_first(words, text), infixes, surname.strip())


def _behind(words: list[str]) -> list[str]:
    """The infixes at the end, taken off."""
    end = len(words)
    while end > 1 and is_infix(words[end - 1]) and not _is_letter(words[end - 1]):
        end -= 1
    infixes = words[end:]
    del words[end:]
    return infixes


def _is_letter(word: str) -> bool:
    """A capital with a dot is an initial, also where a small one would be "van": "Berg, J. V."."""
    return len(word) == 2 and word[0].isupper() and word[1] == "."


def _surname(first: str, infixes: list[str], surname: str) -> Name:
    surname = _married(surname)
    if infixes and all(word.lower() in OWN_BEGINNINGS for word in infixes):
        return Name(first, "", " ".join([*(word.capitalize() for word in infixes), surname]))
    if infixes:
        return Name(first, full_infix(" ".join(infixes)), surname)
    words = surname.split()
    count = 0
    while count < len(words) - 1 and is_infix(words[count]) and words[count].lower() not in OWN_BEGINNINGS:
        count += 1  # here a capital means nothing: the cell begins with it
    if count:
        return Name(first, full_infix(" ".join(words[:count])), " ".join(words[count:]))
    infix, last = split_infix(surname.lower() if surname.isupper() else surname)
    return Name(first, infix, last if infix else surname)


def _straight(words: list[str]) -> Name:
    """First names first, unless initials stand at the end: "Jansen J.P.", "Berg van der J."."""
    text = _HYPHEN.sub("-", " ".join(words))
    words = text.split()
    own, _, partner = _cut(_SPOUSE, text)
    if partner:
        name = _straight(own.split())
        return _surname(name.first, [], f"{partner}-{f'{name.infix} {name.last}'.strip()}")
    if len(words) > 1 and are_initials(words[-1]) and not are_initials(words[0]):
        return _surname(initials(words[-1]), [], cased(" ".join(words[:-1])))
    start = _surname_start(words)
    first, rest = _first(words[:start], text), words[start:] if start else small_infix(text).split()
    count = 0
    by_machine = text.isupper() or any(word in _NEVER_CAPITAL for word in rest[1:])
    while count < len(rest) - 1 and _is_small_infix(rest[count], by_machine):
        count += 1
    return Name(first, full_infix(" ".join(rest[:count])), _married(" ".join(rest[count:])))


def _surname_start(words: list[str]) -> int:
    """Where the surname begins: at the first infix, behind the initials, or at the last word."""
    if len(words) == 2 and len(words[0]) == 1 and words[0].isupper():
        return 1  # "D Bos": an initial, though a small "d" is an infix
    if words and (is_infix(words[0]) or _goes_on(words[0])) and not are_initials(words[0]):
        return 0
    for index, word in enumerate(words[1:-1], start=1):
        begins = is_infix(word) or word.lower() in _OF_A_SURNAME
        if _goes_on(word) or (begins and not are_initials(word)):
            return index
    count = 0
    while count < len(words) - 1 and _are_letters(words[count], " ".join(words)):
        count += 1
    return count or len(words) - 1


def _goes_on(word: str) -> bool:
    """Whether a second surname with an infix follows: the "Jansen-de" of "Anna Jansen-de Vries"."""
    own, _, infix = word.rpartition("-")
    return bool(own) and is_infix(infix)


def _is_small_infix(word: str, by_machine: bool) -> bool:
    """An infix in small letters; in capitals only where a machine wrote them ("Jan Van Der Berg")."""
    if word.lower() in OWN_BEGINNINGS or not is_infix(word):
        return False
    return by_machine or word[0].islower() or word[0] in "'’"


def _first(words: list[str], text: str) -> str:
    """First names, or initials where there are no names."""
    names = [word for word in words if not _are_letters(word, text)]
    return " ".join(names) if names else initials(" ".join(words)) if words else ""


def _are_letters(word: str, text: str) -> bool:
    """Initials, with or without dots; among capitals only what cannot be said as a name."""
    if are_initials(word):
        return True
    if not word.isalpha() or not word.isupper() or len(word) > 4:
        return False
    return len(word) == 1 or not text.isupper() or not re.search("[AEIOUY]", word)


def _married(surname: str) -> str:
    """ "Jansen e/v de Vries" is de Vries-Jansen, "de Vries geb. Jansen" too, and "Boer - van Dijk" Boer-van Dijk."""
    own, _, partner = _cut(_SPOUSE, surname)
    if partner:
        return f"{partner}-{own}"
    partner, _, own = _cut(_BORN, surname)
    return f"{partner}-{own}" if own else _HYPHEN.sub("-", surname)


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, str, str]:
    found = pattern.search(f"{text}")
    if not found or found.start() == 0:
        return text, "", ""
    return text[: found.start()], found.group(), text[found.end() :].strip(" )")
