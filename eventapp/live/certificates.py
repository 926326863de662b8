"""Certificates of our own, for the organisation's own tablets: a root, one authority under it, and leaves.

What the root and the authority may vouch for is in them, critically (RFC 5280, 4.2.1.10): private addresses and one
name. The key of the root is thrown away as soon as it has signed the authority: also on a system that minds no such
limits in a root, nobody can ever make a certificate for a bank with what is on this laptop.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

# A name that nobody can own on the internet and that a router of our own can hand out (RFC 8375). Names under
# ``.local`` belong to mDNS: tablets would not ask the router for them.
NAME: Final = "vonk.home.arpa"
PRIVATE: Final = tuple(
    map(
        ipaddress.ip_network,
        ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8", "fc00::/7", "::1/128"),
    )
)
AUTHORITY_DAYS: Final = 366
LEAF_DAYS: Final = 90
# A tablet's clock may be behind.
SLACK: Final = timedelta(days=1)
_LONGEST_NAME: Final = 64  # of a common name, RFC 5280

Key = ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Issued:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: Key


def make_root_and_authority(fair: str, name: str, now: datetime) -> tuple[x509.Certificate, Issued]:
    """A root, whose key is gone, and the authority under it that makes the leaves of this fair."""
    root_key, key = _new_key(), _new_key()
    root_name, authority_name = _named(f"Vonk {name}", fair), _named(f"Vonk laptop {name}", fair)
    root = _authority(root_name, root_name, root_key, root_key, now, below=1)
    return root, Issued(_authority(authority_name, root_name, key, root_key, now, below=0), key)


def make_leaf(authority: Issued, addresses: Iterable[str], now: datetime) -> Issued:
    """The laptop's certificate, for our name and those of these addresses that are private."""
    key = _new_key()
    ends = min(now + timedelta(days=LEAF_DAYS), authority.certificate.not_valid_after_utc)
    alternatives: list[x509.GeneralName] = [x509.DNSName(NAME)]
    alternatives += [x509.IPAddress(ipaddress.ip_address(one)) for one in dict.fromkeys(addresses) if is_private(one)]
    issuer = authority.certificate.subject
    builder = _builder(_named(NAME), issuer, key, authority.key, now, ends)
    builder = builder.add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_key_usage(signs_certificates=False), critical=True)
    return Issued(builder.sign(authority.key, hashes.SHA256()), key)


def is_private(address: str) -> bool:
    """Whether this is an address that our authority may vouch for."""
    try:
        given = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(given.version == network.version and given in network for network in PRIVATE)


def hosts_of(certificate: x509.Certificate) -> list[str]:
    """The names and addresses that a certificate is for."""
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    return names.get_values_for_type(x509.DNSName) + [str(one) for one in names.get_values_for_type(x509.IPAddress)]


def fair_of(certificate: x509.Certificate) -> str:
    """The id of the fair that a certificate of ours belongs to; empty for any other."""
    units = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)
    return str(units[0].value) if units else ""


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 as systems show it: sixty-four digits in pairs."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def pem(*certificates: x509.Certificate) -> bytes:
    """These certificates as text, one after the other."""
    return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in certificates)


def key_pem(key: Key) -> bytes:
    """A key as text, without a passphrase: the server has to start by itself after a power cut."""
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


def _authority(
    subject: x509.Name, issuer: x509.Name, key: Key, signer: Key, now: datetime, below: int
) -> x509.Certificate:
    builder = _builder(subject, issuer, key, signer, now, now + timedelta(days=AUTHORITY_DAYS))
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=below), critical=True)
    builder = builder.add_extension(_key_usage(signs_certificates=True), critical=True)
    builder = builder.add_extension(_limits(), critical=True)
    return builder.sign(signer, hashes.SHA256())


def _limits() -> x509.NameConstraints:
    # Kinds of names that are not mentioned (mail) stay free, but the authority is for servers only.
    return x509.NameConstraints([x509.DNSName(NAME), *map(x509.IPAddress, PRIVATE)], None)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: Key, signer: Key, now: datetime, ends: datetime
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - SLACK).not_valid_after(ends)
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    signed_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    return builder.add_extension(signed_by, critical=False)


def _key_usage(signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates, key_cert_sign=signs_certificates, crl_sign=signs_certificates,
        content_commitment=False, key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _new_key() -> Key:
    return ec.generate_private_key(ec.SECP256R1())


def _named(name: str, fair: str = "") -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, name[:_LONGEST_NAME])]
    if fair:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, fair))
    return x509.Name(parts)
