"""Who may come where: every route for every role, and what keeps others out."""

# ruff: noqa: F811

from __future__ import annotations

import contextlib
import io
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from serving import (  # noqa: F401
    ROOT,
    Served,
    Site,
    command,
    free_port,
    give,
    mode,
    open_site,
    put_fair,
    served,
    shared_site,
    site,
)

from eventapp import create_app
from eventapp.fair.words import ROLES
from eventapp.live.shown import WEIGHTS

EVERYBODY = frozenset({"nobody", *ROLES})
PAIRED = frozenset(ROLES)
NOBODY: frozenset[str] = frozenset()
# The whole house: which roles get in at which door. A route that is not here fails the test.
ALLOWED = {
    ("GET", "/"): EVERYBODY,
    ("GET", "/koppel"): EVERYBODY,
    ("GET", "/healthz"): EVERYBODY,
    ("GET", "/toestel"): EVERYBODY,
    ("GET", "/toestel/vertrouwd"): EVERYBODY,
    ("GET", "/vonk-ca.crt"): EVERYBODY,
    ("GET", "/messages/<language>.json"): EVERYBODY,
    ("GET", "/language/<language>"): EVERYBODY,
    ("GET", "/static/<path:filename>"): EVERYBODY,
    ("GET", "/kiosk/<path:name>"): EVERYBODY,
    ("GET", "/sw.js"): EVERYBODY,
    ("GET", "/api/v1/openapi.json"): EVERYBODY,
    ("POST", "/api/v1/devices/pair"): EVERYBODY,
    ("GET", "/balie"): {"desk"},
    ("GET", "/stand"): {"stand"},
    ("GET", "/scherm"): {"screen"},
    ("GET", "/zuil"): {"kiosk"},
    ("GET", "/messages/zuil.json"): EVERYBODY,
    ("POST", "/api/v1/self"): {"kiosk"},
    ("GET", "/api/v1/self/<id>/next"): {"kiosk"},
    ("GET", "/organisatie"): {"organiser"},
    ("GET", "/organisatie/bewijs/<id>"): {"organiser"},
    ("POST", "/api/v1/purge"): {"organiser"},
    ("GET", "/api/v1/certificates/<id>"): {"organiser"},
    ("GET", "/api/v1/me"): PAIRED,
    ("GET", "/api/v1/people"): {"desk", "organiser"},
    ("GET", "/api/v1/people/<id>"): {"organiser"},
    ("GET", "/api/v1/people/<id>/next"): {"desk", "organiser"},
    ("GET", "/api/v1/people/<id>/guide"): {"desk", "organiser"},
    ("GET", "/api/v1/people/<id>/why"): {"desk", "organiser"},
    ("GET", "/api/v1/hall"): {"stand"},
    ("GET", "/api/v1/shown"): {"organiser"},
    ("GET", "/api/v1/bias"): {"organiser"},
    ("GET", "/api/v1/carried"): {"desk", "kiosk"},
    ("GET", "/api/v1/carried/index"): NOBODY,  # only a desk that is trusted with it: tests/test_browser_names.py
    ("GET", "/api/v1/snapshot"): {"desk", "stand", "screen", "kiosk", "organiser"},
    ("POST", "/api/v1/commands"): {"desk", "stand", "kiosk", "organiser"},
    ("GET", "/api/v1/badges.pdf"): {"desk", "organiser"},
    ("GET", "/api/v1/badges/sample.png"): {"organiser"},
    ("POST", "/api/v1/badges/choices"): {"organiser"},
    ("GET", "/api/v1/backups"): {"organiser"},
    ("POST", "/api/v1/backups"): {"organiser"},
    ("GET", "/api/v1/printing"): {"desk", "organiser"},
    ("POST", "/api/v1/printers"): {"organiser"},
    ("POST", "/api/v1/prints/<id>"): {"desk", "organiser"},
    ("GET", "/api/v1/prints/<id>.png"): {"desk", "organiser"},
    ("GET", "/badge/<job>"): {"desk", "organiser"},
    ("GET", "/badge/<name>.css"): EVERYBODY,
    ("POST", "/api/v1/imports"): {"organiser"},
    ("POST", "/api/v1/imports/proposals"): {"organiser"},
    ("GET", "/api/v1/imports/progress"): {"organiser"},
    ("GET", "/api/v1/held"): {"organiser"},
    ("POST", "/api/v1/held/<id>"): {"organiser"},
    ("POST", "/api/v1/pairings"): {"organiser"},
    ("POST", "/api/v1/devices/me"): PAIRED,
    ("POST", "/api/v1/cards.pdf"): {"organiser"},
    ("POST", "/api/v1/paper/list.pdf"): {"organiser"},
    ("GET", "/api/v1/paper/spares.pdf"): {"organiser"},
    ("GET", "/api/v1/paper/rows/<code>"): {"desk", "organiser"},
    ("POST", "/api/v1/slips"): {"desk", "organiser", "kiosk"},
    ("GET", "/papier"): {"desk", "organiser"},
    ("GET", "/strook/<subject>"): {"desk", "organiser", "kiosk"},
    ("GET", "/api/v1/templates/<any(kandidaten, vacatures):kind>.<any(csv, xlsx):format>"): {"organiser"},
    ("GET", "/api/v1/links"): {"organiser"},
    ("POST", "/api/v1/links"): {"organiser"},
    ("GET", "/sync/v1/vv"): {"laptop"},
    ("GET", "/sync/v1/beside"): {"laptop"},
    ("POST", "/sync/v1/compare"): {"laptop"},
    ("GET", "/sync/v1/branch"): {"laptop"},
    ("POST", "/sync/v1/fork"): {"laptop"},
    ("GET", "/sync/v1/pull"): {"laptop"},
    ("POST", "/sync/v1/push"): {"laptop"},
    # The command line of the same user, with a key that no device has.
    ("POST", "/local/v1/work"): NOBODY,
}
PAGES = {
    "desk": "/balie",
    "stand": "/stand",
    "screen": "/scherm",
    "kiosk": "/zuil",
    "organiser": "/organisatie",
    "nobody": "/koppel",
}
FILLED_IN = {
    "<name>": "a6",
    "<language>": "nl",
    "<path:filename>": "vonk.css",
    "<path:name>": "desk.js",
    "<any(kandidaten, vacatures):kind>": "kandidaten",
    "<any(csv, xlsx):format>": "csv",
}


@pytest.fixture(scope="module")
def devices(shared_site: Site) -> dict[str, FlaskClient]:
    return {"nobody": shared_site.stranger(), **{role: shared_site.paired(role) for role in ROLES}}


def routes(app: Flask) -> set[tuple[str, str]]:
    return {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def address(rule: str) -> str:
    for gap, value in FILLED_IN.items():
        rule = rule.replace(gap, value)
    return rule


def test_the_table_names_every_route_and_no_other(shared_site: Site) -> None:
    assert routes(shared_site.app) == set(ALLOWED)


@pytest.mark.parametrize("role", ["nobody", *ROLES])
@pytest.mark.parametrize(("method", "rule"), sorted(ALLOWED))
def test_a_door_opens_for_the_roles_in_the_table_only(
    devices: dict[str, FlaskClient], method: str, rule: str, role: str
) -> None:
    device = devices[role]
    answer = device.open(address(rule), method=method, json={} if method == "POST" else None)
    if role in ALLOWED[method, rule]:
        # Past the guard; an empty body may still be refused as such, and pairing without a code too.
        assert answer.status_code in (200, 302, 400) or answer.json["code"] in (
            "pairing_unknown",
            "unknown_person",
            "unknown_job",
            "unknown_certificate",
        ), answer.text
    elif role == "nobody" and rule != "/local/v1/work":
        assert answer.status_code == 401
        assert "Dit toestel is nog niet gekoppeld" in answer.text
    else:
        assert answer.status_code == 403
        assert "niet voor dit toestel" in answer.text


@pytest.mark.parametrize("role", [role for role in PAGES if role != "nobody"])
def test_the_start_leads_a_device_to_its_own_page(devices: dict[str, FlaskClient], role: str) -> None:
    assert devices[role].get("/").headers["Location"] == PAGES[role]
    assert devices[role].get(PAGES[role]).status_code == 200


def test_the_organiser_can_read_the_weights_and_their_version(devices: dict[str, FlaskClient]) -> None:
    shown = devices["organiser"].get("/organisatie").text
    assert WEIGHTS in shown and "Werk dat iemand wil" in shown


def test_the_start_asks_anybody_else_to_pair(devices: dict[str, FlaskClient]) -> None:
    assert devices["nobody"].get("/").headers["Location"] == "/koppel"


def test_a_token_of_nobody_opens_nothing_even_beside_a_good_cookie(shared_site: Site) -> None:
    device = shared_site.paired("desk")
    assert device.get("/api/v1/me", headers={"Authorization": "Bearer zomaar"}).status_code == 401
    assert device.get("/api/v1/me").status_code == 200


def test_a_program_may_show_its_token_in_a_header(shared_site: Site) -> None:
    code, _ = shared_site.house.pairings.offer("desk")
    token = shared_site.stranger().post("/api/v1/devices/pair", json={"code": code}).json["token"]
    answer = shared_site.stranger().get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert answer.json["role"] == "desk"


def test_a_pairing_code_works_once(shared_site: Site) -> None:
    code, _ = shared_site.house.pairings.offer("screen")
    assert shared_site.stranger().post("/api/v1/devices/pair", json={"code": code}).status_code == 200
    again = shared_site.stranger().post("/api/v1/devices/pair", json={"code": code})
    assert (again.status_code, again.json["code"]) == (403, "pairing_unknown")
    assert again.json["text"].startswith("Deze code kennen we niet")


def test_guessing_codes_is_stopped_after_six_tries(site: Site) -> None:
    answers = [site.stranger().post("/api/v1/devices/pair", json={"code": "BCDFGHJK"}) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [403] * 6 + [429]
    assert answers[-1].json["text"].startswith("Te veel pogingen")


def test_the_cookie_is_for_the_browser_alone_and_for_our_own_pages(shared_site: Site) -> None:
    code, _ = shared_site.house.pairings.offer("desk")
    plain = shared_site.stranger().post("/api/v1/devices/pair", json={"code": code}).headers["Set-Cookie"]
    assert "HttpOnly" in plain and "SameSite=Strict" in plain and "Path=/" in plain
    code, _ = shared_site.house.pairings.offer("desk")
    sealed = shared_site.stranger().post("/api/v1/devices/pair", json={"code": code}, base_url="https://localhost")
    assert "Secure" in sealed.headers["Set-Cookie"]


def test_a_revoked_device_may_do_nothing_any_more(site: Site) -> None:
    organiser, desk = site.paired("organiser"), site.paired("desk")
    result = give(organiser, command("revoke_device", device=desk.get("/api/v1/me").json["device"]))
    assert result[0]["code"] == "revoked"
    for method, rule in (("GET", "/balie"), ("GET", "/api/v1/people"), ("POST", "/api/v1/commands")):
        assert desk.open(rule, method=method).status_code == 401


def test_a_stand_snapshot_is_its_own_and_of_no_other_stand(shared_site: Site) -> None:
    rooms = [shared_site.paired("stand", stand).get("/api/v1/snapshot").json["room"] for stand in ("1", "2")]
    assert rooms == [f"stand:{shared_site.employer(stand)}" for stand in ("1", "2")]


def test_a_stand_may_not_check_anybody_in(shared_site: Site) -> None:
    result = give(shared_site.paired("stand"), command("check_in", code="K1"))
    assert (result[0]["status"], result[0]["code"]) == ("refused", "not_allowed")
    assert "person" not in result[0]


# --- other sites ---


@pytest.mark.parametrize(
    "sent",
    [
        {"Origin": "https://elders.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.elders.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("rule", sorted(rule for method, rule in ALLOWED if method == "POST"))
def test_what_another_site_makes_a_browser_send_is_refused(
    devices: dict[str, FlaskClient], rule: str, sent: dict[str, str]
) -> None:
    answer = devices["organiser"].post(rule, json={}, headers=sent)
    assert (answer.status_code, answer.json["code"]) == (403, "other_site")


def test_our_own_pages_are_not_refused(devices: dict[str, FlaskClient]) -> None:
    ours = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert devices["organiser"].post("/api/v1/commands", json={"commands": []}, headers=ours).status_code == 200


def test_a_form_of_another_site_cannot_pass_for_json(devices: dict[str, FlaskClient]) -> None:
    body = '{"commands": []}'
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        answer = devices["organiser"].post("/api/v1/commands", data=body, content_type=kind)
        assert (answer.status_code, answer.json["code"]) == (400, "invalid_json")


@pytest.mark.parametrize(
    "back", ["//elders.example", "/\\elders.example", "https://elders.example", "/\t/elders.example"]
)
def test_the_language_choice_leads_to_no_other_site(devices: dict[str, FlaskClient], back: str) -> None:
    where = devices["nobody"].get("/language/en", query_string={"back": back}).headers["Location"]
    assert re.match(r"/(?![/\\\t])", where) and "://" not in where


# --- what a browser may do with our pages ---


@pytest.mark.parametrize("role", PAGES)
def test_every_page_has_the_strict_policy_and_nothing_inline(devices: dict[str, FlaskClient], role: str) -> None:
    answer = devices[role].get(PAGES[role])
    policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in str(policy) and "*" not in str(policy) and "http:" not in str(policy)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not inline(answer.text)


@pytest.mark.parametrize("path", ["/koppel", "/nergens", "/balie", "/api/v1/me", "/healthz", "/static/vonk.css"])
def test_every_answer_has_the_policy_errors_too(devices: dict[str, FlaskClient], path: str) -> None:
    assert "default-src 'none'" in devices["nobody"].get(path).headers["Content-Security-Policy"]


def test_a_strange_host_cannot_widen_the_policy(devices: dict[str, FlaskClient]) -> None:
    answer = devices["nobody"].get("/koppel", headers={"Host": "x; script-src *"})
    assert "script-src *" not in answer.headers.get("Content-Security-Policy", "")


@pytest.mark.parametrize(
    "template", sorted((ROOT / "eventapp" / "templates").glob("*.html")), ids=lambda path: path.name
)
def test_no_template_has_script_or_style_inside(template: Path) -> None:
    assert not inline(template.read_text())


OUR_BROWSER_FILES = sorted(
    path
    for folder in ("eventapp/templates", "eventapp/static", "kiosk")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".html", ".js", ".css", ".svg") and "vendor" not in path.parts
)


@pytest.mark.parametrize("path", OUR_BROWSER_FILES, ids=lambda path: path.name)
def test_no_page_asks_the_internet_for_anything(path: Path) -> None:
    addresses = set(re.findall(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}", path.read_text()))
    assert addresses <= {"http://www.w3.org"}, "only the name space of SVG, which nobody fetches"


def inline(html: str) -> list[str]:
    scripts = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>", html)
    return scripts + re.findall(r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:", html)


# --- what goes wrong inside stays inside ---


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """An app with two doors behind which something breaks."""
    with open_site(put_fair(tmp_path_factory.mktemp("broken") / "data")) as opened:
        app = create_app(opened.house)

        def breaks() -> str:
            raise RuntimeError("Brechtje Oosterzwaluw past niet in kolom 7")

        app.add_url_rule("/boem", "boem", breaks)
        app.add_url_rule("/api/v1/boem", "api_boem", breaks)
        yield app.test_client()


@pytest.mark.parametrize("accept", ["text/html", "application/json", "*/*", ""])
@pytest.mark.parametrize("path", ["/boem", "/api/v1/boem"])
def test_an_error_of_ours_is_a_plain_sentence_without_its_cause(broken: FlaskClient, path: str, accept: str) -> None:
    answer = broken.get(path, headers={"Accept": accept})
    assert answer.status_code == 500
    assert "Er ging iets mis bij ons" in (answer.text if answer.is_json is False else answer.json["text"])
    for leak in ("Traceback", "RuntimeError", "Brechtje", "kolom 7", ".py"):
        assert leak not in answer.text


@pytest.mark.parametrize(("path", "status"), [("/nergens", 404), ("/api/v1/nergens", 404), ("/balie", 401)])
def test_people_get_a_page_and_programs_get_json(shared_site: Site, path: str, status: int) -> None:
    answer = shared_site.stranger().get(path, headers={"Accept": "text/html"})
    assert answer.status_code == status
    assert answer.is_json == path.startswith("/api/")
    assert shared_site.stranger().get(path, headers={"Accept": "application/json"}).is_json


def test_the_wrong_method_is_a_plain_sentence_too(shared_site: Site) -> None:
    answer = shared_site.stranger().get("/api/v1/commands")
    assert (answer.status_code, answer.json["text"]) == (405, "Deze pagina is er niet.")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"K1"', b"\xff\xfe{}", b"[" * 100_000, b'{"a":' * 50_000, b"{'code': 1}"]
)
@pytest.mark.parametrize("path", ["/api/v1/commands", "/api/v1/devices/pair", "/api/v1/pairings"])
def test_a_body_that_is_no_json_object_is_refused(devices: dict[str, FlaskClient], path: str, body: bytes) -> None:
    answer = devices["organiser"].post(path, data=body, content_type="application/json")
    assert (answer.status_code, answer.json["code"]) == (400, "invalid_json")


@pytest.mark.parametrize("code", [None, 7, [], {}, "", "x" * 10_000, "\ud800", "BCDF GHJK"])
def test_a_strange_pairing_code_is_refused(site: Site, code: Any) -> None:
    answer = site.stranger().post("/api/v1/devices/pair", json={"code": code})
    assert (answer.status_code, answer.json["code"]) == (403, "pairing_unknown")


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({}, "unknown_role"),
        ({"role": "baas"}, "unknown_role"),
        ({"role": ["desk"]}, "unknown_role"),
        ({"role": "stand"}, "no_stand"),
        ({"role": "stand", "employer": ["x"]}, "no_stand"),
        ({"role": "stand", "employer": {"id": "x"}}, "no_stand"),
        ({"role": "stand", "employer": "onbekend"}, "no_stand"),
    ],
)
def test_a_pairing_that_cannot_be_is_refused(devices: dict[str, FlaskClient], wish: Any, code: str) -> None:
    answer = devices["organiser"].post("/api/v1/pairings", json=wish)
    assert (answer.status_code, answer.json["code"]) == (400, code)


@pytest.mark.parametrize("label", ["Balie links", "x" * 300, 12, None, "half \ud83d teken", "regel\n2"])
def test_a_device_may_have_any_label(devices: dict[str, FlaskClient], label: Any) -> None:
    answer = devices["organiser"].post("/api/v1/pairings", json={"role": "desk", "label": label})
    assert answer.status_code == 200
    assert answer.json["qr"].startswith("<?xml") and answer.json["code"] in answer.json["url"]


# --- sizes ---


def test_a_json_body_over_one_megabyte_is_refused(devices: dict[str, FlaskClient]) -> None:
    answer = devices["desk"].post("/api/v1/commands", json={"commands": ["x" * 1_100_000]})
    assert (answer.status_code, answer.json["code"]) == (413, "too_large")


def test_an_upload_over_25_megabytes_is_refused(devices: dict[str, FlaskClient]) -> None:
    answer = devices["organiser"].post("/api/v1/imports", data={"files": (io.BytesIO(b"x" * 27_000_000), "x.csv")})
    assert (answer.status_code, answer.json["text"]) == (413, "Dit is te groot. Een bestand mag 25 MB zijn.")


def test_an_upload_never_touches_the_disk(devices: dict[str, FlaskClient], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nergens/hier")
    head = b'--grens\r\nContent-Disposition: form-data; name="files"; filename="ruis.csv"\r\n\r\n'
    body = head + b"geen lijst\n" * 200_000 + b"\r\n--grens--\r\n"
    answer = devices["organiser"].post("/api/v1/imports", data=body, content_type="multipart/form-data; boundary=grens")
    assert answer.status_code == 200 and "error" in answer.json["files"][0]


def test_a_very_long_search_is_answered(devices: dict[str, FlaskClient]) -> None:
    answer = devices["desk"].get("/api/v1/people", query_string={"q": "o " * 5_000})
    assert answer.status_code == 200 and len(answer.json["people"]) <= 12


@pytest.mark.parametrize("key", ["", "fout", "sleutél", "x" * 10_000])
def test_the_local_channel_wants_the_right_key(site: Site, key: str) -> None:
    site.app.config["LOCAL_KEY"] = "de-echte-sleutel"
    headers = {"X-Vonk-Key": key.encode("latin-1").decode("latin-1")}
    assert site.stranger().post("/local/v1/work", json={"name": "status"}, headers=headers).status_code == 403
    right = site.stranger().post("/local/v1/work", json={"name": "status"}, headers={"X-Vonk-Key": "de-echte-sleutel"})
    assert right.status_code == 200 and right.json["exit"] == 0


@pytest.mark.parametrize("body", [{"name": "niets"}, {"name": "status", "arguments": []}, {"name": ["status"]}, {}])
def test_the_local_channel_refuses_what_is_no_job(site: Site, body: Any) -> None:
    site.app.config["LOCAL_KEY"] = "de-echte-sleutel"
    answer = site.stranger().post("/local/v1/work", json=body, headers={"X-Vonk-Key": "de-echte-sleutel"})
    assert answer.status_code in (400, 404)


# --- what no browser would send, to a real server ---

HEAD = b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
RAW = {
    "a length that is no number": b"POST /api/v1/commands" + HEAD + b"Content-Length: veel\r\n\r\n{}",
    "a length below nothing": b"POST /api/v1/commands" + HEAD + b"Content-Length: -5\r\n\r\n{}",
    "pieces that are no pieces": b"POST /api/v1/commands" + HEAD + b"Transfer-Encoding: chunked\r\n\r\nzzz\r\n{}",
    "a path that is no text": b"GET /%ff%fe%00/\xff" + HEAD + b"\r\n",
    "a zero in a header": b"GET /koppel" + HEAD + b"Cookie: vonk=\x00\xff\r\n\r\n",
    "a header without a colon": b"GET /koppel" + HEAD + b"onzin\r\n\r\n",
    "ten thousand headers": b"GET /koppel" + HEAD + b"X: y\r\n" * 10_000 + b"\r\n",
    "an endless header": b"GET /koppel" + HEAD + b"X: " + b"y" * 200_000 + b"\r\n\r\n",
    "a strange method": b"VLIEG /koppel" + HEAD + b"\r\n",
    "no http at all": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "a socket of another age": b"GET /socket.io/?EIO=2&transport=polling" + HEAD + b"\r\n",
    "a socket without a session": b"GET /socket.io/?EIO=4&transport=polling&sid=x" + HEAD + b"\r\n",
    "a socket that is none": b"GET /socket.io/?EIO=4&transport=websocket" + HEAD + b"\r\n",
    "a socket with a broken key": b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n"
    b"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: \xff\r\n\r\n",
    "a message for nobody": b"POST /socket.io/?EIO=4&transport=polling&sid=x" + HEAD + b"Content-Length: 3\r\n\r\n4zz",
}


@pytest.mark.parametrize("name", RAW)
def test_no_request_however_broken_shows_our_inside_or_stops_the_server(served: Served, name: str) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as raw:
        answer = b""
        with contextlib.suppress(OSError):
            raw.sendall(RAW[name])
            raw.shutdown(socket.SHUT_WR)
            while piece := raw.recv(65536):
                answer += piece
    for leak in (b"Traceback", b"Error:", b'File "', b".py"):
        assert leak not in answer, answer[:2000]
    assert served.caller().get("/healthz").status_code == 200


BROKEN_SERVER = """
import sys
mode, port = sys.argv[1], int(sys.argv[2])
if mode == "eventlet":
    import eventlet
    eventlet.monkey_patch()
import time
from eventapp.startup import web_server

def breaks(environ, start_response):
    raise RuntimeError("Brechtje Oosterzwaluw")

server = web_server(mode, breaks, "127.0.0.1", port)
server.start()
print("ready", flush=True)
time.sleep(60)
"""


def test_a_fault_outside_our_app_shows_nothing_either(mode: str) -> None:
    """The server itself answers, for instance when the sockets' own code breaks."""
    port = free_port()
    command_line = [sys.executable, "-W", "ignore", "-c", BROKEN_SERVER, mode, str(port)]
    with subprocess.Popen(command_line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            assert process.stdout is not None and process.stdout.readline() == b"ready\n"
            answer = requests.get(f"http://127.0.0.1:{port}/", timeout=10, proxies={"http": ""})
        finally:
            process.kill()
    assert answer.status_code == 500
    for leak in ("Traceback", "RuntimeError", "Brechtje", ".py"):
        assert leak not in answer.text
