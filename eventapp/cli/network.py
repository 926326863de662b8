"""The network of the venue: by which addresses tablets reach this laptop, also when a router gives it another one."""

from __future__ import annotations

import dataclasses
import socket
import sys
from typing import Protocol

from eventapp.cli.securing import LOOPBACK, Tls
from eventapp.messages import text
from eventapp.settings import Settings

EVERYWHERE = ("0.0.0.0", "::", "")


class Placed(Protocol):
    """What is served at an address: a fair, or a hub."""

    settings: Settings


class Network:
    """Keeps the addresses in the settings of what is served true."""

    def __init__(self, host: str, port: int, tls: Tls | None = None, tls_port: int = 0) -> None:
        self._host, self._port = host, port
        self._tls, self._tls_port = tls, tls_port
        self._known: tuple[str, ...] = ()

    def look(self, house: Placed) -> bool:
        """Put the addresses of now in the settings; returns whether they were others before."""
        hosts = hosts_of(self._host)
        # Off the network for a while is no new address: the old one mostly comes back.
        if hosts == self._known or (self._known and hosts == (LOOPBACK,)):
            return False
        news, self._known = bool(self._known), hosts
        secure = self._tls.hosts(hosts) if self._tls else ()
        house.settings = dataclasses.replace(
            house.settings,
            addresses=tuple(f"http://{one}:{self._port}" for one in hosts),
            secure_addresses=tuple(f"https://{one}:{self._tls_port}" for one in secure),
            root=self._tls.root if self._tls else "",
        )
        return news

    def tell(self, house: Placed) -> None:
        """Say on the terminal that the laptop moved."""
        addresses = [*house.settings.addresses, *house.settings.secure_addresses]
        print(text("cli.moved", {"addresses": addresses}), file=sys.stderr, flush=True)


def hosts_of(host: str) -> tuple[str, ...]:
    """The addresses that listening at ``host`` means, best first."""
    return tuple(dict.fromkeys([_lan_address(), LOOPBACK])) if host in EVERYWHERE else (host,)


def own_side(host: str) -> str:
    """The address by which this laptop itself reaches what listens at ``host``."""
    return LOOPBACK if host in EVERYWHERE else host


def _lan_address() -> str:
    """The address of this laptop on the venue's network. Nothing is sent: only a route is looked up."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return LOOPBACK
