"""A small form to evaluate XPath in: its data, a repeat, a list of rows."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from forms.engine.xpath.compile import compile_expression
from forms.engine.xpath.context import Chance, Environment
from forms.engine.xpath.nodes import DOCUMENT, ELEMENT, Node

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Rows:
    """Rows in memory that count how they are asked."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.columns = columns
        self.version: object = 0
        self.asked: list[str] = []
        self._rows = [dict(zip(columns, row, strict=True)) for row in rows]
        self._index: dict[str, dict[str, list[Mapping[str, str]]]] = {}
        for column in columns:
            index = self._index.setdefault(column, {})
            for row in self._rows:
                index.setdefault(row[column], []).append(row)

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, index: int) -> Mapping[str, str]:
        return self._rows[index]

    def rows(self) -> Iterator[Mapping[str, str]]:
        self.asked.append("rows")
        return iter(self._rows)

    def find(self, equal: Mapping[str, str]) -> Sequence[Mapping[str, str]]:
        self.asked.append("find")
        first, *rest = equal.items()
        found = self._index[first[0]].get(first[1], [])
        return [r for r in found if all(r[c] == v for c, v in rest)]

    def search(
        self, text: str, equal: Mapping[str, str], limit: int
    ) -> Sequence[Mapping[str, str]]:
        self.asked.append("search")
        found = self.find(equal) if equal else self._rows
        return [row for row in found if text in row["label"]][:limit]


class World:
    """The form `/data` with `a`, `b`, `rep` three times, and a list `cities`."""

    def __init__(self) -> None:
        self.document = Node(DOCUMENT)
        self.data = self.document.append(Node(ELEMENT, "data"))
        self.data.set_attribute("id", "form")
        self.cities = Rows(
            ("name", "label", "state"),
            [("1", "北京", "cn"), ("2", "Lyon", "fr"), ("3", "上海", "cn")],
        )
        self.env = Environment(
            self.document,
            instance={"cities": self.cities}.get,
            now=datetime(2026, 11, 25, 8, 30, tzinfo=SHANGHAI),
            chance=Chance("seed"),
        )
        self.put("a", "4")
        self.put("b", "")
        for number in ("4", "", "7"):
            self.add_repeat(number)

    def put(self, name: str, text: str) -> Node:
        """Append an element below /data."""
        return self.data.append(Node(ELEMENT, name, text))

    def add_repeat(self, number: str) -> Node:
        """Append an instance of /data/rep with `n` and `m`."""
        repeat = self.data.append(Node(ELEMENT, "rep"))
        repeat.uid = f"u{len(self.data.children)}"
        repeat.append(Node(ELEMENT, "n", number))
        repeat.append(Node(ELEMENT, "m"))
        self.env.moved()
        return repeat

    def node(self, path: str) -> Node:
        """Return the first node at an absolute path with positions: /data/rep[2]/n."""
        return compile_expression(path).nodes(self.env.at(self.document))[0]

    def string(self, text: str, at: str = "/data/a") -> str:
        """Return an expression's text at a node."""
        return compile_expression(text).string(self.env.at(self.node(at)))

    def number(self, text: str, at: str = "/data/a") -> float:
        """Return an expression's number at a node."""
        return compile_expression(text).number(self.env.at(self.node(at)))
