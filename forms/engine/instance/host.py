"""Host: what a session asks of the world around it."""

from datetime import datetime
from typing import Protocol

from forms.engine.xpath.nodes import RowSource


class Host(Protocol):
    """Given by whoever opens a form: the register, the clock, who is signed in."""

    def now(self) -> datetime:
        """Return the present instant, aware, in the local zone."""
        ...

    def external(self, src: str) -> RowSource | bytes | None:
        """Return what an external instance holds, None where there is no such file.

        Args:
            src: As "jr://file-csv/household.csv" or "jr://instance/last-saved"; rows,
                or the bytes of the file.
        """
        ...

    def property(self, name: str) -> str:
        """Return "deviceid", "username", "email" or "phonenumber"; blank if unknown."""
        ...

    def location(self) -> str:
        """Return where this computer is, as a geopoint; blank where nobody knows."""
        ...

    def entity_exists(self, list_name: str, entity_id: str) -> bool:
        """Tell whether the register knows the entity: an upsert updates it then."""
        ...
