"""Facilities: fire equipment of the grid, by state and kind."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ui import words
from ui.context import Start, Workspace
from ui.parts.list_page import SubjectListPage
from ui.parts.rows import Row
from ui.queries import entity_row, found_rows
from ui.subjects import Subject, subject

translate = QCoreApplication.translate
STATES = ("fault", "overdue", "scrap", "lost", "ok", "stopped")


class FacilitiesPage(SubjectListPage):
    """Extinguishers, hydrants, lights and the rest, by building and unit."""

    def __init__(self, workspace: Workspace) -> None:
        language = workspace.language
        states = [
            (state, words.status("facility", "status", state, language)[0])
            for state in STATES
        ]
        super().__init__(
            workspace,
            title=translate("FacilitiesPage", "Facilities"),
            list_title=translate("FacilitiesPage", "Facilities"),
            chips=[("", translate("FacilitiesPage", "All")), *states],
            kinds=[
                ("", translate("FacilitiesPage", "All kinds")),
                *words.choices("fac_type", language),
            ],
        )
        self.head.add(
            self.tr("New card"),
            lambda: self.start_asked.emit(Start("facility_reg")),
            icon="plus",
        )

    def fetch(self, offset: int, limit: int) -> Sequence[Row]:
        """Return facilities as the filters stand, by building and unit."""
        text = self.field.text().strip()
        if text:
            return found_rows(self.workspace, "facility", text)[offset:]
        found = self.workspace.records.entities(
            "facility", self._where(), order="door", limit=limit, offset=offset
        )
        return [entity_row(entity, self.workspace) for entity in found]

    def known(self, key: tuple[str, ...]) -> Subject | None:
        """Return what is known of the facility."""
        return subject(self.workspace, *key)

    def refresh(self) -> None:
        """Read the list and its counts again."""
        super().refresh()
        records = self.workspace.records
        kind = self._kind()
        counts = {"": records.entity_count("facility", kind)}
        for state in STATES:
            where = {**kind, "status": state}
            counts[state] = records.entity_count("facility", where)
        self.chips.show_counts(counts)
        self.tell_nothing(
            bare=not records.entity_count("facility"),
            begin=self.tr(
                "Make a card for each one on the spot, or bring in a list under Office "
                "ledgers"
            ),
        )
        told = self.tr("%n piece(s) on the register", "", counts[""])
        self.head.note.set_text(told)

    def _kind(self) -> dict[str, str]:
        kind = str(self.kinds.currentData() or "")
        return {"fac_type": kind} if kind else {}

    def _where(self) -> dict[str, str]:
        where = self._kind()
        if self.chips.key:
            where["status"] = self.chips.key
        return where
