"""Pipeline: a file sent or asked over SFTP piece by piece, each answer looked at.

paramiko's own files throw away what the server answers to writes that were not waited
for and to the closing, and take a line that was cut while reading for the file's end:
a full disk in the middle of a file would leave a hole that nobody hears of.
"""

import errno
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Protocol, cast

from paramiko import SFTPAttributes, SFTPClient, SSHException
from paramiko.message import Message
from paramiko.sftp import (
    CMD_CLOSE,
    CMD_DATA,
    CMD_EXTENDED,
    CMD_EXTENDED_REPLY,
    CMD_OPEN,
    CMD_OPENDIR,
    CMD_READ,
    CMD_READDIR,
    CMD_STATUS,
    CMD_WRITE,
    SFTP_FLAG_CREATE,
    SFTP_FLAG_READ,
    SFTP_FLAG_TRUNC,
    SFTP_FLAG_WRITE,
    SFTP_OP_UNSUPPORTED,
    int64,
)

# What every server takes in one request, and how many of them wait for an answer at a
# time: as OpenSSH's own client has it, 2 MiB are under way.
PIECE_BYTES = 32 * 1024
AHEAD = 64
_NEW = SFTP_FLAG_WRITE | SFTP_FLAG_CREATE | SFTP_FLAG_TRUNC


class Wire(Protocol):
    """A client's requests below its files; paramiko, of one version, keeps them so."""

    def _request(self, kind: int, *words: object) -> tuple[int, Message]: ...

    def _async_request(self, owner: object, kind: int, *words: object) -> int: ...

    def _read_response(self) -> object: ...

    def _convert_status(self, message: Message) -> None: ...


def wire(client: SFTPClient) -> Wire:
    """Return the requests of `client`."""
    return cast("Wire", client)


class Pipeline:
    """Requests to one open file, several of them under way at once.

    Args:
        client: Of the line; nobody else asks anything until this is done.
        path: Of the file on the server.
        flags: How it is opened.

    Raises:
        OSError: Whatever the server refuses; EOFError, paramiko.SSHException where the
            line was cut.
    """

    def __init__(self, client: Wire, path: str, flags: int) -> None:
        self._client = client
        self._offsets: dict[int, int] = {}
        self._data: dict[int, bytes] = {}
        self._error: Exception | None = None
        self._syncing = -1
        _, message = client._request(CMD_OPEN, path, flags, SFTPAttributes())
        self._handle: bytes = message.get_binary()

    def write(self, data: bytes) -> None:
        """Write all of `data`; return when the server has it on its disk."""
        for at in range(0, len(data), PIECE_BYTES):
            piece = data[at : at + PIECE_BYTES]
            self._ask(at, CMD_WRITE, self._handle, int64(at), piece)
        self._sync()
        self._wait(0)

    def read(self, size: int) -> bytes:
        """Return the file's first `size` bytes, fewer only where it ends before."""
        for at in range(0, size, PIECE_BYTES):
            count = min(PIECE_BYTES, size - at)
            self._ask(at, CMD_READ, self._handle, int64(at), count)
        self._wait(0)
        found = bytearray()
        for at in range(0, size, PIECE_BYTES):
            # A server may give less than it was asked for.
            while len(found) < min(at + PIECE_BYTES, size):
                data = self._data.pop(len(found), None)
                if data is None:
                    count = min(at + PIECE_BYTES, size) - len(found)
                    where = len(found)
                    self._ask(where, CMD_READ, self._handle, int64(where), count)
                    self._wait(0)
                    data = self._data.pop(where, b"")
                if not data:
                    return bytes(found)
                found += data
        return bytes(found)

    def close(self) -> None:
        """Close the file; some servers tell only now that their disk is full."""
        self._client._request(CMD_CLOSE, self._handle)

    def give_up(self) -> None:
        """Close the file without waiting; it failed already."""
        with suppress(OSError, EOFError, SSHException):
            self._client._async_request(type(None), CMD_CLOSE, self._handle)

    def _sync(self) -> None:
        """Ask the server to write to its disk, if it knows how."""
        words = "fsync@openssh.com", self._handle
        self._syncing = self._client._async_request(self, CMD_EXTENDED, *words)
        self._offsets[self._syncing] = 0

    def _ask(self, offset: int, kind: int, *words: object) -> None:
        number = self._client._async_request(self, kind, *words)
        self._offsets[number] = offset
        self._wait(AHEAD - 1)

    def _wait(self, most: int) -> None:
        """Take answers until at most `most` are under way.

        Raises:
            OSError: What the server said to one of them.
        """
        while len(self._offsets) > most and self._error is None:
            self._client._read_response()
        if self._error is not None:
            raise self._error

    def _async_response(self, kind: int, message: Message, number: int) -> None:
        """Take one answer; paramiko calls this by its name."""
        at = self._offsets.pop(number, 0)
        if number == self._syncing and _is_unknown(message):
            return
        if kind == CMD_DATA:
            self._data[at] = message.get_binary()
        elif kind == CMD_STATUS:
            try:
                self._client._convert_status(message)
            except EOFError:
                self._data[at] = b""
            except OSError as error:
                self._error = self._error or error
        else:
            self._error = OSError(errno.EPROTO, "no answer to what was asked")


def _is_unknown(message: Message) -> bool:
    """Tell whether a server says that it never heard of what it was asked for."""
    code = message.get_int()
    message.rewind()
    message.get_int()
    return bool(code == SFTP_OP_UNSUPPORTED)


def write_file(client: Wire, path: str, data: bytes) -> None:
    """Write a whole file, in the place of what has its name.

    Raises:
        OSError: What the server said to any piece of it, its syncing or closing.
    """
    file = Pipeline(client, path, _NEW)
    try:
        file.write(data)
    except BaseException:
        file.give_up()
        raise
    file.close()


def read_file(client: Wire, path: str, size: int) -> bytes:
    """Return the first `size` bytes of a file, fewer only where it ends before."""
    file = Pipeline(client, path, SFTP_FLAG_READ)
    try:
        return file.read(size)
    finally:
        file.give_up()


def read_folder(client: Wire, path: str) -> Iterator[tuple[str, SFTPAttributes]]:
    """Yield name and attributes of what lies in a folder.

    Names that are no UTF-8 (GBK of an old system) are left out: none of ours, and
    paramiko would fail for the whole folder.
    """
    _, message = client._request(CMD_OPENDIR, path)
    handle = message.get_binary()
    try:
        while True:
            _, message = client._request(CMD_READDIR, handle)
            for _ in range(message.get_int()):
                name, _ = message.get_binary(), message.get_binary()
                attributes = cast("Any", SFTPAttributes)._from_msg(message)
                with suppress(UnicodeDecodeError):
                    yield name.decode(), attributes
    except EOFError:
        return
    finally:
        with suppress(OSError, EOFError, SSHException):
            client._async_request(type(None), CMD_CLOSE, handle)


def free_bytes(client: Wire, path: str) -> int | None:
    """Return the room of a folder's disk, None where the server does not tell.

    Source: OpenSSH, PROTOCOL, section 4.4: `statvfs@openssh.com`.
    """
    try:
        kind, message = client._request(CMD_EXTENDED, "statvfs@openssh.com", path)
    except OSError as error:
        if isinstance(error, TimeoutError | ConnectionError):
            raise
        return None
    if kind != CMD_EXTENDED_REPLY:
        return None
    # Size of a block, of its parts; blocks, those free, those free for this user.
    _, unit, _, _, free = (message.get_int64() for _ in range(5))
    return int(unit * free)
