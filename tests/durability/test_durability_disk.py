"""A disk that fails, fills up, is cut off or loses power loses nothing told as kept."""

from collections.abc import Mapping, Sequence

import pytest

from tests.durability import interpose
from tests.durability.plan import PLANTED, sample
from tests.durability.proof import Job, Proof, run

pytestmark = pytest.mark.skipif(
    bool(interpose.why_not()), reason=interpose.why_not() or "-"
)


@pytest.fixture(scope="module")
def proofs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Job, Proof]:
    """Every proof of this module, done in one process."""
    library = interpose.build(tmp_path_factory.mktemp("interpose"))
    jobs = [*sample().jobs, *PLANTED]
    return dict(zip(jobs, run(library, jobs), strict=True))


def _named(jobs: Sequence[Job]) -> list[object]:
    names = [
        job.bug or f"{job.mode.lower() if job.what == 'sweep' else job.what}{job.under}"
        for job in jobs
    ]
    return [pytest.param(job, id=name) for job, name in zip(jobs, names, strict=True)]


@pytest.mark.parametrize("job", _named(sample().jobs))
def test_nothing_told_as_kept_is_lost(proofs: Mapping[Job, Proof], job: Job) -> None:
    proof = proofs[job]
    assert proof.shown == []
    assert proof.count >= 8


@pytest.mark.parametrize("job", _named(PLANTED))
def test_planted_bug_is_seen(proofs: Mapping[Job, Proof], job: Job) -> None:
    assert proofs[job].violations


def test_refusals_are_told(proofs: Mapping[Job, Proof]) -> None:
    for job in sample().jobs:
        if job.mode in ("FULL", "PULL"):
            assert proofs[job].refused >= proofs[job].count * 0.8
