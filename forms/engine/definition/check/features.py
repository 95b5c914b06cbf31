"""What this program supports of XLSForm, read from resources/tables/features.csv."""

import csv
import fnmatch
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import resources
from forms.engine.definition.check.finding import Place, Report, near

TABLE: Final = "tables/features.csv"


@dataclass(frozen=True, slots=True)
class Feature:
    """A row of the table.

    Args:
        kind: "type", "appearance", "parameter", "column" or "setting".
        name: May end in "*".
        also: Other names of a type.
        applies: Of an appearance or parameter: its types, "*" for all. Of a type: its
            control, data type and media type.
        support: "yes", "partly" or "no".
        note: By language: what is different.
    """

    kind: str
    name: str
    also: tuple[str, ...]
    applies: tuple[str, ...]
    support: str
    note: Mapping[str, str]


@cache
def features() -> tuple[Feature, ...]:
    """Return the table."""
    return tuple(
        Feature(
            kind=row["kind"],
            name=row["name"],
            also=tuple(filter(None, row["also"].split("|"))),
            applies=tuple(filter(None, row["applies"].split("|"))),
            support=row["support"],
            note={"zh_CN": row["zh"], "en": row["en"]},
        )
        for row in csv.DictReader(io.StringIO(resources.text(TABLE)))
    )


@cache
def of_kind(kind: str) -> Mapping[str, Feature]:
    """Return the features of a kind by name."""
    return {one.name: one for one in features() if one.kind == kind}


@cache
def type_names() -> Mapping[str, str]:
    """Return each way to write a type with the type's one name."""
    types = of_kind("type").values()
    return {word: one.name for one in types for word in (one.name, *one.also)}


def check_type(written: str, kind: str, place: Place, report: Report) -> None:
    """Tell where a type is old or only partly supported."""
    feature = of_kind("type")[kind]
    _support(feature, kind, place, report)
    if written != kind and written not in _USUAL and kind not in ("begin loop",):
        report.hint("CHECK-TYPE-OLD", place, type=written, now=kind)


# Second names that are in everyday use and no sign of an old form.
_USUAL: Final = frozenset(
    "int string photo datetime gps location begin_group end_group begin_repeat"
    " end_repeat trigger".split()
)


def check_appearance(text: str, kind: str, place: Place, report: Report) -> None:
    """Tell of each word of an appearance that nobody knows or that does not fit."""
    known = of_kind("appearance")
    # search('file') asks a file for the choices; the word alone is an appearance.
    for word in re.sub(r"\(.*", "()", text).replace(" (", "(").split():
        feature = known.get(word) or next(
            (f for n, f in known.items() if "*" in n and fnmatch.fnmatchcase(word, n)),
            None,
        )
        if feature is None:
            fitting = [n for n, f in known.items() if _fits(f, kind) and "*" not in n]
            found = near(word, fitting) or near(word, known)
            report.warn("CHECK-APPEARANCE-UNKNOWN", place, appearance=word, near=found)
        elif not _fits(feature, kind):
            types = ", ".join(feature.applies)
            report.warn(
                "CHECK-APPEARANCE-TYPE", place, appearance=word, type=kind, types=types
            )
        else:
            _support(feature, word, place, report)


def check_parameters(text: str, kind: str, place: Place, report: Report) -> None:
    """Tell of each parameter that is unknown, does not fit or is not written k=v."""
    known = of_kind("parameter")
    type_ = of_kind("type").get(kind)
    if type_ is not None and type_.support == "no":
        # That nothing of it works has been told.
        return
    for word in text.replace(",", " ").replace(";", " ").split():
        name, sign, value = word.partition("=")
        name = name.lower()
        feature = known.get(name)
        if not sign or not value:
            report.error("CHECK-PARAMETER-FORM", place, word=word)
        elif feature is None or not _fits(feature, kind):
            fitting = [n for n, f in known.items() if _fits(f, kind)]
            report.error(
                "CHECK-PARAMETER-UNKNOWN",
                place,
                parameter=name,
                type=kind,
                near=near(name, fitting),
            )
        else:
            _support(feature, name, place, report)


def check_column(base: str, column: str, place: Place, report: Report) -> None:
    """Tell where a column has no effect here."""
    feature = of_kind("column").get(base)
    if feature is not None:
        _support(feature, column, place, report)


def check_setting(name: str, place: Place, report: Report) -> None:
    """Tell where a setting has no effect here."""
    feature = of_kind("setting").get(name)
    if feature is not None:
        _support(feature, name, place, report)


def _support(feature: Feature, name: str, place: Place, report: Report) -> None:
    if feature.support == "no":
        report.warn("CHECK-FEATURE-NO", place, feature=name, note=feature.note)
    elif feature.support == "partly":
        report.hint("CHECK-FEATURE-PARTLY", place, feature=name, note=feature.note)


def _fits(feature: Feature, kind: str) -> bool:
    return "*" in feature.applies or kind in feature.applies
