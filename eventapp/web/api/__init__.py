"""The api: what programs and our own pages call. Described in ``openapi.py``; a test holds the two together."""

from flask import Blueprint

api = Blueprint("api", __name__, url_prefix="/api/v1")

from eventapp.web.api import (  # noqa: E402
    backups,  # noqa: F401
    badges,  # noqa: F401
    cards,  # noqa: F401
    carried,  # noqa: F401
    charge,  # noqa: F401
    commands,  # noqa: F401
    devices,  # noqa: F401
    held,  # noqa: F401
    imports,  # noqa: F401
    links,  # noqa: F401
    openapi,  # noqa: F401
    paper,  # noqa: F401
    people,  # noqa: F401
    prints,  # noqa: F401
    retention,  # noqa: F401
    self_service,  # noqa: F401
)
