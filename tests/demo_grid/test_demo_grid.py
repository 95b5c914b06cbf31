"""The demo grid: the same people every day, the numbers its story promises."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from desktop import demo_grid
from desktop.demo_grid.dice import with_check_digit
from desktop.demo_grid.grid import DRAWN_FOR, Row

REFERENCE = Path(__file__).parents[3] / "shared" / "domain" / "demo"
DAYS = (date(2026, 12, 24), date(2026, 11, 25), date(2028, 2, 29), date(2027, 1, 1))


@pytest.fixture(scope="module", params=DAYS, ids=str)
def lists(request: pytest.FixtureRequest) -> dict[str, list[Row]]:
    return demo_grid.generate(request.param)


def read(file: Path) -> list[Row]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def wide(rows: list[Row]) -> list[Row]:
    """Set the reference in the Chinese parentheses that people are shown here."""
    signs = str.maketrans("()", "（）")
    return [{key: text.translate(signs) for key, text in row.items()} for row in rows]


@pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="the reference tables lie outside the project"
)
def test_rows_equal_the_reference_of_its_day(tmp_path: Path) -> None:
    made = demo_grid.write(tmp_path, DRAWN_FOR)
    assert [file.stem for file in made] == list(demo_grid.LISTS)
    for file in made:
        ours, theirs = read(file), read(REFERENCE / file.name)
        assert wide(ours) == wide(theirs), file.name
        assert list(ours[0]) == list(theirs[0]), file.name
    visits = demo_grid.build(DRAWN_FOR).heating_visits
    assert wide(visits) == wide(read(REFERENCE / "heating_visits.csv"))


def test_counts_hold_on_any_day(lists: dict[str, list[Row]]) -> None:
    counts = {name: len(rows) for name, rows in lists.items()}
    assert counts == {
        "grid": 1,
        "staff": 10,
        "estate": 1,
        "household": 432,
        "resident": 1041,
        "facility": 574,
        "hazard": 165,
        "fix_item": 6,
    }
    assert len({home["building_no"] for home in lists["household"]}) == 12
    states = Counter(
        one["status"] for one in lists["facility"] if one["fac_type"] == "ext"
    )
    assert states == {"ok": 206, "overdue": 31, "scrap": 9, "fault": 6}
    assert Counter(one["risk"] for one in lists["resident"]) == {
        "": 795,
        "R1": 4,
        "R2": 4,
        "R3": 184,
        "R4": 54,
    }


def test_ids_and_people_are_the_same_on_any_day(lists: dict[str, list[Row]]) -> None:
    standing = demo_grid.generate(DRAWN_FOR)
    for name, rows in lists.items():
        assert [row["name"] for row in rows] == [row["name"] for row in standing[name]]
    for then, now in zip(standing["resident"], lists["resident"], strict=True):
        assert then["full_name"] == now["full_name"]
        assert then["phone"] == now["phone"]


def test_numbers_belong_to_nobody(lists: dict[str, list[Row]]) -> None:
    for person in lists["resident"]:
        number = person["id_no"]
        assert number.startswith("370899")
        assert with_check_digit(number[:17]) == number
        assert number[6:14] == person["birth_date"].replace("-", "")
        assert (int(number[16]) % 2 == 1) == (person["gender"] == "1")
        assert person["phone"][:7] in ("", "1400000")
    numbers = [person["id_no"] for person in lists["resident"]]
    assert len(set(numbers)) == len(numbers)


def test_links_lead_somewhere_and_keys_are_unique(lists: dict[str, list[Row]]) -> None:
    homes = {home["name"] for home in lists["household"]}
    assert {person["hh_id"] for person in lists["resident"]} <= homes
    estate = lists["estate"][0]["name"]
    assert {one["estate"] for one in lists["facility"]} == {estate}
    for name, key in (("household", "hh_code"), ("facility", "fac_code")):
        keys = [row[key] for row in lists[name]]
        assert len(set(keys)) == len(keys)


def test_another_seed_makes_other_people() -> None:
    names = [row["full_name"] for row in demo_grid.generate(DRAWN_FOR)["resident"]]
    others = demo_grid.generate(DRAWN_FOR, seed=1)["resident"]
    assert [row["full_name"] for row in others] != names


@pytest.mark.parametrize(
    "day", ["2026-11-18", "2026-11-25", "2026-12-20", "2027-03-15"]
)
def test_heating_is_visited_within_the_season(day: str) -> None:
    today = date.fromisoformat(day)
    first = date(2026, 11, 15)
    visits = demo_grid.build(today).heating_visits
    days = [date.fromisoformat(visit["visit_date"]) for visit in visits]
    assert first <= min(days)
    assert max(days) < today
    homes = demo_grid.generate(today)["household"]
    waiting = [home["next_due"] for home in homes if home["next_form"]]
    assert waiting
    assert min(waiting) > first.isoformat()


@pytest.mark.parametrize("day", ["2026-03-18", "2026-07-01", "2026-11-16"])
def test_nobody_waits_for_heat_between_two_seasons(day: str) -> None:
    today = date.fromisoformat(day)
    visits = demo_grid.build(today).heating_visits
    days = [date.fromisoformat(visit["visit_date"]) for visit in visits]
    assert date(2025, 11, 15) <= min(days)
    assert max(days) <= date(2026, 3, 15)
    homes = demo_grid.generate(today)["household"]
    assert not [home for home in homes if home["next_form"] == "heating_visit"]
