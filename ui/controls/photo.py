"""Photos as bytes: made small enough to carry, and told when they were taken."""

import re
from datetime import datetime

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from ui.controls import svg

_TIME = re.compile(rb"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)")
_QUALITY = 85
_JPEG = b"\xff\xd8\xff"


def read(data: bytes, longest: int = 0) -> QImage:
    """Return the picture in `data`, upright; a null image where it is none.

    Args:
        data: JPEG, PNG, WebP, ... whatever Qt reads.
        longest: The most pixels its longer edge may have, 0 for any. A JPEG is
            made smaller while it is decoded, which costs a fraction.
    """
    if svg.is_svg(data):
        # Qt would read the files that a drawing names; those are none of the form's.
        data = svg.cleaned(data)
    source = QBuffer()
    source.setData(QByteArray(data))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if longest and size.isValid() and max(size.width(), size.height()) > longest:
        reader.setScaledSize(
            size.scaled(QSize(longest, longest), Qt.AspectRatioMode.KeepAspectRatio)
        )
    return reader.read()


def shrink(data: bytes, longest: int, now: datetime) -> tuple[bytes, str] | None:
    """Return `data` as it is carried and its suffix; None where it is no picture.

    A JPEG that is small enough keeps its pixels and what the camera wrote in it;
    one made smaller keeps only when it was taken.

    Args:
        data: The picture as it came.
        longest: The most pixels its longer edge may have, 0 for any.
        now: Taken for when it was taken, where the picture does not tell.
    """
    image = read(data, longest)
    if image.isNull():
        return None
    edge = max(image.width(), image.height())
    at = taken_at(data)
    if data.startswith(_JPEG) and not (longest and edge == longest):
        return data if at else _stamped(data, now), ".jpg"
    return _stamped(jpeg(image), at or now), ".jpg"


def jpeg(image: QImage) -> bytes:
    """Return `image` as JPEG on white."""
    return _written(_on_white(image), "JPG")


def png(image: QImage) -> bytes:
    """Return `image` as PNG on white."""
    return _written(_on_white(image), "PNG")


def taken_at(data: bytes) -> datetime | None:
    """Return when a photo was taken, as its camera or we wrote it at its head."""
    found = _TIME.search(data[:65536])
    try:
        return datetime(*map(int, found.groups())) if found else None  # type: ignore[arg-type]
    except ValueError:
        return None


def _stamped(data: bytes, at: datetime) -> bytes:
    """Return the JPEG `data` with a comment at its head that tells `at`."""
    told = at.strftime("DateTimeOriginal %Y:%m:%d %H:%M:%S").encode()
    comment = b"\xff\xfe" + (len(told) + 2).to_bytes(2, "big") + told
    return data[:2] + comment + data[2:]


def _on_white(image: QImage) -> QImage:
    if not image.hasAlphaChannel():
        return image
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.white)
    from_above = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    return _over(flat, from_above)


def _written(image: QImage, kind: str) -> bytes:
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(target, kind, _QUALITY if kind == "JPG" else -1)  # type: ignore[call-overload]
    return bytes(target.data().data())


def _over(below: QImage, above: QImage) -> QImage:
    painter = QPainter(below)
    painter.drawImage(0, 0, above)
    painter.end()
    return below
