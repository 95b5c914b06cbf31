"""Places: a folder by its address; sticks found; nothing loaded before it is used."""

import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from forms.errors import KnownError
from sync.exchange import export_to
from sync.folders import sticks
from sync.folders.aws4 import Signer, quoted
from sync.folders.directory import DirectoryFolder
from sync.folders.places import (
    Secrets,
    check_address,
    is_remote,
    open_folder,
    reachable,
    secrets_of,
)
from sync.folders.s3 import Bucket
from tests.sync.registers import workspace, write_households


def test_a_path_is_a_directory(tmp_path: Path) -> None:
    with open_folder(str(tmp_path)) as folder:
        assert isinstance(folder, DirectoryFolder)
        assert folder.put_new("gv1/x", b"one")
    assert not is_remote(str(tmp_path))
    assert not is_remote("D:\\")
    assert not is_remote("\\\\server\\share")


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://host/dav/网格/", "https://host/dav/网格"),
        ("davs://user@host:8443/dav", "https://host:8443/dav"),
        ("s3://bucket/a/b?endpoint=https://oss-cn.example", "s3://bucket/a/b"),
    ],
)
def test_an_address_is_told_without_users_and_queries(address: str, place: str) -> None:
    secrets = Secrets("worker", "geheim")
    with open_folder(address, secrets) as folder:
        assert folder.place == place
    assert "geheim" not in repr(secrets)
    assert secrets_of(secrets.to_setting()) == secrets


@pytest.mark.parametrize(
    ("address", "code"),
    [
        *(("", "FOLDER-ADDRESS"), (" ", "FOLDER-ADDRESS")),
        *(("ftp://host", "FOLDER-ADDRESS"), ("https:///dav", "FOLDER-ADDRESS")),
        ("https://user:geheim@host/dav", "FOLDER-ADDRESS-SECRET"),
        ("smb://host/share", "FOLDER-SMB"),
        ("sftp://host:99999/x", "FOLDER-ADDRESS"),
    ],
)
def test_what_is_no_address_is_told(address: str, code: str) -> None:
    with pytest.raises(KnownError) as caught:
        check_address(address)
    assert caught.value.code == code
    assert "geheim" not in str(caught.value)


def test_a_place_is_reached_or_not(tmp_path: Path) -> None:
    assert reachable(str(tmp_path))
    assert not reachable(str(tmp_path / "none"))
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert reachable(f"https://127.0.0.1:{port}/dav")
        assert reachable(f"s3://bucket?endpoint=http://127.0.0.1:{port}")
        assert reachable(f"sftp://127.0.0.1:{port}/x")
    assert not reachable(f"https://127.0.0.1:{port}/dav")


def test_a_password_is_not_sent_over_an_open_line() -> None:
    from sync.folders.web import is_private

    for url in ("https://host/x", "http://127.0.0.1/x", "http://[::1]/x"):
        assert is_private(url)
    for url in ("http://host/x", "http://192.168.1.9/x", "http://127.0.0.1.host/x"):
        assert not is_private(url)


def test_libraries_of_the_network_are_loaded_by_those_who_use_them() -> None:
    code = (
        "import sys, desktop.cli, sync.exchange, sync.carrier, sync.folders.places\n"
        "print({'httpx', 'paramiko'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"


def test_a_stick_with_a_store_is_found_and_comes_first(tmp_path: Path) -> None:
    for name in ("EMPTY", "MY STICK", "locked"):
        (tmp_path / name).mkdir()
    with workspace(tmp_path / "worker") as records:
        write_households(records, 1)
        export_to(records, tmp_path / "MY STICK")
        register = records.register_id
    table = tmp_path / "mounts"
    table.write_text(
        f"/dev/sdb1 {tmp_path}/EMPTY vfat rw 0 0\n"
        "/dev/sda1 /boot/efi vfat rw 0 0\n"
        "/dev/sda2 / ext4 rw 0 0\n"
        f"/dev/sdc1 {tmp_path}/MY\\040STICK exfat rw 0 0\n"
        f"/dev/sdd1 {tmp_path}/pulled vfat rw 0 0\n"
        "/dev/sde1 /media/nobody/pulled ext4 rw 0 0\n"
        "half a line\n"
    )
    found = sticks.found_at(sticks.mounted(table))
    assert [one.label for one in found] == ["MY STICK", "EMPTY"]
    assert found[0].register == register
    assert len(found[0].store) == 32
    assert (found[1].store, found[1].register) == ("", "")
    assert all(one.writable and one.free_bytes > 0 for one in found)
    (tmp_path / "MY STICK" / "gv1" / "STORE.json").write_bytes(b"\xff{")
    assert sticks.found_at(sticks.mounted(table))[0].store == ""
    assert sticks.found_at(sticks.mounted(tmp_path / "no table")) == ()


def test_a_request_is_signed_as_the_service_says() -> None:
    """The published example "GET Object" of the service's documentation."""
    signer = Signer(
        "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1"
    )
    headers = signer.headers(
        "GET",
        "https://examplebucket.s3.amazonaws.com/test.txt",
        None,
        datetime(2013, 5, 24, tzinfo=UTC),
        {"range": "bytes=0-9"},
    )
    assert headers["authorization"].endswith(
        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
    )
    assert "bPxRfi" not in repr(signer)


@pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow")
def test_any_request_is_signed_as_another_program_signs_it() -> None:
    auth = pytest.importorskip("botocore.auth", reason="botocore comes with moto")
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    path, prefix = quoted("a b/网格/x+y~z.gvb", keep="/"), quoted("a/+ 门")
    url = f"https://host.example:8443/bucket/{path}?list-type=2&prefix={prefix}"
    for method, data in (("PUT", b"body"), ("GET", None)):
        asked = AWSRequest(method, url, data=data)
        auth.S3SigV4Auth(Credentials("id", "secret"), "s3", "cn-north").add_auth(asked)
        instant = asked.context["timestamp"]
        now = datetime.strptime(instant, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        more = {}
        for name in (
            asked.headers["Authorization"]
            .split("SignedHeaders=")[1]
            .split(",")[0]
            .split(";")
        ):
            if name not in ("host", "x-amz-content-sha256", "x-amz-date"):
                more[name] = asked.headers[name]
        told = Signer("id", "secret", "cn-north").headers(method, url, data, now, more)
        theirs = asked.headers["Authorization"].rpartition("Signature=")[2]
        assert told["authorization"].rpartition("Signature=")[2] == theirs


@pytest.mark.parametrize(
    ("endpoint", "url"),
    [
        ("", "https://grid.s3.us-east-1.amazonaws.com"),
        (
            "https://oss-cn-beijing.aliyuncs.com",
            "https://grid.oss-cn-beijing.aliyuncs.com",
        ),
        ("https://minio.office:9000/", "https://minio.office:9000/grid"),
    ],
)
def test_services_know_a_bucket_by_host_or_by_path(endpoint: str, url: str) -> None:
    assert Bucket("grid", endpoint=endpoint).url == url
