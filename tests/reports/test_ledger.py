"""Ledgers: rows chosen, sorted, counted and masked by their templates."""

from datetime import date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from forms.records.types import Entity, VisitRow
from forms.reports import pdf
from forms.reports.columns import fit
from forms.reports.fonts import faces
from forms.reports.ledger import About, entity_ledger, ledgers, visit_ledger
from forms.reports.sheet import Sheet, Table, text

OFFICE = "任城区仙营街道青杨社区第三网格"
DAY = date(2026, 12, 24)


def about(**more: object) -> About:
    return About(**{"office": OFFICE, "on": DAY, **more})  # type: ignore[arg-type]


def entity(list_name: str, key: str, **properties: str) -> Entity:
    return Entity(list_name, key, key, properties, "1", "XYQY03")


def hazards() -> list[Entity]:
    return [
        entity(
            "hazard",
            "b",
            hz_no="SJ-2",
            found_date="2026-12-03",
            status="S3",
            due_date="2026-12-08",
            category="gas",
            level="A",
        ),
        entity(
            "hazard",
            "a",
            hz_no="SJ-1",
            found_date="2026-12-01",
            status="S5",
            due_date="2026-12-02",
            closed_time="2026-12-02T10:00:00",
            category="ebike",
            location="5号楼2单元301室",
            description="找孔祥瑞13812345678",
        ),
        entity(
            "hazard",
            "c",
            hz_no="SJ-3",
            found_date="2026-11-30",
            status="S1",
            due_date="2027-01-08",
        ),
    ]


def rows_of(sheet: Sheet) -> list[list[str]]:
    table = sheet.blocks[0]
    assert isinstance(table, Table)
    return [[cell.word for cell in row] for row in table.rows]


def test_period_and_order_choose_the_rows() -> None:
    december = (date(2026, 12, 1), date(2026, 12, 31))
    sheet = entity_ledger("hazard", hazards(), about(period=december))
    assert [row[1] for row in rows_of(sheet)] == ["SJ-1", "SJ-2"]
    assert sheet.subtitle == "2026年12月1日至2026年12月31日    共 2 条"


def test_totals_count_states_and_what_is_late_on_the_day() -> None:
    told = text(entity_ledger("hazard", hazards(), about()))
    for said in ("发现: 3", "办结: 1", "在办: 2", "逾期未办结: 1"):
        assert said in told
    assert "[×] 2026-12-08" in told
    assert "[×] 2026-12-02" not in told


def test_codes_are_said_in_words_of_the_language() -> None:
    chinese = text(entity_ledger("hazard", hazards(), about()))
    english = text(entity_ledger("hazard", hazards(), about(language="en")))
    assert "电动车飞线/进楼" in chinese
    assert "[√] 已办结" in chinese
    assert "E-bike wiring / indoors" in english
    assert "[√] Closed" in english


def test_street_office_sees_units_and_no_phone() -> None:
    assert "138****5678" in text(entity_ledger("hazard", hazards(), about()))
    street = text(entity_ledger("hazard", hazards(), about(audience="street")))
    assert "5号楼2单元 " in street
    assert "301" not in street
    assert "找孔祥瑞***" in street


def test_people_are_masked_by_who_reads() -> None:
    person = entity(
        "resident",
        "x",
        full_name="孔祥瑞",
        id_no="370811194503121234",
        phone="13812345678",
        birth_date="1945-03-12",
        addr_short="5号楼2单元301室",
        categories="E01 E07",
    )
    worker = rows_of(entity_ledger("resident", [person], about()))[0]
    street = rows_of(entity_ledger("resident", [person], about(audience="street")))[0]
    assert worker[1:7] == [
        "孔祥瑞",
        "",
        "81",
        "370811********1234",
        "138****5678",
        "5号楼2单元301室",
    ]
    # Numbers and groups have no column at all for whoever may not read them.
    assert street[1:7] == ["孔**", "", "80+", "5号楼2单元", "", ""]
    assert len(street) < len(worker)
    assert worker[9] == "独居老年人、高龄老人（80+）"


def test_follow_up_ledger_holds_the_six_groups_who_live_here() -> None:
    people = [
        entity("resident", "1", full_name="甲", categories="E02"),
        entity("resident", "2", full_name="乙", categories="E07"),
        entity("resident", "3", full_name="丙", categories="E01", person_state="moved"),
    ]
    assert [r[1] for r in rows_of(entity_ledger("followup", people, about()))] == ["甲"]


def test_buildings_are_sorted_as_people_count() -> None:
    homes = [
        entity("household", n, addr_short=n, building_no=n)
        for n in ("10", "2", "12-1", "1")
    ]
    rows = rows_of(entity_ledger("household", homes, about()))
    assert [row[1] for row in rows] == ["1", "2", "10", "12-1"]


def test_the_ledger_of_heating_visits_holds_homes_that_were_visited() -> None:
    homes = [
        entity("household", "1", addr_short="1", last_heat_date="2026-12-01"),
        entity("household", "2", addr_short="2"),
    ]
    sheet = entity_ledger("heating", homes, about())
    assert [row[2] for row in rows_of(sheet)] == ["1"]
    assert "走访户: 1" in text(sheet).replace("  ", " ")


def test_hidden_entities_are_left_out() -> None:
    hidden = Entity("estate", "x", "x", {"estate_name": "x"}, "1", "", hidden=True)
    assert rows_of(entity_ledger("estate", [hidden], about())) == []


def test_visits_of_a_period_name_form_subject_and_worker() -> None:
    at = datetime.fromisoformat("2026-12-24T09:30:00+08:00")
    row = VisitRow(
        "r",
        "GV-1",
        "heating_visit",
        "1",
        "t",
        ("household", "h"),
        "XYQY03",
        "w02",
        at,
        at.replace(minute=46),
        2,
        1,
        False,
        True,
        "i",
    )
    sheet = visit_ledger(
        [row],
        about(period=(DAY, DAY)),
        titles={"heating_visit": "访民问暖"},
        subjects={("household", "h"): "5号楼2单元301室"},
        people={"w02": "孔祥云"},
    )
    assert rows_of(sheet) == [
        [
            "1",
            "GV-1",
            "2026-12-24",
            "09:30",
            "09:46",
            "访民问暖",
            "5号楼2单元301室",
            "孔祥云",
            "2",
            "",
        ]
    ]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("name", ledgers())
def test_every_ledger_is_printed_in_both_languages(name: str, language: str) -> None:
    if name == "visits":
        sheet = visit_ledger(
            [], about(language=language), titles={}, subjects={}, people={}
        )
    else:
        sheet = entity_ledger(name, [entity(name, "x")], about(language=language))
    (page,) = PdfReader(BytesIO(pdf.draw([sheet], demo=True))).pages
    assert sheet.title.replace(" ", "") in page.extract_text().replace(" ", "").replace(
        "\n", ""
    )


def test_columns_keep_dates_whole_and_fill_the_width() -> None:
    face = faces().regular
    dates = [("2026-12-24", 6.0)] * 3
    widths = fit((1, 9), (dates, [("很长的说明文字" * 9, 6.0)]), 200, face, 8)
    assert sum(widths) == pytest.approx(200)
    assert widths[0] >= face.width("2026-12-24", 8) + 6
