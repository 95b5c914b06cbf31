"""Snapshots: a new laptop starts from one file. Ends are told, many sealed to."""

import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import resources
from forms.errors import KnownError
from forms.records.store import Records
from forms.records.types import EntityWriteIn
from sync import seal
from sync.exchange import enrol, export_to, import_from, lanes, snapshot_to
from sync.exchange.introductions import introduce
from sync.exchange.layout import ACK, OUT, SNAP
from sync.exchange.trust import trust_of
from sync.folders.memory import MemoryFolder
from tests.sync.enrolled import GRID, enrol_laptop, laptop_of, office_of
from tests.sync.registers import REGISTER, write_households

COUNT = 60


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bundles of ten ops, snapshots from twenty on, of thirty a part."""
    monkeypatch.setattr(lanes, "BUNDLE_OPS", 10)
    monkeypatch.setattr(lanes, "SNAPSHOT_OPS", 20)
    monkeypatch.setattr(lanes, "SNAPSHOT_PART_OPS", 35)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Records]:
    records, _ = office_of(tmp_path / "office")
    with records:
        yield records


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Records]:
    with laptop_of(tmp_path / "laptop") as records:
        yield records


def homes(office: Records, first: int, count: int = COUNT) -> None:
    for number in range(first, first + count):
        one = EntityWriteIn(
            "household",
            "create",
            str(uuid.uuid5(uuid.UUID(REGISTER), f"home {number}")),
            {"grid_code": GRID, "room_no": f"{number}"},
            label=f"{number}室",
        )
        office.write_entities([one], "w01")


def by_bundles(office: Records, tmp_path: Path, staff: str) -> Records:
    """Return a laptop that gets the grid bundle by bundle as it grows."""
    records = laptop_of(tmp_path / staff, staff)
    enrol_laptop(office, records, staff=staff)
    return records


def names(folder: MemoryFolder, place: str) -> list[str]:
    return [entry.name for entry in folder.list(place)]


def test_a_new_laptop_starts_from_a_snapshot_and_has_the_same_digest(
    office: Records, laptop: Records, tmp_path: Path
) -> None:
    stick = MemoryFolder()
    with by_bundles(office, tmp_path, "w03") as first:
        for start in range(0, COUNT, 10):
            homes(office, start, 10)
            export_to(office, stick)
            import_from(first, stick)
        before = names(stick, OUT)
        assert len(before) >= COUNT // 10
        assert not names(stick, SNAP)
        enrol_laptop(office, laptop)
        export_to(office, stick)
        assert len(names(stick, SNAP)) == 2  # parts of 35
        assert names(stick, OUT) == before  # nothing is written twice
        taken = import_from(laptop, stick)
        assert taken.problems == ()
        assert taken.bundles < len(before)
        import_from(first, stick)
        assert laptop.digest() == first.digest()
        assert laptop.entity_count("household") == COUNT
        assert laptop.streams.gaps() == []
        # And goes on by bundles after it.
        homes(office, COUNT, 5)
        export_to(office, stick)
        assert len(names(stick, SNAP)) == 2
        for one in (laptop, first):
            import_from(one, stick)
        assert laptop.digest() == first.digest()
        assert laptop.entity_count("household") == COUNT + 5


def test_a_laptop_that_has_all_passes_a_snapshot_over(
    office: Records, laptop: Records
) -> None:
    enrol_laptop(office, laptop)
    stick = MemoryFolder()
    homes(office, 0)
    export_to(office, stick)
    import_from(laptop, stick)
    other = MemoryFolder()
    snapshot_to(office, other)
    taken = import_from(laptop, other)
    assert (taken.new, taken.problems) == (0, ())
    assert taken.skipped >= 1


def test_on_command_a_snapshot_replaces_the_older_one(
    office: Records, laptop: Records, tmp_path: Path
) -> None:
    with by_bundles(office, tmp_path, "w03"):
        stick = MemoryFolder()
        homes(office, 0, 5)
        snapshot_to(office, stick, [GRID])
        old = names(stick, SNAP)
        assert len(old) == 1
        snapshot_to(office, stick)
        assert names(stick, SNAP) == old
        enrol_laptop(office, laptop)
        homes(office, 5, 5)
        snapshot_to(office, stick, [GRID])
        assert len(names(stick, SNAP)) == 1
        assert names(stick, SNAP) != old
        import_from(laptop, stick)
        assert laptop.entity_count("household") == 10


def test_a_snapshot_cut_off_at_any_place_changes_nothing(
    office: Records, laptop: Records
) -> None:
    enrol_laptop(office, laptop)
    homes(office, 0, 25)
    whole = MemoryFolder()
    snapshot_to(office, whole)
    (name,) = names(whole, SNAP)
    data = whole.get(name, 1 << 25)
    stick = MemoryFolder()
    for entry in whole.list("gv1"):
        if not entry.name.startswith((SNAP, OUT)):
            stick.put_new(entry.name, whole.get(entry.name, 1 << 25))
    import_from(laptop, stick)
    digest = laptop.digest()
    for length in range(0, len(data), max(1, len(data) // 40)):
        stick.put_new(name, data[:length])
        taken = import_from(laptop, stick)
        assert [one.code for one in taken.problems] == ["BUNDLE-TORN"]
        assert laptop.digest() == digest
        stick.delete(name)
    stick.put_new(name, data)
    assert import_from(laptop, stick).problems == ()
    assert laptop.entity_count("household") == 25


def test_a_stop_in_the_middle_of_a_snapshot_changes_nothing(
    office: Records, laptop: Records
) -> None:
    enrol_laptop(office, laptop)
    homes(office, 0)
    stick = MemoryFolder()
    export_to(office, stick)
    assert len(names(stick, SNAP)) == 2

    class Stopped(Exception):
        pass

    def stop(done: int, total: int, _: str) -> None:
        if (done, total) == (1, 2):
            raise Stopped

    with pytest.raises(Stopped):
        import_from(laptop, stick, stop)
    assert laptop.entity_count("household") == 0
    import_from(laptop, stick)
    assert laptop.entity_count("household") == COUNT


def test_who_may_not_write_a_snapshot_is_told(office: Records, laptop: Records) -> None:
    enrol_laptop(office, laptop)
    for records, grids, code in (
        (laptop, [], "SNAPSHOT-OFFICE"),
        (office, ["NOWHERE"], "SNAPSHOT-GRID"),
    ):
        with pytest.raises(KnownError) as caught:
            snapshot_to(records, MemoryFolder(), grids)
        assert caught.value.code == code


def test_a_revoked_laptop_is_told_in_words_and_its_work_waits_at_the_office(
    office: Records, laptop: Records
) -> None:
    enrol_laptop(office, laptop)
    stick = MemoryFolder()
    export_to(office, stick)
    import_from(laptop, stick)
    enrol.revoke(office, laptop.device_id, why="left")
    write_households(laptop, 2)
    export_to(office, stick)
    (problem,) = import_from(laptop, stick).problems
    assert problem.code == "MEMBER-ENDED"
    for language in resources.LANGUAGES:
        sentence = resources.sentence(problem.code, language, **problem.fields)
        assert "2" in sentence
    me = trust_of(laptop).me
    assert me is not None
    assert me.state == "revoked"
    export_to(laptop, stick)
    assert import_from(office, stick).quarantined == 1
    enrol.extend(office, laptop.device_id)
    assert import_from(office, stick).new == 2
    export_to(office, stick)
    assert import_from(laptop, stick).problems == ()


def test_a_word_of_an_end_that_nobody_may_say_ends_nobody(
    office: Records, laptop: Records
) -> None:
    enrol_laptop(office, laptop)
    stick = MemoryFolder()
    export_to(office, stick)
    import_from(laptop, stick)
    name = f"{ACK}/{office.device_id}/{laptop.device_id}-{'0' * 16}.gve"
    for data in (b"", b"[]", seal.seal(b'[{"kind":"revoke"}]', [laptop_key(laptop)])):
        stick.put_new(name, data)
        assert import_from(laptop, stick).problems == ()
        stick.delete(name)


def laptop_key(laptop: Records) -> str:
    return laptop.members.keys.recipient


def test_a_courier_carries_introductions_and_ends(
    office: Records, laptop: Records, tmp_path: Path
) -> None:
    with by_bundles(office, tmp_path, "w03") as other:
        enrol_laptop(office, laptop)
        stick, far = MemoryFolder(), MemoryFolder()
        export_to(office, stick)
        import_from(laptop, stick)
        import_from(other, stick)
        enrol.revoke(office, other.device_id)
        export_to(office, stick)
        stick.put_new(f"{ACK}/{office.device_id}/{'0' * 16}.gvg", b"no age file")
        import_from(laptop, stick, carry=True)
        export_to(laptop, far)
        carried = {name.rsplit(".", 1)[1] for name in names(far, ACK)}
        assert carried == {"gvb", "gvg", "gve"}
        assert not [name for name in names(far, ACK) if "0" * 16 in name]
        (problem,) = import_from(other, far).problems
        assert problem.code == "MEMBER-ENDED"


def test_more_recipients_than_a_header_holds_get_bundles_of_their_own(
    office: Records, laptop: Records
) -> None:
    enrol_laptop(office, laptop)
    trust = trust_of(office)
    member = trust.circle.members[laptop.device_id]
    for number in range(seal.MAX_RECIPIENTS):
        _, recipient = seal.identity_of(hashlib.sha256(b"%d" % number).digest())
        device = f"{number:016x}"
        one = replace(member, device=device, recipient=recipient, key=f"{number:064x}")
        trust.circle.put(one)
    homes(office, 0, 3)
    grid = [one for one in lanes.lanes(office, trust) if one.grid == GRID]
    assert [len(one.recipients) for one in grid] == [500, 1]
    folder = MemoryFolder()
    introduce(office, folder, trust)
    sizes = [entry.size for entry in folder.list(ACK)]
    assert len(sizes) == 3
    assert max(sizes) < 64 * 1024
    with pytest.raises(KnownError) as caught:
        seal.seal(b"x", [laptop_key(laptop)] * (seal.MAX_RECIPIENTS + 1))
    assert caught.value.code == "SEAL-MANY"
