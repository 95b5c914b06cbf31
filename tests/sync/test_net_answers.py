"""What a server may answer, each told in a sentence; certificates nobody trusts."""

import contextlib
import http.server
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

import resources
from forms.errors import KnownError
from sync.folders.s3 import Bucket, S3Folder
from sync.folders.webdav import WebDavFolder
from tests.sync.net_places import CALM

pytestmark = pytest.mark.net


class Saying(http.server.BaseHTTPRequestHandler):
    """Answers everything with one status and one body."""

    status, body = 200, b""

    def answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    do_GET = do_PUT = do_PROPFIND = do_MOVE = do_MKCOL = do_DELETE = answer


@contextlib.contextmanager
def saying(
    status: int,
    body: bytes = b"",
    certificate: Path | None = None,
    handler: type[Saying] = Saying,
) -> Iterator:
    handler = type("_", (handler,), {"status": status, "body": body})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def code_of(call: object, *args: object) -> str:
    with pytest.raises(KnownError) as caught:
        call(*args)  # type: ignore[operator]
    for language in resources.LANGUAGES:
        assert resources.sentence(caught.value.code, language, **caught.value.fields)
    return caught.value.code


@pytest.mark.parametrize(
    ("status", "code"),
    [
        *((401, "LOGIN"), (403, "READONLY"), (405, "READONLY"), (423, "READONLY")),
        *((413, "LIMIT"), (429, "BUSY"), (503, "BUSY"), (507, "FULL")),
        *((404, "GONE"), (409, "GONE"), (418, "TROUBLE"), (302, "TROUBLE")),
    ],
)
def test_every_answer_of_a_webdav_server_is_told(status: int, code: str) -> None:
    with saying(status) as url, WebDavFolder(url, None, CALM) as folder:
        assert code_of(folder.put_new, "x", b"one") == f"FOLDER-{code}"


@pytest.mark.parametrize(
    "body",
    [b"", b"<", b"\xff\xfe", b"<a/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"],
)
def test_an_odd_listing_is_told_or_empty_and_never_a_crash(body: bytes) -> None:
    with saying(207, body) as url, WebDavFolder(url, None, CALM) as folder:
        assert code_of(folder.probe) in ("FOLDER-TROUBLE", "FOLDER-GONE")


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (403, b"<Error><Code>SignatureDoesNotMatch</Code></Error>", "LOGIN"),
        (403, b"<Error><Code>RequestTimeTooSkewed</Code></Error>", "CLOCK"),
        (404, b"<Error><Code>NoSuchBucket</Code></Error>", "GONE"),
        (400, b"<Error><Code>EntityTooLarge</Code></Error>", "LIMIT"),
        (400, b"<Error><Code>QuotaExceeded</Code></Error>", "FULL"),
        (400, b"no xml", "TROUBLE"),
        (503, b"<Error><Code>SlowDown</Code></Error>", "BUSY"),
        (200, b"no xml", "TROUBLE"),
    ],
)
def test_every_answer_of_an_s3_service_is_told(
    status: int, body: bytes, code: str
) -> None:
    with saying(status, body) as url:
        with S3Folder(Bucket("grid", "", url, key_id="a", secret="b"), CALM) as folder:
            assert code_of(folder.list, "gv1") == f"FOLDER-{code}"


def test_a_certificate_that_nobody_trusts_is_refused(tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    with saying(207, b"<a/>", file) as url, WebDavFolder(url, None, CALM) as folder:
        assert code_of(folder.probe) == "FOLDER-CERTIFICATE"


class Unmeasured(Saying):
    """Gives half a file and hangs up, and never told how long it is."""

    def do_HEAD(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "6")
        self.end_headers()

    def do_PROPFIND(self) -> None:
        self.status, self.body = 207, LISTED
        self.answer()

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"bun")


LISTED = b"""<multistatus xmlns="DAV:"><response><href>/x</href><propstat><prop>
<getcontentlength>6</getcontentlength></prop></propstat></response></multistatus>"""


def test_half_a_file_whose_length_nobody_told_is_cut_and_not_damaged() -> None:
    with saying(200, handler=Unmeasured) as url:
        with WebDavFolder(url, None, CALM) as folder:
            assert code_of(folder.get, "x", 100) == "FOLDER-CUT"
        with S3Folder(Bucket("grid", "", url), CALM) as bucket:
            assert code_of(bucket.get, "x", 100) == "FOLDER-CUT"


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>Please log in</body></html>",
        b"<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
    ],
)
def test_a_page_that_lists_nothing_is_no_empty_bucket(body: bytes) -> None:
    with saying(200, body) as url, S3Folder(Bucket("grid", "", url), CALM) as folder:
        assert code_of(folder.list, "gv1") == "FOLDER-TROUBLE"


class FirstVersion(Saying):
    """Lists two at a time, and goes on behind a marker only."""

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        left = [n for n in "abcde" if n > asked.get("marker", [""])[0]]
        more = str(len(left) > 2).lower()
        keys = "".join(
            f"<Contents><Key>{n}</Key><Size>1</Size></Contents>" for n in left[:2]
        )
        told = f"<IsTruncated>{more}</IsTruncated>{keys}"
        self.body = f"<ListBucketResult>{told}</ListBucketResult>".encode()
        self.answer()


def test_a_service_that_lists_in_the_old_way_is_listed_to_its_end() -> None:
    with saying(200, handler=FirstVersion) as url:
        with S3Folder(Bucket("grid", "", url), CALM) as folder:
            assert "".join(one.name for one in folder.list("")) == "abcde"
