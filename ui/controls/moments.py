"""Days, months, years and times: typed in any usual way, or picked."""

import re
from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from forms.engine.instance.view import Question
from ui import icons
from ui.controls.calendar import Calendar, later, months_on
from ui.controls.control import Caption
from ui.controls.field import Field, Typed
from ui.controls.ink import tokens
from ui.controls.lunar import lunar_day
from ui.controls.reading import (
    offset_text,
    read_clock,
    read_day,
    read_month,
    read_year,
)

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"\d\d:\d\d(:|$)")


class DateControl(Typed):
    """A day: typed, stepped by the arrows, or picked from a month."""

    months = False
    read: Callable[[str, date], date | None] = staticmethod(read_day)
    shown_chars = 10

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.field = _field(self, 13)
        self.pick = QToolButton()
        self.pick.setProperty("kind", "icon")
        self.pick.setIcon(icons.icon("calendar", tokens().text2, size=22))
        self.pick.setFixedSize(48, 48)
        self.pick.setIconSize(QSize(22, 22))
        self.pick.setToolTip(self.tr("Pick from the calendar"))
        self.pick.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.pick.clicked.connect(self._open)
        self._offered = "no-calendar" not in question.appearance
        self.weekday = Caption()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.field, self.pick, self.weekday):
            row.addWidget(widget)
        row.addStretch(1)
        self.field.stepped.connect(self.step)
        self._calendar: Calendar | None = None

    def put(self, value: str) -> None:
        """Write the day and its weekday."""
        shown = value[: self.shown_chars] if _ISO.match(value) else value
        if self.field.text() != shown:
            self.field.setText(shown)
        self._tell_weekday()

    def taken(self) -> str:
        """Return the day as "2026-11-25", blank where none is typed."""
        day = self._day()
        return day.isoformat() if day else self.field.text().strip()

    def trouble(self) -> str:
        """Say how to type a day."""
        if self.field.text().strip() and self._day() is None:
            return self._how()
        return ""

    def set_readonly(self, readonly: bool) -> None:
        """Let the day stay."""
        self.field.setReadOnly(readonly)
        self.pick.setVisible(self._offered and not readonly)

    def step(self, by: int) -> None:
        """Go a day on (+1) or back (-1), a month or a year in those controls."""
        day = self._day()
        if day is None or self.field.isReadOnly():
            return
        self._choose(self.beside(day, by))

    def beside(self, day: date, by: int) -> date:
        """Return the day `by` steps on."""
        return later(day, by)

    def _how(self) -> str:
        return self.tr("Type the day as 2026-11-25 or 1125")

    def _day(self) -> date | None:
        return self.read(self.field.text(), date.today())

    def _tell_weekday(self) -> None:
        day = None if self.months else self._day()
        locale = QLocale(self.tr("en_US"))
        name = locale.dayName(day.isoweekday()) if day else ""
        moon = lunar_day(day) if day else None
        if moon is not None and locale.language() == QLocale.Language.Chinese:
            name += f"  农历{moon.told()}"
        self.weekday.setText(name)

    def _open(self) -> None:
        if self._calendar is None:
            self._calendar = Calendar(self, months=self.months)
            self._calendar.picked.connect(self._choose)
        self._calendar.open_under(self.field, self._day() or date.today())

    def _choose(self, day: date) -> None:
        self.field.setText(day.isoformat()[: self.shown_chars])
        self._tell_weekday()
        self.typed()
        self.flush()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)


class MonthControl(DateControl):
    """A month (appearance "month-year"): its first day is the answer."""

    months = True
    read = staticmethod(read_month)
    shown_chars = 7

    def beside(self, day: date, by: int) -> date:
        """Return the month `by` months on."""
        return months_on(day, by)

    def _how(self) -> str:
        return self.tr("Type the month as 2026-11")


class YearControl(DateControl):
    """A year (appearance "year"): its first day is the answer."""

    months = True
    read = staticmethod(read_year)
    shown_chars = 4

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.pick.hide()

    def set_readonly(self, readonly: bool) -> None:
        """Let the year stay."""
        self.field.setReadOnly(readonly)

    def beside(self, day: date, by: int) -> date:
        """Return the year `by` years on."""
        return months_on(day, 12 * by)

    def _how(self) -> str:
        return self.tr("Type the year as 2026")


class TimeControl(Typed):
    """A time of day: typed, or now."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.field = _field(self, 8)
        self.now = QPushButton(self.tr("Now"))
        self.now.setIcon(icons.icon("clock", tokens().text2))
        self.now.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.now.setProperty("fit", "door")
        self.now.clicked.connect(self._now)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field)
        row.addWidget(self.now)
        row.addStretch(1)

    def put(self, value: str) -> None:
        """Write the hour and minute."""
        shown = value[:5] if _CLOCK.match(value) else value
        if self.field.text() != shown:
            self.field.setText(shown)

    def taken(self) -> str:
        """Return the time with this machine's offset, as XForms writes it."""
        clock = read_clock(self.field.text())
        offset = offset_text(datetime.now().astimezone())
        return f"{clock}:00.000{offset}" if clock else self.field.text().strip()

    def trouble(self) -> str:
        """Say how to type a time."""
        if self.field.text().strip() and read_clock(self.field.text()) is None:
            return self.tr("Type the time as 9:46 or 0946")
        return ""

    def set_readonly(self, readonly: bool) -> None:
        """Let the time stay."""
        self.field.setReadOnly(readonly)
        self.now.setVisible(not readonly)

    def _now(self) -> None:
        self.field.setText(datetime.now().strftime("%H:%M"))
        self.typed()
        self.flush()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)


class DateTimeControl(Typed):
    """A day and a time side by side."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.day = DateControl(question)
        self.clock = TimeControl(question)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.day)
        row.addWidget(self.clock)
        row.addStretch(1)
        self.setFocusProxy(self.day.field)
        for part in (self.day, self.clock):
            part.answered.connect(lambda _: self._told())
        self.day.entered.connect(self.clock.field.setFocus)
        self.clock.entered.connect(self.entered)

    def put(self, value: str) -> None:
        """Write both parts."""
        day, _, clock = value.partition("T")
        if not _ISO.match(day):
            day, clock = ("", day) if _CLOCK.match(day) else (day, clock)
        self.day.put(day)
        self.clock.put(clock)

    def taken(self) -> str:
        """Return "2026-11-25T09:46:00.000+08:00", blank until both are given."""
        day, clock = self.day.taken(), self.clock.taken()
        return f"{day}T{clock}" if day and clock else day or clock

    def trouble(self) -> str:
        """Return the trouble of either part, or that one of them is missing."""
        trouble = self.day.trouble() or self.clock.trouble()
        if not trouble and bool(self.day.taken()) != bool(self.clock.taken()):
            return self.tr("Give both the day and the time")
        return trouble

    def set_readonly(self, readonly: bool) -> None:
        """Let both parts stay."""
        self.day.set_readonly(readonly)
        self.clock.set_readonly(readonly)

    def stops(self) -> list[QWidget]:
        """Return both fields."""
        return [self.day.field, self.clock.field]

    def flush(self) -> None:
        """Tell what is typed in either part."""
        self.day.flush()
        self.clock.flush()

    def _told(self) -> None:
        self.typed()
        super().flush()


def _field(control: Typed, chars: int) -> Field:
    """Return a field of `chars` digits that feeds `control`."""
    field = Field()
    wide = QFontMetrics(field.font()).horizontalAdvance("0")
    field.setFixedWidth(wide * chars + 36)
    field.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
    field.textEdited.connect(control.typed)
    field.left.connect(control.settle)
    control.setFocusProxy(field)

    def enter() -> None:
        control.settle()
        if not control.trouble():
            control.entered.emit()

    field.entered.connect(enter)
    return field
