"""Words: what codes are called, read from the forms' choices and the rules."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

import resources

# The column of each language in the sheets of forms/ and in rules/.
_LABELS = {"zh_CN": "label::中文 (zh)", "en": "label::English (en)"}
_SHORT = {"zh_CN": "zh", "en": "en"}


@cache
def choice_words(place: str, language: str) -> Mapping[str, str]:
    """Return the label of each value of a choice list.

    Args:
        place: Form and list, as "hazard_report/hz_cat".
        language: "zh_CN" or "en".
    """
    form, name = place.split("/")
    sheet = resources.text(f"forms/{form}/choices.tsv").lstrip("\ufeff")
    rows = csv.DictReader(
        sheet.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE, restval=""
    )
    return {
        row["name"]: row.get(_LABELS[language], "")
        for row in rows
        if row["list_name"] == name
    }


@cache
def reason_words(language: str) -> Mapping[str, str]:
    """Return what each due reason of rules/due_reason.csv is called."""
    rows = csv.DictReader(resources.text("rules/due_reason.csv").splitlines())
    return {row["code"]: row[_SHORT[language]] for row in rows}


def listed(values: Iterable[str], words: Mapping[str, str], language: str) -> str:
    """Return the words of several codes in one line."""
    return comma(language).join(words.get(value, value) for value in values)


def comma(language: str) -> str:
    """Return what stands between the items of a list."""
    return "、" if language == "zh_CN" else ", "


def semicolon(language: str) -> str:
    """Return what stands between longer parts of a line."""
    return "；" if language == "zh_CN" else "; "


def colon(language: str) -> str:
    """Return what stands between a label and its value in one line."""
    return "：" if language == "zh_CN" else ": "


def in_line(parts: Sequence[tuple[str, str]], language: str, between: str) -> str:
    """Return (label, value) pairs in one line, those without label by their value."""
    return between.join(
        f"{label}{colon(language)}{value}" if label else value
        for label, value in parts
        if value
    )


def day_words(day: date, language: str) -> str:
    """Return a day as it is written: 2026年12月24日, 2026-12-24."""
    if language == "zh_CN":
        return f"{day.year}年{day.month}月{day.day}日"
    return day.isoformat()


def plain(value: str, kind: str, language: str) -> str:
    """Return a value as people write it: a day, a time, a place.

    Args:
        value: As text of XForms.
        kind: Its data type; blank for a calculated one, told by its look.
        language: "zh_CN" or "en".
    """
    try:
        if kind == "date" or (not kind and re.fullmatch(r"\d{4}-\d\d-\d\d", value)):
            return day_words(date.fromisoformat(value[:10]), language)
        if kind == "dateTime" or re.match(r"\d{4}-\d\d-\d\dT", value):
            day = day_words(date.fromisoformat(value[:10]), language)
            return f"{day} {value[11:16]}"
    except ValueError:
        return value
    if kind == "time":
        return value[:5]
    if kind == "geopoint":
        parts = value.split()
        accuracy = f" ±{parts[3]} m" if len(parts) > 3 else ""
        return f"{', '.join(parts[:2])}{accuracy}"
    return value
