"""Carrier: when the network is back, what waits goes by itself, or says why not."""

from sync.carrier.decision import (
    Carried,
    Choices,
    Conditions,
    Decision,
    Load,
    Standing,
    carry,
    decide,
    failed,
    load_of,
    next_try,
    place_key,
    succeeded,
)
from sync.carrier.power import is_metered, on_battery
from sync.carrier.settings import (
    Setting,
    read_setting,
    read_standing,
    write_setting,
    write_standing,
)

__all__ = [
    "Carried",
    "Choices",
    "Conditions",
    "Decision",
    "Load",
    "Setting",
    "Standing",
    "carry",
    "decide",
    "failed",
    "is_metered",
    "load_of",
    "next_try",
    "on_battery",
    "place_key",
    "read_setting",
    "read_standing",
    "succeeded",
    "write_setting",
    "write_standing",
]
