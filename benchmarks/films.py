"""Films of badges for a browser's camera that is not there: what a tablet sees, drawn from real badges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from eventapp.badges.qr import MODULES, QUIET, matrix

WIDTH, HEIGHT, RATE = 1280, 720, 15
Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Look:
    """How a badge is held: pixels per module, degrees in the plane, lean backwards, light (1 is plenty), blur, noise."""

    name: str
    pixels: float = 10.0
    turn: float = 0.0
    lean: float = 0.0
    light: float = 1.0
    blur: float = 0.8
    noise: float = 4.0


LOOKS = (
    Look("straight"),
    Look("tilted", turn=33, lean=0.35),
    Look("dim", light=0.22, noise=6),
    Look("small", pixels=3.2, blur=0.5),
)


def picture(code: str, look: Look, shift: int = 0, seed: int = 0) -> Picture:
    """One frame, in grey: a white badge with this code before a grey hall; ``shift`` moves it some pixels aside."""
    badge = _badge(code, look.pixels)
    badge = _leaned(badge, look.lean).rotate(look.turn, Image.Resampling.BICUBIC, expand=True)
    hall = Image.fromarray(np.tile(np.linspace(70, 150, WIDTH, dtype=np.uint8), (HEIGHT, 1)))
    place = ((WIDTH - badge.width) // 2 + shift, (HEIGHT - badge.height) // 2 + shift // 2)
    hall.paste(badge.getchannel("L"), place, badge.getchannel("A"))
    seen = np.asarray(hall.filter(ImageFilter.GaussianBlur(look.blur)), dtype=np.float32) * look.light
    seen += np.random.default_rng(seed).normal(0, look.noise, seen.shape)
    return np.clip(seen, 0, 255).astype(np.uint8)


def film(code: str, look: Look, frames: int) -> Iterator[Picture]:
    """A badge in a hand that is not quite still."""
    for frame in range(frames):
        yield picture(code, look, shift=round(24 * np.sin(frame / 3)), seed=frame)


def write_y4m(path: Path, pictures: Iterable[Picture]) -> None:
    """Store grey pictures as the kind of film that Chromium takes for a camera."""
    colourless = np.full(WIDTH * HEIGHT // 2, 128, dtype=np.uint8).tobytes()
    with path.open("wb") as file:
        file.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{RATE}:1 Ip A1:1 C420jpeg\n".encode())
        for one in pictures:
            file.write(b"FRAME\n" + one.tobytes() + colourless)


def camera_flags(path: Path) -> list[str]:
    """What makes Chromium take this film for its camera, without asking."""
    return ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={path}"]  # fmt: skip


def _badge(code: str, pixels: float) -> Any:
    modules = Image.fromarray(np.where(matrix(code), 0, 255).astype(np.uint8))
    side = round(MODULES * pixels)
    margin = round(QUIET * pixels)
    badge = Image.new("LA", (side + 6 * margin, side + 4 * margin), (235, 255))
    badge.paste(modules.resize((side, side), Image.Resampling.NEAREST), (3 * margin, margin))
    pen = ImageDraw.Draw(badge)
    pen.rectangle((2 * margin, side + 2 * margin, side + 4 * margin, side + 2.6 * margin), fill=(20, 255))
    return badge


def _leaned(badge: Any, lean: float) -> Any:
    """Held backwards: the upper edge is further away, so narrower."""
    width, height = badge.size
    inset = width * lean / 4
    source = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=float)
    target = np.array([(inset, 0), (width - inset, 0), (width, height), (0, height)], dtype=float)
    return badge.transform(
        badge.size, Image.Transform.PERSPECTIVE, _projection(target, source), Image.Resampling.BICUBIC
    )


def _projection(into: NDArray[np.float64], out_of: NDArray[np.float64]) -> list[float]:
    """The eight numbers with which Pillow finds, for a point of the new picture, its point in the old one."""
    equations, known = [], []
    for (x, y), (u, v) in zip(into, out_of, strict=True):
        equations += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        known += [u, v]
    return [float(number) for number in np.linalg.solve(np.array(equations), np.array(known))]
