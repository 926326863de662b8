"""By bytes: after an erasure or a purge nothing of a person stands anywhere, whatever one looks at and however."""

from __future__ import annotations

import datetime
import io
import json
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from conftest import GREENHOUSE, ORGANISER, PASSPHRASE, Node, quiet
from under_the_encryption import everywhere, plain_log, plain_pages, traces

from eventapp.cli.logs import write_log
from eventapp.facts import Draft, Log
from eventapp.live.exporting import gather
from eventapp.live.house import House
from eventapp.live.inbox import inbox_view
from eventapp.live.ledger import Act
from eventapp.live.purging import purge
from eventapp.live.push import Live
from eventapp.live.work import WORK

Doing = Callable[..., Act]
A_YEAR = datetime.date(2027, 11, 21)
WORDS = ("Zoërine", "Brânzeu-Straalkop", "0687654321", "zoe.branzeu@voorbeeld.example", "1987-03-14", "orgelpijpen stemmen",
         "Kamperfoeliepad", "brandweerkazerne", "wintertuin")  # fmt: skip
EMPLOYER = ("Hanneke Zomerdijk", "0611223344", "hanneke@zonnehof.example")
LONG = "en die zin staat nergens anders " * 300  # fills pages of its own, which an erasure sets free


@pytest.fixture
def known(house: House, act: Doing) -> House:
    """Somebody of whom much is known, from registers and from the day, and an employer with a person to call."""
    first, last, phone, email, born, can, street, remark, note = WORDS
    told = {"first_name": "Zoerine", "last_name": "Branzeu-Straalkop", "phone": "+31 6 87654321"}
    personal = {"first_name": first, "last_name": last, "phone": phone, "email": email, "birth_date": born,
                "can": [can, LONG], "city": street, "limits_text": [remark], "told": told}  # fmt: skip
    drafts = [
        Draft(
            "person_registered", "s77", {"number": "K77", "code": "Q77", "fields": {"limits": ["lifting"]}}, personal
        ),
        Draft("person_edited", "s77", {"fields": {}}, {"birth_date": born, "phone": "06 87654321"}),
        Draft("employer_edited", "e1", {"fields": {}}, dict(zip(("contact", "phone", "email"), EMPLOYER, strict=True))),
        Draft("danced", "s77", {"with": "e1"}, {"song": f"{first} {last}"}),
    ]
    house.ledger.record(drafts, by=house.ledger.node)
    act("check_in", subject="s77")
    talk = act("start_conversation", GREENHOUSE, subject="s77")
    act("end_conversation", GREENHOUSE, conversation=talk.id, outcome="follow_up", note=f"{first} belt over de {note}")
    return house


def inside(house: House) -> bytes:
    """The data folder: every file as it is, and all that is under the encryption."""
    return everywhere(house.settings.data, PASSPHRASE)


def dump(house: House) -> bytes:
    """Every table of the file, as whoever has the key can read it."""
    tables = [row[0] for row in house.ledger.log._query("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert {"fact", "local", "shown", "print"} <= set(tables)
    return repr({name: house.ledger.log._query(f"SELECT * FROM {name}") for name in tables}).encode()


def handed_out(house: House) -> bytes:
    """What leaves the house: jobs of the command line, exports, and what every room shows."""
    live = Live(house.ledger, lambda *_: None, held=house.held)
    rooms = [live.snapshot(room) for room in ("desk", "screen", "kiosk", "organiser", "stand:e1", "stand:e2")]
    jobs = [WORK[name](house)[0] for name in ("people", "status", "match", "shown", "bias")]
    exports = [list(gather(house, kind).documents) for kind in ("seekers", "vacancies")]
    return json.dumps([rooms, jobs, exports, inbox_view(house.ledger.fair)], ensure_ascii=False, default=str).encode()


def test_the_search_finds_what_is_there(known: House) -> None:
    """Otherwise it would prove nothing: each word is found before, in the file and in its write-ahead log."""
    assert traces((*WORDS, *EMPLOYER), plain_log(known.settings.database, PASSPHRASE)) == [*WORDS, *EMPLOYER]
    known.ledger.log.checkpoint()
    assert traces((*WORDS, *EMPLOYER), plain_pages(known.settings.database, PASSPHRASE)) == [*WORDS, *EMPLOYER]
    assert traces((*WORDS, *EMPLOYER), dump(known)) == [*WORDS, *EMPLOYER]
    assert traces(WORDS[:2], handed_out(known)) == list(WORDS[:2])


@pytest.mark.parametrize("written", ["ZO\u00cb", "Zo\\u00eb", "zoe", "Zoe\u0308", "Z\0o\0\xeb\0"])
def test_the_search_knows_a_word_in_whatever_way_it_is_written(written: str) -> None:
    content = written.encode("latin-1" if "\0" in written else "utf-8")
    assert traces(["Zoë"], b"..." + content + b"...") == ["Zoë"]


@pytest.mark.parametrize("how", ["erased", "purged"])
def test_nothing_is_left_in_any_file_or_table_or_in_what_is_handed_out(known: House, act: Doing, how: str) -> None:
    if how == "erased":
        assert act("erase", ORGANISER, subject="s77").status == "recorded"
    else:
        assert purge(known, A_YEAR)["forgotten"]["employers"] == 1
    quiet(known.ledger)
    gone = WORDS if how == "erased" else (*WORDS, *EMPLOYER)
    assert known.ledger.log._query("PRAGMA freelist_count")[0][0] > 0, "pages that were set free are looked at too"
    assert traces(gone, inside(known)) == []
    assert traces(gone, dump(known)) == []
    assert traces(gone, handed_out(known)) == []


def test_without_overwriting_it_would_be_found(known: House, act: Doing) -> None:
    """The control: the same erasure with ``secure_delete`` off leaves the words in pages that were set free."""
    known.ledger.log._connection.execute("PRAGMA secure_delete = OFF")
    act("erase", ORGANISER, subject="s77")
    assert "orgelpijpen stemmen" in traces(WORDS, inside(known))
    assert traces(WORDS, dump(known)) == [], "and no table would tell"


def test_a_backup_made_afterwards_has_nothing_either(known: House, tmp_path: Path) -> None:
    purge(known, A_YEAR)
    copy = tmp_path / "stick" / "beurs.backup"
    copy.parent.mkdir()
    known.ledger.with_log(known.ledger.log.copy_to, copy, PASSPHRASE)
    assert b"CREATE TABLE" in plain_pages(copy, PASSPHRASE)
    assert traces((*WORDS, *EMPLOYER), plain_pages(copy, PASSPHRASE)) == []


def test_what_comes_late_leaves_no_trace_on_its_way_in(known: House) -> None:
    purge(known, A_YEAR)
    late = {"first_name": WORDS[0], "last_name": WORDS[1], "can": [LONG]}
    known.ledger.record([Draft("person_edited", "s77", {"fields": {}}, late)], by="een andere laptop")
    assert traces(WORDS, plain_log(known.settings.database, PASSPHRASE)) == []
    known.ledger.log.checkpoint()
    assert traces(WORDS, inside(known)) == []


def test_a_fact_that_was_set_aside_is_emptied_too(known: House, act: Doing) -> None:
    """Not sound, so folded by nobody; but it is stored, and says who somebody is."""
    strange = Node("laptop-z").tell("person_edited", "s77", {"first_name": WORDS[0], "can": [LONG]}, fields={})
    known.ledger.with_log(known.ledger.log.append, [strange], {(strange.node, strange.seq): "hash"})
    known.ledger.log.checkpoint()
    assert traces(WORDS[:1], inside(known)) == [WORDS[0]]
    act("erase", ORGANISER, subject="s77")
    assert [fact.personal for fact, _ in known.ledger.log.set_aside()] == [None]
    assert traces(WORDS, inside(known)) == []


def test_the_log_file_and_the_terminal_tell_nothing_of_a_purge(
    known: House, act: Doing, caplog: pytest.LogCaptureFixture
) -> None:
    write_log(known.settings.data)
    with redirect_stdout(io.StringIO()) as said, caplog.at_level("DEBUG"):
        act("erase", ORGANISER, subject="s77")
        purge(known, A_YEAR)
    assert traces((*WORDS, *EMPLOYER), (said.getvalue() + caplog.text).encode()) == []
    assert traces((*WORDS, *EMPLOYER), (known.settings.data / "vonk.log").read_bytes()) == []


def test_a_certificate_has_no_name_and_no_id_of_a_person(known: House) -> None:
    made = json.dumps(purge(known, A_YEAR)["certificate"])
    assert traces((*WORDS, *EMPLOYER), made.encode()) == []
    assert not re.search(r"\bs(77|[1-5])\b|\be[12]\b|K77", made)


def test_the_state_in_memory_is_as_empty_as_the_file(known: House) -> None:
    purge(known, A_YEAR)
    fair = known.ledger.fair
    about = [fair.facts_about(id) for id in ("s77", "e1")]
    assert traces((*WORDS, *EMPLOYER), repr([fair.snapshot(), about, vars(fair.tally)]).encode()) == []


def test_a_restarted_log_is_as_empty(known: House) -> None:
    purge(known, A_YEAR)
    known.close()
    again = Log(known.settings.database, PASSPHRASE)
    assert traces((*WORDS, *EMPLOYER), repr([fact for _, fact in again.read()]).encode()) == []
    again.close()
