"""First run: who am I, which grid, worker or supervisor, empty or with the demo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from dataclasses import field as kept_as
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from forms.errors import KnownError
from ui.jobs import Jobs, Progress
from ui.languages import NAMES
from ui.parts.cards import Band, Card, button, scrolled
from ui.parts.labels import label
from ui.parts.sidebar import Mark
from ui.problems import sentence
from ui.safe.secret import NewSecret

CARD_PX = 600
Role = Literal["worker", "supervisor"]


@dataclass(frozen=True, slots=True)
class Person:
    """One whom the demo grid knows."""

    staff_id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Answers:
    """What the first-run page asked.

    Args:
        staff_id: Of the demo's person; blank where one is to be made.
        grid_code: As "XYQY03"; of the demo's grid where `demo`.
        passphrase: Blank where a person goes without.
    """

    demo: bool
    staff_id: str
    name: str
    role: Role
    grid_code: str
    grid_name: str
    language: str
    passphrase: str = kept_as(default="", repr=False)


SetUp = Callable[[Answers, Progress], object]
"""Makes the workspace; runs on a lane, counts, gives what to open."""


class FirstRun(QWidget):
    """The page; tells what `set_up` gave once the workspace stands.

    Args:
        people: Whom one can be in the demo grid.
        set_up: Makes the workspace.
        speak: Puts another language on the application.
        language: "zh_CN" or "en".
        own: Ask for one's own grid first, as the demo was looked at.
    """

    done = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        people: Sequence[Person],
        set_up: SetUp,
        speak: Callable[[str], None],
        language: str,
        *,
        own: bool = False,
    ) -> None:
        super().__init__()
        self._own_first = own
        self._jobs, self._people, self._set_up = jobs, tuple(people), set_up
        self._speak, self._language = speak, language
        self.setProperty("box", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._inner: QWidget | None = None
        self._build()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the other language at once."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._inner is not None:
            self._build()

    def showEvent(self, event: QShowEvent) -> None:
        """Let Enter be enough to look round, or typing to begin."""
        super().showEvent(event)
        first = self.name if self.own.isChecked() else self.go
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin by Enter, wherever the focus is."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.go.isEnabled():
            self.begin()
        else:
            super().keyPressEvent(event)

    def begin(self) -> None:
        """Make the workspace from what is answered, or say what is missing."""
        answers = self._answers()
        if answers is None:
            return
        self.go.setEnabled(False)
        self._bar.show()
        self._jobs.run(
            "work",
            lambda progress: self._set_up(answers, progress),
            self.done.emit,
            self._failed,
            self._count,
            writes=True,
        )

    def _answers(self) -> Answers | None:
        demo = self.demo.isChecked()
        role: Role = "supervisor" if self.supervisor.isChecked() else "worker"
        if demo:
            person = self._people[self._who.currentIndex()]
            return Answers(
                True, person.staff_id, person.name, person.role, "", "", self._language
            )
        name, grid = self.name.text().strip(), self.grid.text().strip()
        code = self.code.text().strip().upper()
        for field, text in ((self.name, name), (self.grid, grid), (self.code, code)):
            field.setProperty("invalid", not text)
            field.style().polish(field)
        if not (name and grid and code):
            self._tell.show_text(
                self.tr("Three things are needed: your name, the grid and its code."),
                "bad",
            )
            return None
        try:
            secret = self.secret.given()
        except KnownError as error:
            self._tell.show_text(sentence(error, self._language), "bad")
            return None
        return Answers(False, "", name, role, code, grid, self._language, secret)

    def _failed(self, error: KnownError) -> None:
        self.go.setEnabled(True)
        self._bar.hide()
        self._tell.show_text(sentence(error, self._language), "bad")

    def _count(self, done: int, of: int, what: str) -> None:
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        told = self.tr("Getting ready: {done} of {of}")
        self._told.setText(told.format(done=done, of=of))

    # What it looks like.

    def _build(self) -> None:
        if self._inner is not None:
            self._column.removeWidget(self._inner)
            self._inner.deleteLater()
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(24, 24, 24, 24)
        card = _Card()
        row.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        card.body.addLayout(self._brand())
        card.body.addSpacing(4)
        card.body.addLayout(self._kinds())
        # Not a stack, which keeps room for the larger of the two.
        self._sides = (self._demo_side(), self._own_side())
        for side in self._sides:
            card.body.addWidget(side)
        self._turn(self.demo.isChecked())
        self._tell = Band()
        self._tell.hide()
        card.body.addWidget(self._tell)
        self._bar = QProgressBar()
        self._bar.hide()
        card.body.addWidget(self._bar)
        card.body.addLayout(self._foot())
        self._inner = scrolled(middle)
        self._column.addWidget(self._inner)

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Mark(44))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(label(self.tr("Grid Visits"), "title"))
        what = self.tr("Fill at the door, keep, print, carry: without a network")
        texts.addWidget(label(what, "muted", wrap=True))
        row.addLayout(texts, 1)
        self._languages = QComboBox()
        for code, name in NAMES.items():
            self._languages.addItem(name, code)
        self._languages.setCurrentIndex(self._languages.findData(self._language))
        self._languages.setAccessibleName(self.tr("Language"))
        self._languages.activated.connect(self._speak_other)
        row.addWidget(self._languages, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _speak_other(self) -> None:
        self._language = str(self._languages.currentData())
        self._own_first = self.own.isChecked()
        self._speak(self._language)

    def _kinds(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        group = QButtonGroup(self)
        self.demo = _kind(self.tr("Look round in the demo grid"))
        self.own = _kind(self.tr("Begin with my own grid"))
        for each in (self.demo, self.own):
            group.addButton(each)
            row.addWidget(each, 1)
        (self.own if self._own_first else self.demo).setChecked(True)
        self.demo.toggled.connect(self._turn)
        return row

    def _turn(self, demo: bool) -> None:
        """Show the side that is asked for; the hidden one takes no room."""
        for side, shown in zip(self._sides, (demo, not demo), strict=True):
            side.setVisible(shown)
        if not demo and self.isVisible():
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _demo_side(self) -> QWidget:
        side = QWidget()
        form = _form(side)
        what = self.tr(
            "A fictional estate: 12 buildings, 432 doors, 1,041 residents, 574 "
            "facilities. It stays apart from real work and says so on every page."
        )
        form.addRow(label(what, "muted", wrap=True))
        self._who = QComboBox()
        for person in self._people:
            self._who.addItem(person.name)
        form.addRow(label(self.tr("I am"), "muted"), self._who)
        return side

    def _own_side(self) -> QWidget:
        side = QWidget()
        form = _form(side)
        self.name, self.grid, self.code = QLineEdit(), QLineEdit(), QLineEdit()
        self.grid.setPlaceholderText(self.tr("as the sheets shall print it"))
        self.code.setPlaceholderText("XYQY03")
        form.addRow(label(self.tr("My name"), "muted"), self.name)
        form.addRow(label(self.tr("My grid"), "muted"), self.grid)
        form.addRow(label(self.tr("Grid code"), "muted"), self.code)
        roles = QHBoxLayout()
        roles.setSpacing(12)
        group = QButtonGroup(self)
        worker = _kind(self.tr("Grid worker"))
        self.supervisor = _kind(self.tr("Supervisor"))
        for each in (worker, self.supervisor):
            group.addButton(each)
            roles.addWidget(each, 1)
        worker.setChecked(True)
        form.addRow(label(self.tr("I work as"), "muted"), roles)
        self.secret = NewSecret(optional=True)
        form.addRow(label(self.tr("Passphrase"), "muted"), self.secret)
        return side

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._told = label(
            self.tr("All can be changed later in the settings"), "caption"
        )
        row.addWidget(self._told, 1)
        self.go = button(self.tr("Begin"), self.begin, kind="primary", icon="go")
        self.go.setDefault(True)
        row.addWidget(self.go)
        return row


class _Card(Card):
    """As high as its wrapped texts need at its width, in any font."""

    def __init__(self) -> None:
        super().__init__(margin=28, spacing=14)
        self.setFixedWidth(CARD_PX)

    def sizeHint(self) -> QSize:
        """Return what its layout needs at its width."""
        return QSize(CARD_PX, self.body.totalHeightForWidth(CARD_PX))

    def minimumSizeHint(self) -> QSize:
        """Never less: a page that is too low scrolls."""
        return self.sizeHint()


def _kind(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("kind", "answer")
    made.setCheckable(True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def _form(side: QWidget) -> QFormLayout:
    form = QFormLayout(side)
    form.setContentsMargins(0, 4, 0, 4)
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(12)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
    return form
