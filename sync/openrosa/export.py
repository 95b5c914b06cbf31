"""Export: a whole register as OpenRosa XML in folders, for Central or others."""

import re
from dataclasses import dataclass
from pathlib import Path

from forms.errors import KnownError
from forms.progress import Progress, silent
from forms.records.store import Records
from forms.records.vault import known_os_error, write_file
from sync.openrosa.branches import Branches
from sync.openrosa.spelling import form_for_server
from sync.openrosa.visits import chain, submission, visit_ids

_ODD = re.compile(r"[^\w.-]")


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written.

    Args:
        forms: Form versions.
        submissions: Revisions, edits among them.
        files: Photos and signatures.
        awaited: Photos that have not arrived at this laptop.
    """

    forms: int
    submissions: int
    files: int
    awaited: int


def export(records: Records, folder: Path, progress: Progress = silent) -> ExportReport:
    """Write every visit below `folder`, one folder per form.

    `<form>/<version>.xml` is the form, `<form>/instances/<n>-<uuid>/submission.xml` a
    submission with its files beside it. In the order of their names a server takes
    them all: an edit stands behind what it edits. Nothing is encrypted.

    Args:
        records: The register.
        folder: Made where it does not exist; a folder that is not empty is refused.
        progress: Told how many visits are done.

    Raises:
        KnownError: OPENROSA-FOLDER, DISK-FULL, STORE-...; BLOB-DAMAGED.
    """
    _make(folder)
    if any(folder.iterdir()):
        raise KnownError("OPENROSA-FOLDER", place=str(folder))
    forms = 0
    for info in records.forms():
        place = _make(folder / _plain(info.form_id))
        name = f"{_plain(info.version) or 'form'}-{info.hash[:8]}.xml"
        xform = records.form_by_hash(info.hash)
        if xform:
            write_file(place / name, form_for_server(xform))
        forms += 1
    submissions = files = awaited = 0
    ids = visit_ids(records)
    branches = Branches(records)
    for done, record_id in enumerate(ids):
        progress(done, len(ids), "records")
        for revision in chain(records.visit(record_id)):
            steps = branches.of(revision)
            ready, lacking = submission(records, revision, steps)
            submissions += 1
            uuid = _plain(revision.instance_id.removeprefix("uuid:"))
            start = folder / _plain(revision.form_id) / "instances"
            place = _make(start / f"{submissions:06d}-{uuid}")
            write_file(place / "submission.xml", ready.xml)
            for name, data in ready.files.items():
                write_file(place / _plain(name), data)
            files += len(ready.files)
            awaited += len(lacking)
    progress(len(ids), len(ids), "records")
    return ExportReport(forms, submissions, files, awaited)


def _make(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise known_os_error(error, folder) from error
    return folder


def _plain(name: str) -> str:
    """Return `name` as part of a path that every system can hold."""
    return _ODD.sub("_", name).strip(".")
