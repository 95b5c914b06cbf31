"""Pictures: photos in rows, signatures over ink lines, room for the seal."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import resources
from forms.reports.flow import Piece
from forms.reports.fonts import Faces
from forms.reports.lines import shorten, wrap
from forms.reports.pen import FAINT, LINE, MM, MUTED, STRONG_LINE, Pen
from forms.reports.sheet import Photo, Photos, Signature, Signatures

# 200 dots an inch are as fine as an office printer shows of a photo.
_DOTS_A_POINT = 200 / 72
_GAP = 4 * MM
INK_WIDTH, INK_HEIGHT = 60 * MM, 12 * MM
SEAL = 50 * MM


@dataclass(frozen=True, slots=True)
class Image:
    """An image that reportlab can draw, and its size in dots."""

    reader: object
    width: int
    height: int


Prepare = Callable[[bytes, float], Image | None]
"""Gives the image of a file for a width in points, None where it cannot be read."""


def prepare(data: bytes, width: float) -> Image | None:
    """Return the picture in `data`, upright and no finer than a printer shows it.

    Args:
        data: A JPEG or PNG file.
        width: How wide it is printed, in points.

    Returns:
        None where the bytes are no picture: the sheet then says so in its place.
    """
    from PIL import Image as Pillow
    from PIL import ImageOps, UnidentifiedImageError
    from reportlab.lib.utils import ImageReader

    try:
        with Pillow.open(BytesIO(data)) as image:
            most = int(width * _DOTS_A_POINT)
            turned = image.getexif().get(0x0112, 1) != 1
            if image.format == "JPEG" and not turned and image.width <= most * 1.5:
                return Image(ImageReader(BytesIO(data)), *image.size)
            image.draft("RGB", (most, most))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((most, most * 2), reducing_gap=2.0)
            return _packed(upright)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        # Pillow tells of a damaged file by any of these.
        return None


def _packed(image: "object") -> Image:
    from PIL import Image as Pillow
    from reportlab.lib.utils import ImageReader

    if not isinstance(image, Pillow.Image):
        raise TypeError(image)
    stored = BytesIO()
    if image.mode in ("RGBA", "LA", "P", "1"):
        image.convert("RGBA").save(stored, "PNG")
    else:
        image.convert("RGB").save(stored, "JPEG", quality=82)
    stored.seek(0)
    return Image(ImageReader(stored), *image.size)


def photos(block: Photos, width: float, faces: Faces, language: str) -> list[Piece]:
    """Return rows of photos with their captions."""
    across = (width - _GAP * (block.columns - 1)) / block.columns
    rows = [
        block.photos[at : at + block.columns]
        for at in range(0, len(block.photos), block.columns)
    ]
    return [
        _photo_row(row, across, across * 0.75, faces, language, first=at == 0)
        for at, row in enumerate(rows)
    ]


def _photo_row(
    row: tuple[Photo, ...],
    across: float,
    height: float,
    faces: Faces,
    language: str,
    *,
    first: bool,
) -> Piece:
    captions = [wrap(p.caption, faces.regular, 8.5, across)[:2] for p in row]
    deep = max(map(len, captions)) * 12 + 4

    def draw(pen: Pen, x: float, y: float) -> None:
        for at, (photo, caption) in enumerate(zip(row, captions, strict=True)):
            left = x + at * (across + _GAP)
            _photo(pen, left, y, across, height, photo, language)
            for down, line in enumerate(caption):
                base = y + height + 11.5 + down * 12
                pen.text(left, base, line, 8.5, colour=MUTED)

    return Piece(height + deep, draw, gap=6 if first else 4)


def _photo(
    pen: Pen,
    x: float,
    y: float,
    across: float,
    height: float,
    photo: Photo,
    language: str,
) -> None:
    image = None if photo.image is None else prepare(photo.image, across)
    if image is None:
        pen.frame(x, y, across, height, dashed=True)
        code = "SHEET-PHOTO-ABSENT" if photo.image is None else "SHEET-PHOTO-DAMAGED"
        words = resources.sentence(code, language)
        for at, line in enumerate(wrap(words, pen.faces.regular, 8.5, across - 16)):
            pen.text(x + 8, y + 16 + at * 12, line, 8.5, colour=FAINT)
        return
    pen.ground(x, y, across, height, 0xF4F6F9)
    scale = min(across / image.width, height / image.height)
    w, h = image.width * scale, image.height * scale
    pen.picture(image.reader, x + (across - w) / 2, y + (height - h) / 2, w, h)


def signatures(
    block: Signatures, width: float, faces: Faces, language: str
) -> list[Piece]:
    """Return the ink lines at the left and the free room for the seal at the right."""
    signed = width - SEAL - 8 * MM if block.seal else width
    columns = 1 if block.seal else 2
    rows = [
        block.signatures[at : at + columns]
        for at in range(0, len(block.signatures), columns)
    ]
    heights = [INK_HEIGHT * (2 if any(s.image for s in row) else 1) + 9 for row in rows]
    longest = max(faces.regular.width(s.label, 9.5) for s in block.signatures) + 6
    label = min(longest, signed / columns - INK_WIDTH - 14)
    # The date stands under the seal, or else under the last line.
    height = max(sum(heights), SEAL + 30) if block.seal else sum(heights) + 24

    def draw(pen: Pen, x: float, y: float) -> None:
        down = y
        for row, tall in zip(rows, heights, strict=True):
            for at, signature in enumerate(row):
                left = x + at * signed / columns
                _signature(pen, left, down, tall, label, signature, language)
            down += tall
        if block.seal:
            _seal(pen, x + width - SEAL, y, block.seal, block.date)
        else:
            pen.text_right(x + width, y + height - 6, block.date, 10)

    return [Piece(height, draw, gap=12)]


def _signature(
    pen: Pen,
    x: float,
    y: float,
    tall: float,
    label: float,
    signature: Signature,
    language: str,
) -> None:
    base = y + tall - 3
    lines = wrap(signature.label, pen.faces.regular, 9.5, label)
    for at, line in enumerate(reversed(lines)):
        pen.text(x, base - 2 - at * 12.5, line, 9.5, colour=MUTED)
    left = x + label + 2
    pen.rule(left, base, INK_WIDTH, colour=STRONG_LINE, thick=0.7)
    image = prepare(signature.image, INK_WIDTH) if signature.image else None
    if image is not None:
        room = INK_HEIGHT - 3
        scale = min(INK_WIDTH * 0.8 / image.width, room / image.height)
        w, h = image.width * scale, image.height * scale
        top = base - INK_HEIGHT - room - 1
        pen.picture(image.reader, left + 4, top + (room - h) / 2, w, h)
        words = resources.sentence("SHEET-DRAWN", language)
        words = shorten(words, pen.faces.regular, 7.5, INK_WIDTH * 0.4)
        pen.text_right(left + INK_WIDTH, top + room - 2, words, 7.5, colour=FAINT)


def _seal(pen: Pen, x: float, y: float, words: str, date: str) -> None:
    pen.text(x, y + 9, words, 9.5, colour=MUTED)
    top = y + 14
    for across, sign_x in ((x, 1), (x + SEAL, -1)):
        for down, sign_y in ((top, 1), (top + SEAL, -1)):
            pen.rule(across, down, 7.0 * sign_x, colour=LINE)
            pen.lines([(across, down), (across, down + 7.0 * sign_y)])
    pen.text_right(x + SEAL, top + SEAL + 13, date, 10)


@cache
def code_rows(code: str, error: str = "m") -> tuple[bytes, ...]:
    """Return the modules of a QR code that holds `code`, without its quiet zone.

    `error` is how much of it may be spoilt at least: "l" 7 %, "m" 15 %, "q" 25 %.
    """
    import segno

    made = segno.make(code, error=error, micro=False)
    return tuple(bytes(row) for row in made.matrix)
