"""News: which cells of a ledger tell something that is not known better already."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from forms.records.ledger_draft import DraftRow, Kept
from forms.records.ledger_past import PastWrite, past
from forms.records.store import Records
from forms.records.types import ImportRow


def drop_old_news(
    records: Records,
    drafts: Sequence[DraftRow],
    compared: Sequence[ImportRow],
    day: date,
    quiet: Collection[str] = frozenset(),
) -> int:
    """Take out cells that may not stand against what is known, and return how many.

    Field by field: what a visit or a person wrote after the ledger's day stays, and
    so does what a ledger of a later day said. A cell that says once more what the
    last ledger said is no news either: somebody has changed the value since, mostly
    a visit, and the office does not know it yet.

    Args:
        records: Read only.
        drafts: The rows; cells are taken out of them.
        compared: What an import would do with each, in the same order.
        day: Which the ledger tells of.
        quiet: Ids of ops that count as if they had not been (`quiet_ops`).
    """
    changing = [row.id for row in compared if row.action == "update"]
    if not changing:
        return 0
    known = past(records, drafts[0].list_name, changing, quiet)
    dropped = 0
    for draft, row in zip(drafts, compared, strict=True):
        if row.action != "update":
            continue
        for name, (now, new) in row.changes.items():
            kept = _kept(name, (now, new), known.get(row.id, {}), day)
            if kept is not None:
                del draft.values[name]
                draft.kept.append(kept)
                dropped += 1
    return dropped


def _kept(
    name: str,
    values: tuple[str, str],
    known: Mapping[str, Sequence[PastWrite]],
    day: date,
) -> Kept | None:
    """Return why a value stays against the ledger's, None where it does not."""
    now, new = values
    writes = known.get(name, ())
    # The latest that says what is shown; what was withdrawn since does not count.
    standing = next((write for write in writes if write.value == now), None)
    if standing is not None and standing.day > day.isoformat():
        code = "LEDGER-KEPT-NEWER" if standing.source else "LEDGER-KEPT-LATER"
        return Kept(name, code, standing.day, now, new)
    said = next((write for write in writes if write.source), None)
    if said is not None and said.value == new and said is not standing:
        return Kept(name, "LEDGER-KEPT-AGAIN", said.day, now, new)
    return None
