"""Functions on dates and times, all in the local zone of the moment."""

import json
import math
from datetime import date, datetime, timedelta
from functools import cache

import resources
from forms.engine.xpath.context import Context
from forms.engine.xpath.conversion import (
    Day,
    LocalDays,
    Value,
    at_days,
    days,
    instant,
    parse_moment,
    parse_time,
    to_string,
    zone,
)
from forms.engine.xpath.functions.signature import Function

_EPOCH = date(1970, 1, 1)


def _today(context: Context) -> date:
    return context.env.now.date()


def _now(context: Context) -> datetime:
    return context.env.now


def moment_of(value: Value, context: Context) -> date | None:
    """Return the date or local date-time that `value` tells, None if it tells none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, date):
        return value
    if isinstance(value, float):
        return at_days(value, zone(context)) if math.isfinite(value) else None
    return parse_moment(to_string(value, context).strip(), zone(context))


def _date(context: Context, value: Value) -> Value:
    """Give the local date; a plain number loses its fraction first, as in Collect."""
    if isinstance(value, float) and not isinstance(value, LocalDays):
        if not math.isfinite(value):
            return ""
        try:
            whole = float(math.trunc(value))
            return Day.of(_EPOCH + timedelta(days=whole), whole)
        except OverflowError:
            return ""
    moment = moment_of(value, context)
    if not isinstance(moment, datetime):
        return "" if moment is None else moment
    local = zone(context)
    day = moment.astimezone(local).date()
    # Of text its time of day still counts: decimal-date-time(date(text)) has it.
    kept = not isinstance(value, datetime | float)
    return Day.of(day, days(moment, local)) if kept else day


def _date_time(context: Context, value: Value) -> Value:
    """Give the date-time; local midnight is written as its date."""
    moment = moment_of(value, context)
    if moment is None:
        return ""
    if isinstance(moment, datetime):
        local = moment.astimezone(zone(context))
        midnight = (local.hour, local.minute, local.second, local.microsecond)
        return local.date() if not any(midnight) else local
    return moment


def _decimal_date_time(context: Context, value: Value) -> float:
    if isinstance(value, float) and not isinstance(value, bool):
        return value
    moment = moment_of(value, context)
    if moment is None:
        return math.nan
    return float(days(moment, zone(context)))


def _decimal_time(context: Context, value: Value) -> float:
    """Give the part of the day that has passed at a time of day, in the local zone."""
    if isinstance(value, float) and not isinstance(value, bool):
        return value - math.floor(value) if math.isfinite(value) else math.nan
    moment = moment_of(value, context)
    if moment is None:
        told = parse_time(to_string(value, context).strip())
        if told is None:
            return math.nan
        clock, offset = told
        local = datetime.combine(context.env.now.date(), clock, offset or zone(context))
    else:
        local = instant(moment, zone(context))
    local = local.astimezone(zone(context))
    passed = timedelta(
        hours=local.hour,
        minutes=local.minute,
        seconds=local.second,
        microseconds=local.microsecond,
    )
    return passed / timedelta(days=1)


@cache
def _names() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]]
    found = json.loads(resources.text("tables/calendar_names.json"))
    return found


@cache
def calendar_names(language: str) -> dict[str, list[str]]:
    """Return names of months and days, English where the language has none.

    Args:
        language: A form's word for it: "zh_CN", "中文 (zh)", "English (en)", "fr".
    """
    code = language.rpartition("(")[2].rstrip(")").replace("_", "-").lower()
    names = _names()
    for name in (language, code, code.partition("-")[0]):
        if name in names:
            return names[name]
    return names["en"]


def _format(context: Context, value: Value, pattern: str) -> str:
    moment = moment_of(value, context)
    if moment is None:
        return ""
    local = instant(moment, zone(context)).astimezone(zone(context))
    parts, place = [], 0
    while place < len(pattern):
        if pattern[place] == "%" and place + 1 < len(pattern):
            parts.append(_part(pattern[place + 1], local, context.env.language))
            place += 2
        else:
            parts.append(pattern[place])
            place += 1
    return "".join(parts)


def _part(letter: str, at: datetime, language: str) -> str:
    names = calendar_names(language)
    plain = {
        "%": "%",
        "Y": f"{at.year:04}",
        "y": f"{at.year % 100:02}",
        "m": f"{at.month:02}",
        "n": f"{at.month}",
        "B": names["months"][at.month - 1],
        "b": names["short_months"][at.month - 1],
        "d": f"{at.day:02}",
        "e": f"{at.day}",
        "H": f"{at.hour:02}",
        "h": f"{at.hour}",
        "M": f"{at.minute:02}",
        "S": f"{at.second:02}",
        "3": f"{at.microsecond // 1000:03}",
        "A": names["days"][at.weekday()],
        "a": names["short_days"][at.weekday()],
    }
    return plain.get(letter, f"%{letter}")


FUNCTIONS = {
    "today": Function(_today, "", "any"),
    "now": Function(_now, "", "any"),
    "date": Function(_date, "v", "any"),
    "date-time": Function(_date_time, "v", "any"),
    "decimal-date-time": Function(_decimal_date_time, "v", "number"),
    "decimal-time": Function(_decimal_time, "v", "number"),
    "format-date": Function(_format, "vs", "string"),
    "format-date-time": Function(_format, "vs", "string"),
}
