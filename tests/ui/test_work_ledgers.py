"""Office ledgers on screen: dry run, columns, bringing in, undoing, taking out."""

from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from forms.records.ledger import Decision
from forms.records.ledger_undo import imports
from forms.records.types import EntityWriteIn
from ui.jobs import Stopped
from ui.parts.labels import Pill
from ui.work.choices import ChoiceList, Finder

pytestmark = pytest.mark.qt

LEDGER = """住址,当家的,联系电话,房屋用途,备注
5号楼2单元301室,孔祥瑞,14000000001,自住,甲
99号楼9单元901室,周敏,14000000003,自住,丙
传达室,王五,1400,自住,
"""


@pytest.fixture
def page(work_desk):
    work_desk.go("ledgers")
    return work_desk.window.page


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "街道台账.csv"
    made.write_text(LEDGER, encoding="gb18030")
    return made


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def texts(widget):
    QApplication.processEvents()  # a layout shows what it was given a moment later
    return [one.text() for one in widget.findChildren(QLabel) if not one.isHidden()]


def titles(review):
    model = review.list.rows
    return [model.row(at).title for at in range(model.rowCount())]


def door(desk, place="5号楼2单元301室"):
    return desk.workspace.records.entities("household", {"addr_short": place})[0]


def test_nothing_is_written_before_yes(page, file, work_desk):
    before = work_desk.workspace.records.version_map()
    page.look_at(str(file), "household")
    assert page.importing.stack.currentWidget() is page.importing.review_page
    assert "还没有写入" in " ".join(texts(page.told))
    assert page.importing.go.text() == "导入 2 条"
    press(Qt.Key.Key_Escape)
    assert page.stack.currentIndex() == 0
    assert work_desk.workspace.records.version_map() == before


def test_a_dry_run_tells_row_by_row_with_the_reason(page, file):
    page.look_at(str(file), "household")
    assert page.importing.review.list.rows.row(2).status == "不导入"
    page.importing.review.list.choose(2)
    assert any("第 4 行" in text for text in texts(page.importing.review))
    page.importing.review.list.choose(0)
    assert "14000000001" in texts(page.importing.review)
    page.importing.review.chips.choose("create")
    page.importing.review.chips.chosen.emit("create")
    assert titles(page.importing.review) == ["99号楼9单元901室"]


def test_a_corrected_column_is_used_and_remembered(page, file, work_desk):
    page.look_at(str(file), "household")
    assert "当家的" in " ".join(texts(page.told))
    page.show_columns()
    box = page.importing.match.boxes["当家的"]
    box.setCurrentIndex(box.findData("head_name"))
    page.importing.take_columns()
    assert titles(page.importing.review)[0] == "5号楼2单元301室 孔祥瑞"
    page.show_start()
    page.look_at(str(file), "household")
    assert titles(page.importing.review)[0] == "5号楼2单元301室 孔祥瑞"


def test_a_ledger_with_no_known_column_goes_to_the_columns(page, tmp_path):
    file = tmp_path / "x.csv"
    file.write_text("甲,乙\n5号楼2单元301室,孔祥瑞\n", encoding="utf-8")
    page.look_at(str(file), "household")
    assert page.importing.stack.currentWidget() is page.importing.match_page
    assert page.told.property("tone") == "bad"
    box = page.importing.match.boxes["甲"]
    box.setCurrentIndex(box.findData("addr_short"))
    page.importing.take_columns()
    assert page.importing.stack.currentWidget() is page.importing.review_page


def test_an_import_is_brought_in_and_undone_whole(page, file, work_desk):
    before = door(work_desk)
    count = work_desk.workspace.records.entity_count("household")
    page.look_at(str(file), "household")
    page.importing.go.click()
    assert "新增 1 条，更新 1 条" in " ".join(texts(page.told))
    assert door(work_desk).properties["head_phone"] == "14000000001"
    assert work_desk.workspace.profile.name in " ".join(texts(page.start))
    undo = [b for b in page.start.findChildren(QPushButton) if "撤销" in b.text()]
    undo[0].click()
    assert page.stack.currentWidget() is page.undoing
    assert sorted(titles(page.undoing.review)) == [before.label, "99号楼9单元901室"]
    page.undoing.go.click()
    assert "移出 1 条，恢复 1 条" in " ".join(texts(page.told))
    assert door(work_desk).properties == before.properties
    assert work_desk.workspace.records.entity_count("household") == count
    assert "已撤销" in [one.accessibleName() for one in page.start.findChildren(Pill)]


def test_a_long_ledger_is_listed_page_by_page(page, tmp_path):
    lines = [f"{at}号楼1单元101室,张三" for at in range(20, 220)]
    file = tmp_path / "long.csv"
    file.write_text("住址,户主\n" + "\n".join(lines), encoding="utf-8")
    page.look_at(str(file), "household")
    assert page.importing.review.list.rows.rowCount() == 60
    assert page.importing.go.text() == "导入 200 条"


def test_a_file_that_is_gone_is_told(page, tmp_path):
    page.look_at(str(tmp_path / "none.xlsx"), "household")
    assert "none.xlsx" in " ".join(texts(page.told))
    assert page.stack.currentIndex() == 0


def test_a_list_is_taken_out_only_with_a_reason_and_that_is_in_the_log(
    page, tmp_path, work_desk
):
    assert not page.start.export.isEnabled()
    page.start.reason.setText("街道核对人口")
    assert page.start.export.isEnabled()
    file = tmp_path / "居民.xlsx"
    page.export_to(file, "resident", page.start.reason.text())
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert sheet.max_row == 1042
    space = work_desk.workspace
    last = space.records.version_map()[space.records.device_id]
    op = next(space.records.ops(space.records.device_id, last))
    assert (op.kind, op.body["reason"], op.author) == ("export", "街道核对人口", "w02")
    assert not page.start.export.isEnabled()


def test_what_was_visited_since_stays_and_is_told(page, file, work_desk):
    page.look_at(str(file), "household")
    page.importing.go.click()
    records = work_desk.workspace.records
    home = door(work_desk)
    from_visit = {"head_phone": "14000000077"}
    records.resolve("household", home.id, from_visit, "w02")
    page.undoing.plan(imports(records)[0].rec)
    page.undoing.review.chips.choose("kept")
    page.undoing.review.chips.chosen.emit("kept")
    told = " ".join(texts(page.undoing.review))
    assert "导入以后又被改过" in told


# What a person decides.

PEOPLE = """居民花名册,,,,
填报日期：2026年11月20日,,,,
姓名,身份证号,出生日期,电话,住址
孔祥一,,1960-03-07,140 0000 0001,5号楼2单元301室
孔祥二,3.70899E+17,1961-03-07,,5号楼2单元302室
"""


@pytest.fixture
def known(work_desk):
    """Somebody who is in the register already."""
    fields = {
        "full_name": "孔祥一", "birth_date": "1960-03-07", "grid_code": "XYQY03",
        "addr_short": "9号楼1单元101室",
    }  # fmt: skip
    write = EntityWriteIn("resident", "create", "known", fields, label="孔祥一")
    work_desk.workspace.records.write_entities([write], "w02")
    return "known"


@pytest.fixture
def people(tmp_path):
    made = tmp_path / "花名册.csv"
    made.write_text(PEOPLE, encoding="gbk")
    return made


def choice(page):
    QApplication.processEvents()
    found = [
        c for c in page.importing.review.findChildren(ChoiceList) if not c.isHidden()
    ]
    return found[-1].rows


def test_a_row_that_may_be_known_waits_and_is_decided_by_a_click(
    page, people, known, work_desk
):
    page.look_at(str(people), "resident")
    assert page.importing.bar.day == date(2026, 11, 20)
    assert page.importing.review.chips.key == "wait"
    assert page.importing.go.text() == "导入 1 条"
    rows = choice(page)
    assert list(rows) == [f"same {known}", "new", "out"]
    rows[f"same {known}"].click()
    assert page.importing.go.text() == "导入 2 条"
    assert "14000000001" in texts(page.importing.review)
    page.importing.go.click()
    records = work_desk.workspace.records
    assert records.entity("resident", known).properties["phone"] == "14000000001"
    # What was decided is remembered for the next ledger.
    page.look_at(str(people), "resident")
    assert page.importing.review.chips.key == "all"
    assert not page.importing.go.isEnabled()


def test_a_doubtful_row_may_be_anybody_who_is_found(page, people, known, work_desk):
    page.look_at(str(people), "resident")
    review = page.importing.review
    review.chips.choose("all")
    review.chips.chosen.emit("all")
    review.list.choose(1)
    QApplication.processEvents()
    finder = [f for f in review.findChildren(Finder) if not f.isHidden()][-1]
    finder.field.setText("孔祥一")
    finder.look_for("孔祥一")
    finder.found.rows[f"same {known}"].click()
    assert page.importing.planned.rows[1].decision == Decision("same", known)
    assert choice(page)[f"same {known}"].isChecked()
    # The register was written after the ledger's day, and says so beside the row.
    kept = {one.property for one in page.importing.planned.rows[1].kept}
    assert {"full_name", "birth_date"} <= kept
    assert "比台账的日期晚" in " ".join(texts(review))


def test_all_that_wait_are_decided_at_once(page, people, known, work_desk):
    page.look_at(str(people), "resident")
    assert not page.importing.all_waiting.isHidden()
    page.importing.decide_all("new")
    assert page.importing.go.text() == "导入 2 条"
    assert page.importing.all_waiting.isHidden()
    page.importing.review.list.choose(0)
    choice(page)["out"].click()
    assert page.importing.go.text() == "导入 1 条"


def test_another_day_compares_again_and_keeps_what_was_decided(page, people, known):
    page.look_at(str(people), "resident")
    page.importing.decide_all("new")
    page.importing.bar.day_edit.setDate(QDate(2026, 11, 1))
    assert page.importing.bar.day == date(2026, 11, 1)
    assert page.importing.go.text() == "导入 2 条"


def test_another_sheet_is_chosen_above_the_dry_run(page, tmp_path):
    book = openpyxl.Workbook()
    for name, door_of in (("一区", "20号楼1单元101室"), ("二区", "21号楼1单元101室")):
        sheet = book.create_sheet(name)
        sheet.append(["住址", "户主"])
        sheet.append([door_of, "孔祥一"])
    book.save(tmp_path / "t.xlsx")
    page.look_at(str(tmp_path / "t.xlsx"), "household")
    assert titles(page.importing.review) == ["20号楼1单元101室 孔祥一"]
    assert not page.importing.bar.sheets.isHidden()
    page.importing.bar.sheets.setCurrentText("二区")
    page.importing.bar.sheets.activated.emit(page.importing.bar.sheets.currentIndex())
    assert titles(page.importing.review) == ["21号楼1单元101室 孔祥一"]


def test_the_row_of_the_headings_is_chosen_among_the_columns(page, tmp_path):
    file = tmp_path / "t.csv"
    file.write_text("户主,电话\n住址,户主\n20号楼1单元101室,孔祥一\n", encoding="utf-8")
    page.look_at(str(file), "household")
    page.show_columns()
    page.importing.match.rows.setCurrentIndex(page.importing.match.rows.findData(2))
    page.importing.match.row_chosen.emit()
    assert list(page.importing.match.boxes) == ["住址", "户主"]
    page.importing.take_columns()
    assert titles(page.importing.review) == ["20号楼1单元101室 孔祥一"]


def test_what_would_be_done_is_saved_as_a_table(page, people, known, tmp_path):
    page.look_at(str(people), "resident")
    file = tmp_path / "逐行.xlsx"
    page.importing.save_plan_to(file)
    rows = list(openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True))
    assert rows[0][:3] == ("行号", "结果", "名称")
    assert [row[:2] for row in rows[1:3]] == [("4", "待定"), ("4", "待定")]
    told = " ".join(str(cell) for row in rows for cell in row)
    assert "四舍五入" in told
    assert "14000000001" not in told


def test_what_is_stopped_says_so_and_can_be_begun_again(page, people, monkeypatch):
    page.look_at(str(people), "resident")

    def stopped(*given, **words):
        raise Stopped

    with monkeypatch.context() as patch:
        patch.setattr("ui.work.ledger_import.ledger.apply", stopped)
        page.importing.go.click()
    assert "已停止" in " ".join(texts(page.told))
    assert page.stack.isEnabled()
    page.importing.go.click()
    assert "新增 2 条" in " ".join(texts(page.told))


def test_the_band_and_the_chips_count_the_same_rows(page, tmp_path):
    """A row is counted under what becomes of it, and among the doubtful if it comes."""
    file = tmp_path / "h.csv"
    rows = ["99,2,301,孔祥一", "99,2,bad,李玉二", "99,2,,王五三"]
    rows += ["99,2,301,赵六四", "99,x,302,钱七五"]
    file.write_text("楼号,单元,房号,户主\n" + "\n".join(rows), encoding="utf-8")
    page.look_at(str(file), "household")
    counts = page.importing.planned.counts
    review = page.importing.review
    assert (counts["wait"], counts["refused"], counts["doubtful"]) == (1, 2, 1)
    for kind in ("wait", "refused", "doubtful"):
        review.chips.choose(kind)
        review.chips.chosen.emit(kind)
        assert len(titles(review)) == counts[kind]
    told = " ".join(texts(page.told))
    assert "1 行有疑问但照样导入" in told
    assert "1 行可能已经登记过" in told


def test_what_came_while_the_dry_run_stood_open_is_compared_once_more(
    page, file, work_desk
):
    page.look_at(str(file), "household")
    seen = {"head_phone": "14000000009"}
    write = EntityWriteIn("household", "update", door(work_desk).id, seen)
    work_desk.workspace.records.write_entities([write], "w01")
    page.importing.go.click()
    assert page.importing.stack.currentWidget() is page.importing.review_page
    assert "登记册期间有变化" in " ".join(texts(page.told))
    assert door(work_desk).properties["head_phone"] == "14000000009"
    page.importing.go.click()
    assert "新增 1 条" in " ".join(texts(page.told))
