"""What is proven how often: all of it by `dev.py durability`, a sample by the tests."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Plan:
    """How often what is done.

    Args:
        jobs: Of the process that has the library before its disk.
        window_kills: Of the real window.
        filler_kills: Of the program without a screen.
        mutations: Of files.
    """

    jobs: tuple[Job, ...]
    window_kills: int
    filler_kills: int
    mutations: int


def full(one_in: int = 1) -> Plan:
    """Return every point of the morning and of the stick, or one in so many."""
    return Plan(
        (*_sweeps(one_in, one_in), Job("images", count=-(-IMAGES // one_in))),
        -(-KILLS // one_in), -(-FILLER_KILLS // one_in), -(-MUTATIONS // one_in),
    )  # fmt: skip


def sample() -> Plan:
    """Return some points of each, and some images."""
    return Plan(
        (*_sweeps(61, 4), Job("images", count=IMAGES_SAMPLE)),
        KILLS_SAMPLE, 4, MUTATIONS_SAMPLE,
    )  # fmt: skip


def _sweeps(every: int, every_of_stick: int) -> list[Job]:
    whole = [Job(mode=mode, every=every, first=every // 9) for mode in _EVERYWHERE]
    stick = [Job(mode=mode, every=every_of_stick, under="stick") for mode in _STICK]
    return whole + stick
