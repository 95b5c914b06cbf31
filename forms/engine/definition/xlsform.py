"""XLSForm sheets to XForm XML: the only door to pyxform."""

from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any

from forms.engine.definition.external_choices import with_external_choices
from forms.engine.definition.form_file import (
    FALLS,
    TEXT,
    look_at,
    read_text,
    tabbed,
    unmoved,
)
from forms.engine.definition.quotes import hide_quotes, show_quotes
from forms.engine.definition.xlsform_words import FELL, meaning
from forms.errors import KnownError

SHEETS = ("survey", "choices", "settings", "entities", "external_choices", "osm")


def compile_sheets(source: Path) -> bytes:
    """Return the XForm of the sheets in `source`.

    Args:
        source: A folder with survey.tsv, choices.tsv, settings.tsv, entities.tsv, or
            a file .xlsx, .xls, .md, .csv. The root element of a folder's form is
            named by its form_id, that of a file as pyxform does ("data").

    Raises:
        KnownError: FORM-SHEETS (file, reason) if pyxform refuses them,
            FORM-KIND (file) if the file is of no such kind, FORM-GONE, FORM-TOO-BIG,
            FORM-CELLS, FORM-LOCKED, FORM-DAMAGED, FORM-TEXT, XML-DOCTYPE.
    """
    return compile_with_warnings(source)[0]


def compile_with_warnings(source: Path) -> tuple[bytes, tuple[str, ...]]:
    """Return the XForm and pyxform's warnings; see `compile_sheets`."""
    # pyxform takes 0.3 s to import and is needed at form import only.
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import get_xlsform
    from pyxform.xls2xform import convert
    from xlrd.compdoc import CompDocError

    sheets: Any
    if source.is_dir():
        kind, name = "", ""
        sheets = read_folder(source)
        name = _setting(sheets, "name") or _setting(sheets, "form_id")
    else:
        kind, sheets, name = look_at(source), None, ""
    try:
        warnings: list[str] = []
        if sheets is None:
            text = kind in TEXT
            data = read_text(source).encode() if text else source.read_bytes()
            with unmoved():
                sheets = asdict(get_xlsform(data, file_type=kind))
        result = convert(hide_quotes(sheets), warnings=warnings, form_name=name or None)
    except (PyXFormError, CompDocError, *FALLS) as error:
        reason = meaning(_said(error)).error()
        raise KnownError("FORM-SHEETS", file=source.name, reason=reason) from error
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
        KnownError: FORM-KIND (file) if there is no survey.tsv, FORM-TEXT, FORM-CELLS.
    """
    if not (folder / "survey.tsv").is_file():
        raise KnownError("FORM-KIND", file=folder.name)
    sheets: dict[str, Any] = {}
    for sheet in SHEETS:
        path = folder / f"{sheet}.tsv"
        if not path.is_file():
            continue
        records = tabbed(read_text(path))
        header = records[0] if records else []
        sheets[f"{sheet}_header"] = [dict.fromkeys(c for c in header if c)]
        sheets[sheet] = [
            {c: t for c, t in zip(header, record, strict=False) if c and t}
            for record in records[1:]
        ]
    sheets["sheet_names"] = [s for s in SHEETS if s in sheets]
    sheets["fallback_form_name"] = folder.name
    return sheets


def _said(error: Exception) -> str:
    """Return pyxform's message, its template filled in even where it knows no place."""
    if isinstance(error, FALLS):
        return FELL
    code = getattr(error, "code", None)
    if code is None:
        return str(error)
    return str(code.value.format(**getattr(error, "context", {})))


def _setting(sheets: dict[str, Any], name: str) -> str:
    rows = sheets.get("settings") or [{}]
    return str(rows[0].get(name, ""))
