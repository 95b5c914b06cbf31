"""Events and projects of the demo: 165 hazards reported, six things to be built."""

from datetime import datetime, time, timedelta

from desktop.demo_grid.grid import GRID_CODE, DemoGrid, Row, row_of, table

COLUMNS = """
name label hz_no grid_code category level location description reporter channel
report_time found_date respond_due due_date status respond_time respond_min
closed_time handler dept satisfaction points hh_id resident_id rep_name building_no
unit_no last_action next_due next_form due_reason
""".split()
FIX_COLUMNS = """
name label grid_code title fix_type place quantity unit dept fund budget due_date
status done_qty spent done_date last_note next_due next_form due_reason
""".split()
CLOSED_COUNT = 148
REPORTED, CLOSED = "S1", "S5"
# Days to handle by level; the working days of rules/sla.csv told as calendar days.
DAYS_TO_HANDLE = {"A": 0, "B": 1, "C": 5, "D": 21}
HOURS_TO_CLOSE = [0.4, 1, 3, 8, 20, 30, 60]
MINUTES_TO_ANSWER = timedelta(minutes=30)


def fill(grid: DemoGrid) -> None:
    """Make the closed events, the open ones, and the fix items."""
    kinds = table("hazards")
    for order in range(CLOSED_COUNT):
        kind = kinds[order % len(kinds)]
        place = _place(grid, kind)
        days_ago = grid.dice.randrange(1, 55)
        channel = {"rider": "group", "system": "form"}.get(kind["reporter"], "site")
        _add(grid, kind, place, channel, days_ago, CLOSED)
    for order, event in enumerate(table("open_hazards")):
        kind = kinds[order * 5 % len(kinds)]
        place = _place(grid, kind)
        _add(grid, kind, place, "group", int(event["days_ago"]), event["status"])
    grid.fix_items = [_fix_item(grid, item) for item in table("fix_items")]


def _place(grid: DemoGrid, kind: Row) -> str:
    building = grid.dice.randint(1, 12)
    return kind["place"].format(b=building, u=grid.dice.randint(1, 3))


def _add(
    grid: DemoGrid, kind: Row, place: str, channel: str, days_ago: int, status: str
) -> None:
    dice = grid.dice
    clock = time(dice.randint(8, 19), dice.randint(0, 59))
    told = datetime.combine(grid.today - timedelta(days=days_ago), clock)
    initials = "GN" if kind["category"] == "heating" else "SJ"
    number = f"{initials}{told:%Y%m%d}-{dice.uid()[:6]}"
    due = told.date() + timedelta(days=DAYS_TO_HANDLE[kind["level"]])
    row = row_of(
        COLUMNS,
        name=dice.uid(),
        label=f"{number} {place}",
        hz_no=number,
        grid_code=GRID_CODE,
        category=kind["category"],
        level=kind["level"],
        location=place,
        description=kind["description"],
        reporter=kind["reporter"],
        channel=channel,
        report_time=told.isoformat(timespec="seconds"),
        found_date=told.date().isoformat(),
        respond_due=(told + MINUTES_TO_ANSWER).isoformat(timespec="seconds"),
        due_date=due.isoformat(),
        status=status,
        points=int(kind["reporter"] == "rider"),
    )
    _answer(grid, row, told)
    grid.hazards.append(row)


def _answer(grid: DemoGrid, row: Row, told: datetime) -> None:
    """Say when the event was answered and closed, as far as it has come."""
    dice = grid.dice
    if row["status"] != REPORTED:
        quick, slow = dice.randint(4, 29), dice.randint(31, 75)
        minutes = dice.choices([quick, slow], [0.9, 0.1])[0]
        answered = told + timedelta(minutes=minutes)
        row["respond_min"] = str(minutes)
        row["respond_time"] = answered.isoformat(timespec="seconds")
        row["handler"] = dice.choice(["w02", "w03", "w05"])
    if row["status"] == CLOSED:
        closed = told + timedelta(hours=dice.choice(HOURS_TO_CLOSE))
        row["closed_time"] = closed.isoformat(timespec="seconds")
        row["satisfaction"] = str(dice.choice([4, 5, 5, 5, 3]))


def _fix_item(grid: DemoGrid, item: Row) -> Row:
    finished = item["status"] in ("F5", "F6")
    due = grid.today + timedelta(days=int(item["due_in_days"]))
    row = row_of(FIX_COLUMNS, name=grid.dice.uid(), grid_code=GRID_CODE)
    row.update((key, value) for key, value in item.items() if key in row)
    row["label"] = f"{item['title']} {item['place']}"
    row["due_date"] = due.isoformat()
    row["done_qty"] = item["quantity"] if finished else "0"
    return row
