"""Folders behind real servers on 127.0.0.1: each passes the one contract."""

from pathlib import Path

import pytest

import resources
from forms.errors import KnownError
from sync.folders import Folder
from sync.folders.s3 import S3Folder
from sync.folders.sftp import SftpFolder
from sync.folders.webdav import WebDavFolder
from tests.sync import servers
from tests.sync.folder_contract import FolderContract, code_of
from tests.sync.net_places import (
    BUCKETS,
    CALM,
    KINDS,
    Kind,
    account,
    bucket,
    host_fingerprint,
    kind,
    started,
)
from tests.sync.servers import PASSWORD, USER
from tests.sync.standin import standin

__all__ = ["kind", "started"]
pytestmark = pytest.mark.net
each_kind = pytest.mark.parametrize("kind", KINDS, indirect=True)
only_webdav = pytest.mark.parametrize("kind", ["wsgidav", "nginx"], indirect=True)
only_ssh = pytest.mark.parametrize("kind", ["sshd"], indirect=True)
only_s3 = pytest.mark.parametrize("kind", BUCKETS, indirect=True)


@each_kind
class TestServers(FolderContract):
    """WsgiDAV, nginx, an S3 service, OpenSSH."""

    @pytest.fixture
    def folder(self, kind: Kind) -> Folder:
        return kind.open(kind.fresh())


def told(error: KnownError) -> str:
    """Return what people read of an error, in both languages."""
    return " ".join(
        resources.sentence(error.code, language, **error.fields)
        for language in resources.LANGUAGES
    )


@each_kind
def test_a_folder_that_is_missing_is_gone_and_never_made(kind: Kind) -> None:
    if kind.name in BUCKETS:
        asked = bucket(kind.server.port, "other-bucket", key=kind.key)
        folder: Folder = kind.stack.enter_context(S3Folder(asked, CALM))
    else:
        folder = kind.open("not there")
    assert code_of(folder.probe) == "FOLDER-GONE"
    assert code_of(folder.list, "gv1") == "FOLDER-GONE"
    assert code_of(folder.put_new, "gv1/x", b"one") == "FOLDER-GONE"
    assert code_of(folder.get, "gv1/x", 9) == "FOLDER-GONE"
    assert code_of(folder.delete, "gv1/x") == "FOLDER-GONE"
    if kind.name not in BUCKETS:  # HEAD does not say whether bucket or file is missing.
        assert code_of(folder.stat, "gv1/x") == "FOLDER-GONE"
        assert not (kind.server.root / "not there").exists()


@each_kind
def test_what_lies_there_besides_is_not_looked_at(kind: Kind) -> None:
    name = kind.fresh()
    folder = kind.open(name)
    folder.put_new("gv1/x", b"one")
    if kind.name not in BUCKETS:
        root = kind.server.root / name
        (root / "gv1" / "y.part").write_bytes(b"half")
        (root / "照片 1.jpg").write_bytes(b"private")
        (root / "gv1" / "empty").mkdir()
    assert [entry.name for entry in folder.list("")] == ["gv1/x"]


@pytest.mark.parametrize("login", ["basic", "digest"])
def test_webdav_logs_in_and_tells_a_wrong_password(login: str, tmp_path: Path) -> None:
    with servers.wsgidav(tmp_path, login) as server:
        url = f"http://127.0.0.1:{server.port}/dav/"
        with WebDavFolder(url, (USER, PASSWORD), CALM) as folder:
            assert folder.put_new("gv1/x", b"one")
            assert folder.get("gv1/x", 9) == b"one"
        with WebDavFolder(url, (USER, "wrong"), CALM) as folder:
            with pytest.raises(KnownError) as caught:
                folder.probe()
            assert caught.value.code == "FOLDER-LOGIN"
            assert "wrong" not in told(caught.value)
        with WebDavFolder(url, None, CALM) as folder:
            assert code_of(folder.list, "") == "FOLDER-LOGIN"


@pytest.mark.parametrize("kind", ["nginx"], indirect=True)
def test_a_server_with_a_small_limit_is_told(kind: Kind) -> None:
    folder = kind.open(kind.fresh())
    assert code_of(folder.put_new, "gv1/x", bytes(9_000_000)) == "FOLDER-LIMIT"


def test_a_page_that_is_no_webdav_is_told(tmp_path: Path) -> None:
    with standin() as server:
        for path in ("v1/projects/1/datasets", "v1/projects/1/submission"):
            url = f"http://127.0.0.1:{server.port}/{path}"
            with WebDavFolder(url, None, CALM) as folder:
                assert code_of(folder.probe) == "FOLDER-NOT-DAV"


@only_ssh
def test_an_unknown_ssh_server_shows_its_fingerprint_and_is_remembered(
    kind: Kind, tmp_path: Path
) -> None:
    hosts, name = tmp_path / "new" / "hosts", kind.fresh()
    with pytest.raises(KnownError) as caught:
        SftpFolder(account(kind.server, name, hosts, trusted=""), CALM)
    shown = host_fingerprint(kind.server)
    assert caught.value.code == "FOLDER-HOST-NEW"
    assert caught.value.fields["fingerprint"] == shown
    assert shown in told(caught.value)
    assert not hosts.exists()
    for trusted in (shown, ""):
        with SftpFolder(account(kind.server, name, hosts, trusted=trusted), CALM) as it:
            it.probe()
    assert len(hosts.read_text().splitlines()) == 1


@only_ssh
def test_a_changed_key_of_an_ssh_server_is_refused(kind: Kind, tmp_path: Path) -> None:
    servers.make_key(tmp_path / "other")
    words = (tmp_path / "other.pub").read_text().split()
    hosts = tmp_path / "hosts"
    hosts.write_text(f"[127.0.0.1]:{kind.server.port} {words[0]} {words[1]}\n")
    for trusted in ("", host_fingerprint(kind.server)):
        with pytest.raises(KnownError) as caught:
            SftpFolder(account(kind.server, "", hosts, trusted=trusted), CALM)
        assert caught.value.code == "FOLDER-HOST-CHANGED"
        assert host_fingerprint(kind.server) in told(caught.value)


@only_ssh
def test_a_key_that_the_ssh_server_does_not_know_is_told(
    kind: Kind, tmp_path: Path
) -> None:
    servers.make_key(tmp_path / "other")
    asked = account(kind.server, "", tmp_path / "hosts")
    other = servers.replace(asked, key=(tmp_path / "other").read_text())
    assert code_of(SftpFolder, other, CALM) == "FOLDER-LOGIN"
    none = servers.replace(asked, key="no key at all")
    assert code_of(SftpFolder, none, CALM) == "FOLDER-KEY"


@each_kind
def test_a_server_that_is_not_there_is_unreached(kind: Kind) -> None:
    port = servers.free_port()
    assert code_of(lambda: kind.open("x", port).probe()) == "FOLDER-UNREACHED"
