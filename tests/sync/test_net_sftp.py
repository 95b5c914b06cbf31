"""SFTP servers that fail within a file, give less than asked, or speak no UTF-8."""

import contextlib
import os
import random
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import paramiko
import pytest
from paramiko.sftp import SFTP_FAILURE

from forms.errors import KnownError
from sync.folders import Entry
from sync.folders.sftp import Account, SftpFolder
from tests.sync import servers
from tests.sync.net_places import CALM, account

pytestmark = pytest.mark.net
NAME, PHOTO = "gv1/photo.bin", random.Random(3).randbytes(300_000)
SFTP_SERVER = Path("/usr/lib/openssh/sftp-server")


class Files(paramiko.SFTPServerInterface):
    """Files below `root`, with the faults that a test asks for."""

    root: ClassVar[Path]
    loses: ClassVar[int | None] = None
    most: ClassVar[int] = 1 << 20

    def open(
        self, path: str, flags: int, attr: paramiko.SFTPAttributes
    ) -> "paramiko.SFTPHandle | int":
        try:
            number = os.open(self._at(path), flags, 0o600)
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno or 0)
        handle = Handle(self)
        mode = "rb+" if flags & (os.O_WRONLY | os.O_RDWR) else "rb"
        handle.file = os.fdopen(number, mode)
        return handle

    def stat(self, path: str) -> "paramiko.SFTPAttributes | int":
        try:
            return paramiko.SFTPAttributes.from_stat(self._at(path).stat())
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno or 0)

    lstat = stat

    def mkdir(self, path: str, attr: paramiko.SFTPAttributes) -> int:
        self._at(path).mkdir(exist_ok=True)
        return paramiko.SFTP_OK

    def rename(self, oldpath: str, newpath: str) -> int:
        self._at(oldpath).rename(self._at(newpath))
        return paramiko.SFTP_OK

    def remove(self, path: str) -> int:
        self._at(path).unlink()
        return paramiko.SFTP_OK

    def list_folder(self, path: str) -> "list[paramiko.SFTPAttributes] | int":
        if not self._at(path).is_dir():
            return paramiko.SFTP_NO_SUCH_FILE
        return [
            paramiko.SFTPAttributes.from_stat(one.stat(), one.name)
            for one in self._at(path).iterdir()
        ]

    def _at(self, path: str) -> Path:
        return self.root / path.strip("/")


class Handle(paramiko.SFTPHandle):
    """An open file; `loses` is the offset whose piece never reaches the disk."""

    def __init__(self, files: Files) -> None:
        super().__init__()
        self.of = files

    def write(self, offset: int, data: bytes) -> int:
        if offset == self.of.loses:
            return int(SFTP_FAILURE)
        self.file.seek(offset)
        self.file.write(data)
        return int(paramiko.SFTP_OK)

    def read(self, offset: int, length: int) -> "bytes | int":
        self.file.seek(offset)
        data: bytes = self.file.read(min(length, self.of.most))
        return data or int(paramiko.SFTP_EOF)

    def close(self) -> None:
        self.file.close()


class Anyone(paramiko.ServerInterface):
    """Lets everybody in."""

    def check_auth_password(self, username: str, password: str) -> int:
        return int(paramiko.AUTH_SUCCESSFUL)

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return int(paramiko.OPEN_SUCCEEDED)


@contextlib.contextmanager
def served(root: Path, **faults: object) -> Iterator[SftpFolder]:
    """Give a folder on a server that has these faults."""
    root.mkdir()
    files = type("Faulty", (Files,), {"root": root, **faults})
    key = paramiko.ECDSAKey.generate()
    listening = socket.create_server(("127.0.0.1", 0))
    lines: list[paramiko.Transport] = []

    def serve() -> None:
        line, _ = listening.accept()
        transport = paramiko.Transport(line)
        lines.append(transport)
        transport.add_server_key(key)
        transport.set_subsystem_handler("sftp", paramiko.SFTPServer, files)
        transport.start_server(server=Anyone())

    thread = threading.Thread(target=serve)
    thread.start()
    asked = Account(
        *("127.0.0.1", listening.getsockname()[1], "w", "/", "p"),
        trusted=key.fingerprint,
    )
    try:
        with SftpFolder(asked, CALM) as folder:
            yield folder
    finally:
        thread.join(10)
        for one in lines:
            one.close()
        listening.close()


def code_of(call: object, *args: object) -> str:
    with pytest.raises(KnownError) as caught:
        call(*args)  # type: ignore[operator]
    return caught.value.code


def test_a_server_without_faults_keeps_what_it_is_given(tmp_path: Path) -> None:
    with served(tmp_path / "files") as folder:
        assert folder.put_new(NAME, PHOTO)
        assert folder.get(NAME, len(PHOTO)) == PHOTO


def test_a_piece_that_was_not_written_is_told_and_leaves_no_hole(
    tmp_path: Path,
) -> None:
    with served(tmp_path / "files", loses=3 * 32768) as folder:
        assert code_of(folder.put_new, NAME, PHOTO) == "FOLDER-TROUBLE"
        assert folder.list("") == ()
        assert not [p for p in (tmp_path / "files").rglob("*") if p.is_file()]


def test_a_server_that_gives_less_than_asked_gives_all_in_the_end(
    tmp_path: Path,
) -> None:
    with served(tmp_path / "files", most=10_000) as folder:
        folder.put_new(NAME, PHOTO)
        assert folder.get(NAME, len(PHOTO)) == PHOTO


@pytest.fixture
def sftp_server() -> str:
    if not SFTP_SERVER.exists():
        pytest.skip("openssh-sftp-server is not installed (apt)")
    return str(SFTP_SERVER)


def script(place: Path, words: str) -> str:
    file = place / "sftp.sh"
    file.write_text(f"#!/bin/sh\n{words}\n")
    file.chmod(0o755)
    return str(file)


@contextlib.contextmanager
def opened(place: Path, sftp: str) -> Iterator[tuple[SftpFolder, Path]]:
    with servers.sshd(place, sftp) as server:
        (server.root / "f").mkdir()
        asked = account(server, "f", place / "known")
        with SftpFolder(asked, CALM) as folder:
            yield folder, server.root / "f"


def test_a_quota_met_within_a_file_leaves_nothing_half_written(
    tmp_path: Path, sftp_server: str
) -> None:
    # Blocks of 512 bytes: the file's end is refused, its beginning kept.
    limited = script(tmp_path, f"ulimit -f 400; trap '' XFSZ; exec {sftp_server}")
    with opened(tmp_path, limited) as (folder, root):
        assert folder.put_new("gv1/small", b"one")
        assert code_of(folder.put_new, NAME, PHOTO) == "FOLDER-TROUBLE"
        assert folder.list("") == (Entry("gv1/small", 3),)
        assert [p.name for p in root.rglob("*") if p.is_file()] == ["small"]


def test_a_name_that_is_no_utf_8_hides_no_other(
    tmp_path: Path, sftp_server: str
) -> None:
    with opened(tmp_path, sftp_server) as (folder, root):
        folder.put_new("gv1/x", b"one")
        (Path(os.fsdecode(os.fsencode(root) + b"/gv1/" + "照片".encode("gbk")))).touch()
        assert folder.list("gv1") == (Entry("gv1/x", 3),)


def test_a_login_that_prints_a_greeting_is_told(
    tmp_path: Path, sftp_server: str
) -> None:
    greeting = script(tmp_path, f"echo welcome; exec {sftp_server}")
    with servers.sshd(tmp_path, greeting) as server:
        asked = account(server, "f", tmp_path / "known")
        assert code_of(SftpFolder, asked, CALM) == "FOLDER-TROUBLE"


def test_a_server_tells_its_room(tmp_path: Path, sftp_server: str) -> None:
    with opened(tmp_path, sftp_server) as (folder, _):
        assert (folder.probe().free_bytes or 0) > 0
