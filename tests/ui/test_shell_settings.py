"""Settings: nothing is cut off, whatever the language and the size of the text."""

import pytest
from PySide6.QtWidgets import QScrollArea

from ui.pages.settings import SettingsPage

pytestmark = pytest.mark.qt


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_very_large_text_is_not_wider_than_the_window(open_desk, qtbot, language):
    desk = open_desk(language=language)
    desk.go("settings")
    page = desk.window.page
    assert isinstance(page, SettingsPage)
    very_large = page.size_step.count() - 1
    page.size_step.setCurrentIndex(very_large)
    page.size_step.activated.emit(very_large)
    page = desk.window.page
    areas = page.findChildren(QScrollArea)
    assert areas
    for area in areas:
        qtbot.waitUntil(
            lambda area=area: area.widget().width() <= area.viewport().width()
        )
