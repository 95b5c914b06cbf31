"""Each faulty form gets the findings written at its head, and none besides."""

import re
import time
from pathlib import Path

import pytest

from forms.engine.definition.check.finding import Finding
from forms.engine.definition.check.form import Media, check_form
from forms.engine.definition.xlsform import compile_sheets
from forms.errors import KnownError

FORMS = sorted((Path(__file__).parent / "faulty").glob("*.md"))
# severity, code, sheet, row (none for a whole sheet), column.
LINE = re.compile(
    r"# (error|warning|hint) ((?:CHECK|SHEETS)-[A-Z-]+)(?: (\w+))?(?: (\d+))?(?: (.+))?"
)


@pytest.fixture(scope="module")
def media(tmp_path_factory) -> Media:
    """A media folder with one list, as it lies beside a form."""
    folder = tmp_path_factory.mktemp("media")
    (folder / "doors.csv").write_text("code,address\n1,5-2-301\n", encoding="utf-8")
    return Media((folder,))


def expected(form: Path) -> set[tuple[str, ...]]:
    lines = form.read_text(encoding="utf-8").splitlines()
    heads = [LINE.fullmatch(line) for line in lines if line.startswith("#")]
    assert all(heads), form
    return {tuple(part or "" for part in head.groups()) for head in heads if head}


def as_line(one: Finding) -> tuple[str, ...]:
    return (
        one.severity,
        one.code,
        one.sheet,
        str(one.row) if one.row else "",
        one.column,
    )


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_faulty_form_gets_exactly_its_findings(form: Path, media: Media):
    wanted = expected(form)
    told = {as_line(one) for one in check_form(form, media)}
    hints = {one for one in told if one[0] == "hint"} - wanted
    assert told - hints == wanted


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_finding_is_told_in_both_languages(form: Path, media: Media):
    for one in check_form(form, media):
        for language in ("zh_CN", "en"):
            told = one.told(language)
            assert "{" not in re.sub(r"\$\{[^}]*\}?|\{\d", "", told)
            assert told.endswith(("。", "？", ".", "?", "!", "！", "”", "”."))
        assert one.place.letter or one.row == 0 or not one.column


def test_the_compiler_alone_catches_far_fewer():
    caught = 0
    for form in FORMS:
        try:
            compile_sheets(form)
        except KnownError:
            caught += 1
    assert len(FORMS) >= 37
    assert caught < len(FORMS) * 0.6


def test_each_form_is_checked_at_once(media: Media):
    for form in FORMS:
        begun = time.process_time()
        check_form(form, media)
        assert time.process_time() - begun < 1, form
