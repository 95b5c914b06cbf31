"""Merge panel: two entries side by side, field by field, and what goes along."""

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from forms.errors import KnownError
from forms.records.duplicates import Pair
from forms.records.ledger_columns import columns
from forms.records.pairing import Pairing, Side, labelled, pairing
from forms.records.types import FieldWrite
from ui import words
from ui.context import Workspace
from ui.parts.cards import Band, Card, button, hair, scrolled
from ui.parts.labels import Elided, label
from ui.safe.merge_field import LEFT, NAME_PX, RIGHT, MergeField, Value
from ui.subjects import SECRET, staff_name
from ui.theme import step_now

PICTURE_PX = 112
MOST_NAMED = 8


class MergePanel(Card):
    """Shows a pair; tells what a person decided of it."""

    merge_asked = Signal(Pair, dict)
    apart_asked = Signal(Pair)
    back_asked = Signal()
    subject_asked = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(margin=0, spacing=0)
        self._workspace = workspace
        self._pair: Pair | None = None
        self._pairing: Pairing | None = None
        self.fields: dict[str, MergeField] = {}
        self._inner: QWidget | None = None
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 14)
        foot.setSpacing(12)
        foot.addWidget(
            button(self.tr("Back, change nothing"), self.back_asked.emit, icon="back")
        )
        foot.addStretch(1)
        foot.addWidget(button(self.tr("They are two"), self._apart))
        self.go = button(
            self.tr("Make them one"), self._merge, kind="primary", icon="check"
        )
        foot.addWidget(self.go)
        self.body.addWidget(hair())
        self.body.addLayout(foot)

    @property
    def chosen(self) -> dict[str, str]:
        """Property -> what the one that stays shall say, where it does not now."""
        if self._pairing is None:
            return {}
        now = self._pairing.kept.entity.properties
        gone = self._pairing.gone.entity.properties
        said = {name: one.value for name, one in self.fields.items()}
        told = {
            name: value
            for name, value in said.items()
            # A blank that is chosen must not be filled with the other's value.
            if value != now.get(name, "") or (not value and gone.get(name))
        }
        place = self._pairing.kept.entity.list_name
        before, fresh = labelled(place, now), labelled(place, {**now, **told})
        if fresh and fresh != before:
            told["label"] = fresh
        return told

    def show_pair(self, pair: Pair) -> None:
        """Show two entries; the value written last is chosen beforehand.

        Raises:
            KnownError: MERGE-GONE.
        """
        self._pair = pair
        self._pairing = pairing(
            self._workspace.records, pair.list_name, pair.one, pair.two
        )
        self.fields.clear()
        if self._inner is not None:
            self.body.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addLayout(self._heads(self._pairing))
        column.addWidget(hair())
        self.fields = {
            name: self._field(self._pairing, name) for name in self._pairing.properties
        }
        same = [one for one in self.fields.values() if one.same]
        for one in self.fields.values():
            if not one.same:
                column.addWidget(one)
        for each in self._along(self._pairing):
            column.addWidget(each)
        if same:
            column.addWidget(hair())
            column.addWidget(label(self.tr("The same in both"), "caption"))
        for one in same:
            column.addWidget(one)
        column.addStretch(1)
        self._inner = scrolled(inner)
        self.body.insertWidget(0, self._inner, 1)

    def choose_side(self, side: int) -> None:
        """Take every value of one side."""
        for one in self.fields.values():
            one.pick(side)

    # Inside.

    def _heads(self, both: Pairing) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 4)
        grid.setColumnStretch(2, 4)
        grid.setColumnStretch(3, 3)
        name = label("", "muted")
        name.setFixedWidth(NAME_PX + 10 * step_now())
        grid.addWidget(name, 0, 0)
        for number, side in enumerate((both.kept, both.gone)):
            grid.addLayout(self._head(side, number), 0, number + 1)
        reveal = button(self.tr("Show numbers in full"), self._reveal, kind="link")
        grid.addWidget(reveal, 0, 3, Qt.AlignmentFlag.AlignRight)
        return grid

    def _head(self, side: Side, number: int) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        stays = self.tr("Stays") if number == LEFT else self.tr("Becomes one with it")
        column.addWidget(label(stays, "caption"))
        column.addWidget(Elided(side.entity.label or side.entity.id[:8], "card_title"))
        row = QHBoxLayout()
        row.setSpacing(8)
        key = (side.entity.list_name, side.entity.id)
        look = button(
            self.tr("Look"), lambda: self.subject_asked.emit(*key), kind="link"
        )
        take = button(
            self.tr("Take all of it"), lambda: self.choose_side(number), kind="link"
        )
        for each in (take, look):
            each.setProperty("small", True)
            row.addWidget(each)
        row.addStretch(1)
        column.addLayout(row)
        return column

    def _field(self, both: Pairing, name: str) -> MergeField:
        language, place = self._workspace.language, both.kept.entity.list_name
        values = []
        for side in (both.kept, both.gone):
            value = side.entity.properties.get(name, "")
            told = words.value_text(place, name, value, language)
            values.append(Value(value, told, self._note(side.written.get(name))))
        return MergeField(
            self._name(place, name),
            (values[LEFT], values[RIGHT]),
            both.later(name),
            choices=words.property_choices(place, name, language),
            secret=name in SECRET,
        )

    def _name(self, place: str, name: str) -> str:
        """Return what a property is called, by the forms or else by the ledgers."""
        told = words.property_name(place, name, self._workspace.language)
        column = columns(place).get(name) if told == name else None
        if column is None:
            return told
        return column.zh if self._workspace.language == "zh_CN" else column.en

    def _note(self, write: FieldWrite | None) -> str:
        if write is None:
            return ""
        who = staff_name(self._workspace, write.author)
        zone = self._workspace.clock().tzinfo
        return f"{who}  {write.at.astimezone(zone):%Y-%m-%d}".strip()

    def _along(self, both: Pairing) -> list[QWidget]:
        """Tell which visits and entries come along with the one that goes."""
        language = self._workspace.language
        count = Counter(one.list_name for one in both.gone.pointers)
        told = [
            self.tr("{list}: {count}").format(list=words.list_name(name), count=number)
            for name, number in count.items()
        ]
        if both.gone.visits:
            told.insert(0, self.tr("%n visit(s)", "", both.gone.visits))
        if not told:
            text = self.tr("Nothing else names the one at the right")
            made: list[QWidget] = [label(text, "muted", wrap=True)]
            return made + self._pictures(both)
        text = self.tr("Goes along to the one that stays: {what}")
        made = [Band(text.format(what=words.listed(told, language)), "primary")]
        names = [one.label for one in both.gone.pointers if one.label]
        if names:
            shown = words.listed(names[:MOST_NAMED], language)
            made.append(label(shown, "muted", wrap=True))
        return made + self._pictures(both)

    def _pictures(self, both: Pairing) -> list[QWidget]:
        if not both.kept.pictures and not both.gone.pictures:
            return []
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(24)
        for side in (both.kept, both.gone):
            line = QHBoxLayout()
            line.setSpacing(8)
            for one in side.pictures:
                line.addWidget(self._picture(one.sha256, one.day))
            line.addStretch(1)
            row.addLayout(line, 1)
        return [box]

    def _picture(self, sha256: str, day: str) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        image, shown = QPixmap(), QLabel()
        try:
            image.loadFromData(self._workspace.records.blob(sha256))
        except KnownError:
            # A damaged photo is the doctor's matter, not this decision's.
            shown.setText(self.tr("Photo cannot be read"))
        if not image.isNull():
            shown.setPixmap(
                image.scaled(
                    PICTURE_PX,
                    PICTURE_PX,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
        column.addWidget(shown)
        column.addWidget(label(day, "caption"))
        return box

    def _reveal(self) -> None:
        for one in self.fields.values():
            one.reveal()

    def _merge(self) -> None:
        if self._pair is not None:
            self.merge_asked.emit(self._pair, self.chosen)

    def _apart(self) -> None:
        if self._pair is not None:
            self.apart_asked.emit(self._pair)
