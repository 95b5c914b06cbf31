"""The Chinese lunar date beside a day: as the calendar on the wall has it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.engine.instance.view import Label, NodeState, Question
from forms.engine.refs import NodeRef
from ui import theme
from ui.controls.lunar import FIRST, LAST, LunarDay, lunar_day
from ui.controls.moments import DateControl
from ui.languages import speak

DAYS = st.dates(date(FIRST, 1, 1), date(LAST, 12, 30))


@pytest.mark.parametrize(
    "first",
    [
        date(1950, 2, 17), date(1966, 1, 21), date(1985, 2, 20), date(2000, 2, 5),
        date(2012, 1, 23), date(2020, 1, 25), date(2023, 1, 22), date(2024, 2, 10),
        date(2025, 1, 29), date(2026, 2, 17), date(2027, 2, 6), date(2028, 1, 26),
        date(2029, 2, 13), date(2030, 2, 3), date(2033, 1, 31), date(2034, 2, 19),
    ],
)  # fmt: skip
def test_spring_festival_is_the_first_day_of_the_first_month(first):
    assert lunar_day(first) == LunarDay(1, 1, False)
    assert lunar_day(first - timedelta(days=1)).month == 12


@pytest.mark.parametrize(
    ("year", "month"),
    [(1984, 10), (2001, 4), (2017, 6), (2020, 4), (2023, 2), (2025, 6), (2033, 11)],
)
def test_leap_month_of_a_year_is_that_of_the_calendar(year, month):
    days = (date(year, 2, 20) + timedelta(days=n) for n in range(340))
    leaps = {one.month for one in map(lunar_day, days) if one.leap}
    assert leaps == {month}


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 11, 25), "十月十七"),
        (date(2025, 8, 1), "闰六月初八"),
        (date(2026, 1, 26), "腊月初八"),
        (date(2026, 9, 25), "八月十五"),
        (date(2025, 12, 20), "冬月初一"),
        (date(2026, 3, 18), "正月三十"),
        (date(2026, 3, 8), "正月二十"),
        (date(2026, 3, 9), "正月廿一"),
    ],
)
def test_lunar_day_is_said_as_people_say_it(day, told):
    assert lunar_day(day).told() == told


@given(DAYS)
def test_next_day_is_the_next_or_begins_a_month(day):
    one, two = lunar_day(day), lunar_day(day + timedelta(days=1))
    if two.day == 1:
        assert one.day in (29, 30)
        assert two.leap or two.month == one.month % 12 + 1
    else:
        assert (two.month, two.leap, two.day) == (one.month, one.leap, one.day + 1)


def test_no_lunar_day_where_calendars_differ():
    assert lunar_day(date(1920, 1, 1)) is None
    assert lunar_day(date(2100, 1, 1)) is None


@pytest.mark.qt
def test_lunar_date_stands_beside_a_day_in_chinese_only(qtbot, qapp):
    theme.put_on(qapp, theme.Look("light"))
    asked = Question(NodeRef.parse("/form/q"), "input", "date")
    state = NodeState(
        "2026-11-25", True, False, False, None, Label("哪天"), Label(""), None
    )
    told = {}
    for language in ("zh_CN", "en"):
        speak(qapp, language)
        control = DateControl(asked)
        qtbot.addWidget(control)
        control.show_answer(state)
        told[language] = control.weekday.text()
    assert told == {"zh_CN": "星期三  农历十月十七", "en": "Wednesday"}
