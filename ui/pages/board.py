"""Board: every door of a building, with what stands to be done behind it."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from forms.records.store import Records
from forms.records.types import Entity
from ui import words
from ui.context import Workspace
from ui.jobs import Progress
from ui.parts.cards import Card, Empty
from ui.parts.chips import Chips
from ui.parts.doors import Door, DoorBoard
from ui.parts.labels import IconLabel, label
from ui.parts.page import Page
from ui.parts.subject import SubjectPanel
from ui.subjects import due_text, subject, title_of
from ui.theme import step_now

SOON_DAYS = 7
DOORS_AT_MOST = 2_000
PANEL_WIDTH = 400
LEGEND_FROM_PX = 1000
COUNT_EVERY = 500


class BoardPage(Page):
    """Buildings as chips, doors as tiles, the chosen household at the right."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, self.tr("Buildings"))
        self._wide = True
        self._building = ""
        self._wanted = ""
        self._buildings = Chips(())
        self._card = Card(margin=16, spacing=12)
        self.modes = Chips(
            (("due", self.tr("Visits")), ("heat", self.tr("Temperature")))
        )
        self.board = DoorBoard()
        self.board.setAccessibleName(self.tr("Doors"))
        self._legend = QHBoxLayout()
        self._empty = Empty(
            "board",
            self.tr("No doors in the register yet"),
            self.tr("Register a household, or bring in a list under Office ledgers"),
        )
        self._empty.hide()
        self.panel = SubjectPanel(
            self.tr("Choose a door"), self.tr("Who lives there stands here")
        )
        self.panel.setMinimumWidth(280)
        self.panel.setMaximumWidth(PANEL_WIDTH + 30 * step_now())
        self._lay_out()
        self.modes.chosen.connect(lambda _: self._show_building())
        self.board.chosen.connect(self._show_door)
        self.board.opened.connect(self._begin)
        self.panel.start_asked.connect(self.start_asked)
        self.panel.sheet_asked.connect(self.sheet_asked)
        self.panel.subject_asked.connect(self.subject_asked)

    def refresh(self) -> None:
        """Count the buildings on a lane, then show the one that was shown."""
        folder, today = self.workspace.folder, self.workspace.today
        self.workspace.jobs.run(
            "work",
            lambda progress: buildings(folder, today, progress),
            self._show_buildings,
            self.problem.emit,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the legend out where it would crowd the doors."""
        super().resizeEvent(event)
        wide = self.width() >= LEGEND_FROM_PX + 60 * step_now()
        if wide != self._wide:
            self._wide = wide
            self._show_legend()

    def take_focus(self) -> None:
        """Put the keyboard on the doors."""
        self.board.setFocus()

    def select(self, list_name: str, entity_id: str) -> None:
        """Show the door of this household."""
        found = self.workspace.records.entity(list_name, entity_id)
        if found is not None:
            self._wanted = entity_id
            self._building = found.properties.get("building_no", "")
            self._show_building()

    def _lay_out(self) -> None:
        self._chips_row = QHBoxLayout()
        self._chips_row.addWidget(self._buildings, 1)
        top = QHBoxLayout()
        top.addWidget(self.modes, 1)
        top.addLayout(self._legend)
        self._card.body.addLayout(top)
        self._card.body.addWidget(self.board, 1)
        self._card.body.addWidget(self._empty, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._card, 5)
        row.addWidget(self.panel, 3)
        self.body.addLayout(self._chips_row)
        self.body.addLayout(row, 1)

    def _show_buildings(self, found: Mapping[str, tuple[int, int]]) -> None:
        fresh = Chips([(key, self._building_name(key)) for key in found])
        fresh.chosen.connect(self._show_other)
        self._chips_row.replaceWidget(self._buildings, fresh)
        self._buildings.deleteLater()
        self._buildings = fresh
        if self._building not in found:
            self._building = next(iter(found), "")
        fresh.choose(self._building)
        doors = sum(count for count, _ in found.values())
        late = sum(count for _, count in found.values())
        told = self.tr("{buildings} buildings, {doors} doors, {late} to visit")
        told = told.format(buildings=len(found), doors=doors, late=late)
        self.head.note.set_text(told)
        self.board.setVisible(bool(found))
        self._empty.setVisible(not found)
        self._show_building()

    def _building_name(self, building: str) -> str:
        if building.isdecimal():
            return self.tr("No. {building}").format(building=building)
        return building

    def _show_other(self, building: str) -> None:
        self._building = building
        self._show_building()

    def _show_building(self) -> None:
        found = self.workspace.records.entities(
            "household",
            {"building_no": self._building},
            order="door",
            limit=DOORS_AT_MOST,
        )
        doors = [self._door(household) for household in found]
        unit, floor = self.tr("Unit {unit}"), self.tr("F{floor}")
        self.board.show_doors(doors, unit, floor)
        self._show_legend()
        ids = {door.id for door in doors}
        first = next((door.id for door in doors if door.tone == "bad"), "")
        wanted = self._wanted if self._wanted in ids else first
        if wanted:
            self.board.choose(wanted)
        else:
            self.panel.show_subject(None)

    def _door(self, household: Entity) -> Door:
        known = household.properties
        tone, shape, told = self._standing(household)
        return Door(
            id=household.id,
            unit=known.get("unit_no", ""),
            floor=int(known.get("floor_no", "0") or 0),
            room=known.get("room_no", ""),
            name=title_of(household) if known.get("head_name") else told,
            tone=tone,
            shape=shape,
            told=told,
        )

    def _standing(self, household: Entity) -> tuple[str, str, str]:
        """Return tone, shape and word of how a household stands."""
        known, language = household.properties, self.workspace.language
        if known.get("house_use") == "vacant":
            told = words.value_text("household", "house_use", "vacant", language)
            return "idle", "minus", told
        if self.modes.key == "heat":
            band = known.get("heat_band") or "T0"
            told, tone = words.status("household", "heat_band", band, language)
            return tone, "", told
        due = known.get("next_due", "")
        if not due:
            return "ok", "check", self.tr("Nothing due")
        when = date.fromisoformat(due[:10])
        told, _ = due_text(when, self.workspace)
        if when < self.workspace.today:
            return "bad", "hazard", told
        if when <= self.workspace.today + timedelta(days=SOON_DAYS):
            return "warn", "clock", told
        return "primary", "calendar", told

    def _show_legend(self) -> None:
        while (item := self._legend.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for tone, shape, text in self._legend_texts() if self._wide else ():
            self._legend.addWidget(IconLabel(shape, tone, 14))
            self._legend.addWidget(label(text, "caption"))
            self._legend.addSpacing(8)

    def _legend_texts(self) -> list[tuple[str, str, str]]:
        language = self.workspace.language
        if self.modes.key == "heat":
            return [
                (tone, shape, words.status("household", "heat_band", band, language)[0])
                for band, tone, shape in (
                    ("T1", "ok", "check"), ("T2", "warn", "clock"),
                    ("T3", "bad", "hazard"), ("T0", "idle", "wait"),
                )
            ]  # fmt: skip
        return [
            ("bad", "hazard", self.tr("Late")),
            ("warn", "clock", self.tr("Within 7 days")),
            ("primary", "calendar", self.tr("Later")),
            ("ok", "check", self.tr("Nothing due")),
            ("idle", "minus", self.tr("Vacant")),
        ]

    def _show_door(self, entity_id: str) -> None:
        self._wanted = entity_id
        self.panel.show_subject(subject(self.workspace, "household", entity_id))

    def _begin(self, entity_id: str) -> None:
        found = subject(self.workspace, "household", entity_id)
        if found.starts:
            self.start_asked.emit(found.starts[0])


def buildings(
    folder: Path, today: date, progress: Progress
) -> dict[str, tuple[int, int]]:
    """Return doors and doors due by building, in the order of their numbers."""
    found: dict[str, tuple[int, int]] = {}
    with Records.open(folder, writer=False) as records:
        rows = records.entity_rows("household")
        of = len(rows)
        for done, row in enumerate(rows.rows()):
            if done % COUNT_EVERY == 0:
                progress(done, of)
            doors, due = found.get(row.get("building_no", ""), (0, 0))
            late = bool(row.get("next_due")) and row["next_due"] <= today.isoformat()
            found[row.get("building_no", "")] = (doors + 1, due + late)

    def natural(name: str) -> tuple[bool, int, str]:
        digits = "".join(each for each in name if each.isdecimal())
        return (not digits, int(digits or 0), name)

    return {name: found[name] for name in sorted(found, key=natural) if name}
