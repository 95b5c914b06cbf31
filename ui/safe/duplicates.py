"""Duplicates: the page of pairs that seem to be one, each with the reason."""

import json
from collections.abc import Callable, Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from forms.errors import KnownError
from forms.records.duplicates import LISTS, Pair
from forms.records.store import Records
from forms.records.types import Entity
from ui import words
from ui.context import Workspace
from ui.jobs import Progress
from ui.parts.busy_bar import BusyBar
from ui.parts.cards import Band, Card, Empty, button, hair, scrolled
from ui.parts.labels import Elided, Pill, label
from ui.parts.page import Page
from ui.safe.merge_panel import MergePanel

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
            self.tr("Conflicts"),
            lambda: self.page_asked.emit("conflicts"),
            icon="balance",
        )
        self.head.add(
            self.tr("Hidden and merged"),
            lambda: self.page_asked.emit("hidden"),
            icon="eye_off",
        )
        self._tell = Band()
        self._tell.hide()
        self.body.addWidget(self._tell)
        self.sure = Band()
        self.sure.hide()
        self.merge_all = button(self.tr("Make all of them one"), self.merge_sure)
        self.sure.add(self.merge_all)
        self.busy = BusyBar()
        self.body.addWidget(self.busy)
        self.stack = QStackedWidget()
        self.body.addWidget(self.stack, 1)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.sure)
        self.stack.addWidget(self._list)
        self.panel = MergePanel(workspace)
        self.stack.addWidget(self.panel)
        self.panel.merge_asked.connect(self.merge)
        self.panel.apart_asked.connect(self.keep_apart)
        self.panel.back_asked.connect(self.show_list)
        self.panel.subject_asked.connect(self.subject_asked)
        self._inner: QWidget | None = None
        self._pairs: list[Pair] = []
        self._undo: list[tuple[str, str]] = []
        self._undo_button = button(self.tr("Undo"), self.undo, kind="link")
        self._tell.add(self._undo_button)
        back = QShortcut(QKeySequence("Esc"), self, self.show_list)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

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

    def show_list(self) -> None:
        """Go back to the pairs."""
        self.stack.setCurrentIndex(0)

    def compare(self, pair: Pair) -> None:
        """Show two entries side by side."""
        try:
            self.panel.show_pair(pair)
        except KnownError as error:
            self.problem.emit(error)
            return
        self.stack.setCurrentWidget(self.panel)
        self.panel.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def merge(self, pair: Pair, chosen: dict[str, str]) -> None:
        """Make the two one; the kept one says what was chosen."""
        space = self.workspace
        try:
            space.records.merge(
                pair.list_name, pair.one, pair.two, chosen, space.profile.staff_id
            )
        except KnownError as error:
            self.problem.emit(error)
            return
        self._done([(pair.list_name, pair.two)])

    def merge_sure(self) -> None:
        """Make all those one that have the same valid identity number."""
        folder, author = self.workspace.folder, self.workspace.profile.staff_id
        pairs = [(one.list_name, one.one, one.two) for one in self._pairs if one.sure]

        def work(progress: Progress) -> list[tuple[str, str]]:
            with Records.open(folder) as records:
                return records.merge_many(pairs, author, progress)

        self._run(work, self._done)

    def undo(self) -> None:
        """Make two again what was made one last."""
        folder, author = self.workspace.folder, self.workspace.profile.staff_id
        gone = self._undo
        if not gone:
            return

        def work(progress: Progress) -> None:
            with Records.open(folder) as records:
                records.unmerge_many(gone, author, progress)

        self._run(work, lambda _: self._undone())

    def keep_apart(self, pair: Pair) -> None:
        """Remember on this laptop that they are two."""
        journal = self.workspace.journal
        known = _apart(journal.setting(APART))
        try:
            journal.set_setting(APART, json.dumps(sorted({*known, _name(pair)})))
        except KnownError as error:
            self.problem.emit(error)
            return
        self.show_list()
        self._found(self._pairs)

    # Inside.

    def _run(
        self, work: Callable[[Progress], object], done: Callable[..., None]
    ) -> None:
        """Run what writes, counted, to be stopped as a whole."""
        self.busy.begin(lambda _: "")
        self.stack.setEnabled(False)
        job = self.workspace.jobs.run(
            "work", work, done, self._failed, self.busy.count,
            on_stopped=self._ready, writes=True,
        )  # fmt: skip
        self.busy.follow(job)

    def _ready(self) -> None:
        self.busy.end()
        self.stack.setEnabled(True)

    def _failed(self, error: KnownError) -> None:
        self._ready()
        self.problem.emit(error)

    def _done(self, gone: list[tuple[str, str]]) -> None:
        self._ready()
        self._undo = gone
        told = self.tr(
            "%n made one with another. All stay in the history.", "", len(gone)
        )
        self._tell.show_text(told, "ok")
        self._undo_button.show()
        self.show_list()
        self.changed.emit()

    def _undone(self) -> None:
        self._ready()
        count, self._undo = len(self._undo), []
        self._tell.show_text(self.tr("%n made two again", "", count), "ok")
        self._undo_button.hide()
        self.changed.emit()

    def _found(self, pairs: Sequence[Pair]) -> None:
        apart = _apart(self.workspace.journal.setting(APART))
        self._pairs = [pair for pair in pairs if _name(pair) not in apart]
        self.head.note.set_text(self.tr("%n possible pair(s)", "", len(self._pairs)))
        sure = sum(pair.sure for pair in self._pairs)
        told = self.tr("%n pair(s) have the same valid identity number", "", sure)
        self.sure.show_text(told if sure else "", "primary")
        if self._inner is not None:
            self._column.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for pair in self._pairs[:SHOWN]:
            made = self._card(pair)
            if made is not None:
                column.addWidget(made)
        if len(self._pairs) > SHOWN:
            more = self.tr("%n more follow", "", len(self._pairs) - SHOWN)
            column.addWidget(label(more, "muted"))
        if not self._pairs:
            text = self.tr("Names, numbers, doors and birth dates were compared")
            column.addWidget(Empty("people", self.tr("No duplicates"), text))
        column.addStretch(1)
        self._inner = scrolled(inner)
        self._column.addWidget(self._inner, 1)

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
        one = button(
            self.tr("Compare them"), lambda: self.compare(pair), kind="primary"
        )
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
