"""Signing in at the hub: the right password and no other, slowly for who guesses, for as long as somebody works."""

# ruff: noqa: F811

from __future__ import annotations

import re
import statistics
import time
from typing import Any

import pytest
from argon2 import PasswordHasher
from conftest import MINUTE
from hub_support import PASSWORD, Region, region  # noqa: F401

from eventapp.hub.accounts import LINK_LIVES_MS
from eventapp.hub.passwords import Passwords
from eventapp.hub.sessions import IDLE_MS, LONGEST_MS
from eventapp.hub.slowing import FREE_TRIES, PER_ADDRESS

NEW = "een heel andere zin"


def problem(answer: Any) -> str:
    """What the page says is wrong."""
    found = re.search(r'role="alert">([^<]+)<', answer.text)
    return found[1] if found else ""


def inside(client: Any) -> bool:
    return client.get("/hub").status_code == 200


def test_the_right_password_opens_and_signing_out_shuts(region: Region) -> None:
    client = region.signed_in("admin", "Bea")
    assert inside(client)
    assert client.post("/hub/uitloggen").headers["Location"] == "/hub/inloggen"
    assert not inside(client)


def test_a_session_that_was_ended_cannot_be_used_with_an_old_cookie(region: Region) -> None:
    client = region.signed_in("admin", "Bea")
    cookie = client.get_cookie("vonk_hub")
    client.post("/hub/uitloggen")
    client.set_cookie("vonk_hub", cookie.value)
    assert not inside(client)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites_and_goes_over_tls_only_under_tls(region: Region) -> None:
    region.account("Bea", "admin")
    said = {"name": "Bea", "password": PASSWORD}
    for scheme, secure in (("http", False), ("https", True)):
        answer = region.app.test_client().post("/hub/inloggen", data=said, base_url=f"{scheme}://hub.example")
        cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and ("Secure" in cookie) == secure


def test_no_token_and_no_password_stands_in_the_file_as_it_is(region: Region) -> None:
    client = region.signed_in("admin", "Bea")
    token = client.get_cookie("vonk_hub").value
    rows = str(region.hub.store.rows("SELECT * FROM session")) + str(region.hub.store.rows("SELECT * FROM account"))
    assert token not in rows and PASSWORD not in rows and "$argon2id$" in rows


@pytest.mark.parametrize("name", ["Bea", "bea ", "Niemand", "Uit"])
def test_who_does_not_exist_is_refused_in_the_same_words(region: Region, name: str) -> None:
    region.account("Bea", "admin")
    off = region.account("Uit", "case_manager")
    region.hub.accounts.set(off, "case_manager", (), everybody=False, off=True)
    answer = region.sign_in(region.app.test_client(), name, PASSWORD if name == "Uit" else "iets anders, langs")
    assert (answer.status_code, problem(answer)) == (403, "Deze naam en dit wachtwoord horen niet bij elkaar.")
    assert "vonk_hub" not in answer.headers.get("Set-Cookie", "")


def test_a_name_that_nobody_has_costs_as_much_work_as_one_that_somebody_has() -> None:
    """A ratio of medians, with room for a busy machine: without the work it would be thousands."""
    passwords = Passwords(PasswordHasher(time_cost=2, memory_cost=8192, parallelism=1))
    kept = passwords.hashed(PASSWORD)

    def took(one: str | None) -> float:
        began = time.perf_counter()
        assert not passwords.fits("mis", one)
        return time.perf_counter() - began

    ratio = statistics.median(took(kept) for _ in range(7)) / statistics.median(took(None) for _ in range(7))
    assert 0.1 < ratio < 10


def test_who_guesses_has_to_wait_and_longer_each_time(region: Region) -> None:
    region.account("Bea", "admin")
    client = region.app.test_client()
    for _ in range(FREE_TRIES):
        assert region.sign_in(client, "Bea", "mis").status_code == 403
    answer = region.sign_in(client, "Bea")
    assert (answer.status_code, problem(answer)) == (429, "Te veel pogingen. Wacht (minuten): 1.")
    region.clock.advance(MINUTE)
    assert region.sign_in(client, "Bea", "mis").status_code == 403
    assert problem(region.sign_in(client, "Bea")) == "Te veel pogingen. Wacht (minuten): 2."
    region.clock.advance(2 * MINUTE)
    assert region.sign_in(client, "Bea").status_code == 303, "nobody is locked out for good"
    assert region.sign_in(client, "Bea", "mis").status_code == 403, "the right one begins anew"


def test_a_name_that_nobody_has_is_slowed_down_as_well(region: Region) -> None:
    codes = [region.sign_in(region.app.test_client(), "Niemand", "mis").status_code for _ in range(FREE_TRIES + 1)]
    assert codes == [403] * FREE_TRIES + [429]


def test_one_address_cannot_go_through_all_names(region: Region) -> None:
    region.account("Bea", "admin")
    codes = {region.sign_in(region.app.test_client(), f"naam {n}", "mis").status_code for n in range(PER_ADDRESS)}
    assert codes == {403}
    assert region.sign_in(region.app.test_client(), "Bea").status_code == 429
    region.clock.advance(10 * MINUTE)
    assert region.sign_in(region.app.test_client(), "Bea").status_code == 303


def test_a_session_ends_when_nobody_did_anything(region: Region) -> None:
    client = region.signed_in("admin")
    region.clock.advance(IDLE_MS - 1)
    assert inside(client)
    region.clock.advance(IDLE_MS - 1)
    assert inside(client), "each page counts anew"
    region.clock.advance(IDLE_MS)
    assert not inside(client)


def test_a_session_ends_after_a_working_day_whatever_was_done(region: Region) -> None:
    client = region.signed_in("admin")
    for _ in range(LONGEST_MS // (IDLE_MS - MINUTE)):
        region.clock.advance(IDLE_MS - MINUTE)
        assert inside(client)
    region.clock.advance(IDLE_MS - MINUTE)
    assert not inside(client)


# Choosing and changing


def test_a_link_chooses_a_password_once(region: Region) -> None:
    _, token = region.hub.accounts.make("Bea", "admin")
    client = region.app.test_client()
    assert "Dag Bea." in client.get(f"/hub/kies/{token}").text
    assert client.post(f"/hub/kies/{token}", data={"password": NEW, "again": NEW}).status_code == 303
    assert inside(client)
    assert client.get(f"/hub/kies/{token}").status_code == 404
    assert region.sign_in(region.app.test_client(), "Bea", NEW).status_code == 303


def test_a_link_that_is_too_old_or_that_never_was_does_nothing(region: Region) -> None:
    made, token = region.hub.accounts.make("Bea", "admin")
    newer = region.hub.accounts.link(made.id)
    client = region.app.test_client()
    assert client.get(f"/hub/kies/{token}").status_code == 404, "a newer link takes its place"
    region.clock.advance(LINK_LIVES_MS)
    for one in (newer, "x"):
        answer = client.post(f"/hub/kies/{one}", data={"password": NEW, "again": NEW})
        assert answer.status_code == 404 and "Deze link werkt niet (meer)" in answer.text


@pytest.mark.parametrize(
    ("password", "again", "why"),
    [("kort", "kort", "12 tekens of meer"), ("a" * 20, "a" * 20, "te makkelijk"), ("x" * 201, "x" * 201, "12 tekens"),
     ("Beatrijs Beatrijs", "Beatrijs Beatrijs", "te makkelijk"), (NEW, NEW + "!", "niet gelijk")],
)  # fmt: skip
def test_a_password_that_will_not_do_is_refused_with_the_reason(
    region: Region, password: str, again: str, why: str
) -> None:
    _, token = region.hub.accounts.make("Beatrijs", "admin")
    answer = region.app.test_client().post(f"/hub/kies/{token}", data={"password": password, "again": again})
    assert answer.status_code == 400 and why in problem(answer)
    assert region.hub.accounts.with_link(token), "the link still works"


def test_another_password_ends_every_other_session(region: Region) -> None:
    client = region.signed_in("admin", "Bea")
    elsewhere = region.app.test_client()
    region.sign_in(elsewhere, "Bea")
    said = {"old": PASSWORD, "password": NEW, "again": NEW}
    assert client.post("/hub/wachtwoord", data={**said, "old": "mis"}).status_code == 400
    assert inside(elsewhere)
    assert client.post("/hub/wachtwoord", data=said).status_code == 303
    assert inside(client) and not inside(elsewhere)
    assert region.sign_in(region.app.test_client(), "Bea").status_code == 403


def test_what_an_admin_decides_counts_at_once(region: Region) -> None:
    client = region.signed_in("case_manager", "Cas")
    cas = region.hub.accounts.named("Cas")
    assert cas and inside(client)
    region.hub.accounts.set(cas.id, "case_manager", (), everybody=False, off=True)
    assert not inside(client) and region.sign_in(client, "Cas").status_code == 403


def test_the_last_admin_stays(region: Region) -> None:
    admin = region.signed_in("admin", "Bea")
    bea = region.hub.accounts.named("Bea")
    assert bea
    for said in ({"role": "admin", "off": "yes"}, {"role": "case_manager"}):
        answer = admin.post(f"/hub/accounts/{bea.id}", data=said)
        assert answer.status_code == 400 and "laatste beheerder" in problem(answer)


def test_a_page_lets_the_browser_say_where_its_form_comes_from(region: Region) -> None:
    """With no referrer at all a browser sends ``Origin: null`` with a form, and we would refuse our own."""
    assert region.app.test_client().get("/hub/inloggen").headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "how", [{"Origin": "null"}, {"Origin": "https://kwaad.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_site_cannot_send_a_form(region: Region, how: dict[str, str]) -> None:
    client = region.signed_in("admin")
    answer = client.post("/hub/accounts", data={"name": "Eve", "role": "admin"}, headers=how)
    assert answer.status_code == 403 and region.hub.accounts.named("Eve") is None
