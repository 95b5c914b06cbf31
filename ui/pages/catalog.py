"""Catalog: the page behind each place of the sidebar."""

from collections.abc import Callable, Mapping

from ui.context import Workspace
from ui.exchange.conflicts_page import ConflictsPage
from ui.pages.blank_forms import BlankFormsPage
from ui.pages.board import BoardPage
from ui.pages.exchange import ExchangePage
from ui.pages.facilities import FacilitiesPage
from ui.pages.hazards import HazardsPage
from ui.pages.people import PeoplePage
from ui.pages.settings import SettingsPage
from ui.pages.today import TodayPage
from ui.pages.visits import VisitsPage
from ui.parts.page import Page

PAGES: Mapping[str, Callable[[Workspace], Page]] = {
    "today": TodayPage,
    "board": BoardPage,
    "people": PeoplePage,
    "facilities": FacilitiesPage,
    "hazards": HazardsPage,
    "visits": VisitsPage,
    "forms": BlankFormsPage,
    "conflicts": ConflictsPage,
    "exchange": ExchangePage,
    "settings": SettingsPage,
}
