"""Places: the names, titles and icons of the sidebar's pages, in their order."""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the sidebar; `source` is a text of the context "Places"."""

    name: str
    # The stubs type what QT_TRANSLATE_NOOP gives as an object.
    source: object
    icon: str

    @property
    def title(self) -> str:
        """What the sidebar calls it."""
        return QCoreApplication.translate("Places", str(self.source))


PLACES = (
    Place("today", QT_TRANSLATE_NOOP("Places", "Today"), "today"),
    Place("board", QT_TRANSLATE_NOOP("Places", "Buildings"), "board"),
    Place("people", QT_TRANSLATE_NOOP("Places", "Residents"), "people"),
    Place("facilities", QT_TRANSLATE_NOOP("Places", "Facilities"), "facility"),
    Place("hazards", QT_TRANSLATE_NOOP("Places", "Hazards"), "hazard"),
    Place("visits", QT_TRANSLATE_NOOP("Places", "Visits"), "visits"),
    Place("forms", QT_TRANSLATE_NOOP("Places", "Forms"), "forms"),
    Place("ledgers", QT_TRANSLATE_NOOP("Places", "Office ledgers"), "list"),
    Place("reports", QT_TRANSLATE_NOOP("Places", "Figures and print"), "printer"),
    Place("conflicts", QT_TRANSLATE_NOOP("Places", "Conflicts"), "balance"),
    Place("exchange", QT_TRANSLATE_NOOP("Places", "USB exchange"), "exchange"),
    Place("settings", QT_TRANSLATE_NOOP("Places", "Settings"), "settings"),
)
WITHIN = {
    "custody": "exchange", "register": "exchange", "office": "exchange",
    "duplicates": "people", "hidden": "people",
}  # fmt: skip
"""Pages that have no entry of their own, and the one they belong to."""
