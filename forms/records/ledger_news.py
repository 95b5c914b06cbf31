"""Old news: what a ledger said before is not said again over a visit's word."""

from collections.abc import Iterable, Sequence

from forms.records.ledger_draft import DraftRow
from forms.records.store import Records
from forms.records.types import ImportRow


def drop_old_news(
    records: Records, drafts: Sequence[DraftRow], compared: Iterable[ImportRow]
) -> int:
    """Take out cells that say what the last import said, and return how many.

    Somebody has changed the value since, mostly a visit, and the ledger does not know
    it yet. A cell that says something else than the last import is news.

    Args:
        records: Read only.
        drafts: The rows; cells are taken out of them.
        compared: What an import would do with each, in the same order.
    """
    sources: dict[str, bool] = {}
    dropped = 0
    for draft, row in zip(drafts, compared, strict=True):
        if row.action != "update":
            continue
        said = _last_import(records, draft.list_name, row.id, sources)
        for name, (_, new) in row.changes.items():
            if said.get(name) == new:
                del draft.values[name]
                draft.kept.append(name)
                dropped += 1
    return dropped


def _last_import(
    records: Records, list_name: str, entity: str, sources: dict[str, bool]
) -> dict[str, str]:
    """Return what the last import said of each field of an entity."""
    said: dict[str, str] = {}
    for write in records.history(list_name, entity):
        if write.kind != "entity" or write.field in said:
            continue
        if write.op_id not in sources:
            sources[write.op_id] = _is_import(records, write.op_id)
        if sources[write.op_id]:
            said[write.field] = write.value
    return said


def _is_import(records: Records, op_id: str) -> bool:
    dev, _, seq = op_id.rpartition(":")
    ops = records.ops(dev, int(seq), int(seq))
    return any("source" in op.body for op in ops)
