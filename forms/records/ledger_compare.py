"""Comparing: rows of a ledger that say who they are, beside what stands of them."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from forms.records.fold import HIDDEN, LABEL, State
from forms.records.ledger_columns import rules
from forms.records.ledger_draft import DraftRow, Kept
from forms.records.ledger_news import drop_old_news
from forms.records.ledger_past import quiet_ops, states
from forms.records.ledger_undo import SHOWN, hidden_by_undo
from forms.records.store import Records
from forms.records.types import ImportRow


@dataclass(slots=True)
class Comparison:
    """What all rows are compared with.

    Args:
        day: Which the ledger tells of.
        ids: Of what stands in the list.
        hidden: Ids of what only the undoing of an import has hidden.
        quiet: Ids of ops that count as if they had not been.
    """

    records: Records
    list_name: str
    day: date
    ids: Set[str]
    hidden: frozenset[str] = field(init=False)
    quiet: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.quiet = quiet_ops(self.records)
        self.hidden = hidden_by_undo(self.records, self.list_name)


def compare(
    known: Comparison, groups: Sequence[Sequence[DraftRow]]
) -> Iterator[tuple[Sequence[DraftRow], ImportRow, DraftRow]]:
    """Go through groups of rows that are one: what an import does, and with what.

    Args:
        known: What they are compared with.
        groups: Rows of one id each, in the order of the sheet; of two that tell the
            same property the later one counts.
    """
    if not groups:
        return
    records, name = known.records, known.list_name
    drafts = [_combined(group) for group in groups]
    stand = states(records, name, [draft.values["name"] for draft in drafts])
    for draft in drafts:
        entity = draft.values["name"]
        _keep_label(draft, stand.get(entity))
        if entity in known.hidden:
            draft.values[HIDDEN] = SHOWN
        if entity not in known.ids and not (entity in stand and stand[entity].bases):
            for prop, value in rules(name).new.items():
                draft.fill(prop, value)
    for draft in drafts:
        _keep_sure(draft, stand.get(draft.values["name"]))
    report = _dry(records, name, drafts)
    if drop_old_news(records, drafts, report, known.day, known.quiet):
        report = _dry(records, name, drafts)
    yield from zip(groups, report, drafts, strict=True)


def _dry(
    records: Records, name: str, drafts: Sequence[DraftRow]
) -> tuple[ImportRow, ...]:
    table = [draft.values for draft in drafts]
    return records.import_entities(name, table, "", dry_run=True).rows


def _combined(group: Sequence[DraftRow]) -> DraftRow:
    made = DraftRow(group[0].list_name, group[0].row)
    for draft in group:
        made.values |= draft.values
        made.unsure = made.unsure - draft.values.keys() | draft.unsure
    return made


def _keep_sure(draft: DraftRow, state: State | None) -> None:
    """Take out what may be wrong where something else is known already."""
    if state is None or not draft.unsure:
        return
    for name in sorted(draft.unsure):
        now, said = state.props.get(name, ""), draft.values.get(name, "")
        if now and said and now != said:
            draft.kept.append(Kept(name, "LEDGER-KEPT-UNSURE", "", now, said))
            del draft.values[name]
            if name in rules(draft.list_name).label:
                draft.values.pop(LABEL, None)


def _keep_label(draft: DraftRow, state: State | None) -> None:
    """Make a label of what stands here too, where the ledger tells only a part of it.

    A list of doors and telephones must not take the names out of the labels.
    """
    told = {name: draft.values.get(name, "") for name in rules(draft.list_name).label}
    made = " ".join(text for text in told.values() if text)
    if state is None or all(told.values()) or draft.values.get(LABEL, "") != made:
        return
    both = [text or state.props.get(name, "") for name, text in told.items()]
    draft.values[LABEL] = " ".join(text for text in both if text)
