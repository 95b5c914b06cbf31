"""Carrier: what waits goes by itself, or a sentence says why it does not."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import resources
from forms.errors import KnownError
from forms.progress import silent
from forms.records.journal import Journal
from sync import carrier
from sync.carrier import Choices, Conditions, Load, Standing, decide
from sync.folders.memory import MemoryFolder
from sync.folders.places import Secrets
from tests.sync.registers import NOW, finish_visit, workspace, write_households

SOME, NOTHING = Load(37, 12), Load(0, 0)
FRESH = Standing(place="x")
SERVED = replace(FRESH, done_at=NOW.isoformat())
GOOD = Conditions(on_battery=False, metered=False, reachable=True)


@pytest.mark.parametrize(
    ("standing", "load", "choices", "conditions", "why"),
    [
        (Standing(), SOME, Choices(), GOOD, "CARRIER-NO-FOLDER"),
        (FRESH, SOME, Choices(), GOOD, "CARRIER-NOW"),
        (FRESH, SOME, Choices(), Conditions(), "CARRIER-NOW"),
        (SERVED, NOTHING, Choices(), GOOD, "CARRIER-DONE"),
        (FRESH, SOME, Choices(by_itself=False), GOOD, "CARRIER-BY-HAND"),
        (FRESH, SOME, Choices(), Conditions(metered=True), "CARRIER-METERED"),
        (
            *(FRESH, SOME, Choices(on_metered=True), Conditions(metered=True)),
            "CARRIER-NOW",
        ),
        (FRESH, SOME, Choices(), Conditions(on_battery=True), "CARRIER-NOW"),
        (
            *(FRESH, SOME, Choices(on_battery=False), Conditions(on_battery=True)),
            "CARRIER-BATTERY",
        ),
        (FRESH, SOME, Choices(), Conditions(reachable=False), "CARRIER-UNREACHED"),
        (FRESH, NOTHING, Choices(), Conditions(reachable=False), "CARRIER-DONE"),
    ],
)
def test_a_decision_and_its_sentence(standing, load, choices, conditions, why) -> None:
    told = decide(load, standing, choices, conditions, NOW)
    assert told.why == why
    assert told.go == (why == "CARRIER-NOW")
    for language in resources.LANGUAGES:
        said = resources.sentence(
            told.why, language, records=37, photos=12, time="10:00", problem="?"
        )
        assert ("37" in said) == (why != "CARRIER-DONE")


def test_what_others_wrote_is_looked_for_every_quarter_of_an_hour() -> None:
    later = NOW + carrier.decision.LOOK_EVERY
    assert not decide(NOTHING, SERVED, Choices(), GOOD, NOW).go
    assert decide(NOTHING, SERVED, Choices(), GOOD, later).go


def test_it_backs_off_up_to_an_hour_and_begins_anew_after_a_success() -> None:
    standing, pauses = FRESH, []
    error = KnownError("FOLDER-CUT", place="x")
    for _ in range(9):
        standing = carrier.failed(standing, error, NOW)
        told = decide(SOME, standing, Choices(), GOOD, NOW)
        assert (told.go, told.why) == (False, "CARRIER-LATER")
        assert told.until
        assert decide(SOME, standing, Choices(), GOOD, told.until).go
        pauses.append((told.until - NOW) / timedelta(minutes=1))
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    standing = carrier.succeeded(standing, 5, NOW)
    assert decide(SOME, standing, Choices(), GOOD, NOW).go
    busy = carrier.failed(standing, KnownError("FOLDER-BUSY", place="x"), NOW)
    assert carrier.next_try(busy) == NOW + timedelta(minutes=30)


@pytest.mark.parametrize(
    "code", ["FOLDER-LOGIN", "FOLDER-HOST-CHANGED", "FOLDER-NOT-OURS", "FOLDER-FULL"]
)
def test_what_a_person_must_settle_is_not_tried_again(code: str) -> None:
    standing = carrier.failed(FRESH, KnownError(code, place="x"), NOW)
    told = decide(SOME, standing, Choices(), GOOD, NOW + timedelta(days=9))
    assert (told.go, told.why, told.problem) == (False, "CARRIER-PERSON", code)


def test_what_waits_is_counted_without_asking_the_folder(tmp_path: Path) -> None:
    folder = MemoryFolder()
    with workspace(tmp_path / "worker") as records:
        write_households(records, 3)
        finish_visit(records, 1, b"one", b"two")
        standing = carrier.Standing(place=carrier.place_key("memory"))
        assert carrier.load_of(records, standing) == Load(4, 2)
        done = carrier.carry(records, folder, silent, silent)
        assert done.sent.ops == 4
        standing = carrier.succeeded(standing, 4, NOW)
        assert carrier.load_of(records, standing) == NOTHING
        finish_visit(records, 2, b"three")
        assert carrier.load_of(records, standing) == Load(1, 1)


def test_the_folder_and_its_standing_are_kept_in_the_journal(tmp_path: Path) -> None:
    workspace(tmp_path / "w").close()
    secrets = Secrets("worker", "geheim")
    setting = carrier.Setting(
        "https://host/dav", secrets, Choices(on_battery=False, on_metered=True)
    )
    key = carrier.place_key(setting.address)
    with Journal.open(tmp_path / "w") as journal:
        assert carrier.read_setting(journal, tmp_path / "w").address == ""
        failed = carrier.failed(
            Standing(place=key, carried=7), KnownError("FOLDER-LOGIN", place="x"), NOW
        )
        carrier.write_standing(journal, failed)
        carrier.write_setting(journal, setting)
    with Journal.open(tmp_path / "w") as journal:
        kept = carrier.read_setting(journal, tmp_path / "w")
        standing = carrier.read_standing(journal, key)
    assert (kept.address, kept.choices) == (setting.address, setting.choices)
    assert kept.secrets.login == ("worker", "geheim")
    assert "geheim" not in repr(kept)
    # A new password may be tried at once.
    assert (standing.carried, standing.code, standing.failures) == (7, "", 0)


@pytest.mark.parametrize(
    ("files", "on_battery"),
    [
        ({}, None),
        ({"AC/type": "Mains", "AC/online": "1", "B/type": "Battery"}, False),
        ({"AC/type": "Mains", "AC/online": "0", "B/type": "Battery"}, True),
        ({"B/type": "Battery", "B/scope": "Device"}, None),
    ],
)
@pytest.mark.skipif("sys.platform == 'win32'")
def test_the_battery_is_asked_of_the_system(
    tmp_path: Path, files: dict[str, str], on_battery: bool | None
) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text + "\n")
    assert carrier.on_battery(tmp_path) is on_battery
