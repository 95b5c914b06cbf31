"""Icons: our line drawings in resources/icons, tinted when they are shown."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources


def pixmap(name: str, colour: str, size: int = 20) -> QPixmap:
    """Return the icon `name` in `colour` ("#RRGGBB"), `size` px wide at any scale."""
    app = QGuiApplication.instance()
    scale = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _drawn(name, colour, size, scale)


def icon(name: str, colour: str, on: str = "", size: int = 20, off: str = "") -> QIcon:
    """Return the icon `name`, in the colour `on` while its button is checked.

    Args:
        name: Of a drawing in resources/icons.
        colour: "#RRGGBB".
        on: Blank where nothing is checked.
        size: Width in px.
        off: While its button cannot be pressed; blank leaves Qt to fade `colour`,
            of which nothing is seen where that is white.
    """
    made = QIcon(pixmap(name, colour, size))
    if on:
        drawn = pixmap(name, on, size)
        made.addPixmap(drawn, QIcon.Mode.Normal, QIcon.State.On)
    if off:
        made.addPixmap(pixmap(name, off, size), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: int, scale: float) -> QPixmap:
    source = resources.text(f"icons/{name}.svg").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    made = QPixmap(round(size * scale), round(size * scale))
    made.setDevicePixelRatio(scale)
    # Not Qt.GlobalColor: making the enums of Qt takes longer than all icons do.
    made.fill(QColor(0, 0, 0, 0))
    painter = QPainter(made)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made
