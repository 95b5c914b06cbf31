"""Ledger: an office's table brought into an entity list, told before it is done."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from forms.records import ledger_derive, ledger_files
from forms.records.fold import HIDDEN, LABEL
from forms.records.ledger_columns import NOTHING, columns, rules
from forms.records.ledger_draft import Doubt, DraftRow, find_headings, read_row
from forms.records.ledger_news import drop_old_news
from forms.records.ledger_undo import SHOWN, hidden_by_undo
from forms.records.store import Records
from forms.records.types import ImportReport, ImportRow

__all__ = ["Doubt", "LedgerPlan", "PlanRow", "apply", "plan"]

ACTIONS = ("create", "update", "same", "refused")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What an import will do with one row.

    Args:
        row: Row of the sheet, counted from 1, headings included.
        action: "create", "update", "same" or "refused".
        changes: Property -> (value now, value of the ledger).
        kept: Properties that a visit has changed since an import said what this
            ledger says again; they stay.
    """

    row: int
    action: str
    id: str
    label: str
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerPlan:
    """A ledger read and compared; nothing is written yet.

    Args:
        headings: Heading of the file -> the property it was matched to.
        ignored: Headings that no property answers to.
        table: The rows to import, by property.
    """

    file: str
    list_name: str
    headings: Mapping[str, str]
    ignored: tuple[str, ...]
    rows: tuple[PlanRow, ...]
    table: tuple[Mapping[str, str], ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows: "create", "update", "same", "refused"; "doubtful" of all."""
        found = Counter(row.action for row in self.rows)
        doubtful = sum(1 for row in self.rows if row.doubts)
        return {name: found[name] for name in ACTIONS} | {"doubtful": doubtful}

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Every doubt, by row."""
        return tuple(doubt for row in self.rows for doubt in row.doubts)


def plan(
    records: Records,
    file: Path,
    list_name: str,
    grid_code: str = "",
    chosen: Mapping[str, str] = NOTHING,
) -> LedgerPlan:
    """Return what importing `file` into `list_name` would do; nothing is written.

    Args:
        records: Read only.
        file: .csv, .xlsx or .xls, with headings among its first lines.
        list_name: As "household".
        grid_code: The grid of rows that tell none.
        chosen: What a person said of headings (`ledger_match.recall`).

    Raises:
        KnownError: LEDGER-LIST, LEDGER-HEADINGS where no heading is recognised, or
            what `ledger_files.read_lines` raises.
    """
    columns(list_name)
    lines = ledger_files.read_lines(file)
    start, matched = find_headings(lines, list_name, file.name, chosen)
    drafts = [read_row(list_name, line, matched) for line in lines[start + 1 :]]
    for draft in drafts:
        draft.fill("grid_code", grid_code)
    ledger_derive.complete(records, list_name, drafts)
    accepted, refused = ledger_derive.identify(records, list_name, drafts)
    _keep_labels(records, list_name, accepted)
    _bring_back(records, list_name, accepted)
    table = tuple(draft.values for draft in accepted)
    report = records.import_entities(list_name, table, file.name, dry_run=True)
    if drop_old_news(records, accepted, report.rows):
        report = records.import_entities(list_name, table, file.name, dry_run=True)
    rows = [_told(draft, row) for draft, row in zip(accepted, report.rows, strict=True)]
    rows += [
        PlanRow(one.row, "refused", "", "", {}, tuple(one.doubts)) for one in refused
    ]
    headings = lines[start][1]
    return LedgerPlan(
        file=file.name,
        list_name=list_name,
        headings={headings[at]: column.property for at, column in matched.items()},
        ignored=tuple(
            text for at, text in enumerate(headings) if text and at not in matched
        ),
        rows=tuple(sorted(rows, key=lambda row: row.row)),
        table=table,
    )


def _keep_labels(records: Records, list_name: str, drafts: Sequence[DraftRow]) -> None:
    """Make a label of what stands here too, where the ledger tells only a part of it.

    A list of doors and telephones must not take the names out of the labels.
    """
    parts = rules(list_name).label
    for draft in drafts:
        told = {name: draft.values.get(name, "") for name in parts}
        made = " ".join(text for text in told.values() if text)
        if all(told.values()) or draft.values.get(LABEL, "") != made:
            continue
        entity = records.entity(list_name, draft.values["name"])
        if entity is not None:
            both = [told[name] or entity.properties.get(name, "") for name in parts]
            draft.values[LABEL] = " ".join(text for text in both if text)


def _bring_back(records: Records, list_name: str, drafts: Sequence[DraftRow]) -> None:
    """Show again what only the undoing of an import has hidden."""
    hidden = hidden_by_undo(records, list_name)
    for draft in drafts:
        if draft.values["name"] in hidden:
            draft.values[HIDDEN] = SHOWN


def _told(draft: DraftRow, row: ImportRow) -> PlanRow:
    return PlanRow(
        row=draft.row,
        action=row.action,
        id=row.id,
        label=row.label,
        changes=row.changes,
        doubts=tuple(draft.doubts),
        kept=tuple(draft.kept),
    )


def apply(records: Records, planned: LedgerPlan, author: str = "") -> ImportReport:
    """Import what was planned, in one transaction; the same again changes nothing.

    Raises:
        KnownError: What `Records.import_entities` raises; then nothing was kept.
    """
    return records.import_entities(
        planned.list_name, planned.table, planned.file, author=author
    )
