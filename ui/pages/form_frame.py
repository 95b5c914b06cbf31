"""What stands around a page of a form: head, foot, and the line of progress."""

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.controls.ink import tokens
from ui.parts.cards import button
from ui.parts.labels import Elided, Pill, label, set_tone

_ICON = QSize(22, 22)
_AFTER_AT_LEAST, _AFTER_PART = 160, 0.34


class FormHead(QWidget):
    """The form's title, whom it is about, how it stands; back, and more."""

    left = Signal()
    discard_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back = QToolButton()
        self.back.setProperty("kind", "icon")
        self.back.setFixedSize(40, 40)
        self.back.setIconSize(_ICON)
        self.back.setToolTip(self.tr("Back; the draft is kept"))
        self.back.clicked.connect(self.left)
        self.title = label("", "title")
        self.pill = Pill()
        self.subject = Elided("", "muted")
        self.more = QToolButton()
        self.more.setProperty("kind", "icon")
        self.more.setFixedSize(40, 40)
        self.more.setIconSize(_ICON)
        self.more.setToolTip(self.tr("More"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.throw = self.menu.addAction(self.tr("Throw this draft away..."))
        self.throw.triggered.connect(self.discard_asked)
        self.more.setMenu(self.menu)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.title)
        first.addWidget(self.pill)
        first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(first)
        words.addWidget(self.subject)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.back)
        row.addLayout(words, 1)
        row.addWidget(self.more)
        self.dress()

    def dress(self) -> None:
        """Draw the icons in the colours of the theme in force."""
        ink = tokens().text2
        self.back.setIcon(icons.icon("back", ink, size=22))
        self.more.setIcon(icons.icon("more", ink, size=22))


class Progress(QWidget):
    """A thin line: how much of what is asked has an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(3)
        self.part = 0.0

    def put(self, answered: int, asked: int) -> None:
        """Show `answered` of `asked`."""
        part = answered / asked if asked else 0.0
        if part != self.part:
            self.part = part
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        t = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(t.line))
        done = QRectF(0, 0, self.width() * self.part, self.height())
        painter.fillRect(done, QColor(t.primary))
        painter.end()


class PageHead(QFrame):
    """The title of the page in the form, its state, and what can be added."""

    add_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "card_title")
        self.title.setSizePolicy(
            QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred
        )
        self.count = label("", "muted")
        self.add = button(self.tr("Add another"), self.add_asked.emit, icon="plus")
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 12, 24, 10)
        row.setSpacing(10)
        row.addWidget(self.title)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.add)
        self.add.hide()


class GoButton(QPushButton):
    """A button that Enter presses too."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setProperty("fit", "foot")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter; a key held down presses once."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)


class FormFoot(QFrame):
    """What is saved, said exactly; one page back, one page on."""

    back_asked = Signal()
    on_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "bar")
        self._mark = QLabel()
        self._leads = ""
        self.saved = label("", "muted")
        self.before, self.after = GoButton(""), GoButton("primary")
        self.before.setText(self.tr("Previous page"))
        self.before.setToolTip("Ctrl+PgUp")
        self.after.setToolTip("Ctrl+Enter")
        self.before.clicked.connect(self.back_asked)
        self.after.clicked.connect(self.on_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 10, 24, 10)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self.saved, 1)
        row.addWidget(self.before)
        row.addWidget(self.after)

    def lead_on(self, text: str) -> None:
        """Say where the primary button leads, shortened where it is too long."""
        self._leads = text
        self.after.setAccessibleName(text)
        room = max(_AFTER_AT_LEAST, int(self.width() * _AFTER_PART))
        right = Qt.TextElideMode.ElideRight
        shown = self.after.fontMetrics().elidedText(text, right, room)
        if shown != self.after.text():
            self.after.setText(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the button the room that there is now."""
        super().resizeEvent(event)
        self.lead_on(self._leads)

    def show_saved(self, at: datetime) -> None:
        """Say when the last answer reached the disk."""
        ok = tokens().ok
        self._mark.setPixmap(icons.pixmap("check", ok, 18))
        clock = at.strftime("%H:%M:%S")
        text = self.tr("Saved by itself {time}").format(time=clock)
        if self.saved.text() != text:
            self.saved.setText(text)
        set_tone(self.saved, "")

    def show_trial(self) -> None:
        """Say that nothing is saved, on purpose."""
        self._mark.setPixmap(icons.pixmap("eye", tokens().warn, 18))
        self.saved.setText(self.tr("Trying out: nothing is saved"))
        set_tone(self.saved, "warn")

    def show_unsaved(self) -> None:
        """Say that the last answer did not reach the disk."""
        bad = tokens().bad
        self._mark.setPixmap(icons.pixmap("hazard", bad, 18))
        self.saved.setText(self.tr("The last answer is NOT saved"))
        set_tone(self.saved, "bad")
