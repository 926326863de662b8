"""What the hub tells of whole fairs: numbers, none of them of few people, and when people have to be forgotten."""

# ruff: noqa: F811

from __future__ import annotations

import datetime

from conftest import MINUTE
from hub_support import Region, region  # noqa: F401
from hypothesis import given
from hypothesis import strategies as st

from eventapp.facts.clock import to_ms
from eventapp.hub.summary import FEWEST, STAGES, Summary, told

COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=6)


def fairs(numbers: list[int], rehearsal: bool = False) -> list[Summary]:
    """Fairs with these numbers at every stage."""
    said = [{"name": "", "date": "", "rehearsal": rehearsal, "counts": dict.fromkeys(STAGES, one)} for one in numbers]
    return [Summary(str(place), one, None, 0) for place, one in enumerate(said)]


@given(COUNTS)
def test_no_number_under_five_is_told_nor_follows_from_the_others(numbers: list[int]) -> None:
    rows, totals = told(fairs(numbers))
    shown = [rows[str(place)]["came"] for place in range(len(numbers))]
    assert all(one is None or one == 0 or one >= FEWEST for one in (*shown, totals["came"]))
    hidden = [number for number, one in zip(numbers, shown, strict=True) if one is None]
    assert totals["came"] is None or len(hidden) != 1, "what is left of the total would be the one"


@given(COUNTS)
def test_what_is_told_is_true(numbers: list[int]) -> None:
    rows, totals = told(fairs(numbers))
    assert all(rows[str(place)]["came"] in (None, number) for place, number in enumerate(numbers))
    assert totals["came"] in (None, sum(numbers))


def test_a_rehearsal_is_not_counted() -> None:
    _, totals = told(fairs([20], rehearsal=True))
    assert totals["came"] == 0


def test_the_page_of_all_fairs_has_totals_and_hides_what_is_few(region: Region) -> None:
    region.brought("Beurs Eén", "2026-11-21")
    region.brought("Beurs Twee", "2026-12-05")
    shown = region.signed_in("account_manager").get("/hub").text
    assert shown.index("Beurs Twee") < shown.index("Beurs Eén"), "the latest first"
    assert "21-11-2026" in shown and "minder dan 5" in shown
    assert "<dt>Ingeschreven</dt><dd>10</dd>" in shown.replace("\n", "")
    assert "Laatste contact met een laptop" in shown


def test_a_fair_that_has_sent_nothing_yet_is_there_already(region: Region) -> None:
    region.pair(region.laptop())
    assert "Nieuwe beurs, nog zonder gegevens" in region.signed_in("admin").get("/hub").text


def test_who_is_due_is_told_and_forgotten_with_one_tick(region: Region) -> None:
    laptop = region.brought()
    admin = region.signed_in("admin", "Bea")
    assert "moeten worden" not in admin.get("/hub").text
    region.clock.advance(to_ms("2026-12-19T08:00:00Z") - region.clock())
    region.sign_in(admin, "Bea")
    assert "Mensen die gewist moeten worden: 2" in admin.get("/hub").text
    path = f"/hub/beurs/{laptop.fair}/wissen"
    assert admin.post(path, data={}).status_code == 400
    assert admin.post(path, data={"sure": "yes"}).status_code == 303
    assert region.hub.fairs.summary(laptop.fair).due(datetime.date(2026, 12, 19)) == 0
    region.sync(laptop)
    assert {one.id for one in laptop.house.ledger.fair.seekers if one.erased} == {"s3", "s5"}


def test_when_a_laptop_called_last_is_remembered(region: Region) -> None:
    laptop = region.brought()
    first = region.hub.fairs.summary(laptop.fair).synced_at
    region.clock.advance(5 * MINUTE)
    region.sync(laptop)
    assert region.hub.fairs.summary(laptop.fair).synced_at == (first or 0) + 5 * MINUTE
