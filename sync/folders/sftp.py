"""SftpFolder: a folder on a server reached by SSH, through paramiko."""

import errno
import io
import logging
import socket
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import paramiko

from forms.errors import KnownError
from sync.folders import PART_SUFFIX, Entry, Room, check_name, is_safe
from sync.folders.hosts import Hosts
from sync.folders.patience import PATIENT, Patience
from sync.folders.pipeline import (
    free_bytes,
    read_file,
    read_folder,
    wire,
    write_file,
)

READ_BACK_BYTES = 64 * 1024
KEYS = (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey)
# It logs host and user names, and every trouble that is raised as well.
logging.getLogger("paramiko").setLevel(logging.CRITICAL + 1)


@dataclass(frozen=True, slots=True)
class Account:
    """Who asks which server.

    Args:
        host: Name or address.
        port: Of sshd.
        user: As the server knows it.
        path: Of the folder, from the root.
        password: Of the user, or of the key where one is given.
        key: A private key in OpenSSH's or PEM form, "" for none.
        hosts: The file of servers met before.
        trusted: The fingerprint that a person agreed to at the first contact.
    """

    host: str
    port: int
    user: str
    path: str
    password: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    hosts: Path | None = None
    trusted: str = ""

    @property
    def place(self) -> str:
        """Where it is, as people are told."""
        port = "" if self.port == 22 else f":{self.port}"
        return f"sftp://{self.host}{port}{self.path}"

    @property
    def name(self) -> str:
        """The server's name among those met before, as OpenSSH writes it."""
        return self.host if self.port == 22 else f"[{self.host}]:{self.port}"


class SftpFolder:
    """A Folder behind SFTP; files are written beside and renamed, never onto another.

    Raises:
        KnownError: FOLDER-UNREACHED, -STALLED, -CUT, -LOGIN, -HOST-NEW,
            -HOST-CHANGED, -KEY: when it connects, which is at once.
    """

    far = True
    stepwise = True

    def __init__(self, account: Account, patience: Patience = PATIENT) -> None:
        self.place = account.place
        self._silent_s = patience.silent_s
        self._root = account.path.rstrip("/") or "/"
        self._made: set[str] = set()
        with self._told():
            self._transport = _connected(account, patience)
        try:
            with self._told():
                _authenticate(self._transport, account)
                found = paramiko.SFTPClient.from_transport(self._transport)
                channel = found.get_channel() if found else None
                if found is None or channel is None:
                    raise EOFError
                channel.settimeout(patience.silent_s)
                self._client, self._wire = found, wire(found)
        except KnownError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the connection."""
        self._transport.close()

    def probe(self) -> Room:
        """Return that it may be written, and the room where the server tells it."""
        self._check_present()
        with self._told():
            return Room(True, free_bytes(self._wire, self._root))

    def list(self, prefix: str) -> tuple[Entry, ...]:
        """Return every file below `prefix`; links and odd names left out."""
        start = f"{prefix}/" if prefix else ""
        found = {one.name: one for one in self._walk(start)}
        if not found:
            self._check_present()
        return tuple(found[name] for name in sorted(found))

    def stat(self, name: str) -> Entry | None:
        """Return the entry of `name`, or None."""
        check_name(name)
        with self._told():
            try:
                found = self._client.lstat(self._at(name))
            except FileNotFoundError:
                found = None
        if found is None:
            self._check_present()
            return None
        regular = stat.S_ISREG(found.st_mode or 0)
        return Entry(name, found.st_size or 0) if regular else None

    def get(self, name: str, limit: int) -> bytes:
        """Return the bytes of `name`, at most `limit`."""
        held = self.stat(name)
        if held is None:
            raise KnownError("FOLDER-MISSING", place=self.place, file=name)
        if held.size > limit:
            raise KnownError("FOLDER-TOO-LARGE", place=self.place, file=name)
        return self._read(name, held.size)

    def put_new(self, name: str, data: bytes) -> bool:
        """Write `name` beside, rename it to where nothing stands, and read it back."""
        check_name(name)
        part = self._at(name) + PART_SUFFIX
        self._write(name, part, data)
        with self._told():
            try:
                # Plain RENAME: OpenSSH refuses where the new name stands.
                self._client.rename(part, self._at(name))
            except OSError as error:
                if isinstance(error, TimeoutError | ConnectionError):
                    raise
                with suppress(OSError):
                    self._client.remove(part)
                return self._stood(name, data, error)
        if not self._kept(name, data):
            raise KnownError("FOLDER-UNKEPT", place=self.place, file=name)
        return True

    def delete(self, name: str) -> None:
        """Remove `name`, if it is there."""
        check_name(name)
        with self._told():
            try:
                self._client.remove(self._at(name))
            except FileNotFoundError:
                self._check_present()

    def _stood(self, name: str, data: bytes, error: OSError) -> bool:
        held = self.stat(name)
        if held is None:
            raise error
        if held.size == len(data) and self._read(name, held.size) == data:
            return False
        raise KnownError("FOLDER-TAKEN", place=self.place, file=name)

    def _read(self, name: str, size: int) -> bytes:
        with self._told():
            return read_file(self._wire, self._at(name), size)

    def _write(self, name: str, part: str, data: bytes) -> None:
        with self._told():
            try:
                try:
                    write_file(self._wire, part, data)
                except FileNotFoundError:
                    self._make_parents(name)
                    write_file(self._wire, part, data)
            except OSError as error:
                if isinstance(error, TimeoutError | ConnectionError):
                    raise
                with suppress(OSError):
                    # What is left of a failed write only takes room.
                    self._client.remove(part)
                if not error.errno and self._lacks_room(len(data)):
                    raise OSError(errno.ENOSPC, "full") from error
                raise

    def _lacks_room(self, size: int) -> bool:
        free = free_bytes(self._wire, self._root)
        return free is not None and free < size

    def _kept(self, name: str, data: bytes) -> bool:
        if self.stat(name) != Entry(name, len(data)):
            return False
        return len(data) > READ_BACK_BYTES or self._read(name, len(data)) == data

    def _make_parents(self, name: str) -> None:
        self._check_present()
        here = ""
        for one in name.split("/")[:-1]:
            here = f"{here}{one}"
            if here not in self._made:
                # Standing already is told as a plain failure.
                with suppress(OSError):
                    self._client.mkdir(self._at(here))
                self._made.add(here)
            here += "/"

    def _walk(self, start: str) -> Iterator[Entry]:
        """Yield what lies below `start` ("" or "a/b/"); what is missing is empty."""
        with self._told():
            try:
                found = list(read_folder(self._wire, self._at(start)))
            except FileNotFoundError:
                return
        for one, told in found:
            name, mode = start + one, told.st_mode or 0
            if not is_safe(name):
                continue
            if stat.S_ISDIR(mode):
                yield from self._walk(f"{name}/")
            elif stat.S_ISREG(mode):
                yield Entry(name, told.st_size or 0)

    def _at(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}".rstrip("/")

    def _check_present(self) -> None:
        with self._told():
            try:
                mode = self._client.stat(self._root).st_mode or 0
            except FileNotFoundError:
                mode = 0
        if not stat.S_ISDIR(mode):
            raise KnownError("FOLDER-GONE", place=self.place)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the library says into what people are told."""
        begun = time.monotonic()
        try:
            yield
        except _TROUBLES as error:
            # Greeting and login end their waiting with the error of a cut line.
            waited = time.monotonic() - begun >= 0.9 * self._silent_s
            if waited and isinstance(error, paramiko.SSHException | EOFError):
                raise KnownError("FOLDER-STALLED", place=self.place) from error
            raise self._known(error) from error

    def _known(self, error: Exception) -> KnownError:
        if isinstance(error, paramiko.AuthenticationException) and "EOF" in str(error):
            # The line was cut while the key was shown; nobody refused it.
            return KnownError("FOLDER-CUT", place=self.place)
        for kinds, code in _TOLD:
            if isinstance(error, kinds):
                return KnownError(code, place=self.place)
        number = error.errno if isinstance(error, OSError) else None
        if number in (errno.ENOSPC, errno.EDQUOT):
            return KnownError("FOLDER-FULL", place=self.place)
        if number in _UNREACHED:
            return KnownError("FOLDER-UNREACHED", place=self.place)
        if str(error) == "Socket is closed":
            return KnownError("FOLDER-CUT", place=self.place)
        reason = errno.errorcode.get(number or 0, "SFTP")
        return KnownError("FOLDER-TROUBLE", place=self.place, reason=reason)


# Among them a server whose greeting is no SFTP: its shell prints something first.
_TROUBLES = (OSError, EOFError, paramiko.SSHException, paramiko.SFTPError)
_TOLD: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    ((paramiko.AuthenticationException,), "FOLDER-LOGIN"),
    ((TimeoutError,), "FOLDER-STALLED"),
    ((ConnectionRefusedError, socket.gaierror), "FOLDER-UNREACHED"),
    ((ConnectionError, EOFError, paramiko.SSHException), "FOLDER-CUT"),
    ((FileNotFoundError,), "FOLDER-GONE"),
    ((PermissionError,), "FOLDER-READONLY"),
)
_UNREACHED = {
    *(errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN, errno.ENETDOWN),
}


def _connected(account: Account, patience: Patience) -> paramiko.Transport:
    """Return a line to a server that is the one met before.

    Raises:
        KnownError: FOLDER-HOST-NEW, FOLDER-HOST-CHANGED.
    """
    hosts = Hosts(account.hosts, account.place, account.trusted)
    line = socket.create_connection((account.host, account.port), patience.connect_s)
    transport = paramiko.Transport(line)
    try:
        transport.banner_timeout = patience.silent_s
        transport.handshake_timeout = patience.silent_s
        transport.auth_timeout = patience.silent_s
        if kinds := hosts.kinds(account.name):
            options = transport.get_security_options()
            options.key_types = [one for one in options.key_types if one in kinds] or (
                options.key_types
            )
        transport.start_client(timeout=patience.silent_s)
        hosts.check(account.name, transport.get_remote_server_key())
    except BaseException:
        transport.close()
        raise
    return transport


def _authenticate(transport: paramiko.Transport, account: Account) -> None:
    if account.key:
        transport.auth_publickey(account.user, _key(account))
    else:
        transport.auth_password(account.user, account.password)


def _key(account: Account) -> paramiko.PKey:
    """Return the private key of an account.

    Raises:
        KnownError: FOLDER-KEY where it is none, or its password is another.
    """
    for kind in KEYS:
        try:
            text = io.StringIO(account.key)
            return kind.from_private_key(text, password=account.password or None)
        except (paramiko.SSHException, ValueError):
            continue
    raise KnownError("FOLDER-KEY", place=account.place)
