"""Codes in pictures: QR, EAN, Code 128 and the like, read into their text."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from zxingcpp import Barcode

_FINEST = 1600
"""Longest edge, in pixels, at which a picture is searched: finer ones cost seconds."""


def read_code(image: QImage, longest: int = _FINEST) -> str:
    """Return the text of the largest code in `image`, blank where there is none.

    Args:
        image: A photo, upright or turned.
        longest: Larger pictures are made so small first.
    """
    # Loaded on use: most forms have no code, and the start is not to wait for it.
    import zxingcpp

    if image.isNull():
        return ""
    if max(image.width(), image.height()) > longest:
        image = image.scaled(
            QSize(longest, longest),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height, line = grey.width(), grey.height(), grey.bytesPerLine()
    whole = bytes(grey.constBits())
    # Qt pads lines to four bytes; the reader wants them without.
    rows = (whole[line * y : line * y + width] for y in range(height))
    flat = memoryview(b"".join(rows)).cast("B", (height, width))
    found = [one for one in zxingcpp.read_barcodes(flat) if one.text.strip()]
    return max(found, key=_size).text.strip() if found else ""


def _size(code: "Barcode") -> int:
    """Return how much of the picture a code takes, in pixels along two sides."""
    one, two = code.position.top_left, code.position.bottom_right
    return abs(int(two.x) - int(one.x)) + abs(int(two.y) - int(one.y))
