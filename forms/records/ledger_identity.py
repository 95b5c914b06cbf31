"""Who a ledger's row is: known by its key, new, like others, or to be decided."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from forms.records.duplicates import LISTS, Likeness
from forms.records.fold import LABEL
from forms.records.ids import natural_id
from forms.records.ledger_columns import rules
from forms.records.ledger_draft import Decision, DraftRow, Like
from forms.records.store import Records

# More names than these help nobody to decide.
MOST_LIKES = 6
KEY = "key"


class Identity:
    """Gives each row its id: brought, of the same key, or made of the key.

    A row that may be somebody who is known waits for a decision, and so does one
    whose key a row above it has: two people in two households may have one number
    (DOMAIN.md T1), and two rows may be one.
    """

    def __init__(self, records: Records, list_name: str) -> None:
        """Read what stands in the list."""
        self._register, self._list = records.register_id, list_name
        self._keys = rules(list_name).keys
        self.ids: set[str] = set()
        self._labels: dict[str, str] = {}
        self._by_key: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._known = Likeness(list_name)
        self._above = Likeness(list_name)
        self._soft = list_name in LISTS
        for row in records.entity_rows(list_name).rows():
            self._know(row)
        self._merged = _merged(records, list_name)
        self._first: dict[str, DraftRow] = {}
        self._key_above: dict[tuple[str, ...], DraftRow] = {}
        self._by_row: dict[str, DraftRow] = {}
        self._marks: Counter[str] = Counter()

    def _know(self, row: Mapping[str, str]) -> None:
        entity = row["name"]
        self.ids.add(entity)
        key = self._first_key(row)
        if all(key):
            self._by_key[key].append(entity)
            self._labels[entity] = row[LABEL]
        if self._soft:
            self._known.add(entity, row)

    def place(self, draft: DraftRow, decided: Mapping[str, Decision]) -> None:
        """Tell who a row is; rows come in their order, each once."""
        brought = draft.values.get("name", "")
        key = self._first_key(draft.values)
        same_key = self._by_key.get(key, ())
        natural = self._natural(draft.values)
        entity = brought or (same_key[0] if same_key else natural)
        entity = self.living(entity)
        draft.mark = self._mark(natural or brought or self._content(draft.values))
        twice = self._first.get(entity) if entity else None
        others = [one for one in same_key if one != entity]
        above = self._key_above.setdefault(key, draft) if all(key) else draft
        likes: list[Like] = []
        if twice is not None:
            likes.append(Like(entity, _told(twice), KEY, twice.row))
        if others:
            several = others if brought else same_key
            likes += [Like(one, self._labels[one], KEY) for one in several]
        elif above is not draft and twice is None:
            likes.append(
                Like(above.values.get("name", ""), _told(above), KEY, above.row)
            )
        elif self._soft and not brought and twice is None and entity not in self.ids:
            likes += self._alike(draft)
        # Of a row above that is somebody known the entry itself stands for both.
        unique = {like.id: like for like in reversed(likes)}
        draft.likes = tuple(like for like in likes if unique[like.id] is like)
        draft.likes = draft.likes[:MOST_LIKES]
        self._settle_alone(draft, entity, twice, brought, others)
        settle(draft, decided.get(draft.mark), self)
        if draft.fate != "out":
            if entity:
                self._first.setdefault(entity, draft)
            self._remember(draft)

    def rest(self) -> None:
        """Let go of what only placing rows needs: with 100,000 it is 200 MB."""
        self._known = self._above = Likeness(self._list)
        for each in (self._by_key, self._labels, self._first, self._key_above):
            each.clear()
        self._by_row.clear()

    def _settle_alone(
        self,
        draft: DraftRow,
        entity: str,
        twice: DraftRow | None,
        brought: str,
        others: list[str],
    ) -> None:
        """Note what becomes of a row that nobody decides about, and why."""
        named = self._keys[0][0]
        draft.fresh = entity
        if twice is not None or not entity or (others and not brought):
            draft.fresh = natural_id(self._register, self._list, f"row\n{draft.mark}")
        draft.by_itself = (entity, "take")
        if twice is not None:
            draft.doubt("LEDGER-ROW-TWICE")
            draft.by_itself = (entity, "wait")
        elif others or (brought and draft.likes):
            draft.doubt("LEDGER-SAME-KEY", named)
            draft.by_itself = (entity, "take" if brought else "wait")
        elif draft.likes:
            draft.doubt("LEDGER-ROW-LIKE")
            draft.by_itself = (entity, "wait")
        elif not entity:
            draft.doubt("LEDGER-ROW-NO-KEY")
            draft.by_itself = ("", "refused")

    def _alike(self, draft: DraftRow) -> list[Like]:
        found = [Like(*one) for one in self._known.like(draft.values)]
        for row, _, reason in self._above.like(draft.values):
            above = self._by_row[row]
            # A row that waits itself has no name of its own; its row tells it.
            found.append(
                Like(above.values.get("name", ""), _told(above), reason, above.row)
            )
        return [one for one in found if one.id]

    def _remember(self, draft: DraftRow) -> None:
        if self._soft:
            name = str(draft.row)
            self._by_row[name] = draft
            self._above.add(name, draft.values)

    def living(self, entity: str) -> str:
        """Return the id of what an entry was made one with, else its own."""
        seen = {entity}
        while (onward := self._merged.get(entity)) and onward not in seen:
            entity = onward
            seen.add(entity)
        return entity

    def _first_key(self, values: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(values.get(name, "") for name in self._keys[0])

    def _natural(self, values: Mapping[str, str]) -> str:
        """Return the id that the first whole key makes, blank where none is whole."""
        for names in self._keys:
            parts = [values.get(name, "") for name in names]
            if all(parts):
                return natural_id(self._register, self._list, "\n".join(parts))
        return ""

    def _content(self, values: Mapping[str, str]) -> str:
        told = "\n".join(f"{name}={values[name]}" for name in sorted(values))
        return natural_id(self._register, self._list, f"content\n{told}")

    def _mark(self, base: str) -> str:
        self._marks[base] += 1
        count = self._marks[base]
        return base if count == 1 else f"{base}#{count}"


def settle(draft: DraftRow, decision: Decision | None, identity: Identity) -> None:
    """Give a row the id and the fate that a decision says, None taking it back."""
    draft.decision = decision
    entity, draft.fate = draft.by_itself
    if decision is not None:
        draft.fate = "out" if decision.what == "out" else "take"
        if decision.what == "same":
            entity = identity.living(decision.id)
        elif decision.what == "new":
            entity = draft.fresh
    draft.values["name"] = entity
    if not entity:
        del draft.values["name"]


def _told(draft: DraftRow) -> str:
    return draft.values.get(LABEL, "")


def _merged(records: Records, list_name: str) -> dict[str, str]:
    """Return what was made one with another: its id -> that of the other."""
    rows: Iterable[tuple[str, str]] = records.figures(
        "SELECT id, props ->> '$.__merged' FROM entity WHERE list = ?"
        " AND shown = 0 AND instr(props, '\"__merged\"') > 0",
        (list_name,),
    )
    return dict(rows)
