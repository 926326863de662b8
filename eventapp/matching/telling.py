"""What is said to whom: the sentences of one suggestion, as message codes, for the person or for the stand.

To the person everything is said, with "u". A stand hears strengths, support as an offer and what is unknown:
never a limit, a relaxed wish or why somebody is not there.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from eventapp.matching.results import Combination, Reason, Suggestion

Sentence = tuple[str, dict[str, Any]]  # code and parameters for ``messages.text``
Listener = Literal["seeker", "employer"]

# Reasons with a sentence of their own for the person, ``reason.<code>.you``.
TO_YOU: Final = frozenset({
    "can_this", "wants_this", "same_family", "near_work", "certificate_held", "certificate_here", "education_ok",
    "learn_here", "support_offered", "language_support", "hours_fit", "hours_just", "language_ok",
    "contract_ok",
})  # fmt: skip
# A parameter that holds codes of a closed word list, and that list's name in the message catalogue.
_WORD_LISTS: Final = {"support": "support", "demands": "demand", "day_parts": "day_part", "contract": "contract"}


def sentences(suggestion: Suggestion, listener: Listener) -> list[Sentence]:
    """Most telling first: why it fits, what to mind, which wishes are not met, and last what to ask."""
    relaxed: list[Sentence] = [(f"relaxed.{code}", {}) for code in suggestion.relaxed if listener == "seeker"]
    return [*_said(suggestion.reasons, listener), *relaxed, *_said(suggestion.questions, listener)]


def sentences_together(combination: Combination) -> list[Sentence]:
    """The sentences of jobs that make a week together; for the person alone."""
    return _said((*combination.reasons, *combination.questions), "seeker")


def sentences_why_not(reasons: tuple[Reason, ...]) -> list[Sentence]:
    """The sentences of ``Matched.why_not``; for the person alone."""
    return _said(reasons, "seeker")


def _said(reasons: tuple[Reason, ...], listener: Listener) -> list[Sentence]:
    return [
        (_code(reason.code, listener), {name: referring(name, value) for name, value in reason.params.items()})
        for reason in reasons
        if reason.audience in ("both", listener)
    ]


def _code(code: str, listener: Listener) -> str:
    return f"reason.{code}.you" if listener == "seeker" and code in TO_YOU else f"reason.{code}"


def referring(name: str, value: Any) -> Any:
    """A reason's parameter; codes of a word list with the ``@`` that tells the catalogue to put their words."""
    if name not in _WORD_LISTS:
        return list(value) if isinstance(value, tuple | set | frozenset) else value
    if isinstance(value, str):
        return f"@{_WORD_LISTS[name]}.{value}"
    return [f"@{_WORD_LISTS[name]}.{code}" for code in value]
