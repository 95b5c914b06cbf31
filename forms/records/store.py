"""Records: the register of a workspace, its one face for all the floors above."""

# Longer than 400 lines: one face, most of it signatures and what they promise; the
# work is done in the modules it hands on to.

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from forms.errors import KnownError
from forms.records import (
    behind,
    doctor,
    due,
    duplicates,
    entities,
    freed,
    history,
    intake,
    ledger_rows,
    merges,
    rows,
    schema,
    search,
    shelf,
    typed,
    visits,
)
from forms.records.authoring import Author, as_write, resolving
from forms.records.backup import make_before_migration
from forms.records.blobs import Blobs
from forms.records.custody import Custody, CustodyBook
from forms.records.due import DueFilter
from forms.records.duplicates import Pair
from forms.records.fold import HIDDEN
from forms.records.freed import Original
from forms.records.ids import new_device_id, printed_number, uuid7
from forms.records.intake import Taken, uncollected
from forms.records.journal import Journal
from forms.records.key_file import Recipient
from forms.records.keys import former_keys, make_key, read_key
from forms.records.log import Op, hlc_ceiling, next_hlc, trusted_op
from forms.records.members import Keys, Members
from forms.records.row_source import EntityRows
from forms.records.rows_without import RowsWithout
from forms.records.streams import Streams, by_grid
from forms.records.types import (
    Conflict,
    DoctorReport,
    DueCounts,
    DueRow,
    Entity,
    EntityWriting,
    FieldWrite,
    FormInfo,
    Gap,
    Hit,
    ImportReport,
    ImportRow,
    ListInfo,
    Profile,
    ReceiveReport,
    Visit,
    VisitIn,
    VisitRow,
)
from forms.records.vault import Link, Row, known_os_error
from forms.records.visits import VisitFilter
from forms.records.watermark import Watermark
from forms.records.workspace import (
    BACKUPS,
    BLOBS,
    DEMO_REGISTER,
    JOURNAL,
    REGISTER,
    Description,
    Share,
    describe,
    is_workspace,
    write_description,
)

if TYPE_CHECKING:
    # The engine is not loaded by who only reads the register.
    from forms.engine.definition.model import FormDefinition

Clock = Callable[[], datetime]
_ALL_VISITS = VisitFilter()
_ALL_DUE = DueFilter()


def wall_clock() -> datetime:
    """Return the instant by this laptop's clock, with its offset."""
    return datetime.now().astimezone()


def create_workspace(
    folder: Path,
    *,
    profile: Profile,
    demo: bool,
    now: datetime,
    register_id: str | None = None,
    passphrase: str = "",
    recipients: Sequence[Recipient] = (),
) -> None:
    """Make a workspace in `folder`, or finish making one that was interrupted.

    Args:
        folder: Made if it does not exist.
        profile: Who works here.
        demo: Kept apart from real work and out of figures.
        now: Aware.
        register_id: The register to belong to (UUID); without it a new one.
        passphrase: Opens it from now on; blank keeps the key bare beside the data.
        recipients: Who can open it without the passphrase.

    Raises:
        KnownError: STORE-EXISTS, KEY-SHORT, DISK-FULL, STORE-READONLY, STORE-IO.
    """
    if is_workspace(folder):
        raise KnownError("STORE-EXISTS", place=str(folder))
    try:
        for name in ("", BLOBS, BACKUPS):
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise known_os_error(error, folder) from error
    key = make_key(folder, passphrase, recipients)
    register = register_id or (DEMO_REGISTER if demo else uuid7(now))
    with closing(Link(folder / REGISTER, key, writer=True)) as link:
        schema.migrate(link, "register", lambda: None)
        rows.make_indexes(link)
        with link.writing():
            link.many(
                "INSERT OR IGNORE INTO meta (name, value) VALUES (?, ?)",
                [
                    ("device", new_device_id()),
                    ("signing_key", secrets.token_hex(32)),
                    ("register", register),
                ],
            )
        device, register = (_meta(link, name) for name in ("device", "register"))
    with closing(Link(folder / JOURNAL, key, writer=True)) as link:
        schema.migrate(link, "journal", lambda: None)
        Journal(link).set_profile(profile)
    # Last: only now is it a workspace, and a kill before leaves nothing half made.
    write_description(folder, Description(register, device, demo, now))


def _meta(link: Link, name: str) -> str:
    return str(link.value("SELECT value FROM meta WHERE name = ?", (name,)) or "")


class Records:
    """The register of a workspace: log, projections, attachments.

    One object belongs to one thread. A reader sees what writers have committed.
    """

    def __init__(
        self,
        folder: Path,
        link: Link,
        blobs: Blobs,
        clock: Clock,
        share: Share,
        mark: Watermark,
    ) -> None:
        self.folder = folder
        self._share = share
        self._mark = mark
        self._link = link
        self._blobs = blobs
        self._clock = clock
        self._device = _meta(link, "device")
        # The description is a label that any editor can change; the register is sealed.
        self._description = replace(
            describe(folder),
            register_id=_meta(link, "register"),
            device_id=self._device,
        )

    @classmethod
    def open(
        cls, folder: Path, *, writer: bool = True, clock: Clock = wall_clock
    ) -> Self:
        """Open the workspace in `folder`.

        Raises:
            KnownError: STORE-NONE, STORE-KEY, STORE-NEWER, STORE-DAMAGED, STORE-GONE,
                STORE-LOCKED, STORE-READONLY, DISK-FULL; STORE-BEHIND where it ends
                before what was told as kept: see `behind.go_on`.
        """
        describe(folder)
        key = read_key(folder)
        behind.look(folder, key)
        share = Share(folder)
        try:
            link = Link(folder / REGISTER, key, writer=writer)
        except KnownError:
            share.close()
            raise
        try:
            if writer:
                schema.migrate(
                    link, "register", lambda: make_before_migration(folder, clock())
                )
                rows.make_indexes(link)
            elif schema.is_older(link, "register"):
                # A reader cannot bring the file up to date; a writer does, once.
                cls.open(folder, writer=True, clock=clock).close()
            mark = Watermark(folder, "register", key)
            behind.watch_register(link, mark)
            blobs = Blobs(folder / BLOBS, key, former_keys(folder))
            return cls(folder, link, blobs, clock, share, mark)
        except KnownError:
            link.close()
            share.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._link.close()
        self._mark.close()
        self._share.close()

    @property
    def device_id(self) -> str:
        """This laptop's id in the log."""
        return self._device

    @property
    def signing_key(self) -> bytes:
        """The Ed25519 seed (32 bytes) with which this laptop signs its bundles."""
        return bytes.fromhex(_meta(self._link, "signing_key"))

    @property
    def register_id(self) -> str:
        """The register that this workspace belongs to (UUID)."""
        return self._description.register_id

    @property
    def demo(self) -> bool:
        """This is no real work."""
        return self._description.demo

    # Members ----------------------------------------------------------------------

    @property
    def members(self) -> Members:
        """Who belongs to the register, and the keys of this laptop."""
        return Members(self._link, self._device)

    @property
    def streams(self) -> Streams:
        """What this laptop sends as an office, and what it hears of others."""
        return Streams(self._link)

    @property
    def book(self) -> CustodyBook:
        """The way of every record, as far as it is known here."""
        return CustodyBook(
            self._link,
            self._device,
            lambda: self.members.offices(self._clock().date()),
        )

    @property
    def now(self) -> datetime:
        """The instant by this workspace's clock, aware."""
        return self._clock()

    def custody(self, record_id: str) -> Custody:
        """Return where a visit is: written, bundled, received, reviewed, printed.

        Raises:
            KnownError: VISIT-UNKNOWN.
        """
        told = self.book.of(record_id)
        return replace(told, freed=freed.freed_in(self._link, record_id))

    def adopt(self, register_id: str) -> None:
        """Belong to another register from now on; what is in the log stays.

        Raises:
            KnownError: DISK-FULL, STORE-...
        """
        self._set_meta("register", register_id)
        self._describe(replace(self._description, register_id=register_id))

    def renew(self, keys: Keys) -> None:
        """Go on as another device: this workspace is a copy of another.

        Raises:
            KnownError: DISK-FULL, STORE-...
        """
        self.members.renew(keys)
        self._device = keys.device
        self._describe(replace(self._description, device_id=keys.device))

    def _describe(self, description: Description) -> None:
        write_description(self.folder, description)
        self._description = description

    def _set_meta(self, name: str, value: str) -> None:
        with self._link.writing():
            self._link.run(
                "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (name, value)
            )

    # Visits -----------------------------------------------------------------------

    def finalise_visit(self, visit: VisitIn) -> Op:
        """Make a finalised form an op: the visit and its entity writes.

        The same draft gives the same op, however often it is called.

        Raises:
            KnownError: VISIT-UNKNOWN where it replaces a revision not here,
                BLOB-MISSING, DISK-FULL, STORE-...: then nothing was kept.
        """
        for sha256 in visit.attachments.values():
            if not self.has_picture(sha256):
                raise KnownError("BLOB-MISSING", blob=sha256[:12])
        with self._link.writing():
            done = visits.op_of_draft(self._link, visit.draft_id, self._device)
            if done:
                return done
            replaced = visits.replaced_by(self._link, visit)
            number = self._number_of(visit)
            writes = Author(self._link, [n for n, _ in replaced]).writes(visit.writes)
            body = visits.body_of(visit, number, [i for _, i in replaced], writes)
            form = f"{visit.form_id} {visit.form_version}"
            return self._append("visit", visit.record_id, visit.author, body, form)

    def _number_of(self, visit: VisitIn) -> str:
        known = self._link.value(
            "SELECT number FROM visit WHERE rec = ?", (visit.record_id,)
        )
        if known:
            return str(known)
        start = printed_number(visit.grid_code, visit.ended_at, self._device, 0)[:-4]
        last = self._link.value(
            "SELECT max(CAST(substr(number, ?) AS INTEGER)) FROM visit"
            " WHERE number >= ? AND number < ? || '~'",
            (len(start) + 1, start, start),
        )
        return f"{start}{(last or 0) + 1:04d}"

    def visit(self, name: str) -> Visit:
        """Return a visit by its record id, an instanceID or its printed number.

        Raises:
            KnownError: VISIT-UNKNOWN.
        """
        return visits.visit(self._link, name, self._device)

    def visits(
        self, wanted: VisitFilter = _ALL_VISITS, *, limit: int = 100, offset: int = 0
    ) -> list[VisitRow]:
        """Return visits, those that ended last first."""
        return visits.visits(self._link, wanted, self._device, limit, offset)

    def visit_counts(self, wanted: VisitFilter = _ALL_VISITS) -> dict[str, int]:
        """Return how many visits of each form."""
        return visits.counts(self._link, wanted)

    def last_saved(self, form_id: str) -> bytes | None:
        """Return the submission XML that this laptop finalised last with a form."""
        return visits.last_saved(self._link, form_id, self._device)

    def hide_visit(self, record_id: str, hidden: bool, author: str) -> Op:
        """Take a visit out of the lists, or bring it back. Nothing is deleted."""
        return self.hide(visits.HIDDEN_LIST, record_id, hidden, author)

    # Attachments ------------------------------------------------------------------

    def put_blob(self, data: bytes) -> str:
        """Seal a file and return its SHA-256; the same bytes are kept once.

        Raises:
            KnownError: DISK-FULL, STORE-READONLY, STORE-IO.
        """
        return self._blobs.put(data)

    def blob(self, sha256: str) -> bytes:
        """Return the bytes of an attachment.

        Raises:
            KnownError: BLOB-MISSING (not arrived yet), BLOB-DAMAGED.
        """
        return self._blobs.get(sha256)

    def has_blob(self, sha256: str) -> bool:
        """Tell whether an attachment is on this laptop."""
        return self._blobs.has(sha256)

    def picture(self, sha256: str) -> bytes:
        """Return what is here to look at: the attachment, or the small copy left of it.

        Raises:
            KnownError: BLOB-MISSING, BLOB-DAMAGED.
        """
        if not self._blobs.has(sha256):
            small = freed.small_of(self._link, sha256)
            if small:
                return self._blobs.get(small)
        return self._blobs.get(sha256)

    def has_picture(self, sha256: str) -> bool:
        """Tell whether an attachment, or a small copy of it, is on this laptop."""
        return self._blobs.has(sha256) or bool(freed.small_of(self._link, sha256))

    def originals(self) -> list[Original]:
        """Return the photos of visits that are here whole, the oldest first."""
        return list(freed.originals(self._link, self._blobs))

    def free_original(self, sha256: str, small: bytes) -> int:
        """Keep only `small` of a photo; return the bytes won.

        The caller knows that every office has the original.

        Raises:
            KnownError: DISK-FULL, STORE-...
        """
        at = self._clock().isoformat()
        return freed.free(self._link, self._blobs, sha256, small, at)

    def blob_names(self) -> list[str]:
        """Return the SHA-256 of every attachment on this laptop."""
        return list(self._blobs.names())

    def blobs_of(self, dev: str, lo: int, hi: int) -> list[str]:
        """Return the SHA-256 of the attachments that a device's ops name."""
        return visits.blobs_of(self._link, dev, lo, hi)

    def salted_blobs(self, dev: str = "") -> list[tuple[str, str]]:
        """Return (SHA-256, salt of an op that names it) of attachments, each pair once.

        Args:
            dev: Only those that ops of this device name; blank for all.
        """
        return visits.salted_blobs(self._link, dev)

    def blob_origins(self, shas: Iterable[str]) -> list[tuple[str, str]]:
        """Return (device, month as "202612") of the ops that name attachments."""
        return visits.blob_origins(self._link, shas)

    def missing_blobs(self) -> list[str]:
        """Return the SHA-256 of attachments that visits name and that never came."""
        return [s for s in visits.all_blobs(self._link) if not self.has_picture(s)]

    # Forms ------------------------------------------------------------------------

    def put_form(
        self,
        xform: bytes,
        source: str,
        author: str = "",
        media: Mapping[str, bytes] | None = None,
    ) -> FormInfo:
        """Put a form version on the shelf; one already there makes no op.

        Args:
            xform: The form.
            source: The name of the file it came from.
            author: Who put it there.
            media: File name -> bytes of the pictures, sound and films of its labels;
                they go with the form to every laptop. New ones of a form that is
                there already make an op.

        Returns:
            Its name; `conflict` where the same id and version came with other content.

        Raises:
            KnownError: SHELF-NO-FORM where it is no XForm; DISK-FULL, STORE-...
        """
        info = shelf.read_name(xform, source)
        files = {name: self.put_blob(data) for name, data in (media or {}).items()}
        if not self._shelved(info.hash, files):
            with self._link.writing():
                if not self._shelved(info.hash, files):
                    body = shelf.body_of(info, xform, files)
                    self._append("form", uuid7(self._clock()), author, body)
        return next(one for one in self.forms() if one.hash == info.hash)

    def _shelved(self, sha256: str, files: Mapping[str, str]) -> bool:
        """Tell whether a form is on the shelf with these files."""
        if shelf.form_by_hash(self._link, sha256) is None:
            return False
        # Only a form that has files is worth the look at its ops.
        return not files or files.items() <= self.form_media(sha256).items()

    def form_media(self, sha256: str) -> dict[str, str]:
        """Return file name -> SHA-256 (`blob`) of the files of a form's labels.

        Args:
            sha256: Of the XForm.
        """
        return shelf.media(self._link, sha256)

    def forms(self) -> list[FormInfo]:
        """Return all form versions, the newest of each form first."""
        return shelf.forms(self._link)

    def form(self, form_id: str, version: str | None = None) -> bytes:
        """Return the XForm of a version; without one, of the newest.

        Raises:
            KnownError: SHELF-NOT-HERE.
        """
        found = shelf.form(self._link, form_id, version)
        if found is None:
            raise KnownError("SHELF-NOT-HERE", form=form_id, version=version or "")
        return found

    def form_by_hash(self, sha256: str) -> bytes | None:
        """Return the XForm of that SHA-256."""
        return shelf.form_by_hash(self._link, sha256)

    # Entities ---------------------------------------------------------------------

    def entity(self, list_name: str, entity_id: str) -> Entity | None:
        """Return an entity, hidden ones too; None for one unknown here."""
        return rows.entity(self._link, list_name, entity_id)

    def entities(
        self,
        list_name: str,
        where: Mapping[str, str] | None = None,
        *,
        order: str = "",
        limit: int = 100,
        offset: int = 0,
        hidden: bool = False,
        conflicts: bool = False,
    ) -> list[Entity]:
        """Return entities of a list whose properties have the texts of `where`.

        Args:
            list_name: As "household".
            where: Property -> text; blank for those without the property.
            order: A property, "label", "-property" for descending, or "door" for
                building, unit, floor, room as numbers. Blank: as they became known.
            limit: At most so many.
            offset: After so many.
            hidden: Only those that were hidden.
            conflicts: Only those with a conflict.
        """
        return rows.entities(
            self._link, list_name, where or {}, order, limit, offset,
            hidden=hidden, conflicts=conflicts, ids=None,
        )  # fmt: skip

    def unshown(self, *, limit: int = 100) -> list[Entity]:
        """Return what was hidden or made one with another, the latest first."""
        return rows.unshown(self._link, limit)

    def entity_count(
        self, list_name: str, where: Mapping[str, str] | None = None
    ) -> int:
        """Return how many shown entities of a list have the texts of `where`."""
        return rows.count(self._link, list_name, where or {})

    def entity_exists(
        self, list_name: str, entity_id: str, *, without: str = ""
    ) -> bool:
        """Tell whether an entity stands in a list; see `entity_rows` for `without`."""
        if without:
            rows = self.entity_rows(list_name, without=without)
            return bool(rows.find({"name": entity_id}))
        found = self.entity(list_name, entity_id)
        if found is None or found.hidden or found.merged_into:
            return False
        return found.created

    def search(self, text: str, *, list_name: str = "", limit: int = 20) -> list[Hit]:
        """Return what typed text finds, the best first.

        Args:
            text: A name, a part of one, pinyin or its initials, a door in any
                spelling, the end of a telephone or identity number, a code, a
                visit's number; several with blanks between must all fit.
            list_name: Only in this list.
            limit: At most so many.
        """
        return search.hits(self._link, text, list_name, limit)

    def entity_rows(
        self, list_name: str, *, without: str = ""
    ) -> EntityRows | RowsWithout:
        """Return a list as rows for the form engine.

        Args:
            list_name: As "household".
            without: A record id: the list as if that visit had written nothing,
                which is what an edit of it must see.
        """
        if without:
            return RowsWithout(self._link, list_name, without)
        return EntityRows(self._link, list_name)

    def lists(self) -> list[ListInfo]:
        """Return every entity list that something is known of."""
        return rows.lists(self._link)

    def history(self, list_name: str, entity_id: str) -> list[FieldWrite]:
        """Return every value ever written to an entity, the latest first.

        Raises:
            KnownError: ENTITY-UNKNOWN.
        """
        return history.history(self._link, (list_name, entity_id))

    def conflicts(self, list_name: str, entity_id: str) -> tuple[Conflict, ...]:
        """Return the disputed fields of an entity, the value shown first.

        Raises:
            KnownError: ENTITY-UNKNOWN.
        """
        return history.conflicts(self._link, (list_name, entity_id))

    def write_entities(self, wanted: Sequence[EntityWriting], author: str) -> Op | None:
        """Create or correct entities outside a visit; None where nothing is new."""
        with self._link.writing():
            writes = Author(self._link).writes(wanted)
            if not writes:
                return None
            rec = uuid7(self._clock())
            return self._append("entity", rec, author, {"writes": writes})

    def resolve(
        self, list_name: str, entity_id: str, values: Mapping[str, str], author: str
    ) -> Op:
        """Settle disputed fields: each value follows all that stand now.

        Raises:
            KnownError: ENTITY-UNKNOWN.
        """
        with self._link.writing():
            write = resolving(self._link, (list_name, entity_id), values)
            rec = uuid7(self._clock())
            return self._append("resolve", rec, author, {"writes": [write]})

    def hide(self, list_name: str, entity_id: str, hidden: bool, author: str) -> Op:
        """Hide an entity, or bring it back. Nothing is deleted."""
        with self._link.writing():
            key = (list_name, entity_id)
            state = entities.load(self._link, [key])[key].state
            heads = state.heads_of(HIDDEN)
            shown = state.props.get(HIDDEN, "")
            seen = [head[1] for head in heads if head[2] == shown]
            write = as_write(
                key,
                False,
                {HIDDEN: "1" if hidden else ""},
                {HIDDEN: seen} if seen else {},
            )
            rec = uuid7(self._clock())
            return self._append("hide", rec, author, {"writes": [write]})

    def duplicates(self, list_name: str) -> list[Pair]:
        """Return the pairs of a list that may be one, the surest first."""
        return duplicates.suggest(self._link, list_name)

    def alike(
        self, list_name: str, fields: Mapping[str, str]
    ) -> list[tuple[str, str, str]]:
        """Return (id, label, reason) of what an entry being made resembles."""
        return duplicates.alike(self._link, list_name, fields)

    def merge(
        self, list_name: str, one: str, two: str, chosen: Mapping[str, str], author: str
    ) -> Op:
        """Make two entities one; the smaller id stays, both stay in the history.

        Args:
            list_name: Of both.
            one: Either id.
            two: The other.
            chosen: Fields where they differ and the kept one shall say this.
            author: Staff id.

        Raises:
            KnownError: MERGE-SAME, MERGE-GONE.
        """
        with self._link.writing():
            body = merges.merging(self._link, list_name, (one, two), chosen)
            return self._append("merge", uuid7(self._clock()), author, body)

    def unmerge(self, list_name: str, gone: str, author: str) -> Op:
        """Make two again what was made one.

        Raises:
            KnownError: MERGE-NONE.
        """
        with self._link.writing():
            body = merges.unmerging(self._link, list_name, gone)
            return self._append("merge", uuid7(self._clock()), author, body)

    def merge_many(
        self,
        pairs: Sequence[tuple[str, str, str]],
        author: str,
        count: Callable[[int, int], None] = lambda done, of: None,
    ) -> list[tuple[str, str]]:
        """Make many pairs one, all of them or none; of two values the later stands.

        Args:
            pairs: (list, either id, the other).
            author: Staff id.
            count: Told how many are done; what it raises stops it.

        Returns:
            (list, id) of those that are gone, to be made two again.
        """
        gone: list[tuple[str, str]] = []
        with self._link.writing():
            several = merges.groups(pairs)
            for at, (name, (kept, *others)) in enumerate(several):
                count(at, len(several))
                chosen = merges.later(self._link, name, (kept, *others))
                for other in others:
                    body = merges.merging(self._link, name, (kept, other), chosen)
                    self._append("merge", uuid7(self._clock()), author, body)
                    gone.append((name, other))
        return gone

    def unmerge_many(
        self,
        gone: Sequence[tuple[str, str]],
        author: str,
        count: Callable[[int, int], None] = lambda done, of: None,
    ) -> None:
        """Make two again what `merge_many` made one, all of them or none."""
        with self._link.writing():
            for at, (name, entity) in enumerate(reversed(gone)):
                count(at, len(gone))
                body = merges.unmerging(self._link, name, entity)
                self._append("merge", uuid7(self._clock()), author, body)

    def redirect_strays(self, author: str) -> Op | None:
        """Lead what came late to a merged entity on to the one kept; None: nothing.

        Called after each import of a bundle and of a ledger.
        """
        if merges.strays(self._link) is None:
            return None
        with self._link.writing():
            body = merges.strays(self._link)
            if body is None:
                return None
            return self._append("merge", uuid7(self._clock()), author, body)

    def import_entities(
        self,
        list_name: str,
        table: Sequence[Mapping[str, str]],
        source: str,
        *,
        author: str = "",
        key: Sequence[str] = (),
        day: str = "",
        dry_run: bool = False,
        count: Callable[[int, int], None] = lambda done, of: None,
    ) -> ImportReport:
        """Bring rows of a ledger into a list; what is here already makes no op.

        Args:
            list_name: As "household".
            table: Rows by property, `label`, and `name` where a row brings its id.
            source: The ledger's name, kept in the log.
            author: Staff id.
            key: Properties that make the id of a row that brings none.
            day: Which the ledger tells of (ISO), kept in the log.
            dry_run: Only tell what would be done.
            count: Told how much of how much is done; what it raises stops the
                import, and nothing is kept.

        Returns:
            What became of each row.
        """
        told: list[ImportRow] = []
        writes: list[dict[str, Any]] = []
        done: set[str] = set()

        def compare() -> None:
            of = 2 * len(table)
            for start in range(0, len(table), ledger_rows.ROWS_AT_ONCE):
                count(start, of)
                part = table[start : start + ledger_rows.ROWS_AT_ONCE]
                found = ledger_rows.compare(
                    self._link, self.register_id, list_name, part, key, done, start
                )
                told.extend(found[0])
                writes.extend(found[1])

        if dry_run:
            compare()
            return ledger_rows.report(told)
        body = {"source": source, "day": day} if day else {"source": source}
        with self._link.writing():
            compare()
            self._write_all(
                uuid7(self._clock()), author, writes, lambda left: body,
                lambda at, of: count(len(table) + at * len(table) // max(of, 1),
                                     2 * len(table)),
            )  # fmt: skip
        return ledger_rows.report(told)

    def write_many(
        self,
        author: str,
        writes: Sequence[dict[str, Any]],
        told: Mapping[str, Any],
        count: Callable[[int, int], None] = lambda done, of: None,
    ) -> None:
        """Append entity writes as ops of one id, all of them or none.

        Args:
            author: Staff id.
            writes: As `as_write` makes them; each names what its author saw.
            told: What the body of each op says besides; `left` counts the ops that
                still come.
            count: As of `import_entities`.

        Raises:
            KnownError: DISK-FULL, STORE-...
        """
        with self._link.writing():
            self._write_all(
                uuid7(self._clock()), author, writes,
                lambda left: {**told, "left": left}, count,
            )  # fmt: skip

    def _write_all(
        self,
        rec: str,
        author: str,
        writes: Sequence[dict[str, Any]],
        told: Callable[[int], Mapping[str, Any]],
        count: Callable[[int, int], None],
    ) -> None:
        parts = [
            part
            for one in by_grid(self._link, writes)
            for part in ledger_rows.packed(one)
        ] or ([[]] if "left" in told(0) else [])
        bodies = [
            {**told(len(parts) - at - 1), "writes": part}
            for at, part in enumerate(parts)
        ]
        at_once = ledger_rows.OPS_AT_ONCE
        with uncollected():
            for start in range(0, len(bodies), at_once):
                count(start, len(bodies))
                self._append_all("entity", rec, author, bodies[start : start + at_once])
        count(len(bodies), len(bodies))

    # Due --------------------------------------------------------------------------

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

    # Figures ----------------------------------------------------------------------

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

    # The log ----------------------------------------------------------------------

    def ops(self, dev: str, lo: int = 1, hi: int | None = None) -> Iterator[Op]:
        """Go through a device's ops from `lo` to `hi`, both counted, in order."""
        last = lo - 1
        while True:
            page = self._link.query(
                "SELECT seq, line FROM op WHERE dev = ? AND seq > ? AND seq <= ?"
                " AND twin = 0 ORDER BY seq LIMIT 500",
                (dev, last, hi if hi is not None else 1 << 62),
            )
            if not page:
                return
            yield from (trusted_op(line) for _, line in page)
            last = page[-1][0]

    def version_map(self) -> dict[str, int]:
        """Return the highest seq here of every device; see `gaps` for what lacks."""
        return dict(self._link.query("SELECT dev, max(seq) FROM op GROUP BY dev"))

    def gaps(self) -> list[Gap]:
        """Return the ops that are missing: later ones of the same device are here."""
        return intake.gaps(self._link)

    def receive(
        self, ops: Iterable[Op], blobs: Iterable[tuple[str, bytes]] = ()
    ) -> ReceiveReport:
        """Take up ops of any device in any order, known ones among them.

        All of them or, if the world is wrong, none. Files go first: one without its
        op does no harm.

        Args:
            ops: Checked by `read_op`.
            blobs: (SHA-256, plain bytes).

        Raises:
            KnownError: BLOB-DAMAGED where a file is not that of its hash; DISK-FULL,
                STORE-...
        """
        for sha256, data in blobs:
            if hashlib.sha256(data).hexdigest() != sha256:
                raise KnownError("BLOB-DAMAGED", blob=sha256[:12])
            self._blobs.put(data)
        taken = Taken()
        with self._link.writing(), uncollected():
            for batch in intake.batches(ops, lambda op: op):
                intake.take(self._link, batch, taken, hlc_ceiling(self._now_ms()))
        return ReceiveReport(
            taken.new, taken.known, dict(taken.unknown_kinds),
            tuple(sorted(taken.conflicts)), tuple(self.gaps()), tuple(taken.forked),
            taken.field_changes,
        )  # fmt: skip

    def digest(self) -> str:
        """Return a hash: the same for the same set of ops on any machine."""
        return doctor.digest(self._link)

    def doctor(self, *, rebuild: bool = False) -> DoctorReport:
        """Check log, attachments and projections; `rebuild` makes these anew.

        Raises:
            KnownError: STORE-DAMAGED where the file cannot even be read through.
        """
        return doctor.examine(self._link, self._blobs, rebuild=rebuild)

    def append(self, kind: str, rec: str, author: str, body: Mapping[str, Any]) -> Op:
        """Append an op of a kind that only other floors understand."""
        with self._link.writing():
            return self._append(kind, rec, author, body)

    def _now_ms(self) -> int:
        return int(self._clock().timestamp() * 1000)

    def _append(
        self, kind: str, rec: str, author: str, body: Mapping[str, Any], form: str = ""
    ) -> Op:
        return self._append_all(kind, rec, author, [body], form)[0]

    def _append_all(
        self,
        kind: str,
        rec: str,
        author: str,
        bodies: Sequence[Mapping[str, Any]],
        form: str = "",
    ) -> list[Op]:
        """Append ops of this laptop; the caller holds the write lock."""
        row = self._link.one(
            "SELECT seq, hash FROM op WHERE dev = ? ORDER BY seq DESC, twin LIMIT 1",
            (self._device,),
        )
        seq, prev = row or (0, "")
        hlc = _meta(self._link, "hlc")
        now = self._clock()
        made = []
        for body in bodies:
            seq += 1
            hlc = next_hlc(hlc, int(now.timestamp() * 1000))
            op = Op(
                self._device, seq, hlc, kind, rec, author, now.isoformat(), form, body,
                prev, secrets.token_hex(8),
            )  # fmt: skip
            prev = op.hash
            made.append(op)
        # Its own clock a laptop always follows, or two ops could bear one instant.
        intake.take(self._link, made, Taken(), hlc)
        return made
