"""Words: what codes are called, read from the forms' choices and the rules."""

import csv
from collections.abc import Iterable, Mapping
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
