"""/badge: one badge or other paper on a page of exactly its size, that prints by itself at a desk without a printer."""

from __future__ import annotations

from flask import Blueprint, Response, request

from eventapp.badges import Refused as BadgeRefused
from eventapp.badges.layout import load_layout
from eventapp.web.access import house
from eventapp.web.errors import Refused
from eventapp.web.pages import page

badge = Blueprint("badge", __name__)


@badge.get("/badge/<job>")
def show(job: str) -> str:
    """The page. It takes the job only when it is about to print, so that a look at it prints nothing."""
    prints = house().prints
    known = prints.jobs.get(job)
    layout = prints.setup.printer_for(known).layout if known else ""
    paper = known.paper if known else "badge"
    shown = page("badge.html", "desk", "organiser", job=job, layout=layout, paper=paper)
    if known is None:
        raise Refused("unknown_job", 404)
    return shown


@badge.get("/badge/<name>.css")
def paper(name: str) -> Response:
    """The size of the paper and the place of the badge on it, in millimetres; with ``whole`` a picture fills it."""
    try:
        layout = load_layout(name)
    except BadgeRefused as refusal:
        raise Refused(refusal.code, 404, **refusal.params) from refusal
    whole = "whole" in request.args
    (left, top), sheet = ((0, 0) if whole else layout.origins()[0]), layout.page
    cell = sheet if whole else layout.badge
    css = f"""@page {{ size: {sheet.width:g}mm {sheet.height:g}mm; margin: 0; }}
.paper {{ display: block; width: {cell.width:g}mm; height: {cell.height:g}mm; image-rendering: pixelated; }}
@media print {{
  html, body, main {{ margin: 0; padding: 0; background: none; }}
  .no-print, .rehearsal {{ display: none; }}
  .paper {{ position: absolute; left: {left:g}mm; top: {top:g}mm; }}
}}
"""
    return Response(css, mimetype="text/css")
