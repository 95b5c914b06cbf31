"""Page: what every page is: a head with title and actions, a body, and its wishes."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.context import Start, Workspace
from ui.parts.cards import button
from ui.parts.labels import Elided, Pill, label

USUAL_PX, CUT_PX, SEARCH_PX = 270, 160, 90
"""How wide the search is, when it tells its keys alone, how narrow it may become."""
KEYS = "Ctrl+K"


class Page(QWidget):
    """A page of the window.

    It reads from its workspace when it is shown and when the window tells that
    something changed; what it wants done elsewhere it tells by its signals.
    """

    start_asked = Signal(Start)
    draft_asked = Signal(str)
    edit_asked = Signal(str)
    sheet_asked = Signal(str)
    subject_asked = Signal(str, str)
    settle_asked = Signal(str, object)
    report_asked = Signal(object)
    trial_asked = Signal(object)
    page_asked = Signal(str)
    search_asked = Signal()
    changed = Signal()
    profile_asked = Signal(object, int)
    other_asked = Signal()
    problem = Signal(object)
    lock_asked = Signal()
    minutes_chosen = Signal(int)
    paper_asked = Signal(object, bytes)
    closed_asked = Signal(object)
    files_opened = Signal(object)

    def __init__(self, workspace: Workspace, title: str) -> None:
        super().__init__()
        self.workspace = workspace
        self.setProperty("box", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stale = True
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(16)
        self.head = Head(title, demo=workspace.demo)
        self.head.search.clicked.connect(self.search_asked)
        column.addWidget(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        column.addLayout(self.body, 1)

    def refresh(self) -> None:
        """Read again what is shown."""

    def mark_stale(self) -> None:
        """Have it read again, now where it is seen, else when it is shown next."""
        self._stale = True
        if self.isVisible():
            self._read()

    def take_focus(self) -> None:
        """Put the keyboard where the page's work begins."""
        self.setFocus()

    def select(self, list_name: str, entity_id: str) -> None:
        """Show this entity, where the page shows such."""

    def showEvent(self, event: QShowEvent) -> None:
        """Read where something changed since."""
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        # The last event of a page may come when the register is closed already.
        if self._stale and self.workspace.records.is_open:
            self._stale = False
            self.refresh()


class Head(QWidget):
    """The page's title and a line below it; search and actions at the right."""

    def __init__(self, title: str, *, demo: bool) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(10)
        self._title = label(title, "title")
        first.addWidget(self._title)
        if demo:
            first.addWidget(Pill(self.tr("Demo data"), "warn", "info"))
        first.addStretch(1)
        texts.addLayout(first)
        self.note = Elided("", "muted")
        texts.addWidget(self.note)
        row.addLayout(texts, 1)
        self.search = SearchButton(self.tr("Search name, door or pinyin"))
        row.addWidget(self.search)
        self._row = row

    def show_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)

    def lead(self, text: str, action: Callable[[], object]) -> QPushButton:
        """Put a way back at the left end and return it."""
        made = button("", action, kind="ghost", icon="back")
        made.setToolTip(text)
        made.setAccessibleName(text)
        self._row.insertWidget(0, made)
        return made

    def add(
        self, text: str, action: Callable[[], object], *, kind: str = "", icon: str = ""
    ) -> QPushButton:
        """Add a button at the right end and return it."""
        made = button(text, action, kind=kind, icon=icon)
        self._row.addWidget(made)
        return made


class SearchButton(QPushButton):
    """Looks like a field and opens the quick search; the first that gives up room."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._whole = f"{text}  {KEYS}"
        self.setProperty("kind", "field")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)
        self.setText(self._whole)
        # A button's own policy never gives up room.
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return what the whole text needs, however much of it is shown."""
        size = super().sizeHint()
        more = self._wide(self._whole) - self._wide(self.text())
        return QSize(max(size.width() + more, USUAL_PX), size.height())

    def minimumSizeHint(self) -> QSize:
        """Let a page's title have its room where there is too little for both."""
        return QSize(SEARCH_PX, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the text as there is room for."""
        super().resizeEvent(event)
        room = self.width() - super().sizeHint().width() + self._wide(self.text())
        cut = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, room
        )
        self.setText(cut if self.width() > CUT_PX else KEYS)

    def _wide(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)
