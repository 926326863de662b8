"""The api: what programs and our own pages call. Described in ``openapi.py``; a test holds the two together."""

from flask import Blueprint

api = Blueprint("api", __name__, url_prefix="/api/v1")

from eventapp.web.api import badges, commands, devices, imports, openapi, people  # noqa: E402, F401
