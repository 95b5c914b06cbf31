"""Hazards: events from report to closing, by state and level."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ui import words
from ui.context import Start, Workspace
from ui.parts.list_page import SubjectListPage
from ui.parts.rows import Row
from ui.queries import OPEN_STATES, entity_row, found_rows
from ui.subjects import Subject, subject

translate = QCoreApplication.translate
STATES = ("S1", "S2", "S3", "S4", "S6", "S7", "S5")


class HazardsPage(SubjectListPage):
    """Newest first; the visit that begins here is the next step of its handling."""

    def __init__(self, workspace: Workspace) -> None:
        language = workspace.language
        states = [
            (state, words.status("hazard", "status", state, language)[0])
            for state in STATES
        ]
        super().__init__(
            workspace,
            title=translate("HazardsPage", "Hazards"),
            list_title=translate("HazardsPage", "Events"),
            chips=[("", translate("HazardsPage", "All")), *states],
            kinds=[
                ("", translate("HazardsPage", "All levels")),
                *(
                    (level, words.status("hazard", "level", level, language)[0])
                    for level in "ABCD"
                ),
            ],
        )
        self.head.add(
            self.tr("Report a hazard"),
            lambda: self.start_asked.emit(Start("hazard_report")),
            kind="primary",
            icon="plus",
        )

    def fetch(self, offset: int, limit: int) -> Sequence[Row]:
        """Return events as the filters stand, the last reported first."""
        text = self.field.text().strip()
        if text:
            return found_rows(self.workspace, "hazard", text)[offset:]
        found = self.workspace.records.entities(
            "hazard", self._where(), order="-found_date", limit=limit, offset=offset
        )
        return [entity_row(entity, self.workspace) for entity in found]

    def known(self, key: tuple[str, ...]) -> Subject | None:
        """Return what is known of the event."""
        return subject(self.workspace, *key)

    def refresh(self) -> None:
        """Read the list and its counts again."""
        super().refresh()
        records, level = self.workspace.records, self._level()
        counts = {"": records.entity_count("hazard", level)}
        for state in STATES:
            where = {**level, "status": state}
            counts[state] = records.entity_count("hazard", where)
        self.chips.show_counts(counts)
        self.tell_nothing(
            bare=not records.entity_count("hazard"),
            begin=self.tr("What is found on a patrol or reported stands here"),
        )
        still = sum(counts[state] for state in OPEN_STATES)
        self.head.note.set_text(self.tr("%n still open", "", still))

    def _level(self) -> dict[str, str]:
        level = str(self.kinds.currentData() or "")
        return {"level": level} if level else {}

    def _where(self) -> dict[str, str]:
        where = self._level()
        if self.chips.key:
            where["status"] = self.chips.key
        return where
