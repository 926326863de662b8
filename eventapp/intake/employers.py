"""Which rows are one employer: KvK number and name together, for one number may have several branches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from eventapp.intake.choices import plain_word

_LEGAL_FORM: Final = re.compile(r"\b(b ?v|n ?v|v ?o ?f|c ?v|fa|firma)\b")


def employer_key(fields: Mapping[str, Any]) -> str:
    """The key of an employer from its fields: "12345678:jansen", or ":jansen" where the KvK number is
    unknown.

    "Jansen BV", "Jansen B.V." and "Fa. Jansen" are one name; two branches under one KvK number have two keys.
    """
    return f"{fields.get('kvk') or ''}:{_plain_name(str(fields.get('name') or ''))}"


def settle(keys: Iterable[str], under: Mapping[str, str]) -> dict[str, str]:
    """The key that each row's key goes under: ``under`` (what is settled already) with ``keys`` added.

    Rows often lack the KvK number. Where one of two rows does, one name is one employer, unless several KvK
    numbers go by that name: then nobody can tell, and the row stands on its own.
    """
    new = sorted(set(keys) - set(under))
    namesakes: dict[str, list[str]] = {}
    for key in (*under, *new):
        if not key.startswith(":"):
            namesakes.setdefault(_name_in(key), []).append(key)
    return {**under, **{key: _settled(key, namesakes.get(_name_in(key), []), under) for key in new}}


def _settled(key: str, numbered: list[str], under: Mapping[str, str]) -> str:
    nameless = f":{_name_in(key)}"
    if len(numbered) != 1:
        return key
    if key == nameless:
        return under.get(numbered[0], numbered[0])
    return under.get(nameless, key)


def _name_in(key: str) -> str:
    return key.partition(":")[2]


def _plain_name(name: str) -> str:
    plain = plain_word(name.replace("&", " en "))
    bare = " ".join(_LEGAL_FORM.sub(" ", plain).split())
    return bare or plain or name.casefold().strip()
