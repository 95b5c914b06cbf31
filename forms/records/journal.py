"""Drafts: every answer a row, committed before it is called saved."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from forms.errors import KnownError
from forms.records import behind, schema
from forms.records.backup import make_before_migration
from forms.records.doctor_pages import of_file
from forms.records.keys import read_key
from forms.records.types import Draft, DraftInfo, Finding, Profile, Standing
from forms.records.vault import Link, Row
from forms.records.watermark import Watermark
from forms.records.workspace import JOURNAL, Share, describe

_DRAFT = (
    "id, form_id, form_version, form_hash, started_at, record_id, replaces, snapshot,"
    " title, subject_list, subject_id"
)


class Journal:
    """The file `journal.db`: drafts and settings. One writer, the one who fills.

    It is a file of its own because an answer would wait for an import otherwise.
    """

    def __init__(
        self, link: Link, share: Share | None = None, mark: Watermark | None = None
    ) -> None:
        self._link = link
        self._share = share
        self._mark = mark

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the journal of the workspace in `folder`.

        Raises:
            KnownError: STORE-NONE, STORE-KEY, STORE-NEWER, STORE-DAMAGED, DISK-FULL,
                STORE-READONLY, STORE-LOCKED; DRAFT-BEHIND where answers are missing
                that were told as kept: see `behind.go_on`.
        """
        describe(folder)
        key = read_key(folder)
        behind.look(folder, key)
        share = Share(folder)
        try:
            link = Link(folder / JOURNAL, key, writer=True)
        except KnownError:
            share.close()
            raise
        try:
            now = datetime.now().astimezone()
            schema.migrate(link, "journal", lambda: make_before_migration(folder, now))
            mark = Watermark(folder, "journal", key)
            behind.watch_journal(link, mark)
        except KnownError:
            link.close()
            share.close()
            raise
        return cls(link, share, mark)

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
        if self._mark is not None:
            self._mark.close()
        if self._share is not None:
            self._share.close()

    # Drafts -----------------------------------------------------------------------

    def start_draft(self, draft: Draft) -> None:
        """Begin the journal of a draft with its snapshot; kept when this returns."""
        with self._link.writing():
            self._link.run(
                f"INSERT INTO draft ({_DRAFT}) VALUES (?,?,?,?,?,?,?,?,?,?,?)",  # noqa: S608
                (
                    draft.id, draft.form_id, draft.form_version, draft.form_hash,
                    draft.started_at.isoformat(), draft.record_id, draft.replaces,
                    draft.snapshot, draft.title, *draft.subject,
                ),
            )  # fmt: skip
        self._note(draft=draft.id, n=0)

    def append(self, draft_id: str, event: Mapping[str, Any]) -> datetime:
        """Write one event; it is on disk when this returns.

        Returns:
            The instant of the commit (aware), for "saved at".

        Raises:
            KnownError: DISK-FULL, STORE-READONLY, STORE-IO, STORE-LOCKED: nothing of
                the event was kept. DRAFT-GONE: there is no such draft.
        """
        now = datetime.now().astimezone()
        # One statement is its own transaction, and waits once for a busy worker
        # thread where BEGIN, INSERT and COMMIT would wait three times.
        written = self._link.run(
            "INSERT INTO event (draft, at, event)"
            " SELECT id, ?, ? FROM draft WHERE id = ?",
            (now.isoformat(), json.dumps(event, ensure_ascii=False), draft_id),
        )
        if written != 1:
            raise KnownError("DRAFT-GONE", draft=draft_id)
        self._note(draft=draft_id, n=self._link.inserted)
        return now

    def _note(self, **kept: object) -> None:
        if self._mark is not None:
            self._mark.write(kept)

    def events(self, draft_id: str) -> list[dict[str, Any]]:
        """Return the events of a draft in order."""
        rows = self._link.query(
            "SELECT event FROM event WHERE draft = ? ORDER BY n", (draft_id,)
        )
        return [json.loads(row[0]) for row in rows]

    def draft(self, draft_id: str) -> Draft:
        """Return a draft.

        Raises:
            KnownError: DRAFT-GONE.
        """
        row = self._link.one(
            f"SELECT {_DRAFT} FROM draft WHERE id = ?",  # noqa: S608
            (draft_id,),
        )
        if row is None:
            raise KnownError("DRAFT-GONE", draft=draft_id)
        return _draft(row)

    def drafts(self) -> list[DraftInfo]:
        """Return all drafts without their snapshots, the last touched first."""
        columns = _DRAFT.replace("snapshot", "x''")
        rows = self._link.query(
            f"WITH told AS (SELECT {columns},"  # noqa: S608
            " (SELECT count(*) FROM event e WHERE e.draft = draft.id) AS events,"
            " coalesce((SELECT at FROM event e WHERE e.draft = draft.id"
            "  ORDER BY n DESC LIMIT 1), started_at) AS saved FROM draft)"
            " SELECT told.*, s.answered, s.asked FROM told"
            " LEFT JOIN standing s ON s.draft = told.id AND s.events = told.events"
            " ORDER BY saved DESC, id DESC"
        )
        return [
            DraftInfo(_draft(row[:11]), row[11], datetime.fromisoformat(row[12]), *rest)
            for row in rows
            for rest in (row[13:],)
        ]

    def set_standing(self, draft_id: str, standing: Standing) -> None:
        """Keep where a draft stands now; nothing where it is none any more."""
        self._link.run(
            "INSERT OR REPLACE INTO standing"
            " SELECT id, ?, ?, ?, ?, ?,"
            "  (SELECT count(*) FROM event WHERE draft = draft.id)"
            " FROM draft WHERE id = ?",
            (
                standing.page, standing.part, standing.question, standing.answered,
                standing.asked, draft_id,
            ),
        )  # fmt: skip

    def standing(self, draft_id: str) -> Standing | None:
        """Return where a draft was left, None where nobody has been in it."""
        row = self._link.one(
            "SELECT page, part, question, answered, asked FROM standing"
            " WHERE draft = ?",
            (draft_id,),
        )
        return None if row is None else Standing(*row)

    def set_title(self, draft_id: str, title: str, subject: tuple[str, str]) -> None:
        """Name a draft for the list of drafts."""
        with self._link.writing():
            self._link.run(
                "UPDATE draft SET title = ?, subject_list = ?, subject_id = ?"
                " WHERE id = ?",
                (title, *subject, draft_id),
            )

    def examine(self) -> list[Finding]:
        """Return what is damaged: pages of the file, and drafts that do not open."""
        found = list(of_file(self._link))
        if not found:
            return []
        with closing(self._link.again()) as other:
            try:
                drafts = [row[0] for row in other.query("SELECT id FROM draft")]
            except KnownError:
                return found
        return found + [
            Finding("DOCTOR-DRAFT", one) for one in drafts if not self._opens(one)
        ]

    def _opens(self, draft_id: str) -> bool:
        with closing(self._link.again()) as other:
            try:
                Journal(other).draft(draft_id)
                Journal(other).events(draft_id)
            except KnownError:
                return False
        return True

    def discard(self, draft_id: str) -> None:
        """Throw a draft away with its events."""
        with self._link.writing():
            self._link.run("DELETE FROM draft WHERE id = ?", (draft_id,))
            self._link.run(
                "INSERT OR IGNORE INTO closed (draft, op, at) VALUES (?, '', ?)",
                (draft_id, datetime.now().astimezone().isoformat()),
            )
        self._note(gone=draft_id)

    def close_draft(self, draft_id: str, op_id: str) -> None:
        """Take away a draft that became the op `op_id`; again is no harm."""
        now = datetime.now().astimezone().isoformat()
        with self._link.writing():
            self._link.run(
                "INSERT OR IGNORE INTO closed (draft, op, at) VALUES (?, ?, ?)",
                (draft_id, op_id, now),
            )
            self._link.run("DELETE FROM draft WHERE id = ?", (draft_id,))
        self._note(gone=draft_id)

    def closed(self, draft_id: str) -> str | None:
        """Return the op that a draft became, None while it is a draft or unknown."""
        found: str | None = self._link.value(
            "SELECT op FROM closed WHERE draft = ? AND op <> ''", (draft_id,)
        )
        return found

    # Settings ---------------------------------------------------------------------

    @property
    def profile(self) -> Profile:
        """Who works on this laptop.

        Raises:
            KnownError: STORE-DAMAGED where none is kept.
        """
        told = self.setting("profile")
        if not told:
            raise KnownError("STORE-DAMAGED", place=str(self._link.place))
        return Profile(**json.loads(told))

    def set_profile(self, profile: Profile) -> None:
        """Keep who works on this laptop."""
        told = {name: getattr(profile, name) for name in Profile.__slots__}
        self.set_setting("profile", json.dumps(told, ensure_ascii=False))

    def setting(self, name: str, default: str = "") -> str:
        """Return a setting of this laptop."""
        found = self._link.value("SELECT value FROM setting WHERE name = ?", (name,))
        return default if found is None else str(found)

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting of this laptop; it never travels."""
        with self._link.writing():
            self._link.run(
                "INSERT INTO setting (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, value),
            )

    def settings(self, prefix: str) -> Iterator[tuple[str, str]]:
        """Go through the settings whose name begins with `prefix`."""
        yield from self._link.query(
            "SELECT name, value FROM setting WHERE substr(name, 1, ?) = ?",
            (len(prefix), prefix),
        )


def _draft(row: Row) -> Draft:
    return Draft(
        id=row[0], form_id=row[1], form_version=row[2], form_hash=row[3],
        started_at=datetime.fromisoformat(row[4]), record_id=row[5], replaces=row[6],
        snapshot=row[7], title=row[8], subject=(row[9], row[10]),
    )  # fmt: skip
