"""A list as a workbook: text cells, words for codes, the export in the log."""

import io
from datetime import datetime

import openpyxl
import pytest

from forms.errors import KnownError
from forms.records import ledger
from forms.records.store import Records, create_workspace
from forms.records.types import EntityWriteIn, Profile
from forms.reports.workbook import export_list

NOW = datetime.fromisoformat("2026-12-24T09:00:00+08:00")
ID = "370899196003070618"


@pytest.fixture
def records(tmp_path):
    profile = Profile("w02", "孔祥云", "XYQY03")
    create_workspace(tmp_path / "ws", profile=profile, demo=False, now=NOW)
    with Records.open(tmp_path / "ws", clock=lambda: NOW) as opened:
        person = {
            "full_name": "=孔祥瑞", "id_no": ID, "gender": "1", "id_type": "idcard",
            "birth_date": "1960-03-07", "grid_code": "XYQY03", "categories": "E01 E02",
        }  # fmt: skip
        opened.write_entities(
            [EntityWriteIn("resident", "create", "p1", person, label="孔祥瑞")], "w02"
        )
        yield opened


def rows_of(data):
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    head, *rest = list(sheet.iter_rows())
    names = [cell.value for cell in head]
    return [dict(zip(names, row, strict=True)) for row in rest]


def test_cells_are_text_and_codes_are_words(records):
    data = export_list(records, "resident", reason="核对", author="w02")
    row = rows_of(data)[0]
    assert row["身份证号"].value == ID
    assert row["身份证号"].number_format == "@"
    assert row["姓名"].value == "=孔祥瑞"
    assert row["姓名"].data_type == "s"
    assert row["性别"].value == "男"


def test_an_export_needs_a_reason_and_stands_in_the_log(records):
    before = records.version_map()[records.device_id]
    with pytest.raises(KnownError, match="EXPORT-REASON"):
        export_list(records, "resident", reason=" ", author="w02")
    export_list(records, "resident", reason="街道核对", author="w02")
    ops = list(records.ops(records.device_id, before + 1))
    assert [op.kind for op in ops] == ["export"]
    assert ops[0].body == {"list": "resident", "rows": 1, "reason": "街道核对"}
    assert records.doctor(rebuild=True).healthy


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_what_was_exported_comes_back_without_a_change(records, tmp_path, language):
    records.hide("resident", "p1", True, "w02")
    file = tmp_path / "people.csv"
    heads, row = "姓名,性别,身份证号,特殊群体标签", f"周敏,男,{ID},E01 E02"
    file.write_text(f"{heads}\n{row}\n", encoding="utf-8")
    ledger.apply(records, ledger.plan(records, file, "resident", "XYQY03"))
    data = export_list(
        records, "resident", reason="核对", author="w02", language=language
    )
    file = tmp_path / "residents.xlsx"
    file.write_bytes(data)
    planned = ledger.plan(records, file, "resident")
    assert planned.ignored == ()
    assert [dict(row.changes) for row in planned.rows] == [{}]
