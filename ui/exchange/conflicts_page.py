"""Conflicts: values and visits that dispute, decided one by one or by a rule."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QStackedWidget

from forms.errors import KnownError
from forms.records import disputes
from forms.records.disputes import FORKED, Decision, Disputed, Ruled
from forms.records.store import Records
from forms.records.visits import HIDDEN_LIST
from ui import words
from ui.context import Workspace
from ui.exchange.conflict_decision import DecisionPanel
from ui.exchange.conflict_fork import ForkPanel
from ui.exchange.conflict_panel import ConflictPanel
from ui.exchange.conflict_rules import RulesDialog
from ui.exchange.told import field_name, moment
from ui.jobs import Progress
from ui.parts.cards import Band, Card, Empty, button
from ui.parts.list_page import ListPage
from ui.parts.rows import Row
from ui.queries import entity_row, visit_row
from ui.safe import duplicates
from ui.subjects import staff_name

translate = QCoreApplication.translate


class ConflictsPage(ListPage):
    """Forked visits, then disputed entities; at the right what is chosen."""

    def __init__(self, workspace: Workspace) -> None:
        self.side = QStackedWidget()
        empty = Card()
        self._nothing = Empty(
            "check", translate("ConflictsPage", "Nothing is disputed")
        )
        empty.body.addWidget(self._nothing)
        self.panel = ConflictPanel(workspace)
        self.fork = ForkPanel(workspace)
        self.past = DecisionPanel(workspace)
        for each in (empty, self.panel, self.fork, self.past):
            self.side.addWidget(each)
        super().__init__(
            workspace,
            title=translate("ConflictsPage", "Conflicts"),
            list_title=translate("ConflictsPage", "To decide"),
            side=self.side,
            chips=(
                ("", translate("ConflictsPage", "To decide")),
                ("past", translate("ConflictsPage", "Decided")),
            ),
            typed=False,
        )
        self.rules = self.head.add(
            self.tr("Decide many by a rule"), self.ask_rules, icon="balance"
        )
        self.head.add(
            duplicates.title(),
            lambda: self.page_asked.emit("duplicates"),
            icon="people",
        )
        self.done = Band("", "ok")
        self._back = button(self.tr("Take back"), self._take_all_back)
        self.done.add(self._back)
        self.done.hide()
        self._ops: list[str] = []
        self.body.insertWidget(0, self.done)
        self.panel.decided.connect(self.decide)
        self.panel.sheet_asked.connect(self.sheet_asked)
        self.panel.subject_asked.connect(self.subject_asked)
        self.fork.settle_asked.connect(self.settle_asked)
        self.fork.sheet_asked.connect(self.sheet_asked)
        self.past.taken_back.connect(lambda op_id: self._take_back([op_id]))
        self.past.subject_asked.connect(self.subject_asked)

    def fetch(self, offset: int, limit: int) -> Sequence[Row]:
        """Return what waits, forked visits first, or the decisions made."""
        records = self.workspace.records
        if self.chips.key == "past":
            made = disputes.decisions(records, limit=limit, offset=offset)
            return [self._decision_row(one) for one in made]
        forks = records.visits(FORKED, limit=limit, offset=offset)
        rows = [visit_row(row, self.workspace) for row in forks]
        passed = max(offset - disputes.forks(records), 0)
        found = disputes.disputed(records, limit=limit - len(rows), offset=passed)
        return rows + [self._disputed_row(one) for one in found]

    def show_row(self, key: tuple[str, ...]) -> None:
        """Show the visit's versions, the entity's values, or the decision."""
        records = self.workspace.records
        if not key:
            self.side.setCurrentIndex(0)
        elif key[0] == "visit":
            self.fork.show_visit(records.visit(key[1]).row)
            self.side.setCurrentWidget(self.fork)
        elif key[0] == "decided":
            decision = self._decision(key)
            if decision is not None:
                self.past.show_decision(decision)
                self.side.setCurrentWidget(self.past)
        else:
            self._show_entity(key[0], key[1])

    def opened(self, key: tuple[str, ...]) -> None:
        """Decide as it stands chosen."""
        if key[0] == "visit":
            self.fork.settle.click()
        elif key[0] != "decided":
            self.panel.decide.click()

    def refresh(self) -> None:
        """Read again what waits."""
        super().refresh()
        records = self.workspace.records
        count = disputes.waiting(records)
        self.chips.show_counts({"": count})
        told = self.tr("%n to decide; nothing is lost meanwhile", "", count)
        self.head.note.set_text(told if count else self.tr("Nothing is disputed"))
        self.rules.setEnabled(bool(disputes.counts(records)))
        if self.chips.key == "past":
            self.empty.show_text(self.tr("Nothing was decided so far"))
        else:
            self.empty.show_text(
                self.tr("Nothing is disputed"),
                self.tr("Values that two laptops wrote differently come here"),
            )

    def decide(self, list_name: str, entity_id: str, values: dict[str, str]) -> None:
        """Write what a person decided on one entity."""
        author = self.workspace.profile.staff_id
        try:
            op = self.workspace.records.resolve(list_name, entity_id, values, author)
        except KnownError as error:
            self.problem.emit(error)
            return
        self._tell([op.id], len(values))

    def ask_rules(self) -> None:
        """Ask for a rule and decide by it."""
        dialog = RulesDialog(self.workspace, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.rule(dialog.wanted)

    def rule(self, wanted: Sequence[Ruled]) -> None:
        """Write what a rule decides; one op for each entity, on the lane."""
        folder, author = self.workspace.folder, self.workspace.profile.staff_id
        count = sum(len(one.values) for one in wanted)

        def work(progress: Progress) -> list[str]:
            made = []
            with Records.open(folder) as records:
                for number, one in enumerate(wanted):
                    progress(number, len(wanted))
                    op = records.resolve(one.list_name, one.id, one.values, author)
                    made.append(op.id)
            return made

        self.workspace.jobs.run(
            "work", work, lambda ops: self._tell(ops, count), self.problem.emit,
            writes=True,
        )  # fmt: skip

    # Inside.

    def _tell(self, ops: list[str], count: int) -> None:
        self._ops = ops
        self.done.show_text(self.tr("%n value(s) decided", "", count), "ok")
        self._back.show()
        self.changed.emit()

    def _take_all_back(self) -> None:
        self._take_back(self._ops)

    def _take_back(self, ops: Sequence[str]) -> None:
        folder, author = self.workspace.folder, self.workspace.profile.staff_id

        def work(progress: Progress) -> int:
            with Records.open(folder) as records:
                return sum(disputes.take_back(records, op, author) for op in ops)

        self.workspace.jobs.run(
            "work", work, self._taken, self.problem.emit, writes=True
        )

    def _taken(self, count: int) -> None:
        self._ops = []
        told = self.tr("%n decision(s) taken back", "", count)
        self.done.show_text(told, "ok")
        self._back.hide()
        self.changed.emit()

    def _show_entity(self, list_name: str, entity_id: str) -> None:
        records = self.workspace.records
        entity = records.entity(list_name, entity_id)
        if entity is None:
            return
        self.panel.show_entity(entity, records.conflicts(list_name, entity_id))
        self.side.setCurrentWidget(self.panel)

    def _disputed_row(self, one: Disputed) -> Row:
        told = self.tr("%n field(s)", "", one.fields)
        entity = self.workspace.records.entity(one.list_name, one.id)
        if entity is None or one.list_name == HIDDEN_LIST:
            key = (one.list_name, one.id)
            return Row(key, one.label or one.id, status=told, tone="warn")
        row = entity_row(entity, self.workspace)
        fields = [
            field_name(one.list_name, name, self.workspace.language)
            for name in entity.conflicts
        ]
        kind = words.list_name(one.list_name)
        sub = "  ".join((kind, words.listed(fields, self.workspace.language)))
        return Row(
            row.key, row.title, row.note, sub, row.mark,
            status=told, tone="warn", icon="balance",
        )  # fmt: skip

    def _decision_row(self, one: Decision) -> Row:
        who = staff_name(self.workspace, one.author)
        return Row(
            ("decided", one.op_id, one.list_name, one.id),
            one.label or one.id,
            sub=f"{who}  {moment(one.at, self.workspace)}",
            mark="icon:check",
            status=self.tr("%n field(s)", "", len(one.values)),
            tone="ok",
        )

    def _decision(self, key: tuple[str, ...]) -> Decision | None:
        made = disputes.decisions(self.workspace.records, op_id=key[1])
        return next((one for one in made if (one.list_name, one.id) == key[2:]), None)
