"""`gridvisit check`: a line a finding, in both languages, and its exit code."""

from pathlib import Path

import pytest

from desktop import cli

FAULTY = Path(__file__).parents[1] / "engine" / "faulty"


def check(capsys, *words: str) -> tuple[int, list[str]]:
    code = cli.main(["check", *words])
    return code, capsys.readouterr().out.splitlines()


def test_an_error_is_told_with_its_place_and_ends_with_1(capsys):
    form = str(FAULTY / "unknown_reference.md")
    code, lines = check(capsys, form, "--lang", "en")
    assert code == 1
    assert lines == [
        "survey row 3 relevant (D): error: No question is called “room_tmp” "
        "(character 1). Did you mean room_temp?",
        "Errors: 1, warnings: 0, hints: 0.",
    ]


def test_it_speaks_chinese(capsys):
    form = str(FAULTY / "unknown_reference.md")
    code, lines = check(capsys, form, "--lang", "zh_CN")
    assert code == 1
    assert lines[0].startswith("survey 第 3 行 relevant (D): 错误: ")
    assert lines[0].endswith("是不是想写 room_temp？")


def test_warnings_alone_end_with_0(capsys):
    form = str(FAULTY / "unknown_column.md")
    code, lines = check(capsys, form, "--lang", "en")
    assert code == 0
    assert "warning" in lines[0]


def test_files_are_looked_for_beside_the_form(capsys, tmp_path):
    form = tmp_path / "form.md"
    text = (FAULTY / "pulldata_of_an_unknown_column.md").read_text(encoding="utf-8")
    form.write_text(text, encoding="utf-8")
    _, before = check(capsys, str(form), "--lang", "en")
    assert "needs doors.csv" in before[0]
    (tmp_path / "form-media").mkdir()
    (tmp_path / "form-media" / "doors.csv").write_text("code,address\n", "utf-8")
    code, lines = check(capsys, str(form), "--lang", "en")
    assert code == 1
    assert "Did you mean address?" in lines[0]


@pytest.mark.parametrize("name", ["heating_visit", "fire_patrol"])
def test_a_bundled_form_is_known_by_its_id(capsys, name: str):
    assert check(capsys, name, "--lang", "en")[0] == 0


def test_a_form_that_is_not_there_is_said(capsys):
    assert cli.main(["check", "nowhere.xlsx", "--lang", "en"]) == 1
    assert "nowhere.xlsx" in capsys.readouterr().err
