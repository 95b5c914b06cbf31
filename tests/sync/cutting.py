"""A TCP proxy on 127.0.0.1 that cuts, or falls silent, where a test wants it."""

import contextlib
import select
import socket
import threading
from collections.abc import Iterator


class Cutter:
    """Passes bytes on to `target` until so many have gone either way.

    Attributes:
        host: To connect to.
        port: To connect to.
        passed: Bytes passed on so far, both ways.
        cut_at: Cut every connection once so many bytes passed, once; None: never.
        silent_at: From so many on nothing passes any more; None: never.
        cuts: How often it was cut.
        dead: Nothing gets through, and who asks is hung up on.
        turns: Bytes passed when the asking side spoke after the other: the requests.
    """

    def __init__(self, target: int, at: tuple[str, int] = ("127.0.0.1", 0)) -> None:
        self._target = target
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._socket = socket.create_server(at, backlog=50)
        self._socket.settimeout(0.1)
        self.host: str = self._socket.getsockname()[0]
        self.port: int = self._socket.getsockname()[1]
        self.passed = 0
        self.cuts = 0
        self.turns: list[int] = []
        self._asked = False
        self.cut_at: int | None = None
        self.silent_at: int | None = None
        self.dead = False
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def stop(self) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join(5)
        self._socket.close()

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                client, _ = self._socket.accept()
            except TimeoutError:
                continue
            thread = threading.Thread(target=self._serve, args=(client,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            with socket.create_connection(("127.0.0.1", self._target), 5) as server:
                self._pump(client, server)

    def _pump(self, client: socket.socket, server: socket.socket) -> None:
        other = {client: server, server: client}
        while not (self._ended.is_set() or self.dead):
            ready, _, _ = select.select(list(other), [], [], 0.1)
            for one in ready:
                data = one.recv(16384)
                if not data:
                    return
                allowed = self._allowed(len(data), asked=one is client)
                other[one].sendall(data[:allowed])
                if allowed < len(data):
                    return

    def _allowed(self, size: int, *, asked: bool) -> int:
        """Return how many of `size` bytes may pass; wait for ever where silent."""
        with self._lock:
            if asked and not self._asked:
                self.turns.append(self.passed)
            self._asked = asked
            before, self.passed = self.passed, self.passed + size
            if self.silent_at is not None and self.passed > self.silent_at:
                silent = True
            else:
                silent = False
                if self.cut_at is not None and self.passed > self.cut_at:
                    at, self.cut_at = self.cut_at, None
                    self.cuts += 1
                    return max(0, at - before)
        if silent:
            self._ended.wait()
        return size


@contextlib.contextmanager
def cutting(target: int, at: tuple[str, int] = ("127.0.0.1", 0)) -> Iterator[Cutter]:
    """Listen at `at`, any free port where that is 0."""
    cutter = Cutter(target, at)
    try:
        yield cutter
    finally:
        cutter.stop()
