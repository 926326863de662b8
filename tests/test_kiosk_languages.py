"""The languages of the kiosk: each says everything, in its own script, and says so where nobody has read it yet."""

# ruff: noqa: F811

from __future__ import annotations

import re
import string
import unicodedata

import pytest
from serving import ROOT, Site, shared_site  # noqa: F401
from test_messages import codes_for

from eventapp.messages import KIOSK_LANGUAGES, LANGUAGES, RIGHT_TO_LEFT, catalogue, own_texts, unreviewed
from eventapp.web.zuil import kiosk_codes

MORE = [language for language in KIOSK_LANGUAGES if language not in LANGUAGES]
SCRIPT = {"ar": "ARABIC", "ti": "ETHIOPIC", "uk": "CYRILLIC"}
MODULES = ("zuil.js", "zuil-screens.js", "tongue.js", "help.js")


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_the_kiosk_speaks_seven_languages_and_the_other_pages_two() -> None:
    assert list(KIOSK_LANGUAGES) == ["nl", "en", "ar", "ti", "uk", "tr", "pl"]
    assert list(LANGUAGES) == ["nl", "en"]
    assert {"ar"} == RIGHT_TO_LEFT


@pytest.mark.parametrize("language", MORE)
def test_every_language_says_everything_and_nothing_else(language: str) -> None:
    assert own_texts(language).keys() == set(kiosk_codes())


@pytest.mark.parametrize("language", MORE)
def test_every_sentence_has_the_same_gaps_as_the_dutch_one(language: str) -> None:
    for code, sentence in own_texts(language).items():
        assert gaps(sentence) == gaps(catalogue("nl")[code]), code
        assert sentence.strip() == sentence != "", code


@pytest.mark.parametrize("language", KIOSK_LANGUAGES)
def test_what_is_said_of_a_stand_is_a_sentence_with_its_stop(language: str) -> None:
    """They are read aloud, printed and listed below each other: one way, wherever they come from."""
    said = {code: line for code, line in own_texts(language).items() if re.match(r"(reason|relaxed|why)\.", code)}
    assert said and {code: line for code, line in said.items() if line[-1] not in ".?።"} == {}


@pytest.mark.parametrize("language", SCRIPT)
def test_every_sentence_is_in_its_own_script(language: str) -> None:
    for code, sentence in own_texts(language).items():
        letters = [letter for letter in re.sub(r"\{\w+\}", "", sentence) if letter.isalpha()]
        assert {unicodedata.name(letter).split()[0] for letter in letters} == {SCRIPT[language]}, code


@pytest.mark.parametrize("language", KIOSK_LANGUAGES)
def test_how_many_sentences_nobody_has_read_yet(language: str) -> None:
    """All but the Dutch and the English. Whoever has one read takes its mark away, and changes this number."""
    waiting = {"nl": 0, "en": 0, "ar": 66, "ti": 66, "uk": 66, "tr": 66, "pl": 66}
    assert unreviewed(language) == waiting[language]


def test_the_browser_gets_all_of_it_at_once(shared_site: Site) -> None:
    spoken = shared_site.stranger().get("/messages/zuil.json").json["languages"]
    assert [one["name"] for one in spoken] == list(KIOSK_LANGUAGES.values())
    assert [one["code"] for one in spoken if one["direction"] == "rtl"] == ["ar"]
    assert [one["code"] for one in spoken if one["unreviewed"]] == MORE
    assert all(one["texts"].keys() == set(kiosk_codes()) for one in spoken)


def test_no_other_page_is_served_in_these_languages(shared_site: Site) -> None:
    for language in MORE:
        assert shared_site.stranger().get(f"/messages/{language}.json").status_code == 404
        assert shared_site.stranger().get(f"/language/{language}").status_code == 404


def test_every_sentence_that_the_kiosk_shows_is_one_of_its_own() -> None:
    source = "".join((ROOT / "kiosk" / name).read_text() for name in MODULES)
    named = set(re.findall(r'"(zuil\.\w+)"', source))
    assert len(named) > 30 and named <= set(kiosk_codes())
    families = {"zuil.why_", "zuil.help_", "zuil.welcome", "zuil.already_in", "zuil.advised", "zuil.away", "zuil.title"}
    unused = {code for code in kiosk_codes() if code.startswith("zuil.")} - named
    assert [code for code in unused if not any(code.startswith(family) for family in families)] == []


def test_every_outcome_at_a_kiosk_leads_to_a_sentence() -> None:
    """A welcome, a reason to go to the desk of its own, or the plain one."""
    source = (ROOT / "kiosk" / "zuil.js").read_text()
    lists = {name: re.findall(r'"(\w+)"', found) for name, found in re.findall(r"const (IN|WHY) = \[(.*)\]", source)}
    assert {f"zuil.{code}" for code in lists["IN"]} | {f"zuil.why_{code}" for code in lists["WHY"]} <= set(
        kiosk_codes()
    )
    assert set(lists["IN"]) == codes_for("kiosk") & {"welcome", "welcome_back", "already_in"}
    assert set(lists["WHY"]) - {"too_many_tries"} <= codes_for("kiosk")
