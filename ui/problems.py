"""Problems: what went wrong in the world, as a sentence a person can act on."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

import resources
from forms.errors import KnownError
from ui.parts.cards import Band, button
from ui.parts.labels import IconLabel, label

BRIEF_MS = 8_000
"""How long a brief toast stays: it stands on the last rows of a list."""


def sentence(error: KnownError, language: str) -> str:
    """Return what happened and what to do next, in `language`."""
    return resources.sentence(error.code, language, **error.fields)


class ProblemBand(Band):
    """A problem at the top of a page; stays until it is closed or mended."""

    def __init__(self, language: str) -> None:
        super().__init__("", "bad")
        self._language = language
        close = button(self.tr("Close"), self.hide, kind="ghost")
        self.add(close)
        self.hide()

    def show_problem(self, error: KnownError) -> None:
        """Show `error`."""
        self.show_text(sentence(error, self._language), "bad")


class ProblemDialog(QDialog):
    """A problem that stops what was asked: the sentence, its code, one button."""

    def __init__(
        self, error: KnownError, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("This did not work"))
        self.setMinimumWidth(440)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(IconLabel("hazard", "bad", 28), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(6)
        self.sentence = label(sentence(error, language), "body", wrap=True)
        texts.addWidget(self.sentence)
        code = label(error.code, "caption")
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        texts.addWidget(code)
        row.addLayout(texts, 1)
        column.addLayout(row)
        below = QHBoxLayout()
        below.addStretch(1)
        ok = button(self.tr("I see"), self.accept, kind="primary")
        ok.setDefault(True)
        below.addWidget(ok)
        column.addLayout(below)
        ok.setFocus()


def confirm(
    parent: QWidget, title: str, text: str, yes: str, *, danger: bool = False
) -> bool:
    """Ask before something that cannot be taken back; Escape is no."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setMinimumWidth(420)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 24, 24, 20)
    column.setSpacing(8)
    column.addWidget(label(title, "card_title", wrap=True))
    column.addWidget(label(text, "muted", wrap=True))
    row = QHBoxLayout()
    row.setContentsMargins(0, 12, 0, 0)
    row.addStretch(1)
    no = QCoreApplication.translate("problems", "Cancel")
    row.addWidget(button(no, dialog.reject))
    kind = "danger" if danger else "primary"
    row.addWidget(button(yes, dialog.accept, kind=kind))
    column.addLayout(row)
    return dialog.exec() == QDialog.DialogCode.Accepted


class Toast(QFrame):
    """A quiet line at the foot of the window, with one thing to do next.

    Attributes:
        leaving: Runs while a brief one is shown; then it goes by itself.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("box", "card")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 10, 10, 10)
        self._row.setSpacing(12)
        self._row.addWidget(IconLabel("check", "ok", 20))
        self._text = label("", "body")
        self._row.addWidget(self._text)
        self._buttons: list[QWidget] = []
        self.leaving = QTimer(self)
        self.leaving.setSingleShot(True)
        self.leaving.setInterval(BRIEF_MS)
        self.leaving.timeout.connect(self._leave)
        self.hide()

    def show_text(
        self,
        text: str,
        *offers: tuple[str, Callable[[], None]],
        brief: bool = False,
    ) -> None:
        """Show `text` and what may be done next, until another or a click.

        Args:
            text: One short sentence.
            offers: What each button says and does.
            brief: It is told elsewhere too, so that it goes after a while.
        """
        if brief:
            self.leaving.start()
        else:
            self.leaving.stop()
        for each in self._buttons:
            self._row.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._text.setText(text)
        self._buttons = [button(name, action, kind="link") for name, action in offers]
        close = button(
            QCoreApplication.translate("problems", "Close"), self.hide, kind="ghost"
        )
        self._buttons.append(close)
        for each in self._buttons:
            self._row.addWidget(each)
            # Else, in a toast on screen, Qt shows them later and leaves them no room.
            each.show()
        # Placed first: shown at the corner it would seem to be under the pointer.
        self.place()
        self.show()
        self.raise_()

    def showEvent(self, event: QShowEvent) -> None:
        """Stand where it belongs: a parent just made has its size only now."""
        super().showEvent(event)
        self.place()

    def make_room(self) -> None:
        """Go at once, if it is a brief one: other work begins where it stands."""
        if self.leaving.isActive():
            self.hide()

    def _leave(self) -> None:
        """Go, but not from under a pointer or the keyboard."""
        here = self.isAncestorOf(QApplication.focusWidget() or self)
        if here or self.underMouse():
            self.leaving.start()
        else:
            self.hide()

    def place(self) -> None:
        """Stand at the foot of the parent, in its middle."""
        parent = self.parentWidget()
        if parent is None:
            return
        self.adjustSize()
        left = (parent.width() - self.width()) // 2
        self.move(max(left, 12), parent.height() - self.height() - 24)
