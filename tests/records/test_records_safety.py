"""Kills, full disks, damage, a thief: nothing lost, nothing half kept, a sentence."""

import dataclasses
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from forms.errors import KnownError
from forms.records import backup, restore, schema
from forms.records import workspace as folders
from forms.records.ids import uuid7
from forms.records.journal import Journal
from forms.records.keys import read_key
from forms.records.log import Op, next_hlc, op_line, read_op
from forms.records.store import Records, create_workspace
from forms.records.types import Draft, EntityWriteIn, Profile, VisitIn
from forms.records.vault import Link
from tests.records.conftest import NOW, make_workspace

SECRET = "孔祥瑞秘密3708"


def draft(draft_id: str = "") -> Draft:
    return Draft(
        draft_id or uuid7(NOW), "heating_visit", "1", "hash", NOW, uuid7(NOW),
        snapshot=b"<data/>", title="5", subject=("household", "h1"),
    )  # fmt: skip


def visit(draft_id: str, **more) -> VisitIn:
    write = EntityWriteIn("household", "create", draft_id, {"head_name": SECRET})
    return VisitIn(
        draft_id, draft_id, "heating_visit", "1", SECRET.encode(), f"uuid:{draft_id}",
        "w02", NOW, NOW, writes=[write], **more,
    )  # fmt: skip


def test_answers_come_back_in_order(journal: Journal) -> None:
    made = draft()
    journal.start_draft(made)
    for number in range(5):
        saved = journal.append(made.id, {"set": "/data/a", "v": str(number)})
        assert saved.tzinfo
    assert [event["v"] for event in journal.events(made.id)] == list("01234")
    assert journal.draft(made.id) == made
    assert journal.drafts()[0].events == 5
    journal.close_draft(made.id, "dev:1")
    journal.close_draft(made.id, "dev:1")
    assert (journal.drafts(), journal.closed(made.id)) == ([], "dev:1")
    with pytest.raises(KnownError, match="DRAFT-GONE"):
        journal.append(made.id, {"set": "/data/a", "v": "late"})


def test_settings_and_profile_are_kept(workspace: Path) -> None:
    profile = Profile("w01", "周敏", "XYQY03", "supervisor", "en", "dark")
    with Journal.open(workspace) as journal:
        journal.set_profile(profile)
        journal.set_setting("exchange.folder", "/media/stick")
    with Journal.open(workspace) as journal:
        assert journal.profile == profile
        assert journal.setting("exchange.folder") == "/media/stick"
        assert journal.setting("nothing", "else") == "else"
        assert dict(journal.settings("exchange.")) == {
            "exchange.folder": "/media/stick"
        }


WRITER = """
import sys
from pathlib import Path
from forms.records.journal import Journal
from forms.records.store import Records
from tests.records.test_records_safety import draft, visit

with Journal.open(Path(sys.argv[1])) as journal, Records.open(Path(sys.argv[1])) as r:
    while True:
        for one in journal.drafts() or [None]:
            made = one.draft if one else draft()
            if one is None:
                journal.start_draft(made)
            for number in range(len(journal.events(made.id)), 12):
                journal.append(made.id, {"set": "/data/a", "v": str(number)})
                print("saved", made.id, number, flush=True)
            op = r.finalise_visit(visit(made.id))
            print("final", made.id, op.id, flush=True)
            journal.close_draft(made.id, op.id)
"""


def killed(workspace: Path, after_s: float) -> list[list[str]]:
    """Fill and finalise until killed; return what was called saved."""
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", WRITER, str(workspace)],
        stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(root)},
    )  # fmt: skip
    assert process.stdout
    lines = [process.stdout.readline()]
    time.sleep(after_s)
    process.send_signal(signal.SIGKILL)
    # The last line may be half written: what it would have told was not told.
    lines += process.stdout.read().rpartition("\n")[0].splitlines()
    process.stdout.close()
    process.wait()
    return [line.split() for line in lines if line.strip()]


def test_a_kill_at_any_moment_loses_no_answer_called_saved(workspace: Path) -> None:
    chance = random.Random(5)
    final: dict[str, str] = {}
    saved: dict[str, int] = {}
    for _ in range(25):
        for kind, draft_id, told in killed(workspace, chance.uniform(0, 0.05)):
            if kind == "final":
                final[draft_id] = told
            else:
                saved[draft_id] = int(told)
        with Journal.open(workspace) as journal, Records.open(workspace) as records:
            ops = {op.rec: op.id for op in records.ops(records.device_id)}
            # What was called final is there, and no draft became two visits.
            assert final.items() <= ops.items()
            assert records.version_map().get(records.device_id, 0) == len(ops)
            drafts = {one.draft.id for one in journal.drafts()}
            for draft_id, last in saved.items():
                if draft_id in drafts:
                    values = [event["v"] for event in journal.events(draft_id)]
                    assert values == [str(n) for n in range(len(values))]
                    assert len(values) > last
                else:
                    assert draft_id in ops
    assert len(final) > 3
    with Records.open(workspace) as records:
        assert records.doctor(rebuild=True).healthy


def test_nothing_readable_lies_on_the_disk(workspace: Path) -> None:
    with Records.open(workspace) as records, Journal.open(workspace) as journal:
        photo = records.put_blob(f"photo of {SECRET}".encode())
        records.finalise_visit(visit("d1", attachments={"a.jpg": photo}))
        made = draft("d2")
        journal.start_draft(made)
        journal.append(made.id, {"set": "/data/name", "v": SECRET})
        for file in workspace.rglob("*"):
            if file.is_file():
                held = file.read_bytes()
                assert SECRET.encode() not in held, file
                assert b"SQLite format" not in held, file
    assert (workspace / "key").stat().st_mode & 0o077 == 0


def fill(journal: Journal) -> None:
    for _ in range(9_999):
        journal.append("d1", {"set": "/data/a", "v": "x" * 500})


def test_full_disk_is_told_and_nothing_is_half_kept(workspace: Path) -> None:
    with Records.open(workspace) as records, Journal.open(workspace) as journal:
        journal.start_draft(draft("d1"))
        for link in (records._link, journal._link):
            link.run(f"PRAGMA max_page_count = {link.value('PRAGMA page_count')}")
        with pytest.raises(KnownError, match="DISK-FULL"):
            fill(journal)
        with pytest.raises(KnownError, match="DISK-FULL"):
            records.finalise_visit(visit("d1", title="x" * 200_000))
        assert records.visits() == []
        assert records.version_map() == {}
        kept = len(journal.events("d1"))
        for link in (records._link, journal._link):
            link.run("PRAGMA max_page_count = 1000000")
        journal.append("d1", {"set": "/data/a", "v": "after"})
        assert len(journal.events("d1")) == kept + 1
        records.finalise_visit(visit("d1", title="x" * 200_000))
        assert records.doctor(rebuild=True).healthy


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_folder_is_told(workspace: Path) -> None:
    for place in (workspace, *workspace.iterdir()):
        place.chmod(0o555 if place.is_dir() else 0o444)
    try:
        with pytest.raises(KnownError, match="STORE-"):
            Journal.open(workspace)
    finally:
        for place in (workspace, *workspace.iterdir()):
            place.chmod(0o755 if place.is_dir() else 0o644)


def test_reader_may_not_write(workspace: Path) -> None:
    with (
        Records.open(workspace, writer=False) as reader,
        pytest.raises(KnownError, match="STORE-READONLY"),
    ):
        reader.finalise_visit(visit("d1"))


def test_reader_sees_what_a_writer_committed(workspace: Path) -> None:
    with (
        Records.open(workspace) as writer,
        Records.open(workspace, writer=False) as reader,
    ):
        writer.finalise_visit(visit("d1"))
        assert reader.visits()[0].record_id == "d1"


def test_second_writer_waits_and_is_then_told(workspace: Path) -> None:
    with Records.open(workspace) as one, Records.open(workspace) as other:
        other._link.run("PRAGMA busy_timeout = 50")
        with one._link.writing(), pytest.raises(KnownError, match="STORE-LOCKED"):
            other.finalise_visit(visit("d1"))
        other.finalise_visit(visit("d1"))


@pytest.mark.parametrize("name", ["register.db", "journal.db"])
def test_damaged_file_is_told_never_a_traceback(workspace: Path, name: str) -> None:
    with Records.open(workspace) as records:
        for number in range(30):
            records.finalise_visit(visit(f"d{number}"))
        records._link.query("PRAGMA wal_checkpoint(TRUNCATE)")
    file = workspace / name
    whole = file.read_bytes()
    chance = random.Random(3)
    codes: set[str] = set()
    for _ in range(25):
        held = bytearray(whole)
        held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)
        file.write_bytes(held)
        try:
            with Records.open(workspace) as records, Journal.open(workspace) as journal:
                assert journal.drafts() == []
                report = records.doctor()
                found = {one.code for one in [*report.findings, *journal.examine()]}
                assert "DOCTOR-FILE" in found
                assert found <= {"DOCTOR-FILE", "DOCTOR-UNREADABLE", "DOCTOR-DRAFT"}
        except KnownError as error:
            codes.add(error.code)
    for length in (0, 100, 4096, 5000, len(whole) // 2):
        file.write_bytes(whole[:length])
        try:
            with Records.open(workspace) as records, Journal.open(workspace) as journal:
                journal.drafts()
                records.visits()
                records.doctor()
        except KnownError as error:
            codes.add(error.code)
    assert codes <= {"STORE-DAMAGED", "STORE-KEY", "STORE-IO"}
    file.write_bytes(whole)
    with Records.open(workspace) as records:
        assert len(records.visits()) == 30


def test_wrong_or_missing_key_is_told(workspace: Path) -> None:
    key = (workspace / "key").read_bytes()
    (workspace / "key").write_bytes(b"00" * 32)
    with pytest.raises(KnownError, match="STORE-KEY"):
        Records.open(workspace)
    (workspace / "key.second").unlink()
    (workspace / "key").write_bytes(b"no key")
    with pytest.raises(KnownError, match="STORE-KEY"):
        Journal.open(workspace)
    (workspace / "key").write_bytes(key)
    Records.open(workspace).close()


@pytest.mark.parametrize("name", ["register", "journal"])
def test_newer_file_is_refused_untouched(workspace: Path, name: str) -> None:
    file = workspace / f"{name}.db"
    link = Link(file, read_key(workspace), writer=True)
    link.run("PRAGMA user_version = 99")
    link.close()
    opening = Records.open if name == "register" else Journal.open
    with pytest.raises(KnownError, match="STORE-NEWER"):
        opening(workspace)


def test_older_file_is_brought_up_to_date_with_a_copy_kept(workspace: Path) -> None:
    file = workspace / "register.db"
    file.unlink()
    key = read_key(workspace)
    link = Link(file, key, writer=True)
    with link.writing():
        for statement in schema.statements(schema.migrations("register")[0]):
            link.run(statement)
        link.run("PRAGMA user_version = 1")
        link.run("INSERT INTO meta VALUES ('device', '0123456789abcdef')")
    link.close()
    with Records.open(workspace, writer=False) as records:
        assert records.device_id == "0123456789abcdef"
        assert records.answer_tables("any") == {}
    (copy,) = backup.kept(workspace)
    assert copy.reason == "migration"
    old = Link(workspace / "backups" / copy.name / "register.db", key, writer=False)
    assert old.value("PRAGMA user_version") == 1
    assert old.value("SELECT value FROM meta") == "0123456789abcdef"
    old.close()


def test_what_stood_before_a_migration_is_put_back_like_any_backup(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = [*schema.migrations("register"), "CREATE TABLE later (x); DELETE FROM op"]
    real = schema.migrations
    with Records.open(workspace) as records:
        records.append("later", "x", "w", {})
    with monkeypatch.context() as patch:
        patch.setattr(
            schema, "migrations", lambda n: newer if n == "register" else real(n)
        )
        with pytest.raises(KnownError, match="STORE-BEHIND"):
            Records.open(workspace)
    with pytest.raises(KnownError, match="STORE-NEWER"):
        Records.open(workspace)
    (copy,) = backup.kept(workspace)
    restore.restore(workspace, copy.name, NOW)
    with Records.open(workspace) as records:
        assert records.doctor().ops == 1


def test_folder_that_is_no_workspace_is_told(tmp_path: Path, workspace: Path) -> None:
    with pytest.raises(KnownError, match="STORE-NONE"):
        Records.open(tmp_path)
    with pytest.raises(KnownError, match="STORE-EXISTS"):
        make_workspace(workspace)
    (workspace / "workspace.json").write_text("{}")
    with pytest.raises(KnownError, match="STORE-DAMAGED"):
        Records.open(workspace)
    (workspace / "workspace.json").write_text('{"v": 99}')
    with pytest.raises(KnownError, match="STORE-NEWER"):
        Records.open(workspace)


def test_making_a_workspace_can_be_taken_up_again(workspace: Path) -> None:
    with Records.open(workspace) as records:
        device = records.device_id
    (workspace / "workspace.json").unlink()
    assert not folders.is_workspace(workspace)
    create_workspace(workspace, profile=Profile("w", "n", "g"), demo=False, now=NOW)
    with Records.open(workspace) as records:
        assert records.device_id == device


def test_two_programs_do_not_hold_one_workspace(workspace: Path) -> None:
    with folders.hold(workspace):
        with pytest.raises(KnownError, match="STORE-BUSY"), folders.hold(workspace):
            pass
    with folders.hold(workspace):
        pass


def test_changed_photo_is_never_shown(records: Records, workspace: Path) -> None:
    sha = records.put_blob(b"photo")
    assert records.put_blob(b"photo") == sha
    file = workspace / "blobs" / sha[:2] / sha
    held = bytearray(file.read_bytes())
    held[-1] ^= 1
    file.write_bytes(held)
    with pytest.raises(KnownError, match="BLOB-DAMAGED"):
        records.blob(sha)
    assert {one.code for one in records.doctor().findings} == {"DOCTOR-BLOB"}
    file.write_bytes(b"")
    with pytest.raises(KnownError, match="BLOB-DAMAGED"):
        records.blob(sha)
    with pytest.raises(KnownError, match="BLOB-MISSING"):
        records.blob("../../key")
    with pytest.raises(KnownError, match="BLOB-DAMAGED"):
        records.receive([], [("0" * 64, b"other")])


def test_doctor_finds_what_was_changed_behind_its_back(records: Records) -> None:
    records.finalise_visit(visit("d1"))
    records.finalise_visit(visit("d2"))
    assert records.doctor(rebuild=True).healthy
    digest = records.digest()
    records._link.run("UPDATE entity SET label = 'other' WHERE id = 'd1'")
    report = records.doctor(rebuild=True)
    assert not report.healthy
    assert [one.subject for one in report.findings] == ["entity household d1"]
    assert records.digest() == digest
    records._link.run(
        "UPDATE op SET line = CAST(replace(line, 'w02', 'w03') AS BLOB) WHERE seq = 1"
    )
    first = f"{records.device_id}:1"
    assert [one.subject for one in records.doctor().findings] == [first]
    line = records._link.value("SELECT line FROM op WHERE seq = 1")
    told = hashlib.sha256(line).hexdigest()
    records._link.run("UPDATE op SET hash = ? WHERE seq = 1", (told,))
    assert [(one.code, one.subject) for one in records.doctor().findings] == [
        ("DOCTOR-CHAIN", f"{records.device_id}:2")
    ]


def test_every_trouble_has_its_sentence_in_both_languages() -> None:
    for language in resources.LANGUAGES:
        told = resources.sentences(language)
        assert {"DISK-FULL", "STORE-KEY", "BLOB-MISSING", "DOCTOR-GAP"} <= told.keys()


def test_op_is_read_back_as_it_was_written(records: Records) -> None:
    op = records.finalise_visit(visit("d1", title='引号" \\ud83d \x01 𬱖'))
    again = read_op(op_line(op))
    assert again == op
    assert (again.hash, again.id) == (op.hash, f"{records.device_id}:1")


@pytest.mark.parametrize(
    "line",
    [
        b"", b"{", b"[]", b"null", b"1.5", b"\xff", b'{"v":1}', b"[" * 100_000,
        b'{"v":1,"dev":"\\ud800","seq":1,"hlc":"","kind":"","rec":"","author":"",'
        b'"at":"","form":"","body":{},"prev":"","salt":""}',
        b'{"v":1,"dev":"a","seq":1.0,"hlc":"","kind":"","rec":"","author":"",'
        b'"at":"","form":"","body":{},"prev":"","salt":""}',
        b'{"v":1,"dev":"a","seq":true,"hlc":"","kind":"","rec":"","author":"",'
        b'"at":"","form":"","body":{},"prev":"","salt":""}',
    ],
)  # fmt: skip
def test_line_that_is_no_op_is_told(line: bytes) -> None:
    with pytest.raises(KnownError, match="OP-DAMAGED"):
        read_op(line)


def test_op_of_a_newer_program_is_told() -> None:
    with pytest.raises(KnownError, match="OP-NEWER"):
        read_op(b'{"v":2,"new":"field"}')


def test_hybrid_clock_never_goes_back() -> None:
    clock = ""
    for now in (1000, 1000, 900, 2000, 5):
        later = next_hlc(clock, now)
        assert later > clock
        clock = later
    assert next_hlc("0000000003e8ffff", 1) == "0000000003e90000"


def test_laptop_years_ahead_does_not_carry_others_with_it(
    records: Records, office: Records
) -> None:
    mine = records.finalise_visit(visit("d1"))
    ahead = dataclasses.replace(
        mine, dev="0" * 16, hlc="ffffffffffffffff", prev="", body={"writes": []}
    )
    assert office.receive([ahead, read_op(op_line(mine))]).new == 2
    after = office.finalise_visit(visit("d2"))
    assert mine.hlc < after.hlc < "02"


KINDS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.text(st.characters(codec="utf-8")), KINDS, max_size=4))
def test_every_body_is_read_back_as_it_was_written(body: dict[str, object]) -> None:
    op = Op(
        "0123456789abcdef", 1, "0" * 16, "entity", "rec", "w02", NOW.isoformat(), "",
        body, "", "ab",
    )  # fmt: skip
    assert read_op(op_line(op)) == op


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_damaged_line_is_told_or_is_another_op(data: st.DataObject) -> None:
    op = Op("0123456789abcdef", 1, "0" * 16, "e", "r", "w", NOW.isoformat(), "", {})
    line = bytearray(op.line)
    at = data.draw(st.integers(0, len(line) - 1))
    line[at] = data.draw(st.integers(0, 255))
    try:
        found = read_op(bytes(line))
    except KnownError:
        return
    assert found.hash == op.hash or found.line != op.line
