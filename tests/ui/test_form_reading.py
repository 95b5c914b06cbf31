"""Dates and times as people type them; the little Markdown of labels."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.controls import marked
from ui.controls.reading import read_clock, read_day, read_month, read_year

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-03", date(2026, 11, 3)),
        ("2026年11月3日", date(2026, 11, 3)),
        ("2026.11.3", date(2026, 11, 3)),
        ("20261103", date(2026, 11, 3)),
        ("1103", date(2026, 11, 3)),
        ("11-3", date(2026, 11, 3)),
        ("\uff12\uff10\uff12\uff16-\uff11\uff11-\uff10\uff13", date(2026, 11, 3)),
        ("昨天", date(2026, 11, 24)),
        ("今天", TODAY),
        ("2026-02-30", None),
        ("没有", None),
        ("", None),
    ],
)
def test_day_is_read_in_the_ways_people_write_it(typed, day):
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("9:46", "09:46"),
        ("0946", "09:46"),
        ("946", "09:46"),
        ("9点46分", "09:46"),
        ("9点", "09:00"),
        ("9\uff1a46", "09:46"),
        ("24:00", None),
        ("9:61", None),
    ],
)
def test_time_is_read_in_the_ways_people_write_it(typed, clock):
    assert read_clock(typed) == clock


def test_month_and_year_are_their_first_day():
    assert read_month("2026-11", TODAY) == date(2026, 11, 1)
    assert read_month("202611", TODAY) == date(2026, 11, 1)
    assert read_month("3", TODAY) == date(2026, 3, 1)
    assert read_month("2026-11-25", TODAY) == date(2026, 11, 1)
    assert read_year("2026年", TODAY) == date(2026, 1, 1)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_day_written_by_us_is_read_back(day):
    assert read_day(day.isoformat(), TODAY) == day


def test_marks_become_bold_italic_and_links():
    text = "**最低** _15_ °C,见 [说明](https://example.org/a)"
    assert marked.rich(text) == (
        '<b>最低</b> <i>15</i> °C,见 <a href="https://example.org/a">说明</a>'
    )
    assert marked.bare(text) == "最低 15 °C,见 说明"


def test_colour_and_headings_as_odk_renders_them():
    assert marked.rich('<span style="color:red">停</span>') == (
        '<span style="color: red">停</span>'
    )
    assert "large" in marked.rich("# 大")


def test_nothing_else_of_html_gets_through():
    told = marked.rich('<img src="file:///etc/passwd"> **x**')
    assert "<img" not in told
    told = marked.rich('<span style="background:url(x)">a</span>')
    assert "url" not in told
    assert "<a" not in marked.rich("[x](javascript:alert)")
    assert "<a" not in marked.rich("[x](file:///etc/passwd)")


def test_star_and_underline_in_words_stay():
    assert marked.rich("3*4=12 snake_case_name") == "3*4=12 snake_case_name"
    assert marked.rich(r"\*\*x\*\*") == "**x**"


@given(st.text(max_size=60))
def test_no_text_makes_a_tag_of_its_own(text):
    told = marked.rich(text)
    for tag in ("<script", "<img", "<table", "<style"):
        assert tag not in told
