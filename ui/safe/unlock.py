"""Unlock: the page that asks for the passphrase, and for the code where it is lost."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from forms.errors import KnownError
from ui.jobs import Jobs
from ui.parts.cards import Band, Card, button, scrolled
from ui.parts.labels import IconLabel, label
from ui.parts.sidebar import Mark
from ui.problems import sentence
from ui.safe.secret import NewSecret, secret_field


class UnlockPage(QWidget):
    """Tells `done` once the key is open; shows nothing of what it opens.

    Args:
        jobs: The key is stretched on a lane.
        unlock: Takes the passphrase.
        recover: Takes the code on the paper and a new passphrase.
        language: "zh_CN" or "en".
        kept: Whether a visit was open: its answers are kept, which is said.
        demo: Whether it is the demo grid.
    """

    done = Signal()
    other_asked = Signal()

    def __init__(
        self,
        jobs: Jobs,
        unlock: Callable[[str], None],
        recover: Callable[[str, str], None],
        language: str,
        *,
        kept: bool = False,
        demo: bool = False,
    ) -> None:
        super().__init__()
        self._jobs, self._unlock, self._recover = jobs, unlock, recover
        self._language, self._kept, self._demo = language, kept, demo
        self.setProperty("box", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._count_down)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(self._middle()))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys once the page it stands in for has let go of them."""
        super().showEvent(event)
        QTimer.singleShot(0, self.field, self.field.setFocus)

    def try_now(self) -> None:
        """Try what is typed."""
        text = self.field.text()
        if not text or self._left or not self.go.isEnabled():
            return
        self._busy(True)
        self._jobs.run(
            "work", lambda _progress: self._unlock(text), self._opened, self._failed
        )

    def recover_now(self) -> None:
        """Try the code with the new passphrase."""
        try:
            fresh = self.fresh.given()
        except KnownError as error:
            self._failed(error)
            return
        code = self.code.text()
        self._busy(True)
        self._jobs.run(
            "work",
            lambda _progress: self._recover(code, fresh),
            self._opened,
            self._failed,
        )

    # Inside.

    def _opened(self, _: object) -> None:
        self.field.clear()
        self.fresh.clear()
        self.done.emit()

    def _failed(self, error: KnownError) -> None:
        self._busy(False)
        if error.code == "KEY-WAIT":
            self._left = int(str(error.fields["seconds"]))
            self._timer.start()
            self._show_wait()
            return
        if error.code == "KEY-WRONG":
            self.field.selectAll()
            self.field.setFocus()
        self._tell.show_text(sentence(error, self._language), "bad")

    def _count_down(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._show_wait()
            return
        self._timer.stop()
        self._tell.show_text("", "idle")
        self._busy(False)
        self.field.setFocus()

    def _show_wait(self) -> None:
        self.go.setEnabled(False)
        error = KnownError("KEY-WAIT", seconds=self._left)
        self._tell.show_text(sentence(error, self._language), "warn")

    def _busy(self, busy: bool) -> None:
        for each in (self.go, self.go_recover):
            each.setEnabled(not busy)

    # What it looks like.

    def _middle(self) -> QWidget:
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(24, 24, 24, 24)
        card = Card(margin=28, spacing=14)
        card.setFixedWidth(520)
        row.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        card.body.addLayout(self._brand())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._asking())
        self._stack.addWidget(self._recovering())
        self._turn(0)
        self._tell = Band()
        self._tell.hide()
        card.body.addWidget(self._stack)
        card.body.addWidget(self._tell)
        return middle

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Mark(44))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(label(self.tr("Grid Visits"), "title"))
        if self._kept:
            what = self.tr("Locked. The visit you were in is kept, every answer of it")
        elif self._demo:
            what = self.tr("Locked: the demo grid")
        else:
            what = self.tr("Locked: all data on this laptop are encrypted")
        texts.addWidget(label(what, "muted", wrap=True))
        row.addLayout(texts, 1)
        row.addWidget(IconLabel("lock", "", 28), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _asking(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.field = secret_field(self.tr("Passphrase or PIN"))
        self.field.setProperty("fit", "door")
        self.field.returnPressed.connect(self.try_now)
        column.addWidget(self.field)
        row = QHBoxLayout()
        forgot = button(self.tr("I forgot it"), lambda: self._turn(1), kind="link")
        row.addWidget(forgot)
        real, demo = self.tr("To my real work"), self.tr("To the demo grid")
        other = real if self._demo else demo
        row.addWidget(button(other, self.other_asked.emit, kind="ghost"))
        row.addStretch(1)
        self.go = button(self.tr("Unlock"), self.try_now, kind="primary", icon="go")
        row.addWidget(self.go)
        column.addLayout(row)
        return side

    def _recovering(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        told = self.tr(
            "Type the recovery code from the paper at the office, and choose a new "
            "passphrase. Nothing is lost."
        )
        column.addWidget(label(told, "muted", wrap=True))
        self.code = QLineEdit()
        self.code.setAccessibleName(self.tr("Recovery code"))
        self.code.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX")
        column.addWidget(self.code)
        self.fresh = NewSecret()
        self.fresh.second.returnPressed.connect(self.recover_now)
        column.addWidget(self.fresh)
        row = QHBoxLayout()
        row.addWidget(button(self.tr("Back"), lambda: self._turn(0), icon="back"))
        row.addStretch(1)
        self.go_recover = button(
            self.tr("Set the new passphrase"), self.recover_now, kind="primary"
        )
        row.addWidget(self.go_recover)
        column.addLayout(row)
        return side

    def _turn(self, side: int) -> None:
        self._stack.setCurrentIndex(side)
        for at in range(self._stack.count()):
            # The side that is not seen takes no room.
            self._stack.widget(at).setVisible(at == side)
        self._stack.setFixedHeight(self._stack.widget(side).sizeHint().height())
        (self.code if side else self.field).setFocus()
