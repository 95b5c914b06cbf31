"""A backup put back on an enrolled laptop: granted anew, nothing of both lives lost."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from forms.errors import KnownError
from forms.records import backup, behind, restore
from forms.records.keys import read_key
from forms.records.store import Records
from forms.records.watermark import Watermark
from sync.exchange import enrol, export_to, import_from
from sync.exchange.invitations import read_request
from sync.exchange.rejoin import rejoin
from sync.exchange.trust import trust_of
from sync.folders.memory import MemoryFolder
from tests.sync.enrolled import enrol_laptop, laptop_of, office_of
from tests.sync.registers import NOW, finish_visit, workspace, write_households


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Records]:
    records, _ = office_of(tmp_path / "office")
    with records:
        yield records


@pytest.fixture
def worked(office: Records, tmp_path: Path) -> Path:
    """An enrolled laptop: a visit, a backup, another visit that the office has too."""
    place = tmp_path / "laptop"
    with laptop_of(place) as laptop:
        enrol_laptop(office, laptop)
        stick = MemoryFolder()
        export_to(office, stick)
        import_from(laptop, stick)
        finish_visit(laptop, 1, b"photo 1")
        backup.make(place, "asked", NOW)
        finish_visit(laptop, 2, b"photo 2")
        export_to(laptop, stick)
        assert import_from(office, stick).problems == ()
        assert len(office.visits()) == 2
    return place


def test_a_restored_laptop_is_granted_anew_and_gets_back_what_it_sent(
    office: Records, worked: Path
) -> None:
    (kept,) = backup.kept(worked)
    restore.restore(worked, kept.name, NOW)
    with Records.open(worked, clock=lambda: NOW) as laptop:
        _grant_anew(office, laptop)
        # What the backup did not have comes from the office.
        assert {row.number for row in laptop.visits()} == {
            row.number for row in office.visits()
        }
        assert laptop.missing_blobs() == []
        _go_on(office, laptop)


def test_a_laptop_that_went_on_without_its_newest_work_gets_it_back(
    office: Records, worked: Path
) -> None:
    (kept,) = backup.kept(worked)
    # As if the disk had fallen back to the state of the backup.
    held = (worked / "backups" / kept.name / "register.db").read_bytes()
    for end in ("", "-wal", "-shm"):
        (worked / f"register.db{end}").unlink(missing_ok=True)
    (worked / "register.db").write_bytes(held)
    with pytest.raises(KnownError, match="STORE-BEHIND"):
        Records.open(worked)
    assert behind.go_on(worked)
    with Records.open(worked, clock=lambda: NOW) as laptop:
        _grant_anew(office, laptop)
        assert len(laptop.visits()) == 2
        _go_on(office, laptop)


@pytest.mark.parametrize("waits", [False, True])
def test_an_office_put_back_reads_what_was_sealed_to_it_before(
    office: Records, tmp_path: Path, *, waits: bool
) -> None:
    place, stick, way = tmp_path / "second", MemoryFolder(), MemoryFolder()
    with laptop_of(place, "w03") as second:
        enrol_laptop(office, second, role="supervisor", staff="w03")
        export_to(office, way)
        import_from(second, way)
        with laptop_of(tmp_path / "laptop") as laptop:
            enrol_laptop(office, laptop)
            export_to(office, way)
            import_from(laptop, way)
            finish_visit(laptop, 1, b"photo")
            # Its author's laptop is lost on the way home; this stick is all there is.
            export_to(laptop, stick)
        if waits:
            # Before the second office heard of the laptop.
            assert import_from(second, stick).quarantined == 1
        backup.make(place, "asked", NOW)
    (kept,) = backup.kept(place)
    restore.restore(place, kept.name, NOW)
    with Records.open(place, clock=lambda: NOW) as second:
        request = rejoin(second)
        assert request is not None
        enrol.grant(office, read_request(request.data), request.code)
        export_to(office, way)
        import_from(second, way)
        assert import_from(second, stick).problems == ()
        assert len(second.visits()) == 1
        assert second.missing_blobs() == []


def test_a_laptop_alone_asks_nobody(tmp_path: Path) -> None:
    place = tmp_path / "alone"
    with workspace(place) as records:
        write_households(records, 1)
    with closing(Watermark(place, "register", read_key(place))) as mark:
        mark.write({"n": 9, "hash": "0" * 16})
    assert behind.go_on(place)
    with Records.open(place) as records:
        assert rejoin(records) is None
        assert records.entity_count("household") == 1


def _grant_anew(office: Records, laptop: Records) -> None:
    request = rejoin(laptop)
    assert request is not None
    assert trust_of(laptop).me is None
    asked = read_request(request.data)
    enrol.grant(office, asked, request.code)
    stick = MemoryFolder()
    export_to(office, stick)
    assert import_from(laptop, stick).problems == ()
    me = trust_of(laptop).me
    assert me is not None
    assert (me.staff, me.role, me.device) == ("w02", "worker", laptop.device_id)


def _go_on(office: Records, laptop: Records) -> None:
    """Work further: nothing is sent under a number that was given before."""
    finish_visit(laptop, 3, b"photo 3")
    stick = MemoryFolder()
    export_to(laptop, stick)
    taken = import_from(office, stick)
    assert (taken.problems, taken.quarantined) == ((), 0)
    assert len(office.visits()) == 3
    assert not [one for one in office.doctor().notes if one.code == "DOCTOR-TWIN"]
    assert office.doctor(verify=True).healthy
