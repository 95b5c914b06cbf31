"""Heating visits of the season so far: 286 doors and what was read there."""

from datetime import date, timedelta

from desktop.demo_grid import season
from desktop.demo_grid.dice import Dice
from desktop.demo_grid.grid import DemoGrid, Row

BANDS = {"T1": 247, "T2": 21, "T3": 6, "T4": 2, "T0": 10}
# Lowest, highest and how far above the lowest a reading mostly lies, in °C.
READINGS = {
    "T1": (18.0, 24.5, 2.8),
    "T2": (16.0, 17.9, 0.8),
    "T3": (14.0, 15.9, 0.8),
    "T4": (11.5, 13.9, 0.8),
}
NO_ANSWER, WARM = "T0", "T1"
COLD_PROBLEMS = ["low_temp", "uneven", "one_radiator", "low_temp valve"]
WARM_PROBLEMS = ["leak", "noise", "one_radiator", "fee", "meter"]


def fill(grid: DemoGrid) -> None:
    """Visit 286 of the homes in use, each on a day of the season before today."""
    lived_in = [home for home in grid.households if home["house_use"] != "vacant"]
    visited = grid.dice.sample(lived_in, sum(BANDS.values()))
    bands = [band for band, count in BANDS.items() for _ in range(count)]
    grid.dice.shuffle(bands)
    for home, band in zip(visited, bands, strict=True):
        grid.heating_visits.append(_visit(grid, home, band))


def _visit(grid: DemoGrid, home: Row, band: str) -> Row:
    dice = grid.dice
    day = season.day_before(grid.today, dice.randrange(1, season.SPAN_DAYS + 1))
    reading = _reading(dice, band)
    problem = _problem(dice, band)
    follow_up = _follow_up(day, band, problem)
    home["last_heat_date"] = day.isoformat() if reading else ""
    home["last_heat_temp"], home["heat_band"] = reading, band
    # What was open when the heating was turned off is not waited for any more.
    waits = bool(follow_up) and season.runs(grid.today)
    home["next_due"] = follow_up if waits else ""
    home["next_form"] = "heating_visit" if waits else ""
    home["due_reason"] = _reason(band) if waits else ""
    met = (
        "noone"
        if band == NO_ANSWER
        else dice.choices(["met", "proxy"], [0.83, 0.17])[0]
    )
    return {
        "visit_date": day.isoformat(),
        "hh": home["name"],
        "addr": home["addr_short"],
        "result": met,
        "t_min": reading,
        "band": band,
        "problem": problem,
        "follow_up": follow_up,
        "visitor": dice.choice(["w02", "w03"]),
    }


def _reading(dice: Dice, band: str) -> str:
    """Return the lowest room temperature in °C, "" where nobody opened."""
    if band == NO_ANSWER:
        return ""
    low, high, usual = READINGS[band]
    return str(round(dice.triangular(low, high, min(high, low + usual)), 1))


def _problem(dice: Dice, band: str) -> str:
    if band not in (WARM, NO_ANSWER):
        return dice.choice(COLD_PROBLEMS)
    if band == WARM and dice.random() < 0.06:
        return dice.choice(WARM_PROBLEMS)
    return "none"


def _follow_up(day: date, band: str, problem: str) -> str:
    if problem == "none" and band != NO_ANSWER:
        return ""
    soon = band in ("T3", "T4", NO_ANSWER)
    return (day + timedelta(days=2 if soon else 3)).isoformat()


def _reason(band: str) -> str:
    """Return the code of `rules/due_reason.csv`."""
    return {NO_ANSWER: "noone", WARM: "heat"}.get(band, "cold")
