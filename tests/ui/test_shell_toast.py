"""Toast: a brief one goes by itself, one that offers the only way stays."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.problems import Toast

pytestmark = pytest.mark.qt


@pytest.fixture
def parent(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(800, 600)
    field = QLineEdit(parent)
    parent.show()
    field.setFocus()
    return parent


@pytest.fixture
def toast(parent):
    made = Toast(parent)
    made.leaving.setInterval(20)
    return made


def test_a_brief_toast_leaves_what_it_covers(toast, qtbot):
    toast.show_text("Finished and kept", brief=True)
    assert toast.isVisible()
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_a_brief_toast_makes_room_for_other_work_and_no_other_does(toast):
    toast.show_text("Finished and kept", brief=True)
    toast.make_room()
    assert not toast.isVisible()
    toast.show_text("Answers were saved elsewhere", ("Bring them back", toast.hide))
    toast.make_room()
    assert toast.isVisible()


def test_a_toast_that_follows_another_has_room_for_its_words(toast, qtbot):
    text = "Finished and kept: GV-XYQY03-20261126-PTAD-0002"
    for _ in range(2):
        toast.show_text(text, ("Show the sheet", toast.hide), brief=True)
        qtbot.wait(1)
        assert toast._text.width() >= toast._text.sizeHint().width()
        assert all(toast.rect().contains(one.geometry()) for one in toast._buttons)


def test_a_toast_stays_where_it_is_the_only_way(toast, qtbot):
    toast.show_text("Finished and kept", brief=True)
    toast.show_text("Answers were saved elsewhere", ("Bring them back", toast.hide))
    qtbot.wait(60)
    assert toast.isVisible()


def test_a_toast_does_not_go_from_under_the_keyboard(toast, qtbot):
    done = []
    toast.show_text("Finished", ("Show", lambda: done.append(1)), brief=True)
    toast._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.wait(60)
    qtbot.keyClick(toast._buttons[0], Qt.Key.Key_Return)
    assert done == [1]


def test_a_toast_stands_at_the_foot_of_a_parent_that_gets_its_size_later(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    toast = Toast(parent)
    parent.resize(640, 480)
    toast.show_text("Put back")
    parent.resize(1300, 760)
    parent.show()
    assert toast.geometry().bottom() > 700
    assert abs(toast.geometry().center().x() - 650) <= 1
