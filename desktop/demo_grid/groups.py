"""Special groups of the demo: tags, disabilities, aid, risk, and last visits."""

import csv
import io
from collections.abc import Iterable
from datetime import timedelta

import resources
from desktop.demo_grid.grid import DemoGrid, Person
from desktop.demo_grid.names import name_tables

ALONE = {"E01", "E08"}
FREQUENT = {
    *("E01", "E02", "E03", "E04", "E05", "E06", "E08"),
    *("D02", "K01", "K02", "M01"),
}
ORPHAN_OR_TEKUN = {"P03", "K03"}


def fill(grid: DemoGrid) -> None:
    """Tag the people in fixed numbers, then say how often each is visited."""
    elders = [
        person
        for person in grid.people
        if person.age >= 60 and person.row["residence_type"] == "local"
    ]
    alone = _tag_elders(grid, elders)
    _tag_disabled(grid)
    _tag_aid(grid, alone)
    _tag_others(grid)
    _rename_three(grid)
    _plan_visits(grid)


def _local(grid: DemoGrid) -> list[Person]:
    return [one for one in grid.people if one.row["residence_type"] == "local"]


def _tag(people: Iterable[Person], code: str) -> None:
    for person in people:
        person.tag(code)


def _tag_elders(grid: DemoGrid, elders: list[Person]) -> list[Person]:
    """Tag age, care and loss of elders, and return those who live alone."""
    _tag((one for one in elders if one.age >= 80), "E07")
    pool = list(elders)
    grid.dice.shuffle(pool)
    alone = [one for one in pool if "E01" in one.tags]
    _tag(alone[:3], "E08")
    _tag(sorted(pool, key=lambda one: -one.age)[:9] + pool[:5], "E04")
    for person in grid.people:
        if "E04" in person.tags:
            ability = grid.dice.choices("1234", [0.2, 0.4, 0.25, 0.15])[0]
            person.row["ability"] = ability
    _tag(pool[20:24], "E06")
    return alone


def _tag_disabled(grid: DemoGrid) -> None:
    candidates = [one for one in _local(grid) if one.age >= 6]
    for order, person in enumerate(grid.dice.sample(candidates, 29)):
        weights = [0.12, 0.16, 0.03, 0.47, 0.08, 0.1, 0.04]
        kind = grid.dice.choices("1234567", weights)[0]
        severe = order < 11
        level = ("12" if severe else "34")[order % 2]
        row = person.row
        row["dis_type"], row["dis_level"] = kind, level
        row["dis_card"] = f"{row['id_no']}{kind}{level}"
        person.tag("D02" if severe else "D01")
        if severe and person.age >= 60:
            person.tag("E05")


def _tag_aid(grid: DemoGrid, alone: list[Person]) -> None:
    """Tag the homes and the people who receive aid."""
    _tag_homes(grid, 7, "dibao", "P01")
    _tag_homes(grid, 2, "dibian", "P02")
    for person in alone[-2:]:
        person.tag("P03")
        person.home["hh_tags"] = "tekun"


def _tag_homes(grid: DemoGrid, count: int, home_tag: str, code: str) -> None:
    free = [home for home in grid.homes("self") if not home["hh_tags"]]
    for home in grid.dice.sample(free, count):
        home["hh_tags"] = home_tag
        _tag((one for one in grid.people if one.home is home), code)


def _tag_others(grid: DemoGrid) -> None:
    local, sample = _local(grid), grid.dice.sample
    children = [one for one in local if 4 <= one.age <= 15]
    grid.dice.shuffle(children)
    _tag(children[:3], "K01")
    _tag(children[3:4], "K02")
    men = [one for one in local if 30 <= one.age <= 75 and one.row["gender"] == "1"]
    _tag(sample(men, 18), "V01")
    _tag(sample([one for one in local if one.age >= 35], 9), "M01")
    _tag(sample([one for one in grid.people if 22 <= one.age <= 45], 6), "N01")


def _rename_three(grid: DemoGrid) -> None:
    """Give three people a character beyond what old fonts and systems hold."""
    candidates = [one for one in _local(grid) if one.age >= 40]
    chosen = grid.dice.sample(candidates, 3)
    for person, given in zip(chosen, name_tables()["rare"], strict=True):
        row, home = person.row, person.home
        row["full_name"] = f"{row['full_name'][0]}{given}"
        row["label"] = f"{row['full_name']} {row['addr_short']}"
        if row["relation"] == "0":
            home["head_name"] = row["full_name"]
            home["label"] = f"{home['addr_short']} {row['full_name']}"


def _risk(person: Person) -> str:
    """Return the risk level R1 to R4 of `rules/visit_cycle.csv`, or ""."""
    tags, ability = set(person.tags), person.row["ability"]
    if not tags:
        return ""
    if tags & ALONE and ("E04" in tags or ability in ("3", "4")):
        return "R1"
    if tags & ORPHAN_OR_TEKUN:
        return "R2"
    if tags & ALONE and (person.age >= 80 or "E06" in tags):
        return "R2"
    return "R3" if tags & FREQUENT else "R4"


def _cycles() -> dict[str, int]:
    """Return the days between two visits by risk."""
    rows = csv.DictReader(io.StringIO(resources.text("rules/visit_cycle.csv")))
    return {row["risk"]: int(row["days"]) for row in rows}


def _plan_visits(grid: DemoGrid) -> None:
    """Date the last visit and the next of everybody with a risk, one in eight late."""
    dice, cycles = grid.dice, _cycles()
    for person in grid.people:
        risk, row = _risk(person), person.row
        if not risk:
            continue
        days = cycles[risk]
        late = dice.random() < 0.12
        ago = dice.randrange(0, days)
        ago += dice.randrange(1, 9) + days if late else 0
        last = grid.today - timedelta(days=ago)
        row["risk"], row["cycle_days"] = risk, str(days)
        row["last_visit"] = last.isoformat()
        row["next_due"] = (last + timedelta(days=days)).isoformat()
        if person.age >= 60:
            row["emg_name"] = f"亲属{dice.randint(1, 99)}"
            row["emg_phone"] = dice.phone()
