"""Rows picked from a RowSource: what `instance('x')/root/item[...]` gives."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from forms.engine.xpath.nodes import Node, RowSource, row_node

Row = Mapping[str, str]


class RowSelection:
    """The rows of a source that a path's predicates leave, found when asked.

    Attributes:
        source: The whole list.
        equal: Column to text: what the index is asked for.
        test: The rest of the predicates, None where `equal` says all. Sees the row
            as a node, so it costs microseconds a row.
        column: The child the path ends in ("label"), "" where it ends in the item.
    """

    __slots__ = ("column", "equal", "item", "source", "test")

    def __init__(
        self,
        source: RowSource,
        equal: Row,
        test: Callable[[Sequence[Row]], Iterator[Row]] | None = None,
        *,
        column: str = "",
        item: str = "item",
    ) -> None:
        self.source = source
        self.equal = equal
        self.test = test
        self.column = column
        self.item = item

    def __len__(self) -> int:
        if self.test is not None:
            return sum(1 for _ in self.rows())
        return len(self.source.find(self.equal)) if self.equal else len(self.source)

    def rows(self) -> Iterator[Row]:
        """Go through the rows in the source's order."""
        found: Sequence[Row] | Iterator[Row]
        found = self.source.find(self.equal) if self.equal else self.source.rows()
        return iter(found) if self.test is None else self.test(list(found))

    def first(self) -> Row | None:
        """Return the first row, None where there is none."""
        return next(self.rows(), None)

    def search(self, text: str, limit: int) -> Sequence[Row]:
        """Return up to `limit` rows of this selection that match typed `text`."""
        if self.test is None:
            return self.source.search(text, self.equal, limit)
        near = self.source.search(text, self.equal, len(self.source))
        found: list[Row] = []
        for row in self.test(near):
            if len(found) >= limit:
                break
            found.append(row)
        return found

    def nodes(self) -> list[Node]:
        """Return the rows as item elements, or as their `column` children."""
        items = [row_node(row, self.item) for row in self.rows()]
        if not self.column:
            return items
        return [child for item in items for child in item.elements(self.column)]

    def strings(self) -> Iterator[str]:
        """Go through the text of each row's `column`."""
        return (row[self.column] for row in self.rows() if self.column in row)
