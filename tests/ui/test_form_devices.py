"""Photos, sounds and codes of the laptop's own camera and microphone.

No such device is plugged in where tests run: frames and sound of our own are fed to the
same sessions of QtMultimedia that a camera and a microphone feed.
"""

import math
import shutil
import struct
import subprocess
import sys
import time
from datetime import datetime

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from forms.engine.instance.view import Label, NodeState, Question
from forms.engine.refs import NodeRef
from ui import theme
from ui.controls import photo
from ui.controls.card import QuestionCard
from ui.controls.devices import Source, devices

media = pytest.importorskip("PySide6.QtMultimedia")
pytestmark = pytest.mark.qt

REF = NodeRef.parse("/form/q")
RATE = 16_000


def frame(colour="#2266AA", width=1280, height=720):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    painter = QPainter(image)
    painter.fillRect(0, 0, width // 2, height, QColor("#EECC22"))
    painter.end()
    return image


def camera(image, name="Camera", front=False):
    """Return a camera that sees `image`, twenty times a second."""

    def open_(session, failed):
        eye = media.QVideoFrameInput()
        session.setVideoFrameInput(eye)
        clock = QTimer(eye, interval=50)
        clock.timeout.connect(lambda: eye.sendVideoFrame(media.QVideoFrame(image)))
        clock.start()
        return eye

    return Source(name, open_, front)


def broken(words):
    """Return a camera or a microphone whose driver says `words`."""

    def open_(session, failed):
        held = QTimer(singleShot=True, interval=10)
        held.timeout.connect(lambda: failed(words))
        held.start()
        return held

    return Source("Broken", open_)


def microphone():
    """Return a microphone that hears a tone."""
    asked = media.QAudioFormat()
    asked.setSampleRate(RATE)
    asked.setChannelCount(1)
    asked.setSampleFormat(media.QAudioFormat.SampleFormat.Int16)

    def open_(session, failed):
        ear = media.QAudioBufferInput()
        session.setAudioBufferInput(ear)
        tone = b"".join(
            struct.pack("<h", int(9000 * math.sin(n / 6))) for n in range(RATE // 20)
        )
        clock = QTimer(ear, interval=50)
        clock.timeout.connect(
            lambda: ear.sendAudioBuffer(media.QAudioBuffer(tone, asked))
        )
        clock.start()
        return ear

    return Source("Microphone", open_)


@pytest.fixture
def plugged(qapp):
    """The devices of this laptop, put back afterwards."""
    theme.put_on(qapp, theme.Look("light"))
    held = devices()
    held.look()
    before = held.cameras, held.microphones

    def plug(cameras=(), microphones=()):
        held.cameras, held.microphones = list(cameras), list(microphones)
        held.changed.emit()

    yield plug
    plug(*before)


class Told:
    """What a card told."""

    def __init__(self, card):
        self.files, self.answers = [], []
        card.attached.connect(lambda data, suffix: self.files.append((data, suffix)))
        card.answered.connect(self.answers.append)


def state(value="", **more):
    return NodeState(
        value, True, False, False, None, Label("问题"), Label(""), None, **more
    )


@pytest.fixture
def show(qtbot):
    def shown(kind, type_="binary", appearance=(), mediatype="", value="", **given):
        asked = Question(REF, kind, type_, tuple(appearance), mediatype, given)
        card = QuestionCard(asked, state(value), strict=False)
        qtbot.addWidget(card)
        card.resize(900, 300)
        card.show()
        card.activateWindow()
        qtbot.waitUntil(card.isActiveWindow)
        return card, Told(card)

    return shown


def opened(qtbot, parent):
    """Return the dialog that `parent` has opened."""
    qtbot.waitUntil(lambda: any(d.isVisible() for d in parent.findChildren(QDialog)))
    return next(d for d in parent.findChildren(QDialog) if d.isVisible())


def test_start_waits_neither_for_devices_nor_for_codes():
    code = (
        "import sys; import ui.pages.form_page, ui.controls.make;"
        "print({'PySide6.QtMultimedia', 'zxingcpp'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


# The camera.


def test_without_a_camera_there_is_no_button_for_one(plugged, show):
    plugged()
    card, _ = show("upload", mediatype="image/*")
    assert card.control.camera.isHidden()
    assert card.stops() == [card.control.frame]


def test_camera_that_is_plugged_in_while_the_page_is_open_brings_its_button(
    plugged, show
):
    plugged()
    card, _ = show("upload", mediatype="image/*")
    plugged([camera(frame())])
    assert not card.control.camera.isHidden()
    assert card.stops() == [card.control.frame, card.control.camera]


def test_photo_is_taken_and_used_by_the_keyboard_alone(plugged, show, qtbot):
    plugged([camera(frame())])
    card, told = show("upload", mediatype="image/*", **{"max-pixels": "640"})
    card.control.camera.setFocus()
    QTest.keyClick(card.control.camera, Qt.Key.Key_Space)
    dialog = opened(qtbot, card)
    qtbot.waitUntil(dialog.take.isEnabled)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.use.isHidden()
    assert told.files == []
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    [(data, suffix)] = told.files
    assert suffix == ".jpg"
    kept = photo.read(data)
    assert (kept.width(), kept.height()) == (640, 360)
    assert kept.pixelColor(40, 40).red() > 200
    assert kept.pixelColor(600, 40).blue() > 120
    assert abs((photo.taken_at(data) - datetime.now()).total_seconds()) < 60


def test_photo_can_be_taken_again_and_thrown_away(plugged, show, qtbot):
    plugged([camera(frame())])
    card, told = show("upload", mediatype="image/*")
    card.control.shoot()
    dialog = opened(qtbot, card)
    qtbot.waitUntil(dialog.take.isEnabled)
    dialog.take.click()
    dialog.again.click()
    assert dialog.use.isHidden()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not card.findChildren(QDialog))
    assert told.files == []


def test_camera_that_gives_nothing_says_so_and_takes_nothing(plugged, show, qtbot):
    plugged([broken("busy")])
    card, _ = show("upload", mediatype="image/*")
    card.control.shoot()
    dialog = opened(qtbot, card)
    qtbot.waitUntil(lambda: "busy" in dialog.pane.words)
    assert "file" in dialog.pane.words
    assert not dialog.take.isEnabled()


def test_new_takes_no_file_where_a_camera_is_and_any_file_where_none_is(plugged, show):
    plugged([camera(frame())])
    card, _ = show("upload", appearance=["new"], mediatype="image/*")
    assert card.control.only_new
    assert card.control.paste.isHidden()
    assert not card.control.frame.acceptDrops()
    plugged()
    assert not card.control.only_new
    assert card.control.frame.acceptDrops()


def test_new_front_begins_with_the_camera_that_looks_at_the_person(
    plugged, show, qtbot
):
    plugged([camera(frame(), "Back"), camera(frame(), "Front", front=True)])
    card, _ = show("upload", appearance=["new-front"], mediatype="image/*")
    card.control.open()
    dialog = opened(qtbot, card)
    assert dialog.choice.currentText() == "Front"
    assert dialog.choice.isVisible()


def test_photo_from_the_camera_lies_under_the_ink_of_an_annotation(
    plugged, show, qtbot
):
    plugged([camera(frame())])
    card, told = show("upload", appearance=["annotate"], mediatype="image/*")
    card.control.camera.click()
    dialog = opened(qtbot, card)
    qtbot.waitUntil(dialog.take.isEnabled)
    dialog.take.click()
    dialog.use.click()
    assert told.files
    assert not card.control.pad.ground.isNull()


# The microphone.


def test_without_a_microphone_a_recorded_file_is_chosen(plugged, show):
    plugged()
    card, _ = show("upload", mediatype="audio/*")
    assert card.control.record.stops() == []
    assert card.stops() == [card.control.frame]


def test_sound_is_recorded_with_its_time_and_kept(plugged, show, qtbot):
    plugged(microphones=[microphone()])
    card, told = show("upload", mediatype="audio/*", quality="low")
    bar = card.control.record
    bar.start.setFocus()
    QTest.keyClick(bar.start, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is bar.stop
    qtbot.waitUntil(lambda: "0:01" in bar.time.text(), timeout=6000)
    QTest.keyClick(bar.stop, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(told.files))
    [(data, suffix)] = told.files
    assert suffix == ".m4a"
    assert data[4:8] == b"ftyp"
    assert bar.time.isHidden()
    assert not bar.start.isHidden()


def test_recording_that_is_thrown_away_leaves_the_answer(plugged, show, qtbot):
    plugged(microphones=[microphone()])
    card, told = show("upload", mediatype="audio/*", value="old.m4a")
    bar = card.control.record
    bar.start.click()
    qtbot.waitUntil(lambda: bar.recorder.running)
    qtbot.wait(300)
    bar.cancel.click()
    qtbot.waitUntil(lambda: not bar.recorder.running)
    assert told.files == []
    assert told.answers == []


def test_page_that_is_left_keeps_what_was_being_recorded(plugged, show, qtbot):
    plugged(microphones=[microphone()])
    card, told = show("upload", mediatype="audio/*")
    card.control.record.start.click()
    qtbot.wait(700)
    card.control.flush()
    assert len(told.files) == 1


def test_page_that_goes_while_sound_is_recorded_takes_nothing_down(
    plugged, show, qtbot
):
    plugged(microphones=[microphone()])
    for wait in (0, 50, 500):
        card, _ = show("upload", mediatype="audio/*")
        card.control.record.start.click()
        qtbot.wait(wait)
        card.hide()
        card.deleteLater()
        qtbot.wait(300)


def test_microphone_that_fails_is_told_beside_the_question(plugged, show, qtbot):
    plugged(microphones=[broken("no such device")])
    card, told = show("upload", mediatype="audio/*")
    card.control.record.start.click()
    qtbot.waitUntil(card.told.isVisible)
    assert not card.control.record.recorder.running
    assert told.files == []


def test_new_sound_must_be_recorded_where_that_can_be(plugged, show):
    plugged(microphones=[microphone()])
    card, _ = show("upload", appearance=["new"], mediatype="audio/*")
    assert card.control.frame.isHidden()
    assert card.stops() == [card.control.record.start]
    plugged()
    assert card.stops() == [card.control.frame]


# Films.


def test_film_is_recorded_and_used_by_the_keyboard_alone(plugged, show, qtbot):
    plugged([camera(frame())], [microphone()])
    card, told = show("upload", mediatype="video/*")
    assert card.stops() == [card.control.frame, card.control.camera]
    card.control.camera.setFocus()
    QTest.keyClick(card.control.camera, Qt.Key.Key_Space)
    dialog = opened(qtbot, card)
    qtbot.waitUntil(dialog.record.isEnabled)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "0:01" in dialog.told.text(), timeout=8000)
    assert not dialog.choice.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.use.isVisible)
    assert "MB" in dialog.told.text()
    assert told.files == []
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    [(data, suffix)] = told.files
    assert (suffix, data[4:8]) == (".mp4", b"ftyp")
    assert b"mp4a" in data
    assert len(data) > 10_000


def test_film_is_recorded_without_a_microphone_and_says_so(plugged, show, qtbot):
    plugged([camera(frame())])
    card, told = show("upload", mediatype="video/*")
    card.control.shoot()
    dialog = opened(qtbot, card)
    qtbot.waitUntil(dialog.record.isEnabled)
    assert "sound" in dialog.told.text()
    dialog.record.click()
    qtbot.wait(600)
    dialog.stop.click()
    qtbot.waitUntil(dialog.use.isVisible)
    dialog.again.click()
    assert dialog.record.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not card.findChildren(QDialog))
    assert told.files == []


def test_film_that_is_being_recorded_is_thrown_away_by_escape(plugged, show, qtbot):
    plugged([camera(frame())])
    card, told = show("upload", mediatype="video/*")
    card.control.shoot()
    dialog = opened(qtbot, card)
    qtbot.waitUntil(dialog.record.isEnabled)
    dialog.record.click()
    qtbot.wait(400)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not card.findChildren(QDialog), timeout=8000)
    assert told.files == []


def test_new_film_must_be_recorded_where_that_can_be(plugged, show):
    plugged([camera(frame())])
    card, _ = show("upload", appearance=["new"], mediatype="video/*")
    assert card.stops() == [card.control.camera]
    plugged()
    assert card.stops() == [card.control.frame]


# Playing.


def test_answer_is_not_handed_to_another_program_where_it_cannot_be_heard(
    plugged, show
):
    if devices().can_sound():
        pytest.skip("this machine has a speaker")
    card, _ = show("upload", mediatype="audio/*", value="a.m4a")
    card.control.show_file(b"sound")
    assert card.control.play in card.stops()
    card.control.play.click()
    assert card.told.isVisible()


def test_film_says_so_where_it_cannot_be_played(plugged, show):
    if devices().can_sound():
        pytest.skip("this machine has a speaker")
    card, _ = show("upload", mediatype="video/*", value="a.mp4")
    card.control.show_file(b"film")
    card.control.play.click()
    assert card.told.isVisible()


@pytest.fixture
def speaker(monkeypatch, tmp_path, qapp):
    """A sound server of this test's own, with a speaker and a microphone.

    In a process of its own, for QtMultimedia asks once in a process for the server.
    """
    if not shutil.which("pulseaudio"):
        pytest.skip("no sound server here")
    run = tmp_path / "run"
    run.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(run))
    server = subprocess.Popen(
        [
            "pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "-n",
            "-L", "module-null-sink sink_name=out",
            "-L", "module-sine sink=out frequency=440",
            "-L", "module-remap-source master=out.monitor source_name=tone",
            "-L", "module-native-protocol-unix",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 10
    while not (run / "pulse" / "native").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    yield run
    server.terminate()
    server.wait(10)


HEARD = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.controls.devices import devices
from ui.controls.player import Player
from ui.controls.recorder import Recorder

app = QApplication(sys.argv)
recorder, player, told = Recorder(app), Player(app), []
recorder.recorded.connect(lambda data, suffix: told.append((data, suffix)))
recorder.recorded.connect(lambda data, _: player.play(data))
player.turned.connect(lambda runs: runs or app.quit())
player.told.connect(lambda at, whole: told.append(whole))
recorder.failed.connect(lambda words: app.exit(3))


def begin():
    if devices().microphones and not recorder.running:
        recorder.start(devices().microphones[0])


recorder.ticked.connect(lambda ms: recorder.stop() if ms >= 900 else None)
devices().changed.connect(begin)
devices().look()
QTimer.singleShot(15000, lambda: app.exit(4))
code = app.exec()
print(code, len(told[0][0]), told[-1])
"""


@pytest.mark.slow
def test_real_sound_server_records_and_plays_what_was_recorded(speaker):
    done = subprocess.run(
        [sys.executable, "-c", HEARD],
        capture_output=True,
        text=True,
        timeout=40,
        check=True,
    )
    code, size, whole = done.stdout.split()[-3:]
    assert code == "0"
    # Only what holds a tone is so large: silence of that length takes 1.5 KB.
    assert int(size) > 4000
    assert 800 < int(whole) < 3000
