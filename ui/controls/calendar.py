"""A month to pick a day from, or a year to pick a month from; painted."""

from datetime import date, timedelta

from PySide6.QtCore import QLocale, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.controls.ink import tokens
from ui.theme import measures_of

_CELL = 42


class Days(QWidget):
    """Six weeks around a month, or twelve months of a year.

    Args:
        months: Cells are months of a year, not days.
    """

    picked = Signal(date)
    moved = Signal()

    def __init__(self, months: bool) -> None:
        super().__init__()
        self.months = months
        self.today = self.at = date.today()
        self.columns, self.rows = (4, 3) if months else (7, 6)
        self.cell = QSize(76, 52) if months else QSize(_CELL, _CELL - 4)
        self.head = 0 if months else 30
        self.setFixedSize(
            self.cell.width() * self.columns,
            self.cell.height() * self.rows + self.head,
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._over: date | None = None

    def day(self, index: int) -> date:
        """Return the date of the cell `index`."""
        if self.months:
            return date(self.at.year, index + 1, 1)
        first = self.at.replace(day=1)
        return first - timedelta(days=first.weekday()) + timedelta(days=index)

    def go(self, at: date) -> None:
        """Stand on another date."""
        self.at = at
        self.moved.emit()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows and pages; pick by Enter or Space."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.columns,
            Qt.Key.Key_Down: self.columns,
        }
        key = Qt.Key(event.key())
        if key in steps:
            by = steps[key]
            moved = months_on(self.at, by) if self.months else later(self.at, by)
            self.go(moved)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            pages = 12 if self.months else 1
            self.go(months_on(self.at, -pages if key == Qt.Key.Key_PageUp else pages))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self.at)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the cell under the pointer."""
        self._over = self._hit(event.position().toPoint())
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the cell under the pointer."""
        hit = self._hit(event.position().toPoint())
        if hit:
            self.picked.emit(hit)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names of the weekdays and every cell."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t, m = tokens(), measures_of(self)
        font = QFont(self.font())
        font.setPixelSize(m.caption)
        painter.setFont(font)
        painter.setPen(QColor(t.text3))
        locale = QLocale(self.tr("en_US"))
        narrow = QLocale.FormatType.NarrowFormat
        for column in range(self.columns if self.head else 0):
            place = QRect(column * self.cell.width(), 0, self.cell.width(), self.head)
            name = locale.standaloneDayName(column + 1, narrow)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
        font.setPixelSize(m.body)
        painter.setFont(font)
        for index in range(self.columns * self.rows):
            self._paint_cell(painter, index, locale)
        painter.end()

    def _paint_cell(self, painter: QPainter, index: int, locale: QLocale) -> None:
        t = tokens()
        day, box = self.day(index), QRectF(self._box(index)).adjusted(2, 2, -2, -2)
        same = (day.month == self.at.month) if self.months else day == self.at
        inside = self.months or day.month == self.at.month
        painter.setPen(Qt.PenStyle.NoPen)
        if same or day == self._over:
            painter.setBrush(QColor(t.primary if same else t.idle_soft))
            painter.drawRoundedRect(box, 8, 8)
        now = day.replace(day=1) == self.today.replace(day=1)
        if (now if self.months else day == self.today) and not same:
            painter.setBrush(QColor(t.primary))
            painter.drawEllipse(QPointF(box.center().x(), box.bottom() - 4), 2, 2)
        ink = t.on_primary if same else t.text if inside else t.text3
        painter.setPen(QColor(ink))
        text = str(day.day)
        if self.months:
            text = locale.standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _box(self, index: int) -> QRect:
        row, column = divmod(index, self.columns)
        return QRect(
            QPoint(column * self.cell.width(), self.head + row * self.cell.height()),
            self.cell,
        )

    def _hit(self, at: QPoint) -> date | None:
        for index in range(self.columns * self.rows):
            if self._box(index).contains(at):
                return self.day(index)
        return None


class Calendar(QFrame):
    """A popup with a month (or year), steps to the next, and "today"."""

    picked = Signal(date)

    def __init__(self, parent: QWidget, *, months: bool) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("box", "popup")
        self._days = Days(months)
        self._days.picked.connect(self._pick)
        self._days.moved.connect(self._name)
        self._title = QLabel()
        self._title.setProperty("role", "question")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        top = QHBoxLayout()
        top.addWidget(self._step("left", self.tr("Earlier"), -1))
        top.addWidget(self._title, 1)
        top.addWidget(self._step("right", self.tr("Later"), 1))
        now = QPushButton(self.tr("This month") if months else self.tr("Today"))
        now.setProperty("kind", "link")
        now.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        now.clicked.connect(lambda: self._pick(date.today()))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 6)
        column.addLayout(top)
        column.addWidget(self._days)
        column.addWidget(now, 0, Qt.AlignmentFlag.AlignHCenter)

    def open_under(self, field: QWidget, at: date) -> None:
        """Open below `field`, or above it where the screen ends, standing on `at`."""
        self._days.go(at)
        self.adjustSize()
        place = field.mapToGlobal(QPoint(0, field.height() + 4))
        screen = field.screen().availableGeometry()
        if place.y() + self.height() > screen.bottom():
            above = field.mapToGlobal(QPoint(0, -4)).y() - self.height()
            place.setY(max(screen.top(), above))
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        self.move(place)
        self.show()
        self._days.setFocus()

    def _step(self, icon: str, name: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "icon")
        button.setIcon(icons.icon(icon, tokens().text2))
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._days.go(self._beside(by)))
        return button

    def _beside(self, by: int) -> date:
        return months_on(self._days.at, 12 * by if self._days.months else by)

    def _name(self) -> None:
        at = self._days.at
        if self._days.months:
            self._title.setText(self.tr("{year}").format(year=at.year))
        else:
            self._title.setText(
                self.tr("{year}-{month}").format(year=at.year, month=f"{at.month:02}")
            )

    def _pick(self, day: date) -> None:
        self.hide()
        self.picked.emit(day)


def later(day: date, days: int) -> date:
    """Return `day` moved by `days`, or itself at the ends of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def months_on(day: date, months: int) -> date:
    """Return `day` moved by `months`, on the last day where the month is shorter."""
    month = day.year * 12 + day.month - 1 + months
    year = max(1, min(9998, month // 12))
    first = date(year, month % 12 + 1, 1)
    last = months_on_first(first) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def months_on_first(first: date) -> date:
    """Return the first day of the month after that of `first`."""
    year, month = (
        (first.year + 1, 1) if first.month == 12 else (first.year, first.month + 1)
    )
    return date(year, month, 1)
