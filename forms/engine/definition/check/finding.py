"""Finding: one thing wrong with a form, where it stands, told in a language."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

import resources
from forms.errors import KnownError

Severity = Literal["error", "warning", "hint"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "hint")
# A form made by a program may repeat one fault ten thousand times.
MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a cell, or a bind of an XForm.

    Args:
        sheet: As the workbook names it; the nodeset in an XForm.
        row: As the spreadsheet shows it, from 1; the line in an XForm; 0 for none.
        column: The heading; the attribute in an XForm.
        letter: The column's letters, "" in an XForm.
    """

    sheet: str = ""
    row: int = 0
    column: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong.

    Args:
        severity: "error": the form cannot be used as it is; "warning": it will not do
            what its author thinks; "hint": good to know.
        code: Names the sentence in `resources/messages/`.
        fields: What the sentence tells. A tuple of names is told as "did you mean",
            a mapping by language as its text, a KnownError as its own sentence.
    """

    severity: Severity
    code: str
    place: Place = Place()
    fields: Mapping[str, object] = field(default_factory=dict)

    @property
    def sheet(self) -> str:
        """The sheet, or the nodeset in an XForm."""
        return self.place.sheet

    @property
    def row(self) -> int:
        """The row as the spreadsheet shows it, 0 for none."""
        return self.place.row

    @property
    def column(self) -> str:
        """The heading of the column, "" for none."""
        return self.place.column

    def told(self, language: str) -> str:
        """Return the sentence in `language` ("zh_CN" or "en")."""
        # A "did you mean" that has nothing to offer leaves a blank behind.
        told = _sentence(self.code, language, self.fields)
        return re.sub(" {2,}", " ", told).strip()


class Report:
    """Collects findings; the same one is kept once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, Place, str], Finding] = {}

    def error(self, code: str, place: Place, **fields: object) -> None:
        """Add something that makes the form unusable."""
        self._add(Finding("error", code, place, fields))

    def warn(self, code: str, place: Place, **fields: object) -> None:
        """Add something that will not do what the author thinks."""
        self._add(Finding("warning", code, place, fields))

    def hint(self, code: str, place: Place, **fields: object) -> None:
        """Add something good to know."""
        self._add(Finding("hint", code, place, fields))

    def failed(self, error: KnownError, place: Place) -> None:
        """Add an error of reading, with its own sentence."""
        self._add(Finding("error", error.code, place, error.fields))

    def has(self, code: str, place: Place) -> bool:
        """Return whether a finding of this code stands at the place already."""
        return any(c == code and p == place for c, p, _ in self._found)

    @property
    def broken(self) -> bool:
        """Whether an error was found."""
        return any(f.severity == "error" for f in self._found.values())

    def findings(self) -> tuple[Finding, ...]:
        """Return what was found: errors first, then by place."""
        ranked = sorted(
            self._found.values(),
            key=lambda f: (
                SEVERITIES.index(f.severity),
                _SHEETS.get(f.sheet.lower(), len(_SHEETS)),
                f.row,
            ),
        )
        return tuple(ranked)

    def _add(self, finding: Finding) -> None:
        if len(self._found) < MOST:
            key = (finding.code, finding.place, repr(finding.fields))
            self._found.setdefault(key, finding)


_SHEETS: Final = {"survey": 0, "choices": 1, "entities": 2, "settings": 3}


def near(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return up to `most` of `known` that look like `name`, the nearest first."""
    wanted = name.casefold()
    by_fold: dict[str, str] = {}
    for one in known:
        by_fold.setdefault(one.casefold(), one)
    found = difflib.get_close_matches(wanted, list(by_fold), n=most, cutoff=0.6)
    if not found and len(wanted) > 2:
        found = [fold for fold in by_fold if fold.startswith(wanted)][:most]
    return tuple(by_fold[fold] for fold in found)


def letters(index: int) -> str:
    """Return the letters of a spreadsheet's column `index`, from 0."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def short(text: str, most: int = 60) -> str:
    """Return `text` in one line, cut where it is long."""
    folded = " ".join(text[: most * 4].split())
    return folded if len(folded) <= most else f"{folded[:most]}…"


def _sentence(code: str, language: str, fields: Mapping[str, object]) -> str:
    filled = {name: _filled(value, language) for name, value in fields.items()}
    return resources.sentence(code, language, **filled)


def _filled(value: object, language: str) -> object:
    if isinstance(value, KnownError):
        return _sentence(value.code, language, value.fields)
    if isinstance(value, Mapping):
        return value[language]
    if isinstance(value, tuple):
        if not value:
            return ""
        names = _sentence("CHECK-OR", language, {}).join(str(name) for name in value)
        return _sentence("CHECK-NEAR", language, {"names": names})
    return value
