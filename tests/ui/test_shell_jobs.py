"""Jobs: what runs beside the GUI tells on it, counts, stops and keeps its turn."""

import gc
import threading
import time
from concurrent.futures import Future
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from forms.errors import KnownError
from ui.jobs import Jobs, Progress

pytestmark = pytest.mark.qt


@pytest.fixture
def jobs(qtbot: QtBot):
    made = Jobs()
    yield made
    made.close()


def fail(error: KnownError) -> None:
    raise AssertionError(error)


def test_the_result_comes_back_on_the_gui_thread(qtbot: QtBot, jobs: Jobs) -> None:
    got: list[object] = []
    jobs.run("work", lambda progress: 6 * 7, got.append, fail)
    qtbot.waitUntil(lambda: got == [42])
    qtbot.waitUntil(lambda: not jobs.busy)


def test_a_known_error_is_told_and_a_bug_is_raised(qtbot: QtBot, jobs: Jobs) -> None:
    def full(progress: Progress) -> None:
        raise KnownError("DISK-FULL")

    def bug(progress: Progress) -> None:
        raise ZeroDivisionError

    failed: list[str] = []
    jobs.run("work", full, fail, lambda error: failed.append(error.code))
    qtbot.waitUntil(lambda: failed == ["DISK-FULL"])
    with qtbot.capture_exceptions() as raised:
        jobs.run("work", bug, fail, fail)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError


def test_progress_counts_and_a_stop_ends_the_work(qtbot: QtBot, jobs: Jobs) -> None:
    def count(progress: Progress) -> None:
        for done in range(100_000):
            progress(done, 100_000)
            time.sleep(0.001)

    counted: list[int] = []
    stopped: list[bool] = []
    job = jobs.run(
        "exchange",
        count,
        fail,
        fail,
        lambda done, of, what: counted.append(done),
        on_stopped=lambda: stopped.append(True),
    )
    qtbot.waitUntil(lambda: len(counted) >= 3)
    job.stop()
    qtbot.waitUntil(lambda: stopped == [True])
    assert counted == sorted(counted)


def test_an_upload_does_not_hold_up_a_print_but_writers_take_turns(
    qtbot: QtBot, jobs: Jobs
) -> None:
    gate: Future[None] = Future()
    ended: list[str] = []

    def upload(progress: Progress) -> None:
        gate.result()

    jobs.run("exchange", upload, lambda _: ended.append("up"), fail, writes=True)
    jobs.run("work", lambda _: None, lambda _: ended.append("print"), fail)
    qtbot.waitUntil(lambda: ended == ["print"])
    jobs.run("work", lambda _: None, lambda _: ended.append("w"), fail, writes=True)
    qtbot.wait(50)
    assert ended == ["print"]
    gate.set_result(None)
    qtbot.waitUntil(lambda: ended == ["print", "up", "w"])


def test_at_once_runs_in_the_call(qtbot: QtBot) -> None:
    got: list[object] = []
    jobs = Jobs(at_once=True)
    jobs.run("work", lambda progress: datetime.now(UTC), got.append, fail)
    assert len(got) == 1
    assert not jobs.busy


def test_a_widget_in_a_cycle_dies_on_the_gui_thread(qtbot: QtBot, jobs: Jobs) -> None:
    gui, died = threading.get_ident(), []

    class Ring:
        def __init__(self) -> None:
            self.ring, self.widget = self, QWidget()

        def __del__(self) -> None:
            died.append(threading.get_ident())

    def allocate(progress: Progress) -> int:
        kept = [[n] for n in range(300_000)]
        return len(kept)

    jobs.run("work", lambda progress: 0, lambda done: None, fail)
    qtbot.waitUntil(lambda: not jobs.busy)
    for _ in range(50):
        Ring()
    for _ in range(2_000):
        litter: list[object] = []
        litter.append(litter)
    done: list[object] = []
    jobs.run("work", allocate, done.append, fail)
    qtbot.waitUntil(lambda: bool(done))
    qtbot.waitUntil(lambda: len(died) == 50, timeout=10_000)
    assert set(died) == {gui}


def test_python_collects_again_as_before_once_the_lanes_have_ended(
    qtbot: QtBot, jobs: Jobs
) -> None:
    gc.enable()
    try:
        jobs.run("work", lambda progress: 0, lambda done: None, fail)
        assert not gc.isenabled()
        qtbot.waitUntil(lambda: not jobs.busy)
        jobs.close()
        assert gc.isenabled()
    finally:
        gc.disable()
