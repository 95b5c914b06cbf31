"""Ledger: an office's table brought into an entity list, told before it is done."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from forms.progress import Progress, silent
from forms.records import ledger_derive
from forms.records.ledger_columns import NOTHING, Column, columns
from forms.records.ledger_compare import Comparison, compare
from forms.records.ledger_draft import (
    Decision,
    Doubt,
    DraftRow,
    Kept,
    Like,
    find_headings,
    read_row,
)
from forms.records.ledger_files import Book, Line, read_book
from forms.records.ledger_identity import Identity, settle
from forms.records.ledger_past import CHUNK
from forms.records.store import Records
from forms.records.types import ImportReport

__all__ = ["Decision", "Doubt", "Kept", "LedgerPlan", "Like", "PlanRow"]

ACTIONS = ("create", "update", "same", "join", "wait", "refused", "out")
# What stands in the register afterwards, as the row tells it.
COMING = frozenset(("create", "update", "same", "join"))
NAME = "name"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What an import will do with one row.

    Args:
        row: Row of the sheet, counted from 1, headings included.
        action: "create", "update", "same"; "join": it comes in with the row above
            that it is the same as; "wait": it may be somebody known and stays out
            until it is decided; "refused": nothing tells it from others; "out": it
            was decided to be left out.
        changes: Property -> (value now, value of the ledger), of a row that changes
            something; see `LedgerPlan.changes` for the others.
        doubts: What somebody should look at, first who it is; what a person decided
            is none any more.
        kept: Cells that do not come in, because what stands is known better.
        likes: What it may be, to be chosen from.
        decision: What was said of it, None where nothing was.
    """

    row: int
    action: str
    id: str
    label: str
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    kept: tuple[Kept, ...] = ()
    likes: tuple[Like, ...] = ()
    decision: Decision | None = None

    @property
    def kinds(self) -> frozenset[str]:
        """What it is found under: its action, and "doubtful"."""
        return frozenset({self.action, *(("doubtful",) if self.doubtful else ())})

    @property
    def doubtful(self) -> bool:
        """It comes in, and something about it should be looked at."""
        return bool(self.doubts) and self.action in COMING


class LedgerPlan:
    """A ledger read and compared; nothing is written yet.

    Args:
        file: The ledger's name.
        list_name: As "household".
        headings: Heading of the file -> the property it was matched to.
        ignored: Headings that no property answers to.
        day: Which it tells of.
        since: The `Records.place` that it was compared at.
        rows: What becomes of each row, in the order of the sheet.
    """

    def __init__(
        self,
        book: Book,
        list_name: str,
        headings: Mapping[str, str],
        ignored: tuple[str, ...],
        day: date,
        drafts: Sequence[DraftRow],
        identity: Identity,
        since: int,
    ) -> None:
        self.file, self.list_name = book.file.name, list_name
        self.headings, self.ignored, self.day = headings, ignored, day
        self.since = since
        self.rows: list[PlanRow] = []
        self._drafts = drafts
        self._identity = identity
        self._places = {draft.row: at for at, draft in enumerate(drafts)}
        self._groups: dict[str, list[DraftRow]] = {}
        self._came: dict[str, Mapping[str, str]] = {}
        for draft in drafts:
            if draft.fate == "take":
                self._groups.setdefault(draft.values["name"], []).append(draft)

    @property
    def table(self) -> tuple[Mapping[str, str], ...]:
        """The rows to import, by property, each entity once."""
        return tuple(
            self._came[row.id] for row in self.rows if row.action in COMING - {"join"}
        )

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows of each action; "doubtful" of those that come in."""
        found = Counter(row.action for row in self.rows)
        doubtful = sum(1 for row in self.rows if row.doubtful)
        return {name: found[name] for name in ACTIONS} | {"doubtful": doubtful}

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Every doubt, by row."""
        return tuple(doubt for row in self.rows for doubt in row.doubts)

    @property
    def decided(self) -> Mapping[str, Decision]:
        """What was said of rows, by their mark: the same at the next import."""
        return {
            draft.mark: draft.decision
            for draft in self._drafts
            if draft.decision is not None
        }

    def changes(self, at: int) -> Mapping[str, tuple[str, str]]:
        """Return what the row at a place says: property -> (value now, its value).

        Of a new row, or one that does not come in, nothing stands now.
        """
        row = self.rows[at]
        if row.action in ("update", "same", "join"):
            return row.changes
        values = self._came.get(row.id, self._drafts[at].values)
        return {name: ("", value) for name, value in values.items() if name != NAME}

    def at(self, row: int) -> int:
        """Return where the row of the sheet stands among `rows`."""
        return self._places[row]

    def compare_all(self, records: Records, count: Progress) -> None:
        """Work out what becomes of every row."""
        self.rows = [_unwritten(draft) for draft in self._drafts]
        ids = list(self._groups)
        comparison = Comparison(records, self.list_name, self.day, self._identity.ids)
        for start in range(0, len(ids), CHUNK):
            count(start, len(ids), "compare")
            self._compare(comparison, ids[start : start + CHUNK])

    def decide(
        self, records: Records, row: int, decision: Decision | None
    ) -> tuple[int, ...]:
        """Take what a person says of a row, and return which of `rows` changed.

        Args:
            records: Read only.
            row: Of the sheet.
            decision: None to take back what was said.
        """
        return self.decide_many(records, {row: decision})

    def decide_many(
        self,
        records: Records,
        said: Mapping[int, Decision | None],
        count: Progress = silent,
    ) -> tuple[int, ...]:
        """Take what is said of several rows, by row of the sheet; see `decide`."""
        comparison = Comparison(records, self.list_name, self.day, self._identity.ids)
        touched: dict[str, None] = {}
        places = {self._places[row] for row in said}
        for row, decision in said.items():
            touched |= dict.fromkeys(self._settled(row, decision))
        ids = [one for one in touched if self._groups[one]]
        for start in range(0, len(ids), CHUNK):
            count(start, len(ids), "compare")
            self._compare(comparison, ids[start : start + CHUNK])
        for entity in ids:
            places |= {self._places[one.row] for one in self._groups[entity]}
        return tuple(sorted(places))

    def _settled(self, row: int, decision: Decision | None) -> list[str]:
        """Settle one row, and return the ids of what it came into and left."""
        at = self._places[row]
        draft = self._drafts[at]
        touched: list[str] = []
        if draft.fate == "take":
            touched.append(draft.values["name"])
            self._groups[touched[0]].remove(draft)
        settle(draft, decision, self._identity)
        if draft.fate == "take":
            touched.append(draft.values["name"])
            group = self._groups.setdefault(touched[-1], [])
            group.append(draft)
            group.sort(key=lambda one: one.row)
        self.rows[at] = _unwritten(draft)
        return touched

    def _compare(self, comparison: Comparison, ids: Sequence[str]) -> None:
        for group, told, values in compare(
            comparison, [self._groups[one] for one in ids]
        ):
            head, *others = group
            self._came[told.id] = values.values
            self.rows[self._places[head.row]] = PlanRow(
                head.row, told.action, told.id,
                told.label or head.values.get("label", ""),
                told.changes if told.action == "update" else {},
                head.standing, tuple(values.kept), head.likes, head.decision,
            )  # fmt: skip
            for one in others:
                self.rows[self._places[one.row]] = PlanRow(
                    one.row, "join", told.id, told.label, {}, one.standing,
                    likes=one.likes, decision=one.decision,
                )  # fmt: skip


def _unwritten(draft: DraftRow) -> PlanRow:
    """Return a row that does not come in as things stand."""
    return PlanRow(
        draft.row, draft.fate, "", draft.values.get("label", ""), {},
        draft.standing, likes=draft.likes, decision=draft.decision,
    )  # fmt: skip


def plan(
    records: Records,
    file: Path | Book,
    list_name: str,
    grid_code: str = "",
    chosen: Mapping[str, str] = NOTHING,
    *,
    day: date | None = None,
    decided: Mapping[str, Decision] | None = None,
    heading_row: int = 0,
    count: Progress = silent,
) -> LedgerPlan:
    """Return what importing `file` into `list_name` would do; nothing is written.

    Args:
        records: Read only.
        file: .csv, .xlsx or .xls, with headings among its first lines; or read.
        list_name: As "household".
        grid_code: The grid of rows that tell none.
        chosen: What a person said of headings (`ledger_match.recall`).
        day: Which the ledger tells of; what was recorded later stays. Without one
            the day of the file.
        decided: What a person said of rows, by mark (`ledger_decided.recall`).
        heading_row: Where a person said that the headings stand.
        count: Told how far it is.

    Raises:
        KnownError: LEDGER-LIST, LEDGER-HEADINGS where no heading is recognised, or
            what `ledger_files.read_book` raises.
    """
    columns(list_name)
    # Before anything is read: what comes meanwhile counts as later.
    since = records.place
    book = file if isinstance(file, Book) else read_book(file)
    lines = book.lines
    name = book.file.name
    start, matched = find_headings(lines, list_name, name, chosen, heading_row)
    drafts = [
        draft
        for line in _counted(lines[start + 1 :], count)
        if (draft := _drafted(list_name, line, matched, book, grid_code))
    ]
    ledger_derive.complete(records, list_name, drafts)
    identity = Identity(records, list_name)
    for draft in drafts:
        identity.place(draft, decided or {})
    identity.rest()
    headings = lines[start][1]
    planned = LedgerPlan(
        book,
        list_name,
        {headings[at]: column.property for at, column in matched.items()},
        tuple(text for at, text in enumerate(headings) if text and at not in matched),
        day or book.day,
        drafts,
        identity,
        since,
    )
    planned.compare_all(records, count)
    return planned


def _drafted(
    list_name: str,
    line: Line,
    matched: Mapping[int, Column],
    book: Book,
    grid_code: str,
) -> DraftRow | None:
    """Return a row; a line of sums or remarks below the table tells nothing of ours."""
    draft = read_row(list_name, line, matched, from_1904=book.since_1904)
    draft.fill("grid_code", grid_code)
    told = draft.values.keys() - {"grid_code"} or draft.doubts
    return draft if told else None


def _counted(
    lines: Sequence[tuple[int, tuple[str, ...]]], count: Progress
) -> Iterator[tuple[int, tuple[str, ...]]]:
    for at, line in enumerate(lines):
        if at % CHUNK == 0:
            count(at, len(lines), "match")
        yield line


def apply(
    records: Records, planned: LedgerPlan, author: str = "", count: Progress = silent
) -> ImportReport:
    """Import what was planned, in one transaction; the same again changes nothing.

    Raises:
        KnownError: LEDGER-MOVED where the register changed since it was compared, so
            that a visit that came meanwhile is not written over; what else
            `Records.import_entities` raises; then nothing was kept.
    """
    report = records.import_entities(
        planned.list_name, planned.table, planned.file, author=author,
        day=planned.day.isoformat(), since=planned.since,
        count=lambda done, of: count(done, of, "write"),
    )  # fmt: skip
    records.redirect_strays(author)
    return report
