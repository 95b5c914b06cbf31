"""What a session asks of the world, answered from the records."""

from collections.abc import Callable
from datetime import datetime
from functools import cache

import resources
from forms.engine.definition.choices import parse_csv
from forms.engine.xpath.nodes import RowSource
from forms.records.store import Records


class RecordsHost:
    """The world of one form: lists of the register, rules, who is signed in.

    Args:
        records: Where the lists come from.
        form_id: Whose last saved visit counts.
        staff_id: Who is signed in; the form's `username`.
        now: The clock.
    """

    def __init__(
        self,
        records: Records,
        form_id: str,
        staff_id: str,
        now: Callable[[], datetime],
    ) -> None:
        self._records = records
        self._form_id = form_id
        self._staff_id = staff_id
        self._now = now

    def now(self) -> datetime:
        """The instant on the clock, aware."""
        return self._now()

    def external(self, src: str) -> RowSource | bytes | None:
        """Return what lies behind `src`, None where nothing does.

        A list of the register comes before a packaged rule of the same name, so an
        office can bring its own thresholds in as a ledger.
        """
        if src == "jr://instance/last-saved":
            return self._records.last_saved(self._form_id)
        name = src.rsplit("/", 1)[-1].removesuffix(".csv").removesuffix(".geojson")
        rows = self._records.entity_rows(name)
        if len(rows):
            return rows
        rule = rule_rows(name)
        # A list that nobody has filled yet is empty, not missing.
        return rule if rule is not None else rows

    def property(self, name: str) -> str:
        """Return the `username` or `deviceid`; blank for what a laptop lacks."""
        if name == "username":
            return self._staff_id
        return self._records.device_id if name == "deviceid" else ""

    def entity_exists(self, list_name: str, entity_id: str) -> bool:
        """Tell whether the register knows the entity."""
        return self._records.entity_exists(list_name, entity_id)


@cache
def rule_rows(name: str) -> RowSource | None:
    """Return the packaged rule table `name`, None where there is none."""
    if not name.isidentifier() or not resources.path(f"rules/{name}.csv").is_file():
        return None
    return parse_csv(resources.data(f"rules/{name}.csv"))
