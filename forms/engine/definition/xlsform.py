"""XLSForm sheets to XForm XML: the only door to pyxform."""

import csv
import zipfile
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any

from forms.engine.definition.external_choices import with_external_choices
from forms.engine.definition.quotes import hide_quotes, show_quotes
from forms.errors import KnownError

SHEETS = ("survey", "choices", "settings", "entities", "external_choices", "osm")
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".md", ".csv")
_MOST_BYTES = 64 * 1024 * 1024


def compile_sheets(source: Path) -> bytes:
    """Return the XForm of the sheets in `source`.

    Args:
        source: A folder with survey.tsv, choices.tsv, settings.tsv, entities.tsv, or
            a file .xlsx, .xls, .md, .csv. The root element of a folder's form is
            named by its form_id, that of a file as pyxform does ("data").

    Raises:
        KnownError: FORM-SHEETS (file, reason) if pyxform refuses them,
            FORM-KIND (file) if the file is of no such kind, FORM-GONE, FORM-TOO-BIG.
    """
    return compile_with_warnings(source)[0]


def compile_with_warnings(source: Path) -> tuple[bytes, tuple[str, ...]]:
    """Return the XForm and pyxform's warnings; see `compile_sheets`."""
    # pyxform takes 0.3 s to import and is needed at form import only.
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import get_xlsform
    from pyxform.xls2xform import convert

    sheets: Any
    kind = None if source.is_dir() else source.suffix.lower()
    if kind is None:
        sheets = read_folder(source)
        name = _setting(sheets, "name") or _setting(sheets, "form_id") or None
    else:
        _guard(source, kind)
        sheets, name = None, None
    try:
        warnings: list[str] = []
        if sheets is None:
            sheets = asdict(get_xlsform(source.read_bytes(), file_type=kind))
        result = convert(hide_quotes(sheets), warnings=warnings, form_name=name)
    # pyxform falls over a sheet that has a name and no rows (IndexError).
    except (PyXFormError, ValueError, LookupError, zipfile.BadZipFile) as error:
        raise KnownError("FORM-SHEETS", file=source.name, reason=str(error)) from error
    xform = show_quotes(result.xform)
    if result.itemsets:
        xform = with_external_choices(xform, show_quotes(result.itemsets))
    return xform.encode(), tuple(warnings)


def pyxform_version() -> str:
    """Return the version of the compiler, without importing it."""
    return metadata.version("pyxform")


def read_folder(folder: Path) -> dict[str, Any]:
    """Return the TSV sheets of `folder` in the shape pyxform takes.

    A cell is what stands between tabs: no quotes, no escapes.

    Raises:
        KnownError: FORM-KIND (file) if there is no survey.tsv.
    """
    if not (folder / "survey.tsv").is_file():
        raise KnownError("FORM-KIND", file=folder.name)
    sheets: dict[str, Any] = {}
    for sheet in SHEETS:
        path = folder / f"{sheet}.tsv"
        if not path.is_file():
            continue
        with path.open(encoding="utf-8-sig", newline="") as file:
            records = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        header = records[0] if records else []
        sheets[f"{sheet}_header"] = [dict.fromkeys(c for c in header if c)]
        sheets[sheet] = [
            {c: t for c, t in zip(header, record, strict=False) if c and t}
            for record in records[1:]
        ]
    sheets["sheet_names"] = [s for s in SHEETS if s in sheets]
    sheets["fallback_form_name"] = folder.name
    return sheets


def _setting(sheets: dict[str, Any], name: str) -> str:
    rows = sheets.get("settings") or [{}]
    return str(rows[0].get(name, ""))


def _guard(source: Path, kind: str) -> None:
    if kind not in SUFFIXES:
        raise KnownError("FORM-KIND", file=source.name)
    if not source.is_file():
        raise KnownError("FORM-GONE", file=source.name)
    size = source.stat().st_size
    if kind in (".xlsx", ".xlsm") and zipfile.is_zipfile(source):
        # A small archive can unpack to gigabytes.
        with zipfile.ZipFile(source) as archive:
            size = sum(info.file_size for info in archive.infolist())
    if size > _MOST_BYTES:
        raise KnownError("FORM-TOO-BIG", file=source.name)
