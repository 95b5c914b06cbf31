"""Photos as bytes: made small enough to carry, and told when they were taken."""

import re
from datetime import datetime

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

_EXIF_TIME = re.compile(rb"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)\x00")
_EPOCH = re.compile(r"(1[5-9]\d{8}|2\d{9})\d{3}\b")
_QUALITY = 85
_JPEG = b"\xff\xd8\xff"


def read(data: bytes, longest: int = 0) -> QImage:
    """Return the picture in `data`, upright; a null image where it is none.

    Args:
        data: JPEG, PNG, WebP, ... whatever Qt reads.
        longest: The most pixels its longer edge may have, 0 for any. A JPEG is
            made smaller while it is decoded, which costs a fraction.
    """
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


def shrink(data: bytes, longest: int) -> tuple[bytes, str] | None:
    """Return `data` as it is carried and its suffix; None where it is no picture.

    A JPEG that is small enough stays as it is, with what the camera wrote in it.
    """
    image = read(data, longest)
    if image.isNull():
        return None
    edge = max(image.width(), image.height())
    if data.startswith(_JPEG) and not (longest and edge == longest):
        return data, ".jpg"
    return jpeg(image), ".jpg"


def jpeg(image: QImage) -> bytes:
    """Return `image` as JPEG on white."""
    return _written(_on_white(image), "JPG")


def png(image: QImage) -> bytes:
    """Return `image` as PNG on white."""
    return _written(_on_white(image), "PNG")


def taken_at(name: str, data: bytes) -> datetime | None:
    """Return when a photo was taken: by its camera, else by its file's name."""
    found = _EXIF_TIME.search(data[:65536])
    if found:
        try:
            return datetime(*(int(part) for part in found.groups()))  # type: ignore[arg-type]
        except ValueError:
            return None
    epoch = _EPOCH.search(name)
    return datetime.fromtimestamp(int(epoch[1])).astimezone() if epoch else None


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
