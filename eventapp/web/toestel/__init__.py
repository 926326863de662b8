"""/toestel: what works on this device, and how a tablet of the organisation learns to trust the laptop."""

from __future__ import annotations

from cryptography import x509
from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as BaseResponse

from eventapp.live.certificates import NAME, fingerprint
from eventapp.web.access import house
from eventapp.web.pages import page
from eventapp.web.secure import secure_address

toestel = Blueprint("toestel", __name__)

# How many steps the catalogue has for each system (``toestel.android_1`` …).
SYSTEMS = {"android": 4, "ios": 4, "windows": 4, "macos": 3, "linux": 3}
_PAIRS_IN_A_ROW = 8


@toestel.get("/toestel")
def show() -> str:
    """The ladder in plain words. No page of an employer leads here: of them nothing is asked."""
    settings = house().settings
    return page(
        "toestel.html",
        secure=secure_address(),
        tls=bool(settings.secure_addresses),
        fingerprint=_rows(settings.root),
        name=NAME,
        systems=SYSTEMS,
    )


@toestel.get("/vonk-ca.crt")
def root() -> BaseResponse:
    """What a tablet has to trust. Without a certificate of our own the page says how it stands."""
    pem = house().settings.root
    # This type makes a tablet offer to install it. It is no attachment: then iPads would only store it.
    return Response(pem, mimetype="application/x-x509-ca-cert") if pem else redirect("/toestel")


@toestel.get("/toestel/vertrouwd")
def trusted() -> Response:
    """Nothing, but over https only a device that trusts us gets it; pages of ours over http may ask."""
    return Response("", headers={"Access-Control-Allow-Origin": "*"})


def _rows(pem: str) -> list[str]:
    """The fingerprint in lines that can be held against another screen."""
    if not pem:
        return []
    pairs = fingerprint(x509.load_pem_x509_certificate(pem.encode())).split(":")
    return [" ".join(pairs[at : at + _PAIRS_IN_A_ROW]) for at in range(0, len(pairs), _PAIRS_IN_A_ROW)]
