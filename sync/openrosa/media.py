"""Media: what a register has of the files and lists that a form names."""

import csv
import io
from collections.abc import Container, Iterator, Mapping
from pathlib import PurePosixPath

import resources
from forms.engine.definition.xform import parse_xform
from forms.records.store import Records
from forms.records.types import Entity, FormInfo

SUFFIX = ".csv"
_PAGE = 500


class Media:
    """What can be given to a server beside one form.

    Args:
        records: The register.
        info: The form.
        files: Name -> bytes of what was brought by hand; it comes first.
        lists: Whether the register's own lists may leave: they hold names and
            telephone numbers of people.
    """

    def __init__(
        self,
        records: Records,
        info: FormInfo,
        files: Mapping[str, bytes] | None = None,
        *,
        lists: bool = False,
    ) -> None:
        self._records = records
        self._files = files or {}
        self._shelf = records.form_media(info.hash)
        self._lists = lists

    def __call__(self, name: str) -> bytes | None:
        """Return the file `name`, None where there is none to give."""
        if name in self._files:
            return self._files[name]
        if name in self._shelf:
            return self._records.blob(self._shelf[name])
        if not name.endswith(SUFFIX):
            return None
        # A list of the register comes before a packaged rule of the same name, as it
        # does for whoever fills the form here.
        return self._rows(name.removesuffix(SUFFIX)) or _rule(name)

    def _rows(self, name: str) -> bytes | None:
        rows = self._records.entity_rows(name)
        if not self._lists or not len(rows):
            return None
        text = io.StringIO()
        writer = csv.DictWriter(text, rows.columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows.rows())
        return text.getvalue().encode()


def lists_of(records: Records, xform: bytes) -> tuple[str, ...]:
    """Return the entity lists that a form reads and forms of the shelf write.

    Args:
        records: The register, for what its other forms write.
        xform: The form.
    """
    definition = parse_xform(xform)
    named = {PurePosixPath(src).name for src in definition.external_sources}
    written = set(definition.entity_lists)
    for info in records.forms():
        other = records.form(info.form_id, info.version)
        written |= set(parse_xform(other).entity_lists)
    return tuple(sorted(one for one in written if f"{one}{SUFFIX}" in named))


def entities_of(
    records: Records, list_name: str, without: Container[str] = ()
) -> Iterator[Entity]:
    """Yield the entities of a list that stand, page by page.

    Args:
        records: The register.
        list_name: As "household".
        without: Ids to leave out: what a visit creates, a server makes of the visit.
    """
    at = 0
    while page := records.entities(list_name, limit=_PAGE, offset=at):
        yield from (one for one in page if one.id not in without)
        at += len(page)


def _rule(name: str) -> bytes | None:
    path = resources.path("rules") / name
    if PurePosixPath(name).name != name or not path.is_file():
        return None
    return path.read_bytes()
