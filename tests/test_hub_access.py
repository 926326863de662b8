"""Who may come where at the hub: every route for every role."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from hub_support import Region, open_region

from eventapp.hub.accounts import ROLES

STAFF = frozenset(ROLES)
EVERYBODY = frozenset({"nobody", *ROLES})
LAPTOPS: frozenset[str] = frozenset()  # with a token, never with an account
# The whole hub: which roles get in at which door. A route that is not here fails the test.
ALLOWED = {
    ("GET", "/"): EVERYBODY,
    ("GET", "/healthz"): EVERYBODY,
    ("GET", "/language/<language>"): EVERYBODY,
    ("GET", "/static/<path:filename>"): EVERYBODY,
    ("GET", "/hub/inloggen"): EVERYBODY,
    ("POST", "/hub/inloggen"): EVERYBODY,
    ("GET", "/hub/kies/<token>"): EVERYBODY,
    ("POST", "/hub/kies/<token>"): EVERYBODY,
    ("POST", "/api/v1/devices/pair"): EVERYBODY,
    ("POST", "/local/v1/work"): LAPTOPS,
    ("GET", "/hub"): STAFF,
    ("GET", "/hub/wachtwoord"): STAFF,
    ("POST", "/hub/wachtwoord"): STAFF,
    ("GET", "/hub/beurs/<fair>"): STAFF,
    ("GET", "/hub/beurs/<fair>/werkgever/<id>"): {"account_manager"},
    ("POST", "/hub/beurs/<fair>/werkgever/<id>/plaatsing"): {"account_manager"},
    ("GET", "/hub/beurs/<fair>/werkzoekende/<id>"): {"case_manager"},
    ("POST", "/hub/beurs/<fair>/werkzoekende/<id>/plaatsing"): {"case_manager"},
    ("POST", "/hub/beurs/<fair>/werkzoekende/<id>/nazorg"): {"case_manager"},
    ("POST", "/hub/beurs/<fair>/terug"): {"account_manager", "case_manager"},
    ("POST", "/hub/beurs/<fair>/wissen"): {"admin"},
    ("POST", "/hub/koppelcode"): {"admin"},
    ("GET", "/hub/accounts"): {"admin"},
    ("POST", "/hub/accounts"): {"admin"},
    ("POST", "/hub/accounts/<id>"): {"admin"},
    ("POST", "/hub/accounts/<id>/link"): {"admin"},
    ("GET", "/hub/inzage"): {"admin"},
    ("POST", "/hub/uitloggen"): EVERYBODY,
    ("GET", "/sync/v1/vv"): LAPTOPS,
    ("GET", "/sync/v1/beside"): LAPTOPS,
    ("POST", "/sync/v1/compare"): LAPTOPS,
    ("GET", "/sync/v1/branch"): LAPTOPS,
    ("POST", "/sync/v1/fork"): LAPTOPS,
    ("GET", "/sync/v1/pull"): LAPTOPS,
    ("POST", "/sync/v1/push"): LAPTOPS,
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Region, dict[str, FlaskClient]]]:
    """One hub with one fair, and a browser for each role."""
    region = open_region(tmp_path_factory.mktemp("hub"))
    region.brought()
    browsers = {role: region.signed_in(role, everybody=True) for role in ROLES}
    yield region, {"nobody": region.app.test_client(), **browsers}
    region.close()


def test_the_table_names_every_route_and_no_other(shared: tuple[Region, dict[str, FlaskClient]]) -> None:
    rules = shared[0].app.url_map.iter_rules()
    found = {(method, rule.rule) for rule in rules for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}
    assert found == set(ALLOWED)


@pytest.mark.parametrize("role", ["nobody", *ROLES])
@pytest.mark.parametrize(("method", "rule"), sorted(ALLOWED))
def test_a_door_opens_for_the_roles_in_the_table_only(
    shared: tuple[Region, dict[str, FlaskClient]], method: str, rule: str, role: str
) -> None:
    region, browsers = shared
    id = "e1" if "werkgever" in rule else "s1"
    gaps = {"<fair>": region.laptops[0].fair, "<id>": id, "<path:filename>": "hub.css", "<language>": "nl",
            "<token>": "x"}  # fmt: skip
    path = rule
    for gap, value in gaps.items():
        path = path.replace(gap, value)
    # A copy, so that signing out in one test does not end the session of the next.
    browser = region.app.test_client()
    cookie = browsers[role].get_cookie("vonk_hub")
    if cookie is not None and rule != "/hub/uitloggen":
        browser.set_cookie("vonk_hub", cookie.value)
    how = {"json": {}} if rule.startswith(("/sync", "/api", "/local")) else {"data": {}}
    answer = browser.open(path, method=method, **(how if method == "POST" else {}))
    if ALLOWED[method, rule] is LAPTOPS:
        assert answer.status_code in (401, 403)
    elif role in ALLOWED[method, rule]:
        # Past the guard; an empty form may be refused as such, and a link of nobody is not found.
        assert answer.headers.get("Location") != "/hub/inloggen" or rule == "/hub/uitloggen"
        assert answer.status_code in (200, 303, 302, 400, 404) or rule in ("/api/v1/devices/pair", "/hub/inloggen")
        assert "niet voor uw rol" not in answer.text
    elif role == "nobody":
        assert (answer.status_code, answer.headers["Location"]) == (303, "/hub/inloggen")
    else:
        assert answer.status_code == 403 and "niet voor uw rol" in answer.text


def test_a_laptop_gets_nowhere_with_its_token_but_to_sync(shared: tuple[Region, dict[str, FlaskClient]]) -> None:
    region, _ = shared
    headers = {"Authorization": f"Bearer {region.laptops[0].token}"}
    client = region.app.test_client()
    assert client.get("/sync/v1/vv", headers=headers).status_code == 200
    for path in ("/hub", f"/hub/beurs/{region.laptops[0].fair}", "/hub/accounts"):
        assert client.get(path, headers=headers).headers["Location"] == "/hub/inloggen"


@pytest.mark.parametrize("path", ["/hub", "/hub/inloggen", "/hub/accounts", "/hub/inzage"])
def test_every_page_is_guarded_by_the_same_headers(shared: tuple[Region, dict[str, FlaskClient]], path: str) -> None:
    answer = shared[1]["admin"].get(path)
    assert "script-src 'self';" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store" and "<script" not in answer.text
