"""Fills a visit in the real window by its widgets, telling what the screen calls saved.

Tells {"draft", "typing"} before it answers a question, and {"draft", "path", "value"}
when the foot of the page says that the answer is saved, in the words that a person
reads; works on until it is killed.
"""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import Program
from forms.engine.refs import NodeRef
from forms.entry import FormEntry
from ui.context import Start
from ui.pages.form_page import FormPage

FORM = "heating_visit"
# What 自动保存 stands for; the other text of the foot says that it is NOT saved.
SAVED = "已自动保存"
# A draft is gone on with until it has so many events.
_LONG = 120
Tell = Callable[..., None]


def fill(workspace: Path, tell: Tell) -> None:
    """Open the window on `workspace` and fill visits until killed."""
    app = QApplication([])
    program = Program(app, workspace)
    program.window.show()
    app.processEvents()
    program.begin()
    program.window.activateWindow()
    assert QTest.qWaitForWindowActive(program.window)
    desk = program.desk
    assert desk is not None
    turn = 0
    while True:
        drafts = desk.workspace.journal.drafts()
        if drafts and drafts[0].events < _LONG:
            desk.resume(drafts[0].draft.id)
        else:
            home = desk.workspace.records.entities("household", limit=1)[0]
            desk.start(Start(FORM, "household", home.id))
        page = program.window.page
        assert isinstance(page, FormPage)
        assert isinstance(page.entry, FormEntry)
        tell(draft=page.entry.draft_id)
        for _ in range(3):
            turn += 1
            for path, keys, value in _answers(os.getpid() * 100 + turn):
                _answer(app, page, path, keys, value, tell)
        desk.back()


def _answers(number: int) -> Iterator[tuple[str, str, str]]:
    """Go through (path, keys to press, the answer that they give)."""
    yield "/heating_visit/who/result", "1", "met"
    low = f"{10 + number % 6}.{number % 10}"
    yield "/heating_visit/heat/t_living", low, low
    yield "/heating_visit/heat/t_bed1", low[::-1], low[::-1]
    yield "/heating_visit/heat/meter_type", str(1 + number % 2), ""
    yield "/heating_visit/chk/problem", "2", ""
    yield "/heating_visit/act/detail", f"note {number}", f"note {number}"


def _answer(
    app: QApplication, page: FormPage, path: str, keys: str, value: str, tell: Tell
) -> None:
    """Answer one question by keyboard; tell it where the screen says it is saved."""
    entry, ref = page.entry, NodeRef.parse(path)
    assert isinstance(entry, FormEntry)
    if not entry.relevant(ref):
        return
    page._jump(ref)
    app.processEvents()
    card = page.body.card(ref)
    if card is None or not page.body.focus_card(card):
        return
    tell(draft=entry.draft_id, typing=path)
    if value and value == keys:
        QTest.keyClick(_focus(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(_focus(), keys)
    QTest.keyClick(_focus(), Qt.Key.Key_Tab)
    app.processEvents()
    shown = page.foot.saved
    if shown.text().startswith(SAVED) and not shown.property("tone"):
        given = entry.value(ref)
        assert not value or given == value, (path, given, value)
        tell(draft=entry.draft_id, path=path, value=given)


def _focus() -> QWidget:
    held = QApplication.focusWidget()
    assert held is not None
    return held


def tell_to(pipe: int) -> Tell:
    """Return what writes to the file descriptor `pipe`, whole lines at once."""

    def tell(**told: str) -> None:
        os.write(pipe, f"{json.dumps(told)}\n".encode())

    return tell
