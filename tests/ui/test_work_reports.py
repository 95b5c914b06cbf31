"""Figures and print: what is chosen is what is counted and what is printed."""

from datetime import date

import pypdf
import pytest
from PySide6.QtCore import QBuffer, QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from forms.reports.order import ReportOrder, report_figures, report_names

pytestmark = pytest.mark.qt


@pytest.fixture
def page(work_desk):
    work_desk.go("reports")
    return work_desk.window.page


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def shown(page):
    return {key: card.number.text() for key, card in page.figures.cards.items()}


def printed(desk, tmp_path):
    file = tmp_path / "out.pdf"
    desk.window.page.save_to(file)
    return "".join(one.extract_text() for one in pypdf.PdfReader(file).pages)


def test_every_report_can_be_chosen(page):
    found = set()
    for name in report_names():
        page.choose(name)
        found.add(page.order.name)
    assert found == set(report_names())


def test_the_cards_show_the_figures_of_the_period(page, work_desk):
    page.period.choose("year")
    records = work_desk.workspace.records
    told = dict(report_figures(records, page.order))
    figure = next(one for one in told["PEOPLE"] if one.key == "heat_ok")
    assert shown(page)["heat_ok"] == f"{figure.rate}%"
    assert (
        page.figures.cards["heat_ok"].note.text() == f"{figure.part} / {figure.whole}"
    )
    assert len(shown(page)) == sum(map(len, told.values()))


def test_periods_go_from_their_first_day_to_today(page):
    spans = {}
    for key in ("day", "week", "month", "last_month", "year"):
        page.period.choose(key)
        spans[key] = page.period.days
    today = date(2026, 11, 25)
    assert spans == {
        "day": (today, today),
        "week": (date(2026, 11, 23), today),
        "month": (date(2026, 11, 1), today),
        "last_month": (date(2026, 10, 1), date(2026, 10, 31)),
        "year": (date(2026, 1, 1), today),
    }


def test_an_own_period_never_ends_before_it_begins(page):
    page.period.choose("own")
    page.period.last.setDate(QDate(2026, 11, 3))
    assert page.period.days == (date(2026, 11, 3), date(2026, 11, 3))
    page.period.first.setDate(QDate(2026, 12, 1))
    assert page.period.days == (date(2026, 12, 1), date(2026, 12, 1))


def test_what_is_chosen_is_printed(page, work_desk, tmp_path):
    page.choose("household")
    page.office.setText("任城区仙营街道青杨社区")
    page.audience.setCurrentIndex(page.audience.findData("notice"))
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert work_desk.window.name == "sheet"
    assert "住户台账" in work_desk.window.page.head._title.text()
    told = printed(work_desk, tmp_path).replace("\n", "")
    assert "任城区仙营街道青杨社区" in told
    assert "演示" in told
    work_desk.back()
    assert work_desk.window.name == "reports"
    assert work_desk.workspace.journal.setting("reports.office").startswith("任城区")


def test_a_narrow_window_puts_fewer_figures_side_by_side(page, work_desk, qtbot):
    def columns():
        cards = page.figures.cards.values()
        return len({card.x() for card in cards})

    assert columns() == 4
    work_desk.window.resize(900, 700)
    qtbot.waitUntil(lambda: columns() < 4)
    cut = [
        c
        for c in page.figures.cards.values()
        if c.geometry().right() > c.parentWidget().width()
    ]
    assert cut == []


def test_a_supervisor_sees_all_grids_first(open_desk):
    desk = open_desk(role="supervisor", staff_id="w01")
    desk.go("reports")
    assert desk.window.page.order.grid_code == ""


def test_a_worker_sees_the_own_grid_first(page):
    order = page.order
    assert (order.grid_code, order.audience) == ("XYQY03", "worker")
    assert isinstance(order, ReportOrder)


def test_the_sheet_of_a_visit_follows_a_report_on_the_same_page(page, work_desk):
    page.choose("estate")
    page.preview()
    first = work_desk.window.page.document
    assert first is not None
    assert first.pageCount() == 1
    work_desk.go("reports")
    work_desk.window.page.choose("resident")
    work_desk.window.page.preview()
    assert work_desk.window.page.document.pageCount() > 10
    assert isinstance(work_desk.window.page._buffer, QBuffer)
