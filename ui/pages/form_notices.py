"""What is worth knowing while a form is filled: one line above the page, with ways."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.pages.form_frame import GoButton
from ui.parts.cards import BAND_ICONS
from ui.parts.labels import IconLabel, label

Way = tuple[str, Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing worth knowing.

    Args:
        key: What it is about; the same thing has the same key.
        tone: "warn" or "ok".
        ways: What can be done, the first the likeliest.
    """

    key: tuple[str, ...]
    text: str
    tone: str
    ways: tuple[Way, ...]


class FormNotices(QFrame):
    """The first of several notices; the next comes when it is dealt with."""

    past = Signal(bool)
    """Tab went past the last way (True) or before the first (False)."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "plain")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(28, 10, 24, 0)
        self._band: QWidget | None = None
        self.notices: tuple[Notice, ...] = ()
        self.ways: list[GoButton] = []
        self.hide()

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Show the first of `notices`, nothing where there is none."""
        told = [(one.key, one.text) for one in notices[:1]]
        before = [(one.key, one.text) for one in self.notices[:1]]
        count = len(self.notices) != len(notices)
        self.notices = tuple(notices)
        if told == before and not count:
            return
        if self._band is not None:
            self._row.removeWidget(self._band)
            self._band.hide()
            self._band.deleteLater()
            self._band = None
        self.ways = []
        for notice in self.notices[:1]:
            self._band = self._made(notice, len(self.notices) - 1)
            self._row.addWidget(self._band)
        self.setVisible(bool(self.notices))

    def focus_last(self) -> bool:
        """Give the focus to the last way, as somebody does who comes from below."""
        for way in self.ways[-1:]:
            way.setFocus(Qt.FocusReason.BacktabFocusReason)
            return True
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next way by Tab, out of the notice past the last."""
        place = next((n for n, way in enumerate(self.ways) if way.hasFocus()), None)
        if place is None:
            return super().focusNextPrevChild(forward)
        to = place + (1 if forward else -1)
        if 0 <= to < len(self.ways):
            self.ways[to].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.past.emit(forward)
        return True

    def dress(self) -> None:
        """Draw anew in the theme in force."""
        kept, self.notices = self.notices, ()
        self.show_notices(kept)

    def _made(self, notice: Notice, more: int) -> QWidget:
        band = QFrame()
        band.setProperty("box", "band")
        band.setProperty("tone", notice.tone)
        row = QHBoxLayout(band)
        row.setContentsMargins(14, 8, 10, 8)
        row.setSpacing(10)
        icon = BAND_ICONS.get(notice.tone, "info")
        row.addWidget(IconLabel(icon, notice.tone, 18))
        text = notice.text
        if more:
            text += "  " + self.tr("({count} more)").format(count=more)
        words = label(text, "body", wrap=True, tone=notice.tone)
        words.setAccessibleName(text)
        row.addWidget(words, 1)
        for place, (name, way) in enumerate(notice.ways):
            made = GoButton("" if place == 0 else "ghost")
            made.setProperty("fit", "")
            made.setText(name)
            made.clicked.connect(lambda _=False, act=way: act())
            self.ways.append(made)
            row.addWidget(made)
        return band
