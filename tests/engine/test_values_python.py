"""Instance values as Python values: decimals exact, instants aware."""

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from forms.engine.values import canonical, python_value

SHANGHAI = ZoneInfo("Asia/Shanghai")
EIGHT = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("int", "12.9", Decimal(12)),
        ("int", "-0", Decimal(0)),
        ("decimal", "0.10", Decimal("0.10")),
        ("decimal", "1e12", Decimal("1000000000000")),
        ("boolean", "1", True),
        ("date", "2026-11-25", date(2026, 11, 25)),
        ("date", "2026-11-25T20:00:00.000Z", date(2026, 11, 26)),
        (
            "dateTime",
            "2026-11-25T08:30:00.000+08:00",
            datetime(2026, 11, 25, 8, 30, tzinfo=EIGHT),
        ),
        (
            "dateTime",
            "2026-11-25T08:30:00.000",
            datetime(2026, 11, 25, 8, 30, tzinfo=SHANGHAI),
        ),
        ("time", "08:30:00.000+08:00", time(8, 30, tzinfo=EIGHT)),
        ("time", "08:30:00.000", time(8, 30)),
        (
            "geopoint",
            "31.23 121.47",
            ((Decimal("31.23"), Decimal("121.47"), Decimal("0.0"), Decimal("0.0")),),
        ),
        ("string", " as typed ", " as typed "),
    ],
)
def test_a_value_means_what_its_type_says(kind: str, text: str, value: object):
    told = python_value(kind, text, SHANGHAI)
    assert told == value
    assert type(told) is type(value)


@pytest.mark.parametrize("kind", ["int", "decimal", "date", "dateTime", "geopoint"])
def test_what_is_blank_or_wrong_is_none(kind: str):
    assert python_value(kind, "", SHANGHAI) is None
    assert python_value(kind, "nonsense", SHANGHAI) is None


def test_no_canonical_value_has_an_exponent():
    point = canonical("geopoint", "0.00001 0.000002 1e-7 5", SHANGHAI)
    assert point == "0.00001 0.000002 0.0000001 5.0"
    assert canonical("decimal", "1e-7", SHANGHAI) == "0.0000001"
    assert canonical("int", "1e12", SHANGHAI) == "1000000000000"
