"""In the largest font nothing of a page's head, the first page or a dialog is cut."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel

from ui.exchange.register_dialogs import RegisterDialog
from ui.jobs import Jobs
from ui.languages import speak
from ui.pages.first_run import FirstRun, Person
from ui.parts.page import KEYS, Head
from ui.theme import STEPS, Look, put_on

pytestmark = pytest.mark.qt
TITLE = "Possible duplicates"


@pytest.fixture
def large(qapp):
    """The largest font, in English."""
    speak(qapp, "en")
    put_on(qapp, Look("light", STEPS[-1]))
    yield
    put_on(qapp, Look("light", 0))


def cut(widget):
    """Return the texts that have less room than they need."""
    return [
        each.text()
        for each in widget.findChildren(QLabel)
        if each.isVisible()
        and each.wordWrap()
        and each.height() < each.heightForWidth(each.width())
    ]


def settle(widget):
    QApplication.sendPostedEvents(widget, QEvent.Type.LayoutRequest)
    QApplication.processEvents()


@pytest.mark.parametrize("width", [1400, 1000, 830])
def test_the_search_gives_up_room_before_the_title_does(qtbot, large, width):
    head = Head(TITLE, demo=True)
    qtbot.addWidget(head)
    head.lead("Back", head.hide)
    head.add("Conflicts", head.hide, icon="balance")
    head.add("Hidden and merged", head.hide, icon="eye_off")
    head.resize(width, head.sizeHint().height())
    head.show()
    settle(head)
    assert head._title.width() >= head._title.sizeHint().width()
    told = head.search.text()
    assert told.endswith((KEYS, "…"))
    assert head.search.fontMetrics().horizontalAdvance(told) < head.search.width()


def test_the_first_page_scrolls_and_squeezes_no_text(qtbot, large):
    page = FirstRun(
        Jobs(at_once=True), [Person("w", "孔祥云", "worker")], lambda *_: None,
        lambda _: None, "en", own=True,
    )  # fmt: skip
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    for field in (page.name, page.grid, page.code):
        field.setText("x")
    page.go.click()
    settle(page)
    assert "No passphrase is typed yet" in page._tell.text
    assert cut(page) == []


def test_a_dialog_that_complains_grows(qtbot, large):
    dialog = RegisterDialog()
    qtbot.addWidget(dialog)
    dialog.begin("Take a laptop in", "Have the code read out. " * 6)
    lines = [dialog.line(name) for name in ("Code", "Grids", "Until")]
    dialog.end("Take it in")
    dialog.show()
    settle(dialog)
    dialog.hide()
    dialog.complain("The code is not the one that the asking computer shows. " * 3)
    dialog.show()
    settle(dialog)
    assert cut(dialog) == []
    assert all(line.height() >= line.sizeHint().height() for line in lines)
