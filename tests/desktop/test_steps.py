"""Steps name nodes by position and act on the session's own refs."""

import json
from pathlib import Path

import pytest

from desktop.clock import stepping
from desktop.steps import apply, is_upload, read_steps, resolve, steps_of
from forms.entry.loose import LooseEntry, LooseHost
from forms.errors import KnownError

FORM = """
| survey  |              |       |        |
|         | type         | name  | label  |
|         | text         | a     | A      |
|         | begin group  | g     | G      |
|         | begin repeat | r     | R      |
|         | text         | b     | B      |
|         | begin repeat | s     | S      |
|         | text         | c     | C      |
|         | end repeat   |       |        |
|         | end repeat   |       |        |
|         | end group    |       |        |
|         | image        | photo | Photo  |
"""


@pytest.fixture
def entry(tmp_path, day):
    form = tmp_path / "form.md"
    form.write_text(FORM, encoding="utf-8")
    clock = stepping(*day)
    return LooseEntry(form, LooseHost((tmp_path,), None, clock, "w02"), None)


def do(entry, *told, folder=Path()):
    for step in steps_of(told):
        apply(entry, step, folder)


def test_path_without_position_means_the_first_instance(entry):
    first = resolve(entry.root, "/data/g/r/b")
    assert first == resolve(entry.root, "/data/g/r[1]/b")
    assert first.steps[2].uid


def test_nested_instances_are_counted_within_their_own(entry):
    do(entry, {"add": "/data/g/r"}, {"add": "/data/g/r[1]/s"})
    assert resolve(entry.root, "/data/g/r[1]/s[2]/c") is not None
    assert resolve(entry.root, "/data/g/r[2]/s[2]/c") is None


def test_path_that_ends_at_a_repeat_without_position_means_the_repeat(entry):
    assert resolve(entry.root, "/data/g/r").steps[-1].uid is None
    assert resolve(entry.root, "/data/g/r[1]").steps[-1].uid


@pytest.mark.parametrize(
    "path", ["/data/g/r[0]/b", "/data/g/r[2]/b", "data/a", "", "/"]
)
def test_path_that_is_not_there_resolves_to_nothing(entry, path):
    assert resolve(entry.root, path) is None


def test_removed_instance_takes_its_answers_along(entry):
    do(
        entry,
        {"add": "/data/g/r"},
        {"set": "/data/g/r[1]/b", "value": "one"},
        {"set": "/data/g/r[2]/b", "value": "two"},
        {"remove": "/data/g/r[1]"},
    )
    text = entry.submission().decode()
    assert "two" in text
    assert "one" not in text


def test_value_of_an_upload_is_a_file(entry, tmp_path):
    (tmp_path / "p.JPG").write_bytes(b"\xff\xd8 picture")
    do(entry, {"set": "/data/photo", "value": "p.JPG"}, folder=tmp_path)
    (name, data), *none = entry.attachments().items()
    assert data == b"\xff\xd8 picture"
    assert name.endswith(".jpg")
    assert name in entry.submission().decode()
    assert not none
    assert is_upload(entry.root, resolve(entry.root, "/data/photo"))


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ({"set": "/data/g/r[9]/b", "value": "x"}, "STEPS-PATH"),
        ({"set": "/data/nothing", "value": "x"}, "STEPS-PATH"),
        ({"set": "/other/a", "value": "x"}, "STEPS-PATH"),
        ({"set": "/data/g", "value": "x"}, "STEPS-PATH"),
        ({"set": "/data/g/r", "value": "2"}, "STEPS-PATH"),
        ({"set": "/data/g/r[1]", "value": "x"}, "STEPS-PATH"),
        ({"add": "/data/a"}, "STEPS-PATH"),
        ({"add": "/data/nothing"}, "STEPS-PATH"),
        ({"remove": "/data/a"}, "STEPS-PATH"),
        ({"remove": "/data/g/r"}, "STEPS-PATH"),
        ({"set": "/data/photo", "value": "gone.jpg"}, "STEPS-UPLOAD"),
        ({"put": "/data/a"}, "STEPS-STEP"),
        ("set", "STEPS-STEP"),
    ],
)
def test_step_that_cannot_be_done_is_told_with_its_number(entry, tmp_path, step, code):
    with pytest.raises(KnownError) as told:
        do(entry, {"set": "/data/a", "value": "x"}, step, folder=tmp_path)
    assert told.value.code == code
    assert told.value.fields["number"] == 2


@pytest.mark.parametrize("text", ["{", '{"set": "/data/a"}', "\xff"])
def test_file_that_is_no_list_of_steps_is_told(tmp_path, text):
    file = tmp_path / "steps.json"
    file.write_text(text, encoding="latin-1")
    with pytest.raises(KnownError) as told:
        read_steps(file)
    assert told.value.code == "STEPS-FILE"


def test_steps_file_may_begin_with_a_byte_order_mark(tmp_path):
    file = tmp_path / "steps.json"
    file.write_text(json.dumps([{"finalise": True}]), encoding="utf-8-sig")
    assert read_steps(file)[0].verb == "finalise"
