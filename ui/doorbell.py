"""Doorbell: a second start of the program gives its files to the window that is open.

One window serves one workspace. A double click starts the program anew; the new one
rings, hands its files over and ends, and the window that is open comes to the front.
"""

import os
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

# QtCore.Qt is named where it is used: see ui/parts/labels.py. QtNetwork, json and
# tempfile are loaded on use: nothing of them is needed for the first paint.
from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

MOST_BYTES = 64 * 1024
CONNECT_MS, ANSWER_MS = 500, 4_000
ANSWER = b"ok\n"
TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 (the variable's name)


def address(place: Path) -> str:
    """Return where the window of a workspace is rung at, by this user alone.

    Args:
        place: The workspace's folder; two of them are two bells.
    """
    # A user's few workspaces are told apart, not strangers kept out: that do the rights
    # of the folder.
    told = str(place.resolve()).encode()
    name = f"gridvisit-{zlib.crc32(told):08x}{zlib.adler32(told):08x}"
    if sys.platform == "win32":
        return name
    private = os.environ.get("XDG_RUNTIME_DIR")
    if private and Path(private).is_dir():
        return str(Path(private) / name)
    import tempfile

    folder = Path(tempfile.gettempdir()) / f"gridvisit-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        mine = folder.stat().st_uid == os.getuid() and not folder.is_symlink()
    except OSError:
        return ""
    # A folder that another user has laid there is no place for ours.
    return str(folder / name) if mine else ""


def ring(place: str, files: Sequence[Path] = ()) -> bool:
    """Hand files to the window at `place`; False where there is none.

    Args:
        place: An `address`.
        files: What the window is to open; none only brings it to the front.
    """
    if not place or (sys.platform != "win32" and not Path(place).exists()):
        return False
    import json

    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(place)
    if not socket.waitForConnected(CONNECT_MS):
        return False
    _allow_front()
    told = {
        "files": [str(file.absolute()) for file in files],
        "token": os.environ.get(TOKEN, ""),
    }
    socket.write(json.dumps(told).encode() + b"\n")
    socket.waitForBytesWritten(CONNECT_MS)
    socket.waitForReadyRead(ANSWER_MS)
    taken = bytes(socket.readAll().data()) == ANSWER
    socket.disconnectFromServer()
    return taken


class Doorbell(QObject):
    """Listens for other starts of the program.

    Args:
        place: An `address`; where nobody can listen there, it is silent: what is
            opened then goes through the inbox.
        parent: Lives as long.
    """

    rang = Signal(list)

    def __init__(self, place: str, parent: QObject) -> None:
        from PySide6.QtNetwork import QLocalServer

        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        if place and not self._server.listen(place) and not ring(place):
            # Left by a program that ended hard.
            QLocalServer.removeServer(place)
            self._server.listen(place)

    @property
    def listens(self) -> bool:
        """Whether it can be rung."""
        return self._server.isListening()

    def _answer(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda one=socket: self._hear(one))
            self._hear(socket)

    def _hear(self, socket: "QLocalSocket") -> None:
        """Take what one start says, once its line is whole."""
        if not socket.canReadLine():
            if socket.bytesAvailable() > MOST_BYTES:
                socket.abort()
            return
        files = _read(bytes(socket.readLine(MOST_BYTES).data()))
        if files is None:
            socket.abort()
            return
        socket.write(ANSWER)
        socket.flush()
        self.rang.emit(files)


def bring_forward(window: QWidget) -> None:
    """Bring a window before the others, from the task bar too."""
    minimised = QtCore.Qt.WindowState.WindowMinimized
    if window.windowState() & minimised:
        window.setWindowState(window.windowState() & ~minimised)
    window.show()
    window.raise_()
    window.activateWindow()


def _read(line: bytes) -> list[Path] | None:
    """Return the files of a line, None where it is none of ours."""
    import json

    try:
        told = json.loads(line)
        files = [Path(str(name)) for name in told["files"]]
        token = str(told["token"])
    except (ValueError, TypeError, KeyError):
        return None
    if token:
        # What lets Qt take the focus under Wayland.
        os.environ[TOKEN] = token
    return files


def _allow_front() -> None:
    """Let the window that is open take the front, which Windows grants who is there."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
