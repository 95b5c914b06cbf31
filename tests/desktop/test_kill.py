"""A kill -9 at any instant loses no answer that was told as kept."""

import random

import pytest

from tests.durability.kills import killed, lost


@pytest.mark.parametrize("seed", range(4))
def test_kill_loses_nothing_and_the_visit_reopens(workspace, seed):
    chance = random.Random(seed)
    for _ in range(2):
        told = killed(workspace, chance)
        assert told
        assert lost(workspace, told) == []


def test_a_lost_answer_would_be_noticed(workspace):
    told = killed(workspace, random.Random(1))
    false = {**told[0], "path": "/heating_visit/heat/t_bed2", "value": "17.5"}
    assert lost(workspace, [*told, false, {"draft": "none", "path": "x", "value": ""}])
