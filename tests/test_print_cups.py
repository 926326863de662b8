"""Printing through CUPS: the commands that we give, and a real queue where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from serving import soon

from eventapp.badges.layout import load_layout
from eventapp.badges.render import Badge, Press, pdf_parts
from eventapp.live.printers import Cups, Sheet, Unreachable

WORDS = {"seeker": "Werkzoekende", "employer": "Werkgever", "volunteer": "Vrijwilliger"}
CODE = "BCDFGHJKLNPRSTVX"
QUEUE = "labels"
FILTER = Path("/usr/lib/cups/filter/pdftopdf")
# The least that CUPS takes for a printer: it wants PDF, and paper may have any size.
PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "LABELS.PPD"
*Product: "(Labels)"
*PSVersion: "(3010) 0"
*Manufacturer: "Test"
*ModelName: "Labels"
*ShortNickName: "Labels"
*NickName: "Labels"
*cupsFilter: "application/vnd.cups-pdf 0 -"
*OpenUI *PageSize: PickOne
*DefaultPageSize: A4
*PageSize A4: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: A4
*PageRegion A4: ""
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4: "0 0 595 842"
*DefaultPaperDimension: A4
*PaperDimension A4: "595 842"
*VariablePaperSize: True
*HWMargins: 0 0 0 0
*MaxMediaWidth: "1000"
*MaxMediaHeight: "1000"
*CustomPageSize True: "pop pop pop pop pop"
*ParamCustomPageSize Width: 1 points 36 1000
*ParamCustomPageSize Height: 2 points 36 1000
*ParamCustomPageSize WidthOffset: 3 points 0 0
*ParamCustomPageSize HeightOffset: 4 points 0 0
*ParamCustomPageSize Orientation: 5 int 0 3
"""


def sheet(layout_name: str = "label-62x100") -> Sheet:
    layout = load_layout(layout_name)
    press = Press(layout, "Banenmarkt", WORDS)
    badge = Badge("A17", CODE, "Wilhelmina", None, "seeker")
    pdf = b"".join(part for _, part in pdf_parts([badge], press))
    return Sheet("job-1", press.picture(badge), layout, pdf)


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, **scripts: str) -> None:
    """Commands with the names of those of CUPS, that do what a script says."""
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")


@pytest.mark.skipif(os.name != "posix", reason="CUPS is not on Windows")
def test_cups_gets_the_exact_media_the_job_as_title_and_the_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, lpstat="echo enabled", lp=f'echo "$@" > {tmp_path}/said; cat > {tmp_path}/got.pdf')
    Cups("zaal").put_out(sheet())
    said = (tmp_path / "said").read_text().split()
    assert said == ["-d", "zaal", "-t", "job-1", "-o", "media=Custom.176.1x283.1", "-o", "print-scaling=none",
                    "-o", "fit-to-page=false", "-"]  # fmt: skip
    width, height = pypdfium2.PdfDocument((tmp_path / "got.pdf").read_bytes())[0].get_size()
    assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx((62, 100), abs=0.2)


@pytest.mark.skipif(os.name != "posix", reason="CUPS is not on Windows")
@pytest.mark.parametrize(
    ("lpstat", "lp", "code"),
    [("echo printer zaal disabled", "exit 0", "printer_paused"), ("exit 1", "exit 0", "printer_offline"),
     ("echo enabled", "exit 1", "printer_offline")],
    ids=["paused", "unknown queue", "refused"],
)  # fmt: skip
def test_what_cups_refuses_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lpstat: str, lp: str, code: str
) -> None:
    stand_in(tmp_path, monkeypatch, lpstat=lpstat, lp=lp)
    with pytest.raises(Unreachable, match=code):
        Cups("zaal").put_out(sheet())


def test_a_laptop_without_cups_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unreachable, match="no_cups"):
        Cups("zaal").put_out(sheet())


@pytest.fixture(scope="module")
def real_queue() -> Iterator[Path]:
    """A CUPS of our own with a printer that makes a PDF; gives the folder with that PDF."""
    if shutil.which("cupsd") is None or shutil.which("lpadmin") is None or not FILTER.exists():
        pytest.skip("no CUPS here: run.py test installs cups-daemon, cups-client and cups-filters where it may")
    if os.geteuid() != 0:
        pytest.skip("only root may start a CUPS of its own")
    folder = Path(tempfile.mkdtemp(prefix="vonk-cups-"))
    folder.chmod(0o755)  # the filters of CUPS are another user
    with cups_in(folder), pytest.MonkeyPatch.context() as patch:
        patch.setenv("CUPS_SERVER", str(folder / "socket"))
        if not soon(lambda: b"is running" in subprocess.run(["lpstat", "-r"], capture_output=True).stdout, 15):
            pytest.skip(f"CUPS does not start here: {(folder / 'said').read_text()[-200:]}")
        (folder / "labels.ppd").write_text(PPD)
        made = ["lpadmin", "-p", QUEUE, "-v", f"file:{folder}/out.pdf", "-P", f"{folder}/labels.ppd", "-E"]
        subprocess.run(made, check=True, capture_output=True, timeout=20)
        yield folder
    shutil.rmtree(folder)


@contextmanager
def cups_in(folder: Path) -> Iterator[None]:
    """cupsd with everything of its own in one folder, on a socket in there."""
    places = ("ServerRoot", "StateDir", "RequestRoot", "TempDir", "CacheDir")
    lines = [f"{name} {folder}/{name}" for name in places]
    for name in places:
        (folder / name).mkdir()
    lines += [f"{name} {folder}/{name}" for name in ("AccessLog", "ErrorLog", "PageLog")]
    (folder / "files.conf").write_text("\n".join([*lines, "FileDevice Yes", ""]))
    (folder / "cupsd.conf").write_text(
        f"Listen {folder}/socket\nBrowsing Off\nWebInterface No\nDefaultAuthType None\n"
        "<Location />\nAllow all\n</Location>\n<Policy default>\n<Limit All>\nAllow all\n</Limit>\n</Policy>\n"
    )
    command = ["cupsd", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "files.conf"), "-f"]
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.parametrize("layout", ["label-62x100", "a6", "sheet-80x50"])
def test_a_real_queue_prints_a_badge_on_paper_of_its_size_that_can_be_read(real_queue: Path, layout: str) -> None:
    out, made = real_queue / "out.pdf", sheet(layout)
    out.unlink(missing_ok=True)
    Cups(QUEUE).put_out(made)
    assert soon(lambda: out.exists() and out.read_bytes().rstrip().endswith(b"%%EOF"), 30)
    (page,) = pypdfium2.PdfDocument(out.read_bytes())
    size = [points / 72 * 25.4 for points in page.get_size()]
    assert size == pytest.approx((made.layout.page.width, made.layout.page.height), abs=0.2)
    seen = np.asarray(page.render(scale=300 / 72).to_pil().convert("L"))
    assert [found.text for found in zxingcpp.read_barcodes(seen)] == [CODE]


def test_a_queue_that_is_not_there_is_offline_to_a_real_cups(real_queue: Path) -> None:
    with pytest.raises(Unreachable, match="printer_offline"):
        Cups("weg").put_out(sheet())


def test_a_queue_that_somebody_stopped_is_paused_to_a_real_cups(real_queue: Path) -> None:
    subprocess.run(["cupsdisable", QUEUE], check=True, timeout=20)
    with pytest.raises(Unreachable, match="printer_paused"):
        Cups(QUEUE).put_out(sheet())
    subprocess.run(["cupsenable", QUEUE], check=True, timeout=20)
