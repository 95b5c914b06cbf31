"""Choice lists: unknown, unused, twice, unnamed; and files that a form needs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from forms.engine.definition.check.columns import heading
from forms.engine.definition.check.finding import Place, Report, near, short
from forms.engine.definition.check.outline import Outline, Rows
from forms.engine.definition.check.sheets import Sheet
from forms.engine.definition.check.survey import Line
from forms.engine.definition.choices import MemoryRows
from forms.engine.definition.form_file import own_file
from forms.engine.definition.secondary import parse_external
from forms.errors import KnownError

_SUFFIXES: Final = {"csv-external": ".csv", "xml-external": ".xml"}
_SHOWN: Final = ("image", "big-image", "audio", "video")
_MOST_FILE: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Media:
    """What lies beside a form.

    Args:
        folders: Looked through in order. None of them: nothing is said of files.
        lists: Columns of lists that come from elsewhere, as entity lists, by name
            without suffix.
    """

    folders: Sequence[Path] = ()
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def find(self, name: str) -> Path | None:
        """Return the file called `name`, None where there is none."""
        return own_file(self.folders, name)

    def columns(self, name: str) -> Sequence[str] | None:
        """Return the columns of the file or list `name`, None where unknown.

        Raises:
            KnownError: FORM-CSV-..., FORM-GEOJSON, XML-... if it cannot be read.
        """
        path = self.find(name)
        if path is None or path.stat().st_size > _MOST_FILE:
            return self.lists.get(Path(name).stem)
        found = parse_external(f"jr://file/{name}", path.read_bytes())
        return found.columns if isinstance(found, MemoryRows) else None


def read_choices(
    sheet: Sheet, outline: Outline, report: Report, *, twins: bool
) -> None:
    """Fill the outline's lists; tell of rows without list or name, and of twins.

    Args:
        sheet: The sheet "choices".
        outline: Takes the lists.
        report: Takes the findings.
        twins: The form allows a list to have a name twice.
    """
    heads = {column: heading(column) for column in sheet.columns}
    by_base: dict[str, str] = {}
    for column, one in heads.items():
        by_base.setdefault(one.base, column)
    columns = tuple(dict.fromkeys(("name", "label", *(h.base for h in heads.values()))))
    seen: dict[str, dict[str, int]] = {}
    folded: dict[str, dict[str, str]] = {}
    for row in sheet.rows:
        list_name = row.cells.get(by_base.get("list_name", ""), "")
        name = row.cells.get(by_base.get("name", ""), "")
        if not list_name or not name:
            base = "name" if list_name else "list_name"
            place = sheet.place(row.number, by_base.get(base, base))
            if list_name or name:
                report.error("CHECK-CHOICE-BLANK", place, column=base)
            continue
        values = seen.setdefault(list_name, {})
        if name in values and not twins:
            place = sheet.place(row.number, by_base["name"])
            report.error(
                "CHECK-CHOICE-TWICE",
                place,
                name=short(name),
                list=list_name,
                row=values[name],
            )
        other = folded.setdefault(list_name, {}).setdefault(name.lower(), name)
        if other != name and name not in values:
            place = sheet.place(row.number, by_base["name"])
            report.warn(
                "CHECK-CHOICE-CASE", place, name=short(name), other=short(other)
            )
        values.setdefault(name, row.number)
        if not any(heads[c].base in ("label", "image", "audio") for c in row.cells):
            place = sheet.place(row.number, by_base.get("label", "label"))
            report.warn("CHECK-CHOICE-LABEL", place, name=short(name))
    for list_name, values in seen.items():
        outline.lists[list_name] = Rows(columns, values)


def check_lists(
    lines: list[Line],
    survey: Sheet,
    choices: Sheet,
    outline: Outline,
    media: Media,
    report: Report,
) -> None:
    """Tell of lists that are asked for and not there, or there and not asked for."""
    own = set(outline.lists)
    used: set[str] = set()
    many: set[str] = set()
    for line in lines:
        place = line.place(survey, "type")
        if line.kind in _SUFFIXES:
            name = line.cells.get("name", "")
            _file(f"{name}{_SUFFIXES[line.kind]}", name, place, outline, media, report)
        elif line.kind.endswith("_from_file"):
            name = line.list_name
            if Path(name).suffix not in (".csv", ".xml", ".geojson"):
                report.error("CHECK-FILE-KIND", place, file=short(name))
                continue
            _file(name, Path(name).stem, place, outline, media, report)
        elif line.kind == "begin loop":
            used.add(line.list_name)
        elif line.list_name and line.kind.startswith(("select_", "rank")):
            used.add(line.list_name)
            if line.kind != "select_one":
                many.add(line.list_name)
            known = line.list_name in outline.lists or "${" in line.list_name
            if not known and line.kind != "select_one_external":
                found = near(line.list_name, own)
                report.error(
                    "CHECK-LIST-UNKNOWN", place, list=line.list_name, near=found
                )
        for part in line.cells.get("parameters", "").split():
            if part.startswith("tick_labelset="):
                used.add(part.partition("=")[2])
        used |= {n for n in own if any(_names(n, text) for text in line.cells.values())}
    _unused(own - used, choices, report)
    _spaces(many, choices, report)


def check_media(sheets: Sequence[Sheet], media: Media, report: Report) -> None:
    """Tell of pictures and sounds that the media folder lacks."""
    for sheet in sheets if media.folders else ():
        shown = [c for c in sheet.columns if heading(c).base in _SHOWN]
        for row in sheet.rows:
            for column in shown:
                name = row.cells.get(column, "")
                if name and "${" not in name and media.find(name) is None:
                    place = sheet.place(row.number, column)
                    report.warn("CHECK-FILE-MISSING", place, file=short(name))


def _names(list_name: str, text: str) -> bool:
    return f"instance('{list_name}')" in text or f'instance("{list_name}")' in text


def _file(
    name: str,
    instance: str,
    place: Place,
    outline: Outline,
    media: Media,
    report: Report,
) -> None:
    outline.lists.setdefault(instance, Rows(file_columns(name, place, media, report)))


def file_columns(
    name: str, place: Place, media: Media, report: Report
) -> Sequence[str] | None:
    """Return the columns of a file; tell where it is missing or cannot be read."""
    try:
        columns = media.columns(name)
    except KnownError as error:
        report.error("CHECK-FILE-BROKEN", place, file=name, reason=error)
        return None
    if columns is None and media.find(name) is None:
        if media.folders:
            report.error("CHECK-FILE-MISSING", place, file=name)
        else:
            report.hint("CHECK-FILE-NEEDED", place, file=name)
    return columns


def _rows_of(sheet: Sheet, wanted: Callable[[str], bool]) -> list[tuple[int, str, str]]:
    found: list[tuple[int, str, str]] = []
    for row in sheet.rows:
        cells = {heading(column).base: text for column, text in row.cells.items()}
        if wanted(cells.get("list_name", "")):
            found.append((row.number, cells["list_name"], cells.get("name", "")))
    return found


def _unused(unused: set[str], sheet: Sheet, report: Report) -> None:
    for number, list_name, _ in _rows_of(sheet, unused.__contains__):
        if list_name in unused:
            unused.discard(list_name)
            column = next(
                (c for c in sheet.columns if heading(c).base == "list_name"), ""
            )
            place = sheet.place(number, column)
            report.warn("CHECK-LIST-UNUSED", place, list=list_name)


def _spaces(many: set[str], sheet: Sheet, report: Report) -> None:
    column = next((c for c in sheet.columns if heading(c).base == "name"), "")
    for number, list_name, name in _rows_of(sheet, many.__contains__):
        if " " in name:
            place = sheet.place(number, column)
            fixed = "_".join(name.split())
            report.error(
                "CHECK-CHOICE-SPACE", place, name=name, list=list_name, fixed=fixed
            )
