"""What is vendored, for the browser and for the tests, is what its list says: version, licence and hash beside it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from serving import ROOT

VENDORED = [ROOT / "eventapp" / "static" / "vendor", ROOT / "tests" / "vendor"]
everywhere = pytest.mark.parametrize("folder", VENDORED, ids=["browser", "tests"])
CODE = (".js", ".wasm", ".woff2", ".css")
ROW = re.compile(r"^\| (\S+) \| (.+?) \| (\S+) \| (.+?) \| ([0-9a-f]{64}) \|$", re.MULTILINE)


def listed(folder: Path) -> dict[str, tuple[str, str]]:
    """Licence and hash by file, from the list."""
    rows = ROW.findall((folder / "README.md").read_text())
    return {name: (licence, digest) for name, _, _, licence, digest in rows}


@everywhere
def test_every_file_is_on_the_list_and_nothing_else(folder: Path) -> None:
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in CODE}
    assert files == listed(folder).keys()


@everywhere
def test_every_file_is_as_its_package_had_it(folder: Path) -> None:
    for name, (_, digest) in listed(folder).items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name


@everywhere
def test_every_licence_is_there(folder: Path) -> None:
    for name, (licence, _) in listed(folder).items():
        file = re.search(r"see (\S+)", licence)
        assert file and (folder / file[1]).is_file(), name
