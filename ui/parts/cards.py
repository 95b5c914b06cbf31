"""Cards: the surfaces of a page, bands of notice, and what an empty page says."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.parts.labels import IconLabel, label, set_tone
from ui.theme import tokens_of

BAND_ICONS = {"ok": "check", "warn": "alert", "bad": "hazard"}


class Card(QFrame):
    """A surface with a thin border; `body` is its column."""

    def __init__(self, margin: int = 16, spacing: int = 8) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(spacing)


class Band(QFrame):
    """A coloured line of notice, with a button where something can be done."""

    def __init__(self, text: str = "", tone: str = "idle") -> None:
        super().__init__()
        self.setProperty("box", "band")
        self.setProperty("tone", tone)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 10, 14, 10)
        self._row.setSpacing(10)
        self._icon = IconLabel(BAND_ICONS.get(tone, "info"), tone, 18)
        self._text = label(text, "body", wrap=True, tone=tone)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._text, 1)

    def show_text(self, text: str, tone: str) -> None:
        """Show `text` in `tone`; hidden where it is blank."""
        self._text.setText(text)
        set_tone(self, tone)
        set_tone(self._text, tone)
        fresh = IconLabel(BAND_ICONS.get(tone, "info"), tone, 18)
        self._row.replaceWidget(self._icon, fresh)
        self._icon.hide()
        self._icon.deleteLater()
        self._icon = fresh
        self.setVisible(bool(text))

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def add(self, widget: QWidget) -> None:
        """Put `widget` at the right end."""
        self._row.addWidget(widget)


class Empty(QWidget):
    """What a page says where there is nothing: why, and what to do next."""

    def __init__(self, icon: str, title: str, text: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(8)
        column.addStretch(1)
        mark = IconLabel(icon, "", 40)
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        self._title = label(title, "card_title", wrap=True)
        self._text = label(text, "muted", wrap=True)
        for each in (self._title, self._text):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(each)
        self._button: QPushButton | None = None
        self._column = column
        column.addStretch(2)

    def show_text(self, title: str, text: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)

    def offer(self, text: str, action: Callable[[], None]) -> QPushButton:
        """Offer one thing to do."""
        made = button(text, action, kind="primary")
        place = self._column.count() - 1
        self._column.insertWidget(place, made, 0, Qt.AlignmentFlag.AlignHCenter)
        return made


class _Button(QPushButton):
    """A button that Enter presses where it has the focus, as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter too: Qt leaves it to the dialog's default button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def button(
    text: str,
    action: Callable[[], object] | None = None,
    *,
    kind: str = "",
    icon: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """Return a button; a click leaves the focus ring to the keyboard."""
    made = _Button(text, parent)
    made.setProperty("kind", kind)
    # Not ClickFocus: the ring shows for who comes by keyboard.
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    if icon:
        tokens = tokens_of(made.palette())
        colour = {
            "primary": tokens.on_primary,
            "link": tokens.primary,
            "danger": tokens.bad,
        }.get(kind, tokens.text2)
        made.setIcon(icons.icon(icon, colour, size=18, off=tokens.text3))
    if action is not None:
        made.clicked.connect(lambda _checked=False: action())
    return made


def hair() -> QFrame:
    """Return a thin line across."""
    made = QFrame()
    made.setProperty("box", "line")
    made.setFixedHeight(1)
    return made


def scrolled(inner: QWidget) -> QScrollArea:
    """Return `inner` in a scroll area that shows no frame."""
    inner.setProperty("box", "plain")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    area.setWidget(inner)
    return area
