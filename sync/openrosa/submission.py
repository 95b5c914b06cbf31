"""Submission: one revision of a visit as OpenRosa takes it, split into requests."""

import hashlib
import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

XML_FIELD = "xml_submission_file"
# What the frame around one part takes at most, beside its name.
FRAME_BYTES = 256


@dataclass(frozen=True, slots=True)
class Submission:
    """What a server takes of one revision.

    Args:
        instance_id: "uuid:...".
        form_id: As the server knows the form.
        version: Of the form.
        xml: The submission, or the manifest of an encrypted one.
        files: Name -> bytes of what it names: photos, signatures, encrypted files.
    """

    instance_id: str
    form_id: str
    version: str
    xml: bytes = field(repr=False)
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Request:
    """One POST: a multipart body and the files that it carries."""

    content_type: str
    body: bytes = field(repr=False)
    files: tuple[str, ...]


def requests(
    submission: Submission, limit: int, *, alone: bool = False
) -> tuple[list[Request], list[str]]:
    """Return the POSTs of a submission, and the files too large for any.

    The XML goes with each of them; all but the last are marked incomplete.

    Args:
        submission: What is sent.
        limit: Bytes that the server takes in one body, as it told.
        alone: Each file in a request of its own.

    Source: OpenRosa Form Submission API 1.0, "Extended Transmission Considerations".
    """
    groups, too_large = _grouped(submission, limit, alone=alone)
    found = []
    for at, names in enumerate(groups):
        parts = [("xml", XML_FIELD, "submission.xml", submission.xml)]
        parts += [("file", name, name, submission.files[name]) for name in names]
        found.append(_request(parts, names, last=at == len(groups) - 1))
    return found, too_large


def _grouped(
    submission: Submission, limit: int, *, alone: bool
) -> tuple[list[list[str]], list[str]]:
    start = len(submission.xml) + 3 * FRAME_BYTES
    groups: list[list[str]] = [[]]
    size, too_large = start, []
    for name, data in submission.files.items():
        needs = len(data) + 2 * len(name.encode()) + FRAME_BYTES
        if start + needs > limit:
            too_large.append(name)
            continue
        if groups[-1] and (alone or size + needs > limit):
            groups.append([])
            size = start
        groups[-1].append(name)
        size += needs
    return groups, too_large


def _request(
    parts: Sequence[tuple[str, str, str, bytes]], names: Sequence[str], *, last: bool
) -> Request:
    digest = hashlib.sha256(b"\0".join(data for *_, data in parts)).hexdigest()
    # Of the content: a body that is sent again is the same body.
    boundary = f"gridvisit-{digest[:40]}"
    pieces: list[bytes] = []
    if not last:
        incomplete = 'Content-Disposition: form-data; name="*isIncomplete*"\r\n\r\nyes'
        pieces.append(f"--{boundary}\r\n{incomplete}\r\n".encode())
    for kind, name, file, data in parts:
        mime = "text/xml" if kind == "xml" else _mime(file)
        pieces.append(
            f"--{boundary}\r\n"
            f'Content-Disposition: form-data; name="{_in_quotes(name)}";'
            f' filename="{_in_quotes(file)}"\r\n'
            f"Content-Type: {mime}\r\n\r\n".encode()
        )
        pieces += [data, b"\r\n"]
    pieces.append(f"--{boundary}--\r\n".encode())
    content_type = f"multipart/form-data; boundary={boundary}"
    return Request(content_type, b"".join(pieces), tuple(names))


def _mime(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _in_quotes(name: str) -> str:
    """Return a name as browsers put it between quotes (WHATWG, multipart)."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
