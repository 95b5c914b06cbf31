"""`gridvisit ledger`: sheets, the day, rows that wait, the list saved as a table."""

import openpyxl
import pytest

from desktop import cli
from forms.records.store import Records
from forms.records.types import EntityWriteIn

HEADS = ["姓名", "出生日期", "电话", "住址"]


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "ws"
    words = ["new", "--staff", "w02", "--name", "孔祥云", "--grid", "XYQY03"]
    assert cli.main([*words, "--no-passphrase", "--workspace", str(made)]) == 0
    with Records.open(made) as records:
        known = {"full_name": "孔祥一", "birth_date": "1960-03-07"}
        records.write_entities(
            [EntityWriteIn("resident", "create", "known", known, label="孔祥一")], "w02"
        )
    return made


@pytest.fixture
def file(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active.append(["本表由社区填报"])
    sheet = book.create_sheet("居民")
    sheet.append(HEADS)
    sheet.append(["孔祥一", "1960.3.7", "140 0000 0001", "5-2-301"])
    sheet.append(["周敏", "1970.3.7", None, "5-2-302"])
    book.save(tmp_path / "居民2026-11-20.xlsx")
    return tmp_path / "居民2026-11-20.xlsx"


def run(folder, file, *words):
    told = ["ledger", str(file), "--list", "resident", "--lang", "zh_CN"]
    return cli.main([*told, "--workspace", str(folder), *words])


def phone(folder):
    with Records.open(folder, writer=False) as records:
        found = records.entity("resident", "known")
        return found.properties.get("phone", ""), records.entity_count("resident")


def test_a_sheet_is_named_and_rows_that_wait_stay_out(folder, file, capsys):
    assert run(folder, file, "--yes") == 1
    capsys.readouterr()
    assert run(folder, file, "--sheet", "居民", "--yes") == 1
    told = capsys.readouterr().out
    assert "待定 1 条" in told
    assert "台账日期 2026-11-20" in told
    assert phone(folder) == ("", 2)


@pytest.mark.parametrize(
    ("alike", "came"),
    [("same", ("14000000001", 2)), ("new", ("", 3)), ("out", ("", 2))],
)
def test_what_becomes_of_rows_that_wait_is_said(folder, file, alike, came):
    assert run(folder, file, "--sheet", "居民", "--alike", alike, "--yes") == 0
    assert phone(folder) == came


def test_the_day_keeps_what_was_recorded_after_it(folder, file, capsys):
    with Records.open(folder) as records:
        write = EntityWriteIn("resident", "update", "known", {"phone": "13900000009"})
        records.write_entities([write], "w02")
    words = ["--sheet", "居民", "--alike", "same", "--yes"]
    run(folder, file, *words, "--day", "2020-01-01")
    assert phone(folder)[0] == "13900000009"
    assert "保留" in capsys.readouterr().out
    run(folder, file, *words, "--day", "2099-01-01")
    assert phone(folder)[0] == "14000000001"


def test_the_dry_run_is_saved_as_a_table(folder, file, tmp_path):
    out = tmp_path / "out.xlsx"
    assert run(folder, file, "--sheet", "居民", "--dry-run", "--save", str(out)) == 0
    rows = openpyxl.load_workbook(out).worksheets[0].iter_rows(values_only=True)
    assert [row[1] for row in rows][1:3] == ["待定", "待定"]
    assert phone(folder) == ("", 1)


def test_a_sheet_that_is_not_there_and_a_wrong_day_are_said(folder, file, capsys):
    assert run(folder, file, "--sheet", "没有") == 1
    assert "没有" in capsys.readouterr().err
    assert run(folder, file, "--sheet", "居民", "--day", "昨天") == 1
    assert "昨天" in capsys.readouterr().err


def test_doors_are_those_of_the_worker_s_grid_and_doubts_tell_what_becomes(
    folder, tmp_path, capsys
):
    """As on the page: the grid that no cell tells is the worker's own."""
    file = tmp_path / "h.csv"
    file.write_text(
        "楼号,单元,房号,户主\n5,2,301,孔祥瑞\n5,2,bad,李玉传\n5,2,,王五\n", "utf-8"
    )
    words = ["ledger", str(file), "--list", "household", "--lang", "en", "--yes"]
    assert cli.main([*words, "--workspace", str(folder)]) == 1
    told = capsys.readouterr().out
    assert "2 would be new" in told
    assert "1 are refused" in told
    assert "1 come in" in told
    assert "New: Row 3" in told
    assert "Not brought in: Row 4" in told
    with Records.open(folder, writer=False) as records:
        codes = [one.properties["hh_code"] for one in records.entities("household")]
    assert sorted(codes) == ["XYQY03-005-02-0301", "XYQY03-005-02-0bad"]
