"""Dates and times as people type them, read and written; no Qt here."""

import re
import unicodedata
from datetime import date, datetime, timedelta

_DAY = re.compile(r"(?:(\d{4})\D+)?(\d{1,2})\D+(\d{1,2})\D?")
_MONTH = re.compile(r"(\d{4})\D+(\d{1,2})\D?")
_CLOCK = re.compile(r"(\d{1,2})\D+(\d{1,2})(?:\D+\d{1,2})?\D?")
_WORDS = {"今天": 0, "昨天": -1, "前天": -2, "today": 0, "yesterday": -1}


def read_day(typed: str, today: date) -> date | None:
    """Return the day that `typed` means, None where it means none.

    Takes 2026-11-25, 2026年11月25日, 20261125, 1125, 11-25, 今天, 昨天.
    """
    text = _plain(typed)
    if text in _WORDS:
        return today + timedelta(days=_WORDS[text])
    if re.fullmatch(r"\d{8}", text):
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    if re.fullmatch(r"\d{4}", text):
        return _day(today.year, int(text[:2]), int(text[2:]))
    found = _DAY.fullmatch(text)
    if not found:
        return None
    return _day(int(found[1] or today.year), int(found[2]), int(found[3]))


def read_month(typed: str, today: date) -> date | None:
    """Return the first day of the month that `typed` means: 2026-11, 202611, 11."""
    text = _plain(typed)
    if re.fullmatch(r"\d{6}", text):
        return _day(int(text[:4]), int(text[4:]), 1)
    if re.fullmatch(r"\d{1,2}", text):
        return _day(today.year, int(text), 1)
    found = _MONTH.fullmatch(text)
    if found:
        return _day(int(found[1]), int(found[2]), 1)
    whole = read_day(text, today)
    return whole.replace(day=1) if whole else None


def read_year(typed: str, today: date) -> date | None:
    """Return the first day of the year that `typed` means."""
    text = _plain(typed).removesuffix("年")
    return _day(int(text), 1, 1) if re.fullmatch(r"\d{4}", text) else None


def read_clock(typed: str) -> str | None:
    """Return "HH:MM" for 9:46, 0946, 946, 9点46分; None where it is no time."""
    text = _plain(typed)
    if re.fullmatch(r"\d{3,4}", text):
        hour, minute = int(text[:-2]), int(text[-2:])
    elif found := _CLOCK.fullmatch(text):
        hour, minute = int(found[1]), int(found[2])
    elif re.fullmatch(r"\d{1,2}[点时]?", text):
        hour, minute = int(text.rstrip("点时")), 0
    else:
        return None
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def offset_text(now: datetime) -> str:
    """Return the offset of the aware `now` as XForms writes it: "+08:00"."""
    text = now.strftime("%z")
    return f"{text[:3]}:{text[3:5]}"


def _plain(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).strip().lower()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
