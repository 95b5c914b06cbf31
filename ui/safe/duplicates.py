"""Duplicates: the page of pairs that seem to be one, each with the reason."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.errors import KnownError
from forms.records.duplicates import LISTS, Pair
from forms.records.store import Records
from forms.records.types import Entity
from ui import words
from ui.context import Workspace
from ui.jobs import Progress
from ui.parts.cards import Band, Card, Empty, button, hair, scrolled
from ui.parts.labels import Elided, Pill, label
from ui.parts.page import Page

SHOWN, SURE, REASONS_SHOWN = 60, 90, 2
APART = "apart"
REASONS = {
    "id_no": QT_TRANSLATE_NOOP("Duplicates", "same identity number"),
    "hh_code": QT_TRANSLATE_NOOP("Duplicates", "same household code"),
    "door": QT_TRANSLATE_NOOP("Duplicates", "same door"),
    "name_birth": QT_TRANSLATE_NOOP("Duplicates", "same name and birth date"),
    "name_phone": QT_TRANSLATE_NOOP("Duplicates", "same name and phone"),
    "name_door": QT_TRANSLATE_NOOP("Duplicates", "same name and door"),
    "sound_birth": QT_TRANSLATE_NOOP(
        "Duplicates", "names sound alike, same birth date"
    ),
}
FIELDS = {
    "resident": ("birth_date", "id_no", "addr_short", "phone", "person_state"),
    "household": ("addr_short", "hh_code", "head_name", "house_use", "floor_area"),
}


def title() -> str:
    """Return what the page is called."""
    return QCoreApplication.translate("Duplicates", "Possible duplicates")


def reason_text(reason: str) -> str:
    """Return a reason of `SCORES` in words."""
    told = REASONS.get(reason)
    return QCoreApplication.translate("Duplicates", str(told)) if told else reason


class DuplicatesPage(Page):
    """Makes two entries one, says that they are two, or undoes a merge."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, title())
        self.head.lead(self.tr("Back"), lambda: self.page_asked.emit("people"))
        self.head.add(
            self.tr("Hidden and merged"),
            lambda: self.page_asked.emit("hidden"),
            icon="eye_off",
        )
        self._tell = Band()
        self._tell.hide()
        self.body.addWidget(self._tell)
        self._inner: QWidget | None = None
        self._pairs: list[Pair] = []
        self._undo: tuple[str, str] | None = None
        self._undo_button = button(self.tr("Undo"), self.undo, kind="link")
        self._tell.add(self._undo_button)

    def refresh(self) -> None:
        """Look for pairs again, beside the work."""
        folder = self.workspace.folder
        self.head.note.set_text(self.tr("Looking through the register"))

        def work(progress: Progress) -> list[Pair]:
            found: list[Pair] = []
            with Records.open(folder, writer=False) as records:
                for at, name in enumerate(LISTS):
                    progress(at, len(LISTS))
                    found += records.duplicates(name)
            return found

        self.workspace.jobs.run("work", work, self._found, self.problem.emit)

    def merge(self, pair: Pair) -> None:
        """Make the two one; the fuller text of the newer entry fills the gaps."""
        space = self.workspace
        try:
            space.records.merge(
                pair.list_name, pair.one, pair.two, {}, space.profile.staff_id
            )
        except KnownError as error:
            self.problem.emit(error)
            return
        self._undo = (pair.list_name, pair.two)
        self._pairs = [one for one in self._pairs if one != pair]
        told = self.tr("Made one. Both stay in the history.")
        self._tell.show_text(told, "ok")
        self._undo_button.show()
        self.changed.emit()

    def undo(self) -> None:
        """Make the last two two again."""
        if self._undo is None:
            return
        space = self.workspace
        try:
            space.records.unmerge(*self._undo, space.profile.staff_id)
        except KnownError as error:
            self.problem.emit(error)
            return
        self._undo = None
        self._tell.hide()
        self.changed.emit()

    def keep_apart(self, pair: Pair) -> None:
        """Remember on this laptop that they are two."""
        journal = self.workspace.journal
        known = _apart(journal.setting(APART))
        try:
            journal.set_setting(APART, json.dumps(sorted({*known, _name(pair)})))
        except KnownError as error:
            self.problem.emit(error)
            return
        self._found(self._pairs)

    # Inside.

    def _found(self, pairs: Sequence[Pair]) -> None:
        apart = _apart(self.workspace.journal.setting(APART))
        self._pairs = [pair for pair in pairs if _name(pair) not in apart]
        self.head.note.set_text(self.tr("%n possible pair(s)", "", len(self._pairs)))
        if self._inner is not None:
            self.body.removeWidget(self._inner)
            self._inner.deleteLater()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for pair in self._pairs[:SHOWN]:
            made = self._card(pair)
            if made is not None:
                column.addWidget(made)
        if not self._pairs:
            text = self.tr("Names, numbers, doors and birth dates were compared")
            column.addWidget(Empty("people", self.tr("No duplicates"), text))
        column.addStretch(1)
        self._inner = scrolled(inner)
        self.body.addWidget(self._inner, 1)

    def _card(self, pair: Pair) -> Card | None:
        records = self.workspace.records
        both = [records.entity(pair.list_name, one) for one in (pair.one, pair.two)]
        first, second = both
        if first is None or second is None:
            return None
        card = Card(margin=16, spacing=10)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(label(words.list_name(pair.list_name), "caption"))
        for reason in pair.reasons[:REASONS_SHOWN]:
            text = QCoreApplication.translate("Duplicates", str(REASONS[reason]))
            tone = "bad" if pair.score >= SURE else "warn"
            top.addWidget(Pill(text, tone, "people"))
        top.addStretch(1)
        two = button(self.tr("They are two"), lambda: self.keep_apart(pair))
        one = button(self.tr("Make them one"), lambda: self.merge(pair), kind="primary")
        top.addWidget(two)
        top.addWidget(one)
        card.body.addLayout(top)
        card.body.addWidget(hair())
        sides = QHBoxLayout()
        sides.setSpacing(24)
        for entity, other in ((first, second), (second, first)):
            sides.addLayout(self._side(entity, other), 1)
        card.body.addLayout(sides)
        return card

    def _side(self, entity: Entity, other: Entity) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(Elided(entity.label or entity.id[:8], "card_title"), 1)
        key = (entity.list_name, entity.id)
        head.addWidget(
            button(self.tr("Look"), lambda: self.subject_asked.emit(*key), kind="ghost")
        )
        column.addLayout(head)
        language = self.workspace.language
        for name in FIELDS[entity.list_name]:
            value = entity.properties.get(name, "")
            if not value:
                continue
            text = words.value_text(entity.list_name, name, value, language)
            if name in ("phone", "id_no"):
                text = words.masked(value)
            told = words.property_name(entity.list_name, name, language)
            same = value == other.properties.get(name, "")
            column.addWidget(
                label(f"{told}  {text}", "muted" if same else "body", wrap=True)
            )
        column.addStretch(1)
        return column


def _name(pair: Pair) -> str:
    return f"{pair.list_name} {pair.one} {pair.two}"


def _apart(told: str) -> set[str]:
    return set(json.loads(told)) if told else set()
