"""A second start: its files come to the window that is open, and nowhere else."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QDialog

from desktop import log, paths
from desktop.app import Program, opened
from ui import doorbell
from ui.exchange.exchange_page import ExchangePage
from ui.problems import ProblemDialog

pytestmark = pytest.mark.qt
REPOSITORY = Path(doorbell.__file__).parents[1]
RING = (
    "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
    "app = QCoreApplication([]); from ui import doorbell;"
    "sys.exit(not doorbell.ring(sys.argv[1], [Path(w) for w in sys.argv[2:]]))"
)


@pytest.fixture
def place(tmp_path, monkeypatch):
    run = tmp_path / "run"
    run.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(run))
    return doorbell.address(tmp_path / "workspace")


@pytest.fixture
def heard(place, qapp, qtbot):
    files = []
    bell = doorbell.Doorbell(place, qapp)
    bell.rang.connect(files.append)
    assert bell.listens
    yield files
    bell.deleteLater()


def start(place, *files, cwd):
    """Ring from another process, as a second start does."""
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    return subprocess.Popen(
        [sys.executable, "-c", RING, place, *files], cwd=cwd, env=env
    )


def test_files_come_to_the_open_window_by_their_whole_paths(
    place, heard, qtbot, tmp_path
):
    second = start(place, "x(1).gvb", "周报.gvi", cwd=tmp_path)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0
    assert heard == [[tmp_path / "x(1).gvb", tmp_path / "周报.gvi"]]


def test_each_workspace_has_a_bell_of_its_own(place, heard, tmp_path):
    other = doorbell.address(tmp_path / "another")
    assert other != place
    assert not doorbell.ring(other, [Path("x.gvb")])
    assert heard == []


def test_only_this_user_can_ring(place, heard):
    assert Path(place).stat().st_mode & 0o077 == 0


def test_what_a_program_left_that_ended_hard_is_taken_over(place, qapp, tmp_path):
    code = (
        "import os, sys; from PySide6.QtCore import QCoreApplication;"
        "app = QCoreApplication([]); from ui.doorbell import Doorbell;"
        "bell = Doorbell(sys.argv[1], app); assert bell.listens; os._exit(1)"
    )
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    subprocess.run([sys.executable, "-c", code, place], env=env, check=False)
    assert Path(place).exists()
    assert not doorbell.ring(place)
    bell = doorbell.Doorbell(place, qapp)
    assert bell.listens
    bell.deleteLater()


@pytest.mark.parametrize(
    "said", [b"hello\n", b"{}\n", b'{"files": 1, "token": ""}\n', b"[]\n", b"\xff\n"]
)
def test_what_is_no_start_of_ours_is_passed_over(place, heard, qtbot, said):
    socket = QLocalSocket()
    socket.connectToServer(place)
    assert socket.waitForConnected(1_000)
    socket.write(said)
    socket.flush()
    left = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: socket.state() == left, timeout=5_000)
    assert heard == []


def test_one_that_says_too_much_is_cut_off(place, heard, qtbot):
    socket = QLocalSocket()
    socket.connectToServer(place)
    assert socket.waitForConnected(1_000)
    socket.write(b"x" * (doorbell.MOST_BYTES + 2))
    socket.flush()
    left = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: socket.state() == left, timeout=5_000)
    assert heard == []


def test_the_right_to_the_front_is_handed_over(place, heard, qtbot, monkeypatch):
    monkeypatch.delenv(doorbell.TOKEN, raising=False)
    socket = QLocalSocket()
    socket.connectToServer(place)
    assert socket.waitForConnected(1_000)
    socket.write(json.dumps({"files": [], "token": "t1"}).encode() + b"\n")
    socket.flush()
    qtbot.waitUntil(lambda: heard == [[]], timeout=5_000)
    assert os.environ[doorbell.TOKEN] == "t1"


def test_the_words_of_a_command_line_are_sorted_out(tmp_path):
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"x")
    words = ["--workspace", str(tmp_path), "x(1).GVB", str(letter), "nothing.pdf"]
    assert opened(words) == [Path("x(1).GVB"), letter]


@pytest.fixture
def program(tmp_path, monkeypatch, qapp, qtbot):
    """The demo grid, open in a window."""
    monkeypatch.setattr(paths, "default_workspace", lambda: tmp_path / "real")
    monkeypatch.setattr(paths, "demo_workspace", lambda: tmp_path / "demo")
    monkeypatch.setattr(paths, "logs", lambda: tmp_path / "logs")
    monkeypatch.setattr(log, "file_crashes", lambda folder, told: None)
    made = Program(qapp)
    qtbot.addWidget(made.window)
    made.window.show()
    made.begin()
    made.window.centralWidget().go.click()
    qtbot.waitUntil(lambda: made.desk is not None, timeout=60_000)
    yield made
    made.window.close()


def test_the_open_window_takes_files_and_says_what_is_none_of_ours(
    program, qapp, qtbot, tmp_path
):
    torn = tmp_path / "x(1).gvb"
    torn.write_bytes(b"torn")
    program.take([torn])
    page = program.window.page
    assert isinstance(page, ExchangePage)
    said = []

    def read_and_close():
        dialog = qapp.activeModalWidget()
        if isinstance(dialog, ProblemDialog):
            said.append(dialog)
            dialog.accept()

    timer = QTimer()
    timer.timeout.connect(read_and_close)
    timer.start(50)
    program.take([tmp_path / "a.pdf", tmp_path / "b.txt"])
    qtbot.waitUntil(lambda: len(said) == 1, timeout=10_000)
    timer.stop()


def test_files_wait_while_a_dialog_asks(program, qtbot, tmp_path):
    torn = tmp_path / "x(1).gvb"
    torn.write_bytes(b"torn")
    asking = QDialog(program.window)
    asking.setModal(True)
    asking.show()
    program.take([torn])
    assert not isinstance(program.window.page, ExchangePage)
    asking.reject()
    qtbot.waitUntil(
        lambda: isinstance(program.window.page, ExchangePage), timeout=10_000
    )


def test_a_second_start_of_the_whole_program_ends_at_once(tmp_path, qtbot):
    run = tmp_path / "run"
    run.mkdir(mode=0o700)
    home = {
        **os.environ,
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(run),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "PYTHONPATH": str(REPOSITORY),
        "QT_QPA_PLATFORM": "offscreen",
    }
    words = [sys.executable, "-m", "desktop"]
    first = subprocess.Popen(words, env=home, stderr=subprocess.PIPE)
    try:
        ends = time.monotonic() + 30
        while not list(run.iterdir()) and time.monotonic() < ends:
            time.sleep(0.1)
        second = subprocess.run([*words, "x.gvb"], env=home, timeout=30, check=False)
        assert second.returncode == 0
        assert first.poll() is None
    finally:
        first.kill()
        first.communicate()
