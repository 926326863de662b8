"""/toestel, going over to https by itself, and the organiser's list of devices, in a real browser."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import CHROMIUM, QUIET, Venue, expect
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Browser, Page
from serving import Served, free_port, modes, put_fair, serving

WRONG_CLOCK = """() => {
  const right = Date.prototype.toISOString;
  Date.prototype.toISOString = function () { return right.call(new Date(this.getTime() - 600_000)); };
}"""


def test_de_pagina_zegt_wat_hier_werkt_en_dat_versleutelen_uit_staat(venue: Venue) -> None:
    laptop = venue.page("organiser")
    laptop.get_by_role("link", name="Eigen tablets instellen").click()
    expect(laptop.locator("#checks li")).to_have_count(5)
    # The loopback address counts as secure.
    for name in ("secure", "keep", "worker", "camera"):
        expect(laptop.locator(f"#check-{name}")).to_have_attribute("data-works", "true")
    expect(laptop.locator("#off")).to_contain_text("--tls")
    assert venue.complaints == []


def test_de_organisator_ziet_accu_klok_en_wanneer_een_toestel_het_laatst_gezien_is(venue: Venue) -> None:
    laptop = venue.page("organiser")
    context = venue._browser.new_context(locale="nl-NL")
    context.add_init_script(f"({WRONG_CLOCK})()")
    balie = context.new_page()
    balie.goto(venue.server.work("pair", role="desk", stand=None)["url"])
    row = laptop.locator("#devices li").filter(has_text="Balie")
    expect(row).to_contain_text("Klok loopt 10 minuten achter")
    expect(row).to_contain_text("Accu 100%")
    context.close()
    expect(row).to_contain_text("Laatst gezien")
    assert venue.complaints == []


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[Served]:
    """A server with https beside http."""
    with serving(put_fair(tmp_path / "data"), modes()[0], "--tls", "--tls-port", str(free_port())) as served:
        yield served


def paired(browser: Browser, served: Served, *trust: str) -> tuple[Browser, Page]:
    """A tablet on whose network our name is known; ``trust`` is what makes it trust the laptop."""
    known = "--host-resolver-rules=MAP vonk.home.arpa 127.0.0.1"
    tablet = browser.browser_type.launch(executable_path=CHROMIUM, args=[*QUIET, known, *trust])
    page = tablet.new_context(locale="nl-NL").new_page()
    code = served.work("pair", role="desk", stand=None)["code"]
    page.goto(f"http://vonk.home.arpa:{served.port}/koppel#{code}")
    expect(page.locator("#connection")).to_have_text("Verbonden")
    return tablet, page


def test_een_tablet_die_ons_vertrouwt_gaat_vanzelf_over_op_https(browser: Browser, secure: Served) -> None:
    leaf = x509.load_pem_x509_certificate((secure.data / "fair.tls" / "leaf.crt").read_bytes())
    public = leaf.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    pin = base64.b64encode(hashlib.sha256(public).digest()).decode()
    tablet, page = paired(browser, secure, f"--ignore-certificate-errors-spki-list={pin}")
    assert page.url.startswith("https://vonk.home.arpa:")
    assert page.evaluate("async () => isSecureContext && Boolean((await navigator.serviceWorker.ready).active)")
    page.goto(page.url.replace("/balie", "/toestel"))
    expect(page.locator("#trust")).to_contain_text("u kijkt nu versleuteld")
    expect(page.locator("#check-camera")).to_have_attribute("data-works", "true")
    tablet.close()


def test_een_tablet_die_ons_niet_kent_wordt_niets_gevraagd_en_werkt_gewoon(browser: Browser, secure: Served) -> None:
    tablet, page = paired(browser, secure)
    assert page.url == f"http://vonk.home.arpa:{secure.port}/balie"
    page.goto(f"http://vonk.home.arpa:{secure.port}/toestel")
    expect(page.locator("#trusted")).to_contain_text("Nog niet")
    expect(page.locator("#check-secure")).to_have_attribute("data-works", "false")
    expect(page.locator("#check-keep")).to_have_attribute("data-works", "true")
    tablet.close()


def test_op_de_pagina_van_een_werkgever_staat_geen_woord_over_certificaten(venue: Venue) -> None:
    stand = venue.page("stand", stand="1")
    assert "/toestel" not in stand.content() and "certifica" not in stand.content()
