"""Damaged files: bits flipped, ends cut off; told in words, never shown as true."""

import hashlib
import json
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import resources
from desktop.demo import morning as demo_morning
from desktop.steps import resolve
from forms.entry import FormEntry
from forms.errors import KnownError
from forms.records import behind
from forms.records.journal import Journal
from forms.records.store import Records
from tests.durability import ground
from tests.durability.morning import Morning
from tests.durability.proof import Proof

# Told at the opening: what is here ends before what was told as kept.
_BEHIND = ("STORE-BEHIND", "DRAFT-BEHIND")


@dataclass(frozen=True, slots=True)
class Truth:
    """What a whole workspace says."""

    digest: str
    register: str
    device: str
    drafts: Mapping[str, str]
    """Draft -> its snapshot and events, hashed."""


def read(place: Path) -> tuple[Truth, bool]:
    """Read all that a workspace holds, and whether the doctor finds it whole.

    Raises:
        KnownError: What is wrong, as a person is told.
    """
    with (
        Records.open(place, clock=ground.clock()) as records,
        Journal.open(place) as journal,
    ):
        drafts = {}
        for info in journal.drafts():
            draft = journal.draft(info.draft.id)
            held = json.dumps(journal.events(draft.id)).encode() + draft.snapshot
            drafts[draft.id] = hashlib.sha256(held).hexdigest()
            FormEntry.resume(records, journal, draft.id, clock=ground.clock())
        assert journal.profile.staff_id
        for row in records.visits(limit=1_000):
            shown = records.visit(row.record_id).shown
            for sha256 in shown.attachments.values():
                records.blob(sha256)
        report = records.doctor()
        truth = Truth(report.digest, records.register_id, records.device_id, drafts)
        return truth, report.healthy


def mutations(count: int, seed: int = 11, only: str = "") -> Proof:
    """Damage copies of a workspace `count` times, and read each.

    Every other time it is one that was closed, else one as a kill leaves it; always
    the latter where `only` names the end of files, as "-wal", and no others are hurt.
    """
    begun = time.monotonic()
    proof = Proof("files flipped, cut off, emptied, gone", "mutations")
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as room:
        left, closed = Path(room) / "left", Path(room) / "closed"
        _make(left)
        shutil.copytree(left, closed)
        truth, healthy = read(closed)
        assert healthy
        assert truth.drafts
        for number in range(count):
            whole = left if only else (left, closed)[number % 2]
            file = _chosen(whole, number // 2, chance, only)
            copy = shutil.copytree(whole, Path(room) / "copy")
            told = _damage(copy / file, chance)
            _judge(proof, copy, truth, f"{file.name} {told}")
            _restore(proof, whole, copy, truth, file)
            shutil.rmtree(copy)
            proof.count += 1
    proof.seconds = time.monotonic() - begun
    return proof


def _chosen(whole: Path, number: int, chance: random.Random, only: str) -> Path:
    """Return a file: one of the workspace's own in turn, at times a photo."""
    files = sorted(one for one in whole.rglob("*") if one.is_file())
    photos = [one for one in files if "blobs" in one.parts]
    own = [one for one in files if one.parent == whole and one.name.endswith(only)]
    photo = not number % 7 and not only
    chosen = chance.choice(photos) if photo else own[number % len(own)]
    return chosen.relative_to(whole)


def _make(to: Path) -> None:
    """Make a worker's workspace with its logs not yet moved into the files."""
    with tempfile.TemporaryDirectory() as room:
        base = Path(room) / "base"
        ground.build(base)
        copy = ground.copy(base, Path(room) / "root")
        Morning(copy, lambda **_: None, lambda: None).work()
        place = copy / "worker"
        with (
            Records.open(place, clock=ground.clock()) as records,
            Journal.open(place) as journal,
        ):
            for link in (records._link, journal._link):
                link.copy_to(place / "backups" / link.place.name)
            door = records.entities("household", limit=1)[0].id
            for told in demo_morning()["visits"][:1]:
                entry = FormEntry.start(
                    records, journal, ground.FORM,
                    clock=ground.clock(), subject=("household", door),
                )  # fmt: skip
                for step in told["steps"]:
                    ref = resolve(entry.root, step["set"])
                    if ref is not None and "value" in step and "sign" not in step:
                        entry.answer(ref, step["value"])
            records.append("later", "x", "w02", {})
            # Copied while open: the logs are still there, as after a kill.
            shutil.copytree(place, to)


def _damage(file: Path, chance: random.Random) -> str:
    held = bytearray(file.read_bytes())
    how = chance.randrange(6)
    if how < 3 and held:
        at = chance.randrange(len(held))
        held[at] ^= 1 << chance.randrange(8)
        told = f"bit flipped at {at}"
    elif how == 3:
        at = chance.choice((0, 1, 16, 4096, len(held) // 2, len(held) - 1))
        told = f"cut off at {min(at, len(held))}"
        del held[at:]
    elif how == 4:
        file.unlink()
        return "gone"
    else:
        at = chance.randrange(max(1, len(held)))
        held[at : at + 512] = bytes(len(held[at : at + 512]))
        told = f"zeros at {at}"
    file.write_bytes(held)
    return told


def _judge(proof: Proof, place: Path, truth: Truth, at: str) -> None:
    try:
        got, healthy = read(place)
    except KnownError as error:
        proof.refused += 1
        for language in resources.LANGUAGES:
            if error.code not in resources.sentences(language):
                proof.add(at, f"{error.code} has no sentence")
        return
    except Exception:  # noqa: BLE001 (whatever it is, it is a violation)
        proof.add(at, traceback.format_exc()[-1_200:])
        return
    if not healthy:
        proof.refused += 1
        return
    if got != truth:
        proof.add(at, f"silently other data: {got} is not {truth}")


def _restore(proof: Proof, whole: Path, copy: Path, truth: Truth, file: Path) -> None:
    """See that the copy kept in backups opens in place of a damaged file."""
    kept = whole / "backups" / file.name
    if file.parent != Path() or not kept.exists():
        return
    for end in ("", "-wal", "-shm"):
        Path(f"{copy / file.name}{end}").unlink(missing_ok=True)
    shutil.copyfile(kept, copy / file.name)
    try:
        got, healthy = _after_restore(copy)
    except Exception:  # noqa: BLE001 (whatever it is, it is a violation)
        proof.add(f"restore of {file.name}", traceback.format_exc()[-1_200:])
        return
    if not healthy or got.register != truth.register:
        proof.add(f"restore of {file.name}", "is not whole")


def _after_restore(copy: Path) -> tuple[Truth, bool]:
    """Read a workspace with an older file put into it: it says so, and goes on."""
    try:
        return read(copy)
    except KnownError as error:
        if error.code not in _BEHIND:
            raise
    behind.go_on(copy)
    return read(copy)


if __name__ == "__main__":
    print(mutations(int(sys.argv[1])).as_json())
