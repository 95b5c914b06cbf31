"""Tabs: the four pages of the exchange, one beside the other."""

from PySide6.QtCore import QCoreApplication

from ui.parts.chips import Chips
from ui.parts.page import Page

translate = QCoreApplication.translate


def put_tabs(page: Page, name: str) -> Chips:
    """Put the tabs at the top of a page of the exchange and return them."""
    tabs = Chips(
        (
            ("exchange", translate("ExchangeTabs", "Sticks and files")),
            ("custody", translate("ExchangeTabs", "Where everything is")),
            ("register", translate("ExchangeTabs", "Register and laptops")),
            ("office", translate("ExchangeTabs", "Office folder")),
        )
    )
    tabs.choose(name)

    def go(key: str) -> None:
        # The page shown next has tabs of its own; these stay as they are.
        tabs.choose(name)
        page.page_asked.emit(key)

    tabs.chosen.connect(go)
    page.body.addWidget(tabs)
    return tabs
