"""Cards for stands. A POST: it gives out codes, and a password has no place in an address."""

from __future__ import annotations

from io import BytesIO

from flask import Response, send_file

from eventapp.badges import Refused as BadgeRefused
from eventapp.badges.cards import Wifi
from eventapp.facts import LogError
from eventapp.live.cards import print_cards
from eventapp.web.access import allowed, house, json_body
from eventapp.web.api import api
from eventapp.web.errors import Refused


@api.post("/cards.pdf")
@allowed("organiser")
def cards_pdf() -> Response:
    """A card for the stand of employer ``stand``, or for every one; with the Wi-Fi when ``network`` is given."""
    said = json_body()
    stand, network, password, address = (said.get(name) or "" for name in ("stand", "network", "password", "address"))
    if not all(isinstance(one, str) for one in (stand, network, password, address)):
        raise Refused("bad_request")
    pdf = BytesIO()
    try:
        print_cards(house(), pdf, stand, Wifi(network, password) if network else None, address)
    except BadgeRefused as refusal:
        raise Refused(refusal.code, 404 if refusal.code == "nothing_to_print" else 400) from refusal
    except LogError as error:
        raise Refused("storage_failed", 507) from error
    pdf.seek(0)
    return send_file(pdf, "application/pdf", download_name="stands.pdf")
