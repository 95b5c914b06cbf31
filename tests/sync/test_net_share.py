"""A network share, mounted: plain files to us, behind a line that breaks."""

import errno
import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from forms.errors import KnownError
from forms.records.store import Records
from sync.exchange import export_to, import_from
from sync.exchange.reports import ExportReport, ImportReport
from sync.folders import Folder
from sync.folders.directory import DirectoryFolder
from tests.sync.enrolled import enrol_laptop, laptop_of, office_of
from tests.sync.folder_contract import FolderContract
from tests.sync.registers import finish_visit
from tests.sync.shares import Share, samba

pytestmark = pytest.mark.net
# What a share may be called whose line broke; never damaged, taken or empty.
BROKEN = {"FOLDER-GONE", "FOLDER-TROUBLE", "FOLDER-READONLY"}


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Share]:
    with samba(tmp_path_factory.mktemp("smb")) as opened:
        yield opened


@pytest.fixture
def root(share: Share, tmp_path: Path) -> Path:
    """A folder of one test on the share."""
    made = share.mounted / tmp_path.name
    made.mkdir()
    return made


class TestMountedShare(FolderContract):
    """Samba, through the file system."""

    @pytest.fixture
    def folder(self, root: Path) -> Folder:
        return DirectoryFolder(root)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Records]:
    records, _ = office_of(tmp_path / "office")
    with records:
        yield records


@pytest.fixture
def worker(tmp_path: Path, office: Records) -> Iterator[Records]:
    with laptop_of(tmp_path / "worker") as opened:
        enrol_laptop(office, opened)
        yield opened


def same(worker: Records, office: Records) -> bool:
    """Return whether all that the worker wrote is at the office."""
    own = worker.device_id
    return (
        office.version_map()[own] == worker.version_map()[own]
        and office.visit_counts() == worker.visit_counts()
        and not office.missing_blobs()
    )


def test_a_share_renames_as_a_disk_does_and_creates_once(
    share: Share, root: Path
) -> None:
    made = os.open(root / "x.part", os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    os.write(made, b"one")
    os.close(made)
    (root / "x.part").rename(root / "x")
    assert os.listdir(share.files / root.name) == ["x"]
    with pytest.raises(OSError, match="x") as caught:
        os.open(root / "x", os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    assert caught.value.errno == errno.EEXIST


def test_visits_photos_and_acknowledgements_pass_over_a_share(
    share: Share, root: Path, worker: Records, office: Records
) -> None:
    dice = random.Random(7)
    folder = DirectoryFolder(root)
    export_to(office, folder)
    import_from(worker, folder)
    # Larger than what a share carries in one answer.
    photos = [dice.randbytes(size) for size in (90_000, 1_500_000, 5_000_000)]
    for number, photo in enumerate(photos):
        finish_visit(worker, number, photo)
    sent = export_to(worker, folder)
    assert (sent.blobs, sent.problems) == (3, ())
    taken = import_from(office, folder)
    assert (taken.blobs, taken.awaited, taken.problems) == (3, 0, ())
    assert same(worker, office)
    export_to(office, folder)
    import_from(worker, folder)
    assert worker.book.undelivered() == 0
    again = export_to(worker, folder)
    assert (again.bundles, again.blobs, again.repaired) == (0, 0, 0)
    left = [file.name for file in share.files.rglob("*.part")]
    assert left == []


@pytest.mark.slow
def test_a_share_whose_line_breaks_anywhere_loses_nothing(
    share: Share, root: Path, worker: Records, office: Records
) -> None:
    dice, folder, told = random.Random(3), DirectoryFolder(root), set[str]()
    export_to(office, folder)
    import_from(worker, folder)
    before = share.line.cuts
    for number in range(6):
        finish_visit(worker, number, dice.randbytes(70_000))
        share.line.passed = 0
        share.line.cut_at = dice.randrange(90_000)
        told |= until_done(share, lambda: export_to(worker, folder))
        share.line.passed = 0
        share.line.cut_at = dice.randrange(90_000)
        told |= until_done(share, lambda: import_from(office, folder))
        share.line.cut_at = None
    assert share.line.cuts - before > 3
    print(f"cut {share.line.cuts - before} times: {sorted(told)}")
    assert told <= BROKEN
    export_to(worker, folder)
    assert import_from(office, folder).awaited == 0
    assert same(worker, office)


def test_a_share_that_is_gone_in_the_middle_is_told_and_nothing_else(
    share: Share, root: Path, worker: Records, office: Records
) -> None:
    folder = DirectoryFolder(root)
    export_to(office, folder)
    import_from(worker, folder)
    for number in range(4):
        finish_visit(worker, number, random.Random(number).randbytes(400_000))
    gone: list[str] = []

    def pull(done: int, total: int, what: str) -> None:
        if done == 2 and what == "photos":
            share.line.dead = True

    try:
        with pytest.raises(KnownError) as caught:
            export_to(worker, folder, pull)
        gone.append(caught.value.code)
        with pytest.raises(KnownError) as caught:
            export_to(worker, folder)
        gone.append(caught.value.code)
    finally:
        share.line.dead = False
    print(gone)
    assert set(gone) <= BROKEN
    until_done(share, lambda: export_to(worker, folder))
    until_done(share, lambda: import_from(office, folder))
    assert same(worker, office)


def until_done(share: Share, do: Callable[[], ExportReport | ImportReport]) -> set[str]:
    """Do it until it is done; return the codes that were told before."""
    told = set()
    for _ in range(20):
        try:
            report = do()
        except KnownError as error:
            told.add(error.code)
            time.sleep(0.3)
            continue
        assert {one.code for one in report.problems} <= BROKEN
        return told
    pytest.fail(f"cut once, and still not done: {told}")
