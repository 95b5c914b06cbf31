"""Exchange: what a folder lacks goes out, what it holds comes in, nothing twice."""

from collections.abc import Collection
from pathlib import Path

from forms.progress import Progress, silent
from forms.records.store import Records
from sync.exchange import incoming, outgoing
from sync.exchange.recovery import Recovery
from sync.exchange.reports import (
    CARRIED,
    PHOTOS,
    RECORDS,
    ExportReport,
    ImportReport,
)
from sync.folders import Folder
from sync.folders.directory import DirectoryFolder

__all__ = [
    "CARRIED",
    "PHOTOS",
    "RECORDS",
    "ExportReport",
    "ImportReport",
    "Progress",
    "export_to",
    "import_file",
    "import_from",
    "snapshot_to",
]


def export_to(
    records: Records, folder: Folder | Path, progress: Progress = silent
) -> ExportReport:
    """Write what `folder` lacks of this laptop's records and photos.

    Args:
        records: Open for writing: what was written is remembered in its folder.
        folder: Any folder; a path stands for the directory there.
        progress: May raise to stop.

    Raises:
        KnownError: FOLDER-GONE, FOLDER-FULL, FOLDER-READONLY, FOLDER-NOT-OURS, ...;
            what was written until then is kept and not written again.
    """
    return outgoing.send(records, _folder(folder), progress)


def snapshot_to(
    records: Records,
    folder: Folder | Path,
    grids: Collection[str] = (),
    progress: Progress = silent,
) -> ExportReport:
    """Write what `folder` lacks, each grid's stream as a snapshot: for new laptops.

    Args:
        records: Of an office, open for writing.
        folder: Any folder; a path stands for the directory there.
        grids: Whose snapshots; none for all that some laptop serves.
        progress: May raise to stop.

    Raises:
        KnownError: SNAPSHOT-OFFICE, SNAPSHOT-GRID, or what `export_to` raises.
    """
    return outgoing.send(records, _folder(folder), progress, grids)


def import_from(
    records: Records,
    folder: Folder | Path,
    progress: Progress = silent,
    *,
    unsealed: bool = False,
    carry: bool = False,
    recovery: Recovery | None = None,
    brief: bool = False,
) -> ImportReport:
    """Take up what `folder` holds and this register lacks, in any order.

    A damaged bundle does not stop the others: it stands among the problems. Bundles
    of unknown, revoked and expired devices wait in quarantine.

    Args:
        records: Open for writing.
        folder: Any folder; a path stands for the directory there.
        progress: May raise to stop.
        unsealed: Also read bundles that are not sealed; a register with members
            refuses them otherwise.
        carry: Also take sealed bundles and photos of others along, unread; the next
            export to another folder delivers them.
        recovery: The secret of the recovery sheet, to open what was sealed before
            this laptop came.
        brief: Where each folder of a server is a request, the newest are enough if
            all were gone through today.

    Raises:
        KnownError: FOLDER-GONE, FOLDER-UNMARKED, FOLDER-NOT-OURS, ...; DISK-FULL,
            STORE-...; what was taken up until then is kept and not read again.
    """
    return incoming.receive(
        records,
        _folder(folder),
        progress,
        unsealed=unsealed,
        carry=carry,
        recovery=recovery,
        brief=brief,
    )


def import_file(
    records: Records, path: Path, *, unsealed: bool = False
) -> ImportReport:
    """Take up one bundle that came by chat or mail, under any name.

    Raises:
        KnownError: BUNDLE-...
    """
    return incoming.receive_file(records, path, unsealed=unsealed)


def _folder(folder: Folder | Path) -> Folder:
    return DirectoryFolder(folder) if isinstance(folder, Path) else folder
