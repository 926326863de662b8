"""Rows of somebody who does not come any more: what a list says of people who died, moved or found work.

In a column of its own a bare word says enough ("geplaatst"). In a remark it has to be about this person and about
now: "partner overleden", "wil aan het werk" and "nog niet geplaatst" hold nobody back.
"""

from __future__ import annotations

import re
from typing import Final

from eventapp.intake.choices import plain_word

_ANY: Final = re.compile(
    r"overled|verhuis|werk|slag|plaatst|baan|dienst|†|deceased|uitstroom|uitgestroomd|vertrok", re.IGNORECASE
)
_NOT: Final = re.compile(
    r"\b(?:niet|geen|nooit|nog niet|bijna|binnenkort|mogelijk|misschien|wil|wilt|willen|zoekt|zoekend|graag|eerder"
    r"|vroeger|was|ooit|tot|deels|gedeeltelijk"
    r"|parttime|gaat|kan|kans|klaar om|hoopt|proefplaatsing|vrijwillig\w*|stage|op zoek|moet|nodig|weer|doel)\b"
)
_FAMILY: Final = re.compile(
    r"\b(?:man|vrouw|partner|echtgeno\w+|moeder|vader|ouders?|kind(?:eren)?|zoon|dochter|broer|zus(?:ter)?|oma|opa"
    r"|vriend\w*|familie|werkgever|consulent|bedrijf|klantmanager|jobcoach)\b"
)
_DIED: Final = re.compile(r"\boverleden\b|†|\bdeceased\b")
_MOVED: Final = re.compile(
    r"\bverhuisd\b(?! (?:van|binnen)\b)|\bvertrokken (?:uit|naar|buitenland|onbekend)\b"
    r"|\bverhuizing buiten\b|\bbuiten (?:de )?(?:regio|gemeente) gaan wonen\b"
)
_NOW: Final = r"(?:al|inmiddels|nu|reeds|sinds \S+(?: \S+)?|per \S+(?: \S+)?|momenteel)"
_WORKS: Final = re.compile(
    rf"\b{_NOW} (?:\w+ )?(?:aan het werk|aan de slag|werkzaam|geplaatst|in dienst|uitgestroomd)\b"
    r"|\b(?:aan het werk|aan de slag|geplaatst) (?:bij|sinds|per|als)\b"
    rf"|\bheeft (?:\w+ ){{0,3}}(?:werk|baan|contract) (?:gevonden|gekregen|geaccepteerd)\b"
    rf"|\bheeft {_NOW} (?:\w+ ){{0,2}}(?:werk|baan)$"
    rf"|\bheeft (?:een |vast |vaste |nieuwe |betaalde )*(?:baan|werk)$|\b(?:werk|baan) gevonden\b|\bwerkt {_NOW}\b"
    rf"|\b{_NOW} werkt\b"
    r"|\buitgestroomd(?: naar werk)?\b|\buitstroom (?:naar )?(?:werk|regulier)\b"
)
# What a column on the status of somebody says of work. Whoever works in sheltered work is "in dienst" there.
_WORKS_ALONE: Final = re.compile(
    r"(?:is )?(?:aan het werk|aan de slag|geplaatst\w*|werkend\w*|uitstroom\w*(?: werk| naar werk)?"
    r"|uitgestroomd(?: naar werk)?|werk gevonden|baan gevonden|heeft werk"
    r"|werk aanvaard|werkaanvaarding|baan|betaald werk|regulier werk|bemiddeld naar werk)(?: .*)?"
)


def held_back(text: str, is_status: bool) -> str | None:
    """Why a row stays out because of this cell: ``deceased``, ``moved`` or ``has_work``; None where it does not."""
    if not _ANY.search(text):
        return None
    for sentence in re.split(r"[.;\n|!]+|,\s|\bmaar\b", text):
        reason = _in_sentence(sentence.lower(), is_status)
        if reason:
            return reason
    return None


def _in_sentence(text: str, is_status: bool) -> str | None:
    words = plain_word(text)
    if _FAMILY.search(words) and "†" not in text:
        return None
    alone = is_status or len(words.split()) <= 2
    if (_DIED.search(text) or (alone and words == "overlijden")) and not re.search(r"\bniet\b", words):
        return "deceased"
    if _NOT.search(words):
        return None
    if _MOVED.search(words) or (
        alone and words in ("verhuisd", "vertrokken", "verhuisd buiten regio", "niet meer woonachtig")
    ):
        return "moved"
    if (
        _WORKS.search(words)
        or (is_status and _WORKS_ALONE.fullmatch(words))
        or words in ("aan het werk", "geplaatst", "werk gevonden", "heeft werk", "heeft een baan")
    ):
        return "has_work"
    return None
