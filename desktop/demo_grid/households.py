"""The 432 doors of the estate: use, heating, safety, and who is at home."""

from collections.abc import Iterator

from desktop.demo_grid.dice import Dice
from desktop.demo_grid.families import move_in
from desktop.demo_grid.grid import GRID_CODE, DemoGrid, Row, row_of

COLUMNS = """
name label grid_code estate building_no unit_no floor_no room_no addr_short hh_code
house_use tenure floor_area head_name head_phone hh_tags heat_mode heat_terminal
heat_co heat_account gas_type smoke_alarm co_alarm ebike_count ebike_charge dog_count
notice_given consent_by consent_sensitive last_heat_temp heat_band last_heat_date
next_due next_form due_reason
""".split()
USES = {
    "self": 312,
    "rent": 74,
    "group_rent": 6,
    "vacant": 28,
    "shop_live": 4,
    "shop": 8,
}
HEATING = {
    "central": 371,
    "gas_boiler": 14,
    "electric": 12,
    "coal": 3,
    "blanket_only": 4,
}
SHOP_BUILDINGS = (1, 2, 12)
FLOOR_AREAS = (58.2, 62.5, 76.8, 84.3, 91.6, 102.4)

Flat = tuple[int, int, int, int]


def fill(grid: DemoGrid) -> None:
    """Make the households with the people who live there."""
    uses = _uses(grid.dice)
    heating = _repeated(HEATING)
    grid.dice.shuffle(heating)
    heat_modes = iter(heating)
    for flat, use in zip(flats(), uses, strict=True):
        home = _door(grid, flat, use)
        grid.households.append(home)
        if use == "vacant":
            home["label"] = f"{home['addr_short']} (空置)"
            continue
        _equip(grid.dice, home, next(heat_modes))
        head = move_in(grid, home)
        home["head_name"], home["head_phone"] = head["full_name"], head["phone"]
        home["label"] = f"{home['addr_short']} {home['head_name']}"


def flats() -> Iterator[Flat]:
    """Yield building, unit, floor and door on the floor of every flat."""
    return (
        (building, unit, floor, door)
        for building in range(1, 13)
        for unit in range(1, 4)
        for floor in range(1, 7)
        for door in (1, 2)
    )


def _repeated(counts: dict[str, int]) -> list[str]:
    return [word for word, count in counts.items() for _ in range(count)]


def _uses(dice: Dice) -> list[str]:
    """Return the use of each flat; shops are on the ground floor of three houses."""
    ground = [
        index
        for index, (building, _, floor, _) in enumerate(flats())
        if floor == 1 and building in SHOP_BUILDINGS
    ]
    shops = dice.sample(ground, USES["shop"] + USES["shop_live"])
    rest = [use for use in _repeated(USES) if use not in ("shop", "shop_live")]
    dice.shuffle(rest)
    uses = {
        index: "shop" if order < USES["shop"] else "shop_live"
        for order, index in enumerate(shops)
    }
    others = iter(rest)
    return [uses.get(index) or next(others) for index in range(sum(USES.values()))]


def _door(grid: DemoGrid, flat: Flat, use: str) -> Row:
    building, unit, floor, door = flat
    room = f"{floor}0{door}"
    return row_of(
        COLUMNS,
        name=grid.dice.uid(),
        grid_code=GRID_CODE,
        estate=grid.estate["name"],
        building_no=building,
        unit_no=unit,
        floor_no=floor,
        room_no=room,
        addr_short=f"{building}号楼{unit}单元{room}室",
        hh_code=f"{GRID_CODE}-{building:03d}-{unit:02d}-{room:0>4}",
        house_use=use,
        tenure="unit" if building <= 4 else "commercial",
        floor_area=grid.dice.choice(FLOOR_AREAS),
    )


def _equip(dice: Dice, home: Row, heat_mode: str) -> None:
    """Say how the home is heated, what it cooks with, and what warns it."""
    radiator = heat_mode in ("central", "gas_boiler")
    home["heat_mode"] = heat_mode
    home["heat_terminal"] = "radiator" if radiator else "na"
    if heat_mode == "central":
        building = int(home["building_no"])
        home["heat_co"] = "H01"
        account = f"2026{building:02d}{home['unit_no']}{home['room_no']}"
        home["heat_account"] = account
    piped = dice.random() < 0.93
    home["gas_type"] = "pipe" if piped else dice.choice(["lpg", "electric"])
    home["smoke_alarm"] = str(int(dice.random() < 0.14))
    home["co_alarm"] = str(int(dice.random() < 0.1))
    bikes = dice.choices([0, 1, 2, 3], [0.28, 0.47, 0.21, 0.04])[0]
    home["ebike_count"] = str(bikes)
    home["ebike_charge"] = _charging_place(dice) if bikes else "none"
    home["dog_count"] = str(int(dice.random() < 0.07))
    home["notice_given"] = "1"
    home["consent_by"], home["consent_sensitive"] = "self", "1"


def _charging_place(dice: Dice) -> str:
    places = ["shed", "battery_up", "flying", "stair", "elsewhere"]
    return dice.choices(places, [0.66, 0.16, 0.05, 0.05, 0.08])[0]
