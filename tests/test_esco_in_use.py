"""ESCO once imported: kept with the fair, used for titles and for words that our vocabulary lacks, never for less."""

# ruff: noqa: F811

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from esco_support import esco_zip, occupation, occupations_file
from intake_support import people_file, person, take, vacancy, vacancy_file
from serving import PASSPHRASE, Served, mode, put_fair, served  # noqa: F401
from test_cli import in_this_process, refused

from benchmarks import titles as melo
from benchmarks.gold import Gold
from benchmarks.gold import measure as of_gold
from eventapp.live.house import House, open_house
from eventapp.live.importing import take_in_files
from eventapp.live.matches import match_everybody
from eventapp.matching.esco import Esco, own_concepts
from eventapp.matching.lexicon import FAMILY, OCCUPATION
from eventapp.matching.linker import SURE, Linker, linker

ROOFER = own_concepts()["dakdekker"].uri
# The roofer has its real address, so that its ISCO group is known to be that of our family of roofers.
DOWNLOAD = esco_zip(
    occupations_nl=occupations_file(occupation("b1", "dakdekkersgezel") | {"conceptUri": ROOFER})
)  # fmt: skip
FILES = [("esco.zip", DOWNLOAD)]


@pytest.fixture(scope="module")
def wide() -> Linker:
    """Our vocabulary, made wider with the small download."""
    return Esco(take(DOWNLOAD).esco or []).linker


def strongest(words: Linker, text: str, kind: str) -> tuple[str, float]:
    """What kind of node a text names first, and how surely."""
    strengths = words.strengths(text)
    nodes = words.vocabulary.nodes
    found = max((place for place, node in enumerate(nodes) if node.kind == kind), key=lambda place: strengths[place])
    return nodes[found].title, float(strengths[found])


# --- kept ---


def test_what_was_imported_is_there_when_the_fair_is_opened_again(house: House) -> None:
    report = take_in_files(house, FILES, house.ledger.node)
    assert report["files"][0]["kind"] == "esco"
    settings = house.settings
    house.close()
    again = open_house(settings)
    assert again.esco is not None and again.esco.concepts == tuple(take(DOWNLOAD).esco or ())
    again.close()


def test_importing_it_again_changes_nothing(house: House) -> None:
    take_in_files(house, FILES, house.ledger.node)
    first, head = house.esco, house.ledger.head
    take_in_files(house, FILES, house.ledger.node)
    assert house.esco is first
    assert house.ledger.head == head


def test_a_download_that_stays_out_leaves_the_one_that_is_there(house: House) -> None:
    take_in_files(house, FILES, house.ledger.node)
    take_in_files(house, [("half.zip", esco_zip(ISCOGroups_nl=None))], house.ledger.node)
    assert house.esco is not None


def test_the_same_people_come_in_the_same_whether_esco_is_there_or_not(house: House) -> None:
    seekers = [("k.csv", people_file(person(beroepen="hoefsmid|ouderenwerk", toestemming="ja")))]
    take_in_files(house, seekers, house.ledger.node)
    take_in_files(house, FILES, house.ledger.node)
    head = house.ledger.head
    take_in_files(house, seekers, house.ledger.node)
    assert house.ledger.head == head


# --- used by the matching ---


def test_a_word_that_our_vocabulary_lacks_is_found_by_its_group(wide: Linker) -> None:
    assert linker().strengths("leidekker van torens").max() >= SURE  # known by "leidekker"
    assert linker().strengths("torenkapster").max() == 0
    assert strongest(wide, "dakdekkersgezel", FAMILY)[1] >= SURE


@pytest.mark.parametrize("text", ["orderpicker", "heftruck rijden", "schoonmaker kantoren", "zorg", "buiten"])
def test_what_our_vocabulary_surely_knows_stays_as_it_is(wide: Linker, text: str) -> None:
    assert np.array_equal(wide.strengths(text), linker().strengths(text))


@pytest.mark.parametrize("text", ["met mensen", "iets anders", "xqzw", "", "rustig werk"])
def test_what_esco_does_not_know_either_stays_as_it_is(wide: Linker, text: str) -> None:
    assert np.array_equal(wide.strengths(text), linker().strengths(text))


def test_a_chance_link_of_our_own_is_none_where_esco_is_sure(wide: Linker) -> None:
    assert strongest(linker(), "koordirigent", OCCUPATION)[1] < SURE
    assert wide.strengths("koordirigent").max() < SURE


def test_matching_a_whole_fair_goes_on_with_esco(house: House) -> None:
    people = people_file(person(nummer="Z1", wil="dakdekkersgezel", toestemming="ja"))
    work = vacancy_file(vacancy(vacature="Dakdekker", nummer="D1"))
    take_in_files(house, [("k.csv", people), ("v.csv", work), *FILES], house.ledger.node)
    rows = {row["number"]: row for row in match_everybody(house)["seekers"]}
    assert rows["Z1"]["suggestions"][0]["vacancy"] == "D1"


@pytest.mark.skipif(not (melo.present() and Gold.present()), reason="needs ESCO and the gold set in the shared data")
def test_with_all_of_esco_the_gold_set_is_as_good_as_without() -> None:
    without, found = of_gold(Gold()), of_gold(Gold(words=melo.esco().linker))
    assert found.violations == 0
    assert found.recall >= without.recall
    assert found.ndcg >= without.ndcg - 0.005


# --- run.py titles ---


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder with the prepared fair; nobody serves it."""
    monkeypatch.setenv("VONK_PASSPHRASE", PASSPHRASE)
    yield put_fair(tmp_path / "data")


@pytest.fixture
def titles_file(tmp_path: Path) -> Path:
    """Two titles with a blank line between them."""
    path = tmp_path / "titels.txt"
    path.write_text("Hoefsmid\n\n  Orderpikker \n", encoding="utf-8")
    return path


def answered(capsys: pytest.CaptureFixture[str], path: Path, data: Path) -> list[tuple[str, list[str]]]:
    exit, out, _ = in_this_process(capsys, "titles", path, "--json", "--data", data)
    assert exit == 0 and out.count("\n") == 1
    return [(one["title"], [concept["label"] for concept in one["concepts"]]) for one in json.loads(out)]


def test_titles_go_by_esco_where_it_was_imported(
    folder: Path, titles_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "esco.zip").write_bytes(DOWNLOAD)
    assert in_this_process(capsys, "import", tmp_path / "esco.zip", "--data", folder)[0] == 0
    found = answered(capsys, titles_file, folder)
    assert [title for title, _ in found] == ["Hoefsmid", "Orderpikker"]
    assert found[0][1][0] == "hoefsmid"


def test_without_esco_titles_go_by_our_own_words(
    folder: Path, titles_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answered(capsys, titles_file, folder)[1] == ("Orderpikker", ["orderpicker"])


def test_without_any_fair_titles_go_by_our_own_words(
    titles_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answered(capsys, titles_file, tmp_path / "leeg")[1] == ("Orderpikker", ["orderpicker"])
    assert not (tmp_path / "leeg").exists()


def test_titles_beside_a_server_are_answered_by_it(
    served: Served, titles_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "esco.zip").write_bytes(DOWNLOAD)
    assert in_this_process(capsys, "import", tmp_path / "esco.zip", "--data", served.data)[0] == 0
    assert answered(capsys, titles_file, served.data)[0][1][0] == "hoefsmid"


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "niet te lezen" in refused(in_this_process(capsys, "titles", tmp_path / "weg.txt", "--data", tmp_path))


def test_a_download_that_is_not_whole_is_one_plain_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "half.zip").write_bytes(esco_zip(ISCOGroups_nl=None))
    line = refused(in_this_process(capsys, "import", tmp_path / "half.zip", "--data", folder))
    assert "ISCOGroups_nl.csv ontbreekt" in line
