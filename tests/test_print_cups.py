"""Printing through CUPS: the commands that we give, and a real queue where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from eventapp.badges.layout import load_layout
from eventapp.badges.render import Badge, Press, pdf_parts
from eventapp.live.printers import Cups, Sheet, Unreachable

WORDS = {"seeker": "Werkzoekende", "employer": "Werkgever", "volunteer": "Vrijwilliger"}
QUEUE = "PDF"


def sheet(layout_name: str = "label-62x100") -> Sheet:
    layout = load_layout(layout_name)
    press = Press(layout, "Banenmarkt", WORDS)
    badge = Badge("A17", "BCDFGHJKLNPRSTVX", "Wilhelmina", None, "seeker")
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
    assert said == ["-d", "zaal", "-t", "job-1", "-o", "media=Custom.62x100mm", "-o", "print-scaling=none",
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


@pytest.fixture
def real_queue() -> str:
    if shutil.which("lp") is None:
        pytest.skip("no CUPS here: install cups-client and printer-driver-cups-pdf to print for real")
    if subprocess.run(["lpstat", "-p", QUEUE], capture_output=True, timeout=10).returncode:
        pytest.skip(f"CUPS has no queue {QUEUE} here: install printer-driver-cups-pdf and start cupsd")
    return QUEUE


def test_a_real_queue_takes_a_badge(real_queue: str) -> None:
    Cups(real_queue).put_out(sheet())
    listed = subprocess.run(["lpstat", "-W", "all", "-o", real_queue], capture_output=True, text=True, timeout=10)
    assert real_queue in listed.stdout
