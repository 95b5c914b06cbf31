"""Sticks, files, custody, register and office folder, each on real workspaces."""

import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog

from forms.records.disputes import waiting
from forms.reports.pictures import code_rows
from sync import carrier
from sync.exchange import custody, enrol, export_to, import_from, status
from sync.exchange.invitations import read_invitation, read_qr_text, read_request
from sync.folders.sticks import found_at
from tests.ui.exchange_ground import (
    OFFICE,
    WORKER,
    Clock,
    correct,
    opened,
    texts,
    two_laptops,
    visit,
    work,
)
from ui.exchange.custody_page import undelivered
from ui.exchange.files import KINDS, kind_of
from ui.exchange.inbox import leave
from ui.exchange.letter_dialog import LetterDialog, RequestDialog
from ui.exchange.register_dialogs import GrantDialog, InviteDialog, RevokeDialog
from ui.exchange.sticks import StickWatch, lacking_on
from ui.jobs import Jobs
from ui.main_window import resources
from ui.parts.qr import QUIET, code_image
from ui.printing import draw_picture
from ui.words import list_name

pytestmark = pytest.mark.qt


@pytest.fixture(scope="module")
def apart(tmp_path_factory):
    """A worker with one visit and an office, each alone."""
    worker, office = two_laptops(tmp_path_factory.mktemp("apart"))
    clock = Clock()
    with work(worker, clock) as (records, journal):
        house = records.entities("household", limit=1)[0].id
        visit(records, journal, clock, house, "15.5")
    return worker, office


@pytest.fixture(scope="module")
def once_enrolled(apart, tmp_path_factory):
    """The same two in one register; the worker knows of its grant."""
    base = tmp_path_factory.mktemp("enrolled")
    worker, office = base / "worker", base / "office"
    shutil.copytree(apart[0], worker)
    shutil.copytree(apart[1], office)
    clock, stick = Clock(), base / "stick"
    stick.mkdir()
    with work(office, clock) as (here, _), work(worker, clock) as (there, _):
        founded = enrol.prepare_register(here, "翔宇社区")
        enrol.found_register(here, founded, staff="w01", person="周敏")
        join(here, there)
        export_to(here, stick)
        import_from(there, stick)
    return worker, office


@pytest.fixture
def enrolled(once_enrolled, tmp_path):
    """A copy of them for each test: some work in it."""
    base = tmp_path / "enrolled"
    for folder in once_enrolled:
        shutil.copytree(folder, base / folder.name)
    return base / "worker", base / "office"


def join(here, there):
    invited = enrol.invite(here, grids=["XYQY03"], staff="w02", name="孔祥云")
    request = enrol.join(there, read_invitation(invited.data, here.now.date()))
    enrol.grant(here, read_request(request.data), request.code)


@pytest.fixture
def window(qapp, qtbot, tmp_path):
    """Opens a window on a copy of a workspace."""
    with ExitStack() as keep:

        def make(folder: Path, profile):
            mine = tmp_path / folder.name
            shutil.copytree(folder, mine)
            desk = opened(qapp, mine, keep, profile)
            qtbot.addWidget(desk.window)
            qtbot.wait(1)
            return desk

        yield make


@pytest.fixture
def stick(tmp_path):
    place = tmp_path / "KINGSTON"
    place.mkdir()
    return place


def plug(desk, *places):
    """Have the desk see sticks at `places`."""
    desk._dock.sticks._find = lambda: found_at(iter(places))
    desk._dock.sticks.look()


def state_of(desk) -> str:
    return texts(desk.window.sidebar.state)


def test_a_stick_is_seen_when_it_is_plugged_in_and_offers_what_waits(
    window, enrolled, stick
):
    desk = window(enrolled[0], WORKER)
    plug(desk)
    plug(desk, stick)
    count = lacking_on(desk.workspace.records, "")
    assert desk._toast.isVisible()
    assert "KINGSTON" in texts(desk._toast)
    desk.go("exchange")
    (card,) = desk.window.page._cards()
    assert card.go.text() == f"送到办公室 {count} 条"
    card.go.click()
    assert "已写入" in texts(card)
    assert "可以拔出U盘了" in texts(card)
    assert card.go.text() == "读取办公室发来的"


def test_a_round_of_the_stick_is_delivered_reviewed_and_told(window, enrolled, stick):
    worker = window(enrolled[0], WORKER)
    plug(worker, stick)
    worker.go("exchange")
    worker.window.page._cards()[0].go.click()
    assert "办公室还没确认" in state_of(worker)
    office = window(enrolled[1], OFFICE)
    plug(office, stick)
    office.go("exchange")
    (card,) = office.window.page._cards()
    card.go.click()
    assert "已读入" in texts(card)
    card.wipe.click()
    assert "可以清空" in texts(card)
    office.go("custody")
    page = office.window.page
    record = page.list.key()[1]
    page.panel.review.click()
    told = office.workspace.records.custody(record)
    assert [s.name for s in told.steps if s.name == "reviewed"] == ["reviewed"]
    assert not page.panel.review.isEnabled()
    assert page.panel.review.text() == "已审核"
    office.go("exchange")
    office.window.page._cards()[0].go.click()
    worker.window.page._cards()[0].go.click()
    assert "办公室已全部收到" in state_of(worker)
    assert undelivered(worker.workspace.records) == []
    assert worker.workspace.records.custody(record).state == "reviewed"


def test_ledgers_of_the_demo_are_no_laptops(window, enrolled):
    desk = window(enrolled[1], OFFICE)
    desk.go("custody")
    page = desk.window.page
    page.chips.choose("laptops")
    page.chips.chosen.emit("laptops")
    names = [page.list.rows.row(n).title for n in range(page.list.rows.rowCount())]
    assert names == ["本机", "孔祥云的电脑"]


def test_why_counts_differ_is_told_with_what_is_counted_here(window, enrolled):
    desk = window(enrolled[0], WORKER)
    house = desk.workspace.records.entities("household", limit=1)[0].id
    correct(desk.workspace.records, house, "13900000009")
    desk.go("custody")
    page = desk.window.page
    page.chips.choose("counts")
    page.chips.chosen.emit("counts")
    waiting = desk.workspace.records.book.undelivered()
    assert waiting > 0
    assert f"{waiting} 条记录还没有回执" in page.list.rows.row(0).sub
    page.list.choose(0)
    homes = desk.workspace.records.entity_count("household")
    assert f"{list_name('household')} {homes}" in texts(page.panel)


def test_a_worker_chooses_how_long_originals_stay_and_an_office_does_not(
    window, enrolled
):
    desk = window(enrolled[0], WORKER)
    desk.go("office")
    page = desk.window.page
    assert page.originals.isVisible()
    assert page.keep_days.currentData() == 0
    page.keep_days.setCurrentIndex(page.keep_days.findData(90))
    page.keep_days.activated.emit(page.keep_days.currentIndex())
    kept = carrier.read_setting(desk.workspace.journal, desk.workspace.folder)
    assert kept.choices.keep_days == 90
    page.by_itself.click()
    again = carrier.read_setting(desk.workspace.journal, desk.workspace.folder)
    assert again.choices.keep_days == 90
    office = window(enrolled[1], OFFICE)
    office.go("office")
    assert not office.window.page.originals.isVisible()


def test_what_is_missing_is_told_with_numbers_and_laptop(window, enrolled, stick):
    shutil.copytree(enrolled[0], stick / "worker")
    with work(stick / "worker", Clock()) as (records, _):
        house = records.entities("household", limit=1)[0].id
        for number in range(4):
            correct(records, house, f"1390000000{number}")
        ops = list(records.ops(records.device_id))
    lost = {op.seq for op in ops[-3:-1]}
    desk = window(enrolled[1], OFFICE)
    desk.workspace.records.receive([op for op in ops if op.seq not in lost])
    desk.go("custody")
    page = desk.window.page
    page.chips.choose("missing")
    page.chips.chosen.emit("missing")
    row = page.list.rows.row(0)
    assert row.title == "孔祥云"
    assert f"{min(lost)}-{max(lost)}" in row.sub
    assert "再写一次U盘" in texts(page.panel)


def test_a_bundle_sent_by_chat_is_read_under_any_name(window, enrolled, stick):
    with work(enrolled[0], Clock()) as (records, _):
        export_to(records, stick)
    bundle = next(path for path in stick.rglob("*.gvb") if "/in/" in str(path))
    sent = stick / "x(1).GVB"
    shutil.copy(bundle, sent)
    desk = window(enrolled[1], OFFICE)
    drop(desk.window, sent)
    assert desk.window.name == "exchange"
    assert "已读入" in texts(desk.window.page.files)
    assert sum(desk.workspace.records.visit_counts().values()) == 1
    drop(desk.window, sent)
    assert "没有新内容" in texts(desk.window.page.files)


def drop(window, *files):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    window.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_a_torn_bundle_gives_one_sentence(window, enrolled, stick):
    torn = stick / "torn.gvb"
    torn.write_bytes(b"PK\x03\x04 torn")
    desk = window(enrolled[1], OFFICE)
    desk.take_files([torn])
    told = texts(desk.window.page.files)
    assert "torn.gvb" in told
    assert "BUNDLE" not in told


def test_an_invitation_opened_on_the_page_of_files_goes_to_the_register(
    window, apart, tmp_path, monkeypatch
):
    office, worker = window(apart[1], OFFICE), window(apart[0], WORKER)
    office.go("register")
    page = office.window.page
    page.do(lambda: page.work.found("翔宇社区", tmp_path / "recovery.pdf"))
    page.do(
        lambda: page.work.invite(InviteDialog("zh_CN", "XYQY03", ("worker",), page))
    )
    page.do(lambda: page.work.save(page.letter, tmp_path / "w02.gvi"))
    names = ([str(tmp_path / "w02.gvi")], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: names)
    monkeypatch.setattr(LetterDialog, "exec", lambda _: 0)
    worker.go("exchange")
    worker.window.page._choose_files()
    assert worker.window.name == "register"
    assert worker.window.page.work.request is not None


def test_every_kind_of_file_opens_the_window():
    assert set(resources.OPENED) == set(KINDS)
    assert kind_of(Path("x(1).gvb")) == "bundle"
    assert kind_of(Path("w02.GVI")) == "invitation"
    assert kind_of(Path("photo.jpg")) == ""


def test_a_laptop_alone_says_so(window, apart):
    desk = window(apart[0], WORKER)
    desk.go("register")
    assert "单独使用" in texts(desk.window.page)
    desk.go("custody")
    assert "单独使用" in texts(desk.window.page)


def test_a_register_is_made_and_a_laptop_invited_joined_granted_revoked(
    window, apart, tmp_path
):
    office, worker = window(apart[1], OFFICE), window(apart[0], WORKER)
    office.go("register")
    page = office.window.page
    sheet = tmp_path / "recovery.pdf"
    assert page.do(lambda: page.work.found("翔宇社区", sheet))
    assert "翔宇社区" in PdfReader(sheet).pages[0].extract_text()
    assert page.pages.currentIndex() == 1

    dialog = InviteDialog("zh_CN", "XYQY03", ("worker", "supervisor"), page)
    dialog.staff.setText("w02")
    dialog.person.setText("孔祥云")
    page.do(lambda: page.work.invite(dialog))
    page.do(lambda: page.work.save(page.letter, tmp_path / "w02.gvi"))
    invitation = (tmp_path / "w02.gvi").read_bytes()
    assert read_qr_text(page.letter.words) == invitation

    worker.go("register")
    asking = worker.window.page
    asking.do(lambda: asking.work.join(invitation))
    request = read_request(
        worker.workspace.journal.setting("register.request").encode()
    )
    assert request.code in texts(asking)

    wrong = GrantDialog(request, "zh_CN", page)
    wrong.code.setText("AAAA-AAAA")
    assert not page.do(lambda: page.work.grant(request, wrong))
    assert "不一致" in texts(page.notice)
    right = GrantDialog(request, "zh_CN", page)
    right.code.setText(request.code.lower())
    assert right.go.isDefault()
    assert page.do(lambda: page.work.grant(request, right))
    rows = [page.list.rows.row(n) for n in range(page.list.rows.rowCount())]
    assert [row.title for row in rows] == ["周敏", "孔祥云"]

    device = request.told["device"]
    page.do(lambda: page.work.assign(device, ["XYQY03", "XYQY04"]))
    page.list.choose(1)
    assert "XYQY03 XYQY04" in texts(page.panel)
    row = status.status(office.workspace.records).members[1]
    ending = RevokeDialog(row.member, row.received, row.missing, page)
    assert not ending.go.isDefault()
    assert "孔祥云" in texts(ending)
    page.do(lambda: page.work.revoke(device, "lost"))
    assert "已取消" in texts(page.panel)
    page.panel.extend.click()
    assert "已批准" in texts(page.panel)


def test_a_letter_is_shown_saved_copied_and_printed_as_a_code(
    window, apart, tmp_path, qtbot
):
    office = window(apart[1], OFFICE)
    office.go("register")
    page = office.window.page
    page.do(lambda: page.work.found("翔宇社区", tmp_path / "recovery.pdf"))
    page.do(
        lambda: page.work.invite(InviteDialog("zh_CN", "XYQY03", ("worker",), page))
    )
    dialog = LetterDialog(page.letter, "zh_CN", page)
    qtbot.addWidget(dialog)
    assert page.letter.code in texts(dialog)
    dialog.copy_text()
    assert read_qr_text(QApplication.clipboard().text()) == page.letter.data
    dialog.save_picture(tmp_path / "code.png")
    drawn = QImage(str(tmp_path / "code.png"))
    module = drawn.width() // (len(code_rows(page.letter.words, "l")) + 2 * QUIET)
    for y, row in enumerate(code_rows(page.letter.words, "l")):
        for x, dark in enumerate(row):
            at = [(place + QUIET) * module + module // 2 for place in (x, y)]
            assert drawn.pixelColor(*at) == QColor("black" if dark else "white")
    dialog.save_picture(tmp_path / "nowhere" / "code.png")
    assert "nowhere" in texts(dialog)

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(300)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "letter.pdf"))
    draw_picture(code_image(page.letter.words), ("邀请", page.letter.code), printer)
    pages = PdfReader(tmp_path / "letter.pdf").pages
    assert len(pages) == 1
    assert "邀请" in pages[0].extract_text()
    assert pages[0].images[0].image.width == drawn.width()


def test_a_hand_scanner_types_a_whole_letter(qtbot):
    dialog = RequestDialog(None)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.accepted):
        dialog.paste.setPlainText("gvi1:ABC\n")
    other = RequestDialog(None)
    qtbot.addWidget(other)
    other.paste.setPlainText("GVI1:ABC")
    assert other.result() == 0
    assert other.go.isEnabled()


def test_an_office_folder_is_tried_kept_and_served_by_itself(
    window, enrolled, tmp_path
):
    server = tmp_path / "server"
    server.mkdir()
    desk = window(enrolled[0], WORKER)
    desk.go("office")
    page = desk.window.page
    page.address.setText(str(server))
    page.test.click()
    assert "能连上" in texts(page.trial)
    assert not list(server.iterdir())
    page.save.click()
    assert (server / "gv1").is_dir()
    assert "已全部送到" in state_of(desk)
    assert desk.workspace.journal.setting("folder.address") == str(server)

    page.by_itself.setChecked(False)
    with work(enrolled[1], Clock()) as (records, _):
        import_from(records, server)
        assert sum(records.visit_counts().values()) == 1


def test_a_folder_that_fails_says_why_and_when_it_is_tried_again(
    window, enrolled, tmp_path
):
    desk = window(enrolled[0], WORKER)
    desk.go("office")
    page = desk.window.page
    page.address.setText(str(tmp_path / "gone"))
    page.save.click()
    told = state_of(desk)
    assert "再试" in told
    assert "等待送出" in told


def test_a_secret_in_an_address_is_refused(window, enrolled):
    desk = window(enrolled[0], WORKER)
    desk.go("office")
    page = desk.window.page
    page.address.setText("https://me:secret@host/dav")
    page.save.click()
    assert "secret" not in texts(page.trial)
    assert desk.workspace.journal.setting("folder.address") == ""


def test_a_slow_look_is_not_doubled(window, enrolled):
    desk = window(enrolled[0], WORKER)
    looks = []

    def find():
        looks.append(1)
        watch.look()
        return ()

    watch = StickWatch(desk.workspace, desk, find)
    watch.look()
    assert len(looks) == 1


def test_nothing_disputes_in_a_fresh_register(window, enrolled):
    desk = window(enrolled[1], OFFICE)
    assert waiting(desk.workspace.records) == 0
    assert custody.missing(desk.workspace.records) == []
    desk.go("conflicts")
    assert "没有待核对" in texts(desk.window.page)


def test_an_exchange_is_cancelled_and_goes_on_later(
    qapp, qtbot, enrolled, tmp_path, stick
):
    folder, jobs = tmp_path / "worker", Jobs()
    shutil.copytree(enrolled[0], folder)
    with ExitStack() as keep:
        keep.callback(jobs.close)
        desk = opened(qapp, folder, keep, WORKER, jobs=jobs)
        qtbot.addWidget(desk.window)
        desk.go("exchange")
        page = desk.window.page
        page.out.folder.setText(str(stick))
        page.out.go.click()
        assert page.out.runner.running
        assert not page.out.go.isEnabled()
        page.out.runner.stop.click()
        qtbot.waitUntil(lambda: not page.out.runner.running)
        assert "下次接着进行" in texts(page.out.runner)
        page.out.go.click()
        qtbot.waitUntil(lambda: "可以拔出" in texts(page.out.runner), timeout=20_000)
        assert page.out.go.isEnabled()
        assert lacking_on(desk.workspace.records, "") > 0
        qtbot.waitUntil(lambda: not jobs.busy)


def test_a_visit_tells_where_it_is_and_an_office_reviews_it(window, enrolled, stick):
    with work(enrolled[0], Clock()) as (records, _):
        export_to(records, stick)
    office = window(enrolled[1], OFFICE)
    import_from(office.workspace.records, stick)
    office.go("visits")
    panel = office.window.page.panel
    assert "办公室收到" in texts(panel)
    panel.review.click()
    record = office.workspace.records.visits(limit=1)[0].record_id
    assert office.workspace.records.custody(record).state == "reviewed"
    worker = window(enrolled[0], WORKER)
    worker.go("visits")
    assert not hasattr(worker.window.page.panel, "review")


def test_printing_a_sheet_is_a_step_of_its_way(window, enrolled):
    desk = window(enrolled[0], WORKER)
    record = desk.workspace.records.visits(limit=1)[0].record_id
    desk.show_sheet(record)
    desk.window.page.note_printed()
    told = desk.workspace.records.custody(record)
    assert [step.name for step in told.steps][-1] == "printed"


def test_a_second_start_leaves_its_file_to_the_open_window(window, enrolled, stick):
    with work(enrolled[0], Clock()) as (records, _):
        export_to(records, stick)
    bundle = next(path for path in stick.rglob("*.gvb") if "/in/" in str(path))
    desk = window(enrolled[1], OFFICE)
    folder = desk.workspace.folder
    leave(folder, [bundle, bundle])
    desk._dock.inbox.look()
    assert sum(desk.workspace.records.visit_counts().values()) == 1
    desk._dock.inbox.done()
    assert list((folder / "inbox").iterdir()) == []


def test_a_double_click_opens_the_window_with_its_file(monkeypatch):
    from desktop import __main__ as start

    begun = []
    monkeypatch.setattr("desktop.app.main", lambda: begun.append("window") or 0)
    monkeypatch.setattr("desktop.cli.main", lambda: begun.append("words") or 0)
    for words in ([], ["x(1).GVB"], ["doctor"], ["import", "--from", "x.gvb"]):
        monkeypatch.setattr("sys.argv", ["gridvisit", *words])
        start.main()
    assert begun == ["window", "window", "words", "words"]


def test_a_code_that_was_misheard_is_typed_again_in_the_same_dialog(
    window, apart, monkeypatch
):
    office = window(apart[1], OFFICE)
    records = office.workspace.records
    founded = enrol.prepare_register(records, "翔宇社区")
    enrol.found_register(records, founded, staff="w01", person="周敏")
    office.go("register")
    invited = enrol.invite(records, grids=["XYQY03"], staff="w02", name="孔祥云")
    worker = window(apart[0], WORKER)
    request = enrol.join(
        worker.workspace.records, read_invitation(invited.data, records.now.date())
    )
    typed, told = ["AAAA-AAAA", request.code], []

    def answer(dialog):
        told.append(dialog._problem.text)
        dialog.code.setText(typed.pop(0))
        return dialog.DialogCode.Accepted

    monkeypatch.setattr(GrantDialog, "exec", answer)
    page = office.window.page
    page._take(lambda: request.data)
    assert typed == []
    assert told[0] == ""
    assert "AAAA-AAAA" in told[1]
    assert len(status.status(records).members) == 2


def test_what_was_to_be_handed_over_goes_once_the_laptop_is_taken_in(window, apart):
    office, worker = window(apart[1], OFFICE), window(apart[0], WORKER)
    records = office.workspace.records
    founded = enrol.prepare_register(records, "翔宇社区")
    enrol.found_register(records, founded, staff="w01", person="周敏")
    invited = enrol.invite(records, grids=["XYQY03"], staff="w02", name="孔祥云")
    worker.go("register")
    page = worker.window.page
    assert page.do(lambda: page.work.join(invited.data))
    assert not page.notice.isHidden()
    request = page.work.request
    enrol.grant(records, request, request.code)
    stick = worker.workspace.folder.parent / "stick"
    stick.mkdir()
    export_to(records, stick)
    import_from(worker.workspace.records, stick)
    page.mark_stale()
    assert page.notice.isHidden()


def test_a_filter_typed_just_before_the_register_closes_asks_nothing(
    qapp, qtbot, apart, tmp_path
):
    folder = tmp_path / "workspace"
    shutil.copytree(apart[0], folder)
    with ExitStack() as keep:
        desk = opened(qapp, folder, keep, WORKER)
        qtbot.addWidget(desk.window)
        desk.go("people")
        page = desk.window.page
        page.field.setText("孔")
        assert page._timer.isActive()
    # What goes wrong in a slot meanwhile fails the test.
    qtbot.wait(2 * page._timer.interval())
    assert not page._timer.isActive()
