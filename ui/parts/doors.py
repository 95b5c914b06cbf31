"""Doors: one building as a board of doors, floor over floor, unit beside unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui import icons
from ui.parts.labels import SHAPES
from ui.style import Tokens
from ui.theme import font, step_now, tokens_of

Index = QModelIndex | QPersistentModelIndex
LOWEST, HIGHEST = 58, 92
DOOR_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Door:
    """One door as the board shows it.

    Args:
        tone: With `shape`, how it stands; told in words by `told`.
    """

    id: str
    unit: str
    floor: int
    room: str
    name: str
    tone: str
    shape: str
    told: str


class DoorModel(QAbstractTableModel):
    """Floors as rows, the highest first; the doors of each unit as columns.

    The first row holds the names of the units.
    """

    def __init__(self) -> None:
        super().__init__()
        self._floors: list[int] = []
        self._columns: list[tuple[str, int]] = []
        self._cells: dict[tuple[int, int], Door] = {}
        self._unit_name = "{unit}"
        self._floor_name = "{floor}"

    def show_doors(
        self, doors: Sequence[Door], unit_name: str, floor_name: str
    ) -> list[tuple[int, int]]:
        """Lay out `doors`; return first column and number of columns of each unit."""
        self.beginResetModel()
        self._unit_name, self._floor_name = unit_name, floor_name
        self._floors = sorted({door.floor for door in doors}, reverse=True)
        homes: dict[tuple[str, int], list[Door]] = {}
        for door in doors:
            homes.setdefault((door.unit, door.floor), []).append(door)
        widths: dict[str, int] = {}
        for (unit, _), several in homes.items():
            widths[unit] = max(widths.get(unit, 0), len(several))
        units = sorted(widths, key=lambda unit: (not unit.isdecimal(), unit.zfill(4)))
        self._columns = [(unit, n) for unit in units for n in range(widths[unit])]
        first = {unit: self._columns.index((unit, 0)) for unit in units}
        self._cells = {
            (self._floors.index(floor) + 1, first[unit] + n): door
            for (unit, floor), several in homes.items()
            for n, door in enumerate(several)
        }
        self.endResetModel()
        return [(first[unit], widths[unit]) for unit in units]

    def place_of(self, entity_id: str) -> QModelIndex:
        """Return where a door stands, an invalid index where it does not."""
        for (row, column), door in self._cells.items():
            if door.id == entity_id:
                return self.index(row, column)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the floors and the row of units."""
        return 0 if parent.isValid() or not self._floors else len(self._floors) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many doors stand side by side."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = 0) -> object:
        """Return the door, or the name of the unit in the first row."""
        door = self._cells.get((index.row(), index.column()))
        if role == DOOR_ROLE:
            return door
        if role == Qt.ItemDataRole.DisplayRole and index.row() == 0:
            return self._unit_name.format(unit=self._columns[index.column()][0])
        if door is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return door.room
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{door.room} {door.name} {door.told}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = 0
    ) -> object:
        """Return the floors."""
        shown = role == Qt.ItemDataRole.DisplayRole
        if shown and orientation == Qt.Orientation.Vertical and section > 0:
            return self._floor_name.format(floor=self._floors[section - 1])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only doors be chosen."""
        if (index.row(), index.column()) in self._cells:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class DoorDelegate(QStyledItemDelegate):
    """Paints a door from a picture kept for its like: 6 ms for 20,000 against 76."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint the door, or the unit's name."""
        view: QTableView = option.widget  # type: ignore[attr-defined]
        area: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        tokens = tokens_of(view.palette())
        door: Door | None = index.data(DOOR_ROLE)
        if door is None:
            if index.row() == 0:
                painter.setPen(QColor(tokens.text2))
                painter.setFont(font(13 + step_now(), bold=True))
                told = str(index.data() or "")
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, told)
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        scale = view.devicePixelRatio()
        drawn = _tile(
            tokens, door.room, door.name, door.tone, door.shape, chosen,
            area.width(), area.height(), step_now(), scale,
        )  # fmt: skip
        painter.drawPixmap(area.topLeft(), drawn)


class DoorBoard(QTableView):
    """The board; the arrow keys go from door to door."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.doors = DoorModel()
        self.setModel(self.doors)
        self.setItemDelegate(DoorDelegate(self))
        self.setProperty("box", "doors")
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(84 + 6 * step_now())
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setSectionsClickable(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(self._open)
        self.activated.connect(self._open)

    def show_doors(
        self, doors: Sequence[Door], unit_name: str, floor_name: str
    ) -> None:
        """Show a building; the names are patterns with {unit} and {floor}."""
        self.clearSpans()
        for first, width in self.doors.show_doors(doors, unit_name, floor_name):
            if width > 1:
                self.setSpan(0, first, 1, width)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the doors take the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        floors = self.doors.rowCount() - 1
        if floors < 1:
            return
        units = 30 + step_now()
        room = (self.viewport().height() - units) // floors
        self.verticalHeader().setDefaultSectionSize(
            min(max(room, LOWEST + 4 * step_now()), HIGHEST + 4 * step_now())
        )
        self.setRowHeight(0, units)

    def choose(self, entity_id: str) -> None:
        """Choose a door where it stands here."""
        place = self.doors.place_of(entity_id)
        if place.isValid():
            self.setCurrentIndex(place)
            self.scrollTo(place)

    def selectionChanged(
        self, selected: QItemSelection, deselected: QItemSelection
    ) -> None:
        """Tell which door is chosen."""
        super().selectionChanged(selected, deselected)
        for index in selected.indexes():
            door: Door | None = index.data(DOOR_ROLE)
            if door is not None:
                self.chosen.emit(door.id)

    def _open(self, index: QModelIndex) -> None:
        door: Door | None = index.data(DOOR_ROLE)
        if door is not None:
            self.opened.emit(door.id)


@lru_cache(maxsize=4096)
def _tile(
    tokens: Tokens,
    room: str,
    name: str,
    tone: str,
    shape: str,
    chosen: bool,
    width: int,
    height: int,
    step: int,
    scale: float,
) -> QPixmap:
    """Return the picture of a door."""
    made = QPixmap(QSize(round(width * scale), round(height * scale)))
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink, ground = tokens.tone(tone)
    area = QRectF(3.5, 3.5, width - 7, height - 7)
    edge = QColor(tokens.primary if chosen else ground)
    painter.setPen(QPen(edge, 2 if chosen else 1))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(area, 8, 8)
    mark = icons.pixmap(shape or SHAPES.get(tone, "wait"), ink, 15)
    painter.drawPixmap(round(area.right()) - 22, round(area.top()) + 7, mark)
    painter.setPen(QColor(tokens.text))
    painter.setFont(font(15 + step, bold=True))
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    upper = QRectF(
        area.left() + 9, area.top() + 3, area.width() - 34, area.height() / 2
    )
    painter.drawText(upper, left, room)
    painter.setPen(QColor(ink))
    painter.setFont(font(12 + step))
    half = area.center().y()
    lower = QRectF(area.left() + 9, half, area.width() - 14, area.height() / 2 - 4)
    shown = painter.fontMetrics().elidedText(
        name, Qt.TextElideMode.ElideRight, round(lower.width())
    )
    painter.drawText(lower, left, shown)
    painter.end()
    return made
