"""The clock: aware instants in the register's zone."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# Civil dates and today() are those of the register, wherever the laptop thinks it is.
ZONE = ZoneInfo("Asia/Shanghai")

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return this instant."""
    return datetime.now(ZONE)


def stepping(day: date, start: time, step: timedelta) -> Clock:
    """Return a clock that begins on `day` at `start` and moves `step` at each look."""
    instant = datetime.combine(day, start, ZONE)

    def look() -> datetime:
        nonlocal instant
        instant += step
        return instant

    return look
