"""Sidebar: the product, the grid, the pages, and the truth about what has to move."""

# QtCore.Qt is named where it is used: see ui/parts/labels.py.
from PySide6 import QtCore
from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QKeySequence,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.parts.labels import Elided
from ui.theme import DARK, step_now, tokens_of

WIDTH = 216
COMPACT_WIDTH = 68
KEYS = "1234567890-="
"""With Alt, the key of each place, as they lie side by side on a keyboard."""


class Mark(QWidget):
    """The product's mark: a house on blue."""

    def __init__(self, size: int = 36) -> None:
        super().__init__()
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        fill = QLinearGradient(QPointF(0, 0), QPointF(area.width(), area.height()))
        fill.setColorAt(0, QColor("#4C8DFF"))
        fill.setColorAt(1, QColor("#1D5FE0"))
        shape = QPainterPath()
        shape.addRoundedRect(area, area.width() / 4, area.width() / 4)
        painter.fillPath(shape, QBrush(fill))
        inner = round(area.width() * 0.6)
        place = round((area.width() - inner) / 2)
        painter.drawPixmap(place, place, icons.pixmap("home", "#FFFFFF", inner))


class Sidebar(QFrame):
    """Pages by name; the window tells which is shown."""

    chosen = Signal(str)

    def __init__(self, product: str, place: str) -> None:
        super().__init__()
        self.setProperty("box", "sidebar")
        self._texts: dict[str, str] = {}
        self._compact = False
        self._badges: dict[str, Badge] = {}
        self.setFixedWidth(WIDTH + 10 * step_now())
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 20, 14, 14)
        column.setSpacing(4)
        self._names = QWidget()
        column.addLayout(self._brand(product, place))
        column.addSpacing(16)
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._pages = QVBoxLayout()
        self._pages.setSpacing(4)
        column.addLayout(self._pages)
        column.addStretch(1)
        self.state = StateCard()
        column.addWidget(self.state)

    def add(self, name: str, text: str, icon: str) -> None:
        """Add the page `name`."""
        tokens = tokens_of(self.palette())
        self._texts[name] = text
        made = QPushButton(f"  {text}")
        made.setAccessibleName(text)
        made.setProperty("kind", "nav")
        made.setCheckable(True)
        made.setIcon(icons.icon(icon, tokens.side_text))
        # Drawn when it is needed: the first paint waits for every icon here.
        made.toggled.connect(lambda on: _tint(made, icon, on=on))
        made.setIconSize(QSize(20, 20))
        number = len(self.buttons) + 1
        if number <= len(KEYS):
            key = f"Alt+{KEYS[number - 1]}"
            made.setToolTip(f"{text}  {key}")
            # Not the button's own shortcut: another text would take it away.
            QShortcut(QKeySequence(key), self, made.click)
        made.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(made)
        self.buttons[name] = made
        self._pages.addWidget(made)

    def finish(self) -> None:
        """Do what the first paint does not wait for: cursors and the focus."""
        hand = QtCore.Qt.CursorShape.PointingHandCursor
        for made in self.buttons.values():
            made.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)
            made.setCursor(hand)
        self.state.setCursor(hand)

    def set_compact(self, compact: bool) -> None:
        """Show icons alone where the window is narrow."""
        if compact == self._compact:
            return
        self._compact = compact
        wide = WIDTH + 10 * step_now()
        self.setFixedWidth(COMPACT_WIDTH if compact else wide)
        self._names.setVisible(not compact)
        self.state.set_compact(compact)
        for name, made in self.buttons.items():
            made.setText("" if compact else f"  {self._texts[name]}")

    def show_page(self, name: str) -> None:
        """Mark the page `name` as the one shown."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)

    def show_count(self, name: str, count: int) -> None:
        """Show how many wait on the page `name`; 0 shows nothing."""
        if name not in self.buttons:
            return
        badge = self._badges.get(name)
        if badge is None:
            badge = self._badges[name] = Badge(self.buttons[name])
        badge.show_count(count)
        told = f"{self._texts[name]} {count}" if count else self._texts[name]
        self.buttons[name].setAccessibleName(told)

    def _brand(self, product: str, place: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addLayout(_at_top(Mark()))
        texts = QVBoxLayout(self._names)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(2)
        name = _words("card_title")
        name.setText(product)
        name.setProperty("strong", True)
        texts.addWidget(name)
        # Room for the grid's name before it is known: nothing moves when it comes.
        texts.addWidget(Elided(place, "caption") if place else _words("caption", " "))
        row.addWidget(self._names, 1)
        return row


class Badge(QLabel):
    """A number at the right end of a place."""

    def __init__(self, place: QPushButton) -> None:
        super().__init__()
        self.setProperty("role", "caption")
        self.setProperty("pill", "side")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 8, 0)
        at = QtCore.Qt.AlignmentFlag
        row.addWidget(self, 0, at.AlignRight | at.AlignVCenter)

    def show_count(self, count: int) -> None:
        """Show `count`, at most as 99+."""
        self.setText("99+" if count > 99 else str(count))
        self.setVisible(count > 0)


class StateCard(QFrame):
    """Bottom left: offline is normal, and how much still has to move."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "side_card")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 12)
        row.setSpacing(10)
        self._icon = QLabel()
        self._icon.setFixedSize(20, 20)
        self._words = QWidget()
        texts = QVBoxLayout(self._words)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(2)
        self._title = _words("muted")
        self._title.setProperty("strong", True)
        self._text = _words("caption")
        self._text.setWordWrap(True)
        texts.addWidget(self._title)
        texts.addWidget(self._text)
        row.addLayout(_at_top(self._icon))
        row.addWidget(self._words, 1)

    def set_compact(self, compact: bool) -> None:
        """Show the sign alone; the words come as a tip."""
        self._words.setVisible(not compact)

    def show_state(self, title: str, text: str, *, waiting: bool) -> None:
        """Show how it stands; `waiting` where something has still to move."""
        # The card is dark in both themes, so are the tones that are read on it.
        colour = DARK.warn if waiting else DARK.ok
        self._icon.setPixmap(icons.pixmap("offline", colour))
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{title}. {text}")
        self.setToolTip(f"{title}\n{text}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead to the exchange."""
        super().mouseReleaseEvent(event)
        self.clicked.emit()


def _words(role: str, text: str = "") -> QLabel:
    """Return a label for texts of the program alone; see `labels.label` for others."""
    made = QLabel(text)
    made.setProperty("role", role)
    return made


def _at_top(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.addWidget(widget)
    column.addStretch(1)
    return column


def _tint(made: QPushButton, icon: str, *, on: bool) -> None:
    tokens = tokens_of(made.palette())
    made.setIcon(icons.icon(icon, tokens.side_on if on else tokens.side_text))
