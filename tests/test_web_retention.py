"""The organiser's side of a purge over HTTP: rehearse, do it, and the page of the certificate."""

# ruff: noqa: F811

from __future__ import annotations

import pytest
from serving import NAMES, Site, command, give, site, soon  # noqa: F401

from eventapp.facts import LogError
from eventapp.facts.clock import to_ms

AFTER = to_ms("2026-12-19T08:00:00Z")


@pytest.fixture
def late(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Four weeks after the fair."""
    monkeypatch.setattr(site.house.ledger, "now", lambda: AFTER)
    return site


def test_who_is_due_stands_on_the_page_of_the_organiser_and_not_before(site: Site, late: Site) -> None:
    shown = site.paired("organiser").get("/api/v1/snapshot").json["view"]["retention"]
    assert (shown["due"], shown["until"]) == ({"seekers": 6, "employers": 0}, ["2026-12-19", "2027-11-21"])
    late.house.ledger.now = lambda: AFTER - 24 * 3600 * 1000
    assert site.paired("organiser").get("/api/v1/snapshot").json["view"]["retention"]["due"]["seekers"] == 0


def test_a_rehearsal_changes_nothing_and_a_purge_forgets_everybody_who_is_due(late: Site) -> None:
    organiser = late.paired("organiser")
    plan = organiser.post("/api/v1/purge", json={"rehearse": True}).json
    assert plan["due"]["seekers"] == {"without": 6, "follow_up": 0}
    assert late.seeker("K1").fields["last_name"] == NAMES[1]
    done = organiser.post("/api/v1/purge", json={"rehearse": False}).json
    assert done["forgotten"]["seekers"] == 6 and late.seeker("K1").erased
    assert done["certificate"]["by"] == "organiser"
    assert organiser.post("/api/v1/purge", json={"rehearse": False}).json["certificate"] is None


@pytest.mark.parametrize("body", [{}, {"rehearse": None}, {"rehearse": "nee"}])
def test_nobody_purges_by_leaving_something_out(late: Site, body: dict[str, object]) -> None:
    answer = late.paired("organiser").post("/api/v1/purge", json=body)
    assert (answer.status_code, answer.json["code"]) == (400, "invalid_json")
    assert not late.seeker("K1").erased


def test_the_certificate_is_a_page_to_print_and_a_file_to_keep_without_a_name(late: Site) -> None:
    organiser = late.paired("organiser")
    made = organiser.post("/api/v1/purge", json={"rehearse": False}).json["certificate"]
    page = organiser.get(f"/organisatie/bewijs/{made['id']}")
    assert page.status_code == 200 and made["after"] in page.text and "Banenmarkt Proefdorp, 21-11-2026" in page.text
    assert "de organisator, op de pagina Organisatie" in page.text and "certificate." not in page.text
    file = organiser.get(f"/api/v1/certificates/{made['id']}")
    assert file.json == made and "attachment" in file.headers["Content-Disposition"]
    assert not [name for name in NAMES if name in page.text + file.text]
    shown = organiser.get("/api/v1/snapshot").json["view"]["retention"]["certificates"]
    assert [one["id"] for one in shown] == [made["id"]]


def test_a_certificate_that_never_was_is_not_found(late: Site) -> None:
    for path in ("/api/v1/certificates/x", "/organisatie/bewijs/x"):
        answer = late.paired("organiser").get(path)
        assert answer.status_code == 404 and "Dit bewijs kennen we niet" in answer.text


def test_other_periods_count_at_once(late: Site) -> None:
    organiser = late.paired("organiser")
    longer = command("set_retention", without=60, follow_up=365, reason="aftercare")
    assert give(organiser, longer)[0]["code"] == "retention_set"
    assert organiser.get("/api/v1/snapshot").json["view"]["retention"]["due"]["seekers"] == 0
    assert organiser.post("/api/v1/purge", json={"rehearse": False}).json["certificate"] is None


@pytest.mark.parametrize("wrong", [{"without": 0}, {"follow_up": -1}, {"reason": "zomaar"}, {"without": "lang"}])
def test_periods_that_are_none_are_refused(late: Site, wrong: dict[str, object]) -> None:
    asked = command("set_retention", **{"without": 14, "follow_up": 30, "reason": "law", **wrong})
    assert give(late.paired("organiser"), asked)[0]["code"] == "invalid_command"


def test_a_full_disk_is_said_and_nothing_is_certified(late: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*facts: object) -> None:
        raise LogError("database or disk is full")

    organiser = late.paired("organiser")
    monkeypatch.setattr(late.house.ledger.log, "append", full)
    answer = organiser.post("/api/v1/purge", json={"rehearse": False})
    assert (answer.status_code, answer.json["code"]) == (507, "storage_full")
    assert not late.seeker("K1").erased and not late.house.ledger.fair.info.purges


def test_no_page_and_no_answer_has_a_name_any_more(late: Site) -> None:
    """Every address that can be asked for without knowing anything, by every role; before and after."""
    devices = {role: late.paired(role) for role in ("desk", "stand", "screen", "kiosk", "organiser")}
    rules = [
        rule.rule for rule in late.app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments
    ]

    def named() -> set[str]:
        found = set()
        for rule in rules:
            for device in devices.values():
                content = device.get(rule, query_string={"q": "K"}).get_data()
                found |= {rule for name in NAMES if name.encode() in content}
        return found

    give(devices["desk"], command("check_in", code="K1"), command("check_in", code="K2"))
    assert {"/api/v1/people", "/api/v1/snapshot"} <= named()
    devices["organiser"].post("/api/v1/purge", json={"rehearse": False})
    assert soon(lambda: not named()), named()
