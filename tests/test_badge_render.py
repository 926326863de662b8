"""Badges on paper: sizes are exact, nothing leaves its place, and every QR code is read by two decoders."""

from __future__ import annotations

import dataclasses
import io
import logging
import random
import tracemalloc
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from eventapp.badges import Refused, lettering, qr
from eventapp.badges.code import fair_tag, grouped, new_code
from eventapp.badges.drawing import Shape, Text, draw
from eventapp.badges.layout import LAYOUTS, Box, Layout, layout_names, load_layout
from eventapp.badges.render import Badge, Press, Role, pdf_parts, render_pdf, render_png

pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 looks at the pages; see requirements-test.txt")

ROLES: tuple[Role, ...] = ("seeker", "employer", "volunteer")
WORDS = {"seeker": "Werkzoekende", "employer": "Werkgever", "volunteer": "Vrijwilliger"}
EVENT = "Banenmarkt Den Haag 2026"
PEOPLE = [
    ("Anna", "van der Berg-de Vries"),
    ("Özkayalı", "Şahin"),
    ("Łukasz", None),
    ("Ñusta", "'t Hart"),
    ("Ольга", "Ковальчук"),
    ("Γεωργία", "Παπαδοπούλου"),
    ("محمد", "العلي"),
    ("ሰላም", "ተስፋዬ"),
    ("李小龙", "\U0001f600"),
    ("", None),
    ("Maria Theresia Wilhelmina Johanna Alette", "van den Boogaart-van der Meulen tot Bergen"),
    ("W" * 40, "j" * 300),
]


@pytest.fixture(params=layout_names())
def layout(request: pytest.FixtureRequest) -> Layout:
    return load_layout(request.param)


def badge(first_name: str = "Anna", last_name: str | None = "de Vries", number: int = 17, **more: Any) -> Badge:
    code = new_code(fair_tag("fair"), random.Random(number).randrange)
    return dataclasses.replace(Badge(f"A{number}", code, first_name, last_name, "seeker"), **more)


def people() -> list[Badge]:
    """More than two sheets of ten, of every role and script."""
    return [
        badge(first, last, number, role=ROLES[number % 3], organisation="Groenvoorziening Haaglanden B.V.")
        for number, (first, last) in enumerate(PEOPLE * 2)
    ]


def press(layout_name: str) -> Press:
    return Press(load_layout(layout_name), EVENT, WORDS)


def pdf_of(badges: Iterable[Badge], layout: Layout) -> Any:
    """The badges as a document of pypdfium2."""
    out = io.BytesIO()
    render_pdf(badges, layout, EVENT, WORDS, out)
    return pdfium.PdfDocument(out.getvalue())


def pixels(page: Any, layout: Layout) -> NDArray[np.uint8]:
    """The page as the printer gets it: one grey value for each dot, white is 255."""
    width, height = layout.dots(layout.page.width), layout.dots(layout.page.height)
    bitmap = pdfium.PdfBitmap.new_native(width, height, pdfium.raw.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    pdfium.raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.raw.FPDF_PRINTING)
    dots: NDArray[np.uint8] = bitmap.to_numpy().reshape(height, width).copy()
    return dots


def part(
    image: NDArray[np.uint8], layout: Layout, left: float, top: float, width: float, height: float
) -> NDArray[np.uint8]:
    x, y = layout.dots(left), layout.dots(top)
    return image[y : y + layout.dots(height), x : x + layout.dots(width)]


def printed(badges: list[Badge], layout: Layout) -> Iterator[tuple[Badge, NDArray[np.uint8]]]:
    """Every badge with the picture of its place in the PDF."""
    document, places = pdf_of(badges, layout), layout.origins()
    for number, page in enumerate(document):
        image = pixels(page, layout)
        on_page = badges[number * len(places) : (number + 1) * len(places)]
        for each, (left, top) in zip(on_page, places, strict=False):
            yield each, part(image, layout, left, top, layout.badge.width, layout.badge.height)


def picture(each: Badge, layout: Layout) -> NDArray[np.uint8]:
    return np.array(Image.open(io.BytesIO(render_png(each, layout, EVENT, WORDS))).convert("L"))


def box(layout: Layout, shows: str) -> Box:
    return next(box for box in layout.box if box.shows == shows)


def symbol(image: NDArray[np.uint8], layout: Layout) -> NDArray[np.uint8]:
    """The QR code cut out at its outermost dark dots."""
    place = box(layout, "qr")
    area = part(image, layout, place.x, place.y, place.width, place.height)
    rows, columns = np.nonzero(area.min(axis=1) < 128)[0], np.nonzero(area.min(axis=0) < 128)[0]
    return area[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def test_opencv_reads_every_qr_code_of_every_layout(layout: Layout) -> None:
    cv2 = pytest.importorskip("cv2", reason="OpenCV reads the QR codes; see requirements-test.txt")
    for each, image in printed(people(), layout):
        assert cv2.QRCodeDetectorAruco().detectAndDecode(image)[0] == each.code


def test_zxing_reads_every_qr_code_of_every_layout_and_finds_version_2_level_q(layout: Layout) -> None:
    zxing = pytest.importorskip("zxingcpp", reason="zxing-cpp is the second decoder; see requirements-test.txt")
    for each, image in printed(people(), layout):
        results = zxing.read_barcodes(image)
        assert [found.text for found in results] == [each.code]
        assert results[0].ec_level == "Q"


def test_both_decoders_read_the_picture_of_one_badge(layout: Layout) -> None:
    cv2 = pytest.importorskip("cv2", reason="OpenCV reads the QR codes; see requirements-test.txt")
    zxing = pytest.importorskip("zxingcpp", reason="zxing-cpp is the second decoder; see requirements-test.txt")
    image = picture(badge(), layout)
    assert cv2.QRCodeDetectorAruco().detectAndDecode(image)[0] == badge().code
    assert [found.text for found in zxing.read_barcodes(image)] == [badge().code]


def test_every_module_is_a_square_of_whole_printer_dots_in_pure_black_and_white(layout: Layout) -> None:
    dots = layout.module_dots(box(layout, "qr"))
    pictures = [*printed(people()[:12], layout), (badge(), picture(badge(), layout))]
    for each, image in pictures:
        cut = symbol(image, layout)
        assert cut.shape == (qr.MODULES * dots, qr.MODULES * dots)
        assert ((cut <= 2) | (cut >= 253)).all()  # pdfium rounds full cover to 253 at times
        blocks = (cut > 128).reshape(qr.MODULES, dots, qr.MODULES, dots)
        assert (blocks.min(axis=(1, 3)) == blocks.max(axis=(1, 3))).all()
        assert (~blocks[:, 0, :, 0]).tolist() == qr.matrix(each.code)


def test_the_quiet_zone_is_white_whatever_the_names(layout: Layout) -> None:
    place, dots = box(layout, "qr"), layout.module_dots(box(layout, "qr"))
    side = layout.millimetres(dots * (qr.MODULES + 2 * qr.QUIET))
    left, top = place.x + (place.width - side) / 2, place.y + (place.height - side) / 2
    for _, image in printed(people(), layout):
        zone = part(image, layout, left, top, side, side).copy()
        margin = qr.QUIET * dots - 1
        zone[margin:-margin, margin:-margin] = 255
        assert zone.min() == 255


def test_pages_have_the_size_of_their_paper(layout: Layout) -> None:
    for page in pdf_of(people(), layout):
        width, height = (points / 72 * 25.4 for points in page.get_size())
        assert width == pytest.approx(layout.page.width, abs=0.2)
        assert height == pytest.approx(layout.page.height, abs=0.2)


def test_a_sheet_is_full_before_the_next_one_starts() -> None:
    sheet = load_layout("sheet-80x50")
    assert [len(pdf_of(people()[:count], sheet)) for count in (1, 10, 11, 20, 21)] == [1, 1, 2, 2, 3]


def test_nothing_is_printed_outside_the_badges(layout: Layout) -> None:
    for page in pdf_of(people(), layout):
        image = pixels(page, layout).copy()
        for left, top in layout.origins():
            part(image, layout, left, top, layout.badge.width, layout.badge.height)[:] = 255
        assert image.min() == 255


@pytest.mark.parametrize(
    "name", ["W" * 40, "Maria Theresia Wilhelmina Johanna Alette", "Anne-Fleur ten Vregelaar-van der Duinen"]
)
def test_a_name_of_forty_letters_stays_inside_its_box(layout: Layout, name: str) -> None:
    """Against the same badge without the name: all that differs is in the boxes of the name.

    Half a millimetre is for a J, which in this font hangs a little to the left of where it starts.
    """
    without, named = picture(badge("", ""), layout), picture(badge(name, name), layout)
    changed = np.where(without == named, 255, 0).astype(np.uint8)
    assert changed.min() == 0
    for shows in ("first_name", "last_name"):
        place = box(layout, shows)
        part(changed, layout, place.x - 0.5, place.y, place.width + 1, place.height)[:] = 255
    assert changed.min() == 255


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60), st.sampled_from(layout_names()))
def test_whatever_the_words_every_letter_stays_on_its_badge(first: str, last: str, event: str, name: str) -> None:
    layout = load_layout(name)
    for mark in draw(badge(first, last, organisation=last), layout, event, WORDS):
        if isinstance(mark, Text):
            right = mark.x + lettering.face(mark.bold).width(mark.text) * mark.size
            assert mark.x >= 0
            assert right <= layout.badge.width + 1e-6
            assert mark.y - lettering.ASCENT * mark.size >= 0
            assert mark.y <= layout.badge.height


def test_a_badge_says_all_that_it_should_and_no_more(layout: Layout) -> None:
    each = badge("Özkayalı", "van der Berg", role="employer", organisation="Zorg & Zo")
    text = pdf_of([each], layout)[0].get_textpage().get_text_bounded()
    for said in ("Özkayalı", "van der Berg", "Zorg & Zo", "Werkgever", "A17", grouped(each.code), EVENT):
        assert said in text
        text = text.replace(said, "")
    assert text.split() == []


@pytest.mark.parametrize("name", ["Łukasz", "Ñusta", "Ольга", "Γεωργία", "Şükrü", "Nguyễn", "محمد", "ሰላም"])
def test_names_can_be_read_back_from_the_pdf(name: str) -> None:
    page = pdf_of([badge(name, name)], load_layout("a6"))[0]
    assert page.get_textpage().get_text_bounded().split("\r\n").count(name) == 2


def test_a_surname_and_an_organisation_can_be_left_out(layout: Layout) -> None:
    text = pdf_of([badge("Anna", None)], layout)[0].get_textpage().get_text_bounded()
    assert "None" not in text
    assert "Anna" in text


def test_a_badge_has_no_place_for_why_somebody_is_here() -> None:
    fields = {field.name for field in dataclasses.fields(Badge)}
    assert fields == {"number", "code", "first_name", "last_name", "role", "organisation"}


def test_roles_differ_in_shape_and_not_only_in_word(layout: Layout) -> None:
    same_word: dict[str, str] = dict.fromkeys(ROLES, "x")
    pictures = {render_png(badge(role=role), layout, EVENT, same_word) for role in ROLES}
    assert len(pictures) == 3


@pytest.mark.parametrize("word", ["Gast", "Vrijwilliger en begeleider van beginners"])
def test_the_shape_of_a_role_stands_before_its_word_and_both_in_their_box(layout: Layout, word: str) -> None:
    place = box(layout, "role")
    only = msgspec.structs.replace(layout, box=(place,))
    for role in ROLES:
        shape, text = draw(badge(role=role), only, EVENT, {role: word})
        assert isinstance(shape, Shape)
        assert isinstance(text, Text)
        right = text.x + lettering.face(text.bold).width(text.text) * text.size
        assert place.x <= min(x for x, _ in shape.points) + 1e-6
        assert max(x for x, _ in shape.points) < text.x
        assert right <= place.x + place.width + 1e-6


def test_a_badge_is_black_on_white_for_every_role(layout: Layout) -> None:
    for page in pdf_of(people(), layout):
        colours = np.array(page.render(scale=1).to_pil().convert("RGB")).astype(int)
        assert (colours.max(axis=2) == colours.min(axis=2)).all()


def test_an_empty_list_is_refused_and_nothing_is_written(layout: Layout) -> None:
    out = io.BytesIO()
    with pytest.raises(Refused) as caught:
        render_pdf([], layout, EVENT, WORDS, out)
    assert caught.value.code == "no_badges"
    assert out.getvalue() == b""


def test_a_list_that_breaks_off_leaves_nothing_that_passes_for_a_whole_document() -> None:
    def breaks_off() -> Iterator[Badge]:
        yield badge()
        raise ConnectionError

    out = io.BytesIO()
    with pytest.raises(ConnectionError):
        render_pdf(breaks_off(), load_layout("a6"), EVENT, WORDS, out)
    assert b"%%EOF" not in out.getvalue()


def test_progress_counts_every_badge_and_the_number_comes_back(layout: Layout) -> None:
    seen: list[int] = []
    made = render_pdf(iter(people()), layout, EVENT, WORDS, io.BytesIO(), seen.append)
    assert made == len(PEOPLE) * 2
    on_a_page = len(layout.origins())
    pages = [*range(on_a_page, made + 1, on_a_page), made]
    assert list(dict.fromkeys(seen)) == list(dict.fromkeys(pages))


def test_a_pdf_is_written_as_it_grows_so_memory_does_not() -> None:
    pieces = [len(part) for _, part in pdf_parts((badge(number=n) for n in range(60)), press("label-62x100"))]
    assert len(pieces) == 61
    assert max(pieces[1:60]) < 16_000
    tracemalloc.start()
    peaks = []
    for count in (10, 40):
        tracemalloc.reset_peak()
        for _ in pdf_parts((badge(number=n) for n in range(count)), press("label-62x100")):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.2


def test_the_words_without_ink_are_fonts_that_a_document_has_once() -> None:
    out = io.BytesIO()
    render_pdf((badge("Ольга", number=n) for n in range(20)), load_layout("label-62x100"), EVENT, WORDS, out)
    assert out.getvalue().count(b"/Type3") == 2


def test_printing_logs_nothing_of_a_name(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        pdf_of([badge("Ñusta")], load_layout("a6"))
    assert caplog.messages == []


def test_the_print_dialog_is_asked_not_to_scale() -> None:
    out = io.BytesIO()
    render_pdf([badge()], load_layout("a6"), EVENT, WORDS, out)
    assert b"/PrintScaling /None" in out.getvalue()


def test_a_layout_that_was_only_written_as_a_file_prints_and_reads(tmp_path: Path) -> None:
    zxing = pytest.importorskip("zxingcpp", reason="zxing-cpp is the second decoder; see requirements-test.txt")
    source = (LAYOUTS / "label-62x100.toml").read_text()
    (tmp_path / "zebra.toml").write_text(source.replace("dots_per_inch = 300", "dots_per_inch = 203.2"))
    layout = load_layout("zebra", tmp_path)
    pictures = [image for _, image in printed([badge()], layout)] + [picture(badge(), layout)]
    for image in pictures:
        assert [found.text for found in zxing.read_barcodes(image)] == [badge().code]
        assert symbol(image, layout).shape == (8 * qr.MODULES, 8 * qr.MODULES)


def test_the_licence_of_the_fonts_is_beside_them() -> None:
    folder = lettering.FILES[True].parent
    assert "Permission is hereby granted" in (folder / "LICENSE.txt").read_text()
    for noto in folder.glob("Noto*.ttf"):
        licence = folder / f"{noto.stem.removesuffix('-Bold')}.LICENSE"
        assert "SIL Open Font License, Version 1.1" in licence.read_text()
