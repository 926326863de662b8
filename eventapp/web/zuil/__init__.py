"""/zuil: the page of the kiosk, and its own sentences in every language that it speaks."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify

from eventapp.live.self_service import REASONS
from eventapp.messages import DEFAULT, KIOSK_LANGUAGES, RIGHT_TO_LEFT, own_texts, unreviewed
from eventapp.web.access import paired_device
from eventapp.web.balie import to_go_on_alone
from eventapp.web.pages import page

zuil = Blueprint("zuil", __name__)


@zuil.get("/zuil")
def show() -> str:
    """The page itself. It is Dutch until a visitor chooses otherwise, and again for the next one."""
    device = paired_device()
    return page("zuil.html", "kiosk", **to_go_on_alone(), device_id=device.id if device else "")


@zuil.get("/messages/zuil.json")
def sentences() -> Response:
    """All languages at once: choosing one has to work while the laptop is away."""
    return jsonify(languages=[_spoken(language) for language in KIOSK_LANGUAGES])


def kiosk_codes() -> list[str]:
    """The codes of everything that a kiosk says."""
    return [code for code in own_texts(DEFAULT) if code.startswith("zuil.") or code in REASONS]


def _spoken(language: str) -> dict[str, Any]:
    texts = own_texts(language)
    return {
        "code": language,
        "name": KIOSK_LANGUAGES[language],
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "unreviewed": unreviewed(language) > 0,
        "texts": {code: texts[code] for code in kiosk_codes() if code in texts},
    }
