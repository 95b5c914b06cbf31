"""Who lives behind a door: families, elders alone, tenants, shopkeepers."""

from datetime import timedelta

from desktop.demo_grid.grid import (
    DRAWN_FOR,
    GRID_CODE,
    DemoGrid,
    Person,
    Row,
    row_of,
    years_between,
)
from desktop.demo_grid.names import full_name, name_tables, surname

COLUMNS = """
name label full_name relation gender birth_date age id_type id_no ethnic phone
residence_type categories dis_type dis_level dis_card ability emg_name emg_phone risk
cycle_days next_due last_visit miss_count person_state hh_id addr_short grid_code
id_mask benefits next_form due_reason
""".split()
FAMILIES = ["alone", "couple_old", "couple_mid", "nuclear", "three", "single"]
FAMILY_WEIGHTS = [0.10, 0.22, 0.13, 0.33, 0.17, 0.05]
DAYS_IN_YEAR = 365.2425


def move_in(grid: DemoGrid, home: Row) -> Row:
    """Make the people of `home`, and return the row of its head."""
    first = len(grid.people)
    use = home["house_use"]
    if use == "shop":
        _shopkeepers(grid, home)
    elif use in ("rent", "group_rent", "shop_live"):
        _tenants(grid, home)
    else:
        _owners(grid, home)
    return grid.people[first].row


def _add(
    grid: DemoGrid,
    home: Row,
    name: str,
    gender: str,
    age: float,
    relation: str,
    *,
    categories: str = "",
    residence: str = "local",
) -> None:
    dice = grid.dice
    days = int(age * DAYS_IN_YEAR) + dice.randrange(0, 360)
    birth = min(DRAWN_FOR - timedelta(days=days), grid.today)
    years = years_between(birth, DRAWN_FOR)
    row = row_of(
        COLUMNS,
        name=dice.uid(),
        label=f"{name} {home['addr_short']}",
        full_name=name,
        relation=relation,
        gender=gender,
        birth_date=birth.isoformat(),
        age=years_between(birth, grid.today),
        id_type="idcard",
        id_no=dice.id_number(birth, gender),
        ethnic=_ethnic(grid, name),
        phone=dice.phone() if years >= 14 else "",
        residence_type=residence,
        categories=categories,
        ability="9" if years >= 60 else "",
        miss_count=0,
        person_state="active",
        hh_id=home["name"],
        addr_short=home["addr_short"],
        grid_code=GRID_CODE,
    )
    row["id_mask"] = f"{row['id_no'][:6]}********{row['id_no'][14:]}"
    grid.people.append(Person(row, years, home))


def _ethnic(grid: DemoGrid, name: str) -> str:
    hui = name[0] in name_tables()["hui_surnames"] and grid.dice.random() < 0.45
    return "03" if hui else "01"


def _shopkeepers(grid: DemoGrid, home: Row) -> None:
    dice = grid.dice
    gender = dice.choice("12")
    name = full_name(dice, gender)
    _add(grid, home, name, gender, dice.randint(26, 55), "0", residence="floating")
    if dice.random() < 0.6:
        name = full_name(dice, "2")
        _add(grid, home, name, "2", dice.randint(24, 50), "9", residence="floating")


def _tenants(grid: DemoGrid, home: Row) -> None:
    dice = grid.dice
    shared = home["house_use"] == "group_rent"
    if shared:
        count = dice.randint(4, 6)
    else:
        count = dice.choices([1, 2, 3, 4], [0.3, 0.34, 0.26, 0.1])[0]
    for order in range(count):
        gender = dice.choice("12")
        name = full_name(dice, gender)
        grown = order < 2
        age = dice.randint(20, 44) if grown else dice.choice([3, 6, 8, 27, 33])
        relation = "9" if shared else "1" if order == 1 else "2"
        residence = "floating" if dice.random() < 0.7 else "split_in"
        if order == 0:
            relation = "0"
        _add(grid, home, name, gender, age, relation, residence=residence)


def _owners(grid: DemoGrid, home: Row) -> None:
    kind = grid.dice.choices(FAMILIES, FAMILY_WEIGHTS)[0]
    family = surname(grid.dice)
    if kind == "alone":
        _elder_alone(grid, home, family)
    elif kind == "couple_old":
        _old_couple(grid, home, family)
    elif kind == "couple_mid":
        _couple(grid, home, family, (46, 59), (45, 57))
    elif kind == "single":
        gender = grid.dice.choice("12")
        name = full_name(grid.dice, gender)
        _add(grid, home, name, gender, grid.dice.randint(25, 55), "0")
    else:
        _parents_and_children(grid, home, family, elder=kind == "three")


def _elder_alone(grid: DemoGrid, home: Row, family: str) -> None:
    dice = grid.dice
    gender = dice.choices("12", [0.35, 0.65])[0]
    name = full_name(dice, gender, family if gender == "1" else "")
    ages = [62, 67, 72, 77, 82, 87, 92]
    age = dice.choices(ages, [0.16, 0.22, 0.22, 0.18, 0.13, 0.07, 0.02])[0]
    _add(grid, home, name, gender, age + dice.random() * 3, "0", categories="E01")


def _old_couple(grid: DemoGrid, home: Row, family: str) -> None:
    dice = grid.dice
    ages = [61, 64, 67, 70, 73, 77, 81]
    age = dice.choices(ages, [0.2, 0.22, 0.2, 0.16, 0.12, 0.07, 0.03])[0]
    for gender, relation, years in (("1", "0", age), ("2", "1", age - 2)):
        name = full_name(dice, gender, family if gender == "1" else "")
        exact = years + dice.random() * 3
        _add(grid, home, name, gender, exact, relation, categories="E02")


def _couple(
    grid: DemoGrid,
    home: Row,
    family: str,
    his: tuple[int, int],
    hers: tuple[int, int],
) -> None:
    """Add husband and wife, ages within the two spans of years."""
    dice = grid.dice
    name = full_name(dice, "1", family)
    _add(grid, home, name, "1", dice.randint(*his), "0")
    name = full_name(dice, "2")
    _add(grid, home, name, "2", dice.randint(*hers), "1")


def _parents_and_children(
    grid: DemoGrid, home: Row, family: str, *, elder: bool
) -> None:
    dice = grid.dice
    _couple(grid, home, family, (30, 50), (28, 48))
    for _ in range(dice.choices([0, 1, 2], [0.12, 0.58, 0.3])[0]):
        gender = dice.choice("12")
        name = full_name(dice, gender, family)
        relation = "2" if gender == "1" else "3"
        _add(grid, home, name, gender, dice.randint(0, 19), relation)
    if elder:
        name = full_name(dice, "2")
        ages, weights = [60, 63, 66, 70, 75, 81], [0.24, 0.24, 0.2, 0.16, 0.1, 0.06]
        age = dice.choices(ages, weights)[0] + dice.random() * 2
        _add(grid, home, name, "2", age, "5")
