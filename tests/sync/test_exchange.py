"""Exchange: everything arrives once, whatever happens to the stick on the way."""

import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import resources
from forms.errors import KnownError
from forms.records.store import Records
from sync import bundle
from sync.exchange import (
    PHOTOS,
    RECORDS,
    export_to,
    import_file,
    import_from,
    lanes,
)
from sync.exchange.lanes import missing
from sync.exchange.layout import MARKER, PART_BYTES, read_bundle_name
from sync.exchange.memory import FILE
from sync.folders import Entry, Folder
from sync.folders.directory import DirectoryFolder
from sync.folders.memory import MemoryFolder
from tests.sync.registers import finish_visit, workspace, write_households
from tests.sync.test_folders import small_stick

__all__ = ["small_stick"]


class LoggedFolder(MemoryFolder):
    """A folder in memory that keeps count of what is asked of it."""

    def __init__(self) -> None:
        super().__init__()
        self.put: list[str] = []
        self.got: list[str] = []

    def put_new(self, name: str, data: bytes) -> bool:
        self.put.append(name)
        return super().put_new(name, data)

    def get(self, name: str, limit: int) -> bytes:
        self.got.append(name)
        return super().get(name, limit)


class Stop(Exception):
    """Somebody pressed stop."""


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Records]:
    with workspace(tmp_path / "worker") as opened:
        yield opened


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Records]:
    with workspace(tmp_path / "office", "w01") as opened:
        yield opened


@pytest.fixture
def small_bundles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make bundles of two ops, so that few ops make several."""
    monkeypatch.setattr(lanes, "BUNDLE_OPS", 2)


def bundles_in(folder: Folder) -> list[Entry]:
    return [one for one in folder.list("gv1") if read_bundle_name(one.name)]


def code_of(call: object, *args: object) -> str:
    with pytest.raises(KnownError) as caught:
        call(*args)  # type: ignore[operator]
    for language in resources.LANGUAGES:
        assert resources.sentence(caught.value.code, language, **caught.value.fields)
    return caught.value.code


def test_what_was_written_arrives(
    worker: Records, office: Records, tmp_path: Path
) -> None:
    write_households(worker, 5)
    finish_visit(worker, 1, b"photo one", b"photo two")
    (tmp_path / "stick").mkdir()
    sent = export_to(worker, tmp_path / "stick")
    assert (sent.bundles, sent.ops, sent.blobs, sent.skipped) == (1, 6, 2, 0)
    taken = import_from(office, tmp_path / "stick")
    assert (taken.bundles, taken.new, taken.known, taken.blobs) == (1, 6, 0, 2)
    assert (taken.awaited, taken.gaps, taken.problems) == (0, 0, ())
    assert office.version_map() == worker.version_map()
    assert office.digest() == worker.digest()
    assert office.entity_count("household") == 5
    for sha256 in worker.blobs_of(worker.device_id, 1, 6):
        assert office.blob(sha256) == worker.blob(sha256)


def test_nothing_is_written_or_read_twice(worker: Records, office: Records) -> None:
    folder = LoggedFolder()
    write_households(worker, 3)
    finish_visit(worker, 1, b"photo")
    export_to(worker, folder)
    import_from(office, folder)
    folder.put.clear()
    again = export_to(worker, folder)
    assert (again.bundles, again.ops, again.blobs, again.skipped) == (0, 0, 0, 2)
    assert folder.put == []
    folder.got.clear()
    taken = import_from(office, folder)
    assert (taken.bundles, taken.new, taken.known, taken.skipped) == (0, 0, 0, 1)
    assert folder.got == [MARKER]


def test_only_what_is_new_is_added(worker: Records, office: Records) -> None:
    folder = LoggedFolder()
    write_households(worker, 3)
    export_to(worker, folder)
    before = {entry.name for entry in bundles_in(folder)}
    write_households(worker, 2, first=3)
    sent = export_to(worker, folder)
    assert (sent.bundles, sent.ops, sent.skipped) == (1, 2, 1)
    assert before < {entry.name for entry in bundles_in(folder)}
    assert import_from(office, folder).new == 5


def test_a_second_stick_gets_everything(worker: Records, office: Records) -> None:
    write_households(worker, 3)
    one, two = MemoryFolder(), MemoryFolder()
    export_to(worker, one)
    assert export_to(worker, two).ops == 3
    import_from(office, one)
    taken = import_from(office, two)
    assert (taken.new, taken.skipped) == (0, 1)


def test_records_go_before_photos_and_progress_tells_both(worker: Records) -> None:
    folder = LoggedFolder()
    write_households(worker, 2)
    finish_visit(worker, 1, b"one", b"two")
    told: list[tuple[int, int, str]] = []
    export_to(worker, folder, lambda *step: told.append(step))
    kinds = [name.split("/")[1] for name in folder.put]
    assert kinds == ["STORE.json", "in", "blob", "blob"]
    assert told == [
        *((0, 3, RECORDS), (3, 3, RECORDS)),
        *((0, 2, PHOTOS), (1, 2, PHOTOS), (2, 2, PHOTOS)),
    ]


@pytest.mark.usefixtures("small_bundles")
@pytest.mark.parametrize("stop_after", range(6))
def test_a_stopped_export_goes_on_where_it_was(
    worker: Records, office: Records, stop_after: int
) -> None:
    write_households(worker, 6)
    finish_visit(worker, 1, b"one", b"two")
    folder, steps = LoggedFolder(), iter(range(100))

    def progress(done: int, total: int, what: str) -> None:
        if next(steps) == stop_after:
            raise Stop

    with pytest.raises(Stop):
        export_to(worker, folder, progress)
    export_to(worker, folder)
    assert len(folder.put) == len(set(folder.put))
    assert import_from(office, folder).new == 7
    assert office.digest() == worker.digest()
    assert office.missing_blobs() == []


@pytest.mark.usefixtures("small_bundles")
@pytest.mark.parametrize("stop_after", range(5))
def test_a_stopped_import_goes_on_where_it_was(
    worker: Records, office: Records, stop_after: int
) -> None:
    write_households(worker, 4)
    finish_visit(worker, 1, b"one", b"two")
    folder, steps = MemoryFolder(), iter(range(100))
    export_to(worker, folder)

    def progress(done: int, total: int, what: str) -> None:
        if next(steps) == stop_after:
            raise Stop

    with suppress(Stop):
        import_from(office, folder, progress)
    import_from(office, folder)
    assert office.digest() == worker.digest()
    assert office.missing_blobs() == []


@pytest.mark.usefixtures("small_bundles")
def test_a_stick_pulled_in_the_middle_is_told_and_loses_nothing(
    worker: Records, office: Records, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    write_households(worker, 6)

    def pull(done: int, total: int, what: str) -> None:
        if done == 4:
            stick.rename(tmp_path / "in the pocket")

    assert code_of(export_to, worker, stick, pull) == "FOLDER-GONE"
    assert not stick.exists()
    (tmp_path / "in the pocket").rename(stick)
    sent = export_to(worker, stick)
    assert (sent.ops, sent.skipped) == (2, 2)

    def pull_again(done: int, total: int, what: str) -> None:
        if done == 1:
            stick.rename(tmp_path / "in the pocket")

    assert code_of(import_from, office, stick, pull_again) == "FOLDER-GONE"
    (tmp_path / "in the pocket").rename(stick)
    import_from(office, stick)
    assert office.digest() == worker.digest()


def test_a_full_stick_is_told_and_another_one_takes_the_rest(
    worker: Records, office: Records, small_stick: Path, tmp_path: Path
) -> None:
    write_households(worker, 3)
    dice = random.Random(1)
    finish_visit(worker, 1, *(dice.randbytes(100_000) for _ in range(4)))
    assert code_of(export_to, worker, small_stick) == "FOLDER-FULL"
    taken = import_from(office, small_stick)
    assert (taken.new, taken.blobs, taken.awaited, taken.problems) == (4, 2, 2, ())
    (tmp_path / "larger").mkdir()
    export_to(worker, tmp_path / "larger")
    assert import_from(office, tmp_path / "larger").blobs == 2
    assert office.missing_blobs() == []


def test_a_full_stick_without_a_mount_is_told(worker: Records, office: Records) -> None:
    write_households(worker, 3)
    finish_visit(worker, 1, bytes(5000), b"x" * 5000)
    folder = MemoryFolder(capacity=9000)
    assert code_of(export_to, worker, folder) == "FOLDER-FULL"
    assert import_from(office, folder).new == 4
    folder.capacity = None
    assert export_to(worker, folder).blobs == 1


def test_a_read_only_stick_is_told_before_anything(
    worker: Records, office: Records
) -> None:
    folder = LoggedFolder()
    write_households(worker, 2)
    export_to(worker, folder)
    folder.writable = False
    folder.put.clear()
    assert code_of(export_to, worker, folder) == "FOLDER-READONLY"
    assert folder.put == []
    assert import_from(office, folder).new == 2


def test_a_read_only_mount_is_told(
    worker: Records, office: Records, small_stick: Path
) -> None:
    write_households(worker, 2)
    export_to(worker, small_stick)
    subprocess.run(["mount", "-o", "remount,ro", str(small_stick)], check=True)
    assert code_of(export_to, worker, small_stick) == "FOLDER-READONLY"
    assert import_from(office, small_stick).new == 2


@pytest.mark.usefixtures("small_bundles")
def test_a_damaged_bundle_stops_no_other_and_is_written_anew(
    worker: Records, office: Records, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    write_households(worker, 6)
    export_to(worker, stick)
    files = sorted(stick.rglob("*.gvb"))
    whole = files[1].read_bytes()
    files[1].write_bytes(whole[:-200])
    taken = import_from(office, stick)
    assert (taken.bundles, taken.new, taken.gaps) == (2, 4, 1)
    assert [error.code for error in taken.problems] == ["BUNDLE-TORN"]
    assert taken.problems[0].fields["file"] == str(files[1].relative_to(stick))
    sent = export_to(worker, stick)
    assert (sent.bundles, sent.repaired, sent.skipped) == (1, 1, 2)
    assert files[1].read_bytes() == whole
    healed = import_from(office, stick)
    assert (healed.new, healed.gaps, healed.problems) == (2, 0, ())


def test_zeros_of_the_right_length_are_told_and_written_anew(
    worker: Records, office: Records, tmp_path: Path
) -> None:
    """What a FAT stick shows after a pull: the size is there, the content is not."""
    stick = tmp_path / "stick"
    stick.mkdir()
    write_households(worker, 2)
    export_to(worker, stick)
    file = next(stick.rglob("*.gvb"))
    file.write_bytes(bytes(file.stat().st_size))
    assert import_from(office, stick).problems[0].code == "BUNDLE-TORN"
    assert export_to(worker, stick).repaired == 1
    assert import_from(office, stick).new == 2


def test_a_newer_bundle_is_told_and_stays(worker: Records, office: Records) -> None:
    write_households(worker, 2)
    folder = MemoryFolder()
    export_to(worker, folder)
    name = f"gv1/in/{worker.device_id}/202612/3-4-0123456789abcdef.gvb"
    folder.put_new(name, newer_bundle())
    taken = import_from(office, folder)
    assert taken.new == 2
    assert [error.code for error in taken.problems] == ["BUNDLE-NEWER"]
    export_to(worker, folder)
    assert folder.stat(name)


def newer_bundle() -> bytes:
    vectors = Path(__file__).parent / "vectors"
    return (vectors / "BUNDLE-NEWER.header.gvb").read_bytes()


def test_a_bundle_of_another_register_is_told(
    worker: Records, office: Records, tmp_path: Path
) -> None:
    other = "0198f3a0-0000-7000-8000-00000000000f"
    folder = MemoryFolder()
    export_to(worker, folder)
    with workspace(tmp_path / "other", register=other) as stranger:
        write_households(stranger, 1)
        assert code_of(export_to, stranger, folder) == "FOLDER-NOT-OURS"
        assert code_of(import_from, stranger, folder) == "FOLDER-NOT-OURS"
        ops = list(stranger.ops(stranger.device_id))
        data = bundle.write(ops, register_id=other, signing_key=stranger.signing_key)[1]
        (tmp_path / "x.gvb").write_bytes(data)
    code = code_of(import_file, office, tmp_path / "x.gvb")
    assert code == "BUNDLE-OTHER-REGISTER"
    assert office.version_map() == {}


def test_a_device_that_changes_its_key_is_told(
    worker: Records, office: Records, tmp_path: Path
) -> None:
    write_households(worker, 2)
    folder = MemoryFolder()
    export_to(worker, folder)
    import_from(office, folder)
    ops = list(worker.ops(worker.device_id, 2, 2))
    forged = bundle.write(ops, register_id=worker.register_id, signing_key=bytes(32))[1]
    (tmp_path / "x.gvb").write_bytes(forged)
    assert code_of(import_file, office, tmp_path / "x.gvb") == "BUNDLE-STRANGER"


def test_a_folder_without_marker_is_left_alone(
    worker: Records, office: Records, tmp_path: Path
) -> None:
    write_households(worker, 1)
    stick = tmp_path / "stick"
    stick.mkdir()
    assert code_of(import_from, office, stick) == "FOLDER-UNMARKED"
    assert list(stick.iterdir()) == []
    export_to(worker, stick)
    (stick / MARKER).unlink()
    assert code_of(import_from, office, stick) == "FOLDER-UNMARKED"
    assert code_of(export_to, worker, stick) == "FOLDER-UNMARKED"
    assert not (stick / MARKER).exists()


def test_other_files_on_the_stick_are_not_touched(
    worker: Records, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    (stick / "照片").mkdir(parents=True)
    (stick / "照片" / "a.jpg").write_bytes(b"private")
    write_households(worker, 1)
    export_to(worker, stick)
    assert (stick / "照片" / "a.jpg").read_bytes() == b"private"
    assert {path.name for path in stick.iterdir()} == {"照片", "gv1"}


@pytest.mark.parametrize(
    ("marker", "code"),
    [
        (b"", "FOLDER-DAMAGED"),
        (b"[]", "FOLDER-DAMAGED"),
        (b"[" * 7000, "FOLDER-DAMAGED"),
        (b'{"v":1}', "FOLDER-DAMAGED"),
        (b'{"v":2}', "FOLDER-NEWER"),
        (b" " * 9000, "FOLDER-TOO-LARGE"),
    ],
)
def test_a_damaged_marker_is_told(worker: Records, marker: bytes, code: str) -> None:
    folder = MemoryFolder()
    folder.put_new(MARKER, marker)
    assert code_of(export_to, worker, folder) == code
    assert code_of(import_from, worker, folder) == code
    assert folder.list("") == (Entry(MARKER, len(marker)),)


def test_a_marker_with_another_register_forged_in_is_told(worker: Records) -> None:
    folder, other = MemoryFolder(), MemoryFolder()
    export_to(worker, folder)
    marker = folder.get(MARKER, 9000).replace(
        worker.register_id.encode(), b"0" * len(worker.register_id)
    )
    other.put_new(MARKER, marker)
    assert code_of(export_to, worker, other) == "FOLDER-DAMAGED"


def test_a_bundle_sent_by_chat_is_taken_under_any_name(
    worker: Records, office: Records, tmp_path: Path
) -> None:
    write_households(worker, 3)
    stick = tmp_path / "stick"
    stick.mkdir()
    export_to(worker, stick)
    chat = tmp_path / "x(1).gvb"
    shutil.copy(next(stick.rglob("*.gvb")), chat)
    taken = import_file(office, chat)
    assert (taken.bundles, taken.new) == (1, 3)
    again = import_file(office, chat)
    assert (again.bundles, again.skipped) == (0, 1)
    assert import_from(office, stick).skipped == 1
    assert code_of(import_file, office, tmp_path / "none.gvb") == "BUNDLE-GONE"
    chat.write_bytes(b"no bundle")
    assert code_of(import_file, office, chat) == "BUNDLE-NOT-OURS"


def test_a_bundle_that_arrives_early_leaves_a_gap(
    worker: Records, office: Records, tmp_path: Path
) -> None:
    folder = MemoryFolder()
    write_households(worker, 2)
    export_to(worker, folder)
    write_households(worker, 2, first=2)
    export_to(worker, folder)
    early, late = bundles_in(folder)
    (tmp_path / "late.gvb").write_bytes(folder.get(late.name, 10**6))
    (tmp_path / "early.gvb").write_bytes(folder.get(early.name, 10**6))
    assert import_file(office, tmp_path / "late.gvb").gaps == 1
    assert import_file(office, tmp_path / "early.gvb").gaps == 0
    assert office.digest() == worker.digest()


def test_a_large_photo_travels_in_parts(worker: Records, office: Records) -> None:
    photo = random.Random(2).randbytes(PART_BYTES * 2 + 5)
    finish_visit(worker, 1, photo, bytes(PART_BYTES))
    folder = LoggedFolder()
    assert export_to(worker, folder).blobs == 2
    sizes = sorted(entry.size for entry in folder.list("gv1/blob"))
    assert sizes == [5, PART_BYTES, PART_BYTES, PART_BYTES]
    last = next(one for one in folder.list("gv1/blob") if one.size == 5)
    folder.delete(last.name)
    assert import_from(office, folder).awaited == 1
    assert export_to(worker, folder).blobs == 1
    assert import_from(office, folder).blobs == 1
    sha256 = worker.blobs_of(worker.device_id, 1, 1)
    assert photo in [office.blob(one) for one in sha256]


def test_a_damaged_photo_is_told_and_written_anew(
    worker: Records, office: Records, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    finish_visit(worker, 1, b"photo one", b"photo two")
    export_to(worker, stick)
    file = next(stick.glob("gv1/blob/**/*.bin"))
    file.write_bytes(b"photo")
    taken = import_from(office, stick)
    assert (taken.new, taken.blobs, taken.awaited) == (1, 1, 1)
    assert [error.code for error in taken.problems] == ["PHOTO-DAMAGED"]
    assert export_to(worker, stick).blobs == 1
    assert import_from(office, stick).awaited == 0


def test_a_photo_of_zeros_from_a_stick_pulled_too_early_is_written_anew(
    worker: Records, office: Records, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    finish_visit(worker, 1, b"photo one", b"photo two")
    export_to(worker, stick)
    for file in stick.glob("gv1/blob/**/*.bin"):
        file.write_bytes(bytes(file.stat().st_size))
    assert export_to(worker, stick).blobs == 2
    assert import_from(office, stick).awaited == 0
    assert export_to(worker, stick).blobs == 0


def test_a_photo_lost_on_this_laptop_stops_no_other(
    worker: Records, tmp_path: Path
) -> None:
    finish_visit(worker, 1, b"photo one", b"photo two")
    lost = worker.blobs_of(worker.device_id, 1, 1)[0]
    next((worker.folder / "blobs").glob(f"*/{lost}")).unlink()
    sent = export_to(worker, MemoryFolder())
    assert sent.blobs == 1
    assert [error.code for error in sent.problems] == ["BLOB-MISSING"]


def test_without_its_memory_a_laptop_reads_again_and_changes_nothing(
    worker: Records, office: Records
) -> None:
    folder = MemoryFolder()
    write_households(worker, 3)
    finish_visit(worker, 1, b"photo")
    export_to(worker, folder)
    import_from(office, folder)
    for records in (worker, office):
        (records.folder / FILE).unlink()
    before = office.digest()
    sent = export_to(worker, folder)
    assert (sent.bundles, sent.blobs) == (0, 0)
    taken = import_from(office, folder)
    assert (taken.new, taken.known) == (0, 4)
    assert office.digest() == before


def test_a_line_of_memory_cut_off_by_a_kill_is_passed_over(
    worker: Records, office: Records
) -> None:
    folder = MemoryFolder()
    write_households(worker, 2)
    export_to(worker, folder)
    import_from(office, folder)
    memory = office.folder / FILE
    memory.write_bytes(memory.read_bytes()[:-20])
    write_households(worker, 2, first=2)
    export_to(worker, folder)
    taken = import_from(office, folder)
    assert (taken.new, taken.known) == (2, 2)
    assert import_from(office, folder).skipped == 2


def test_memory_holds_ids_only(worker: Records) -> None:
    write_households(worker, 2)
    export_to(worker, MemoryFolder("E:/孔祥云的U盘"))
    assert (worker.folder / FILE).read_bytes().isascii()


def test_both_sides_meet_in_one_folder(
    worker: Records, office: Records, tmp_path: Path
) -> None:
    folder = DirectoryFolder(tmp_path / "share")
    (tmp_path / "share").mkdir()
    write_households(worker, 3)
    write_households(office, 2)
    for _ in range(2):
        for records in (worker, office):
            export_to(records, folder)
            import_from(records, folder)
    assert worker.digest() == office.digest()
    assert worker.entity_count("household") == 5


@given(steps=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 4)), max_size=25))
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_order_of_writing_carrying_and_losing_ends_equal(
    steps: list[tuple[int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Three laptops and two sticks; a stick may lose or damage any file on the way."""
    base = tmp_path_factory.mktemp("three")
    laptops = [workspace(base / str(number), f"w{number}") for number in range(3)]
    sticks = [MemoryFolder(), MemoryFolder()]
    counts = [0, 0, 0]
    for at, (who, action) in enumerate(steps):
        records, stick = laptops[who], sticks[at % 2]
        if action < 2:
            write_households(records, 1, first=counts[who])
            counts[who] += 1
        elif action == 2:
            export_to(records, stick)
        elif action == 3:
            with suppress(KnownError):
                import_from(records, stick)
        else:
            lose_one(stick, at)
    for _ in range(2):
        for records in laptops:
            export_to(records, sticks[0])
            import_from(records, sticks[0])
    assert len({records.digest() for records in laptops}) == 1
    assert laptops[0].entity_count("household") == sum(counts)
    for records in laptops:
        records.close()


def lose_one(stick: MemoryFolder, at: int) -> None:
    """Cut a bundle of the stick in half, or remove it."""
    files = bundles_in(stick)
    if files:
        name = files[at % len(files)].name
        data = stick.get(name, 10**7)
        stick.delete(name)
        if at % 2:
            stick.put_new(name, data[: len(data) // 2])


@given(
    held=st.lists(st.tuples(st.integers(1, 30), st.integers(0, 9))),
    last=st.integers(0, 30),
)
def test_what_lacks_is_what_no_bundle_holds(
    held: list[tuple[int, int]], last: int
) -> None:
    stretches = [(lo, lo + more) for lo, more in held]
    here = {n for lo, hi in stretches for n in range(lo, hi + 1)}
    lacking = [n for lo, hi in missing(stretches, last) for n in range(lo, hi + 1)]
    assert lacking == [n for n in range(1, last + 1) if n not in here]


def test_every_sentence_of_sync_stands_in_both_languages() -> None:
    import json

    told = [
        json.loads(resources.text(f"messages/{language}/sync.json"))
        for language in resources.LANGUAGES
    ]
    assert told[0].keys() == told[1].keys()
