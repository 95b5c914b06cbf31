"""DecisionPanel: a decision made: what was decided, by whom, and the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.records import disputes
from forms.records.disputes import Decision
from ui import words
from ui.context import Workspace
from ui.exchange.told import device_name, field_name, members_of, moment, value_of
from ui.parts.cards import Card, button, hair, scrolled
from ui.parts.facts import fact_grid
from ui.parts.labels import Elided, label
from ui.subjects import SECRET, Fact, staff_name


class DecisionPanel(Card):
    """One decision; tells that a person takes it back."""

    taken_back = Signal(str)
    subject_asked = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(margin=0, spacing=0)
        self._workspace = workspace
        self._inner: QWidget | None = None

    def show_decision(self, decision: Decision) -> None:
        """Show `decision` and what was shown before it."""
        if self._inner is not None:
            self.body.removeWidget(self._inner)
            self._inner.deleteLater()
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(decision))
        column.addWidget(hair())
        column.addWidget(scrolled(self._values(decision)), 1)
        column.addWidget(hair())
        column.addLayout(self._foot(decision))
        self.body.addWidget(self._inner, 1)

    def _head(self, decision: Decision) -> QWidget:
        space = self._workspace
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 14, 20, 12)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(Elided(decision.label or decision.id, "card_title"))
        parts = (
            words.list_name(decision.list_name),
            staff_name(space, decision.author),
            moment(decision.at, space),
            device_name(decision.device, members_of(space), space),
        )
        texts.addWidget(Elided("  ·  ".join(parts), "muted"))
        row.addLayout(texts, 1)
        key = decision.list_name, decision.id
        look = button(
            self.tr("What is known"), lambda: self.subject_asked.emit(*key), icon="open"
        )
        row.addWidget(look)
        return head

    def _values(self, decision: Decision) -> QWidget:
        records = self._workspace.records
        history = records.history(decision.list_name, decision.id)
        past = disputes.before(history, decision.op_id)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(10)
        facts = [
            self._fact(decision, name, value, past.get(name, ""))
            for name, value in decision.values.items()
        ]
        column.addLayout(fact_grid(facts, 2))
        column.addStretch(1)
        return inner

    def _fact(self, decision: Decision, name: str, value: str, before: str) -> Fact:
        language, of_list = self._workspace.language, decision.list_name
        told, was = (value_of(of_list, name, one, language) for one in (value, before))
        if name in SECRET:
            told, was = words.masked(told), words.masked(was)
        said = self.tr("{value}  (before: {before})")
        if value == before:
            said = self.tr("{value}  (as shown before)")
        return Fact(
            field_name(of_list, name, language), said.format(value=told, before=was)
        )

    def _foot(self, decision: Decision) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 12, 20, 14)
        row.setSpacing(12)
        told = self.tr("Taking it back is a decision too: the value before stands.")
        row.addWidget(label(told, "muted", wrap=True), 1)
        op_id = decision.op_id
        self.back = button(
            self.tr("Take back"), lambda: self.taken_back.emit(op_id), icon="refresh"
        )
        row.addWidget(self.back)
        return row
