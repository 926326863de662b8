"""/balie: the page of the desk."""

from __future__ import annotations

from flask import Blueprint

from eventapp.web.pages import page

balie = Blueprint("balie", __name__)


@balie.get("/balie")
def show() -> str:
    """The page itself; its content comes through the desk's room."""
    return page("balie.html", "desk")
