"""Done: what a person did in a draft so far, as the journal has it, in memory."""

from collections.abc import Mapping
from typing import Any

from forms.engine.refs import NodeRef
from forms.entry.replay import APART, SAME

Said = tuple[str, str, str]
"""Of an entity that the visit makes: its list, its id, the id of the other one."""


class Done:
    """The events of a draft, kept in memory too: a disk may go while it is filled.

    Attributes:
        events: All of them in order, on disk or not.
        given: The last answer of each question that was answered.
        untouched: Nobody has answered, added or taken out anything.
    """

    def __init__(self) -> None:
        self.events: list[Mapping[str, Any]] = []
        self.given: dict[NodeRef, str] = {}
        self.untouched = True
        self._said: dict[str, set[Said]] = {SAME: set(), APART: set()}

    def add(self, event: Mapping[str, Any]) -> None:
        """Take up an event, given now or read from the journal."""
        self.events.append(event)
        if "set" in event:
            self.given[NodeRef.parse(event["set"])] = event["v"]
        for what in (SAME, APART):
            if what in event:
                list_name, made, known = event[what].split(" ")
                self._said[what].add((list_name, made, known))
        if not event.keys().isdisjoint(("set", "add", "remove", SAME)):
            self.untouched = False

    @property
    def same(self) -> frozenset[Said]:
        """What a person said to be known already, without a way of the form."""
        return frozenset(self._said[SAME])

    @property
    def apart(self) -> frozenset[Said]:
        """What a person said to be two."""
        return frozenset(self._said[APART])
