"""What the suite wants of Debian is installed by ``run.py test`` where that may be, and nothing is asked for twice."""

from __future__ import annotations

import os
from collections.abc import Collection

import pytest

from eventapp.cli import tools

EVERYTHING = {name for names, _ in tools.WANTED.values() for name in names}


def installed(monkeypatch: pytest.MonkeyPatch, there: Collection[str], user: int = 0) -> list[list[str]]:
    """The commands that are given on a machine where these programs are."""
    given: list[list[str]] = []
    monkeypatch.setattr(tools.shutil, "which", lambda name: name if name in there else None)
    monkeypatch.setattr(tools.subprocess, "call", lambda command, **_: given.append(command) or 0)
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    tools._install_what_is_missing()
    return given


def test_what_is_missing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    others = EVERYTHING - {"cupsd"}
    update, install = installed(monkeypatch, {"apt-get", *others})
    assert update[:2] == ["apt-get", "update"]
    assert install[:2] == ["apt-get", "install"] and install[-3:] == ["cups-daemon", "cups-client", "cups-filters"]


@pytest.mark.parametrize(
    ("there", "user"),
    [({"apt-get", *EVERYTHING}, 0), ({"apt-get"}, 1000), (set(), 0)],
    ids=["all is there", "not root", "no apt"],
)
def test_nothing_is_installed_where_that_is_not_needed_or_may_not_be(
    monkeypatch: pytest.MonkeyPatch, there: set[str], user: int
) -> None:
    assert installed(monkeypatch, there, user) == []
