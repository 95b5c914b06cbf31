"""Crowd: residents of many grids, invented, with the names a street office knows."""

import random
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from desktop.demo_grid.names import name_tables
from forms.records.store import Records

Row = dict[str, str]

HOME, FLOORS, UNITS, PER_FLOOR = 3, 6, 3, 2
GRID = 3_000
BATCH = 20_000
# Read otherwise as a surname than as a word, in two characters, beyond the BMP.
_RARE_SURNAMES = "单 解 仇 曾 查 盖 朴 区 尉迟 欧阳 上官 乐 翟 覃 𠙶 㛃".split()
_RARE_GIVEN = ("𬱖", "𬀩", "𫖯", "䶮", "𣲗", "淼", "𠅤")
_CHECK = "10X98765432"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
FACILITIES = ("MH", "YG", "XHS", "ZM", "PD")


@cache
def _surnames() -> tuple[list[str], list[int]]:
    tables = name_tables()["surnames"]
    weights = [*(50 * one for one in tables.values()), *(8 for _ in _RARE_SURNAMES)]
    return [*tables, *_RARE_SURNAMES], list(accumulate(weights))


def resident(chance: random.Random, n: int) -> Row:
    """Return one of them: a name, a door, a telephone, an identity number that fits."""
    names, weights = _surnames()
    tables = name_tables()
    gender = chance.choice("12")
    letters = tables["characters"][gender]
    given = chance.choice(letters) + (chance.choice(letters) if n % 6 else "")
    if n % 4 == 0:
        given = chance.choice(tables["given"][gender])
    if n % 997 == 0:
        given = chance.choice(_RARE_GIVEN) + given[:1]
    name = chance.choices(names, cum_weights=weights)[0] + given
    home = n // HOME
    per_building = FLOORS * UNITS * PER_FLOOR
    building, within = divmod(home % (GRID // HOME), per_building)
    unit, floor = within // (FLOORS * PER_FLOOR) + 1, within // PER_FLOOR % FLOORS + 1
    room = f"{floor}0{home % PER_FLOOR + 1}"
    door = f"{building + 1}号楼{unit}单元{room}室"
    phone = f"1{chance.choice('35789')}{chance.randrange(10**9):09d}"
    return {
        "name": f"r{n}", "label": f"{name} {door}", "full_name": name,
        "gender": gender, "addr_short": door, "building_no": str(building + 1),
        "unit_no": str(unit), "floor_no": str(floor), "room_no": room,
        "hh_id": f"h{home}", "grid_code": f"G{n // GRID:04d}", "phone": phone,
        "person_state": "active", "id_no": _id_number(chance, n),
    }  # fmt: skip


def _id_number(chance: random.Random, n: int) -> str:
    """Return a number of an area that does not exist, its check digit right."""
    day = f"{1935 + n % 85}{n % 12 + 1:02d}{n % 28 + 1:02d}"
    body = f"370899{day}{chance.randrange(1000):03d}"
    total = sum(int(c) * w for c, w in zip(body, _WEIGHTS, strict=True))
    return body + _CHECK[total % 11]


def facility(n: int) -> Row:
    """Return a fire door, a meter ... with its code, as ledgers have it."""
    kind, building = FACILITIES[n % len(FACILITIES)], n // 60 % 28 + 1
    code = f"{kind}-{building:02d}-{n % 1000:03d}"
    return {
        "name": f"f{n}", "label": f"{code} {n % 6 + 1}层楼梯平台", "fac_code": code,
        "location": f"{n % 6 + 1}层楼梯平台", "building_no": str(building),
        "unit_no": str(n % 3 + 1), "floor_no": str(n % 6 + 1),
        "grid_code": f"G{n // 600:04d}",
    }  # fmt: skip


def hazard(n: int) -> Row:
    """Return a hazard with its number."""
    number = f"SJ2026{n % 12 + 1:02d}{n % 28 + 1:02d}-{n * 2654435761 % 2**24:06x}"
    place = f"{n % 28 + 1}号楼北侧"
    return {
        "name": f"z{n}", "label": f"{number} {place}", "hz_no": number,
        "location": place, "description": "飞线充电，电线垂在过道上",
        "grid_code": f"G{n // 300:04d}",
    }  # fmt: skip


def fill(records: Records, residents: int, seed: int = 1) -> Iterator[int]:
    """Bring so many residents, their facilities and hazards in; tell how many are."""
    chance = random.Random(seed)
    records.import_entities(
        "facility", [facility(n) for n in range(residents // 50)], "bench"
    )
    records.import_entities(
        "hazard", [hazard(n) for n in range(residents // 200)], "bench"
    )
    for start in range(0, residents, BATCH):
        several = range(start, min(residents, start + BATCH))
        records.import_entities(
            "resident", [resident(chance, n) for n in several], "bench"
        )
        yield several.stop
