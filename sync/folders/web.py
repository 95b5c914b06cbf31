"""Web: one server asked over HTTP, its troubles told as KnownErrors in words."""

import ipaddress
import logging
import ssl
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx

from forms.errors import KnownError
from sync.folders.patience import PATIENT, Patience

REPLY_BYTES = 32 * 1024 * 1024
BUSY = {429, 502, 503, 504}
# It logs every address at INFO, and an address may hold an app user's key.
logging.getLogger("httpx").setLevel(logging.WARNING)
# What may go better at once: a broken connection, half an answer.
_CUT = (
    *(httpx.ReadError, httpx.WriteError, httpx.CloseError),
    httpx.RemoteProtocolError,
)
_SURE = "verif"  # OpenSSL's word in every complaint about a certificate.


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered."""

    status: int
    headers: httpx.Headers
    body: bytes = field(repr=False)

    @property
    def measured(self) -> bool:
        """The server told where the body ends; else a cut one looks like a whole."""
        return not {"content-length", "transfer-encoding"}.isdisjoint(self.headers)


class Login(httpx.Auth):
    """Digest where the server offers it, basic only where nobody can listen.

    Args:
        user: As the server knows it.
        password: Never shown, logged or kept here longer than the connection.
    """

    def __init__(self, user: str, password: str) -> None:
        self._digest = httpx.DigestAuth(user, password)
        self._basic = httpx.BasicAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        """Ask without a password first; then with what the server wants."""
        if self._chosen is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            offers = ", ".join(response.headers.get_list("www-authenticate")).lower()
            if "digest" in offers:
                self._chosen = self._digest
            elif "basic" in offers:
                if not is_private(str(request.url)):
                    raise _Unsafe
                self._chosen = self._basic
            else:
                return
        yield from self._chosen.auth_flow(request)


class _Unsafe(Exception):
    """A password would go over an open line."""


def is_private(url: str) -> bool:
    """Return whether what is sent to `url` cannot be read on the way."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https" or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()


class Line:
    """A connection to one server, kept open from request to request.

    Args:
        place: What people call the server; no password, no query.
        family: "FOLDER" or "OPENROSA": whose sentences tell of troubles.
        login: Name and password, None for a server that asks for none.
        patience: See there.
        token: A bearer's token in place of a password.

    Attributes:
        requests: How many were made, for tests and for the curious.
    """

    def __init__(
        self,
        place: str,
        family: str,
        login: tuple[str, str] | None,
        patience: Patience = PATIENT,
        token: str = "",
    ) -> None:
        self.place = place
        self.requests = 0
        self._family = family
        self._patience = patience
        limits = httpx.Timeout(patience.silent_s, connect=patience.connect_s)
        headers = {"Accept-Encoding": "identity", "User-Agent": "gridvisit"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self._client = httpx.Client(
            auth=Login(*login) if login else None,
            timeout=limits,
            # The system's own certificates: an office may have its own authority.
            verify=_certificates(),
            headers=headers,
            event_hooks={"request": [self._count]},
        )

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
        self._client.close()

    def ask(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        limit: int = REPLY_BYTES,
    ) -> Reply:
        """Return what the server answers, whatever its status; repeat after a cut.

        A body longer than `limit` bytes ends one byte behind it.

        Raises:
            KnownError: ...-UNREACHED, -STALLED, -CUT, -CERTIFICATE, -UNSAFE, -BUSY or
                -LOGIN of the family, each with `place`.
        """
        left, pause = self._patience.retries, self._patience.pause_s
        while True:
            try:
                reply = self._once(method, url, headers or {}, content, limit)
                if reply.status not in BUSY:
                    break
                trouble = self.error("BUSY")
            except httpx.RequestError as error:
                trouble = self._known(error)
                if not isinstance(error, _CUT):
                    raise trouble from error
            except _Unsafe as error:
                raise self.error("UNSAFE") from error
            if not left:
                raise trouble
            time.sleep(pause)
            left, pause = left - 1, pause * 2
        if reply.status == httpx.codes.UNAUTHORIZED:
            raise self.error("LOGIN")
        return reply

    def error(self, what: str, **fields: object) -> KnownError:
        """Return the family's error `what`."""
        return KnownError(f"{self._family}-{what}", place=self.place, **fields)

    def _once(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        content: bytes | None,
        limit: int,
    ) -> Reply:
        ends = time.monotonic() + self._patience.request_s
        with self._client.stream(
            method,
            url,
            headers=dict(headers),
            content=content,
            # A cloud drive may send a reader on to where the file lies.
            follow_redirects=method == "GET",
        ) as response:
            body = bytearray()
            for chunk in response.iter_raw():
                body += chunk
                if len(body) > limit:
                    del body[limit + 1 :]
                    break
                if time.monotonic() > ends:
                    raise httpx.ReadTimeout("trickles")
            return Reply(response.status_code, response.headers, bytes(body))

    def _count(self, request: httpx.Request) -> None:
        self.requests += 1

    def _known(self, error: httpx.RequestError) -> KnownError:
        if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
            unsure = _SURE in str(error).lower()
            return self.error("CERTIFICATE" if unsure else "UNREACHED")
        if isinstance(error, httpx.TimeoutException):
            return self.error("STALLED")
        return self.error("CUT")
