"""QuickSearch: Ctrl+K: a household, resident, facility or hazard by what is known."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from forms.records.types import Hit
from ui import words
from ui.parts.cards import Card, Empty
from ui.parts.labels import label
from ui.parts.rows import Row, RowList

WAIT_MS = 60


class QuickSearch(QWidget):
    """Lies over the window; Escape or a click beside it closes."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget, find: Callable[[str], Sequence[Hit]]) -> None:
        super().__init__(parent)
        self._find = find
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("box", "veil")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 64, 24, 48)
        card = Card(margin=12, spacing=8)
        card.setFixedWidth(640)
        column.addWidget(card, 1, Qt.AlignmentFlag.AlignHCenter)
        self.field = QLineEdit()
        self.field.setProperty("size", "door")
        self.field.setPlaceholderText(
            self.tr("Name, pinyin initials (zjg), door (5-2-301), code, end of phone")
        )
        card.body.addWidget(self.field)
        self.list = RowList()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card.body.addWidget(self.list, 1)
        self._empty = Empty("search", "")
        card.body.addWidget(self._empty, 1)
        card.body.addWidget(
            label(self.tr("↑ ↓ choose   Enter open   Esc close"), "caption")
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.search)
        self.field.textChanged.connect(lambda: self._timer.start())
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda: self._open())
        self.hide()

    def open(self) -> None:
        """Come up with the field ready to type into."""
        self._cover()
        self.field.selectAll()
        self.search()
        self.show()
        self.raise_()
        self.field.setFocus()

    def look_for(self, text: str) -> None:
        """Show at once what `text` finds."""
        self.field.setText(text)
        self.search()

    def search(self) -> None:
        """Show what the text typed finds."""
        self._timer.stop()
        text = self.field.text().strip()
        hits = self._find(text) if text else ()
        self.list.show_query(lambda offset, _: [_row(hit) for hit in hits[offset:]])
        self.list.choose(0)
        self.list.setVisible(bool(hits))
        self._empty.setVisible(not hits)
        if text:
            self._empty.show_text(
                self.tr("Nothing found"),
                self.tr("Try a part of the name, its initials, or the door as 5-2-301"),
            )
        else:
            self._empty.show_text(self.tr("Whom or what are you looking for?"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move in the list while the field has the focus."""
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and self._key(event):
                return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: object) -> None:
        """Close: the click was beside the card."""
        self.hide()

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.choose(self.list.currentIndex().row() + step)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._timer.isActive():
                self.search()
            self._open()
            return True
        return False

    def _open(self) -> None:
        key = self.list.key()
        if key:
            self.hide()
            self.chosen.emit(*key)

    def _cover(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())


def _row(hit: Hit) -> Row:
    icon = words.LIST_ICONS.get(hit.list_name, "info")
    name = hit.label.replace(hit.door, "").strip() if hit.door else hit.label
    below = [hit.door, hit.detail if hit.detail != name else ""]
    return Row(
        key=(hit.list_name, hit.id),
        title=name or hit.door,
        sub="  ".join(part for part in below if part),
        mark=f"icon:{icon}",
        status=words.list_name(hit.list_name),
        tone="idle",
        icon=icon,
    )
