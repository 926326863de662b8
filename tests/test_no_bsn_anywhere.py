"""Twenty citizen service numbers go in, in every corner of a register; not one comes out anywhere."""

from __future__ import annotations

import contextlib
import io
import json
import re
import zlib
from pathlib import Path

import msgspec
import pypdfium2
from serving import PASSPHRASE, Site, put_fair, serving, site
from stdnum.nl import bsn

__all__ = ["site"]

# Made by counting up from invented beginnings until the check holds; the first two digits are not given out.
PLANTED = [number for start in range(990_000_000, 999_000_000, 450_000)
           if (number := next(str(one) for one in range(start, start + 20) if bsn.is_valid(str(one))))]  # fmt: skip


def dotted(number: str) -> str:
    return f"{number[:3]}.{number[3:6]}.{number[6:]}"


def spaced(number: str) -> str:
    return f"{number[:4]} {number[4:6]} {number[6:]}"


def files() -> list[tuple[str, bytes]]:
    """A register in our own layout and one in another, with a number in every kind of cell and even in a file's name."""
    p = iter(PLANTED)
    own = [
        "nummer;roepnaam;achternaam;geboortedatum;postcode;telefoon;e-mail;kan;wil;kan_niet;opleiding;contactpersoon;toestemming"
    ]
    own += [
        f"{next(p)};Tjitske;Bovenkolk;1980-01-02;3811 AB;06 12345678;tj@voorbeeld.example;koken;kok;;MBO;Ans;ja",
        f"A2;Wubbe {next(p)};Nijmansbrug;1981-01-02;;;;;bsn is {dotted(next(p))} zegt hij;;;;ja",
        f"A3;Faridun;Kalverdonk;;;{next(p)};;ruimt op, {spaced(next(p))};;niet tillen ({next(p)});;;ja",
        f"A4;Ömer;Sluiswachter {next(p)};;{next(p)};;{next(p)}@voorbeeld.example;;;;{next(p)};{next(p)};ja",
        f"A5;Marijke;Hoepelman;;;;;BSN:{next(p)};wil {dotted(next(p))};;;;ja",
    ]
    other = ["Burgerservicenummer;Naam;Geb.datum;Mobiel;Opmerkingen;Functiewens"]
    other += [
        f"{next(p)};Hoepelman, M. van;03-04-1975;0612345678;nr {dotted(next(p))};kok",
        f"{next(p)};Berg, J. van der;{next(p)};;{next(p)} {next(p)};plukker",
    ]
    return [
        ("kandidaten.csv", "\n".join(own).encode()),
        (f"lijst {next(p)}.csv", "\n".join(other).encode("cp1252")),
    ]


def leaks(text: str) -> list[str]:
    """The planted numbers that can be read in this, however they are written."""
    digits = "".join(letter for letter in text if letter not in " .-")
    return [number for number in PLANTED if number in digits]


def text_of_pdf(pdf: bytes) -> str:
    """What can be selected in a PDF, and all that stands in its streams."""
    pages = pypdfium2.PdfDocument(pdf)
    said = "".join(page.get_textpage().get_text_range() for page in pages)
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        with contextlib.suppress(zlib.error):
            said += zlib.decompress(stream).decode("latin-1")
    return said


def test_there_are_twenty() -> None:
    assert len(set(PLANTED)) == 20 and all(map(bsn.is_valid, PLANTED))
    assert len(leaks(" ".join(name + content.decode("cp1252") for name, content in files()))) == 20


def test_no_page_and_no_answer_holds_one(site: Site) -> None:
    organiser, desk, stand = site.paired("organiser"), site.paired("desk"), site.paired("stand")
    said = organiser.post(
        "/api/v1/imports/proposals", data={"files": [(io.BytesIO(data), name) for name, data in files()]}
    ).text
    report = organiser.post("/api/v1/imports", data={"files": [(io.BytesIO(data), name) for name, data in files()]})
    assert any(warning["code"] == "bsn_removed" for file in report.json["files"] for warning in file["warnings"])
    said += report.text + "".join(one.get("/api/v1/snapshot").text for one in (organiser, desk, stand))
    for seeker in list(site.house.ledger.fair.seekers):
        said += organiser.get(f"/api/v1/people/{seeker.id}").text
    said += desk.get("/api/v1/people", query_string={"q": "a"}).text + organiser.get("/organisatie").text
    badges = text_of_pdf(organiser.get("/api/v1/badges.pdf").data)
    assert "Tjitske" in badges, "what is on the badges can be read here"
    assert leaks(said + badges) == []


def test_nothing_that_is_kept_holds_one(tmp_path: Path) -> None:
    data = put_fair(tmp_path / "data")
    paths = []
    for name, content in files():
        (tmp_path / name).write_bytes(content)
        paths.append(str(tmp_path / name))
    with serving(data, "threading") as server:
        server.work("import", files=paths)
        said = json.dumps([server.work(name) for name in ("people", "match", "status")], ensure_ascii=False)
        assert "Tjitske" in said, "the rest of the rows is in"
        for kind in ("seekers", "vacancies"):
            server.work("export", out=str(tmp_path / f"{kind}.json"), kind=kind)
            said += (tmp_path / f"{kind}.json").read_text()
        said += server.output()
    from eventapp.facts import Log

    log = Log(data / "fair.db", PASSPHRASE)
    said += "".join(msgspec.json.encode(fact).decode() for _, fact in log.read()) + "".join(
        map(str, log._query("SELECT * FROM local"))
    )
    log.close()
    said += "".join(path.read_bytes().decode("latin-1") for path in data.rglob("*") if path.is_file())
    assert leaks(said) == []
