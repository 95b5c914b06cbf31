"""Session: how a Central lets a person in: a token in place of the password."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlsplit

from forms.errors import KnownError
from sync.folders.patience import PATIENT, Patience
from sync.folders.web import Line, is_private
from sync.openrosa.server import OK, Server, check_url

MISSING = 404


@contextmanager
def open_central(
    url: str, login: tuple[str, str] | None = None, patience: Patience = PATIENT
) -> Iterator[Server]:
    """Give a Central's OpenRosa side, with a session where name and password are given.

    A server that has no sessions (Kobo) is asked with digest or basic instead.

    Raises:
        KnownError: OPENROSA-LOGIN, OPENROSA-...
    """
    token = _session(url, login, patience) if login else ""
    with Server(url, None if token else login, patience, token) as server:
        try:
            yield server
        finally:
            if token:
                _end_session(server, token)


def _session(url: str, login: tuple[str, str], patience: Patience) -> str:
    """Return a token, "" of a server that knows no sessions."""
    parts = urlsplit(check_url(url))
    # An app user's key needs no session.
    if not parts.path.startswith("/v1/") or parts.path.startswith("/v1/key/"):
        return ""
    with Line(parts.netloc, "OPENROSA", None, patience) as line:
        if not is_private(url):
            raise line.error("UNSAFE")
        content = json.dumps({"email": login[0], "password": login[1]}).encode()
        reply = line.ask(
            "POST",
            f"{parts.scheme}://{parts.netloc}/v1/sessions",
            headers={"Content-Type": "application/json"},
            content=content,
        )
        if reply.status == MISSING:
            return ""
        if reply.status != OK:
            raise line.error("LOGIN")
        return str(json_of(reply.body).get("token", ""))


def _end_session(server: Server, token: str) -> None:
    parts = urlsplit(server.url)
    address = f"{parts.scheme}://{parts.netloc}/v1/sessions/{quote(token, safe='')}"
    try:
        server.line.ask("DELETE", address)
    except KnownError:
        # It ends by itself; what was done is done.
        return


def json_of(body: bytes) -> dict[str, Any]:
    """Return the JSON object in an answer, {} where it is none."""
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
