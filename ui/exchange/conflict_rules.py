"""RulesDialog: many disputed values decided at once by a rule, counted before."""

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from forms.records import disputes
from forms.records.disputes import Ruled
from forms.records.store import Records
from ui import words
from ui.context import Workspace
from ui.exchange.told import field_name
from ui.jobs import Progress
from ui.parts.cards import button
from ui.parts.labels import label


class RulesDialog(QDialog):
    """Which list, which field, which rule; `wanted` is what was decided for.

    Args:
        workspace: The register is only read; whoever opened the dialog writes.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.wanted: list[Ruled] = []
        self.setWindowTitle(self.tr("Decide many by a rule"))
        self.setMinimumWidth(520)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(14)
        column.addWidget(label(self.tr("Decide many by a rule"), "card_title"))
        column.addLayout(self._choices())
        self._told = label("", "body", wrap=True)
        column.addWidget(self._told)
        hint = self.tr("Each decision can be taken back; no value is lost.")
        column.addWidget(label(hint, "muted", wrap=True))
        column.addLayout(self._buttons())
        self._list_chosen()

    def _choices(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(12)
        self.rule, self.of_list, self.field = QComboBox(), QComboBox(), QComboBox()
        for rule, text in (
            ("later", self.tr("The value written last")),
            ("visited", self.tr("The value of a visit to the door")),
            ("filled", self.tr("The last value that is not blank")),
        ):
            self.rule.addItem(text, rule)
        self.of_list.addItem(self.tr("All lists"), "")
        for name, count in disputes.counts(self._workspace.records).items():
            self.of_list.addItem(f"{words.list_name(name)}  {count}", name)
        self.rule.activated.connect(lambda _: self._look())
        self.of_list.activated.connect(lambda _: self._list_chosen())
        self.field.activated.connect(lambda _: self._look())
        form.addRow(label(self.tr("Rule"), "muted"), self.rule)
        form.addRow(label(self.tr("List"), "muted"), self.of_list)
        form.addRow(label(self.tr("Field"), "muted"), self.field)
        return form

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(self.tr("Cancel"), self.reject))
        self.go = button(self.tr("Decide"), self.accept, kind="primary")
        row.addWidget(self.go)
        return row

    def _list_chosen(self) -> None:
        name = str(self.of_list.currentData())
        records, language = self._workspace.records, self._workspace.language
        fields: dict[str, None] = {}
        if name:
            for one in disputes.disputed(records, name, limit=-1):
                entity = records.entity(name, one.id)
                fields |= dict.fromkeys(entity.conflicts if entity else ())
        self.field.clear()
        self.field.addItem(self.tr("All fields"), "")
        for field in fields:
            self.field.addItem(field_name(name, field, language), field)
        self._look()

    def _look(self) -> None:
        """Count what the rule would decide; the lane reads, nothing is written."""
        folder = self._workspace.folder
        rule = disputes.RULES[self.rule.currentIndex()]
        name, field = str(self.of_list.currentData()), str(self.field.currentData())
        self.go.setEnabled(False)
        self._told.setText(self.tr("Counting …"))

        def work(progress: Progress) -> list[Ruled]:
            with Records.open(folder, writer=False) as records:
                return disputes.ruled(records, rule, list_name=name, field=field)

        self._workspace.jobs.run("work", work, self._counted, self._failed)

    def _counted(self, found: list[Ruled]) -> None:
        self.wanted = found
        fields = sum(len(one.values) for one in found)
        self.go.setEnabled(bool(found))
        self._told.setText(
            self.tr("%n value(s) would be decided", "", fields)
            if found
            else self.tr("The rule decides nothing here")
        )

    def _failed(self, error: Exception) -> None:
        self._told.setText(str(error))
