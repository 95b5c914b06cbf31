"""Server: one OpenRosa server (Central, Kobo), its answers told as KnownErrors."""

from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

from lxml import etree

from forms.errors import KnownError
from sync.folders.patience import PATIENT, Patience
from sync.folders.web import Line, Reply
from sync.openrosa.submission import Submission, requests

# What a server takes in one body when it does not say (as Collect assumes).
DEFAULT_LIMIT_BYTES = 10_000_000
VERSION = {"X-OpenRosa-Version": "1.0"}
OK, NO_CONTENT, TAKEN = 200, 204, {201, 202}
_LIST = "{http://openrosa.org/xforms/xformsList}"
_SAID = {403: "OPENROSA-FORBIDDEN", 404: "OPENROSA-NOTHING"}
_OF_SUBMISSION = {
    403: "OPENROSA-FORBIDDEN",
    404: "OPENROSA-NO-FORM",
    409: "OPENROSA-CONFLICT",
    413: "OPENROSA-TOO-LARGE",
}


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
        self._target = self.url + "submission"
        self._limit = 0

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
        several, too_large = requests(submission, self.limit())
        for one in several:
            headers = {**VERSION, "Content-Type": one.content_type}
            reply = self.line.ask(
                "POST", self._target, headers=headers, content=one.body
            )
            if reply.status not in TAKEN:
                raise self.refused(reply, submission)
        visit = submission.instance_id
        return tuple(
            self.line.error("FILE-TOO-LARGE", file=file, visit=visit)
            for file in too_large
        )

    def refused(self, reply: Reply, submission: Submission | None = None) -> KnownError:
        """Return the error that an answer tells."""
        fields: dict[str, object] = {"place": self.place}
        code = (_OF_SUBMISSION if submission else _SAID).get(reply.status)
        if submission is not None:
            fields |= {
                "form": submission.form_id,
                "version": submission.version,
                "visit": submission.instance_id,
            }
        if code is None:
            return KnownError("OPENROSA-ANSWER", status=reply.status, **fields)
        return KnownError(code, **fields)

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
