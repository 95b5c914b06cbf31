"""S3Folder: a bucket of any S3 service, asked over our own HTTP line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from lxml import etree

from forms.errors import KnownError
from sync.folders import Entry, Room, check_name, is_safe
from sync.folders.aws4 import Signer, quoted
from sync.folders.patience import PATIENT, Patience
from sync.folders.web import Line, Reply

READ_BACK_BYTES = 64 * 1024
# Services that know a bucket by the host's name only.
_BY_HOST = (".aliyuncs.com", ".myqcloud.com", ".myhuaweicloud.com", ".amazonaws.com")
OK, MISSING, TAKEN, UNABLE = 200, 404, {409, 412}, 501
_CODES = {
    "NoSuchBucket": "FOLDER-GONE",
    "RequestTimeTooSkewed": "FOLDER-CLOCK",
    "EntityTooLarge": "FOLDER-LIMIT",
    "QuotaExceeded": "FOLDER-FULL",
    "SlowDown": "FOLDER-BUSY",
}


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where a bucket is and who asks.

    Args:
        name: The bucket's.
        prefix: Below which the folder lies, "" for the whole bucket.
        endpoint: "https://host", "" for Amazon's own.
        region: As the service names it.
        key_id: Of the access key, "" for a bucket that asks for none.
        secret: Of the access key.
    """

    name: str
    prefix: str = ""
    endpoint: str = ""
    region: str = "us-east-1"
    key_id: str = ""
    secret: str = field(default="", repr=False)

    @property
    def url(self) -> str:
        """The bucket's address, without a slash at its end."""
        endpoint = self.endpoint or f"https://s3.{self.region}.amazonaws.com"
        parts = urlsplit(endpoint)
        if parts.hostname and parts.hostname.endswith(_BY_HOST):
            return f"{parts.scheme}://{self.name}.{parts.netloc}"
        return f"{endpoint.rstrip('/')}/{quoted(self.name)}"


class S3Folder:
    """A Folder in a bucket: one PUT makes a whole file or none, and replaces nothing.

    A prefix without files cannot be told from one that never was, so what tells a
    store from an empty place is its marker; a bucket that is missing is told.
    """

    far = True
    stepwise = False

    def __init__(self, bucket: Bucket, patience: Patience = PATIENT) -> None:
        self.place = "/".join(filter(None, (f"s3://{bucket.name}", bucket.prefix)))
        self._url = bucket.url
        self._prefix = f"{bucket.prefix}/" if bucket.prefix else ""
        self._signer = (
            Signer(bucket.key_id, bucket.secret, bucket.region)
            if bucket.key_id
            else None
        )
        self._line = Line(self.place, "FOLDER", None, patience)
        # Whether it refuses to replace; some services pass over being told to.
        self._exclusive: bool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._line.close()

    @property
    def requests(self) -> int:
        """How many requests were made so far."""
        return self._line.requests

    def probe(self) -> Room:
        """Return that it may be written; a bucket has no end."""
        self._page({"prefix": self._prefix, "max-keys": "1"})
        return Room(True, None)

    def list(self, prefix: str) -> tuple[Entry, ...]:
        """Return every file below `prefix`; one request for a thousand."""
        start = self._prefix + (f"{prefix}/" if prefix else "")
        found = {one.name: one for one in self._entries(start) if is_safe(one.name)}
        return tuple(found[name] for name in sorted(found))

    def stat(self, name: str) -> Entry | None:
        """Return the entry of `name`, or None."""
        reply = self._ask("HEAD", self._address(name))
        if reply.status == MISSING:
            return None
        if reply.status != OK:
            raise self._refused(reply)
        return Entry(name, int(reply.headers.get("content-length", "0")))

    def get(self, name: str, limit: int) -> bytes:
        """Return the bytes of `name`, at most `limit`."""
        reply = self._ask("GET", self._address(name), limit=limit)
        if reply.status != OK:
            known = self._refused(reply)
            if reply.status == MISSING and known.code != "FOLDER-GONE":
                known = KnownError("FOLDER-MISSING", place=self.place, file=name)
            raise known
        if len(reply.body) > limit:
            raise KnownError("FOLDER-TOO-LARGE", place=self.place, file=name)
        if not reply.measured and self.stat(name) != Entry(name, len(reply.body)):
            raise KnownError("FOLDER-CUT", place=self.place)
        return reply.body

    def put_new(self, name: str, data: bytes) -> bool:
        """Write `name` where nothing stands, and read it back."""
        address = self._address(name)
        if not self._exclusive and self.stat(name) is not None:
            return self._stood(name, data)
        reply = self._put(address, data)
        if reply.status == UNABLE and self._exclusive is None:
            # A service older than S3's conditional writes: ask, then write.
            self._exclusive = False
            reply = self._put(address, data)
        if reply.status in TAKEN:
            return self._stood(name, data)
        if reply.status != OK:
            raise self._refused(reply)
        if self._exclusive is None and len(data) <= READ_BACK_BYTES:
            # The same bytes again do no harm, whoever lets them in.
            self._exclusive = self._put(address, data).status in TAKEN
        self._check_kept(name, data)
        return True

    def delete(self, name: str) -> None:
        """Remove `name`, if it is there."""
        reply = self._ask("DELETE", self._address(name))
        if reply.status not in (OK, 204):
            known = self._refused(reply)
            if reply.status != MISSING or known.code == "FOLDER-GONE":
                raise known

    def _put(self, address: str, data: bytes) -> Reply:
        new = {} if self._exclusive is False else {"if-none-match": "*"}
        return self._ask("PUT", address, headers=new, content=data)

    def _stood(self, name: str, data: bytes) -> bool:
        """Return False where `name` holds `data` already; mend a rest of it.

        S3 keeps no half of a body. Some services that call themselves so do: what
        they hold is the beginning of `data` then, and nothing is lost by the whole.
        """
        held = self._beginning(name, data)
        if held == data:
            return False
        if held is None or not data.startswith(held):
            raise KnownError("FOLDER-TAKEN", place=self.place, file=name)
        reply = self._ask("PUT", self._address(name), content=data)
        if reply.status != OK:
            raise self._refused(reply)
        self._check_kept(name, data)
        return True

    def _beginning(self, name: str, data: bytes) -> bytes | None:
        """Return what `name` holds, None where that is longer than `data`."""
        try:
            return self.get(name, len(data))
        except KnownError as error:
            if error.code == "FOLDER-TOO-LARGE":
                return None
            raise

    def _check_kept(self, name: str, data: bytes) -> None:
        if len(data) <= READ_BACK_BYTES:
            kept = self._beginning(name, data) == data
        else:
            # The service has checked the hash that was signed; the size is asked.
            kept = self.stat(name) == Entry(name, len(data))
        if not kept:
            raise KnownError("FOLDER-UNKEPT", place=self.place, file=name)

    def _entries(self, start: str) -> Iterator[Entry]:
        asked = {"prefix": start}
        while True:
            page, key = self._page(asked), ""
            for one in page.iter("{*}Contents"):
                key = one.findtext("{*}Key") or ""
                size = int(one.findtext("{*}Size") or 0)
                yield Entry(key[len(self._prefix) :], size)
            token = page.findtext("{*}NextContinuationToken")
            if token:
                asked["continuation-token"] = token
            elif page.findtext("{*}IsTruncated") != "true":
                return
            elif not key or key == asked.get("marker"):
                raise self._trouble("XML")
            else:
                # A service that knows the first version of listing only.
                asked["marker"] = key

    def _page(self, asked: dict[str, str]) -> etree._Element:
        words = {"list-type": "2", **asked}
        query = "&".join(f"{n}={quoted(v)}" for n, v in sorted(words.items()))
        reply = self._ask("GET", f"{self._url}/?{query}")
        if reply.status != OK:
            raise self._refused(reply)
        page = _parsed(reply.body)
        # A page of a proxy ("please log in") may be XML as well, and no empty bucket.
        if page is None or etree.QName(page).localname != "ListBucketResult":
            raise self._trouble("XML")
        return page

    def _ask(
        self,
        method: str,
        address: str,
        *,
        headers: dict[str, str] | None = None,
        content: bytes | None = None,
        limit: int | None = None,
    ) -> Reply:
        sent = dict(headers or {})
        if self._signer:
            now = datetime.now(UTC)
            sent = self._signer.headers(method, address, content, now, sent)
        if limit is None:
            return self._line.ask(method, address, headers=sent, content=content)
        # An error is told in XML, which may be longer than the file.
        reply = self._line.ask(method, address, headers=sent, limit=max(limit, 4096))
        return reply

    def _address(self, name: str) -> str:
        return f"{self._url}/{quoted(self._prefix + check_name(name), keep='/')}"

    def _refused(self, reply: Reply) -> KnownError:
        told = _parsed(reply.body)
        said = "" if told is None else (told.findtext("{*}Code") or "")
        if said in _CODES:
            return KnownError(_CODES[said], place=self.place)
        if reply.status == 403:
            return KnownError("FOLDER-LOGIN", place=self.place)
        if reply.status == MISSING and said != "NoSuchKey":
            return KnownError("FOLDER-GONE", place=self.place)
        return self._trouble(said if said.isalnum() else str(reply.status))

    def _trouble(self, reason: str) -> KnownError:
        return KnownError("FOLDER-TROUBLE", place=self.place, reason=reason)


def _parsed(body: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
