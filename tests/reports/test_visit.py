"""Sheets and the daily report out of a real register."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop import demo_grid
from forms.entry.shown import show_visit
from forms.records.store import Records, create_workspace
from forms.records.types import Profile, Visit, VisitIn
from forms.reports import figures, pdf
from forms.reports.daily import daily_sheet
from forms.reports.figures import Figure, Period
from forms.reports.ledger import About
from forms.reports.sheet import Photos, text
from forms.reports.visit import sheet_of
from tests.reports import visits

DAY = date(2026, 12, 24)
ALL = Period(date(2026, 1, 1), DAY, DAY)
RECORD = "0199f3c4-7f2e-7c11-9a51-0242ac120002"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    folder = tmp_path_factory.mktemp("register") / "worker"
    profile = Profile("w02", "孔祥云", "XYQY03")
    create_workspace(folder, profile=profile, demo=True, now=visits.NOON)
    with Records.open(folder, clock=lambda: visits.NOON) as opened:
        for name, rows in demo_grid.generate(DAY).items():
            opened.import_entities(name, rows, f"{name}.csv")
        yield opened


def finalised(records: Records, form: str = "heating_visit") -> Visit:
    session = visits.filled(form)
    files = {name: visits.picture(name) for _, name in session.attachments()}
    records.finalise_visit(
        VisitIn(
            draft_id=f"draft-{form}",
            record_id=RECORD,
            form_id=form,
            form_version=session.definition.version,
            xml=session.submission(),
            instance_id=session.instance_id,
            author="w02",
            started_at=visits.NOON.replace(hour=9, minute=46),
            ended_at=visits.NOON.replace(hour=10),
            writes=session.entity_writes(),
            attachments={n: records.put_blob(d) for n, d in files.items() if d},
            grid_code="XYQY03",
        )
    )
    return records.visit(RECORD)


def test_a_visit_out_of_the_register_is_the_sheet_of_its_session(
    records: Records,
) -> None:
    visit = finalised(records)
    records.put_form(visits.definition("heating_visit").xform, "test")
    shown = show_visit(
        records, visit.number, clock=lambda: visits.NOON, language="zh_CN"
    )
    sheet = sheet_of(records, shown)
    expected = Path(__file__).with_name("expected") / "heating_visit.zh_CN.txt"
    told = expected.read_text(encoding="utf-8").splitlines()
    assert text(sheet).splitlines()[2:] == told[2:]
    assert sheet.number == f"编号 {visit.number}"
    photos = next(block for block in sheet.blocks if isinstance(block, Photos))
    assert photos.photos[0].image == visits.picture("meter.jpg")
    assert len(PdfReader(BytesIO(pdf.draw([sheet], demo=records.demo))).pages) == 2


def test_the_daily_report_counts_the_day_and_lists_what_is_late(
    records: Records,
) -> None:
    finalised(records)
    told = text(daily_sheet(records, About("青杨社区第三网格", DAY)))
    for said in (
        "网格工作日报",
        "2026年12月24日",
        "走访记录: 1",
        "走访户数: 1",
        "逾期未访（人）: 32",
        "超期灭火器: 31",
        "应报废灭火器: 9",
        "== 在办 A、B 级事件",
        "== 逾期未访",
    ):
        assert said in told, said


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_months_report_is_printed(records: Records, language: str) -> None:
    month = (date(2026, 12, 1), date(2026, 12, 31))
    about = About("青杨社区第三网格", DAY, language, month)
    sheet = daily_sheet(records, about, grid_code="XYQY03")
    assert pdf.holes([sheet]) == ()
    pages = PdfReader(BytesIO(pdf.draw([sheet], demo=True))).pages
    assert sheet.title.split()[0] in pages[0].extract_text()


def by_key(told: tuple[Figure, ...]) -> dict[str, str]:
    return {figure.key: str(figure) for figure in told}


def rows(name: str) -> list[dict[str, str]]:
    return [
        {key: value for key, value in row.items() if value}
        for row in demo_grid.generate(DAY)[name]
    ]


def test_figures_of_the_demo_grid_are_those_of_its_story() -> None:
    events = by_key(figures.hazard_figures(rows("hazard"), ALL))
    assert events["hz_found"] == "165"
    assert events["hz_closed"] == "148"
    assert events["resp30"] == "152/163  93.3%"
    assert events["rider_n"] == "64"
    # Three in hand, two hung and two escalated ones: all of them are due.
    assert events["hz_late"] == "7"
    homes = by_key(figures.household_figures(rows("household"), ALL))
    assert homes["heat_ok"] == "247/276  89.5%"
    people = by_key(figures.resident_figures(rows("resident"), ALL))
    assert people["followup_overdue"] == "32"
    facilities = by_key(figures.facility_figures(rows("facility"), ALL))
    assert (facilities["ext_overdue"], facilities["ext_scrap"]) == ("31", "9")
    items = by_key(figures.fix_figures(rows("fix_item")))
    assert items["fix_done"].startswith("2/")


def test_visits_are_counted_by_doors_met() -> None:
    met = visits.filled("heating_visit").submission()
    values = figures.visit_values(met)
    assert values["heat/t_min"] == "15"
    noone = {**values, "who/result": "noone", "who/hh": "other"}
    told = figures.visit_figures(
        [
            ("heating_visit", values),
            ("heating_visit", values),
            ("heating_visit", noone),
            ("special_followup", {"who/result": "proxy"}),
            ("fire_patrol", {}),
        ]
    )
    assert by_key(told) == {
        "visits_n": "5",
        "visits_hh": "1",
        "special_done": "1",
        "patrol_n": "1",
    }


def test_a_share_of_nothing_has_no_rate() -> None:
    assert Figure("close_rate", Decimal(0), 0).rate is None
    assert str(Figure("close_rate", Decimal(0), 0)) == "0/0  —"
    assert str(Figure("vol_hours", Decimal("120.50"))) == "120.5"
    assert str(Figure("leaflets", Decimal(200))) == "200"


def test_activities_of_the_period_are_summed() -> None:
    known = [
        {"act_date": "2026-12-24", "n_attend": "45", "vol_hours": "36.5"},
        {"act_date": "2026-12-23", "n_attend": "9"},
    ]
    day = Period(DAY, DAY, DAY)
    assert by_key(figures.activity_figures(known, day)) == {
        "act_n": "1",
        "act_people": "45",
        "leaflets": "0",
        "vol_hours": "36.5",
    }
