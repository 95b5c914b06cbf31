"""ConflictPanel: an entity's disputed fields, each with its values, and the history."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.records.circle import Member
from forms.records.types import Conflict, Entity, FieldWrite
from ui import words
from ui.context import Workspace
from ui.exchange.conflict_field import ConflictField, Option
from ui.exchange.told import (
    field_name,
    members_of,
    moment,
    origin,
    value_of,
    written,
)
from ui.parts.cards import Card, button, hair, scrolled
from ui.parts.labels import Elided, label
from ui.subjects import SECRET, note_of, title_of

PAST = 12


class ConflictPanel(Card):
    """One entity whose values dispute; tells what a person decides."""

    decided = Signal(str, str, object)
    sheet_asked = Signal(str)
    subject_asked = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(margin=0, spacing=0)
        self._workspace = workspace
        self._inner: QWidget | None = None
        self.fields: dict[str, ConflictField] = {}

    def show_entity(self, entity: Entity, conflicts: Sequence[Conflict]) -> None:
        """Show the disputed fields of `entity`, the shown value of each chosen."""
        if self._inner is not None:
            self.body.removeWidget(self._inner)
            self._inner.deleteLater()
        self._members = members_of(self._workspace)
        self.fields = {}
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(entity))
        column.addWidget(hair())
        column.addWidget(scrolled(self._fields(entity, conflicts)), 1)
        column.addWidget(hair())
        column.addLayout(self._foot(entity))
        self.body.addWidget(self._inner, 1)

    def _head(self, entity: Entity) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 14, 20, 12)
        row.setSpacing(10)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(Elided(title_of(entity), "card_title"))
        kind = words.list_name(entity.list_name)
        note = f"{kind}  {note_of(entity, self._workspace)}"
        texts.addWidget(Elided(note, "muted"))
        row.addLayout(texts, 1)
        key = entity.list_name, entity.id
        look = button(
            self.tr("What is known"), lambda: self.subject_asked.emit(*key), icon="open"
        )
        row.addWidget(look)
        return head

    def _fields(self, entity: Entity, conflicts: Sequence[Conflict]) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(10)
        for conflict in conflicts:
            column.addWidget(self._field(entity, conflict))
        names = [conflict.field for conflict in conflicts]
        history = self._workspace.records.history(entity.list_name, entity.id)
        past = [write for write in history if write.field in names][:PAST]
        column.addSpacing(6)
        column.addWidget(
            label(self.tr("All that was ever written to these fields"), "caption")
        )
        for write in past:
            column.addWidget(self._past(entity, write))
        column.addStretch(1)
        return inner

    def _field(self, entity: Entity, conflict: Conflict) -> QWidget:
        language = self._workspace.language
        name = conflict.field
        options = [
            self._option(entity, write, stands=not number)
            for number, write in enumerate(_apart(conflict.heads))
        ]
        known = words.property_choices(entity.list_name, name, language)
        codes = {code for code, _ in known}
        fits = all(one.value in codes or not one.value for one in options)
        made = ConflictField(
            field_name(entity.list_name, name, language),
            options,
            choices=known if fits else (),
            third=name != "__hidden",
            secret=name in SECRET,
        )
        made.visit_asked.connect(self.sheet_asked)
        why = label(self._why(conflict, options[0]), "caption", wrap=True)
        made.body.addWidget(why)
        self.fields[name] = made
        return made

    def _option(self, entity: Entity, write: FieldWrite, *, stands: bool) -> Option:
        language = self._workspace.language
        return Option(
            write.value,
            value_of(entity.list_name, write.field, write.value, language),
            written(write, self._members, self._workspace),
            origin(write, self._workspace),
            write.record_id,
            stands,
        )

    def _why(self, conflict: Conflict, first: Option) -> str:
        shown = conflict.heads[0]
        when = moment(shown.at, self._workspace)
        if all(shown.at >= other.at for other in conflict.heads):
            told = self.tr(
                "Shown meanwhile because it was written last, {when}; neither laptop "
                "knew of the other's value."
            )
        else:
            told = self.tr(
                "Shown meanwhile because it was written after more of the others' "
                "work, {when}; a laptop's clock may be wrong."
            )
        return told.format(when=when)

    def _past(self, entity: Entity, write: FieldWrite) -> QWidget:
        language = self._workspace.language
        name = field_name(entity.list_name, write.field, language)
        value = value_of(entity.list_name, write.field, write.value, language)
        if write.field in SECRET:
            value = words.masked(value)
        who = written(write, self._members, self._workspace)
        return Elided(f"{name}  {value}  ·  {who}", "muted")

    def _foot(self, entity: Entity) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 12, 20, 14)
        row.setSpacing(12)
        told = self.tr("Every decision can be taken back; no value is lost.")
        row.addWidget(label(told, "muted", wrap=True), 1)
        count = len(self.fields)
        self.decide = button(
            self.tr("Decide %n field(s)", "", count),
            lambda: self._decide(entity),
            kind="primary",
            icon="check",
        )
        row.addWidget(self.decide)
        return row

    def _decide(self, entity: Entity) -> None:
        values = {name: field.value for name, field in self.fields.items()}
        self.decided.emit(entity.list_name, entity.id, values)

    _members: dict[str, Member]


def _apart(heads: Sequence[FieldWrite]) -> list[FieldWrite]:
    """Return one write for each different value, the shown one first."""
    found: dict[str, FieldWrite] = {}
    for head in heads:
        found.setdefault(head.value, head)
    return list(found.values())
