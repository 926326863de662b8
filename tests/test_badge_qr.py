"""The QR code of a badge is the one that qrcode makes, to the module, though it is found in a fifth of the time."""

from __future__ import annotations

import numpy as np
import pytest
import qrcode
from hypothesis import given, settings
from hypothesis import strategies as st
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.util import ALPHA_NUM, MODE_ALPHA_NUM, QRData

from eventapp.badges import qr
from eventapp.badges.code import ALPHABET, LENGTH

MOST = 29  # letters that version 2 holds at level Q


def symbol(code: str) -> qrcode.QRCode:
    made = qrcode.QRCode(version=2, error_correction=ERROR_CORRECT_Q, border=0)
    made.add_data(QRData(code, mode=MODE_ALPHA_NUM))
    return made


def plain(code: str) -> list[list[bool]]:
    made = symbol(code)
    made.make(fit=False)
    modules: list[list[bool]] = made.get_matrix()
    return modules


@settings(max_examples=150, deadline=None)
@given(st.one_of(
    st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH),
    st.text(ALPHA_NUM.decode(), min_size=1, max_size=MOST),
    st.builds(lambda letter: letter * MOST, st.sampled_from(ALPHA_NUM.decode())),
))  # fmt: skip
def test_the_code_is_that_of_qrcode_to_the_module(code: str) -> None:
    assert qr.matrix(code) == plain(code)


@pytest.mark.parametrize("mask", range(8))
def test_whichever_mask_is_best_it_is_put_on_as_qrcode_does(mask: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qr, "_cost", lambda tried: np.arange(len(tried)) != mask)
    made = symbol("BCDFGHJKLNPRSTVX")
    made.mask_pattern = mask
    made.make(fit=False)
    assert qr.matrix("BCDFGHJKLNPRSTVX") == made.get_matrix()
