"""/organisatie: the page of the organiser."""

from __future__ import annotations

from flask import Blueprint

from eventapp.badges.layout import layout_names
from eventapp.web.pages import page

organisatie = Blueprint("organisatie", __name__)


@organisatie.get("/organisatie")
def show() -> str:
    """The page itself; its content comes through the organiser's room."""
    return page("organisatie.html", "organiser", layouts=layout_names())
