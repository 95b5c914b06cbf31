"""Dates, times and zones: Asia/Shanghai, America, and a zone with summer time."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.engine.xpath_world import World


def world(zone: str = "Asia/Shanghai", hour: int = 8, language: str = "") -> World:
    made = World()
    made.env.now = datetime(2026, 11, 25, hour, 30, tzinfo=ZoneInfo(zone))
    made.env.language = language
    return made


def test_today_is_the_local_day_just_after_midnight():
    at = world(hour=0)
    assert at.string("today()") == "2026-11-25"
    assert at.string("now()") == "2026-11-25T00:30:00.000+08:00"
    assert world("America/Phoenix", hour=23).string("today()") == "2026-11-25"


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "UTC", "America/Phoenix"])
def test_days_added_to_a_date_stay_on_the_calendar(zone: str):
    at = world(zone)
    at.put("when", "2026-11-25")
    assert at.string("date(/data/when + 30)") == "2026-12-25"
    assert at.string("date(today() + 30)") == "2026-12-25"
    assert at.string("date(30 + today())") == "2026-12-25"
    assert at.string("date(today() - 25)") == "2026-10-31"
    assert at.number("today() - /data/when") == 0
    assert at.string("format-date(today() + 1, '%Y-%m-%d')") == "2026-11-26"


def test_rounded_days_are_right_in_every_zone():
    text = "date(round(decimal-date-time(/data/when)) + 30)"
    for zone in ("Asia/Shanghai", "UTC", "America/Phoenix"):
        at = world(zone)
        at.put("when", "2026-11-25")
        assert at.string(text) == "2026-12-25", zone


def test_decimal_days_without_rounding_are_a_day_short_in_china_as_in_collect():
    text = "date(decimal-date-time('2026-11-25') + 30)"
    assert world().string(text) == "2026-12-24"
    assert world("America/Phoenix").string(text) == "2026-12-25"


@pytest.mark.parametrize(
    "day", ["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25"]
)
def test_summer_time_moves_no_date(day: str):
    at = world("Europe/Berlin")
    assert at.string(f"date('{day}')") == day
    assert at.string(f"date(date('{day}') + 0)") == day
    assert at.string(f"date('{day}T00:30:00.000')") == day


def test_an_instant_has_its_date_in_the_local_zone():
    instant = "'2026-11-25T23:30:00.000Z'"
    assert world().string(f"date({instant})") == "2026-11-26"
    assert world("America/Phoenix").string(f"date({instant})") == "2026-11-25"
    assert world().string(f"date-time({instant})") == "2026-11-26T07:30:00.000+08:00"


def test_dates_compare_with_dates_text_and_days():
    at = world()
    at.put("when", "2026-11-24")
    assert at.string("/data/when < today()") == "true"
    assert at.string("today() > /data/when") == "true"
    assert at.string("/data/when = date('2026-11-24')") == "true"
    assert at.string("date('2026-11-24') = '2026-11-24'") == "true"
    assert at.string("date(now()) = today()") == "true"
    assert at.string("now() > today()") == "true"
    assert at.string("/data/when = '2026-11-24'") == "true"
    assert at.string("date('') = today()") == "false"


def test_age_in_years_as_forms_compute_it():
    at = world()
    at.put("born", "1954-11-26")
    assert at.number("int((today() - date(/data/born)) div 365.25)") == 71
    assert at.number("int(format-date(today(), '%Y')) - 1954") == 72


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("decimal-time('12:00:00.000+08:00')", 0.5),
        ("decimal-time('06:00:00.000Z')", 14 / 24),
        ("decimal-time('18:00')", 0.75),
        ("decimal-date-time('1970-01-02T08:00:00.000+08:00')", 1.0),
    ],
)
def test_times_of_day_as_fractions(text: str, gives: float):
    assert world().number(text) == pytest.approx(gives)


@pytest.mark.parametrize("text", ["'99:00'", "'x'", "''", "'12:60'", "'1:00+99:00'"])
def test_what_is_no_time_is_no_number(text: str):
    assert world().string(f"decimal-time({text})") == "NaN"


def test_formats_and_names_follow_the_language():
    text = "format-date-time(now(), '%Y-%m-%d %n/%e %H:%M:%S.%3 %h %y %b %a')"
    assert world().string(text) == "2026-11-25 11/25 08:30:00.000 8 26 Nov Wed"
    assert world(language="中文 (zh)").string("format-date(today(), '%b %a')") == (
        "11月 周三"
    )
    assert world(language="zh_CN").string("format-date(today(), '%a')") == "周三"
    assert world(language="Français (fr)").string("format-date(today(), '%b')") == (
        "nov."
    )
    assert world(language="Klingon").string("format-date(today(), '%b')") == "Nov"
    assert world().string("format-date('', '%Y')") == ""
    assert world().string("format-date('tomorrow', '%Y')") == ""


@pytest.mark.parametrize("text", ["'2026-02-30'", "'26-01-01'", "true()", "1 div 0"])
def test_what_is_no_date_is_blank(text: str):
    assert world().string(f"date({text})") == ""
