"""The part of `Records` for lists and figures: what is due, typed answers."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from forms.records import due, typed
from forms.records.due import DueFilter
from forms.records.store_core import CoreRecords
from forms.records.types import DueCounts, DueRow
from forms.records.vault import Row

if TYPE_CHECKING:
    # The engine is not loaded by who only reads the register.
    from forms.engine.definition.model import FormDefinition

_ALL_DUE = DueFilter()


class FigureRecords(CoreRecords):
    """What is due, and what visits answered, as tables."""

    def due(
        self,
        today: date,
        wanted: DueFilter = _ALL_DUE,
        *,
        limit: int = 100,
        offset: int = 0,
    ) -> list[DueRow]:
        """Return what is due, the oldest first; facilities of one unit together."""
        return due.due(self._link, today, wanted, limit, offset)

    def due_counts(self, today: date, wanted: DueFilter = _ALL_DUE) -> DueCounts:
        """Return how many are late, due today, due within `wanted.days` after."""
        return due.counts(self._link, today, wanted)

    def due_by_list(self, today: date, wanted: DueFilter = _ALL_DUE) -> dict[str, int]:
        """Return how many of each list are late or due within `wanted.days`."""
        return due.counts_by_list(self._link, today, wanted)

    def refresh_answers(self, definition: "FormDefinition") -> int:
        """Bring the typed tables up to date for the visits of one form version.

        Returns:
            How many visits were written anew.
        """
        return typed.refresh(self._link, definition)

    def answers(
        self,
        form_id: str,
        repeat: str = "",
        *,
        since: str = "",
        until: str = "",
        grid_code: str = "",
    ) -> list[dict[str, typed.Value]]:
        """Return the answers of all visits that are not hidden, typed.

        Args:
            form_id: Its versions together.
            repeat: Nodeset of a repeat for one row an instance, as "/fire_patrol/fc".
            since: First civil day of the visit's end, blank for all.
            until: Last civil day.
            grid_code: Blank for all.

        Returns:
            Rows of "rec", "uid", "parent", "position" and each path below the root
            or the repeat, as "heat/t_living": a number, a text, or None for blank.
        """
        return typed.answers(self._link, form_id, repeat, since, until, grid_code)

    def answer_tables(self, form_id: str) -> dict[str, typed.Table]:
        """Return the typed tables of a form by nodeset of the repeat, for `figures`."""
        return typed.tables(self._link, form_id)

    def figures(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Return the rows of a SELECT over typed tables, visits and entities."""
        return self._link.query(sql, values)
