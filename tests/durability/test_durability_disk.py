"""A disk that fails, fills up, is cut off or loses power loses nothing told as kept."""

from collections.abc import Iterator, Sequence

import pytest

from tests.durability import interpose
from tests.durability.plan import PLANTED, sample
from tests.durability.proof import Job, Prover

pytestmark = pytest.mark.skipif(
    bool(interpose.why_not()), reason=interpose.why_not() or "-"
)


@pytest.fixture(scope="module")
def prover(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prover]:
    """What does the proofs of this module."""
    with Prover(interpose.build(tmp_path_factory.mktemp("interpose"))) as made:
        yield made


def _named(jobs: Sequence[Job]) -> list[object]:
    names = [
        job.bug or f"{job.mode.lower() if job.what == 'sweep' else job.what}{job.under}"
        for job in jobs
    ]
    return [pytest.param(job, id=name) for job, name in zip(jobs, names, strict=True)]


@pytest.mark.parametrize("job", _named(sample().jobs))
def test_nothing_told_as_kept_is_lost(prover: Prover, job: Job) -> None:
    proof = prover.prove(job)
    assert proof.shown == []
    assert proof.count >= 8
    if job.mode in ("FULL", "PULL"):
        assert proof.refused >= proof.count * 0.8


@pytest.mark.parametrize("job", _named(PLANTED))
def test_planted_bug_is_seen(prover: Prover, job: Job) -> None:
    assert prover.prove(job).violations
