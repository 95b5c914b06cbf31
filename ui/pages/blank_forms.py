"""Blank forms: any of the eleven can be begun without anybody chosen first."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import words
from ui.context import Start, Workspace
from ui.parts.cards import scrolled
from ui.parts.labels import IconLabel, label
from ui.parts.page import Page
from ui.theme import step_now

COLUMNS = 3


class BlankFormsPage(Page):
    """A card for each form; a click begins it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, self.tr("Forms"))
        self.head.note.set_text(
            self.tr("Begin a visit that no list asks for; who it is to is asked first")
        )
        self.cards: dict[str, FormCard] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        inner = QWidget()
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(0, 0, 8, 0)
        outer.addLayout(self._grid)
        outer.addStretch(1)
        self.body.addWidget(scrolled(inner), 1)

    def refresh(self) -> None:
        """Show every form on the shelf, ours in their order first."""
        titles = {form.form_id: form.title for form in self.workspace.records.forms()}
        names = [name for name in words.FORM_NAMES if name in titles]
        names += sorted(titles.keys() - set(names))
        for name in names:
            if name in self.cards:
                continue
            place = len(self.cards)
            card = FormCard(name, titles[name])
            card.clicked.connect(
                lambda _=False, name=name: self.start_asked.emit(Start(name))
            )
            self.cards[name] = card
            self._grid.addWidget(card, place // COLUMNS, place % COLUMNS)


class FormCard(QPushButton):
    """One form: its mark, its name, what it is for."""

    def __init__(self, form_id: str, title: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        name, note = words.form_name(form_id, title), words.form_note(form_id)
        self.setAccessibleName(f"{name}. {note}")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 14, 18, 14)
        row.setSpacing(14)
        icon = IconLabel(words.FORM_ICONS.get(form_id, "forms"), "primary", 26)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(label(name, "card_title", wrap=True))
        texts.addWidget(label(note or title, "muted", wrap=True))
        texts.addStretch(1)
        row.addLayout(texts, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a height that holds two lines of note."""
        return QSize(240, 108 + 16 * step_now())
