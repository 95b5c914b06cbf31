"""Enrolment: who may join, and what anybody says who may not."""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

import resources
from forms.errors import KnownError
from forms.records import certificates
from forms.records.certificates import made
from forms.records.store import Records
from sync.exchange import enrol, export_to, import_from
from sync.exchange.invitations import (
    qr_text,
    read_invitation,
    read_qr_text,
    read_request,
)
from sync.exchange.recovery import Recovery, read_code
from sync.exchange.recovery_sheet import recovery_sheet
from sync.exchange.reopen import recover
from sync.exchange.trust import trust_of
from sync.folders.memory import MemoryFolder
from tests.sync.enrolled import GRID, TODAY, enrol_laptop, laptop_of, office_of
from tests.sync.registers import NOW, workspace, write_households
from tests.sync.test_bundle import broken


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Records]:
    records, _ = office_of(tmp_path / "office")
    with records:
        yield records


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Records]:
    with laptop_of(tmp_path / "laptop") as records:
        yield records


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as caught:
        call()
    for language in resources.LANGUAGES:
        assert resources.sentence(caught.value.code, language, **caught.value.fields)
    return caught.value.code


def test_a_register_has_a_root_and_its_first_administrator(office: Records) -> None:
    me = trust_of(office).me
    assert me is not None
    assert (me.role, me.state, me.staff) == ("administrator", "granted", "w01")
    assert trust_of(office).office
    again = lambda: enrol.prepare_register(office, "x")  # noqa: E731
    assert code_of(again) == "MEMBER-ELSEWHERE"


def test_a_laptop_joins_and_learns_of_its_grant_by_import(
    office: Records, laptop: Records
) -> None:
    enrol_laptop(office, laptop)
    assert trust_of(laptop).me is None
    folder = MemoryFolder()
    export_to(office, folder)
    import_from(laptop, folder)
    me = trust_of(laptop).me
    assert me is not None
    assert (me.role, me.grids, me.staff) == ("worker", (GRID,), "w02")


def test_a_laptop_alone_says_so(laptop: Records) -> None:
    assert trust_of(laptop).me is None
    assert not trust_of(laptop).enrolled
    assert code_of(lambda: enrol.invite(laptop)) == "MEMBER-ALONE"
    assert not export_to(laptop, MemoryFolder()).sealed


def test_work_before_the_grant_waits_and_is_taken_up_then(
    office: Records, laptop: Records
) -> None:
    invited = enrol.invite(office, grids=[GRID], staff="w02")
    request = enrol.join(laptop, read_invitation(invited.data, TODAY))
    write_households(laptop, 2)
    folder = MemoryFolder()
    sent = export_to(laptop, folder)
    assert (sent.sealed, sent.bundles) == (True, 1)
    taken = import_from(office, folder)
    assert (taken.quarantined, taken.new, taken.problems) == (1, 0, ())
    assert import_from(office, folder).quarantined == 0
    enrol.grant(office, request, request.code)
    taken = import_from(office, MemoryFolderOf(folder))
    assert taken.new == 2
    assert office.entity_count("household") == 2


def MemoryFolderOf(folder: MemoryFolder) -> MemoryFolder:
    """Return the same store with its bundles gone: the stick was wiped since."""
    for entry in folder.list("gv1/in"):
        folder.delete(entry.name)
    return folder


def test_wrong_code_and_wrong_laptop_are_refused(
    office: Records, laptop: Records
) -> None:
    invited = enrol.invite(office, grids=[GRID])
    request = enrol.join(laptop, read_invitation(invited.data, TODAY))
    assert code_of(lambda: enrol.grant(office, request, "AAAA-AAAA")) == "MEMBER-CODE"
    enrol.grant(office, request, request.code.lower().replace("-", " "))


def test_an_invitation_serves_one_laptop_and_ends(
    office: Records, laptop: Records, tmp_path: Path
) -> None:
    invited = enrol.invite(office, grids=[GRID])
    late = TODAY + timedelta(days=15)
    assert code_of(lambda: read_invitation(invited.data, late)) == "MEMBER-EXPIRED"
    invitation = read_invitation(invited.data, TODAY)
    first = enrol.join(laptop, invitation)
    enrol.grant(office, first, first.code)
    with laptop_of(tmp_path / "second") as second:
        other = enrol.join(second, invitation)
        grant = lambda: enrol.grant(office, other, other.code)  # noqa: E731
        assert code_of(grant) == "MEMBER-USED"
    past = enrol.invite(office, days=-1).told
    told = {**dict(first.told), "invitation": past, "invite": past["id"]}
    again = signed_again(laptop, told)
    assert code_of(lambda: enrol.grant(office, again, again.code)) == "MEMBER-EXPIRED"


def signed_again(laptop: Records, told: dict[str, object]) -> enrol.JoinRequest:
    bare = {k: v for k, v in told.items() if k not in ("sig", "by", "v", "kind")}
    cert = made("join", bare, laptop.members.keys.signing_key)
    return read_request(certificates.line(cert))


def test_changed_files_are_refused(office: Records, laptop: Records) -> None:
    invited = enrol.invite(office, grids=[GRID])
    changed = invited.data.replace(b'"role":"worker"', b'"role":"administrator"')
    assert changed != invited.data
    for data in (changed, b"", b"[]", b"{}", b"\xff", b"[" * 9000, b" " * 300_000):
        assert code_of(lambda d=data: read_invitation(d, TODAY)) == "MEMBER-INVITATION"  # type: ignore[misc]
        assert code_of(lambda d=data: read_request(d)) == "MEMBER-REQUEST"  # type: ignore[misc]
    request = enrol.join(laptop, read_invitation(invited.data, TODAY))
    swapped = request.data.replace(
        request.told["age"].encode(), trust_of(office).recipient.encode()
    )
    assert code_of(lambda: read_request(swapped)) == "MEMBER-REQUEST"


def test_an_invitation_of_somebody_without_the_right_is_forged(
    office: Records, laptop: Records, tmp_path: Path
) -> None:
    enrol_laptop(office, laptop)
    folder = MemoryFolder()
    export_to(office, folder)
    import_from(laptop, folder)
    assert code_of(lambda: enrol.invite(laptop)) == "MEMBER-MAY-NOT"
    told = dict(enrol.invite(office, grids=[GRID]).told)
    bare = {k: v for k, v in told.items() if k not in ("sig", "by", "v", "kind")}
    forged = made("invite", bare, laptop.members.keys.signing_key)
    data = certificates.line(forged)
    assert code_of(lambda: read_invitation(data, TODAY)) == "MEMBER-FORGED"


def test_a_forged_grant_counts_nowhere(office: Records, laptop: Records) -> None:
    """A worker makes itself administrator in its own log."""
    enrol_laptop(office, laptop)
    folder = MemoryFolder()
    export_to(office, folder)
    import_from(laptop, folder)
    mine = next(g for g in laptop.members.grants() if g["device"] == laptop.device_id)
    bare = {k: v for k, v in mine.items() if k not in ("sig", "by", "v", "kind")}
    forged = made(
        "grant", {**bare, "role": "administrator"}, laptop.members.keys.signing_key
    )
    laptop.append("grant", "x", "w02", {"told": forged})
    export_to(laptop, folder)
    import_from(office, folder)
    for records in (office, laptop):
        circle = trust_of(records).circle
        assert circle.members[laptop.device_id].role == "worker"
        assert [one.code for one in circle.refused] == ["MEMBER-FORGED"]


def test_a_grant_of_another_register_counts_nowhere(
    office: Records, tmp_path: Path
) -> None:
    other = workspace(
        tmp_path / "other", register="0198f3a0-0000-7000-8000-00000000000f"
    )
    with other:
        founded = enrol.prepare_register(other, "别处")
        enrol.found_register(other, founded, staff="w09", person="别人")
        foreign = other.members.grants()[0]
        invitation = read_invitation(enrol.invite(other).data, TODAY)
        with laptop_of(tmp_path / "l3") as third:
            request = enrol.join(third, invitation)
    office.append("grant", "x", "w01", {"told": foreign})
    circle = trust_of(office).circle
    assert [one.code for one in circle.refused] == ["MEMBER-OTHER-REGISTER"]
    assert set(circle.members) == {office.device_id}
    grant = lambda: enrol.grant(office, request, request.code)  # noqa: E731
    assert code_of(grant) == "MEMBER-OTHER-REGISTER"


def test_a_replayed_grant_brings_nobody_back(office: Records, laptop: Records) -> None:
    enrol_laptop(office, laptop)
    mine = next(g for g in office.members.grants() if g["device"] == laptop.device_id)
    enrol.revoke(office, laptop.device_id, why="lost")
    office.append("grant", "x", "w01", {"told": mine})
    circle = trust_of(office).circle
    assert circle.members[laptop.device_id].state == "revoked"
    # The same grant again is one grant; one signed anew without naming the end is not.
    bare = {k: v for k, v in mine.items() if k not in ("sig", "by", "v", "kind")}
    again = made("grant", {**bare, "id": "n"}, office.members.keys.signing_key)
    office.append("grant", "x", "w01", {"told": again})
    circle = trust_of(office).circle
    assert circle.members[laptop.device_id].state == "revoked"
    assert [one.code for one in circle.refused] == ["MEMBER-REPLAYED"]


def test_a_revoked_laptop_comes_back_by_a_new_grant_only(
    office: Records, laptop: Records
) -> None:
    invited = enrol.invite(office, grids=[GRID], staff="w02")
    request = enrol.join(laptop, read_invitation(invited.data, TODAY))
    enrol.grant(office, request, request.code)
    enrol.revoke(office, laptop.device_id)
    member = enrol.grant(office, request, request.code)
    assert member.state == "granted"


def test_what_was_said_last_counts_whatever_clocks_say(
    office: Records, laptop: Records
) -> None:
    """The office's clock was years ahead, and is set right again."""
    folder, ahead = office.folder, timedelta(days=2000)
    enrol_laptop(office, laptop)
    device = laptop.device_id
    with Records.open(folder, clock=lambda: NOW + ahead) as wrong:
        enrol.extend(wrong, device, grids=["A"])
        enrol.assign(wrong, device, ["B"])
    with Records.open(folder, clock=lambda: NOW) as right:
        assert enrol.assign(right, device, ["C"]).grids == ("C",)
        assert enrol.extend(right, device, grids=["D"]).grids == ("D",)
        assert enrol.assign(right, device, ["E"]).grids == ("E",)
        enrol.revoke(right, device)
        assert enrol.extend(right, device, role="supervisor").role == "supervisor"
        assert enrol.extend(right, device, role="worker").role == "worker"
        assert trust_of(right).circle.refused == []


def test_two_supervisors_work_in_one_register(
    office: Records, laptop: Records, tmp_path: Path
) -> None:
    folder = MemoryFolder()
    with laptop_of(tmp_path / "second", "w05") as second:
        enrol_laptop(office, second, role="supervisor", grids=(), staff="w05")
        export_to(office, folder)
        import_from(second, folder)
        assert trust_of(second).office
        assert code_of(lambda: enrol.invite(second, role="supervisor")) == (
            "MEMBER-MAY-NOT"
        )
        enrol_laptop(second, laptop)
        write_households(laptop, 2)
        for _ in range(4):
            for records in (second, office, laptop):
                export_to(records, folder)
                import_from(records, folder)
        assert second.digest() == office.digest()
        assert office.entity_count("household") == 2
        assert laptop.entity_count("household") == 2
        assert laptop.book.undelivered() == 0


def test_an_invitation_and_a_request_fit_a_qr_code(
    office: Records, laptop: Records, tmp_path: Path
) -> None:
    import segno

    folder = MemoryFolder()
    with laptop_of(tmp_path / "second", "w05") as second:
        enrol_laptop(office, second, role="supervisor", grids=(), staff="w05")
        export_to(office, folder)
        import_from(second, folder)
        invited = enrol.invite(second, grids=[GRID], staff="w02", name="孔祥云")
    text = qr_text(invited.data)
    assert segno.make(text, error="l").version <= 40
    assert read_invitation(read_qr_text(text.lower()), TODAY).code == invited.code
    for bad in ("", "GVI1:", "GVI1:ABC!", "https://x", text[:-40]):
        assert code_of(lambda b=bad: read_qr_text(b)) == "MEMBER-INVITATION"  # type: ignore[misc]


def test_no_mutated_invitation_or_request_is_taken(
    office: Records, laptop: Records
) -> None:
    invited = enrol.invite(office, grids=[GRID])
    request = enrol.join(laptop, read_invitation(invited.data, TODAY))
    dice, taken = random.Random(5), 0
    for data, read in (
        (invited.data, lambda d: read_invitation(d, TODAY).told),
        (request.data, lambda d: read_request(d).told),
    ):
        whole = read(data)
        for _ in range(400):
            with suppress(KnownError):
                # Blanks between tokens change nothing of what is signed.
                taken += read(broken(dice, data)) != whole
    assert taken == 0


def test_recovery_code_is_read_back_in_any_writing() -> None:
    recovery = Recovery(bytes(range(32)))
    typed = " ".join(recovery.groups).lower()
    for text in (typed, recovery.code, typed.replace(" ", "-")):
        assert read_code(text) == recovery
    groups = list(recovery.groups)
    for bad in ("", "x", typed[:-2], " ".join([groups[1], groups[0], *groups[2:]])):
        assert code_of(lambda b=bad: read_code(b)) == "RECOVERY-CODE"  # type: ignore[misc]


def test_recovery_makes_a_new_administrator_who_reads_what_was_sent(
    tmp_path: Path, laptop: Records
) -> None:
    office, founded = office_of(tmp_path / "office")
    folder = MemoryFolder()
    with office:
        enrol_laptop(office, laptop)
        export_to(office, folder)
    import_from(laptop, folder)
    write_households(laptop, 2)
    export_to(laptop, folder)
    with laptop_of(tmp_path / "new", "w01") as fresh:
        secret = read_code(founded.recovery.code)
        who = {"name": "翔宇社区", "staff": "w01", "person": "主管"}
        wrong = lambda: recover(fresh, folder, Recovery(bytes(32)), **who)  # noqa: E731
        assert code_of(wrong) == "RECOVERY-OTHER"
        recover(fresh, folder, secret, **who)
        taken = import_from(fresh, folder, recovery=secret)
        assert taken.problems == ()
        assert fresh.entity_count("household") == 2
        assert laptop.device_id in trust_of(fresh).circle.members


@pytest.mark.parametrize("language", resources.LANGUAGES)
def test_recovery_sheet_holds_the_code_and_nothing_else_does(
    tmp_path: Path, language: str
) -> None:
    from forms.reports import pdf

    office, founded = office_of(tmp_path / "office")
    with office:
        sheet = recovery_sheet(founded.recovery, founded.founding, language)
    assert pdf.draw([sheet]).startswith(b"%PDF")
    assert pdf.holes([sheet]) == ()
    assert sheet.code == founded.recovery.code
    secret = founded.recovery.secret
    for path in (tmp_path / "office").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert secret not in data
            assert secret.hex().encode() not in data


def test_every_sentence_of_members_stands_in_both_languages() -> None:
    told = [
        json.loads(resources.text(f"messages/{language}/members.json"))
        for language in resources.LANGUAGES
    ]
    assert told[0].keys() == told[1].keys()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("grant", {}),
        ("grant", {"told": []}),
        ("revoke", {"told": {"kind": "revoke", "v": 1}}),
        ("assign", {"dev": "x", "grids": "A", "after": []}),
        ("assign", {"dev": "x", "grids": [{}], "after": [{}]}),
        ("ack", {"got": {"x": [[1, 2**70, ""]]}}),
        ("ack", {"got": {"x": [[3, 1, ""]]}}),
        ("ack", {"got": {"x": 5}}),
        ("ack", {"got": [], "files": [{}]}),
        ("review", {"note": 5}),
        ("print", {"note": {}}),
    ],
)
def test_an_op_that_says_nonsense_is_kept_and_changes_nothing(
    office: Records, kind: str, body: dict[str, object]
) -> None:
    before = trust_of(office).circle
    op = office.append(kind, "x", "w01", body)
    assert trust_of(office).circle == before
    assert office.book.late_work({}) == []
    assert op.id == f"{office.device_id}:{op.seq}"


def test_a_signed_grant_that_says_nonsense_counts_nowhere(office: Records) -> None:
    mine = office.members.grants()[0]
    bare = {k: v for k, v in mine.items() if k not in ("sig", "by", "v", "kind")}
    for changes in (
        {"after": [{}]},
        {"grids": [[]]},
        {"role": "x"},
        {"until": "\ud800"},
    ):
        with suppress(ValueError):
            told = made("grant", {**bare, **changes, "device": "e" * 16}, bytes(32))
            office.append("grant", "x", "w01", {"told": told})
    assert set(trust_of(office).circle.members) == {office.device_id}
