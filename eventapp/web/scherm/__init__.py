"""/scherm: the page of the screen."""

from __future__ import annotations

from flask import Blueprint

from eventapp.web.pages import page

scherm = Blueprint("scherm", __name__)


@scherm.get("/scherm")
def show() -> str:
    """The page itself; its content comes through the screen's room."""
    return page("scherm.html", "screen")
