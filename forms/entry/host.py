"""What a session asks of the world, answered from the records; forms opened."""

import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from functools import cache, lru_cache

import resources
from forms.engine.definition.choices import parse_csv
from forms.engine.definition.model import FormDefinition
from forms.engine.definition.xform import parse_xform
from forms.engine.instance.view import Moment
from forms.engine.xpath.nodes import RowSource
from forms.entry.media import KeptMedia
from forms.errors import KnownError
from forms.records.journal import Journal
from forms.records.store import Records

# The setting of a laptop that says where it stands: "39.9 116.4 50 10".
LOCATION = "location"


class RecordsHost:
    """The world of one form: lists of the register, rules, who is signed in.

    Args:
        records: Where the lists come from.
        form_id: Whose last saved visit counts.
        staff_id: Who is signed in; the form's `username`.
        now: The clock.
        editing: The record id of a finalised visit that is edited: its form sees the
            register as if the visit had written nothing.
        location: Where the laptop stands, as a geopoint; setgeopoint reads it.
        form_hash: SHA-256 of the XForm, whose own files may be asked; "" for none.
    """

    def __init__(
        self,
        records: Records,
        form_id: str,
        staff_id: str,
        now: Callable[[], datetime],
        editing: str = "",
        location: str = "",
        form_hash: str = "",
    ) -> None:
        self._kept = KeptMedia(records, form_hash) if form_hash else None
        self._records = records
        self._form_id = form_id
        self._staff_id = staff_id
        self._now = now
        self._editing = editing
        self._location = location

    def now(self) -> datetime:
        """The instant on the clock, aware."""
        return self._now()

    def external(self, src: str) -> RowSource | bytes | None:
        """Return what lies behind `src`, None where nothing does.

        A list of the register comes before a packaged rule of the same name, so an
        office can bring its own thresholds in as a ledger; a file that was kept with
        the form, being no list of things, comes last.
        """
        if src == "jr://instance/last-saved":
            return self._records.last_saved(self._form_id)
        name = src.rsplit("/", 1)[-1].removesuffix(".csv").removesuffix(".geojson")
        rows = self._records.entity_rows(name, without=self._editing)
        if len(rows):
            return rows
        rule = rule_rows(name)
        if rule is not None:
            return rule
        kept = self._kept.get(src) if self._kept else None
        # A list that nobody has filled yet is empty, not missing.
        return kept if kept is not None else rows

    def property(self, name: str) -> str:
        """Return the `username` or `deviceid`; blank for what a laptop lacks."""
        if name == "username":
            return self._staff_id
        return self._records.device_id if name == "deviceid" else ""

    def location(self) -> str:
        """The place that was set for this laptop, blank where none was."""
        return self._location

    def entity_exists(self, list_name: str, entity_id: str) -> bool:
        """Tell whether the register knows the entity."""
        return self._records.entity_exists(list_name, entity_id, without=self._editing)


@cache
def rule_rows(name: str) -> RowSource | None:
    """Return the packaged rule table `name`, None where there is none."""
    if not name.isidentifier() or not resources.path(f"rules/{name}.csv").is_file():
        return None
    return parse_csv(resources.data(f"rules/{name}.csv"))


def open_form(
    records: Records, form_id: str, version: str | None = None
) -> FormDefinition:
    """Return a form of the shelf, its newest version where none is named.

    Raises:
        KnownError: SHELF-NOT-HERE, or what is wrong with the form.
    """
    return _parsed(records.form(form_id, version))


def warm(xforms: Iterable[bytes]) -> None:
    """Read forms before they are asked for, so that beginning one costs no parsing.

    May run beside the thread that fills forms. A form that is broken tells so when it
    is opened.
    """
    for xform in xforms:
        with suppress(KnownError):
            _parsed(xform)


# Forms in use at one time are few; parsing one anew would cost a frame.
@lru_cache(maxsize=32)
def _parsed(xform: bytes) -> FormDefinition:
    return parse_xform(xform)


def moment_of(clock: Callable[[], datetime]) -> Moment:
    """Return this instant with a fresh seed."""
    return Moment(clock(), secrets.token_hex(8))


def signed_in_host(
    records: Records,
    journal: Journal,
    form_id: str,
    clock: Callable[[], datetime],
    editing: str = "",
    form_hash: str = "",
) -> RecordsHost:
    """Return the host of a form for whoever is signed in; see `RecordsHost`.

    Raises:
        KnownError: PROFILE-MISSING.
    """
    staff_id = journal.profile.staff_id
    if not staff_id:
        raise KnownError("PROFILE-MISSING")
    location = journal.setting(LOCATION)
    return RecordsHost(records, form_id, staff_id, clock, editing, location, form_hash)
