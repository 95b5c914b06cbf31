"""Season: when homes are heated, so that nobody of the demo is cold in July."""

from datetime import date, timedelta

# Jining, urban: 15 November to 15 March.
FIRST, LAST = (11, 15), (3, 15)
# Fewer days do not hold the visits of the season so far: the last season stands then.
FEWEST_DAYS = 3
# How far back the visits of a full season lie.
SPAN_DAYS = 38


def begun(day: date) -> date:
    """Return the first day of the season that runs on `day` or ran last before it."""
    this_year = date(day.year, *FIRST)
    if day - this_year >= timedelta(days=FEWEST_DAYS):
        return this_year
    return date(day.year - 1, *FIRST)


def runs(day: date) -> bool:
    """Tell whether homes are heated on `day`, and have been for some days."""
    return day <= _end(begun(day))


def day_before(today: date, days: int) -> date:
    """Return the day of the season that stands for `days` days (1 to 38) ago.

    Early in a season all 38 are drawn together into the days that it has had; between
    two seasons they are counted from the day after the last one.
    """
    first = begun(today)
    seen_from = min(today, _end(first) + timedelta(days=1))
    span = min(SPAN_DAYS, (seen_from - first).days)
    return seen_from - timedelta(days=1 + (days - 1) * span // SPAN_DAYS)


def _end(first: date) -> date:
    return date(first.year + 1, *LAST)
