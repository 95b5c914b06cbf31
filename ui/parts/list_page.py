"""ListPage: a list at the left, what is chosen in it at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.context import Workspace
from ui.parts.cards import Card, Empty
from ui.parts.chips import Chips
from ui.parts.labels import label
from ui.parts.page import Page
from ui.parts.rows import Row, RowList
from ui.parts.subject import SubjectPanel
from ui.subjects import Subject
from ui.theme import step_now

LIST_WIDTH = 372
WAIT_MS = 150


class ListPage(Page):
    """What pages with a list share; each says what it lists and shows.

    Args:
        side: Stands at the right.
        chips: (key, text) of the filters, the first one on.
        kinds: (key, text) of a second filter, none where it is empty.
    """

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        list_title: str,
        side: QWidget,
        chips: Sequence[tuple[str, str]],
        kinds: Sequence[tuple[str, str]] = (),
        *,
        typed: bool = True,
    ) -> None:
        super().__init__(workspace, title)
        self.chips = Chips(chips)
        self.kinds = QComboBox()
        self.field = QLineEdit()
        self.list = RowList()
        self.list.setAccessibleName(list_title)
        self.empty = Empty("list", self.tr("Nothing here"))
        self.above = QVBoxLayout()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._list_card(list_title, kinds, typed=typed))
        row.addWidget(side, 1)
        self.body.addLayout(row, 1)
        self._connect()

    def fetch(self, offset: int, limit: int) -> Sequence[Row]:
        """Return rows of the list as the filters stand."""
        raise NotImplementedError

    def show_row(self, key: tuple[str, ...]) -> None:
        """Show at the right what is known of the row `key`, () for none."""
        raise NotImplementedError

    def opened(self, key: tuple[str, ...]) -> None:
        """Do what Enter or a double click on the row means."""

    def refresh(self) -> None:
        """Read the list again, keeping what is chosen."""
        key = self.list.key()
        self.list.show_query(self.fetch, keep=key)
        found = self.list.rows.rowCount() > 0
        self.list.setVisible(found)
        self.empty.setVisible(not found)
        if not self.list.key():
            self.list.choose(0)
        self.show_row(self.list.key())

    def tell_nothing(self, *, bare: bool, begin: str) -> None:
        """Say how a list begins where it is `bare`, else that the filters leave none.

        Args:
            bare: Nothing stands in it whatever the filters.
            begin: What to do then.
        """
        if bare:
            self.empty.show_text(self.tr("Nothing here yet"), begin)
        else:
            self.empty.show_text(self.tr("Nothing here"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave more to the right side where the page is narrow."""
        super().resizeEvent(event)
        most = LIST_WIDTH + 20 * step_now()
        self._card.setFixedWidth(min(most, max(self.width() * 2 // 5, 300)))

    def take_focus(self) -> None:
        """Put the keyboard on the list."""
        self.list.setFocus()

    def _list_card(
        self, title: str, kinds: Sequence[tuple[str, str]], *, typed: bool
    ) -> Card:
        card = self._card = Card(margin=0, spacing=0)
        card.setFixedWidth(LIST_WIDTH + 20 * step_now())
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 16, 10)
        head.setSpacing(10)
        row = QHBoxLayout()
        row.addWidget(label(title, "card_title"), 1)
        for key, text in kinds:
            self.kinds.addItem(text, key)
        self.kinds.setVisible(bool(kinds))
        self.kinds.setProperty("size", "small")
        row.addWidget(self.kinds)
        head.addLayout(row)
        head.addLayout(self.above)
        if typed:
            self.field.setPlaceholderText(self.tr("Filter by name, door, code"))
            self.field.setClearButtonEnabled(True)
            head.addWidget(self.field)
        head.addWidget(self.chips)
        card.body.addLayout(head)
        card.body.addWidget(self.list, 1)
        card.body.addWidget(self.empty, 1)
        card.body.addSpacing(8)
        return card

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda _: self._filtered())
        self.kinds.activated.connect(lambda _: self._filtered())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._filtered)
        self.field.textChanged.connect(lambda _: self._timer.start())
        self.list.chosen.connect(self.show_row)
        self.list.opened.connect(self.opened)

    def _filtered(self) -> None:
        self.list.clearSelection()
        self.refresh()


class SubjectListPage(ListPage):
    """A list of those who are visited, each with what is known of it."""

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        list_title: str,
        chips: Sequence[tuple[str, str]],
        kinds: Sequence[tuple[str, str]] = (),
        *,
        typed: bool = True,
    ) -> None:
        translate = QCoreApplication.translate
        self.panel = SubjectPanel(
            translate("SubjectListPage", "Choose one at the left"),
            translate(
                "SubjectListPage",
                "What is known of it stands here, and a visit begins here",
            ),
        )
        super().__init__(
            workspace, title, list_title, self.panel, chips, kinds, typed=typed
        )
        self.panel.start_asked.connect(self.start_asked)
        self.panel.sheet_asked.connect(self.sheet_asked)
        self.panel.subject_asked.connect(self.subject_asked)

    def known(self, key: tuple[str, ...]) -> Subject | None:
        """Return what is known of the row `key`."""
        raise NotImplementedError

    def show_row(self, key: tuple[str, ...]) -> None:
        """Show what is known of the row."""
        self.panel.show_subject(self.known(key) if key else None)

    def opened(self, key: tuple[str, ...]) -> None:
        """Begin the visit that is due."""
        subject = self.known(key)
        if subject is not None and subject.starts:
            self.start_asked.emit(subject.starts[0])
