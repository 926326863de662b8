"""Dutch first; English for a device that chose it; every text of the one in the other."""

# ruff: noqa: F811

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from serving import ROOT, Site, shared_site  # noqa: F401

from eventapp.messages import LANGUAGES, catalogue, text

ROLE_OF = {"/balie": "desk", "/stand": "stand", "/scherm": "screen", "/organisatie": "organiser"}


def chosen(client: FlaskClient, language: str, back: str = "/") -> FlaskClient:
    answer = client.get(f"/language/{language}?back={back}")
    assert (answer.status_code, answer.headers["Location"]) == (302, back)
    return client


def test_without_a_choice_a_page_is_dutch_whatever_the_browser_prefers(shared_site: Site) -> None:
    page = shared_site.stranger().get("/koppel", headers={"Accept-Language": "en"}).text
    assert '<html lang="nl">' in page and catalogue("nl")["pair.title"] in page


@pytest.mark.parametrize("path", ["/koppel", *ROLE_OF])
def test_every_page_switches_to_english_and_back(shared_site: Site, path: str) -> None:
    device = shared_site.paired(ROLE_OF[path]) if path in ROLE_OF else shared_site.stranger()
    dutch = device.get(path).text
    english = chosen(device, "en", path).get(path).text
    assert '<html lang="nl">' in dutch and '<html lang="en">' in english
    assert words_of(dutch) != words_of(english)
    assert chosen(device, "nl", path).get(path).text == dutch


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/koppel", *ROLE_OF, "/nergens"])
def test_no_page_shows_a_code_instead_of_a_text(shared_site: Site, path: str, language: str) -> None:
    device = shared_site.paired(ROLE_OF[path]) if path in ROLE_OF else shared_site.stranger()
    page = chosen(device, language).get(path, headers={"Accept": "text/html"}).text
    shown = re.sub(r"<[^>]*>", " ", page) + " ".join(
        re.findall(r'(?:alt|title|aria-label|placeholder)="([^"]*)"', page)
    )
    assert not re.findall(
        r"\b(?:desk|stand|screen|organiser|page|pair|count|error|outcome|field|layout)\.[a-z_]+\b", shown
    )
    assert not re.findall(r"\{\w+\}", shown)


def test_refusals_are_in_the_language_of_the_device(shared_site: Site) -> None:
    device = chosen(shared_site.stranger(), "en")
    for language, client in (("en", device), ("nl", shared_site.stranger())):
        assert client.get("/api/v1/me").json["text"] == catalogue(language)["error.not_paired"]
        assert catalogue(language)["error.not_found"] in client.get("/nergens", headers={"Accept": "text/html"}).text


@pytest.mark.parametrize("language", ["fr", "nl.json", "..", "%00", "NL"])
def test_a_language_that_is_not_there_is_not_found(shared_site: Site, language: str) -> None:
    assert shared_site.stranger().get(f"/language/{language}").status_code == 404
    assert shared_site.stranger().get(f"/messages/{language}.json").status_code == 404


def test_a_strange_language_cookie_is_dutch(shared_site: Site) -> None:
    for cookie in ("fr", "", "../../etc", "x" * 5000):
        answer = shared_site.stranger().get("/koppel", headers={"Cookie": f"language={cookie}"})
        assert '<html lang="nl">' in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browser_gets_the_same_texts(shared_site: Site, language: str) -> None:
    assert shared_site.stranger().get(f"/messages/{language}.json").json == dict(catalogue(language))


def test_both_languages_have_every_text_with_the_same_gaps() -> None:
    own = {language: texts_of(ROOT / "eventapp" / "messages" / f"{language}.po") for language in LANGUAGES}
    assert own["nl"].keys() == own["en"].keys()
    for code, dutch in own["nl"].items():
        assert gaps(dutch) == gaps(own["en"][code]), code


CODE = re.compile(r"""(?<![\w.])t(?:ext)?\(\s*["'`](?P<code>[a-z_]+\.[a-z0-9_.-]+)["'`](?!\s*~)""")


def test_every_code_that_a_page_or_a_script_names_has_a_text() -> None:
    sources = [
        path
        for folder in ("eventapp", "kiosk")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".js", ".html") and "vendor" not in path.parts
    ]
    named = {found["code"] for path in sources for found in CODE.finditer(path.read_text())}
    assert len(named) > 50
    assert named <= set(catalogue("nl")), named - set(catalogue("nl"))


def test_a_gap_without_a_value_stays_visible_and_breaks_nothing() -> None:
    assert text("cli.row") == "rij {row}:"
    assert text("geen.tekst") == "geen.tekst"


def words_of(page: str) -> str:
    return re.sub(r"<[^>]*>|\s+", " ", page)


def gaps(words: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", words))


def texts_of(path: Path) -> dict[str, str]:
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}
