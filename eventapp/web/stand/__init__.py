"""/stand: the page of the stand."""

from __future__ import annotations

from flask import Blueprint

from eventapp.web.pages import page

stand = Blueprint("stand", __name__)


@stand.get("/stand")
def show() -> str:
    """The page itself; its content comes through the stand's room."""
    return page("stand.html", "stand")
