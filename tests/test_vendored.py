"""What is vendored for the browser is what its list says: version, licence and hash beside it."""

from __future__ import annotations

import hashlib
import re

from serving import ROOT

VENDOR = ROOT / "eventapp" / "static" / "vendor"
CODE = (".js", ".wasm", ".woff2", ".css")
ROW = re.compile(r"^\| (\S+) \| (.+?) \| (\S+) \| (.+?) \| ([0-9a-f]{64}) \|$", re.MULTILINE)


def listed() -> dict[str, tuple[str, str]]:
    """Licence and hash by file, from the list."""
    rows = ROW.findall((VENDOR / "README.md").read_text())
    return {name: (licence, digest) for name, _, _, licence, digest in rows}


def test_every_file_is_on_the_list_and_nothing_else() -> None:
    files = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.suffix in CODE}
    assert files == listed().keys()


def test_every_file_is_as_its_package_had_it() -> None:
    for name, (_, digest) in listed().items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name


def test_every_licence_is_there() -> None:
    for name, (licence, _) in listed().items():
        file = re.search(r"see (\S+)", licence)
        assert file and (VENDOR / file[1]).is_file(), name
