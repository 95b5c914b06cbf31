"""The part of `Records` for entities: read, found, written, hidden, made one."""

from collections.abc import Callable, Mapping, Sequence

from forms.records import duplicates, entities, history, merges, rows, search
from forms.records.authoring import Author, as_write, resolving
from forms.records.duplicates import Pair
from forms.records.fold import HIDDEN
from forms.records.ids import uuid7
from forms.records.log import Op
from forms.records.row_source import EntityRows
from forms.records.rows_without import RowsWithout
from forms.records.store_core import CoreRecords
from forms.records.types import (
    Conflict,
    Entity,
    EntityWriting,
    FieldWrite,
    Hit,
    ListInfo,
)


class EntityRecords(CoreRecords):
    """Entities of the register, and what was ever written to them."""

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
            text: A name, a part of one, pinyin, its initials or both mixed, a door
                in any spelling, the end of a telephone or identity number, a code,
                a visit's number; several with blanks between must all fit.
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
