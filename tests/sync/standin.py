"""A stand-in for ODK Central on 127.0.0.1, as a real one was seen to answer."""

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

USER, PASSWORD = "office@example.org", "pass word"
PROJECT = "/v1/projects/1/"
LIST = "http://openrosa.org/xforms/xformsList"


@dataclass
class State:
    """What the server has, and how it behaves.

    Attributes:
        login: "", "basic", "digest" or "token".
        limit: Bytes of a body, as it tells.
        forms: Form id -> version -> XForm, published.
        heads: First instance id -> the one that stands now.
        bodies: Instance id -> XML.
        files: Instance id -> name -> bytes.
    """

    login: str = ""
    limit: int = 1_000_000
    forms: dict[str, dict[str, bytes]] = field(default_factory=dict)
    drafts: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    media: dict[str, dict[str, bytes]] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    lists: dict[str, bytes] = field(default_factory=dict)
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
        elif not self.path.startswith(PROJECT):
            self._tell(404, b"{}")
        else:
            self._project(state, self.path[len(PROJECT) :], body)

    def _project(self, state: State, path: str, body: bytes) -> None:
        if path == "submission" and self.command == "HEAD":
            told = {"X-OpenRosa-Accept-Content-Length": str(state.limit)}
            self._tell(204, b"", **told, Location=f"{PROJECT}submission")
        elif path == "submission":
            state.sizes.append(len(body))
            self._tell(self._submission(state, body), b"<OpenRosaResponse/>")
        elif path == "formList":
            self._tell(200, _form_list(state))
        elif path == "datasets":
            names = [{"name": name} for name in state.lists]
            self._tell(200, json.dumps(names).encode())
        elif match := re.fullmatch(r"datasets/(.+)/entities\.csv", path):
            data = state.lists.get(unquote(match[1]))
            self._tell(200 if data is not None else 404, data or b"{}")
        else:
            self._tell(*self._form(state, path.partition("?")[0], body))

    def _submission(self, state: State, body: bytes) -> int:
        if self.headers["X-OpenRosa-Version"] != "1.0":
            return 400
        if len(body) > state.limit:
            return 413
        xml, files = self._parts(body)
        root = etree.fromstring(xml)
        version = root.get("version") or ""
        if version not in state.forms.get(root.get("id") or "", {}):
            return 404
        instance = _meta(root, "instanceID")
        status = _take(state, instance, _meta(root, "deprecatedID"), xml)
        if status == 201:
            state.files.setdefault(instance, {}).update(files)
            return state.accepted
        return status

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
                return 400, b'{"message": "The form has no id."}'
            if form in state.forms or form in state.drafts:
                return 409, b'{"message": "A resource already exists."}'
            state.drafts[form] = version, body
            return 200, b"{}"
        form, _, rest = path.removeprefix("forms/").partition("/")
        if rest == "draft" and form in {*state.forms, *state.drafts}:
            state.drafts[form] = _form_name(body)[1], body
            return 200, b"{}"
        if rest == "draft/publish" and form in state.drafts:
            version, xform = state.drafts.pop(form)
            if version in state.forms.get(form, {}):
                return 409, b'{"message": "A form with this version exists."}'
            state.forms.setdefault(form, {})[version] = xform
            return 200, b"{}"
        if rest.startswith("draft/attachments/") and form in state.drafts:
            state.media.setdefault(form, {})[unquote(rest.split("/")[2])] = body
            return 200, b"{}"
        return 404, b"{}"

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


def _take(state: State, instance: str, deprecated: str, xml: bytes) -> int:
    """Take a body as Central does; return the status."""
    if instance in state.bodies:
        return 201 if state.bodies[instance] == xml else 409
    if deprecated:
        first = next((a for a, b in state.heads.items() if b == deprecated), None)
        if first is None:
            # An edit of a version that was edited since, or of nothing.
            return 409 if deprecated in state.bodies else 404
        state.heads[first] = instance
    else:
        state.heads[instance] = instance
    state.bodies[instance] = xml
    return 201


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
        f"<downloadUrl>http://x/{form}.xml</downloadUrl></xform>"
        for form, versions in state.forms.items()
        for version, xform in versions.items()
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
