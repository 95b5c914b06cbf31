"""Central: what ODK Central does besides OpenRosa: publish forms, read entity lists."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlsplit

from forms.errors import KnownError
from sync.folders.patience import PATIENT, Patience
from sync.folders.web import Line, Reply, is_private
from sync.openrosa.server import OK, Server, check_url

LIST_BYTES = 256 * 1024 * 1024
CREATED, CONFLICT, MISSING = 201, 409, 404


class Central:
    """One project of a Central, as a web user or an app user reaches it.

    Args:
        server: Its OpenRosa side, logged in.
    """

    def __init__(self, server: Server) -> None:
        self.server = server

    def publish(
        self,
        form_id: str,
        version: str,
        xform: bytes,
        media: Mapping[str, bytes] | None = None,
    ) -> bool:
        """Publish a form version with its media; False where it is there already.

        Args:
            form_id: As in the XForm.
            version: As in the XForm.
            xform: The XForm.
            media: Name -> bytes of the lists and pictures that it names.

        Raises:
            KnownError: OPENROSA-FORM-REFUSED with what Central said, OPENROSA-...
        """
        if any(
            (one.form_id, one.version) == (form_id, version)
            for one in self.server.forms()
        ):
            return False
        form = f"forms/{quote(form_id, safe='')}"
        reply = self._post_xml("forms?ignoreWarnings=true&publish=false", xform)
        if reply.status == CONFLICT:
            # The form is known: a new version is its draft first.
            reply = self._post_xml(f"{form}/draft?ignoreWarnings=true", xform)
        self._check(reply, form_id)
        for name, data in (media or {}).items():
            place = f"{form}/draft/attachments/{quote(name, safe='')}"
            self._check(self._post(place, data, "application/octet-stream"), form_id)
        reply = self._post(f"{form}/draft/publish", b"", "application/json")
        self._check(reply, form_id)
        return True

    def lists(self) -> tuple[str, ...]:
        """Return the names of the project's entity lists."""
        told = json.loads(self._get("datasets", 2**24) or b"[]")
        return tuple(str(one["name"]) for one in told)

    def entities(self, list_name: str) -> bytes:
        """Return an entity list as Central's CSV, whole.

        Raises:
            KnownError: OPENROSA-NOTHING where there is no such list.
        """
        return self._get(f"datasets/{quote(list_name, safe='')}/entities.csv")

    def _get(self, name: str, limit: int = LIST_BYTES) -> bytes:
        reply = self.server.line.ask("GET", self.server.url + name, limit=limit)
        if reply.status != OK:
            raise self.server.refused(reply)
        if len(reply.body) > limit:
            raise self.server.line.error("LIST-TOO-LARGE")
        return reply.body

    def _post_xml(self, name: str, xform: bytes) -> Reply:
        return self._post(name, xform, "application/xml")

    def _post(self, name: str, content: bytes, kind: str) -> Reply:
        headers = {"Content-Type": kind}
        url = self.server.url + name
        return self.server.line.ask("POST", url, headers=headers, content=content)

    def _check(self, reply: Reply, form_id: str) -> None:
        if reply.status in (OK, CREATED):
            return
        if reply.status in (403, MISSING):
            raise self.server.refused(reply)
        reason = _message(reply.body) or str(reply.status)
        raise self.server.line.error("FORM-REFUSED", form=form_id, reason=reason)


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
    if not parts.path.startswith("/v1/"):
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
        return str(_told(reply.body).get("token", ""))


def _end_session(server: Server, token: str) -> None:
    parts = urlsplit(server.url)
    address = f"{parts.scheme}://{parts.netloc}/v1/sessions/{quote(token, safe='')}"
    try:
        server.line.ask("DELETE", address)
    except KnownError:
        # It ends by itself; what was done is done.
        return


def _told(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _message(body: bytes) -> str:
    """Return what Central says of a form it does not take, in its own words."""
    return str(_told(body).get("message", ""))[:300]
