"""Badges in real life: held askew, out of focus, far away, with coffee on them. Two decoders that share no code read each."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from eventapp.badges import qr
from eventapp.badges.code import fair_tag, new_code
from eventapp.badges.layout import layout_names, load_layout
from eventapp.badges.render import Badge, Press

cv2 = pytest.importorskip("cv2", reason="OpenCV reads the QR codes; see requirements-test.txt")
zxing = pytest.importorskip("zxingcpp", reason="zxing-cpp is the second decoder; see requirements-test.txt")

SCRIPTS = {
    "latin": ("Wilhelmina", "van der Berg"),
    "cyrillic": ("Ольга", "Ковальчук"),
    "greek": ("Γεωργία", "Παπαδοπούλου"),
    "arabic": ("محمد", "عبد الرحمن العلي"),
    "hebrew": ("שלום", "כהן"),
    "ethiopic": ("ሰላም", "ተስፋዬ"),
    "forty letters": ("Maria Theresia Wilhelmina Johanna Alette", "van den Boogaart-van der Meulen tot Berg"),
}
WORDS = {"seeker": "Werkzoekende", "employer": "Werkgever", "volunteer": "Vrijwilliger"}
Picture = NDArray[np.uint8]


@cache
def photographed(layout: str, script: str) -> tuple[str, Picture, float]:
    """The code, the badge with some table around it, and the dots of a module, at six dots a module."""
    first, last = SCRIPTS[script]
    code = new_code(fair_tag("fair"), random.Random(script).randrange)
    paper = load_layout(layout)
    picture = np.asarray(
        Press(paper, "Banenmarkt Den Haag 2026", WORDS).picture(Badge("A17", code, first, last, "seeker"))
    )
    box = next(box for box in paper.box if box.shows == "qr")
    return code, scaled(np.pad(picture, 40, constant_values=200), 6 / paper.module_dots(box)), 6.0


def scaled(picture: Picture, factor: float) -> Picture:
    made: Picture = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return made


def tilted(picture: Picture, module: float) -> Picture:
    """Turned by 20 degrees and seen from aside, as a badge on a cord hangs."""
    height, width = picture.shape
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), 20, 0.8), [0, 0, 1]])
    aside = np.array([[1, 0, 0], [0, 1, 0], [0.12 / width, 0.06 / height, 1]])
    made: Picture = cv2.warpPerspective(picture, aside @ turn, (width, height), borderValue=200)
    return made


def blurred(picture: Picture, module: float) -> Picture:
    """Out of focus by 40 hundredths of a module."""
    made: Picture = cv2.GaussianBlur(picture, (0, 0), module * 0.4)
    return made


def small(picture: Picture, module: float) -> Picture:
    """Seen from so far that a module is three pixels."""
    return scaled(picture, 3 / module)


def stained(picture: Picture, module: float) -> Picture:
    """A ring and a splash of coffee over the QR code. Coffee darkens; it makes no black module lighter."""
    made = np.full_like(picture, 255)
    middle = centre(picture, module)
    cv2.circle(made, middle, round(module * 9), 150, round(module * 1.2))
    wet = (middle[0] + round(module * 3), middle[1] + round(module * 2))
    cv2.ellipse(made, wet, (round(module * 2.2), round(module * 1.4)), 30, 0, 360, 60, -1)
    return np.minimum(picture, cv2.GaussianBlur(made, (0, 0), module / 2))


def centre(picture: Picture, module: float) -> tuple[int, int]:
    """Where the QR code is: found by a decoder in the clean picture."""
    place = zxing.read_barcodes(picture)[0].position
    corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
    return round(sum(one.x for one in corners) / 4), round(sum(one.y for one in corners) / 4)


def opencv(picture: Picture) -> Iterator[str]:
    """What OpenCV reads in three looks: like a camera that comes nearer, since its decoder depends on how dots fall."""
    decoders = (cv2.QRCodeDetectorAruco(), cv2.QRCodeDetector())
    looks = ((decoder, zoom) for decoder in decoders for zoom in (1, 1.5, 2))
    return (decoder.detectAndDecode(scaled(picture, zoom))[0] for decoder, zoom in looks)


HARM = {
    "clean": lambda picture, module: picture,
    "tilt": tilted,
    "blur": blurred,
    "3 px a module": small,
    "coffee": stained,
}


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("layout", layout_names())
def test_both_decoders_read_every_script_of_every_layout(layout: str, harm: str) -> None:
    unread = []
    for script in SCRIPTS:
        code, picture, module = photographed(layout, script)
        seen: Any = HARM[harm](picture, module)
        if code not in [found.text for found in zxing.read_barcodes(seen)]:
            unread.append((script, "zxing-cpp"))
        if code not in opencv(seen):
            unread.append((script, "OpenCV"))
    assert unread == []


def test_a_stain_that_covers_a_third_is_not_read_as_something_else() -> None:
    code, picture, module = photographed("a6", "latin")
    ruined = picture.copy()
    x, y = centre(picture, module)
    half = round(qr.MODULES * module / 2)
    ruined[y - half // 2 : y + half, x - half // 2 : x + half // 3] = 0
    assert {found.text for found in zxing.read_barcodes(ruined)} <= {code}
    assert cv2.QRCodeDetectorAruco().detectAndDecode(ruined)[0] in ("", code)
