"""Chinese quotation marks survive the compiler of sheets."""

from pathlib import Path

import resources
from forms.engine.definition.xform import parse_xform
from forms.engine.definition.xlsform import compile_sheets

SHEETS = """
| survey |         |      |                |               |
|        | type    | name | label          | calculation   |
|        | text    | a    | 说“不”的人     |               |
|        | calculate | b  |                | if(${a} = ‘x’, 1, 0) |
| settings |       |      |                |               |
|        | form_id | form_title |          |               |
|        | q       | 这是“表” |            |               |
"""


def test_quotes_of_labels_and_titles_stay_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "q.md"
    file.write_text(SHEETS, encoding="utf-8")
    xform = compile_sheets(file).decode()
    assert "说“不”的人" in xform
    assert parse_xform(xform.encode()).title == "这是“表”"


def test_curly_quotes_of_an_expression_are_mended(tmp_path: Path) -> None:
    file = tmp_path / "q.md"
    file.write_text(SHEETS, encoding="utf-8")
    assert "= 'x'" in compile_sheets(file).decode()


def test_the_title_of_the_heating_form_has_its_quotes() -> None:
    xform = compile_sheets(resources.path("forms/heating_visit"))
    assert parse_xform(xform).title == "敲门入户“访民问暖”走访登记表"
