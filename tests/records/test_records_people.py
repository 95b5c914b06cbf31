"""Masks, ages and numbers as paper may show them (DOMAIN.md, privacy and traps)."""

from datetime import date

import pytest

from forms.records.people import (
    age,
    age_band,
    mask_id,
    mask_id_short,
    mask_name,
    mask_phone,
    spaced_phone,
)


@pytest.mark.parametrize(
    ("mask", "text", "shown"),
    [
        (mask_id, "370811195608121234", "370811********1234"),
        (mask_id, "11010519491231002x", "110105********002x"),
        (mask_id, "3708111956", "******1956"),
        (mask_id, "", ""),
        (mask_id_short, "37081119560812121X", "**************121X"),
        (mask_id_short, "123", "***"),
        (mask_phone, "13812345678", "138****5678"),
        (mask_phone, "１３８１２３４５６７８", "138****5678"),
        (mask_phone, "0537-2345678", "0537-****678"),
        (mask_phone, "12345", "12345"),
        (mask_name, "孔祥瑞", "孔**"),
        (mask_name, "𬱖㛃", "𬱖*"),
        (mask_name, "王", "王*"),
        (mask_name, "买买提·阿不都拉", "买买提·**"),
        (mask_name, "", ""),
        (spaced_phone, "13812345678", "138 1234 5678"),
        (spaced_phone, "0537-2345678", "0537-2345678"),
    ],
)
def test_paper_shows_no_more_than_it_may(mask, text: str, shown: str) -> None:
    assert mask(text) == shown


def test_age_is_counted_in_whole_years() -> None:
    assert age(date(1946, 11, 26), date(2026, 11, 25)) == 79
    assert age(date(1946, 11, 25), date(2026, 11, 25)) == 80
    assert age(date(2004, 2, 29), date(2026, 2, 28)) == 21
    assert [age_band(n) for n in (0, 13, 14, 59, 60, 79, 80, 101)] == [
        "0-13", "0-13", "14-59", "14-59", "60-79", "60-79", "80+", "80+",
    ]  # fmt: skip
