"""The window locked and opened again: nothing shown, no answer lost, waits told."""

import logging
import tempfile
from contextlib import closing
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit

from desktop import log, paths
from desktop.app import Program
from desktop.gates import tell_outcome
from forms.engine.instance.view import Question
from forms.errors import KnownError
from forms.records import backup, keys, rekey
from forms.records.key_file import Recipient
from forms.records.types import EntityWriteIn
from forms.records.watermark import Watermark
from sync.exchange.paper_code import new_code
from ui.context import Start
from ui.jobs import Jobs
from ui.safe import outside
from ui.safe.again import Asked, put_back
from ui.safe.idle import Idle
from ui.safe.paper import PaperPage
from ui.safe.rescue import RescuePage
from ui.safe.secret import NewSecret
from ui.safe.unlock import UnlockPage

pytestmark = pytest.mark.qt

PHRASE, NAME, SECRET = "冬天的火炉 7 号", "陈晓梅", "13812345678"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A system where nothing of ours lies yet."""
    monkeypatch.setattr(paths, "default_workspace", lambda: tmp_path / "real")
    monkeypatch.setattr(paths, "demo_workspace", lambda: tmp_path / "demo")
    monkeypatch.setattr(paths, "logs", lambda: tmp_path / "logs")
    monkeypatch.setattr(log, "file_crashes", lambda folder, told: None)
    yield tmp_path
    keys.lock()


@pytest.fixture
def program(home, qapp, qtbot):
    """Open in a workspace with a passphrase, set up as a person does."""
    made = Program(qapp)
    qtbot.addWidget(made.window)
    made.window.show()
    made.begin()
    first = made.window.centralWidget()
    first.own.click()
    first.name.setText(NAME)
    first.grid.setText("青杨社区第三网格")
    first.code.setText("XYQY03")
    first.go.click()
    assert made.desk is None, "it begins without a passphrase"
    first.secret.first.setText(PHRASE)
    first.secret.second.setText(PHRASE)
    first.go.click()
    page = made.window
    qtbot.waitUntil(lambda: isinstance(page.centralWidget(), PaperPage), timeout=30_000)
    paper = page.centralWidget()
    assert not paper.go.isEnabled()
    paper.save_to(home / "code.pdf")
    assert (home / "code.pdf").read_bytes().startswith(b"%PDF")
    paper.kept.click()
    paper.go.click()
    qtbot.waitUntil(lambda: made.desk is not None, timeout=30_000)
    yield made
    made.window.close()


def unlock(program, qtbot, phrase=PHRASE):
    page = program.window.centralWidget()
    assert isinstance(page, UnlockPage)
    page.field.setText(phrase)
    page.go.click()
    qtbot.waitUntil(lambda: program.desk is not None or page.go.isEnabled())
    return page


def test_locked_it_shows_nothing_and_comes_back_to_the_visit(program, qtbot, qapp):
    desk = program.desk
    desk.workspace.records.write_entities(
        [EntityWriteIn("resident", "create", "r1", {}, label="孔祥瑞")], "w"
    )
    desk.start(Start("fire_patrol"))
    entry = desk._form.entry
    item = next(ref for page in entry.pages() for ref in texts(page))
    entry.answer(item, "看不见的字")
    QApplication.clipboard().setText("孔祥瑞")
    dialog = QDialog(program.window)
    dialog.show()
    program.window.lock_asked.emit()
    assert program.desk is None
    assert not dialog.isVisible()
    assert QApplication.clipboard().text() == ""
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shown = [
        each.text()
        for kind in (QLabel, QLineEdit)
        for each in program.window.findChildren(kind)
    ]
    assert not [one for one in shown if "看不见" in one or "孔祥瑞" in one]
    with pytest.raises(KnownError, match="KEY-LOCKED"):
        keys.read_key(program._folder)
    page = unlock(program, qtbot, "not this one")
    assert program.desk is None
    assert page.field.hasSelectedText()
    unlock(program, qtbot)
    qtbot.waitUntil(lambda: program.desk is not None, timeout=10_000)
    assert program.window.name == "form"
    assert program.desk._form.entry.value(item) == "看不见的字"


def texts(page):
    """Return the refs of the text questions of a page."""
    return [
        item.ref
        for item in page.items
        if isinstance(item, Question) and (item.kind, item.type) == ("input", "string")
    ]


def test_a_new_start_asks_first(program, home, qapp, qtbot):
    program.window.close()
    keys.lock()
    again = Program(qapp)
    qtbot.addWidget(again.window)
    again.begin()
    assert again.desk is None
    unlock(again, qtbot)
    qtbot.waitUntil(lambda: again.desk is not None, timeout=10_000)
    again.window.close()


def test_the_key_is_changed_while_all_is_closed(program, qtbot):
    before = keys.read_file(program._folder).id
    folder = program._folder
    program.desk.closed_asked.emit(lambda p: rekey.change_key(folder, PHRASE, p))
    assert program.desk is None
    qtbot.waitUntil(lambda: program.desk is not None, timeout=30_000)
    assert keys.read_file(folder).id != before
    assert program.desk.workspace.journal.profile.name == NAME


def test_wrong_tries_wait_and_the_page_counts_down(qtbot):
    def refuse(_):
        raise KnownError("KEY-WAIT", seconds=2)

    page = UnlockPage(Jobs(at_once=True), refuse, lambda *_: None, "en")
    qtbot.addWidget(page)
    page.show()
    page.field.setText("x")
    page.go.click()
    assert not page.go.isEnabled()
    qtbot.waitUntil(page.go.isEnabled, timeout=4_000)


def test_a_forgotten_passphrase_is_replaced_by_the_code(qtbot):
    given = []
    page = UnlockPage(
        Jobs(at_once=True), given.append, lambda *both: given.append(both), "en"
    )
    qtbot.addWidget(page)
    page.code.setText("CODE")
    page.fresh.first.setText(PHRASE)
    page.fresh.second.setText("other")
    page.recover_now()
    assert given == []
    page.fresh.second.setText(PHRASE)
    with qtbot.waitSignal(page.done):
        page.recover_now()
    assert given == [("CODE", PHRASE)]


def test_idle_tells_once_and_a_touch_that_comes_too_late_is_none(qtbot, qapp):
    now = [0.0]
    idle = Idle(qapp, lambda: now[0])
    told = []
    idle.idle.connect(lambda: told.append(now[0]))
    idle.watch(5)
    touch = QKeyEvent(QEvent.Type.KeyPress, 65, qapp.keyboardModifiers())
    now[0] = 299
    assert not idle.eventFilter(qapp, touch)
    now[0] = 598
    idle.look()
    assert told == []
    # The lid was closed for an hour: the key that wakes it up does nothing.
    now[0] = 4_000
    assert idle.eventFilter(qapp, touch)
    assert told == [4_000]
    idle.watch(0)
    now[0] = 90_000
    assert not idle.look()
    qapp.removeEventFilter(idle)


def test_a_secret_is_typed_twice_alike(qtbot):
    field = NewSecret(optional=True)
    qtbot.addWidget(field)
    field.first.setText("１２３５８１")
    field.second.setText("123581")
    assert field.given() == "123581"
    field.clear()
    with pytest.raises(KnownError, match="KEY-BLANK"):
        field.given()
    field.first.setText("123581")
    field.second.setText("123582")
    with pytest.raises(KnownError, match="KEY-UNLIKE"):
        field.given()
    field.without.click()
    assert field.given() == ""


def test_the_card_sets_the_first_passphrase_and_makes_a_code(program, qtbot):
    program.desk.go("settings")
    card = program.window.page.protection
    with qtbot.waitSignal(card.paper_asked, timeout=10_000):
        card.make_code()
    page = program.window.centralWidget()
    assert isinstance(page, PaperPage)
    page.done.emit()
    qtbot.waitUntil(lambda: program.desk is not None, timeout=10_000)
    kinds = [one.kind for one in keys.read_file(program._folder).recipients]
    assert kinds == ["code"]
    assert isinstance(new_code().recipient, Recipient)


def test_nothing_readable_stays_behind(program, home, qtbot, tmp_path, monkeypatch):
    """Names, answers and passphrase are in no file: data, logs, look, copies."""
    monkeypatch.setattr(tempfile, "tempdir", str(home))
    records = program.desk.workspace.records
    records.write_entities(
        [EntityWriteIn("resident", "create", "r1", {"phone": SECRET}, label="孔祥瑞")],
        "w",
    )
    records.put_blob("孔祥瑞".encode() + SECRET.encode())
    left = home / "gridvisit-open-999999999-x"
    left.mkdir()
    (left / "old.pdf").write_text("孔祥瑞")
    file = outside.put_outside("sheet.pdf", "孔祥瑞".encode())
    assert file.parent.parent == home
    logging.getLogger("gridvisit").info("opened")
    program.window.lock_asked.emit()
    assert not file.exists()
    outside.wipe_left()
    assert not left.exists()
    for place in home.rglob("*"):
        if place.is_file() and place.name != "code.pdf":
            held = place.read_bytes()
            for secret in ("孔祥瑞", NAME, SECRET, PHRASE, "青杨社区第三网格"):
                assert secret.encode() not in held, place
                assert secret.encode("utf-16-le") not in held, place


def test_a_damaged_register_offers_its_backups(program, home, qapp, qtbot):
    folder = program._folder
    qtbot.waitUntil(lambda: bool(backup.kept(folder)), timeout=10_000)
    program.window.close()
    (folder / "register.db").write_bytes(b"\0" * 9000)
    again = Program(qapp)
    qtbot.addWidget(again.window)
    again.begin()
    page = again.window.centralWidget()
    assert isinstance(page, RescuePage)
    page.buttons[0].click()
    qtbot.waitUntil(lambda: again.desk is not None, timeout=30_000)
    assert again.desk.workspace.profile.name == NAME
    again.window.close()


@pytest.mark.parametrize("slot", ["register", "journal"])
def test_missing_newer_work_is_told_and_gone_on_from(program, home, qapp, qtbot, slot):
    folder = program._folder
    key = keys.read_key(folder)
    device = program.desk.workspace.records.device_id
    program.window.close()
    with closing(Watermark(folder, slot, key)) as mark:
        mark.write({"n": 99_999, "hash": "0" * 16, "draft": "d1"})
    again = Program(qapp)
    qtbot.addWidget(again.window)
    again.begin()
    page = again.window.centralWidget()
    assert isinstance(page, RescuePage)
    assert page.go_on.isVisibleTo(page)
    page.go_on.click()
    qtbot.waitUntil(lambda: again.desk is not None, timeout=30_000)
    renewed = again.desk.workspace.records.device_id != device
    assert renewed == (slot == "register")
    again.window.close()


def test_who_put_a_backup_back_alone_is_told_that_it_stands_again(program, qtbot):
    folder, made_at = program._folder, program.desk.workspace.clock()
    one = backup.make(folder, "asked", made_at)
    program.desk.closed_asked.emit(
        lambda _: put_back(folder, one.name, lambda: made_at + timedelta(minutes=5))
    )
    assert program.desk is None
    qtbot.waitUntil(lambda: program.desk is not None, timeout=30_000)
    toast = program.desk._toast
    qtbot.waitUntil(lambda: not toast.isHidden())
    told = " ".join(words.text() for words in toast.findChildren(QLabel))
    assert f"{made_at:%Y-%m-%d %H:%M}" in told
    assert "备份" in told or "was put back" in told
    program.window.close()


def test_who_put_a_backup_back_is_told_what_the_office_needs(
    program, home, monkeypatch
):
    told = []
    asked = Asked(home / "rejoin-1.json", "ABCD-EFGH")
    monkeypatch.setattr("ui.desk.Desk.show_problem", lambda _, one: told.append(one))
    outcome = [asked]
    for _ in range(2):
        tell_outcome(program.desk, outcome)
    tell_outcome(program.desk, [None])
    assert [one.code for one in told] == ["REJOIN-ASKED"]
    assert told[0].fields == {"file": str(asked.file), "shown": asked.code}
