"""Jobs: long work on two lanes beside the GUI thread; the only place with threads."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Literal, Protocol

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from forms.errors import KnownError
from ui.garbage import Garbage

Lane = Literal["work", "exchange"]
Count = Callable[[int, int, str], None]
"""Is told how much is done, of how much (0 where nobody knows), and of what."""

LANES: tuple[Lane, ...] = ("work", "exchange")
TELL_EVERY_S = 0.05


class Progress(Protocol):
    """What a job counts with; raises `Stopped` once a person has stopped it."""

    def __call__(self, done: int, of: int = 0, what: str = "", /) -> None:
        """Tell that `done` of `of` are done; `what` is a word of the job's own."""
        ...


class Stopped(Exception):
    """Raised from a job's progress once a person has stopped it."""


class Job(QObject):
    """One piece of long work; lives on the GUI thread and tells there.

    Its function runs elsewhere: it gets a `Progress`, opens what it needs by
    itself and returns a plain value.
    """

    ended = Signal()
    _came = Signal(object, object)
    _counted = Signal(int, int, str)

    def __init__(
        self,
        function: Callable[[Progress], object],
        on_done: Callable[[object], None],
        on_failed: Callable[[KnownError], None],
        progress: Count | None,
        on_stopped: Callable[[], None] | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._function = function
        self._on_done, self._on_failed = on_done, on_failed
        self._progress, self._on_stopped = progress, on_stopped
        self._asked_to_stop = False
        self._told_at = 0.0
        # Slots of an object of the GUI thread: what a lane emits is queued for it.
        self._came.connect(self._tell)
        self._counted.connect(self._tell_count)

    def stop(self) -> None:
        """Ask the work to stop where it next counts."""
        self._asked_to_stop = True

    def forget(self) -> None:
        """Tell nobody how it ends: who asked is gone."""
        self._came.disconnect(self._tell)
        self._counted.disconnect(self._tell_count)

    def work(self) -> None:
        """Run the function; called once, by the lane."""
        try:
            result = self._function(self._count)
        except BaseException as error:  # noqa: BLE001 - raised again in _tell
            self._came.emit(None, error)
        else:
            self._came.emit(result, None)

    def _count(self, done: int, of: int = 0, what: str = "", /) -> None:
        if self._asked_to_stop:
            raise Stopped
        now = time.monotonic()
        if now - self._told_at >= TELL_EVERY_S or done == of:
            self._told_at = now
            self._counted.emit(done, of, what)

    @Slot(int, int, str)
    def _tell_count(self, done: int, of: int, what: str) -> None:
        if self._progress is not None:
            _call(self._progress, done, of, what)

    @Slot(object, object)
    def _tell(self, result: object, error: BaseException | None) -> None:
        self.ended.emit()
        if error is None:
            _call(self._on_done, result)
        elif isinstance(error, KnownError):
            _call(self._on_failed, error)
        else:
            if self._on_stopped is not None:
                _call(self._on_stopped)
            if not isinstance(error, Stopped):
                raise error


class Jobs(QObject):
    """Two lanes, one job at a time on each; one that writes waits for another.

    Args:
        at_once: Run each job inside `run`, on the calling thread (tests).
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None, *, at_once: bool = False) -> None:
        super().__init__(parent)
        self._at_once = at_once
        self._waiting: list[tuple[Lane, bool, Job]] = []
        self._running: dict[Lane, tuple[bool, Job, Future[None] | None]] = {}
        self._threads: ThreadPoolExecutor | None = None
        self._garbage: Garbage | None = None

    def run(
        self,
        lane: Lane,
        function: Callable[[Progress], object],
        on_done: Callable[..., None],
        on_failed: Callable[[KnownError], None],
        progress: Count | None = None,
        *,
        on_stopped: Callable[[], None] | None = None,
        writes: bool = False,
    ) -> Job:
        """Run `function` on `lane` and tell how it ended on the GUI thread.

        Args:
            lane: "exchange" for what goes to sticks and servers, else "work".
            function: Gets a `Progress` to count with; returns a plain value.
            on_done: Gets that value.
            on_failed: Gets the KnownError; any other exception is raised on the
                GUI thread, where the crash hook files it.
            progress: Gets the counts, at most twenty times a second.
            on_stopped: Called when the work stopped because it was asked to, and
                before a bug of it is raised.
            writes: Whether it writes the register: only one such runs at a time.
        """
        job = Job(function, on_done, on_failed, progress, on_stopped, self)
        job.ended.connect(self._one_ended)
        self._waiting.append((lane, writes, job))
        self._start_waiting()
        return job

    @property
    def busy(self) -> bool:
        """Whether any job runs or waits."""
        return bool(self._running or self._waiting)

    def close(self) -> None:
        """Stop what runs, forget what waits, and wait for the threads to end.

        What ends so tells nobody; new work may be given afterwards.
        """
        self._waiting.clear()
        for _, job, _ in self._running.values():
            job.stop()
            job.forget()
        self._running.clear()
        if self._threads is not None:
            self._threads.shutdown(wait=True)
            self._threads = None
        if self._garbage is not None:
            self._garbage.end()
            self._garbage = None

    def _start_waiting(self) -> None:
        for entry in list(self._waiting):
            lane, writes, job = entry
            writing = any(each for each, _, _ in self._running.values())
            if lane in self._running or (writes and writing):
                continue
            self._waiting.remove(entry)
            self._running[lane] = (writes, job, None)
            if self._at_once:
                job.work()
            else:
                self._running[lane] = (writes, job, self._pool().submit(job.work))
        self.changed.emit()

    def _pool(self) -> ThreadPoolExecutor:
        if self._threads is None:
            self._garbage = Garbage(self)
            self._threads = ThreadPoolExecutor(len(LANES), thread_name_prefix="lane")
        return self._threads

    @Slot()
    def _one_ended(self) -> None:
        ended = self.sender()
        for lane, (_, job, _) in list(self._running.items()):
            if job is ended:
                del self._running[lane]
                # At once the loop does not turn in between: deleted later, when this
                # is gone already, it ended the process. It goes with this then.
                if not self._at_once:
                    job.deleteLater()
        self._start_waiting()


def _call(function: Callable[..., None], *values: object) -> None:
    # The page that asked may be gone by now; then nobody wants to know.
    owner = getattr(function, "__self__", None)
    if isinstance(owner, QObject) and not shiboken6.isValid(owner):
        return
    function(*values)
