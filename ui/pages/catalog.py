"""Catalog: the page behind each place of the sidebar."""

from collections.abc import Callable, Mapping

from ui.context import Workspace
from ui.exchange.conflicts_page import ConflictsPage
from ui.exchange.custody_page import CustodyPage
from ui.exchange.exchange_page import ExchangePage
from ui.exchange.office_page import OfficePage
from ui.exchange.register_page import RegisterPage
from ui.pages.board import BoardPage
from ui.pages.facilities import FacilitiesPage
from ui.pages.hazards import HazardsPage
from ui.pages.people import PeoplePage
from ui.pages.settings import SettingsPage
from ui.pages.today import TodayPage
from ui.pages.visits import VisitsPage
from ui.parts.page import Page
from ui.safe.duplicates import DuplicatesPage
from ui.safe.hidden import HiddenPage
from ui.work.forms_page import FormsPage
from ui.work.ledgers_page import LedgersPage
from ui.work.reports_page import ReportsPage

PAGES: Mapping[str, Callable[[Workspace], Page]] = {
    "today": TodayPage,
    "board": BoardPage,
    "people": PeoplePage,
    "facilities": FacilitiesPage,
    "hazards": HazardsPage,
    "visits": VisitsPage,
    "forms": FormsPage,
    "ledgers": LedgersPage,
    "reports": ReportsPage,
    "conflicts": ConflictsPage,
    "duplicates": DuplicatesPage,
    "hidden": HiddenPage,
    "exchange": ExchangePage,
    "custody": CustodyPage,
    "register": RegisterPage,
    "office": OfficePage,
    "settings": SettingsPage,
}
