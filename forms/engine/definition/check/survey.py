"""The survey sheet: rows to fields, and what is wrong with types, names and groups."""

import re
from dataclasses import dataclass, field
from typing import Final

from forms.engine.definition.check.columns import heading
from forms.engine.definition.check.features import (
    check_appearance,
    check_parameters,
    check_type,
    type_names,
)
from forms.engine.definition.check.finding import Place, Report, near, short
from forms.engine.definition.check.outline import Field, Outline
from forms.engine.definition.check.references import NAME
from forms.engine.definition.check.sheets import Row, Sheet

_MOST_DEEP: Final = 40
_LISTED: Final = (
    "select_one_from_file",
    "select_multiple_from_file",
    "select_one_external",
    "select_multiple",
    "select_one",
    "rank",
    "osm",
)
_LOOP: Final = re.compile(r"begin[_ ]loop over (.+)", re.IGNORECASE)
_OTHER: Final = re.compile(r"\s+or[_ ](?:specify[_ ])?other$", re.IGNORECASE)
_META: Final = frozenset(
    "start end today username deviceid email phonenumber simserial subscriberid"
    " start-geopoint audit background-audio csv-external xml-external".split()
)
_FILES: Final = frozenset({"csv-external", "xml-external"})


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the survey, understood.

    Args:
        row: As it is written.
        kind: The type's one name, "" where nobody knows it.
        cells: By the column's one name, plain language first.
        headings: By the column's one name: the heading it has in this sheet.
    """

    row: Row
    kind: str
    list_name: str
    other: bool
    cells: dict[str, str]
    headings: dict[str, str]
    field: Field | None

    def place(self, sheet: Sheet, column: str) -> Place:
        """Return the place of the cell in `column` (its one name)."""
        return sheet.place(self.row.number, self.headings.get(column, column))


@dataclass(slots=True)
class _Open:
    """A group or repeat that is not closed yet."""

    kind: str
    name: str
    place: Place
    repeats: tuple[str, ...]
    nodeset: str
    count: int = 0
    names: dict[str, int] = field(default_factory=dict)
    folded: dict[str, str] = field(default_factory=dict)


def read_survey(sheet: Sheet, outline: Outline, report: Report) -> list[Line]:
    """Fill `outline` with the fields of the sheet; return its lines."""
    return _Reader(sheet, outline, report).lines()


class _Reader:
    def __init__(self, sheet: Sheet, outline: Outline, report: Report) -> None:
        self._sheet = sheet
        self._outline = outline
        self._report = report
        self._headings = {c: heading(c) for c in sheet.columns}
        self._open = [_Open("form", "", Place(), (), f"/{outline.root}")]

    def lines(self) -> list[Line]:
        found: list[Line] = []
        for row in self._sheet.rows:
            if self._disabled(row):
                continue
            line = self._line(row)
            if line is not None:
                found.append(line)
            if len(self._open) > _MOST_DEEP:
                place = self._sheet.place(row.number)
                self._report.error("CHECK-GROUP-DEEP", place, most=_MOST_DEEP)
                return found
        for left in self._open[1:]:
            self._report.error(
                "CHECK-GROUP-OPEN", left.place, kind=left.kind, name=left.name
            )
        return found

    def _disabled(self, row: Row) -> bool:
        return any(
            self._headings[c].base == "disabled" and text.lower() in ("yes", "true")
            for c, text in row.cells.items()
        )

    def _line(self, row: Row) -> Line | None:
        cells: dict[str, str] = {}
        headings: dict[str, str] = {}
        for column, text in row.cells.items():
            base = self._headings[column].base
            cells.setdefault(base, text)
            headings.setdefault(base, column)
        written = " ".join(cells.get("type", "").split())
        if written.startswith("#"):
            return None
        kind, list_name, other = self._kind(written, row, headings)
        made = Line(row, kind, list_name, other, cells, headings, None)
        if not kind:
            # Its name is known all the same: one fault, not ten of references to it.
            name = cells.get("name", "")
            if name and written:
                place = made.place(self._sheet, "name")
                self._outline.add(self._field(name, "unknown", place, made))
            return None
        if kind.startswith("end "):
            self._close(kind.removeprefix("end "), made)
            return None
        return self._member(made)

    def _kind(
        self, written: str, row: Row, headings: dict[str, str]
    ) -> tuple[str, str, bool]:
        place = self._sheet.place(row.number, headings.get("type", "type"))
        if not written:
            # A row of remarks has neither name nor label, and is passed over.
            if {"name", "label"} & set(headings):
                self._report.error("CHECK-TYPE-MISSING", place)
            return "", "", False
        bare = _OTHER.sub("", written)
        known = type_names()
        kind = known.get(written) or known.get(written.lower(), "")
        list_name = ""
        if not kind:
            kind, word, list_name = _listed(bare)
            if kind:
                check_type(word, kind, place, self._report)
        else:
            check_type(written, kind, place, self._report)
        if not kind:
            # The first words may be right and the list's name is no part of it.
            head, _, rest = written.partition(" ")
            found = near(written, known) or near(head, (*_LISTED, *known))
            if found and rest and found[0] in _LISTED:
                found = tuple(f"{one} {rest}" for one in found if one in _LISTED)
            self._report.error("CHECK-TYPE-UNKNOWN", place, type=written, near=found)
        elif kind in _LISTED and not list_name and kind != "osm":
            self._report.error("CHECK-LIST-MISSING", place, type=kind)
        return kind, list_name, bare != written

    def _member(self, line: Line) -> Line | None:
        name = self._name(line)
        kind = line.kind.removeprefix("begin ")
        inside = self._open[-1]
        inside.count += 1
        place = line.place(self._sheet, "name")
        made = self._field(name, kind, place, line)
        whole = Line(
            line.row,
            line.kind,
            line.list_name,
            line.other,
            line.cells,
            line.headings,
            made,
        )
        if name and kind not in _FILES:
            self._outline.add(made)
        if line.kind.startswith("begin "):
            opened = _Open(kind, name, place, made.repeats, made.nodeset)
            self._open.append(opened)
        self._features(whole)
        return whole

    def _field(self, name: str, kind: str, place: Place, line: Line) -> Field:
        inside = self._open[-1]
        nodeset = f"{inside.nodeset}/{name or '#'}"
        repeats = inside.repeats
        base = kind.removesuffix("_from_file").removesuffix("_external")
        return Field(
            name=name,
            nodeset=nodeset,
            kind=base,
            repeats=(*repeats, nodeset) if kind == "repeat" else repeats,
            place=place,
            list_name=line.list_name,
            other=line.other,
            triggered=bool(line.cells.get("trigger")),
        )

    def _name(self, line: Line) -> str:
        name = line.cells.get("name", "")
        place = line.place(self._sheet, "name")
        if not name:
            if line.kind in _META - _FILES:
                return line.kind
            # The compiler makes a name up for a note.
            tell = self._report.hint if line.kind == "note" else self._report.error
            tell("CHECK-NAME-MISSING", place, type=line.kind)
        elif not NAME.fullmatch(name):
            fixed = re.sub(r"[^\w.\-]+", "_", name)
            fixed = fixed if NAME.match(fixed) else f"_{fixed}"
            self._report.error(
                "CHECK-NAME-INVALID",
                place,
                name=short(name),
                near=(fixed,) if NAME.fullmatch(fixed) else (),
            )
        elif name == "meta":
            self._report.error("CHECK-NAME-RESERVED", place, name=name)
        else:
            self._unique(name, place)
        return name

    def _unique(self, name: str, place: Place) -> None:
        names, folded = self._open[-1].names, self._open[-1].folded
        if name in names:
            self._report.error("CHECK-NAME-TWICE", place, name=name, row=names[name])
        elif name.lower() in folded:
            other = folded[name.lower()]
            self._report.warn("CHECK-NAME-CASE", place, name=name, other=other)
        names.setdefault(name, place.row)
        folded.setdefault(name.lower(), name)

    def _close(self, kind: str, line: Line) -> None:
        place = self._sheet.place(line.row.number, line.headings.get("type", "type"))
        last = self._open[-1]
        if len(self._open) == 1:
            self._report.error("CHECK-GROUP-CLOSE", place, kind=kind)
            return
        if last.kind != kind:
            self._report.error(
                "CHECK-GROUP-CROSSED",
                place,
                kind=kind,
                open=last.kind,
                name=last.name,
                row=last.place.row,
            )
        elif not last.count:
            self._report.warn(
                "CHECK-GROUP-EMPTY", last.place, kind=kind, name=last.name
            )
        self._open.pop()

    def _features(self, line: Line) -> None:
        for column, check in (
            ("appearance", check_appearance),
            ("parameters", check_parameters),
        ):
            text = line.cells.get(column)
            if text:
                kind = line.kind.removeprefix("begin ")
                check(text, kind, line.place(self._sheet, column), self._report)


def _listed(written: str) -> tuple[str, str, str]:
    """Return a select's kind, the words it is written with, and its list."""
    loop = _LOOP.fullmatch(written)
    if loop:
        return "begin loop", "begin loop", loop[1]
    for word, kind in sorted(type_names().items(), key=lambda e: -len(e[0])):
        if kind in _LISTED and written.lower().startswith(f"{word} "):
            rest = written[len(word) :].strip()
            return kind, word, rest
    return "", "", ""
