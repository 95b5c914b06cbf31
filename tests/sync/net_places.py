"""The servers as fixtures, and folders on them, straight or through a cutting proxy."""

import getpass
import itertools
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from sync.folders import Folder
from sync.folders.patience import Patience
from sync.folders.s3 import Bucket, S3Folder
from sync.folders.sftp import Account, SftpFolder
from sync.folders.webdav import WebDavFolder
from tests.sync import servers
from tests.sync.servers import Server

# A machine under load may be silent for seconds without being stalled.
CALM = Patience(connect_s=20, silent_s=30, request_s=60, retries=0, pause_s=0.05)
HASTY = Patience(connect_s=20, silent_s=1, request_s=3, retries=0, pause_s=0.05)
KINDS = ("wsgidav", "nginx", "s3", "s3rver", "sshd")
# Where a prefix makes a folder, and nothing lies beside it.
BUCKETS = ("s3", "s3rver")
_numbers = itertools.count()


@dataclass
class Kind:
    """One kind of server, running; folders on it are opened by `open`."""

    name: str
    server: Server
    hosts: Path
    stack: ExitStack

    @property
    def key(self) -> str:
        """The id of the access key and its secret, which are one here."""
        return servers.S3RVER_KEY if self.name == "s3rver" else "worker"

    def fresh(self) -> str:
        """Return the name of a new folder there."""
        name = f"folder {next(_numbers)}"
        if self.name not in BUCKETS:
            (self.server.root / name).mkdir()
        return name

    def open(
        self, name: str, port: int | None = None, patience: Patience = CALM
    ) -> Folder:
        """Return the folder `name`, asked on `port` where that is another's."""
        port = port or self.server.port
        if self.name in BUCKETS:
            asked = bucket(port, prefix=name, key=self.key)
            return self.stack.enter_context(S3Folder(asked, patience))
        if self.name == "sshd":
            known = account(self.server, name, self.hosts, port)
            return self.stack.enter_context(SftpFolder(known, patience))
        url = f"http://127.0.0.1:{port}/dav/{name}"
        return self.stack.enter_context(WebDavFolder(url, None, patience))


def bucket(
    port: int, name: str = "grid-bucket", prefix: str = "", key: str = "worker"
) -> Bucket:
    url = f"http://127.0.0.1:{port}"
    return Bucket(name, prefix, url, key_id=key, secret=key)


def account(
    server: Server, name: str, hosts: Path, port: int = 0, trusted: str = "?"
) -> Account:
    return Account(
        host="127.0.0.1",
        port=port or server.port,
        user=getpass.getuser(),
        path=str(server.root / name),
        key=(server.root.parent / "user_key").read_text(),
        hosts=hosts,
        trusted=host_fingerprint(server) if trusted == "?" else trusted,
    )


def host_fingerprint(server: Server) -> str:
    file = server.root.parent / "host_key.pub"
    command = ["ssh-keygen", "-l", "-f", str(file)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    return told.stdout.split()[1]


@pytest.fixture(scope="session")
def started(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[str], Server]]:
    """Give a server by its kind, started when first asked for."""
    with ExitStack() as stack:
        running: dict[str, Server] = {}

        def start(kind: str) -> Server:
            if kind not in running:
                place = tmp_path_factory.mktemp(kind)
                opened = getattr(servers, kind)(place)
                running[kind] = stack.enter_context(opened)
            return running[kind]

        yield start


@pytest.fixture
def kind(
    request: pytest.FixtureRequest,
    started: Callable[[str], Server],
    tmp_path: Path,
) -> Iterator[Kind]:
    """One kind of server; parametrize indirectly by its name."""
    with ExitStack() as stack:
        server = started(request.param)
        yield Kind(request.param, server, tmp_path / "known_hosts", stack)
