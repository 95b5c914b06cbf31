"""From a question to its control, by the one table resources/tables/controls.csv."""

import csv
from collections.abc import Mapping
from functools import cache

import resources
from forms.engine.instance.view import NodeState, Question
from ui.controls.acknowledge import Acknowledge
from ui.controls.address import AddressControl
from ui.controls.barcode import BarcodeControl
from ui.controls.choose import MOST_TILES, ChooseMany, ChooseOne
from ui.controls.control import Control
from ui.controls.dropdown import Dropdown
from ui.controls.file import FileControl, FilmControl, SoundControl
from ui.controls.finder import Finder, FinderMany
from ui.controls.folded import FoldedMany
from ui.controls.image_map import ImageMap
from ui.controls.map_list import MapList
from ui.controls.moments import (
    DateControl,
    DateTimeControl,
    MonthControl,
    TimeControl,
    YearControl,
)
from ui.controls.note import NoteControl
from ui.controls.picture import PictureControl
from ui.controls.place import PlaceControl, PlacesControl
from ui.controls.range_list import RangeList
from ui.controls.rank import RankControl
from ui.controls.signature import (
    AnnotationControl,
    DrawingControl,
    SignatureControl,
)
from ui.controls.slider import SliderControl
from ui.controls.stars import Stars
from ui.controls.table_head import TableHead
from ui.controls.typed import (
    CounterControl,
    MultilineControl,
    NumberControl,
    NumberTextControl,
    TextControl,
)

WIDGETS: Mapping[str, type[Control]] = {
    "acknowledge": Acknowledge,
    "address": AddressControl,
    "annotation": AnnotationControl,
    "barcode": BarcodeControl,
    "choose_many": ChooseMany,
    "choose_one": ChooseOne,
    "counter": CounterControl,
    "date": DateControl,
    "date_time": DateTimeControl,
    "drawing": DrawingControl,
    "dropdown": Dropdown,
    "file": FileControl,
    "film": FilmControl,
    "finder": Finder,
    "finder_many": FinderMany,
    "folded_many": FoldedMany,
    "image_map": ImageMap,
    "map_list": MapList,
    "month": MonthControl,
    "multiline": MultilineControl,
    "note": NoteControl,
    "number": NumberControl,
    "number_text": NumberTextControl,
    "picture": PictureControl,
    "place": PlaceControl,
    "places": PlacesControl,
    "range_list": RangeList,
    "rank": RankControl,
    "signature": SignatureControl,
    "slider": SliderControl,
    "sound": SoundControl,
    "stars": Stars,
    "table_head": TableHead,
    "text": TextControl,
    "time": TimeControl,
    "year": YearControl,
}
"""Each name of the table's last column."""

_LONG = {"choose_one": "finder", "dropdown": "finder", "choose_many": "finder_many",
         "folded_many": "finder_many"}  # fmt: skip
"""What takes the place of a list that is too long to be shown whole."""


@cache
def table() -> tuple[dict[str, str], ...]:
    """Return the rows of the table: control, type, appearance, mediatype, widget.

    The first row that fits decides; "*" fits anything.
    """
    lines = resources.text("tables/controls.csv").splitlines()
    return tuple(csv.DictReader(lines))


def widget_name(question: Question, choices: int) -> str:
    """Return the name of the widget for `question` with so many choices."""
    name = next(row["widget"] for row in table() if _fits(row, question))
    return _LONG.get(name, name) if choices > MOST_TILES else name


def name_for(question: Question, state: NodeState) -> str:
    """Return the name of the widget for `question` as it stands now."""
    choices = len(state.choices) if state.choices is not None else 0
    return widget_name(question, choices)


def _fits(row: Mapping[str, str], question: Question) -> bool:
    return (
        row["control"] in ("*", question.kind)
        and row["type"] in ("*", question.type)
        and (row["appearance"] == "*" or row["appearance"] in question.appearance)
        and row["mediatype"] in ("*", question.mediatype)
    )
