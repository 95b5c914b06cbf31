"""Central: what ODK Central does besides OpenRosa: publish forms, read entity lists."""

import csv
import io
import json
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from forms.records.types import Entity
from sync.folders.web import Reply
from sync.openrosa.server import OK, Server
from sync.openrosa.session import json_of
from sync.openrosa.spelling import form_for_server

LIST_BYTES = 256 * 1024 * 1024
# Entities in one request; Central takes 100 MB.
AT_ONCE = 1_000
# What Central hangs on the version of a form in a project that encrypts.
ENCRYPTED = "[encrypted:"
CREATED, CONFLICT, MISSING = 201, 409, 404


def _nothing(_: str) -> None:
    """Have no file to give."""


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a form.

    Args:
        new: False where the server had this version already.
        version: As the server calls it; another where the project encrypts: visits
            must then be made with the server's own form.
        lacking: Files that the form names and nobody has given.
    """

    new: bool
    version: str
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """What a list got.

    Args:
        made: Entities that it lacked.
        unfit: Entities that Central does not take: their id is no UUID of version 4.
    """

    made: int
    unfit: int


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
        media: Callable[[str], bytes | None] = _nothing,
        lists: Sequence[str] = (),
    ) -> Published:
        """Publish a form version with the files that it names.

        Args:
            form_id: As in the XForm.
            version: As in the XForm.
            xform: The XForm; it goes as `form_for_server` spells it.
            media: Asked for each file that Central lacks; None leaves it out.
            lists: Entity lists that the form reads. Those that are not there are made:
                Central lets a form read a list only if it stood there before.

        Raises:
            KnownError: OPENROSA-FORM-REFUSED with what Central said, OPENROSA-...
        """
        form = f"forms/{quote(form_id, safe='')}"
        if there := self._version_there(form, version):
            return Published(new=False, version=there)
        self._make_lists(lists)
        spelled = form_for_server(xform)
        reply = self._post_xml("forms?ignoreWarnings=true&publish=false", spelled)
        if reply.status == CONFLICT:
            # The form is known: a new version is its draft first.
            reply = self._post_xml(f"{form}/draft?ignoreWarnings=true", spelled)
        self._check(reply, form_id)
        lacking = self._give(form, form_id, media)
        reply = self._post(f"{form}/draft/publish", b"", "application/json")
        self._check(reply, form_id)
        told = self._version_there(form, version) or version
        return Published(new=True, version=told, lacking=lacking)

    def _version_there(self, form: str, version: str) -> str:
        """Return how Central calls a published version, "" where it has none.

        A project that encrypts gives it another name, with its key in the form.
        """
        reply = self._ask(f"{form}/versions")
        if reply.status == MISSING:
            return ""
        if reply.status != OK:
            raise self.server.refused(reply)
        names = [str(one["version"]) for one in json.loads(reply.body)]
        encrypted = (one for one in names if one.startswith(version + ENCRYPTED))
        return version if version in names else next(encrypted, "")

    def _make_lists(self, lists: Sequence[str]) -> None:
        there = set(self.lists()) if lists else set()
        for name in lists:
            if name not in there:
                told = json.dumps({"name": name}).encode()
                reply = self._post("datasets", told, "application/json")
                if reply.status not in (OK, CONFLICT):
                    raise self.server.refused(reply)

    def _give(
        self, form: str, form_id: str, media: Callable[[str], bytes | None]
    ) -> tuple[str, ...]:
        """Give the draft the files that it lacks; return those that nobody has."""
        lacking = []
        for one in json.loads(self._get(f"{form}/draft/attachments", 2**24) or b"[]"):
            name = str(one["name"])
            if one["exists"]:
                continue
            data = media(name)
            if data is None:
                lacking.append(name)
                continue
            place = f"{form}/draft/attachments/{quote(name, safe='')}"
            self._check(self._post(place, data, "application/octet-stream"), form_id)
        return tuple(lacking)

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

    def bring(self, list_name: str, entities: Iterable[Entity]) -> Brought:
        """Make the entities that a list of Central lacks; none there is changed.

        Raises:
            KnownError: OPENROSA-NOTHING where there is no such list,
                OPENROSA-LIST-REFUSED with what Central said, OPENROSA-...
        """
        place = f"datasets/{quote(list_name, safe='')}"
        about = json.loads(self._get(place, 2**24))
        taken = {str(one["name"]) for one in about["properties"]}
        rows = csv.DictReader(io.StringIO(self.entities(list_name).decode("utf-8-sig")))
        there = {row["__id"] for row in rows}
        new = [one for one in entities if one.id not in there]
        fit = [_told_entity(one, taken) for one in new if _is_uuid4(one.id)]
        for start in range(0, len(fit), AT_ONCE):
            body = {
                "entities": fit[start : start + AT_ONCE],
                "source": {"name": "gridvisit", "size": len(fit)},
            }
            told = json.dumps(body, ensure_ascii=False).encode()
            reply = self._post(f"{place}/entities", told, "application/json")
            if reply.status != OK:
                reason = _message(reply.body) or str(reply.status)
                raise self.server.line.error(
                    "LIST-REFUSED", list=list_name, reason=reason
                )
        return Brought(len(fit), len(new) - len(fit))

    def _get(self, name: str, limit: int = LIST_BYTES) -> bytes:
        reply = self._ask(name, limit)
        if reply.status != OK:
            raise self.server.refused(reply)
        if len(reply.body) > limit:
            raise self.server.line.error("LIST-TOO-LARGE")
        return reply.body

    def _ask(self, name: str, limit: int = LIST_BYTES) -> Reply:
        return self.server.line.ask("GET", self.server.url + name, limit=limit)

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


def _is_uuid4(text: str) -> bool:
    try:
        found = uuid.UUID(text)
    except ValueError:
        return False
    return found.version == 4 and str(found) == text


def _told_entity(entity: Entity, properties: set[str]) -> dict[str, object]:
    """Return what Central takes of an entity: what its list has properties for."""
    told = {k: v for k, v in entity.properties.items() if k in properties}
    # Central refuses a blank label.
    return {"uuid": entity.id, "label": entity.label.strip() or entity.id, "data": told}


def _message(body: bytes) -> str:
    """Return what Central says of a form it does not take, in its own words."""
    return str(json_of(body).get("message", ""))[:300].rstrip(" .")
