"""The message catalogue: every code has a sentence, in both languages, with the same parameters."""

from __future__ import annotations

import ast
import inspect
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from conftest import Hall

from eventapp.badges import layout
from eventapp.fair import (
    aftercare,
    asked,
    choosing,
    commands,
    decide,
    disputing,
    from_paper,
    helping,
    hosting,
    reprinting,
    retention,
    words,
)
from eventapp.intake import codes
from eventapp.live import views
from eventapp.matching import telling
from eventapp.matching.rules import CODES
from eventapp.matching.weights import EMPLOYER, PERSON
from eventapp.messages import DEFAULT, LANGUAGES, catalogue, text

ROOT = Path(__file__).parents[1]
APP = ROOT / "eventapp"
TEXTS = catalogue(DEFAULT)
# What the writer itself can answer, whatever was asked.
FROM_THE_LEDGER = {"duplicate", "internal_error", "storage_full", "storage_failed", "not_allowed", "invalid_command"}
# What the page of the desk puts into the sentence of a result: see kiosk/result.js.
RESULT_WORDS = {"name", "number", "place", "printer", "time"}


def own(language: str) -> dict[str, str]:
    """The texts that stand in the file of this language itself."""
    with (APP / "messages" / f"{language}.po").open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}


def params(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


# The files


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_has_a_text(language: str) -> None:
    assert [code for code, sentence in own(language).items() if not sentence.strip()] == []


def test_both_languages_have_the_same_codes() -> None:
    dutch, english = (own(language).keys() for language in ("nl", "en"))
    assert dutch - english == set() == english - dutch


def test_a_code_has_the_same_parameters_in_both_languages() -> None:
    dutch, english = own("nl"), own("en")
    assert {code: (params(dutch[code]), params(english[code])) for code in dutch.keys() & english.keys()
            if params(dutch[code]) != params(english[code])} == {}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_filled_in_here_and_in_the_browser(language: str) -> None:
    """A parameter is a bare name between braces: that is all that both know."""
    for code, sentence in own(language).items():
        assert all(re.fullmatch(r"\w+", name) for name in params(sentence)), code
        assert "{" not in text(code, dict.fromkeys(params(sentence), "x"), language), code


def test_no_code_stands_in_a_file_twice() -> None:
    for language in LANGUAGES:
        found = re.findall(r'^msgid "(.+)"$', (APP / "messages" / f"{language}.po").read_text(), re.MULTILINE)
        assert len(found) == len(set(found))


# The function


def test_a_code_without_a_text_stays_visible() -> None:
    assert text("no.such.code") == "no.such.code"


def test_a_parameter_that_is_missing_stays_visible() -> None:
    with_gap = next(code for code, sentence in TEXTS.items() if params(sentence))
    assert "{" in text(with_gap)


def test_a_parameter_may_be_a_code_itself_or_a_list_of_them() -> None:
    code = next(code for code, sentence in TEXTS.items() if len(params(sentence)) == 1)
    [name] = params(TEXTS[code])
    filled = text(code, {name: ["@day_part.morning", "@day_part.evening", "x"]})
    assert f"{TEXTS['day_part.morning']}, {TEXTS['day_part.evening']}, x" in filled
    assert "None" not in text(code, {name: None})


def test_what_somebody_typed_is_not_taken_for_a_parameter() -> None:
    code = next(code for code, sentence in TEXTS.items() if len(params(sentence)) == 1)
    [name] = params(TEXTS[code])
    assert "{secret}" in text(code, {name: "{secret}", "secret": "geheim"})


# Who uses which codes


def calls(tree: ast.AST, *functions: str) -> Iterator[str]:
    """The first argument of each call of these functions, where it is a plain text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in functions and isinstance(node.args[0].value, str):
                yield node.args[0].value


RULES = {
    node.name: node
    for module in (decide, aftercare, asked, choosing, disputing, helping, reprinting, hosting, from_paper, retention)
    for node in ast.parse(inspect.getsource(module)).body
    if isinstance(node, ast.FunctionDef)
}


def codes_of(rule: str) -> set[str]:
    """Every code that this function of the rules can come to, by itself or through those that it calls."""
    node = RULES[rule]
    found = set(calls(node, "Refusal", "Decision"))
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and inner.value in STRAY:
            found.add(inner.value)
        if (
            isinstance(inner, ast.Call)
            and (name := getattr(inner.func, "id", getattr(inner.func, "attr", ""))) in RULES
        ):
            found |= codes_of(name) if name != rule else set()
    return found


# Codes that are chosen from a table or by a condition instead of standing in the call.
STRAY = {"welcome", "welcome_back", "misread_code", "other_fair", "unknown_code", "suggestions_on", "suggestions_off",
         "stand_paused", "stand_open"}  # fmt: skip


def codes_for(*roles: str) -> set[str]:
    """What a device in one of these roles can get to hear."""
    rules = [decide._RULES[one].__name__ for one in commands.AnyCommand.__args__ if one.roles & set(roles)]
    return FROM_THE_LEDGER.union(*map(codes_of, rules))


def missing(wanted: set[str]) -> list[str]:
    return sorted(code for code in wanted if code not in TEXTS)


def test_the_rules_were_read_well() -> None:
    """The codes found in the source are those that the rules really give, here for the desk and a stand."""
    hall = Hall()
    assert hall.act("check_in", subject="s1").code in codes_for("desk")
    assert codes_for("desk") >= {"welcome", "welcome_back", "already_in", "not_in", "unknown_code", "misread_code",
                                 "other_fair", "registered", "no_name", "undone", "not_yours"}  # fmt: skip
    assert codes_for("stand") >= {"invited", "already_invited", "no_stand", "unknown_vacancy", "misread_code"}
    assert "erased" in codes_for("organiser") - codes_for("desk")


def test_the_desk_has_a_sentence_and_a_next_step_for_every_outcome() -> None:
    every = codes_for("desk", "organiser")
    assert missing({f"result.{code}" for code in every} | {f"result.{code}.next" for code in every}) == []


def test_the_stand_has_a_sentence_for_every_outcome() -> None:
    assert missing({f"stand.result.{code}" for code in codes_for("stand")}) == []


def test_the_list_of_latest_acts_has_a_word_for_each() -> None:
    done = {"welcome", "welcome_back", "already_in", "goodbye", "registered", "corrected", "match"}
    assert missing({f"did.{code}" for code in done}) == []


def test_a_result_needs_no_other_words_than_the_page_has() -> None:
    wrong = {code: params(sentence) - RESULT_WORDS for code, sentence in TEXTS.items() if code.startswith("result.")}
    assert {code: names for code, names in wrong.items() if names} == {}


def sources(*patterns: str) -> list[Path]:
    found = [path for pattern in patterns for path in sorted(ROOT.glob(pattern)) if "vendor" not in path.parts]
    assert found
    return found


SCREENS = sources("eventapp/templates/*.html", "eventapp/static/**/*.js", "kiosk/**/*.js")
PROGRAM = [path for path in sources("eventapp/**/*.py", "run.py") if "intake" not in path.parts]


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.name)
def test_every_text_on_a_page_is_in_the_catalogue(path: Path) -> None:
    source = path.read_text()
    used = {code for _, code in re.findall(r"""\bt\(\s*(["'])([\w.-]+)\1\s*[,)]""", source)}
    for _, one, _, other in re.findall(r"""\bt\([^()"'`]*\?\s*(["'])([\w.-]+)\1\s*:\s*(["'])([\w.-]+)\3""", source):
        used |= {one, other}
    assert missing(used) == []


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.name)
def test_every_family_of_texts_on_a_page_is_in_the_catalogue(path: Path) -> None:
    """A code that is put together starts with a family that there is."""
    families = set(re.findall(r"\bt\(`([\w.]+\.)\$\{", path.read_text()))
    families |= set(re.findall(r"\bt\('([\w.]+\.)' ~", path.read_text()))
    assert [family for family in families if not any(code.startswith(family) for code in TEXTS)] == []


def test_every_text_that_the_program_asks_for_is_in_the_catalogue() -> None:
    used = {code for path in PROGRAM for code in calls(ast.parse(path.read_text()), "text") if "." in code}
    assert missing({code for code in used if not code.endswith(".")}) == []


def test_every_error_that_a_page_can_get_has_a_sentence() -> None:
    raised = {code for path in PROGRAM for code in calls(ast.parse(path.read_text()), "Refused", "PairingRefused")}
    also = {"not_found", "too_large", "invalid_json", "too_many_tries", "bad_request", "internal_error",
            "no_connection", "storage_full", "storage_failed"}  # fmt: skip
    assert missing({f"error.{code}" for code in raised | also}) == []


@pytest.mark.parametrize("code", [*codes.FILE_ERRORS, *codes.ROW_REASONS, *codes.WARNINGS])
def test_every_finding_of_an_import_has_a_sentence(code: str) -> None:
    assert f"import.{code}" in TEXTS


def reasons() -> dict[str, set[str]]:
    """Every reason and question that the matching gives, with its parameters."""
    found: dict[str, set[str]] = {}
    for path in sources("eventapp/matching/*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason":
                given = node.args[1] if len(node.args) > 1 else ast.Dict([], [])
                names = {key.value for key in getattr(given, "keys", []) if isinstance(key, ast.Constant)}
                for code in ast.walk(node.args[0]):
                    if isinstance(code, ast.Constant) and isinstance(code.value, str):
                        found[code.value] = {str(name) for name in names}
    return found


def test_every_reason_and_question_of_the_matching_has_a_sentence() -> None:
    assert missing({f"reason.{code}" for code in reasons()}) == []


def test_a_reason_gives_every_word_that_its_sentence_needs() -> None:
    lacking = {code: params(TEXTS.get(f"reason.{code}", "")) - given for code, given in reasons().items()}
    assert {code: names for code, names in lacking.items() if names} == {}


LISTS: dict[str, Any] = {
    "role": words.ROLES, "outcome": [*words.OUTCOMES, "both"], "support": words.SUPPORT.values(),
    "demand": words.DEMANDS.values(), "day_part": words.DAY_PARTS.values(), "contract": words.CONTRACTS.values(),
    "add_reason": commands.ADD_REASONS, "exclusion": CODES, "choice": choosing.KINDS, "guide": choosing.KINDS,
    "count": views.counts(Hall().fair), "badge": ["seeker", "employer", "volunteer"],
    "layout": [path.stem for path in Path(layout.__file__).parent.joinpath("layouts").glob("*.toml")],
    "weight": [*PERSON, *EMPLOYER],
    "field": ["first_name", "infix", "last_name", "phone", "wants", "can"],
}  # fmt: skip


@pytest.mark.parametrize("family", LISTS)
def test_every_word_of_a_closed_list_has_a_text(family: str) -> None:
    assert missing({f"{family}.{word}" for word in LISTS[family]}) == []


def test_word_lists_of_reasons_are_families_of_the_catalogue() -> None:
    for family in telling._WORD_LISTS.values():
        assert any(code.startswith(f"{family}.") for code in TEXTS)


def test_no_dutch_text_promises_a_score_or_says_percent() -> None:
    assert [code for code, sentence in TEXTS.items() if re.search(r"\bscore\b|%|procent", sentence)] == []


def test_every_reason_to_ask_whether_two_are_one_has_a_sentence() -> None:
    """The codes of ``merging`` are plain words with an underscore that stand alone in a text."""
    fields = {"first_name", "last_name", "birth_date"}
    found: set[str] = set()
    for path in sources("eventapp/intake/merging/*.py"):
        texts = (node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant))
        found |= {one for one in texts if isinstance(one, str) and re.fullmatch(r"[a-z]+(_[a-z]+)+", one)}
    assert {"same_phone", "birth_date_swapped"} <= found
    assert missing({f"merging.{code}" for code in found - fields}) == []
