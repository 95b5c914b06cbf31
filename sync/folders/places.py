"""Places: a folder by its address, opened with secrets that stand nowhere in it."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from forms.errors import KnownError
from sync.folders import Folder
from sync.folders.directory import DirectoryFolder

if TYPE_CHECKING:
    from sync.folders.s3 import Bucket

REACH_S = 3
_PORTS = {"https": 443, "davs": 443, "http": 80, "dav": 80, "sftp": 22}
WEBDAV = {"https", "http", "davs", "dav"}


@dataclass(frozen=True, slots=True)
class Secrets:
    """What opens a folder; never in an address, a log or an error.

    Args:
        user: Name of the account, or id of an S3 access key. A name in the address of
            an SFTP server counts where this is blank.
        password: Of the account or of `key`; the secret of an S3 access key.
        key: An SSH private key, its whole text.
        hosts: File of the SSH servers met before.
        trusted: Fingerprint of an SSH server that a person agreed to.
    """

    user: str = ""
    password: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    hosts: Path | None = None
    trusted: str = ""

    @property
    def login(self) -> tuple[str, str] | None:
        """Name and password, None where no name is given."""
        return (self.user, self.password) if self.user else None

    def to_setting(self) -> str:
        """Return the text that the sealed journal keeps (`Journal.set_setting`)."""
        told = {"user": self.user, "password": self.password, "key": self.key}
        return json.dumps({name: value for name, value in told.items() if value})


NO_SECRETS = Secrets()


def secrets_of(setting: str, hosts: Path | None = None) -> Secrets:
    """Return what `Secrets.to_setting` wrote; of "" none."""
    told = json.loads(setting or "{}")
    return Secrets(**told, hosts=hosts)


@contextmanager
def open_folder(address: str, secrets: Secrets = NO_SECRETS) -> Iterator[Folder]:
    r"""Give the folder at `address`; its connection ends with the block.

    Args:
        address: A path ("D:\\", "/media/u/STICK", "\\\\server\\share"),
            "https://host/dav/grid", "s3://bucket/prefix?endpoint=https://host",
            "sftp://user@host:22/path".
        secrets: What it takes to get in.

    Raises:
        KnownError: FOLDER-ADDRESS, FOLDER-ADDRESS-SECRET, FOLDER-SMB; and where it
            connects at once FOLDER-UNREACHED, FOLDER-LOGIN, FOLDER-HOST-NEW, ...
    """
    parts = _parts(address)
    if parts is None:
        yield DirectoryFolder(Path(address))
    elif parts.scheme in WEBDAV:
        # Each library is loaded by those who use it: httpx alone takes 100 ms.
        from sync.folders.webdav import WebDavFolder

        login = replace(secrets, user=secrets.user or unquote(parts.username or ""))
        with WebDavFolder(_web_url(parts), login.login) as web:
            yield web
    elif parts.scheme == "s3":
        from sync.folders.s3 import S3Folder

        with S3Folder(_bucket(parts, secrets)) as stored:
            yield stored
    else:
        from sync.folders.sftp import Account, SftpFolder

        account = Account(
            host=parts.hostname or "",
            port=parts.port or 22,
            user=secrets.user or unquote(parts.username or ""),
            path=unquote(parts.path) or "/",
            password=secrets.password,
            key=secrets.key,
            hosts=secrets.hosts,
            trusted=secrets.trusted,
        )
        with SftpFolder(account) as sftp:
            yield sftp


def check_address(address: str) -> str:
    """Return `address` where it is one, without looking whether anybody is there.

    Raises:
        KnownError: FOLDER-ADDRESS, FOLDER-ADDRESS-SECRET, FOLDER-SMB.
    """
    _parts(address)
    return address


def is_remote(address: str) -> bool:
    """Return whether `address` is reached over a network, not through the system."""
    return _parts(address) is not None


def reachable(address: str) -> bool:
    """Return whether somebody answers at `address`; no request, no password.

    Raises:
        KnownError: FOLDER-ADDRESS, FOLDER-ADDRESS-SECRET, FOLDER-SMB.
    """
    parts = _parts(address)
    if parts is None:
        return Path(address).is_dir()
    if parts.scheme == "s3":
        parts = urlsplit(_bucket(parts, NO_SECRETS).url)
    port = parts.port or _PORTS[parts.scheme]
    try:
        socket.create_connection((parts.hostname or "", port), REACH_S).close()
    except OSError:
        return False
    return True


def trusting(secrets: Secrets, fingerprint: str) -> Secrets:
    """Return `secrets` of a person who agreed to a server's fingerprint."""
    return replace(secrets, trusted=fingerprint)


def _parts(address: str) -> SplitResult | None:
    """Return the parts of an address, None for a path."""
    if "://" not in address:
        if not address.strip():
            raise KnownError("FOLDER-ADDRESS", place=address)
        return None
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise KnownError("FOLDER-ADDRESS", place=_bare(address)) from error
    if parts.password is not None:
        raise KnownError("FOLDER-ADDRESS-SECRET", place=_bare(address))
    if parts.scheme == "smb":
        raise KnownError("FOLDER-SMB", place=address, path=_share(parts))
    if parts.scheme not in {*WEBDAV, "s3", "sftp"} or not parts.hostname:
        raise KnownError("FOLDER-ADDRESS", place=address)
    return parts


def _bare(address: str) -> str:
    """Return an address without what stands before its host."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


def _share(parts: SplitResult) -> str:
    """Return where the system would find a share of Windows."""
    path = f"//{parts.hostname}{unquote(parts.path)}"
    return path.replace("/", "\\") if os.name == "nt" else path


def _web_url(parts: SplitResult) -> str:
    scheme = {"davs": "https", "dav": "http"}.get(parts.scheme, parts.scheme)
    port = f":{parts.port}" if parts.port else ""
    host = parts.hostname or ""
    return f"{scheme}://{f'[{host}]' if ':' in host else host}{port}{parts.path}"


def _bucket(parts: SplitResult, secrets: Secrets) -> "Bucket":
    from sync.folders.s3 import Bucket

    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    unknown = asked.keys() - {"endpoint", "region"}
    if unknown:
        raise KnownError("FOLDER-ADDRESS", place=f"s3://{parts.hostname}{parts.path}")
    return Bucket(
        name=parts.hostname or "",
        prefix=unquote(parts.path).strip("/"),
        endpoint=asked.get("endpoint", ""),
        region=asked.get("region", "us-east-1"),
        key_id=secrets.user,
        secret=secrets.password,
    )
