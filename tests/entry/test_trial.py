"""A trial fills like a visit and leaves nothing behind."""

from datetime import datetime, timedelta, timezone

import pytest

from forms.engine.definition.xlsform import compile_sheets
from forms.engine.refs import NodeRef
from forms.entry import Filling, TrialEntry
from forms.entry.loose import LooseHost

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=timezone(timedelta(hours=8)))
FORM = """\
| survey | | | | | |
| | type | name | label::中文 (zh) | label::English (en) | constraint |
| | text | name | 名称 | Name | |
| | image | photo | 照片 | Photo | |
| | begin repeat | ext | 灭火器 | Extinguisher | |
| | decimal | bar | 压力 | Pressure | . > 0 |
| | end repeat | | | | |
| settings | | | |
| | form_title | form_id | version |
| | 试填 | trial | 1 |
"""


@pytest.fixture
def trial(tmp_path) -> Filling:
    file = tmp_path / "trial.md"
    file.write_text(FORM, encoding="utf-8")
    host = LooseHost((tmp_path,), None, lambda: NOW, "w02")
    return TrialEntry(compile_sheets(file), host, "zh_CN")


def ref(path):
    return NodeRef.parse(f"/data/{path}")


def test_it_answers_and_checks_as_a_visit_does(trial):
    trial.answer(ref("name"), "小卖部")
    assert trial.value(ref("name")) == "小卖部"
    _, added = trial.add_repeat(ref("ext"))
    trial.answer(added.child("bar"), "-1")
    assert [one.ref for one in trial.violations()] == [added.child("bar")]
    assert trial.finalize().violations == trial.violations()
    trial.remove_repeat(added)
    result = trial.finalize()
    assert (result.violations, result.number, result.record_id) == ((), "", "")


def test_a_photo_lives_in_memory_only(trial):
    trial.attach(ref("photo"), b"jpeg", ".jpg")
    assert trial.attachment(ref("photo")) == b"jpeg"
    trial.discard()
    assert trial.attachment(ref("photo")) is None


def test_it_speaks_both_languages(trial):
    assert trial.state(ref("name")).label.text == "名称"
    trial.set_language("en")
    assert trial.state(ref("name")).label.text == "Name"
