"""Names as they are given in Jining, with clan generations and rare characters."""

import json
from functools import cache
from typing import Any

import resources
from desktop.demo_grid.dice import Dice


@cache
def name_tables() -> dict[str, Any]:
    """Return `resources/demo/names.json`: surnames with weights, given names."""
    tables: dict[str, Any] = json.loads(resources.text("demo/names.json"))
    return tables


def surname(dice: Dice) -> str:
    """Return a surname, as often as it is met."""
    weights: dict[str, int] = name_tables()["surnames"]
    return dice.choices(list(weights), list(weights.values()))[0]


def full_name(dice: Dice, gender: str, family: str = "") -> str:
    """Return a full name.

    Args:
        dice: Where chance comes from.
        gender: "1" male, "2" female.
        family: The surname, or "" for any.
    """
    tables = name_tables()
    family = family or surname(dice)
    if family in tables["clan_surnames"] and dice.random() < 0.7:
        ending = dice.choice(tables["clan_endings"])
        return f"{family}{dice.choice(tables['clan_generations'])}{ending}"
    if dice.random() < 0.25:
        return f"{family}{dice.choice(tables['given'][gender])}"
    characters = tables["characters"][gender]
    first = dice.choice(characters)
    second = dice.choice(characters) if dice.random() < 0.82 else ""
    return f"{family}{first}{second}"
