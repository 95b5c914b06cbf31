"""What is proven how often: all of it by `dev.py durability`, a sample by the tests."""

from tests.durability.proof import Job

_EVERYWHERE = ("KILL", "HALF", "FULL", "FAIL", "SHORT")
_STICK = ("PULL", "FULL", "FAIL")
IMAGES, IMAGES_SAMPLE = 2_000, 100
KILLS, KILLS_SAMPLE = 200, 5
FILLER_KILLS = 100
MUTATIONS, MUTATIONS_SAMPLE = 600, 60

# Each bug where it bites, so that few points suffice to see it.
PLANTED = (
    Job(mode="KILL", every=5, near="journal.db-wal", bug="told before commit"),
    Job(mode="HALF", near="blobs/", bug="no temp file for blobs"),
    Job(mode="KILL", every=9, near="register.db-wal", first=90,
        bug="import in two transactions"),
    Job(mode="FULL", every=9, near="journal.db-wal", bug="refused answer forgotten"),
    Job(mode="FAIL", near="blobs/", bug="disk error without a sentence"),
    Job("images", count=60, bug="blobs not synced"),
    Job("images", count=60, bug="synchronous NORMAL"),
    Job("images", count=60, bug="synchronous OFF"),
)  # fmt: skip


def full() -> list[Job]:
    """Return every point of the morning and of the stick, and all images."""
    return [*_sweeps(1, 1), Job("images", count=IMAGES)]


def sample() -> list[Job]:
    """Return some points of each, and some images."""
    return [*_sweeps(61, 4), Job("images", count=IMAGES_SAMPLE)]


def _sweeps(every: int, every_of_stick: int) -> list[Job]:
    whole = [Job(mode=mode, every=every, first=every // 9) for mode in _EVERYWHERE]
    stick = [Job(mode=mode, every=every_of_stick, under="stick") for mode in _STICK]
    return whole + stick
