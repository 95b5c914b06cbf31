"""Custody: where each record is, what is missing, who may read what, who carries."""

import json
import shutil
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from forms.errors import KnownError
from forms.records.ids import uuid7
from forms.records.store import Records
from forms.records.types import EntityWriteIn, VisitIn
from sync import bundle
from sync.exchange import custody, enrol, export_to, import_file, import_from, status
from sync.exchange.courier import carried
from sync.exchange.invitations import read_invitation, read_request
from sync.exchange.lanes import missing
from sync.exchange.layout import BLOB, read_bundle_name
from sync.exchange.reopen import recover
from sync.exchange.trust import trust_of
from sync.folders.memory import MemoryFolder
from tests.sync.enrolled import GRID, TODAY, enrol_laptop, laptop_of, office_of
from tests.sync.registers import NOW, REGISTER, finish_visit, write_households

OTHER = "XYQY04"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Records]:
    records, _ = office_of(tmp_path / "office")
    with records:
        yield records


@pytest.fixture
def laptop(tmp_path: Path, office: Records) -> Iterator[Records]:
    """A worker's laptop that knows of its grant."""
    with laptop_of(tmp_path / "laptop") as records:
        enrol_laptop(office, records)
        bring(office, records)
        yield records


def bring(source: Records, *targets: Records, **more: bool) -> None:
    """Carry what `source` has to others on a stick of its own."""
    stick = MemoryFolder()
    export_to(source, stick)
    for target in targets:
        import_from(target, stick, **more)


def home(records: Records, name: str, grid: str, **fields: str) -> str:
    entity = str(uuid.uuid5(uuid.UUID(REGISTER), name))
    write = EntityWriteIn(
        "household", "create", entity, {"grid_code": grid, **fields}, label=name
    )
    records.write_entities([write], "w01")
    return entity


def visit_to(records: Records, number: int, household: str, **fields: str) -> str:
    rec = str(uuid.uuid5(uuid.UUID(REGISTER), f"v {records.device_id} {number}"))
    records.finalise_visit(
        VisitIn(
            draft_id=f"d{number}",
            record_id=rec,
            form_id="heating_visit",
            form_version="1",
            xml=b"<data/>",
            instance_id=f"uuid:{uuid.uuid5(uuid.UUID(REGISTER), rec)}",
            author="w02",
            started_at=NOW,
            ended_at=NOW + timedelta(minutes=number),
            writes=[EntityWriteIn("household", "update", household, fields)],
            subject=("household", household),
            grid_code=GRID,
        )
    )
    return rec


def steps(records: Records, rec: str) -> list[str]:
    return [step.name for step in records.custody(rec).steps]


def test_a_record_goes_from_written_to_printed(
    office: Records, laptop: Records
) -> None:
    finish_visit(laptop, 1, b"photo")
    rec = laptop.visits()[0].record_id
    assert (laptop.custody(rec).state, laptop.book.undelivered()) == ("written", 1)
    bring(laptop, office)
    told = laptop.custody(rec)
    assert (told.state, told.delivered) == ("bundled", False)
    assert office.custody(rec).state == "received"
    bring(office, laptop)
    told = laptop.custody(rec)
    assert (told.state, told.delivered) == ("received", True)
    assert laptop.book.undelivered() == 0
    custody.review(office, rec, "w01", "好")
    custody.printed(office, rec, "w01")
    bring(office, laptop)
    assert steps(laptop, rec) == [
        "written", "bundled", "received", "reviewed", "printed",
    ]  # fmt: skip
    assert {one.device for one in laptop.custody(rec).steps} == {
        laptop.device_id,
        office.device_id,
    }
    assert office.missing_blobs() == []


def test_nothing_goes_on_for_ever(office: Records, laptop: Records) -> None:
    write_households(laptop, 2)
    folder = MemoryFolder()
    for _ in range(4):
        for records in (laptop, office):
            export_to(records, folder)
            import_from(records, folder)
    before = len(folder.list("")), office.digest()
    for records in (laptop, office):
        export_to(records, folder)
        import_from(records, folder)
    assert (len(folder.list("")), office.digest()) == before


def test_missing_ops_are_listed_by_who_and_which(
    office: Records, laptop: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.exchange.lanes.BUNDLE_OPS", 2)
    write_households(laptop, 6)
    stick = MemoryFolder()
    export_to(laptop, stick)
    lost = next(e for e in stick.list("gv1/in") if "/3-4-" in e.name)
    stick.delete(lost.name)
    assert import_from(office, stick).gaps == 1
    (one,) = custody.missing(office)
    assert (one.device, one.who, one.lo, one.hi) == (laptop.device_id, "孔祥云", 3, 4)
    assert status.status(office).members[1].missing == 2
    bring(laptop, office)
    assert custody.missing(office) == []


def test_a_stick_says_when_it_may_be_wiped(office: Records, laptop: Records) -> None:
    stick = MemoryFolder()
    write_households(laptop, 2)
    finish_visit(laptop, 1, b"one", b"two")
    export_to(laptop, stick)
    told = custody.wipe(office, stick)
    assert (told.safe, told.bundles, told.photos) == (False, 1, 2)
    assert custody.compact(laptop, stick) == 0
    import_from(office, stick)
    assert custody.wipe(office, stick).safe
    assert not custody.wipe(laptop, stick).safe
    export_to(office, stick)
    import_from(laptop, stick)
    assert custody.wipe(laptop, stick).safe
    assert custody.compact(laptop, stick) == 3
    sent = export_to(laptop, stick)
    assert (sent.bundles, sent.blobs) == (0, 0)
    write_households(laptop, 1, first=2)
    bring(laptop, office)
    assert office.entity_count("household") == 3


def test_one_damaged_file_keeps_a_stick_from_being_safe(
    office: Records, laptop: Records
) -> None:
    stick = MemoryFolder()
    finish_visit(laptop, 1, b"one")
    export_to(laptop, stick)
    (photo,) = stick.list(BLOB)
    stick.delete(photo.name)
    stick.put_new(photo.name, b"zeros")
    assert import_from(office, stick).problems[0].code == "PHOTO-DAMAGED"
    assert not custody.wipe(office, stick).safe


def test_a_laptop_gets_its_grid_and_no_other(office: Records, laptop: Records) -> None:
    mine = home(office, "5号楼1室", GRID)
    home(office, "9号楼1室", OTHER, note="secret")
    table = [{"name": f"g{n}", "label": f"{n}", "grid_code": g}
             for n, g in enumerate([GRID, OTHER] * 20)]  # fmt: skip
    office.import_entities("facility", table, "x.csv")
    bring(office, laptop)
    assert [one.id for one in laptop.entities("household")] == [mine]
    assert laptop.entity_count("facility") == 20
    assert laptop.entity_count("facility", {"grid_code": OTHER}) == 0
    assert custody.missing(laptop) == []
    rec = visit_to(laptop, 1, mine, note="变化")
    bring(laptop, office)
    bring(office, laptop)
    assert laptop.custody(rec).delivered
    for records in (office, laptop):
        (one,) = records.entities("household", {"grid_code": GRID})
        assert one.properties["note"] == "变化"


def test_work_of_one_laptop_reaches_the_other_of_the_grid(
    office: Records, laptop: Records, tmp_path: Path
) -> None:
    with laptop_of(tmp_path / "two", "w03") as two:
        enrol_laptop(office, two, staff="w03")
        bring(office, two)
        house = home(office, "5号楼1室", GRID)
        bring(office, laptop, two)
        finish_visit(laptop, 1, b"photo of one")
        visit_to(laptop, 2, house, temp="19.5")
        bring(laptop, office)
        bring(office, two, laptop)
        assert two.entities("household")[0].properties["temp"] == "19.5"
        assert len(two.visits()) == 2
        assert two.missing_blobs() == []


def test_a_moved_household_moves_and_late_work_lies_in_the_tray(
    office: Records, laptop: Records, tmp_path: Path
) -> None:
    house = home(office, "5号楼1室", GRID)
    with laptop_of(tmp_path / "two", "w03") as two:
        enrol_laptop(office, two, grids=[OTHER], staff="w03")
        bring(office, laptop, two)
        assert two.entity_count("household") == 0
        move = EntityWriteIn("household", "update", house, {"grid_code": OTHER})
        office.write_entities([move], "w01")
        rec = visit_to(laptop, 1, house, temp="16")
        bring(office, laptop, two)
        assert two.entity_count("household", {"grid_code": OTHER}) == 1
        assert laptop.entity_count("household", {"grid_code": GRID}) == 0
        bring(laptop, office)
        (late,) = custody.late_work(office)
        assert (late.record_id, late.subject_grid) == (rec, OTHER)
        bring(office, laptop, two)
        assert laptop.custody(rec).delivered
        assert two.entities("household")[0].properties["temp"] == "16"
        custody.review(office, rec, "w01")
        assert custody.late_work(office) == []


def test_a_reassigned_grid_goes_to_the_new_laptop(
    office: Records, laptop: Records, tmp_path: Path
) -> None:
    home(office, "5号楼1室", GRID)
    bring(office, laptop)
    with laptop_of(tmp_path / "two", "w03") as two:
        enrol_laptop(office, two, grids=[OTHER], staff="w03")
        enrol.assign(office, two.device_id[:6], [GRID])
        enrol.assign(office, laptop.device_id, [])
        home(office, "5号楼2室", GRID)
        bring(office, laptop, two)
        assert two.entity_count("household") == 2
        assert laptop.entity_count("household") == 1
        write_households(laptop, 1)
        bring(laptop, office)
        assert office.entity_count("household") == 3


def test_a_revoked_laptop_keeps_what_was_accepted_and_the_rest_waits(
    office: Records, laptop: Records
) -> None:
    write_households(laptop, 2)
    bring(laptop, office)
    enrol.revoke(office, laptop.device_id, why="lost")
    write_households(laptop, 2, first=2)
    stick = MemoryFolder()
    export_to(laptop, stick)
    taken = import_from(office, stick)
    assert (taken.new, taken.quarantined) == (0, 1)
    (one,) = status.status(office).waiting
    assert (one.code, one.device) == ("BUNDLE-REVOKED", laptop.device_id)
    assert office.entity_count("household") == 2
    # A supervisor looks at it and accepts two more: another end, further on.
    enrol.revoke(office, laptop.device_id, last=4)
    assert import_from(office, stick).new == 2
    assert office.entity_count("household") == 4
    assert status.status(office).waiting == ()


def test_an_expired_grant_lets_later_work_wait_until_it_is_longer(
    office: Records, tmp_path: Path
) -> None:
    days = [0]
    with laptop_of(tmp_path / "short") as made:
        invited = enrol.invite(office, grids=[GRID], staff="w02")
        asked = enrol.join(made, read_invitation(invited.data, TODAY))
        last = (TODAY + timedelta(days=30)).isoformat()
        enrol.grant(office, asked, asked.code, until=last)
    laptop, desk = (
        Records.open(folder, clock=lambda: NOW + timedelta(days=days[0]))
        for folder in (tmp_path / "short", office.folder)
    )
    with laptop, desk:
        bring(desk, laptop)
        write_households(laptop, 1)
        stick = MemoryFolder()
        export_to(laptop, stick)
        assert import_from(desk, stick).new == 1
        days[0] = 40
        write_households(laptop, 1, first=1)
        export_to(laptop, stick)
        assert import_from(desk, stick).quarantined == 1
        assert status.status(desk).waiting[0].code == "BUNDLE-EXPIRED"
        enrol.extend(desk, laptop.device_id, until="2027-12-31")
        assert import_from(desk, stick).new == 1


def test_what_was_written_before_joining_is_sealed_at_the_next_export(
    office: Records, tmp_path: Path
) -> None:
    stick = MemoryFolder()
    with laptop_of(tmp_path / "alone") as laptop:
        finish_visit(laptop, 1, b"photo")
        export_to(laptop, stick)
        enrol_laptop(office, laptop)
        sent = export_to(laptop, stick)
        assert (sent.repaired, sent.blobs, sent.sealed) == (1, 1, True)
    for entry in stick.list("gv1/in"):
        header = bundle.inspect(stick.get(entry.name, 10**7), file="x").header
        assert not header.unsealed
    assert [one.name[-4:] for one in stick.list(BLOB)] == [".age"]
    assert import_from(office, stick).new == 1
    assert office.missing_blobs() == []


def test_what_is_sealed_is_opened_by_nobody_else(
    office: Records, laptop: Records, tmp_path: Path
) -> None:
    finish_visit(laptop, 1, b"photo one", "姓名".encode())
    stick = MemoryFolder()
    export_to(laptop, stick)
    export_to(office, stick)
    with laptop_of(tmp_path / "two", "w03") as two:
        enrol_laptop(office, two, grids=[OTHER], staff="w03")
        bring(office, two)
        taken = import_from(two, stick)
        assert (taken.new, taken.problems) == (0, ())
    for entry in stick.list(""):
        data = stick.get(entry.name, 10**8)
        assert b"heating_visit" not in data
        assert "姓名".encode() not in data


def test_unsealed_bundles_are_refused_unless_chosen(
    office: Records, tmp_path: Path
) -> None:
    with laptop_of(tmp_path / "alone") as alone:
        write_households(alone, 2)
        stick = MemoryFolder()
        assert not export_to(alone, stick).sealed
    taken = import_from(office, stick)
    assert [one.code for one in taken.problems] == ["BUNDLE-UNSEALED"]
    assert office.entity_count("household") == 0
    assert import_from(office, stick, unsealed=True).new == 2


def test_a_courier_carries_what_it_cannot_read(
    office: Records, laptop: Records, tmp_path: Path
) -> None:
    finish_visit(laptop, 1, b"photo")
    village, town = MemoryFolder(), MemoryFolder()
    export_to(laptop, village)
    with laptop_of(tmp_path / "courier", "w03") as courier:
        enrol_laptop(office, courier, grids=[OTHER], staff="w03")
        bring(office, courier)
        taken = import_from(courier, village, carry=True)
        assert (taken.carried, taken.new) == (2, 0)
        assert carried(courier.folder)[0] == 2
        assert courier.visits() == []
        assert export_to(courier, town).carried == 2
        assert import_from(office, town).new == 1
        assert office.missing_blobs() == []
        export_to(office, town)
        import_from(courier, town, carry=True)
        back = export_to(courier, village)
        assert back.carried >= 1
        assert import_from(laptop, village).problems == ()
        assert laptop.book.undelivered() == 0
        assert carried(courier.folder)[0] < 2 + 4


def test_a_later_supervisor_can_read_what_was_sent_before(
    office: Records, laptop: Records, tmp_path: Path
) -> None:
    stick = MemoryFolder()
    finish_visit(laptop, 1, b"photo")
    export_to(laptop, stick)
    import_from(office, stick)
    with laptop_of(tmp_path / "second", "w05") as second:
        enrol_laptop(office, second, role="supervisor", grids=(), staff="w05")
        for _ in range(2):
            for records in (office, laptop, second):
                export_to(records, stick)
                import_from(records, stick)
        assert len(second.visits()) == 1
        assert second.missing_blobs() == []


def test_a_copied_workspace_must_take_a_new_number(
    office: Records, laptop: Records, tmp_path: Path
) -> None:
    folder = MemoryFolder()
    write_households(laptop, 2)
    export_to(laptop, folder)
    shutil.copytree(laptop.folder, tmp_path / "copy")
    write_households(laptop, 1, first=2)
    export_to(laptop, folder)
    import_from(office, folder)
    with Records.open(tmp_path / "copy", clock=lambda: NOW) as copy:
        write_households(copy, 2, first=10)
        with pytest.raises(KnownError) as caught:
            export_to(copy, folder)
        assert caught.value.code == "MEMBER-COPIED"
        old = copy.device_id
        request = enrol.renew(copy)
        assert request is not None
        assert copy.device_id != old
        write_households(copy, 1, first=20)
        export_to(copy, folder)
        taken = import_from(office, folder)
        assert taken.forked > 0
        assert taken.quarantined == 1
        enrol.grant(office, read_request(request.data), request.code)
        for _ in range(4):
            for records in (office, laptop, copy):
                import_from(records, folder)
                export_to(records, folder)
        # Two, one by the original; two by the copy under the old number, one under
        # its own: none is lost.
        assert office.entity_count("household") == 6
        assert trust_of(copy).me is not None
        assert not laptop.members.copied
        assert not copy.members.copied


def test_an_older_state_put_back_is_noticed(
    office: Records, laptop: Records, tmp_path: Path
) -> None:
    write_households(laptop, 1)
    shutil.copytree(laptop.folder, tmp_path / "backup")
    write_households(laptop, 3, first=1)
    bring(laptop, office)
    with Records.open(tmp_path / "backup", clock=lambda: NOW) as restored:
        stick = MemoryFolder()
        export_to(office, stick)
        taken = import_from(restored, stick)
        assert "MEMBER-COPIED" in [one.code for one in taken.problems]
        with pytest.raises(KnownError) as caught:
            export_to(restored, stick)
        assert caught.value.code == "MEMBER-COPIED"


def test_a_worker_cannot_send_ops_of_others(office: Records, laptop: Records) -> None:
    write_households(office, 1)
    ops = list(office.ops(office.device_id))
    chain = ""
    from forms.records.streams import link_chain

    for op in ops:
        chain = link_chain(chain, op)
    part = bundle.Part("control", laptop.device_id, 1, "", chain)
    _, data = bundle.write(
        ops,
        register_id=REGISTER,
        signing_key=laptop.signing_key,
        recipients=[trust_of(office).recipient],
        part=part,
    )
    place = laptop.folder / "x.gvb"
    place.write_bytes(data)
    with pytest.raises(KnownError) as caught:
        import_file(office, place)
    assert caught.value.code == "BUNDLE-ROLE"


def test_a_worker_can_neither_acknowledge_nor_review(
    office: Records, laptop: Records, tmp_path: Path
) -> None:
    """Its ops are kept and passed on, and say nothing of where a record is."""
    with laptop_of(tmp_path / "two", "w03") as two:
        enrol_laptop(office, two, staff="w03")
        finish_visit(two, 1, b"photo")
        rec = two.visits()[0].record_id
        seq = two.version_map()[two.device_id]
        op = next(two.ops(two.device_id, seq, seq))
        got = {two.device_id: [[1, seq, op.hash[:16]]]}
        bring(office, laptop, two)
        laptop.append("ack", uuid7(NOW), "w02", {"got": got, "files": []})
        laptop.append("review", rec, "w02", {"note": ""})
        bring(laptop, office)
        stick = MemoryFolder()
        export_to(office, stick)
        import_from(two, stick)
        assert two.custody(rec).state == "written"
        assert two.book.undelivered() == seq
        assert export_to(two, stick).blobs == 1


def test_unknown_kinds_go_on_to_other_offices(
    office: Records, laptop: Records, tmp_path: Path
) -> None:
    laptop.append("drone", uuid7(NOW), "w02", {"x": 1})
    with laptop_of(tmp_path / "second", "w05") as second:
        enrol_laptop(office, second, role="supervisor", grids=(), staff="w05")
        stick = MemoryFolder()
        for _ in range(2):
            for records in (office, laptop, second):
                export_to(records, stick)
                import_from(records, stick)
        kinds = [op.kind for op in second.ops(laptop.device_id)]
    assert "drone" in kinds


def test_names_on_a_stick_tell_no_person(office: Records, laptop: Records) -> None:
    finish_visit(laptop, 1, b"photo")
    stick = MemoryFolder()
    export_to(laptop, stick)
    export_to(office, stick)
    for entry in stick.list(""):
        assert entry.name.isascii()
        if read_bundle_name(entry.name):
            data = stick.get(entry.name, 10**7)
            header = bundle.inspect(data, file="x").header
            assert json.dumps(header.rcpt).isascii()
            assert header.rcpt
    assert list(missing([(1, 3)], 4)) == [(4, 4)]


def test_an_office_put_back_takes_a_new_number_and_gets_everything_again(
    tmp_path: Path,
) -> None:
    """The only office's disk broke; yesterday's backup and the recovery sheet stay."""
    office, founded = office_of(tmp_path / "office")
    folder = MemoryFolder()
    with office, laptop_of(tmp_path / "laptop") as laptop:
        enrol_laptop(office, laptop)
        write_households(laptop, 1)
        sync_all(folder, office, laptop)
        office.close()
        shutil.copytree(office.folder, tmp_path / "backup")
        office = Records.open(tmp_path / "office", clock=lambda: NOW)
        write_households(laptop, 2, first=1)
        sync_all(folder, laptop, office, laptop)
        assert laptop.book.undelivered() == 0
        office.close()
        with Records.open(tmp_path / "backup", clock=lambda: NOW) as back:
            with pytest.raises(KnownError) as caught:
                export_to(back, folder)
            assert caught.value.code == "MEMBER-COPIED"
            enrol.renew(back)
            recover(
                back,
                folder,
                founded.recovery,
                name="翔宇社区",
                staff="w01",
                person="主管",
            )
            import_from(back, folder, recovery=founded.recovery)
            sync_all(folder, back, laptop, back, laptop)
            assert back.entity_count("household") == 3
            assert trust_of(back).office
            write_households(laptop, 1, first=3)
            sync_all(folder, laptop, back, laptop)
            assert back.entity_count("household") == 4


def sync_all(folder: MemoryFolder, *several: Records) -> None:
    for records in several:
        import_from(records, folder) if folder.list("") else None
        export_to(records, folder)
        import_from(records, folder)
