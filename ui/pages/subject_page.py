"""Subject page: one household, resident, facility or hazard, and whence one came."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from forms.errors import KnownError
from ui import words
from ui.context import Workspace
from ui.parts.page import Page
from ui.parts.subject import SubjectPanel
from ui.safe.notes import hide_word
from ui.subjects import subject


class SubjectPage(Page):
    """Shows what is linked to what, step by step, and goes the same way back."""

    def __init__(self, workspace: Workspace, back: Callable[[], None]) -> None:
        super().__init__(workspace, "")
        self._back = back
        self._trail: list[tuple[str, str]] = []
        self._begin: QPushButton | None = None
        self._hidden = False
        self.head.lead(self.tr("Back"), self.back)
        self._panel = SubjectPanel("", "")
        self._panel.start_asked.connect(self.start_asked)
        self._panel.sheet_asked.connect(self.sheet_asked)
        self._panel.subject_asked.connect(self.push)
        self.body.addWidget(self._panel, 1)
        self._hide = self.head.add(hide_word(hidden=False), self._turn_hidden)
        self._hide.setProperty("kind", "ghost")

    def show_only(self, list_name: str, entity_id: str) -> None:
        """Show this entity; back leads to the page before."""
        self._trail = [(list_name, entity_id)]
        self.refresh()

    def push(self, list_name: str, entity_id: str) -> None:
        """Show this entity; back leads to the one before."""
        self._trail.append((list_name, entity_id))
        self.refresh()

    def back(self) -> None:
        """Go one step back."""
        if len(self._trail) > 1:
            self._trail.pop()
            self.refresh()
        else:
            self._back()

    def take_focus(self) -> None:
        """Let Enter begin the visit that is due."""
        (self._begin or self).setFocus()

    def _turn_hidden(self) -> None:
        """Take the entity out of the lists, or bring it back; the history stays."""
        key, staff = self._trail[-1], self.workspace.profile.staff_id
        try:
            self.workspace.records.hide(*key, not self._hidden, staff)
        except KnownError as error:
            self.problem.emit(error)
            return
        self.refresh()
        self.changed.emit()

    def refresh(self) -> None:
        """Read the entity again."""
        if not self._trail:
            return
        list_name, entity_id = self._trail[-1]
        try:
            found = subject(self.workspace, list_name, entity_id)
        except KnownError as error:
            self.problem.emit(error)
            return
        self.head.show_title(words.list_name(list_name))
        self._panel.show_subject(found)
        known = self.workspace.records.entity(list_name, entity_id)
        self._hidden = known is not None and known.hidden
        self._hide.setText(hide_word(hidden=self._hidden))
        self._hide.setVisible(known is not None and not known.merged_into)
        self._begin = self._panel.primary if found.starts else None
        self.take_focus()
