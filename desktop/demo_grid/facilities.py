"""The 574 facilities of the estate, as found at the last check."""

from datetime import timedelta

from desktop.demo_grid.extinguishers import extinguishers
from desktop.demo_grid.grid import GRID_CODE, DemoGrid, Row, row_of

COLUMNS = """
name label grid_code estate fac_type building_no unit_no floor_no location fac_code
owner bld_class ext_agent ext_form ext_spec mfg_date last_service scrap_due svc_due
co2_gross co2_charge hyd_kind outlet_mm worst_point min_minutes status last_check
next_due next_form due_reason last_fault
""".split()
PREFIXES = {
    "ext": "MH",
    "hyd_in": "XH",
    "hyd_out": "XW",
    "light": "YJ",
    "sign_exit": "CK",
    "sign_dir": "SS",
    "detector": "BJ",
    "charger": "CD",
    "camera": "JK",
    "station": "WZ",
    "lane": "TD",
}
NEED_A_DETECTOR = {"E01", "E04", "E08", "P03"}
DETECTORS = 60
GARAGE, OUTDOORS, OFFICE = "DK", "LW", "WY"


def fill(grid: DemoGrid) -> None:
    """Make the facilities, date their checks, and let some be faulty."""
    for place, unit, floor, location, facts in extinguishers(grid):
        _add(grid, "ext", place, unit, floor, location, **facts)
    _hydrants(grid)
    _lights_and_signs(grid)
    _detectors(grid)
    _estate_equipment(grid)
    _date_checks(grid)
    _break_some(grid)


def days_between_checks(facility: Row) -> int:
    """Return 90 days for hydrants, 30 for the rest (`rules/due_reason.csv`)."""
    return 90 if facility["fac_type"].startswith("hyd") else 30


def _add(
    grid: DemoGrid,
    kind: str,
    place: int | str,
    unit: int | str,
    floor: int | str,
    location: str,
    **facts: object,
) -> None:
    building = f"{place:02d}" if isinstance(place, int) else place
    start = f"{PREFIXES[kind]}-{building}-"
    serial = 1 + sum(one["fac_code"].startswith(start) for one in grid.facilities)
    row = row_of(
        COLUMNS,
        name=grid.dice.uid(),
        label=f"{start}{serial:03d} {location}",
        grid_code=GRID_CODE,
        estate=grid.estate["name"],
        fac_type=kind,
        building_no=place,
        unit_no=unit,
        floor_no=floor,
        location=location,
        fac_code=f"{start}{serial:03d}",
        owner="estate",
        bld_class="low",
        status="ok",
    )
    row.update((key, str(value)) for key, value in facts.items())
    grid.facilities.append(row)


def _hydrants(grid: DemoGrid) -> None:
    for pillar in range(1, 9):
        worst = int(pillar == 8)
        where = f"地下车库{pillar}号柱"
        facts = {"hyd_kind": "DN65", "worst_point": worst}
        _add(grid, "hyd_in", GARAGE, 0, -1, where, **facts)
    for road in range(1, 10):
        owner = "water" if road <= 3 else "estate"
        facts = {"hyd_kind": "above", "outlet_mm": 65, "owner": owner}
        _add(grid, "hyd_out", OUTDOORS, 0, 1, f"小区道路{road}号", **facts)


def _lights_and_signs(grid: DemoGrid) -> None:
    half_an_hour = {"min_minutes": 30}
    for building in range(1, 13):
        for unit in (1, 2, 3):
            for floor in (2, 4, 6):
                where = f"{floor}层楼梯间"
                _add(grid, "light", building, unit, floor, where, **half_an_hour)
            _add(grid, "sign_exit", building, unit, 1, "单元门上方", **half_an_hour)
    garage = (("light", "通道", 10), ("sign_exit", "出口", 4), ("sign_dir", "墙面", 24))
    for kind, spot, count in garage:
        for order in range(1, count + 1):
            where = f"车库{spot}{order}"
            _add(grid, kind, GARAGE, 0, -1, where, **half_an_hour)


def _detectors(grid: DemoGrid) -> None:
    """Fit alarms where elders need them, then in other kitchens up to 60."""
    needing = {
        person.home["name"]
        for person in grid.people
        if NEED_A_DETECTOR & {*person.tags}
    }
    homes = [home for home in grid.households if home["name"] in needing]
    grid.dice.shuffle(homes)
    homes += grid.dice.sample(grid.homes("self"), DETECTORS)
    for home in homes[:DETECTORS]:
        place = int(home["building_no"]), home["unit_no"], home["floor_no"]
        where = f"{home['addr_short']}厨房"
        _add(grid, "detector", *place, where, owner="community")


def _estate_equipment(grid: DemoGrid) -> None:
    for order in range(16):
        where = f"车棚{order + 1}号充电箱(10口)"
        _add(grid, "charger", order % 12 + 1, 0, 1, where)
    for order in range(42):
        _add(grid, "camera", order % 12 + 1, 0, 1, f"监控点{order + 1}")
    _add(grid, "station", OFFICE, 0, 1, "物业办公室")
    for order in range(1, 5):
        _add(grid, "lane", OUTDOORS, 0, 1, f"消防车通道{order}段")


def _date_checks(grid: DemoGrid) -> None:
    for facility in grid.facilities:
        cycle = days_between_checks(facility)
        ago = grid.dice.randrange(0, int(cycle * 1.1))
        facility["last_check"] = (grid.today - timedelta(days=ago)).isoformat()


def _break_some(grid: DemoGrid) -> None:
    """Give fixed numbers of lights, signs, hydrants and extinguishers a fault."""
    lights = [one for one in grid.facilities if one["fac_type"] == "light"]
    for light in grid.dice.sample(lights, 11):
        fault = grid.dice.choice(["断电不切换", "不亮", "应急时间不足"])
        light["status"], light["last_fault"] = "fault", fault
    for kinds, count, fault in (
        (("sign_exit", "sign_dir"), 5, "不亮"),
        (("hyd_in",), 1, "水带缺失"),
        (("hyd_out",), 1, "锈死拧不开"),
        (("ext",), 6, "指针红区"),
    ):
        sound = [
            one
            for one in grid.facilities
            if one["fac_type"] in kinds and one["status"] == "ok"
        ]
        for facility in grid.dice.sample(sound, count):
            facility["status"], facility["last_fault"] = "fault", fault
