"""``run.py purge`` beside a server and without one: first what it would do, then done, with a certificate."""

# ruff: noqa: F811

from __future__ import annotations

import json
from pathlib import Path

import pytest
from serving import NAMES, Served, mode, served  # noqa: F401
from test_cli import folder, in_this_process, refused  # noqa: F401

PLAN = ("purge", "--rehearse", "--on", "2026-12-19")


def test_a_rehearsal_says_in_words_how_many_would_go(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exit, out, _ = in_this_process(capsys, *PLAN, "--data", folder)
    assert exit == 0 and "Op 2026-12-19 wordt gewist:" in out
    assert "bezoekers: 6 zonder vervolg, 0 met een vervolg" in out


def test_it_is_done_and_nobody_is_known_any_more(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exit, out, _ = in_this_process(capsys, "purge", "--on", "2026-12-18", "--json", "--data", folder)
    assert (exit, json.loads(out)["certificate"]) == (0, None)
    exit, out, _ = in_this_process(capsys, "purge", "--on", "2026-12-19", "--data", folder)
    assert exit == 0 and "Gewist: 6 bezoekers" in out and "Het bewijs" in out
    _, out, _ = in_this_process(capsys, "people", "--json", "--data", folder)
    assert len(json.loads(out)) == 6 and not [name for name in NAMES if name in out]
    _, out, _ = in_this_process(capsys, *PLAN, "--json", "--data", folder)
    assert json.loads(out)["due"]["seekers"] == {"without": 0, "follow_up": 0}


def test_a_day_that_is_none_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "geen datum" in refused(in_this_process(capsys, "purge", "--on", "morgen", "--data", folder))


def test_of_a_fair_that_is_served_the_server_does_it(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    for day, people in (("2026-12-18", 0), ("2026-12-19", 6)):
        exit, out, err = in_this_process(capsys, "purge", "--on", day, "--json", "--data", served.data)
        assert exit == 0, err
        assert json.loads(out)["forgotten"]["seekers"] == people
    shown = served.paired("organiser").get("/api/v1/snapshot").json()["view"]["retention"]
    assert shown["certificates"][0]["forgotten"]["seekers"] == 6
