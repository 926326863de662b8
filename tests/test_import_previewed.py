"""What was looked at is what is taken in, and how far that is can be asked."""

# ruff: noqa: F811

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from intake_support import people_file, person
from serving import Site, site  # noqa: F401
from werkzeug.test import TestResponse

from eventapp.live import importing
from eventapp.live.importing import take_in_files

File = tuple[str, bytes]
FILE = ("lijst.csv", people_file(person(nummer="N1")))
OTHER = ("tweede.csv", people_file(person(nummer="N2", roepnaam="Bilal")))


def send(organiser: FlaskClient, address: str, *files: File, **fields: Any) -> TestResponse:
    upload = {"files": [(io.BytesIO(data), name) for name, data in files]}
    words = {name: json.dumps(value) for name, value in fields.items()}
    return organiser.post(f"/api/v1/imports{address}", data={**upload, **words})


def looked_at(organiser: FlaskClient, *files: File) -> list[str]:
    return [file["digest"] for file in send(organiser, "/proposals", *files).json["files"]]  # type: ignore[index]


def test_what_was_looked_at_comes_in(site: Site) -> None:
    organiser = site.paired("organiser")
    digests = looked_at(organiser, FILE, ("leeg.csv", b""), OTHER)
    answer = send(organiser, "", FILE, ("leeg.csv", b""), OTHER, digests=digests)
    assert answer.status_code == 200 and site.seeker("N1") and site.seeker("N2")


@pytest.mark.parametrize(
    "now", [(("lijst.csv", people_file(person(nummer="N3"))), OTHER), (OTHER, FILE), (FILE, OTHER, FILE)]
)
def test_what_changed_since_is_a_plain_sentence_and_nothing_of_it_comes_in(site: Site, now: tuple[File, ...]) -> None:
    organiser = site.paired("organiser")
    digests, head = looked_at(organiser, FILE, OTHER), site.house.ledger.head
    answer = send(organiser, "", *now, digests=digests, mappings={"x": {"Wie": "achternaam"}})
    assert (answer.status_code, answer.json["code"]) == (409, "file_changed")  # type: ignore[index]
    assert ".csv is veranderd nadat u het koos" in answer.json["text"]  # type: ignore[index]
    assert site.house.ledger.head == head and site.house.ledger.log.kept("mappings") is None


def test_who_did_not_look_is_not_asked(site: Site) -> None:
    assert send(site.paired("organiser"), "", FILE).status_code == 200
    assert send(site.paired("organiser"), "", OTHER, digests="geen lijst").status_code == 400


def test_each_phase_tells_how_far_it_is(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    organiser, said = site.paired("organiser"), []
    note = site.house.note_import

    def told(phase: str, done: int, all: int) -> None:
        note(phase, done, all)
        said.append(organiser.get("/api/v1/imports/progress").json["progress"])  # type: ignore[index]

    monkeypatch.setattr(site.house, "note_import", told)
    take_in_files(site.house, [FILE, OTHER], "organiser")
    assert list(dict.fromkeys(one["phase"] for one in said)) == ["reading", "comparing", "storing"]
    for phase in ("reading", "comparing", "storing"):
        last = [one for one in said if one["phase"] == phase][-1]
        assert last["done"] == last["all"]
    assert said[-1]["all"] == 2
    assert organiser.get("/api/v1/imports/progress").json == {"progress": None}


def test_the_second_of_two_imports_knows_who_came_in_by_the_first(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one is busy another waits for its turn."""
    reading = importing.take_in
    monkeypatch.setattr(importing, "take_in", lambda *how: (_is_taken(site), reading(*how))[1])
    take_in_files(site.house, [FILE], "organiser")
    assert not site.house.import_turn.locked()


def _is_taken(site: Site) -> None:
    assert not site.house.import_turn.acquire(blocking=False)
