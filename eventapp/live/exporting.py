"""Exporting: who is in the fair, and what work there is, for the systems of other mediators."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from eventapp.fair import Fair
from eventapp.fair.words import NO, YES
from eventapp.intake.vum import dumps, write_profile, write_vacancy
from eventapp.live.house import House

FORMATS: Final = ("vum",)
KINDS: Final = ("seekers", "vacancies")


@dataclass(frozen=True, slots=True)
class Export:
    """The documents, and how many people are not in it (they said no) or are without anybody having asked them."""

    documents: Sequence[Any]
    no_consent: int = 0
    consent_unknown: int = 0


def gather(house: House, kind: str) -> Export:
    """The documents of VUM of all seekers or all vacancies, by the order of their numbers."""
    with house.ledger.lock:
        return _seekers(house.ledger.fair) if kind == "seekers" else _vacancies(house.ledger.fair)


def write_file(export: Export, path: Path) -> None:
    """Write the file, for the owner's eyes only. Raises FileExistsError rather than write over one."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(dumps(export.documents))


def _seekers(fair: Fair) -> Export:
    here = [seeker for seeker in fair.seekers if not seeker.erased]
    willing = [seeker for seeker in here if seeker.fields.get("consent") != NO]
    willing.sort(key=lambda seeker: (len(seeker.number), seeker.number, seeker.id))
    unknown = sum(seeker.fields.get("consent") != YES for seeker in willing)
    documents = [write_profile(seeker.id, seeker.fields) for seeker in willing]
    return Export(documents, len(here) - len(willing), unknown)


def _vacancies(fair: Fair) -> Export:
    vacancies = sorted(fair.vacancies, key=lambda vacancy: (str(vacancy.fields.get("number") or ""), vacancy.id))
    employed = ((vacancy, fair.employer(vacancy.employer)) for vacancy in vacancies)
    return Export([
        write_vacancy(vacancy.id, employer.fields, vacancy.fields) for vacancy, employer in employed if employer
    ])  # fmt: skip
