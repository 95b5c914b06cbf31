"""Rows picked from a RowSource: what `instance('x')/root/item[...]` gives."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from forms.engine.xpath.nodes import Node, RowSource, row_node

Row = Mapping[str, str]


class RowSelection:
    """The rows of a source that a path's predicates leave, found when asked.

    Attributes:
        source: The whole list.
        equal: Column to text: what the index is asked for.
        test: The rest of the predicates, None where `equal` says all. Sees the row
            as a node, so it costs microseconds a row.
        counts: The test may tell rows by their position: only all of them at once
            can be tested, a part of them would be counted anew.
        column: The child the path ends in ("label"), "" where it ends in the item.
    """

    __slots__ = ("_found", "column", "counts", "equal", "item", "source", "test")

    def __init__(
        self,
        source: RowSource,
        equal: Row,
        test: Callable[[Sequence[Row]], list[Row]] | None = None,
        *,
        counts: bool = False,
        column: str = "",
        item: str = "item",
    ) -> None:
        self.source = source
        self.equal = equal
        self.test = test
        self.counts = counts
        self.column = column
        self.item = item
        self._found: list[Row] | None = None

    def __len__(self) -> int:
        if self.test is not None:
            return len(self._tested(self.test))
        return len(self.source.find(self.equal)) if self.equal else len(self.source)

    def rows(self) -> Iterator[Row]:
        """Go through the rows in the source's order."""
        if self.test is not None:
            return iter(self._tested(self.test))
        return iter(self.source.find(self.equal)) if self.equal else self.source.rows()

    def _tested(self, test: Callable[[Sequence[Row]], list[Row]]) -> list[Row]:
        if self._found is None:
            every = self.source.find(self.equal) if self.equal else self.source.rows()
            self._found = test(list(every))
        return self._found

    def first(self) -> Row | None:
        """Return the first row, None where there is none."""
        return next(self.rows(), None)

    def first_of(self, column: str, value: str) -> Row | None:
        """Return the first row whose `column` is `value`, None where there is none."""
        if self.equal.get(column, value) != value:
            return None
        if self.test is not None and self.counts:
            tested = self._tested(self.test)
            return next((row for row in tested if row.get(column) == value), None)
        rows = self.source.find({**self.equal, column: value})
        left = rows if self.test is None else self.test(list(rows))
        return next(iter(left), None)

    def search(self, text: str, limit: int) -> Sequence[Row]:
        """Return up to `limit` rows of this selection that match typed `text`."""
        if self.test is None:
            return self.source.search(text, self.equal, limit)
        near = self.source.search(text, self.equal, len(self.source))
        if not self.counts:
            return self.test(near)[:limit]
        tested = {tuple(row.items()) for row in self._tested(self.test)}
        return [row for row in near if tuple(row.items()) in tested][:limit]

    def nodes(self) -> list[Node]:
        """Return the rows as item elements, or as their `column` children."""
        items = [row_node(row, self.item) for row in self.rows()]
        if not self.column:
            return items
        return [child for item in items for child in item.elements(self.column)]

    def strings(self) -> Iterator[str]:
        """Go through the text of each row's `column`."""
        return (row[self.column] for row in self.rows() if self.column in row)


# What a value must be to be spread out: made once, not at each question.
NODE_SETS: Final = (list, RowSelection)
