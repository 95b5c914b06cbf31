"""The choices of a select as they stand now, read from rows or nodes when asked."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from forms.engine.definition.choices import MemoryRows
from forms.engine.definition.model import Itemset, QuestionDefinition, StaticItem
from forms.engine.definition.search import matches
from forms.engine.definition.searched import columns_of
from forms.engine.definition.texts import is_name
from forms.engine.instance.texts import Texts
from forms.engine.instance.view import Choice
from forms.engine.xpath.context import Context, Environment
from forms.engine.xpath.nodes import Node, row_node
from forms.engine.xpath.selection import RowSelection

Row = Mapping[str, str]
# Lists up to here are compared value by value to tell whether they changed.
_COMPARED = 500


class ListedChoices:
    """Choices known one by one: static items, or items that are nodes."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._choices = choices
        self._by_value: dict[str, Choice] = {}

    def __len__(self) -> int:
        return len(self._choices)

    def __iter__(self) -> Iterator[Choice]:
        return iter(self._choices)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ListedChoices) and self._choices == other._choices

    __hash__ = None  # type: ignore[assignment]  # equal lists need no hash

    def find(self, text: str, limit: int) -> Sequence[Choice]:
        """Return the first `limit` choices that match typed `text`, best first."""
        return matches(text, ((f"{c.label} {c.value}", c) for c in self), limit)

    def get(self, value: str) -> Choice | None:
        """Return the choice of `value`, None where it is not offered."""
        if not self._by_value:
            # The first of a value counts.
            self._by_value = {c.value: c for c in reversed(self._choices)}
        return self._by_value.get(value)


class RowChoices:
    """Choices that are rows of a list: a row becomes a Choice when it is asked for.

    Args:
        selection: The rows that the itemset's filter leaves.
        value: Column of the value.
        label: Gives a row's label and media.
        shown: Columns that tell nothing more: not among the details.
        searchable: It is shown by the columns that the list's own search knows.
        column: Of the label, blank where it is more than a column.
    """

    def __init__(
        self,
        selection: RowSelection,
        value: str,
        label: Callable[[Row], tuple[str, Mapping[str, str]]],
        shown: frozenset[str],
        *,
        searchable: bool,
        column: str,
        language: str,
    ) -> None:
        self._selection = selection
        self._value = value
        self._label = label
        self._shown = shown
        self._searchable = searchable
        self._column = column
        self._language = language

    def __len__(self) -> int:
        return len(self._selection)

    def __iter__(self) -> Iterator[Choice]:
        return (self._choice(row) for row in self._selection.rows())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RowChoices):
            return False
        mine, its = self._selection, other._selection
        if (mine.source.version, self._language) != (
            its.source.version,
            other._language,
        ):
            return False
        if mine.test is None and its.test is None:
            return mine.equal == its.equal
        values = self.values(_COMPARED)
        return len(values) < _COMPARED and values == other.values(_COMPARED)

    __hash__ = None  # type: ignore[assignment]  # equal lists need no hash

    def values(self, limit: int) -> list[str]:
        """Return the values of the first `limit` rows."""
        found: list[str] = []
        for row in self._selection.rows():
            if len(found) >= limit:
                break
            found.append(row.get(self._value, ""))
        return found

    def find(self, text: str, limit: int) -> Sequence[Choice]:
        """Return the first `limit` choices that match typed `text`, best first."""
        if self._searchable:
            return [self._choice(r) for r in self._selection.search(text, limit)]
        picked = self._selection
        if self._column and isinstance(picked.source, MemoryRows) and not picked.test:
            found = picked.source.search_in(
                self._column, self._value, text, picked.equal, limit
            )
            return [self._choice(row) for row in found]
        known = (
            (f"{self._label(row)[0]} {row.get(self._value, '')}", row)
            for row in self._selection.rows()
        )
        return [self._choice(row) for row in matches(text, known, limit)]

    def get(self, value: str) -> Choice | None:
        """Return the choice of `value`, None where it is not offered."""
        row = self._selection.first_of(self._value, value)
        return None if row is None else self._choice(row)

    def _choice(self, row: Row) -> Choice:
        label, media = self._label(row)
        details = {
            column: text
            for column, text in row.items()
            if text and column not in self._shown and not column.startswith("__")
        }
        return Choice(row.get(self._value, ""), label, details, media)


def static_choices(
    items: tuple[StaticItem, ...], node: Node, texts: Texts
) -> ListedChoices:
    """Return the choices of <item>s."""
    found = []
    for item in items:
        label = texts.label(item.label, node)
        found.append(Choice(item.value, label.text, {}, label.media))
    return ListedChoices(found)


def itemset_choices(
    itemset: Itemset, node: Node, env: Environment, texts: Texts
) -> ListedChoices | RowChoices:
    """Return the choices of an itemset as its filter reads at `node`."""
    selected = itemset.nodeset.select(env.at(node))
    if isinstance(selected, RowSelection) and is_name(itemset.value.text):
        return _row_choices(itemset, selected, node, env, texts)
    nodes = selected.nodes() if isinstance(selected, RowSelection) else selected
    return ListedChoices([_node_choice(itemset, n, env, texts) for n in nodes])


def searched_choices(
    question: QuestionDefinition, node: Node, env: Environment, texts: Texts
) -> ListedChoices:
    """Return the choices of a search(): those of whole numbers, then rows of its file.

    Every value once; in the order of the file's column "sortby" where it has one.
    """
    assert question.itemset is not None  # noqa: S101  (so `searched` says)
    selected = question.itemset.nodeset.select(env.at(node))
    rows = list(selected.rows()) if isinstance(selected, RowSelection) else []
    rows.sort(key=_sort_key)
    found: dict[str, Choice] = {}
    for item in question.items:
        told = texts.label(item.label, node)
        if item.value.removeprefix("-").isdecimal():
            found[item.value] = Choice(item.value, told.text, {}, told.media)
            continue
        columns = columns_of(told.text)
        image = told.media.get("image", "").rpartition("/")[2]
        for row in rows:
            value = row.get(item.value, "")
            if value not in found:
                media = {"image": row[image]} if row.get(image) else {}
                found[value] = Choice(value, _told(row, columns) or value, {}, media)
    return ListedChoices(tuple(found.values()))


def _sort_key(row: Row) -> float:
    try:
        return float(row.get("sortby", 0))
    except ValueError:
        return 0.0


def _told(row: Row, columns: Sequence[str]) -> str:
    # As Collect does: "Mango (price: 3) (from: Hainan)".
    first, *more = (row.get(column, "") for column in columns or ("",))
    named = zip(columns[1:], more, strict=True)
    return " ".join([first, *(f"({column}: {text})" for column, text in named)])


def _row_choices(
    itemset: Itemset, selected: RowSelection, node: Node, env: Environment, texts: Texts
) -> RowChoices:
    value = itemset.value.text.strip()
    column = "" if itemset.label is None else itemset.label.text.strip()
    by_column = is_name(column)

    def label(row: Row) -> tuple[str, Mapping[str, str]]:
        if by_column:
            return row.get(column, ""), {}
        if itemset.label_itext:
            forms = texts.by_id(row.get(itemset.label_itext, ""))
            told = texts.label_of(forms, node)
            return told.text, told.media
        choice = _node_choice(itemset, row_node(row), env, texts)
        return choice.label, choice.media

    return RowChoices(
        selected,
        value,
        label,
        frozenset({value, column, itemset.label_itext}),
        searchable=(value, column) == ("name", "label"),
        column=column if by_column else "",
        language="" if by_column else texts.language,
    )


def _node_choice(
    itemset: Itemset, item: Node, env: Environment, texts: Texts
) -> Choice:
    context = Context(env, item)
    value = itemset.value.string(context)
    if itemset.label is not None:
        return Choice(value, itemset.label.string(context))
    text_id = ""
    if itemset.itext is not None:
        text_id = itemset.itext.string(context)
    elif itemset.label_itext:
        text_id = next((c.value for c in item.elements(itemset.label_itext)), "")
    label = texts.label_of(texts.by_id(text_id), item)
    return Choice(value, label.text, {}, label.media)
