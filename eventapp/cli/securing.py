"""https beside http: with a certificate of our own authority, or with one of the organisation's own domain."""

from __future__ import annotations

import ssl
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from cryptography import x509

from eventapp.live import certificates
from eventapp.live.authority import Authority
from eventapp.live.house import House
from eventapp.live.work import WrongUse
from eventapp.messages import text
from eventapp.settings import Settings

LOOPBACK = "127.0.0.1"


class Tls(Protocol):
    """What https is served with."""

    context: ssl.SSLContext
    root: str  # what a device has to trust first, as PEM; empty when it does already

    def hosts(self, addresses: Sequence[str]) -> tuple[str, ...]:
        """By which names and addresses https can be reached now that the laptop has these."""


class OwnAuthority:
    """Certificates that this laptop makes by itself, as its addresses change."""

    def __init__(self, house: House) -> None:
        info, settings = house.ledger.fair.info, house.settings
        self._begin(Authority(settings.authority, info.id, info.name, settings.now))

    def _begin(self, authority: Authority) -> None:
        self._authority = authority
        self.root = certificates.pem(self._authority.root).decode()
        self.context = _context()

    def hosts(self, addresses: Sequence[str]) -> tuple[str, ...]:
        """Our name and what is private of the addresses; the next connection gets a certificate for just these."""
        self.context.load_cert_chain(*self._authority.leaf(addresses))
        private = [one for one in addresses if certificates.is_private(one)]
        return (*(one for one in private if one != LOOPBACK), certificates.NAME, *(LOOPBACK,) * (LOOPBACK in private))


class HubAuthority(OwnAuthority):
    """The same for a hub, which is no fair."""

    def __init__(self, settings: Settings) -> None:
        self._begin(Authority(settings.authority, "hub", "hub", settings.now))


class OwnDomain:
    """A certificate that every device trusts already. WrongUse when it cannot be used."""

    root = ""

    def __init__(self, certificate: Path, key: Path) -> None:
        self.context = _context()
        try:
            self.context.load_cert_chain(certificate, key, password="")
            given = x509.load_pem_x509_certificate(certificate.read_bytes())
        except (OSError, ValueError) as error:
            raise WrongUse(text("cli.tls_unreadable", {"file": str(certificate), "key": str(key)})) from error
        self._names = tuple(name for name in certificates.hosts_of(given) if "*" not in name)
        if not self._names:
            raise WrongUse(text("cli.tls_nameless", {"file": str(certificate)}))

    def hosts(self, addresses: Sequence[str]) -> tuple[str, ...]:
        """The names in the certificate, whatever address the laptop has."""
        return self._names


def secured(args: Namespace, house: House) -> Tls | None:
    """What the arguments ask for; None for plain http only."""
    return _secured(args, lambda: OwnAuthority(house))


def secured_hub(args: Namespace, settings: Settings) -> Tls | None:
    """The same at a hub."""
    return _secured(args, lambda: HubAuthority(settings))


def _secured(args: Namespace, own: Callable[[], Tls]) -> Tls | None:
    if bool(args.tls_cert) != bool(args.tls_key):
        raise WrongUse(text("cli.tls_pair"))
    if args.tls_cert:
        return OwnDomain(args.tls_cert, args.tls_key)
    return own() if args.tls else None


def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
