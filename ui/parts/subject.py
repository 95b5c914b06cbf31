"""SubjectPanel: what is known of the one visited, and the visit that can begin."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import words
from ui.context import Start
from ui.parts.cards import Band, Card, Empty, button, hair, scrolled
from ui.parts.facts import COLUMNS, fact_grid
from ui.parts.labels import Elided, Pill, label
from ui.parts.line import Line
from ui.subjects import Linked, Past, Subject
from ui.theme import step_now

NARROW_PX = 540


class SubjectPanel(Card):
    """Takes a `Subject`; tells what a person wants of it."""

    start_asked = Signal(Start)
    subject_asked = Signal(str, str)
    sheet_asked = Signal(str)

    def __init__(self, empty_title: str, empty_text: str) -> None:
        super().__init__(margin=0, spacing=0)
        self._subject: Subject | None = None
        self._narrow = False
        self._empty = Empty("user", empty_title, empty_text)
        self._inner: QWidget | None = None
        self._instead: QWidget | None = None
        self.primary: QPushButton | None = None
        self.body.addWidget(self._empty)

    def show_instead(self, widget: QWidget | None) -> None:
        """Show `widget` while none is chosen; None: the usual words."""
        if self._instead is not None:
            self.body.removeWidget(self._instead)
            self._instead.hide()
            self._instead.deleteLater()
        self._instead = widget
        if widget is not None:
            self.body.addWidget(widget)
        self.show_subject(self._subject)

    def show_subject(self, subject: Subject | None) -> None:
        """Show `subject`, or what to do while none is chosen."""
        self._subject = subject
        if self._inner is not None:
            self.body.removeWidget(self._inner)
            self._inner.deleteLater()
            self._inner = self.primary = None
        self._empty.setVisible(subject is None and self._instead is None)
        if self._instead is not None:
            self._instead.setVisible(subject is None)
        if subject is None:
            return
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(subject))
        column.addWidget(hair())
        column.addWidget(scrolled(self._known(subject)), 1)
        self.body.addWidget(self._inner, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew where the panel becomes narrow or wide."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_PX + 20 * step_now()
        if narrow != self._narrow:
            self._narrow = narrow
            self.show_subject(self._subject)

    def _head(self, subject: Subject) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(12)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(10)
        title = Elided(subject.title, "card_title")
        title.setMinimumWidth(120)
        first.addWidget(title, 1)
        texts.addLayout(first)
        if subject.note:
            texts.addWidget(Elided(subject.note, "muted"))
        row.addLayout(texts, 1)
        if subject.status:
            row.addWidget(Pill(subject.status, subject.tone))
        column.addLayout(row)
        if subject.starts:
            begin = self._begin(subject.starts[0])
            if self._narrow:
                column.addWidget(begin)
            else:
                row.addWidget(begin)
        if subject.due:
            column.addWidget(Band(subject.due, subject.due_tone))
        if subject.conflicts:
            told = self.tr("Two laptops tell different things: {fields}")
            column.addWidget(Band(told.format(fields=subject.conflicts), "warn"))
        return head

    def _begin(self, start: Start) -> QPushButton:
        self.primary = button(
            self.tr("Start: {form}").format(form=words.form_name(start.form_id)),
            lambda: self.start_asked.emit(start),
            kind="primary",
            icon=words.FORM_ICONS.get(start.form_id, "forms"),
        )
        # Whoever came by the quick search has the hands on the keys.
        self.primary.setAutoDefault(True)
        return self.primary

    def _known(self, subject: Subject) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 14, 20, 20)
        column.setSpacing(6)
        if subject.facts:
            column.addLayout(fact_grid(subject.facts, 2 if self._narrow else COLUMNS))
        self._section(column, self.tr("Belongs to it"), self._links(subject.linked))
        self._section(column, self.tr("Last visits"), self._visits(subject.past))
        self._section(column, self.tr("What changed"), self._visits(subject.changes))
        others = [self._other(start) for start in subject.starts[1:]]
        self._section(column, self.tr("Other forms"), others)
        column.addStretch(1)
        return inner

    def _section(
        self, column: QVBoxLayout, title: str, lines: Sequence[QWidget]
    ) -> None:
        if not lines:
            return
        column.addSpacing(10)
        column.addWidget(label(title, "caption"))
        for line in lines:
            column.addWidget(line)

    def _links(self, linked: Sequence[Linked]) -> list[QWidget]:
        made: list[QWidget] = []
        for each in linked:
            icon = words.LIST_ICONS.get(each.list_name, "")
            line = Line(
                each.title, each.note, icon=icon, status=each.status, tone=each.tone
            )
            line.clicked.connect(
                lambda _=False, it=each: self.subject_asked.emit(it.list_name, it.id)
            )
            made.append(line)
        return made

    def _visits(self, past: Sequence[Past]) -> list[QWidget]:
        made: list[QWidget] = []
        for each in past:
            line = Line(each.title, each.note, icon="history")
            line.clicked.connect(
                lambda _=False, it=each: self.sheet_asked.emit(it.record_id)
            )
            made.append(line)
        return made

    def _other(self, start: Start) -> QWidget:
        name = words.form_name(start.form_id)
        icon = words.FORM_ICONS.get(start.form_id, "forms")
        line = Line(name, words.form_note(start.form_id), icon=icon)
        line.clicked.connect(lambda: self.start_asked.emit(start))
        return line
