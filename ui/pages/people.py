"""People: the residents of the grid, page by page, with what is known of each."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ui.context import Start, Workspace
from ui.parts.list_page import SubjectListPage
from ui.parts.rows import Row
from ui.queries import entity_row, found_rows
from ui.safe import duplicates
from ui.subjects import Subject, subject

translate = QCoreApplication.translate


class PeoplePage(SubjectListPage):
    """Residents; ID number and phone are masked until they are tapped."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            workspace,
            title=translate("PeoplePage", "Residents"),
            list_title=translate("PeoplePage", "Residents"),
            chips=(
                ("", translate("PeoplePage", "All")),
                ("R1", translate("PeoplePage", "Red")),
                ("R2", translate("PeoplePage", "Orange")),
                ("R3", translate("PeoplePage", "Yellow")),
                ("R4", translate("PeoplePage", "Blue")),
            ),
            kinds=(
                ("", translate("PeoplePage", "Everybody")),
                ("floating", translate("PeoplePage", "Floating")),
            ),
        )
        self.head.add(
            duplicates.title(),
            lambda: self.page_asked.emit("duplicates"),
            icon="people",
        )
        self.head.add(
            self.tr("Register a household"),
            lambda: self.start_asked.emit(Start("household_reg")),
            icon="plus",
        )

    def fetch(self, offset: int, limit: int) -> Sequence[Row]:
        """Return residents as the filters stand, by door."""
        text = self.field.text().strip()
        if text:
            return found_rows(self.workspace, "resident", text)[offset:]
        found = self.workspace.records.entities(
            "resident", self._where(), order="addr_short", limit=limit, offset=offset
        )
        return [entity_row(entity, self.workspace) for entity in found]

    def known(self, key: tuple[str, ...]) -> Subject | None:
        """Return what is known of the resident."""
        return subject(self.workspace, *key)

    def refresh(self) -> None:
        """Read the list and its counts again."""
        super().refresh()
        records = self.workspace.records
        kind = self._kind()
        counts = {"": records.entity_count("resident", kind)}
        for risk in ("R1", "R2", "R3", "R4"):
            counts[risk] = records.entity_count("resident", {**kind, "risk": risk})
        self.chips.show_counts(counts)
        self.tell_nothing(
            bare=not records.entity_count("resident"),
            begin=self.tr(
                "Register a household with who lives there, or bring in a list under "
                "Office ledgers"
            ),
        )
        told = self.tr("%n resident(s) in the register", "", counts[""])
        self.head.note.set_text(told)

    def _kind(self) -> dict[str, str]:
        where = {"person_state": "active"}
        if self.kinds.currentData():
            where["residence_type"] = str(self.kinds.currentData())
        return where

    def _where(self) -> dict[str, str]:
        where = self._kind()
        if self.chips.key:
            where["risk"] = self.chips.key
        return where
