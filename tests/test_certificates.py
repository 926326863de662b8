"""Our own certificates: what they are good for, and above all what they can never be used for."""

from __future__ import annotations

import datetime
import ipaddress
import os
import ssl
import stat
from pathlib import Path

import pytest
from conftest import Clock
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import NameOID

from eventapp.facts.clock import wall_clock
from eventapp.live.authority import Authority, destroy
from eventapp.live.certificates import NAME, fingerprint, is_private, key_pem, pem

DAY = 24 * 3600 * 1000
LAPTOP = ("192.168.178.20", "127.0.0.1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "fair.tls"


def authority(folder: Path, fair: str = "fair-1", clock: Clock | None = None) -> Authority:
    return Authority(folder, fair, "Banenmarkt Proefdorp", clock or wall_clock)


def verified(root: x509.Certificate, chain: Path, key: Path, name: str) -> str:
    """What a device that trusts this root thinks of who calls itself so: the version of TLS, or the objection."""
    server_side, client_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    server_side.load_cert_chain(chain, key)
    client_side.check_hostname = True
    client_side.load_verify_locations(cadata=pem(root).decode())
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = client_side.wrap_bio(to_client, to_server, server_hostname=name)
    server = server_side.wrap_bio(to_server, to_client, server_side=True)
    for _ in range(4):
        for side in (client, server):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
            except ssl.SSLCertVerificationError as error:
                return error.verify_message
    return str(client.version())


def forged(folder: Path, name: x509.GeneralName) -> tuple[Path, Path]:
    """What a thief of all that is on this laptop would make: a certificate for somebody else."""
    signer = x509.load_pem_x509_certificate((folder / "authority.crt").read_bytes())
    signing_key = load_pem_private_key((folder / "authority.key").read_bytes(), None)
    assert isinstance(signing_key, ec.EllipticCurvePrivateKey)
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")])
    builder = x509.CertificateBuilder(signer.subject, subject, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - datetime.timedelta(hours=1))
    builder = builder.not_valid_after(now + datetime.timedelta(days=2))
    builder = builder.add_extension(x509.SubjectAlternativeName([name]), critical=False)
    chain, key_file = folder / "forged.crt", folder / "forged.key"
    chain.write_bytes(pem(builder.sign(signing_key, hashes.SHA256()), signer))
    key_file.write_bytes(key_pem(key))
    return chain, key_file


@pytest.mark.parametrize("name", [*LAPTOP, NAME])
def test_a_device_that_trusts_the_root_trusts_the_laptop_by_each_of_its_names(folder: Path, name: str) -> None:
    ours = authority(folder)
    assert verified(ours.root, *ours.leaf(LAPTOP), name) == "TLSv1.3"


@pytest.mark.parametrize("name", ["192.168.178.21", "localhost", "bank.example"])
def test_but_by_no_other_name(folder: Path, name: str) -> None:
    ours = authority(folder)
    assert "mismatch" in verified(ours.root, *ours.leaf(LAPTOP), name)


@pytest.mark.parametrize(
    "name",
    [
        "bank.example", "home.arpa", "vonk.home.arpa.bank.example", "192.0.2.1", "8.8.8.8", "172.32.0.1", "11.0.0.1",
        "2001:db8::1", "fe80::1", "::2",
    ],
)  # fmt: skip
def test_with_a_stolen_key_nobody_can_be_somebody_outside_our_network(folder: Path, name: str) -> None:
    ours = authority(folder)
    try:
        other: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        other = x509.DNSName(name)
    assert verified(ours.root, *forged(folder, other), name) == "permitted subtree violation"


def test_what_we_may_vouch_for_is_private() -> None:
    assert all(
        map(is_private, ("10.1.2.3", "172.31.255.255", "192.168.0.1", "169.254.9.9", "127.0.0.1", "fd00::1", "::1"))
    )
    assert not any(map(is_private, ("172.32.0.1", "192.0.2.1", "2001:db8::1", "0.0.0.0", "vonk.local", "")))


def test_a_laptop_with_a_public_address_is_reached_by_name(folder: Path) -> None:
    ours = authority(folder)
    files = ours.leaf(["145.1.2.3"])
    assert verified(ours.root, *files, NAME) == "TLSv1.3"
    assert "mismatch" in verified(ours.root, *files, "145.1.2.3")


def test_the_key_of_the_root_is_nowhere(folder: Path) -> None:
    ours = authority(folder)
    ours.leaf(LAPTOP)
    keys = [load_pem_private_key(path.read_bytes(), None).public_key() for path in folder.glob("*.key")]
    assert len(keys) == 2 and ours.root.public_key() not in keys
    signer = x509.load_pem_x509_certificate((folder / "authority.crt").read_bytes())
    for one in (ours.root, signer):
        limits = one.extensions.get_extension_for_class(x509.NameConstraints)
        assert limits.critical and x509.DNSName(NAME) in (limits.value.permitted_subtrees or [])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes; the folder of the user is private there")
def test_the_files_are_for_the_owner_only(folder: Path) -> None:
    authority(folder).leaf(LAPTOP)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert sorted(path.name for path in folder.iterdir()) == [
        "authority.crt", "authority.key", "leaf.crt", "leaf.key", "root.crt",
    ]  # fmt: skip


def test_a_leaf_is_used_until_it_is_nearly_out(folder: Path, clock: Clock) -> None:
    ours = authority(folder, clock=clock)
    first = ours.leaf(LAPTOP)[0].read_bytes()
    leaf = x509.load_pem_x509_certificate(first)
    lasts = leaf.not_valid_after_utc - leaf.not_valid_before_utc
    assert lasts == datetime.timedelta(days=91), "ninety days, and one before for clocks that are behind"
    clock.advance(59 * DAY)
    assert ours.leaf(LAPTOP)[0].read_bytes() == first
    assert ours.leaf(LAPTOP[:1])[0].read_bytes() == first, "one address less is no reason"
    clock.advance(2 * DAY)
    assert ours.leaf(LAPTOP)[0].read_bytes() != first


def test_another_address_of_the_laptop_gives_another_leaf_and_the_same_root(folder: Path) -> None:
    ours = authority(folder)
    first = ours.leaf(LAPTOP)[0].read_bytes()
    files = ours.leaf(["10.0.0.7", "127.0.0.1"])
    assert files[0].read_bytes() != first
    again = authority(folder)
    assert again.fingerprint == ours.fingerprint == fingerprint(ours.root)
    assert verified(again.root, *files, "10.0.0.7") == "TLSv1.3"


def test_an_authority_is_of_one_fair_and_runs_out(folder: Path, clock: Clock) -> None:
    first = authority(folder, clock=clock).fingerprint
    assert authority(folder, clock=clock).fingerprint == first
    other = authority(folder, "fair-2", clock).fingerprint
    assert other != first
    clock.advance(340 * DAY)
    assert authority(folder, "fair-2", clock).fingerprint != other


@pytest.mark.parametrize("file", ["root.crt", "authority.key"])
@pytest.mark.parametrize("harm", [b"", b"half", None])
def test_one_that_was_broken_off_or_damaged_is_made_anew(folder: Path, file: str, harm: bytes | None) -> None:
    first = authority(folder).fingerprint
    (folder / file).unlink()
    if harm is not None:
        (folder / file).write_bytes(harm)
    again = authority(folder)
    assert again.fingerprint != first
    assert verified(again.root, *again.leaf(LAPTOP), NAME) == "TLSv1.3"


def test_a_leaf_whose_key_is_of_another_is_made_anew(folder: Path) -> None:
    ours = authority(folder)
    _, key = ours.leaf(LAPTOP)
    key.write_bytes(key_pem(ec.generate_private_key(ec.SECP256R1())))
    assert verified(ours.root, *ours.leaf(LAPTOP), NAME) == "TLSv1.3"


def test_destroyed_means_gone_also_when_there_was_nothing(folder: Path) -> None:
    authority(folder)
    destroy(folder)
    destroy(folder)
    assert not folder.exists()
