"""Decisions on rows of ledgers, remembered on this laptop for the next import."""

import json
from collections.abc import Mapping

from forms.records.journal import Journal
from forms.records.ledger_draft import WHATS, Decision

SETTING = "ledger.decided."
# Of each list; the oldest are forgotten, and asked for again.
MOST = 5_000


def recall(journal: Journal, list_name: str) -> dict[str, Decision]:
    """Return what was said of rows of this list, by mark."""
    told = journal.setting(SETTING + list_name)
    found: dict[str, list[str]] = json.loads(told) if told else {}
    return {
        mark: Decision(what, entity)
        for mark, (said, entity) in found.items()
        for what in WHATS
        if what == said
    }


def remember(journal: Journal, list_name: str, decided: Mapping[str, Decision]) -> None:
    """Keep what was said of rows; it never travels and names nobody, only ids.

    Args:
        journal: Of this laptop.
        list_name: As "household".
        decided: All that is said of rows of a ledger (`LedgerPlan.decided`).
    """
    kept = recall(journal, list_name)
    for mark in decided:
        kept.pop(mark, None)
    kept |= decided
    last = list(kept.items())[-MOST:]
    told = {mark: [one.what, one.id] for mark, one in last}
    journal.set_setting(SETTING + list_name, json.dumps(told))
