"""Server: one OpenRosa server (Central, Kobo), its answers told as KnownErrors."""

import re
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

from lxml import etree

from forms.errors import KnownError
from sync.folders.patience import PATIENT, Patience
from sync.folders.web import Line, Reply
from sync.openrosa.submission import Request, Submission, requests

# What a server takes in one body when it does not say (as Collect assumes).
DEFAULT_LIMIT_BYTES = 10_000_000
FORM_BYTES = 32 * 1024 * 1024
VERSION = {"X-OpenRosa-Version": "1.0"}
OK, NO_CONTENT, TAKEN = 200, 204, {201, 202}
_LIST = "{http://openrosa.org/xforms/xformsList}"
TOO_LARGE = 413
_SAID = {403: "FORBIDDEN", 404: "NOTHING"}
_OF_SUBMISSION = {403: "FORM-FORBIDDEN", 404: "NO-FORM", 409: "CONFLICT"}
# Of ODK Central, which speaks English alone.
_IN_WORDS = {
    "CLOSED": "not currently accepting submissions",
    "DELETED": "submission has been deleted",
}
_UUID = re.compile(r"uuid:[0-9a-fA-F-]{36}")


@dataclass(frozen=True, slots=True)
class ListedForm:
    """A form as formList tells it; `hash` is the MD5 of its XForm, "md5:..."."""

    form_id: str
    version: str
    name: str
    hash: str
    url: str


class Server:
    """A server of the OpenRosa family.

    Args:
        url: What Collect would be given: "https://host/v1/projects/1" (Central),
            "https://host/v1/key/TOKEN/projects/1" (a Central app user), a Kobo address.
        login: Name and password; digest or basic, as the server asks. None where the
            address holds the key.
        patience: How long the server may be silent.
        token: A session's token (Central), in place of name and password.
    """

    def __init__(
        self,
        url: str,
        login: tuple[str, str] | None = None,
        patience: Patience = PATIENT,
        token: str = "",
    ) -> None:
        self.url = check_url(url)
        parts = urlsplit(self.url)
        # The path may hold an app user's key: only the host is ever shown.
        self.place = parts.netloc
        self.line = Line(self.place, "OPENROSA", login, patience, token)
        # Whatever lets us in was taken already where the server asks for no password.
        self._logged_in = bool(token) or "/key/" in parts.path
        self._target = self.url + "submission"
        self._limit = 0
        self._alone = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.line.close()

    def forms(self) -> tuple[ListedForm, ...]:
        """Return the forms that the server takes submissions of.

        Raises:
            KnownError: OPENROSA-...
        """
        reply = self.line.ask("GET", self.url + "formList", headers=VERSION)
        if reply.status != OK:
            raise self.refused(reply)
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            root = etree.fromstring(reply.body, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.line.error("ANSWER", status=reply.status) from error
        return tuple(_listed(one) for one in root.iter(f"{_LIST}xform"))

    def form(self, listed: ListedForm) -> bytes:
        """Return a form that `forms` lists.

        Raises:
            KnownError: OPENROSA-...
        """
        mine, other = urlsplit(self.url), urlsplit(listed.url)
        # Behind a proxy a server may not know its own name; a key goes nowhere else.
        address = other._replace(scheme=mine.scheme, netloc=mine.netloc).geturl()
        reply = self.line.ask("GET", address, headers=VERSION, limit=FORM_BYTES)
        if reply.status != OK or len(reply.body) > FORM_BYTES:
            raise self.refused(reply)
        return reply.body

    def limit(self) -> int:
        """Return how many bytes the server takes in one body; asked once.

        Raises:
            KnownError: OPENROSA-...
        """
        if not self._limit:
            reply = self.line.ask("HEAD", self._target, headers=VERSION)
            if reply.status not in (OK, NO_CONTENT):
                raise self.refused(reply)
            told = reply.headers.get("x-openrosa-accept-content-length", "")
            self._limit = int(told) if told.isdigit() else DEFAULT_LIMIT_BYTES
            self._target = self._told_target(reply.headers.get("location", ""))
        return self._limit

    def send(self, submission: Submission) -> tuple[KnownError, ...]:
        """Send a submission with its files; the same again changes nothing there.

        Returns:
            What is wrong with single files; the rest has arrived.

        Raises:
            KnownError: OPENROSA-NO-FORM, OPENROSA-CONFLICT, OPENROSA-LOGIN, ...
        """
        while True:
            several, too_large = requests(submission, self.limit(), alone=self._alone)
            refused = next(
                (one for one in several if not self._post(submission, one)), None
            )
            if refused is None:
                break
            # What stands before the server takes less than the server told.
            if len(refused.files) > 1:
                self._alone = True
            elif refused.files:
                self._limit = len(refused.body) - 1
            else:
                raise self._wrong("TOO-LARGE", submission)
        return tuple(
            self._wrong("FILE-TOO-LARGE", submission, file=file) for file in too_large
        )

    def _post(self, submission: Submission, one: Request) -> bool:
        """Send one request; False where it is larger than the server takes."""
        headers = {**VERSION, "Content-Type": one.content_type}
        try:
            reply = self.line.ask(
                "POST", self._target, headers=headers, content=one.body
            )
        except KnownError as error:
            if error.code == "OPENROSA-LOGIN" and self._logged_in:
                # Central answers so where an app user was not given this form.
                raise self._wrong("FORM-FORBIDDEN", submission) from error
            raise
        if reply.status == TOO_LARGE:
            return False
        if reply.status not in TAKEN:
            raise self._refused_submission(reply, submission)
        return True

    def refused(self, reply: Reply) -> KnownError:
        """Return the error that an answer tells."""
        code = _SAID.get(reply.status)
        if code is None:
            return self.line.error("ANSWER", status=reply.status)
        return self.line.error(code)

    def _refused_submission(self, reply: Reply, submission: Submission) -> KnownError:
        code = _OF_SUBMISSION.get(reply.status)
        if code is None:
            return self._wrong("ANSWER", submission, status=reply.status)
        said = message(reply.body)
        # Servers tell these apart in their words alone.
        told = next((new for new, words in _IN_WORDS.items() if words in said), code)
        if code == "NO-FORM" and any(one in said for one in _ids(submission)):
            told = "NO-BASE"
        return self._wrong(told, submission)

    def _wrong(self, code: str, submission: Submission, **fields: object) -> KnownError:
        return self.line.error(
            code,
            form=submission.form_id,
            version=submission.version,
            visit=submission.instance_id,
            **fields,
        )

    def _told_target(self, location: str) -> str:
        """Return where to post: as told, on this server; a key goes nowhere else."""
        told = urljoin(self._target, location) if location else self._target
        mine, other = urlsplit(self._target), urlsplit(told)
        same = (mine.scheme, mine.netloc) == (other.scheme, other.netloc)
        return told if same else self._target


def check_url(url: str) -> str:
    """Return a server's address with a slash at its end.

    Raises:
        KnownError: OPENROSA-ADDRESS; also where a password stands in it.
    """
    parts = urlsplit(url.strip())
    web = parts.scheme in ("http", "https") and parts.hostname
    if not web or parts.username or parts.query or parts.fragment:
        raise KnownError("OPENROSA-ADDRESS", place=parts.hostname or "?")
    return url.strip().rstrip("/") + "/"


def message(body: bytes) -> str:
    """Return what a server says in an OpenRosaResponse, "" where it is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return ""
    return " ".join(str(one.text or "") for one in root.iter("{*}message"))


def _ids(submission: Submission) -> set[str]:
    """Return the ids that a submission names beside its own: what it edits."""
    named = set(_UUID.findall(submission.xml.decode(errors="replace")))
    return named - {submission.instance_id}


def _listed(one: etree._Element) -> ListedForm:
    def told(name: str) -> str:
        return (one.findtext(f"{_LIST}{name}") or "").strip()

    return ListedForm(
        form_id=told("formID"),
        version=told("version"),
        name=told("name"),
        hash=told("hash"),
        url=told("downloadUrl"),
    )
