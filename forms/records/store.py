"""Records: the register of a workspace, its one face for all the floors above."""

import secrets
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from forms.errors import KnownError
from forms.records import behind, freed, rows, schema
from forms.records.backup import make_before_migration
from forms.records.blobs import Blobs
from forms.records.custody import Custody, CustodyBook
from forms.records.ids import new_device_id, uuid7
from forms.records.journal import Journal
from forms.records.key_file import Recipient
from forms.records.keys import former_keys, make_key, read_key
from forms.records.members import Keys, Members
from forms.records.store_core import Clock, meta
from forms.records.store_figures import FigureRecords
from forms.records.store_forms import FormRecords
from forms.records.store_imports import ImportRecords
from forms.records.store_log import LogRecords
from forms.records.store_visits import VisitRecords
from forms.records.streams import Streams
from forms.records.types import Profile
from forms.records.vault import Link, known_os_error
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
        device, register = (meta(link, name) for name in ("device", "register"))
    with closing(Link(folder / JOURNAL, key, writer=True)) as link:
        schema.migrate(link, "journal", lambda: None)
        Journal(link).set_profile(profile)
    # Last: only now is it a workspace, and a kill before leaves nothing half made.
    write_description(folder, Description(register, device, demo, now))


class Records(FormRecords, ImportRecords, VisitRecords, FigureRecords, LogRecords):
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
        self._open = True
        self._device = meta(link, "device")
        # The description is a label that any editor can change; the register is sealed.
        self._description = replace(
            describe(folder),
            register_id=meta(link, "register"),
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

    @property
    def is_open(self) -> bool:
        """Whether it can still be read."""
        return self._open

    def close(self) -> None:
        """Close the file."""
        self._open = False
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
        return bytes.fromhex(meta(self._link, "signing_key"))

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
