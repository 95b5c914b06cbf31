"""Ledgers: read in any encoding, told before they are imported, twice is once."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

import resources
from desktop import demo_grid
from forms.errors import KnownError
from forms.records import ledger, persons
from forms.records.doors import parse_door
from forms.records.ledger_columns import columns, match
from forms.records.ledger_files import read_lines
from forms.records.ledger_values import KINDS, read_value
from forms.records.store import Records, create_workspace
from forms.records.types import EntityWriteIn, Profile

NOW = datetime.fromisoformat("2026-12-24T09:00:00+08:00")
XLS = Path(__file__).parent / "files" / "residents.xls"
RIGHT_ID = "370899196003070618"
HOUSEHOLDS = [
    ["住址", "户主", "联系电话", "房屋用途", "网格编码"],
    ["5号楼2单元301室", "孔祥瑞", "14000000001", "自住", "XYQY03"],
    ["5-2-302", "马丽", "14000000002", "出租", "XYQY03"],
]


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    profile = Profile("w02", "孔祥云", "XYQY03")
    create_workspace(tmp_path / "ws", profile=profile, demo=True, now=NOW)
    with Records.open(tmp_path / "ws") as opened:
        yield opened


def table(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def written(folder: Path, rows: Sequence[Sequence[str]], name: str = "t.csv") -> Path:
    file = folder / name
    file.write_bytes(table(rows).encode("utf-8-sig"))
    return file


def codes_of(planned: ledger.LedgerPlan) -> list[tuple[int, str]]:
    return [(doubt.row, doubt.code) for doubt in planned.doubts]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_in_any_encoding(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    text = table(HOUSEHOLDS).replace(",", delimiter)
    (tmp_path / "t.csv").write_bytes(text.encode(encoding))
    expected = [(number, tuple(row)) for number, row in enumerate(HOUSEHOLDS, 1)]
    assert read_lines(tmp_path / "t.csv") == expected


def test_xlsx_keeps_dates_and_tells_lost_digits(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["姓名", "出生日期", "年龄", "身份证号", "有"])
    sheet.append(["孔祥瑞", date(1960, 3, 7), 66.0, 370899196003070618, True])
    sheet.append([None, None, None, None, None])
    sheet.append(["马丽 ", datetime(1961, 1, 2, 3, 4, 5), 1.5, "x", None])
    book.save(tmp_path / "t.xlsx")
    assert read_lines(tmp_path / "t.xlsx")[1:] == [
        (2, ("孔祥瑞", "1960-03-07", "66", "3.70899E+17", "1")),
        (4, ("马丽", "1961-01-02T03:04:05", "1.5", "x", "")),
    ]


def test_xls_is_read_with_its_title_line(records: Records) -> None:
    planned = ledger.plan(records, XLS, "resident")
    assert planned.ignored == ("登记日期",)
    assert planned.headings["身份证号"] == "id_no"
    assert [row.row for row in planned.rows] == [4, 5]
    first = planned.table[0]
    assert first["birth_date"] == "1960-03-07"
    assert first["phone"] == "14000000009"
    assert first["addr_short"] == "5号楼2单元301室"
    assert set(codes_of(planned)) == {
        *((4, "LEDGER-LINK"), (5, "PERSON-ID-LOST"), (5, "LEDGER-ROW-NO-KEY")),
        *((5, "LEDGER-DOOR"), (5, "LEDGER-LINK")),
    }


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("t.pdf", b"%PDF", "LEDGER-KIND"),
        ("t.xlsx", b"no zip at all", "LEDGER-UNREADABLE"),
        ("t.xlsx", b"PK\x03\x04 broken", "LEDGER-UNREADABLE"),
        (
            "t.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "LEDGER-UNREADABLE",
        ),
        ("t.csv", b"\xff\xfa\x00\x81", "LEDGER-ENCODING"),
        ("t.csv", b"a,b\n1,2\n", "LEDGER-HEADINGS"),
        ("t.csv", b"", "LEDGER-HEADINGS"),
    ],
)
def test_unreadable_files_are_told(
    records: Records, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(KnownError) as caught:
        ledger.plan(records, tmp_path / name, "household")
    assert caught.value.code == code
    assert caught.value.fields["file"] == name


def test_a_missing_file_and_an_unknown_list_are_told(
    records: Records, tmp_path: Path
) -> None:
    with pytest.raises(KnownError, match="LEDGER-GONE"):
        ledger.plan(records, tmp_path / "none.csv", "household")
    with pytest.raises(KnownError, match="LEDGER-LIST"):
        ledger.plan(records, tmp_path / "none.csv", "nothing")


def test_a_damaged_spreadsheet_never_ends_in_a_traceback(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HOUSEHOLDS[0])
    book.save(tmp_path / "good.xlsx")
    good = (tmp_path / "good.xlsx").read_bytes()
    for place in range(0, len(good), 97):
        damaged = bytearray(good)
        damaged[place] ^= 0xFF
        file = tmp_path / "damaged.xlsx"
        file.write_bytes(damaged[: -1 - place % 5])
        with suppress(KnownError):
            read_lines(file)


def test_dry_run_tells_and_writes_nothing(records: Records, tmp_path: Path) -> None:
    planned = ledger.plan(records, written(tmp_path, HOUSEHOLDS), "household")
    assert {name: n for name, n in planned.counts.items() if n} == {"create": 2}
    assert records.entity_count("household") == 0
    assert records.version_map() == {}


def test_an_import_twice_changes_nothing(records: Records, tmp_path: Path) -> None:
    file = written(tmp_path, HOUSEHOLDS)
    ledger.apply(records, ledger.plan(records, file, "household"))
    before = records.version_map()
    again = ledger.plan(records, file, "household")
    assert again.counts["same"] == 2
    ledger.apply(records, again)
    assert records.version_map() == before


def test_a_changed_cell_is_the_only_change(records: Records, tmp_path: Path) -> None:
    file = written(tmp_path, HOUSEHOLDS)
    ledger.apply(records, ledger.plan(records, file, "household"))
    changed = [*HOUSEHOLDS[:2], ["5-2-302", "马丽", "14000000077", "", "XYQY03"]]
    planned = ledger.plan(records, written(tmp_path, changed), "household")
    assert [row.action for row in planned.rows] == ["same", "update"]
    assert planned.rows[1].changes == {"head_phone": ("14000000002", "14000000077")}
    ledger.apply(records, planned)
    home = records.entities("household", {"addr_short": "5号楼2单元302室"})[0]
    assert home.properties["house_use"] == "rent"
    assert home.label == "5号楼2单元302室 马丽"


def test_an_old_ledger_takes_nothing_from_a_visit(
    records: Records, tmp_path: Path
) -> None:
    file = written(tmp_path, HOUSEHOLDS)
    ledger.apply(records, ledger.plan(records, file, "household"))
    home = records.entities("household", {"room_no": "301"})[0]
    seen = {"head_phone": "14000000099", "house_use": "rent"}
    records.write_entities([EntityWriteIn("household", "update", home.id, seen)], "w02")
    again = ledger.plan(records, file, "household")
    assert [row.action for row in again.rows] == ["same", "same"]
    assert {(one.property, one.code) for one in again.rows[0].kept} == {
        ("head_phone", "LEDGER-KEPT-AGAIN"),
        ("house_use", "LEDGER-KEPT-AGAIN"),
    }
    newer = [HOUSEHOLDS[0], ["5-2-301", "孔祥瑞", "14000000055", "自住", "XYQY03"]]
    planned = ledger.plan(records, written(tmp_path, newer), "household")
    assert planned.rows[0].changes == {"head_phone": ("14000000099", "14000000055")}
    ledger.apply(records, planned)
    stood = records.entity("household", home.id)
    assert stood
    assert stood.properties["house_use"] == "rent"
    assert stood.properties["head_phone"] == "14000000055"


def test_doors_are_completed(records: Records, tmp_path: Path) -> None:
    ledger.apply(
        records, ledger.plan(records, written(tmp_path, HOUSEHOLDS), "household")
    )
    home = records.entities("household", {"room_no": "302"})[0].properties
    assert home["hh_code"] == "XYQY03-005-02-0302"
    assert (home["building_no"], home["unit_no"], home["floor_no"]) == ("5", "2", "3")


def test_grid_of_the_worker_fills_a_missing_column(
    records: Records, tmp_path: Path
) -> None:
    rows = [row[:4] for row in HOUSEHOLDS]
    file = written(tmp_path, rows)
    assert codes_of(ledger.plan(records, file, "household")) == [
        (2, "LEDGER-ROW-NO-KEY"),
        (3, "LEDGER-ROW-NO-KEY"),
    ]
    planned = ledger.plan(records, file, "household", grid_code="XYQY03")
    assert planned.counts["create"] == 2


def test_a_row_made_at_the_door_is_met_again(records: Records, tmp_path: Path) -> None:
    made = {"name": "11111111-1111-4111-8111-111111111111", "label": "5号楼2单元301室"}
    made |= {"hh_code": "XYQY03-005-02-0301", "heat_mode": "coal"}
    records.import_entities("household", [made], "form")
    planned = ledger.plan(records, written(tmp_path, HOUSEHOLDS), "household")
    assert [row.action for row in planned.rows] == ["update", "create"]
    assert planned.rows[0].id == made["name"]


def test_residents_are_linked_to_their_door(records: Records, tmp_path: Path) -> None:
    file = written(tmp_path, HOUSEHOLDS)
    ledger.apply(records, ledger.plan(records, file, "household"))
    rows = [
        ["姓名", "身份证号码", "性别", "民族", "地址", "人员类别", "电话"],
        ["孔祥瑞", RIGHT_ID, "男", "汉", "五号楼二单元301", "独居老年人、低保对象", ""],
        ["马 丽", "", "女", "回族", "9号楼1单元101室", "骑手", "0537-2345678"],
    ]
    planned = ledger.plan(records, written(tmp_path, rows), "resident")
    first = planned.table[0]
    home = records.entities("household", {"room_no": "301"})[0]
    assert first["hh_id"] == home.id
    assert first["ethnic"] == "01"
    assert first["categories"] == "E01 P01"
    assert first["id_mask"] == "370899********0618"
    assert first["birth_date"] == "1960-03-07"
    assert first["person_state"] == "active"
    assert set(codes_of(planned)) == {
        (3, "LEDGER-LINK"), (3, "LEDGER-CODE"), (3, "LEDGER-ROW-NO-KEY")
    }  # fmt: skip


def test_doubts_name_row_and_column_and_no_value(
    records: Records, tmp_path: Path
) -> None:
    rows = [
        ["系统编号", "姓名", "身份证号", "出生日期", "电话", "住址"],
        ["", "孔祥瑞", "370899196003070617", "1960-03-07", "12345678901", "5-2-301"],
        ["", "马丽", RIGHT_ID, "1961-03-07", "14000000001", "5-2-302"],
        ["", "马丽", RIGHT_ID, "1960-03-07", "14000000001", "5-2-302"],
        ["22222222-2222-4222-8222-222222222222", "马?", RIGHT_ID, "x", "110", ""],
    ]
    planned = ledger.plan(records, written(tmp_path, rows), "resident")
    found = {
        (row, code) for row, code in codes_of(planned) if code != "LEDGER-LINK"
    }  # fmt: skip
    assert found == {
        (2, "PERSON-ID-CHECK"),
        (2, "PERSON-PHONE"),
        (3, "LEDGER-ID-DIFFERS"),
        (4, "LEDGER-ROW-TWICE"),
        (5, "PERSON-NAME"),
        (5, "LEDGER-DATE"),
        (5, "LEDGER-SAME-KEY"),
    }
    assert planned.counts["wait"] == 1
    for doubt in planned.doubts:
        for language in resources.LANGUAGES:
            said = resources.sentence(
                doubt.code, language, row=doubt.row, column=doubt.heading
            )
            assert str(doubt.row) in said


def test_the_demo_grid_comes_in_without_a_doubt(
    records: Records, tmp_path: Path
) -> None:
    files = demo_grid.write(tmp_path / "ledgers", date(2026, 12, 24))
    for file in files:
        planned = ledger.plan(records, file, file.stem)
        assert planned.doubts == ()
        assert planned.ignored == ()
        ledger.apply(records, planned)
    counts = {one.name: one.count for one in records.lists()}
    assert counts == {
        name: len(rows)
        for name, rows in demo_grid.generate(date(2026, 12, 24)).items()
    }  # fmt: skip
    for file in files:
        again = ledger.plan(records, file, file.stem).counts
        assert again["create"] == again["update"] == 0
    for name, rows in demo_grid.generate(date(2026, 12, 24)).items():
        stood = records.entity(name, rows[-1]["name"])
        assert stood
        told = {
            key: value
            for key, value in rows[-1].items()
            if value and key not in ("name", "label", "age")
        }
        assert stood.properties == told


def test_every_kind_of_column_is_known() -> None:
    names = {row["list"] for row in _table("ledger_columns")}
    assert names == {row["list"] for row in _table("ledger_lists")}
    for name in names:
        for column in columns(name).values():
            kind = column.kind.partition(":")[0]
            assert kind in KINDS or kind in ("code", "codes", "skip"), column


def test_every_saved_property_of_the_forms_has_a_column() -> None:
    for file in resources.path("forms").glob("*/survey.tsv"):
        text = io.StringIO(file.read_text(encoding="utf-8"))
        for row in csv.DictReader(text, delimiter="\t"):
            list_name, _, name = (row.get("save_to") or "").partition("#")
            if name:
                assert name in columns(list_name), (file, name)


def test_headings_are_matched_by_any_of_their_words() -> None:
    found = match(
        "resident", ["full_name", "* 身份证号(必填)", "Phone", "备注", "name"]
    )
    assert {place: column.property for place, column in found.items()} == {
        0: "full_name",
        1: "id_no",
        2: "phone",
        4: "name",
    }


@pytest.mark.parametrize(
    ("kind", "text", "value", "code"),
    [
        ("date", "2026/12/4", "2026-12-04", ""),
        ("date", "2026年12月4日", "2026-12-04", ""),
        ("date", "2026.12", "2026-12-01", ""),
        ("date", "20261204", "2026-12-04", ""),
        ("date", "2026-02-30", "", "LEDGER-DATE"),
        ("month", "2021年6月", "2021-06-01", ""),
        ("instant", "2026/12/04 08:30", "2026-12-04T08:30:00", ""),
        ("decimal", "1,234.50", "1234.50", ""),
        ("decimal", "nan", "", "LEDGER-NUMBER"),
        ("whole", "3单元", "3", ""),
        ("whole", "三", "3", ""),
        ("whole", "三单元", "3", ""),
        ("whole", "三个半", "", "LEDGER-NUMBER"),
        ("room", "３０１室", "301", ""),
        ("room", "2026-03-02", "", "LEDGER-ROOM-DATE"),
        ("code:yn", "是", "1", ""),
        ("code:yn", "maybe", "", "LEDGER-CODE"),
        ("code:gender", "Male", "1", ""),
        ("code:ethnic", "3", "03", ""),
        ("code:house_use", "住商混用", "shop_live", ""),
        ("codes:person_cat", "E01 E07", "E01 E07", ""),
        ("codes:person_cat", "独居老年人,不知道", "E01", "LEDGER-CODE"),
    ],
)
def test_cells_are_read_as_their_column_wants(
    kind: str, text: str, value: str, code: str
) -> None:
    assert read_value(kind, text) == (value, code)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        (RIGHT_ID, RIGHT_ID, ""),
        ("３７０８９９１９６００３０７０６１８", RIGHT_ID, ""),
        ("37089919600307061x", "37089919600307061X", "PERSON-ID-CHECK"),
        ("370899600307061", RIGHT_ID, "PERSON-ID-OLD"),
        ("370899196002300617", "370899196002300617", "PERSON-ID-DATE"),
        ("3708991960", "3708991960", "PERSON-ID-LENGTH"),
        ("3.70899E+17", "3.70899E+17", "PERSON-ID-LOST"),
    ],
)
def test_identity_numbers(text: str, value: str, code: str) -> None:
    assert persons.id_number(text) == (value, code)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("140 0000 0001", "14000000001", ""),
        ("+86-14000000001", "14000000001", ""),
        ("0537-2345678", "0537-2345678", ""),
        ("12345", "12345", ""),
        ("12000000001", "12000000001", "PERSON-PHONE"),
    ],
)
def test_phones(text: str, value: str, code: str) -> None:
    assert persons.phone(text) == (value, code)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("阿依古丽•买买提", "阿依古丽·买买提", ""),
        ("孔䶮", "孔䶮", ""),
        ("𬱖", "𬱖", "PERSON-NAME"),
        ("孔?", "孔?", "PERSON-NAME"),
    ],
)
def test_names(text: str, value: str, code: str) -> None:
    assert persons.person_name(text) == (value, code)


@pytest.mark.parametrize(
    "text",
    [
        *("5号楼2单元301", "5-2-301", "5#2-301", "5#-2-301", "5号楼2单元3楼301室"),
        *(
            "2单元301(5号)",
            "五号楼二单元三〇一",
            "５－２－３０１",
            "青杨花园5号楼2单元301室",
        ),
        *("仙营路12号 5号楼 2单元 301", "5幢2单元301户"),
    ],
)
def test_one_door_in_its_spellings(text: str) -> None:
    door = parse_door(text)
    assert door
    assert door.short == "5号楼2单元301室"
    assert door.floor == "3"


@pytest.mark.parametrize(
    "text",
    ["五号楼二单元三楼东户", "胡同12号", "5号楼", "", "东户", "5-301", "南楼2单元301"],
)
def test_a_door_is_never_guessed(text: str) -> None:
    assert parse_door(text) is None


def _table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(resources.text(f"tables/{name}.csv"))))
