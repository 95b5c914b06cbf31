"""Originals leave a laptop by choice, and never before every office has them."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from forms.errors import KnownError
from forms.records.blobs import Blobs
from forms.records.store import Records
from sync.exchange import custody, enrol, export_to, import_from
from sync.exchange.originals import free_originals
from sync.folders.memory import MemoryFolder
from tests.sync.enrolled import GRID, enrol_laptop, laptop_of, office_of
from tests.sync.registers import NOW, finish_visit
from tests.sync.test_custody import bring


def photo(number: int) -> bytes:
    """Return a JPEG of a few hundred kilobytes."""
    noise = Random(number).randbytes(900 * 700 * 3)
    stored = BytesIO()
    Image.frombytes("RGB", (900, 700), noise).save(stored, "JPEG", quality=80)
    return stored.getvalue()


class Clock:
    """The one clock of a test."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def again(records: Records, clock: Clock) -> Records:
    """Open a workspace anew, by a clock that tests set."""
    records.close()
    return Records.open(records.folder, clock=clock)


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Records]:
    with again(office_of(tmp_path / "office")[0], clock) as records:
        yield records


@pytest.fixture
def laptop(tmp_path: Path, office: Records, clock: Clock) -> Iterator[Records]:
    with again(laptop_of(tmp_path / "laptop"), clock) as records:
        enrol_laptop(office, records)
        bring(office, records)
        yield records


def test_an_original_leaves_after_the_office_confirmed_it_and_the_days_are_over(
    office: Records, laptop: Records, clock: Clock
) -> None:
    files = photo(1), b"no picture at all" * 9000
    finish_visit(laptop, 1, *files)
    picture, other = map(laptop.put_blob, files)
    bring(laptop, office)
    clock.now += timedelta(days=400)
    assert free_originals(laptop, 30).held == 2
    assert laptop.has_blob(picture)
    clock.now = NOW
    bring(office, laptop)
    clock.now += timedelta(days=29)
    assert free_originals(laptop, 30).photos == 0
    clock.now += timedelta(days=2)
    assert free_originals(laptop, 0).photos == 0
    freed = free_originals(laptop, 30)
    assert (freed.photos, freed.held) == (1, 0)
    assert freed.bytes > 200_000
    assert not laptop.has_blob(picture)
    assert laptop.has_blob(other)
    small = Image.open(BytesIO(laptop.picture(picture)))
    assert max(small.size) == 640
    rec = laptop.visits()[0].record_id
    assert (laptop.custody(rec).freed, office.custody(rec).freed) == (1, 0)
    assert free_originals(laptop, 30).photos == 0
    assert free_originals(office, 30).photos == 0
    assert office.blob(picture) == photo(1)


def test_what_was_freed_is_neither_awaited_nor_fetched_nor_sent(
    office: Records, laptop: Records, clock: Clock
) -> None:
    folder = MemoryFolder()
    finish_visit(laptop, 1, photo(1))
    for records in (laptop, office, office, laptop):
        export_to(records, folder)
        import_from(records, folder)
    clock.now += timedelta(days=31)
    assert free_originals(laptop, 30).photos == 1
    taken = import_from(laptop, folder)
    assert (taken.blobs, taken.awaited) == (0, 0)
    sent = export_to(laptop, MemoryFolder("other"))
    assert (sent.blobs, sent.problems) == (0, ())
    assert not [f for f in laptop.doctor().notes if "BLOB" in f.code]
    assert laptop.doctor().findings == ()
    # Its visit can be edited: the photo is known, though only its copy is here.
    finish_visit(laptop, 2, b"another")
    custody.compact(laptop, folder)
    assert office.missing_blobs() == []


def test_two_offices_must_both_have_it(
    office: Records, laptop: Records, clock: Clock, tmp_path: Path
) -> None:
    with again(laptop_of(tmp_path / "second", "w05"), clock) as second:
        enrol_laptop(office, second, role="supervisor", grids=(), staff="w05")
        bring(office, second, laptop)
        finish_visit(laptop, 1, photo(1))
        bring(laptop, office)
        bring(office, laptop, second)
        clock.now += timedelta(days=40)
        assert free_originals(laptop, 30).held == 1
        bring(laptop, second)
        bring(second, laptop)
        assert free_originals(laptop, 30).photos == 0
        clock.now += timedelta(days=40)
        assert free_originals(laptop, 30).photos == 1


def test_an_office_that_came_later_gets_from_the_first_what_laptops_freed(
    office: Records, laptop: Records, clock: Clock, tmp_path: Path
) -> None:
    folder = MemoryFolder()
    finish_visit(laptop, 1, photo(1))
    for records in (laptop, office, office, laptop):
        export_to(records, folder)
        import_from(records, folder)
    clock.now += timedelta(days=31)
    assert free_originals(laptop, 30).photos == 1
    with again(laptop_of(tmp_path / "second", "w05"), clock) as second:
        enrol_laptop(office, second, role="supervisor", grids=(), staff="w05")
        later = MemoryFolder("later")
        for records in (office, laptop, laptop, second, office, second):
            export_to(records, later)
            import_from(records, later)
        assert second.missing_blobs() == []
        assert second.blob(hashlib.sha256(photo(1)).hexdigest()) == photo(1)


def test_an_ended_offices_word_frees_nothing(
    office: Records, laptop: Records, clock: Clock, tmp_path: Path
) -> None:
    with again(laptop_of(tmp_path / "second", "w05"), clock) as second:
        enrol_laptop(office, second, role="supervisor", grids=(), staff="w05")
        bring(office, second, laptop)
        finish_visit(laptop, 1, photo(1))
        bring(laptop, second)
        bring(second, laptop)
        enrol.revoke(office, second.device_id, why="left")
        bring(office, laptop)
        clock.now += timedelta(days=90)
        assert free_originals(laptop, 30).photos == 0
        assert free_originals(laptop, 30).held == 1


def test_a_kill_between_copy_and_removal_leaves_one_of_them(
    office: Records, laptop: Records, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish_visit(laptop, 1, photo(1))
    bring(laptop, office)
    bring(office, laptop)
    clock.now += timedelta(days=31)

    def killed(blobs: Blobs, name: str) -> int:
        raise KnownError("STORE-IO", place=name)

    with monkeypatch.context() as patched:
        patched.setattr(Blobs, "remove", killed)
        with pytest.raises(KnownError):
            free_originals(laptop, 30)
    (sha256,) = laptop.blobs_of(laptop.device_id, 1, 9)
    assert laptop.blob(sha256) == photo(1)
    assert free_originals(laptop, 30).photos == 1
    assert laptop.picture(sha256)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.sampled_from("vxlaofcj"), min_size=4, max_size=24))
def test_whatever_happens_somebody_has_each_original(
    steps: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Visits, exports, losses, imports, freeing, compaction, clocks that jump."""
    place, clock, stick = tmp_path_factory.mktemp("run"), Clock(), MemoryFolder()
    made: dict[str, bytes] = {}
    with again(office_of(place / "o")[0], clock) as office:
        with again(laptop_of(place / "l"), clock) as laptop:
            enrol_laptop(office, laptop, grids=(GRID,))
            export_to(office, stick)
            import_from(laptop, stick)
            for number, step in enumerate(steps):
                do(step, number, (laptop, office), stick, clock, made)
                for sha256, data in made.items():
                    whole = [r for r in (laptop, office) if r.has_blob(sha256)]
                    assert whole
                    assert whole[-1].blob(sha256) == data
                    assert laptop.has_picture(sha256)


def do(
    step: str,
    number: int,
    pair: tuple[Records, Records],
    stick: MemoryFolder,
    clock: Clock,
    made: dict[str, bytes],
) -> None:
    """Take one step of a run; `made` are the photos by their hash."""
    laptop, office = pair
    if step == "v":
        data = photo(number)
        finish_visit(laptop, number, data)
        made[laptop.put_blob(data)] = data
    elif step == "x":
        export_to(laptop, stick)
    elif step == "l":
        blobs = stick.list("gv1/blob")
        if blobs:
            stick.delete(blobs[number % len(blobs)].name)
    elif step == "o":
        import_from(office, stick)
        export_to(office, stick)
    elif step == "a":
        import_from(laptop, stick)
    elif step == "f":
        free_originals(laptop, 30)
    elif step == "c":
        custody.compact(laptop, stick)
    else:
        clock.now += timedelta(days=3000 if number % 3 else -2000)
