"""https beside http: where a device that trusts us can go over to it."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import g, request

from eventapp.web.access import house


def secure_address() -> str:
    """The https address that is nearest to how this device reached us; empty without ``--tls`` or when it is there.

    The page that asks may fetch from it too: that is how it finds out whether the device trusts us.
    """
    bases = house().settings.secure_addresses
    if request.is_secure or not bases:
        return ""
    here = urlsplit(request.host_url).hostname
    best = next((base for base in bases if urlsplit(base).hostname == here), bases[0])
    g.also_connect = best
    return best
