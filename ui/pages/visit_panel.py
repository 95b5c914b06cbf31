"""VisitPanel: one finished visit: who, when, every version, what was answered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.errors import KnownError
from forms.records.types import Revision, Visit
from ui import words
from ui.answers import Part, read
from ui.context import Workspace
from ui.exchange.custody_steps import may_review, steps_view
from ui.form_names import form_called
from ui.jobs import Progress
from ui.parts.cards import Band, Card, Empty, button, hair, scrolled
from ui.parts.facts import fact_grid
from ui.parts.labels import Elided, label
from ui.parts.line import Line
from ui.problems import sentence
from ui.subjects import staff_name


class VisitPanel(Card):
    """One finished visit: who, when, its number, every version."""

    sheet_asked = Signal(str)
    edit_asked = Signal(str)
    subject_asked = Signal(str, str)
    review_asked = Signal(str)
    page_asked = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(margin=0, spacing=0)
        self._workspace = workspace
        self._empty = Empty("visits", self.tr("Choose a visit at the left"))
        self._inner: QWidget | None = None
        self._name = ""
        self.body.addWidget(self._empty)

    def show_visit(self, visit: Visit | None) -> None:
        """Show `visit`; its answers follow from the lane."""
        self._name = visit.record_id if visit is not None else ""
        if self._inner is not None:
            self.body.removeWidget(self._inner)
            self._inner.deleteLater()
            self._inner = None
        self._empty.setVisible(visit is None)
        if visit is None:
            return
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(visit))
        column.addWidget(hair())
        column.addWidget(scrolled(self._versions(visit)), 1)
        self.body.addWidget(self._inner, 1)
        self._ask(visit.record_id)

    def _ask(self, name: str) -> None:
        folder, language = self._workspace.folder, self._workspace.language

        def told(parts: tuple[Part, ...]) -> None:
            if name == self._name:
                self._show_parts(parts)

        def failed(error: KnownError) -> None:
            if name == self._name:
                self._answers.addWidget(Band(sentence(error, language), "bad"))

        def work(progress: Progress) -> tuple[Part, ...]:
            return read(folder, name, language)

        self._workspace.jobs.run("work", work, told, failed)

    def _show_parts(self, parts: tuple[Part, ...]) -> None:
        for part in parts:
            if part.notice[0]:
                self._answers.addWidget(Band(*part.notice))
            if part.title:
                self._answers.addSpacing(8)
                self._answers.addWidget(label(part.title, "card_title"))
            if part.facts:
                self._answers.addLayout(fact_grid(part.facts))

    def _head(self, visit: Visit) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(10)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        name = form_called(self._workspace.records, visit.row.form_id)
        texts.addWidget(Elided(name, "card_title"))
        texts.addWidget(Elided(visit.number, "muted"))
        row.addLayout(texts, 1)
        record_id = visit.record_id
        if may_review(self._workspace):
            way = self._workspace.records.custody(record_id)
            done = any(step.name == "reviewed" for step in way.steps)
            self.review = button(
                self.tr("Reviewed") if done else self.tr("Mark as reviewed"),
                lambda: self.review_asked.emit(record_id),
                icon="check",
            )
            self.review.setEnabled(not done)
            row.addWidget(self.review)
        row.addWidget(
            button(self.tr("Edit"), lambda: self.edit_asked.emit(record_id), icon="pen")
        )
        row.addWidget(
            button(
                self.tr("Sheet"),
                lambda: self.sheet_asked.emit(record_id),
                kind="primary",
                icon="printer",
            )
        )
        column.addLayout(row)
        if visit.forks:
            told = self.tr("Two laptops changed this visit; both versions are kept")
            band = Band(told, "warn")
            band.add(
                button(self.tr("Settle"), lambda: self.page_asked.emit("conflicts"))
            )
            column.addWidget(band)
        return head

    def _versions(self, visit: Visit) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 14, 20, 20)
        column.setSpacing(6)
        list_name, entity_id = visit.row.subject
        if entity_id:
            column.addWidget(label(self.tr("Visited"), "caption"))
            icon = words.LIST_ICONS.get(list_name, "")
            line = Line(visit.row.title, words.list_name(list_name), icon=icon)
            line.clicked.connect(lambda: self.subject_asked.emit(list_name, entity_id))
            column.addWidget(line)
            column.addSpacing(8)
        column.addWidget(label(self.tr("Where it is"), "caption"))
        way = self._workspace.records.custody(visit.record_id)
        column.addWidget(steps_view(way, self._workspace))
        column.addSpacing(8)
        column.addWidget(label(self.tr("Versions, all of them kept"), "caption"))
        total = len(visit.revisions)
        for back, revision in enumerate(reversed(visit.revisions)):
            column.addWidget(self._version(revision, total - back))
        column.addSpacing(8)
        self._answers = QVBoxLayout()
        self._answers.setSpacing(10)
        column.addLayout(self._answers)
        column.addStretch(1)
        return inner

    def _version(self, revision: Revision, number: int) -> QWidget:
        at = revision.at.astimezone(self._workspace.clock().tzinfo)
        day = words.day(at.date(), self._workspace.language)
        who = staff_name(self._workspace, revision.author)
        told = self.tr("Version {number}").format(number=number)
        line = Line(
            told,
            f"{day} {at:%H:%M}  {who}",
            icon="file",
            status=self.tr("stands") if revision.current else self.tr("replaced"),
            tone="ok" if revision.current else "idle",
        )
        line.clicked.connect(lambda: self.sheet_asked.emit(revision.instance_id))
        return line
