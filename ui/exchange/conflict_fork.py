"""ForkPanel: a visit of which several versions stand, question by question."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.entry.fork import Difference, Fork, read_fork
from forms.errors import KnownError
from forms.records.store import Records
from forms.records.types import Revision, VisitRow
from ui.context import Workspace
from ui.exchange.conflict_field import ConflictField, Option
from ui.exchange.told import device_name, members_of, moment
from ui.form_names import form_called
from ui.jobs import Progress
from ui.parts.cards import Band, Card, button, hair, scrolled
from ui.parts.labels import Elided, label
from ui.problems import sentence
from ui.subjects import staff_name


class ForkPanel(Card):
    """One forked visit; tells which answers a person takes of the other versions."""

    settle_asked = Signal(str, object)
    sheet_asked = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(margin=0, spacing=0)
        self._workspace = workspace
        self._inner: QWidget | None = None
        self._name = ""
        self.fields: dict[str, ConflictField] = {}

    def show_visit(self, row: VisitRow) -> None:
        """Show the visit; what its versions say follows from the lane."""
        if self._inner is not None:
            self.body.removeWidget(self._inner)
            self._inner.deleteLater()
        self._name, self.fields = row.record_id, {}
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(row))
        column.addWidget(hair())
        inner = QWidget()
        self._body = QVBoxLayout(inner)
        self._body.setContentsMargins(20, 14, 20, 16)
        self._body.setSpacing(10)
        column.addWidget(scrolled(inner), 1)
        column.addWidget(hair())
        column.addLayout(self._foot())
        self.body.addWidget(self._inner, 1)
        self._ask(row.record_id)

    def _ask(self, record_id: str) -> None:
        space = self._workspace
        folder, language, clock = space.folder, space.language, space.clock

        def work(progress: Progress) -> Fork:
            with Records.open(folder, writer=False) as records:
                return read_fork(records, record_id, clock=clock, language=language)

        def failed(error: KnownError) -> None:
            if record_id == self._name:
                self._body.addWidget(Band(sentence(error, language), "bad"))

        space.jobs.run("work", work, self._show_fork, failed)

    def _show_fork(self, fork: Fork) -> None:
        if fork.record_id != self._name:
            return
        for difference in fork.differences:
            self._body.addWidget(self._field(fork, difference))
        if not fork.differences:
            told = self.tr("The versions answer every question alike.")
            self._body.addWidget(Band(told, "ok"))
        self._body.addStretch(1)
        self.settle.setEnabled(True)

    def _field(self, fork: Fork, difference: Difference) -> QWidget:
        options = [
            Option(
                value,
                told or self.tr("(no answer)"),
                self._note(revision),
                self.tr("version"),
                revision.instance_id,
                not number,
            )
            for number, (revision, value, told) in enumerate(
                zip(fork.revisions, difference.values, difference.told, strict=True)
            )
        ]
        title = difference.label or difference.path.rsplit("/", 1)[1]
        if difference.where:
            title = f"{difference.where}  ›  {title}"
        made = ConflictField(title, options, third=False)
        made.visit_asked.connect(self.sheet_asked)
        self.fields[difference.path] = made
        return made

    def _note(self, revision: Revision) -> str:
        space = self._workspace
        who = staff_name(space, revision.author)
        device = device_name(revision.device, members_of(space), space)
        return f"{who}  ·  {moment(revision.at, space)}  ·  {device}"

    def _head(self, row: VisitRow) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(6)
        name = form_called(self._workspace.records, row.form_id)
        title = f"{name}  {row.title}"
        column.addWidget(Elided(title, "card_title"))
        column.addWidget(Elided(row.number, "muted"))
        told = self.tr(
            "Two laptops finished a version without knowing of each other. Choose "
            "answer by answer: the form opens with them, and what you finish there "
            "replaces all versions. Every version is kept."
        )
        column.addWidget(label(told, "muted", wrap=True))
        return head

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 12, 20, 14)
        row.setSpacing(12)
        row.addStretch(1)
        self.settle = button(
            self.tr("Open the form with these answers"),
            self._settle,
            kind="primary",
            icon="pen",
        )
        self.settle.setEnabled(False)
        row.addWidget(self.settle)
        return row

    def _settle(self) -> None:
        chosen = {path: field.value for path, field in self.fields.items()}
        self.settle_asked.emit(self._name, chosen)
