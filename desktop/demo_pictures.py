"""Pictures of the demo: drawn signatures and photos, each marked as a demonstration."""

import io
import random
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

import resources

_INK = (16, 24, 64)
_FONT = "fonts/NotoSansSC-Regular.ttf"
Point = tuple[float, float]


def signature(name: str) -> bytes:
    """Return a PNG of `name` written by a hand: the same for the same name."""
    image = Image.new("RGB", (480, 200), "white")
    draw = ImageDraw.Draw(image)
    hand = random.Random(name)  # noqa: S311 (a drawing, no secret)
    width = 480 // (len(name) + 1)
    for place in range(len(name)):
        left = width // 2 + place * width
        for _ in range(4):
            draw.line(_stroke(hand, left, width), fill=_INK, width=5, joint="curve")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _stroke(hand: random.Random, left: int, width: int) -> Sequence[Point]:
    start = (left + hand.uniform(0, width * 0.4), hand.uniform(40, 140))
    turn = (hand.uniform(-30, 60), hand.uniform(-25, 50))
    end = (hand.uniform(10, width * 0.8), hand.uniform(-40, 40))
    return [
        (
            start[0] + 2 * t * (1 - t) * turn[0] + t * t * end[0],
            start[1] + 2 * t * (1 - t) * turn[1] + t * t * end[1],
        )
        for t in (step / 12 for step in range(13))
    ]


def photo(caption: str, reading: str = "") -> bytes:
    """Return a JPEG that says it is a demonstration, with what it stands for.

    Args:
        caption: What a real photo would show, as "3层平台堆物".
        reading: A figure on an instrument, as "15.5°C"; blank for none.
    """
    image = Image.new("RGB", (1280, 960), (206, 212, 222))
    draw = ImageDraw.Draw(image)
    shade = random.Random(caption)  # noqa: S311 (a drawing, no secret)
    for step in range(24):
        tone = 150 + step * 3 + shade.randrange(6)
        draw.rectangle(
            (0, step * 40, 1280, step * 40 + 39), fill=(tone, tone, tone + 8)
        )
    if reading:
        draw.rounded_rectangle((360, 240, 920, 560), 40, fill=(32, 40, 52))
        _write(draw, (640, 400), reading, 150, (140, 240, 190))
    _write(draw, (640, 700), caption, 64, (24, 30, 42))
    _write(draw, (640, 860), "演示图片 非真实现场", 44, (140, 30, 24))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()


def _write(
    draw: ImageDraw.ImageDraw,
    middle: tuple[int, int],
    text: str,
    size: int,
    colour: tuple[int, int, int],
) -> None:
    font = ImageFont.truetype(str(resources.path(_FONT)), size)
    draw.text(middle, text, font=font, fill=colour, anchor="mm")
