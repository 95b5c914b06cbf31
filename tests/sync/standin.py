"""A stand-in for ODK Central on 127.0.0.1, as a real one was seen to answer.

The real one was 2026.2 (central-backend v2026.2.2 on Node 24 and PostgreSQL 15, a user
and a project by its command line and API; nginx before it for TLS and for 413, Apache
for digest). To repeat the trial: run it so, and give `test_openrosa.py` its address and
a session's token in place of `server.url`; what it answered is told in DECISIONS.md.
"""

import base64
import contextlib
import email.policy
import hashlib
import http.server
import json
import re
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.parser import BytesParser
from urllib.parse import unquote

from lxml import etree

from tests.sync.standin_lists import (
    List,
    learn_lists,
    named_files,
    of_lists,
    take_entities,
)

USER, PASSWORD = "office@example.org", "pass word"
PROJECT = "/v1/projects/1/"
RESPONSE = "http://openrosa.org/http/response"
LIST = "http://openrosa.org/xforms/xformsList"


@dataclass
class State:
    """What the server has, and how it behaves.

    Attributes:
        login: "", "basic", "digest" or "token".
        limit: Bytes of a body, as it tells.
        takes: Bytes of a body that a proxy before it takes.
        location: Where HEAD says to post, "" for nowhere else (Central says nothing).
        forms: Form id -> version -> XForm, published.
        heads: First instance id -> the one that stands now.
        bodies: Instance id -> XML.
        files: Instance id -> name -> bytes.
        entity_errors: What it noted of submissions whose entities it did not take.
        forbidden: Forms that this user may not send.
        closed: Forms that take no more.
        deleted: Submissions that were deleted.
        encrypts: The suffix of a project that encrypts.
        keys: Of app users.
    """

    login: str = ""
    limit: int = 1_000_000
    takes: int = 1_000_000_000
    location: str = ""
    forms: dict[str, dict[str, bytes]] = field(default_factory=dict)
    drafts: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    media: dict[str, dict[str, bytes]] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    lists: dict[str, List] = field(default_factory=dict)
    entity_errors: list[str] = field(default_factory=list)
    forbidden: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    encrypts: str = ""
    keys: set[str] = field(default_factory=set)
    tokens: set[str] = field(default_factory=set)
    requests: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    nonce: str = field(default_factory=lambda: secrets.token_hex(8))
    accepted: int = 201


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Standin"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _any(self) -> None:
        state = self.server.state
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:
            # Cut off: a real server has not seen a request either.
            self.close_connection = True
            return
        state.requests.append(f"{self.command} {self.path}")
        with self.server.lock:
            self._answer(state, body)

    do_GET = do_HEAD = do_POST = do_DELETE = _any

    def _answer(self, state: State, body: bytes) -> None:
        if self.path == "/v1/sessions":
            self._session(state, body)
        elif not self._allowed(state):
            self._tell(401, b"", **self._challenge(state))
        elif self.path.startswith("/v1/sessions/"):
            state.tokens.discard(unquote(self.path.rpartition("/")[2]))
            self._tell(200, b"{}")
        elif not (path := self._plain(state)).startswith(PROJECT):
            self._tell(404, b"{}")
        else:
            self._project(state, path[len(PROJECT) :], body)

    def _plain(self, state: State) -> str:
        """Return the path without an app user's key."""
        for key in state.keys:
            if self.path.startswith(f"/v1/key/{key}/"):
                return self.path.replace(f"key/{key}/", "", 1)
        return self.path

    def _project(self, state: State, path: str, body: bytes) -> None:
        if path == "submission" and self.command == "HEAD":
            told = {"X-OpenRosa-Accept-Content-Length": str(state.limit)}
            if state.location:
                told["Location"] = state.location
            self._tell(204, b"", **told)
        elif path == "submission":
            state.sizes.append(len(body))
            status, told_why = self._submission(state, body)
            self._tell(status, _response(told_why))
        elif path == "formList":
            self._tell(200, _form_list(state))
        elif path.startswith("datasets"):
            self._tell(*of_lists(state.lists, self.command, path, body))
        else:
            self._tell(*self._form(state, path.partition("?")[0], body))

    def _submission(self, state: State, body: bytes) -> tuple[int, str]:
        if self.headers["X-OpenRosa-Version"] != "1.0":
            return 400, "An expected header field (X-OpenRosa-Version) did not match."
        if len(body) > state.takes:
            return 413, ""
        xml, files = self._parts(body)
        root = etree.fromstring(xml)
        form = root.get("id") or ""
        if form not in state.forms:
            return 404, "Could not find the resource you were looking for."
        if (root.get("version") or "") not in state.forms[form]:
            return 404, f"The form version '{root.get('version')}' does not exist."
        if form in state.forbidden:
            return 401, "Could not authenticate with the provided credentials."
        if form in state.closed:
            return 409, "This form is not currently accepting submissions."
        instance = _meta(root, "instanceID")
        new = instance not in state.bodies
        status, why = _take(state, instance, _meta(root, "deprecatedID"), xml)
        if status != 201:
            return status, why
        state.files.setdefault(instance, {}).update(files)
        if new:
            xform = state.forms[form][root.get("version") or ""]
            state.entity_errors += take_entities(state.lists, xform, root)
        return state.accepted, why

    def _parts(self, body: bytes) -> tuple[bytes, dict[str, bytes]]:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        told = BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
        xml, files = b"", {}
        for part in told.iter_parts():
            name = part.get_param("name", header="content-disposition")
            data = part.get_payload(decode=True)
            assert isinstance(data, bytes)
            if name == "xml_submission_file":
                xml = data
            elif name != "*isIncomplete*":
                files[part.get_filename() or ""] = data
        return xml, files

    def _form(self, state: State, path: str, body: bytes) -> tuple[int, bytes]:
        if path == "forms":
            form, version = _form_name(body)
            if not form:
                return 400, _json("Required parameter formId missing.")
            if form in state.forms or form in state.drafts:
                return 409, _json("A resource already exists with xmlFormId value(s).")
            state.drafts[form] = version, body
            return 200, b"{}"
        form, _, rest = path.removeprefix("forms/").partition("/")
        if form.endswith(".xml") and form.removesuffix(".xml") in state.forms:
            return 200, list(state.forms[form.removesuffix(".xml")].values())[-1]
        if rest == "versions" and form in state.forms:
            told = [{"version": version} for version in state.forms[form]]
            return 200, json.dumps(told).encode()
        if rest == "draft" and form in {*state.forms, *state.drafts}:
            state.drafts[form] = _form_name(body)[1], body
            return 200, b"{}"
        if form not in state.drafts:
            return 404, _json("Could not find the resource you were looking for.")
        return self._draft(state, form, rest, body)

    def _draft(
        self, state: State, form: str, rest: str, body: bytes
    ) -> tuple[int, bytes]:
        version, xform = state.drafts[form]
        if rest == "draft/publish":
            version += state.encrypts
            if version in state.forms.get(form, {}):
                return 409, _json("a published form has already existed")
            del state.drafts[form]
            state.forms.setdefault(form, {})[version] = xform
            learn_lists(state.lists, xform)
            return 200, b"{}"
        if rest == "draft/attachments":
            given = {*state.media.get(form, {}), *(f"{one}.csv" for one in state.lists)}
            told = [{"name": n, "exists": n in given} for n in named_files(xform)]
            return 200, json.dumps(told).encode()
        if rest.startswith("draft/attachments/"):
            state.media.setdefault(form, {})[unquote(rest.split("/")[2])] = body
            return 200, b"{}"
        return 404, _json("Could not find the resource you were looking for.")

    def _session(self, state: State, body: bytes) -> None:
        if state.login != "token":
            self._tell(404, b"{}")
            return
        if json.loads(body) != {"email": USER, "password": PASSWORD}:
            self._tell(401, b"{}")
            return
        token = secrets.token_urlsafe(16) + "$"
        state.tokens.add(token)
        self._tell(200, json.dumps({"token": token}).encode())

    def _allowed(self, state: State) -> bool:
        told = self.headers.get("Authorization") or ""
        if state.login == "token":
            return told.removeprefix("Bearer ") in state.tokens
        if state.login == "basic":
            wanted = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
            return told == f"Basic {wanted}"
        if state.login == "digest":
            return _digest_holds(state, self.command, told)
        return True

    def _challenge(self, state: State) -> dict[str, str]:
        if state.login == "basic":
            return {"WWW-Authenticate": 'Basic realm="r"'}
        if state.login == "digest":
            told = f'Digest realm="r", nonce="{state.nonce}", qop="auth"'
            return {"WWW-Authenticate": told}
        return {}

    def _tell(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("X-OpenRosa-Version", "1.0")
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _take(state: State, instance: str, deprecated: str, xml: bytes) -> tuple[int, str]:
    """Take a body as Central does; return the status and what it says."""
    done = 201, "full submission upload was successful!"
    stale = (
        f"the copy you were editing ({deprecated or 'undefined'}) is now out of date"
    )
    if instance in state.deleted:
        return 409, "This submission has been deleted. You may not resubmit it."
    if instance in state.bodies:
        if instance not in state.heads.values():
            return 409, stale
        same = state.bodies[instance] == xml
        return done if same else (409, "already exists, but with different XML")
    if deprecated:
        first = next((a for a, b in state.heads.items() if b == deprecated), None)
        if first is None:
            # An edit of a version that was edited since, or of nothing.
            known = deprecated in state.bodies
            gone = f"we can't find that submission to update ({deprecated})"
            return (409, stale) if known else (404, gone)
        state.heads[first] = instance
    else:
        state.heads[instance] = instance
    state.bodies[instance] = xml
    return done


def _response(message: str) -> bytes:
    root = etree.Element(f"{{{RESPONSE}}}OpenRosaResponse", nsmap={None: RESPONSE})
    etree.SubElement(root, f"{{{RESPONSE}}}message").text = message
    return etree.tostring(root)


def _json(message: str) -> bytes:
    return json.dumps({"message": message, "code": 0}).encode()


def _meta(root: etree._Element, name: str) -> str:
    return next((one.text or "" for one in root.iter(f"{{*}}{name}")), "")


def _form_name(xform: bytes) -> tuple[str, str]:
    root = etree.fromstring(xform)
    for instance in root.iter("{http://www.w3.org/2002/xforms}instance"):
        for one in instance:
            return one.get("id") or "", one.get("version") or ""
    return "", ""


def _form_list(state: State) -> bytes:
    forms = "".join(
        f"<xform><formID>{form}</formID><version>{version}</version>"
        f"<hash>md5:{hashlib.md5(xform).hexdigest()}</hash><name>{form}</name>"
        f"<downloadUrl>http://x{PROJECT}forms/{form}.xml</downloadUrl></xform>"
        for form, versions in state.forms.items()
        for version, xform in list(versions.items())[-1:]
    )
    return f'<xforms xmlns="{LIST}">{forms}</xforms>'.encode()


def _digest_holds(state: State, method: str, told: str) -> bool:
    if not told.startswith("Digest "):
        return False
    given = dict(re.findall(r'(\w+)="?([^",]+)"?', told))

    def md5(text: str) -> str:
        return hashlib.md5(text.encode()).hexdigest()

    ours = md5(f"{USER}:r:{PASSWORD}")
    asked = md5(f"{method}:{given['uri']}")
    middle = f"{state.nonce}:{given['nc']}:{given['cnonce']}:auth"
    return given["response"] == md5(f"{ours}:{middle}:{asked}")


class Standin(http.server.ThreadingHTTPServer):
    """The server; `state` is looked at and changed by tests."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.state = State()
        self.lock = threading.Lock()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing where a client left in the middle."""

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{PROJECT}"


@contextlib.contextmanager
def standin() -> Iterator[Standin]:
    with Standin() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
