"""The command line: what each command answers, with which exit code, beside a server and without one."""

# ruff: noqa: F811

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import requests
from intake_support import people_file, person
from nursery import to_the_end
from serving import (  # noqa: F401
    FAIR,
    PASSPHRASE,
    ROOT,
    Served,
    command,
    environment,
    mode,
    put_fair,
    register_files,
    served,
    soon,
)

from eventapp.cli import main
from eventapp.startup import ASYNC_MODES, serves

EVERYBODY = ("K1", "K2", "K3", "K4", "K5", "K6")


def vonk(
    *arguments: str | Path, data: Path | None = None, from_nothing: bool = False, **variables: str
) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own, without a terminal; ``from_nothing`` as a person would start it."""
    whole = [*map(str, arguments), *(["--data", str(data)] if data else [])]
    if not from_nothing and hasattr(os, "fork"):
        way = variables.get("VONK_ASYNC", ASYNC_MODES[0]) if serves(whole) else "threading"
        return to_the_end(way, whole, environment(**variables))
    return subprocess.run(
        [sys.executable, "run.py", *whole],
        cwd=ROOT, env=environment(**variables), capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60,
    )  # fmt: skip


def document(done: subprocess.CompletedProcess[str]) -> Any:
    """The one JSON document on stdout."""
    assert done.stdout.count("\n") == 1, done.stdout + done.stderr
    return json.loads(done.stdout)


def in_this_process(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """The same command line without a process of its own: exit code, stdout, stderr."""
    try:
        exit = main([str(one) for one in arguments], "threading")
    except SystemExit as ended:
        exit = int(ended.code or 0)
    said = capsys.readouterr()
    return exit, said.out, said.err


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder with the prepared fair; nobody serves it."""
    monkeypatch.setenv("VONK_PASSPHRASE", PASSPHRASE)
    yield put_fair(tmp_path / "data")


def refused(outcome: tuple[int, str, str]) -> str:
    """The one clear line of a refusal."""
    exit, out, err = outcome
    assert exit == 2, err
    assert out == "" and err.count("\n") == 1 and err.strip(), (out, err)
    assert "Traceback" not in err
    return err.strip()


# --- a fair from nothing ---


def test_a_whole_fair_is_made_and_filled_from_the_command_line(tmp_path: Path) -> None:
    data = tmp_path / "beurs"
    made = vonk("new", "Banenmarkt Heuvelrug", "--date", "2027-03-18", "--json", data=data, from_nothing=True)
    assert made.returncode == 0
    assert document(made)["name"] == "Banenmarkt Heuvelrug"
    for name, content in register_files():
        (tmp_path / name).write_bytes(content)
    files = (tmp_path / "kandidaten.csv", tmp_path / "vacatures.csv")
    taken = vonk("import", *files, "--json", data=data, from_nothing=True)
    assert (taken.returncode, document(taken)["people"]) == (0, 6)
    status = document(vonk("status", "--json", data=data, from_nothing=True))
    assert (status["fair"]["date"], status["seekers"]["registered"]) == ("2027-03-18", 6)


def test_a_second_fair_in_one_folder_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "fair.db").read_bytes()
    line = refused(in_this_process(capsys, "new", "Nog een", "--date", "2027-03-18", "--data", folder))
    assert "Er is al een beurs" in line
    assert (folder / "fair.db").read_bytes() == before


@pytest.mark.parametrize("date", ["morgen", "18-03-2027", "2027-02-30", ""])
def test_a_fair_on_no_day_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], date: str) -> None:
    assert "geen datum" in refused(in_this_process(capsys, "new", "X", f"--date={date}", "--data", tmp_path / "data"))
    assert not (tmp_path / "data").exists()


def test_a_fair_without_a_name_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "naam" in refused(in_this_process(capsys, "new", "  ", "--date", "2027-03-18", "--data", tmp_path / "data"))


def test_a_fair_without_a_passphrase_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VONK_PASSPHRASE", raising=False)
    for command_line in (("new", "X", "--date", "2027-03-18"), ("status",)):
        data = tmp_path / "data" if command_line[0] == "new" else put_fair(tmp_path / "other")
        line = refused(in_this_process(capsys, *command_line, "--data", data))
        assert "VONK_PASSPHRASE" in line
    assert not (tmp_path / "data" / "fair.db").exists()


def test_the_wrong_passphrase_opens_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VONK_PASSPHRASE", "iets anders")
    assert "wachtwoordzin past niet" in refused(in_this_process(capsys, "people", "--data", folder))


def test_an_empty_folder_has_no_fair(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "nog geen beurs" in refused(in_this_process(capsys, "status", "--data", tmp_path / "leeg"))
    assert not (tmp_path / "leeg").exists()


# --- every command answers ---


def test_status_tells_how_the_fair_stands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exit, out, err = in_this_process(capsys, "status", "--json", "--data", folder)
    status = json.loads(out)
    assert (exit, err) == (0, "")
    assert set(status) >= {
        "fair", "node", "head", "facts", "seekers", "employers", "scans", "conversations", "matches", "state_hash",
    }  # fmt: skip
    assert status["seekers"] == {"registered": 6, "present": 0, "came": 0}
    assert status["employers"] == {"registered": 3, "present": 0}
    exit, out, err = in_this_process(capsys, "status", "--data", folder)
    assert (exit, err) == (0, "") and FAIR in out and "6 aangemeld" in out


def test_people_lists_everybody_with_sources(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exit, out, _ = in_this_process(capsys, "people", "--json", "--data", folder)
    people = {one["number"]: one for one in json.loads(out)}
    assert exit == 0 and tuple(sorted(people)) == EVERYBODY
    assert people["K1"]["last_name"] == "Oosterzwaluw" and people["K1"]["sources"] == [["kandidaten.csv", 2]]
    assert set(people["K1"]) >= {
        "id", "number", "code", "first_name", "infix", "last_name", "birth_date", "postcode4", "phone", "email",
        "sources", "conflicts",
    }  # fmt: skip
    assert "Brechtje Oosterzwaluw" in in_this_process(capsys, "people", "--data", folder)[1]


def test_match_gives_reasons_for_everybody_and_no_score(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exit, out, _ = in_this_process(capsys, "match", "--json", "--data", folder)
    seekers = json.loads(out)["seekers"]
    assert exit == 0 and sorted(one["number"] for one in seekers) == list(EVERYBODY)
    for one in seekers:
        assert set(one) == {"number", "suggestions", "excluded", "combinations"}
        assert len(one["suggestions"]) <= 10
        for hit in one["suggestions"]:
            assert set(hit) == {"vacancy", "employer", "reasons", "relaxed"}
            assert hit["reasons"] and all(set(reason) == {"code", "text"} for reason in hit["reasons"])
            assert not any("{" in reason["text"] for reason in hit["reasons"])
    assert "score" not in out and "%" not in out
    assert "K1" in in_this_process(capsys, "match", "--data", folder)[1]


def test_import_says_what_came_of_each_row(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [person(nummer="N1"), person(nummer="N2", roepnaam="", achternaam="")]
    (tmp_path / "n.csv").write_bytes(people_file(*rows))
    exit, out, _ = in_this_process(capsys, "import", tmp_path / "n.csv", "--json", "--data", folder)
    report = json.loads(out)
    assert exit == 1, "somebody has to look at the row that stayed out"
    assert set(report) >= {"files", "people", "employers", "vacancies", "merged", "to_review"}
    assert set(report["files"][0]) >= {"name", "kind", "rows", "imported", "quarantined", "warnings"}
    assert (report["files"][0]["name"], report["people"]) == ("n.csv", 1)
    exit, out, _ = in_this_process(capsys, "import", tmp_path / "n.csv", "--data", folder)
    assert exit == 1 and "rij 3: Er staat geen naam in deze rij." in out


def test_import_says_in_plain_words_what_a_warning_is_about(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "n.csv").write_bytes(b"nummer;roepnaam;achternaam;schoenmaat\nN1;Anouk;Duin;38\n")
    exit, out, _ = in_this_process(capsys, "import", tmp_path / "n.csv", "--data", folder)
    assert exit == 0 and "schoenmaat" in out and "{" not in out


def test_a_file_that_is_no_register_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "n.csv").write_bytes(b"")
    assert "leeg" in refused(in_this_process(capsys, "import", tmp_path / "n.csv", "--data", folder))
    for missing in (tmp_path / "nergens.csv", tmp_path):
        assert "niet te lezen" in refused(in_this_process(capsys, "import", missing, "--data", folder))


def test_a_bad_file_beside_a_good_one_needs_a_person(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "leeg.csv").write_bytes(b"")
    (tmp_path / "n.csv").write_bytes(people_file(person(nummer="N1")))
    exit, out, _ = in_this_process(
        capsys, "import", tmp_path / "leeg.csv", tmp_path / "n.csv", "--json", "--data", folder
    )
    assert exit == 1 and json.loads(out)["people"] == 1


def test_badges_go_to_a_file(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out_file = tmp_path / "badges.pdf"
    exit, out, _ = in_this_process(capsys, "badges", "--out", out_file, "--json", "--data", folder)
    assert (exit, json.loads(out)["badges"]) == (0, 9)
    few = ("--number", "K1", "K2", "--number", "K3", "--layout", "sheet-80x50")
    exit, out, _ = in_this_process(capsys, "badges", "--out", out_file, *few, "--json", "--data", folder)
    assert (exit, json.loads(out)["badges"]) == (0, 3)
    with pypdfium2.PdfDocument(out_file) as pdf:
        assert len(pdf) == 1


def test_badges_of_an_unknown_number_need_a_person(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = ("badges", "--out", tmp_path / "b.pdf", "--number", "K1", "K99", "--json", "--data", folder)
    exit, out, _ = in_this_process(capsys, *both)
    assert exit == 1 and (json.loads(out)["badges"], json.loads(out)["unknown"]) == (1, ["K99"])


@pytest.mark.parametrize("wrong", [("--number", "K99"), ("--layout", "behang")])
def test_badges_that_cannot_be_leave_the_old_file_alone(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: tuple[str, str]
) -> None:
    (tmp_path / "b.pdf").write_bytes(b"van gisteren")
    refused(in_this_process(capsys, "badges", "--out", tmp_path / "b.pdf", *wrong, "--data", folder))
    assert (tmp_path / "b.pdf").read_bytes() == b"van gisteren"
    refused(in_this_process(capsys, "badges", "--out", tmp_path / "nergens" / "b.pdf", "--data", folder))


@pytest.mark.parametrize("role", ["desk", "stand", "screen", "kiosk", "organiser", "laptop"])
def test_pair_gives_a_code_for_every_role(folder: Path, capsys: pytest.CaptureFixture[str], role: str) -> None:
    exit, out, _ = in_this_process(capsys, "pair", "--role", role, "--json", "--data", folder)
    paired = json.loads(out)
    assert exit == 0 and set(paired) >= {"code", "url", "expires_at"}
    assert paired["url"].endswith(f"/koppel#{paired['code']}")
    exit, out, _ = in_this_process(capsys, "pair", "--role", role, "--data", folder)
    assert exit == 0 and out.startswith("Code ") and "/koppel#" in out


def test_pair_names_a_stand_by_number_or_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for stand in ("2", "wasserij helder"):
        _, out, _ = in_this_process(capsys, "pair", "--role", "stand", "--stand", stand, "--json", "--data", folder)
        assert json.loads(out)["employer"] == "Wasserij Helder"
    unknown = ("pair", "--role", "stand", "--stand", "99", "--data", folder)
    assert "99" in refused(in_this_process(capsys, *unknown))
    assert "baas" in refused(in_this_process(capsys, "pair", "--role", "baas", "--data", folder))


# --- beside a server ---


@pytest.mark.parametrize("name", ["status", "people", "match"])
def test_a_command_beside_a_server_answers_the_same(
    served: Served, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("VONK_PASSPHRASE", PASSPHRASE)
    backup = tmp_path / "copy.db"
    assert in_this_process(capsys, "backup", backup, "--data", served.data)[0] == 0
    beside = in_this_process(capsys, name, "--json", "--data", served.data)
    (tmp_path / "data").mkdir()
    backup.rename(tmp_path / "data" / "fair.db")
    alone = in_this_process(capsys, name, "--json", "--data", tmp_path / "data")
    assert beside[0] == alone[0] == 0
    for out in (beside[1], alone[1]):
        assert out.count("\n") == 1
    ours, copy = json.loads(beside[1]), json.loads(alone[1])
    if name == "status":
        assert ours.pop("node") != copy.pop("node"), "a copy numbers its facts under another name"
    assert ours == copy


def test_the_command_line_and_the_pages_see_one_state(served: Served) -> None:
    desk = served.paired("desk")
    came = document(vonk("status", "--json", data=served.data))["seekers"]["came"]
    walk_in = desk.give(command("register_walk_in", first_name="Anouk"))[0]["person"]
    after = document(vonk("status", "--json", data=served.data))
    assert after["seekers"]["came"] == came + 1
    done = vonk("badges", "--out", served.data / "een.pdf", "--number", walk_in["number"], "--json", data=served.data)
    assert (done.returncode, document(done)["badges"]) == (0, 1)
    assert walk_in["number"] in vonk("people", data=served.data).stdout


def test_an_import_beside_a_server_reaches_the_screens(served: Served, tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_bytes(people_file(person(nummer=f"M{served.port}", roepnaam="Melchior")))
    done = vonk("import", tmp_path / "n.csv", "--json", data=served.data)
    assert (done.returncode, document(done)["people"]) == (0, 1)
    found = served.paired("desk").get("/api/v1/people", params={"q": "melchior"}).json()["people"]
    assert [one["number"] for one in found] == [f"M{served.port}"]


def test_a_code_from_the_command_line_pairs_a_device_with_the_server(served: Served) -> None:
    code = document(vonk("pair", "--role", "stand", "--stand", "3", "--label", "tablet 3", "--json", data=served.data))
    assert code["url"].startswith(served.url) and code["employer"] == "Zorghuis De Brink"
    token = served.caller().post("/api/v1/devices/pair", json={"code": code["code"]}).json()["token"]
    me = served.caller(token).get("/api/v1/me").json()
    assert (me["role"], me["label"], me["employer"]) == ("stand", "tablet 3", "Zorghuis De Brink")


def test_wrong_use_beside_a_server_is_the_same_line(served: Served, tmp_path: Path) -> None:
    for arguments in (("pair", "--role", "baas"), ("import", str(tmp_path / "nergens.csv"))):
        done = vonk(*arguments, data=served.data)
        refused((done.returncode, done.stdout, done.stderr))


def test_the_local_channel_is_for_this_user_only(served: Served) -> None:
    assert (served.data / "server.json").stat().st_mode & 0o077 == 0
    answer = served.caller().post("/local/v1/work", json={"name": "people"})
    assert answer.status_code == 403 and "Oosterzwaluw" not in answer.text


def test_a_second_server_on_one_fair_is_refused(served: Served) -> None:
    done = vonk("--host", "127.0.0.1", "--port", "1", data=served.data)
    assert "al open" in refused((done.returncode, done.stdout, done.stderr))


def test_a_fair_that_is_served_is_not_put_back(served: Served, tmp_path: Path) -> None:
    assert vonk("backup", tmp_path / "b.db", data=served.data).returncode == 0
    done = vonk("restore", tmp_path / "b.db", data=served.data)
    assert "al open" in refused((done.returncode, done.stdout, done.stderr))
    assert served.caller().get("/healthz").status_code == 200


def test_what_a_server_left_behind_after_a_crash_is_no_hindrance(
    folder: Path, capsys: pytest.CaptureFixture[str], served: Served
) -> None:
    for url in ("http://127.0.0.1:1", served.url):
        (folder / "server.json").write_text(json.dumps({"url": url, "key": "van-gisteren"}))
        assert in_this_process(capsys, "status", "--json", "--data", folder)[0] == 0
    (folder / "server.json").write_text("half een best")
    assert in_this_process(capsys, "status", "--json", "--data", folder)[0] == 0


# --- backup and restore ---


def test_a_backup_while_the_fair_goes_on_is_whole_and_encrypted(served: Served, tmp_path: Path) -> None:
    desk = served.paired("desk")
    desk.give(*(command("check_in", code=f"K{place % 6 + 1}") for place in range(60)))
    done = vonk("backup", tmp_path / "b.db", "--json", data=served.data)
    assert done.returncode == 0 and document(done)["head"] == served.caller().get("/healthz").json()["head"]
    assert b"Oosterzwaluw" not in (tmp_path / "b.db").read_bytes()
    assert (tmp_path / "b.db").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["b.db"]
    restored = vonk("restore", tmp_path / "b.db", "--json", data=tmp_path / "new")
    assert (restored.returncode, document(restored)["facts"]) == (0, document(done)["head"])
    one, other = (document(vonk("status", "--json", data=data)) for data in (served.data, tmp_path / "new"))
    assert one["state_hash"] == other["state_hash"]
    assert one["node"] != other["node"], "numbers that the old laptop gave out are never given out again"


def test_a_backup_never_overwrites(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.db").write_text("van gisteren")
    assert "bestaat al" in refused(in_this_process(capsys, "backup", tmp_path / "b.db", "--data", folder))
    assert (tmp_path / "b.db").read_text() == "van gisteren"
    refused(in_this_process(capsys, "backup", tmp_path / "nergens" / "b.db", "--data", folder))


def test_restore_sets_the_present_fair_aside_every_time(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_this_process(capsys, "backup", tmp_path / "b.db", "--data", folder)
    for times in (1, 2, 3):
        exit, out, _ = in_this_process(capsys, "restore", tmp_path / "b.db", "--json", "--data", folder)
        assert exit == 0 and Path(json.loads(out)["set_aside"]).exists()
        assert len(list(folder.glob("*.aside.db"))) == times
    assert in_this_process(capsys, "status", "--data", folder)[0] == 0
    assert not list(folder.glob("restoring*"))


def test_who_goes_on_after_a_restore_gives_out_no_number_twice(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_this_process(capsys, "backup", tmp_path / "b.db", "--data", folder)
    in_this_process(capsys, "restore", tmp_path / "b.db", "--data", folder)
    (tmp_path / "n.csv").write_bytes(people_file(person(nummer="N1")))
    assert in_this_process(capsys, "import", tmp_path / "n.csv", "--data", folder)[0] == 0
    again = json.loads(in_this_process(capsys, "status", "--json", "--data", folder)[1])
    assert again["seekers"]["registered"] == 7


def _flipped(backup: bytes) -> bytes:
    middle = len(backup) // 2
    return backup[:middle] + bytes(byte ^ 0xFF for byte in backup[middle : middle + 64]) + backup[middle + 64 :]


def _flipped_everywhere(database: bytes) -> bytes:
    """Some bytes of every page but the first: which one is read first is nobody's promise."""
    pages = [database[start : start + 4096] for start in range(0, len(database), 4096)]
    return pages[0] + b"".join(map(_flipped, pages[1:]))


@pytest.mark.parametrize(
    "spoil",
    [lambda backup: b"", lambda backup: b"geen beurs", lambda backup: backup[: len(backup) // 2], _flipped],
    ids=["empty", "text", "half", "flipped"],
)
def test_a_backup_that_is_not_whole_changes_nothing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], spoil: Any
) -> None:
    in_this_process(capsys, "backup", tmp_path / "b.db", "--data", folder)
    (tmp_path / "bad.db").write_bytes(spoil((tmp_path / "b.db").read_bytes()))
    before = (folder / "fair.db").read_bytes()
    refused(in_this_process(capsys, "restore", tmp_path / "bad.db", "--data", folder))
    assert (folder / "fair.db").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["fair.db"]


def test_a_backup_of_another_passphrase_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_this_process(capsys, "backup", tmp_path / "b.db", "--data", folder)
    monkeypatch.setenv("VONK_PASSPHRASE", "iets anders")
    assert "geen kopie" in refused(in_this_process(capsys, "restore", tmp_path / "b.db", "--data", tmp_path / "new"))


def test_there_is_nothing_to_put_back(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for missing in (tmp_path / "nergens.db", tmp_path):
        assert "niet te lezen" in refused(in_this_process(capsys, "restore", missing, "--data", folder))


def test_a_damaged_fair_is_one_line_and_no_traceback(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = folder / "fair.db"
    database.write_bytes(_flipped_everywhere(database.read_bytes()))
    refused(in_this_process(capsys, "people", "--data", folder))
    done = vonk("--host", "127.0.0.1", "--port", "1", data=folder)
    refused((done.returncode, done.stdout, done.stderr))


# --- wrong use ---


@pytest.mark.parametrize(
    "arguments",
    [
        ("new",),
        ("new", "Naam"),
        ("new", "--date", "2027-03-18"),
        ("import",),
        ("badges",),
        ("badges", "--out"),
        ("pair",),
        ("backup",),
        ("restore",),
        ("status", "teveel"),
        ("people", "--onzin"),
        ("vlieg",),
        ("--port", "acht"),
        ("--port", "0"),
        ("--port", "99999"),
        ("--data",),
    ],
    ids=" ".join,
)
def test_wrong_use_is_one_line_and_exit_code_2(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    assert "run.py" in refused(in_this_process(capsys, *arguments))


def test_an_unknown_command_is_told_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (("vlieg",), ("statuss", "--json")):
        assert "status | " in refused(in_this_process(capsys, *arguments))


def test_a_certificate_without_its_key_is_one_line(folder: Path) -> None:
    for arguments in (("--tls-cert", "x.pem"), ("--tls-key", "x.pem"), ("--tls-cert", "x.pem", "--tls-key", "x.pem")):
        done = vonk(*arguments, data=folder)
        assert "sleutel" in (line := refused((done.returncode, done.stdout, done.stderr))) or "--tls-key" in line


@pytest.mark.parametrize("variables", [{"VONK_ASYNC": "twisted"}, {"VONK_ASYNC": ""}])
def test_an_unknown_way_of_waiting_is_refused(folder: Path, variables: dict[str, str]) -> None:
    done = vonk("status", data=folder, from_nothing=True, **variables)
    assert "VONK_ASYNC" in refused((done.returncode, done.stdout, done.stderr))


def test_a_port_that_is_taken_is_one_line(served: Served, tmp_path: Path) -> None:
    data = put_fair(tmp_path / "data")
    for way in ("eventlet", "threading"):
        done = vonk("--host", "127.0.0.1", "--port", str(served.port), data=data, VONK_ASYNC=way)
        assert str(served.port) in refused((done.returncode, done.stdout, done.stderr))
    assert not (data / "server.json").exists()


def test_a_data_folder_that_cannot_be_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bestand").write_text("geen map")
    inside = tmp_path / "bestand" / "data"
    refused(in_this_process(capsys, "status", "--data", inside))
    done = vonk("new", "X", "--date", "2027-03-18", data=inside)
    refused((done.returncode, done.stdout, done.stderr))
    done = vonk("--host", "127.0.0.1", "--port", "1", data=inside)
    assert done.returncode == 2 and "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("--help",), ("new", "--help"), ("badges", "-h")], ids=" ".join)
def test_help_is_no_mistake(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    exit, out, err = in_this_process(capsys, *arguments)
    assert (exit, err) == (0, "") and "run.py" in out


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    out = in_this_process(capsys, "--help")[1]
    for name in ("new", "import", "people", "match", "status", "badges", "pair", "backup", "restore", "test", "bench"):
        assert name in out


# --- the rehearsal ---


@pytest.fixture(scope="module")
def rehearsal(mode: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """``run.py`` on an empty folder."""
    server = Served(tmp_path_factory.mktemp(f"{mode}-rehearsal") / "data", mode, from_nothing=True)
    yield server
    server.stop()


def test_an_empty_folder_becomes_the_rehearsal_with_a_banner(rehearsal: Served) -> None:
    assert soon(lambda: "OEFENBEURS" in rehearsal.output())
    status = document(vonk("status", "--json", data=rehearsal.data))
    assert status["fair"]["rehearsal"] and status["seekers"]["registered"] >= 150
    assert status["employers"]["registered"] >= 25
    page = rehearsal.caller().get("/koppel").text
    assert "OEFENBEURS" in page


def test_the_start_prints_a_link_that_makes_this_browser_the_organisers(rehearsal: Served) -> None:
    assert soon(lambda: "/koppel#" in rehearsal.output())
    link = rehearsal.output().partition("/koppel#")[2].split()[0]
    answer = rehearsal.caller().post("/api/v1/devices/pair", json={"code": link})
    assert answer.status_code == 200 and answer.json()["role"] == "organiser"
    again: requests.Response = rehearsal.caller().post("/api/v1/devices/pair", json={"code": link})
    assert again.status_code == 403
