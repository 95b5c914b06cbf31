"""The window killed, files damaged: what was called saved stands, the rest is told."""

import os
from pathlib import Path

import pytest

from forms.records import behind
from forms.records.watermark import Watermark
from tests.durability import damage, plan
from tests.durability.damage import Truth
from tests.durability.proof import Proof
from tests.durability.run import window


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 is of Unix")
def test_killed_window_loses_no_answer_it_called_saved() -> None:
    proof = window(plan.KILLS_SAMPLE)
    assert proof.shown == []
    assert proof.told


def test_damaged_files_end_in_a_sentence_or_are_whole() -> None:
    proof = damage.mutations(plan.MUTATIONS_SAMPLE)
    assert proof.shown == []
    assert proof.refused > proof.count / 4


def test_older_state_without_a_word_would_be_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(behind, "look", lambda *_: None)
    monkeypatch.setattr(Watermark, "read", lambda _: None)
    assert damage.mutations(12, only="-wal").violations


def test_silently_other_data_would_be_seen(tmp_path: Path) -> None:
    damage._make(tmp_path / "workspace")
    truth, _ = damage.read(tmp_path / "workspace")
    proof = Proof("other", "mutations")
    other = Truth(truth.digest[::-1], truth.register, truth.device, truth.drafts)
    damage._judge(proof, tmp_path / "workspace", other, "register.db as it was")
    assert proof.violations == 1
