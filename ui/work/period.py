"""Period: the days a report counts, by name or from day to day."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.labels import label

OWN = "own"


class PeriodChoice(QWidget):
    """A name for the usual periods, two days for any other."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.names = QComboBox()
        self.names.setAccessibleName(self.tr("Period"))
        for key, text in (
            ("day", self.tr("Today")),
            ("week", self.tr("This week")),
            ("month", self.tr("This month")),
            ("last_month", self.tr("Last month")),
            ("year", self.tr("This year")),
            (OWN, self.tr("From day to day")),
        ):
            self.names.addItem(text, key)
        self.first, self.last = _day(today), _day(today)
        self.first.setAccessibleName(self.tr("First day"))
        self.last.setAccessibleName(self.tr("Last day"))
        # Two days only where no name says them: that leaves room for the list.
        self.own = QWidget()
        days = QHBoxLayout(self.own)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(8)
        days.addWidget(self.first, 1)
        days.addWidget(label("–", "muted"))
        days.addWidget(self.last, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.names)
        column.addWidget(self.own)
        self.names.activated.connect(self._named)
        self.first.dateChanged.connect(self._first_moved)
        self.last.dateChanged.connect(self._last_moved)
        self._named()

    @property
    def days(self) -> tuple[date, date]:
        """First and last day counted."""
        return _of(self.first.date()), _of(self.last.date())

    def choose(self, key: str) -> None:
        """Choose a period by its name."""
        self.names.setCurrentIndex(self.names.findData(key))
        self._named()

    def _named(self) -> None:
        key = self.names.currentData()
        own = key == OWN
        self.own.setVisible(own)
        if not own:
            first, last = _named_days(key, self._today)
            for field, day in ((self.first, first), (self.last, last)):
                field.blockSignals(True)
                field.setDate(QDate(day.year, day.month, day.day))
                field.blockSignals(False)
        self.changed.emit()

    def _first_moved(self) -> None:
        if self.first.date() > self.last.date():
            self.last.setDate(self.first.date())
        else:
            self.changed.emit()

    def _last_moved(self) -> None:
        if self.last.date() < self.first.date():
            self.first.setDate(self.last.date())
        else:
            self.changed.emit()


def _named_days(key: str, today: date) -> tuple[date, date]:
    month = today.replace(day=1)
    match key:
        case "week":
            return today - timedelta(days=today.weekday()), today
        case "month":
            return month, today
        case "last_month":
            last = month - timedelta(days=1)
            return last.replace(day=1), last
        case "year":
            return today.replace(month=1, day=1), today
    return today, today


def _day(day: date) -> QDateEdit:
    made = QDateEdit(QDate(day.year, day.month, day.day))
    made.setDisplayFormat("yyyy-MM-dd")
    made.setCalendarPopup(True)
    return made


def _of(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
