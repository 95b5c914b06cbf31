"""Ledgers as offices have them: merged cells, sheets, serials, rounded numbers."""

import csv
import io
import os
import time
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlrd
from openpyxl.utils.datetime import CALENDAR_MAC_1904

import resources
from forms.errors import KnownError
from forms.records import ledger, ledger_books, ledger_match, persons
from forms.records.journal import Journal
from forms.records.ledger_columns import codes, words
from forms.records.ledger_files import read_book, read_lines
from forms.records.ledger_values import read_value, since_1904
from forms.records.store import Records, create_workspace
from forms.records.types import Profile

NOW = datetime.fromisoformat("2026-12-24T09:00:00+08:00")
ID = "370899196003070618"
MERGED = Path(__file__).parent / "files" / "merged.xls"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "ws"
    profile = Profile("w02", "孔祥云", "XYQY03")
    create_workspace(made, profile=profile, demo=False, now=NOW)
    return made


@pytest.fixture
def records(folder):
    with Records.open(folder, clock=lambda: NOW) as opened:
        yield opened


def workbook(file, fill):
    book = openpyxl.Workbook()
    fill(book)
    book.save(file)
    return file


def merged(book):
    sheet = book.active
    sheet.title = "居民"
    sheet.append(["青杨社区第三网格居民花名册"])
    sheet.merge_cells("A1:E1")
    sheet.append(["填报单位：青杨社区", None, None, "填报日期：2026年12月10日"])
    sheet.append(["住址", "姓名", "证件", None, "电话"])
    sheet.append([None, None, "身份证号", "出生日期", None])
    sheet.merge_cells("C3:D3")
    for column in "ABE":
        sheet.merge_cells(f"{column}3:{column}4")
    sheet.append(["5-2-301", "孔祥瑞", ID, 21982, "140 0000 0001"])
    sheet.append([None, "马丽", None, date(1961, 2, 3), None])
    sheet.merge_cells("A5:A6")
    sheet.append(["5-2-302", "周敏", None, "1962.3.4", None])


def test_a_merged_cell_stands_in_each_row_that_it_covers(records, tmp_path):
    file = workbook(tmp_path / "t.xlsx", merged)
    plan = ledger.plan(records, file, "resident", "XYQY03")
    assert plan.headings == {
        "住址": "addr_short", "姓名": "full_name", "身份证号": "id_no",
        "出生日期": "birth_date", "电话": "phone",
    }  # fmt: skip
    assert [(one["full_name"], one["addr_short"]) for one in plan.table] == [
        ("孔祥瑞", "5号楼2单元301室"),
        ("马丽", "5号楼2单元301室"),
        ("周敏", "5号楼2单元302室"),
    ]
    assert [one["birth_date"] for one in plan.table] == [
        "1960-03-07", "1961-02-03", "1962-03-04"
    ]  # fmt: skip
    assert [row.row for row in plan.rows] == [5, 6, 7]
    # The line above its headings tells which day it tells of.
    assert plan.day == date(2026, 12, 10)


def test_merged_cells_and_sheets_of_the_old_format_are_read_too(records):
    book = read_book(MERGED)
    assert (book.sheets, book.sheet) == (("说明", "居民"), "居民")
    plan = ledger.plan(records, book, "resident", "XYQY03")
    assert plan.day == date(2026, 12, 10)
    assert [(one["full_name"], one["addr_short"]) for one in plan.table] == [
        ("孔祥瑞", "5号楼2单元301室"),
        ("马丽", "5号楼2单元301室"),
    ]
    # A number cell holds 15 digits; a day without its format is a number.
    assert "id_no" not in plan.table[1]
    assert plan.table[1]["birth_date"] == "1961-02-02"
    assert "PERSON-ID-LOST" in {doubt.code for doubt in plan.rows[1].doubts}


def test_a_sheet_is_chosen_and_hidden_ones_are_not(tmp_path):
    def fill(book):
        book.active.title = "说明"
        book.create_sheet("居民").append(["姓名", "电话"])
        book["居民"].append(["孔祥瑞", "1"])
        book.create_sheet("底稿").append(["x"])
        book["底稿"].sheet_state = "hidden"

    file = workbook(tmp_path / "t.xlsx", fill)
    book = read_book(file)
    assert book.sheets == ("说明", "居民")
    # The first is blank; the first with anything on it is read.
    assert book.sheet == "居民"
    assert read_book(file, "说明").lines == []
    with pytest.raises(KnownError, match="LEDGER-SHEET"):
        read_book(file, "底稿")


def test_days_of_an_old_mac_are_counted_from_1904(records, tmp_path):
    def fill(book):
        book.epoch = CALENDAR_MAC_1904
        sheet = book.active
        sheet.append(["姓名", "出生日期", "住址"])
        sheet.append(["孔祥瑞", 20520, "5-2-301"])

    plan = ledger.plan(records, workbook(tmp_path / "t.xlsx", fill), "resident")
    assert plan.table[0]["birth_date"] == "1960-03-07"
    assert since_1904("1960-03-07") == "1960-03-07"


def test_rows_of_nothing_at_the_end_are_not_too_many(tmp_path):
    def fill(book):
        sheet = book.active
        sheet.append(["姓名"])
        sheet.append(["孔祥瑞"])
        sheet.cell(row=210_000, column=3).number_format = "0.00"

    assert len(read_lines(workbook(tmp_path / "t.xlsx", fill))) == 2


def test_a_delimiter_is_what_parts_most_lines_alike(tmp_path):
    text = "姓名;住址;备注\n孔祥瑞;5号楼,2单元,301;a,b,c,d\n马丽;5-2-302;e,f\n"
    (tmp_path / "t.csv").write_bytes(text.encode("gbk"))
    assert read_lines(tmp_path / "t.csv")[1][1] == (
        "孔祥瑞", "5号楼,2单元,301", "a,b,c,d"
    )  # fmt: skip


def test_text_kept_by_a_formula_and_error_cells_are_read(tmp_path):
    out = io.StringIO()
    csv.writer(out).writerows([["身份证号", "x"], [f'="{ID}"', "#N/A"], ["1", "2"]])
    (tmp_path / "t.csv").write_text(out.getvalue(), encoding="utf-8")
    assert read_lines(tmp_path / "t.csv")[1][1] == (ID, "")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("居民台账2026-12-20.csv", date(2026, 12, 20)),
        ("台账20261205.csv", date(2026, 12, 5)),
        ("2026年1月5日 居民.csv", date(2026, 1, 5)),
        ("2026.1.15.csv", date(2026, 1, 15)),
        ("370899196003070618.csv", None),
        ("第3网格2026.csv", None),
    ],
)
def test_the_day_of_a_ledger_is_in_its_name_or_when_it_was_changed(tmp_path, name, day):
    file = tmp_path / name
    file.write_text("姓名\n甲乙\n", encoding="utf-8")
    changed = date.fromtimestamp(file.stat().st_mtime)
    assert read_book(file).day == (day or changed)


@pytest.mark.parametrize(
    ("kind", "text", "value", "code"),
    [
        ("date", "2026.1.5", "2026-01-05", ""),
        ("date", "20260105", "2026-01-05", ""),
        ("date", "2026年1月5日", "2026-01-05", ""),
        ("date", "２０２６年１月５日", "2026-01-05", ""),
        ("date", "2026 年 1 月 5 日", "2026-01-05", ""),
        ("date", "2026/1/5 0:00", "2026-01-05", ""),
        ("date", "2026-1-5 8:30:00", "2026-01-05", ""),
        ("date", "21982", "1960-03-07", ""),
        ("date", "21982.5", "1960-03-07", ""),
        ("date", "99999", "", "LEDGER-DATE"),
        # 2026.10 as a number is 2026.1.
        ("date", "2026.1", "", "LEDGER-DATE-TENTH"),
        ("date", "2026.11", "2026-11-01", ""),
        ("date", "2026年1月", "2026-01-01", ""),
        ("date", "不详", "", ""),
        ("instant", "2026/1/5 8:05", "2026-01-05T08:05:00", ""),
        ("instant", "2026年1月5日", "2026-01-05T00:00:00", ""),
        ("instant", "2026-01-05 25:00", "", "LEDGER-DATE"),
        ("idcard", "3.70899E+17", "", "PERSON-ID-LOST"),
        ("idcard", "3.70899196003071e+17", "", "PERSON-ID-LOST"),
        ("idcard", "370899196003070000", "", "PERSON-ID-LOST"),
        ("idcard", "370899196003070000.0", "", "PERSON-ID-LOST"),
        ("idcard", f"'{ID}", ID, ""),
        ("idcard", "３７０８９９ １９６００３０７ ０６１８", ID, ""),
        ("idcard", "无", "", ""),
        ("phone", "138 0000 0001", "13800000001", ""),
        ("phone", "138-0000-0001", "13800000001", ""),
        ("phone", "１３８０００００００１", "13800000001", ""),
        ("phone", "+86 13800000001", "13800000001", ""),
        ("phone", "008613800000001", "13800000001", ""),
        ("phone", "1.38E+10", "", "PERSON-PHONE-LOST"),
        ("phone", "/", "", ""),
        ("code:yn", "无", "0", ""),
        ("code:fac_type", "应急照明", "light", ""),
        ("code:fac_type", "消防栓", "hyd_in", ""),
        ("code:heat_mode", "集中供暖", "central", ""),
        ("code:heat_mode", "地暖", "", "LEDGER-CODE"),
        ("code:facility.status", "完好", "ok", ""),
        ("code:facility.status", "正常", "ok", ""),
        ("code:hazard.status", "已整改", "S5", ""),
        ("code:resident.risk", "红（高）", "R1", ""),
    ],
)
def test_cells_are_read_as_offices_write_them(kind, text, value, code):
    assert read_value(kind, text) == (value, code)


def test_any_number_that_may_have_lost_digits_is_told():
    # Excel keeps fifteen digits of a number and fills up with noughts.
    for number in (ID, "370811198001020015"):
        rounded = f"{float(number):.15g}"
        filled = str(int(float(rounded)))[:15] + "000"
        assert persons.id_number(rounded)[1] == "PERSON-ID-LOST"
        assert persons.id_number(filled)[1] == "PERSON-ID-LOST"


def test_what_was_said_of_a_table_counts_for_tables_with_its_headings(folder, tmp_path):
    first = {"当家的": "head_name", "电话": "head_phone", "门": "addr_short"}
    other = {"当家的": "", "姓名": "head_name", "门": "addr_short"}
    with Journal.open(folder) as journal:
        ledger_match.remember(journal, "household", first)
        ledger_match.remember(journal, "household", other)
        recall = ledger_match.recalling(journal, "household")
        assert recall(["门", "电话", "当家的"])["当家的"] == "head_name"
        assert recall(list(other))["当家的"] == ""
        # A table with other headings takes what was said of each one last.
        assert recall(["门", "面积"])["门"] == "addr_short"


def test_the_row_of_the_headings_can_be_told(records, tmp_path):
    file = tmp_path / "t.csv"
    file.write_text("姓名,电话\n户主,住址\n孔祥瑞,5-2-301\n", encoding="utf-8")
    told = ledger_match.headings(file, "household", heading_row=2)
    assert [one.property for one in told] == ["head_name", "addr_short"]
    plan = ledger.plan(records, file, "household", "XYQY03", heading_row=2)
    assert [row.row for row in plan.rows] == [3]


@pytest.mark.parametrize("room", ["301", "东户", "A座", "B", "门面3", "12A"])
def test_rooms_as_people_call_them_are_no_doubt(room):
    assert read_value("room", room)[1] == ""


def test_words_of_ledgers_are_words_for_choices_that_there_are():
    text = resources.text("tables/ledger_words.csv")
    for row in csv.DictReader(io.StringIO(text)):
        assert row["code"] in words(row["choices"], "zh_CN"), row
        for word in row["words"].split("|"):
            assert codes(row["choices"])[word] == row["code"], word


def test_letters_without_a_number_are_no_room():
    assert read_value("room", "bad") == ("bad", "LEDGER-DOOR")


def test_the_day_of_a_file_is_that_of_the_register_wherever_the_laptop_is(
    tmp_path, monkeypatch
):
    file = tmp_path / "list.csv"
    file.write_text("楼号,房号\n5,301\n", encoding="utf-8")
    evening = datetime(2026, 12, 24, 17, 30, tzinfo=UTC).timestamp()
    os.utime(file, (evening, evening))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    try:
        assert read_book(file).day == date(2026, 12, 25)
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (45000.0, datetime(2023, 3, 15)),
        (13812345678.0, 13812345678.0),
        (3_000_000.0, 3_000_000.0),
    ],
)
def test_a_number_in_a_cell_made_a_date_is_no_date(value, wanted):
    """Excel shows it as ########, and it is the telephone number all the same."""
    cell = xlrd.sheet.Cell(xlrd.XL_CELL_DATE, value)
    assert ledger_books._xls_cell(cell, 0) == wanted
