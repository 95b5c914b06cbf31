"""The doctor: every kind of damage is found, told by record, and nothing is changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from forms.errors import KnownError
from forms.records.journal import Journal
from forms.records.keys import read_key
from forms.records.store import Records
from forms.records.types import DoctorReport, Draft, EntityWriteIn, Finding, VisitIn
from forms.records.vault import Link
from tests.records.conftest import NOW

PAGE = 4096


@pytest.fixture
def full(workspace: Path) -> Path:
    """A workspace with forty households, a visit with a photo, and a draft."""
    with Records.open(workspace, clock=lambda: NOW) as records:
        for number in range(40):
            told = {"addr_short": f"{number}号楼1单元101室", "note": "n" * 400}
            home = EntityWriteIn("household", "create", f"h{number}", told, label="孔")
            records.write_entities([home], "w02")
        photo = records.put_blob(b"a photo")
        records.finalise_visit(
            VisitIn(
                draft_id="d0", record_id="rec", form_id="f", form_version="1",
                xml=b"<f/>", instance_id="uuid:1", author="w02", started_at=NOW,
                ended_at=NOW, writes=[], attachments={"photo.jpg": photo},
                title="door", grid_code="XYQY03",
            )
        )  # fmt: skip
    with Journal.open(workspace) as journal:
        for name in ("d1", "d2"):
            snapshot = b"<x>" + b"y" * 9_000 + b"</x>"
            journal.start_draft(
                Draft(name, "f", "1", "h", NOW, name, snapshot=snapshot)
            )
            journal.append(name, {"set": "/f/a", "v": name})
    return workspace


def harm(place: Path, sql: str) -> None:
    link = Link(place / "register.db", read_key(place), writer=True)
    assert link.run(sql)
    link.close()


def looked(place: Path, **how: bool) -> DoctorReport:
    with Records.open(place) as records:
        return records.doctor(**how)


def codes(found: tuple[Finding, ...]) -> set[str]:
    return {one.code for one in found}


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE op SET line = CAST(line || ' ' AS BLOB) WHERE n = 7", "DOCTOR-HASH"),
        ("UPDATE op SET line = CAST(line AS TEXT) || ' ' WHERE n = 7", "DOCTOR-HASH"),
        ("UPDATE op SET hash = replace(hash, 'a', 'b') WHERE n = 7", "DOCTOR-HASH"),
        ("DELETE FROM op WHERE n = 7", "DOCTOR-GONE"),
    ],
)
def test_an_entry_changed_or_gone_is_named(full: Path, sql: str, code: str) -> None:
    harm(full, sql)
    with Records.open(full) as records:
        found = records.doctor(verify=True)
        assert Finding(code, f"{records.device_id}:7") in found.findings


@pytest.mark.parametrize(
    ("sql", "subject"),
    [
        ("UPDATE entity SET label = 'x' WHERE id = 'h3'", "entity household h3"),
        ("DELETE FROM visit", "visit rec"),
        ("DELETE FROM word WHERE kind = 'b'", "search"),
        ("DELETE FROM attachment", "table attachment"),
    ],
)
def test_what_is_shown_is_held_against_the_log_and_left(
    full: Path, sql: str, subject: str
) -> None:
    harm(full, sql)
    for _ in range(2):
        found = looked(full, verify=True)
        assert Finding("DOCTOR-DIFFERS", subject) in found.findings
    assert Finding("DOCTOR-PROJECTION", subject) in looked(full, rebuild=True).findings
    assert looked(full, verify=True).healthy


def test_a_whole_register_stays_as_it_is_when_looked_through(full: Path) -> None:
    before = looked(full)
    after = looked(full, verify=True)
    assert after.healthy
    assert before.digest == after.digest == looked(full).digest


@pytest.mark.parametrize("how", ["damaged", "gone"])
def test_a_photo_damaged_or_gone_is_told_with_its_visit(full: Path, how: str) -> None:
    (file,) = (one for one in (full / "blobs").rglob("*") if one.is_file())
    if how == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-1])
    (one,) = looked(full).findings
    assert one.code == ("DOCTOR-BLOB-GONE" if how == "gone" else "DOCTOR-BLOB")
    assert "GV-XYQY03-" in one.subject


def flipped_pages(file: Path) -> Iterator[None]:
    good = file.read_bytes()
    for at in range(PAGE + 100, len(good), PAGE):
        file.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        yield
    file.write_bytes(good)


def test_damaged_pages_are_told_with_the_entries_that_were_on_them(full: Path) -> None:
    told = set()
    for _ in flipped_pages(full / "register.db"):
        try:
            report = looked(full, verify=True)
        except KnownError as error:
            # A page without which nothing opens at all.
            if error.code != "STORE-DAMAGED":
                raise
            continue
        assert not report.healthy
        assert "DOCTOR-FILE" in codes(report.findings)
        told |= codes(report.findings) | codes(report.notes)
        lost = [one for one in report.findings if one.code == "DOCTOR-UNREADABLE"]
        assert all(one.subject.split(":")[1].isdecimal() for one in lost)
    assert {"DOCTOR-UNREADABLE", "DOCTOR-LOG-WHOLE"} <= told


def test_damaged_drafts_are_named(full: Path) -> None:
    named = set()
    for _ in flipped_pages(full / "journal.db"):
        try:
            with Journal.open(full) as journal:
                found = journal.examine()
        except KnownError as error:
            if error.code != "STORE-DAMAGED":
                raise
            continue
        assert found
        named |= {one.subject for one in found if one.code == "DOCTOR-DRAFT"}
    assert named >= {"d1", "d2"}
    with Journal.open(full) as journal:
        assert journal.examine() == []
