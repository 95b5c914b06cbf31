"""Reading a form's file for the shelf: checked, compiled, outlined; knows no Qt."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TypedDict

import resources
from forms.engine.definition.check.finding import Finding
from forms.engine.definition.check.form import Media, check_form
from forms.engine.definition.choices import MemoryRows
from forms.engine.definition.form_file import SUFFIXES as SHEETS
from forms.engine.definition.form_file import read_bytes
from forms.engine.definition.model import FormDefinition
from forms.engine.definition.secondary import parse_external
from forms.engine.definition.xform import parse_xform
from forms.engine.definition.xlsform import compile_sheets
from forms.entry.host import rule_rows
from forms.entry.media import bare_name
from forms.records.store import Records
from forms.records.types import EntityWriteIn, FormInfo

SUFFIXES = (*SHEETS, ".xml", ".xhtml")
# The columns of a list's row that are no properties of an entity.
OWN = ("name", "label")
# Columns of an entity list that forms made by a compiler ask for.
SYSTEM = ("__version", "__trunkVersion", "__branchId")
_NAMED = re.compile(rb"jr://(?:images|audio|video)/([^<\"]+)")
_SHOWN = frozenset(
    ".jpg .jpeg .png .gif .webp .bmp .mp3 .m4a .wav .ogg .mp4 .mov .mkv .3gp".split()
)
# A form goes to every laptop by stick: a longer film has no place in a label.
_MOST_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A form's file as it was read.

    Args:
        source: The file or folder.
        xform: The form compiled, None where it cannot be used.
        definition: Of it.
        known: The version on the shelf with the same id and version.
        newest: The newest version of this form on the shelf, blank for none.
        folders: Where files of the form may lie.
        lists: Lists that lie beside it as files, not yet known here.
        files: What goes with it, by name: pictures, sound and films of its labels, and
            tables and maps that are no lists of things with a name.
    """

    source: Path
    findings: tuple[Finding, ...]
    xform: bytes | None = None
    definition: FormDefinition | None = None
    known: FormInfo | None = None
    newest: str = ""
    folders: tuple[Path, ...] = ()
    lists: Mapping[str, MemoryRows] | None = None
    files: Mapping[str, bytes] | None = None

    @property
    def errors(self) -> int:
        """How many findings forbid its use."""
        return sum(one.severity == "error" for one in self.findings)

    @property
    def same(self) -> bool:
        """The very form is on the shelf already."""
        return (
            self.known is not None
            and self.definition is not None
            and self.known.hash == self.definition.hash
        )

    @property
    def clashes(self) -> bool:
        """The shelf has another form under the same id and version."""
        return self.known is not None and not self.same

    @property
    def usable(self) -> bool:
        """It may be put on the shelf."""
        return self.xform is not None and not self.errors and self.known is None


def read(source: Path, workspace: Path) -> ReadForm:
    """Check and compile a form; however broken it is, findings tell it.

    Args:
        source: An XLSForm (.xlsx, .xls, .md, .csv), a folder of TSV sheets, or an
            XForm (.xml).
        workspace: Whose register's lists the form may ask.

    Raises:
        KnownError: What the disk says of the workspace.
    """
    folders = media_folders(source)
    with Records.open(workspace, writer=False) as records:
        lists = _bundled_lists()
        for one in records.lists():
            lists.setdefault(one.name, set()).update(one.properties)
        shelf = records.forms()
    known = {name: (*OWN, *SYSTEM, *sorted(told)) for name, told in lists.items()}
    findings = check_form(source, Media(folders, {**_rules(), **known}))
    if any(one.severity == "error" for one in findings):
        return ReadForm(source, findings, folders=folders)
    xml = source.suffix.lower() in (".xml", ".xhtml")
    xform = read_bytes(source) if xml else compile_sheets(source)
    definition = parse_xform(xform)
    own = [one for one in shelf if one.form_id == definition.form_id]
    twins = [one for one in own if one.version == definition.version]
    same = [one for one in twins if one.hash == definition.hash]
    return ReadForm(
        source,
        findings,
        xform,
        definition,
        known=next(iter(same or twins), None),
        newest=own[0].version if own else "",
        folders=folders,
        **_beside(definition, xform, folders, known),
    )


def media_folders(source: Path) -> tuple[Path, ...]:
    """Return where files of a form may lie: beside it, <form>-media, media."""
    beside = source if source.is_dir() else source.parent
    usual = (beside / f"{source.stem}-media", beside / "media", beside)
    return tuple(folder for folder in usual if folder.is_dir())


def put(records: Records, form: ReadForm, author: str) -> FormInfo:
    """Put a form on the shelf, and the lists beside it into the register.

    A form asks its lists of the register later, on every laptop: so a file that lies
    beside it becomes a list of the same name. Lists known here already stay. What is
    no list of things with a name (a table of rates, GeoJSON, XML) goes with the form.

    Raises:
        KnownError: SHELF-NO-FORM, DISK-FULL, STORE-...
    """
    for name, rows in (form.lists or {}).items():
        records.write_entities(_entities(name, rows), author)
    return records.put_form(form.xform or b"", form.source.name, author, form.files)


def label_files(xform: bytes, folders: Sequence[Path]) -> dict[str, bytes]:
    """Return file name -> bytes of what labels show.

    Those that the form names, and all in a folder of its own: a label may make a
    name from answers.

    Args:
        xform: The form.
        folders: Where its files may lie, looked through in order.
    """
    named = {unescape(found.decode()) for found in _NAMED.findall(xform)}
    own = {
        file.name
        for folder in folders
        if folder.name.endswith("media")
        for file in folder.iterdir()
        if file.suffix.lower() in _SHOWN
    }
    media = Media(folders)
    found = {bare_name(name): media.find(bare_name(name)) for name in {*named, *own}}
    return {
        name: file.read_bytes()
        for name, file in sorted(found.items())
        if file is not None and file.stat().st_size <= _MOST_BYTES
    }


def _entities(name: str, rows: MemoryRows) -> Sequence[EntityWriteIn]:
    found = []
    for row in rows.rows():
        known = {key: text for key, text in row.items() if key not in OWN and text}
        label = row.get("label") or row["name"]
        found.append(EntityWriteIn(name, "create", row["name"], known, label=label))
    return found


class Beside(TypedDict):
    """What lies beside a form: lists by their names, and files that stay with it."""

    lists: Mapping[str, MemoryRows]
    files: Mapping[str, bytes]


def _beside(
    definition: FormDefinition,
    xform: bytes,
    folders: Sequence[Path],
    known: Mapping[str, Sequence[str]],
) -> Beside:
    media = Media(folders)
    lists, files = dict[str, MemoryRows](), label_files(xform, folders)
    for source in definition.external_sources:
        name = bare_name(source)
        file = media.find(name)
        if file is None or file.stem in known or rule_rows(file.stem) is not None:
            continue
        data = file.read_bytes()
        rows = parse_external(source, data)
        if isinstance(rows, MemoryRows) and _are_things(rows):
            lists[file.stem] = rows
        elif len(data) <= _MOST_BYTES:
            files[name] = data
    return Beside(lists=lists, files=files)


def _are_things(rows: MemoryRows) -> bool:
    """Tell whether each row has a name of its own, as the things of a list do."""
    if "name" not in rows.columns:
        return False
    names = [row["name"] for row in rows.rows()]
    return all(names) and len(set(names)) == len(names)


def _bundled_lists() -> dict[str, set[str]]:
    """Return the lists that the bundled forms fill: in a new register they are empty.

    A form may ask them before anybody was written into them.
    """
    found: dict[str, set[str]] = {}
    table = resources.text("tables/ledger_columns.csv")
    for row in csv.DictReader(table.splitlines()):
        found.setdefault(row["list"], set()).add(row["property"])
    return found


def _rules() -> dict[str, Sequence[str]]:
    tables = resources.path("rules").glob("*.csv")
    found = {table.stem: rule_rows(table.stem) for table in tables}
    return {name: rows.columns for name, rows in found.items() if rows is not None}
