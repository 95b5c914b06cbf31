"""A morning in the real window, in a home of its own, for whoever looks what stays.

Prints one JSON line with what must not be readable anywhere, waits for a line while
the window is open, ends it, prints another line. Started by `test_safe_leaks`.
"""

import faulthandler
import json
import random
import sys
import time
from contextlib import suppress

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop import clock, demo, paths, story
from desktop.app import Program
from desktop.begin import begin
from forms.engine.refs import NodeRef
from forms.entry import FormEntry
from forms.records import backup, keys
from forms.records.store import Records
from forms.records.types import Profile
from ui.context import Start
from ui.pages.form_page import FormPage
from ui.safe.outside import put_outside
from ui.safe.unlock import UnlockPage
from ui.shots import pages

PHRASE = "冬天的火炉 7 号"
NOTE = "老人独居夜里咳嗽厉害"
_PER_KIND = 60
_PATIENCE_S = 60


def main() -> None:
    """Work, wait, end."""
    place = paths.default_workspace()
    told = demo.morning()
    profile = Profile(**told[demo.WORKER])
    begin(place, profile, demo=True, clock=clock.now, passphrase=PHRASE)
    keys.lock()
    app = QApplication([])
    program = Program(app, place)
    program.window.show()
    program.begin()
    page = program.window.centralWidget()
    assert isinstance(page, UnlockPage)
    page.field.setText(PHRASE)
    page.try_now()
    # A dialog that nobody answers must not be waited for without end.
    faulthandler.dump_traceback_later(_PATIENCE_S, exit=True)
    end = time.monotonic() + _PATIENCE_S
    while program.desk is None and time.monotonic() < end:
        app.processEvents()
    desk = program.desk
    assert desk is not None
    space = desk.workspace
    for visit in told["visits"]:
        story.fill(space.records, space.journal, visit, clock.now, profile.language)
    for _ in pages(desk):
        app.processEvents()
        program.window.grab()
    _begin_a_visit(app, program)
    secrets = _secrets(space.records)
    backup.make(place, "asked", clock.now())
    _crash(app, secrets)
    print(json.dumps(secrets), flush=True)
    sys.stdin.readline()
    # Opened in another program: readable until the window locks or closes.
    put_outside("sheet.pdf", secrets[0].encode())
    app.clipboard().setText(secrets[0])
    program.window.lock_asked.emit()
    app.processEvents()
    program.window.close()
    app.processEvents()
    print(json.dumps(["ended"]), flush=True)


def _begin_a_visit(app: QApplication, program: Program) -> None:
    """Leave a visit open with a note in it that is nowhere else."""
    desk = program.desk
    assert desk is not None
    home = desk.workspace.records.entities("household", limit=1)[0]
    desk.start(Start("heating_visit", "household", home.id))
    page = program.window.page
    assert isinstance(page, FormPage)
    assert isinstance(page.entry, FormEntry)
    page.entry.answer(NodeRef.parse("/heating_visit/who/result"), "met")
    page.entry.answer(NodeRef.parse("/heating_visit/act/detail"), NOTE)
    app.processEvents()


def _secrets(records: Records) -> list[str]:
    """Return names, telephones and identity numbers of the register, and a note."""
    chance = random.Random(5)
    found: list[str] = [NOTE, PHRASE]
    residents = records.entities("resident", limit=2_000)
    for name in ("full_name", "phone", "id_no"):
        texts = {one.properties.get(name, "") for one in residents}
        # Two characters of GBK are four bytes: random ones are alike now and then.
        long = sorted(text for text in texts if len(text) >= 3)
        found += chance.sample(long, min(_PER_KIND, len(long)))
    return found


def _crash(app: QApplication, secrets: list[str]) -> None:
    """Go wrong as a bug does, with an answer in the message of the error."""

    def close() -> None:
        shown = app.activeModalWidget()
        if shown is not None:
            shown.close()

    QTimer.singleShot(500, close)
    with suppress(KeyboardInterrupt):
        try:
            raise RuntimeError(" ".join(secrets[:20]))
        except RuntimeError:
            sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
