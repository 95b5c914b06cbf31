"""What the checks read of a form, whichever way it is written: fields and formulas."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from forms.engine.definition.check.finding import Place

NUMBERS: Final = frozenset({"integer", "decimal", "range"})
DATES: Final = frozenset({"date", "dateTime", "today", "start", "end"})
CONTAINERS: Final = frozenset({"group", "repeat"})
SELECTS: Final = frozenset({"select_one", "select_multiple", "rank"})


@dataclass(frozen=True, slots=True)
class Field:
    """A question, group or repeat.

    Args:
        nodeset: "/data/group/name".
        kind: As features.csv names the type: "integer", "select_one", "repeat" ...
        repeats: Nodesets of the repeats around it, outermost first, itself included.
        list_name: Of a select: the choice list, or the file's name.
        other: It offers "other" besides its list.
        triggered: Its calculation runs when another question changes.
    """

    name: str
    nodeset: str
    kind: str
    repeats: tuple[str, ...]
    place: Place
    list_name: str = ""
    other: bool = False
    triggered: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression of the form.

    Args:
        text: With each ${name} written as an equally long path, so that positions
            in it are positions in the cell.
        role: "calculation", "relevant", "constraint", "required", "readonly",
            "choice_filter", "default", "repeat_count", "text" (inside a label),
            "entity", "instance_name".
        owner: The field it belongs to, None for the form itself.
        written: As the author wrote it, equally long; "" where that is `text`.
    """

    text: str
    role: str
    owner: Field | None
    place: Place
    written: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """What is known of a choice list, file or entity list.

    Args:
        columns: None where nobody knows.
        values: None where they are not listed in the form.
    """

    columns: Collection[str] | None = None
    values: Collection[str] | None = None


@dataclass(slots=True)
class Outline:
    """A form as the checks see it.

    Args:
        root: Name of the root element.
        lists: By the id that instance() takes.
        short: How a formula writes ${name}: the paths start with this, "" where
            formulas have real paths only.
    """

    root: str = "data"
    short: str = "r"
    fields: list[Field] = field(default_factory=list)
    formulas: list[Formula] = field(default_factory=list)
    lists: dict[str, Rows] = field(default_factory=dict)
    namespaces: Mapping[str, str] = field(default_factory=dict)
    by_name: dict[str, list[Field]] = field(default_factory=dict)
    by_nodeset: dict[str, Field] = field(default_factory=dict)

    def add(self, one: Field) -> None:
        """Take a field."""
        self.fields.append(one)
        self.by_name.setdefault(one.name, []).append(one)
        self.by_nodeset.setdefault(one.nodeset, one)

    def inside(self, one: Field) -> Sequence[Field]:
        """Return the fields inside a group or repeat."""
        return [f for f in self.fields if f.nodeset.startswith(f"{one.nodeset}/")]
