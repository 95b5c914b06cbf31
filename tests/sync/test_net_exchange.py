"""Exchange through real servers: everything arrives, in few requests, cut or not."""

import random
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from forms.errors import KnownError
from forms.records.store import Records
from sync.exchange import export_to, import_from
from sync.folders import Folder
from sync.folders.s3 import S3Folder
from sync.folders.webdav import WebDavFolder
from tests.sync.cutting import cutting
from tests.sync.enrolled import enrol_laptop, laptop_of, office_of
from tests.sync.net_places import BUCKETS, KINDS, Kind, kind, started
from tests.sync.registers import NOW, finish_visit

__all__ = ["kind", "started"]
pytestmark = pytest.mark.net
each_kind = pytest.mark.parametrize("kind", KINDS, indirect=True)
HTTP = ("wsgidav", "nginx", *BUCKETS)
over_http = pytest.mark.parametrize("kind", HTTP, indirect=True)
BROKEN = {"FOLDER-CUT", "FOLDER-UNREACHED", "FOLDER-STALLED"}


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


def joined(kind: Kind, worker: Records, office: Records) -> str:
    """Return the name of a new folder through which the worker became a member."""
    name = kind.fresh()
    export_to(office, kind.open(name))
    import_from(worker, kind.open(name))
    return name


def same(worker: Records, office: Records) -> bool:
    """Return whether all that the worker wrote is at the office."""
    own = worker.device_id
    return (
        office.version_map()[own] == worker.version_map()[own]
        and office.visit_counts() == worker.visit_counts()
        and not office.missing_blobs()
    )


def requests_of(folder: Folder) -> int:
    assert isinstance(folder, WebDavFolder | S3Folder)
    return folder.requests


@each_kind
def test_visits_and_photos_arrive_and_the_second_time_nothing_moves(
    kind: Kind, worker: Records, office: Records
) -> None:
    dice = random.Random(7)
    for number in range(6):
        finish_visit(worker, number, dice.randbytes(90_000))
    name = joined(kind, worker, office)
    sent = export_to(worker, kind.open(name))
    assert (sent.ops, sent.blobs, sent.problems) == (6, 6, ())
    taken = import_from(office, kind.open(name))
    assert (taken.new, taken.blobs, taken.awaited, taken.problems) == (6, 6, 0, ())
    assert same(worker, office)
    again = export_to(worker, kind.open(name))
    assert (again.bundles, again.blobs, again.repaired) == (0, 0, 0)
    assert import_from(office, kind.open(name)).bundles == 0


@over_http
def test_a_worker_day_takes_few_requests(
    kind: Kind, worker: Records, office: Records
) -> None:
    """A cloud drive allows 600 in half an hour, and a slow line half a second each."""
    name, made = joined(kind, worker, office), []
    finish_visit(worker, 0)
    export_to(worker, kind.open(name))
    import_from(office, kind.open(name))
    for number in range(1, 31):
        finish_visit(worker, number)
    for do in (
        lambda folder: export_to(worker, folder),
        lambda folder: import_from(office, folder),
        lambda folder: export_to(worker, folder),
        lambda folder: import_from(office, folder),
    ):
        folder = kind.open(name)
        do(folder)
        made.append(requests_of(folder))
    print(f"{kind.name}: out, in, out with nothing, in with nothing: {made}")
    # nginx lists folder by folder: one refusal, then one for each stream and month.
    assert max(made) <= (11 if kind.name == "nginx" else 7)


@over_http
def test_a_day_takes_no_more_requests_after_many_days(
    kind: Kind, worker: Records, office: Records
) -> None:
    name, made = joined(kind, worker, office), []
    for number in range(12):
        finish_visit(worker, number)
        folder = kind.open(name)
        export_to(worker, folder)
        made.append(requests_of(folder))
    assert made[-1] == made[1]


@over_http
def test_a_look_takes_no_more_requests_after_many_months(
    kind: Kind, worker: Records, office: Records
) -> None:
    """A server that lists one folder at a time is gone through once a day."""
    name = joined(kind, worker, office)
    for number in range(8):
        now = NOW + timedelta(days=31 * number)
        with Records.open(worker.folder, clock=lambda now=now: now) as later:
            finish_visit(later, number, random.Random(number).randbytes(5_000))
            export_to(later, kind.open(name))
    with Records.open(office.folder, clock=lambda: now) as desk:
        import_from(desk, kind.open(name), brief=True)
        before = set(kind.open(name).list("gv1/blob"))
        with Records.open(worker.folder, clock=lambda: now) as later:
            finish_visit(later, 20, b"another photo")
            finish_visit(later, 21, b"a photo that never comes")
            export_to(later, kind.open(name))
        (lost, _) = set(kind.open(name).list("gv1/blob")) - before
        kind.open(name).delete(lost.name)
        folder = kind.open(name)
        taken = import_from(desk, folder, brief=True)
        assert (taken.new, taken.blobs, taken.awaited) == (2, 1, 1)
        brief, whole = requests_of(folder), kind.open(name)
        import_from(desk, whole)
        print(f"{kind.name}: a look {brief}, all {requests_of(whole)} requests")
        assert brief <= 20


@over_http
def test_a_photo_takes_few_requests(
    kind: Kind, worker: Records, office: Records
) -> None:
    dice, name = random.Random(7), joined(kind, worker, office)
    finish_visit(worker, 0, dice.randbytes(90_000))
    export_to(worker, kind.open(name))
    finish_visit(worker, 1)
    without = kind.open(name)
    export_to(worker, without)
    finish_visit(worker, 2, *(dice.randbytes(90_000) for _ in range(10)))
    folder = kind.open(name)
    export_to(worker, folder)
    # WebDAV: put, moved, its size asked, and mostly a folder made for it.
    photos = requests_of(folder) - requests_of(without)
    print(f"{kind.name}: ten photos, {photos} requests")
    assert photos <= 10 * 4 + 1


@each_kind
def test_an_exchange_cut_anywhere_goes_on_and_counts_agree(
    kind: Kind, worker: Records, office: Records
) -> None:
    dice, name = random.Random(kind.name), joined(kind, worker, office)
    with cutting(kind.server.port) as cutter:
        for number in range(3):
            finish_visit(worker, number, dice.randbytes(70_000))
            cutter.passed, cutter.cut_at = 0, dice.randrange(90_000)
            until_done(lambda: export_to(worker, kind.open(name, cutter.port)))
            cutter.passed, cutter.cut_at = 0, dice.randrange(90_000)
            until_done(lambda: import_from(office, kind.open(name, cutter.port)))
            cutter.cut_at = None
        assert cutter.cuts > 3
    assert import_from(office, kind.open(name)).awaited == 0
    assert same(worker, office)


def until_done(do) -> None:
    for _ in range(3):
        try:
            report = do()
        except KnownError as error:
            if error.code not in BROKEN:
                raise
            time.sleep(0.05)
            continue
        assert report.problems == ()
        return
    pytest.fail("cut once, and still not done")
