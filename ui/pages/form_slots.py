"""The places of a page of a form, one an item; their widgets are made when needed."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QWidget

from forms.engine.instance.view import Group, Item, Repeat
from forms.entry import Filling, takes_part


@dataclass(slots=True)
class Slot:
    """A place in the page; its widget is made when it is first relevant.

    Args:
        depth: In how many groups of the page it stands.
        file: The name of the file that is shown.
    """

    item: Item
    depth: int
    widget: QWidget | None = None
    file: str = ""


def slots_of(items: tuple[Item, ...], depth: int) -> Iterator[Slot]:
    """Go through the places of a page: groups before what stands in them."""
    for item in items:
        yield Slot(item, depth)
        if isinstance(item, Group):
            yield from slots_of(item.items, depth + 1)


def is_relevant(entry: Filling, item: Item) -> bool:
    """Tell whether there is anything to show of `item` now."""
    if isinstance(item, Repeat):
        return takes_part(entry, item)
    return entry.state(item.ref).relevant


def heading(text: str) -> QLabel:
    """Return the heading of a group within a page."""
    made = QLabel(text)
    made.setProperty("role", "card_title")
    made.setContentsMargins(0, 22, 0, 2)
    made.setWordWrap(True)
    return made
