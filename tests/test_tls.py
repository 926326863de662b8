"""https beside http, by a real server: verified handshakes, clients that break off, and a laptop that moves."""

# ruff: noqa: F811

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import socketio
from cryptography import x509
from serving import PASSPHRASE, Served, command, free_port, mode, put_fair, serving, soon  # noqa: F401
from test_certificates import authority

from eventapp.cli import network
from eventapp.cli.securing import OwnAuthority, OwnDomain
from eventapp.live import certificates
from eventapp.live.house import House
from eventapp.live.work import WrongUse


class Secure:
    """A server with https beside http, and somebody who trusts its root."""

    def __init__(self, served: Served, port: int) -> None:
        self.served, self.port = served, port
        self.root = served.data / "fair.tls" / "root.crt"

    def get(self, path: str, host: str = "127.0.0.1") -> requests.Response:
        """Over https, verified."""
        with requests.Session() as session:
            session.trust_env = False
            return session.get(f"https://{host}:{self.port}{path}", verify=str(self.root), timeout=20)

    def socket(self) -> socket.socket:
        """A bare connection to the https port."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)


@pytest.fixture(scope="module")
def secure(mode: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secure]:
    port = free_port()
    data = put_fair(tmp_path_factory.mktemp(mode) / "data")
    with serving(data, mode, "--tls", "--tls-port", str(port)) as served:
        yield Secure(served, port)


def test_https_is_verified_against_our_root_and_http_is_still_there(secure: Secure) -> None:
    over_https, over_http = secure.get("/healthz").json(), secure.served.caller().get("/healthz").json()
    assert over_https["fair"] == over_http["fair"]


def test_our_name_works_where_it_is_known(secure: Secure) -> None:
    context = ssl.create_default_context(cafile=str(secure.root))
    with context.wrap_socket(secure.socket(), server_hostname=certificates.NAME) as spoken:
        spoken.sendall(b"GET /healthz HTTP/1.1\r\nHost: vonk.home.arpa\r\nConnection: close\r\n\r\n")
        assert spoken.recv(65536).startswith(b"HTTP/1.1 200")
        assert spoken.version() == "TLSv1.3"


def test_a_device_that_does_not_know_our_root_or_calls_us_otherwise_goes_no_further(secure: Secure) -> None:
    with pytest.raises(requests.exceptions.SSLError, match="verify failed"):
        requests.get(f"https://127.0.0.1:{secure.port}/healthz", timeout=20, proxies={"https": ""})
    with pytest.raises(requests.exceptions.SSLError, match="mismatch"):
        secure.get("/healthz", "localhost")


def connect(client: socketio.Client, base: str, token: str) -> None:
    """As a tablet does: when nothing comes of it, once more.

    Python before 3.13 lets one thread write on a TLS connection while another reads it, which OpenSSL does not allow;
    about one in fifty such connections of this client gets stuck at its start.
    """
    for attempt in range(4):
        try:
            return client.connect(base, auth={"token": token}, transports=["websocket"], wait_timeout=5)
        except socketio.exceptions.ConnectionError:
            if attempt == 3:
                raise


def test_a_tablet_pairs_and_scans_over_https_and_its_room_is_pushed(secure: Secure) -> None:
    code = secure.served.work("pair", role="desk", stand=None)["code"]
    base = f"https://127.0.0.1:{secure.port}"
    with requests.Session() as tablet:
        tablet.trust_env, tablet.verify = False, str(secure.root)
        paired = tablet.post(f"{base}/api/v1/devices/pair", json={"code": code}, timeout=20)
        assert "Secure" in paired.headers["Set-Cookie"]
        client, views = socketio.Client(http_session=tablet, reconnection=False), []
        client.on("snapshot", lambda whole: views.append(whole["view"]))
        connect(client, base, paired.json()["token"])
        assert soon(lambda: views)
        changes: list[object] = []
        client.on("change", changes.append)
        given = tablet.post(f"{base}/api/v1/commands", json={"commands": [command("check_in", code="K1")]}, timeout=20)
        assert given.json()["results"][0]["status"] == "recorded"
        assert soon(lambda: changes)
        client.disconnect()


def test_who_is_silent_or_talks_nonsense_at_the_handshake_holds_up_nobody(secure: Secure) -> None:
    with contextlib.ExitStack() as open_still:
        for said in (b"", b"\x16\x03\x01", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\xff" * 4000) * 10:
            quiet = open_still.enter_context(secure.socket())
            if said:
                quiet.sendall(said)
        assert secure.get("/healthz").status_code == 200
        assert secure.served.caller().get("/healthz").status_code == 200
    assert "Traceback" not in secure.served.output()


def test_the_page_of_the_device_has_the_fingerprint_the_terminal_shows_and_the_root_to_download(secure: Secure) -> None:
    caller = secure.served.caller()
    root = caller.get("/vonk-ca.crt")
    assert root.headers["Content-Type"].startswith("application/x-x509-ca-cert")
    assert root.content == secure.root.read_bytes()
    page = caller.get("/toestel").text.replace("<br>", " ")
    printed = secure.served.output().split("(SHA-256): ")[-1].split()[0]
    assert printed.replace(":", " ") in page
    assert f"https://127.0.0.1:{secure.port}/toestel" in page


def test_only_the_two_pages_that_ask_may_fetch_from_the_https_address(secure: Secure) -> None:
    caller, ours = secure.served.caller(), f"https://127.0.0.1:{secure.port}"
    for path, may in (("/toestel", True), ("/koppel", True), ("/healthz", False)):
        assert (ours in caller.get(path).headers["Content-Security-Policy"]) is may
    assert secure.get("/toestel/vertrouwd").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in secure.get("/healthz").headers


def test_the_keys_are_in_no_backup(secure: Secure, tmp_path: Path) -> None:
    secure.served.work("backup", out=str(tmp_path / "beurs.backup"))
    assert [path.name for path in tmp_path.iterdir()] == ["beurs.backup"]


# --- a certificate of the organisation's own domain ---


def own_domain(folder: Path) -> tuple[Path, Path]:
    """A certificate with its key as an organisation would bring it; to us, that of another authority is the same."""
    return authority(folder).leaf(["192.168.7.7"])


def test_a_certificate_of_an_own_domain_is_served_and_nothing_has_to_be_installed(tmp_path: Path) -> None:
    chain, key = own_domain(tmp_path / "eigen")
    port, data = free_port(), put_fair(tmp_path / "data")
    with serving(data, "threading", "--tls-cert", str(chain), "--tls-key", str(key), "--tls-port", str(port)) as served:
        assert ssl.get_server_certificate(("127.0.0.1", port), timeout=20).strip() in chain.read_text()
        assert not (data / "fair.tls").exists()
        assert "u hoeft niets te installeren" in served.caller().get("/toestel").text
        assert served.caller().get("/vonk-ca.crt", allow_redirects=False).headers["Location"] == "/toestel"


@pytest.mark.parametrize("wrong", ["no certificate", "another key", "no file"])
def test_a_certificate_that_cannot_be_used_is_refused_in_one_line(tmp_path: Path, wrong: str) -> None:
    chain, key = own_domain(tmp_path / "eigen")
    if wrong == "no certificate":
        chain.write_text("geen certificaat")
    elif wrong == "another key":
        key = own_domain(tmp_path / "ander")[1]
    else:
        chain.unlink()
    with pytest.raises(WrongUse, match="sleutel"):
        OwnDomain(chain, key)


# --- a laptop that moves ---


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the laptop, to be changed by the test."""
    now = ["192.168.1.5", "127.0.0.1"]
    monkeypatch.setattr(network, "hosts_of", lambda host: tuple(now))
    return now


def test_when_the_router_gives_another_address_codes_and_certificate_follow(house: House, hosts: list[str]) -> None:
    tls = OwnAuthority(house)
    ours = network.Network("0.0.0.0", 8080, tls, 8443)
    assert not ours.look(house), "the first look is no news"
    assert house.settings.addresses == ("http://192.168.1.5:8080", "http://127.0.0.1:8080")
    assert house.settings.secure_addresses == (
        "https://192.168.1.5:8443", "https://vonk.home.arpa:8443", "https://127.0.0.1:8443",
    )  # fmt: skip
    assert not ours.look(house)
    hosts[0] = "192.168.1.9"
    assert ours.look(house)
    assert house.settings.addresses[0] == "http://192.168.1.9:8080"
    leaf = x509.load_pem_x509_certificate((house.settings.authority / "leaf.crt").read_bytes())
    assert "192.168.1.9" in certificates.hosts_of(leaf) and "192.168.1.5" not in certificates.hosts_of(leaf)


def test_off_the_network_for_a_while_is_no_other_address(house: House, hosts: list[str]) -> None:
    ours = network.Network("0.0.0.0", 8080)
    ours.look(house)
    hosts.remove("192.168.1.5")
    assert not ours.look(house)
    assert house.settings.addresses[0] == "http://192.168.1.5:8080"


def test_a_public_address_is_offered_over_http_and_by_name_only(house: House, hosts: list[str]) -> None:
    hosts[0] = "145.1.2.3"
    network.Network("0.0.0.0", 8080, OwnAuthority(house), 8443).look(house)
    assert house.settings.addresses[0] == "http://145.1.2.3:8080"
    assert house.settings.secure_addresses[0] == "https://vonk.home.arpa:8443"
