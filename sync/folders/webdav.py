"""WebDavFolder: a cloud drive or an office's server, written beside and moved."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import quote, unquote, urlsplit

from lxml import etree

from forms.errors import KnownError
from sync.folders import PART_SUFFIX, Entry, Room, check_name, is_safe
from sync.folders.patience import PATIENT, Patience
from sync.folders.web import Line, Reply

# Read back whole up to this size, by size alone above it.
READ_BACK_BYTES = 64 * 1024
# Some drives end a listing at 750 entries without a word (Nutstore).
FEW = 700
OK, CREATED, NO_CONTENT, MANY = 200, 201, 204, 207
CONFLICT, GONE = 409, 410
MISSING = {404, GONE}
# What servers say where the folder of a file is missing; nginx says 500.
NO_PARENT = {CONFLICT, *MISSING, 500}
LOCKED = {403, 405, 423}
FORBIDDEN, NO_MOVE = 403, {405, 501}
# An ordinary page or a service that never heard of PROPFIND.
NO_DAV = {OK, 405, 501}
TAKEN, STANDS = 412, 405
FULL = {507, 509}
_ASKED = (
    b'<?xml version="1.0"?><propfind xmlns="DAV:"><prop><resourcetype/>'
    b"<getcontentlength/><quota-available-bytes/></prop></propfind>"
)
_DAV = "{DAV:}"


@dataclass(frozen=True, slots=True)
class _Found:
    """One answer of PROPFIND: the path below the root, without slashes around it."""

    path: str
    folder: bool
    size: int
    free: int | None


class WebDavFolder:
    """A Folder behind WebDAV (RFC 4918); no locks, nothing is ever overwritten.

    A file is put under a name of its own and moved with `Overwrite: F`: some servers
    show half a file while it is put, and some ignore `If-None-Match`.

    Args:
        url: The folder, "https://host/dav/grid"; it must exist.
        login: Name and password, None where none is asked for.
        patience: How long the server may be silent.
    """

    far = True

    def __init__(
        self,
        url: str,
        login: tuple[str, str] | None = None,
        patience: Patience = PATIENT,
    ) -> None:
        self._url = url.rstrip("/") + "/"
        self._path = unquote(urlsplit(self._url).path)
        self.place = unquote(self._url.rstrip("/"))
        self._line = Line(self.place, "FOLDER", login, patience)
        self._made: set[str] = set()
        self._deep = True

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
    def stepwise(self) -> bool:
        """The server was found to list one folder at a time, or so much only."""
        return not self._deep

    @property
    def requests(self) -> int:
        """How many requests were made so far."""
        return self._line.requests

    def probe(self) -> Room:
        """Return what room there is; whether it can be written shows when it is."""
        found = self._find("", "0")
        if not found or not found[0].folder:
            raise KnownError("FOLDER-GONE", place=self.place)
        return Room(True, found[0].free)

    def list(self, prefix: str) -> tuple[Entry, ...]:
        """Return every file below `prefix`, by one request where the server can."""
        found = {
            one.path: Entry(one.path, one.size)
            for one in self._below(prefix)
            if not one.folder and is_safe(one.path)
        }
        return tuple(found[name] for name in sorted(found))

    def stat(self, name: str) -> Entry | None:
        """Return the entry of `name`, or None."""
        found = self._find(check_name(name), "0")
        if found is None:
            self._check_present()
            return None
        return None if found[0].folder else Entry(name, found[0].size)

    def get(self, name: str, limit: int) -> bytes:
        """Return the bytes of `name`, at most `limit`."""
        reply = self._ask("GET", check_name(name), limit=limit)
        if reply.status in MISSING:
            self._check_present()
            raise KnownError("FOLDER-MISSING", place=self.place, file=name)
        if reply.status != OK:
            raise self._refused(reply)
        if len(reply.body) > limit:
            raise KnownError("FOLDER-TOO-LARGE", place=self.place, file=name)
        if not reply.measured and self.stat(name) != Entry(name, len(reply.body)):
            raise KnownError("FOLDER-CUT", place=self.place)
        return reply.body

    def put_new(self, name: str, data: bytes) -> bool:
        """Put `data` beside, move it to `name` where nothing stands, read it back."""
        check_name(name)
        # The same content, cut off before, is put over its own rest.
        part = f"{name}.{hashlib.sha256(data).hexdigest()[:12]}{PART_SUFFIX}"
        self._put(part, data)
        headers = {"Destination": self._address(name), "Overwrite": "F"}
        reply = self._ask("MOVE", part, headers=headers)
        if reply.status == TAKEN:
            self._ask("DELETE", part)
            return self._stood(name, data)
        if reply.status in NO_MOVE:
            self._ask("DELETE", part)
            return self._put_directly(name, data)
        # Missing: moved before, and only the answer was cut off. What stands tells.
        if reply.status not in (OK, CREATED, NO_CONTENT, *MISSING):
            raise self._refused(reply)
        self._check_kept(name, data)
        return True

    def delete(self, name: str) -> None:
        """Remove `name`, if it is there."""
        reply = self._ask("DELETE", check_name(name))
        if reply.status in MISSING:
            self._check_present()
        elif reply.status not in (OK, NO_CONTENT, 202):
            raise self._refused(reply)

    def _put(self, name: str, data: bytes) -> None:
        self._make_parent(name)
        reply = self._ask("PUT", name, content=data)
        if reply.status in NO_PARENT:
            # Somebody took the folder away since it was seen.
            self._made.clear()
            self._make_parent(name)
            reply = self._ask("PUT", name, content=data)
        if reply.status not in (OK, CREATED, NO_CONTENT):
            raise self._refused(reply)

    def _put_directly(self, name: str, data: bytes) -> bool:
        """Put without moving, where the server cannot; what stands is left alone."""
        if self.stat(name) is not None:
            return self._stood(name, data)
        self._put(name, data)
        self._check_kept(name, data)
        return True

    def _stood(self, name: str, data: bytes) -> bool:
        """Return False where `name` holds `data` already."""
        if self._holds(name, data):
            return False
        raise KnownError("FOLDER-TAKEN", place=self.place, file=name)

    def _holds(self, name: str, data: bytes) -> bool:
        try:
            return self.get(name, len(data)) == data
        except KnownError as error:
            if error.code == "FOLDER-TOO-LARGE":
                return False
            raise

    def _check_kept(self, name: str, data: bytes) -> None:
        if len(data) <= READ_BACK_BYTES:
            kept = self._holds(name, data)
        else:
            kept = self.stat(name) == Entry(name, len(data))
        if not kept:
            raise KnownError("FOLDER-UNKEPT", place=self.place, file=name)

    def _make_parent(self, name: str) -> None:
        """Make the folder of `name` unless it was seen; the root is never made."""
        parent = name.rpartition("/")[0]
        if not parent or parent in self._made:
            return
        # Mostly only the last one is missing.
        if not self._make(parent):
            here = ""
            for part in parent.split("/"):
                here = f"{here}/{part}".strip("/")
                if here not in self._made and not self._make(here):
                    raise KnownError("FOLDER-GONE", place=self.place)

    def _make(self, path: str) -> bool:
        """Make one folder; False where the one above it is missing."""
        reply = self._ask("MKCOL", f"{path}/")
        if reply.status in NO_PARENT:
            return False
        if reply.status not in (CREATED, OK, STANDS):
            raise self._refused(reply)
        self._made.add(path)
        return True

    def _check_present(self) -> None:
        found = self._find("", "0")
        if not found or not found[0].folder:
            raise KnownError("FOLDER-GONE", place=self.place)

    def _below(self, prefix: str) -> Iterator[_Found]:
        """Yield what lies below `prefix`, at once or folder by folder."""
        start = f"{prefix}/" if prefix else ""
        found = self._find(start, "infinity") if self._deep else None
        if found is None or len(found) >= FEW:
            self._deep = False
            found = self._find(start, "1")
        if found is None:
            self._check_present()
            return
        yield from found
        # Folders whose content was not told: there the server went no deeper.
        told = {one.path.rpartition("/")[0] for one in found}
        for one in found:
            if one.folder and one.path != prefix and one.path not in told:
                yield from self._level(one.path)

    def _level(self, path: str) -> Iterator[_Found]:
        for one in self._find(f"{path}/", "1") or ():
            if one.path != path:
                yield one
                if one.folder:
                    yield from self._level(one.path)

    def _find(self, path: str, depth: str) -> tuple[_Found, ...] | None:
        """Return what PROPFIND tells, None where nothing is or it is not so deep."""
        headers = {"Depth": depth, "Content-Type": "application/xml"}
        reply = self._ask("PROPFIND", path, headers=headers, content=_ASKED)
        refuses_depth = depth == "infinity" and reply.status in (400, 403, 501, 507)
        if reply.status in MISSING or refuses_depth:
            return None
        if reply.status in NO_DAV:
            raise KnownError("FOLDER-NOT-DAV", place=self.place)
        if reply.status == FORBIDDEN:
            raise KnownError("FOLDER-LOGIN", place=self.place)
        if reply.status != MANY:
            raise self._refused(reply)
        return self._read(reply.body)

    def _read(self, body: bytes) -> tuple[_Found, ...]:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            root = etree.fromstring(body, parser)
            found = [self._one(one) for one in root.iter(f"{_DAV}response")]
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._trouble("PROPFIND") from error
        known = tuple(one for one in found if one is not None)
        self._made.update(one.path for one in known if one.folder)
        return known

    def _one(self, response: etree._Element) -> _Found | None:
        path = unquote(urlsplit(response.findtext(f"{_DAV}href") or "").path)
        if not f"{path}/".startswith(self._path):
            return None
        size = response.findtext(f".//{_DAV}getcontentlength")
        free = response.findtext(f".//{_DAV}quota-available-bytes")
        return _Found(
            path=path[len(self._path) :].strip("/"),
            folder=response.find(f".//{_DAV}collection") is not None,
            size=int(size or 0),
            free=int(free) if free and free.strip().isdigit() else None,
        )

    def _ask(
        self,
        method: str,
        name: str,
        *,
        headers: dict[str, str] | None = None,
        content: bytes | None = None,
        limit: int | None = None,
    ) -> Reply:
        address = self._address(name)
        if limit is None:
            return self._line.ask(method, address, headers=headers, content=content)
        return self._line.ask(method, address, headers=headers, limit=limit)

    def _address(self, name: str) -> str:
        return self._url + quote(name)

    def _refused(self, reply: Reply) -> KnownError:
        if reply.status in FULL:
            return KnownError("FOLDER-FULL", place=self.place)
        if reply.status in LOCKED:
            return KnownError("FOLDER-READONLY", place=self.place)
        if reply.status == 413:
            return KnownError("FOLDER-LIMIT", place=self.place)
        if reply.status in (CONFLICT, *MISSING):
            return KnownError("FOLDER-GONE", place=self.place)
        return self._trouble(str(reply.status))

    def _trouble(self, reason: str) -> KnownError:
        return KnownError("FOLDER-TROUBLE", place=self.place, reason=reason)
